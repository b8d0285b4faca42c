"""Canada's consolidated list of autonomous sanctions (SEMA and the Magnitsky act), in XML.

One `record` a party of one schedule of one regulation. Schema and list:
https://www.international.gc.ca/world-monde/international_relations-relations_internationales/
sanctions/consolidated-consolide.aspx.
"""

import re
from collections.abc import Iterator, Mapping

from lxml import etree

from nostro.lists.sources.files import ListFile
from nostro.lists.sources.party import is_company, list_id
from nostro.lists.sources.plain_party import PlainParty, plain_entities
from nostro.lists.sources.source import Source
from nostro.lists.sources.unknown import UnknownFields
from nostro.lists.sources.xml_records import read_records, text_of
from nostro.model.entities import Entity
from nostro.model.problems import Problem

__all__ = ["SOURCE"]

_FILE = "sema-lmes.xml"
_KNOWN = frozenset(
    "record Country LastName GivenName Entity EntityOrShip Title TitleOrShip Aliases DateOfBirth "
    "DateOfBirthOrShipBuildDate ShipIMONumber Schedule Item DateOfListing".split()
)


def _sniff(head: bytes, _: str) -> str | None:
    plain = head.replace(b"\0", b"")
    return _FILE if re.search(rb"<data-set\b", plain) and b"<Schedule>" in plain else None


def _read(files: Mapping[str, ListFile]) -> Iterator[Entity | Problem]:
    """Every record; a Problem for one without name, or that says the same as another."""
    file = files[_FILE]
    unknown = UnknownFields(file, _KNOWN)
    seen: dict[str, str] = {}
    for position, element in enumerate(read_records(file, "data-set", ("record",)), 1):
        notes, problems = unknown.look(element, position)
        yield from problems
        party = _party(element, f"{_FILE} record {position}")
        party.add("notes", *notes)
        first = party.is_first(seen)
        entities = plain_entities(
            party, source=SOURCE.id, authority="Global Affairs Canada", country="ca"
        )
        if not entities or not first:
            code = "duplicate" if entities else "name"
            message = "this record has no name, or says the same as one before"
            location = f"record {position}"
            yield Problem(source=file.given, location=location, code=code, message=message)
            continue
        yield from entities


def _party(element: etree._Element, record: str) -> PlainParty:
    entity = text_of(element, "Entity") or text_of(element, "EntityOrShip")
    last, first = text_of(element, "LastName"), text_of(element, "GivenName")
    name = entity or " ".join(part for part in (first, last) if part)
    regime, schedule = text_of(element, "Country"), text_of(element, "Schedule")
    number = (regime, schedule, text_of(element, "Item"))
    named = f"ca-{list_id(*number, name)}"
    # Item numbers are the publisher's own and stay where a name is corrected.
    party_id = f"ca-{list_id(*number)}" if number[2] else named
    party = PlainParty(party_id, _schema(element, entity), record, named)
    party.add("name", name)
    if not entity:
        party.add("lastName", last)
        party.add("firstName", first)
    party.add("alias", *re.split(r"\s*[;\n]\s*", text_of(element, "Aliases")))
    born = text_of(element, "DateOfBirth") or text_of(element, "DateOfBirthOrShipBuildDate")
    prop = {"Person": "birthDate", "Vessel": "buildDate"}.get(party.schema, "incorporationDate")
    party.add(prop, *re.split(r"\s+or\s+", born))
    party.add("imoNumber", text_of(element, "ShipIMONumber"))
    party.add("title", text_of(element, "Title") or text_of(element, "TitleOrShip"))
    english = regime.partition("/")[0].strip()
    party.programmes = [" ".join(part for part in (english, schedule) if part)]
    party.sanction |= {
        "listingDate": [text_of(element, "DateOfListing")],
        "authorityId": [text_of(element, "Item")],
        "reason": [regime],
    }
    return party


def _schema(element: etree._Element, entity: str) -> str:
    if text_of(element, "ShipIMONumber"):
        return "Vessel"
    if not entity:
        return "Person"
    return "Company" if is_company([entity]) else "Organization"


SOURCE = Source(
    id="ca_dfatd_sema_sanctions",
    publisher="Global Affairs Canada",
    title="Consolidated Canadian Autonomous Sanctions List",
    url="https://www.international.gc.ca/world-monde/assets/office_docs/"
    "international_relations-relations_internationales/sanctions/sema-lmes.xml",
    required=(_FILE,),
    sniff=_sniff,
    read=_read,
    max_bytes=256 << 20,
)
