"""ISO 20022 messages built from their leaves: paths below the transaction, each with its text.

The paths are those of `origins` and `other`. One message holds one transaction; elements stand in
the order of their schemas, and the same leaves give the same bytes.
"""

import re
from collections.abc import Iterable

from lxml import etree

from nostro.payments.writing_order import ORDERS, PARTY_ORDER
from nostro.payments.xml_paths import Element, local

__all__ = ["WRITTEN_TYPES", "written_leaves"]

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
_AMOUNT = re.compile(r"([A-Z0-9]{3,12}) (.+)")
_NOT_XML = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def written_leaves(message_type: str, leaves: Iterable[tuple[str, str]]) -> bytes:
    """A message of one of `WRITTEN_TYPES` with these leaves: `Dbtr/Nm`, `GrpHdr/MsgId`, and what is
    around the message from the root on (`/BusinessMessage/AppHdr/CreDt`).

    An amount has its currency before it; an element with the text "" is there, if only empty.
    """
    version, path = WRITTEN_TYPES[message_type]
    tree = _Tree(version, path.split("/"))
    for place, text in leaves:
        tree.add(place, text)
    return tree.to_bytes()


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
        if text:  # an empty text would make the element one of mixed content
            element.text = _NOT_XML.sub("", amount[2] if amount else text)

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
        name = local(element)
        order = ORDERS.get(f"{self._path[0]}/{name}") or ORDERS.get(name, PARTY_ORDER)
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
