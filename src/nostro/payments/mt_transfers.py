"""SWIFT messages of one transfer each as columns of the payments table.

MT103 moves a customer's money, MT202 and MT205 that of banks (with customers behind them where
they are covers), MT200 a bank's own; MT900 and MT910 confirm that an account was debited or
credited. Which bank stands where: see `mt_banks`.
"""

from collections.abc import Callable

from nostro.payments.identifiers import country_of_bic
from nostro.payments.mt_banks import (
    NOBODY,
    RECEIVER,
    SENDER,
    Bank,
    header_bank,
    named_bank,
    put_bank,
    put_bank_as_party,
    put_between,
    put_party,
)
from nostro.payments.mt_blocks import COVER, Field, FinMessage, first_of
from nostro.payments.mt_draft import Draft
from nostro.payments.mt_fields import money_of, own_account
from nostro.payments.mt_parties import Agent

__all__ = ["SINGLE", "put_money", "put_own_account", "put_own_transfer", "put_texts"]

_BEHIND = ("51", "52", "53", "54", "55", "56", "57")
_UNDERLYING = ("name", "account", "country", "address")
_TEXTS = frozenset({"70", "72", "77A", "77B", "77T"})


def put_money(draft: Draft, field: Field | None) -> None:
    """Date, currency and amount from field 32A. Raises ValueError where they are none."""
    money = money_of(field.value if field else None)
    origin = field.path if field else ""
    draft.columns.update(money._asdict())
    draft.origins.update(booked_at=origin, currency=origin, amount_minor=origin)
    if field and field.value.split() == [field.value]:
        draft.hold(field)


def put_texts(draft: Draft) -> None:
    """The free text of fields 70, 72 and 77, in their order."""
    if texts := [field for field in draft.fields if field.tag in _TEXTS]:
        draft.text("remittance", texts)


def put_own_account(draft: Draft, side: str, owner: Bank, servicer: Bank) -> None:
    """The owner of field 25 and the bank that keeps it, on one side of a payment."""
    field = first_of(draft.fields, "25")
    if field is None:
        put_bank_as_party(draft, side, owner)
        put_bank(draft, f"{side}_agent", servicer)
        return
    bank, number = own_account(field.value)
    put_bank_as_party(draft, side, owner)
    draft.put(f"{side}_account", number, f"{field.path}/1")
    draft.hold(field, 2 * (number == field.value.partition("\n")[0]))
    kept = Bank(Agent(bank, None, country_of_bic(bank)), f"{field.path}/1") if bank else NOBODY
    put_bank(draft, f"{side}_agent", servicer if servicer.agent.code else kept)


def _customer_transfer(draft: Draft, message: FinMessage) -> None:
    """MT103. Raises ValueError without its money, field 50 or field 59."""
    fields = draft.fields
    put_money(draft, first_of(fields, "32A"))
    payer, payee = first_of(fields, "50"), first_of(fields, "59")
    if not payer or not payee:
        raise ValueError("no field 50 or no field 59: an MT103 needs both")
    put_party(draft, "debtor", payer)
    put_party(draft, "creditor", payee)
    sender, receiver = header_bank(message, SENDER), header_bank(message, RECEIVER)
    put_bank(draft, "debtor_agent", named_bank(fields, "52") or sender)
    put_bank(draft, "creditor_agent", named_bank(fields, "57") or receiver)
    put_between(draft, fields, sender, receiver)
    put_texts(draft)


def _bank_transfer(draft: Draft, message: FinMessage) -> None:
    """MT202 and MT205: the parties are banks. Raises ValueError without its money.

    Sequence B of a cover tells of the customers; their banks are counted among the ones between.
    """
    put_money(draft, first_of(draft.fields, "32A"))
    own = [field for field in draft.fields if not field.path.startswith(COVER)]
    behind = draft.fields[len(own) :]
    sender, receiver = header_bank(message, SENDER), header_bank(message, RECEIVER)
    payer = named_bank(own, "52") or sender
    put_bank_as_party(draft, "debtor", payer)
    put_bank_as_party(draft, "creditor", named_bank(own, "58") or NOBODY)
    put_bank(draft, "debtor_agent", payer)
    put_bank(draft, "creditor_agent", named_bank(own, "57") or receiver)
    more = [bank for field in behind if (bank := named_bank([field], *_BEHIND))]
    put_between(draft, own, sender, receiver, more)
    put_party(draft, "underlying_debtor", first_of(behind, "50"), _UNDERLYING)
    put_party(draft, "underlying_creditor", first_of(behind, "59"), _UNDERLYING)
    put_texts(draft)


def _own_transfer(draft: Draft, message: FinMessage) -> None:
    """MT200: the sender moves its money from its account with the receiver (field 53) to its
    account with another bank (field 57).
    """
    put_money(draft, first_of(draft.fields, "32A"))
    put_own_transfer(draft, message)


def put_own_transfer(draft: Draft, message: FinMessage) -> None:
    """The parties and banks of MT200 and MT201."""
    sender, receiver = header_bank(message, SENDER), header_bank(message, RECEIVER)
    put_bank_as_party(draft, "debtor", sender)
    put_bank_as_party(draft, "creditor", sender)
    put_party(draft, "debtor", first_of(draft.fields, "53B"), ("account",))
    put_bank(draft, "debtor_agent", receiver)
    put_bank(draft, "creditor_agent", named_bank(draft.fields, "57") or NOBODY)
    put_between(draft, draft.fields, NOBODY, NOBODY)
    put_texts(draft)


def _debit(draft: Draft, message: FinMessage) -> None:
    """MT900: the receiver's account with the sender was debited. To whom, it does not say, so
    the sender stands there too.
    """
    put_money(draft, first_of(draft.fields, "32A"))
    sender, receiver = header_bank(message, SENDER), header_bank(message, RECEIVER)
    put_own_account(draft, "debtor", receiver, sender)
    put_bank(draft, "creditor_agent", sender)
    ordering = named_bank(draft.fields, "52")
    put_between(draft, draft.fields, NOBODY, NOBODY, [ordering] if ordering else [])
    put_texts(draft)


def _credit(draft: Draft, message: FinMessage) -> None:
    """MT910: the receiver's account with the sender was credited, by a customer (field 50) or a
    bank (field 52).
    """
    put_money(draft, first_of(draft.fields, "32A"))
    sender, receiver = header_bank(message, SENDER), header_bank(message, RECEIVER)
    payer, ordering = first_of(draft.fields, "50"), named_bank(draft.fields, "52")
    if payer:
        put_party(draft, "debtor", payer)
    elif ordering:
        put_bank_as_party(draft, "debtor", ordering)
    put_bank(draft, "debtor_agent", ordering or sender)
    put_own_account(draft, "creditor", receiver, sender)
    put_between(draft, draft.fields, NOBODY, NOBODY)
    put_texts(draft)


SINGLE: dict[str, Callable[[Draft, FinMessage], None]] = {
    "103": _customer_transfer,
    "200": _own_transfer,
    "202": _bank_transfer,
    "205": _bank_transfer,
    "900": _debit,
    "910": _credit,
}
