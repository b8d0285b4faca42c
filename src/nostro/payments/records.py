"""Plain tables that are not payments: names to match, accounts and their holders, scores."""

import csv
import gzip
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from nostro.model.errors import InputError

__all__ = ["read_records", "write_records"]

_FIELD_LIMIT = 1_000_000


def read_records(path: Path) -> Iterator[dict[str, str]]:
    """The rows of a CSV (also gzipped) or Parquet file, as column to text; empty cells left out.

    Raises InputError where it is neither, or where a row has more cells than there are columns.
    """
    try:
        rows = _parquet(path) if path.suffix.lower() == ".parquet" else _csv(path)
        for row in rows:
            yield {key: value for key, value in row.items() if value}
    except (OSError, EOFError) as error:
        raise InputError(path, getattr(error, "strerror", None) or str(error)) from error
    except UnicodeDecodeError as error:
        raise InputError(path, "not a UTF-8 table; give CSV or Parquet") from error


def _csv(path: Path) -> Iterator[dict[str, str]]:
    csv.field_size_limit(_FIELD_LIMIT)
    opened = gzip.open if path.suffix.lower() == ".gz" else open
    with opened(path, "rt", encoding="utf-8-sig", newline="") as lines:
        reader = csv.DictReader(lines)
        try:
            for row in reader:
                if None in row:
                    raise InputError(path, f"line {reader.line_num} has too many cells")
                yield {key.strip(): (value or "").strip() for key, value in row.items()}
        except csv.Error as error:
            raise InputError(path, f"line {reader.line_num} is not CSV: {error}") from error


def _parquet(path: Path) -> Iterator[dict[str, str]]:
    import polars as pl  # noqa: PLC0415  # half a second that CSV readers need not wait for

    try:
        frame = pl.read_parquet(path)
    except pl.exceptions.PolarsError as error:
        raise InputError(path, "not a Parquet file") from error
    for row in frame.iter_rows(named=True):
        yield {key: "" if value is None else str(value) for key, value in row.items()}


def write_records(rows: Iterable[Mapping[str, Any]], path: Path, *, columns: Sequence[str]) -> None:
    """Write rows as CSV with these columns, in their order."""
    with path.open("w", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, columns, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
