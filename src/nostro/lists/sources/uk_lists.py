"""The UK's lists: OFSI's consolidated list (until January 2026) and the UK Sanctions List.

Either is a table (CSV, XLSX), where a party is spread over rows with one name or address each, or
XML. All have one list id and give a party the same id, see `uk_party.py`.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date

from lxml import etree

from nostro.lists.sources.dates import list_dates, numeric_date
from nostro.lists.sources.files import ListFile, decode
from nostro.lists.sources.links import Links
from nostro.lists.sources.row_source import or_problem
from nostro.lists.sources.source import Source, file_head
from nostro.lists.sources.tables import heading, read_table
from nostro.lists.sources.uk_party import ID, UkParty, field_of, party_entities
from nostro.lists.sources.xml_records import read_records
from nostro.model.entities import Entity
from nostro.model.problems import Problem

__all__ = ["SOURCES"]

_PUBLISHER, _TITLE = "HM Government", "UK Sanctions List and OFSI Consolidated List"
_TABLE, _OFSI_XML, _UK_XML = "ConList.csv", "ConList.xml", "UK-Sanctions-List.xml"
_DAY = re.compile(
    rb"(?:Last Updated|Report Date|DateGenerated)\W+(\d{4}-\d\d-\d\d|\d\d?[-/ ]\w{2,3}[-/ ]\d{4})"
)


def _sniff_table(head: bytes, _: str) -> str | None:
    lines = decode(head).splitlines()[:4]
    wanted = {"name_6", "name_1", "name_2"}
    for line in lines:
        cells = {heading(cell.strip('"')) for cell in re.split(r"[,\t]", line)}
        if wanted <= cells and ({"group_id", "unique_id"} & cells):
            return _TABLE
    return None


def _read_table(files: Mapping[str, ListFile]) -> Iterator[Entity | Problem]:
    """Every party, in the order of its first row; a Problem for a row of no party."""
    file = files[_TABLE]
    parties: dict[str, UkParty] = {}
    known = {heading(name) for name in _headings(file) if field_of(name)}
    for row in read_table(file, ("name_6", "name_1"), known):
        if isinstance(row, Problem):
            yield row
            continue
        cells = {name: row[column] for column in row.cells if (name := field_of(column))}
        notes = [f"{column}: {text}" for column, text in row.unknown.items()]
        record = f"{_TABLE} {row.location}"
        yield from _add(parties, cells, notes, record, file)
    yield from _entities(parties, file, _TABLE)


def _headings(file: ListFile) -> Iterator[str]:
    """Every cell of the first lines, among which are the headings."""
    for line in decode(file_head(file)).splitlines()[:5]:
        yield from (cell.strip('"') for cell in re.split(r"[,\t]", line))


def _add(
    parties: dict[str, UkParty], cells: Mapping[str, str], notes: list[str], record: str,
    file: ListFile,
) -> Iterator[Problem]:  # fmt: skip
    number = cells.get("group") or cells.get("unique_id") or ""
    if not number:
        location = record.partition(" ")[2]
        message = "neither a Group ID nor a Unique ID"
        yield Problem(source=file.given, location=location, code="group_id", message=message)
        return
    party = parties.setdefault(number, UkParty(number=number, record=record))
    party.add_row(cells)
    party.notes += [note for note in notes if note not in party.notes]


def _entities(
    parties: Mapping[str, UkParty], file: ListFile, role: str
) -> Iterator[Entity | Problem]:
    links = Links()
    for party in parties.values():
        names = [name for name, _, _ in party.names]
        links.add(party.id, party.schema(), party.primary_name(), names)
    for party in parties.values():
        problem = Problem(
            source=file.given,
            location=party.record.removeprefix(f"{role} "),
            code="name",
            message=f"the party {party.number[:40]} has no name",
        )
        yield from or_problem(party_entities(party, links), problem)


def _sniff_ofsi_xml(head: bytes, _: str) -> str | None:
    plain = head.replace(b"\0", b"")
    return _OFSI_XML if re.search(rb"<(?:\w+:)?ArrayOfFinancialSanctionsTarget\b", plain) else None


def _read_ofsi_xml(files: Mapping[str, ListFile]) -> Iterator[Entity | Problem]:
    """Every party; one `FinancialSanctionsTarget` is what a row is in the table."""
    file = files[_OFSI_XML]
    parties: dict[str, UkParty] = {}
    said: set[str] = set()
    root, record = "ArrayOfFinancialSanctionsTarget", "FinancialSanctionsTarget"
    for position, element in enumerate(read_records(file, root, (record,)), 1):
        cells, notes = _leaves(element)
        location = f"{record} {position}"
        yield from _unknown(file, notes, location, said)
        yield from _add(parties, cells, notes, f"{_OFSI_XML} {location}", file)
    yield from _entities(parties, file, _OFSI_XML)


# Elements that hold a row of their own within a designation.
_ROWS = {"Name", "NonLatinName", "Address", "Passport", "NationalIdentifier", "Location"}
# Elements that say again what others say, or hold no text.
_SKIPPED = re.compile(r"Indicators$|^full_?address$|^updated$|^(?:\w+)?ListType$", re.IGNORECASE)


def _leaves(element: etree._Element) -> tuple[dict[str, str], list[str]]:
    """The texts of the elements below by field, and as notes those that are no field.

    A field that comes more than once within has its texts joined as numbered values.
    """
    found: dict[str, list[str]] = {}
    notes = []
    for leaf in _below(element):
        text = " ".join((leaf.text or "").split())
        name = field_of(leaf.tag)
        if text and name:
            found.setdefault(name, []).append(text)
        elif text and not _SKIPPED.search(leaf.tag):
            notes.append(f"{leaf.tag}: {text}")
    return {name: _numbered(texts) for name, texts in found.items()}, notes


def _below(element: etree._Element) -> Iterator[etree._Element]:
    for child in element:
        if len(child) == 0:
            yield child
        elif child.tag not in _ROWS and not _SKIPPED.search(child.tag):
            yield from _below(child)


def _numbered(texts: list[str]) -> str:
    if len(texts) == 1:
        return texts[0]
    return " ".join(f"({number}) {text}" for number, text in enumerate(texts, 1))


def _unknown(file: ListFile, notes: list[str], location: str, said: set[str]) -> Iterator[Problem]:
    for name in (note.partition(":")[0] for note in notes):
        if name not in said:
            said.add(name)
            message = f"the field {name[:60]} is new, its text is kept as a note"
            yield Problem(
                source=file.given, location=location, code="unknown_field", message=message
            )


def _sniff_uk_xml(head: bytes, _: str) -> str | None:
    plain = head.replace(b"\0", b"")
    found = re.search(rb"<(?:\w+:)?Designations\b", plain) and b"Designation>" in plain
    return _UK_XML if found else None


def _read_uk_xml(files: Mapping[str, ListFile]) -> Iterator[Entity | Problem]:
    """Every `Designation`, with its names, addresses and documents as rows of their own."""
    file = files[_UK_XML]
    parties: dict[str, UkParty] = {}
    said: set[str] = set()
    for position, element in enumerate(read_records(file, "Designations", ("Designation",)), 1):
        cells, notes = _leaves(element)
        location = f"Designation {position}"
        yield from _unknown(file, notes, location, said)
        yield from _add(parties, cells, notes, f"{_UK_XML} {location}", file)
        party = parties.get(cells.get("group") or cells.get("unique_id") or "")
        if party is None:
            continue
        for row in element.iter(*_ROWS):
            inner, more = _leaves(row)
            party.add_row(inner)
            party.notes += more
            yield from _unknown(file, more, location, said)
    yield from _entities(parties, file, _UK_XML)


def _published(files: Mapping[str, ListFile]) -> date | None:
    """The day in the first lines: `Last Updated,13/04/2018`, `Report Date: 28-Jan-2026`."""
    head = file_head(next(iter(files.values()))).replace(b"\0", b"")
    found = _DAY.search(head[:4096])
    if not found:
        return None
    text = found[1].decode("ascii", "replace")
    day = numeric_date(text) or next(iter(list_dates(re.sub(r"[-/]", " ", text))), None)
    return date.fromisoformat(day) if day and len(day) == 10 else None


_Sniff = Callable[[bytes, str], str | None]
_Read = Callable[[Mapping[str, ListFile]], Iterator[Entity | Problem]]


def _source(role: str, url: str, sniff: _Sniff, read: _Read) -> Source:
    return Source(
        id=ID,
        publisher=_PUBLISHER,
        title=_TITLE,
        url=url,
        required=(role,),
        sniff=sniff,
        read=read,
        published=_published,
        max_bytes=256 << 20,
    )


SOURCES = (
    _source(
        _TABLE,
        "https://sanctionslist.fcdo.gov.uk/docs/UK-Sanctions-List.csv",
        _sniff_table,
        _read_table,
    ),
    _source(
        _UK_XML,
        "https://sanctionslist.fcdo.gov.uk/docs/UK-Sanctions-List.xml",
        _sniff_uk_xml,
        _read_uk_xml,
    ),
    _source(
        _OFSI_XML,
        "https://ofsistorage.blob.core.windows.net/publishlive/2022format/ConList.xml",
        _sniff_ofsi_xml,
        _read_ofsi_xml,
    ),
)
