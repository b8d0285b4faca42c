"""One party of the UK's lists as entities, from any of their files.

Every file is brought to rows of named fields: those of OFSI's consolidated list and those of the
UK Sanctions List, which is the one UK list since 28 January 2026, differ in their headings alone.
A party has the number of its OFSI group where it has one, so that it keeps its id from list to
list, else its Unique ID. Formats: https://www.gov.uk/government/publications/the-uk-sanctions-list
and https://www.gov.uk/government/publications/financial-sanctions-consolidated-list-of-targets.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from nostro.lists.sources.addresses import address_entity
from nostro.lists.sources.countries import entity_country
from nostro.lists.sources.dates import list_dates, numeric_date
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
from nostro.lists.sources.values import split_numbered
from nostro.model.entities import Entity

__all__ = ["ID", "UkParty", "field_of", "party_entities"]

ID = "gb_sanctions"
_Value = TypeVar("_Value")

# The fields by the headings of all files, as letters and digits alone, without the prefixes
# `Individual_`, `Entity_` and `Ship_`.
_FIELDS = {
    heading: name
    for name, headings in {
        **{f"name{number}": f"name{number}" for number in range(1, 7)},
        **{f"address{number}": f"address{number} addressline{number}" for number in range(1, 7)},
        "full_name": "fullname wholename",
        "non_latin": "namenonlatinscript",
        "script": "nonlatinscripttype nonlatinscriptlanguage",
        "title": "title",
        "birth_date": "dob dateofbirth",
        "birth_town": "townofbirth",
        "birth_country": "countryofbirth",
        "nationality": "nationality nationalityies",
        "passport": "passportnumber passportdetails",
        "passport_detail": "passportadditionalinformation",
        "national_id": "ninumber nationalidentificationnumber nationalidentifiernumber "
        "nationalidnumber",
        "national_id_detail": "nationalidentificationdetails "
        "nationalidentifieradditionalinformation nationaliddetails",
        "position": "position",
        "gender": "gender",
        "postcode": "postzipcode postcode addresspostalcode",
        "country": "country addresscountry",
        "other": "otherinformation furtheridentifiyinginformation furtheridentifyinginformation",
        "kind": "grouptype grouptypedescription designationtype individualentityship",
        "name_type": "aliastype aliastypename nametype",
        "name_strength": "aliasquality aliasstrength",
        "regime": "regime regimename",
        "listed": "listedon datelisted",
        "designated": "datedesignated uksanctionslistdatedesignated",
        "updated": "lastupdated",
        "group": "groupid ofsigroupid",
        "unique_id": "uniqueid uksanctionslistref",
        "un_reference": "unreferencenumber",
        "source": "designationsource",
        "measures": "sanctionsimposed",
        "reasons": "ukstatementofreasons",
        "phone": "phonenumber",
        "email": "emailaddress",
        "website": "website",
        "entity_kind": "typeofentity type",
        "business_number": "businessregistrationnumber businessregistrationnumbers "
        "businessregnumber",
        "parent": "parentcompany",
        "subsidiary": "subsidiary subsidiaries",
        "imo": "imonumber",
        "owner": "currentowneroperator currentowneroperators currentowners",
        "past_owner": "previousowneroperator previousowneroperators previousowners",
        "flag": "currentbelievedflagofship flag",
        "past_flag": "previousflag previousflags",
        "ship_kind": "typeofship",
        "tonnage": "tonnageofship tonnage",
        "length": "lengthofship length",
        "built": "yearbuilt yearofbuild",
        "hull": "hullidentificationnumber hullidentificationnumberhin",
    }.items()
    for heading in headings.split()
}
_PREFIX = re.compile(r"^(?:individual|entity|ship)_", re.IGNORECASE)
_SCHEMATA = {"individual": "Person", "ship": "Vessel"}
_NAMES = ("name1", "name2", "name3", "name4", "name5", "name6")
_STREETS = tuple(f"address{number}" for number in range(1, 6))
_UN_REFERENCE = re.compile(r"UN Ref(?:erence)?(?: No)?[.: ]*\s*([A-Z]{1,3}[a-z]?\.[\w.]*\w)")
_WEAK = re.compile(r"low", re.IGNORECASE)
# What is added as it is: field, property, label.
_PLAIN = (
    ("title", "title", "Title"),
    ("position", "position", "Position"),
    ("phone", "phone", "Phone"),
    ("email", "email", "Email"),
    ("website", "website", "Website"),
    ("entity_kind", "sector", "Type of entity"),
    ("ship_kind", "type", "Type of ship"),
    ("tonnage", "tonnage", "Tonnage"),
    ("length", "", "Length of ship"),
    ("built", "buildDate", "Year built"),
    ("past_owner", "", "Previous owner or operator"),
    ("other", "notes", "Other information"),
)  # fmt: skip
_IDENTIFIERS = (
    ("passport", "passport_detail", "Passport"),
    ("national_id", "national_id_detail", "National identification number"),
    ("business_number", "", "Business registration number"),
    ("imo", "", "IMO number"),
    ("hull", "", "Hull identification number"),
)  # fmt: skip
_LINKS = (
    ("parent", "subsidiary of"),
    ("subsidiary", "owner of"),
    ("owner", "owned or operated by"),
)  # fmt: skip


def field_of(heading: str) -> str | None:
    """The field that a heading or an element means; None for one that is not known."""
    plain = re.sub(r"[^a-z0-9]", "", _PREFIX.sub("", heading).lower())
    return _FIELDS.get(plain)


@dataclass
class UkParty:
    """What the rows about one party say: each of its names and addresses, and other values once."""

    number: str
    record: str
    names: list[tuple[str, str, str]] = field(default_factory=list)
    addresses: list[Mapping[str, str]] = field(default_factory=list)
    births: list[tuple[str, str]] = field(default_factory=list)
    documents: list[tuple[str, str, str]] = field(default_factory=list)
    values: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    notes: list[str] = field(default_factory=list)

    @property
    def id(self) -> str:
        """The id of the party."""
        return f"gb-{self.number}"

    def add_row(self, row: Mapping[str, str]) -> None:
        """Add what one row says, fields by name."""
        parts = [row[key] for key in _NAMES if row.get(key)]
        name = " ".join(parts) or row.get("full_name", "")
        if name:
            kind, strength = row.get("name_type", ""), row.get("name_strength", "")
            _once(self.names, (name, kind, strength))
        address = {key: row[key] for key in _ADDRESS if row.get(key)}
        if address:
            _once(self.addresses, address)
        if row.get("birth_town") or row.get("birth_country"):
            _once(self.births, (row.get("birth_town", ""), row.get("birth_country", "")))
        for number, detail, label in _IDENTIFIERS:
            if row.get(number):
                _once(self.documents, (label, row[number], row.get(detail, "")))
        for key, value in row.items():
            if value and key not in _COMPOSED:
                _once(self.values[key], value)

    def all(self, key: str) -> list[str]:
        """All values of a field, those numbered within one cell taken apart."""
        return [part for value in self.values.get(key, []) for part in split_numbered(value)]

    def first(self, key: str) -> str:
        """The first value of a field, or nothing."""
        return next(iter(self.values.get(key, [])), "")

    def primary_name(self) -> str:
        """The name that the list calls primary, else the first strong one, else the first."""
        ranked = sorted(self.names, key=lambda name: (not _is_primary(name[1]), _is_weak(name)))
        return ranked[0][0] if ranked else ""

    def schema(self) -> str:
        """Person, Vessel, or Company where a legal form says so, else Organization."""
        names = [name for name, _, _ in self.names]
        other = "Company" if is_company(names) else "Organization"
        return _SCHEMATA.get(self.first("kind").lower(), other)


_ADDRESS = (*_STREETS, "address6", "postcode", "country")
_COMPOSED = {
    *_NAMES, *_ADDRESS, "full_name", "name_type", "name_strength", "birth_town", "birth_country",
    *(key for number, detail, _ in _IDENTIFIERS for key in (number, detail)),
}  # fmt: skip


def _once(values: list[_Value], value: _Value) -> None:
    if value not in values:
        values.append(value)


def _is_primary(kind: str) -> bool:
    return kind.lower() in {"primary name", "prime alias"}


def _is_weak(name: tuple[str, str, str]) -> bool:
    return bool(_WEAK.search(name[2]))


def party_entities(given: UkParty, links: Links) -> list[Entity]:
    """The party, its sanction, addresses and links; empty where it has no name."""
    primary = given.primary_name()
    if not primary:
        return []
    party = new_party(given.id, given.schema(), primary, source=ID, record=given.record)
    _add_names(party, given)
    if party.schema == "Person":
        _add_person(party, given)
    for key, prop, label in _PLAIN:
        for value in given.all(key) if key in {"title", "position"} else given.values.get(key, ()):
            add_or_note(party, prop, label, value)
    for kind, number, detail in given.documents:
        for part in split_numbered(number):
            _add_document(party, kind, part, detail)
    for flag in given.all("flag"):
        add_country(party, "flag", "Flag", flag)
    for flag in given.all("past_flag"):
        add_country(party, "pastFlags", "Previous flag", flag)
    party.add("notes", *given.notes)
    party.add("modifiedAt", *filter(None, [_newest(given.values.get("updated", []))]))
    addresses = [_address(party, number, item) for number, item in enumerate(given.addresses, 1)]
    found = [address for address in addresses if address]
    return [party, _sanction(party, given), *found, *_links(party, given, links)]


def _add_names(party: Entity, given: UkParty) -> None:
    for name in given.names:
        text, kind, _ = name
        if _is_weak(name):
            party.add("weakAlias", text)
        elif kind.upper() in {"FKA", "F.K.A", "F.K.A."}:
            party.add("previousName", text)
        elif text != party.caption:
            party.add("alias", text)
    party.add("name", *given.values.get("non_latin", []))


def _add_person(party: Entity, given: UkParty) -> None:
    for text in given.all("birth_date"):
        day = numeric_date(text)
        add_or_note(party, "birthDate", "Date of birth", text, *([day] if day else [None]))
    for town, country in given.births:
        for place in split_numbered(town):
            party.add("birthPlace", place)
        for place in split_numbered(country):
            add_country(party, "birthCountry", "Country of birth", place)
    for text in given.all("nationality"):
        add_country(party, "nationality", "Nationality", text)
    gender = given.first("gender").lower()
    party.add("gender", gender if gender in {"male", "female"} else None)


def _add_document(party: Entity, kind: str, text: str, detail: str) -> None:
    """A document whose cell may say more than its number: `F654645 (Saudi Arabian). Issued ...`."""
    bare = re.sub(rf"^{kind.split(maxsplit=1)[0]}(?: No)?[.: ]*", "", text, flags=re.IGNORECASE)
    number = re.split(r"\s*[(,;]|\.\s|\s(?:issued|expir)", bare, maxsplit=1)[0].strip(" .:")
    if not any(character.isdigit() for character in number):
        party.add("notes", f"{kind}: {text}")
        return
    rest = text if bare.strip(" .") != number else ""
    add_identifier(party, kind, number, detail="; ".join(part for part in (rest, detail) if part))


def _newest(dates: list[str]) -> str | None:
    return max((day for text in dates if (day := _date(text))), default=None)


def _date(text: str) -> str | None:
    return numeric_date(text) or next(iter(list_dates(text)), None)


def _address(party: Entity, number: int, item: Mapping[str, str]) -> Entity | None:
    lines = [item[key] for key in _STREETS if item.get(key)]
    country = item.get("country", "")
    if not country and lines and entity_country(lines[-1]):  # older lists print it as a line
        country = lines.pop()
    city = item.get("address6", "") or (lines.pop() if len(lines) > 1 else "")
    return address_entity(
        party,
        number,
        street=", ".join(lines),
        city=f"{city} {item.get('postcode', '')}",
        country=country,
        remarks="",
    )


def _sanction(party: Entity, given: UkParty) -> Entity:
    measures = given.values.get("measures", [])
    sanction = new_sanction(
        party,
        authority="HM Government",
        country="gb",
        programmes=given.values.get("regime", []),
        effects=effects_of_measures("|".join(measures)),
    )
    sanction.add("provisions", *(part for text in measures for part in text.split("|")))
    sanction.add("authorityId", *given.values.get("unique_id", []))
    sanction.add("recordId", *given.values.get("group", []))
    dates = given.values.get("listed") or given.values.get("designated") or []
    sanction.add("listingDate", *(day for text in dates if (day := _date(text))))
    sanction.add("startDate", *(d for t in given.values.get("designated", []) if (d := _date(t))))
    sanction.add("reason", *given.values.get("reasons", []))
    others = _UN_REFERENCE.findall(" ".join(given.values.get("other", [])))
    sanction.add("unscId", *given.values.get("un_reference", []), *others)
    return sanction


def _links(party: Entity, given: UkParty, links: Links) -> Iterator[Entity]:
    """Links to parties of the same list; one to another name is a note."""
    for key, role in _LINKS:
        for name in given.all(key):
            other = links.find(name)
            if other and other != party.id:
                yield link(party, other, links.schema(other) or "", role)
            else:
                party.add("notes", f"{role.capitalize()}: {name}")
