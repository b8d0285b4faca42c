"""Payments written as SWIFT MT messages, in character set X.

A payment that was read from a message of the same type comes out as that message was. Any other
is composed: what the format cannot hold is transliterated, cut or left out (lines of 35
characters, four to a field, references of 16), and each of these is stated as a Problem. The same
payment gives the same bytes.
"""

import re
from collections.abc import Callable

from nostro.model.payments import Payment
from nostro.model.problems import Problem
from nostro.payments.identifiers import country_of_bic
from nostro.payments.mt_blocks import COVER
from nostro.payments.mt_composed import Composition
from nostro.payments.mt_restored import is_restorable, restored_fields
from nostro.payments.mt_types import TYPES

__all__ = ["WRITABLE", "write_mt", "write_mt103", "write_mt202cov"]

_COVER_MARK = "COV"
# Stands for a bank that has no BIC; a 0 in the eighth place marks test addresses (ISO 9362).
_NO_BANK = "NSTRDEF0"
_SERVICE = re.compile(r"G(00\d)")
_USER_HEADER = ("103", "113", "108", "119", "423", "106", "424", "111", "121")
_PATH = re.compile(r"(B/)?(\d{2})([A-Z]?)(?:\[(\d+)\])?")
_Fields = list[tuple[str, str]]


def write_mt(payment: Payment, kind: str) -> tuple[bytes, list[Problem]]:
    """A payment as a message of one of the types in `WRITABLE` (`103`, `202COV`), in FIN with
    blocks 1 to 4, and what the message does not say as the payment does.

    Raises KeyError for another type.
    """
    write = WRITABLE[kind]
    number = kind.removesuffix(_COVER_MARK)
    if is_restorable(payment, number):
        fields, problems = restored_fields(payment), []
    else:
        composition = Composition(payment, number)
        write(composition)
        fields, problems = composition.fields, composition.problems()
    is_cover = kind.endswith(_COVER_MARK) or payment.message_type == f"MT{kind}{_COVER_MARK}"
    ordered = sorted(fields, key=lambda field: _order(number, field[0]))
    return _message(number, payment, ordered, is_cover=is_cover), problems


def write_mt103(payment: Payment) -> tuple[bytes, list[Problem]]:
    """A customer transfer; the problems state each truncation and transliteration."""
    return write_mt(payment, "103")


def write_mt202cov(payment: Payment) -> tuple[bytes, list[Problem]]:
    """A cover payment: the banks' transfer, then the customers' in sequence B.

    The debtor and creditor are banks: their id is their BIC or clearing id.
    """
    return write_mt(payment, "202COV")


def _customer_transfer(message: Composition) -> None:
    message.reference("20")
    message.code("23B", "CRED")
    message.money("32A")
    message.customer("50", "debtor", "K")
    message.bank("52", "debtor_agent")
    message.between("56")
    message.bank("57", "creditor_agent")
    message.customer("59", "creditor")
    message.text("70")
    message.code("71A", "SHA")
    message.left_out()


def _request(message: Composition) -> None:
    message.reference("20")
    message.code("28D", "1/1")
    message.customer("50", "debtor", "H")
    message.bank("52", "debtor_agent")
    message.date("30")
    message.reference("21")
    message.money("32B")
    message.between("56")
    message.bank("57", "creditor_agent")
    message.customer("59", "creditor")
    message.text("70")
    message.code("71A", "SHA")
    message.left_out()


def _between_banks(message: Composition) -> None:
    """What a bank transfer and a cover share: sequence A without its text."""
    message.reference("20")
    message.reference("21")
    message.money("32A")
    message.bank_party("52", "debtor")
    message.between("56")
    message.bank("57", "creditor_agent")
    message.bank_party("58", "creditor")


def _bank_transfer(message: Composition) -> None:
    _between_banks(message)
    message.text("72")
    message.left_out()


def _cover(message: Composition) -> None:
    _between_banks(message)
    message.customer(f"{COVER}50", "underlying_debtor", "K")
    message.customer(f"{COVER}59", "underlying_creditor")
    message.text(f"{COVER}70")
    message.left_out()


def _own_transfer(message: Composition) -> None:
    message.reference("20")
    message.money("32A")
    message.account("53B", "debtor_account", mark="/")
    message.between("56")
    message.bank("57", "creditor_agent")
    message.text("72")
    message.left_out()


def _debit(message: Composition) -> None:
    message.reference("20")
    message.reference("21")
    message.account("25", "debtor_account")
    message.money("32A")
    message.between("52")
    message.text("72")
    message.left_out()


def _credit(message: Composition) -> None:
    message.reference("20")
    message.reference("21")
    message.account("25", "creditor_account")
    message.money("32A")
    message.customer("50", "debtor", "K")
    message.bank("52", "debtor_agent")
    message.between("56")
    message.text("72")
    message.left_out()


WRITABLE: dict[str, Callable[[Composition], None]] = {
    "101": _request,
    "103": _customer_transfer,
    "200": _own_transfer,
    "202": _bank_transfer,
    "202COV": _cover,
    "205": _bank_transfer,
    "205COV": _cover,
    "900": _debit,
    "910": _credit,
}


def _order(kind: str, path: str) -> tuple[bool, int, int]:
    """Where a field stands in a message of this type; those it does not have come last."""
    found = _PATH.fullmatch(path)
    if not found:
        return False, 0, 0
    tags = TYPES[kind].behind if found[1] else TYPES[kind].fields
    known = {found[2], found[2] + found[3]}
    place = next((at for at, tag in enumerate(tags) if tag in known), len(tags))
    return bool(found[1]), place, int(found[4] or 1)


def _tag(path: str) -> str:
    found = _PATH.fullmatch(path)
    return found[2] + found[3] if found else path


def _message(kind: str, payment: Payment, fields: _Fields, *, is_cover: bool) -> bytes:
    head = _header(kind, payment) + _user_header(payment, is_cover=is_cover)
    lines = [f":{_tag(path)}:{value}" for path, value in fields]
    text = "\n".join([f"{head}{{4:", *lines, "-}", ""])
    return text.replace("\n", "\r\n").encode("utf-8")


def _header(kind: str, payment: Payment) -> str:
    sender, receiver = _bank_at(payment, "sender"), _bank_at(payment, "receiver")
    return f"{{1:F01{_terminal(sender)}0000000000}}{{2:I{kind}{_terminal(receiver)}N}}"


def _bank_at(payment: Payment, side: str) -> str | None:
    """The bank that sends or receives a message: as it was read, else the agent of that side."""
    if side in payment.other:
        return payment.other[side]
    for column, origin in payment.origins.items():
        if origin == side and not column.endswith(("_country", "]")):
            found: str | None = getattr(payment, column)
            return found
    listed = (column for column, origin in payment.origins.items() if origin == side)
    for column in listed:
        if column.startswith("intermediary_agents["):
            return payment.intermediary_agents[int(column.partition("[")[2].rstrip("]"))]
    return payment.debtor_agent if side == "sender" else payment.creditor_agent


def _terminal(code: str | None) -> str:
    """The logical terminal of a bank: its BIC with a terminal letter in the ninth place."""
    bic = code if code and country_of_bic(code) else _NO_BANK
    return f"{bic[:8]}A{bic[8:] or 'XXX'}"


def _user_header(payment: Payment, *, is_cover: bool) -> str:
    service = _SERVICE.fullmatch(payment.service_level or "")
    said = {
        **{tag: value for tag, value in payment.other.items() if tag.isdigit() and len(tag) == 3},
        "103": payment.clearing_system if payment.origins.get("clearing_system") == "103" else None,
        "111": service[1] if service else None,
        "119": _COVER_MARK if is_cover else payment.other.get("119"),
        "121": payment.uetr or payment.other.get("121"),
    }
    tags = [*_USER_HEADER, *(tag for tag in said if tag not in _USER_HEADER)]
    blocks = "".join(f"{{{tag}:{said[tag]}}}" for tag in tags if said.get(tag))
    return f"{{3:{blocks}}}" if blocks else ""
