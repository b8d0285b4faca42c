"""Payments written as ISO 20022 messages: pacs.008, pacs.009 (CORE and COV), pain.001."""

import re
from typing import Any

from lxml import etree

from nostro.model.money import format_minor
from nostro.model.payments import Payment
from nostro.payments.xml_paths import Element

__all__ = ["write_pacs008", "write_pacs009", "write_pain001"]

_NAMESPACE = "urn:iso:std:iso:20022:tech:xsd:"
_BIC = re.compile(r"[A-Z]{4}[A-Z]{2}[A-Z0-9]{2}(?:[A-Z0-9]{3})?")
_IBAN = re.compile(r"[A-Z]{2}\d{2}[A-Z0-9]{11,30}")
_BIK = re.compile(r"04\d{7}")


class _Writer:
    """Makes the elements of one message; empty ones are left out."""

    def __init__(self, message_type: str) -> None:
        self.message_type = message_type
        self._namespace = _NAMESPACE + message_type
        self._prefixes: Any = {None: self._namespace}

    def __call__(self, name: str, *content: Element | str | None) -> Element | None:
        kept = [part for part in content if part is not None and part != ""]
        return self.full(name, *kept) if kept else None

    def full(self, name: str, *content: Element | str, **attributes: str) -> Element:
        """An element that is there even where it is empty."""
        tag = f"{{{self._namespace}}}{name}"
        made = etree.Element(tag, attributes, nsmap=self._prefixes)
        for part in content:
            if isinstance(part, str):
                made.text = part
            else:
                made.append(part)
        return made

    def amount(self, name: str, payment: Payment) -> Element:
        text = format_minor(payment.amount_minor, payment.currency, grouped=False)
        return self.full(name, text, Ccy=payment.currency)

    def agent(self, name: str, code: str | None, bank: str | None = None) -> Element | None:
        if code and _BIC.fullmatch(code):
            known = self("BICFI", code)
        elif code:
            system = self("ClrSysId", self("Cd", "RUCBC")) if _BIK.fullmatch(code) else None
            known = self("ClrSysMmbId", system, self("MmbId", code))
        else:
            known = None
        return self(name, self("FinInstnId", known, self("Nm", bank)))

    def account(self, name: str, number: str | None) -> Element | None:
        if number and _IBAN.fullmatch(number):
            return self(name, self("Id", self("IBAN", number)))
        return self(name, self("Id", self("Othr", self("Id", number))))

    def party(self, name: str, payment: Payment, column: str) -> Element | None:
        def field(suffix: str) -> str | None:
            value: str | None = getattr(payment, f"{column}_{suffix}", None)
            return value

        address = self("PstlAdr", self("Ctry", field("country")), self("AdrLine", field("address")))
        born = field("birth_date")
        person = self("PrvtId", self("DtAndPlcOfBirth", self("BirthDt", born))) if born else None
        number = self("Othr", self("Id", field("id")))
        known = self("Id", person or self("OrgId", number))
        return self(name, self("Nm", field("name")), address, known)

    def document(self, *content: Element | None, header: Payment | None = None) -> bytes:
        root = self.full("Document", *(part for part in content if part is not None))
        if header is not None:
            envelope = etree.Element("BusinessMessage")
            envelope.append(_header(self.message_type, header))
            envelope.append(root)
            root = envelope
        return bytes(
            etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)
        )


def _header(message_type: str, payment: Payment) -> Element:
    write = _Writer("head.001.001.02")
    sender = write("Fr", write.agent("FIId", payment.debtor_agent))
    return write.full(
        "AppHdr",
        *([sender] if sender is not None else []),
        write.full("BizMsgIdr", _ids(payment)[0]),
        write.full("MsgDefIdr", message_type),
        write.full("CreDt", _time(payment)),
    )


def _ids(payment: Payment) -> tuple[str, str]:
    message_id, slash, transaction_id = payment.payment_id.partition("/")
    return message_id, transaction_id if slash else message_id


def _time(payment: Payment) -> str:
    return payment.booked_at.strftime("%Y-%m-%dT%H:%M:%S+00:00")


def _group(write: _Writer, payment: Payment) -> Element | None:
    return write(
        "GrpHdr",
        write("MsgId", _ids(payment)[0]),
        write("CreDtTm", _time(payment)),
        write("NbOfTxs", "1"),
        write("SttlmInf", write("SttlmMtd", "INDA")),
    )


def _transfer(write: _Writer, payment: Payment, *parties: Element | None) -> Element | None:
    transaction_id = _ids(payment)[1]
    between = zip(
        payment.intermediary_agents, [*payment.intermediary_agent_names, None, None, None],
        strict=False,
    )  # fmt: skip
    return write(
        "CdtTrfTxInf",
        write(
            "PmtId",
            write("EndToEndId", transaction_id),
            write("TxId", transaction_id),
            write("UETR", payment.uetr),
        ),
        write.amount("IntrBkSttlmAmt", payment),
        write("IntrBkSttlmDt", payment.booked_at.date().isoformat()),
        *(write.agent(f"IntrmyAgt{n}", code, name) for n, (code, name) in enumerate(between, 1)),
        *parties,
    )


def write_pacs008(payment: Payment, *, header: bool = False) -> bytes:
    """A customer credit transfer (pacs.008.001.08); with a business application header if asked."""
    write = _Writer("pacs.008.001.08")
    message = write(
        "FIToFICstmrCdtTrf",
        _group(write, payment),
        _transfer(
            write,
            payment,
            write("UltmtDbtr", write("Nm", payment.ultimate_debtor_name)),
            write("InitgPty", write("Nm", payment.initiating_party_name)),
            write.party("Dbtr", payment, "debtor"),
            write.account("DbtrAcct", payment.debtor_account),
            write.agent("DbtrAgt", payment.debtor_agent, payment.debtor_agent_name),
            write.agent("CdtrAgt", payment.creditor_agent, payment.creditor_agent_name),
            write.party("Cdtr", payment, "creditor"),
            write.account("CdtrAcct", payment.creditor_account),
            write("UltmtCdtr", write("Nm", payment.ultimate_creditor_name)),
            write("RmtInf", write("Ustrd", payment.remittance)),
        ),
    )
    return write.document(message, header=payment if header else None)


def write_pacs009(payment: Payment, *, cover: bool = False, header: bool = False) -> bytes:
    """A bank transfer (pacs.009.001.08), as a cover with its customers where asked.

    The debtor and creditor are banks: their BIC is the party's id.
    """
    write = _Writer("pacs.009.001.08")
    customers = write(
        "UndrlygCstmrCdtTrf",
        write.party("Dbtr", payment, "underlying_debtor"),
        write.account("DbtrAcct", payment.underlying_debtor_account),
        write.party("Cdtr", payment, "underlying_creditor"),
        write.account("CdtrAcct", payment.underlying_creditor_account),
    )
    message = write(
        "FICdtTrf",
        _group(write, payment),
        _transfer(
            write,
            payment,
            write.agent("Dbtr", payment.debtor_id, payment.debtor_name),
            write.account("DbtrAcct", payment.debtor_account),
            write.agent("DbtrAgt", payment.debtor_agent, payment.debtor_agent_name),
            write.agent("CdtrAgt", payment.creditor_agent, payment.creditor_agent_name),
            write.agent("Cdtr", payment.creditor_id, payment.creditor_name),
            write.account("CdtrAcct", payment.creditor_account),
            customers if cover else None,
            write("RmtInf", write("Ustrd", payment.remittance)),
        ),
    )
    return write.document(message, header=payment if header else None)


def write_pain001(payment: Payment) -> bytes:
    """A customer's payment initiation (pain.001.001.09)."""
    write = _Writer("pain.001.001.09")
    message_id, transaction_id = _ids(payment)
    message = write(
        "CstmrCdtTrfInitn",
        write(
            "GrpHdr",
            write("MsgId", message_id),
            write("CreDtTm", _time(payment)),
            write("NbOfTxs", "1"),
            write("InitgPty", write("Nm", payment.initiating_party_name)),
        ),
        write(
            "PmtInf",
            write("PmtInfId", message_id),
            write("PmtMtd", "TRF"),
            write("ReqdExctnDt", write("Dt", payment.booked_at.date().isoformat())),
            write.party("Dbtr", payment, "debtor"),
            write.account("DbtrAcct", payment.debtor_account),
            write.agent("DbtrAgt", payment.debtor_agent, payment.debtor_agent_name),
            write(
                "CdtTrfTxInf",
                write("PmtId", write("EndToEndId", transaction_id), write("UETR", payment.uetr)),
                write("Amt", write.amount("InstdAmt", payment)),
                write("UltmtDbtr", write("Nm", payment.ultimate_debtor_name)),
                write.agent("CdtrAgt", payment.creditor_agent, payment.creditor_agent_name),
                write.party("Cdtr", payment, "creditor"),
                write.account("CdtrAcct", payment.creditor_account),
                write("UltmtCdtr", write("Nm", payment.ultimate_creditor_name)),
                write("RmtInf", write("Ustrd", payment.remittance)),
            ),
        ),
    )
    return write.document(message)
