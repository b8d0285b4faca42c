"""SWIFT MT messages: payments from customer and bank transfers, notices from the rest."""

from collections.abc import Callable, Iterator
from typing import Any

from nostro.model.payments import Notice, Payment
from nostro.model.problems import Problem
from nostro.payments.completeness import what_is_missing
from nostro.payments.mt_blocks import FinMessage, looks_like_fin, split_messages
from nostro.payments.mt_notices import notice_of
from nostro.payments.mt_transfers import bank_transfer, customer_transfer, requested_transfer

__all__ = ["looks_like_fin", "read_fin"]

Item = Payment | Notice | Problem
_Build = Callable[[FinMessage], dict[str, Any]]
_TRANSFERS: dict[str, _Build] = {
    "103": customer_transfer,
    "202": bank_transfer,
    "205": bank_transfer,
}


def read_fin(text: str, source: str) -> Iterator[Item]:
    """The payments, notices and problems of a FIN file, in its order.

    Takes messages with and without their envelopes, one after the other or parted by `$`.
    A payment's id is its field 20; MT101 gives a payment for each of its transactions.
    """
    ids: dict[str, int] = {}
    count = 0
    for count, message in enumerate(split_messages(text), 1):
        for item in _read(message, source, f"message {count}"):
            yield _numbered(item, ids)
    if not count:
        yield _problem(source, "file", "unknown-format", "no FIN message in it")


def _read(message: FinMessage, source: str, location: str) -> Iterator[Item]:
    kind = message.type or _guess(message)
    if not message.fields:
        yield _problem(source, location, "empty-message", f"MT{kind or '?'} without a field")
    elif kind == "101":
        yield from _requests(message, source, location)
    elif kind in _TRANSFERS:
        yield _payment(message, _TRANSFERS[kind], source, location)
    else:
        yield notice_of(message, kind, source, location)


def _guess(message: FinMessage) -> str:
    """The type of a message without block 2, by the fields that only it has."""
    if not message.first("32A"):
        return ""
    if message.first("58"):
        return "202"
    return "103" if message.first("50") and message.first("59") else ""


def _requests(message: FinMessage, source: str, location: str) -> Iterator[Item]:
    """MT101: general information, then a sequence for each transaction from its field 21."""
    starts = [at for at, field in enumerate(message.fields) if field.tag == "21"]
    if not starts:
        yield _problem(source, location, "incomplete", "MT101 without a field 21")
        return
    general = message.fields[: starts[0]]
    for start, end in zip(starts, [*starts[1:], len(message.fields)], strict=True):
        one = message._replace(fields=[*message.fields[start:end], *general])
        place = f"{location}, field 21 {one.fields[0].value.strip()}"
        yield _payment(one, requested_transfer, source, place)


def _payment(message: FinMessage, build: _Build, source: str, location: str) -> Item:
    try:
        fields = build(message)
    except ValueError as error:
        return _problem(source, location, "bad-value", str(error))
    missing = what_is_missing(fields)
    if missing:
        return _problem(source, location, "incomplete", missing)
    return Payment(**fields, source=source, location=location)


def _numbered(item: Item, ids: dict[str, int]) -> Item:
    """Ids that a file repeats are numbered, so that no payment hides another."""
    if isinstance(item, Problem):
        return item
    name = item.payment_id if isinstance(item, Payment) else item.notice_id
    ids[name] = ids.get(name, 0) + 1
    if ids[name] > 1:
        numbered = f"{name}#{ids[name]}"
        if isinstance(item, Payment):
            item.payment_id = numbered
        else:
            item.notice_id = numbered
    return item


def _problem(source: str, location: str, code: str, message: str) -> Problem:
    return Problem(source=source, location=location, code=code, message=message)
