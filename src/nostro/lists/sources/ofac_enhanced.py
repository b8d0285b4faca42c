"""OFAC's lists in the enhanced XML, `SDN_ENHANCED.XML` and `CONS_ENHANCED.XML`, often zipped.

One `entity` a party, with names in all scripts, day of listing, legal authority and relations by
number. Schema: https://sanctionslistservice.ofac.treas.gov/api/PublicationPreview/exports/
ENHANCED_XML.xsd.
"""

import re
from collections.abc import Iterator
from datetime import date

from lxml import etree

from nostro.lists.sources.dates import day_of
from nostro.lists.sources.files import ListFile
from nostro.lists.sources.ofac_format import OfacFormat, sources_of
from nostro.lists.sources.ofac_party import (
    AliasKind,
    OfacAddress,
    OfacAlias,
    OfacEntry,
    add_feature,
    address_of_parts,
)
from nostro.lists.sources.ofac_remarks import remark
from nostro.lists.sources.unknown import UnknownFields
from nostro.lists.sources.xml_records import read_records, text_of, texts_of
from nostro.model.problems import Problem

__all__ = ["SOURCES"]

_ALIASES: dict[str, AliasKind] = {"A.K.A.": "aka", "F.K.A.": "fka", "N.K.A.": "nka"}
_LATIN = "Latin"
_PUBLISHED = re.compile(rb"<(?:\w+:)?dataAsOf>\s*(\d{4}-\d\d-\d\d)")
_LISTS = re.compile(rb"<filters>.*?</filters>", re.DOTALL)
_KNOWN = frozenset(
    "entity generalInfo identityId entityType title remarks sanctionsLists sanctionsList "
    "sanctionsPrograms sanctionsProgram sanctionsTypes sanctionsType legalAuthorities "
    "legalAuthority names name isPrimary isLowQuality aliasType translations translation script "
    "formattedFirstName formattedLastName formattedFullName nameParts namePart type value "
    "addresses address country addressParts addressPart features feature versionId valueDate "
    "fromDateBegin fromDateEnd toDateBegin toDateEnd isApproximate isDateRange valueRefId "
    "reliability comments identityDocuments identityDocument documentNumber isValid "
    "issuingCountry issuingAuthority issuingLocation issueDate expirationDate relationships "
    "relationship relatedEntity quality @id @refId @datePublished @featureTypeId @nameId "
    "@nameTranslationId @entityId".split()
)


def _is_consolidated(head: bytes, name: str) -> bool:
    """As the filters of the file say, or else its name."""
    lists = _LISTS.search(head)
    return (b"Consolidated" in lists[0]) if lists else name.lower().startswith("cons")


def _entries(file: ListFile, role: str) -> Iterator[OfacEntry | Problem]:
    unknown = UnknownFields(file, _KNOWN)
    for position, element in enumerate(read_records(file, "sanctionsData", ("entity",)), 1):
        entry = _entry(element, f"{role} entity {position}")
        notes, problems = unknown.look(element, position)
        entry.notes += notes
        yield from problems
        yield entry


def _kind(element: etree._Element) -> str:
    kind = text_of(element, "generalInfo/entityType").lower()
    return "" if kind == "entity" else kind


def _entry(element: etree._Element, record: str) -> OfacEntry:
    entry = OfacEntry(
        number=element.get("id", ""),
        name="",
        kind=_kind(element),
        programmes=texts_of(element, "sanctionsPrograms/sanctionsProgram"),
        record=record,
        remarks=text_of(element, "generalInfo/remarks"),
        legal_bases=texts_of(element, "legalAuthorities/legalAuthority"),
        measures=texts_of(element, "sanctionsTypes/sanctionsType"),
        listed=[
            day
            for item in element.iterfind("sanctionsLists/sanctionsList")
            if (day := item.get("datePublished"))
        ],
    )
    if title := text_of(element, "generalInfo/title"):
        entry.columns["position"] = title
    for name in element.iterfind("names/name"):
        _add_name(entry, name)
    for feature in element.iterfind("features/feature"):
        add_feature(entry, text_of(feature, "type"), text_of(feature, "value"))
    entry.parts += [_document(item) for item in element.iterfind("identityDocuments/*")]
    for item in element.iterfind("addresses/address"):
        entry.addresses += _addresses(item)
    for item in element.iterfind("relationships/relationship"):
        related = item.find("relatedEntity")
        number = related.get("entityId", "") if related is not None else ""
        entry.relations.append((text_of(item, "type"), number, text_of(item, "relatedEntity")))
    return entry


def _add_name(entry: OfacEntry, name: etree._Element) -> None:
    primary = text_of(name, "isPrimary") == "true"
    weak = text_of(name, "isLowQuality") == "true"
    kind = _ALIASES.get(text_of(name, "aliasType"), "aka")
    for item in name.iterfind("translations/translation"):
        text = text_of(item, "formattedFullName")
        latin = text_of(item, "script") in {"", _LATIN}
        if not primary:
            entry.aliases.append(OfacAlias(kind, text, weak))
        elif latin and not entry.name:
            entry.name = text
        else:
            entry.originals.append(text)


def _document(item: etree._Element) -> str:
    return remark(
        text_of(item, "type"),
        text_of(item, "documentNumber"),
        country=text_of(item, "issuingCountry"),
        issued=text_of(item, "issueDate"),
        expires=text_of(item, "expirationDate"),
    )


def _addresses(item: etree._Element) -> Iterator[OfacAddress]:
    """The address in each of its scripts."""
    country = text_of(item, "country")
    for translation in item.iterfind("translations/translation"):
        parts = {
            text_of(part, "type").upper(): text_of(part, "value")
            for part in translation.iterfind("addressParts/addressPart")
        }
        if parts or country:
            yield address_of_parts(parts, country)


def _published(head: bytes) -> date | None:
    found = _PUBLISHED.search(head)
    return day_of(found[1].decode()) if found else None


SOURCES = sources_of(
    OfacFormat(
        sdn="sdn_enhanced.xml",
        consolidated="cons_enhanced.xml",
        root=re.compile(rb"<(?:\w+:)?sanctionsData\b"),
        is_consolidated=_is_consolidated,
        published=_published,
        entries=_entries,
        max_bytes=1 << 30,
        export=lambda role: role.upper().replace(".XML", ".ZIP"),
    )
)
