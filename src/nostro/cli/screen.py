"""`nostro screen` and `nostro lookback`: payments against lists, past ones against a change."""

from collections import deque
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from nostro.cli.options import (
    AsOf,
    FormatOption,
    Published,
    WorkspaceOption,
    exit_with,
    parse_day,
    workspace_of,
)
from nostro.cli.output import Format, print_rows, say, say_problems, write_lines
from nostro.model.alerts import Alert, DecisionLine
from nostro.model.errors import NostroError, UsageError
from nostro.model.payments import Notice, Payment
from nostro.model.problems import Problem
from nostro.model.settings import Workspace

if TYPE_CHECKING:
    from nostro.screening import Screener

__all__ = ["ALERT_COLUMNS", "ItemReader", "lookback", "register", "screen"]


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
    app.command("lookback")(lookback)


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


def lookback(
    payments: Annotated[list[Path], typer.Argument(help="Past payments: files, folders.")],
    source: Annotated[
        str | None, typer.Option(metavar="ID", help="The list that changed, with --from and --to.")
    ] = None,
    before: Annotated[
        str | None, typer.Option("--from", metavar="A", help="Its version or date before.")
    ] = None,
    after: Annotated[
        str | None, typer.Option("--to", metavar="B", help="Its version or date after.")
    ] = None,
    announcement: Annotated[
        Path | None, typer.Option(metavar="F", help="An announcement not on the list yet.")
    ] = None,
    published: Published = None,
    policy: PolicyOption = None,
    fail_on_hit: FailOnHit = False,
    workspace: WorkspaceOption = None,
    output: FormatOption = "table",
) -> None:
    """Only what a list change, or an announcement, newly hits in past payments.

    nostro lookback payments.parquet --source us_ofac_sdn --from 2024-09-18 --to 2024-09-20

    nostro lookback archive/ --announcement release.txt --published 2024-09-19
    """
    from nostro.screening import load_policy, look_back

    place = workspace_of(workspace)
    if announcement and not (source or before or after):
        change = _announced(place, announcement, published)
    elif source and before and after and not announcement:
        change = _list_change(place, source, before, after)
    else:
        raise UsageError("give --source, --from and --to, or --announcement and --published")
    reader = ItemReader(payments)
    new_hits = look_back(
        change.before,
        change.after,
        load_policy(policy),
        versions_before=change.versions_before,
        versions_after=change.versions_after,
    )
    alerts = list(new_hits.over(reader))
    problems = reader.finish()
    _show(alerts, output, empty=f"The change hits nothing new in {reader.describe()}.")
    known = sum(new_hits.known.values())
    say(
        f"{len(alerts):,} new hits in {reader.describe()}; "
        f"{known:,} hits on changed entries stood before"
    )
    exit_with(problems=problems, hit=fail_on_hit and bool(alerts))


def _list_change(place: Workspace, source: str, before: str, after: str) -> Any:
    from nostro.lists.versions import VersionStore
    from nostro.screening.change import list_change

    store = VersionStore(place.lists)
    return list_change(store, store.find(source, before), store.find(source, after))


def _announced(place: Workspace, path: Path, published: str | None) -> Any:
    from nostro.cli.announce import read_file
    from nostro.screening.change import announced_change
    from nostro.screening.watchlist import open_watchlist

    day = parse_day(published, "--published")
    if day is None:
        raise UsageError("--announcement needs --published DATE")
    text, announcement = read_file(path, day)
    return announced_change(announcement, text, open_watchlist(place, as_of=day))


def _show(alerts: list[Alert], output: Format, *, empty: str) -> None:
    print_rows(alerts, output, columns=ALERT_COLUMNS, empty=empty)
