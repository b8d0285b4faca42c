"""`nostro screen --customers`: customers against the lists, or against what changed in them."""

from collections.abc import Iterator
from datetime import date
from itertools import tee
from pathlib import Path
from typing import TYPE_CHECKING, Any

from nostro.cli.names_file import read_names
from nostro.cli.output import say_problems
from nostro.model.problems import Problem

if TYPE_CHECKING:
    from nostro.screening.engine import Screened
    from nostro.screening.policy import Policy
    from nostro.screening.watchlist import Watchlist

__all__ = ["CustomerReader", "screened_customers"]


class CustomerReader:
    """Reads customers and keeps the rows aside that are none."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.problems: list[Problem] = []
        self.customers = 0

    def __iter__(self) -> Iterator[dict[str, Any]]:
        for number, row in enumerate(read_names(self.path), 1):
            if isinstance(row, Problem):
                self.problems.append(row)
            elif not str(row.get("name") or "").strip():
                self.problems.append(_nameless(self.path, number))
            else:
                self.customers += 1
                yield row

    def finish(self) -> bool:
        """Say what went wrong. True for problems."""
        say_problems(self.problems)
        return bool(self.problems)

    def describe(self) -> str:
        """`150 customers, 1 problem`."""
        return f"{self.customers:,} customers, {len(self.problems):,} problems"


def _nameless(path: Path, number: int) -> Problem:
    return Problem(
        source=path.name, location=f"record {number}", code="no_name", message="it has no name"
    )


def screened_customers(
    reader: CustomerReader, watchlist: "Watchlist", policy: "Policy", since: date | None
) -> Iterator["Screened"]:
    """What screening says of each customer; with `since` only what the lists as published on that
    day did not say, for which the changed entries alone are asked.
    """
    from nostro.matching import Index
    from nostro.screening.customers import CustomerScreener, only_new

    source = str(reader.path)
    if since is None:
        now = CustomerScreener(watchlist.index, policy, watchlist.versions)
        yield from now.screen_all(reader, source)
        return
    before, after = watchlist.changes_since(since)
    now = CustomerScreener(Index.build(after), policy, watchlist.versions)
    then = CustomerScreener(Index.build(before), policy, {})
    asked, again = tee(reader)
    for fresh, stale in zip(
        now.screen_all(asked, source), then.screen_all(again, source), strict=True
    ):
        yield only_new(fresh, stale)
