"""One party of the UN consolidated list as entities."""

import re

from lxml import etree

from nostro.lists.sources.addresses import address_entity
from nostro.lists.sources.countries import entity_country
from nostro.lists.sources.dates import list_dates, years_between
from nostro.model.entities import Entity

__all__ = ["COMMITTEES", "party_entities"]

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
    name = " ".join(part for tag in _NAME_PARTS if (part := _text(element, tag)))
    if not name:
        return []
    party = Entity(
        id=f"un-{data_id}",
        schema="Person" if element.tag == "INDIVIDUAL" else "Organization",
        caption=name,
        datasets=[source],
        target=True,
        record=record,
    )
    party.add("name", name)
    party.add("topics", "sanction")
    _add_names(party, element)
    _add_notes(party, element)
    if party.schema == "Person":
        _add_person(party, element)
    return [party, _sanction(party, element), *_addresses(party, element)]


def _text(element: etree._Element, path: str) -> str:
    return " ".join((element.findtext(path) or "").split())


def _texts(element: etree._Element, path: str) -> list[str]:
    found = (" ".join((node.text or "").split()) for node in element.iterfind(path))
    return [text for text in found if text]


def _add_names(party: Entity, element: etree._Element) -> None:
    if original := _text(element, "NAME_ORIGINAL_SCRIPT"):
        party.add("name", _LANGUAGE.sub("", original))
    for alias in element.iterfind(f"{element.tag}_ALIAS"):
        quality, note = _text(alias, "QUALITY"), _text(alias, "NOTE")
        prop = _alias_property(quality, note)
        names = [name.strip() for name in _text(alias, "ALIAS_NAME").split(";")]
        party.add(prop, *names)
        if any(names) and note and not _FORMERLY_ONLY.fullmatch(note):
            party.add("notes", f"{'; '.join(names)}: {note}")
        if party.schema == "Person":
            party.add("birthDate", *list_dates(_text(alias, "DATE_OF_BIRTH")))


def _alias_property(quality: str, note: str) -> str:
    """`Low` marks a weak alias; `Good`, `a.k.a.` and no mark at all a strong one."""
    if quality.lower() == "low":
        return "weakAlias"
    return "previousName" if _FORMERLY.match(quality) or _FORMERLY.match(note) else "alias"


def _add_notes(party: Entity, element: etree._Element) -> None:
    party.add("notes", _text(element, "COMMENTS1"))
    updates = [
        day for text in _texts(element, "LAST_DAY_UPDATED/VALUE") for day in list_dates(text)
    ]
    party.add("modifiedAt", max(updates, default=None))


def _add_person(party: Entity, element: etree._Element) -> None:
    party.add("firstName", _text(element, "FIRST_NAME"))
    party.add("secondName", _text(element, "SECOND_NAME"))
    party.add("middleName", _text(element, "THIRD_NAME"))
    party.add("title", *_texts(element, "TITLE/VALUE"))
    party.add("position", *_texts(element, "DESIGNATION/VALUE"))
    _add_nationalities(party, element)
    gender = _text(element, "GENDER") or next(
        iter(_GENDER.findall(_text(element, "COMMENTS1"))), ""
    )
    if gender.lower() in {"male", "female"}:
        party.add("gender", gender.lower())
    for birth in element.iterfind("INDIVIDUAL_DATE_OF_BIRTH"):
        _add_birth_date(party, birth)
    for birth in element.iterfind("INDIVIDUAL_PLACE_OF_BIRTH"):
        _add_birth_place(party, birth)
    for document in element.iterfind("INDIVIDUAL_DOCUMENT"):
        _add_document(party, document)


def _add_nationalities(party: Entity, element: etree._Element) -> None:
    for text in _texts(element, "NATIONALITY/VALUE"):
        if code := entity_country(text):
            party.add("nationality", code)
        else:
            party.add("notes", f"Nationality: {text}")


def _add_birth_date(party: Entity, birth: etree._Element) -> None:
    first, last = _text(birth, "FROM_YEAR"), _text(birth, "TO_YEAR")
    if first.isdecimal() and last.isdecimal():
        dates = years_between(int(first), int(last))
    else:
        dates = list_dates(_text(birth, "DATE")) or list_dates(_text(birth, "YEAR") or first)
    party.add("birthDate", *dates)
    if note := _text(birth, "NOTE"):
        party.add("notes", f"Date of birth: {' to '.join([dates[0], note] if dates else [note])}")


def _add_birth_place(party: Entity, birth: etree._Element) -> None:
    parts = [_text(birth, tag) for tag in ("STREET", "CITY", "STATE_PROVINCE", "COUNTRY")]
    party.add("birthPlace", ", ".join(part for part in parts if part))
    party.add("birthCountry", entity_country(parts[-1]) if parts[-1] else None)


def _add_document(party: Entity, document: etree._Element) -> None:
    kind = _text(document, "TYPE_OF_DOCUMENT") or _text(document, "TYPE_OF_DOCUMENT2")
    number, note = _text(document, "NUMBER"), _text(document, "NOTE")
    is_passport = re.search(r"pass?aporte|passport|passeport", kind, re.IGNORECASE)
    party.add("passportNumber" if is_passport else "idNumber", number)
    issuer = _text(document, "ISSUING_COUNTRY") or _text(document, "COUNTRY_OF_ISSUE")
    if number and issuer:
        party.add("country", entity_country(issuer))
    issued = _text(document, "DATE_OF_ISSUE")
    details = [f"issued {issued}" if issued else "", note]
    if any(details):
        party.add("notes", f"{kind or 'Document'} {number}: {'; '.join(filter(None, details))}")


def _sanction(party: Entity, element: etree._Element) -> Entity:
    """The listing; `programId` is the part of the list, `program` that and its committee."""
    sanction = Entity(
        id=f"{party.id}-sanction",
        schema="Sanction",
        datasets=list(party.datasets),
        record=party.record,
    )
    reference, programme = _text(element, "REFERENCE_NUMBER"), _text(element, "UN_LIST_TYPE")
    sanction.add("entity", party.id)
    sanction.add("authority", "United Nations Security Council")
    sanction.add("authorityId", reference)
    sanction.add("unscId", reference)
    sanction.add("programId", programme)
    sanction.add("program", programme)
    if programme in COMMITTEES:
        sanction.add("program", f"Committee pursuant to resolution {COMMITTEES[programme]}")
    sanction.add("listingDate", *list_dates(_text(element, "LISTED_ON")))
    return sanction


def _addresses(party: Entity, element: etree._Element) -> list[Entity]:
    found = []
    for number, node in enumerate(element.iterfind(f"{element.tag}_ADDRESS"), 1):
        city = [_text(node, tag) for tag in ("CITY", "STATE_PROVINCE")]
        line = ", ".join(part for part in city if part)
        found.append(
            address_entity(
                party,
                number,
                street=_text(node, "STREET"),
                city=f"{line} {_text(node, 'ZIP_CODE')}",
                country=_text(node, "COUNTRY"),
                remarks=_text(node, "NOTE"),
            )
        )
    return [address for address in found if address]
