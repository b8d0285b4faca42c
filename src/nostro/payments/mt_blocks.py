"""SWIFT FIN messages as blocks and fields: several to a file, with or without their envelopes."""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

__all__ = ["Field", "FinMessage", "looks_like_fin", "split_messages"]

_TAG = re.compile(r"^[ \t]*:(\d{2}[A-Z]?|NS):", re.MULTILINE | re.ASCII)
# A message starts with block 1; without it, where the text of another has ended.
_BOUNDARY = re.compile(
    r"(?=\{1:)|\$\s*(?=[{:])|-\}(?:\{[5S]:(?:\{[^{}]*\}|[^{}])*+\}){0,3}[\s\x01\x03]*+(?=\{[2-4]:)"
)
_ACKNOWLEDGEMENT = re.compile(r"\{1:[A-Z]21[^{}]*\}\s*\{4:\s*\{")
_TEXT_BLOCK = re.compile(r"\{4:(?![\{\s]*\{(?:177|451):)(.*?)(?:\r?\n-\}|-\}|\Z)", re.DOTALL)
_TYPE = re.compile(r"\{2:(?:I(\d{3})([A-Z0-9]{8,12})|O(\d{3})\d{10}([A-Z0-9]{8,12}))")
_SENDER = re.compile(r"\{1:[A-Z]\d{2}([A-Z0-9]{8,12})")
_UETR = re.compile(r"\{121:([0-9a-fA-F-]{36})\}")
_VALIDATION = re.compile(r"\{119:([A-Z]+)\}")
_LOGICAL_TERMINAL = 12


class Field(NamedTuple):
    """One field of the text block: its tag (`50K`) and its lines."""

    tag: str
    value: str


class FinMessage(NamedTuple):
    """One message: its type (`103`, empty where no block 2 says), parties and fields."""

    type: str
    sender: str | None
    receiver: str | None
    uetr: str | None
    validation: str | None
    fields: list[Field]

    def first(self, *tags: str) -> Field | None:
        """The first field whose tag is one of these, with or without its option letter."""
        return next((f for f in self.fields if f.tag in tags or f.tag[:2] in tags), None)

    def value(self, *tags: str) -> str | None:
        """The value of the first such field."""
        found = self.first(*tags)
        return found.value if found else None


def looks_like_fin(head: bytes) -> bool:
    """True where the first bytes are a FIN message, or the bare text of one."""
    start = head.lstrip(b"\x01\x03\r\n\t $")
    return start.startswith((b"{1:", b"{2:", b"{4:")) or bool(re.match(rb":\d{2}[A-Z]?:", start))


def split_messages(text: str) -> Iterator[FinMessage]:
    """The messages of a file in their order; acknowledgements (service id 21 without a text of
    its own) are passed over.

    A backslash at the end of a line is what a program's source left there: character set X has
    none.
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\\\n", "\n")
    for piece in _pieces(lines):
        message = _message(piece)
        if message is not None:
            yield message


def _pieces(text: str) -> Iterator[str]:
    starts = [0, *(found.end() for found in _BOUNDARY.finditer(text)), len(text)]
    for start, end in pairwise(starts):
        if piece := text[start:end].strip(" \n\t$\x01\x03"):
            yield piece


def _message(piece: str) -> FinMessage | None:
    if _ACKNOWLEDGEMENT.match(piece):
        return None
    block = _TEXT_BLOCK.search(piece)
    body = block[1] if block else "" if piece.startswith("{") else piece.removesuffix("\n-")
    sender, receiver, kind = _parties(piece)
    uetr, validation = _UETR.search(piece), _VALIDATION.search(piece)
    return FinMessage(
        type=kind,
        sender=sender,
        receiver=receiver,
        uetr=uetr[1].lower() if uetr else None,
        validation=validation[1] if validation else None,
        fields=_fields(body),
    )


def _parties(piece: str) -> tuple[str | None, str | None, str]:
    """Sender, receiver and type. Block 1 is the owner of the copy: the sender of an input
    message, the receiver of an output message, whose block 2 names the sender.
    """
    own, kind = _SENDER.search(piece), _TYPE.search(piece)
    owner = _bic(own[1]) if own else None
    if kind is None:
        return owner, None, ""
    if kind[1]:
        return owner, _bic(kind[2]), kind[1]
    return _bic(kind[4]), owner, kind[3]


def _bic(terminal: str) -> str:
    """A logical terminal address without its terminal letter, and without `XXX`."""
    code = terminal[:8] + terminal[9:] if len(terminal) == _LOGICAL_TERMINAL else terminal
    return code.removesuffix("XXX") if len(code) > 8 else code


def _fields(body: str) -> list[Field]:
    tags = list(_TAG.finditer(body))
    ends = [*(tag.start() for tag in tags[1:]), len(body)]
    return [
        Field(tag[1], body[tag.end() : end].strip("\n"))
        for tag, end in zip(tags, ends, strict=False)
    ]
