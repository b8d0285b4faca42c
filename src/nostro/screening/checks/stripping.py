"""Stripping: the same payment said again, without what stood in the way before.

A payment that was stopped, or would be, comes again with a party changed, dropped or moved, or with
a field left blank, often in another message type: a pacs.008 after an MT103, an MT202 that settles
without its customers. (FATF, Risk-Based Approach for the Banking Sector; Wolfsberg Payment
Transparency Standards; the settlements of ABN Amro, Lloyds and others with OFAC name the pattern.)

Two payments are the same as far as they agree in reference, amount, date and parties; each
agreement adds to the score. What was found in the earlier one and stands nowhere in the later one
counts most. Where nothing was found in it, the two must agree in a reference, or in an amount that
is not round, and a party must be missing rather than another: rent, wages and instalments repeat
without being the same payment.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import Any, NamedTuple

from rapidfuzz.fuzz import token_set_ratio

from nostro.model.payments import Notice, Payment
from nostro.screening.checks.completeness import is_meaningless
from nostro.screening.earlier import (
    Customers,
    Earlier,
    EarlierPayments,
    Found,
    banks_of,
    customers_of,
    is_transfer,
    name_words,
    references_of,
)
from nostro.screening.fields import field_values
from nostro.screening.hits import Hit
from nostro.screening.policy import Policy

__all__ = ["StrippingCheck"]

_SOON = timedelta(days=3)
_NEAR_AMOUNT = 0.02
_ROUND_MINOR = 10_000
_ALIKE = 80
_UNDERLYING = re.compile(r"^underlying_")
_NOT_A_PARTY = frozenset({"completeness", "stripping"})
# What each agreement of two payments gives, and what each change adds.
_SAME_UETR, _SAME_REFERENCE, _OTHER_REFERENCE = 0.60, 0.45, -0.10
_SAME_AMOUNT, _ODD_AMOUNT, _CLOSE_AMOUNT = 0.20, 0.10, 0.10
_SAME_SIDE, _SAME_DAYS, _SAME_BANK, _MOST_BANKS = 0.20, 0.10, 0.10, 2
_VANISHED, _MISSING = 0.30, 0.15


class _Change(NamedTuple):
    """What became of a field: `dropped`, `moved`, `changed` or `vanished`."""

    kind: str
    field: str
    before: str
    after: str


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
        found = tuple(_found(hits))
        pairs = (
            _Pair(earlier, item, found)
            for earlier in self._earlier.like(item)
            if earlier.payment is not item
            and abs(earlier.payment.booked_at - item.booked_at) <= self._window
            and _may_be_one(earlier.payment, item)
        )
        scored = [(pair.score, pair) for pair in pairs if pair.changes]
        score, pair = max(scored, key=lambda it: it[0], default=(0.0, None))
        if pair is not None and score >= self._rule.bar:
            yield pair.hit(self._rule, score)
        self._earlier.add(item, found)


class _Pair:
    """An earlier payment and a later one: how much they are the same, and what changed."""

    def __init__(self, earlier: Earlier, later: Payment, found: Sequence[Found]) -> None:
        self.before, self.after = earlier.payment, later
        self._customers = customers_of(earlier.payment), customers_of(later)
        self._words = set(name_words(" ".join(_texts(later))).split()) if earlier.found else set()
        self.vanished = [
            _Change("vanished", gone.field, gone.text, _value(later, gone.field))
            for gone in _gone(earlier.found, found, self._words)
        ]
        self.agreements = dict(self._agreements())
        self._is_surely_one = not {"same_uetr", "same_reference"}.isdisjoint(self.agreements)
        self.changes = self._explained() or self._unexplained()

    @property
    def score(self) -> float:
        """From 0 to 1; 0 where the amounts are of two payments."""
        if not {"same_amount", "close_amount", "same_uetr"} & self.agreements.keys():
            return 0.0
        missing = any(change.kind in {"dropped", "moved"} for change in self._changed())
        told = (_VANISHED if self.vanished else 0.0) + (_MISSING if missing else 0.0)
        return round(min(1.0, sum(self.agreements.values()) + told), 4)

    def hit(self, rule: Any, score: float) -> Hit:
        """The finding, with both messages side by side."""
        change = self.changes[0]
        return Hit(
            rule=rule,
            field=change.field,
            text=change.after,
            span=(0, len(change.after)),
            score=score,
            caption=f"{change.kind}: {change.before[:200]}",
            evidence=self._evidence(rule.fields),
            related_payment_ids=[self.before.payment_id],
        )

    def _agreements(self) -> Iterator[tuple[str, float]]:
        before, after = self.before, self.after
        if before.uetr and after.uetr and before.uetr.lower() == after.uetr.lower():
            yield "same_uetr", _SAME_UETR
        mine, theirs = references_of(after), references_of(before)
        if mine & theirs or (after.remittance and after.remittance == before.remittance):
            yield "same_reference", _SAME_REFERENCE
        elif mine and theirs:
            yield "other_reference", _OTHER_REFERENCE
        yield from self._amounts()
        if abs(before.booked_at - after.booked_at) <= _SOON:
            yield "same_days", _SAME_DAYS
        for side, same in zip(("debtor", "creditor"), self._same_sides(), strict=True):
            if same:
                yield f"same_{side}", _SAME_SIDE
        if shared := len(banks_of(before) & banks_of(after)):
            yield "same_banks", _SAME_BANK * min(_MOST_BANKS, shared)

    def _amounts(self) -> Iterator[tuple[str, float]]:
        before, after = self.before, self.after
        if before.currency != after.currency:
            return
        gap = _gap(before, after)
        if gap == 0:
            odd = after.amount_minor % _ROUND_MINOR != 0
            yield "same_amount", _SAME_AMOUNT + (_ODD_AMOUNT if odd else 0.0)
        elif gap <= _NEAR_AMOUNT:
            yield "close_amount", _CLOSE_AMOUNT

    def _same_sides(self) -> tuple[bool, bool]:
        before, after = self._customers
        return (
            _same(before.debtor, before.debtor_account, after.debtor, after.debtor_account),
            _same(before.creditor, before.creditor_account, after.creditor, after.creditor_account),
        )

    def _explained(self) -> list[_Change]:
        """What was found before and is gone. One of many equal payments to others is not the same:
        where another party stands in its place, a reference or UETR has to be shared.
        """
        other = not self._is_surely_one and self._is_other_side(self._customers[1])
        return [] if other else self.vanished

    def _unexplained(self) -> list[_Change]:
        """The changes of two payments in which nothing was found, where they are surely one."""
        strong = self._is_surely_one
        if not strong and self.after.amount_minor % _ROUND_MINOR == 0:
            return []
        if self._is_other_side(self._customers[1]) and "same_uetr" not in self.agreements:
            return []
        changes = list(self._changed())
        return changes if strong else [change for change in changes if change.kind == "dropped"]

    def _is_other_side(self, after: Customers) -> bool:
        """Whether a party is another altogether, as of two payments of one batch."""
        sides = zip(self._same_sides(), (after[:2], after[2:]), strict=True)
        return any(
            not same and any(now) and not is_meaningless(now[0]) and not self._only_banks()
            for same, now in sides
        )

    def _only_banks(self) -> bool:
        """Whether a transfer between banks came in place of one that named its customers."""
        return _names_customers(self.before) and not _names_customers(self.after)

    def _changed(self) -> Iterator[_Change]:
        if self._only_banks():
            before, _ = self._customers
            yield _Change("dropped", "underlying_debtor_name", before.debtor, "")
            yield _Change("dropped", "underlying_creditor_name", before.creditor, "")
            return
        now_named = _parties(self.after)
        for field, value in _parties(self.before).items():
            now = now_named.get(field, "")
            if value and not is_meaningless(value) and (kind := self._kind(field, value, now)):
                yield _Change(kind, field, value, now)

    def _kind(self, field: str, before: str, after: str) -> str | None:
        if after and not is_meaningless(after):
            named = field.endswith("_name")
            return "changed" if named and not _alike(before, after) else None
        elsewhere = " ".join(text for text in _texts(self.after) if text != after)
        return "moved" if _stands_in(before, elsewhere) else "dropped"

    def _evidence(self, fields: Sequence[str]) -> list[dict[str, Any]]:
        rows = [_row(name, self.before.payment_id, self.after.payment_id, 1.0, gives)
                for name, gives in self.agreements.items()]  # fmt: skip
        rows += [_row(f"{c.kind} {c.field}", c.before, c.after, 0.0, 0.0) for c in self.changes]
        rows += [
            _row(field, before, after, float(before == after), 0.0)
            for field in fields
            if (before := _value(self.before, field)) != (after := _value(self.after, field))
            or before
        ]
        return rows


def _may_be_one(one: Payment, other: Payment) -> bool:
    """Whether two payments are of one amount, nearly, or carry one UETR: what a pair must have."""
    if one.uetr and other.uetr and one.uetr.lower() == other.uetr.lower():
        return True
    return one.currency == other.currency and _gap(one, other) <= _NEAR_AMOUNT


def _gap(one: Payment, other: Payment) -> float:
    """How far apart two amounts are, as a share of the greater."""
    greater = max(one.amount_minor, other.amount_minor)
    return abs(one.amount_minor - other.amount_minor) / greater if greater else 0.0


def _found(hits: Sequence[Hit]) -> Iterator[Found]:
    for hit in hits:
        if hit.rule.reason not in _NOT_A_PARTY:
            key = hit.entity_id or hit.caption or hit.text
            yield Found(key, hit.field, hit.text, hit.text[slice(*hit.span)])


def _gone(before: Sequence[Found], after: Sequence[Found], words: set[str]) -> Iterator[Found]:
    """What was found before and is not now, neither it nor its words."""
    known = {found.key for found in after}
    for found in before:
        gone = set(name_words(found.words or found.text).split())
        if found.key not in known and not (gone and gone <= words):
            yield found


def _names_customers(payment: Payment) -> bool:
    bank_transfer = (payment.message_type or "").startswith(("pacs.009", "pacs.010", "MT20"))
    behind = payment.underlying_debtor_name or payment.underlying_creditor_name
    return bool(behind) if bank_transfer else bool(payment.debtor_name or payment.creditor_name)


def _parties(payment: Payment) -> dict[str, str]:
    """Names, addresses and countries of the customers and of those they act for."""
    behind = bool(payment.underlying_debtor_name or payment.underlying_creditor_name)
    prefix = "underlying_" if behind else ""
    fields = [
        *(f"{prefix}{side}_{part}"
          for side in ("debtor", "creditor") for part in ("name", "address", "country")),
        "ultimate_debtor_name", "ultimate_creditor_name",
    ]  # fmt: skip
    return {_UNDERLYING.sub("", field): getattr(payment, field) or "" for field in fields}


def _same(name: str, account: str, other: str, other_account: str) -> bool:
    if account and other_account:
        return account.replace(" ", "").upper() == other_account.replace(" ", "").upper()
    return bool(name and other) and _alike(name, other)


def _alike(one: str, other: str) -> bool:
    return one == other or token_set_ratio(name_words(one), name_words(other)) >= _ALIKE


def _stands_in(name: str, text: str) -> bool:
    words = set(name_words(name).split())
    return bool(words) and words <= set(name_words(text).split())


def _texts(payment: Payment) -> Iterator[str]:
    names = (
        name
        for name in Payment.__struct_fields__
        if name.endswith(("_name", "_names", "_address", "_country", "_agent", "_agents"))
    )
    yield from (text for _, text in field_values(payment, (*names, "remittance")))
    yield from payment.other.values()


def _value(payment: Payment, field: str) -> str:
    base = field.partition("[")[0]
    return "; ".join(text for _, text in field_values(payment, (base,)))


def _row(feature: str, before: str, after: str, score: float, weight: float) -> dict[str, Any]:
    """A row of evidence; `candidate` is the earlier value, `query` the later one."""
    return {
        "feature": feature, "query": after, "candidate": before,
        "score": score, "weight": round(weight, 4),
    }  # fmt: skip
