"""Where in the original message a field stood, so that a hit can be marked in it.

The file is read again, only when asked, by a parser that knows the place of each byte; one pass
finds all that is asked of a file, and stops behind the last. The paths are those that the reader
gave as `origins` and in `other`; the path `WHOLE` is all of an item.
"""

import codecs
import re
from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple
from xml.parsers import expat

from nostro.model.payments import Notice, Payment
from nostro.payments.iso20022_messages import MESSAGES, TRANSFER_TYPES, UNITS, type_of
from nostro.payments.iso20022_statements import STATEMENTS
from nostro.payments.mt_leaves import locate_in_fin

__all__ = ["LOCATE", "WHOLE", "Places", "Span", "format_of", "locate", "locate_field", "origin_of"]

WHOLE = ""

_HEAD_BYTES = 4_096
_CHUNK_BYTES = 65_536
# Texts by their paths, and the path that leads to them.
_Branch = tuple[dict[str, tuple[int, int]], str]
_COUNTED = re.compile(r"(transaction|message) (\d+)")
_NUMBER = re.compile(r"\[\d+\]$")
_BOMS = {
    codecs.BOM_UTF8: "utf-8",
    codecs.BOM_UTF16_LE: "utf-16-le",
    codecs.BOM_UTF16_BE: "utf-16-be",
}


class Span(NamedTuple):
    """Characters of the original text, from `start` up to `end`, a byte order mark not counted."""

    start: int
    end: int


class Places(NamedTuple):
    """The text of a file, and where in it the origins of items stand: by location, then origin."""

    text: str
    spans: dict[str, dict[str, Span]]


def locate_field(source: Path | str | bytes, item: Payment | Notice, field: str) -> Span | None:
    """Where a field of an item stands in the file or the bytes that it was read from.

    None where the field has no origin, or the source is another one than the item was read from.
    Raises OSError where the file cannot be read.
    """
    origin = origin_of(item, field)
    return locate(source, item.location, origin) if origin else None


def origin_of(item: Payment | Notice, field: str) -> str | None:
    """The path of a column, of a line of text (`remittance[2]`) or of an entry of a list.

    What stands in `other` is named by `other[path]`, and is its own origin.
    """
    if field.startswith("other[") and field.endswith("]"):
        return field[len("other[") : -1]
    return item.origins.get(field) or item.origins.get(field.removesuffix("[0]"))


def locate(source: Path | str | bytes, location: str, origin: str) -> Span | None:
    """The characters of the text at an origin, within the item at a location.

    An origin that is a branch (an address) spans all texts in it.
    """
    data = source if isinstance(source, bytes) else Path(source).read_bytes()
    places = LOCATE[format_of(data)](data, {location: [origin]})
    return places.spans.get(location, {}).get(origin)


def format_of(data: bytes) -> str:
    """`xml` or `fin`."""
    return "xml" if _bare(data).startswith((b"<", b"\xff\xfe", b"\xfe\xff")) else "fin"


def _bare(data: bytes) -> bytes:
    return data[:_HEAD_BYTES].removeprefix(codecs.BOM_UTF8).lstrip()


def _locate_xml(data: bytes, wanted: Mapping[str, Collection[str]]) -> Places:
    start = len(data) - len(data.removeprefix(codecs.BOM_UTF8).lstrip())
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        start = 0
    finder = _Finder(wanted)
    with suppress(expat.ExpatError, _Found, _Refused):
        finder.parse(memoryview(data)[start:])
    found = {
        location: {origin: (start + first, start + last) for origin, (first, last) in own.items()}
        for location, own in finder.found.items()
    }
    return _characters(data, found, finder.encoding)


def _characters(
    data: bytes, found: Mapping[str, Mapping[str, tuple[int, int]]], encoding: str
) -> Places:
    """Spans of bytes as spans of characters, without the white space around them."""
    bom = next((bom for bom in _BOMS if data.startswith(bom)), b"")
    encoding = _BOMS.get(bom, encoding)
    ends = sorted({end for own in found.values() for span in own.values() for end in span})
    text: list[str] = []
    count: dict[int, int] = {}
    at = len(bom)
    try:
        for end in [*ends, len(data)]:
            text.append(data[at:end].decode(encoding, "strict" if end in ends else "replace"))
            count[end] = count.get(at, 0) + len(text[-1])
            at = end
    except (UnicodeDecodeError, LookupError):
        return Places("", {})
    whole = "".join(text)
    spans = {
        location: {
            o: _stripped(whole, count[first], count[last]) for o, (first, last) in own.items()
        }
        for location, own in found.items()
    }
    return Places(whole, spans)


def _stripped(text: str, start: int, end: int) -> Span:
    inside = text[start:end]
    return Span(start + len(inside) - len(inside.lstrip()), start + len(inside.rstrip()))


def _locate_fin(data: bytes, wanted: Mapping[str, Collection[str]]) -> Places:
    text, found = locate_in_fin(data, wanted)
    spans = {
        location: {origin: Span(*span) for origin, span in own.items()}
        for location, own in found.items()
    }
    return Places(text, spans)


# How a format finds texts: its bytes, and the origins that are sought by the locations of items.
LOCATE: dict[str, Callable[[bytes, Mapping[str, Collection[str]]], Places]] = {
    "xml": _locate_xml,
    "fin": _locate_fin,
}


class _Found(Exception):  # noqa: N818  # not an error: the rest of the file is of no interest
    """All that was sought was found."""


class _Refused(Exception):  # noqa: N818  # as the reader refuses it, with a problem of its own
    """The file has a document type declaration."""


class _Open:
    """An element that is open, and the texts in it by their paths below it."""

    __slots__ = ("count", "last", "leaves", "name", "number", "text_at")

    def __init__(self, name: str, number: int) -> None:
        self.name, self.number = name, number
        self.leaves: dict[str, tuple[int, int]] = {}
        self.last, self.count = "", 0  # the name of the last child, and how many of it in a row
        self.text_at: int | None = None

    def child(self, name: str) -> "_Open":
        self.count = self.count + 1 if name == self.last else 1
        self.last = name
        return _Open(name, self.count)

    @property
    def step(self) -> str:
        return f"{self.name}[{self.number}]" if self.number > 1 else self.name


class _Finder:
    """One pass over a file, for texts of some of its items."""

    def __init__(self, wanted: Mapping[str, Collection[str]]) -> None:
        self._wanted = {_counted(location): location for location in wanted}
        self._origins = wanted
        self._open: list[_Open] = []
        self._namespaces: list[str] = []
        self._message = -1  # the depth of the open message
        self._type = ""
        self._unit = -1  # the depth of the open transaction
        self._details: list[_Open] = []  # the transactions of an open entry
        self._counts = {"transaction": 0, "message": 0}
        self.found: dict[str, dict[str, tuple[int, int]]] = {}
        self.encoding = "utf-8"

    def parse(self, data: memoryview) -> None:
        """Raises _Found where all was found, and ExpatError where the XML breaks off."""
        parser = self._parser = expat.ParserCreate(namespace_separator="}")
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        parser.StartDoctypeDeclHandler = self._doctype
        parser.XmlDeclHandler = self._declared
        for place in range(0, len(data), _CHUNK_BYTES):
            parser.Parse(bytes(data[place : place + _CHUNK_BYTES]), False)
        parser.Parse(b"", True)

    def _doctype(self, *_: object) -> None:
        raise _Refused

    def _declared(self, _version: str, encoding: str | None, _standalone: int) -> None:
        self.encoding = encoding or "utf-8"

    def _start(self, tag: str, _attributes: Mapping[str, str]) -> None:
        namespace, _, name = tag.rpartition("}")
        parent = self._open[-1] if self._open else _Open("", 1)
        depth = len(self._open)
        self._open.append(parent.child(name))
        self._namespaces.append(namespace)
        if self._message < 0 and (name in MESSAGES or parent.name == "Document"):
            self._message = depth
            self._counts["message"] += 1
            self._type = type_of(name, self._namespaces[:-3:-1])
        if self._message >= 0 and self._unit < 0 and name in UNITS:
            self._unit = depth

    def _text(self, _text: str) -> None:
        element = self._open[-1]
        if element.text_at is None:
            element.text_at = self._parser.CurrentByteIndex

    def _end(self, _tag: str) -> None:
        depth = len(self._open) - 1
        element = self._open[-1]
        if element.text_at is not None and not element.last:
            element.leaves[""] = (element.text_at, self._parser.CurrentByteIndex)
        is_kept = self._leave(element, depth)
        self._open.pop()
        self._namespaces.pop()
        if self._open and is_kept:
            self._merge(self._open[-1], element)
        elif not self._open:
            self._look("document", [(element.leaves, f"/{element.name}/")])

    @staticmethod
    def _merge(parent: _Open, element: _Open) -> None:
        for path, span in element.leaves.items():
            parent.leaves[f"{element.step}/{path}" if path else element.step] = span

    def _leave(self, element: _Open, depth: int) -> bool:
        """Look where an item ends. False where what ended is not part of what is around it."""
        is_statement = self._type in STATEMENTS
        pays = is_statement or self._type in TRANSFER_TYPES
        if is_statement and self._unit >= 0 and element.name == "TxDtls":
            self._details.append(element)
            return False
        if depth == self._unit:
            for part in self._details or [element] if pays else ():
                self._look_in_transaction(part, element)
            self._details.clear()
            self._unit = -1
            return not pays
        if depth == self._message:
            self._look("message", [(element.leaves, ""), (element.leaves, f"{element.name}/"),
                                   *self._envelope()])  # fmt: skip
            self._message = -1
            return False
        return True

    def _look_in_transaction(self, part: _Open, unit: _Open) -> None:
        """A transaction says what is in it, and what stands before it in what encloses it."""
        self._counts["transaction"] += 1
        if ("transaction", self._counts["transaction"]) not in self._wanted:
            return
        message = self._message
        places = [(part.leaves, "")] if part is not unit or self._type not in STATEMENTS else []
        if self._type in STATEMENTS:
            places.append((unit.leaves, "Ntry/"))
        for depth in range(len(self._open) - 2, message, -1):
            lead = "/".join(above.name for above in self._open[message + 1 : depth + 1])
            places.append((self._open[depth].leaves, f"{lead}/"))
        around = self._open[message]
        places += [(around.leaves, ""), (around.leaves, f"{around.name}/")]
        self._look("transaction", [*places, *self._envelope()])

    def _envelope(self) -> list[_Branch]:
        around = self._open[: self._message]
        plain = ["/" + "".join(f"{p.name}/" for p in around[: n + 1]) for n in range(len(around))]
        steps = ["/" + "".join(f"{p.step}/" for p in around[: n + 1]) for n in range(len(around))]
        return [(part.leaves, lead) for leads in (plain, steps)
                for part, lead in zip(around, leads, strict=True)]  # fmt: skip

    def _look(self, kind: str, places: Sequence[_Branch]) -> None:
        location = self._wanted.pop((kind, self._counts.get(kind, 0)), None)
        if location is None:
            return
        self.found[location] = {
            origin: span for origin in self._origins[location] if (span := _within(places, origin))
        }
        if not self._wanted:
            raise _Found


def _counted(location: str) -> tuple[str, int]:
    counted = _COUNTED.fullmatch(location)
    return (counted[1], int(counted[2])) if counted else ("document", 0)


def _within(places: Sequence[_Branch], origin: str) -> tuple[int, int] | None:
    """The bytes of the first branch that has the origin, as a text or as what is around some."""
    for leaves, lead in places:
        if not origin.startswith(lead):
            continue
        path = origin[len(lead) :]
        inside = [leaves[path]] if path in leaves else [
            span for place, span in leaves.items() if not path or place.startswith(f"{path}/")
        ]  # fmt: skip
        if inside:
            return min(a for a, _ in inside), max(b for _, b in inside)
    return None
