"""The payments screened before, found again by what a payment said twice has in common.

A store is given to a screener, which asks it and adds to it in the order of its input: so an
answer is a function of the record and of the records before it. It is bounded: of ordinary
payments so many of the latest are remembered, and so many that something was found in. A key that
many of them share (the amount of a payroll with its employer, the number of a contract) tells
nothing and finds nothing, so that equal payments are not compared with one another. To look up and
to add take about ten dictionary look-ups.
"""

import re
from collections import deque
from collections.abc import Iterable
from datetime import timedelta
from typing import NamedTuple

import msgspec

from nostro.model.payments import Payment
from nostro.names import tokenise
from nostro.places.gazetteer import fold

__all__ = [
    "NEAR_AMOUNT", "REMEMBERED", "Customers", "EarlierPayments", "Found", "Key", "Seen",
    "amount_gap", "banks_of", "customers_of", "is_telling", "is_transfer", "may_be_one",
    "name_words", "paid_keys", "reference_key", "same_uetr", "seen",
]  # fmt: skip

REMEMBERED = 100_000
NEAR_AMOUNT = 0.02
_CROWD = 8
_MOST_REFERENCES = 6
_TELLING = 10_000
# Statements tell of payments made, and returns send one back: neither is the payment said again.
_NO_TRANSFERS = ("camt.", "MT9", "pacs.004", "pacs.007")
# Four characters or more, three digits or more among them.
_REFERENCE = re.compile(r"(?<![A-Za-z0-9])(?=[A-Za-z0-9]{4})(?:[A-Za-z]*[0-9]){3}[A-Za-z0-9]*")
_YEAR_OR_DAY = re.compile(
    r"(?:19|20)\d\d|(?:19|20)\d\d(?:0[1-9]|1[0-2])[0-3]\d|[0-3]\d(?:0[1-9]|1[0-2])(?:19|20)\d\d"
)
_DAY_LENGTHS = (len("2024"), len("20240917"))
_REFERENCE_TAGS = frozenset(
    {"21", "21F", "EndToEndId", "InstrId", "TxId", "OrgnlEndToEndId", "OrgnlTxId", "OrgnlInstrId"}
)

Key = tuple[str | int, ...]
Side = tuple[str, str]


class Found(NamedTuple):
    """What was found in a payment: the id of a party or a place, and where."""

    key: str
    field: str
    text: str
    words: str


class Seen(msgspec.Struct, eq=False):
    """A payment with what it is found again by, and what was found in it."""

    payment: Payment
    references: tuple[str, ...]
    sides: list[Side]
    keys: list[Key]
    found: tuple[Found, ...] = ()


class Customers(NamedTuple):
    """Name and account of those whose money moves: of a cover the customers behind it."""

    debtor: str
    debtor_account: str
    creditor: str
    creditor_account: str


class EarlierPayments:
    """A bounded store of the payments of one stream, in its order."""

    def __init__(self, remembered: int = REMEMBERED) -> None:
        self._plain = _Store(remembered)
        self._told = _Store(remembered)

    def like(self, later: Seen) -> list[Seen]:
        """The earlier payments that may be this one said before, the latest first."""
        met = [one for bucket in self._plain.under(later.keys) if len(bucket) < _CROWD
               for one in bucket]  # fmt: skip
        if self._told:
            keys = [*later.keys, *_wider_keys(later.payment, later.sides)]
            met = [one for bucket in self._told.under(keys) for one in bucket] + met
        return list(dict.fromkeys(met)) if met else met

    def add(self, payment: Seen) -> None:
        """Remember a payment, with what was found in it."""
        self._plain.add(payment, payment.keys)
        if payment.found:
            # By name too, since a later one may lack the account.
            sides = dict.fromkeys([*payment.sides, *_sides_by_name(payment.payment)])
            keys = [*payment.keys, *_wider_keys(payment.payment, list(sides))]
            self._told.add(payment, keys)

    def crowded(self, key: Key) -> bool:
        """Whether many of the payments remembered share a key, so that it tells none of them."""
        return any(len(bucket) >= _CROWD for bucket in self._plain.under([key]))


class _Store:
    """Payments by key; the oldest are forgotten."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._in_order: deque[tuple[Seen, list[Key]]] = deque()
        self._by_key: dict[Key, tuple[Seen, ...]] = {}

    def __len__(self) -> int:
        return len(self._in_order)

    def under(self, keys: Iterable[Key]) -> list[tuple[Seen, ...]]:
        """For each key that is known its latest payments, the latest first."""
        return [bucket for bucket in map(self._by_key.get, keys) if bucket is not None]

    def add(self, payment: Seen, keys: list[Key]) -> None:
        by_key = self._by_key
        for key in keys:
            bucket = by_key.get(key)
            by_key[key] = (payment,) if bucket is None else (payment, *bucket[: _CROWD - 1])
        self._in_order.append((payment, keys))
        if len(self._in_order) > self._most:
            self._forget(*self._in_order.popleft())

    def _forget(self, payment: Seen, keys: list[Key]) -> None:
        for key in keys:
            bucket = self._by_key.get(key)
            if bucket == (payment,):
                del self._by_key[key]
            elif bucket and bucket[-1] is payment:
                self._by_key[key] = bucket[:-1]


def seen(payment: Payment) -> Seen:
    """A payment as it is looked up and remembered."""
    references, sides = _references_of(payment), _sides(payment)
    return Seen(payment, references, sides, _keys(payment, references, sides))


def may_be_one(one: Payment, other: Payment, window: timedelta) -> bool:
    """What a pair must have: days within the window, an amount nearly the same or one UETR, and
    not one message, whose transactions are many payments.
    """
    if one is other or abs(one.booked_at - other.booked_at) > window:
        return False
    if (
        (message := _message_of(one))
        and message == _message_of(other)
        and one.source == other.source
    ):
        return False
    near = one.currency == other.currency and amount_gap(one, other) <= NEAR_AMOUNT
    return near or same_uetr(one, other)


def same_uetr(one: Payment, other: Payment) -> bool:
    """Whether both carry the same unique end-to-end transaction reference."""
    return (one.uetr or "").lower() == (other.uetr or " ").lower()


def amount_gap(one: Payment, other: Payment) -> float:
    """How far apart two amounts are, as a share of the greater."""
    greater = max(one.amount_minor, other.amount_minor)
    return abs(one.amount_minor - other.amount_minor) / greater if greater else 0.0


def is_transfer(payment: Payment) -> bool:
    """False for an entry of a statement and for a return."""
    return not (payment.message_type or "").startswith(_NO_TRANSFERS)


def customers_of(payment: Payment) -> Customers:
    """The customers of a payment; empty texts where it names none."""
    if payment.underlying_debtor_name or payment.underlying_creditor_name:
        named = (
            payment.underlying_debtor_name, payment.underlying_debtor_account,
            payment.underlying_creditor_name, payment.underlying_creditor_account,
        )  # fmt: skip
    else:
        named = (
            payment.debtor_name, payment.debtor_account,
            payment.creditor_name, payment.creditor_account,
        )  # fmt: skip
    return Customers(*(value or "" for value in named))


def banks_of(payment: Payment) -> frozenset[str]:
    """The banks that a payment names by code, those of a BIC by its first eight characters."""
    codes = (
        payment.debtor_agent, payment.creditor_agent, *payment.intermediary_agents,
        payment.debtor_id, payment.creditor_id,
    )  # fmt: skip
    return frozenset(code[:8].upper() for code in codes if code and len(code) >= 8)


def _references_of(payment: Payment) -> tuple[str, ...]:
    """What tells one payment from others: its ids and the numbers in its text.

    The id of the message is left out, since a batch shares it; years and days say nothing.
    """
    text = f"{payment.payment_id.rpartition('/')[2]}\n{payment.remittance or ''}"
    for path, value in payment.other.items():
        if path.rpartition("/")[2] in _REFERENCE_TAGS:
            text += f"\n{value}"
    found = [word.upper() for word in _REFERENCE.findall(text)
             if len(word) not in _DAY_LENGTHS or not _YEAR_OR_DAY.fullmatch(word)]  # fmt: skip
    return tuple(dict.fromkeys(found))[:_MOST_REFERENCES]


def _message_of(payment: Payment) -> str:
    """The id of the message that a payment came in; empty where it came by itself."""
    return payment.payment_id.rpartition("/")[0]


def name_words(text: str) -> str:
    """The Latin words of a name without its legal form, for comparison."""
    return " ".join(token.form for token in tokenise(text) if token.form[0] != "<")


def reference_key(payment: Payment, word: str) -> Key:
    """Under what payments are found that share one of their references."""
    return payment.currency, word


def is_telling(amount_minor: int) -> bool:
    """Whether few payments have an amount: five digits or more, without the zeros at its end."""
    return amount_minor >= _TELLING and amount_minor % 10 ** (len(str(amount_minor)) - 4) != 0


def paid_keys(payment: Payment, sides: Iterable[Side]) -> list[Key]:
    """Its amount with who pays, and with whom it goes to."""
    return [(payment.currency, payment.amount_minor, side, who) for side, who in sides]


def _keys(payment: Payment, references: Iterable[str], sides: list[Side]) -> list[Key]:
    """Under what a payment is found again that looks ordinary."""
    keys = paid_keys(payment, sides)
    keys += [reference_key(payment, word) for word in references]
    if payment.uetr:
        keys.append(("uetr", payment.uetr.lower()))
    if is_telling(payment.amount_minor):
        keys += _between(payment)
    return keys


def _wider_keys(payment: Payment, sides: list[Side]) -> list[Key]:
    """Under what a payment is found again besides that something was found in."""
    return [(payment.currency, side, who) for side, who in sides] + _between(payment)


def _between(payment: Payment) -> list[Key]:
    first = payment.debtor_agent or payment.debtor_id
    last = payment.creditor_agent or payment.creditor_id
    if not (first and last):
        return []
    return [
        (payment.currency, payment.amount_minor, "between", first[:8].upper(), last[:8].upper())
    ]


def _sides(payment: Payment) -> list[Side]:
    """Who pays and to whom it goes, by account, else by name."""
    debtor, debtor_account, creditor, creditor_account = customers_of(payment)
    sides = []
    if who := _bare(debtor_account) or fold(debtor):
        sides.append(("from", who))
    if who := _bare(creditor_account) or fold(creditor):
        sides.append(("to", who))
    return sides


def _sides_by_name(payment: Payment) -> list[Side]:
    named = customers_of(payment)
    both = ("from", fold(named.debtor)), ("to", fold(named.creditor))
    return [side for side in both if side[1]]


def _bare(account: str) -> str:
    return account.replace(" ", "").upper()
