"""Screening: one payment or notice in, its alerts and its one decision out.

The result is a function of the index, the policy and the record alone, so a past decision can be
made again: the checks find, the policy decides. Records are looked at a chunk at a time, since
the distinct names of many cost less than those of each; the answers are those of one by one.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any, NamedTuple

import msgspec

from nostro._version import __version__
from nostro.matching import Index
from nostro.matching.listed import IndexedParty
from nostro.model.alerts import Alert, DecisionLine, strongest
from nostro.model.ids import short_id
from nostro.model.payments import Notice, Payment
from nostro.screening.checks import Check, checks_of
from nostro.screening.checks.stripping import StrippingCheck
from nostro.screening.decision import decide, reason_of
from nostro.screening.earlier import EarlierPayments
from nostro.screening.finders import Answer, Finders, Question, question
from nostro.screening.hits import Hit
from nostro.screening.policy import Policy
from nostro.screening.values import Chunk, Given, LoneValues

__all__ = ["CHUNK", "Screened", "Screener", "chunks"]

CHUNK = 1_000


class Screened(NamedTuple):
    """What screening says of one record."""

    line: DecisionLine
    alerts: list[Alert]


class Screener:
    """Screens records against one index under one policy.

    `list_versions` maps each source to the version that the index was built from; it stands in
    every alert. With a store of `earlier` payments each is compared with those before it.
    """

    def __init__(
        self,
        index: Index,
        policy: Policy,
        list_versions: dict[str, str],
        earlier: EarlierPayments | None = None,
    ) -> None:
        self._index = index
        self._policy = policy
        self._list_versions = list_versions
        self._versions_key = msgspec.json.encode(list_versions, order="sorted")
        checks = checks_of(index, policy)
        self._checks = [check for check in checks if not _needs_history(check)]
        self._beside = [check for check in self._checks if not hasattr(check, "lone_values")]
        self._lone_values = [
            lone for check in self._checks if hasattr(check, "lone_values")
            for lone in check.lone_values()
        ]  # fmt: skip
        self._values = LoneValues(self._lone_values)
        self._later: list[Any] = [check for check in checks if _needs_history(check)]
        if earlier is not None:
            self._later.append(StrippingCheck(policy, earlier))

    def screen(self, item: Payment | Notice) -> Screened:
        """The alerts on one record, strongest first, and the one decision they lead to."""
        return self.decide(item, self.find([item])[0])

    def screen_all(
        self, items: Iterable[Payment | Notice], finders: Finders | None = None
    ) -> Iterator[Screened]:
        """Screen records in their order, a chunk at a time.

        `finders` are processes that look at chunks beside this one; the answers are the same.
        """
        values = LoneValues(self._lone_values)
        given = map(values.take, chunks(items))
        asked = finders.answers(self.ask, given) if finders else self._answers(given)
        for some, answer in asked:
            hits = self._hits(some, answer, values)
            yield from map(self.decide, some.chunk, hits)

    def _answers(self, given: Iterable[Given]) -> Iterator[tuple[Given, Answer]]:
        return ((some, self.ask(question(some))) for some in given)

    def ask(self, asked: Question) -> Answer:
        """The values that may give a hit, and the hits on records that are looked at whole."""
        return Answer(self._values.loud(asked.values), self.find(asked.records()))

    def _hits(self, given: Given, answer: Answer, values: LoneValues) -> list[list[Hit]]:
        """The hits on each record of a chunk."""
        loud = values.hear(given, answer.loud)
        here = self.find([given.chunk[place] for place in loud])
        hits = dict(zip(given.whole, answer.hits, strict=True)) | dict(zip(loud, here, strict=True))
        return [
            hits[place] if place in hits else self._found(item, self._beside)
            for place, item in enumerate(given.chunk)
        ]

    def find(self, items: Sequence[Payment | Notice]) -> list[list[Hit]]:
        """The hits on each of some records, as far as they depend on the record alone."""
        for check in self._checks:
            if prepare := getattr(check, "prepare", None):
                prepare(items)
        return [self._found(item, self._checks) for item in items]

    def decide(self, item: Payment | Notice, hits: list[Hit]) -> Screened:
        """What the hits on a record lead to, with those that the records before it give.

        Records are to come in their order, each once.
        """
        for later in self._later:
            hits = [*hits, *later(item, hits)]
        if not hits:
            return Screened(_passed(item), [])
        alerts = {alert.alert_id: alert for alert in (self._alert(item, hit) for hit in hits)}
        ordered = sorted(alerts.values(), key=_rank)
        return Screened(_line(item, ordered), ordered)

    @staticmethod
    def _found(item: Payment | Notice, checks: Sequence[Check]) -> list[Hit]:
        kind = item.message_type
        return [
            hit for check in checks for hit in check(item) if hit.rule.looks_at(kind, hit.field)
        ]

    def _alert(self, item: Payment | Notice, hit: Hit) -> Alert:
        party = self._index.party(hit.entity_id) if hit.entity_id else None
        decided = decide(self._policy, item, hit, party)
        return Alert(
            alert_id=self._alert_id(item, hit, party),
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
            reason=reason_of(hit, party),
            evidence=[*hit.evidence, *decided.rows],
            related_payment_ids=hit.related_payment_ids,
            list_versions=self._list_versions,
            policy_hash=self._policy.hash,
            engine_version=__version__,
            decision=decided.decision,
        )

    def _alert_id(self, item: Payment | Notice, hit: Hit, party: IndexedParty | None) -> str:
        return short_id(
            "alert", _id(item), item.location, hit.field, hit.text, reason_of(hit, party),
            hit.entity_id or repr(hit.span), self._versions_key, self._policy.hash, __version__,
        )  # fmt: skip


def _needs_history(check: Any) -> bool:
    """True for a check that compares a record with those before it: it says `history = True`, and
    is called with the record and the hits of the other checks.
    """
    return bool(getattr(check, "history", False))


def chunks(items: Iterable[Payment | Notice]) -> Iterator[Chunk]:
    """The records in lists of CHUNK, the last as long as it comes."""
    rest = iter(items)
    while chunk := list(islice(rest, CHUNK)):
        yield chunk


def _passed(item: Payment | Notice) -> DecisionLine:
    return DecisionLine(payment_id=_id(item), source=item.source, decision="pass", alert_ids=[])


def _line(item: Payment | Notice, alerts: list[Alert]) -> DecisionLine:
    return DecisionLine(
        payment_id=_id(item),
        source=item.source,
        decision=strongest([alert.decision for alert in alerts]),
        alert_ids=[alert.alert_id for alert in alerts],
    )


def _id(item: Payment | Notice) -> str:
    return item.payment_id if isinstance(item, Payment) else item.notice_id


def _rank(alert: Alert) -> tuple[int, float, str, str]:
    order = ("block", "reject", "review", "pass")
    return order.index(alert.decision), -alert.score, alert.field, alert.entity_id or ""
