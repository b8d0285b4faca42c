"""Two payments: how far they are one payment said twice, and what changed between the two.

They are the same as far as they agree in reference, amount, date and parties; each agreement adds
to the score. What was found in the earlier one and stands nowhere in the later one counts most.
Where nothing was found in it, the two must share a reference, or a telling amount with a party
missing: rent, wages and instalments repeat without being the same payment. Where another party
stands in the place of one, a telling amount has to be shared, and many payments must not share it.
"""

import re
from collections.abc import Callable, Iterator
from datetime import timedelta
from functools import cached_property
from typing import NamedTuple

from rapidfuzz.fuzz import token_set_ratio

from nostro.model.payments import Payment
from nostro.places.gazetteer import fold
from nostro.screening.checks.completeness import is_meaningless
from nostro.screening.earlier import (
    NEAR_AMOUNT,
    Key,
    Seen,
    amount_gap,
    banks_of,
    customers_of,
    is_telling,
    name_words,
    paid_keys,
    reference_key,
    same_uetr,
)
from nostro.screening.fields import field_values

__all__ = ["Change", "Pair"]

_SOON = timedelta(days=3)
_ALIKE = 80
_LEAST_TEXT = 12
_UNDERLYING = re.compile(r"^underlying_")
_BETWEEN_BANKS = ("pacs.009", "pacs.010", "MT20")
# What each agreement of two payments gives, and what each change adds.
_SAME_UETR, _SAME_REFERENCE, _OTHER_REFERENCE, _SAME_TEXT = 0.60, 0.45, -0.10, 0.10
_SAME_AMOUNT, _TELLING_AMOUNT, _CLOSE_AMOUNT = 0.20, 0.10, 0.10
_SAME_SIDE, _SAME_DAYS, _SAME_BANK, _MOST_BANKS = 0.20, 0.10, 0.10, 2
_VANISHED, _MISSING = 0.30, 0.15
# What stands for a reference where there is none, as in a rent or a gift.
_SAID_TWICE = frozenset({"same_text", "same_amount", "same_days", "same_debtor", "same_creditor"})
_TEXTS = tuple(
    name
    for name in Payment.__struct_fields__
    if name.endswith(("_name", "_names", "_address", "_country", "_agent", "_agents"))
    or name == "remittance"
)


class Change(NamedTuple):
    """What became of a field: `dropped`, `moved`, `changed` or `vanished`."""

    kind: str
    field: str
    before: str
    after: str


class Pair:
    """An earlier payment and a later one: how much they are the same, and what changed.

    `crowded` says of a key whether many payments share it. `changes` is empty where the two are
    not one, or cannot reach the bar.
    """

    def __init__(
        self, earlier: Seen, later: Seen, crowded: Callable[[Key], bool], bar: float
    ) -> None:
        self._earlier, self._later, self._crowded = earlier, later, crowded
        self.before, self.after = earlier.payment, later.payment
        self._customers = customers_of(earlier.payment), customers_of(later.payment)
        self.agreements = dict(self._agreements())
        self.changes: list[Change] = []
        self.score = 0.0
        if sum(self.agreements.values()) + _VANISHED + _MISSING >= bar:
            self.changes = self._explained() or self._unexplained()
        if self.changes:
            self.score = self._score()

    def _score(self) -> float:
        kinds = {change.kind for change in [*self._gone, *self._changed]}
        told = _VANISHED if "vanished" in kinds else 0.0
        missing = 0.0 if kinds.isdisjoint({"dropped", "moved"}) else _MISSING
        return round(min(1.0, sum(self.agreements.values()) + told + missing), 4)

    def _agreements(self) -> Iterator[tuple[str, float]]:
        before, after = self.before, self.after
        if same_uetr(before, after):
            yield "same_uetr", _SAME_UETR
        yield from self._references()
        if before.currency == after.currency and before.amount_minor == after.amount_minor:
            telling = is_telling(after.amount_minor)
            yield "same_amount", _SAME_AMOUNT + (_TELLING_AMOUNT if telling else 0.0)
        elif before.currency == after.currency and amount_gap(before, after) <= NEAR_AMOUNT:
            yield "close_amount", _CLOSE_AMOUNT
        if abs(before.booked_at - after.booked_at) <= _SOON:
            yield "same_days", _SAME_DAYS
        for side, same in zip(("debtor", "creditor"), self._same_sides, strict=True):
            if same:
                yield f"same_{side}", _SAME_SIDE
        if shared := len(banks_of(before) & banks_of(after)):
            yield "same_banks", _SAME_BANK * min(_MOST_BANKS, shared)

    def _references(self) -> Iterator[tuple[str, float]]:
        """A reference that many share, as of a batch, is none of these two."""
        mine, theirs = self._later.references, self._earlier.references
        shared = set(mine).intersection(theirs)
        text = self.after.remittance or ""
        if any(not self._crowded(reference_key(self.after, word)) for word in shared):
            yield "same_reference", _SAME_REFERENCE
        elif len(text) >= _LEAST_TEXT and text == self.before.remittance:
            yield "same_text", _SAME_TEXT
        elif mine and theirs and not self._only_banks:
            yield "other_reference", _OTHER_REFERENCE

    @cached_property
    def _same_sides(self) -> tuple[bool, bool]:
        before, after = self._customers
        return (
            _same(before.debtor, before.debtor_account, after.debtor, after.debtor_account),
            _same(before.creditor, before.creditor_account, after.creditor, after.creditor_account),
        )

    @cached_property
    def _only_banks(self) -> bool:
        """Whether a transfer between banks came in place of one that named its customers."""
        return _names_customers(self.before) and not _names_customers(self.after)

    @cached_property
    def _is_surely_one(self) -> bool:
        told = self.agreements.keys()
        return bool(told & {"same_uetr", "same_reference"}) or told >= _SAID_TWICE

    @cached_property
    def _others(self) -> int:
        """How many sides are another party altogether, as of two payments of one batch."""
        if self._only_banks:
            return 0
        before, after = self._customers
        sides = (before[0], after[:2]), (before[2], after[2:])
        return sum(
            not same and any(now) and not is_meaningless(now[0]) and not self._is_told_of(name)
            for same, (name, now) in zip(self._same_sides, sides, strict=True)
        )

    def _is_told_of(self, name: str) -> bool:
        """Whether a party of the earlier payment stands beside the parties of the later one."""
        after, bare = self.after, fold(name)
        beside = (after.remittance, after.ultimate_debtor_name, after.ultimate_creditor_name)
        return bool(bare) and any(f" {bare} " in f" {fold(text)} " for text in beside if text)

    def _may_be_replaced(self) -> bool:
        """Whether another party may stand in the place of one: there is a single one, and the two
        agree in an amount that tells, and that neither side pays or gets often.
        """
        return (
            self._others == 1
            and self.agreements.get("same_amount", 0.0) > _SAME_AMOUNT
            and not any(map(self._crowded, paid_keys(self.after, self._later.sides)))
        )

    def _explained(self) -> list[Change]:
        """What was found before and is gone. One of many equal payments to others is not the same:
        where another party stands in its place, a reference, UETR or telling amount is shared.
        """
        if not self._earlier.found:
            return []
        if self._others and not (self._is_surely_one or self._may_be_replaced()):
            return []
        return self._gone

    def _unexplained(self) -> list[Change]:
        """The changes of two payments in which nothing was found, where they are surely one."""
        surely = self._is_surely_one
        replaced = self._others and "same_uetr" not in self.agreements
        if replaced and not (surely and self._may_be_replaced()):
            return []
        if surely:
            return self._changed
        if not is_telling(self.after.amount_minor):
            return []
        return [change for change in self._changed
                if change.field.endswith("_name") and change.kind != "changed"]  # fmt: skip

    @cached_property
    def _gone(self) -> list[Change]:
        """What was found before and is not found now, neither it nor its words, or elsewhere."""
        known: dict[str, set[str]] = {}
        for found in self._later.found:
            known.setdefault(found.key, set()).add(found.field)
        gone = []
        for found in self._earlier.found:
            now = _value(self.after, found.field)
            if found.key not in known:
                words = set(name_words(found.words or found.text).split())
                if not words or not words <= self._words:
                    gone.append(Change("vanished", found.field, found.text, now))
            elif found.field not in known[found.key] and not self._only_banks:
                gone.append(Change("moved", found.field, found.text, now))
        return gone

    @cached_property
    def _words(self) -> set[str]:
        return set(name_words(" ".join(_texts(self.after))).split())

    @cached_property
    def _changed(self) -> list[Change]:
        if self._only_banks:
            before, _ = self._customers
            return [
                Change("dropped", "underlying_debtor_name", before.debtor, ""),
                Change("dropped", "underlying_creditor_name", before.creditor, ""),
            ]
        is_cover = _is_between_banks(self.before) != _is_between_banks(self.after)
        now_named = _parties(self.after, names_only=is_cover)
        return [
            Change(kind, field, value, now)
            for field, value in _parties(self.before, names_only=is_cover).items()
            if value != (now := now_named[field]) and value and not is_meaningless(value)
            and (kind := self._kind(field, value, now))
        ]  # fmt: skip

    def _kind(self, field: str, before: str, after: str) -> str | None:
        gone = not after or is_meaningless(after)
        named = field.endswith("_name")
        if not gone and (not named or _alike(before, after)):
            return None
        if _stands_beside(before, field, self.after) and not (
            _stands_beside(before, field, self.before)
        ):
            return "moved"
        return "dropped" if gone else "changed"


def _is_between_banks(payment: Payment) -> bool:
    return (payment.message_type or "").startswith(_BETWEEN_BANKS)


def _names_customers(payment: Payment) -> bool:
    behind = payment.underlying_debtor_name or payment.underlying_creditor_name
    return bool(behind or (not _is_between_banks(payment)
                           and (payment.debtor_name or payment.creditor_name)))  # fmt: skip


def _parties(payment: Payment, *, names_only: bool) -> dict[str, str]:
    """Names, addresses and countries of the customers and of those they act for; of a cover and
    its transfer the names alone, since a cover has no place for the rest.
    """
    behind = bool(payment.underlying_debtor_name or payment.underlying_creditor_name)
    prefix = "underlying_" if behind else ""
    parts = ("name",) if names_only else ("name", "address", "country")
    fields = [f"{prefix}{side}_{part}" for side in ("debtor", "creditor") for part in parts]
    if not names_only:
        fields += ["ultimate_debtor_name", "ultimate_creditor_name"]
    return {_UNDERLYING.sub("", field): getattr(payment, field) or "" for field in fields}


def _same(name: str, account: str, other: str, other_account: str) -> bool:
    if account and other_account:
        return account.replace(" ", "").upper() == other_account.replace(" ", "").upper()
    return bool(name and other) and _alike(name, other)


def _alike(one: str, other: str) -> bool:
    return one == other or token_set_ratio(name_words(one), name_words(other)) >= _ALIKE


def _stands_beside(name: str, field: str, payment: Payment) -> bool:
    """Whether a name stands anywhere in a payment but in one field."""
    words = set(name_words(name).split())
    texts = " ".join(_texts(payment, but=field))
    return bool(words) and words <= set(name_words(texts).split())


def _texts(payment: Payment, but: str = "") -> Iterator[str]:
    names = (name for name in _TEXTS if _UNDERLYING.sub("", name) != but)
    yield from (text for _, text in field_values(payment, names))
    yield from payment.other.values()


def _value(payment: Payment, field: str) -> str:
    base = field.partition("[")[0]
    return "; ".join(text for _, text in field_values(payment, (base,)))
