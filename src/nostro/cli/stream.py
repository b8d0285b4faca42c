"""Results as they come: to files and to standard output, holding few of them in memory."""

import sys
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from nostro.cli.output import Format, json_line, print_rows, say

__all__ = ["Rows", "lines_to", "telling"]

T = TypeVar("T")
_MOST_ROWS = 1_000
_SECONDS = 10.0


@contextmanager
def lines_to(path: Path | None) -> Iterator[Callable[[Any], object]]:
    """A function that writes a record as a line of JSON; nothing where there is no path.

    The file appears when all is done; where an error ends it, there is none.
    """
    if path is None:
        yield lambda _: None
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_name(f"{path.name}.new")
    try:
        with fresh.open("wb") as out:
            yield lambda record: out.write(json_line(record))
        fresh.replace(path)
    finally:
        fresh.unlink(missing_ok=True)


class Rows:
    """Records to standard output as asked, one by one; a table shows the first of them alone."""

    def __init__(self, output: Format, columns: Mapping[str, Any]) -> None:
        self._output = output
        self._columns = columns
        self._kept: list[Any] = []
        self.count = 0

    def add(self, record: Any) -> None:
        """Print one record; a table keeps it for the end."""
        if self._output == "jsonl":
            sys.stdout.buffer.write(json_line(record))
        elif self._output == "json":
            opening = b",\n  " if self.count else b"[\n  "
            body = msgspec.json.format(msgspec.json.encode(record, order="sorted"))
            sys.stdout.buffer.write(opening + body.replace(b"\n", b"\n  "))
        elif self.count < _MOST_ROWS:
            self._kept.append(record)
        self.count += 1

    def finish(self, *, empty: str) -> None:
        """Print what ends the output; `empty` says for people that there is no record."""
        if self._output == "json":
            sys.stdout.buffer.write(b"\n]\n" if self.count else b"[]\n")
        elif self._output == "table":
            print_rows(self._kept, "table", columns=self._columns, empty=empty)
            if self.count > _MOST_ROWS:
                say(f"... and {self.count - _MOST_ROWS:,} more; --out F writes them all")
        sys.stdout.flush()


def telling(records: Iterable[T], what: str) -> Iterator[T]:
    """The records, and on standard error every ten seconds how many there have been."""
    told = time.monotonic()
    for count, record in enumerate(records, 1):
        yield record
        if count % 1_000 == 0 and time.monotonic() - told > _SECONDS:
            told = time.monotonic()
            say(f"{count:,} {what} ...")
