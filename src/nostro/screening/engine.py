"""Screening: one payment or notice in, its alerts and its one decision out.

The result is a function of the index, the policy and the record alone, so a past decision can be
made again. Distinct names are matched once: banks see the same parties all day.
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import Any, NamedTuple

import msgspec

from nostro._version import __version__
from nostro.matching import Index, Match
from nostro.model.alerts import Alert, Decision, DecisionLine, Reason, strongest
from nostro.model.ids import short_id
from nostro.model.payments import Notice, Payment
from nostro.screening.fields import field_values
from nostro.screening.geography import PlaceHit, find_countries, find_regions
from nostro.screening.policy import Policy, Rule

__all__ = ["Screened", "Screener"]

_CACHED_NAMES = 200_000


class Screened(NamedTuple):
    """What screening says of one record."""

    line: DecisionLine
    alerts: list[Alert]


class _Hit(msgspec.Struct, kw_only=True):
    """A hit before it is given its ids: who or what was found, where, and why."""

    field: str
    text: str
    span: tuple[int, int]
    reason: Reason
    score: float
    decision: Decision
    entity_id: str | None = None
    caption: str | None = None
    datasets: list[str] = []
    programmes: list[str] = []
    evidence: list[dict[str, Any]] = []


class Screener:
    """Screens records against one index under one policy.

    `list_versions` maps each source to the version that the index was built from; it stands in
    every alert.
    """

    def __init__(self, index: Index, policy: Policy, list_versions: dict[str, str]) -> None:
        self._index = index
        self._policy = policy
        self._list_versions = list_versions
        self._matches: dict[tuple[str, str | None], list[Match]] = {}
        self._parts: tuple[Callable[[Payment | Notice], Iterator[_Hit]], ...] = (
            self._names,
            self._codes,
            self._free_text,
            self._places,
        )

    def screen(self, item: Payment | Notice) -> Screened:
        """The alerts on one record, strongest first, and the one decision they lead to."""
        hits = [hit for part in self._parts for hit in part(item)]
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

    def _names(self, item: Payment | Notice) -> Iterator[_Hit]:
        rule = self._policy.rule.get("name")
        if rule is None:
            return
        for field, text in field_values(item, rule.fields):
            born = getattr(item, f"{field.partition('_')[0]}_birth_date", None)
            for match in self._match(text, born, rule.bar):
                yield self._party_hit(
                    rule,
                    field=field,
                    text=text,
                    span=match.query_span,
                    entity_id=match.entity_id,
                    score=match.score,
                    weak=match.weak,
                    evidence=[msgspec.to_builtins(piece) for piece in match.evidence],
                )

    def _match(self, text: str, born: str | None, bar: float) -> list[Match]:
        key = (text, born)
        if key not in self._matches:
            if len(self._matches) >= _CACHED_NAMES:
                self._matches.clear()
            query = {"name": text, "birth_date": born} if born else text
            self._matches[key] = self._index.match([query], limit=None, threshold=bar)[0]
        return self._matches[key]

    def _codes(self, item: Payment | Notice) -> Iterator[_Hit]:
        """BICs, clearing ids, accounts, registration numbers: equal after normalisation."""
        for reason in ("bic", "identifier", "account", "wallet"):
            rule = self._policy.rule.get(reason)
            for field, text in field_values(item, rule.fields if rule else ()):
                for found in self._index.find_identifier(text):
                    if rule and _code_reason(field, found.kind) == reason:
                        yield self._party_hit(
                            rule,
                            field=field,
                            text=text,
                            span=(0, len(text)),
                            entity_id=found.entity_id,
                            score=1.0,
                            evidence=[_exact(found.kind, text, found.value)],
                        )

    def _free_text(self, item: Payment | Notice) -> Iterator[_Hit]:
        rule = self._policy.rule.get("free_text")
        for field, text in field_values(item, rule.fields if rule else ()):
            for found in self._index.find_in_text(text, threshold=rule.bar if rule else 1.0):
                if rule:
                    yield self._party_hit(
                        rule,
                        field=field,
                        text=text,
                        span=found.span,
                        entity_id=found.entity_id,
                        score=found.score,
                        weak=found.weak,
                        evidence=[_exact("name_in_text", text[slice(*found.span)], found.name)],
                    )

    def _places(self, item: Payment | Notice) -> Iterator[_Hit]:
        on = item.booked_at.date() if isinstance(item, Payment) else date.max
        for place in find_countries(item, self._policy, on):
            yield _place_hit(self._policy.rule["country"], place)
        for place in find_regions(item, self._policy):
            yield _place_hit(self._policy.rule["region"], place)

    def _party_hit(
        self,
        rule: Rule,
        *,
        field: str,
        text: str,
        span: tuple[int, int],
        entity_id: str,
        score: float,
        evidence: list[dict[str, Any]],
        weak: bool = False,
    ) -> _Hit:
        party = self._index.party(entity_id)
        derived = any(dataset.startswith("derived:") for dataset in party.datasets)
        return _Hit(
            field=field,
            text=text,
            span=span,
            reason="ownership" if derived else rule.reason,
            score=score,
            decision=self._policy.decide(rule, score=score, weak=weak, datasets=party.datasets),
            entity_id=entity_id,
            caption=party.caption,
            datasets=party.datasets,
            programmes=party.programmes,
            evidence=evidence,
        )

    def _alert(self, item: Payment | Notice, hit: _Hit) -> Alert:
        versions = msgspec.json.encode(self._list_versions, order="sorted")
        alert_id = short_id(
            "alert", _id(item), item.location, hit.field, hit.text, hit.reason,
            hit.entity_id or repr(hit.span), versions, self._policy.hash, __version__,
        )  # fmt: skip
        return Alert(
            alert_id=alert_id,
            payment_id=_id(item),
            source=item.source,
            field=hit.field,
            text=hit.text,
            span=hit.span,
            entity_id=hit.entity_id,
            caption=hit.caption,
            datasets=hit.datasets,
            programmes=hit.programmes,
            score=hit.score,
            reason=hit.reason,
            evidence=hit.evidence,
            related_payment_ids=[],
            list_versions=self._list_versions,
            policy_hash=self._policy.hash,
            engine_version=__version__,
            decision=hit.decision,
        )


def _id(item: Payment | Notice) -> str:
    return item.payment_id if isinstance(item, Payment) else item.notice_id


def _rank(alert: Alert) -> tuple[int, float, str, str]:
    order = ("block", "reject", "review", "pass")
    return order.index(alert.decision), -alert.score, alert.field, alert.entity_id or ""


def _code_reason(field: str, kind: str) -> Reason:
    if kind in {"bic", "wallet"}:
        return kind  # type: ignore[return-value]  # both are reasons
    return "account" if field.endswith("_account") else "identifier"


def _exact(feature: str, query: str, candidate: str) -> dict[str, Any]:
    return {
        "feature": feature,
        "query": query,
        "candidate": candidate,
        "score": 1.0,
        "weight": 1.0,
    }


def _place_hit(rule: Rule, place: PlaceHit) -> _Hit:
    return _Hit(
        field=place.field,
        text=place.text,
        span=place.span,
        reason=rule.reason,
        score=1.0,
        decision=rule.decision,
        caption=place.name,
        evidence=[_exact(rule.reason, place.text[slice(*place.span)], place.code)],
    )
