"""Parties, accounts and agents of ISO 20022 messages as columns of the payments table."""

import re
from typing import Any

from nostro.payments.xml_paths import Element, child, children, text

__all__ = ["account_of", "agent_of", "country_of_bic", "fill_agents", "party_of", "remittance_of"]

_BIC = re.compile(r"[A-Z]{4}([A-Z]{2})[A-Z0-9]{2}(?:[A-Z0-9]{3})?")
_ADDRESS_PARTS = (
    "Dept", "SubDept", "StrtNm", "BldgNb", "BldgNm", "Flr", "UnitNb", "Room", "PstBx", "PstCd",
    "TwnNm", "TwnLctnNm", "DstrctNm", "CtrySubDvsn",
)  # fmt: skip
_INTERMEDIARIES = (
    "PrvsInstgAgt", "PrvsInstgAgt1", "PrvsInstgAgt2", "PrvsInstgAgt3",
    "IntrmyAgt1", "IntrmyAgt2", "IntrmyAgt3",
)  # fmt: skip
_TEXTS = ("InstrForCdtrAgt", "InstrForNxtAgt", "Purp", "RmtInf", "RltdRmtInf", "AddtlTxInf")
_PLACEHOLDERS = frozenset({"NOTPROVIDED", "NOT PROVIDED", "NOREF"})


def country_of_bic(code: str | None) -> str | None:
    """The country in a BIC (ISO 9362), or None where the code is none."""
    found = _BIC.fullmatch(code or "")
    return found[1] if found else None


def party_of(element: Element | None, column: str) -> dict[str, Any]:
    """Name, country, address, id and birth date of a party, as `<column>_name` and so on.

    A party may be wrapped in `Pty` (or `Agt`, a bank), as version 10 and statements do.
    """
    wrapped = child(element, "Pty")
    element = wrapped if wrapped is not None else element
    bank = child(element, "FinInstnId")
    if bank is None:
        bank = child(element, "Agt", "FinInstnId")
    if bank is not None:
        return _bank_as_party(bank, column)
    return {
        f"{column}_name": text(element, "Nm"),
        f"{column}_country": text(element, "PstlAdr", "Ctry") or text(element, "CtryOfRes"),
        f"{column}_address": _address(child(element, "PstlAdr")),
        f"{column}_id": _party_id(child(element, "Id")),
        f"{column}_birth_date": text(element, "Id", "PrvtId", "DtAndPlcOfBirth", "BirthDt"),
    }


def _bank_as_party(bank: Element, column: str) -> dict[str, Any]:
    code = _bank_code(bank)
    return {
        f"{column}_name": text(bank, "Nm") or code,
        f"{column}_country": text(bank, "PstlAdr", "Ctry") or country_of_bic(code),
        f"{column}_address": _address(child(bank, "PstlAdr")),
        f"{column}_id": code,
    }


def _party_id(element: Element | None) -> str | None:
    if element is None:
        return None
    organisation, person = child(element, "OrgId"), child(element, "PrvtId")
    return (
        text(organisation, "AnyBIC")
        or text(organisation, "BICOrBEI")
        or text(organisation, "LEI")
        or text(organisation, "Othr", "Id")
        or text(person, "Othr", "Id")
    )


def _address(element: Element | None) -> str | None:
    parts = [text(element, part) for part in _ADDRESS_PARTS]
    parts += [" ".join((line.text or "").split()) for line in children(element, "AdrLine")]
    parts.append(text(element, "Ctry"))
    kept = [part for part in parts if part and part not in _PLACEHOLDERS]
    return ", ".join(kept) or None


def account_of(element: Element | None) -> str | None:
    """The number of an account: IBAN, another id, or a proxy such as a telephone number."""
    return (
        text(element, "Id", "IBAN")
        or text(element, "Id", "Othr", "Id")
        or text(element, "Id", "PrtryAcct", "Id")
        or text(element, "Prxy", "Id")
    )


def agent_of(element: Element | None) -> tuple[str | None, str | None, str | None]:
    """Code, name and country of an agent. The code is a BIC, else a clearing id."""
    bank = child(element, "FinInstnId")
    if bank is None:
        bank = child(element, "Agt", "FinInstnId")
    code, name = _bank_code(bank), text(bank, "Nm")
    name = None if name in _PLACEHOLDERS else name
    country = text(bank, "PstlAdr", "Ctry") or country_of_bic(code)
    return code, name or (None if code else _address(child(bank, "PstlAdr"))), country


def _bank_code(bank: Element | None) -> str | None:
    return (
        text(bank, "BICFI")
        or text(bank, "BIC")
        or text(bank, "ClrSysMmbId", "MmbId")
        or text(bank, "Othr", "Id")
        or text(bank, "LEI")
    )


def fill_agents(transaction: Element, *outer: Element | None) -> dict[str, Any]:
    """The agents of a transaction; instructing and instructed ones stand in where one is missing.

    Where they are other banks they are among those between: a listed bank that only passes a
    message on has to be screened as well.
    `outer` are the elements around it that may carry agents for all transactions.
    """
    fields: dict[str, Any] = {}
    for column, names in (
        ("debtor_agent", ("DbtrAgt", "InstgAgt")),
        ("creditor_agent", ("CdtrAgt", "InstdAgt")),
    ):
        for name in names:
            found = next(
                (a for e in (transaction, *outer) if any(a := agent_of(child(e, name)))), None
            )
            if found:
                fields |= dict(
                    zip((column, f"{column}_name", f"{column}_country"), found, strict=True)
                )
                break
    between = _between(transaction, [transaction, *outer], fields)
    fields["intermediary_agents"] = [code for code, _, _ in between if code]
    fields["intermediary_agent_names"] = [name for _, name, _ in between if name]
    return fields


_Agent = tuple[str | None, str | None, str | None]


def _between(
    transaction: Element, around: list[Element | None], fields: dict[str, Any]
) -> list[_Agent]:
    """The intermediaries, with the instructing agent before and the instructed one after them."""
    named = [agent_of(child(transaction, name)) for name in _INTERMEDIARIES]
    codes = [fields.get("debtor_agent"), fields.get("creditor_agent"), *(c for c, _, _ in named)]
    known = {code[:8] for code in codes if code}
    passing: list[list[_Agent]] = []
    for name in ("InstgAgt", "InstdAgt"):
        found = next((a for e in around if (a := agent_of(child(e, name)))[0]), None)
        passing.append([found] if found and (found[0] or "")[:8] not in known else [])
    return [*passing[0], *named, *passing[1]]


def remittance_of(transaction: Element) -> str | None:
    """All free text that goes with a payment, a piece a line: purpose, instructions, remittance."""
    found: list[str] = []
    for name in _TEXTS:
        for element in children(transaction, name):
            for leaf in element.iter():
                value = " ".join((leaf.text or "").split())
                if value and not len(leaf) and value not in found:
                    found.append(value)
    return "\n".join(found) or None
