"""SWIFT messages of several transfers each, one transaction after the other: MT101, 102, 104, 107,
110, 201 and 203.

A transaction is its own fields, then the general ones of the message, which say what it leaves out.
"""

from collections.abc import Callable

from nostro.payments.mt_banks import (
    NOBODY,
    RECEIVER,
    SENDER,
    header_bank,
    named_bank,
    put_bank,
    put_bank_as_party,
    put_between,
    put_party,
)
from nostro.payments.mt_blocks import FinMessage, first_of
from nostro.payments.mt_draft import Draft
from nostro.payments.mt_fields import money_of
from nostro.payments.mt_transfers import put_own_transfer, put_texts

__all__ = ["SEVERAL"]

_ORDERING = ("50A", "50F", "50G", "50H", "50K")
_INSTRUCTING = ("50C", "50L")
_AMOUNTS = ("32B", "32A")
_DATES = ("30", "32A")


def _put_money(draft: Draft) -> None:
    """The amount of a transaction, with the date that it or the message gives."""
    amount, day = first_of(draft.fields, *_AMOUNTS), first_of(draft.fields, *_DATES)
    written = (amount.value if amount else "").strip()
    if amount and amount.tag == "32A":
        written = written[6:]
    money = money_of((day.value.strip()[:6] if day else "") + written, "date with field 32B")
    draft.columns.update(money._asdict())
    if day and amount:
        origins = {"currency": amount.path, "amount_minor": amount.path, "booked_at": day.path}
        draft.origins.update(origins)
        if amount.tag == "32B":
            draft.hold(amount, 2)
        if day.tag == "30":
            draft.hold(day, 2)


def _requested(draft: Draft, message: FinMessage) -> None:
    """MT101. The receiver keeps the ordering customer's account, where field 52 names no other
    bank; where the customer orders through another, the sender is not its bank.
    """
    fields = draft.fields
    _put_money(draft)
    put_party(draft, "debtor", first_of(fields, *_ORDERING))
    put_party(draft, "creditor", first_of(fields, "59"))
    put_party(draft, "initiating_party", first_of(fields, *_INSTRUCTING), ("name",))
    receiver = header_bank(message, RECEIVER)
    put_bank(draft, "debtor_agent", named_bank(fields, "52") or receiver)
    put_bank(draft, "creditor_agent", named_bank(fields, "57") or NOBODY)
    put_between(draft, fields, receiver, NOBODY)
    put_texts(draft)


def _customer_transfers(draft: Draft, message: FinMessage) -> None:
    """MT102: like an MT103."""
    fields = draft.fields
    _put_money(draft)
    put_party(draft, "debtor", first_of(fields, "50"))
    put_party(draft, "creditor", first_of(fields, "59"))
    sender, receiver = header_bank(message, SENDER), header_bank(message, RECEIVER)
    put_bank(draft, "debtor_agent", named_bank(fields, "52") or sender)
    put_bank(draft, "creditor_agent", named_bank(fields, "57") or receiver)
    put_between(draft, fields, sender, receiver)
    put_texts(draft)


def _direct_debits(draft: Draft, message: FinMessage) -> None:
    """MT104 and MT107: the creditor (field 50) orders that the debtor (field 59) be debited. Field
    52 is the creditor's bank, else the sender; field 57 the debtor's, else the receiver.
    """
    fields = draft.fields
    _put_money(draft)
    put_party(draft, "debtor", first_of(fields, "59"))
    put_party(draft, "creditor", first_of(fields, *_ORDERING))
    put_party(draft, "initiating_party", first_of(fields, *_INSTRUCTING), ("name",))
    sender, receiver = header_bank(message, SENDER), header_bank(message, RECEIVER)
    put_bank(draft, "debtor_agent", named_bank(fields, "57") or receiver)
    put_bank(draft, "creditor_agent", named_bank(fields, "52") or sender)
    put_between(draft, fields, receiver, sender)
    put_texts(draft)


def _cheque(draft: Draft, message: FinMessage) -> None:
    """MT110: the payer, or else the bank that drew the cheque, pays the payee; the receiver is
    the bank on which it is drawn.
    """
    fields = draft.fields
    _put_money(draft)
    sender, receiver = header_bank(message, SENDER), header_bank(message, RECEIVER)
    drawer = named_bank(fields, "52") or sender
    if payer := first_of(fields, "50"):
        put_party(draft, "debtor", payer)
    else:
        put_bank_as_party(draft, "debtor", drawer)
    put_party(draft, "creditor", first_of(fields, "59"))
    put_bank(draft, "debtor_agent", drawer)
    put_between(draft, fields, sender, receiver)
    put_texts(draft)


def _own_transfers(draft: Draft, message: FinMessage) -> None:
    """MT201: like an MT200."""
    _put_money(draft)
    put_own_transfer(draft, message)


def _bank_transfers(draft: Draft, message: FinMessage) -> None:
    """MT203: like an MT202."""
    fields = draft.fields
    _put_money(draft)
    sender, receiver = header_bank(message, SENDER), header_bank(message, RECEIVER)
    payer = named_bank(fields, "52") or sender
    put_bank_as_party(draft, "debtor", payer)
    put_bank_as_party(draft, "creditor", named_bank(fields, "58") or NOBODY)
    put_bank(draft, "debtor_agent", payer)
    put_bank(draft, "creditor_agent", named_bank(fields, "57") or receiver)
    put_between(draft, fields, sender, receiver)
    put_texts(draft)


SEVERAL: dict[str, Callable[[Draft, FinMessage], None]] = {
    "101": _requested,
    "102": _customer_transfers,
    "104": _direct_debits,
    "107": _direct_debits,
    "110": _cheque,
    "201": _own_transfers,
    "203": _bank_transfers,
}
