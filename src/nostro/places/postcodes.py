"""Postcodes of contested regions, where the text or its country says whose postcodes they are.

Russia's since 2014 and 2022: 295 to 298 and 299 (Sevastopol), 283 to 287, 291 to 294. Ukraine's:
95 to 98 and 99 (Sevastopol), 83 to 87, 91 to 94. The Soviet ones of Abkhazia, 384. Moldova's of
Tiraspol, Bender and Rîbnița, written MD-3300.
"""

from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from functools import cache
from typing import NamedTuple

from nostro.places.gazetteer import countries, fold

__all__ = ["STATES", "Postcode", "countries_in", "postcode_in"]


class _Range(NamedTuple):
    """Codes of `digits` digits whose first ones are within a range, in the post of `states`."""

    region: str
    states: frozenset[str]
    digits: int
    first: str
    last: str
    sure: bool


class Postcode(NamedTuple):
    """The region of a postcode and its place among the words.

    Not `sure` where a range holds towns on both sides of the line, as Ukraine's of Donetsk do.
    """

    region: str
    at: int
    sure: bool


_RUSSIAN = frozenset({"RU", "UA"})
_UKRAINIAN = frozenset({"UA"})
_RANGES = (
    _Range("ua-cri", _RUSSIAN, 6, "295", "299", sure=True),
    _Range("ua-dpr", _RUSSIAN, 6, "283", "287", sure=True),
    _Range("ua-lpr", _RUSSIAN, 6, "291", "294", sure=True),
    _Range("ua-cri", _UKRAINIAN, 5, "95", "99", sure=True),
    _Range("ua-dpr", _UKRAINIAN, 5, "83", "87", sure=False),
    _Range("ua-lpr", _UKRAINIAN, 5, "91", "94", sure=False),
    _Range("ge-ab", frozenset({"GE", "RU"}), 6, "384", "384", sure=True),
)
_MOLDOVAN = frozenset({"3300", "3200", "5500"})
STATES = frozenset({"RU", "UA", "GE", "MD"})
_OTHER_WORDS = {"российская": "RU", "rus": "RU", "ukr": "UA", "rossiya": "RU"}


@cache
def _state_words() -> dict[str, str]:
    return _OTHER_WORDS | {
        key: country.code
        for country in countries()
        if country.code in STATES
        for key in map(fold, country.spellings)
        if " " not in key
    }


def countries_in(words: Iterable[str]) -> set[str]:
    """Those of the states whose posts are known here that folded words name."""
    table = _state_words()
    return {table[word] for word in words if word in table}


def postcode_in(words: list[str], states: AbstractSet[str]) -> Postcode | None:
    """The first of some folded words that is a postcode of a region, in the post of `states`."""
    for at, word in enumerate(words):
        if not (word.isascii() and word.isdecimal()):
            continue
        if word in _MOLDOVAN and at and words[at - 1] == "md":
            return Postcode("md-pmr", at, sure=True)
        for row in _RANGES:
            if (
                len(word) == row.digits
                and row.first <= word[: len(row.first)] <= row.last
                and not row.states.isdisjoint(states)
            ):
                return Postcode(row.region, at, row.sure)
    return None
