"""Contested regions: found by their names and towns in free text such as an address."""

from functools import cache, lru_cache
from typing import NamedTuple

from nostro.places.finder import PlaceFinder
from nostro.places.gazetteer import regions

__all__ = ["Region", "contested_region"]


class Region(NamedTuple):
    """A contested region. `code` is FollowTheMoney's, `country` upper-case ISO alpha-2."""

    code: str
    name: str
    country: str


@lru_cache(maxsize=8192)
def contested_region(text: str) -> Region | None:
    """The first contested region that a text names, by its name or one of its towns, in any script.

    Case does not matter. A town with namesakes elsewhere (Java, Donetsk in Rostov, Bender) counts
    only where the text names the region or its country or has a postcode of it too, or nothing else
    than the town. A postcode alone counts where the text names the country whose it is.
    """
    found = _finder().in_address(text)
    return _by_code()[found[0].code] if found else None


@cache
def _finder() -> PlaceFinder:
    return PlaceFinder(_by_code())


@cache
def _by_code() -> dict[str, Region]:
    return {row.code: Region(row.code, row.name, row.country) for row in regions()}
