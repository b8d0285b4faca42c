"""The payments screened before, found again by what a payment said twice has in common.

A store is given to a screener, which asks it and adds to it in the order of its input: so an
answer is a function of the record and of the records before it. It is bounded: of ordinary
payments so many of the latest are remembered, and so many that something was found in; under each
key a few of the latest. To look up and to add take about ten dictionary look-ups.
"""

import re
from collections import OrderedDict, deque
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from nostro.model.payments import Payment
from nostro.names import tokenise
from nostro.places.gazetteer import fold

__all__ = [
    "Customers", "Earlier", "EarlierPayments", "Found", "banks_of", "customers_of",
    "is_transfer", "name_words", "references_of",
]  # fmt: skip

_REMEMBERED = 100_000
_UNDER_ONE_KEY = 8
_MOST_REFERENCES = 6
_ROUND_MINOR = 10_000
_LEAST_TEXT = 12
# Statements tell of payments made, and returns send one back: neither is the payment said again.
_NO_TRANSFERS = ("camt.", "MT9", "pacs.004", "pacs.007")
_REFERENCE = re.compile(r"[A-Za-z0-9]*\d[A-Za-z0-9]*")
_LEAST_REFERENCE, _LEAST_DIGITS = 4, 3
_YEAR_OR_DAY = re.compile(
    r"(?:19|20)\d\d|(?:19|20)\d\d(?:0[1-9]|1[0-2])[0-3]\d|[0-3]\d(?:0[1-9]|1[0-2])(?:19|20)\d\d"
)
_REFERENCE_TAGS = frozenset(
    {"21", "21F", "EndToEndId", "InstrId", "TxId", "OrgnlEndToEndId", "OrgnlTxId", "OrgnlInstrId"}
)

Key = tuple[str | int, ...]


class Found(NamedTuple):
    """What was found in a payment: the id of a party or a place, and where."""

    key: str
    field: str
    text: str
    words: str


class Earlier(NamedTuple):
    """A payment screened before, and what was found in it."""

    payment: Payment
    found: tuple[Found, ...]


class Customers(NamedTuple):
    """Name and account of those whose money moves: of a cover the customers behind it."""

    debtor: str
    debtor_account: str
    creditor: str
    creditor_account: str


class EarlierPayments:
    """A bounded store of the payments of one stream, in its order."""

    def __init__(self, remembered: int = _REMEMBERED) -> None:
        self._plain = _Store(remembered)
        self._told = _Store(remembered)

    def like(self, payment: Payment) -> list[Earlier]:
        """The earlier payments that may be this one said before, the latest first."""
        keys = list(_keys(payment))
        met = [*self._told.under([*keys, *_wider_keys(payment)]), *self._plain.under(keys)]
        return list({id(earlier): earlier for earlier in met}.values())

    def add(self, payment: Payment, found: tuple[Found, ...]) -> None:
        """Remember a payment, with what was found in it."""
        keys = list(_keys(payment))
        if found:
            self._told.add(Earlier(payment, found), [*keys, *_wider_keys(payment)])
        else:
            self._plain.add(Earlier(payment, ()), keys)


class _Store:
    """Payments by key; the oldest are forgotten."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._in_order: deque[tuple[Earlier, list[Key]]] = deque()
        self._by_key: OrderedDict[Key, deque[Earlier]] = OrderedDict()

    def under(self, keys: list[Key]) -> Iterator[Earlier]:
        for key in keys:
            if bucket := self._by_key.get(key):
                yield from reversed(bucket)

    def add(self, earlier: Earlier, keys: list[Key]) -> None:
        for key in keys:
            bucket = self._by_key.get(key)
            if bucket is None:
                bucket = self._by_key[key] = deque(maxlen=_UNDER_ONE_KEY)
            bucket.append(earlier)
        self._in_order.append((earlier, keys))
        if len(self._in_order) > self._most:
            self._forget(*self._in_order.popleft())

    def _forget(self, earlier: Earlier, keys: list[Key]) -> None:
        for key in keys:
            bucket = self._by_key.get(key)
            if bucket and bucket[0] is earlier:
                bucket.popleft()
            if not bucket:
                self._by_key.pop(key, None)


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


def references_of(payment: Payment) -> frozenset[str]:
    """What tells one payment from others: its ids and the numbers in its text.

    The id of the message is left out, since a batch shares it; years and days say nothing.
    """
    texts = [payment.payment_id.rpartition("/")[2], payment.remittance or ""]
    for path, value in payment.other.items():
        if path.rpartition("/")[2] in _REFERENCE_TAGS:
            texts.append(value)
    found = (word[0].upper() for text in texts for word in _REFERENCE.finditer(text))
    return frozenset(islice(filter(_tells, found), _MOST_REFERENCES))


def name_words(text: str) -> str:
    """The Latin words of a name without its legal form, for comparison."""
    return " ".join(token.form for token in tokenise(text) if token.form[0] != "<")


def _tells(word: str) -> bool:
    digits = sum(map(str.isdigit, word))
    return (
        len(word) >= _LEAST_REFERENCE
        and digits >= _LEAST_DIGITS
        and not _YEAR_OR_DAY.fullmatch(word)
    )


def _keys(payment: Payment) -> Iterator[Key]:
    """Under what a payment is found again that looks ordinary."""
    currency, amount = payment.currency, payment.amount_minor
    if payment.uetr:
        yield "uetr", payment.uetr.lower()
    for word in sorted(references_of(payment)):
        yield "reference", currency, word
    if payment.remittance and len(payment.remittance) >= _LEAST_TEXT:
        yield "text", currency, amount, payment.remittance.casefold()
    if amount % _ROUND_MINOR:
        for side in _sides(payment):
            yield "paid", currency, amount, side


def _wider_keys(payment: Payment) -> Iterator[Key]:
    """Under what a payment is found again besides that something was found in."""
    for side in _sides(payment):
        yield "side", payment.currency, side
    for bank in sorted(banks_of(payment)):
        yield "bank", payment.currency, payment.amount_minor, bank


def _sides(payment: Payment) -> Iterator[str]:
    customers = customers_of(payment)
    for side, name, account in (
        ("from", customers.debtor, customers.debtor_account),
        ("to", customers.creditor, customers.creditor_account),
    ):
        if account:
            yield f"{side} {_bare(account)}"
        if name:
            yield f"{side} {_folded(name)}"


def _bare(account: str) -> str:
    return account.replace(" ", "").upper()


@lru_cache(maxsize=50_000)
def _folded(name: str) -> str:
    return fold(name)
