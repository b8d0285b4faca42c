"""ISO 20022 messages that move no money, gathered into notices while they stream by."""

import re

from lxml import etree

from nostro.model.payments import Notice
from nostro.payments.xml_paths import Element, folded, local

__all__ = ["NOTICES", "Gathering"]

# Messages that some senders leave without the `Document` around them.
NOTICES = {
    "FIToFIPmtStsRpt": "pacs.002",
    "FIToFIPmtStsReq": "pacs.028",
    "FIToFIPmtCxlReq": "camt.056",
    "RsltnOfInvstgtn": "camt.029",
    "BkToCstmrAcctRpt": "camt.052",
    "BkToCstmrStmt": "camt.053",
    "BkToCstmrDbtCdtNtfctn": "camt.054",
    "CstmrPmtCxlReq": "camt.055",
    "CstmrPmtStsRpt": "pain.002",
}
_NAMESPACE = re.compile(r"([a-z]{4}\.\d{3})\.\d{3}\.\d{2}")
_NAMES = frozenset({"Nm"})
_CODES = frozenset({"BICFI", "BIC", "AnyBIC", "BICOrBEI", "MmbId"})
_REFERENCES = frozenset({"OrgnlMsgId", "OrgnlUETR", "OrgnlEndToEndId"})
_TEXTS = frozenset(
    {"Ustrd", "AddtlInf", "AddtlTxInf", "AddtlNtryInf", "AddtlStsInf", "InstrInf", "AdrLine",
     "StrtNm", "TwnNm", "Ctry", "Inf"}
)  # fmt: skip
_LONGEST_CHARACTERS = 20_000


class Gathering:
    """What is said in a message that is still open: names, BICs, references, free text.

    Free text is what stands in elements for it, and any text of several words. A long message
    makes several notices, so that none of it goes unscreened.
    """

    def __init__(self, message: Element) -> None:
        self._type = NOTICES.get(local(message)) or _type_in(message)
        self._name = local(message)
        self._ids: dict[str, str] = {}
        self._clear()

    def _clear(self) -> None:
        self._parties: dict[str, None] = {}
        self._agents: dict[str, None] = {}
        self._references: dict[str, None] = {}
        self._texts: dict[str, None] = {}
        self._characters = 0

    @property
    def is_full(self) -> bool:
        """True where a notice should be made before more is taken."""
        return self._characters > _LONGEST_CHARACTERS

    @property
    def reference(self) -> str | None:
        """The id of the message, once it was seen."""
        return self._ids.get("MsgId") or self._ids.get("Id")

    def take(self, leaf: Element, name: str) -> None:
        """Take what one element without children says."""
        self._type = self._type or _type_in(leaf)
        value = folded(leaf)
        if not value:
            return
        if name in {"MsgId", "Id"}:
            self._ids.setdefault(name, value)
        kept = self._kept(name, value)
        if kept is not None and value not in kept:
            kept[value] = None
            self._characters += len(value)

    def _kept(self, name: str, value: str) -> dict[str, None] | None:
        if name in _NAMES:
            return self._parties
        if name in _CODES:
            return self._agents
        if name in _REFERENCES:
            return self._references
        return self._texts if name in _TEXTS or " " in value else None

    def notice(self, notice_id: str, source: str, location: str) -> Notice:
        """A notice of what was taken since the last one."""
        made = Notice(
            notice_id=notice_id,
            message_type=self._type or self._name,
            references=list(self._references),
            parties=list(self._parties),
            agents=list(self._agents),
            text="\n".join(self._texts),
            source=source,
            location=location,
        )
        self._clear()
        return made


def _type_in(element: Element) -> str | None:
    namespace = str(etree.QName(element).namespace or "")
    found = _NAMESPACE.search(namespace) or _NAMESPACE.search(local(element))
    return found[1] if found else None
