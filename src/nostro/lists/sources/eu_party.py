"""One party of the EU's consolidated list as entities, from the XML or the CSV file.

Both are brought to the attributes of the XML (`nameAlias`, `birthdate`, `identification`, ...), so
that the two files give the same entities. EU rules: a freeze covers everyone on the list
(https://webgate.ec.europa.eu/fsd/fsf).
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from typing import Any

from nostro.lists.sources.addresses import address_entity
from nostro.lists.sources.dates import list_dates, years_between
from nostro.lists.sources.party import (
    add_country,
    add_identifier,
    add_or_note,
    is_company,
    new_party,
    new_sanction,
)
from nostro.model.entities import Entity

__all__ = ["EuParty", "party_entities"]

Attributes = Mapping[str, str]
_CONTACTS = {"PHONE": "phone", "EMAIL": "email", "WEB": "website"}
# Said of a document beside its number.
_FLAGS = ("diplomatic", "knownExpired", "knownFalse", "reportedLost", "revokedByIssuer")
_DETAILS = ("issuedBy", "issueDate", "validFrom", "validTo", "nameOnDocument", "latinNumber")
_UNKNOWN = {"00", "UNKNOWN"}


@dataclass
class EuParty:
    """What the list says of one party: attributes by element, texts of remarks."""

    number: str
    record: str
    reference: str = ""
    united_nation_id: str = ""
    person: bool = False
    designated: str = ""
    regulations: list[Attributes] = field(default_factory=list)
    names: list[Attributes] = field(default_factory=list)
    births: list[Attributes] = field(default_factory=list)
    citizenships: list[Attributes] = field(default_factory=list)
    addresses: list[Attributes] = field(default_factory=list)
    contacts: list[tuple[str, str]] = field(default_factory=list)
    identifications: list[Attributes] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)

    def joined(self, other: "EuParty") -> "EuParty":
        """The party with what another record under the same number says besides."""
        joined: dict[str, Any] = {
            name: [*getattr(self, name), *getattr(other, name)] for name in _LISTS
        }
        return replace(
            self,
            united_nation_id=self.united_nation_id or other.united_nation_id,
            designated=self.designated or other.designated,
            **joined,
        )


_LISTS = tuple(item.name for item in fields(EuParty) if item.default_factory is list)


def party_entities(given: EuParty, source: str) -> list[Entity]:
    """The party, its sanction and its addresses; empty where it has no name."""
    strong = [name for name in given.names if name.get("strong", "true") != "false"]
    first = next((whole for name in (*strong, *given.names) if (whole := _whole(name))), "")
    if not first:
        return []
    names = [_whole(name) for name in given.names]
    schema = "Person" if given.person else "Company" if is_company(names) else "Organization"
    party = new_party(f"eu-{given.number}", schema, first, source=source, record=given.record)
    _add_names(party, given, first)
    for birth in given.births:
        _add_birth(party, birth)
    for citizenship in given.citizenships:
        prop = "nationality" if given.person else "country"
        add_country(party, prop, "Citizenship", _country(citizenship))
    for item in given.identifications:
        _add_identification(party, item)
    for key, value in given.contacts:
        add_or_note(party, _CONTACTS.get(key.upper(), ""), key.title(), value)
    party.add("notes", *given.remarks)
    addresses = [_address(party, number, item) for number, item in enumerate(given.addresses, 1)]
    return [party, _sanction(party, given), *(found for found in addresses if found)]


def _whole(name: Attributes) -> str:
    parts = (name.get(key, "") for key in ("firstName", "middleName", "lastName"))
    return name.get("wholeName", "") or " ".join(part for part in parts if part)


def _add_names(party: Entity, given: EuParty, first: str) -> None:
    for name in given.names:
        whole = _whole(name)
        weak = name.get("strong") == "false"
        if whole != first:
            party.add("weakAlias" if weak else "alias", whole)
        if party.schema == "Person":
            for prop, key in _NAME_PARTS.items():
                party.add(prop, None if weak else name.get(key))
            gender = {"M": "male", "F": "female"}.get(name.get("gender", ""))
            party.add("gender", gender)
        add_or_note(party, "title", "Title", name.get("title", ""))
        add_or_note(party, "position", "Function", name.get("function", ""))
        if remark := name.get("remark"):
            party.add("notes", f"{whole}: {remark}")


_NAME_PARTS = {"firstName": "firstName", "middleName": "middleName", "lastName": "lastName"}


def _country(item: Attributes) -> str:
    code, name = item.get("countryIso2Code", ""), item.get("countryDescription", "")
    return "" if {code, name} & _UNKNOWN else code or name


def _add_birth(party: Entity, birth: Attributes) -> None:
    if first := birth.get("yearRangeFrom"):
        last = birth.get("yearRangeTo") or first
        dates = years_between(int(first), int(last)) if re.fullmatch(r"\d{8}", first + last) else []
    else:
        dates = list_dates(birth.get("birthdate") or _partial_date(birth))
    label = "Date of birth"
    add_or_note(party, "birthDate", label, birth.get("birthdate", ""), *dates)
    if birth.get("circa") == "true" and dates:
        party.add("notes", f"{label}: circa {dates[0]}")
    if (calendar := birth.get("calendarType", "GREGORIAN")) != "GREGORIAN" and dates:
        party.add("notes", f"{label}: {dates[0]} in the calendar {calendar}")
    parts = (birth.get(key, "") for key in ("place", "city", "region", "zipCode"))
    country = birth.get("countryDescription", "")
    place = [*parts, "" if country in _UNKNOWN else country]
    add_or_note(party, "birthPlace", "Place of birth", ", ".join(part for part in place if part))
    add_country(party, "birthCountry", "Country of birth", _country(birth))
    if remark := birth.get("remark"):
        party.add("notes", f"Birth: {remark}")


def _partial_date(birth: Attributes) -> str:
    year, month = birth.get("year", ""), birth.get("monthOfYear", "")
    day = birth.get("dayOfMonth", "")
    if year and month and day:
        return f"{year}-{month:0>2}-{day:0>2}"
    return f"{year}-{month:0>2}" if year and month else year


def _add_identification(party: Entity, item: Attributes) -> None:
    kind = item.get("identificationTypeDescription") or item.get("identificationTypeCode", "")
    said = [f"{key} {item[key]}" for key in _DETAILS if item.get(key)]
    said += [key for key in _FLAGS if item.get(key) == "true"]
    said += [item["remark"]] if item.get("remark") else []
    number = item.get("number") or item.get("latinNumber", "")
    detail = "; ".join(said)
    add_identifier(party, kind, number, country=_country(item), detail=detail)


def _address(party: Entity, number: int, item: Attributes) -> Entity | None:
    box = item.get("poBox", "")
    street = [item.get("street", ""), f"PO Box {box}" if box else "", item.get("place", "")]
    city = ", ".join(part for key in ("city", "region") if (part := item.get(key, "")))
    country = item.get("countryDescription", "")
    return address_entity(
        party,
        number,
        street=", ".join(part for part in street if part),
        city=f"{city} {item.get('zipCode', '')}",
        country=_country(item) if not country or country in _UNKNOWN else country.title(),
        remarks=item.get("remark", ""),
    )


def _sanction(party: Entity, given: EuParty) -> Entity:
    programmes = [item.get("programme", "") for item in given.regulations]
    sanction = new_sanction(
        party,
        authority="Council of the European Union",
        country="eu",
        programmes=dict.fromkeys(code for code in programmes if code),
    )
    sanction.add("authorityId", given.reference)
    sanction.add("unscId", given.united_nation_id)
    sanction.add("listingDate", *list_dates(given.designated))
    for item in given.regulations:
        sanction.add("reason", item.get("numberTitle"))
        sanction.add("startDate", *list_dates(item.get("entryIntoForceDate", "")))
        sanction.add("sourceUrl", item.get("publicationUrl"))
    return sanction
