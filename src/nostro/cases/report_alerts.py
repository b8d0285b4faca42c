"""The alerts of a report by message, and messages by the one decision on them."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from nostro.cases.report_records import Original, Report
from nostro.model.alerts import Alert, Decision, strongest
from nostro.model.payments import Payment

__all__ = [
    "MOST_ALERTS",
    "MOST_OPEN",
    "AlertGroup",
    "Hit",
    "Message",
    "ReasonCount",
    "alert_groups",
    "reasons",
    "shown_alerts",
]

MOST_ALERTS = 200
# More messages of one decision than this are folded away, one click off.
MOST_OPEN = 12
_OF_EACH_REASON = 5
_DECISIONS: tuple[Decision, ...] = ("block", "reject", "review", "pass")


class Hit(NamedTuple):
    """The strongest alert on one party or place, and the fields where it was found besides."""

    alert: Alert
    also: list[Alert]


class Message(NamedTuple):
    """One message with its alerts; the payment is None for a notice, or where it is not given.

    `originals` are those of a report.
    """

    payment_id: str
    payment: Payment | None
    alerts: list[Alert]
    originals: dict[str, list[Original]]

    @property
    def hits(self) -> list[Hit]:
        """The alerts by the party or place that they name, in their order."""
        found: dict[str, list[Alert]] = defaultdict(list)
        for alert in self.alerts:
            found[alert.entity_id or f"{alert.reason} {alert.caption}"].append(alert)
        return [Hit(first, also) for first, *also in found.values()]

    @property
    def numbered(self) -> list[tuple[int, list[Original]]]:
        """The originals of each alert, with the number of its hit."""
        return [
            (number, self.originals.get(alert.alert_id, []))
            for number, hit in enumerate(self.hits, 1)
            for alert in (hit.alert, *hit.also)
        ]


class ReasonCount(NamedTuple):
    """How many alerts have a reason, and the strongest of them, where it is shown."""

    reason: str
    number: int
    first: str | None


class AlertGroup(NamedTuple):
    """The messages that got one decision, the strongest alert first."""

    decision: Decision
    messages: list[Message]


def reasons(report: Report) -> list[ReasonCount]:
    """The reasons of the alerts, the most frequent first."""
    shown: dict[str, str] = {
        alert.reason: alert.alert_id for alert in reversed(shown_alerts(report.alerts))
    }
    held: dict[str, int] = Counter(alert.reason for alert in report.alerts)
    counted = report.screening.reasons or held
    ordered = sorted(counted.items(), key=lambda item: (-item[1], item[0]))
    return [ReasonCount(reason, number, shown.get(reason)) for reason, number in ordered]


def shown_alerts(alerts: Iterable[Alert]) -> list[Alert]:
    """At most `MOST_ALERTS`: some of each reason, then the strongest."""
    ranked_alerts = sorted(alerts, key=_rank)
    seen: Counter[str] = Counter()
    first: list[Alert] = []
    rest: list[Alert] = []
    for alert in ranked_alerts:
        (first if seen[alert.reason] < _OF_EACH_REASON else rest).append(alert)
        seen[alert.reason] += 1
    return sorted((first + rest)[:MOST_ALERTS], key=_rank)


def alert_groups(alerts: Iterable[Alert], report: Report) -> list[AlertGroup]:
    """The alerts that are shown by message, and messages by the one decision they lead to."""
    by_message: dict[str, list[Alert]] = defaultdict(list)
    for alert in shown_alerts(alerts):
        by_message[alert.payment_id].append(alert)
    groups: dict[Decision, list[Message]] = {decision: [] for decision in _DECISIONS}
    for payment_id, own in by_message.items():
        decision = strongest([alert.decision for alert in own])
        payment = report.payments.get(payment_id)
        groups[decision].append(Message(payment_id, payment, own, report.originals))
    return [AlertGroup(decision, found) for decision, found in groups.items() if found]


def _rank(alert: Alert) -> tuple[int, float, str, str, str]:
    place = _DECISIONS.index(alert.decision)
    return place, -alert.score, alert.payment_id, alert.field, alert.alert_id
