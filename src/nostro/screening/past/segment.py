"""A segment of the past: its columns in memory, its records by number, and who may hit in it."""

import re
from collections.abc import Iterable, Iterator
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

import numpy as np

from nostro.matching import Index
from nostro.matching.among import Among, Pieces
from nostro.matching.asked import WordColumns
from nostro.matching.ragged import Array, Ragged
from nostro.model.payments import Notice, Payment
from nostro.screening.past.batches import Batch, Values, gathered
from nostro.screening.past.columns import ColumnsReader
from nostro.screening.past.records import (
    ID_FIELDS,
    READ_AS_CODES,
    READ_AS_NAMES,
    READ_AS_TEXTS,
    Kind,
    kind_of,
    rebuilt,
)
from nostro.screening.past.writing import code_hash

__all__ = ["Segment", "Touched"]

_AT_ONCE = 50_000


class Touched(NamedTuple):
    """The distinct strings of a kind that may hit, by number."""

    kind: Kind
    strings: Array


class Segment:
    """One segment, opened. Raises WorkspaceError where it is damaged, as far as that shows before
    `check` reads it.
    """

    def __init__(self, folder: Path) -> None:
        self._reader = ColumnsReader(folder)
        self._columns = self._reader.columns

    def __len__(self) -> int:
        return len(self._columns["row.notice"])

    def check(self) -> None:
        """Raise WorkspaceError where the segment is damaged."""
        self._reader.check()

    @property
    def booked_at(self) -> Array:
        """When each payment was booked, in microseconds since 1970; 0 for a notice."""
        return self._columns["row.booked_at"]

    def records(self, rows: Iterable[int]) -> Iterator[Payment | Notice]:
        """The records of these rows, as they were given."""
        for row in rows:
            texts = {field: found for field in self.fields if (found := self._texts(field, row))}
            yield rebuilt(
                [self._identity(field, row) for field in ID_FIELDS],
                int(self._columns["row.booked_at"][row]),
                int(self._columns["row.amount"][row]),
                texts,
                notice=bool(self._columns["row.notice"][row]),
            )

    def batches(self) -> Iterator[Batch]:
        """All records by column, as they were given."""
        for begin in range(0, len(self), _AT_ONCE):
            end = min(begin + _AT_ONCE, len(self))
            yield Batch(
                notice=self._columns["row.notice"][begin:end],
                booked_at=self._columns["row.booked_at"][begin:end],
                amount=self._columns["row.amount"][begin:end],
                ids={field: self._part(f"row.{field}", begin, end) for field in ID_FIELDS},
                fields={field: self._values(field, begin, end) for field in sorted(self.fields)},
            )

    @cached_property
    def fields(self) -> list[str]:
        """The fields that some record has a text in."""
        return [name.split(".")[1] for name in self._columns if name.endswith(".string")]

    def strings(self, kind: Kind) -> int:
        """How many distinct texts of a kind there are."""
        return len(self._columns[f"{kind}.start"]) - 1

    def text(self, kind: Kind, number: int) -> str:
        """A distinct text, by its number."""
        return _text(self._columns[f"{kind}.data"], self._columns[f"{kind}.start"], number)

    def asked(self, index: Index) -> Among:
        """The words of the segment asked of a small index."""
        return index.among(self._words)

    def names(self, among: Among, least: float) -> Iterator[Touched]:
        """The texts read as names that score at least so much."""
        for kind in READ_AS_NAMES:
            start = self._columns[f"{kind}.reading_start"]
            hits = among.names(start, self._columns[f"{kind}.reading_word"], least)
            yield Touched(kind, self._columns[f"{kind}.reading_of"][hits])

    def others(self, among: Among, index: Index, least: float) -> Iterator[Touched]:
        """The texts that may be one of the index's codes, hold one, or hold a name of it that
        scores at least so much.
        """
        codes = _codes_of(index)
        for kind in READ_AS_TEXTS:
            yield Touched(kind, self._running(kind, among, codes, least))
        for kind in READ_AS_CODES:
            found = np.isin(self._columns[f"{kind}.code"], codes)
            yield Touched(kind, np.flatnonzero(found))

    def rows_with(self, touched: Iterable[Touched], whole: Iterable[str] = ()) -> Array:
        """The rows that hold one of these texts, in their order, and those that have anything in
        the fields of `whole`.
        """
        marks: dict[Kind, Array] = {}
        for kind, numbers in touched:
            if len(numbers):
                marks.setdefault(kind, np.zeros(self.strings(kind), bool))[numbers] = True
        held = np.zeros(len(self), bool)
        for field in self.fields:
            rows = self._columns[f"field.{field}.row"]
            if field in whole:
                held[rows] = True
            elif kind_of(field) in marks:
                held[rows[marks[kind_of(field)][self._columns[f"field.{field}.string"]]]] = True
        return np.flatnonzero(held)

    def _running(self, kind: Kind, among: Among, codes: Array, least: float) -> Array:
        start = self._columns[f"{kind}.piece_start"]
        hits = among.texts(start, self._columns[f"{kind}.piece"], self._pieces, codes, least)
        return np.concatenate([hits, np.flatnonzero(self._columns[f"{kind}.long"])])

    @cached_property
    def _pieces(self) -> Pieces:
        columns = self._columns
        return Pieces(columns["piece.start"], columns["piece.word"], columns["piece.code"])

    @cached_property
    def _words(self) -> WordColumns:
        columns = {name: self._columns[f"word.{name}"] for name in WordColumns._fields}
        return WordColumns(**columns)

    def _part(self, name: str, begin: int, end: int) -> Ragged:
        start = self._columns[f"{name}_start"][begin : end + 1]
        return Ragged(self._columns[name][start[0] : start[-1]], start - start[0])

    def _values(self, field: str, begin: int, end: int) -> Values:
        kind, rows = kind_of(field), self._columns[f"field.{field}.row"]
        first, last = np.searchsorted(rows, np.array((begin, end), rows.dtype)).tolist()
        numbers = self._columns[f"field.{field}.string"][first:last]
        start = self._columns[f"{kind}.start"]
        texts = gathered(self._columns[f"{kind}.data"], start[numbers], start[numbers + 1])
        return Values(rows[first:last] - np.int32(begin), texts)

    def _texts(self, field: str, row: int) -> list[str]:
        rows = self._columns[f"field.{field}.row"]
        # Numbers of another type would have the whole column copied.
        begin, end = np.searchsorted(rows, np.array((row, row + 1), rows.dtype)).tolist()
        numbers = self._columns[f"field.{field}.string"][begin:end].tolist()
        return [self.text(kind_of(field), number) for number in numbers]

    def _identity(self, field: str, row: int) -> str:
        return _text(self._columns[f"row.{field}"], self._columns[f"row.{field}_start"], row)


_WORD = re.compile(r"\w+")
_MANY_DIGITS = 5


def _codes_of(index: Index) -> Array:
    """The hashes of the codes of an index, and of words in its names that look like some: those
    are not read in texts.
    """
    values = [code.value for code in index.codes()]
    words = (word for _, name, _ in index.names() for word in _WORD.findall(name))
    values += [word for word in words if sum(map(str.isdigit, word)) >= _MANY_DIGITS]
    return np.array(sorted({code_hash(value) for value in values} - {0}), np.uint64)


def _text(data: Array, start: Array, number: int) -> str:
    return data[start[number] : start[number + 1]].tobytes().decode("utf-8", "surrogatepass")
