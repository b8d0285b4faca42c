"""What an ISO 20022 message says beside its payments, or a whole one that moves no money."""

from collections.abc import Iterable, Iterator

from nostro.model.payments import Notice
from nostro.payments.iso20022_parts import BIC_NAMES
from nostro.payments.leaf_kinds import kind_of
from nostro.payments.xml_paths import Place

__all__ = ["NOTICES", "Gathering", "Said", "said"]

# Messages that some senders leave without the `Document` around them.
NOTICES = {
    "FIToFIPmtStsRpt": "pacs.002",
    "FIToFIPmtStsReq": "pacs.028",
    "FIToFIPmtCxlReq": "camt.056",
    "RsltnOfInvstgtn": "camt.029",
    "BkToCstmrAcctRpt": "camt.052",
    "BkToCstmrStmt": "camt.053",
    "BkToCstmrDbtCdtNtfctn": "camt.054",
    "BkToCstmrAcctRptV01": "camt.052",
    "BkToCstmrStmtV01": "camt.053",
    "BkToCstmrDbtCdtNtfctnV01": "camt.054",
    "CstmrPmtCxlReq": "camt.055",
    "CstmrPmtStsRpt": "pain.002",
}
_REFERENCES = frozenset({
    "OrgnlMsgId", "OrgnlUETR", "OrgnlEndToEndId", "OrgnlTxId", "OrgnlInstrId", "OrgnlPmtInfId",
    "UETR", "EndToEndId", "TxId",
})  # fmt: skip
_TEXTS = frozenset({"AdrLine", "StrtNm", "TwnNm", "Ctry"})
_LISTS = ("references", "parties", "agents", "accounts", "text")
_LONGEST_CHARACTERS = 20_000
Said = tuple[str, Place, str]


class Gathering:
    """What is said, with the path of each piece: names, codes, references, free text, the rest.

    Free text is what stands in elements for it, and any text of several words.
    """

    def __init__(self, message_type: str) -> None:
        self.message_type = message_type
        self.ids: dict[str, str] = {}
        self._clear()

    def _clear(self) -> None:
        self._lists: dict[str, dict[str, str]] = {name: {} for name in _LISTS}
        self._other: dict[str, str] = {}
        self._characters = 0

    def __bool__(self) -> bool:
        return bool(self._other) or any(self._lists.values())

    @property
    def is_full(self) -> bool:
        """True where a notice should be made before more is taken."""
        return self._characters > _LONGEST_CHARACTERS

    @property
    def reference(self) -> str | None:
        """The id of the message, once it was seen."""
        return self.ids.get("MsgId") or self.ids.get("Id")

    def take(self, path: str, place: Place, value: str) -> None:
        """Take what one leaf says."""
        name = place.name
        if name in {"MsgId", "Id"}:
            self.ids.setdefault(name, value)
        kept = self._kept(name, place.plain, value)
        self._characters += len(value) + len(path)
        if kept is not None:
            self._lists[kept].setdefault(value, path)
        else:
            while path in self._other:
                path += "'"
            self._other[path] = value

    @staticmethod
    def _kept(name: str, plain: str, value: str) -> str | None:
        if name == "Nm":
            return "parties"
        if name in BIC_NAMES or name == "MmbId":
            return "agents"
        if name in _REFERENCES:
            return "references"
        kind = kind_of(plain)
        if kind == "account":
            return "accounts"
        if kind == "text" or name in _TEXTS:
            return "text"
        return "text" if " " in value and kind in {"code", "reference"} else None

    def notice(self, notice_id: str, source: str, location: str) -> Notice:
        """A notice of what was taken since the last one."""
        made = Notice(
            notice_id=notice_id,
            message_type=self.message_type,
            references=list(self._lists["references"]),
            parties=list(self._lists["parties"]),
            agents=list(self._lists["agents"]),
            accounts=list(self._lists["accounts"]),
            text="\n".join(self._lists["text"]),
            other=self._other,
            source=source,
            location=location,
            origins=dict(self._origins()),
        )
        self._clear()
        return made

    def _origins(self) -> Iterator[tuple[str, str]]:
        for name in _LISTS:
            for place, path in enumerate(self._lists[name].values()):
                yield ("text" if name == "text" and not place else f"{name}[{place}]"), path


def said(leaves: Iterable[tuple[Place, str]], lead: str, number: int) -> Iterator[Said]:
    """Leaves with their paths, the first name of which is the `number`th of its parent."""
    for place, value in leaves:
        path = place.path
        if number > 1:
            path = f"{lead}[{number}]{path[len(lead) :]}"
        yield path, place, value
