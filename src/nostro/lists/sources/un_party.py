"""One party of the UN consolidated list as entities."""

import re

from lxml import etree

from nostro.lists.sources.addresses import address_entity
from nostro.lists.sources.countries import entity_country
from nostro.lists.sources.dates import list_dates, years_between
from nostro.lists.sources.party import add_country, add_identifier, new_party, new_sanction
from nostro.lists.sources.xml_records import text_of, texts_of
from nostro.model.entities import Entity

__all__ = ["COMMITTEES", "KNOWN", "party_entities"]

# Every element of the schema.
KNOWN = frozenset(
    "ALIAS_NAME CITY CITY_OF_BIRTH CITY_OF_ISSUE COMMENTS1 COUNTRY COUNTRY_OF_BIRTH "
    "COUNTRY_OF_ISSUE DATAID DATE DATE_OF_BIRTH DATE_OF_ISSUE DELISTED_ON DESIGNATION ENTITY "
    "ENTITY_ADDRESS ENTITY_ALIAS FIRST_NAME FOURTH_NAME FROM_YEAR GENDER INDIVIDUAL "
    "INDIVIDUAL_ADDRESS INDIVIDUAL_ALIAS INDIVIDUAL_DATE_OF_BIRTH INDIVIDUAL_DOCUMENT "
    "INDIVIDUAL_PLACE_OF_BIRTH ISSUING_COUNTRY LAST_DAY_UPDATED LISTED_ON LIST_TYPE "
    "NAME_ORIGINAL_SCRIPT NATIONALITY NATIONALITY2 NOTE NUMBER QUALITY REFERENCE_NUMBER "
    "SECOND_NAME SORT_KEY SORT_KEY_LAST_MOD STATE_PROVINCE STREET SUBMITTED_BY SUBMITTED_ON "
    "THIRD_NAME TITLE TO_YEAR TYPE_OF_DATE TYPE_OF_DOCUMENT TYPE_OF_DOCUMENT2 UN_LIST_TYPE "
    "VALUE VERSIONNUM YEAR ZIP_CODE".split()
)

# The committee that keeps each part of the list (https://main.un.org/securitycouncil/en/
# sanctions/information), by its resolution as it stands in the name of the committee.
COMMITTEES = {
    "Al-Qaida": "1267 (1999), 1989 (2011) and 2253 (2015)",
    "CAR": "2745 (2024)",
    "DPRK": "1718 (2006)",
    "DRC": "1533 (2004)",
    "GB": "2048 (2012)",
    "Haiti": "2653 (2022)",
    "Iran": "1737 (2006)",
    "Iraq": "1518 (2003)",
    "Libya": "1970 (2011)",
    "Mali": "2374 (2017)",
    "Somalia": "2713 (2023)",
    "SouthSudan": "2206 (2015)",
    "Sudan": "1591 (2005)",
    "Taliban": "1988 (2011)",
    "Yemen": "2140 (2014)",
}
_NAME_PARTS = ("FIRST_NAME", "SECOND_NAME", "THIRD_NAME", "FOURTH_NAME")
_FORMERLY = re.compile(r"f\.?k\.?a|previously|formerly", re.IGNORECASE)
_FORMERLY_ONLY = re.compile(r"(?:previously|formerly)(?: listed as)?[.:]?", re.IGNORECASE)
_GENDER = re.compile(r"\bGender:?\s*(male|female)\b", re.IGNORECASE)
_LANGUAGE = re.compile(r"\s*\((?:in )?[A-Z][a-z]+(?: script)?\)$")


def party_entities(element: etree._Element, data_id: str, record: str, source: str) -> list[Entity]:
    """The party, its sanction and its addresses; empty where it has no name.

    `element` is an INDIVIDUAL or an ENTITY.
    """
    name = " ".join(part for tag in _NAME_PARTS if (part := text_of(element, tag)))
    if not name:
        return []
    schema = "Person" if element.tag == "INDIVIDUAL" else "Organization"
    party = new_party(f"un-{data_id}", schema, name, source=source, record=record)
    _add_names(party, element)
    _add_notes(party, element)
    if party.schema == "Person":
        _add_person(party, element)
    return [party, _sanction(party, element), *_addresses(party, element)]


def _add_names(party: Entity, element: etree._Element) -> None:
    if original := text_of(element, "NAME_ORIGINAL_SCRIPT"):
        party.add("name", _LANGUAGE.sub("", original))
    for alias in element.iterfind(f"{element.tag}_ALIAS"):
        quality, note = text_of(alias, "QUALITY"), text_of(alias, "NOTE")
        prop = _alias_property(quality, note)
        names = [name.strip() for name in text_of(alias, "ALIAS_NAME").split(";")]
        party.add(prop, *names)
        if any(names) and note and not _FORMERLY_ONLY.fullmatch(note):
            party.add("notes", f"{'; '.join(names)}: {note}")
        if party.schema == "Person":
            party.add("birthDate", *list_dates(text_of(alias, "DATE_OF_BIRTH")))


def _alias_property(quality: str, note: str) -> str:
    """`Low` marks a weak alias; `Good`, `a.k.a.` and no mark at all a strong one."""
    if quality.lower() == "low":
        return "weakAlias"
    return "previousName" if _FORMERLY.match(quality) or _FORMERLY.match(note) else "alias"


def _add_notes(party: Entity, element: etree._Element) -> None:
    party.add("notes", text_of(element, "COMMENTS1"))
    updates = [
        day for text in texts_of(element, "LAST_DAY_UPDATED/VALUE") for day in list_dates(text)
    ]
    party.add("modifiedAt", max(updates, default=None))


def _add_person(party: Entity, element: etree._Element) -> None:
    party.add("firstName", text_of(element, "FIRST_NAME"))
    party.add("secondName", text_of(element, "SECOND_NAME"))
    party.add("middleName", text_of(element, "THIRD_NAME"))
    party.add("title", *texts_of(element, "TITLE/VALUE"))
    party.add("position", *texts_of(element, "DESIGNATION/VALUE"))
    for text in texts_of(element, "NATIONALITY/VALUE"):
        add_country(party, "nationality", "Nationality", text)
    gender = text_of(element, "GENDER") or next(
        iter(_GENDER.findall(text_of(element, "COMMENTS1"))), ""
    )
    if gender.lower() in {"male", "female"}:
        party.add("gender", gender.lower())
    for birth in element.iterfind("INDIVIDUAL_DATE_OF_BIRTH"):
        _add_birth_date(party, birth)
    for birth in element.iterfind("INDIVIDUAL_PLACE_OF_BIRTH"):
        _add_birth_place(party, birth)
    for document in element.iterfind("INDIVIDUAL_DOCUMENT"):
        _add_document(party, document)


def _add_birth_date(party: Entity, birth: etree._Element) -> None:
    first, last = text_of(birth, "FROM_YEAR"), text_of(birth, "TO_YEAR")
    if re.fullmatch(r"\d{8}", first + last):
        dates = years_between(int(first), int(last))
    else:
        dates = list_dates(text_of(birth, "DATE")) or list_dates(text_of(birth, "YEAR") or first)
    party.add("birthDate", *dates)
    if note := text_of(birth, "NOTE"):
        party.add("notes", f"Date of birth: {' to '.join([dates[0], note] if dates else [note])}")


def _add_birth_place(party: Entity, birth: etree._Element) -> None:
    parts = [text_of(birth, tag) for tag in ("STREET", "CITY", "STATE_PROVINCE", "COUNTRY")]
    party.add("birthPlace", ", ".join(part for part in parts if part))
    party.add("birthCountry", entity_country(parts[-1]) if parts[-1] else None)


def _add_document(party: Entity, document: etree._Element) -> None:
    kind = text_of(document, "TYPE_OF_DOCUMENT") or text_of(document, "TYPE_OF_DOCUMENT2")
    number, note = text_of(document, "NUMBER"), text_of(document, "NOTE")
    issuer = text_of(document, "ISSUING_COUNTRY") or text_of(document, "COUNTRY_OF_ISSUE")
    issued = text_of(document, "DATE_OF_ISSUE")
    details = "; ".join(part for part in (f"issued {issued}" if issued else "", note) if part)
    if number:
        add_identifier(party, kind or "Document", number, country=issuer, detail=details)
    elif details:
        party.add("notes", f"{kind or 'Document'}: {details}")


def _sanction(party: Entity, element: etree._Element) -> Entity:
    """The listing; `programId` is the part of the list, `program` that and its committee."""
    reference, programme = text_of(element, "REFERENCE_NUMBER"), text_of(element, "UN_LIST_TYPE")
    sanction = new_sanction(
        party,
        authority="United Nations Security Council",
        country=None,
        programmes=[programme],
    )
    sanction.add("authorityId", reference)
    sanction.add("unscId", reference)
    if programme in COMMITTEES:
        sanction.add("program", f"Committee pursuant to resolution {COMMITTEES[programme]}")
    sanction.add("listingDate", *list_dates(text_of(element, "LISTED_ON")))
    return sanction


def _addresses(party: Entity, element: etree._Element) -> list[Entity]:
    found = []
    for number, node in enumerate(element.iterfind(f"{element.tag}_ADDRESS"), 1):
        city = [text_of(node, tag) for tag in ("CITY", "STATE_PROVINCE")]
        line = ", ".join(part for part in city if part)
        found.append(
            address_entity(
                party,
                number,
                street=text_of(node, "STREET"),
                city=f"{line} {text_of(node, 'ZIP_CODE')}",
                country=text_of(node, "COUNTRY"),
                remarks=text_of(node, "NOTE"),
            )
        )
    return [address for address in found if address]
