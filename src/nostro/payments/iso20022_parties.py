"""Parties, accounts and agents of ISO 20022 messages as columns of the payments table."""

import re
from collections.abc import Iterable
from typing import Any, NamedTuple

from nostro.payments.xml_paths import Element, Parts, child, children, folded, local, parts_of, text

__all__ = ["Agent", "account_of", "agents_of", "country_of_bic", "party_of", "remittance_of"]

_BIC = re.compile(r"[A-Z]{4}([A-Z]{2})[A-Z0-9]{2}(?:[A-Z0-9]{3})?")
_ADDRESS_PARTS = (
    "CareOf", "Dept", "SubDept", "StrtNm", "BldgNb", "BldgNm", "Flr", "UnitNb", "Room", "PstBx",
    "PstCd", "TwnNm", "TwnLctnNm", "DstrctNm", "CtrySubDvsn",
)  # fmt: skip
_PREVIOUS = ("PrvsInstgAgt", "PrvsInstgAgt1", "PrvsInstgAgt2", "PrvsInstgAgt3")
_CORRESPONDENTS = ("InstgRmbrsmntAgt", "ThrdRmbrsmntAgt", "InstdRmbrsmntAgt")
_INTERMEDIARIES = ("IntrmyAgt1", "IntrmyAgt2", "IntrmyAgt3")
_TEXTS = frozenset({
    "InstrForDbtrAgt", "InstrForCdtrAgt", "InstrForNxtAgt", "Purp", "RgltryRptg", "Tax", "RmtInf",
    "RltdRmtInf", "AddtlTxInf", "RtrRsnInf", "RvslRsnInf",
})  # fmt: skip
_PLACEHOLDERS = frozenset({"NOTPROVIDED", "NOT PROVIDED", "NOREF"})


def country_of_bic(code: str | None) -> str | None:
    """The country in a BIC (ISO 9362), or None where the code is none."""
    found = _BIC.fullmatch(code or "")
    return found[1] if found else None


def party_of(element: Element | None, column: str) -> dict[str, Any]:
    """Name, country, address, id and birth date of a party, as `<column>_name` and so on.

    A party may be wrapped in `Pty` (or `Agt`, a bank), as version 10 and statements do.
    """
    parts = parts_of(element)
    parts = parts_of(parts["Pty"]) if "Pty" in parts else parts
    if bank := _bank(parts):
        return _bank_as_party(bank, column)
    address, identity = parts.get("PstlAdr"), parts.get("Id")
    return {
        f"{column}_name": folded(parts.get("Nm")),
        f"{column}_country": text(address, "Ctry") or folded(parts.get("CtryOfRes")),
        f"{column}_address": _address(address),
        f"{column}_id": _party_id(identity),
        f"{column}_birth_date": text(identity, "PrvtId", "DtAndPlcOfBirth", "BirthDt"),
    }


def _bank_as_party(bank: Parts, column: str) -> dict[str, Any]:
    code = _bank_code(bank)
    address = bank.get("PstlAdr")
    return {
        f"{column}_name": folded(bank.get("Nm")) or code,
        f"{column}_country": text(address, "Ctry") or country_of_bic(code),
        f"{column}_address": _address(address),
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
        or _given(organisation, "Othr", "Id")
        or _given(person, "Othr", "Id")
    )


def _given(element: Element | None, *path: str) -> str | None:
    """The text at a path, unless it only says that there is none."""
    found = text(element, *path)
    return None if found in _PLACEHOLDERS else found


def _address(element: Element | None) -> str | None:
    if element is None:
        return None
    parts = parts_of(element)
    lines = [folded(parts.get(name)) for name in _ADDRESS_PARTS]
    lines += [folded(line) for line in children(element, "AdrLine")]
    lines.append(folded(parts.get("Ctry")))
    kept = [line for line in lines if line and line not in _PLACEHOLDERS]
    return ", ".join(kept) or None


def account_of(element: Element | None) -> str | None:
    """The number of an account: IBAN, another id, or a proxy such as a telephone number."""
    return (
        text(element, "Id", "IBAN")
        or _given(element, "Id", "Othr", "Id")
        or _given(element, "Id", "PrtryAcct", "Id")
        or _given(element, "Prxy", "Id")
    )


class Agent(NamedTuple):
    """A bank in a payment. The code is a BIC, else a clearing id."""

    code: str | None
    name: str | None
    country: str | None

    @property
    def bank(self) -> str | None:
        """What tells it from others: its BIC without the branch, another code, or its name."""
        return self.code[:8] if self.code and country_of_bic(self.code) else self.code or self.name


_NOBODY = Agent(None, None, None)


def _agent(element: Element | None) -> Agent:
    if element is None:
        return _NOBODY
    bank = _bank(parts_of(element))
    code, address = _bank_code(bank), bank.get("PstlAdr")
    name = _given(bank.get("Nm")) or (None if code else _address(address))
    return Agent(code, name, text(address, "Ctry") or country_of_bic(code))


def _bank(parts: Parts) -> Parts:
    """What is said of a bank, which may be wrapped in `Agt`; empty where it is none."""
    wrapped = parts.get("FinInstnId")
    return parts_of(child(parts.get("Agt"), "FinInstnId") if wrapped is None else wrapped)


def _bank_code(bank: Parts) -> str | None:
    return (
        folded(bank.get("BICFI"))
        or folded(bank.get("BIC"))
        or _given(bank.get("ClrSysMmbId"), "MmbId")
        or _given(bank.get("Othr"), "Id")
        or folded(bank.get("LEI"))
    )


def agents_of(
    parts: Parts, debtor: tuple[str, str], creditor: tuple[str, str], parties: Iterable[str | None]
) -> dict[str, Any]:
    """The agents of a transaction, by the elements that name them on each side.

    The second element of a side (the instructing or the instructed agent) stands in for the
    first. Banks that only pass a message on, correspondents and the banks behind a cover have to
    be screened as well: where they are others than the agents and the `parties` (codes), they
    stand among the ones between, which come in the order of the money.
    """
    source, sender = (_agent(parts.get(name)) for name in debtor)
    target, receiver = (_agent(parts.get(name)) for name in creditor)
    source, target = source if any(source) else sender, target if any(target) else receiver
    previous = [_agent(parts.get(name)) for name in _PREVIOUS]
    named = [_agent(parts.get(name)) for name in _INTERMEDIARIES]
    known = {agent.bank for agent in (source, target, *previous, *named)} | {None}
    known |= {Agent(code, None, None).bank for code in parties}  # a party may be a bank itself
    settlement, underlying = parts.get("SttlmInf"), parts.get("UndrlygCstmrCdtTrf")
    correspondents = [_agent(child(settlement, name)) for name in _CORRESPONDENTS]
    between = [
        *previous,
        *_others([sender, *correspondents, receiver], known),
        *named,
        *_others(_behind(underlying), known),
    ]
    return {
        **_columns("debtor_agent", source),
        **_columns("creditor_agent", target),
        "intermediary_agents": [agent.code for agent in between if agent.code],
        "intermediary_agent_names": [agent.name for agent in between if agent.name],
    }


def _behind(underlying: Element | None) -> list[Agent]:
    """The banks of the customers' transfer that a cover pays for."""
    names = ("DbtrAgt", *_PREVIOUS, *_INTERMEDIARIES, "CdtrAgt")
    return [_agent(child(underlying, name)) for name in names] if underlying is not None else []


def _others(agents: list[Agent], known: set[str | None]) -> list[Agent]:
    """The agents that are not known yet, each once; they are known from then on."""
    found = {agent.bank: agent for agent in agents if agent.bank not in known}
    known |= set(found)
    return list(found.values())


def _columns(column: str, agent: Agent) -> dict[str, Any]:
    return {column: agent.code, f"{column}_name": agent.name, f"{column}_country": agent.country}


def remittance_of(*elements: Element | None) -> str | None:
    """All free text that goes with a payment, a piece a line: purpose, instructions, remittance."""
    found: dict[str, None] = {}
    for element in elements:
        for part in element if element is not None else ():
            if local(part) in _TEXTS:
                found |= {value: None for leaf in part.iter() if (value := folded(leaf))}
    return "\n".join(found) or None
