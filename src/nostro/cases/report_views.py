"""What the template shows of a report, sorted and counted: verdict, figures, tables, timeline."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from nostro.cases.report_network import ranked
from nostro.cases.report_records import LookBackTarget, Original, Report
from nostro.cases.report_text import count, day, field_words, joined
from nostro.cases.report_timeline import Event, Lane
from nostro.model.alerts import Alert, Decision, strongest
from nostro.model.payments import Payment

__all__ = [
    "MOST_ALERTS",
    "MOST_FINDINGS",
    "MOST_OPEN",
    "AlertGroup",
    "Figure",
    "FindingCard",
    "Hit",
    "Message",
    "Piece",
    "ReasonCount",
    "TargetRow",
    "alert_groups",
    "cell",
    "events",
    "figures",
    "finding_cards",
    "lanes",
    "pieces",
    "reasons",
    "shown_alerts",
    "targets",
    "verdict",
]

MOST_ALERTS = 200
MOST_FINDINGS = 25
# More messages of one decision than this are folded away, one click off.
MOST_OPEN = 12
MOST_PAYMENTS = 40
_DECISIONS: tuple[Decision, ...] = ("block", "reject", "review", "pass")
_DONE: dict[Decision, str] = {
    "block": "to be blocked",
    "reject": "to be rejected",
    "review": "to be reviewed",
}
_NOTES: dict[Decision, str] = {
    "block": "freeze and report",
    "reject": "return, do not freeze",
    "review": "a person decides",
}
_MOST_LANES = 12
_OF_EACH_REASON = 5


class Figure(NamedTuple):
    """One number of the header; `tone` is the decision or state it speaks of."""

    label: str
    value: str
    note: str
    tone: str


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


def verdict(report: Report) -> str:
    """What came of it, in one sentence."""
    summary = report.screening
    decided = [
        f"{number:,} {'is' if number == 1 else 'are'} {words}"
        for decision, words in _DONE.items()
        if (number := summary.decisions.get(decision, 0))
    ]
    read = count(summary.messages, "message")
    parts = [f"Of {read}, {joined(decided)}"] if decided else [f"Nothing to stop in {read}"]
    if not summary.messages:
        parts = ["No message was read"]
    if report.look_back:
        parts.append(f"the change newly hits {count(_newly_hit(report), 'past payment')}")
    if report.findings:
        parts.append(f"the network scan has {count(len(report.findings), 'finding')}")
    failed = sum(not check.passed for check in report.checks)
    if failed:
        parts.append(f"{count(failed, 'check')} failed")
    return "; ".join(parts) + "."


def figures(report: Report) -> list[Figure]:
    """The numbers of the header, those of what the run did not do left out."""
    summary, decided = report.screening, report.screening.decisions
    read = f"{count(summary.payments, 'payment')}, {count(summary.notices, 'notice')}"
    found = [Figure("Messages read", f"{summary.messages:,}", read, "plain")]
    for decision, note in _NOTES.items():
        if decision != "reject" or decided.get(decision):
            number = f"{decided.get(decision, 0):,}"
            found.append(Figure(decision.capitalize(), number, note, decision))
    if report.look_back:
        hit = f"{_newly_hit(report):,}"
        found.append(Figure("Newly hit", hit, "past payments, by the change", "plain"))
    if report.findings:
        kinds = count(len({finding["typology"] for finding in report.findings}), "typology")
        found.append(Figure("Findings", f"{len(report.findings):,}", kinds, "plain"))
    if report.checks:
        passed = sum(check.passed for check in report.checks)
        tone = "pass" if passed == len(report.checks) else "block"
        found.append(Figure("Checks", f"{passed} of {len(report.checks)}", "passed", tone))
    return found


def _newly_hit(report: Report) -> int:
    alerts = report.look_back.alerts if report.look_back else []
    return len({alert.payment_id for alert in alerts})


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


class TargetRow(NamedTuple):
    """A changed entry with the number of alerts it newly raises."""

    target: LookBackTarget
    newly_hit: int


def targets(report: Report) -> list[TargetRow]:
    """The changed entries, in their order, with what the look-back newly hits for each."""
    if report.look_back is None:
        return []
    hits = Counter(alert.entity_id for alert in report.look_back.alerts)
    return [TargetRow(target, hits[target.entity_id]) for target in report.look_back.targets]


class FindingCard(NamedTuple):
    """A finding with its payments; `more` counts those that are not shown."""

    finding: dict[str, Any]
    title: str
    payments: list[Payment]
    more: int


def finding_cards(report: Report) -> list[FindingCard]:
    """The strongest findings, each with its first payments."""
    cards = []
    for finding in ranked(report.findings)[:MOST_FINDINGS]:
        known = [report.payments[key] for key in finding["payment_ids"] if key in report.payments]
        shown = sorted(known, key=lambda payment: (payment.booked_at, payment.payment_id))
        more = len(finding["payment_ids"]) - len(shown[:MOST_PAYMENTS])
        title = field_words(finding["typology"])
        cards.append(FindingCard(finding, title, shown[:MOST_PAYMENTS], more))
    return cards


def lanes(report: Report) -> list[Lane]:
    """The payments of the findings by typology, and those newly hit by the entry that hits them."""
    days: dict[str, set[str]] = defaultdict(set)
    for finding in ranked(report.findings):
        days[f"Finding: {field_words(finding['typology'])}"].update(finding["payment_ids"])
    for alert in report.look_back.alerts if report.look_back else []:
        days[f"Newly hit: {alert.caption or alert.entity_id}"].add(alert.payment_id)
    rows = [
        Lane(
            label, [report.payments[key].booked_at.date() for key in keys if key in report.payments]
        )
        for label, keys in days.items()
    ]
    return [row for row in rows if row.days][:_MOST_LANES]


def events(report: Report) -> list[Event]:
    """The designation and the versions of the lists."""
    found = [
        Event(version.published, f"{version.source}, {day(version.published)}")
        for version in report.lists
    ]
    if report.designated_on:
        words = f"Designation, {day(report.designated_on)}"
        found.append(Event(report.designated_on, words, strong=True))
    return found


class Piece(NamedTuple):
    """A piece of evidence: the payment's words against the list's, and all else it says."""

    feature: str
    query: str
    candidate: str
    facts: list[str]


def pieces(evidence: Sequence[dict[str, Any]]) -> list[Piece]:
    """The evidence of an alert in words; keys other than those of names come as facts."""
    return [
        Piece(
            field_words(str(record.get("feature") or "evidence")),
            cell(record["query"]) if record.get("query") else "",
            cell(record.get("candidate")),
            [
                f"{str(key).replace('_', ' ')} {cell(value)}"
                for key, value in record.items()
                if key not in {"feature", "query", "candidate"}
            ],
        )
        for record in evidence
    ]


def cell(value: Any) -> str:
    """Any value of a record as a short text."""
    if value is None or value == "":
        return "–"
    if isinstance(value, float):
        return f"{value:.2f}"
    if isinstance(value, list | tuple | set):
        return ", ".join(cell(part) for part in value) or "–"
    if isinstance(value, dict):
        return "; ".join(f"{key}: {cell(part)}" for key, part in value.items()) or "–"
    return str(value)
