"""An ISO 20022 message while it is open: its type, and what encloses a transaction in it."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from nostro.payments.iso20022_casts import TRANSFERS, Cast, cast_of, claims_of
from nostro.payments.iso20022_notices import NOTICES, Gathering, Said, said
from nostro.payments.iso20022_payments import payment_fields
from nostro.payments.iso20022_statements import (
    STATEMENT_PATHS,
    STATEMENTS,
    entries_of,
    entry_fields,
)
from nostro.payments.xml_paths import Element, Leaf, Paths, Place, leaves_of, local, namespace

__all__ = [
    "BATCHES",
    "MESSAGES",
    "TRANSFER_TYPES",
    "UNITS",
    "Message",
    "Scope",
    "opened",
    "type_of",
]

MESSAGES = frozenset({*TRANSFERS, *NOTICES})
# What is read as a whole, and freed: transactions, entries, statuses of transactions.
UNITS = frozenset({"CdtTrfTxInf", "DrctDbtTxInf", "TxInf", "Ntry", "TxInfAndSts"})
_IDENTIFIER = re.compile(r"([a-z]{4}\.\d{3})\.\d{3}\.\d{2}")
# What groups them below a message.
BATCHES = frozenset({
    "PmtInf", "CdtInstr", "OrgnlPmtInfAndRvsl", "OrgnlPmtInfAndSts", "Stmt", "Rpt", "Ntfctn",
    "Undrlyg", "CxlDtls",
})  # fmt: skip
TRANSFER_TYPES = frozenset(TRANSFERS.values())
_PATHS = {
    **{
        message_type: Paths(claims_of(cast_of(message_type)))
        for message_type in sorted(TRANSFER_TYPES)
    },
    **dict.fromkeys(STATEMENTS, STATEMENT_PATHS),
}
_PLAIN = Paths(lambda _: None)


class Scope:
    """An element that encloses transactions, and what it says for all of them."""

    __slots__ = ("_batches", "_beside", "_checked", "element", "is_told", "leaves", "number",
                 "place", "units")  # fmt: skip

    def __init__(
        self, element: Element, place: Place, number: int = 1, beside: Place | None = None
    ) -> None:
        self.element = element
        self.place = place
        self._beside = beside  # where what is no group header stands
        self.leaves: list[Leaf] = []
        self.is_told = False  # whether an item holds the leaves
        self.units = 0
        self._checked = 0
        self.number = number
        self._batches: dict[str, int] = {}

    def nth(self, name: str) -> int:
        """The number of one more child of this name that has transactions in it."""
        number = self._batches[name] = self._batches.get(name, 0) + 1
        return number

    def below(self, name: str) -> Place:
        """The place of a child of this name."""
        path = f"{self.place.path}/{name}" if self.place.path else name
        return self.place.root(path)

    def read_before(self, following: Element) -> None:
        """Read and free what stands before an element."""
        before = following.getprevious()
        if before is None:
            return
        parts = []
        while before is not None:
            parts.append(before)
            before = before.getprevious()
        parts.reverse()
        had = len(self.leaves)
        self._read(parts, self.leaves)
        self.is_told = self.is_told and len(self.leaves) == had
        for part in parts:
            self.element.remove(part)

    def _read(self, parts: list[Element], leaves: list[Leaf]) -> list[Leaf]:
        if self._beside is None:
            return leaves_of(parts, self.place, leaves)
        leaves_of([part for part in parts if local(part) == "GrpHdr"], self.place, leaves)
        beside = [part for part in parts if local(part) != "GrpHdr"]
        return leaves_of(beside, self._beside, leaves)

    def said(self, leaves: Iterable[Leaf], name: str, number: int) -> Iterator[Said]:
        """Leaves of a child of this scope with their paths, numbered where there are several."""
        lead = f"{self.place.path}/{name}" if self.place.path else name
        for path, place, value in said(leaves, lead, number):
            yield (self._numbered(path), place, value)

    def _numbered(self, path: str) -> str:
        if self.number > 1 and self.place.path:
            return f"{self.place.path}[{self.number}]{path[len(self.place.path) :]}"
        return path

    def unchecked(self) -> list[Leaf]:
        """The leaves that were read since this was asked last."""
        fresh = self.leaves[self._checked :] if self._checked < len(self.leaves) else []
        self._checked = len(self.leaves)
        return fresh

    def tell(self, gathering: Gathering) -> None:
        """Gather what was not told yet."""
        if not self.is_told:
            for place, value in self.leaves:
                gathering.take(self._numbered(place.path), place, value)
            self.leaves.clear()

    def leave(self, message: "Message") -> None:
        """Gather what an element that ended says behind its transactions, and untold before."""
        self.tell(message.gathering)
        parts = list(self.element) or [self.element]  # a message may be mere text
        for place, value in self._read(parts, []):
            message.gathering.take(self._numbered(place.path), place, value)
        self.element.clear(keep_tail=True)  # type: ignore[call-arg]  # unknown to the stubs


class Message:
    """A message that is open."""

    def __init__(self, element: Element, message_type: str) -> None:
        self.element = element
        self.message_type = message_type
        self.is_statement = message_type in STATEMENTS
        self.is_notice = message_type not in _PATHS
        self.paths = _PATHS.get(message_type, _PLAIN)
        self.gathering = Gathering(message_type)
        self.transactions = 0
        self.has_open_entry = False  # some of whose transactions were read before its end
        self.notices = 0  # that were made before its end
        self._cast = Cast({}) if self.is_notice or self.is_statement else cast_of(message_type)

    def own_scope(self) -> Scope:
        """The scope of the message itself.

        Beside its group header, a message that moves money may say what its transactions say too,
        so such paths begin with its name.
        """
        beside = None if self.is_notice else self.paths.root(local(self.element))
        return Scope(self.element, self.paths.root(""), beside=beside)

    def scope(self, chain: Sequence[Element], above: Scope | None) -> Scope:
        """The scope of the last of a chain of elements from the root on.

        Paths begin below the message; what is around it has paths from the root on.
        """
        names = [local(element) for element in chain]
        if self.element in chain:
            path = "/".join(names[chain.index(self.element) + 1 :])
        else:
            path = "/" + "/".join(names)
        number = above.nth(names[-1]) if above else 1
        return Scope(chain[-1], self.paths.root(path), number)

    def gather(self, pieces: Iterable[Said]) -> None:
        """Take what is for a notice."""
        for path, place, value in pieces:
            self.gathering.take(path, place, value)

    def transactions_of(
        self, unit: Element, *, is_open: bool = False
    ) -> Iterable[tuple[list[Leaf], Cast]]:
        """The leaves of each transaction of a unit, and who plays which part in it.

        `is_open` asks for those that a long entry of a statement has had so far.
        """
        if self.is_statement:
            was_open, self.has_open_entry = self.has_open_entry, is_open
            return entries_of(unit, is_open=is_open, was_open=was_open)
        return ((leaves_of(unit, self.paths.root(""), []), self._cast),)

    def fields(self, leaves: list[Leaf], above: list[Leaf], cast: Cast) -> dict[str, Any]:
        """The columns of a transaction. What a statement says for all stands in its notice."""
        if self.is_statement:
            return entry_fields(leaves, above, cast, self.message_type)
        everything = leaves + above
        return payment_fields(everything, cast, self.message_type, kept=everything)


def opened(element: Element) -> Message:
    """The message that an element is."""
    parent = element.getparent()
    namespaces = [namespace(e) for e in (element, parent) if e is not None]
    return Message(element, type_of(local(element), namespaces))


def type_of(name: str, namespaces: Iterable[str]) -> str:
    """The type of a message by its name, else by its namespace or the one around it."""
    named = TRANSFERS.get(name) or NOTICES.get(name)
    if named:
        return named
    # The first versions named a message by its identifier, such as `pacs.008.001.01`.
    for written in (name, *namespaces):
        found = _IDENTIFIER.search(written)
        if found:
            is_named = written == name or found[1] not in _PATHS
            return found[1] if is_named else name
    return name
