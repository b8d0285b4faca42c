"""What files hold, in batches for the past: tables by column where they can be read so.

Whatever the way, the records are those that `read_payments` gives, and so are the problems.
"""

from collections.abc import Callable, Iterable, Iterator
from itertools import chain, groupby
from pathlib import Path

from nostro.model.errors import InputError
from nostro.model.payments import Notice, Payment
from nostro.model.problems import Problem
from nostro.payments import read_payments
from nostro.screening.past.batches import Batch, batches_of

__all__ = ["batches_in", "files_in"]

OnProblem = Callable[[Problem], None]


def files_in(path: Path) -> list[Path]:
    """The files of a folder, or the file, as `read_payments` takes them.

    Raises InputError where there is none.
    """
    if path.is_dir():
        found = sorted(p for p in path.rglob("*") if p.is_file() and not _is_hidden(p, path))
        if not found:
            raise InputError(path, "an empty folder: no messages, no tables")
        return found
    if not path.is_file():
        raise InputError(path, "no such file or folder")
    return [path]


def batches_in(paths: Iterable[Path], on_problem: OnProblem) -> Iterator[Batch]:
    """The records of files in their order; problems go to `on_problem`."""
    for are_tables, group in groupby(paths, key=_is_table):
        if are_tables:
            for path in group:
                yield from _table(path, on_problem)
        else:
            yield from batches_of(_good(chain.from_iterable(map(read_payments, group)), on_problem))


def _is_table(path: Path) -> bool:
    """Whether a file is CSV, or Parquet of the types that `write_table` gives its columns."""
    if not path.name.lower().endswith((".csv", ".csv.gz", ".parquet")):
        return False
    from nostro.screening.past.csv_tables import is_csv  # noqa: PLC0415  # polars takes its time
    from nostro.screening.past.tables import is_plain  # noqa: PLC0415

    return is_csv(path) or is_plain(path)


def _table(path: Path, on_problem: OnProblem) -> Iterator[Batch]:
    from nostro.payments.table import read_rows  # noqa: PLC0415  # polars takes its time
    from nostro.screening.past.csv_tables import csv_parts, is_csv  # noqa: PLC0415
    from nostro.screening.past.tables import parquet_parts  # noqa: PLC0415

    try:
        for part in csv_parts(path) if is_csv(path) else parquet_parts(path):
            if part.batch is not None:
                yield part.batch
            else:
                yield from batches_of(_good(read_rows(path, part.rows), on_problem))
    except InputError as error:
        on_problem(
            Problem(source=str(path), location="file", code="unreadable", message=error.reason)
        )


def _good(
    items: Iterable[Payment | Notice | Problem], on_problem: OnProblem
) -> Iterator[Payment | Notice]:
    for item in items:
        if isinstance(item, Problem):
            on_problem(item)
        else:
            yield item


def _is_hidden(file: Path, folder: Path) -> bool:
    return any(part.startswith(".") for part in file.relative_to(folder).parts)
