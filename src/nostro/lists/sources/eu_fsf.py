"""The EU's consolidated list of financial sanctions: the XML 1.1 file and the CSV files.

In the XML one `sanctionEntity` is a party. In the CSV a party is spread over rows, each with one
name, address, birth, document or citizenship, parted by semicolons; the file has had two layouts
of headings, 1.0 and 1.1. Public addresses and schema: https://webgate.ec.europa.eu/fsd/fsf.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date, datetime

from lxml import etree

from nostro.lists.sources.dates import day_of
from nostro.lists.sources.eu_party import EuParty, party_entities
from nostro.lists.sources.files import ListFile, decode
from nostro.lists.sources.source import Source, file_head
from nostro.lists.sources.tables import TableRow, heading, read_table
from nostro.lists.sources.unknown import UnknownFields
from nostro.lists.sources.xml_records import read_records, text_of
from nostro.model.entities import Entity
from nostro.model.problems import Problem

__all__ = ["SOURCES"]

_ID, _TITLE = "eu_fsf", "EU Consolidated List of Financial Sanctions"
_XML, _CSV = "xmlFullSanctionsList.xml", "csvFullSanctionsList.csv"
_GENERATED = re.compile(rb"""generationDate\s*=\s*["'](\d{4}-\d\d-\d\d)""")
_KNOWN = frozenset(
    "sanctionEntity regulation publicationUrl subjectType nameAlias regulationSummary remark "
    "citizenship birthdate address identification contactInfo @designationDate "
    "@designationDetails @unitedNationId @euReferenceNumber @logicalId @regulationType "
    "@organisationType @publicationDate @entryIntoForceDate @numberTitle @programme @code "
    "@classificationCode @firstName @middleName @lastName @wholeName @function @gender @title "
    "@nameLanguage @strong @regulationLanguage @publicationUrl @region @countryIso2Code "
    "@countryDescription @circa @calendarType @city @zipCode @birthdate @dayOfMonth @monthOfYear "
    "@year @yearRangeFrom @yearRangeTo @place @street @poBox @asAtListingTime @diplomatic "
    "@knownExpired @knownFalse @reportedLost @revokedByIssuer @issuedBy @issueDate @validFrom "
    "@validTo @latinNumber @nameOnDocument @number @identificationTypeCode "
    "@identificationTypeDescription @key @value".split()
)


def _sniff_xml(head: bytes, _: str) -> str | None:
    found = re.search(rb"<(?:\w+:)?export\b[^>]*fpi/fsd/export", head.replace(b"\0", b""))
    return _XML if found else None


def _read_xml(files: Mapping[str, ListFile]) -> Iterator[Entity | Problem]:
    """Every party; a Problem for one without id or name.

    A party that is listed under two regulations stands there twice and becomes one, so the file is
    read twice: first to see which those are.
    """
    file = files[_XML]
    unknown = UnknownFields(file, _KNOWN)
    left = Counter(element.get("logicalId") for element in _elements(file))
    begun: dict[str, EuParty] = {}
    for position, element in enumerate(_elements(file), 1):
        given = _party(element, f"{_XML} sanctionEntity {position}")
        notes, problems = unknown.look(element, position)
        yield from problems
        given.remarks += notes
        if given.number in begun:
            given = begun[given.number].joined(given)
        left[given.number] -= 1
        if given.number and left[given.number]:
            begun[given.number] = given
        else:
            begun.pop(given.number, None)
            yield from _entities(file, given, f"sanctionEntity {position}")


def _elements(file: ListFile) -> Iterator[etree._Element]:
    return read_records(file, "export", ("sanctionEntity",))


def _entities(file: ListFile, given: EuParty, location: str) -> list[Entity | Problem]:
    """The party as entities, or the Problem that it has no id or no name."""
    entities = party_entities(given, _ID) if given.number else []
    if entities:
        return [*entities]
    code, message = ("name", f"entity {given.number[:40]} has no name")
    if not given.number:
        code, message = "logical_id", "no logicalId"
    return [Problem(source=file.given, location=location, code=code, message=message)]


def _party(element: etree._Element, record: str) -> EuParty:
    kind = element.find("subjectType")
    person = kind is not None and kind.get("classificationCode", kind.get("code")) in {
        "P",
        "person",
    }
    return EuParty(
        number=element.get("logicalId", ""),
        record=record,
        reference=element.get("euReferenceNumber", ""),
        united_nation_id=element.get("unitedNationId", ""),
        person=person,
        designated=element.get("designationDate", ""),
        regulations=[
            {**_attributes(item), "publicationUrl": text_of(item, "publicationUrl")}
            for item in element.iterfind("regulation")
        ],
        names=[_attributes(item) for item in element.iterfind("nameAlias")],
        births=[_attributes(item) for item in element.iterfind("birthdate")],
        citizenships=[_attributes(item) for item in element.iterfind("citizenship")],
        addresses=[_attributes(item) for item in element.iterfind("address")],
        contacts=[
            (item.get("key", ""), item.get("value", ""))
            for item in element.iterfind("address/contactInfo")
        ],
        identifications=[_attributes(item) for item in element.iterfind("identification")],
        remarks=[
            *(text for item in element.iterfind("remark") if (text := (item.text or ""))),
            element.get("designationDetails", ""),
        ],
    )


def _attributes(element: etree._Element) -> dict[str, str]:
    found = {str(key): str(value) for key, value in element.attrib.items()}
    return found | ({"remark": remark} if (remark := text_of(element, "remark")) else {})


def _published_xml(files: Mapping[str, ListFile]) -> date | None:
    found = _GENERATED.search(file_head(files[_XML]).replace(b"\0", b""))
    return day_of(found[1].decode()) if found else None


# The headings of the CSV files by the attribute they hold: those of layout 1.1 take their names
# from the XML (`NameAlias_LastName`), those of 1.0 are below (`Naal_lastname`).
_GROUPS = {
    "names": (("NameAlias", "Naal"), "wholename"),
    "births": (("BirthDate", "Birt"), "birthdate year place countryiso2code yearrangefrom"),
    "citizenships": (("Citizenship", "Citi"), "countryiso2code countrydescription"),
    "addresses": (("Address", "Addr"), "city street pobox place countryiso2code"),
    "identifications": (("Identification", "Iden"), "number latinnumber"),
    "regulations": (("Entity_Regulation", "Leba"), "numbertitle programme"),
}
# What headings of either layout begin with.
_PARTS = (
    "entity_", "subject_type", "leba_", "naal_", "namealias_", "addr", "birt", "iden", "citi",
    "contact", "date_file", "filegenerationdate", "programme", "eu_ref",
)  # fmt: skip
_OLD = {
    "leba_numtitle": "numberTitle", "leba_publication_date": "publicationDate",
    "leba_url": "publicationUrl", "programme": "programme", "naal_lastname": "lastName",
    "naal_firstname": "firstName", "naal_middlename": "middleName", "naal_wholename": "wholeName",
    "naal_gender": "gender", "naal_title": "title", "naal_function": "function",
    "naal_language": "nameLanguage", "addr_number": "number", "addr_street": "street",
    "addr_zipcode": "zipCode", "addr_city": "city", "addr_country": "countryIso2Code",
    "addr_other": "remark", "birt_date": "birthdate", "birt_place": "place",
    "birt_country": "countryIso2Code", "iden_number": "number",
    "iden_country": "countryIso2Code", "citi_country": "countryIso2Code",
}  # fmt: skip
_ATTRIBUTES = {
    name.lower(): name
    for name in (
        "firstName middleName lastName wholeName gender title function nameLanguage strong city "
        "street poBox zipCode region place countryIso2Code countryDescription birthdate year "
        "yearRangeFrom yearRangeTo circa calendarType number latinNumber diplomatic knownExpired "
        "knownFalse reportedLost revokedByIssuer issuedBy issueDate validFrom validTo "
        "nameOnDocument numberTitle programme publicationDate entryIntoForceDate publicationUrl "
        "remark logicalId"
    ).split()
} | {
    "day": "dayOfMonth",
    "month": "monthOfYear",
    "typecode": "identificationTypeCode",
    "typedescription": "identificationTypeDescription",
    "isoduedate": "issueDate",
    "issueddate": "issueDate",
    "contactinfo": "contactInfo",
}
_NUMBER = ("entity_logicalid", "entity_logical_id")


def _sniff_csv(head: bytes, _: str) -> str | None:
    first = decode(head).lstrip('"\ufeff').splitlines()[0].lower()
    return _CSV if ";" in first and any(f"{name};" in first for name in _NUMBER) else None


def _read_csv(files: Mapping[str, ListFile]) -> Iterator[Entity | Problem]:
    """Every party of the rows, in the order of its first one; a Problem for a row of none."""
    file = files[_CSV]
    parties: dict[str, EuParty] = {}
    for row in _rows(file):
        if isinstance(row, Problem):
            yield row
            continue
        number = next((row[name] for name in _NUMBER if row[name]), "")
        if not number.isdecimal():
            message = f"{number[:40]!r} is not an entity number"
            yield Problem(
                source=file.given, location=row.location, code="logical_id", message=message
            )
            continue
        record = f"{_CSV} {row.location}"
        party = parties.setdefault(number, EuParty(number=number, record=record))
        _add_row(party, row)
    for party in parties.values():
        yield from _entities(file, party, party.record.removeprefix(f"{_CSV} "))


def _rows(file: ListFile) -> Iterator[TableRow | Problem]:
    """The rows; a file saved anew by a spreadsheet, with each line in quotes, is read the same."""
    first = decode(file_head(file)).lstrip("\ufeff").split("\n", 1)[0]
    old = "entity_logical_id" in first.lower()
    number = "entity_logical_id" if old else "entity_logicalid"
    headings = {heading(name) for name in first.strip('"\t\r ').split(";")}
    known = {name for name in headings if name.startswith(_PARTS)}
    yield from read_table(
        file, (number,), known, delimiter=";", unquote=first.startswith('"') and '";"' not in first
    )


def _add_row(party: EuParty, row: TableRow) -> None:
    kind = row["subject_type"] or row["entity_subjecttype_classificationcode"]
    party.person = party.person or kind.upper() in {"P", "PERSON"}
    party.person = party.person or row["entity_subjecttype"].upper() in {"P", "PERSON"}
    party.reference = party.reference or row["eu_ref_num"] or row["entity_eu_referencenumber"]
    party.united_nation_id = party.united_nation_id or row["entity_unitednationid"]
    party.designated = party.designated or row["entity_designationdate"]
    unknown = [f"{column}: {text}" for column, text in row.unknown.items()]
    for remark in (row["entity_remark"], row["entity_designationdetails"], *unknown):
        if remark and remark not in party.remarks:
            party.remarks.append(remark)
    for group, (prefixes, needed) in _GROUPS.items():
        found = _group(row, prefixes)
        if group == "identifications":
            found |= _document(found.get("number", ""))
        if any(found.get(_ATTRIBUTES[name]) for name in needed.split()):
            values = getattr(party, group)
            if found not in values:
                values.append(found)


# Layout 1.0 prints `AD001095 (passport-National passport) (issued 1993)` in one cell.
_DOCUMENT = re.compile(r"(.*?)\s*\((\w+)-([^()]*)\)\s*(.*)")


def _document(text: str) -> dict[str, str]:
    found = _DOCUMENT.fullmatch(text)
    if not found:
        return {}
    number, code, kind, rest = (part.strip() for part in found.groups())
    remark = "" if rest.strip("() ").lower() in {code, "?"} else rest
    return {
        "number": number,
        "identificationTypeCode": code,
        "identificationTypeDescription": kind,
        "remark": remark,
    }


def _group(row: TableRow, prefixes: tuple[str, str]) -> dict[str, str]:
    new, old = (heading(prefix) + "_" for prefix in prefixes)
    found: dict[str, str] = {}
    for column in row.cells:
        if column in _OLD and (
            column.startswith(old) or (old == "leba_" and column == "programme")
        ):
            name: str | None = _OLD[column]
        elif column.startswith(new):
            name = _ATTRIBUTES.get(column.removeprefix(new).replace("_", ""))
        else:
            name = None
        if name and name not in {"logicalId", "nameLanguage"} and (value := row[column]):
            found[name] = value
    return found


def _published_csv(files: Mapping[str, ListFile]) -> date | None:
    """The day in the first cell of the first row: `04/07/2018`, or an ISO day."""
    rows = (row for row in _rows(files[_CSV]) if isinstance(row, TableRow))
    first = next(rows, None)
    text = next(iter(first.cells.values()), "") if first else ""
    for form in ("%d/%m/%Y", "%Y-%m-%d"):
        try:
            return datetime.strptime(text[:10], form).date()  # noqa: DTZ007
        except ValueError:
            continue
    return None


SOURCES = (
    Source(
        id=_ID,
        publisher="European Commission",
        title=_TITLE,
        url="https://webgate.ec.europa.eu/fsd/fsf/public/files/xmlFullSanctionsList_1_1/content",
        required=(_XML,),
        sniff=_sniff_xml,
        read=_read_xml,
        published=_published_xml,
        max_bytes=512 << 20,
    ),
    Source(
        id=_ID,
        publisher="European Commission",
        title=_TITLE,
        url="https://webgate.ec.europa.eu/fsd/fsf/public/files/csvFullSanctionsList_1_1/content",
        required=(_CSV,),
        sniff=_sniff_csv,
        read=_read_csv,
        published=_published_csv,
        max_bytes=256 << 20,
    ),
)
