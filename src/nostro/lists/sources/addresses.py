"""Addresses of listed parties: text on the party for matching, an entity for the parts."""

from nostro.lists.sources.countries import entity_countries
from nostro.model.entities import Entity

__all__ = ["address_entity"]


def address_entity(
    party: Entity, number: int, *, street: str, city: str, country: str, remarks: str
) -> Entity | None:
    """Add an address to the party, and give it as an entity of its own.

    `city` is the line that lists print for city, state and postal code together. Where nothing
    but a country is known the party gets that country, and there is no entity.
    """
    lines = [" ".join(line.split()) for line in (street, city, country)]
    full = ", ".join(line for line in lines if line)
    countries = entity_countries(lines[2], ", ".join(lines[:2]))
    party.add("country", *countries)
    if not (lines[0] or lines[1]):
        party.add("notes", remarks)
        return None
    address = Entity(
        id=f"{party.id}-addr-{number}",
        schema="Address",
        caption=full,
        datasets=list(party.datasets),
        record=party.record,
    )
    address.add("full", full)
    address.add("street", lines[0])
    _add_city(address, lines[1])
    address.add("remarks", remarks)
    address.add("country", *countries)
    party.add("address", full)
    party.add("addressEntity", address.id)
    return address


def _add_city(address: Entity, line: str) -> None:
    """`San Jose, CA 95110` is city, state and postal code; `Moscow 127055` city and code."""
    words = line.split()
    place = list(words)
    while place and any(character.isdigit() for character in place[-1]):
        place.pop()
    city, _, state = " ".join(place).partition(",")
    address.add("city", city)
    address.add("state", state)
    address.add("postalCode", " ".join(words[len(place) :]))
