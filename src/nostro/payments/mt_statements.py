"""Account statements: MT940, MT942 and MT950. Each entry (field 61, with its 86) is a Payment
between the account and the other side as far as it is named; the statement is a Notice.
"""

import re
from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple

from nostro.model.money import parse_minor
from nostro.payments.identifiers import bank_of_iban, country_of_bic
from nostro.payments.mt_banks import SENDER
from nostro.payments.mt_blocks import Field, FinMessage, first_of
from nostro.payments.mt_details import Details, details_of
from nostro.payments.mt_draft import Draft
from nostro.payments.mt_fields import day_of, looks_like_iban, own_account

__all__ = ["Statement", "put_entry", "statement_of"]

# Value date, entry date, mark (reversals and expected entries too), funds code, amount, type of
# transaction, and references.
_ENTRY = re.compile(
    r"(\d{6})(\d{4})?[ ]*(R[CD]|E[CD]|[CD])([A-Z])?[ ]*([\d.,]+)(?:([A-Z][A-Z0-9 ]{3})(.*))?",
    re.ASCII,
)
_BALANCE = re.compile(r"[CD]?(\d{6})?([A-Z]{3})", re.ASCII)
_BALANCES = ("60", "62", "34", "64", "65")
_CREDITS = frozenset({"C", "RD", "EC"})
_NO_REFERENCE = frozenset({"", "NONREF", "EREF", "KREF"})


class Statement(NamedTuple):
    """What all entries share: reference, account, the bank that keeps it, currency, a date."""

    reference: str
    account: str | None
    agent: str | None
    agent_origin: str
    currency: str | None
    currency_origin: str
    day: datetime | None


def statement_of(message: FinMessage, general: list[Field]) -> Statement:
    """What the statement says of all its entries."""
    owner = first_of(general, "25")
    bank, number = own_account(owner.value) if owner else (None, "")
    bank = bank or bank_of_iban(number)
    agent, origin = (message.sender, SENDER) if message.sender else (bank, "25/1")
    reference = (message.value("20") or "").partition("\n")[0].strip()
    for field in general:
        found = _BALANCE.match(field.value) if field.tag[:2] in _BALANCES else None
        if found:
            day = _day(found[1]) if found[1] else None
            return Statement(reference, number or None, agent, origin, found[2], field.path, day)
    return Statement(reference, number or None, agent, origin, None, "", None)


def _day(written: str) -> datetime | None:
    try:
        return day_of(written)
    except ValueError:
        return None


def put_entry(draft: Draft, statement: Statement, number: int) -> Iterator[str]:
    """The columns of one entry; yields what is doubtful about it.

    Raises ValueError where it has no mark, amount or currency.
    """
    field = draft.fields[0]
    line, _, more = field.value.partition("\n")
    found = _ENTRY.match(line)
    if not found:
        raise ValueError(f"field 61 is no statement line: {line[:40]!r}")
    value_day, entry_day, mark, _, amount, _, references = found.groups()
    if not statement.currency:
        raise ValueError("a statement line, but no balance that names its currency")
    draft.put("currency", statement.currency, statement.currency_origin)
    draft.put("amount_minor", parse_minor(amount, statement.currency), field.path)
    booked_at = _day(value_day)
    if booked_at is None:
        yield f"field 61 has no day {value_day!r}; the day of entry or of the balance is taken"
        booked_at = _entry_day(value_day, entry_day) or statement.day
    draft.put("booked_at", booked_at, field.path)
    reference = _reference(references or "") or str(number)
    draft.put("payment_id", f"{statement.reference}/{reference}", field.path)
    sides = ("creditor", "debtor") if mark in _CREDITS else ("debtor", "creditor")
    _put_sides(draft, statement, *sides)
    if more.strip():
        draft.hold(field, -4)  # the lines from the second one on are part of the text


def _entry_day(value_day: str, entry_day: str | None) -> datetime | None:
    """The day of entry, which has no year of its own."""
    return _day(value_day[:2] + entry_day) if entry_day else None


def _reference(written: str) -> str | None:
    """The reference of the bank that keeps the account, else that of its owner."""
    owner, _, servicer = written.partition("//")
    known = (text.strip() for text in (servicer, owner))
    return next((text for text in known if text not in _NO_REFERENCE), None)


def _put_sides(draft: Draft, statement: Statement, own: str, contra: str) -> None:
    draft.put(f"{own}_account", statement.account, "25")
    _put_agent(draft, own, statement.agent, statement.agent_origin)
    line = draft.fields[0]
    lines = [(text.strip(), f"{line.path}/{n}") for n, text in enumerate(line.value.split("\n"), 1)]
    lines = [(text, place) for text, place in lines[1:] if text]
    for field in draft.fields[1:]:
        details = details_of(field.value, contra)
        lines += [(text, field.path) for text in (details.text or "").split("\n") if text]
        _put_details(draft, field, details, contra)
    for number, (text, place) in enumerate(lines):
        draft.line("remittance", text, place, number)
    draft.columns["remittance"] = "\n".join(text for text, _ in lines) or None
    if f"{contra}_account" not in draft.columns:
        draft.put(f"{contra}_account", _iban_in(line.value), line.path)
    if not any(f"{contra}{part}" in draft.columns for part in ("_name", "_account", "_agent")):
        _put_agent(draft, contra, statement.agent, statement.agent_origin)


def _iban_in(line: str) -> str | None:
    """The account of the other side, which Dutch banks put into field 61: as reference or below."""
    first, _, more = line.partition("\n")
    found = _ENTRY.match(first)
    reference = ((found[7] if found else None) or "").partition("//")[0]
    tries = (text.strip() for text in (more, reference))
    return next((text for text in tries if looks_like_iban(text)), None)


def _put_details(draft: Draft, field: Field, details: Details, contra: str) -> None:
    """The other side, as a field 86 tells it; what an earlier one told stays."""
    said = {
        f"{contra}_name": details.name,
        f"{contra}_account": details.account,
        f"{contra}_agent": details.agent,
        "ultimate_debtor_name": details.ultimate_debtor,
        "ultimate_creditor_name": details.ultimate_creditor,
    }
    for column, value in said.items():
        if value and column in draft.columns:
            draft.other[f"{field.path}/{column}"] = value
        elif column.endswith("_agent"):
            _put_agent(draft, contra, value, field.path)
        else:
            draft.put(column, value, field.path)
    draft.hold(field)
    draft.other.update({f"{field.path}/{code}": text for code, text in details.rest})


def _put_agent(draft: Draft, side: str, code: str | None, origin: str) -> None:
    draft.put(f"{side}_agent", code, origin)
    draft.put(f"{side}_agent_country", country_of_bic(code), origin)
