"""Payments and notices as values by field, and back: what a segment of the past keeps of each.

Every text of a record belongs to a kind, which says how it is read: a name, running text, a code,
a mix of these, or a fact that nothing is looked up in.
"""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any, Literal

from nostro.model.payments import Notice, Payment

__all__ = [
    "ID_FIELDS", "KINDS", "READ_AS_CODES", "READ_AS_NAMES", "READ_AS_TEXTS", "Kind", "fields_of",
    "from_instant", "instant", "kind_of", "rebuilt",
]  # fmt: skip

Kind = Literal["names", "texts", "codes", "mixed", "facts"]
KINDS: tuple[Kind, ...] = ("names", "texts", "codes", "mixed", "facts")
# Which kinds are read as names, as running text, as codes.
READ_AS_NAMES: tuple[Kind, ...] = ("names", "mixed")
READ_AS_TEXTS: tuple[Kind, ...] = ("texts", "mixed")
READ_AS_CODES: tuple[Kind, ...] = ("codes", "texts", "mixed")

# What differs from record to record is kept row by row, each in a field of its own.
ID_FIELDS = ("id", "uetr", "location")
_NUMBERS = frozenset({"booked_at", "amount_minor"})
_MIXED = frozenset({"other"})
_NAMES = ("_name", "_names")
_CODES = ("_account", "_agent", "_agents", "_id")
_OF_NOTICES: dict[str, Kind] = {
    "parties": "names", "agents": "codes", "accounts": "codes", "text": "texts",
    "remittance": "texts",
}  # fmt: skip
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
_NO_FIELDS = _NUMBERS | {"payment_id", "notice_id", "uetr", "location"}


def kind_of(field: str) -> Kind:
    """How the values of a field are read."""
    if field in _MIXED:
        return "mixed"
    if field in _OF_NOTICES:
        return _OF_NOTICES[field]
    if field.endswith("_address"):
        return "texts"
    if field.endswith(_NAMES):
        return "names"
    return "codes" if field.endswith(_CODES) else "facts"


def fields_of(item: Payment | Notice) -> Iterator[tuple[str, list[str]]]:
    """The texts of a record by field; of a mapping its keys and values in turn."""
    for field in item.__struct_fields__:
        value = getattr(item, field)
        if not value or field in _NO_FIELDS:
            continue
        if isinstance(value, str):
            yield field, [value]
        elif isinstance(value, dict):
            yield field, [text for pair in value.items() for text in pair]
        else:
            yield field, value


def instant(item: Payment | Notice) -> int:
    """When a payment was booked, in microseconds since 1970; 0 for a notice, which has no day."""
    return (item.booked_at - _EPOCH) // _MICROSECOND if isinstance(item, Payment) else 0


def from_instant(microseconds: int) -> datetime:
    """The time, in UTC, so many microseconds after 1970."""
    return _EPOCH + microseconds * _MICROSECOND


def rebuilt(
    ids: list[str], booked_at: int, amount_minor: int, texts: dict[str, list[str]], *, notice: bool
) -> Payment | Notice:
    """The record of which `fields_of` gave these texts."""
    identity, uetr, location = ids
    values: dict[str, Any] = {
        field: _value(field, given, notice=notice) for field, given in texts.items()
    }
    if notice:
        return Notice(notice_id=identity, location=location, **values)
    return Payment(
        payment_id=identity,
        uetr=uetr or None,
        location=location,
        booked_at=from_instant(booked_at),
        amount_minor=amount_minor,
        **values,
    )


def _value(field: str, given: list[str], *, notice: bool) -> Any:
    if field in _MAPPINGS:
        return dict(zip(given[::2], given[1::2], strict=True))
    return given if field in _lists(notice=notice) else given[0]


def _lists(*, notice: bool) -> frozenset[str]:
    return _NOTICE_LISTS if notice else _PAYMENT_LISTS


_MAPPINGS = frozenset({"other", "origins"})
_PAYMENT_LISTS = frozenset({"intermediary_agents", "intermediary_agent_names"})
_NOTICE_LISTS = frozenset({"references", "parties", "agents", "accounts"})
