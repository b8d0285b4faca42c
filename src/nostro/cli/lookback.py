"""`nostro lookback` and `nostro past`: what a change does to past payments and customers."""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from nostro.cli.customers import CustomerReader
from nostro.cli.options import (
    FormatOption,
    Published,
    WorkspaceOption,
    exit_with,
    now,
    parse_day,
    workspace_of,
)
from nostro.cli.output import print_rows, say, say_problems
from nostro.cli.screen import ALERT_COLUMNS, FailOnHit, ItemReader, PolicyOption
from nostro.model.errors import UsageError
from nostro.model.settings import Workspace

if TYPE_CHECKING:
    from nostro.model.entities import Entity
    from nostro.screening.change import ListChange
    from nostro.screening.lookback import ChangedAlert, LookBack

__all__ = ["lookback", "past_add", "past_status", "register"]

past = typer.Typer(help="Past payments, indexed once, so that a change asks them in seconds.")

_COLUMNS = {"change": lambda alert: alert.change, **ALERT_COLUMNS}


def register(app: typer.Typer) -> None:
    """Add the commands to the program."""
    app.command("lookback")(lookback)
    past.command("add")(past_add)
    past.command("status")(past_status)
    app.add_typer(past, name="past", no_args_is_help=True)


def lookback(
    payments: Annotated[
        list[Path] | None,
        typer.Argument(help="Past payments: files, folders. The indexed past where none is given."),
    ] = None,
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
    customers: Annotated[
        Path | None, typer.Option(metavar="F", help="Customers: a file as `nostro match` takes.")
    ] = None,
    entities: Annotated[
        list[Path] | None,
        typer.Option(metavar="F", help="More companies and Ownership links than the lists have."),
    ] = None,
    regime: Annotated[
        Literal["ofac", "eu", "uk"], typer.Option(help="Whose ownership rule.")
    ] = "ofac",
    policy: PolicyOption = None,
    fail_on_hit: FailOnHit = False,
    workspace: WorkspaceOption = None,
    output: FormatOption = "table",
) -> None:
    """What a list change, or an announcement, newly hits in past payments, and what it lets go.

    nostro lookback --source us_ofac_sdn --from 2024-09-18 --to 2024-09-20

    nostro lookback archive/ --announcement release.txt --published 2024-09-19
    """
    from nostro.screening import load_policy
    from nostro.screening.lookback import LookBack

    place = workspace_of(workspace)
    if announcement and not (source or before or after):
        change = _announced(place, announcement, published, entities or [], regime)
    elif source and before and after and not announcement:
        change = _list_change(place, (source, before, after), entities or [], regime)
    else:
        raise UsageError("give --source, --from and --to, or --announcement and --published")
    looking = LookBack(change, load_policy(policy))
    asked = _Asked(place, payments or [], customers)
    alerts = list(asked.answers(looking))
    problems = asked.finish()
    print_rows(
        alerts,
        output,
        columns=_COLUMNS,
        empty=f"The change hits nothing new in {asked.describe()}.",
    )
    say(f"{_counted(alerts)} in {asked.describe()}; {_known(looking)}")
    exit_with(problems=problems, hit=fail_on_hit and bool(alerts))


def _counted(alerts: "list[ChangedAlert]") -> str:
    counts = Counter(alert.change for alert in alerts)
    return (
        f"{counts['new']:,} new hits, {counts['changed']:,} changed and "
        f"{counts['reopened']:,} reopened"
    )


def _known(looking: "LookBack") -> str:
    return f"{sum(looking.known.values()):,} hits on changed entries stood before"


class _Asked:
    """What is looked back over: payments given, or else the indexed past; and customers."""

    def __init__(self, place: Workspace, payments: list[Path], customers: Path | None) -> None:
        from nostro.screening.past.store import PastStore

        store = PastStore(place.past)
        self._reader = ItemReader(payments)
        self._customers = CustomerReader(customers) if customers else None
        self._store = None if payments else store
        self._records = [] if payments else store.records()
        if not (payments or customers or self._records):
            raise UsageError(
                "give past payments, or index them once: nostro past add PATH; or give --customers"
            )

    def answers(self, looking: "LookBack") -> "Iterator[ChangedAlert]":
        """What the change does, the payments first."""
        if self._store:
            yield from looking.over_past(self._store.segments())
        else:
            yield from looking.over(self._reader)
        if self._customers:
            yield from looking.over_customers(self._customers, str(self._customers.path))

    def finish(self) -> bool:
        """Say what could not be read; true where there was something."""
        problems = self._reader.finish()
        return (self._customers.finish() if self._customers else False) or problems

    def describe(self) -> str:
        """`150 payments, 2 notices, 1 problem`, or the like of the past."""
        parts = []
        if self._records:
            payments = sum(record.payments for record in self._records)
            notices = sum(record.notices for record in self._records)
            parts.append(f"{payments:,} payments and {notices:,} notices of the past")
        elif not self._store:
            parts.append(self._reader.describe())
        if self._customers:
            parts.append(self._customers.describe())
        return ", ".join(parts)


def _list_change(
    place: Workspace, versions: tuple[str, str, str], entities: list[Path], regime: Any
) -> "ListChange":
    from nostro.lists.versions import VersionStore
    from nostro.screening.change import list_change

    source, before, after = versions
    store = VersionStore(place.lists)
    old, new = store.find(source, before), store.find(source, after)
    others = [
        entity
        for version in store.in_force(as_of=new.published)
        if version.source != source
        for entity in store.entities(version)
    ]
    listed = [*others, *store.entities(old)], [*others, *store.entities(new)]
    return _with_owned(list_change(store, old, new), listed, entities, regime, new.published)


def _announced(
    place: Workspace, path: Path, published: str | None, entities: list[Path], regime: Any
) -> "ListChange":
    from nostro.cli.announce import read_file
    from nostro.screening.change import announced_change
    from nostro.screening.watchlist import open_watchlist

    day = parse_day(published, "--published")
    if day is None:
        raise UsageError("--announcement needs --published DATE")
    text, announcement = read_file(path, day)
    watchlist = open_watchlist(place, as_of=day)
    change = announced_change(announcement, text, watchlist, published=day)
    before = watchlist.listed_entities
    touched = {entity.id for entity in (*change.before, *change.after)}
    after = [*(entity for entity in before if entity.id not in touched), *change.after]
    return _with_owned(change, (before, after), entities, regime, day)


def _with_owned(
    change: "ListChange",
    listed: "tuple[list[Entity], list[Entity]]",
    entities: list[Path],
    regime: Any,
    day: date,
) -> "ListChange":
    """The change with what follows from it by the links of the lists, and those of the files."""
    from nostro.model.entities import read_entities
    from nostro.screening.newly_owned import with_owned

    companies = [entity for path in entities for entity in read_entities(path)]
    return with_owned(change, *listed, companies, regime=regime, as_of=day)


def past_add(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(help="Messages and payments tables: files, folders."),
    ] = None,
    workspace: WorkspaceOption = None,
    output: FormatOption = "table",
) -> None:
    """Payments added to the indexed past; files that it holds already are passed over.

    nostro past add archive/

    Without PATHS, what another version of the program indexed is indexed anew.
    """
    from nostro.screening.past.store import PastStore

    store = PastStore(workspace_of(workspace).past)
    added = store.add(paths or [], added_at=now())
    say_problems(added.problems)
    for path in added.known:
        say(f"{path} is in the past already")
    for segment in added.renewed:
        say(f"indexed {segment} anew")
    for merged in added.merged:
        say(f"merged {len(merged.replaces)} segments into {merged.segment}")
    new = [added.segment] if added.segment else []
    print_rows(new, output, columns=_SEGMENT_COLUMNS, empty="Nothing new was added.")
    exit_with(problems=bool(added.problems))


def past_status(workspace: WorkspaceOption = None, output: FormatOption = "table") -> None:
    """What the indexed past holds: its segments, with counts, dates and size.

    nostro past status
    """
    from nostro.screening.past.store import PastStore

    records = PastStore(workspace_of(workspace).past).records()
    print_rows(
        records,
        output,
        columns=_SEGMENT_COLUMNS,
        empty="No past is indexed; start with `nostro past add PATH`.",
    )
    payments = sum(record.payments for record in records)
    size = sum(record.bytes for record in records)
    say(f"{len(records):,} segments, {payments:,} payments, {size / 1e6:,.1f} MB")


_SEGMENT_COLUMNS = {
    "segment": lambda record: record.segment,
    "payments": lambda record: f"{record.payments:,}",
    "notices": lambda record: f"{record.notices:,}",
    "problems": lambda record: f"{record.problems:,}",
    "from": lambda record: record.first_booked_at and f"{record.first_booked_at:%Y-%m-%d}",
    "to": lambda record: record.last_booked_at and f"{record.last_booked_at:%Y-%m-%d}",
    "files": lambda record: f"{len(record.files):,}",
    "MB": lambda record: f"{record.bytes / 1e6:,.1f}",
    "added": lambda record: f"{record.added_at:%Y-%m-%d %H:%M}",
    "merged of": lambda record: f"{len(record.replaces):,}" if len(record.replaces) > 1 else None,
}
