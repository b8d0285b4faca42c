"""The command line: `nostro`.

Commands import what they need when they run, so that `nostro match` answers at once.
"""

from nostro.cli.main import main

__all__ = ["main"]
