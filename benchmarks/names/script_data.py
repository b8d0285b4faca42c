"""Listed parties with their names in two scripts: UN, Ukraine's NSDC, the EU's journal."""

import re
import unicodedata
import zipfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.names.data import read_list, read_rows, same_words
from lxml import etree

from nostro.model.entities import listed_parties

__all__ = ["TwoScripts", "read_parties", "script_of"]

_SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_SPLIT = re.compile(r"[;\n]")
_KANA = {"HIRAGANA", "KATAKANA"}


@dataclass
class TwoScripts:
    """A listed party: its names in scripts other than Latin, and its Latin names.

    `shared` is a number that it has in common with all parties that may be the same.
    """

    source: str
    schema: str
    native: dict[str, str] = field(default_factory=dict)
    latin: list[str] = field(default_factory=list)
    shared: int = 0

    def add(self, name: str) -> None:
        """Put a name where it belongs; one that mixes scripts is left out."""
        name = " ".join(name.split())
        script = script_of(name)
        if script == "LATIN" and name not in self.latin:
            self.latin.append(name)
        elif script and script != "LATIN":
            self.native[name] = script


def script_of(name: str) -> str | None:
    """The one script of a name's letters; None where they mix, or there are hardly any.

    Kana and Han together are Japanese, which is called KANA here.
    """
    found = Counter(unicodedata.name(c, "?").split()[0] for c in name if c.isalpha())
    if sum(found.values()) < 2:
        return None
    if _KANA & found.keys() and found.keys() <= {*_KANA, "CJK", "KATAKANA-HIRAGANA"}:
        return "KANA"
    return next(iter(found)) if len(found) == 1 else None


def read_parties(data: Path) -> list[TwoScripts]:
    """All parties of the three sources; a party may be on several lists, or twice on one."""
    sanctions = data / "sanctions"
    found = [
        *_un(sanctions / "un" / "consolidated-2025-04-19.xml"),
        *(p for path in sorted((sanctions / "ua").glob("nsdc-*.xlsx")) for p in _nsdc(path)),
        *(
            p
            for path in sorted((sanctions / "eu_journal" / "consolidated").glob("*.csv"))
            for p in _journal(path)
        ),
    ]
    return _numbered([party for party in found if party.native or party.latin])


def _un(path: Path) -> Iterator[TwoScripts]:
    for listed in listed_parties(read_list(path)):
        party = TwoScripts("UN", listed.entity.schema)
        for name in (*listed.entity.names(), *listed.entity.weak_names()):
            party.add(name)
        yield party


def _journal(path: Path) -> Iterator[TwoScripts]:
    """Original-script names stand among the aliases, between semicolons."""
    for row in read_rows(path):
        party = TwoScripts("EU", row["schema"])
        for column in ("name", "alias", "previousName"):
            for part in _SPLIT.split(row[column] or ""):
                party.add(part)
        yield party


def _nsdc(path: Path) -> Iterator[TwoScripts]:
    """Sheet 1 has people, sheet 2 companies; columns J to L the names."""
    with zipfile.ZipFile(path) as book:
        strings = [
            "".join(map(str, item.itertext()))
            for item in etree.fromstring(book.read("xl/sharedStrings.xml")).iter(f"{_SHEET}si")
        ]
        for number, schema in ((1, "Person"), (2, "Organization")):
            sheet = etree.fromstring(book.read(f"xl/worksheets/sheet{number}.xml"))
            for row in list(sheet.iter(f"{_SHEET}row"))[1:]:
                party = TwoScripts("UA", schema)
                for cell in row:
                    for part in _SPLIT.split(_text(cell, strings)):
                        party.add(part)
                yield party


def _text(cell: etree._Element, strings: list[str]) -> str:
    """The text of a cell of the columns of names; other cells are empty."""
    place = cell.get("r") or ""
    value = cell.findtext(f"{_SHEET}v")
    if place.rstrip("0123456789") not in ("J", "K", "L") or not value or cell.get("t") != "s":
        return ""
    return strings[int(value)]


def _numbered(parties: list[TwoScripts]) -> list[TwoScripts]:
    """Give parties that share a name, at times a mere alias, one number."""
    head = list(range(len(parties)))

    def top(at: int) -> int:
        while head[at] != at:
            head[at] = head[head[at]]
            at = head[at]
        return at

    first: dict[tuple[str, ...], int] = {}
    for at, party in enumerate(parties):
        for name in (*party.native, *party.latin):
            head[top(at)] = top(first.setdefault(same_words(name), at))
    for at, party in enumerate(parties):
        party.shared = top(at)
    return parties
