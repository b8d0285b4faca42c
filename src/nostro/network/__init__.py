"""How money moved: flows between accounts, and the patterns in them."""

from nostro.network.records import Finding
from nostro.network.scan import scan

__all__ = ["Finding", "scan"]
