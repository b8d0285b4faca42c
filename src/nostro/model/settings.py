"""Where a workspace keeps things. One folder holds all that nostro knows and made."""

import os
from collections.abc import Mapping
from pathlib import Path

import msgspec

__all__ = ["Workspace"]


class Workspace(msgspec.Struct, frozen=True):
    """The folders of a workspace; they are made by whoever first writes into them."""

    root: Path

    @classmethod
    def find(cls, given: Path | None, environment: Mapping[str, str] = os.environ) -> "Workspace":
        """The folder given, else `$NOSTRO_HOME`, else `.nostro` in the current folder."""
        return cls(given or Path(environment.get("NOSTRO_HOME") or ".nostro"))

    @property
    def lists(self) -> Path:
        """List versions, immutable: `lists/<source>/<version>/`."""
        return self.root / "lists"

    @property
    def drafts(self) -> Path:
        """Draft designations, one file an announcement."""
        return self.root / "drafts"

    @property
    def links(self) -> Path:
        """Which entries of several lists are one party: decisions, suggestions, canonical ids."""
        return self.root / "links"

    @property
    def derived(self) -> Path:
        """Entities blocked only through their owners."""
        return self.root / "derived"

    @property
    def past(self) -> Path:
        """Past payments, indexed: immutable segments."""
        return self.root / "past"

    @property
    def earlier(self) -> Path:
        """The payments that the server screened of late, to compare later ones with."""
        return self.root / "earlier"

    @property
    def indexes(self) -> Path:
        """Compiled indexes; safe to delete, they are built again when needed."""
        return self.root / "index"
