"""The Denied Persons List of the Bureau of Industry and Security: a table parted by tabs.

A denied person may not take part in exports; nothing is frozen (15 CFR 764). Fields:
https://www.bis.gov/licensing/end-user-guidance/denied-persons-list-dpl.
"""

from collections.abc import Iterator, Mapping

from nostro.lists.sources.dates import numeric_date
from nostro.lists.sources.files import ListFile, decode
from nostro.lists.sources.party import is_company, list_id
from nostro.lists.sources.plain_party import PlainParty
from nostro.lists.sources.row_source import parties
from nostro.lists.sources.source import Source
from nostro.lists.sources.tables import TableRow, read_table
from nostro.model.entities import Entity
from nostro.model.problems import Problem

__all__ = ["SOURCE"]

_FILE = "dpl.txt"
_KNOWN = (
    "name street_address city state country postal_code effective_date expiration_date "
    "standard_order last_update action fr_citation"
).split()


def _sniff(head: bytes, _: str) -> str | None:
    first = decode(head).split("\n", 1)[0].lower()
    return _FILE if "\t" in first and "standard_order" in first and "fr_citation" in first else None


def _read(files: Mapping[str, ListFile]) -> Iterator[Entity | Problem]:
    """Every row as a party; one with several addresses stands in several rows, each a party."""
    file = files[_FILE]
    rows = read_table(file, ("name", "effective_date"), _KNOWN, delimiter="\t")
    authority = "Bureau of Industry and Security"
    yield from parties(file, rows, _party, source=SOURCE.id, authority=authority, country="us")


def _party(row: TableRow) -> PlainParty | None:
    name = row["name"]
    if not name:
        return None
    key = list_id(*(row[column] for column in _KNOWN if column not in {"last_update", "action"}))
    schema = "Company" if is_company([name]) else "LegalEntity"
    party = PlainParty(f"dpl-{key}", schema, f"{_FILE} {row.location}")
    party.add("name", name)
    place = ", ".join(part for column in ("city", "state") if (part := row[column]))
    lines = [row["street_address"], f"{place} {row['postal_code']}".strip(), row["country"]]
    party.add("address", ", ".join(line for line in lines if line))
    party.add("notes", row["action"])
    party.sanction |= {
        "startDate": _day(row["effective_date"]),
        "endDate": _day(row["expiration_date"]),
        "modifiedAt": [row["last_update"]],
        "reason": [row["fr_citation"]],
    }
    return party


def _day(text: str) -> list[str]:
    day = numeric_date(text, month_first=True)
    return [day] if day else []


SOURCE = Source(
    id="us_bis_denied",
    publisher="Bureau of Industry and Security",
    title="US BIS Denied Persons List",
    url="https://www.bis.gov/licensing/end-user-guidance/denied-persons-list-dpl",
    required=(_FILE,),
    sniff=_sniff,
    read=_read,
)
