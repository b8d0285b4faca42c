"""The spellings of the places that are looked for, and where a text has them.

Words are read from left to right, the longest name first, in any case; names in scripts that do
not part words by spaces are found inside the run. The cost is linear in the text.
"""

import re
from collections.abc import Iterator
from itertools import chain
from typing import NamedTuple

from nostro.places.gazetteer import (
    Country,
    RegionRow,
    cities,
    countries,
    fold,
    namesakes,
    not_places,
    weak_cities,
)
from nostro.places.spellings import spellings_of
from nostro.places.unspaced import is_unspaced, unspaced_pattern

__all__ = ["NamedPlace", "PlaceNames"]

_WORD = re.compile(r"\w+")
_GAP = re.compile(r"[ \t\n\r\xa0\u200c.,'’ʼ`()&–/-]{0,3}")
_LONGEST_INITIALS, _LONGEST_ABBREVIATION = 4, 5
_SHORTEST_UNMARKED = 3
# Abbreviations of more than one thing: "DNR" is also a department of natural resources.
_LATIN_INITIALS = re.compile("[a-z]{2,3}")


class _Spelled(NamedTuple):
    """What a spelling stands for: no code is a phrase that is none of these places.

    `weak` towns have namesakes; `capitals` must be written so; `plain` is said by one word in
    Latin letters, which may be a person or a house as well.
    """

    code: str | None
    weak: bool = False
    capitals: bool = False
    plain: bool = False


class NamedPlace(NamedTuple):
    """A name at a span of a text; see `_Spelled`. `unspaced` names are read by another pattern."""

    code: str
    span: tuple[int, int]
    weak: bool
    plain: bool
    unspaced: bool = False


class PlaceNames:
    """The names of some countries and regions, of their cities and towns."""

    def __init__(self, wanted: list[Country], regions: list[RegionRow]) -> None:
        self._spelled: dict[str, _Spelled] = {}
        self._unspaced: dict[str, str] = {}
        for name, code, weak in chain(_of_regions(regions), _of_countries(wanted)):
            self._add(name, code, weak=weak)
        self._openers = _openers(key for key, row in self._spelled.items() if row.code)
        for name in _blockers():
            self._spelled.setdefault(fold(name), _Spelled(None))
        self._pattern = unspaced_pattern(self._unspaced)
        self._longest: dict[str, int] = {}
        for key in self._spelled:
            first, *others = key.split()
            self._longest[first] = max(self._longest.get(first, 0), 1 + len(others))

    def may_be_in(self, text: str, keys: list[str]) -> bool:
        """False where none of the folded words of a text belongs to a name: the quick way out."""
        if not self._openers.isdisjoint(keys):
            return True
        return not text.isascii() and bool(self._pattern.search(text))

    def read(self, text: str) -> list[NamedPlace]:
        """The names in a text, in its order."""
        found = list(self._spaced(text))
        if not text.isascii():
            for match in self._pattern.finditer(text):
                code = self._unspaced[match[0]]
                found.append(NamedPlace(code, match.span(), weak=False, plain=False, unspaced=True))
        return sorted(found, key=lambda place: place.span)

    def _spaced(self, text: str) -> Iterator[NamedPlace]:
        spans = [match.span() for match in _WORD.finditer(text)]
        keys = [fold(text[start:end]) for start, end in spans]
        present, at = frozenset(keys), 0
        while at < len(keys):
            size, spelled = self._longest_at(text, spans, keys, at)
            if spelled and spelled.code:
                span = spans[at][0], spans[at + size - 1][1]
                if present.isdisjoint(namesakes().get(" ".join(keys[at : at + size]), ())):
                    yield NamedPlace(spelled.code, span, spelled.weak, spelled.plain)
            at += max(size, 1)

    def _longest_at(
        self, text: str, spans: list[tuple[int, int]], keys: list[str], at: int
    ) -> tuple[int, _Spelled | None]:
        longest = self._longest.get(keys[at], 0)
        size = min(longest, 1)
        while size < longest and at + size < len(keys) and _joined(text, spans, at + size - 1):
            size += 1
        for length in range(size, 0, -1):
            spelled = self._spelled.get(" ".join(keys[at : at + length]))
            name = text[spans[at][0] : spans[at + length - 1][1]]
            if spelled and (not spelled.capitals or name.isupper()):
                return length, spelled
        return 0, None

    def _add(self, name: str, code: str, *, weak: bool) -> None:
        if is_unspaced(name):
            self._unspaced.setdefault(name, code)
            return
        capitals = len(name) <= _LONGEST_ABBREVIATION and name.isupper()
        for key in spellings_of(name, local=code.islower()):
            if _tells(name, key):
                initials = capitals and not _LATIN_INITIALS.fullmatch(key)
                plain = " " not in key and key.isascii() and not initials
                self._spelled.setdefault(key, _Spelled(code, weak, capitals, plain))


def _tells(name: str, key: str) -> bool:
    """False where a short name without its marks is another word: Irã and the name Ira."""
    return len(key) > _SHORTEST_UNMARKED or (bool(key) and (name.isascii() or not key.isascii()))


def _joined(text: str, spans: list[tuple[int, int]], at: int) -> bool:
    """True where a name may run on from one word to the next. Only initials keep their stop."""
    (start, end), (following, _) = spans[at], spans[at + 1]
    gap = text[end:following]
    return bool(_GAP.fullmatch(gap)) and ("." not in gap or end - start <= _LONGEST_INITIALS)


def _of_regions(rows: list[RegionRow]) -> Iterator[tuple[str, str, bool]]:
    for row in rows:
        yield from ((name, row.code, False) for name in (row.name, *row.other_names, *row.towns))
        yield from ((name, row.code, True) for name in row.weak_towns)


def _of_countries(rows: list[Country]) -> Iterator[tuple[str, str, bool]]:
    codes = {row.code for row in rows}
    yield from ((name, code, True) for name, code in weak_cities() if code in codes)
    for row in rows:
        names = (row.name, *row.other_names, *row.capital)
        yield from ((name, row.code, False) for name in names)
    yield from ((name, code, False) for name, code, _ in cities() if code in codes)


def _blockers() -> Iterator[str]:
    """Phrases that hold a name and are no such place: "Cuba Libre", "Trinidad and Tobago"."""
    yield from not_places()
    yield from (name for row in countries() for name in (row.name, *row.other_names) if " " in name)


def _openers(keys: Iterator[str]) -> frozenset[str]:
    """One word of each name, so that a text without any of them has none of the names."""
    chosen: set[str] = set()
    for words in sorted((key.split() for key in keys), key=len):
        if chosen.isdisjoint(words):
            chosen.add(max(words, key=len))
    return frozenset(chosen)
