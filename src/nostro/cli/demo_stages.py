"""The stages of the demonstration: each takes what stands before it and returns what it found."""

from collections.abc import Iterable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import msgspec

from nostro.cases.report_alerts import shown_alerts
from nostro.cases.report_originals import originals_of
from nostro.cases.report_records import Original
from nostro.cli.announce import announcement_record, keep_drafts, read_file
from nostro.cli.screen import ItemReader
from nostro.lists.versions import Version, VersionStore
from nostro.model.alerts import Alert, DecisionLine
from nostro.model.entities import read_entities, write_entities
from nostro.model.errors import NostroError
from nostro.model.payments import Notice, Payment
from nostro.model.problems import Problem
from nostro.model.settings import Workspace
from nostro.network import Finding, scan
from nostro.ownership import OwnershipAnswer, derived_entities, solve
from nostro.payments.table import write_table
from nostro.sample import SAMPLE
from nostro.screening import LookBack, Screener, load_policy
from nostro.screening.change import ListChange, announced_change, list_change
from nostro.screening.earlier import EarlierPayments
from nostro.screening.watchlist import open_watchlist
from nostro.simulate import generate_payments

__all__ = [
    "ANNOUNCED",
    "DAY_AFTER",
    "DAY_BEFORE",
    "Announced",
    "DemoRun",
    "LookedBack",
    "ScreenedAll",
    "announce",
    "import_lists",
    "in_originals",
    "look_back_twice",
    "own",
    "read_items",
    "scan_network",
    "screen_all",
]

DAY_BEFORE = date(2024, 9, 18)
ANNOUNCED = date(2024, 9, 19)
DAY_AFTER = date(2024, 9, 20)
_OFAC = "us_ofac_sdn"
_ROWS = 20_000
_SEED = 20240919
# When the sample was made; a real import takes the clock.
_IMPORTED_AT = datetime(2024, 9, 20, 18, tzinfo=UTC)


class Announced(msgspec.Struct, kw_only=True):
    """The announcement, read and linked against the lists of the day before."""

    record: dict[str, Any]
    change: ListChange
    text: str


class ScreenedAll(msgspec.Struct, kw_only=True):
    """Every decision and every alert on the payments given."""

    lines: list[DecisionLine]
    alerts: list[Alert]
    before: list[Alert]


class LookedBack(msgspec.Struct, kw_only=True):
    """What the announcement newly hits, and what the list of the day after does."""

    announced: list[Alert]
    known: dict[str, int]
    listed: list[Alert]


class DemoRun(msgspec.Struct, kw_only=True):
    """All that one run read and found."""

    versions: list[Version]
    announced: Announced
    ownership: list[OwnershipAnswer]
    items: list[Payment | Notice]
    problems: list[Problem]
    screened: ScreenedAll
    looked_back: LookedBack
    findings: list[Finding]
    originals: dict[str, list[Original]]


def import_lists(place: Workspace) -> list[Version]:
    """Import the sample lists. Raises NostroError where the workspace holds other ones."""
    store = VersionStore(place.lists)
    if any(version.imported_at != _IMPORTED_AT for version in _versions(store)):
        raise NostroError(
            f"{place.root} holds lists of its own, and the sample would stand beside them; "
            "give the demo a workspace: nostro demo --workspace DIR"
        )
    for name, published in (
        ("ofac-2024-09-18", DAY_BEFORE),
        ("ofac-2024-09-20", DAY_AFTER),
        ("un", None),
    ):
        store.import_files([SAMPLE / "lists" / name], imported_at=_IMPORTED_AT, published=published)
    _ = open_watchlist(place).index
    return _versions(store)


def _versions(store: VersionStore) -> list[Version]:
    return [version for source in store.sources() for version in store.versions(source)]


def announce(place: Workspace) -> Announced:
    """Read the announcement, put its drafts on record, link them to the day before."""
    text, announcement = read_file(SAMPLE / "announcement.txt", ANNOUNCED)
    keep_drafts(place, announcement, text, ANNOUNCED)
    return Announced(
        record=announcement_record(announcement, text, ANNOUNCED, place),
        change=announced_change(
            announcement,
            text,
            open_watchlist(place, as_of=DAY_BEFORE),
            published=ANNOUNCED,
        ),
        text=text,
    )


def own(place: Workspace) -> list[OwnershipAnswer]:
    """Who is blocked through owners, as of the day after; the derived ones are screened too."""
    listed = open_watchlist(place, as_of=DAY_AFTER).listed
    companies = list(read_entities(SAMPLE / "ownership.ftm.json"))
    everyone = [*companies, *(party.entity for party in listed.values())]
    answers = solve(everyone, list(listed), regime="ofac", as_of=DAY_AFTER)
    place.derived.mkdir(parents=True, exist_ok=True)
    write_entities(derived_entities(answers, everyone), place.derived / "ownership-ofac.ftm.json")
    return answers


def read_items(out: Path) -> tuple[list[Payment | Notice], list[Problem]]:
    """The bundled messages, and a generated table that goes through a Parquet file."""
    table = out / "payments.parquet"
    write_table(generate_payments(_SEED, _ROWS), table)
    reader = ItemReader([SAMPLE / "messages", table])
    items = [_unlocated(item) for item in reader]
    return items, reader.problems


def _unlocated(item: Payment | Notice) -> Payment | Notice:
    """The file's name without its folder: the demo's output is the same on every machine."""
    return msgspec.structs.replace(item, source=Path(item.source).name)


def screen_all(place: Workspace, items: Iterable[Payment | Notice]) -> ScreenedAll:
    """Screen everything with what stands now, and with the lists of the day before."""
    policy = load_policy()
    now, then = open_watchlist(place), open_watchlist(place, as_of=DAY_BEFORE)
    after = Screener(now.index, policy, now.versions, EarlierPayments())
    before = Screener(then.index, policy, then.versions)
    lines: list[DecisionLine] = []
    alerts: list[Alert] = []
    earlier: list[Alert] = []
    for item in items:
        screened = after.screen(item)
        lines.append(screened.line)
        alerts += screened.alerts
        earlier += before.screen(item).alerts
    return ScreenedAll(lines=lines, alerts=alerts, before=earlier)


def look_back_twice(
    place: Workspace, announced: ListChange, items: list[Payment | Notice]
) -> LookedBack:
    """Look back over the announcement, and over the list that followed it."""
    store = VersionStore(place.lists)
    listed = list_change(
        store, store.find(_OFAC, str(DAY_BEFORE)), store.find(_OFAC, str(DAY_AFTER))
    )
    over_announcement = LookBack(announced, load_policy())
    return LookedBack(
        announced=_newly_hit(over_announcement, items),
        known=over_announcement.known,
        listed=_newly_hit(LookBack(listed, load_policy()), items),
    )


def _newly_hit(looking: LookBack, items: list[Payment | Notice]) -> list[Alert]:
    """What a change hits, without what it lets go."""
    return [alert for alert in looking.over(items) if alert.change != "reopened"]


def scan_network(place: Workspace, items: list[Payment | Notice]) -> list[Finding]:
    """Findings over all payments, with all that stands now."""
    payments = [item for item in items if isinstance(item, Payment)]
    return list(scan(payments, None, open_watchlist(place).entities))


def in_originals(
    screened: ScreenedAll, looked_back: LookedBack, items: list[Payment | Notice]
) -> dict[str, list[Original]]:
    """The messages of the alerts that the report shows, with the words that were found marked."""
    shown = shown_alerts(screened.alerts) + shown_alerts(looked_back.announced)
    return originals_of(shown, items, lambda name: SAMPLE / "messages" / name)
