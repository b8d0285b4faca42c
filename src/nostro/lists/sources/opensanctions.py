"""OpenSanctions' bulk files: `entities.ftm.json`, `targets.nested.json` and `targets.simple.csv`;
delta files are in `opensanctions_delta.py`.

Entities are FollowTheMoney's already and stay as they are, with their own datasets. A listed party
that no `Sanction` of the file names gets one that advises, so that screening sees it. Formats:
https://www.opensanctions.org/docs/bulk/.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

import msgspec

from nostro.lists.sources.files import ListFile, open_file
from nostro.lists.sources.party import new_sanction
from nostro.lists.sources.plain_party import PlainParty, schema_of
from nostro.lists.sources.row_source import parties
from nostro.lists.sources.source import Source
from nostro.lists.sources.tables import TableRow, first_rows, read_table
from nostro.lists.sources.values import split_listed
from nostro.model.entities import Entity, is_schema
from nostro.model.errors import InputError
from nostro.model.problems import Problem

__all__ = ["ID", "LARGEST", "SOURCES", "entities_of", "json_lines", "read_lines", "with_sanction"]

ID = "opensanctions"
_LINES, _SIMPLE = "entities.ftm.json", "targets.simple.csv"
LARGEST = 4 << 30
_LONGEST_LINE = 8 << 20
_MAX_DEPTH = 8
# Links and records that are no party, whatever else they are.
_PARTY = ("LegalEntity", "Vehicle", "CryptoWallet")


def json_lines(file: ListFile) -> Iterator[tuple[int, Any]]:
    """The number and the value of each line; None for one that is no JSON object.

    Raises InputError for a line longer than any entity.
    """
    decoder = msgspec.json.Decoder(dict[str, Any])
    with open_file(file) as stream:
        number = 0
        while line := stream.readline(_LONGEST_LINE):
            number += 1
            if len(line) >= _LONGEST_LINE:
                raise InputError(file.given, f"line {number} is longer than any entity")
            line = line.removeprefix(b"\xef\xbb\xbf").strip()
            if not line:
                continue
            try:
                yield number, decoder.decode(line)
            except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
                yield number, None


def _sniff_lines(head: bytes, _: str) -> str | None:
    first = head.removeprefix(b"\xef\xbb\xbf").lstrip()[:4096]
    entity = first.startswith(b"{") and b'"schema"' in head and b'"properties"' in head
    return _LINES if entity and not re.match(rb'{\s*"op"\s*:', first) else None


def read_lines(files: Mapping[str, ListFile]) -> Iterator[Entity | Problem]:
    """Every entity of the one file; a Problem for a line that is none, or takes an entity away.

    The file is read twice: first to see which parties a `Sanction` names.
    """
    ((name, file),) = files.items()
    sanctioned: set[str] = set()
    flagged = False
    for _, value in json_lines(file):
        for data in _flat(_unwrapped(value)):
            flagged = flagged or "target" in data
            if data.get("schema") == "Sanction":
                sanctioned.update(_texts(data, "entity"))
    seen: set[str] = set()
    for number, value in json_lines(file):
        location = f"line {number}"
        if value and value.get("op") == "DEL":
            message = "takes an entity away, which without the list before means nothing"
            yield Problem(source=file.given, location=location, code="deleted", message=message)
            continue
        found = entities_of(_unwrapped(value), f"{name} {location}", flagged=flagged)
        for entity in found:
            if entity.id not in seen:
                seen.add(entity.id)
                yield from with_sanction(entity, sanctioned)
        if not found:
            message = "not an entity: it needs an id, a schema and properties"
            yield Problem(source=file.given, location=location, code="entity", message=message)


def _unwrapped(value: Any) -> Any:
    """The entity in a line of a delta (`{"op": "ADD", "entity": {...}}`), or the line itself."""
    return value.get("entity", {}) if isinstance(value, dict) and "op" in value else value


def _flat(value: Any, depth: int = 0) -> Iterator[dict[str, Any]]:
    """An entity and those nested in its properties, each with ids in place of the nested."""
    if not isinstance(value, dict) or depth > _MAX_DEPTH:
        return
    properties = value.get("properties")
    if not isinstance(properties, dict):
        return
    flat: dict[str, list[str]] = {}
    nested = []
    for prop, values in properties.items():
        inner = [item for item in values if isinstance(item, dict)] if _is_list(values) else []
        nested += [item for item in inner if isinstance(item.get("id"), str)]
        texts = [item for item in values if isinstance(item, str)] if _is_list(values) else []
        flat[prop] = texts + [item["id"] for item in inner if isinstance(item.get("id"), str)]
    yield {**value, "properties": {prop: texts for prop, texts in flat.items() if texts}}
    for item in nested:
        yield from _flat(item, depth + 1)


def _is_list(value: Any) -> bool:
    return isinstance(value, list)


def _texts(data: dict[str, Any], prop: str) -> list[str]:
    return [text for text in data["properties"].get(prop, []) if isinstance(text, str)]


def entities_of(value: Any, record: str, *, flagged: bool) -> list[Entity]:
    """An entity as JSON and those nested in it; none where it is no entity.

    Where the file does not flag its targets, every party is one.
    """
    read = (_entity(data, record) for data in _flat(value))
    found = [entity for entity in read if entity]
    for entity in found if not flagged else ():
        entity.target = _is_party(entity)
    return found


def _entity(data: dict[str, Any], record: str) -> Entity | None:
    try:
        entity = Entity.from_any(data)
    except ValueError:
        return None
    entity.schema = schema_of(entity.schema, entity.schema)
    entity.datasets = entity.datasets or [ID]
    entity.record = record
    return entity if entity.id else None


def _is_party(entity: Entity) -> bool:
    return any(is_schema(entity.schema, schema) for schema in _PARTY)


def with_sanction(entity: Entity, sanctioned: set[str]) -> Iterator[Entity]:
    """An entity, and where it is a target of which no Sanction speaks, one that advises."""
    yield entity
    if entity.target and _is_party(entity) and entity.id not in sanctioned:
        sanction = new_sanction(
            entity,
            authority="OpenSanctions",
            country=None,
            programmes=entity.get("topics"),
            effects=["advisory"],
        )
        yield sanction


_SPLIT = {"aliases": "alias", "countries": "country", "addresses": "address", "phones": "phone",
          "emails": "email"}  # fmt: skip
_KNOWN = (
    "id schema name aliases birth_date countries addresses identifiers sanctions phones emails "
    "program_ids dataset first_seen last_seen last_change"
).split()
_IDENTIFIERS = (
    ("imoNumber", re.compile(r"IMO(\d{7})")),
    ("leiCode", re.compile(r"([A-Z0-9]{18}\d\d)")),
)


def _sniff_simple(head: bytes, _: str) -> str | None:
    wanted = {"id", "schema", "name", "aliases", "sanctions", "dataset"}
    return _SIMPLE if wanted <= set(first_rows(head)[0]) else None


def _read_simple(files: Mapping[str, ListFile]) -> Iterator[Entity | Problem]:
    """Every row as a party, with what the row says of sanctions as the words of one."""
    file = files[_SIMPLE]
    rows = read_table(file, ("id", "schema", "name"), _KNOWN)
    yield from parties(file, rows, _party, source=ID, authority="OpenSanctions", country=None)


def _party(row: TableRow) -> PlainParty | None:
    if not row["id"] or not row["name"]:
        return None
    party = PlainParty(row["id"], schema_of(row["schema"]), f"{_SIMPLE} {row.location}")
    party.add("name", row["name"])
    for column, prop in _SPLIT.items():
        party.add(prop, *split_listed(row[column]))
    party.add("birthDate", *split_listed(row["birth_date"]))
    for text in split_listed(row["identifiers"]):
        kinds = ((prop, found[1]) for prop, form in _IDENTIFIERS if (found := form.fullmatch(text)))
        prop, value = next(kinds, ("idNumber", text))
        other = party.schema != "Person" and prop == "idNumber"
        party.add("registrationNumber" if other else prop, value)
    party.programmes = split_listed(row["program_ids"]) or split_listed(row["dataset"])
    party.effects = ["advisory"]
    party.sanction["summary"] += [row["sanctions"].strip('"')]
    party.sanction["modifiedAt"] += [row["last_change"][:10]]
    return party


SOURCES = (
    Source(
        id=ID,
        publisher="OpenSanctions",
        title="OpenSanctions entities",
        url="https://data.opensanctions.org/datasets/latest/sanctions/entities.ftm.json",
        required=(_LINES,),
        sniff=_sniff_lines,
        read=read_lines,
        max_bytes=LARGEST,
    ),
    Source(
        id=ID,
        publisher="OpenSanctions",
        title="OpenSanctions entities",
        url="https://data.opensanctions.org/datasets/latest/sanctions/targets.simple.csv",
        required=(_SIMPLE,),
        sniff=_sniff_simple,
        read=_read_simple,
        max_bytes=512 << 20,
    ),
)
