"""Rows of a CSV file, each told apart from the next by its line alone.

A quote that is never closed then spoils one row instead of swallowing all that follow.
"""

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass

from nostro.lists.sources.files import ListFile, decode, encoding_doubt, read_bytes
from nostro.model.problems import Problem

__all__ = ["Row", "read_rows", "split_row"]

_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


@dataclass(frozen=True)
class Row:
    """A row with the number of its line; null cells (`-0-`, blank) are empty strings."""

    number: int
    cells: list[str]


def read_rows(file: ListFile, columns: int) -> Iterator[Row | Problem]:
    """Every line with the right number of columns as a Row, every other one as a Problem.

    Blank lines, the end-of-file byte 0x1A and a line of headings are no rows. Raises InputError
    where the file cannot be read at all.
    """
    data = read_bytes(file)
    yield from encoding_doubt(file, data)
    for number, line in enumerate(_lines(decode(data)), 1):
        cells = split_row(line)
        if not line or (number == 1 and cells and "ent_num" in cells[0].lower()):
            continue
        if cells is None:
            yield _problem(file, number, "quoting", "the quotes do not match")
        elif len(cells) != columns:
            message = f"{len(cells)} columns where {columns} are needed"
            yield _problem(file, number, "columns", message)
        else:
            yield Row(number, cells)


def split_row(line: str) -> list[str] | None:
    """The cells of one line, or None where its quotes do not match."""
    try:
        cells = next(csv.reader([line], strict=True), [])
    except csv.Error:
        return None
    return ["" if cell.strip() in {"", "-0-"} else cell for cell in cells]


def _lines(text: str) -> Iterator[str]:
    for line in re.split(r"\r\n|\n|\r", text):
        yield _CONTROLS.sub("", line).strip()


def _problem(file: ListFile, number: int, code: str, message: str) -> Problem:
    return Problem(source=file.given, location=f"line {number}", code=code, message=message)
