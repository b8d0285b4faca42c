"""OFAC's lists in XML: `SDN.XML` and `CONSOLIDATED.XML`, in the old namespace and the new one.

One `sdnEntry` a party. What the CSV files print as remarks stands here in lists of identifiers,
dates and places; each is read in the words of the remarks, see `ofac_party.py`. Schema:
https://ofac.treasury.gov/specially-designated-nationals-list-data-formats-data-schemas.
"""

import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime

from lxml import etree

from nostro.lists.sources.files import ListFile
from nostro.lists.sources.ofac_format import OfacFormat, sources_of
from nostro.lists.sources.ofac_party import (
    AliasKind,
    OfacAddress,
    OfacAlias,
    OfacEntry,
)
from nostro.lists.sources.ofac_remarks import remark
from nostro.lists.sources.unknown import UnknownFields
from nostro.lists.sources.xml_records import fields_of, read_records, texts_of
from nostro.model.problems import Problem

__all__ = ["SOURCES", "is_consolidated"]

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


def _entries(file: ListFile, role: str) -> Iterator[OfacEntry | Problem]:
    unknown = UnknownFields(file, _KNOWN)
    for position, element in enumerate(read_records(file, "sdnList", ("sdnEntry",)), 1):
        entry = _entry(element, f"{role} sdnEntry {position}")
        notes, problems = unknown.look(element, position)
        entry.notes += notes
        yield from problems
        yield entry


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


def _published(head: bytes) -> date | None:
    """The day of `Publish_Date`, month first."""
    found = _PUBLISHED.search(head)
    try:
        day = datetime.strptime(found[1].decode(), "%m/%d/%Y") if found else None  # noqa: DTZ007
    except ValueError:
        return None
    return day.date() if day else None


SOURCES = sources_of(
    OfacFormat(
        sdn="sdn.xml",
        consolidated="consolidated.xml",
        root=re.compile(rb"<(?:\w+:)?sdnList\b"),
        is_consolidated=is_consolidated,
        published=_published,
        entries=_entries,
        max_bytes=512 << 20,
    )
)
