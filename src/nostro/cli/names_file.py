"""Files of names to match: every row comes out as a query or as a Problem beside the others.

CSV (also gzipped) is read line by line, so that a quote that is never closed spoils one row and
not all that follow.
"""

import csv
import gzip
from collections import deque
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from nostro.matching.addresses import address_text
from nostro.model.entities import Entity, is_schema
from nostro.model.errors import InputError
from nostro.model.problems import Problem

__all__ = ["read_names"]

_LONGEST_LINE = 1_000_000
# A cell in quotes may run over so many lines.
_MOST_LINES = 20


class _Line(NamedTuple):
    """A line of a file with its number; `error` says why it cannot be read."""

    number: int
    text: str
    error: str = ""


def read_names(path: Path) -> Iterator[dict[str, Any] | Problem]:
    """The queries of a file, in its order, and a Problem for each row that is none.

    CSV and Parquet need a column `name`; of FollowTheMoney lines the parties are asked, with the
    addresses that the file holds for them. Raises InputError for a file that is none of these.
    """
    if not path.is_file():
        raise InputError(path, "no such file")
    suffixes = "".join(path.suffixes).lower()
    if suffixes.endswith((".json", ".jsonl")):
        return _parties(path)
    return _parquet(path) if suffixes.endswith(".parquet") else _csv(path)


def _csv(path: Path) -> Iterator[dict[str, Any] | Problem]:
    lines = _lines(path)
    heading = next(lines, _Line(1, "", "the file is empty"))
    if heading.error:
        raise InputError(path, heading.error)
    columns = [cell.strip() for cell in _cells(heading.text) or []]
    if "name" not in columns:
        raise InputError(path, "a file of names needs a column 'name'")
    for number, row in enumerate(_rows(path, lines, len(columns)), 1):
        if isinstance(row, Problem):
            yield row
        else:
            named = zip(columns, row, strict=False)
            yield {"id": str(number), "name": "", **{key: cell for key, cell in named if cell}}


def _rows(path: Path, given: Iterator[_Line], columns: int) -> Iterator[list[str] | Problem]:
    """The cells of each row; rows in quotes take the lines that they run over."""
    back: deque[_Line] = deque()
    while line := back.popleft() if back else next(given, None):
        cells = None if line.error else _cells(line.text)
        taken: list[_Line] = []
        text = line.text
        while cells is None and not line.error and len(taken) < _MOST_LINES:
            more = back.popleft() if back else next(given, None)
            if more is None:
                break
            taken.append(more)
            text += f"\n{more.text}"
            cells = _cells(text)
        if cells is None:
            back.extendleft(reversed(taken))
            yield _problem(path, line, line.error or "a quote is not closed")
        elif len(cells) > columns:
            yield _problem(path, line, f"{len(cells)} cells, and {columns} columns")
        else:
            yield [cell.strip() for cell in cells]


def _cells(text: str) -> list[str] | None:
    """The cells of a row; None where a quote is not closed."""
    csv.field_size_limit(_LONGEST_LINE * _MOST_LINES)
    try:
        return next(csv.reader([text], strict=True), [])
    except csv.Error:
        return None


def _parquet(path: Path) -> Iterator[dict[str, Any]]:
    from nostro.payments.records import read_records

    for number, row in enumerate(read_records(path), 1):
        if number == 1 and "name" not in row:
            raise InputError(path, "a file of names needs a column 'name'")
        yield {"id": str(number), "name": "", **row}


def _parties(path: Path) -> Iterator[dict[str, Any] | Problem]:
    read = list(_entities(path))
    entities = [item for item in read if isinstance(item, Entity)]
    addresses = {item.id: address_text(item) for item in entities if item.schema == "Address"}
    for item in read:
        if isinstance(item, Problem):
            yield item
        elif is_schema(item.schema, "Thing") and item.schema != "Address":
            linked = [addresses[key] for key in item.get("addressEntity") if key in addresses]
            given = dict.fromkeys([*item.get("address"), *linked])
            properties = item.properties | ({"address": list(given)} if given else {})
            yield {**item.to_dict(), "properties": properties, "name": item.name()}


def _entities(path: Path) -> Iterator[Entity | Problem]:
    decoder = msgspec.json.Decoder(Entity)
    for line in _lines(path):
        if line.error:
            yield _problem(path, line, line.error)
            continue
        try:
            yield decoder.decode(line.text)
        except (msgspec.DecodeError, UnicodeError) as error:
            yield _problem(path, line, f"not an entity: {error}")


def _lines(path: Path) -> Iterator[_Line]:
    """The lines that are not blank, none longer than the bound."""
    opened = gzip.open if path.suffix.lower() == ".gz" else open
    try:
        with opened(path, "rb") as stream:
            for number, raw in enumerate(_bounded(stream), 1):
                if len(raw) > _LONGEST_LINE:
                    yield _Line(number, "", "a line too long to be read")
                elif raw.strip():
                    yield _decoded(number, raw)
    except (OSError, EOFError) as error:
        raise InputError(path, getattr(error, "strerror", None) or str(error)) from error


def _bounded(stream: Any) -> Iterable[bytes]:
    """The lines of a stream; of one that is too long its beginning only."""
    while line := stream.readline(_LONGEST_LINE + 1):
        rest = line
        while len(rest) > _LONGEST_LINE and not rest.endswith(b"\n"):
            rest = stream.readline(_LONGEST_LINE + 1)
        yield line


def _decoded(number: int, raw: bytes) -> _Line:
    try:
        return _Line(number, raw.decode("utf-8-sig" if number == 1 else "utf-8").rstrip("\r\n"))
    except UnicodeDecodeError:
        return _Line(number, "", "not UTF-8")


def _problem(path: Path, line: _Line, message: str) -> Problem:
    return Problem(
        source=path.name, location=f"line {line.number}", code="bad_row", message=message
    )
