"""OFAC's list of Specially Designated Nationals in its delimited files.

`sdn.csv` holds the parties, `add.csv` their addresses, `alt.csv` their other names, and
`sdn_comments.csv` what did not fit into the remarks. Rows are keyed by `ent_num`, ` -0- ` is
null, and the files end with the byte 0x1A
(https://ofac.treasury.gov/specially-designated-nationals-list-data-formats-data-schemas).
"""

import re
from collections.abc import Iterator, Mapping
from datetime import date

from nostro.lists.sources.csv_rows import Row, decode, read_rows, split_row
from nostro.lists.sources.ofac_party import Links, OfacEntry, party_entities
from nostro.lists.sources.source import ListFile, Source
from nostro.model.entities import Entity
from nostro.model.problems import Problem

__all__ = ["SOURCE"]

_COLUMNS = {"sdn.csv": 12, "add.csv": 6, "alt.csv": 5, "sdn_comments.csv": 2}
_PARTY_TYPES = {"", "individual", "vessel", "aircraft"}
_ALIAS_TYPES = {"aka", "fka", "nka"}
_ROWS_TO_SNIFF = 10


def _sniff(head: bytes, name: str) -> str | None:
    """Which of the files this is, told from its first rows.

    OFAC's other list (`cons_prim.csv`, the non-SDN one) has the same columns and is known by its
    name alone.
    """
    if re.match(r"cons_", name, re.IGNORECASE):
        return None
    lines = decode(head).splitlines()[:_ROWS_TO_SNIFF]
    roles = [_role(cells, name) for line in lines if (cells := split_row(line))]
    return next((role for role in roles if role), None)


def _role(cells: list[str], name: str) -> str | None:
    if not cells[0].strip().isdecimal():
        return None
    if len(cells) == 12 and cells[2].strip().lower() in _PARTY_TYPES and cells[1]:
        return "sdn.csv"
    if len(cells) == 6 and cells[1].strip().isdecimal():
        return "add.csv"
    if len(cells) == 5 and cells[2].strip().lower() in _ALIAS_TYPES:
        return "alt.csv"
    if len(cells) == 2 and "comment" in name.lower():
        return "sdn_comments.csv"
    return None


def _read(files: Mapping[str, ListFile]) -> Iterator[Entity | Problem]:
    """Every party with its sanction, addresses, wallets and links; a Problem for every bad row.

    Memory is a few times the size of the files, since rows of one party stand in several.
    """
    entries: dict[str, OfacEntry] = {}
    for number, row in _rows(files, "sdn.csv"):
        if isinstance(row, Problem):
            yield row
        elif problem := _party_problem(files["sdn.csv"], row, entries):
            yield problem
        else:
            entries[number] = OfacEntry(row.number, row.cells)
    yield from _join(files, entries)
    links = Links(entries.values())
    for entry in entries.values():
        yield from party_entities(entry, links, SOURCE.id)


def _rows(files: Mapping[str, ListFile], role: str) -> Iterator[tuple[str, Row | Problem]]:
    """The rows of one of the files with the number of their party."""
    for row in read_rows(files[role], _COLUMNS[role]) if role in files else ():
        yield (row.cells[0].strip() if isinstance(row, Row) else ""), row


def _party_problem(file: ListFile, row: Row, entries: Mapping[str, OfacEntry]) -> Problem | None:
    number = row.cells[0].strip()
    if not (number.isascii() and number.isdecimal()):
        return _problem(file, row, "ent_num", f"{number[:40]!r} is not an entry number")
    if not row.cells[1]:
        return _problem(file, row, "name", f"entry {number} has no name")
    if number in entries:
        message = f"entry {number} stands already in line {entries[number].line}"
        return _problem(file, row, "duplicate", message)
    return None


def _join(files: Mapping[str, ListFile], entries: Mapping[str, OfacEntry]) -> Iterator[Problem]:
    """Put the rows of the other files to their parties."""
    for role in list(_COLUMNS)[1:]:
        for number, row in _rows(files, role):
            if isinstance(row, Problem):
                yield row
            elif number not in entries:
                message = f"entry {number[:40]!r} is not in sdn.csv"
                yield _problem(files[role], row, "orphan", message)
            elif role == "alt.csv" and not row.cells[3]:
                yield _problem(files[role], row, "name", f"alias of {number} has no name")
            else:
                _put(entries[number], role, row)


def _put(entry: OfacEntry, role: str, row: Row) -> None:
    if role == "add.csv":
        entry.addresses.append(row)
    elif role == "alt.csv":
        entry.aliases.append(row)
    else:
        entry.continued += row.cells[1]


def _problem(file: ListFile, row: Row, code: str, message: str) -> Problem:
    return Problem(source=file.given, location=f"line {row.number}", code=code, message=message)


def _published(_: Mapping[str, ListFile]) -> date | None:
    """These files do not say when they were published."""
    return None


SOURCE = Source(
    id="us_ofac_sdn",
    publisher="Office of Foreign Assets Control",
    title="US OFAC Specially Designated Nationals and Blocked Persons List",
    url="https://sanctionslistservice.ofac.treas.gov/api/PublicationPreview/exports/SDN.CSV",
    required=("sdn.csv", "add.csv", "alt.csv"),
    optional=("sdn_comments.csv",),
    sniff=_sniff,
    read=_read,
    published=_published,
)
