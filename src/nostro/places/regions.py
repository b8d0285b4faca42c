"""Contested regions: found by their names and towns in free text such as an address."""

from collections.abc import Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from nostro.places.gazetteer import countries, fold, regions

__all__ = ["Region", "contested_region"]

_LONGEST_COUNTRY = 3
# The first three digits of Russia's postcodes in Crimea with Sevastopol, Donetsk and Luhansk.
_POSTCODES = (("ua-cri", 295, 299), ("ua-dpr", 283, 287), ("ua-lpr", 291, 294))
_RUSSIA_UKRAINE = frozenset(map(fold, (
    "Russia", "Russian", "RU", "RUS", "Россия", "Российская", "РФ", "Росія", "Ukraine", "UA", "UKR",
    "Украина", "Україна",
)))  # fmt: skip


class Region(NamedTuple):
    """A contested region. `code` is FollowTheMoney's, `country` upper-case ISO alpha-2."""

    code: str
    name: str
    country: str


class _Towns(NamedTuple):
    """Folded spellings to regions, the words in them, and the most words that one has."""

    strong: dict[str, Region]
    weak: dict[str, Region]
    words: frozenset[str]
    longest: int


@lru_cache(maxsize=8192)
def contested_region(text: str) -> Region | None:
    """The contested region that a text names, by its name or one of its towns, in any script.

    Case does not matter. A town with namesakes elsewhere (Java, Donetsk in Rostov, Bender) counts
    only where the text names the region's country or has a postcode of it too, or nothing else than
    the town. A postcode alone counts where the text names Russia or Ukraine.
    """
    table = _towns()
    words = fold(text).split()
    posted = _posted(words)
    if table.words.isdisjoint(words):
        return _by_code(posted) if posted and not _RUSSIA_UKRAINE.isdisjoint(words) else None
    for phrase in _phrases(words, table.longest):
        if region := table.strong.get(phrase):
            return region
    for phrase in _phrases(words, table.longest):
        region = table.weak.get(phrase)
        if region and (
            len(words) == 1 or region.code == posted or region.country in _countries_named(words)
        ):
            return region
    return _by_code(posted) if posted and not _RUSSIA_UKRAINE.isdisjoint(words) else None


def _posted(words: list[str]) -> str | None:
    """The code of the region that one of the words is a postcode of; Russia's, given since 2014."""
    return next(
        (
            code
            for word in words
            if len(word) == 6 and word.isascii() and word.isdecimal()
            for code, first, last in _POSTCODES
            if first <= int(word[:3]) <= last
        ),
        None,
    )


@cache
def _by_code(code: str) -> Region | None:
    return next((region for region in _towns().strong.values() if region.code == code), None)


def _phrases(words: list[str], longest: int) -> Iterator[str]:
    for size in range(min(longest, len(words)), 0, -1):
        for at in range(len(words) - size + 1):
            yield " ".join(words[at : at + size])


def _countries_named(words: list[str]) -> set[str]:
    table = _country_words()
    return {table[phrase] for phrase in _phrases(words, _LONGEST_COUNTRY) if phrase in table}


@cache
def _towns() -> _Towns:
    strong: dict[str, Region] = {}
    weak: dict[str, Region] = {}
    for row in regions():
        region = Region(row.code, row.name, row.country)
        strong.update((fold(name), region) for name in (row.name, *row.other_names, *row.towns))
        weak.update((fold(name), region) for name in row.weak_towns)
    names = [name.split() for name in (*strong, *weak)]
    words = frozenset(word for name in names for word in name)
    return _Towns(strong, weak, words, max(map(len, names)))


@cache
def _country_words() -> dict[str, str]:
    """How an address names the states that the regions belong to: name, adjective or code."""
    wanted = {row.country for row in regions()}
    return {
        fold(name): country.code
        for country in countries()
        if country.code in wanted
        for name in (country.name, *country.other_names, country.code, *country.adjectives)
    }
