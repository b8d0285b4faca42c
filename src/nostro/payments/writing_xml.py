"""Payments written as ISO 20022 messages: pacs.008, pacs.009 (CORE and COV), pain.001.

Elements stand in the order of their schemas. The same payment gives the same bytes. One
message holds one transaction; ids are written whole, though the schemas stop at 35 characters.
"""

from itertools import zip_longest

from lxml import etree

from nostro.model.payments import Payment
from nostro.payments.writing_elements import ElementWriter
from nostro.payments.xml_paths import Element

__all__ = ["write_pacs008", "write_pacs009", "write_pain001"]

_HEADER = "head.001.001.02"
_INTERMEDIARIES = ("PrvsInstgAgt1", "PrvsInstgAgt2", "PrvsInstgAgt3",
                   "IntrmyAgt1", "IntrmyAgt2", "IntrmyAgt3")  # fmt: skip


def write_pacs008(payment: Payment, *, header: bool = False) -> bytes:
    """A customer credit transfer (pacs.008.001.08).

    With `header`, in a `BusinessMessage` with its application header (head.001.001.02).
    """
    write = ElementWriter("pacs.008.001.08")
    transfer = write(
        "CdtTrfTxInf",
        *_settlement(write, payment),
        write("ChrgBr", "SHAR"),
        *_between(write, payment),
        write("UltmtDbtr", write.name(payment.ultimate_debtor_name)),
        write("InitgPty", write.name(payment.initiating_party_name)),
        write.party("Dbtr", payment, "debtor"),
        write.account("DbtrAcct", payment.debtor_account),
        _debtor_agent(write, payment),
        _creditor_agent(write, payment),
        write.party("Cdtr", payment, "creditor"),
        write.account("CdtrAcct", payment.creditor_account),
        write("UltmtCdtr", write.name(payment.ultimate_creditor_name)),
        write.remittance(payment.remittance),
    )
    message = write("FIToFICstmrCdtTrf", _group(write, payment), transfer)
    return _document(write, message, payment if header else None)


def write_pacs009(payment: Payment, *, cover: bool = False, header: bool = False) -> bytes:
    """A bank transfer (pacs.009.001.08), as a cover with its customers where asked.

    The debtor and creditor are banks: their id is their BIC or clearing id.
    """
    write = ElementWriter("pacs.009.001.08")
    debtor = (payment.debtor_id, payment.debtor_name, payment.debtor_country)
    creditor = (payment.creditor_id, payment.creditor_name, payment.creditor_country)
    customers = write(
        "UndrlygCstmrCdtTrf",
        write.party("Dbtr", payment, "underlying_debtor"),
        write.account("DbtrAcct", payment.underlying_debtor_account),
        write.agent("DbtrAgt", *debtor),
        write.agent("CdtrAgt", *creditor),
        write.party("Cdtr", payment, "underlying_creditor"),
        write.account("CdtrAcct", payment.underlying_creditor_account),
    )
    transfer = write(
        "CdtTrfTxInf",
        *_settlement(write, payment),
        *_between(write, payment),
        write.agent("Dbtr", *debtor),
        write.account("DbtrAcct", payment.debtor_account),
        _debtor_agent(write, payment),
        _creditor_agent(write, payment),
        write.agent("Cdtr", *creditor),
        write.account("CdtrAcct", payment.creditor_account),
        write.remittance(payment.remittance),
        customers if cover else None,
    )
    message = write("FICdtTrf", _group(write, payment), transfer)
    return _document(write, message, payment if header else None)


def write_pain001(payment: Payment) -> bytes:
    """A customer's payment initiation (pain.001.001.09)."""
    write = ElementWriter("pain.001.001.09")
    message_id, transaction_id = _ids(payment)
    transfer = write(
        "CdtTrfTxInf",
        write("PmtId", write("EndToEndId", transaction_id), write("UETR", payment.uetr)),
        write("Amt", write.amount("InstdAmt", payment)),
        write("UltmtDbtr", write.name(payment.ultimate_debtor_name)),
        *_between(write, payment)[-3:],
        _creditor_agent(write, payment),
        write.party("Cdtr", payment, "creditor"),
        write.account("CdtrAcct", payment.creditor_account),
        write("UltmtCdtr", write.name(payment.ultimate_creditor_name)),
        write.remittance(payment.remittance),
    )
    instruction = write(
        "PmtInf",
        write("PmtInfId", message_id),
        write("PmtMtd", "TRF"),
        write("ReqdExctnDt", write("Dt", payment.booked_at.date().isoformat())),
        write.party("Dbtr", payment, "debtor"),
        write.account("DbtrAcct", payment.debtor_account),
        _debtor_agent(write, payment),
        transfer,
    )
    group = write(
        "GrpHdr",
        write("MsgId", message_id),
        write("CreDtTm", _time(payment)),
        write("NbOfTxs", "1"),
        write.full("InitgPty", write.name(payment.initiating_party_name)),
    )
    return _document(write, write("CstmrCdtTrfInitn", group, instruction), None)


def _ids(payment: Payment) -> tuple[str, str]:
    """The ids of the message and the transaction, which a slash parts in `payment_id`."""
    message_id, slash, transaction_id = payment.payment_id.partition("/")
    return message_id, transaction_id if slash else message_id


def _time(payment: Payment) -> str:
    return f"{payment.booked_at:%Y-%m-%dT%H:%M:%S}+00:00"


def _group(write: ElementWriter, payment: Payment) -> Element | None:
    return write(
        "GrpHdr",
        write("MsgId", _ids(payment)[0]),
        write("CreDtTm", _time(payment)),
        write("NbOfTxs", "1"),
        write("SttlmInf", write("SttlmMtd", "INDA")),
    )


def _settlement(write: ElementWriter, payment: Payment) -> list[Element | None]:
    transaction_id = _ids(payment)[1]
    return [
        write(
            "PmtId",
            write("EndToEndId", transaction_id),
            write("TxId", transaction_id),
            write("UETR", payment.uetr),
        ),
        write.amount("IntrBkSttlmAmt", payment),
        write("IntrBkSttlmDt", payment.booked_at.date().isoformat()),
    ]


def _between(write: ElementWriter, payment: Payment) -> list[Element | None]:
    """The banks between, up to six: the last three are intermediaries, earlier ones previous.

    Codes and names belong together where there are as many of both, and are written apart else.
    """
    codes, names = payment.intermediary_agents, payment.intermediary_agent_names
    if len(codes) == len(names) or not codes or not names:
        banks = list(zip_longest(codes, names))
    else:
        banks = [*((code, None) for code in codes), *((None, name) for name in names)]
    room = len(_INTERMEDIARIES)
    elements = _INTERMEDIARIES[max(3 - len(banks[3:]), 0) :]
    return [
        write.agent(element, *bank, None)
        for element, bank in zip(elements, banks[:room], strict=False)
    ]


def _debtor_agent(write: ElementWriter, payment: Payment) -> Element:
    return write.agent(
        "DbtrAgt", payment.debtor_agent, payment.debtor_agent_name, payment.debtor_agent_country
    )


def _creditor_agent(write: ElementWriter, payment: Payment) -> Element:
    return write.agent(
        "CdtrAgt",
        payment.creditor_agent,
        payment.creditor_agent_name,
        payment.creditor_agent_country,
    )


def _header(message_type: str, payment: Payment) -> Element:
    write = ElementWriter(_HEADER)
    sender, receiver = payment.debtor_agent, payment.creditor_agent
    return write.full(
        "AppHdr",
        write("Fr", write.agent("FIId", sender, None, payment.debtor_agent_country)),
        write("To", write.agent("FIId", receiver, None, payment.creditor_agent_country)),
        write("BizMsgIdr", _ids(payment)[0]),
        write("MsgDefIdr", message_type),
        write("CreDt", _time(payment)),
    )


def _document(write: ElementWriter, message: Element | None, header: Payment | None) -> bytes:
    root = write.full("Document", message)
    if header is not None:
        envelope = etree.Element("BusinessMessage")
        envelope.append(_header(write.message_type, header))
        envelope.append(root)
        root = envelope
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True))
