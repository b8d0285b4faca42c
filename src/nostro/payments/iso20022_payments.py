"""One transaction of an ISO 20022 message as the columns of a payment."""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, date, datetime
from functools import lru_cache
from typing import Any

from nostro.model.money import parse_minor
from nostro.payments.identifiers import CURRENCIES, is_bic, is_iban
from nostro.payments.iso20022_casts import Cast, Parts
from nostro.payments.iso20022_parties import Columns, Groups, grouped, take_agents, take_parties
from nostro.payments.iso20022_parts import BIC_NAMES
from nostro.payments.xml_paths import Leaf

__all__ = ["doubts", "payment_fields"]

_CODES = ("uetr", "clearing_system", "service_level", "local_instrument")
# Tokens and test systems have codes of their own; their payments are screened as well.
_CURRENCY_LIKE = re.compile(r"[A-Z0-9]{3,12}")
_DAY = re.compile(r"(\d{4}-\d\d-\d\d)(?:Z|[+-]\d\d:\d\d)?", re.ASCII)
_LARGEST = 2**63 - 1
_NONE = frozenset({"NOTPROVIDED", "NOT PROVIDED", "NOREF"})
_CHECKED = BIC_NAMES | {"IBAN"}


def payment_fields(
    leaves: list[Leaf], cast: Cast, message_type: str, *, kept: list[Leaf]
) -> dict[str, Any]:
    """The columns of one transaction, from its leaves and those that speak for it.

    Those to be `kept` stand in `other` where no column holds them. Raises ValueError for an
    amount, a currency or a time that is missing or none.
    """
    groups = grouped(leaves)
    parts = cast.among(groups)
    columns = Columns()
    columns.values["message_type"] = message_type
    _take_ids(columns, groups, parts)
    _take_money(columns, groups, parts)
    for column in _CODES:
        columns.put(column, _fact(groups, parts.get(column, ())))
    take_parties(columns, groups, parts)
    take_agents(columns, groups, parts)
    _take_text(columns, groups)
    values = columns.values
    values["other"] = columns.others(kept)
    values["origins"] = columns.origins
    return values


def _fact(groups: Groups, paths: Iterable[str]) -> Leaf | None:
    """The leaf at the first of the paths that has one."""
    for path in paths:
        leaf = groups[path][""][0]
        if leaf[1] not in _NONE:
            return leaf
    return None


def _take_ids(columns: Columns, groups: Groups, parts: Parts) -> None:
    """The id of the message and that of the transaction, with a slash between them."""
    message = _fact(groups, parts.get("message_id", ()))
    transaction = _fact(groups, parts.get("transaction_id", ()))
    for leaf in (message, transaction):
        columns.put("payment_id", leaf)
    columns.values["payment_id"] = "/".join(leaf[1] for leaf in (message, transaction) if leaf)
    time = _fact(groups, parts.get("time", ()))
    columns.put("booked_at", time)
    columns.values["booked_at"] = _time(time[1]) if time else None


def _take_money(columns: Columns, groups: Groups, parts: Parts) -> None:
    leaf = _fact(groups, parts.get("amount", ()))
    if leaf is None:
        raise ValueError("no amount: neither an interbank settlement nor an instructed one")
    name = leaf[0].name
    currency, _, number = leaf[1].rpartition(" ")
    if not _CURRENCY_LIKE.fullmatch(currency):
        raise ValueError(f"{name} has no currency")
    amount = parse_minor(number, currency)
    if not 0 <= amount <= _LARGEST:
        raise ValueError(f"{name} is {'negative' if amount < 0 else 'more than 64 bits hold'}")
    columns.put("currency", leaf)
    columns.put("amount_minor", leaf)
    columns.values["currency"] = currency
    columns.values["amount_minor"] = amount


@lru_cache(maxsize=4_096)
def _time(written: str) -> datetime:
    """A day is its midnight UTC, and a time without an offset is UTC."""
    try:
        if day := _DAY.fullmatch(written):
            return datetime.combine(date.fromisoformat(day[1]), datetime.min.time(), UTC)
        time = datetime.fromisoformat(written)
        return time.replace(tzinfo=UTC) if time.tzinfo is None else time.astimezone(UTC)
    except (ValueError, OverflowError):
        raise ValueError(f"not an ISO 8601 time: {written[:40]!r}") from None


def _take_text(columns: Columns, groups: Groups) -> None:
    """All free text that goes with a payment, each piece once and on a line of its own."""
    if "text" not in groups:
        return
    pieces: dict[str, Leaf] = {}
    for leaf in groups["text"][""]:
        pieces.setdefault(leaf[1], leaf)
        columns.used.add(id(leaf))
    columns.values["remittance"] = "\n".join(pieces)
    for line, leaf in enumerate(pieces.values()):
        columns.origins[f"remittance[{line}]" if line else "remittance"] = leaf[0].path


def doubts(leaves: Iterable[Leaf], fields: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """What of a payment can hardly be right: a code of a Problem, and a sentence, for each."""
    currency = fields["currency"]
    if not fields["amount_minor"]:
        yield "zero-amount", "the amount is zero"
    if currency not in CURRENCIES:
        yield "odd-currency", f"{currency} is no currency code of ISO 4217"
    for place, value in leaves:
        if place.name in _CHECKED and value not in _NONE:
            if place.name == "IBAN":
                if not is_iban(value):
                    yield "bad-iban", f"{place.path}: {value[:40]!r} is no IBAN of ISO 13616"
            elif not is_bic(value):
                yield "bad-bic", f"{place.path}: {value[:20]!r} is no BIC of ISO 9362"
