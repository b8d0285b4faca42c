"""The report of `nostro screen`: the strongest alerts, with their messages as given."""

from collections import Counter, deque
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from nostro._version import __version__
from nostro.cases.report import InputFile, ListVersion, Report, ScreeningSummary, write_report
from nostro.cases.report_alerts import MOST_ALERTS, shown_alerts
from nostro.cases.report_originals import originals_of
from nostro.model.alerts import Alert, Decision
from nostro.model.ids import file_hash
from nostro.model.payments import Notice, Payment

if TYPE_CHECKING:
    from nostro.cli.screen import ItemReader
    from nostro.screening import Policy, Screened
    from nostro.screening.watchlist import Watchlist

__all__ = ["ReportWriter"]

_Item = Payment | Notice


class ReportWriter:
    """Follows a stream of records and what screening says of them, and keeps what a report shows.

    Of alerts the strongest are kept, a few hundred, with their records; all are counted.
    """

    def __init__(self, paths: Iterable[Path]) -> None:
        self._paths = list(paths)
        self._coming: deque[_Item] = deque()
        self._alerts: list[Alert] = []
        self._items: dict[str, _Item] = {}
        self._decisions: Counter[Decision] = Counter()
        self._reasons: Counter[str] = Counter()
        self._days: tuple[date, date] | None = None

    def passing(self, items: Iterable[_Item]) -> Iterator[_Item]:
        """The records, each remembered until what screening says of it comes."""
        for item in items:
            self._coming.append(item)
            yield item

    def add(self, screened: "Screened") -> None:
        """What screening says of the next record."""
        item = self._coming.popleft()
        self._decisions[screened.line.decision] += 1
        if isinstance(item, Payment):
            day = item.booked_at.date()
            first, last = self._days or (day, day)
            self._days = min(first, day), max(last, day)
        for alert in screened.alerts:
            self._reasons[alert.reason] += 1
            self._alerts.append(alert)
            self._items[alert.alert_id] = item
        if len(self._alerts) > 4 * MOST_ALERTS:
            self._prune()

    def _prune(self) -> None:
        self._alerts = shown_alerts(self._alerts)
        self._items = {alert.alert_id: self._items[alert.alert_id] for alert in self._alerts}

    def write(
        self, path: Path, reader: "ItemReader", policy: "Policy", watchlist: "Watchlist"
    ) -> None:
        """Write the report. Raises OSError where that cannot be done."""
        self._prune()
        items = list({id(item): item for item in self._items.values()}.values())
        payments = {item.payment_id: item for item in items if isinstance(item, Payment)}
        given = originals_of(self._alerts, [*items, *self._earlier()])
        first, last = self._days or (None, None)
        report = Report(
            title=f"Screening of {', '.join(path.name for path in self._paths)}",
            engine_version=__version__,
            policy_hash=policy.hash,
            payments_from=first,
            payments_to=last,
            lists=list(_lists(watchlist)),
            screening=self._summary(reader),
            alerts=self._alerts,
            originals=given,
            scanned=False,
            payments=payments,
            problems=reader.problems,
            inputs=[InputFile(name=file.name, content_hash=file_hash(file))
                    for file in self._paths if file.is_file()],
        )  # fmt: skip
        path.parent.mkdir(parents=True, exist_ok=True)
        write_report(report, path)

    def _earlier(self) -> list[_Item]:
        """The payments that alerts are related to; they are read again, since few have alerts."""
        from nostro.cli.screen import ItemReader

        wanted = {key for alert in self._alerts for key in alert.related_payment_ids}
        items = ItemReader(self._paths) if wanted else ()
        return [item for item in items if isinstance(item, Payment) and item.payment_id in wanted]

    def _summary(self, reader: "ItemReader") -> ScreeningSummary:
        return ScreeningSummary(
            messages=reader.payments + reader.notices + reader.problem_count,
            payments=reader.payments,
            notices=reader.notices,
            problems=reader.problem_count,
            decisions=dict(self._decisions),
            reasons=dict(self._reasons),
        )


def _lists(watchlist: "Watchlist") -> Iterator[ListVersion]:
    for version in watchlist.in_force:
        yield ListVersion(
            source=version.source,
            title=version.title,
            published=version.published,
            entities=version.parties,
            content_hash=version.content_hash,
        )
