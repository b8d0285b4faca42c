"""What the demonstration asserts about itself: the run fails where one of these does."""

from collections import Counter
from collections.abc import Iterable

from nostro.announcements.drafts import reconcile_record
from nostro.cases.report import Check, Original
from nostro.cli.demo_stages import Announced, DemoRun, LookedBack, ScreenedAll
from nostro.model.alerts import Alert
from nostro.model.payments import Notice, Payment
from nostro.network import Finding
from nostro.ownership import OwnershipAnswer
from nostro.screening import load_policy

__all__ = ["check_run"]

_NEW = {
    "ofac-50604": "MRB Bank",
    "ofac-50607": "Stroytreyd",
    "ofac-50610": "Timer Bank",
    "ofac-50603": "Nikulin",
}
_LISTED_BEFORE = {"ofac-22488": "TSMRBANK", "ofac-24026": "RFC Bank"}


def check_run(run: DemoRun) -> list[Check]:
    """Each claim of the demonstration, tested on what the run computed."""
    reconciliation = reconcile_record(run.announced.record)
    return [
        Check(
            name="The drafts reconcile with the stated counts",
            passed=reconciliation.reconciles,
            detail=reconciliation.describe(),
        ),
        _every_message_decided(run.items, run.screened),
        *_newly_hit(run.announced, run.looked_back),
        *_only_additions(run.announced, run.screened, run.looked_back),
        _law(run.screened, run.looked_back),
        *_ownership(run.ownership),
        _scheme(run.findings),
        _reasons(run),
    ]


def _every_message_decided(items: list[Payment | Notice], screened: ScreenedAll) -> Check:
    decided = len(screened.lines)
    return Check(
        name="Every message has one decision",
        passed=decided == len(items),
        detail=f"{len(items):,} read, {decided:,} decided",
    )


def _newly_hit(announced: Announced, looked_back: LookedBack) -> Iterable[Check]:
    hits = Counter(_payments_by_entity(looked_back.listed))
    drafts = [item for item in announced.change.drafts if item.state == "new"]
    for entity_id, name in _NEW.items():
        draft = next(
            (d for d in drafts if name.casefold() in d.draft.entity.name().casefold()), None
        )
        dry = _payments_of(looked_back.announced, draft.draft.entity.id) if draft else set()
        listed = _payments_of(looked_back.listed, entity_id)
        yield Check(
            name=f"{name} is newly hit",
            passed=bool(dry) and bool(listed) and hits[entity_id] > 0,
            detail=f"{len(dry)} payments by the announcement, {len(listed)} by the list",
        )


def _only_additions(
    announced: Announced, screened: ScreenedAll, looked_back: LookedBack
) -> Iterable[Check]:
    """An entry that stood before is newly hit only where screening did not hit it before."""
    adds = {item.entity_id: item.adds for item in announced.change.drafts if item.entity_id}
    for entity_id, name in _LISTED_BEFORE.items():
        ids = {entity_id, *(item.draft.entity.id for item in announced.change.drafts
                            if item.entity_id == entity_id)}  # fmt: skip
        new = [alert for alert in looked_back.announced if alert.entity_id in ids]
        before = {_place(alert) for alert in screened.before if alert.entity_id == entity_id}
        repeated = [alert for alert in new if _place(alert) in before]
        added = sorted(value for values in adds.get(entity_id, {}).values() for value in values)
        yield Check(
            name=f"{name}, listed already, is hit anew only by what the announcement adds",
            passed=bool(before) and not repeated and entity_id in adds,
            detail=f"{len(new)} new hits and {len(before)} that stood; adds {', '.join(added)}",
        )


def _law(screened: ScreenedAll, looked_back: LookedBack) -> Check:
    """Look-back over a change equals screening after it less screening before it."""
    sides = [
        {_place(alert) for alert in alerts if (alert.entity_id or "").startswith("ofac-")}
        for alerts in (screened.alerts, screened.before)
    ]
    difference = sides[0] - sides[1]
    found = {_place(alert) for alert in looked_back.listed}
    return Check(
        name="Look-back equals screening after less screening before",
        passed=found == difference,
        detail=f"{len(found)} hits by look-back, {len(difference)} by the difference",
    )


def _ownership(answers: list[OwnershipAnswer]) -> Iterable[Check]:
    blocked = [answer for answer in answers if answer.blocked]
    near = [answer for answer in answers if not answer.blocked and answer.share_percent == 49]
    for name, found in (
        ("A company is blocked only through its owners", blocked),
        ("A company held at 49 % is not blocked", near),
    ):
        named = ", ".join(f"{answer.caption} ({answer.share_percent} %)" for answer in found)
        yield Check(name=name, passed=bool(found), detail=named)


def _scheme(findings: list[Finding]) -> Check:
    best = next((finding for finding in findings if finding.typology == "cutout_relay"), None)
    return Check(
        name="The scheme is found with its path of payments",
        passed=best is not None and len(best.payment_ids) >= 3,
        detail=best.explanation if best else "no cut-out relay found",
    )


def _reasons(run: DemoRun) -> Check:
    """Each reason of the policy is met in a message, and its words are marked in it."""
    marked = Counter(
        alert.reason
        for alert in run.screened.alerts
        if _is_marked(alert, run.originals.get(alert.alert_id, []))
    )
    missing = [rule.reason for rule in load_policy().rules if not marked[rule.reason]]
    told = ", ".join(f"{reason} {number}" for reason, number in sorted(marked.items()))
    return Check(
        name="A hit of each reason is marked in a message as given",
        passed=not missing,
        detail=told + (f"; none of {', '.join(missing)}" if missing else ""),
    )


def _is_marked(alert: Alert, originals: list[Original]) -> bool:
    """Whether the words marked in a message are those of the alert, but for what parts them.

    Of a payment that came again both messages have to be there, with what differs.
    """
    messages = [original for original in originals if original.format != "row"]
    if not messages:
        return False
    if alert.related_payment_ids:
        return len(messages) > 1 and all(message.marks for message in messages)
    marked = "".join(messages[0].text[slice(*mark)] for mark in messages[0].marks)
    words = alert.text[slice(*alert.span)]
    return bool(marked) and _letters(marked) == _letters(words)


def _letters(text: str) -> str:
    return "".join(letter for letter in text.casefold() if letter.isalnum())


def _payments_by_entity(alerts: Iterable[Alert]) -> Iterable[str]:
    seen = {(alert.entity_id or "", alert.payment_id) for alert in alerts}
    return (entity_id for entity_id, _ in seen)


def _payments_of(alerts: Iterable[Alert], entity_id: str) -> set[str]:
    return {alert.payment_id for alert in alerts if alert.entity_id == entity_id}


def _place(alert: Alert) -> tuple[str, str, str | None, str, str]:
    return alert.payment_id, alert.field, alert.entity_id, alert.reason, alert.decision
