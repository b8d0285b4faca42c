"""ISO 20022 messages, streamed: payments from what moves money, notices from the rest.

The parser is hardened: a document type declaration is refused, so there are no entities to
expand or fetch; nothing reaches the network; libxml2's limits on depth and text hold. What is
done with is freed, and no single part of a document may be longer than 8 MB, so memory is
bounded for files of any size. Every text of a well-formed message stands in one of its items.
"""

from collections.abc import Callable, Iterable, Iterator
from io import BytesIO
from typing import IO, Any

from lxml import etree

from nostro.model.payments import Notice, Payment
from nostro.model.problems import Problem
from nostro.payments.completeness import what_is_missing
from nostro.payments.iso20022_messages import BATCHES, MESSAGES, UNITS, Message, Scope, opened
from nostro.payments.iso20022_notices import Gathering, said
from nostro.payments.iso20022_payments import doubts
from nostro.payments.xml_paths import PARSER, Element, Leaf, forget, leaves_of, local

__all__ = ["read_document", "read_xml"]

Item = Payment | Notice | Problem

_PARSER: Any = etree.XMLParser(**PARSER)
_NAMES = MESSAGES | BATCHES | {"Document"}
_DETAILS = "TxDtls"  # transactions of an entry, read one by one where there are very many
_TAGS = tuple(f"{{*}}{name}" for name in sorted(_NAMES | UNITS | {_DETAILS}))
_LONG_ENTRY_BYTES = 2_000_000
_LONGEST_PART_BYTES = 8_000_000
_SMALL_BYTES = 1_000_000
_EVENTS = ("start", "end")


def read_document(data: bytes, source: str) -> Iterator[Item]:
    """As `read_xml`, of a document at hand: a small one is parsed in one go, which is faster."""
    try:
        root = etree.fromstring(data, _PARSER) if len(data) <= _SMALL_BYTES else None
    except etree.XMLSyntaxError:
        root = None
    if root is None:
        yield from read_xml(BytesIO(data), source)
        return
    reader = _Reader(source, _Metered(BytesIO()))
    yield from reader.read(_events_of(root), lambda: root)


def _events_of(element: Element) -> Iterator[tuple[str, Element]]:
    """The starts and ends of `_TAGS` in a tree, as the parser would give them, less those in units.

    The parser lets trees be 256 deep at most.
    """
    name = local(element)
    if name in UNITS:
        yield "start", element
        yield "end", element
    elif name in _NAMES:
        yield "start", element
        for part in element:
            yield from _events_of(part)
        yield "end", element
    elif name != "GrpHdr":
        for part in element:
            yield from _events_of(part)


def read_xml(stream: IO[bytes], source: str) -> Iterator[Item]:
    """The payments, notices and problems of one XML document, in its order.

    What stands before a mistake in the XML is read; the mistake is a Problem.
    """
    metered = _Metered(stream)
    reader = _Reader(source, metered)
    try:
        events: Any = etree.iterparse(metered, events=_EVENTS, tag=_TAGS, **PARSER)
        yield from reader.read(events, lambda: events.root)
    except etree.XMLSyntaxError as error:
        line, _ = error.position
        reason = " ".join((error.msg or "no XML").split())
        if b"<!DOCTYPE" in metered.start and not reader.has_begun:
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

    @property
    def part_is_long(self) -> bool:
        return self._bytes > _LONG_ENTRY_BYTES

    def part_is_done(self) -> None:
        self._bytes = 0


class _Ids:
    """Ids that a file repeats are numbered, so that no payment hides another.

    They are all that grows with a file: about 100 bytes a payment.
    """

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


class _Reader:
    """One pass over a document."""

    def __init__(self, source: str, stream: _Metered) -> None:
        self._source = source
        self._stream = stream
        self._ids = _Ids()
        self._message: Message | None = None
        self._document: Element | None = None  # the outermost one that is open
        self._unit: Element | None = None  # an open transaction, which is read as a whole
        self._scopes: list[Scope] = []  # what encloses it, from the root on
        self._messages = 0
        self._transactions = 0
        self.has_begun = False

    def problem(self, location: str, code: str, message: str) -> Problem:
        return Problem(source=self._source, location=location, code=code, message=message)

    def doctype(self) -> Problem:
        return self.problem("document", "doctype", "a document type declaration is refused")

    def read(self, events: Iterable[Any], root: Callable[[], Element]) -> Iterator[Item]:
        """The items of the starts and ends of `_TAGS`; `root` is asked for behind the last."""
        for event, element in events:
            if not self.has_begun and _has_doctype(element):
                yield self.doctype()
                return
            self.has_begun = True
            yield from self._start(element) if event == "start" else self._end(element)
        if not self.has_begun and _has_doctype(root()):
            yield self.doctype()
        else:
            yield from self._finish(root())

    def _start(self, element: Element) -> Iterable[Item]:
        """What the beginning of an element ends: a batch before it."""
        name, message = local(element), self._message
        if self._unit is not None:
            return ()
        if name in UNITS:
            self._unit = element
        elif name == "Document":
            self._document = element if self._document is None else self._document
        elif message is None and name in MESSAGES:
            self._open(element)
        elif message is not None and element.getparent() is message.element and name in BATCHES:
            return self._settle(element, message, enter=True)
        return ()

    def _end(self, element: Element) -> Iterable[Item]:
        """What an element that ended gives."""
        message = self._message
        if element is self._unit:
            self._unit = None
            return self._take(element)
        if self._unit is not None:
            return self._take_details(self._unit) if self._stream.part_is_long else ()
        if message is not None and element is message.element:
            return self._close(message)
        if element is self._document:
            self._document = None
            return self._close_document(element)
        return ()

    def _take_details(self, entry: Element) -> Iterator[Item]:
        """The transactions that a long entry of a statement has had so far."""
        message = self._message
        if message is not None and message.is_statement:
            yield from self._settle(entry, message)
            yield from self._read_unit(entry, message, is_open=True)
            self._stream.part_is_done()

    def _open(self, element: Element) -> Message:
        self._messages += 1
        self._message = message = opened(element)
        self._settle(element, message)
        self._scopes.append(message.own_scope())
        return message

    def _take(self, unit: Element) -> Iterator[Item]:
        """The items of one transaction, entry or status, which is freed."""
        message = self._message
        if message is None:
            outermost = [e for e in unit.iterancestors() if _is_in_document(e)]
            if not outermost:
                return
            message = self._open(outermost[-1])
        yield from self._settle(unit, message)
        yield from self._read_unit(unit, message)
        forget(unit)
        self._stream.part_is_done()

    def _read_unit(
        self, unit: Element, message: Message, *, is_open: bool = False
    ) -> Iterator[Item]:
        if message.is_notice:
            scope = self._scopes[-1]
            scope.units += 1
            for one in self._scopes:
                one.tell(message.gathering)
            leaves = leaves_of(unit, scope.below(local(unit)), [])
            message.gather(scope.said(leaves, local(unit), scope.units))
            if message.gathering.is_full:
                message.notices += 1
                yield self._notice(message.gathering)
            return
        above = [leaf for scope in self._scopes for leaf in scope.leaves]
        for leaves, cast in message.transactions_of(unit, is_open=is_open):
            yield from self._transaction(message, leaves, above, cast)

    def _transaction(
        self, message: Message, leaves: list[Leaf], above: list[Leaf], cast: Any
    ) -> Iterator[Item]:
        self._transactions += 1
        message.transactions += 1
        location = f"transaction {self._transactions}"
        try:
            fields = message.fields(leaves, above, cast)
        except ValueError as error:
            yield from self._refused(message, leaves, location, "bad-value", str(error))
            return
        missing = what_is_missing(fields)
        if missing:
            yield from self._refused(message, leaves, location, "incomplete", missing)
            return
        fields["payment_id"] = self._ids.unique(fields["payment_id"])
        if not message.is_statement:
            for scope in self._scopes:
                scope.is_told = True
        yield Payment(**fields, source=self._source, location=location)
        above = [leaf for scope in self._scopes for leaf in scope.unchecked()]
        for code, sentence in doubts(leaves + above, fields):
            yield self.problem(location, code, sentence)

    def _refused(
        self, message: Message, leaves: list[Leaf], location: str, code: str, why: str
    ) -> Iterator[Item]:
        """What is no payment is a problem, and a notice too, so that all of it is screened."""
        gathering = Gathering(message.message_type)
        for path, place, value in said(leaves, "", 1):
            gathering.take(path, place, value)
        yield self.problem(location, code, why)
        if gathering:
            notice_id = self._ids.unique(f"message-{self._messages}/{location.replace(' ', '-')}")
            yield gathering.notice(notice_id, self._source, location)

    def _notice(self, gathering: Gathering) -> Notice:
        notice_id = self._ids.unique(gathering.reference or f"message-{self._messages}")
        return gathering.notice(notice_id, self._source, f"message {self._messages}")

    def _settle(self, element: Element, message: Message, *, enter: bool = False) -> Iterable[Item]:
        """Make the scopes those that enclose an element, and read what stands before it in them.

        With `enter`, the element is one more of them.
        """
        scopes = self._scopes
        if scopes and scopes[-1].element is element.getparent() and not enter:
            scopes[-1].read_before(element)
            return ()
        chain = [*reversed(list(element.iterancestors()))]
        kept = 0
        while kept < min(len(chain), len(scopes)) and scopes[kept].element is chain[kept]:
            kept += 1
        items = self._leave(message, kept)
        for depth in range(kept, len(chain)):
            scopes.append(message.scope(chain[: depth + 1], scopes[-1] if scopes else None))
        for scope, following in zip(scopes, [*chain, element][1:], strict=True):
            scope.read_before(following)
        if enter:
            scopes.append(message.scope([*chain, element], scopes[-1]))
        return items

    def _leave(self, message: Message, depth: int) -> list[Item]:
        """Read the rest of the scopes below a depth, which are done."""
        items: list[Item] = []
        while len(self._scopes) > depth:
            scope = self._scopes.pop()
            scope.leave(message)
            if message.is_statement and message.gathering.is_full:
                items.append(self._notice(message.gathering))
        return items

    def _close(self, message: Message) -> Iterator[Item]:
        """What remains of a message that ended. It is freed, with what its envelope said of it."""
        yield from self._leave(message, len(list(message.element.iterancestors())))
        is_silent = message.is_notice and not (message.notices or message.gathering)
        for scope in self._scopes:
            scope.tell(message.gathering)
        if message.gathering:
            yield self._notice(message.gathering)
        if is_silent or not (message.is_notice or message.is_statement or message.transactions):
            name = local(message.element)
            yield self.problem("document", "empty-message", f"{name} without a transaction")
        for scope in self._scopes:
            scope.leaves.clear()
            scope.is_told = False
        self._message = None
        forget(message.element)
        self._stream.part_is_done()

    def _close_document(self, document: Element) -> Iterator[Item]:
        """A message whose name is not known is read when the document around it ends."""
        for part in document:
            if self._message is not None and part is self._message.element:
                yield from self._close(self._message)
            elif len(part) or (part.text or "").strip():
                yield from self._close(self._open(part))

    def _finish(self, root: Element) -> Iterator[Item]:
        """What stands in the envelope behind the last message, and a header without a message."""
        if not self._messages and local(root) != "AppHdr":
            message = "XML, but no ISO 20022 message in it"
            yield self.problem("document", "unknown-format", message)
            return
        if self._messages and all(len(scope.element) < 2 for scope in self._scopes):
            return  # nothing stands beside the message
        message_type = "envelope" if self._messages else "head.001"
        envelope = Message(root, message_type)
        self._messages += not self._messages
        if not self._scopes:
            self._scopes = [envelope.scope([root], None)]
        self._leave(envelope, 0)
        if envelope.gathering:
            yield self._notice(envelope.gathering)


def _has_doctype(element: Element) -> bool:
    about: Any = element.getroottree().docinfo  # the stubs do not know all of it
    return bool(about.doctype)


def _is_in_document(element: Element) -> bool:
    parent = element.getparent()
    return parent is not None and local(parent) == "Document"
