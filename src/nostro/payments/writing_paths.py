"""Payments written back as ISO 20022 messages of the type they were read from.

A payment that was read knows where each column stood, and what else its message said, by path. The
message is built from these paths, one transaction a message, and read again it is the same payment.
"""

import re
from collections.abc import Iterator
from datetime import datetime

from lxml import etree

from nostro.model.money import format_minor
from nostro.model.payments import Payment
from nostro.payments.writing_order import ORDERS, PARTY_ORDER
from nostro.payments.xml_paths import Element, local

__all__ = ["WRITTEN_TYPES", "write_message"]

_NAMESPACE = "urn:iso:std:iso:20022:tech:xsd:"
_HEADER = f"{_NAMESPACE}head.001.001.02"
# The version that is written, and the elements from the message down to a transaction.
WRITTEN_TYPES = {
    "pacs.003": ("pacs.003.001.08", "FIToFICstmrDrctDbt/DrctDbtTxInf"),
    "pacs.004": ("pacs.004.001.09", "PmtRtr/TxInf"),
    "pacs.007": ("pacs.007.001.09", "FIToFIPmtRvsl/TxInf"),
    "pacs.008": ("pacs.008.001.08", "FIToFICstmrCdtTrf/CdtTrfTxInf"),
    "pacs.009": ("pacs.009.001.08", "FICdtTrf/CdtTrfTxInf"),
    "pacs.010": ("pacs.010.001.03", "FIDrctDbt/CdtInstr/DrctDbtTxInf"),
    "pain.001": ("pain.001.001.09", "CstmrCdtTrfInitn/PmtInf/CdtTrfTxInf"),
    "pain.007": ("pain.007.001.09", "CstmrPmtRvsl/OrgnlPmtInfAndRvsl/TxInf"),
    "pain.008": ("pain.008.001.08", "CstmrDrctDbtInitn/PmtInf/DrctDbtTxInf"),
    "camt.052": ("camt.052.001.08", "BkToCstmrAcctRpt/Rpt/Ntry/NtryDtls/TxDtls"),
    "camt.053": ("camt.053.001.08", "BkToCstmrStmt/Stmt/Ntry/NtryDtls/TxDtls"),
    "camt.054": ("camt.054.001.08", "BkToCstmrDbtCdtNtfctn/Ntfctn/Ntry/NtryDtls/TxDtls"),
}
_SEGMENT = re.compile(r"([^\[#]+)(?:\[(\d+)\])?(?:#\d+)?")
_LINES = re.compile(r"(?:remittance|intermediary_agents|intermediary_agent_names)(?:\[\d+\])?")
_AMOUNT = re.compile(r"([A-Z0-9]{3,12}) (.+)")
_COMBINED = frozenset({"payment_id", "amount_minor", "currency", "booked_at"})


def write_message(payment: Payment) -> bytes:
    """One message with this payment in it, of its own type.

    Raises ValueError where it was not read from an ISO 20022 message that moves money.
    """
    written = WRITTEN_TYPES.get(payment.message_type or "")
    if written is None or not payment.origins:
        raise ValueError(f"{payment.payment_id} was not read from an ISO 20022 message of payments")
    version, path = written
    tree = _Tree(version, path.split("/"))
    for place, text in _leaves(payment):
        tree.add(place, text)
    return tree.to_bytes()


def _leaves(payment: Payment) -> Iterator[tuple[str, str]]:
    """Every path with its text; of columns that come from one leaf, the one that holds it whole."""
    told: set[str] = set()
    for path, text in (*_combined(payment), *_columns(payment), *payment.other.items()):
        if path not in told:
            told.add(path)
            yield path, text


def _combined(payment: Payment) -> Iterator[tuple[str, str]]:
    """The columns that say a leaf in another form: ids, the amount, the time."""
    origins = payment.origins
    identified = origins.get("payment_id", "")
    message_id, _, transaction_id = payment.payment_id.partition("/")
    if identified.rpartition("/")[2] == "MsgId":
        yield identified, payment.payment_id
    elif message_id and transaction_id:
        yield "GrpHdr/MsgId", message_id
        yield identified, transaction_id
    else:
        yield identified, payment.payment_id
    amount = format_minor(payment.amount_minor, payment.currency, grouped=False)
    yield origins["amount_minor"], f"{payment.currency} {amount}"
    yield origins["booked_at"], _time(payment.booked_at, origins["booked_at"])


def _time(time: datetime, path: str) -> str:
    """A day where the element holds days and the time is a midnight."""
    midnight = datetime.min.time()
    is_day = not path.endswith("Tm") and time.time() == midnight
    return time.date().isoformat() if is_day else time.isoformat()


def _columns(payment: Payment) -> Iterator[tuple[str, str]]:
    """The columns that hold their leaf as it is, codes before what was derived from them."""
    lists = {
        "intermediary_agents": payment.intermediary_agents,
        "intermediary_agent_names": payment.intermediary_agent_names,
        "remittance": (payment.remittance or "").split("\n"),
    }
    derived: list[tuple[str, str]] = []
    for column, path in payment.origins.items():
        if column in _COMBINED:
            continue
        if _LINES.fullmatch(column):
            name, _, number = column.rstrip("]").partition("[")
            yield path, lists[name][int(number or 0)]
        elif column.endswith("_address"):
            yield from _address(payment, column, path)
        elif column.endswith(("_country", "_name")):
            derived.append((path, getattr(payment, column)))
        else:
            yield path, getattr(payment, column)
    yield from derived


def _address(payment: Payment, column: str, path: str) -> Iterator[tuple[str, str]]:
    """An address as lines; its country, which ends it, has an element of its own."""
    text: str = getattr(payment, column)
    country = column.removesuffix("address") + "country"
    if payment.origins.get(country) == f"{path}/Ctry":
        text = text.removesuffix(getattr(payment, country)).removesuffix(", ")
    for number, line in enumerate(filter(None, text.split(", ")), 1):
        yield f"{path}/AdrLine" + (f"[{number}]" if number > 1 else ""), line


class _Tree:
    """A message while its leaves are added."""

    def __init__(self, version: str, path: list[str]) -> None:
        self._namespace = _NAMESPACE + version
        self._path = path
        self._document = self._make("Document", self._namespace)
        self._envelope: Element | None = None
        self._message = self._grow(self._document, path[0])

    def _make(self, name: str, namespace: str) -> Element:
        prefixes: dict[None, str] = {None: namespace}
        return etree.Element(f"{{{namespace}}}{name}", nsmap=prefixes)  # type: ignore[arg-type]

    def _grow(self, parent: Element, name: str, number: int = 1) -> Element:
        """The child of a name and a number, made where it is not there yet."""
        namespace = etree.QName(parent).namespace
        namespace = _HEADER if name == "AppHdr" else namespace
        tag = f"{{{namespace}}}{name}" if namespace else name
        there = [part for part in parent if part.tag == tag]
        if number <= len(there):
            return there[number - 1]
        made = self._make(name, _HEADER) if name == "AppHdr" else etree.Element(tag)
        parent.append(made)
        return made

    def add(self, path: str, text: str) -> None:
        """Add a leaf; an amount has its currency before it."""
        segments = [found.groups() for found in map(_SEGMENT.fullmatch, path.split("/")) if found]
        element = self._above(path, [name for name, _ in segments])
        is_led = path.startswith("/") or segments[0][0] == self._path[0]
        for name, number in segments[1:] if is_led else segments:
            if element is not self._document or name != "Document":
                element = self._grow(element, name, int(number or 1))
        amount = (
            _AMOUNT.fullmatch(text) if local(element).endswith(("Amt", "Pric", "Dnmtn")) else None
        )
        if amount:
            element.set("Ccy", amount[1])
        element.text = amount[2] if amount else text

    def _above(self, path: str, names: list[str]) -> Element:
        """The element that a path begins below, by the name it begins with."""
        if path.startswith("/"):
            if self._envelope is None:
                is_document = names[0] == "Document"
                self._envelope = self._document if is_document else etree.Element(names[0])
            return self._envelope
        element = self._message
        if names[0] in {"GrpHdr", self._path[0]}:
            return element
        for name in self._path[1:]:
            if name == names[0]:
                return element
            element = self._grow(element, name)
        return element

    def _ranked(self, element: Element) -> list[Element]:
        """The children in their order; unknown ones stand before the transaction, or last."""
        order = ORDERS.get(local(element), PARTY_ORDER)
        inner = next((order[name] for name in self._path if name in order), len(order))
        return sorted(element, key=lambda part: order.get(local(part), inner - 0.5))

    def to_bytes(self) -> bytes:
        """The message, its elements in the order of their schemas."""
        for element in self._document.iter():
            element[:] = self._ranked(element)
        root = self._document
        if self._envelope is not None and self._envelope is not root:
            self._envelope.append(root)
            root = self._envelope
        return etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)
