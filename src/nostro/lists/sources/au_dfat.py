"""Australia's consolidated list, as a workbook, old (`.xls`) or new (`.xlsx`).

A party is spread over rows with one name each: `12` the primary one, `12a` another. Format:
https://www.dfat.gov.au/international-relations/security/sanctions/consolidated-list.
"""

import re
from collections.abc import Iterator, Mapping

from nostro.lists.sources.dates import list_dates
from nostro.lists.sources.files import ListFile, decode
from nostro.lists.sources.party import is_company
from nostro.lists.sources.plain_party import PlainParty, plain_entities
from nostro.lists.sources.row_source import or_problem, row_problem
from nostro.lists.sources.source import Source
from nostro.lists.sources.tables import TableRow, read_table
from nostro.lists.sources.values import split_numbered
from nostro.model.entities import Entity
from nostro.model.problems import Problem

__all__ = ["SOURCE"]

_FILE = "regulation8_consolidated.xls"
_KNOWN = (
    "reference name_of_individual_or_entity type name_type alias_strength date_of_birth "
    "place_of_birth citizenship address additional_information listing_information imo_number "
    "committees control_date instrument_of_designation targeted_financial_sanction travel_ban "
    "arms_embargo maritime_restriction"
).split()
_REFERENCE = re.compile(r"(\d+)\s*[a-z]*\d*\s*", re.IGNORECASE)
_SCHEMATA = {"individual": "Person", "vessel": "Vessel"}
_LISTED = re.compile(
    r"(?:listed|designated|declared|included)\D{0,80}?(\d{1,2} [A-Za-z]{3,9}\.? \d{4})",
    re.IGNORECASE,
)
_MEASURES = ("targeted_financial_sanction", "travel_ban", "arms_embargo", "maritime_restriction")


def _sniff(head: bytes, _: str) -> str | None:
    text = decode(head)
    return _FILE if "Name of Individual or Entity" in text and "Control Date" in text else None


def _read(files: Mapping[str, ListFile]) -> Iterator[Entity | Problem]:
    """Every party, in the order of its first row; a Problem for a row of no party."""
    file = files[_FILE]
    found: dict[str, PlainParty] = {}
    rows: dict[str, TableRow] = {}
    for row in read_table(file, ("reference", "name_of_individual_or_entity"), _KNOWN):
        if isinstance(row, Problem):
            yield row
            continue
        reference = _REFERENCE.fullmatch(row["reference"])
        if not reference or not row["name_of_individual_or_entity"]:
            code = "name" if reference else "reference"
            yield row_problem(file, row, code, "no reference number or no name in this row")
            continue
        number = reference[1]
        if number not in found:
            found[number] = PlainParty(f"au-{number}", "Organization", f"{_FILE} {row.location}")
            rows[number] = row
        _add_row(found[number], row)
    for number, party in found.items():
        _finish(party)
        entities = plain_entities(
            party,
            source=SOURCE.id,
            authority="Department of Foreign Affairs and Trade",
            country="au",
        )
        problem = row_problem(file, rows[number], "name", f"{number} has no name")
        yield from or_problem(entities, problem)


def _add_row(party: PlainParty, row: TableRow) -> None:
    name, kind = row["name_of_individual_or_entity"], row["name_type"].lower()
    schema = _SCHEMATA.get(row["type"].lower())
    party.schema = schema or party.schema
    if kind == "primary name":
        party.values["name"].insert(0, name)
    elif kind == "original script":
        party.add("name", name)
    elif row["alias_strength"].lower() == "weak":
        party.add("weakAlias", name)
    else:
        party.add("previousName" if re.match("former|previous", kind) else "alias", name)
    for text in split_numbered(row["date_of_birth"]):
        party.add("birthDate", _month_in_full(text))
    for column, prop in (("place_of_birth", "birthPlace"), ("address", "address")):
        party.add(prop, *split_numbered(row[column]))
    party.add("citizenship", *split_numbered(row["citizenship"]))
    party.add("imoNumber", row["imo_number"])
    party.add("notes", row["additional_information"])
    party.add("notes", *(f"{column}: {text}" for column, text in row.unknown.items()))
    party.programmes += [text for text in [row["committees"]] if text not in party.programmes]
    _add_listing(party, row)


def _month_in_full(text: str) -> str:
    """`5 Jun. 1978` without the stop; a range without the space before its hyphen."""
    return re.sub(r"(?<=[A-Za-z])\.", "", text)


def _add_listing(party: PlainParty, row: TableRow) -> None:
    listing = row["listing_information"]
    found = _LISTED.search(listing)
    party.sanction["listingDate"] += list_dates(found[1].replace(".", "")) if found else []
    party.sanction["modifiedAt"] += list_dates(row["control_date"])
    party.sanction["reason"] += [listing, row["instrument_of_designation"]]
    said = {column: row[column].lower() for column in _MEASURES if row[column]}
    for column, answer in said.items():
        if answer in {"yes", "true", "y"}:
            party.sanction["provisions"].append(column.replace("_", " ").capitalize())
    if said and said.get("targeted_financial_sanction") not in {"yes", "true", "y"}:
        party.effects = ["advisory"]


def _finish(party: PlainParty) -> None:
    names = party.values["name"] + party.values["alias"]
    if not party.values["name"] and names:
        party.values["name"] = [party.values["alias"].pop(0)]
    if party.schema == "Organization" and is_company(names):
        party.schema = "Company"


SOURCE = Source(
    id="au_dfat_sanctions",
    publisher="Department of Foreign Affairs and Trade",
    title="Australia DFAT Consolidated List",
    url="https://www.dfat.gov.au/sites/default/files/regulation8_consolidated.xls",
    required=(_FILE,),
    sniff=_sniff,
    read=_read,
)
