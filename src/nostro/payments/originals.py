"""The original of a message, with the very words that were found in one of its fields.

A field is read from its place in the file: several lines become one name, an entity of XML a
letter, a number before a line (option F) nothing. So the letters and digits of the words are sought
among those at the place; what stands between them (a line break, a tag) is not marked. Where a
field says other than the message does, all of its place is marked.
"""

import html
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import chain
from typing import NamedTuple

from nostro.model.payments import Notice, Payment
from nostro.payments.locating import LOCATE, WHOLE, Span, format_of, origin_of
from nostro.payments.mt_russian import to_cyrillic

__all__ = ["Original", "Words", "find_originals"]

_MOST_LINES = 50
_MOST_CHARS = 50_000
_MOST_ALIKE = 1_000
# What stands at a place and says nothing of the field: `skip`.
_XML = re.compile(
    r"(?P<skip><!--.{0,2000}?-->|<!\[CDATA\[|\]\]>|<[/?]?[^\W\d][^<>]*>)"
    r"|&(?:#\d{1,7}|#x[0-9a-fA-F]{1,6}|amp|lt|gt|quot|apos);|.",
    re.DOTALL,
)
_FIN = re.compile(r"(?P<skip>(?!))|.", re.DOTALL)
# The number of a line of option F, of a part of field 86, and the mark of a further line.
_NUMBERED = re.compile(
    r"(?P<skip>^\d/(?:[A-Z]{2}/)?|^//|\?[\r\n]{0,2}\d\d)|.", re.DOTALL | re.MULTILINE
)
# How the characters of a format are read, each way tried in its turn.
_WAYS: dict[str, list[tuple[re.Pattern[str], Callable[[str], str]]]] = {
    "xml": [(_XML, html.unescape)],
    "fin": [(_FIN, str), (_NUMBERED, str), (_NUMBERED, to_cyrillic)],
}
_Letter = tuple[str, int, int]


class Words(NamedTuple):
    """Words in the text of a field: `span` is half-open, in characters of it."""

    field: str
    text: str
    span: tuple[int, int]


class Original(NamedTuple):
    """A message in the text of its file: its format (`xml`, `fin`), where it stands, and where the
    words stand that were asked for, in their order; none where they are not in the message.
    """

    format: str
    text: str
    extent: Span
    marks: list[list[Span]]


class _Sought(NamedTuple):
    """Words by the origins of their text."""

    origins: list[str]
    text: str
    span: tuple[int, int]


def find_originals(
    data: bytes, wanted: Sequence[tuple[Payment | Notice, Sequence[Words]]]
) -> list[Original | None]:
    """The originals of some items of a file, in one pass over its bytes.

    None for an item that does not stand in it.
    """
    kind = format_of(data)
    sought = [[_sought(item, words) for words in asked] for item, asked in wanted]
    origins: dict[str, list[str]] = {}
    for (item, _), own in zip(wanted, sought, strict=True):
        origins.setdefault(item.location, [WHOLE]).extend(o for one in own for o in one.origins)
    places = LOCATE[kind](data, origins)
    return [
        _original(kind, places.text, places.spans.get(item.location, {}), own)
        for (item, _), own in zip(wanted, sought, strict=True)
    ]


def _original(
    kind: str, text: str, spans: Mapping[str, Span], sought: Sequence[_Sought]
) -> Original | None:
    if WHOLE not in spans:
        return None
    regions: dict[tuple[str, ...], _Region] = {}
    marks: list[list[Span]] = []
    for one in sought:
        key = tuple(one.origins)
        if key not in regions:
            regions[key] = _Region(kind, text, [spans[o] for o in one.origins if o in spans])
        marks.append(regions[key].marks(one.text, one.span))
    return Original(kind, text, spans[WHOLE], marks)


def _sought(item: Payment | Notice, words: Words) -> _Sought:
    """The origins of a field, and of a text of several lines those of the lines with the words."""
    field, text, (start, end) = words
    further = [f"{field}[{number}]" for number in range(text.count("\n") + 1)]
    if field in item.origins and len(further) > 1 and further[-1] in item.origins:
        first, last = text.count("\n", 0, start), text.count("\n", 0, end)
        lines = text.split("\n")
        before = sum(len(line) + 1 for line in lines[:first])
        fields = [field if n == 0 else further[n] for n in range(first, last + 1)]
        text, start, end = "\n".join(lines[first : last + 1]), start - before, end - before
    else:
        fields = [field, *(f"{field}[{number}]" for number in range(_MOST_LINES))]
    origins = [origin for name in fields[:_MOST_LINES] if (origin := origin_of(item, name))]
    return _Sought(list(dict.fromkeys(origins)), text, (start, end))


class _Region:
    """The places of one field in the text of a file."""

    def __init__(self, kind: str, text: str, places: Sequence[Span]) -> None:
        self._text, self._places, self._ways = text, places, _WAYS[kind]
        self._read: list[list[_Letter]] = []

    def marks(self, value: str, span: tuple[int, int]) -> list[Span]:
        """Where the words of a span of the field's value stand; all of it, where they do not."""
        start, end = span
        if end <= start or not self._places:
            return []
        for way in range(len(self._ways)):
            if inside := _matched(self._letters(way), value[:start], value[start:end]):
                return _runs(self._text, inside)
        return _runs(self._text, self._letters(0)) or list(self._places)

    def _letters(self, way: int) -> list[_Letter]:
        if way == len(self._read):
            found = (_letters(self._text, place, *self._ways[way]) for place in self._places)
            self._read.append(list(chain.from_iterable(found)))
        return self._read[way]


def _letters(
    text: str, place: Span, token: re.Pattern[str], read: Callable[[str], str]
) -> Iterator[_Letter]:
    """The letters and digits at a place, each with the characters that give it."""
    for found in token.finditer(text, place.start, min(place.end, place.start + _MOST_CHARS)):
        if not found["skip"]:
            for letter in _bare(read(found[0])):
                yield letter, found.start(), found.end()


def _bare(text: str) -> str:
    return "".join(letter for letter in text.casefold() if letter.isalnum())


def _matched(letters: Sequence[_Letter], before: str, words: str) -> Sequence[_Letter]:
    """The letters of the words; of words that stand there repeatedly, those as far on."""
    text = "".join(letter for letter, _, _ in letters)
    lead, sought = _bare(before), _bare(words)
    if not sought:
        return []
    if text.startswith(lead + sought):
        return letters[len(lead) : len(lead) + len(sought)]
    at = text.find(sought)
    for _ in range(min(lead.count(sought), _MOST_ALIKE)):
        further = text.find(sought, at + 1)
        at = further if further >= 0 else at
    return letters[at : at + len(sought)] if at >= 0 else []


def _runs(text: str, letters: Sequence[_Letter]) -> list[Span]:
    """The characters of letters that follow each other on one line, within one element."""
    runs: list[Span] = []
    for _, start, end in letters:
        between = text[runs[-1].end : start] if runs else "\n"
        if "\n" in between or "<" in between:
            runs.append(Span(start, end))
        else:
            runs[-1] = Span(runs[-1].start, end)
    return runs
