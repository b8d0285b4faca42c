"""One entry of OFAC's lists as entities, whatever file it came in.

Every format is brought to what the oldest one prints: columns, and remarks that are facts with
labels. So the same party gives the same entities from the CSV set, `SDN.XML`, `SDN_ADVANCED.XML`
and the enhanced XML, and a difference between two versions is one of the party.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from nostro.lists.sources.addresses import address_entity
from nostro.lists.sources.countries import entity_country
from nostro.lists.sources.links import Links
from nostro.lists.sources.ofac_remarks import (
    LINKED_TO,
    OPERATOR,
    PROVISIONS,
    WALLET,
    Fact,
    read_remarks,
    remark,
)
from nostro.lists.sources.party import (
    add_or_note,
    is_company,
    link,
    new_party,
    new_sanction,
    wallet,
)
from nostro.model.entities import PROPERTIES, Entity

__all__ = [
    "COLUMNS",
    "AliasKind",
    "OfacAddress",
    "OfacAlias",
    "OfacEntry",
    "add_feature",
    "address_of_parts",
    "note_names",
    "party_entities",
    "split_programmes",
]

AliasKind = Literal["aka", "fka", "nka"]

_SCHEMATA = {"individual": "Person", "vessel": "Vessel", "aircraft": "Airplane"}
_COMPANY_FACTS = {"bikCode", "swiftBic", "leiCode", "dunsCode"}
# The columns of `sdn.csv` between programme and remarks, with the words that name them in a note.
COLUMNS = {
    "position": "Title",
    "callSign": "Call sign",
    "type": "Vessel type",
    "tonnage": "Tonnage",
    "grossRegisteredTonnage": "Gross tonnage",
    "flag": "Flag",
    "owner": "Owner",
}


_NUMBERS = {"tonnage", "grossRegisteredTonnage"}


@dataclass(frozen=True)
class OfacAlias:
    """Another name; `weak` where OFAC says so (FAQ 122 to 124)."""

    kind: AliasKind
    name: str
    weak: bool = False
    remarks: str = ""


@dataclass(frozen=True)
class OfacAddress:
    """An address as `add.csv` prints it: `city` is the line of city, state and postal code."""

    street: str
    city: str
    country: str
    remarks: str = ""
    record: str = ""


@dataclass
class OfacEntry:
    """What a list says of one party.

    `remarks` is the line of remarks, `parts` facts that a format gives one by one in the same
    words (`DOB 1962`, `Passport A1 (Iran)`). `originals` are the primary name in other scripts.
    `relations` are a role and the number and name of
    another entry; `cut` says that the remarks may have been cut off in the middle.
    """

    number: str
    name: str
    kind: str
    programmes: list[str]
    record: str
    columns: dict[str, str] = field(default_factory=dict)
    remarks: str = ""
    parts: list[str] = field(default_factory=list)
    aliases: list[OfacAlias] = field(default_factory=list)
    addresses: list[OfacAddress] = field(default_factory=list)
    relations: list[tuple[str, str, str]] = field(default_factory=list)
    listed: list[str] = field(default_factory=list)
    legal_bases: list[str] = field(default_factory=list)
    measures: list[str] = field(default_factory=list)
    originals: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    cut: bool = False
    prefix: str = "ofac"
    authority: str = "Office of Foreign Assets Control"
    effects: list[str] = field(default_factory=list)

    @property
    def id(self) -> str:
        """The id of the party: that of OFAC's own number."""
        return f"{self.prefix}-{self.number}"

    def facts(self) -> list[Fact]:
        """The facts of parts and remarks; a last one that is cut off is but a note."""
        facts = [fact for part in (*self.parts, self.remarks) for fact in read_remarks(part)]
        if self.cut and facts:
            facts[-1] = Fact("notes", (facts[-1].text,), facts[-1].text)
        return facts


def note_names(links: Links, entity_id: str, kind: str, names: list[str]) -> None:
    """Note an entry for the links of others, by OFAC's word for its kind; primary name first."""
    schema = _SCHEMATA.get(kind) or ("Company" if is_company(names) else "Organization")
    links.add(entity_id, schema, (names or [""])[0], names[1:])


def party_entities(entry: OfacEntry, links: Links, source: str) -> list[Entity]:
    """The party, then its sanction, addresses, wallets and links."""
    facts = entry.facts()
    schema = _schema(entry, facts)
    party = new_party(entry.id, schema, entry.name, source=source, record=entry.record)
    _add_names(party, entry)
    _add_columns(party, entry, links)
    party.add("notes", *entry.notes)
    sanction = _sanction(party, entry)
    linked = _add_facts(party, sanction, facts, links)
    linked.update((found.id, found) for found in _relations(party, entry, links))
    addresses = [_address(party, number, item) for number, item in enumerate(entry.addresses, 1)]
    return [party, sanction, *(found for found in addresses if found), *linked.values()]


def _schema(entry: OfacEntry, facts: list[Fact]) -> str:
    """The schema for the party's type; an entity is a Company where name or facts say so."""
    if entry.kind:
        return _SCHEMATA.get(entry.kind, "LegalEntity")
    named = is_company([entry.name, *(alias.name for alias in entry.aliases)])
    return "Company" if named or any(f.kind in _COMPANY_FACTS for f in facts) else "Organization"


def _add_names(party: Entity, entry: OfacEntry) -> None:
    last, comma, first = entry.name.partition(",")
    if party.schema == "Person" and comma:
        party.add("lastName", last)
        party.add("firstName", first)
    party.add("name", *entry.originals)
    for alias in entry.aliases:
        strong = "previousName" if alias.kind == "fka" else "alias"
        party.add("weakAlias" if alias.weak and alias.kind != "fka" else strong, alias.name)
        party.add("notes", alias.remarks)


def _add_columns(party: Entity, entry: OfacEntry, links: Links) -> None:
    for prop, label in COLUMNS.items():
        text = entry.columns.get(prop, "")
        if not text:
            continue
        if prop == "flag":
            add_or_note(party, prop, label, text, entity_country(text))
        elif prop == "owner":
            add_or_note(party, prop, label, text, links.find(text))
        elif prop in _NUMBERS:
            add_or_note(party, prop, label, text.replace(",", ""))
        else:
            add_or_note(party, prop, label, text)


def _sanction(party: Entity, entry: OfacEntry) -> Entity:
    sanction = new_sanction(
        party,
        authority=entry.authority,
        country="us",
        programmes=entry.programmes,
        effects=entry.effects,
    )
    sanction.add("authorityId", entry.number)
    sanction.add("listingDate", *entry.listed)
    sanction.add("reason", *entry.legal_bases)
    sanction.add("provisions", *entry.measures)
    return sanction


def _add_facts(
    party: Entity, sanction: Entity, facts: list[Fact], links: Links
) -> dict[str, Entity]:
    """Spread the facts over party and sanction; wallets and links are entities of their own."""
    linked: dict[str, Entity] = {}
    for fact in facts:
        if fact.kind == PROVISIONS:
            sanction.add("provisions", *fact.values)
        elif fact.kind == WALLET:
            currency, address = fact.values
            found = wallet(party, address)
            linked.setdefault(found.id, found).add("currency", currency)
        elif fact.kind in {LINKED_TO, OPERATOR} and (other := links.find(fact.values[-1])):
            role = fact.values[0] if len(fact.values) > 1 else fact.kind
            found = link(party, other, links.schema(other) or "", role)
            linked[found.id] = found
        else:
            _add_fact(party, fact)
    return linked


def _add_fact(party: Entity, fact: Fact) -> None:
    known = fact.kind in PROPERTIES[party.schema]
    if known:
        party.add(fact.kind, *fact.values)
    if not (known and fact.exact):
        party.add("notes", fact.note)
    if fact.kind == "birthPlace" and known:
        party.add("birthCountry", fact.country)
    else:
        party.add("country", fact.country)


def _relations(party: Entity, entry: OfacEntry, links: Links) -> Iterable[Entity]:
    """Links by number; one to an entry of another list is a note, for its entity is not here."""
    for role, number, name in entry.relations:
        other = f"ofac-{number}"
        if schema := links.schema(other):
            yield link(party, other, schema, role)
        else:
            party.add("notes", f"{role}: {name or other}")


def _address(party: Entity, number: int, item: OfacAddress) -> Entity | None:
    known = item.country.strip().lower() != "undetermined"
    address = address_entity(
        party,
        number,
        street=item.street,
        city=item.city,
        country=item.country if known else "",
        remarks=item.remarks,
    )
    if address and item.record:
        address.record = item.record
    return address


# What the newer formats call a feature, in the words of the remarks or as a column.
_LABELS = {
    "birthdate": "DOB",
    "place of birth": "POB",
    "nationality country": "nationality",
    "citizenship country": "citizen",
}
_COLUMN_OF_FEATURE = {
    "title": "position",
    "vessel call sign": "callSign",
    "vessel type": "type",
    "vessel flag": "flag",
    "vessel owner": "owner",
    "vessel tonnage": "tonnage",
    "vessel gross registered tonnage": "grossRegisteredTonnage",
}


def add_feature(entry: OfacEntry, kind: str, value: str) -> None:
    """Add a feature of the newer formats: a column where it is one and free, else a part."""
    column = _COLUMN_OF_FEATURE.get(kind.lower())
    if not value:
        return
    if column and column not in entry.columns:
        entry.columns[column] = value
    elif column:
        entry.parts.append(remark(f"Other {kind}", value))
    else:
        entry.parts.append(remark(_LABELS.get(kind.lower(), kind), value))


def address_of_parts(parts: Mapping[str, str], country: str) -> OfacAddress:
    """An address of OFAC's parts (`ADDRESS1`, `CITY`, `STATE/PROVINCE`, ...)."""
    street = ", ".join(part for key in _STREET if (part := parts.get(key, "")))
    city = ", ".join(part for key in _CITY if (part := parts.get(key, "")))
    return OfacAddress(street, f"{city} {parts.get('POSTAL CODE', '')}", country)


_STREET = ("ADDRESS1", "ADDRESS2", "ADDRESS3")
_CITY = ("CITY", "STATE/PROVINCE", "REGION")


def split_programmes(text: str) -> list[str]:
    """The programmes of a cell: `UKRAINE-EO13662] [RUSSIA-EO14024`."""
    return [part.strip(" []") for part in re.split(r"\]\s*\[", text)]
