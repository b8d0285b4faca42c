"""A text as sentences, list items and headings, each with its place in the text."""

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

from nostro.announcements.lexicon import LEGAL_FORMS

__all__ = ["ITEM", "Sentence", "split_sentences"]

_LINE = re.compile(r"[^\n]+")
ITEM = re.compile(
    r"\s*(?:[•·●▪◦*–—-]\s+|\(?\d{1,3}[.)]\s+|\(?[a-z]\)\s+|[A-Z]{2,3}[a-z]?\.[\dX]{2,4}\.?\s+)"
)
_END = re.compile(r"[.!?]+[\"”’'»)\]]*(?=\s+[\"“‘«(\[]?[^\W_])|[;:](?=\s*$)")
_LEGAL_FORMS = frozenset(
    {"ltd", "co", "inc", "corp", "pte", "pvt", "llc", "l.l.c", "d.o.o", "s.a", "s.r.l", "a.s"}
    | {"n.v", "b.v"}
)
_NEXT_WORD = re.compile(r"\s+([A-Z][\w.]*)")
_ABBREVIATIONS = frozenset(
    {"mr", "mrs", "ms", "dr", "st", "no", "nos", "art", "vs"}
    | {"jr", "sr", "gen", "col", "lt", "maj", "capt", "sen", "rep", "gov", "prof", "art", "sec"}
    | {"e.g", "i.e", "a.k.a", "f.k.a", "u.s", "u.n", "u.k", "e.o", "para"}
    | {"jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec", "str"}
    | {"approx", "est", "reg", "tel", "ul", "d", "g", "dem"}
)
_LONGEST_WORD = 40
_LONGEST = 1500
_WRAPPED_LINE = 60
_HEADING_WORDS = 22


class Sentence(NamedTuple):
    """A sentence, a list item or a heading: `source[start:end] == text`.

    `section` is the heading or the introducing line ("Entities:") that it stands under.
    """

    text: str
    start: int
    end: int
    kind: Literal["prose", "item", "heading"]
    section: str


def split_sentences(source: str) -> list[Sentence]:
    """The sentences of a text in order. Lines that are only wrapped are joined again."""
    sentences: list[Sentence] = []
    section = ""
    for start, end, kind in _blocks(source):
        if kind == "heading":
            section = source[start:end].strip(" :\t")
        for from_, to in _parts(source, start, end):
            sentences.append(Sentence(source[from_:to], from_, to, kind, section))
    return sentences


def _blocks(source: str) -> Iterator[tuple[int, int, Literal["prose", "item", "heading"]]]:
    """Paragraphs, items and headings."""
    open_: tuple[int, int] | None = None
    for line in _LINE.finditer(source):
        if not line[0].strip():
            continue
        if open_ and not _continues(source, open_, line):
            yield *open_, _kind(source, *open_)
            open_ = None
        open_ = (open_[0] if open_ else line.start(), line.end())
    if open_:
        yield *open_, _kind(source, *open_)


def _continues(source: str, open_: tuple[int, int], line: re.Match[str]) -> bool:
    """True where a line goes on with the sentence of the line before it."""
    gap = source[open_[1] : line.start()]
    if gap.count("\n") > 1 or ITEM.match(line[0]):
        return False
    last_line = open_[1] - max(source.rfind("\n", open_[0], open_[1]) + 1, open_[0])
    if last_line < _WRAPPED_LINE:
        return line[0].lstrip()[:1].islower()
    return last_line <= 2 * _WRAPPED_LINE


def _kind(source: str, start: int, end: int) -> Literal["prose", "item", "heading"]:
    text = source[start:end].strip()
    if ITEM.match(source, start, end):
        return "item"
    ended = text.endswith((".", "!", "?", ";", '"', "”"))
    is_short = text.count(" ") < _HEADING_WORDS
    return "heading" if is_short and not ended else "prose"


def _parts(source: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    at = start
    for match in _END.finditer(source, start, end):
        if match[0].startswith(".") and _is_abbreviation(source, at, match.start()):
            continue
        yield from _stripped(source, at, match.end())
        at = match.end()
    yield from _stripped(source, at, end)


def _is_abbreviation(source: str, start: int, stop: int) -> bool:
    """True where a stop only ends an abbreviation, an initial or the number of an item.

    After a legal form ("Acme Ltd. The ...") a capital opens a sentence, save in "Pte. Ltd.".
    """
    start = max(start, stop - _LONGEST_WORD)
    begin = max(source.rfind(" ", start, stop), source.rfind("(", start, stop), start - 1) + 1
    word = source[begin:stop].lower()
    if word in _LEGAL_FORMS:
        following = _NEXT_WORD.match(source, stop + 1)
        return following is None or following[1].replace(".", "").lower() in LEGAL_FORMS
    is_initial = len(word) == 1 and word.isalpha()
    return word in _ABBREVIATIONS or is_initial or (word.isdigit() and begin <= start + 1)


def _stripped(source: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The piece without the space around it; an endless one is cut, so that its cost is bounded."""
    while end - start > _LONGEST:
        cut = max(source.rfind(" ", start, start + _LONGEST), start + _LONGEST // 2)
        yield from _stripped(source, start, cut)
        start = cut
    while start < end and source[start].isspace():
        start += 1
    while end > start and source[end - 1].isspace():
        end -= 1
    if start < end:
        yield start, end
