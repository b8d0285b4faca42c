"""What the template shows of a report, sorted and counted: verdict, figures, tables, timeline."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import Any, NamedTuple

from nostro.cases.report_network import ranked
from nostro.cases.report_records import LookBackTarget, Report
from nostro.cases.report_text import count, day, field_words, joined
from nostro.cases.report_timeline import Event, Lane
from nostro.model.alerts import Decision
from nostro.model.payments import Payment

__all__ = [
    "MOST_FINDINGS",
    "Figure",
    "FindingCard",
    "Piece",
    "TargetRow",
    "cell",
    "events",
    "figures",
    "finding_cards",
    "lanes",
    "pieces",
    "targets",
    "verdict",
]

MOST_FINDINGS = 25
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


class Figure(NamedTuple):
    """One number of the header; `tone` is the decision or state it speaks of."""

    label: str
    value: str
    note: str
    tone: str


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
