"""`nostro screen`: payments against lists."""

import os
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
from nostro.cli.output import Format, print_rows, say, say_problems
from nostro.cli.stream import Rows, lines_to, telling
from nostro.model.alerts import Alert
from nostro.model.errors import NostroError, UsageError
from nostro.model.payments import Notice, Payment
from nostro.model.problems import Problem

if TYPE_CHECKING:
    from nostro.cli.screen_report import ReportWriter
    from nostro.screening import Policy, Screened
    from nostro.screening.watchlist import Watchlist

__all__ = ["ALERT_COLUMNS", "FailOnHit", "ItemReader", "PolicyOption", "register", "screen"]


_KEPT_PROBLEMS = 10_000
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
    """Reads files and keeps the problems aside, so that screening sees good records only.

    All problems are counted, and the first of them kept.
    """

    def __init__(self, paths: Iterable[Path]) -> None:
        self._paths = list(paths)
        self.problems: list[Problem] = []
        self.problem_count = 0
        self.errors: list[NostroError] = []
        self.payments = 0
        self.notices = 0

    def __iter__(self) -> Iterator[Payment | Notice]:
        from nostro.payments import read_payments

        for path in self._paths:
            try:
                for item in read_payments(path):
                    if isinstance(item, Problem):
                        self._keep(item)
                    else:
                        self._count(item)
                        yield item
            except NostroError as error:
                self.errors.append(error)

    def _keep(self, problem: Problem) -> None:
        self.problem_count += 1
        if len(self.problems) < _KEPT_PROBLEMS:
            self.problems.append(problem)

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
        say_problems(self.problems, self.problem_count)
        return bool(self.errors or self.problems)

    def describe(self) -> str:
        """`150 payments, 2 notices, 1 problem`."""
        problems = self.problem_count + len(self.errors)
        return f"{self.payments:,} payments, {self.notices:,} notices, {problems:,} problems"


def screen(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(help="Messages and payments tables: files, folders.", show_default=False),
    ] = None,
    customers: Annotated[
        Path | None,
        typer.Option(metavar="F", help="A file of customers: CSV, Parquet, FollowTheMoney lines."),
    ] = None,
    since: Annotated[
        str | None,
        typer.Option(metavar="DATE", help="With --customers: only what the lists newly hit since."),
    ] = None,
    out: Annotated[
        Path | None, typer.Option("--out", metavar="F", help="Write the hits here, as JSON lines.")
    ] = None,
    decisions_out: Annotated[
        Path | None,
        typer.Option(metavar="F", help="Write one line for every message, passes included."),
    ] = None,
    report: Annotated[
        Path | None,
        typer.Option(
            metavar="F", help="Write a report here: one HTML file with the messages marked."
        ),
    ] = None,
    policy: PolicyOption = None,
    entity: Annotated[
        str | None,
        typer.Option(metavar="NAME", help="The legal entity of the policy that screens."),
    ] = None,
    jobs: Annotated[
        int | None,
        typer.Option(
            metavar="N", min=1, help="How many processes; one a core.", show_default=False
        ),
    ] = None,
    as_of: AsOf = None,
    fail_on_hit: FailOnHit = False,
    workspace: WorkspaceOption = None,
    output: FormatOption = "table",
) -> None:
    """Payment messages and payments tables, or customers, against the lists.

    nostro screen inbox/ --decisions-out decisions.jsonl

    nostro screen inbox/ --report report.html

    nostro screen payments.parquet --entity eu --format jsonl --fail-on-hit

    nostro screen --customers customers.csv --since 2024-09-18
    """
    from nostro.cli.customers import CustomerReader, screened_customers
    from nostro.screening import load_policy
    from nostro.screening.watchlist import open_watchlist

    if bool(paths) == bool(customers) or (since and not customers):
        raise UsageError("give payments, or --customers F, with --since DATE where you like")
    if report and customers:
        raise UsageError("--report is for payments")
    rules = load_policy(policy).for_entity(entity)
    watchlist = open_watchlist(workspace_of(workspace), as_of=parse_day(as_of, "--as-of"))
    reader: ItemReader | CustomerReader
    told = _report_of(paths or []) if report else None
    if customers:
        reader = CustomerReader(customers)
        day = parse_day(since, "--since")
        found = screened_customers(reader, watchlist, rules, day)
    else:
        reader = ItemReader(paths or [])
        items = told.passing(reader) if told else reader
        found = _screened(reader, items, watchlist, rules, jobs or _cores())
    rows = Rows(output, ALERT_COLUMNS)
    stopped = False
    with lines_to(out) as tell_hit, lines_to(decisions_out) as tell_decision:
        for screened in telling(found, "screened"):
            tell_decision(screened.line)
            if told:
                told.add(screened)
            stopped = stopped or screened.line.decision != "pass"
            for alert in screened.alerts:
                tell_hit(alert)
                rows.add(alert)
    if told and report and isinstance(reader, ItemReader):
        told.write(report, reader, rules, watchlist)
    problems = reader.finish()
    rows.finish(empty=f"No hit in {reader.describe()}.")
    say(f"{rows.count:,} hits in {reader.describe()}, against {watchlist.describe()}")
    exit_with(problems=problems, hit=fail_on_hit and stopped)


def _report_of(paths: list[Path]) -> "ReportWriter":
    from nostro.cli.screen_report import ReportWriter

    return ReportWriter(paths)


def _screened(
    reader: ItemReader,
    items: Iterable[Payment | Notice],
    watchlist: "Watchlist",
    policy: "Policy",
    jobs: int,
) -> Iterator["Screened"]:
    """What screening says of each of the items that a reader gives, in their order; raises where
    none could be read.
    """
    from nostro.screening import Screener
    from nostro.screening.earlier import EarlierPayments
    from nostro.screening.finders import Finders, fewer_collections

    fewer_collections()
    screener = Screener(watchlist.index, policy, watchlist.versions, EarlierPayments())
    index = watchlist.index_file
    finders = Finders(index, policy, jobs) if jobs > 1 and index else None
    yield from screener.screen_all(items, finders)
    reader.check()


def _cores() -> int:
    """The cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _show(alerts: list[Alert], output: Format, *, empty: str) -> None:
    print_rows(alerts, output, columns=ALERT_COLUMNS, empty=empty)
