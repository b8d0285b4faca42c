"""OFAC's lists in their delimited files: the SDN list and the consolidated (non-SDN) one.

`sdn.csv` holds the parties, `add.csv` their addresses, `alt.csv` their other names, and
`sdn_comments.csv` what did not fit into the remarks; the other list has `cons_prim.csv`,
`cons_add.csv`, `cons_alt.csv` and `cons_comments.csv`. Rows are keyed by `ent_num`, ` -0- ` is
null, and the files end with the byte 0x1A
(https://ofac.treasury.gov/specially-designated-nationals-list-data-formats-data-schemas).
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import cast

from nostro.lists.sources.csv_rows import Row, read_rows, split_row
from nostro.lists.sources.files import ListFile, decode
from nostro.lists.sources.links import Links
from nostro.lists.sources.ofac_party import (
    COLUMNS,
    AliasKind,
    OfacAddress,
    OfacAlias,
    OfacEntry,
    note_names,
    party_entities,
    split_programmes,
)
from nostro.lists.sources.source import Source
from nostro.model.entities import Entity
from nostro.model.problems import Problem

__all__ = ["SOURCE", "SOURCES"]

_PARTY_TYPES = {"", "individual", "vessel", "aircraft"}
_ALIAS_TYPES = {"aka", "fka", "nka"}
_ROWS_TO_SNIFF = 10
# OFAC cuts remarks off here; the rest stands in the file of comments.
_REMARKS_LIMIT = 1000


@dataclass(frozen=True)
class _Files:
    """The names of the four files of a list."""

    parties: str
    addresses: str
    aliases: str
    comments: str

    def columns(self) -> dict[str, int]:
        """The number of columns of each."""
        return {self.parties: 12, self.addresses: 6, self.aliases: 5, self.comments: 2}


_SDN = _Files("sdn.csv", "add.csv", "alt.csv", "sdn_comments.csv")
_CONS = _Files("cons_prim.csv", "cons_add.csv", "cons_alt.csv", "cons_comments.csv")


def _sniff(ours: _Files) -> Callable[[bytes, str], str | None]:
    """Which of the files this is, told from its first rows; the two lists by name alone."""

    def sniff(head: bytes, name: str) -> str | None:
        if bool(re.match(r"cons_", name, re.IGNORECASE)) != (ours is _CONS):
            return None
        lines = decode(head).splitlines()[:_ROWS_TO_SNIFF]
        roles = (_role(ours, cells, name) for line in lines if (cells := split_row(line)))
        return next((role for role in roles if role), None)

    return sniff


def _role(ours: _Files, cells: list[str], name: str) -> str | None:
    if not cells[0].strip().isdecimal():
        return None
    if len(cells) == 12 and cells[2].strip().lower() in _PARTY_TYPES and cells[1]:
        return ours.parties
    if len(cells) == 6 and cells[1].strip().isdecimal():
        return ours.addresses
    if len(cells) == 5 and cells[2].strip().lower() in _ALIAS_TYPES:
        return ours.aliases
    if len(cells) == 2 and "comment" in name.lower():
        return ours.comments
    return None


def _reader(
    ours: _Files, source: str
) -> Callable[[Mapping[str, ListFile]], Iterator[Entity | Problem]]:
    def read(files: Mapping[str, ListFile]) -> Iterator[Entity | Problem]:
        """Every party with its sanction, addresses, wallets and links; a Problem for a bad row.

        Memory is a few times the size of the files, since rows of one party stand in several.
        """
        entries: dict[str, OfacEntry] = {}
        for number, row in _rows(files, ours, ours.parties):
            if isinstance(row, Problem):
                yield row
            elif problem := _party_problem(files[ours.parties], row, entries):
                yield problem
            else:
                entries[number] = _entry(row, ours.parties)
        yield from _join(files, ours, entries)
        links = Links()
        for entry in entries.values():
            names = [entry.name, *(alias.name for alias in entry.aliases)]
            note_names(links, entry.id, entry.kind, names)
        for entry in entries.values():
            yield from party_entities(_ended(entry), links, source)

    return read


def _rows(
    files: Mapping[str, ListFile], ours: _Files, role: str
) -> Iterator[tuple[str, Row | Problem]]:
    """The rows of one of the files with the number of their party."""
    for row in read_rows(files[role], ours.columns()[role]) if role in files else ():
        yield (row.cells[0].strip() if isinstance(row, Row) else ""), row


def _entry(row: Row, role: str) -> OfacEntry:
    cells = row.cells
    return OfacEntry(
        number=cells[0].strip(),
        name=cells[1],
        kind=cells[2].strip().lower(),
        programmes=split_programmes(cells[3]),
        record=f"{role} line {row.number}",
        columns=dict(zip(COLUMNS, cells[4:11], strict=True)),
        remarks=cells[11],
    )


def _ended(entry: OfacEntry) -> OfacEntry:
    """The entry, told whether its remarks end in the middle of a fact."""
    length = len(entry.remarks)
    entry.cut = length == _REMARKS_LIMIT and not entry.remarks.endswith(".")
    return entry


def _party_problem(file: ListFile, row: Row, entries: Mapping[str, OfacEntry]) -> Problem | None:
    number = row.cells[0].strip()
    if not (number.isascii() and number.isdecimal()):
        return _problem(file, row, "ent_num", f"{number[:40]!r} is not an entry number")
    if not row.cells[1]:
        return _problem(file, row, "name", f"entry {number} has no name")
    if number in entries:
        place = entries[number].record.rpartition(" ")[2]
        message = f"entry {number} stands already in line {place}"
        return _problem(file, row, "duplicate", message)
    return None


def _join(
    files: Mapping[str, ListFile], ours: _Files, entries: Mapping[str, OfacEntry]
) -> Iterator[Problem]:
    """Put the rows of the other files to their parties."""
    for role in (ours.addresses, ours.aliases, ours.comments):
        for number, row in _rows(files, ours, role):
            if isinstance(row, Problem):
                yield row
            elif number not in entries:
                message = f"entry {number[:40]!r} is not in {ours.parties}"
                yield _problem(files[role], row, "orphan", message)
            elif role == ours.aliases and not row.cells[3]:
                yield _problem(files[role], row, "name", f"alias of {number} has no name")
            else:
                _put(entries[number], ours, role, row)


def _put(entry: OfacEntry, ours: _Files, role: str, row: Row) -> None:
    cells = row.cells
    if role == ours.addresses:
        record = f"{role} line {row.number}"
        entry.addresses.append(OfacAddress(cells[2], cells[3], cells[4], cells[5], record))
    elif role == ours.aliases:
        kind = cells[2].strip() if cells[2].strip() in _ALIAS_TYPES else "aka"
        entry.aliases.append(OfacAlias(cast("AliasKind", kind), cells[3], remarks=cells[4]))
    else:
        entry.remarks = entry.remarks.ljust(_REMARKS_LIMIT) + cells[1]


def _problem(file: ListFile, row: Row, code: str, message: str) -> Problem:
    return Problem(source=file.given, location=f"line {row.number}", code=code, message=message)


SOURCE = Source(
    id="us_ofac_sdn",
    publisher="Office of Foreign Assets Control",
    title="US OFAC Specially Designated Nationals and Blocked Persons List",
    url="https://sanctionslistservice.ofac.treas.gov/api/PublicationPreview/exports/SDN.CSV",
    required=("sdn.csv", "add.csv", "alt.csv"),
    optional=("sdn_comments.csv",),
    sniff=_sniff(_SDN),
    read=_reader(_SDN, "us_ofac_sdn"),
)
CONSOLIDATED = Source(
    id="us_ofac_cons",
    publisher="Office of Foreign Assets Control",
    title="US OFAC Consolidated (non-SDN) List",
    url="https://sanctionslistservice.ofac.treas.gov/api/PublicationPreview/exports/CONS_PRIM.CSV",
    required=("cons_prim.csv", "cons_add.csv", "cons_alt.csv"),
    optional=("cons_comments.csv",),
    sniff=_sniff(_CONS),
    read=_reader(_CONS, "us_ofac_cons"),
)
SOURCES = (SOURCE, CONSOLIDATED)
