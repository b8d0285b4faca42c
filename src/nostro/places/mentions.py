"""Places named in running text, with their spans.

Words are looked up from left to right, the longest name first; names in scripts that do not part
words by spaces are found inside the run. The cost is linear in the text.
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import Literal, NamedTuple

from nostro.places.gazetteer import also_names, cities, countries, fold, not_places, regions
from nostro.places.unspaced import is_unspaced, unspaced_pattern

__all__ = ["PlaceMention", "find_places"]

Kind = Literal["country", "region", "city"]

_WORD = re.compile(r"\w+")
_GAP = re.compile(r"[ \t\n\r\xa0.,'’ʼ`()&–/-]{0,3}")
_LONGEST_INITIALS = 4
_LONGEST_ABBREVIATION = 5
_BEFORE_PLACES = frozenset(
    {"in", "from", "to", "at", "of", "and", "with", "via", "between", "near", "for", "or", "by"}
    | {"through", "outside", "northern", "southern", "eastern", "western", "central", "greater"}
    | {"neighbouring", "neighboring", "the", "both", "against", "when", "while", "as", "is"}
)
_AFTER_PLACES = frozenset(
    {"on", "in", "and", "or", "to", "said", "says", "has", "is", "was", "will", "also", "street"}
    | {"province", "city", "region", "border", "government", "port", "airport"}
)


class PlaceMention(NamedTuple):
    """A place in a text: `text[span[0]:span[1]] == name`.

    `code` is upper-case ISO alpha-2, or FollowTheMoney's code for a contested region (`x-so`) and
    for the towns in it. A `region` is a contested one, or a province of a country.
    """

    name: str
    span: tuple[int, int]
    code: str
    kind: Kind


class _Entry(NamedTuple):
    """What a spelling stands for. `words` of it name the place: in "Tripoli, Libya" the first.

    `code` is None for a phrase that is no place; `capitals` asks for capitals throughout ("US").
    """

    code: str | None
    kind: Kind
    words: int
    capitals: bool


class _Table(NamedTuple):
    """Folded spellings; `longest` gives the most words of a name by its first word."""

    entries: dict[str, _Entry]
    longest: dict[str, int]
    unspaced: dict[str, _Entry]
    unspaced_pattern: re.Pattern[str]


class _Words(NamedTuple):
    """The words of a text, where they stand, and folded."""

    text: str
    spans: list[tuple[int, int]]
    keys: list[str]


def find_places(text: str) -> list[PlaceMention]:
    """The countries, contested regions, provinces and cities that a text names, in its order.

    Names must be written with a capital where their script has capitals ("turkey" is no place),
    and adjectives ("Russian") are not places. A word that is also a personal name counts only
    where no name stands beside it ("Michael Jordan").
    """
    spans = [match.span() for match in _WORD.finditer(text)]
    words = _Words(text, spans, [fold(text[start:end]) for start, end in spans])
    found = list(_spaced_mentions(words))
    if is_unspaced(text):
        found += _unspaced_mentions(text)
        found.sort(key=lambda mention: mention.span)
    return found


def _spaced_mentions(words: _Words) -> Iterator[PlaceMention]:
    at = 0
    before: PlaceMention | None = None
    while at < len(words.keys):
        size, entry = _longest_at(words, at)
        if entry is None:
            at += 1
            continue
        if entry.code and not _is_person(words, at, entry.words):
            before = _mention(words, at, entry, before)
            yield before
        at += entry.words if entry.code else size


def _longest_at(words: _Words, at: int) -> tuple[int, _Entry | None]:
    table = _table()
    longest = table.longest.get(words.keys[at], 0)
    if not longest or not _may_open(words.text[words.spans[at][0]]):
        return 0, None
    size = 1
    while size < longest and at + size < len(words.keys) and _joined(words, at + size - 1):
        size += 1
    for length in range(size, 0, -1):
        entry = table.entries.get(" ".join(words.keys[at : at + length]))
        if entry and (not entry.capitals or _slice(words, at, length).isupper()):
            return length, entry
    return 0, None


def _may_open(letter: str) -> bool:
    return letter.isupper() or letter.lower() == letter.upper()


def _joined(words: _Words, at: int) -> bool:
    """True where a name may run on from one word to the next. Only initials keep their stop."""
    (start, end), (following, _) = words.spans[at], words.spans[at + 1]
    gap = words.text[end:following]
    return bool(_GAP.fullmatch(gap)) and ("." not in gap or end - start <= _LONGEST_INITIALS)


def _slice(words: _Words, at: int, size: int) -> str:
    return words.text[words.spans[at][0] : words.spans[at + size - 1][1]]


def _mention(words: _Words, at: int, entry: _Entry, before: PlaceMention | None) -> PlaceMention:
    start, end = words.spans[at][0], words.spans[at + entry.words - 1][1]
    if "." in words.text[start:end] and words.text.startswith(".", end):  # "U.S."
        end += 1
    span = start, end
    name, code, kind = words.text[slice(*span)], entry.code or "", entry.kind
    american = before is not None and before.code == "US" and before.kind == "city"
    if code == "GE" and american and before and words.text[before.span[1] : span[0]] == ", ":
        code, kind = "US", "region"
    return PlaceMention(name, span, code, kind)


def _is_person(words: _Words, at: int, size: int) -> bool:
    """True where a name such as Jordan stands beside another name, and so is one itself."""
    if size > 1 or words.keys[at] not in also_names():
        return False
    name = _slice(words, at, 1)
    return not name.isupper() and (_name_before(words, at) or _name_after(words, at))


def _name_before(words: _Words, at: int) -> bool:
    if at == 0 or words.text[words.spans[at - 1][1] : words.spans[at][0]] not in {" ", ". "}:
        return False
    before = words.text[slice(*words.spans[at - 1])]
    return before.istitle() and before.lower() not in _BEFORE_PLACES


def _name_after(words: _Words, at: int) -> bool:
    if at + 1 == len(words.keys):
        return False
    gap = words.text[words.spans[at][1] : words.spans[at + 1][0]]
    after = words.text[slice(*words.spans[at + 1])]
    return gap == " " and after.istitle() and after.lower() not in _AFTER_PLACES


def _unspaced_mentions(text: str) -> Iterator[PlaceMention]:
    table = _table()
    for match in table.unspaced_pattern.finditer(text):
        entry = table.unspaced[match[0]]
        yield PlaceMention(match[0], match.span(), entry.code or "", entry.kind)


@cache
def _table() -> _Table:
    entries: dict[str, _Entry] = {}
    unspaced: dict[str, _Entry] = {}
    for name, code, kind in _spellings():
        if is_unspaced(name):
            unspaced.setdefault(name, _Entry(code, kind, 1, capitals=False))
        else:
            _add(entries, name, code, kind)
    longest: dict[str, int] = {}
    for key in entries:
        first, *others = key.split()
        longest[first] = max(longest.get(first, 0), 1 + len(others))
    return _Table(entries, longest, unspaced, unspaced_pattern(unspaced))


def _spellings() -> Iterator[tuple[str, str | None, Kind]]:
    """All spellings; where two are the same the first stands, so regions go before cities."""
    for country in countries():
        for name in (country.name, *country.other_names):
            yield name, country.code, "country"
    for region in regions():
        for name in (region.name, *region.other_names):
            yield name, region.code, "region"
        for name in region.towns:
            yield name, region.code, "city"
    for country in countries():
        for name in country.capital:
            yield name, country.code, "city"
    for name, code, is_province in cities():
        yield name, code, "region" if is_province else "city"
    for name in not_places():
        yield name, None, "country"


def _add(entries: dict[str, _Entry], name: str, code: str | None, kind: Kind) -> None:
    key = fold(name)
    if not key or key.startswith("the "):
        return
    head, comma, tail = name.partition(", ")
    is_tail_apart = comma and kind == "city" and fold(tail) in entries
    words = len((fold(head) if is_tail_apart else key).split())
    capitals = len(key) <= _LONGEST_ABBREVIATION and name.isupper()
    entries.setdefault(key, _Entry(code, kind, words, capitals))
