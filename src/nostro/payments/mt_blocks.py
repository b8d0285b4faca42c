"""A SWIFT FIN message as its blocks and fields, with or without its envelope."""

import re
from collections.abc import Iterable
from typing import NamedTuple

from nostro.payments.mt_stream import Piece

__all__ = [
    "COVER",
    "Field",
    "FinMessage",
    "first_of",
    "is_preamble",
    "looks_like_fin",
    "parse_message",
    "with_paths",
]

_TAG = re.compile(r"^[ \t]*:(\d{2}[A-Z]?|NS):", re.MULTILINE | re.ASCII)
_ACKNOWLEDGEMENT = re.compile(r"\{1:[A-Z]21[^{}]*\}\s*\{4:\s*\{")
_TYPE = re.compile(r"\{2:(?:I(\d{3})([A-Z0-9]{8,12})|O(\d{3})(?:\d{10})?([A-Z0-9]{8,12}))")
_OWNER = re.compile(r"\{1:[A-Z]\d{2}([A-Z0-9]{8,12})")
# A user header, and the text of a message of the network itself (`{4:{175:0715}{106:...}}`).
_BRACED = re.compile(r"\{(\d{3}):([^{}]*)\}")
# What banks put above the bare text of a statement: the type, and the bank's BIC.
_BARE_TYPE = re.compile(r"^:?(\d{3})\b", re.MULTILINE)
_BARE_BANK = re.compile(r"(?<![A-Z])([A-Z]{6}[A-Z0-9]{2})(?:X{3,4}|\b)")
_HEAD = re.compile(
    rb"(?:[^\n]{0,80}\n){0,6}?[ \t\x01\x03$]*(?:\{[1-4]:|:\d{2}[A-Z]?:)|:\d{3}:\s", re.ASCII
)
_LOGICAL_TERMINAL = 12
_PREAMBLE = "4"
COVER = "B/"  # before the names of fields of a cover's second sequence


class Field(NamedTuple):
    """One field of the text block: its tag (`50K`), its lines, its name in the message (`50K`,
    and `50K[2]` for the second one), and where its value starts in the block.
    """

    tag: str
    value: str
    path: str = ""
    at: int = 0


class FinMessage(NamedTuple):
    """One message: its type (`103`, empty where nothing says), the banks of its header, its user
    header (block 3) by tags, and its fields. `at`, `sender_at` and `receiver_at` are where its
    text block and these banks start in the file; `is_cut` says that nothing ends the block.
    """

    type: str
    sender: str | None
    receiver: str | None
    user: dict[str, str]
    fields: list[Field]
    at: int = 0
    is_cut: bool = False
    sender_at: int = 0
    receiver_at: int = 0

    def value(self, *tags: str) -> str | None:
        """The value of the first field of these tags or numbers."""
        found = first_of(self.fields, *tags)
        return found.value if found else None


def first_of(fields: Iterable[Field], *tags: str) -> Field | None:
    """The first field whose tag is one of these, with or without its option letter."""
    for field in fields:
        if field.tag in tags or field.tag[:2] in tags:
            return field
    return None


def is_preamble(fields: list[Field]) -> bool:
    """Whether there is only text before a first field, and no field."""
    return len(fields) == 1 and fields[0].tag == _PREAMBLE


def looks_like_fin(head: bytes) -> bool:
    """True where the first bytes are a FIN message, or the bare text of one."""
    return bool(_HEAD.match(head.lstrip(b"\x01\x03\r\n\t $")))


def parse_message(piece: Piece) -> FinMessage | None:
    """A message as blocks and fields; None for an acknowledgement (service id 21 without a text
    of its own).

    A backslash at the end of a line is what a program's source left there: character set X has
    none.
    """
    text, at = piece
    if _ACKNOWLEDGEMENT.match(text):
        return None
    opened = text.find("{4:")
    start = opened + 3 if opened >= 0 else len(text) if text.startswith("{") else 0
    end = text.find("-}", start)
    head = text[:start]
    body = text[start : end if end >= 0 else len(text)]
    if "\\\n" in body:
        body = body.replace("\\\n", " \n")  # of one length, so that places stay right
    fields = _fields(body)
    header = _header(head)
    if not header.kind and opened < 0 and fields and fields[0].tag == _PREAMBLE:
        header = _preamble(body, start)
    return FinMessage(
        header.kind,
        _bic(header.sender[0]),
        _bic(header.receiver[0]),
        dict(_BRACED.findall(head, head.find("{3:"))) if "{3:" in head else {},
        fields,
        at + start,
        opened >= 0 and end < 0,
        at + header.sender[1],
        at + header.receiver[1],
    )


class _Header(NamedTuple):
    """A type, and the banks that sent and received, each with where it stands."""

    kind: str
    sender: tuple[str, int]
    receiver: tuple[str, int]


_NOBODY = ("", 0)


def _header(head: str) -> _Header:
    """Sender, receiver and type. Block 1 is the owner of the copy: the sender of an input
    message, the receiver of an output message, whose block 2 names the sender.
    """
    own, kind = _OWNER.search(head), _TYPE.search(head)
    owner = (own[1], own.start(1)) if own else _NOBODY
    if kind is None:
        return _Header("", owner, _NOBODY)
    if kind[1]:
        return _Header(kind[1], owner, (kind[2], kind.start(2)))
    return _Header(kind[3], (kind[4], kind.start(4)), owner)


def _preamble(body: str, start: int) -> _Header:
    """The type and the bank that stand above bare text."""
    first = _TAG.search(body)
    lines = body[: first.start()] if first else body
    bank, kind = _BARE_BANK.search(lines), _BARE_TYPE.search(lines)
    sender = (bank[1], start + bank.start(1)) if bank else _NOBODY
    return _Header(kind[1] if kind else "", sender, _NOBODY)


def _bic(terminal: str) -> str | None:
    """A logical terminal address without its terminal letter, and without `XXX`."""
    if not terminal:
        return None
    code = terminal[:8] + terminal[9:] if len(terminal) == _LOGICAL_TERMINAL else terminal
    return code.removesuffix("XXX") if len(code) > 8 else code


def _fields(body: str) -> list[Field]:
    """The fields of a text block; what stands before the first one is a field `4`."""
    tags = list(_TAG.finditer(body))
    if not tags:
        braced = [Field(found[1], found[2], "", found.start(2)) for found in _BRACED.finditer(body)]
        return with_paths(braced) or _before(body)
    starts = [tag.start() for tag in tags]
    starts.append(len(body))
    found = []
    for number, tag in enumerate(tags, 1):
        at = tag.end()
        found.append(Field(tag[1], body[at : starts[number]].rstrip(), "", at))
    return with_paths([*_before(body[: starts[0]]), *found])


def _before(text: str) -> list[Field]:
    return [Field(_PREAMBLE, text.strip(), _PREAMBLE, 0)] if text.strip() else []


def with_paths(fields: Iterable[Field], prefix: str = "") -> list[Field]:
    """The fields with their names: the tag, numbered from the second of a kind on."""
    counts: dict[str, int] = {}
    named = []
    for tag, value, _, at in fields:
        count = counts[tag] = counts.get(tag, 0) + 1
        named.append(
            Field(tag, value, f"{prefix}{tag}[{count}]" if count > 1 else prefix + tag, at)
        )
    return named
