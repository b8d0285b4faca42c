"""Tables read by column, and Parquet files so: rows that are payments without any doubt.

A part of a table that holds a row of which something is to be said, or that is no payment, is
given row by row to the reader of tables.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import polars as pl

from nostro.matching.ragged import Array, Ragged, starts
from nostro.model.errors import InputError
from nostro.model.payments import COLUMNS, REQUIRED_COLUMNS
from nostro.model.problems import Problem
from nostro.payments.plain_rows import LISTS, are_plain, fits
from nostro.screening.past.batches import Batch, Values, repeated, strings

__all__ = ["LISTS", "TablePart", "as_part", "is_plain", "parquet_parts"]

_ROWS_AT_ONCE = 50_000
_NO_TEXTS = frozenset({"payment_id", "uetr", "booked_at", "amount_minor"})
Rows = Iterator[tuple[str, Mapping[str, Any] | Problem]]


class TablePart(NamedTuple):
    """Some rows of a table: a batch where they are all plain, else the rows, for `read_rows`."""

    batch: Batch | None
    rows: Rows


def is_plain(path: Path) -> bool:
    """Whether a file is a table whose columns are of the types that `write_table` gives them."""
    try:
        schema = pl.scan_parquet(path).collect_schema()
    except (OSError, pl.exceptions.PolarsError, pl.exceptions.PanicException):
        return False
    if any(column not in schema for column in REQUIRED_COLUMNS):
        return False
    return all(fits(name, schema[name]) for name in COLUMNS if name in schema)


def parquet_parts(path: Path) -> Iterator[TablePart]:
    """The rows of a plain table, a part at a time. Raises InputError where it is damaged."""
    try:
        frame = pl.scan_parquet(path)
        names = frame.collect_schema().names()
        kept = [name for name in COLUMNS if name in names]
        count = int(frame.select(pl.len()).collect().item())
        for first in range(0, count, _ROWS_AT_ONCE):
            part = frame.select(kept).slice(first, _ROWS_AT_ONCE).collect()
            locations = [f"row {first + number}" for number in range(1, len(part) + 1)]
            rows = zip(locations, part.iter_rows(named=True), strict=True)
            yield as_part(path, part, locations, rows)
    except (OSError, pl.exceptions.PolarsError, pl.exceptions.PanicException) as error:
        raise InputError(path, "not a Parquet file, or a damaged one") from error


def as_part(path: Path, frame: pl.DataFrame, locations: list[str], rows: Rows) -> TablePart:
    """Rows by column where all of them are payments of which nothing is to be said."""
    return TablePart(_batch(path, frame, locations) if are_plain(frame) else None, rows)


def _batch(path: Path, part: pl.DataFrame, locations: list[str]) -> Batch:
    count = len(part)
    fields = {
        name: _values(part[name])
        for name in part.columns if name not in _NO_TEXTS and name not in LISTS
    }  # fmt: skip
    fields |= {name: _listed(part[name]) for name in LISTS if name in part.columns}
    source = repeated(str(path), count)
    fields["source"] = Values(np.arange(count, dtype=np.int32), source)
    uetr = part["uetr"] if "uetr" in part.columns else pl.Series([""] * count)
    return Batch(
        notice=np.zeros(count, np.uint8),
        booked_at=_instants(part["booked_at"]),
        amount=part["amount_minor"].cast(pl.Int64).to_numpy(),
        ids={
            "id": _ragged(part["payment_id"]),
            "uetr": _ragged(uetr.fill_null("")),
            "location": strings(locations),
        },
        fields={name: values for name, values in sorted(fields.items()) if len(values.row)},
    )


def _instants(booked_at: pl.Series) -> Array:
    """Microseconds since 1970; times without a zone are UTC."""
    return booked_at.dt.epoch("us").to_numpy().astype(np.int64)


def _values(column: pl.Series) -> Values:
    said = column.is_not_null() & (column != "")
    return Values(np.flatnonzero(said.to_numpy()).astype(np.int32), _ragged(column.filter(said)))


def _listed(column: pl.Series) -> Values:
    rows = pl.DataFrame({"row": np.arange(len(column), dtype=np.int32), "text": column})
    each = rows.explode("text").filter(pl.col("text").is_not_null() & (pl.col("text") != ""))
    return Values(each["row"].to_numpy(), _ragged(each["text"]))


def _ragged(column: pl.Series) -> Ragged:
    whole = column.str.join("").item() if len(column) else ""
    lengths = column.str.len_bytes().to_numpy()
    return Ragged(
        np.frombuffer((whole or "").encode(), np.uint8),
        np.concatenate([starts([]), np.cumsum(lengths, dtype=np.int64)]),
    )
