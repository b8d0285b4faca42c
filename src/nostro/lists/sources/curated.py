"""Two tables that OpenSanctions keeps by hand from official texts, in its own layouts.

The annexes of EU regulations from the Official Journal, one table a regulation (`celex`), and
FinCEN's special measures under section 311 of the USA PATRIOT Act. Sources:
https://eur-lex.europa.eu, https://www.fincen.gov/resources/statutes-and-regulations/special-measures.
"""

import re
from collections.abc import Iterator, Mapping
from functools import partial

from nostro.lists.sources.files import ListFile
from nostro.lists.sources.party import is_company, list_id
from nostro.lists.sources.plain_party import PlainParty, schema_of
from nostro.lists.sources.programmes import effect_of, effects_of_measures
from nostro.lists.sources.row_source import parties
from nostro.lists.sources.source import Source
from nostro.lists.sources.tables import TableRow, first_rows, heading, read_table
from nostro.lists.sources.values import split_listed
from nostro.model.entities import Entity
from nostro.model.problems import Problem

__all__ = ["SOURCES"]

_MEASURES = "special_measures.csv"
_JOURNAL, _FINCEN = "eu_journal_sanctions", "us_fincen_special_measures"
_PROPERTIES = {
    heading(prop): prop
    for prop in (
        "name alias weakAlias previousName country nationality jurisdiction birthDate birthPlace "
        "position passportNumber gender fatherName motherName incorporationDate legalForm sector "
        "registrationNumber taxNumber idNumber innCode ogrnCode kppCode okpoCode leiCode swiftBic "
        "ticker imoNumber mmsi flag address phone email website notes"
    ).split()
}
_LISTING = ("celex", "recordid", "programkey", "annex", "measure", "startdate", "reason", "schema")
_NOTED = ("appearance", "ethnicity")
# A cell may hold several values; addresses and notes have semicolons of their own.
_WHOLE = {"notes", "address"}


def _sniff_journal(head: bytes, name: str) -> str | None:
    """The name of the annexes of a regulation: its number, else the name of the file."""
    headings, row = first_rows(head)
    if not {"celex", "recordid", "programkey", "annex", "measure"} <= set(headings):
        return None
    at = headings.index("celex")
    celex = re.match(r"\w{8,14}", row[at]) if len(row) > at else None
    return f"{celex[0]}.csv" if celex else name.removesuffix(".gz")


def _read_journal(files: Mapping[str, ListFile]) -> Iterator[Entity | Problem]:
    """Every row of every regulation as a party, with the statement of reasons."""
    authority = "Council of the European Union"
    for name, file in files.items():
        rows = read_table(file, ("celex", "name"), (*_PROPERTIES, *_LISTING, *_NOTED))
        read = partial(_annex_party, name)
        yield from parties(file, rows, read, source=_JOURNAL, authority=authority, country="eu")


def _annex_party(file_name: str, row: TableRow) -> PlainParty | None:
    if not row["name"]:
        return None
    name = row["name"].partition(";")[0]
    schema = schema_of(row["schema"], "Company" if is_company([name]) else "LegalEntity")
    number = (row["celex"], row["annex"], row["recordid"])
    named = f"eu-oj-{list_id(*number, row['name'])}"
    party_id = f"eu-oj-{list_id(*number)}" if number[2] else named
    party = PlainParty(party_id, schema, f"{file_name} {row.location}", named)
    for column, prop in _PROPERTIES.items():
        cell = row[column]
        party.add(prop, *([cell] if prop in _WHOLE else split_listed(cell)))
    party.add("notes", *(f"{column}: {row[column]}" for column in _NOTED if row[column]))
    party.programmes = [row["celex"]]
    party.effects = [*effects_of_measures(row["measure"])] or [effect_of(_JOURNAL, row["celex"])]
    party.sanction |= {
        "provisions": [row["measure"]],
        "startDate": [row["startdate"]],
        "reason": [row["reason"]],
        "authorityId": [" ".join(part for part in (row["annex"], row["recordid"]) if part)],
        "summary": [row["programkey"]],
    }
    return party


_COLUMNS = (
    "measure relationship type name alias country address registration_number topics notes "
    "source_url"
).split()


def _sniff_fincen(head: bytes, _: str) -> str | None:
    wanted = {"measure", "relationship", "type", "name", "source_url"}
    return _MEASURES if wanted <= set(first_rows(head)[0]) else None


def _read_fincen(files: Mapping[str, ListFile]) -> Iterator[Entity | Problem]:
    """Every row as a party: those named, and what their measures say of owners and companies.

    Only a measure's own institution is rejected; others around it are for information.
    """
    file = files[_MEASURES]
    rows = read_table(file, ("measure", "name"), _COLUMNS)
    authority = "Financial Crimes Enforcement Network"
    yield from parties(
        file, rows, _measure_party, source=_FINCEN, authority=authority, country="us"
    )


def _measure_party(row: TableRow) -> PlainParty | None:
    name = row["name"]
    if not name:
        return None
    schema = schema_of(row["type"], "Company" if is_company([name]) else "LegalEntity")
    key = list_id(*(row[column] for column in _COLUMNS))
    party = PlainParty(f"us-311-{key}", schema, f"{_MEASURES} {row.location}")
    party.add("name", name)
    party.add("alias", *split_listed(row["alias"]))
    party.add("country", *split_listed(row["country"]))
    party.add("address", row["address"])
    party.add("registrationNumber", row["registration_number"])
    party.add("topics", *split_listed(row["topics"]))
    party.add("notes", row["notes"])
    relationship = row["relationship"].lower()
    if relationship not in {"self", "target"}:
        party.add("notes", f"{row['relationship']}: {row['measure']}")
        party.effects = ["advisory"]
    party.programmes = [row["measure"]]
    party.sanction["sourceUrl"] += [row["source_url"]]
    return party


SOURCES = (
    Source(
        id=_JOURNAL,
        publisher="Council of the European Union",
        title="Annexes of EU regulations from the Official Journal",
        url="https://eur-lex.europa.eu/",
        required=(),
        sniff=_sniff_journal,
        read=_read_journal,
    ),
    Source(
        id=_FINCEN,
        publisher="Financial Crimes Enforcement Network",
        title="US FinCEN Special Measures (section 311)",
        url="https://www.fincen.gov/resources/statutes-and-regulations/special-measures",
        required=(_MEASURES,),
        sniff=_sniff_fincen,
        read=_read_fincen,
    ),
)
