"""The payments table: CSV or Parquet, one row a payment, columns in the words of ISO 20022."""

import csv
import gzip
import re
import zlib
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import Any, TextIO

import msgspec
import polars as pl

from nostro.model.errors import InputError
from nostro.model.payments import COLUMNS, REQUIRED_COLUMNS, Payment
from nostro.model.problems import Problem
from nostro.payments.completeness import what_is_missing
from nostro.payments.plain_rows import are_plain, fits, payments_of

__all__ = ["csv_rows", "read_rows", "read_table", "write_table"]

_LISTS = frozenset({"intermediary_agents", "intermediary_agent_names"})
_OTHER = "other"  # a mapping, written as a JSON object
_LONGEST_LINE = 1_000_000
_ROWS_AT_ONCE = 20_000
_INTEGER = re.compile(r"[+-]?[0-9]{1,19}")
_INT64 = 2**63
_SCHEMA: dict[str, Any] = {
    column: pl.List(pl.String) if column in _LISTS else pl.String for column in COLUMNS
} | {"booked_at": pl.Datetime("us", "UTC"), "amount_minor": pl.Int64}


def read_table(path: Path) -> Iterator[Payment | Problem]:
    """The payments of a `.csv`, `.csv.gz` or `.parquet` table; a Problem for each row that is none.

    Times without a zone are UTC; columns that are none of `COLUMNS` are passed over. Raises
    InputError where the file cannot be read or lacks a required column.
    """
    try:
        if path.suffix.lower() == ".parquet":
            yield from _read_parquet(path)
        else:
            yield from read_rows(path, _csv_file(path))
    except (OSError, EOFError, zlib.error) as error:
        raise InputError(path, getattr(error, "strerror", None) or str(error)) from error


def read_rows(
    path: Path, rows: Iterable[tuple[str, Mapping[str, Any] | Problem]]
) -> Iterator[Payment | Problem]:
    """The payments of a table's rows, each given with where it stands; problems pass through."""
    for location, row in rows:
        if isinstance(row, Problem):
            yield row
        else:
            yield _payment(path, location, row)
            yield from _doubts(path, location, row)


def _csv_file(path: Path) -> Iterator[tuple[str, Mapping[str, Any] | Problem]]:
    opened = gzip.open if path.suffix.lower() == ".gz" else open
    with opened(path, "rt", encoding="utf-8-sig", errors="replace", newline="") as text:
        yield from csv_rows(path, text)


def csv_rows(
    path: Path, text: TextIO, header: list[str] | None = None, lines: int = 0
) -> Iterator[tuple[str, Mapping[str, Any] | Problem]]:
    """The rows of CSV, each with where it stands; a Problem for one that is none.

    `header` is given where the text starts behind it, and `lines` before the text.
    """
    csv.field_size_limit(_LONGEST_LINE)
    # Lines are cut at a length, so that a file of one endless line does not fill the memory.
    reader = csv.reader(iter(lambda: text.readline(_LONGEST_LINE), ""))
    while (cells := _next_row(reader)) is not None:
        location = f"line {lines + reader.line_num}"
        if isinstance(cells, csv.Error):
            yield location, _problem(path, location, "broken-row", str(cells))
        elif header is None:
            header = [name.strip() for name in cells]
            _check_columns(path, header)
        elif len(cells) == len(header):
            yield location, dict(zip(header, cells, strict=True))
        elif cells:
            message = f"{len(cells)} cells, but the header has {len(header)}"
            yield location, _problem(path, location, "broken-row", message)
    if header is None:
        _check_columns(path, [])


def _next_row(reader: Iterator[list[str]]) -> list[str] | csv.Error | None:
    try:
        return next(reader, None)
    except csv.Error as error:
        return error


def _parquet_parts(path: Path) -> Iterator[tuple[int, pl.DataFrame]]:
    """The rows so many at once, in the columns of a payments table; and how many went before."""
    try:
        frame = pl.scan_parquet(path)
        names = frame.collect_schema().names()
        _check_columns(path, names)
        kept = [name for name in COLUMNS if name in names]
        count = int(frame.select(pl.len()).collect().item())
        for start in range(0, count, _ROWS_AT_ONCE):
            yield start, frame.select(kept).slice(start, _ROWS_AT_ONCE).collect()
    except (pl.exceptions.PolarsError, pl.exceptions.PanicException) as error:
        raise InputError(path, "not a Parquet file, or a damaged one") from error


def _read_parquet(path: Path) -> Iterator[Payment | Problem]:
    """By column where there is nothing to say of the rows of a part, else row by row."""
    for start, part in _parquet_parts(path):
        if all(fits(name, dtype) for name, dtype in part.schema.items()) and are_plain(part):
            yield from payments_of(part, start + 1, str(path))
        else:
            rows = enumerate(part.iter_rows(named=True), start + 1)
            yield from read_rows(path, ((f"row {number}", row) for number, row in rows))


def _check_columns(path: Path, header: list[str]) -> None:
    missing = [column for column in REQUIRED_COLUMNS if column not in header]
    if missing:
        raise InputError(path, f"no payments table: it lacks the columns {', '.join(missing)}")


def _payment(path: Path, location: str, row: Mapping[str, Any]) -> Payment | Problem:
    try:
        fields = {
            column: _value(column, row[column])
            for column in COLUMNS
            if column in row and row[column] not in (None, "")
        }
    except ValueError as error:
        return _problem(path, location, "bad-value", str(error))
    missing = what_is_missing(fields)
    if missing:
        return _problem(path, location, "incomplete", missing)
    return Payment(**fields, source=str(path), location=location)


def _value(column: str, given: Any) -> Any:
    if column == "amount_minor":
        return _amount(str(given).strip())
    if column == "booked_at":
        return _time(given)
    if column == _OTHER:
        return _mapping(given)
    if column in _LISTS:
        parts = given if isinstance(given, list) else str(given).split(";")
        return [_text(column, part) for part in parts if part]
    return _text(column, given)


def _mapping(given: Any) -> dict[str, str]:
    try:
        return msgspec.json.decode(str(given), type=dict[str, str])
    except msgspec.DecodeError as error:
        raise ValueError(f"other is no JSON object of texts: {error}") from None


def _text(column: str, given: Any) -> str:
    text = str(given)
    if "\0" in text:
        raise ValueError(f"{column} holds a NUL character")
    return text.strip().upper() if column == "currency" else text


def _amount(written: str) -> int:
    if not _INTEGER.fullmatch(written):
        raise ValueError(f"amount_minor is no integer: {written[:40]!r}")
    amount = int(written)
    if not 0 <= amount < _INT64:
        raise ValueError(f"amount_minor is negative or does not fit 64 bits: {written}")
    return amount


def _time(given: Any) -> datetime:
    try:
        time = given if isinstance(given, datetime) else datetime.fromisoformat(str(given).strip())
    except ValueError:
        raise ValueError(f"booked_at is no ISO 8601 time: {str(given)[:40]!r}") from None
    try:
        return time.replace(tzinfo=UTC) if time.tzinfo is None else time.astimezone(UTC)
    except OverflowError:
        raise ValueError(f"booked_at is out of range: {given}") from None


def _doubts(path: Path, location: str, row: Mapping[str, Any]) -> Iterator[Problem]:
    """A problem beside a row that was read: bytes that are no UTF-8 came out as U+FFFD."""
    if any("\ufffd" in value for value in row.values() if isinstance(value, str)):
        message = "some characters are not UTF-8; save the table as UTF-8 and read it again"
        yield _problem(path, location, "not-utf-8", message)


def _problem(path: Path, location: str, code: str, message: str) -> Problem:
    return Problem(source=str(path), location=location, code=code, message=message)


def write_table(payments: Iterable[Payment], path: Path) -> int:
    """Write a `.parquet` or `.csv` table, in one step; returns how many payments it holds.

    In CSV, `;` stands between the items of a list, so one inside an item becomes a comma.
    """
    fresh = path.with_name(f"{path.name}.new")
    write = _write_parquet if path.suffix.lower() == ".parquet" else _write_csv
    try:
        count = write(payments, fresh)
        fresh.replace(path)
    finally:
        fresh.unlink(missing_ok=True)
    return count


def _write_parquet(payments: Iterable[Payment], path: Path) -> int:
    rows = ([_flat(getattr(payment, column)) for column in COLUMNS] for payment in payments)
    frames = [pl.DataFrame(schema=_SCHEMA)]
    while batch := list(islice(rows, _ROWS_AT_ONCE)):
        frames.append(pl.DataFrame(batch, schema=_SCHEMA, orient="row"))
    frame = pl.concat(frames)
    frame.write_parquet(path)
    return len(frame)


def _write_csv(payments: Iterable[Payment], path: Path) -> int:
    count = 0
    with path.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out)  # lines end as RFC 4180 has it; so a lone \r in a cell is quoted
        writer.writerow(COLUMNS)
        for payment in payments:
            writer.writerow([_cell(getattr(payment, column)) for column in COLUMNS])
            count += 1
    return count


def _flat(value: Any) -> Any:
    """A mapping as a JSON object, empty ones as nothing; everything else as it is."""
    if isinstance(value, dict):
        return msgspec.json.encode(value, order="sorted").decode() if value else None
    return value


def _cell(given: Any) -> str:
    value = _flat(given)
    if value is None:
        return ""
    if isinstance(value, list):
        return ";".join(item.replace(";", ",") for item in value)
    return value.isoformat() if isinstance(value, datetime) else str(value)
