"""Payments composed as ISO 20022 messages: pacs.008, pacs.009 (CORE and COV), pain.001.

A message is its leaves: paths, each with its text, within the limits of the schemas; only ids are
written whole, though the schemas stop at 35 characters.
"""

import re
from collections.abc import Iterator
from itertools import zip_longest

from nostro.model.money import format_minor
from nostro.model.payments import Payment
from nostro.payments.identifiers import country_of_bic, is_iban
from nostro.payments.writing_tree import WRITTEN_TYPES, written_leaves

__all__ = ["write_pacs008", "write_pacs009", "write_pain001"]

_INTERMEDIARIES = ("PrvsInstgAgt1", "PrvsInstgAgt2", "PrvsInstgAgt3",
                   "IntrmyAgt1", "IntrmyAgt2", "IntrmyAgt3")  # fmt: skip
_LEI = re.compile(r"[A-Z0-9]{18}\d{2}")
_NINE_DIGITS = re.compile(r"\d{9}")
_NAME, _ADDRESS_LINE, _TEXT = 140, 70, 140
_Leaves = Iterator[tuple[str, str | None]]


def write_pacs008(payment: Payment, *, header: bool = False) -> bytes:
    """A customer credit transfer (pacs.008.001.08).

    With `header`, in a `BusinessMessage` with its application header (head.001.001.02).
    """
    return _message("pacs.008", _customer_transfer(payment), payment, header=header)


def write_pacs009(payment: Payment, *, cover: bool = False, header: bool = False) -> bytes:
    """A bank transfer (pacs.009.001.08), as a cover with its customers where asked.

    The debtor and creditor are banks: their id is their BIC or clearing id.
    """
    return _message("pacs.009", _bank_transfer(payment, cover=cover), payment, header=header)


def write_pain001(payment: Payment) -> bytes:
    """A customer's payment initiation (pain.001.001.09)."""
    return _message("pain.001", _initiation(payment), payment, header=False)


def _message(kind: str, leaves: _Leaves, payment: Payment, *, header: bool) -> bytes:
    head = _header(WRITTEN_TYPES[kind][0], payment) if header else ()
    return written_leaves(
        kind, ((path, text) for path, text in (*head, *leaves) if text is not None)
    )


def _customer_transfer(payment: Payment) -> _Leaves:
    yield from _settlement(payment)
    yield "ChrgBr", "SHAR"
    yield from _between(payment, _INTERMEDIARIES)
    yield from _name("UltmtDbtr", payment.ultimate_debtor_name)
    yield from _name("InitgPty", payment.initiating_party_name)
    yield from _party("Dbtr", payment, "debtor")
    yield from _agents(payment)
    yield from _party("Cdtr", payment, "creditor")
    yield from _name("UltmtCdtr", payment.ultimate_creditor_name)
    yield from _remittance(payment)


def _bank_transfer(payment: Payment, *, cover: bool) -> _Leaves:
    debtor = (payment.debtor_id, payment.debtor_name, payment.debtor_country)
    creditor = (payment.creditor_id, payment.creditor_name, payment.creditor_country)
    yield from _settlement(payment)
    yield from _between(payment, _INTERMEDIARIES)
    yield from _agent("Dbtr", *debtor)
    yield from _account("DbtrAcct", payment.debtor_account)
    yield from _agents(payment)
    yield from _agent("Cdtr", *creditor)
    yield from _account("CdtrAcct", payment.creditor_account)
    yield from _remittance(payment)
    if cover:
        behind = "UndrlygCstmrCdtTrf/"
        yield from _party(f"{behind}Dbtr", payment, "underlying_debtor")
        yield from _agent(f"{behind}DbtrAgt", *debtor)
        yield from _agent(f"{behind}CdtrAgt", *creditor)
        yield from _party(f"{behind}Cdtr", payment, "underlying_creditor")


def _initiation(payment: Payment) -> _Leaves:
    message_id, transaction_id = _ids(payment)
    yield from _group(payment)
    yield "GrpHdr/InitgPty", ""
    yield from _name("GrpHdr/InitgPty", payment.initiating_party_name)
    yield "PmtInf/PmtInfId", message_id
    yield "PmtInf/PmtMtd", "TRF"
    yield "PmtInf/ReqdExctnDt/Dt", payment.booked_at.date().isoformat()
    yield from _party("PmtInf/Dbtr", payment, "debtor")
    yield from _debtor_agent("PmtInf/DbtrAgt", payment)
    yield "PmtId/EndToEndId", transaction_id
    yield "PmtId/UETR", payment.uetr or None
    yield "Amt/InstdAmt", _amount(payment)
    yield from _name("UltmtDbtr", payment.ultimate_debtor_name)
    yield from _between(payment, _INTERMEDIARIES[3:])
    yield from _creditor_agent("CdtrAgt", payment)
    yield from _party("Cdtr", payment, "creditor")
    yield from _name("UltmtCdtr", payment.ultimate_creditor_name)
    yield from _remittance(payment)


def _ids(payment: Payment) -> tuple[str, str]:
    """The ids of the message and the transaction, which a slash parts in `payment_id`."""
    message_id, slash, transaction_id = payment.payment_id.partition("/")
    return message_id, transaction_id if slash else message_id


def _time(payment: Payment) -> str:
    return f"{payment.booked_at:%Y-%m-%dT%H:%M:%S}+00:00"


def _amount(payment: Payment) -> str:
    return (
        f"{payment.currency} {format_minor(payment.amount_minor, payment.currency, grouped=False)}"
    )


def _group(payment: Payment) -> _Leaves:
    yield "GrpHdr/MsgId", _ids(payment)[0]
    yield "GrpHdr/CreDtTm", _time(payment)
    yield "GrpHdr/NbOfTxs", "1"


def _settlement(payment: Payment) -> _Leaves:
    transaction_id = _ids(payment)[1]
    yield from _group(payment)
    yield "GrpHdr/SttlmInf/SttlmMtd", "INDA"
    yield "PmtId/EndToEndId", transaction_id
    yield "PmtId/TxId", transaction_id
    yield "PmtId/UETR", payment.uetr or None
    yield "IntrBkSttlmAmt", _amount(payment)
    yield "IntrBkSttlmDt", payment.booked_at.date().isoformat()


def _between(payment: Payment, known: tuple[str, ...]) -> _Leaves:
    """The banks between, up to six: the last three are intermediaries, earlier ones previous.

    Codes and names belong together where there are as many of both, and are written apart else.
    """
    codes, names = payment.intermediary_agents, payment.intermediary_agent_names
    if len(codes) == len(names) or not codes or not names:
        banks = list(zip_longest(codes, names))
    else:
        banks = [*((code, None) for code in codes), *((None, name) for name in names)]
    elements = _INTERMEDIARIES[max(3 - len(banks[3:]), 0) :]
    for element, bank in zip(elements, banks, strict=False):
        if element in known:
            yield from _agent(element, *bank, None)


def _agents(payment: Payment) -> _Leaves:
    yield from _debtor_agent("DbtrAgt", payment)
    yield from _creditor_agent("CdtrAgt", payment)


def _debtor_agent(path: str, payment: Payment) -> _Leaves:
    yield from _agent(
        path, payment.debtor_agent, payment.debtor_agent_name, payment.debtor_agent_country
    )


def _creditor_agent(path: str, payment: Payment) -> _Leaves:
    yield from _agent(
        path, payment.creditor_agent, payment.creditor_agent_name, payment.creditor_agent_country
    )


def _agent(path: str, code: str | None, name: str | None, country: str | None) -> _Leaves:
    """A bank by BIC or clearing id and name; its country where no BIC says it. Nine digits are a
    Russian BIK, or an American number where the bank is.
    """
    yield f"{path}/FinInstnId", ""
    known = country_of_bic(code)
    if code and known:
        yield f"{path}/FinInstnId/BICFI", code
    elif code:
        if _NINE_DIGITS.fullmatch(code):
            system = "USABA" if country == "US" else "RUCBC"
            yield f"{path}/FinInstnId/ClrSysMmbId/ClrSysId/Cd", system
        yield f"{path}/FinInstnId/ClrSysMmbId/MmbId", code
    yield from _name(f"{path}/FinInstnId", name)
    if country and known != country:
        yield f"{path}/FinInstnId/PstlAdr/Ctry", country


def _name(path: str, text: str | None) -> _Leaves:
    """A name of at most 140 characters."""
    yield f"{path}/Nm", text[:_NAME] if text else None


def _account(path: str, number: str | None) -> _Leaves:
    """An account by its IBAN, if it is one, or by another number."""
    if number:
        yield f"{path}/Id/{'IBAN' if is_iban(number) else 'Othr/Id'}", number


def _party(path: str, payment: Payment, column: str) -> _Leaves:
    """A customer and the account, from the columns `<column>_name`, `_address` and so on."""

    def field(suffix: str) -> str | None:
        value: str | None = getattr(payment, f"{column}_{suffix}", None)
        return value or None

    yield path, ""
    yield from _name(path, field("name"))
    yield f"{path}/PstlAdr/Ctry", field("country")
    lines = filter(None, _address_lines(field("address"), field("country")))
    for number, line in enumerate(lines, 1):
        yield f"{path}/PstlAdr/AdrLine[{number}]", line
    yield from _id(f"{path}/Id", field("id"), field("birth_date"))
    yield from _account(f"{path}Acct", field("account"))


def _id(path: str, number: str | None, born: str | None) -> _Leaves:
    """The id of a person, where there is a birth date, or of an organisation.

    The schema asks for a place of birth too; `ZZ` is no country.
    """
    if born:
        yield f"{path}/PrvtId/DtAndPlcOfBirth/BirthDt", born
        yield f"{path}/PrvtId/DtAndPlcOfBirth/CityOfBirth", "NOTPROVIDED"
        yield f"{path}/PrvtId/DtAndPlcOfBirth/CtryOfBirth", "ZZ"
        yield f"{path}/PrvtId/Othr/Id", number
    elif country_of_bic(number):
        yield f"{path}/OrgId/AnyBIC", number
    elif number and _LEI.fullmatch(number):
        yield f"{path}/OrgId/LEI", number
    else:
        yield f"{path}/OrgId/Othr/Id", number


def _remittance(payment: Payment) -> _Leaves:
    """Free text, an element a line, of at most 140 characters."""
    lines = [
        line[start : start + _TEXT]
        for line in (payment.remittance or "").split("\n")
        for start in range(0, len(line), _TEXT)
    ]
    for number, line in enumerate(lines, 1):
        yield f"RmtInf/Ustrd[{number}]", line


def _address_lines(address: str | None, country: str | None) -> list[str]:
    """An address in lines of at most 70 characters, broken at its commas where it can be.

    The country stands in an element of its own, so it is left off the end.
    """
    text = (address or "").removesuffix(country or "").rstrip(", ")
    lines: list[str] = []
    for part in text.split(", "):
        if lines and len(lines[-1]) + len(part) + 2 <= _ADDRESS_LINE:
            lines[-1] += f", {part}"
        else:
            cut = range(0, len(part), _ADDRESS_LINE)
            lines += [part[start : start + _ADDRESS_LINE] for start in cut]
    return lines


def _header(version: str, payment: Payment) -> _Leaves:
    head = "/BusinessMessage/AppHdr"
    sender, receiver = payment.debtor_agent, payment.creditor_agent
    yield from _agent(f"{head}/Fr/FIId", sender, None, payment.debtor_agent_country)
    yield from _agent(f"{head}/To/FIId", receiver, None, payment.creditor_agent_country)
    yield f"{head}/BizMsgIdr", _ids(payment)[0]
    yield f"{head}/MsgDefIdr", version
    yield f"{head}/CreDt", _time(payment)
