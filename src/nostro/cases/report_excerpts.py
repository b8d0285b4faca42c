"""How a report shows an original: the lines around what is marked, and the whole of it folded.

XML is broken into a line for each element, as far as it is not yet; nothing else of the text is
changed. Marks have the number of the hit that they belong to.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from nostro.cases.report_records import Original

__all__ = ["Excerpt", "Piece", "excerpts"]

_LINES_AROUND = 2
# So many lines are shown without folding any.
_SHORT = 14
# What names a value, in each format: tags, fields of a message, columns.
_NAMES = {
    "xml": re.compile(r"<[^<>]*>?"),
    "fin": re.compile(r"(?:^|(?<=\n)):\d\d[A-Z]?:|\{\d:|-\}"),
    "row": re.compile(r"(?:^|(?<=\n))[a-z_]+(?:\[[^\]\n]*\])?: "),
}
_BETWEEN_ELEMENTS = re.compile(r"(?<=>)(?=<)")


class Piece(NamedTuple):
    """Some text of an original: `name` where it only names a value, and the hits it belongs to."""

    text: str
    kind: str
    hits: str


class Excerpt(NamedTuple):
    """An original: what it is and where it stands, its lines around the marks, and all of them
    where that is more.
    """

    title: str
    place: str
    near: list[list[Piece]]
    whole: list[list[Piece]]
    is_marked: bool


class _Mark(NamedTuple):
    hit: int
    start: int
    end: int


def excerpts(numbered: Sequence[tuple[int, Sequence[Original]]]) -> list[Excerpt]:
    """The originals of one message, before it those that came earlier: `numbered` has the number of
    a hit with its message and those related to it. A message is shown once, with all its marks.
    """
    own: dict[str, list[tuple[int, Original]]] = {}
    related: dict[str, list[tuple[int, Original]]] = {}
    for number, found in numbered:
        for place, original in enumerate(found):
            groups = related if place else own
            groups.setdefault(original.text, []).append((number, original))
    many = len({number for number, _ in numbered}) > 1
    return [_excerpt(group, many=many, is_own=False) for group in related.values()] + [
        _excerpt(group, many=many, is_own=True) for group in own.values()
    ]


def _excerpt(group: Sequence[tuple[int, Original]], *, many: bool, is_own: bool) -> Excerpt:
    first = group[0][1]
    marks = _merged(
        _Mark(number if many else 0, start, end)
        for number, original in group
        for start, end in original.marks
    )
    lines = list(_lines(_pieces(first, marks)))
    near = _near(lines)
    what = "row" if first.format == "row" else "message"
    title = f"This {what} as given" if is_own else f"The earlier {what}, {first.payment_id}"
    place = ", ".join(filter(None, [first.source, first.location]))
    told = "; cut to what stands around the marks" if first.cut else ""
    shown = sum(not _is_gap(line) for line in near)
    rest = lines if shown < len(lines) else []
    return Excerpt(title, f"{place}{told}", near, rest, bool(marks))


def _merged(marks: Iterable[_Mark]) -> list[_Mark]:
    """Marks of one hit that overlap or touch as one."""
    merged: list[_Mark] = []
    for mark in sorted(marks):
        last = merged[-1] if merged else None
        if last and last.hit == mark.hit and mark.start <= last.end:
            merged[-1] = last._replace(end=max(last.end, mark.end))
        else:
            merged.append(mark)
    return merged


def _pieces(original: Original, marks: Sequence[_Mark]) -> Iterator[Piece]:
    """The text cut where a mark or a name of a value begins or ends."""
    text = original.text
    names = [found.span() for found in _NAMES[original.format].finditer(text)]
    ends = {0, len(text), *(end for name in names for end in name)}
    ends |= {end for mark in marks for end in (mark.start, mark.end)}
    if original.format == "xml":
        ends |= {found.start() for found in _BETWEEN_ELEMENTS.finditer(text)}
    cuts = sorted(ends)
    named = iter([*names, (len(text) + 1, len(text) + 1)])
    name = next(named)
    open_marks: list[_Mark] = []
    coming = sorted(marks, key=lambda mark: mark.start, reverse=True)
    for start, end in pairwise(cuts):
        while name[1] <= start:
            name = next(named)
        open_marks = [mark for mark in open_marks if mark.end > start]
        while coming and coming[-1].start <= start:
            open_marks.append(coming.pop())
        kind = "mark" if open_marks else "name" if name[0] <= start else ""
        ended = sorted({mark.hit for mark in open_marks if mark.end == end and mark.hit})
        yield Piece(text[start:end], kind, ", ".join(str(hit) for hit in ended))


def _lines(pieces: Iterable[Piece]) -> Iterator[list[Piece]]:
    """The pieces by line; between two elements of XML that share one, it is broken."""
    line: list[Piece] = []
    for piece in pieces:
        if line and piece.text.startswith("<") and line[-1].text.endswith(">"):
            yield line
            line = []
        first, *further = piece.text.replace("\r\n", "\n").split("\n")
        line.append(piece._replace(text=first))
        for text in further:
            yield line
            line = [piece._replace(text=text)]
    if line:
        yield line


def _near(lines: Sequence[list[Piece]]) -> list[list[Piece]]:
    """The lines around those with marks; all where they are few, or nothing is marked."""
    marked = [n for n, line in enumerate(lines) if any(piece.kind == "mark" for piece in line)]
    if len(lines) <= _SHORT or not marked:
        return list(lines[: 2 * _SHORT])
    kept = sorted({
        near for n in marked for near in range(n - _LINES_AROUND, n + _LINES_AROUND + 1)
        if 0 <= near < len(lines)
    })  # fmt: skip
    shown: list[list[Piece]] = []
    for at, before in zip(kept, [-1, *kept], strict=False):
        if at != before + 1:
            shown.append([Piece("...", "gap", "")])
        shown.append(lines[at])
    return _less_indented(shown)


def _is_gap(line: Sequence[Piece]) -> bool:
    return bool(line) and line[0].kind == "gap"


def _less_indented(lines: Sequence[list[Piece]]) -> list[list[Piece]]:
    """The lines without the white space that all of them begin with."""
    heads = [line[0].text for line in lines if line and not _is_gap(line)]
    spare = min((len(head) - len(head.lstrip(" ")) for head in heads if head), default=0)
    return [
        line if not line or _is_gap(line)
        else [line[0]._replace(text=line[0].text[spare:]), *line[1:]]
        for line in lines
    ]  # fmt: skip
