"""One item on its way out of a SWIFT message: its columns, where each stood, and the rest.

A line of the message is either held by a column, word for word, or goes to `other` under its
name: `71A`, or `52A/1` where other lines of the field are held.
"""

from collections.abc import Iterable
from typing import Any

from nostro.payments.mt_blocks import Field
from nostro.payments.mt_russian import to_cyrillic

__all__ = ["Draft"]

_ALL = -1


class Draft:
    """The columns of one item, `origins` (column to place) and the lines that columns hold.

    Of a message in Russian transliteration, names and texts come out in Cyrillic letters.
    """

    __slots__ = ("columns", "fields", "held", "is_russian", "origins", "other")

    def __init__(self, fields: list[Field], *, is_russian: bool = False) -> None:
        self.fields = fields
        self.is_russian = is_russian
        self.columns: dict[str, Any] = {}
        self.origins: dict[str, str] = {}
        self.held: dict[str, int] = {}
        self.other: dict[str, str] = {}

    def put(self, column: str, value: Any, origin: str) -> None:
        """Set a column and where it stood; nothing where the value is empty."""
        if value is not None and value != "":
            self.columns[column] = value
            self.origins[column] = origin

    def hold(self, field: Field, lines: int = _ALL) -> None:
        """Say that a column holds these lines (bits, the first line being bit 1), or all."""
        self.held[field.path] = self.held.get(field.path, 0) | lines

    def said(self, column: str, words: str | None, origin: str, held: int = 0) -> int:
        """Set a column of words; returns which of the lines it holds word for word."""
        shown = to_cyrillic(words) if words and self.is_russian else words
        self.put(column, shown, origin)
        return held if shown == words else 0

    def take(self, column: str, field: Field | None) -> None:
        """A column that is the first line of a field."""
        if field is not None:
            first = field.value.partition("\n")[0]
            self.put(column, first.strip(), field.path)
            self.hold(field, 2)

    def text(self, column: str, fields: Iterable[Field]) -> None:
        """A column of free text: the lines of these fields, without the marks of continuation.

        Each line has its own origin, that of the second being `remittance[1]`.
        """
        kept: list[str] = []
        for field in fields:
            shown = to_cyrillic(field.value) if self.is_russian else field.value
            if shown == field.value:
                self.hold(field)
            for number, line in enumerate(shown.split("\n"), 1):
                if bare := line.removeprefix("//").strip():
                    self.line(column, bare, f"{field.path}/{number}", len(kept))
                    kept.append(bare)
        if kept:
            self.columns[column] = "\n".join(kept)

    def line(self, column: str, line: str, origin: str, number: int) -> None:
        """Say where a line of a column of text stood; the first has the column's own name."""
        if line:
            self.origins[f"{column}[{number}]" if number else column] = origin

    def rest(self) -> dict[str, str]:
        """What no column holds, by its name in the message."""
        other = self.other
        for field in self.fields:
            held = self.held.get(field.path, 0)
            if held == _ALL:
                continue
            if not held:
                if field.value:
                    other[field.path] = field.value
                continue
            for number, line in enumerate(field.value.split("\n"), 1):
                if not held >> number & 1 and line.strip():
                    other[f"{field.path}/{number}"] = line.rstrip()
        return other
