"""The payments table: CSV or Parquet, one row a payment, columns in the words of ISO 20022."""

import csv
import gzip
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import polars as pl

from nostro.model.errors import InputError
from nostro.model.payments import COLUMNS, REQUIRED_COLUMNS, Payment
from nostro.model.problems import Problem
from nostro.payments.completeness import what_is_missing

__all__ = ["read_table", "write_table"]

_LISTS = frozenset({"intermediary_agents", "intermediary_agent_names"})
_FIELD_LIMIT = 1_000_000
_ROWS_AT_ONCE = 50_000
_INT64 = 2**63
_SCHEMA: dict[str, Any] = {
    column: pl.List(pl.String) if column in _LISTS else pl.String for column in COLUMNS
} | {"booked_at": pl.Datetime("us", "UTC"), "amount_minor": pl.Int64}


def read_table(path: Path) -> Iterator[Payment | Problem]:
    """The payments of a `.csv`, `.csv.gz` or `.parquet` table; a Problem for each row that is none.

    Raises InputError where the file cannot be read or lacks a required column.
    """
    rows = _parquet_rows(path) if path.suffix.lower() == ".parquet" else _csv_rows(path)
    try:
        for location, row in rows:
            yield row if isinstance(row, Problem) else _payment(path, location, row)
    except (OSError, EOFError) as error:
        raise InputError(path, getattr(error, "strerror", None) or str(error)) from error


def _csv_rows(path: Path) -> Iterator[tuple[str, Mapping[str, Any] | Problem]]:
    csv.field_size_limit(_FIELD_LIMIT)
    opened = gzip.open if path.suffix.lower() == ".gz" else open
    with opened(path, "rt", encoding="utf-8-sig", errors="replace", newline="") as lines:
        reader = csv.reader(line.replace("\0", "\ufffd") for line in lines)
        header = [name.strip() for name in next(reader, [])]
        _check_columns(path, header)
        while True:
            try:
                cells = next(reader, None)
            except csv.Error as error:
                location = f"line {reader.line_num}"
                yield location, _problem(path, location, "broken-row", str(error))
                continue
            if cells is None:
                return
            location = f"line {reader.line_num}"
            if len(cells) == len(header):
                yield location, dict(zip(header, cells, strict=True))
            elif cells:
                message = f"{len(cells)} cells, but the header has {len(header)}"
                yield location, _problem(path, location, "broken-row", message)


def _parquet_rows(path: Path) -> Iterator[tuple[str, Mapping[str, Any]]]:
    try:
        frame = pl.scan_parquet(path)
        names = frame.collect_schema().names()
        _check_columns(path, names)
        kept = [name for name in COLUMNS if name in names]
        count = int(frame.select(pl.len()).collect().item())
        for start in range(0, count, _ROWS_AT_ONCE):
            part = frame.select(kept).slice(start, _ROWS_AT_ONCE).collect()
            for number, row in enumerate(part.iter_rows(named=True), start + 1):
                yield f"row {number}", row
    except pl.exceptions.PolarsError as error:
        raise InputError(path, "not a Parquet file, or a damaged one") from error


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
        return _amount(given)
    if column == "booked_at":
        return _time(given)
    if column in _LISTS:
        return list(given) if isinstance(given, list) else [p for p in str(given).split(";") if p]
    return str(given)


def _amount(given: Any) -> int:
    try:
        amount = int(str(given).strip())
    except ValueError:
        raise ValueError(f"amount_minor is no integer: {str(given)[:40]!r}") from None
    if not -_INT64 <= amount < _INT64:
        raise ValueError("amount_minor does not fit 64 bits")
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


def _problem(path: Path, location: str, code: str, message: str) -> Problem:
    return Problem(source=str(path), location=location, code=code, message=message)


def write_table(payments: Iterable[Payment], path: Path) -> int:
    """Write a `.parquet` or `.csv` table, in one step; returns how many payments it holds."""
    fresh = path.with_name(f"{path.name}.new")
    if path.suffix.lower() == ".parquet":
        count = _write_parquet(payments, fresh)
    else:
        count = _write_csv(payments, fresh)
    fresh.replace(path)
    return count


def _write_parquet(payments: Iterable[Payment], path: Path) -> int:
    rows = [[getattr(payment, column) for column in COLUMNS] for payment in payments]
    pl.DataFrame(rows, schema=_SCHEMA, orient="row").write_parquet(path)
    return len(rows)


def _write_csv(payments: Iterable[Payment], path: Path) -> int:
    count = 0
    with path.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(COLUMNS)
        for payment in payments:
            writer.writerow([_cell(getattr(payment, column)) for column in COLUMNS])
            count += 1
    return count


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, list):
        return ";".join(value)
    return value.isoformat() if isinstance(value, datetime) else str(value)
