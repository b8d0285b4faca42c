"""The register of sanctions of Ukraine's National Security and Defence Council, as a workbook.

One sheet of persons and one of companies; a row is one party of one decree. Register:
https://sanctions.nsdc.gov.ua; law: https://zakon.rada.gov.ua/laws/show/1644-18.
"""

import re
from collections.abc import Iterator, Mapping

from nostro.lists.sources.files import ListFile, decode
from nostro.lists.sources.party import is_company, list_id
from nostro.lists.sources.plain_party import PlainParty
from nostro.lists.sources.programmes import effects_of_measures
from nostro.lists.sources.row_source import parties
from nostro.lists.sources.source import Source
from nostro.lists.sources.tables import TableRow, heading, read_table
from nostro.model.entities import Entity
from nostro.model.problems import Problem

__all__ = ["SOURCE"]

_FILE = "nsdc.xlsx"
_DECREE, _DAY, _NUMBER = heading("№ указу"), heading("Дата указу"), heading("п/н")
_ACTION, _MEASURES = heading("Дія щодо об'єкту санкцій"), heading("Тип обмеження")
_NAMES = tuple(heading(text) for text in ("Назва укр.", "Назва ориг.", "Назва альт."))
_TERM, _END = heading("Термін обмеження"), heading("Дата закінчення обмеження")
_BIRTH, _MORE = heading("Дата народження"), heading("Додатково")
_CODE, _TAX = heading("ОКПО/ЄДРПОУ"), heading("ІПН")
_PROPERTIES = {
    heading("Громадянство"): "nationality",
    heading("Місце народження"): "birthPlace",
    heading("Зайнятість"): "position",
    heading("Місце проживання"): "address",
    heading("Місце діяльності"): "address",
    heading("Місце діяльності додатково"): "address",
    heading("Відповідальний орган"): "notes",
}
_KNOWN = {
    "row", _DECREE, _DAY, _NUMBER, _ACTION, _MEASURES, *_NAMES, _TERM, _END, _BIRTH, _MORE, _CODE,
    _TAX, heading("Зміни"), *_PROPERTIES,
}  # fmt: skip
# The kinds of codes that the register prints before the digits.
_CODES = (
    ("okpoCode", re.compile(r"(?:ЄДРПОУ|ОКПО|ОКПО/ЄДРПОУ)\D{0,3}(\d{8,10})\b")),
    ("ogrnCode", re.compile(r"(?:ОДРН(?:ІП)?|ОГРН(?:ИП)?)\D{0,3}(\d{13,15})\b")),
    ("innCode", re.compile(r"(?:ІПН|ИНН)\D{0,3}(\d{10,12})\b")),
    ("kppCode", re.compile(r"КПП\D{0,3}(\d{9})\b")),
    ("passportNumber", re.compile(r"паспорт\w*(?:\s+для виїзду за кордон|\s+РФ)?\D{0,4}№\s*(\w+)")),
)
_LIFTED = re.compile(r"скасування|виключення", re.IGNORECASE)


def _sniff(head: bytes, _: str) -> str | None:
    return _FILE if "№ указу" in (text := decode(head)) and "Назва укр." in text else None


def _read(files: Mapping[str, ListFile]) -> Iterator[Entity | Problem]:
    """Every row as a party; a Problem for one without name, or that says the same as another."""
    file = files[_FILE]
    rows = read_table(file, (_DECREE, _NAMES[0]), _KNOWN)
    yield from parties(
        file,
        rows,
        _party,
        source=SOURCE.id,
        authority="National Security and Defence Council of Ukraine",
        country="ua",
    )


def _party(row: TableRow) -> PlainParty | None:
    names = [name for column in _NAMES if (name := row[column])]
    if not names:
        return None
    person = _BIRTH in row.cells
    schema = "Person" if person else "Company" if is_company(names) else "Organization"
    number = (row.sheet, row[_DECREE], row[_NUMBER])
    named = f"ua-nsdc-{list_id(*number, *names, row[_BIRTH], row[_CODE])}"
    # Decrees number their parties; the number stays where a name is corrected.
    party_id = f"ua-nsdc-{list_id(*number)}" if all(number[1:]) else named
    party = PlainParty(party_id, schema, f"{_FILE} {row.location}", named)
    party.add("name", *names[:2])
    party.add("alias", *names[2:])
    party.add("birthDate", row[_BIRTH])
    for column, prop in _PROPERTIES.items():
        party.add(prop, row[column])
    for text in (row[_CODE], row[_TAX], row[_MORE]):
        party.add("notes", *([text] if not _add_codes(party, text) else []))
    party.add("notes", row[_MORE])
    if schema == "Organization" and (party.values["kppCode"] or party.values["ogrnCode"]):
        party.schema = "Company"
    _add_sanction(party, row)
    return party


def _add_codes(party: PlainParty, text: str) -> bool:
    """Add the codes in a text; true where it holds nothing else."""
    rest = text
    for prop, pattern in _CODES:
        party.add(prop, *pattern.findall(text))
        rest = pattern.sub("", rest)
    return not rest.strip(" ,;.")


def _add_sanction(party: PlainParty, row: TableRow) -> None:
    measures = row[_MEASURES]
    lifted = bool(_LIFTED.search(row[_ACTION]))
    party.effects = ["advisory"] if lifted else [*effects_of_measures(measures)]
    party.programmes = [row[_DECREE]]
    party.sanction |= {
        "listingDate": [row[_DAY]],
        "endDate": [row[_END]],
        "provisions": [measures],
        "status": [row[_ACTION]],
        "authorityId": [f"{row[_DECREE]} {row[_NUMBER]}"],
        "summary": [row[_TERM]],
    }


SOURCE = Source(
    id="ua_nsdc_sanctions",
    publisher="National Security and Defence Council of Ukraine",
    title="Ukraine NSDC State Register of Sanctions",
    url="https://sanctions.nsdc.gov.ua/",
    required=(_FILE,),
    sniff=_sniff,
    read=_read,
)
