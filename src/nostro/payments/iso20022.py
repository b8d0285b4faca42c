"""ISO 20022 messages, streamed: payments from credit transfers and returns, notices from the rest.

The parser is hardened: a document type declaration is refused, so there are no entities to
expand or fetch; nothing reaches the network; libxml2's limits on depth and text hold.
"""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import IO, Any

from lxml import etree

from nostro.model.money import parse_minor
from nostro.model.payments import Notice, Payment
from nostro.model.problems import Problem
from nostro.payments.completeness import what_is_missing
from nostro.payments.iso20022_parties import account_of, fill_agents, party_of, remittance_of
from nostro.payments.xml_paths import Element, child, local, text, texts

__all__ = ["read_xml"]

Item = Payment | Notice | Problem

_TRANSFERS = {
    "FIToFICstmrCdtTrf": "pacs.008",
    "FICdtTrf": "pacs.009",
    "FinInstnCdtTrf": "pacs.009",
    "CstmrCdtTrfInitn": "pain.001",
    "PmtRtr": "pacs.004",
}
_TRANSACTIONS = frozenset({"CdtTrfTxInf", "TxInf"})
_NAMESPACE = re.compile(r"([a-z]{4}\.\d{3})\.\d{3}\.\d{2}")
_TEXT_LEAVES = ("Ustrd", "AddtlInf", "AddtlTxInf", "AddtlNtryInf", "AddtlStsInf", "InstrInf")
_AMOUNTS = (
    ("RtrdIntrBkSttlmAmt",), ("IntrBkSttlmAmt",), ("Amt", "InstdAmt"), ("InstdAmt",),
    ("Amt", "EqvtAmt", "Amt"), ("RtrdInstdAmt",),
)  # fmt: skip
_TIMES = (
    ("IntrBkSttlmDt",), ("SttlmTmIndctn", "DbtDtTm"), ("SttlmTmIndctn", "CdtDtTm"),
    ("AccptncDtTm",), ("ReqdExctnDt",), ("ReqdExctnDt", "Dt"), ("ReqdExctnDt", "DtTm"),
    ("TtlIntrBkSttlmDt",), ("CreDtTm",), ("CreDt",),
)  # fmt: skip
_LONGEST_TEXT = 20_000
_CURRENCY = re.compile(r"[A-Z]{3}")
# Tokens and test systems have codes of their own; their payments are screened as well.
_CURRENCY_LIKE = re.compile(r"[A-Z0-9]{3,12}")


def read_xml(stream: IO[bytes], source: str) -> Iterator[Item]:
    """The payments, notices and problems of one XML document, in its order.

    What stands before a mistake in the XML is read; the mistake is a Problem.
    """
    reader = _Reader(source)
    try:
        yield from reader.read(stream)
    except etree.XMLSyntaxError as error:
        reader.found += 1
        line, _ = error.position
        reason = " ".join((error.msg or "no XML").split())
        yield reader.problem(f"line {line}", "not-well-formed", f"not well-formed XML: {reason}")
    if not reader.found:
        yield reader.problem("document", "unknown-format", "XML, but no ISO 20022 message in it")


class _Reader:
    """One pass over a document; `found` counts what came out of it."""

    def __init__(self, source: str) -> None:
        self._source = source
        self._ids: dict[str, int] = {}
        self._transactions = 0
        self.found = 0

    def problem(self, location: str, code: str, message: str) -> Problem:
        return Problem(source=self._source, location=location, code=code, message=message)

    def read(self, stream: IO[bytes]) -> Iterator[Item]:
        events = etree.iterparse(
            stream,
            events=("start", "end"),
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            huge_tree=False,
            remove_comments=True,
            remove_pis=True,
        )
        inside: str | None = None
        for event, element in events:
            name = local(element)
            if event == "start":
                if element.getparent() is None and element.getroottree().docinfo.doctype:
                    self.found += 1
                    yield self.problem(
                        "document", "doctype", "a document type declaration is refused"
                    )
                    return
                inside = name if inside is None and _is_message(element) else inside
            elif name == inside:
                yield from self._end_of_message(element, name)
                inside = None
                _forget(element)
            elif inside in _TRANSFERS and name in _TRANSACTIONS:
                item = self._transaction(element, _TRANSFERS[inside])
                yield item
                yield from self._doubts(item)
                _forget(element)

    def _end_of_message(self, message: Element, name: str) -> Iterator[Item]:
        if name not in _TRANSFERS:
            self.found += 1
            yield self._notice(message)
        elif not self._transactions:
            self.found += 1
            yield self.problem("document", "empty-message", f"{name} without a transaction")
        self._transactions = 0

    def _transaction(self, element: Element, message_type: str) -> Item:
        self.found += 1
        self._transactions += 1
        location = f"transaction {self._transactions}"
        outer = _outer(element)
        build = _returned if message_type == "pacs.004" else _transferred
        try:
            fields = build(element, outer)
            fields |= _money(element) | {"booked_at": _booked_at([element, *outer])}
        except ValueError as error:
            return self.problem(location, "bad-value", str(error))
        fields["payment_id"] = self._unique(_payment_id(element, outer))
        fields["message_type"] = message_type
        missing = what_is_missing(fields)
        if missing:
            return self.problem(location, "incomplete", missing)
        return Payment(**fields, source=self._source, location=location)

    def _doubts(self, item: Item) -> Iterator[Problem]:
        """A problem beside a payment that was read."""
        if isinstance(item, Payment) and not _CURRENCY.fullmatch(item.currency):
            message = f"{item.currency} is no currency code of ISO 4217"
            yield self.problem(item.location, "odd-currency", message)

    def _unique(self, payment_id: str) -> str:
        """Ids that a file repeats are numbered, so that no payment hides another."""
        if not payment_id:
            return ""
        count = self._ids[payment_id] = self._ids.get(payment_id, 0) + 1
        return payment_id if count == 1 else f"{payment_id}#{count}"

    def _notice(self, message: Element) -> Notice:
        reference = next(iter([*texts(message, "MsgId"), *texts(message, "Id")]), "")
        names = texts(message, "Nm")
        codes = [c for name in ("BICFI", "BIC", "AnyBIC", "BICOrBEI") for c in texts(message, name)]
        lines = [line for name in _TEXT_LEAVES for line in texts(message, name)]
        references = [
            r
            for name in ("OrgnlMsgId", "OrgnlUETR", "OrgnlEndToEndId")
            for r in texts(message, name)
        ]
        return Notice(
            notice_id=self._unique(reference or f"message-{self.found}"),
            message_type=_type_of(message),
            references=list(dict.fromkeys(references)),
            parties=list(dict.fromkeys(names)),
            agents=list(dict.fromkeys(codes)),
            text="\n".join(dict.fromkeys(lines))[:_LONGEST_TEXT],
            source=self._source,
            location="message",
        )


def _is_message(element: Element) -> bool:
    """True for the element that is a message: a known one, or the child of `Document`."""
    parent = element.getparent()
    if local(element) in _TRANSFERS:
        return True
    return parent is not None and local(parent) == "Document"


def _type_of(message: Element) -> str:
    namespace = str(etree.QName(message).namespace or "")
    found = _NAMESPACE.search(namespace) or _NAMESPACE.search(local(message))
    return found[1] if found else local(message)


def _forget(element: Element) -> None:
    """Free an element that is done, and what is left of its earlier siblings of the same name."""
    parent = element.getparent()
    element.clear()
    if parent is not None and local(element) in _TRANSACTIONS:
        parent.remove(element)


def _outer(transaction: Element) -> list[Element]:
    """What speaks for all transactions of a message: payment information, group header."""
    outer = []
    parent = transaction.getparent()
    while parent is not None and local(parent) != "Document":
        outer.append(parent)
        header = child(parent, "GrpHdr")
        if header is not None:
            outer.append(header)
            settlement = child(header, "SttlmInf")
            outer += [settlement] if settlement is not None else []
            break
        parent = parent.getparent()
    return outer


def _first(elements: list[Element], name: str) -> Element | None:
    return next((e for around in elements if (e := child(around, name)) is not None), None)


def _transferred(transaction: Element, outer: list[Element]) -> dict[str, Any]:
    around = [transaction, *outer]
    fields: dict[str, Any] = {}
    for column, name in (("debtor", "Dbtr"), ("creditor", "Cdtr")):
        fields |= party_of(_first(around, name), column)
        fields[f"{column}_account"] = account_of(_first(around, f"{name}Acct"))
        ultimate = party_of(_first(around, f"Ultmt{name}"), "ultimate")
        fields[f"ultimate_{column}_name"] = ultimate["ultimate_name"]
    fields["initiating_party_name"] = party_of(_first(around, "InitgPty"), "party")["party_name"]
    fields |= fill_agents(transaction, *outer)
    fields |= _underlying(child(transaction, "UndrlygCstmrCdtTrf"))
    fields["uetr"] = text(transaction, "PmtId", "UETR")
    fields["remittance"] = remittance_of(transaction)
    return fields


def _underlying(element: Element | None) -> dict[str, Any]:
    """The customers behind a cover payment (pacs.009 COV)."""
    if element is None:
        return {}
    fields: dict[str, Any] = {}
    for column, name in (("underlying_debtor", "Dbtr"), ("underlying_creditor", "Cdtr")):
        party = party_of(child(element, name), column)
        kept = (f"{column}_name", f"{column}_country", f"{column}_address")
        fields |= {key: party[key] for key in kept}
        fields[f"{column}_account"] = account_of(child(element, f"{name}Acct"))
    return fields


def _returned(transaction: Element, outer: list[Element]) -> dict[str, Any]:
    """A return moves the money back: the original creditor is its debtor, where it does not say."""
    chain, original = child(transaction, "RtrChain"), child(transaction, "OrgnlTxRef")
    around = chain if chain is not None else original
    swapped = chain is None
    fields: dict[str, Any] = {}
    for column, name, other in (("debtor", "Dbtr", "Cdtr"), ("creditor", "Cdtr", "Dbtr")):
        source = other if swapped else name
        fields |= party_of(child(around, source), column)
        fields[f"{column}_account"] = account_of(child(around, f"{source}Acct"))
    agents = fill_agents(around, transaction, *outer) if around is not None else None
    fields |= _swapped(agents) if agents and swapped else agents or fill_agents(transaction, *outer)
    fields["uetr"] = text(transaction, "OrgnlUETR")
    fields["remittance"] = remittance_of(around) if around is not None else None
    return fields


def _swapped(agents: dict[str, Any]) -> dict[str, Any]:
    turned = {"debtor": "creditor", "creditor": "debtor"}
    return {
        turned.get(key.partition("_")[0], "intermediary") + "_" + key.partition("_")[2]: value
        for key, value in agents.items()
    }


def _money(transaction: Element) -> dict[str, Any]:
    for path in _AMOUNTS:
        found = child(transaction, *path)
        if found is not None:
            currency = found.get("Ccy") or text(transaction, "Amt", "EqvtAmt", "CcyOfTrf") or ""
            if not _CURRENCY_LIKE.fullmatch(currency):
                raise ValueError(f"{path[-1]} has no currency")
            amount = parse_minor("".join((found.text or "").split()), currency)
            if amount < 0:
                raise ValueError(f"{path[-1]} is negative")
            return {"amount_minor": amount, "currency": currency}
    raise ValueError("no amount: neither an interbank settlement nor an instructed one")


def _booked_at(around: list[Element]) -> datetime | None:
    for path in _TIMES:
        for element in around:
            if written := text(element, *path):
                return _time(written)
    return None


def _time(written: str) -> datetime:
    try:
        if "T" not in written:
            day = date.fromisoformat(written[:10])
            return datetime(day.year, day.month, day.day, tzinfo=UTC)
        time = datetime.fromisoformat(written)
        return time.replace(tzinfo=UTC) if time.tzinfo is None else time.astimezone(UTC)
    except (ValueError, OverflowError):
        raise ValueError(f"not an ISO 8601 time: {written[:40]!r}") from None


def _payment_id(transaction: Element, outer: list[Element]) -> str:
    message_id = next((i for e in outer if (i := text(e, "MsgId"))), None)
    ids = (("PmtId", "TxId"), ("PmtId", "EndToEndId"), ("PmtId", "InstrId"), ("RtrId",),
           ("OrgnlTxId",), ("OrgnlEndToEndId",))  # fmt: skip
    found = [i for path in ids if (i := text(transaction, *path)) and i != "NOTPROVIDED"]
    return "/".join(part for part in (message_id, found[0] if found else None) if part)
