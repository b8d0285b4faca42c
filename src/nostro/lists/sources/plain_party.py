"""A party whose fields are named as FollowTheMoney's properties, as most tables can be read.

A source of this kind says which column is which property; here dates, countries and addresses are
read, and what fits no property of the schema becomes a note.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from nostro.lists.sources.addresses import address_entity
from nostro.lists.sources.countries import entity_countries, entity_country
from nostro.lists.sources.dates import list_dates, numeric_date
from nostro.lists.sources.party import add_or_note, new_party, new_sanction
from nostro.model.entities import PROPERTIES, Entity

__all__ = ["PlainParty", "plain_entities", "schema_of"]

_DATES = {"birthDate", "deathDate", "incorporationDate", "dissolutionDate", "buildDate"}
_SANCTION_DATES = {"listingDate", "startDate", "endDate", "modifiedAt"}
_COUNTRIES = {"country", "nationality", "citizenship", "jurisdiction", "birthCountry", "flag"}
# Schemata of FollowTheMoney that nostro does not tell apart, by what they extend.
_WIDER = {"PublicBody": "Organization"}


@dataclass
class PlainParty:
    """What a list says of one party: values by property, those of its listing apart.

    `otherwise` is its id where a party of another name has the same number.
    """

    id: str
    schema: str
    record: str
    otherwise: str = ""
    values: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    sanction: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    programmes: list[str] = field(default_factory=list)
    effects: list[str] = field(default_factory=list)

    def add(self, prop: str, *values: str) -> None:
        """Add values, each once and no empty ones."""
        held = self.values[prop]
        held += [value for value in dict.fromkeys(values) if value and value not in held]

    def is_first(self, seen: dict[str, str]) -> bool:
        """Settle the id among those seen, each with its name; False for a party seen already."""
        name = next(iter(self.values["name"]), "")
        if self.otherwise and seen.get(self.id, name) != name:
            self.id = self.otherwise
        if self.id in seen:
            return False
        seen[self.id] = name
        return True


def schema_of(name: str, default: str = "LegalEntity") -> str:
    """The schema of that name; the default where nostro does not know it."""
    wider = _WIDER.get(name, name)
    return wider if wider in PROPERTIES else default


def plain_entities(
    given: PlainParty, *, source: str, authority: str, country: str | None
) -> list[Entity]:
    """The party, its sanction and its addresses; empty where it has no name."""
    names = given.values.get("name", [])
    if not names:
        return []
    party = new_party(given.id, given.schema, names[0], source=source, record=given.record)
    for prop, values in given.values.items():
        for value in values if prop != "address" else ():
            _add(party, prop, value)
    addresses = [
        _address(party, number, text)
        for number, text in enumerate(given.values.get("address", ()), 1)
    ]
    sanction = new_sanction(
        party,
        authority=authority,
        country=country,
        programmes=given.programmes,
        effects=given.effects,
    )
    _add_sanction(sanction, given.sanction)
    return [party, sanction, *(found for found in addresses if found)]


def _add(party: Entity, prop: str, value: str) -> None:
    label = prop[0].upper() + prop[1:]
    if prop == "notes":
        party.add("notes", value)
    elif prop in _DATES:
        days = _dates(value)
        read: list[str | None] = [*days] or [None]
        add_or_note(party, prop, label, value, *read)
        if len(days) > 1 or value.lower().startswith(("circa", "approx")):
            party.add("notes", f"{label}: {value}")
    elif prop in _COUNTRIES:
        add_or_note(party, prop, label, value, entity_country(value))
    elif prop == "gender":
        gender = {"m": "male", "f": "female"}.get(value[:1].lower())
        add_or_note(party, prop, label, value, gender)
    else:
        add_or_note(party, prop, label, value)


def _dates(text: str) -> list[str]:
    day = numeric_date(text)
    return [day] if day else list_dates(text)


def _add_sanction(sanction: Entity, values: Mapping[str, Iterable[str]]) -> None:
    for prop, texts in values.items():
        for text in texts:
            days = _dates(text) if prop in _SANCTION_DATES else []
            sanction.add(prop, *(days or [text]) if prop not in _SANCTION_DATES else days)


def _address(party: Entity, number: int, text: str) -> Entity | None:
    """An address in one line, whose last part may be a country."""
    rest, _, last = text.rpartition(",")
    country = last.strip() if entity_country(last.strip(" .")) else ""
    if not country and not entity_countries("", text):
        return address_entity(party, number, street=text, city="", country="", remarks="")
    street = rest if country else text
    return address_entity(party, number, street=street, city="", country=country, remarks="")
