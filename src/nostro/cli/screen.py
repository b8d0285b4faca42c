"""`nostro screen`: payments against lists."""

from collections import deque
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from nostro.cli.options import (
    AsOf,
    FormatOption,
    WorkspaceOption,
    exit_with,
    parse_day,
    workspace_of,
)
from nostro.cli.output import Format, print_rows, say, say_problems, write_lines
from nostro.model.alerts import Alert, DecisionLine
from nostro.model.errors import NostroError
from nostro.model.payments import Notice, Payment
from nostro.model.problems import Problem

if TYPE_CHECKING:
    from nostro.screening import Screener

__all__ = ["ALERT_COLUMNS", "FailOnHit", "ItemReader", "PolicyOption", "register", "screen"]


Paths = Annotated[list[Path], typer.Argument(help="Messages and payments tables: files, folders.")]
PolicyOption = Annotated[
    Path | None,
    typer.Option("--policy", metavar="F", help="A screening policy instead of the one shipped."),
]
FailOnHit = Annotated[
    bool, typer.Option("--fail-on-hit", help="Exit with 10 where there is a hit.")
]


def _marked(alert: Alert) -> str:
    """The text with the matched words in guillemets, cut around them where it is long."""
    start, end = alert.span
    head, hit, tail = alert.text[:start], alert.text[start:end], alert.text[end:]
    return f"{head[-30:]}»{hit[:80]}«{tail[:30]}"


ALERT_COLUMNS = {
    "decision": lambda alert: alert.decision,
    "score": lambda alert: f"{alert.score:.2f}",
    "payment": lambda alert: alert.payment_id,
    "field": lambda alert: alert.field,
    "text": _marked,
    "reason": lambda alert: alert.reason,
    "entry": lambda alert: alert.entity_id,
    "listed as": lambda alert: alert.caption,
}


def register(app: typer.Typer) -> None:
    """Add the commands to the program."""
    app.command("screen")(screen)


class ItemReader:
    """Reads files and keeps the problems aside, so that screening sees good records only."""

    def __init__(self, paths: Iterable[Path]) -> None:
        self._paths = list(paths)
        self.problems: list[Problem] = []
        self.errors: list[NostroError] = []
        self.payments = 0
        self.notices = 0

    def __iter__(self) -> Iterator[Payment | Notice]:
        from nostro.payments import read_payments

        for path in self._paths:
            try:
                for item in read_payments(path):
                    if isinstance(item, Problem):
                        self.problems.append(item)
                    else:
                        self._count(item)
                        yield item
            except NostroError as error:
                self.errors.append(error)

    def _count(self, item: Payment | Notice) -> None:
        if isinstance(item, Payment):
            self.payments += 1
        else:
            self.notices += 1

    def check(self) -> None:
        """Raise the first error where nothing at all could be read."""
        if self.errors and not (self.payments or self.notices or self.problems):
            raise self.errors[0]

    def finish(self) -> bool:
        """Say what went wrong; raises where nothing at all could be read. True for problems."""
        self.check()
        for error in self.errors:
            say(f"error: {error}")
        say_problems(self.problems)
        return bool(self.errors or self.problems)

    def describe(self) -> str:
        """`150 payments, 2 notices, 1 problem`."""
        problems = len(self.problems) + len(self.errors)
        return f"{self.payments:,} payments, {self.notices:,} notices, {problems:,} problems"


def screen(
    paths: Paths,
    out: Annotated[
        Path | None, typer.Option("--out", metavar="F", help="Write the hits here, as JSON lines.")
    ] = None,
    decisions_out: Annotated[
        Path | None,
        typer.Option(metavar="F", help="Write one line for every message, passes included."),
    ] = None,
    policy: PolicyOption = None,
    as_of: AsOf = None,
    fail_on_hit: FailOnHit = False,
    workspace: WorkspaceOption = None,
    output: FormatOption = "table",
) -> None:
    """Payment messages and payments tables against the lists.

    nostro screen inbox/ --decisions-out decisions.jsonl

    nostro screen payments.parquet --format jsonl --fail-on-hit
    """
    from nostro.screening import Screener, load_policy
    from nostro.screening.watchlist import open_watchlist

    watchlist = open_watchlist(workspace_of(workspace), as_of=parse_day(as_of, "--as-of"))
    screener = Screener(watchlist.index, load_policy(policy), watchlist.versions)
    reader = ItemReader(paths)
    alerts: list[Alert] = []
    lines = _collect(screener, reader, alerts)
    if decisions_out:
        write_lines(lines, decisions_out)
    else:
        deque(lines, maxlen=0)
    problems = reader.finish()
    if out:
        write_lines(alerts, out)
    _show(alerts, output, empty=f"No hit in {reader.describe()}.")
    say(f"{len(alerts):,} hits in {reader.describe()}, against {watchlist.describe()}")
    exit_with(problems=problems, hit=fail_on_hit and bool(alerts))


def _collect(
    screener: "Screener", reader: ItemReader, alerts: list[Alert]
) -> Iterator[DecisionLine]:
    """The decisions one by one, so that a large batch is not held; its few alerts are kept."""
    for screened in screener.screen_all(reader):
        alerts += screened.alerts
        yield screened.line
    reader.check()


def _show(alerts: list[Alert], output: Format, *, empty: str) -> None:
    print_rows(alerts, output, columns=ALERT_COLUMNS, empty=empty)
