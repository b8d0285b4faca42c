"""Stripping: the same payment said again, without what stood in the way before.

A payment that was stopped, or would be, comes again with a party changed, dropped or moved, or with
a field left blank, often in another message type: a pacs.008 after an MT103, an MT202 that settles
without its customers. (FATF, Risk-Based Approach for the Banking Sector; Wolfsberg Payment
Transparency Standards; the settlements of ABN Amro, Lloyds and others with OFAC name the pattern.)

What makes two payments one is in `said_again.py`, what earlier ones there are in `earlier.py`.
"""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import Any

from nostro.model.payments import Notice, Payment
from nostro.screening.earlier import (
    EarlierPayments,
    Found,
    Seen,
    is_transfer,
    may_be_one,
    seen,
)
from nostro.screening.fields import field_values
from nostro.screening.hits import Hit
from nostro.screening.policy import Policy
from nostro.screening.said_again import Pair

__all__ = ["StrippingCheck"]

_NOT_A_PARTY = frozenset({"completeness", "stripping"})


class StrippingCheck:
    """Compares each payment with those before it, and remembers it.

    `earlier` is the store of the stream; a check asks it in the order of the records.
    """

    history = True

    def __init__(self, policy: Policy, earlier: EarlierPayments) -> None:
        self._rule = policy.rule.get("stripping")
        self._window = timedelta(days=policy.stripping_days)
        self._earlier = earlier

    def __call__(self, item: Payment | Notice, hits: Sequence[Hit]) -> Iterator[Hit]:
        """The hit on one record, with the hits of the other checks on it; it is then remembered."""
        if self._rule is None or isinstance(item, Notice) or not is_transfer(item):
            return
        later = seen(item)
        if hits:
            later.found = tuple(_found(hits))
        if pair := self._most_alike(later, self._rule.bar):
            yield _hit(pair, self._rule)
        self._earlier.add(later)

    def _most_alike(self, later: Seen, bar: float) -> Pair | None:
        """The earlier payment that is most surely this one, if one reaches the bar."""
        met = self._earlier.like(later)
        if not met:
            return None
        pairs = (
            Pair(earlier, later, self._earlier.crowded, bar)
            for earlier in met
            if may_be_one(earlier.payment, later.payment, self._window)
        )
        most = max((pair for pair in pairs if pair.changes), key=lambda it: it.score, default=None)
        return most if most and most.score >= bar else None


def _found(hits: Sequence[Hit]) -> Iterator[Found]:
    for hit in hits:
        if hit.rule.reason not in _NOT_A_PARTY:
            key = hit.entity_id or hit.caption or hit.text
            yield Found(key, hit.field, hit.text, hit.text[slice(*hit.span)])


def _hit(pair: Pair, rule: Any) -> Hit:
    """The finding, with both messages side by side."""
    change = pair.changes[0]
    return Hit(
        rule=rule,
        field=change.field,
        text=change.after,
        span=(0, len(change.after)),
        score=pair.score,
        caption=f"{change.kind}: {change.before[:200]}",
        evidence=_evidence(pair, rule.fields),
        related_payment_ids=[pair.before.payment_id],
    )


def _evidence(pair: Pair, fields: Sequence[str]) -> list[dict[str, Any]]:
    before, after = pair.before, pair.after
    rows = [_row(name, before.payment_id, after.payment_id, 1.0, gives)
            for name, gives in pair.agreements.items()]  # fmt: skip
    rows += [_row(f"{c.kind} {c.field}", c.before, c.after, 0.0, 0.0) for c in pair.changes]
    values = [(field, _value(before, field), _value(after, field)) for field in fields]
    rows += [_row(field, one, other, float(one == other), 0.0)
             for field, one, other in values if one or other]  # fmt: skip
    return rows


def _value(payment: Payment, field: str) -> str:
    return "; ".join(text for _, text in field_values(payment, (field,)))


def _row(feature: str, before: str, after: str, score: float, weight: float) -> dict[str, Any]:
    """A row of evidence; `candidate` is the earlier value, `query` the later one."""
    return {
        "feature": feature, "query": after, "candidate": before,
        "score": score, "weight": round(weight, 4),
    }  # fmt: skip
