"""OFAC's lists in XML: `SDN.XML` and `CONSOLIDATED.XML`, in the old namespace and the new one.

One `sdnEntry` a party. What the CSV files print as remarks stands here in lists of identifiers,
dates and places; each is read in the words of the remarks, see `ofac_party.py`. Schema:
https://ofac.treasury.gov/specially-designated-nationals-list-data-formats-data-schemas.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime

from lxml import etree

from nostro.lists.sources.files import ListFile
from nostro.lists.sources.links import Links
from nostro.lists.sources.ofac_party import (
    AliasKind,
    OfacAddress,
    OfacAlias,
    OfacEntry,
    note_names,
    party_entities,
)
from nostro.lists.sources.ofac_remarks import remark
from nostro.lists.sources.source import Source, file_head
from nostro.lists.sources.unknown import UnknownFields
from nostro.lists.sources.xml_records import fields_of, read_records, texts_of
from nostro.model.entities import Entity
from nostro.model.problems import Problem

__all__ = ["SOURCES", "is_consolidated"]

_LARGEST = 512 << 20
_ALIASES: dict[str, AliasKind] = {"a.k.a.": "aka", "f.k.a.": "fka", "n.k.a.": "nka"}
_VESSEL = {
    "callSign": "callSign",
    "type": "vesselType",
    "tonnage": "tonnage",
    "grossRegisteredTonnage": "grossRegisteredTonnage",
    "flag": "vesselFlag",
    "owner": "vesselOwner",
}
_KNOWN = frozenset(
    "sdnEntry uid firstName lastName title sdnType remarks programList program idList id idType "
    "idNumber idCountry issueDate expirationDate akaList aka type category addressList address "
    "address1 address2 address3 city stateOrProvince postalCode country nationalityList "
    "nationality citizenshipList citizenship mainEntry dateOfBirthList dateOfBirthItem "
    "dateOfBirth placeOfBirthList placeOfBirthItem placeOfBirth vesselInfo callSign vesselType "
    "vesselFlag vesselOwner tonnage grossRegisteredTonnage".split()
)
_PUBLISHED = re.compile(rb"<(?:\w+:)?Publish_Date>\s*(\d\d/\d\d/\d{4})")
_PROGRAMME = re.compile(rb"<(?:\w+:)?program>\s*([^<]*?)\s*<")
# Programmes that only the consolidated list has, for a file whose name tells nothing.
_ONLY_CONSOLIDATED = re.compile(rb"NS-PLC|UKRAINE-EO13662|FSE-|561|CMIC|NS-ISA")


def is_consolidated(head: bytes, name: str) -> bool:
    """True for the non-SDN list: its name says so, or all of the first programmes are its own."""
    if re.search(r"sdn", name, re.IGNORECASE):
        return bool(re.search(r"non.?sdn", name, re.IGNORECASE))
    if re.search(r"cons", name, re.IGNORECASE):
        return True
    programmes = _PROGRAMME.findall(head)[:20]
    return bool(programmes) and all(_ONLY_CONSOLIDATED.match(code) for code in programmes)


def _sniff(role: str, *, consolidated: bool) -> Callable[[bytes, str], str | None]:
    def sniff(head: bytes, name: str) -> str | None:
        plain = head.replace(b"\0", b"")
        if not re.search(rb"<(?:\w+:)?sdnList\b", plain):
            return None
        return role if is_consolidated(plain, name) == consolidated else None

    return sniff


def _reader(
    role: str, source: str
) -> Callable[[Mapping[str, ListFile]], Iterator[Entity | Problem]]:
    def read(files: Mapping[str, ListFile]) -> Iterator[Entity | Problem]:
        """Every entry as entities; a Problem for one without number or name, or that comes twice.

        The file is read twice, for a link may name an entry that comes later.
        """
        file = files[role]
        links = _links(file)
        unknown = UnknownFields(file, _KNOWN)
        seen: set[str] = set()
        for position, element in enumerate(_elements(file), 1):
            entry = _entry(element, f"{role} sdnEntry {position}")
            if problem := _problem(file, entry, position, seen):
                yield problem
                continue
            seen.add(entry.number)
            notes, problems = unknown.look(element, position)
            yield from problems
            entry.notes += notes
            yield from party_entities(entry, links, source)

    return read


def _elements(file: ListFile) -> Iterator[etree._Element]:
    return read_records(file, "sdnList", ("sdnEntry",))


def _links(file: ListFile) -> Links:
    links = Links()
    for element in _elements(file):
        fields = fields_of(element)
        akas = [fields_of(aka) for aka in element.iterfind("akaList/aka")]
        names = [_name(fields), *map(_name, akas)]
        note_names(links, f"ofac-{fields.get('uid', '')}", _kind(fields), names)
    return links


def _problem(file: ListFile, entry: OfacEntry, position: int, seen: set[str]) -> Problem | None:
    number = entry.number
    if not (number.isascii() and number.isdecimal()):
        code, message = "uid", f"{number[:40]!r} is not an entry number"
    elif number in seen:
        code, message = "duplicate", f"entry {number} stands there twice"
    elif not entry.name:
        code, message = "name", f"entry {number} has no name"
    else:
        return None
    location = f"sdnEntry {position}"
    return Problem(source=file.given, location=location, code=code, message=message)


def _entry(element: etree._Element, record: str) -> OfacEntry:
    fields = fields_of(element)
    vessel = fields_of(element.find("vesselInfo"))
    return OfacEntry(
        number=fields.get("uid", ""),
        name=_name(fields),
        kind=_kind(fields),
        programmes=texts_of(element, "programList/program"),
        record=record,
        columns={
            "position": fields.get("title", ""),
            **{prop: vessel.get(tag, "") for prop, tag in _VESSEL.items()},
        },
        remarks=fields.get("remarks", ""),
        parts=list(_parts(element)),
        aliases=[_alias(fields_of(aka)) for aka in element.iterfind("akaList/aka")],
        addresses=[_address(fields_of(item)) for item in element.iterfind("addressList/address")],
    )


def _kind(fields: Mapping[str, str]) -> str:
    kind = fields.get("sdnType", "").lower()
    return "" if kind == "entity" else kind


def _name(fields: Mapping[str, str]) -> str:
    """`LAST, First`, as the CSV files print it."""
    return _joined(fields, "lastName", "firstName")


def _joined(fields: Mapping[str, str], *tags: str) -> str:
    return ", ".join(part for tag in tags if (part := fields.get(tag, "")))


def _alias(fields: Mapping[str, str]) -> OfacAlias:
    kind = _ALIASES.get(fields.get("type", "").lower(), "aka")
    return OfacAlias(kind, _name(fields), weak=fields.get("category", "").lower() == "weak")


def _address(fields: Mapping[str, str]) -> OfacAddress:
    street = _joined(fields, "address1", "address2", "address3")
    place = _joined(fields, "city", "stateOrProvince")
    return OfacAddress(street, f"{place} {fields.get('postalCode', '')}", fields.get("country", ""))


_LISTS = (
    ("dateOfBirthList/dateOfBirthItem/dateOfBirth", "DOB"),
    ("placeOfBirthList/placeOfBirthItem/placeOfBirth", "POB"),
    ("nationalityList/nationality/country", "nationality"),
    ("citizenshipList/citizenship/country", "citizen"),
)


def _parts(element: etree._Element) -> Iterator[str]:
    for path, label in _LISTS:
        for text in texts_of(element, path):
            yield remark(label, text)
    for item in element.iterfind("idList/id"):
        fields = fields_of(item)
        yield remark(
            fields.get("idType", ""),
            fields.get("idNumber", ""),
            country=fields.get("idCountry", ""),
            issued=fields.get("issueDate", ""),
            expires=fields.get("expirationDate", ""),
        )


def _publisher(role: str) -> Callable[[Mapping[str, ListFile]], date | None]:
    def published(files: Mapping[str, ListFile]) -> date | None:
        """The day of `Publish_Date`, month first."""
        found = _PUBLISHED.search(file_head(files[role]).replace(b"\0", b""))
        try:
            day = datetime.strptime(found[1].decode(), "%m/%d/%Y") if found else None  # noqa: DTZ007
        except ValueError:
            return None
        return day.date() if day else None

    return published


def _source(source: str, title: str, role: str, url: str, *, consolidated: bool) -> Source:
    return Source(
        id=source,
        publisher="Office of Foreign Assets Control",
        title=title,
        url=f"https://sanctionslistservice.ofac.treas.gov/api/PublicationPreview/exports/{url}",
        required=(role,),
        sniff=_sniff(role, consolidated=consolidated),
        read=_reader(role, source),
        published=_publisher(role),
        max_bytes=_LARGEST,
    )


SOURCES = (
    _source(
        "us_ofac_sdn",
        "US OFAC Specially Designated Nationals and Blocked Persons List",
        "sdn.xml",
        "SDN.XML",
        consolidated=False,
    ),
    _source(
        "us_ofac_cons",
        "US OFAC Consolidated (non-SDN) List",
        "consolidated.xml",
        "CONSOLIDATED.XML",
        consolidated=True,
    ),
)
