"""A stream of FIN text cut into messages, with bounded memory.

A message starts at block 1, after `$`, after the end of another's text, and in bare text (the
statements that banks give to customers) after a line with a hyphen alone or, where a closing
balance was, at the next field 20.
"""

import codecs
import io
import re
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import BinaryIO, NamedTuple

__all__ = ["Piece", "read_chunks", "split_pieces"]

# Each alternative opens with a letter of its own, so that the scan runs over the rest at C speed.
_TOKEN = re.compile(
    r"\{[1-4]:|-\}|\$(?=\s{0,9}(?:[{:]|\Z))"
    r"|\n-[A-Z]{0,3}[ \t]{0,20}(?=\n|\Z)|\n[ \t]{0,8}:(?:20|62[FM]):"
)
_LOOK_AHEAD = 64  # no token is longer
_CHUNK = 1 << 20
_LARGEST, _MOST_LINES, _MOST_FIELDS = 16_000_000, 1_000_000, 500_000
_PADDING = " \n\t$\x00\x01\x03\ufeff"  # DOS-PCC files pad sectors and mark ends of messages


class Piece(NamedTuple):
    """The text of one message, and where it starts; no text where the message was too large: more
    than 16 MB, a million lines or half a million fields.
    """

    text: str
    at: int


def read_chunks(data: BinaryIO | bytes | str) -> Iterator[str]:
    """The text of a FIN file, a million bytes at a time, its lines ended by a line feed alone.

    Character set X is a part of ASCII; what is more is UTF-8, and bytes that are not are Latin-1.
    """
    if isinstance(data, str):
        text = data.replace("\r\n", "\n").replace("\r", "\n")
        yield from (text[at : at + _CHUNK] for at in range(0, len(text), _CHUNK))
        return
    stream = io.BytesIO(data) if isinstance(data, bytes) else data
    letters = codecs.getincrementaldecoder("utf-8")("fin-latin-1")
    decoder = io.IncrementalNewlineDecoder(letters, translate=True)
    while chunk := stream.read(_CHUNK):
        yield decoder.decode(chunk)
    yield decoder.decode(b"", final=True)


def _as_latin_1(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object[error.start : error.end].decode("latin-1"), error.end


codecs.register_error("fin-latin-1", _as_latin_1)


class _Place:
    """Where in a message the cutter stands."""

    __slots__ = ("closed", "ended", "in_text")

    def __init__(self) -> None:
        self._start()

    def _start(self) -> None:
        self.in_text = False  # between {4: and -}
        self.ended = False  # after -}
        self.closed = False  # after the closing balance of a bare statement

    def cut(self, token: re.Match[str]) -> int | None:
        """Where a token begins a new message, if it does; the place moves on."""
        written = token[0]
        if written[0] == "{":
            return self._block(written, token.start())
        if written == "-}":
            self.in_text, self.ended = False, self.ended or self.in_text
        elif self.in_text:
            pass
        elif ":" not in written:
            self._start()
            return token.end()
        elif written.endswith(":20:"):
            if self.closed or self.ended:
                self._start()
                return token.start()
        else:
            self.closed = True
        return None

    def _block(self, written: str, start: int) -> int | None:
        starts = written == "{1:" or self.ended
        if starts:
            self._start()
        self.in_text = self.in_text or written == "{4:"
        return start if starts else None


def split_pieces(chunks: Iterable[str]) -> Iterator[Piece]:
    """The messages of a text that comes in chunks. Costs a regex scan of each character once."""
    place, buffer, base, seen = _Place(), "", 0, 0
    is_too_large = False
    for chunk in chain(chunks, [None]):
        buffer += chunk or ""
        limit = len(buffer) - _LOOK_AHEAD if chunk is not None else len(buffer) + 1
        start = 0
        for token in _TOKEN.finditer(buffer, seen):
            if token.start() >= limit:
                break
            seen = token.end()
            cut = place.cut(token)
            if cut is not None:
                yield from _piece(buffer[start:cut], base + start, is_too_large=is_too_large)
                start, is_too_large = cut, False
        if chunk is None:
            yield from _piece(buffer[start:], base + start, is_too_large=is_too_large)
            return
        seen = max(seen, limit, start)
        if seen - start > _LARGEST:
            start, is_too_large = seen, True
        buffer, base, seen = buffer[start:], base + start, seen - start


def _piece(text: str, at: int, *, is_too_large: bool) -> Iterator[Piece]:
    if is_too_large or text.count("\n") > _MOST_LINES or text.count("\n:") > _MOST_FIELDS:
        yield Piece("", at)
    elif (stripped := text.strip(_PADDING)).strip("-"):
        yield Piece(stripped, at + text.index(stripped[0]))
