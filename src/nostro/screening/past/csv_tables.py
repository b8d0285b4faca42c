"""CSV tables read by column: rows about which there is no doubt, as `read_table` reads them.

A part of a table that holds a row of which something is to be said is given to the reader of rows;
so is all that follows a row whose quotes or line ends only that reader can tell.
"""

import csv
import gzip
import io
import zlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import IO, Any, NamedTuple, cast

import numpy as np
import polars as pl

from nostro.matching.ragged import Array
from nostro.model.errors import InputError
from nostro.model.payments import COLUMNS, REQUIRED_COLUMNS
from nostro.model.problems import Problem
from nostro.payments.table import csv_rows
from nostro.screening.past.csv_kernels import LONGEST_ROW, cut_rows
from nostro.screening.past.tables import LISTS, TablePart, as_part

__all__ = ["csv_parts", "is_csv"]

_BLOCK_BYTES = 8 << 20
_BOM = b"\xef\xbb\xbf"
_REPLACED = b"\xef\xbf\xbd"
# A time with seconds, of which nothing but its zone and its day needs to be looked at.
_TIME = r"^[12]\d{3}-\d\d-\d\d[T ](?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.(?:\d{3}|\d{6}))?"
_DAY = r"^[12]\d{3}-\d\d-\d\d$"
_AMOUNT = "^[0-9]{1,18}$"


class _Cut(NamedTuple):
    """The whole rows of a block, and how many of its bytes they are; what `cut_rows` says."""

    used: int
    rows: bytes
    line: Array
    lines: int
    even: bool
    broken: bool


def is_csv(path: Path) -> bool:
    """Whether a file is read as a CSV table."""
    return path.name.lower().endswith((".csv", ".csv.gz"))


def csv_parts(path: Path) -> Iterator[TablePart]:
    """The rows of a CSV table, a part at a time. Raises InputError where it cannot be read."""
    try:
        with _opened(path) as stream:
            head = stream.readline(LONGEST_ROW)
            header = _header(head)
            if header is None or any(column not in header for column in REQUIRED_COLUMNS):
                yield TablePart(None, _rows_from(path, 0, None, 0))
            else:
                yield from _parts(path, stream, header, len(head))
    except (OSError, EOFError, zlib.error) as error:
        raise InputError(path, getattr(error, "strerror", None) or str(error)) from error


def _opened(path: Path) -> io.BufferedReader:
    """The bytes of a file, unpacked."""
    if path.suffix.lower() == ".gz":
        return cast("io.BufferedReader", gzip.open(path, "rb"))
    return path.open("rb")


def _header(line: bytes) -> list[str] | None:
    """The names of the columns, where they stand plainly on a line of their own."""
    bare = line.removeprefix(_BOM).removesuffix(b"\n").removesuffix(b"\r")
    if not line.endswith(b"\n") or not bare.isascii() or any(odd in bare for odd in (b'"', b"\r")):
        return None
    return [name.strip() for name in next(csv.reader([bare.decode()]), [])]


def _parts(
    path: Path, stream: io.BufferedReader, header: list[str], offset: int
) -> Iterator[TablePart]:
    """The parts behind the header, which ends at `offset`, the first line."""
    rest, lines = b"", 1
    error: Exception | None = None
    while error is None:
        more, error = _block(stream)
        block = rest + more
        cut = _cut(block, len(header), last=not more and error is None)
        given = block[: cut.used]
        if given:
            yield _part(path, given, cut, header, lines)
        offset, lines = offset + cut.used, lines + cut.lines
        if cut.broken:
            yield TablePart(None, _rows_from(path, offset, header, lines))
            return
        if not more and error is None:
            return
        rest = block[cut.used :]
    raise error


def _block(stream: io.BufferedReader) -> tuple[bytes, Exception | None]:
    """The next bytes, and the error that ended them, if one did."""
    parts: list[bytes] = []
    size = 0
    try:
        while size < _BLOCK_BYTES and (part := stream.read1(_BLOCK_BYTES - size)):
            parts.append(part)
            size += len(part)
    except (OSError, EOFError, zlib.error) as error:
        return b"".join(parts), error
    return b"".join(parts), None


def _cut(block: bytes, columns: int, *, last: bool) -> _Cut:
    data = np.frombuffer(block, np.uint8)
    out = np.empty(len(data) + 1, np.uint8)
    line = np.empty(block.count(b"\n") + 1, np.int64)
    used, size, rows, lines, even, broken = cut_rows(data, last, columns, out, line)
    return _Cut(used, out[:size].tobytes(), line[:rows], lines, even, broken)


def _part(path: Path, given: bytes, cut: _Cut, header: list[str], lines: int) -> TablePart:
    """The rows by column; row by row where something is to be said of one."""
    rows = csv_rows(path, _text(io.BytesIO(given)), header, lines)
    frame = _frame(cut, header) if cut.even and _is_text(given) else None
    if frame is None:
        return TablePart(None, rows)
    return as_part(path, frame, [f"line {number + lines}" for number in cut.line.tolist()], rows)


def _is_text(given: bytes) -> bool:
    """False where bytes are no UTF-8, or stand for some that were none."""
    try:
        given.decode()
    except UnicodeDecodeError:
        return False
    return _REPLACED not in given


def _frame(cut: _Cut, header: list[str]) -> pl.DataFrame | None:
    """The columns of payments, as Parquet has them; None where they were not read as cut."""
    if not len(cut.line):
        return None
    at = {name: str(number) for number, name in enumerate(header) if name in COLUMNS}
    try:
        read = pl.read_csv(
            cut.rows, has_header=False, infer_schema=False, empty_string_is_null=False,
            new_columns=[str(number) for number in range(len(header))],
        )  # fmt: skip
    except pl.exceptions.PolarsError:
        return None
    if read.shape != (len(cut.line), len(header)):
        return None
    named = read.select(pl.col(number).alias(name) for name, number in at.items())
    return named.with_columns(
        _times(), _amounts(), *(pl.col(name).str.split(";") for name in LISTS if name in at)
    )


def _times() -> pl.Expr:
    """Times in the forms that are read here, without a zone as UTC; null for all others."""
    text = pl.col("booked_at").str.replace(" ", "T")
    whole = pl.when(text.str.contains(_DAY)).then(text + "T00:00:00").otherwise(text)
    zoned = pl.when(whole.str.contains(_TIME + "$")).then(whole + "+00:00").otherwise(whole)
    plain = zoned.str.replace("Z$", "+00:00")
    known = pl.when(plain.str.contains(_TIME + r"[+-][01]\d:[0-5]\d$")).then(plain)
    return known.str.to_datetime(
        "%Y-%m-%dT%H:%M:%S%.f%:z", time_unit="us", time_zone="UTC", strict=False
    ).alias("booked_at")


def _amounts() -> pl.Expr:
    text = pl.col("amount_minor")
    return pl.when(text.str.contains(_AMOUNT)).then(text).cast(pl.Int64, strict=False)


def _rows_from(
    path: Path, offset: int, header: list[str] | None, lines: int
) -> Iterator[tuple[str, Mapping[str, Any] | Problem]]:
    """All rows from a place in the file, read character by character."""
    with _opened(path) as stream, _text(stream) as text:
        stream.seek(offset)
        yield from csv_rows(path, text, header, lines)


def _text(stream: IO[bytes]) -> io.TextIOWrapper:
    return io.TextIOWrapper(stream, encoding="utf-8-sig", errors="replace", newline="")
