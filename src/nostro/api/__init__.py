"""The HTTP face: matching as OpenSanctions clients know it, and screening of messages."""

from nostro.api.app import create_app

__all__ = ["create_app"]
