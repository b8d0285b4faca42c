"""ISO 20022 messages, streamed: payments from transfers and returns, notices from the rest.

The parser is hardened: a document type declaration is refused, so there are no entities to
expand or fetch; nothing reaches the network; libxml2's limits on depth and text hold. What is
done with is freed, and no single part of a document may be longer than 8 MB, so memory is
bounded for files of any size.
"""

import re
from collections.abc import Iterable, Iterator
from typing import IO

from lxml import etree

from nostro.model.payments import Notice, Payment
from nostro.model.problems import Problem
from nostro.payments.completeness import what_is_missing
from nostro.payments.iso20022_notices import NOTICES, Gathering
from nostro.payments.iso20022_payments import SHARED, TRANSFERS, payment_fields
from nostro.payments.xml_paths import Element, forget, local

__all__ = ["read_xml"]

Item = Payment | Notice | Problem

# The first versions named a message by its identifier, such as `pacs.008.001.01`.
_IDENTIFIER = re.compile(r"([a-z]{4}\.\d{3})\.\d{3}\.\d{2}")
_TRANSACTIONS = frozenset({"CdtTrfTxInf", "DrctDbtTxInf", "TxInf"})
_BATCHES = frozenset({"PmtInf", "CdtInstr"})
_CURRENCY = re.compile(r"[A-Z]{3}")
_LONGEST_PART_BYTES = 8_000_000
_DEEPEST = 1_000_000


def read_xml(stream: IO[bytes], source: str) -> Iterator[Item]:
    """The payments, notices and problems of one XML document, in its order.

    What stands before a mistake in the XML is read; the mistake is a Problem.
    """
    metered = _Metered(stream)
    reader = _Reader(source, metered)
    try:
        yield from reader.read()
    except etree.XMLSyntaxError as error:
        line, _ = error.position
        reason = " ".join((error.msg or "no XML").split())
        if b"<!DOCTYPE" in metered.start and not reader.has_root:
            yield reader.doctype()
        else:
            message = f"not well-formed XML: {reason}"
            yield reader.problem(f"line {line}", "not-well-formed", message)
    except _TooLongError:
        message = "one part is longer than 8 MB; what comes after it is not read"
        yield reader.problem("document", "too-large", message)


class _TooLongError(Exception):
    """A part of the document goes on and on."""


class _Metered:
    """A stream that measures how much was read since the last part was done."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream
        self._bytes = 0
        self.start = b""

    def read(self, size: int) -> bytes:
        data = self._stream.read(size)
        self.start = self.start or data
        self._bytes += len(data)
        if self._bytes > _LONGEST_PART_BYTES:
            raise _TooLongError
        return data

    def part_is_done(self) -> None:
        self._bytes = 0


class _Ids:
    """Ids that a file repeats are numbered, so that no payment hides another."""

    def __init__(self) -> None:
        self._times: dict[str, int] = {}

    def unique(self, wanted: str) -> str:
        count = self._times.get(wanted, 0) + 1
        unique = wanted
        while count > 1 and (unique := f"{wanted}#{count}") in self._times:
            count += 1
        self._times[wanted] = count
        self._times.setdefault(unique, 1)
        return unique


class _Transfers:
    """A message that moves money, while it is open: what its transactions share."""

    def __init__(self, message_type: str) -> None:
        self.message_type = message_type
        self.transactions = 0
        self._levels: list[dict[str, Element]] = [{}]

    def start(self, name: str, level: int) -> None:
        if level == len(self._levels) and name in _BATCHES:
            self._levels.append({})

    def keeps(self, element: Element, name: str, level: int) -> bool:
        """Whether an element that ended has to stay: parts of others, and what is shared."""
        if level == len(self._levels):
            return self._shares(element, name)
        if level < len(self._levels):
            self._levels.pop()
            return False
        return True

    def _shares(self, element: Element, name: str) -> bool:
        shared = self._levels[-1]
        if name in shared or not (name == "GrpHdr" or name in SHARED):
            return False
        shared[name] = element
        if name == "GrpHdr":
            for part in element:
                if local(part) in SHARED:
                    shared.setdefault(local(part), part)
        return True

    def shared(self) -> dict[str, Element]:
        return {name: part for level in self._levels for name, part in level.items()}


class _Reader:
    """One pass over a document."""

    def __init__(self, source: str, stream: _Metered) -> None:
        self._source = source
        self._stream = stream
        self._ids = _Ids()
        self._message: _Transfers | Gathering | None = None
        self._depth = 0
        self._read_at = _DEEPEST  # the depth of an open transaction, which is read as a whole
        self._messages = 0
        self._transactions = 0
        self.has_root = False

    def problem(self, location: str, code: str, message: str) -> Problem:
        return Problem(source=self._source, location=location, code=code, message=message)

    def doctype(self) -> Problem:
        return self.problem("document", "doctype", "a document type declaration is refused")

    def read(self) -> Iterator[Item]:
        depth = 0
        for event, element in etree.iterparse(
            self._stream,
            events=("start", "end"),
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            huge_tree=False,
            remove_comments=True,
            remove_pis=True,
        ):
            if event == "end":
                if depth <= self._read_at:
                    yield from self._end(element, depth)
                depth -= 1
                continue
            depth += 1
            if depth == 1 and element.getroottree().docinfo.doctype:
                yield self.doctype()
                return
            if depth <= self._read_at:
                self._start(element, depth)
        if not self._messages:
            message = "XML, but no ISO 20022 message in it"
            yield self.problem("document", "unknown-format", message)

    def _start(self, element: Element, depth: int) -> None:
        self.has_root = True
        if self._message is None:
            self._message = _opened(element)
            self._messages += self._message is not None
            self._depth = depth
        elif isinstance(self._message, _Transfers):
            name = local(element)
            if name in _TRANSACTIONS:
                self._read_at = depth
            else:
                self._message.start(name, depth - self._depth)

    def _end(self, element: Element, depth: int) -> Iterable[Item]:
        """What an element that ended gives. It is freed, unless it is part of another."""
        message, name, level = self._message, local(element), depth - self._depth
        items: Iterable[Item] = ()
        if isinstance(message, _Transfers):
            if name in _TRANSACTIONS:
                self._read_at = _DEEPEST
                items = list(self._transaction(element, message))
            elif level and message.keeps(element, name, level):
                return ()
        elif message is not None and not len(element):
            message.take(element, name)
            items = [self._notice(message)] if level and message.is_full else ()
        if message is not None and not level:
            items = self._close(message, name)
        forget(element)
        self._stream.part_is_done()
        return items

    def _close(self, message: _Transfers | Gathering, name: str) -> Iterable[Item]:
        self._message = None
        if isinstance(message, Gathering):
            return [self._notice(message)]
        if message.transactions:
            return ()
        return [self.problem("document", "empty-message", f"{name} without a transaction")]

    def _notice(self, message: Gathering) -> Notice:
        notice_id = self._ids.unique(message.reference or f"message-{self._messages}")
        return message.notice(notice_id, self._source, f"message {self._messages}")

    def _transaction(self, element: Element, message: _Transfers) -> Iterator[Item]:
        self._transactions += 1
        message.transactions += 1
        location = f"transaction {self._transactions}"
        try:
            fields = payment_fields(element, message.shared(), message.message_type)
        except ValueError as error:
            yield self.problem(location, "bad-value", str(error))
            return
        missing = what_is_missing(fields)
        if missing:
            yield self.problem(location, "incomplete", missing)
            return
        fields["payment_id"] = self._ids.unique(fields["payment_id"])
        yield Payment(**fields, source=self._source, location=location)
        if not _CURRENCY.fullmatch(fields["currency"]):
            odd = f"{fields['currency']} is no currency code of ISO 4217"
            yield self.problem(location, "odd-currency", odd)


def _opened(element: Element) -> _Transfers | Gathering | None:
    """The message that an element is: one of a known name, or any child of `Document`."""
    name, parent = local(element), element.getparent()
    in_document = parent is not None and local(parent) == "Document"
    identifier = _IDENTIFIER.fullmatch(name) if in_document else None
    message_type = identifier[1] if identifier else TRANSFERS.get(name, "")
    if message_type in TRANSFERS.values():
        return _Transfers(message_type)
    return Gathering(element) if in_document or name in NOTICES else None
