"""Screening: one payment or notice in, its alerts and its one decision out.

The result is a function of the index, the policy and the record alone, so a past decision can be
made again: the checks find, the policy decides.
"""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

import msgspec

from nostro._version import __version__
from nostro.matching import Index
from nostro.matching.listed import IndexedParty
from nostro.model.alerts import Alert, Decision, DecisionLine, Reason, strongest
from nostro.model.ids import short_id
from nostro.model.payments import Notice, Payment
from nostro.screening.checks import checks_of
from nostro.screening.hits import Hit
from nostro.screening.policy import Policy

__all__ = ["Screened", "Screener"]


class Screened(NamedTuple):
    """What screening says of one record."""

    line: DecisionLine
    alerts: list[Alert]


class Screener:
    """Screens records against one index under one policy.

    `list_versions` maps each source to the version that the index was built from; it stands in
    every alert.
    """

    def __init__(self, index: Index, policy: Policy, list_versions: dict[str, str]) -> None:
        self._index = index
        self._policy = policy
        self._list_versions = list_versions
        self._versions_key = msgspec.json.encode(list_versions, order="sorted")
        self._checks = checks_of(index, policy)

    def screen(self, item: Payment | Notice) -> Screened:
        """The alerts on one record, strongest first, and the one decision they lead to."""
        hits = (hit for check in self._checks for hit in check(item))
        alerts = {alert.alert_id: alert for alert in (self._alert(item, hit) for hit in hits)}
        ordered = sorted(alerts.values(), key=_rank)
        line = DecisionLine(
            payment_id=_id(item),
            source=item.source,
            decision=strongest([alert.decision for alert in ordered]),
            alert_ids=[alert.alert_id for alert in ordered],
        )
        return Screened(line, ordered)

    def screen_all(self, items: Iterable[Payment | Notice]) -> Iterator[Screened]:
        """Screen records one by one, in their order."""
        return map(self.screen, items)

    def _alert(self, item: Payment | Notice, hit: Hit) -> Alert:
        party = self._index.party(hit.entity_id) if hit.entity_id else None
        reason = _reason(hit, party)
        return Alert(
            alert_id=self._alert_id(item, hit, reason),
            payment_id=_id(item),
            source=item.source,
            field=hit.field,
            text=hit.text,
            span=hit.span,
            entity_id=hit.entity_id,
            caption=party.caption if party else hit.caption,
            datasets=party.datasets if party else [],
            programmes=party.programmes if party else [],
            score=hit.score,
            reason=reason,
            evidence=hit.evidence,
            related_payment_ids=hit.related_payment_ids,
            list_versions=self._list_versions,
            policy_hash=self._policy.hash,
            engine_version=__version__,
            decision=self._decide(hit, party),
        )

    def _decide(self, hit: Hit, party: IndexedParty | None) -> Decision:
        if party is None:
            return hit.rule.decision
        return self._policy.decide(
            hit.rule, score=hit.score, weak=hit.weak, datasets=party.datasets
        )

    def _alert_id(self, item: Payment | Notice, hit: Hit, reason: Reason) -> str:
        return short_id(
            "alert", _id(item), item.location, hit.field, hit.text, reason,
            hit.entity_id or repr(hit.span), self._versions_key, self._policy.hash, __version__,
        )  # fmt: skip


def _id(item: Payment | Notice) -> str:
    return item.payment_id if isinstance(item, Payment) else item.notice_id


def _rank(alert: Alert) -> tuple[int, float, str, str]:
    order = ("block", "reject", "review", "pass")
    return order.index(alert.decision), -alert.score, alert.field, alert.entity_id or ""


def _reason(hit: Hit, party: IndexedParty | None) -> Reason:
    """That of the rule; a party that is listed through its owners alone says so."""
    derived = party and any(dataset.startswith("derived:") for dataset in party.datasets)
    return "ownership" if derived else hit.rule.reason
