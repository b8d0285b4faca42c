"""The US Consolidated Screening List in CSV, both of its layouts.

One row a party of one of the lists that trade.gov joins. The layouts differ in how the cells of
`ids` are ordered: kind, number, country in the one, country, number, kind in the other. Fields:
https://developer.trade.gov/consolidated-screening-list.html. Each identifier is read in the words
of OFAC's remarks. Parties of Treasury's lists have OFAC's id as a referent.
"""

import re
from collections.abc import Iterator, Mapping

from nostro.lists.sources.dates import list_dates
from nostro.lists.sources.files import ListFile, decode
from nostro.lists.sources.links import Links
from nostro.lists.sources.ofac_party import (
    OfacAddress,
    OfacAlias,
    OfacEntry,
    note_names,
    party_entities,
)
from nostro.lists.sources.ofac_remarks import read_part, remark
from nostro.lists.sources.party import list_id
from nostro.lists.sources.programmes import effect_of
from nostro.lists.sources.row_source import row_problem
from nostro.lists.sources.source import Source
from nostro.lists.sources.tables import TableRow, read_table
from nostro.model.entities import Entity
from nostro.model.problems import Problem

__all__ = ["SOURCE"]

_FILE = "consolidated.csv"
_KNOWN = (
    "id source entity_number type programs name title addresses federal_register_notice "
    "start_date end_date standard_order license_requirement license_policy call_sign "
    "vessel_type gross_tonnage gross_registered_tonnage vessel_flag vessel_owner remarks "
    "source_list_url alt_names citizenships dates_of_birth nationalities places_of_birth "
    "source_information_url ids"
).split()
_ABBREVIATION = re.compile(r"\((\w[\w -]*?)(?: List)?\)")
_NOTED = ("standard_order", "license_requirement", "license_policy")
_PARTS = (
    ("dates_of_birth", "DOB"),
    ("places_of_birth", "POB"),
    ("nationalities", "nationality"),
    ("citizenships", "citizen"),
)


def _sniff(head: bytes, _: str) -> str | None:
    first = decode(head).split("\n", 1)[0].lower()
    return _FILE if "entity_number" in first and "federal_register_notice" in first else None


def _read(files: Mapping[str, ListFile]) -> Iterator[Entity | Problem]:
    """Every row as a party; a Problem for one without name or number, or that comes twice."""
    file = files[_FILE]
    links, entries = Links(), dict[str, tuple[OfacEntry, TableRow]]()
    for row in read_table(file, ("source", "name", "entity_number"), _KNOWN):
        if isinstance(row, Problem):
            yield row
            continue
        entry = _entry(row)
        if not entry.name:
            yield row_problem(file, row, "name", "no name")
        elif entry.id in entries:
            yield row_problem(file, row, "duplicate", f"{entry.id} stands in a row before")
        else:
            entries[entry.id] = (entry, row)
            names = [entry.name, *(alias.name for alias in entry.aliases)]
            note_names(links, entry.id, entry.kind, names)
    for entry, row in entries.values():
        entities = party_entities(entry, links, SOURCE.id)
        if row["entity_number"].isdecimal() and "Treasury" in row["source"]:
            entities[0].referents.append(f"ofac-{row['entity_number']}")
        _add_sanction(entities[1], row)
        yield from entities


def _list(row: TableRow) -> str:
    """The list that a row is of, without its publisher."""
    return row["source"].rpartition(" - ")[0] or row["source"]


def _entry(row: TableRow) -> OfacEntry:
    found = _ABBREVIATION.search(row["source"])
    code = re.sub(r"\W+", "-", found[1].lower()) if found else "csl"
    number = row["id"] or row["entity_number"] or list_id(row["source"], row["name"])
    kind = row["type"].lower()
    return OfacEntry(
        number=f"{code}-{number}",
        name=row["name"],
        kind="" if kind == "entity" else kind,
        programmes=[*_split(row["programs"]), _list(row)],
        record=f"{_FILE} {row.location}",
        columns={
            "position": row["title"],
            "callSign": row["call_sign"],
            "type": row["vessel_type"],
            "tonnage": row["gross_tonnage"],
            "grossRegisteredTonnage": row["gross_registered_tonnage"],
            "flag": row["vessel_flag"],
            "owner": row["vessel_owner"],
        },
        remarks=row["remarks"],
        parts=[
            *(remark(label, text) for column, label in _PARTS for text in _split(row[column])),
            *(_identifier(text) for text in _split(row["ids"])),
        ],
        aliases=[OfacAlias("aka", name) for name in _split(row["alt_names"])],
        addresses=[_address(text) for text in _split(row["addresses"])],
        notes=[
            *(f"{column}: {row[column]}" for column in _NOTED if row[column]),
            *(f"{column}: {text}" for column, text in row.unknown.items()),
        ],
        listed=list_dates(row["start_date"]),
        prefix="csl",
        authority=row["source"].rpartition(" - ")[2],
        effects=[effect_of(SOURCE.id, _list(row))],
    )


def _split(text: str) -> list[str]:
    return [part.strip() for part in text.split("; ") if part.strip()]


def _identifier(text: str) -> str:
    """`Passport, A1, IR` or `IR, A1, Passport` in the words of the remarks."""
    parts = [part.strip() for part in text.split(", ")]
    first, last = parts[0], parts[-1]
    middle = ", ".join(parts[1:-1])
    for kind, country in ((first, last), (last, first)):
        readings = [remark(kind, middle, country=country), remark(kind, middle or country)]
        for reading in readings if middle else readings[1:]:
            if read_part(reading).kind != "notes":
                return reading
    return text


def _address(text: str) -> OfacAddress:
    rest, _, last = text.rpartition(",")
    if re.fullmatch(r"[A-Z]{2}", last.strip()):
        return OfacAddress(rest, "", last.strip())
    return OfacAddress(text, "", "")


def _add_sanction(sanction: Entity, row: TableRow) -> None:
    sanction.add("endDate", *list_dates(row["end_date"]))
    sanction.add("reason", row["federal_register_notice"])
    sanction.add("sourceUrl", row["source_list_url"], row["source_information_url"])


SOURCE = Source(
    id="us_trade_csl",
    publisher="International Trade Administration",
    title="US Consolidated Screening List",
    url="https://data.trade.gov/downloadable_consolidated_screening_list/v1/consolidated.csv",
    required=(_FILE,),
    sniff=_sniff,
    read=_read,
    max_bytes=256 << 20,
)
