"""What a bank sets of its own about lists: `settings.yaml` in the workspace.

lists:
  us_ofac_sdn:
    urls: {sdn.csv: "https://mirror.example.com/sdn.csv"}
    stale_days: 5
    checks: {max_loss: 0.2, minimum: {party: 10000}}
"""

from pathlib import Path
from typing import Any

import msgspec
import yaml

from nostro.lists.checks import Limits
from nostro.lists.official import OFFICIAL, Official
from nostro.model.errors import InputError

__all__ = ["SETTINGS", "ListSettings", "Settings", "read_settings"]

SETTINGS = "settings.yaml"
_MAX_BYTES = 1 << 20


class ListSettings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What is set for one list: its files by the publisher's names for them, with an address
    each; after how many days it is stale; limits beside or instead of those it has.
    """

    urls: dict[str, str] = {}
    stale_days: int | None = None
    checks: dict[str, Any] = {}


class Settings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The settings of a workspace."""

    lists: dict[str, ListSettings] = {}

    def official(self, source: str) -> Official:
        """The addresses and the pace of a list, as set or as nostro knows them."""
        known, own = OFFICIAL.get(source, Official()), self.lists.get(source, ListSettings())
        return msgspec.structs.replace(
            known,
            urls=own.urls or known.urls,
            stale_days=known.stale_days if own.stale_days is None else own.stale_days,
        )

    def limits(self, source: str, *, official: bool) -> Limits:
        """What a list is held to; the least numbers that nostro knows hold for official files."""
        own = self.lists.get(source, ListSettings()).checks
        minimum = self.official(source).minimum if official else {}
        return msgspec.convert(
            {**own, "minimum": {**minimum, **own.get("minimum", {})}}, Limits, strict=False
        )


def read_settings(folder: Path) -> Settings:
    """The settings of a workspace folder; the defaults where it has none.

    Raises InputError for a file that is no settings, saying where.
    """
    path = folder / SETTINGS
    if not path.exists():
        return Settings()
    try:
        text = path.read_bytes()
        if len(text) > _MAX_BYTES:
            raise InputError(path, "too large for settings")
        settings = msgspec.convert(yaml.safe_load(text) or {}, Settings)
        for source, own in settings.lists.items():
            settings.limits(source, official=False)
            if odd := [name for name in own.urls if Path(name).name != name]:
                raise InputError(path, f"not settings: {odd[0]!r} is no name of a file")
    except (yaml.YAMLError, msgspec.ValidationError, AttributeError, TypeError) as error:
        raise InputError(path, f"not settings: {' '.join(str(error).split())}") from error
    except OSError as error:
        raise InputError(path, error.strerror or str(error)) from error
    return settings
