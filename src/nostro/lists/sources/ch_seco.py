"""Switzerland's consolidated list of SECO, in XML.

A `target` names its sanctions-sets by number, and places of birth and addresses by that of a
`place`; both stand apart, so the file is read twice. Schema: https://www.sesam.search.admin.ch/
sesam-search-web/ (swiss-sanctions-list.xsd). A file of amendments holds changes alone, which a
Problem says.
"""

import re
from collections.abc import Iterator, Mapping
from datetime import date

from lxml import etree

from nostro.lists.sources.addresses import address_entity
from nostro.lists.sources.dates import day_of
from nostro.lists.sources.files import ListFile
from nostro.lists.sources.links import Links
from nostro.lists.sources.party import (
    add_country,
    add_identifier,
    add_or_note,
    is_company,
    link,
    new_party,
    new_sanction,
)
from nostro.lists.sources.programmes import effects_of_measures
from nostro.lists.sources.source import Source, file_head
from nostro.lists.sources.unknown import UnknownFields
from nostro.lists.sources.xml_records import read_records, text_of
from nostro.model.entities import Entity
from nostro.model.problems import Problem

__all__ = ["SOURCE"]

_FILE = "consolidated-list.xml"
_ROOT = re.compile(rb"<(?:\w+:)?swiss-sanctions-list\b([^>]*)>")
_KNOWN = frozenset(
    "target sanctions-set-id foreign-identifier individual entity object identity name name-part "
    "value spelling-variant nationality country day-month-year place-of-birth address "
    "address-details zip-code c-o p-o-box remark identification-document number issuer "
    "date-of-issue expiry-date justification relation other-information modification "
    "generic-attribute @ssid @sex @main @name-type @quality @lang @script @order @name-part-type "
    "@iso-code @day @month @year @calendar @place-id @document-type @target-id @relation-type "
    "@modification-type @publication-date @effective-date @enactment-date @object-type "
    "@code".split()
)
_PARTS = {
    "family-name": "lastName",
    "given-name": "firstName",
    "further-given-name": "middleName",
    "father-name": "fatherName",
    "title": "title",
    "suffix": "nameSuffix",
}
_YEAR, _PART = re.compile(r"[12]\d{3}"), re.compile(r"\d{1,2}")
_OBJECTS = {"vessel": "Vessel", "aircraft": "Airplane"}


class _Tables:
    """Programmes and places by number, and the names of all targets."""

    def __init__(self, file: ListFile) -> None:
        self.sets: dict[str, tuple[str, str]] = {}
        self.places: dict[str, tuple[str, str]] = {}
        self.links = Links()
        records = ("sanctions-program", "place", "target")
        for element in read_records(file, "swiss-sanctions-list", records):
            if element.tag == "target":
                name = _primary(element)
                self.links.add(f"ch-{element.get('ssid', '')}", _schema(element), name, [])
            elif element.tag == "place":
                country = element.find("country")
                parts = (text_of(element, tag) for tag in ("location", "area"))
                place = ", ".join(part for part in parts if part)
                code = country.get("iso-code", "") if country is not None else ""
                self.places[element.get("ssid", "")] = (place, code)
            else:
                key = _english(element, "program-name") or _english(element, "program-key")
                for item in element.iterfind("sanctions-set[@lang='eng']"):
                    self.sets[item.get("ssid", "")] = (key, " ".join((item.text or "").split()))


def _english(element: etree._Element, tag: str) -> str:
    return text_of(element, f"{tag}[@lang='eng']") or text_of(element, tag)


def _body(target: etree._Element) -> etree._Element | None:
    return next((node for tag in _BODIES if (node := target.find(tag)) is not None), None)


_BODIES = ("individual", "entity", "object")


def _schema(target: etree._Element) -> str:
    body = _body(target)
    if body is None or body.tag == "entity":
        return "Company" if is_company([_primary(target)]) else "Organization"
    if body.tag == "individual":
        return "Person"
    return _OBJECTS.get(body.get("object-type", ""), "Vessel")


def _order(part: etree._Element) -> int:
    order = part.get("order", "")
    return int(order) if order.isdecimal() and len(order) < 4 else 0


def _whole(name: etree._Element) -> str:
    parts = sorted(name.iterfind("name-part"), key=_order)
    return " ".join(text for part in parts if (text := text_of(part, "value")))


def _names(target: etree._Element) -> list[etree._Element]:
    body = _body(target)
    return [] if body is None else list(body.iterfind("identity/name"))


def _primary(target: etree._Element) -> str:
    names = _names(target)
    ranked = sorted(names, key=lambda name: name.get("name-type") != "primary-name")
    return next((text for name in ranked if (text := _whole(name))), "")


def _sniff(head: bytes, _: str) -> str | None:
    return _FILE if _ROOT.search(head.replace(b"\0", b"")) else None


def _read(files: Mapping[str, ListFile]) -> Iterator[Entity | Problem]:
    """Every target; a Problem for one that is not listed any more, or has no id or name."""
    file = files[_FILE]
    tables = _Tables(file)
    if _attribute(file, "list-type") == "amendment":
        message = "a file of amendments: it holds the changed parties, not the whole list"
        yield Problem(source=file.given, location="file", code="partial_list", message=message)
    unknown = UnknownFields(file, _KNOWN)
    seen: set[str] = set()
    targets = read_records(file, "swiss-sanctions-list", ("target",))
    for position, element in enumerate(targets, 1):
        if problem := _problem(file, element, position, seen):
            yield problem
            continue
        seen.add(element.get("ssid", ""))
        notes, problems = unknown.look(element, position)
        yield from problems
        entities = _entities(element, tables, f"{_FILE} target {position}")
        entities[0].add("notes", *notes)
        yield from entities


def _problem(
    file: ListFile, element: etree._Element, position: int, seen: set[str]
) -> Problem | None:
    number = element.get("ssid", "")
    if not number:
        code, message = "ssid", "no ssid"
    elif number in seen:
        code, message = "duplicate", f"ssid {number[:40]} stands there twice"
    elif _is_delisted(element):
        code, message = "delisted", f"ssid {number[:40]} was taken off the list"
    elif not _primary(element):
        code, message = "name", f"ssid {number[:40]} has no name"
    else:
        return None
    return Problem(source=file.given, location=f"target {position}", code=code, message=message)


def _is_delisted(target: etree._Element) -> bool:
    changes = sorted(
        target.iterfind("modification"), key=lambda item: item.get("publication-date", "")
    )
    return bool(changes) and changes[-1].get("modification-type", "").startswith("de-list")


def _entities(target: etree._Element, tables: _Tables, record: str) -> list[Entity]:
    party = new_party(
        f"ch-{target.get('ssid')}", _schema(target), _primary(target), source=SOURCE.id,
        record=record,
    )  # fmt: skip
    body = _body(target)
    addresses: list[Entity | None] = []
    for identity in body.iterfind("identity") if body is not None else ():
        for name in identity.iterfind("name"):
            _add_name(party, name)
        _add_identity(party, identity, tables)
        for item in identity.iterfind("address"):
            addresses.append(_address(party, len(addresses) + 1, item, tables))
    if body is not None:
        gender = body.get("sex")
        add_or_note(party, "gender", "Sex", gender or "")
        party.add("notes", *_texts(body, "justification", "other-information"))
    party.add("notes", *_texts(target, "generic-attribute"))
    links = [found for item in target.iter("relation") if (found := _link(party, item, tables))]
    return [party, _sanction(party, target, tables), *filter(None, addresses), *links]


def _texts(element: etree._Element, *tags: str) -> list[str]:
    return [" ".join((node.text or "").split()) for tag in tags for node in element.iterfind(tag)]


def _add_name(party: Entity, name: etree._Element) -> None:
    whole, kind = _whole(name), name.get("name-type", "")
    if name.get("quality") == "low":
        party.add("weakAlias", whole)
    elif kind == "formerly-known-as":
        party.add("previousName", whole)
    elif whole != party.caption:
        party.add("alias", whole)
    for part in name.iterfind("name-part"):
        prop = _PARTS.get(part.get("name-part-type", ""))
        if prop and party.schema == "Person" and kind == "primary-name":
            party.add(prop, text_of(part, "value"))
    variants: dict[tuple[str, str], list[str]] = {}
    for item in name.iterfind("name-part/spelling-variant"):
        key = (item.get("lang", ""), item.get("script", ""))
        variants.setdefault(key, []).append(" ".join((item.text or "").split()))
    prop = "name" if kind == "primary-name" else "alias"
    for parts in variants.values():
        party.add(prop, " ".join(parts))


def _add_identity(party: Entity, identity: etree._Element, tables: _Tables) -> None:
    for item in identity.iterfind("nationality/country"):
        prop = "nationality" if party.schema == "Person" else "country"
        add_country(party, prop, "Nationality", item.get("iso-code") or (item.text or ""))
    for item in identity.iterfind("day-month-year"):
        _add_date(party, item)
    for item in identity.iterfind("place-of-birth"):
        place, code = tables.places.get(item.get("place-id", ""), ("", ""))
        add_or_note(party, "birthPlace", "Place of birth", place)
        add_country(party, "birthCountry", "Country of birth", code)
    for item in identity.iterfind("identification-document"):
        issuer = item.find("issuer")
        add_identifier(
            party,
            item.get("document-type", ""),
            text_of(item, "number"),
            country=issuer.get("code", "") if issuer is not None else "",
            detail=text_of(item, "remark"),
        )


def _add_date(party: Entity, item: etree._Element) -> None:
    year, month, day = (item.get(part, "") for part in ("year", "month", "day"))
    if not _YEAR.fullmatch(year):
        return
    parts = [f"{int(year):04d}"]
    if _PART.fullmatch(month):
        parts += [f"{int(month):02d}"] + ([f"{int(day):02d}"] if _PART.fullmatch(day) else [])
    prop = "birthDate" if party.schema == "Person" else "incorporationDate"
    add_or_note(party, prop, "Date", "-".join(parts))
    if item.get("calendar", "Gregorian") != "Gregorian" or item.get("quality") == "low":
        said = ", ".join(text for key in ("calendar", "quality") if (text := item.get(key)))
        party.add("notes", f"Date: {'-'.join(parts)} ({said})")


def _address(party: Entity, number: int, item: etree._Element, tables: _Tables) -> Entity | None:
    place, code = tables.places.get(item.get("place-id", ""), ("", ""))
    street = [text_of(item, tag) for tag in ("c-o", "address-details", "p-o-box")]
    return address_entity(
        party,
        number,
        street=", ".join(part for part in street if part),
        city=f"{place} {text_of(item, 'zip-code')}",
        country=code,
        remarks=text_of(item, "remark"),
    )


def _link(party: Entity, item: etree._Element, tables: _Tables) -> Entity | None:
    other, role = f"ch-{item.get('target-id', '')}", item.get("relation-type", "").replace("-", " ")
    schema = tables.links.schema(other)
    if schema and other != party.id:
        return link(party, other, schema, role)
    party.add("notes", f"{role}: {other}")
    return None


def _sanction(party: Entity, target: etree._Element, tables: _Tables) -> Entity:
    numbers = [(node.text or "").strip() for node in target.iterfind("sanctions-set-id")]
    sets = [tables.sets[number] for number in numbers if number in tables.sets]
    sanction = new_sanction(
        party,
        authority="State Secretariat for Economic Affairs",
        country="ch",
        programmes=dict.fromkeys(key for key, _ in sets),
        effects=dict.fromkeys(e for _, text in sets for e in effects_of_measures(text)),
    )
    sanction.add("provisions", *(text for _, text in sets))
    sanction.add("authorityId", target.get("ssid"))
    sanction.add("unscId", *_texts(target, "foreign-identifier"))
    listed = [
        item.get("effective-date") or item.get("publication-date")
        for item in target.iterfind("modification[@modification-type='listed']")
    ]
    sanction.add("listingDate", *listed)
    return sanction


def _attribute(file: ListFile, name: str) -> str:
    found = _ROOT.search(file_head(file).replace(b"\0", b""))
    value = re.search(rf'\b{name}="([^"]*)"'.encode(), found[1]) if found else None
    return value[1].decode() if value else ""


def _published(files: Mapping[str, ListFile]) -> date | None:
    return day_of(_attribute(files[_FILE], "date"))


SOURCE = Source(
    id="ch_seco_sanctions",
    publisher="State Secretariat for Economic Affairs",
    title="Swiss SECO Sanctions List",
    url="https://www.sesam.search.admin.ch/sesam-search-web/pages/downloadXmlGesamtliste.xhtml"
    "?lang=en&action=downloadXmlGesamtlisteAction",
    required=(_FILE,),
    sniff=_sniff,
    read=_read,
    published=_published,
    max_bytes=512 << 20,
)
