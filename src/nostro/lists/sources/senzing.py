"""Lists in Senzing's entity JSON, one record a line, as OpenSanctions publishes them too.

Specification: https://senzing.com/docs/entity_specification/. A record has lists of features
(`NAMES`, `DATES`, ...) or one list `FEATURES` of all of them.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from nostro.lists.sources.files import ListFile
from nostro.lists.sources.opensanctions import json_lines
from nostro.lists.sources.plain_party import PlainParty, plain_entities
from nostro.lists.sources.source import Source
from nostro.model.entities import Entity
from nostro.model.problems import Problem

__all__ = ["SOURCE"]

_FILE = "senzing.json"
_SCHEMATA = {
    "PERSON": "Person",
    "ORGANIZATION": "Organization",
    "COMPANY": "Company",
    "VESSEL": "Vessel",
    "AIRCRAFT": "Airplane",
}
_PROPERTIES = {
    "DATE_OF_BIRTH": "birthDate",
    "DATE_OF_DEATH": "deathDate",
    "REGISTRATION_DATE": "incorporationDate",
    "NATIONALITY": "nationality",
    "CITIZENSHIP": "citizenship",
    "COUNTRY_OF_ASSOCIATION": "country",
    "REGISTRATION_COUNTRY": "jurisdiction",
    "PLACE_OF_BIRTH": "birthPlace",
    "ADDR_FULL": "address",
    "GENDER": "gender",
    "PASSPORT_NUMBER": "passportNumber",
    "NATIONAL_ID_NUMBER": "idNumber",
    "TAX_ID_NUMBER": "taxNumber",
    "LEI_NUMBER": "leiCode",
    "DUNS_NUMBER": "dunsCode",
    "OTHER_ID_NUMBER": "idNumber",
    "PHONE_NUMBER": "phone",
    "EMAIL_ADDRESS": "email",
    "WEBSITE_ADDRESS": "website",
    "TOPIC": "topics",
}
_NAME_PARTS = ("NAME_FIRST", "NAME_MIDDLE", "NAME_LAST")
_ADDRESS_PARTS = ("ADDR_LINE1", "ADDR_LINE2", "ADDR_CITY", "ADDR_STATE", "ADDR_POSTAL_CODE",
                  "ADDR_COUNTRY")  # fmt: skip
_OWN_IDS = {"OPEN_SANCTIONS", "wikidataId", "WIKIDATA"}


def _sniff(head: bytes, _: str) -> str | None:
    first = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    record = first.startswith(b"{") and b'"DATA_SOURCE"' in head and b'"RECORD_ID"' in head
    return _FILE if record else None


def _read(files: Mapping[str, ListFile]) -> Iterator[Entity | Problem]:
    """Every record as a party; a Problem for a line that is none, or that comes twice."""
    file = files[_FILE]
    seen: set[str] = set()
    for number, value in json_lines(file):
        location = f"line {number}"
        party = _party(value, f"{_FILE} {location}") if value else None
        if party is None or party.id in seen:
            code = "duplicate" if party else "record"
            message = "no record: it needs RECORD_ID and a name, once each"
            yield Problem(source=file.given, location=location, code=code, message=message)
            continue
        seen.add(party.id)
        yield from plain_entities(party, source=SOURCE.id, authority="Senzing", country=None)


def _party(value: dict[str, Any], record: str) -> PlainParty | None:
    record_id = value.get("RECORD_ID")
    if not isinstance(record_id, str) or not record_id:
        return None
    kind = str(value.get("RECORD_TYPE") or "")
    party = PlainParty(record_id, _SCHEMATA.get(kind, "LegalEntity"), record)
    for feature in _features(value):
        _add_feature(party, feature)
    party.programmes = [str(value.get("DATA_SOURCE", ""))]
    party.effects = ["advisory"]
    party.sanction["sourceUrl"] += [str(value["URL"])] if value.get("URL") else []
    party.sanction["modifiedAt"] += [str(value.get("LAST_CHANGE", ""))[:10]]
    return party if party.values.get("name") else None


def _features(value: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The record's own fields as one feature, then those of its lists."""
    yield {key: item for key, item in value.items() if isinstance(item, str)}
    for items in value.values():
        if isinstance(items, list):
            yield from (item for item in items if isinstance(item, dict))


def _add_feature(party: PlainParty, feature: dict[str, Any]) -> None:
    texts = {key: str(text) for key, text in feature.items() if isinstance(text, str | int)}
    parts = " ".join(texts[key] for key in _NAME_PARTS if texts.get(key))
    name = texts.get("NAME_FULL") or texts.get("NAME_ORG") or parts
    if name:
        primary = texts.get("NAME_TYPE", "PRIMARY").upper() == "PRIMARY"
        party.add("name" if primary or not party.values.get("name") else "alias", name)
    if address := ", ".join(texts[key] for key in _ADDRESS_PARTS if texts.get(key)):
        party.add("address", address)
    if texts.get("OTHER_ID_TYPE") in _OWN_IDS:
        return
    for key, text in texts.items():
        if prop := _PROPERTIES.get(key):
            party.add(prop, text)
    if pointer := texts.get("REL_POINTER_KEY"):
        party.add("notes", f"{texts.get('REL_POINTER_ROLE', 'Linked to')}: {pointer}")


SOURCE = Source(
    id="senzing",
    publisher="Senzing entity specification",
    title="A list in Senzing's JSON",
    url="https://data.opensanctions.org/datasets/latest/sanctions/senzing.json",
    required=(_FILE,),
    sniff=_sniff,
    read=_read,
    max_bytes=2 << 30,
)
