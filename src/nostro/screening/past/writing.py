"""A segment written: its records as numbers of distinct strings, and these strings as words."""

from pathlib import Path

import numpy as np

from nostro.matching.identifiers import plain_code
from nostro.matching.ragged import Array, Ragged
from nostro.names.background import fnv64
from nostro.screening.past.batches import Batch, batch_of
from nostro.screening.past.columns import ColumnsWriter
from nostro.screening.past.reading import NameReading, TextReading, WordNumbers
from nostro.screening.past.records import (
    ID_FIELDS,
    KINDS,
    READ_AS_CODES,
    READ_AS_NAMES,
    READ_AS_TEXTS,
    Kind,
    kind_of,
)
from nostro.screening.past.string_kernels import all_codes, all_foreign
from nostro.screening.past.strings import StringTable

__all__ = ["SegmentWriter", "code_hash"]


class SegmentWriter:
    """Writes the columns of one segment into a folder, batch by batch.

    `first` and `last` are when its payments were booked, in microseconds since 1970.
    """

    def __init__(self, folder: Path) -> None:
        self.rows = self.notices = 0
        self.first: int | None = None
        self.last: int | None = None
        self._out = ColumnsWriter(folder)
        self._tables = {kind: StringTable() for kind in KINDS}
        self._words = WordNumbers(self._out)
        self._names = {kind: NameReading(kind, self._words, self._out) for kind in READ_AS_NAMES}
        self._texts = TextReading(self._words, self._out)
        # Every segment has the columns of all records and readings, if with nothing in them.
        self.add(batch_of([]))
        for kind in READ_AS_NAMES:
            self._names[kind].read(Ragged.of([]))
        for kind in READ_AS_TEXTS:
            self._texts.read(kind, Ragged.of([]))

    def add(self, batch: Batch) -> None:
        """Write records."""
        for field in ID_FIELDS:
            self._out.add(f"row.{field}", batch.ids[field].data)
            self._out.add_starts(f"row.{field}_start", np.diff(batch.ids[field].start))
        self._out.add("row.notice", batch.notice)
        self._out.add("row.booked_at", batch.booked_at)
        self._out.add("row.amount", batch.amount)
        for field, values in batch.fields.items():
            numbers = self._numbered(kind_of(field), values.text)
            self._out.add(f"field.{field}.row", values.row + np.int32(self.rows))
            self._out.add(f"field.{field}.string", numbers)
        self.rows += len(batch.notice)
        self.notices += int(batch.notice.sum())
        booked = batch.booked_at[batch.notice == 0]
        if len(booked):
            self.first = min(int(booked.min()), self.first or int(booked.min()))
            self.last = max(int(booked.max()), self.last or int(booked.max()))

    def _numbered(self, kind: Kind, texts: Ragged) -> Array:
        """The numbers of texts; those not met before are read."""
        table = self._tables[kind]
        before = table.count
        numbers = table.numbers(texts)
        if table.count > before:
            if kind in READ_AS_NAMES:
                self._names[kind].read(table.rows(before))
            if kind in READ_AS_TEXTS:
                self._texts.read(kind, table.rows(before))
        return numbers

    def finish(self) -> None:
        """Write what stands once in a segment, and have everything reach the disk."""
        self._words.write()
        for kind, table in self._tables.items():
            rows = table.rows()
            self._out.add(f"{kind}.data", rows.data)
            self._out.add(f"{kind}.start", rows.start)
            if kind in READ_AS_CODES:
                self._out.add(f"{kind}.code", _codes(rows))
        self._out.finish()

    def close(self) -> None:
        """Let go of the files, whether they are finished or not."""
        self._out.close()


def code_hash(text: str) -> int:
    """The hash of a text as a code, however it is written: equal for codes that may be the same."""
    plain = plain_code(text)
    if not plain.isascii():
        return fnv64(plain)
    return int(all_codes(*Ragged.of([plain.encode()]))[0])


def _codes(rows: Ragged) -> Array:
    """The hashes of texts as codes; where other scripts stand, letter case is Unicode's."""
    codes = all_codes(rows.data, rows.start)
    for at in np.flatnonzero(all_foreign(rows.data, rows.start)):
        raw = rows.data[rows.start[at] : rows.start[at + 1]].tobytes()
        codes[at] = code_hash(raw.decode("utf-8", "surrogatepass"))
    return codes
