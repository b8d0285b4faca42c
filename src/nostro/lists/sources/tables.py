"""Rows of a list that comes as a table: CSV, or an Excel workbook, old or new.

Headings are matched by their words alone, in any order. Workbooks are read with what holds
strings once (openpyxl, xlrd), so that a cell repeated a million times costs little.
"""

import csv
import io
import re
import warnings
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from typing import Any

import openpyxl
import xlrd

from nostro.lists.sources.files import (
    ListFile,
    decode,
    encoding_doubt,
    is_workbook,
    open_file,
    read_bytes,
)
from nostro.model.errors import InputError
from nostro.model.problems import Problem

__all__ = [
    "Sheet",
    "TableRow",
    "file_head",
    "first_rows",
    "heading",
    "read_sheets",
    "read_table",
]

_MAX_COLUMNS = 512
_MAX_SHEETS = 200
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_NOTHING = {"", "-", "na", "n/a", "none", "null", "nil", "-0-"}
# A heading stands in one of the first rows; before it come titles and notes.
_ROWS_BEFORE_HEADING = 20
csv.field_size_limit(1 << 20)


@dataclass(frozen=True)
class Sheet:
    """A sheet with its name; that of a CSV file is empty. Cells are text, dates ISO ones.

    `doubts` are of the file as a whole; `open_end` says that no line end follows the last row.
    """

    name: str
    rows: Iterable[list[str]]
    doubts: list[Problem] = field(default_factory=list)
    open_end: bool = False


@dataclass(frozen=True)
class TableRow:
    """A row by heading. `number` is its line or row, `unknown` the cells under other headings."""

    number: int
    cells: Mapping[str, str]
    sheet: str = ""
    unknown: Mapping[str, str] = field(default_factory=dict)

    @property
    def location(self) -> str:
        """Where the row stands, for a Problem or a record."""
        return f"{self.sheet} row {self.number}" if self.sheet else f"line {self.number}"

    def __getitem__(self, heading: str) -> str:
        """The cell under a heading with its white space made even; empty where there is none."""
        text = " ".join(self.cells.get(heading, "").split())
        return "" if text.lower() in _NOTHING else text


def heading(text: str) -> str:
    """A heading as it is compared: its letters and digits in lower case, words parted by `_`."""
    return "_".join(re.findall(r"\w+", text.lower().replace("_", " ")))


def read_table(
    file: ListFile,
    required: Iterable[str],
    known: Iterable[str] | None,
    *,
    delimiter: str = ",",
    unquote: bool = False,
    key: Callable[[str], str] = heading,
) -> Iterator[TableRow | Problem]:
    """The rows below the heading of every sheet that has one; a Problem for every bad row.

    A heading holds all of `required`, in any order; `key` makes a heading of a cell. One that is
    not `known` is a Problem once, and its cells stand in `unknown`; where `known` is None all are
    known. `unquote` is for a file whose lines a spreadsheet put in quotes as a whole. Raises
    InputError where no sheet has a heading.
    """
    wanted = set(required)
    expected = None if known is None else {*wanted, *known}
    found = False
    for sheet in read_sheets(file, delimiter):
        rows = (_split(row, delimiter) for row in sheet.rows) if unquote else sheet.rows
        numbered = ((number, cells) for number, cells in enumerate(rows, 1) if any(cells))
        columns, first = _heading_of(numbered, wanted, key)
        if columns:
            found = True
            yield from _unknown(file, TableRow(first, {}, sheet.name), columns, expected)
            yield from sheet.doubts
            yield from _Body(file, sheet, columns, expected, key).rows(numbered)
    if not found:
        raise InputError(file.given, f"no row of headings with {', '.join(sorted(wanted))}")


_Numbered = Iterator[tuple[int, list[str]]]


def _heading_of(
    rows: _Numbered, wanted: set[str], key: Callable[[str], str]
) -> tuple[list[str], int]:
    """The headings and their row; none where they are not among the first rows."""
    for number, cells in rows:
        names = [key(cell) for cell in cells]
        if wanted <= set(names):
            return names, number
        if number > _ROWS_BEFORE_HEADING:
            break
    return [], 0


@dataclass(frozen=True)
class _Body:
    """How the rows below a heading are read."""

    file: ListFile
    sheet: Sheet
    columns: list[str]
    expected: set[str] | None
    key: Callable[[str], str]

    def rows(self, numbered: _Numbered) -> Iterator[TableRow | Problem]:
        """The rows; a Problem for one with too many cells, and for a last one that is cut off."""
        width = len(self.columns)
        for (number, cells), last in _with_last(numbered):
            row = TableRow(number, {}, self.sheet.name)
            cut_off = last and self.sheet.open_end and len(cells) < width
            if cut_off or (len(cells) > width and any(cells[width:])):
                message = f"{len(cells)} columns where {width} are needed"
                yield Problem(
                    source=self.file.given, location=row.location, code="columns", message=message
                )
            elif [self.key(cell) for cell in cells] != self.columns:  # headings may be repeated
                pairs = _pairs(self.columns, cells)
                known = pairs if self.expected is None else self.expected
                more = {name: text for name, text in pairs.items() if text and name not in known}
                yield TableRow(number, pairs, self.sheet.name, more)


def _with_last(rows: _Numbered) -> Iterator[tuple[tuple[int, list[str]], bool]]:
    """Each row, and whether it is the last one."""
    before = next(rows, None)
    for row in rows:
        if before:
            yield before, False
        before = row
    if before:
        yield before, True


def _pairs(columns: list[str], cells: list[str]) -> dict[str, str]:
    """Cells by heading; of headings that come twice, the first with something under it."""
    pairs: dict[str, str] = {}
    for column, cell in zip(columns, cells, strict=False):
        pairs[column] = pairs.get(column) or cell
    return pairs


def _split(row: list[str], delimiter: str) -> list[str]:
    return next(csv.reader([delimiter.join(row)], delimiter=delimiter), [])


def _unknown(
    file: ListFile, row: TableRow, columns: list[str], expected: set[str] | None
) -> Iterator[Problem]:
    for column in columns if expected is not None else ():
        if column and column not in (expected or ()):
            message = f"the column {column[:40]!r} is new, its cells are kept as notes"
            yield Problem(
                source=file.given, location=row.location, code="unknown_field", message=message
            )


def read_sheets(file: ListFile, delimiter: str = ",") -> Iterator[Sheet]:
    """The sheets of a workbook, or a CSV file as the only one. Raises InputError."""
    data = read_bytes(file)
    if not is_workbook(data):
        rows = csv.reader(io.StringIO(decode(data), newline=""), delimiter=delimiter)
        open_end = not data.rstrip(b"\0").endswith((b"\n", b"\r"))
        yield Sheet("", _csv_rows(file, rows), list(encoding_doubt(file, data)), open_end)
        return
    reader: Callable[[bytes], Iterator[Sheet]] = _new_sheets if data[:2] == b"PK" else _old_sheets
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl warns of styles that say nothing to us
            yield from islice(reader(_checked(file, data)), _MAX_SHEETS)
    except InputError:
        raise
    except Exception as error:  # what a hostile workbook raises has no common class
        reason = " ".join(str(error).split())[:200] or type(error).__name__
        raise InputError(file.given, f"damaged workbook, fetch it again: {reason}") from error


def _csv_rows(file: ListFile, rows: Iterator[list[str]]) -> Iterator[list[str]]:
    try:
        for cells in rows:
            yield [_CONTROLS.sub("", cell).strip() for cell in cells[:_MAX_COLUMNS]]
    except csv.Error as error:
        raise InputError(file.given, f"not a readable CSV file: {error}") from error


def _checked(file: ListFile, data: bytes) -> bytes:
    """The workbook packed anew from parts that were counted and looked at as they were unpacked.

    A part may claim to be small and unpack to gigabytes; after this it is what it claims.
    """
    if data[:2] != b"PK":
        return data
    left = file.max_bytes
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as given, zipfile.ZipFile(out, "w") as checked:
        for item in given.infolist():
            with given.open(item) as part:
                content = part.read(left + 1)
            left -= len(content)
            if left < 0:
                limit = file.max_bytes >> 20
                raise InputError(file.given, f"more than {limit} MiB unpacked, no list is so big")
            if b"<!DOCTYPE" in content.replace(b"\0", b"")[:4096]:
                raise InputError(file.given, "a DOCTYPE in a workbook, for it may hide attacks")
            checked.writestr(item.filename, content)
    return out.getvalue()


def _new_sheets(data: bytes) -> Iterator[Sheet]:
    book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
    for sheet in book.worksheets:
        rows = sheet.iter_rows(values_only=True, max_col=_MAX_COLUMNS)
        yield Sheet(sheet.title, ([_text(value) for value in _trimmed(row)] for row in rows))


def _trimmed(row: tuple[Any, ...]) -> tuple[Any, ...]:
    end = len(row)
    while end and row[end - 1] is None:
        end -= 1
    return row[:end]


def _old_sheets(data: bytes) -> Iterator[Sheet]:
    book = xlrd.open_workbook(file_contents=data, ragged_rows=True, logfile=io.StringIO())
    for sheet in book.sheets():
        yield Sheet(sheet.name, _old_rows(book, sheet))


def _old_rows(book: Any, sheet: Any) -> Iterator[list[str]]:
    for number in range(sheet.nrows):
        cells = sheet.row(number)[:_MAX_COLUMNS]
        yield [
            _text(xlrd.xldate_as_datetime(cell.value, book.datemode))
            if cell.ctype == xlrd.XL_CELL_DATE
            else _text(cell.value)
            for cell in cells
        ]


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return _CONTROLS.sub("", str(value)).strip()


def _table_head(file: ListFile, rows: int = 6) -> bytes:
    """The first rows of a workbook's sheets as text, cells parted by tabs, for sniffing."""
    lines = []
    for sheet in read_sheets(file):
        for number, cells in enumerate(sheet.rows):
            if number >= rows:
                break
            lines.append("\t".join(cells))
    return "\n".join(lines).encode()


def first_rows(head: bytes) -> tuple[list[str], list[str]]:
    """The headings of CSV and the cells of the row below them, for sniffing; empty where bytes are
    nothing of the kind.
    """
    lines = decode(head).splitlines()[:2]
    with suppress(csv.Error):
        rows = [next(csv.reader([line]), []) for line in lines]
        return [heading(cell) for cell in rows[0]] if rows else [], rows[1] if rows[1:] else []
    return [], []


def file_head(file: ListFile, size: int) -> bytes:
    """The first bytes of a file, unpacked; of a workbook its first rows as text."""
    with open_file(file) as stream:
        head = stream.read(size)
    return _table_head(file) if is_workbook(head) else head
