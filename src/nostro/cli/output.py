"""Results to standard output, everything else to standard error."""

import sys
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, Literal

import msgspec
from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from nostro.model.problems import Problem

__all__ = [
    "Format",
    "errors",
    "json_line",
    "print_rows",
    "printable",
    "say",
    "say_problems",
    "write_lines",
]

Format = Literal["table", "json", "jsonl"]
errors = Console(stderr=True, highlight=False, soft_wrap=True)
_SHOWN_PROBLEMS = 20


def json_line(record: Any) -> bytes:
    """One record as a line of JSON with sorted keys: equal records give equal bytes."""
    return msgspec.json.encode(record, order="sorted") + b"\n"


def write_lines(records: Iterable[Any], path: Path) -> int:
    """Write records one a line; returns how many. The file appears when it is whole."""
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_name(f"{path.name}.new")
    try:
        with fresh.open("wb") as out:
            count = sum(out.write(json_line(record)) > 0 for record in records)
        fresh.replace(path)
    finally:
        fresh.unlink(missing_ok=True)
    return count


def print_rows(
    records: Sequence[Any],
    output: Format,
    *,
    columns: Mapping[str, Any],
    empty: str,
) -> None:
    """Print records as asked.

    `columns` maps each heading of the table to a function from a record to its text; `empty` is
    the sentence for people where there is no record.
    """
    if output == "jsonl":
        for record in records:
            sys.stdout.buffer.write(json_line(record))
        sys.stdout.flush()
    elif output == "json":
        body = msgspec.json.format(msgspec.json.encode(list(records), order="sorted"))
        sys.stdout.buffer.write(body + b"\n")
        sys.stdout.flush()
    elif records:
        _print_table(records, columns)
    else:
        say(empty)


def _print_table(records: Sequence[Any], columns: Mapping[str, Any]) -> None:
    table = Table(box=SIMPLE_HEAD, pad_edge=False, header_style="bold")
    for heading in columns:
        right = heading in {"score", "amount", "share", "entities", "age"}
        table.add_column(heading, justify="right" if right else "left", overflow="fold")
    for record in records:
        table.add_row(*(escape(printable(read(record))) for read in columns.values()))
    wide = Console(highlight=False, width=None if sys.stdout.isatty() else 160)
    wide.print(table)


def printable(value: Any) -> str:
    """A value for a terminal: control characters from hostile input do not reach it."""
    text = "" if value is None else str(value)
    return "".join(char if char.isprintable() else " " for char in text)


def say(message: str) -> None:
    """A sentence for the person at the terminal, on standard error."""
    with suppress(BrokenPipeError):
        errors.print(printable(message), markup=False)


def say_problems(problems: Sequence[Problem], count: int | None = None) -> None:
    """The first problems, a line each, and how many more there are; `count` are all of them."""
    for problem in problems[:_SHOWN_PROBLEMS]:
        say(f"problem: {problem.source}, {problem.location}: {problem.message} [{problem.code}]")
    more = (len(problems) if count is None else count) - _SHOWN_PROBLEMS
    if more > 0:
        say(f"... and {more:,} more problems")
