"""OpenSanctions' delta files: what changed from one version of a dataset to the next.

Each line adds an entity, puts another in the place of one, or takes one away. With the version that
they start from they are a whole version: https://www.opensanctions.org/docs/bulk/delta/.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from nostro.lists.sources.files import ListFile
from nostro.lists.sources.opensanctions import (
    ID,
    LARGEST,
    entities_of,
    json_lines,
    read_lines,
    with_sanction,
)
from nostro.lists.sources.source import Source
from nostro.model.entities import Entity
from nostro.model.errors import InputError
from nostro.model.problems import Problem

__all__ = ["SOURCE"]

_FILE = "entities.delta.json"
_LINE = re.compile(rb'\s*{\s*"op"\s*:')
# What each change does to an entity: whether the version before has to hold it.
_HELD = {"ADD": False, "MOD": True, "DEL": True}
_Base = Callable[[], Iterator[Entity]]


def _sniff(head: bytes, _: str) -> str | None:
    return _FILE if _LINE.match(head.removeprefix(b"\xef\xbb\xbf")) else None


def _amended(files: Mapping[str, ListFile], base: _Base) -> Iterator[Entity | Problem]:
    """The version after the changes. A line that is no change, or does not fit the version before,
    refuses all of it: with a change left out the list would look whole and not be.
    """
    file = files[_FILE]
    changes = _changes(file)
    held = {entity.id for entity in base() if entity.id in changes}
    for key, (op, _) in changes.items():
        if (key in held) is not _HELD[op]:
            here = "is not there" if _HELD[op] else "is there already"
            raise InputError(
                file.given, f"the delta starts from another version: {key} {here}, import the "
                "deltas between or the whole list",
            )  # fmt: skip
    sanctioned = {
        party for entity in _after(base, changes) if entity.schema == "Sanction"
        for party in entity.get("entity")
    }  # fmt: skip
    for entity in _after(base, changes):
        yield from with_sanction(entity, sanctioned)


def _after(base: _Base, changes: Mapping[str, tuple[str, list[Entity]]]) -> Iterator[Entity]:
    for entity in base():
        if not _is_made_up(entity):
            yield from changes[entity.id][1] if entity.id in changes else [entity]
    for op, entities in changes.values():
        if op == "ADD":
            yield from entities


def _is_made_up(entity: Entity) -> bool:
    """True for the sanction that stands in for one, which is made anew."""
    return entity.schema == "Sanction" and entity.get("authority") == ["OpenSanctions"]


def _changes(file: ListFile) -> dict[str, tuple[str, list[Entity]]]:
    """What is done to each entity, and what stands there afterwards."""
    lines = list(json_lines(file))
    flagged = any("target" in _entity_of(value) for _, value in lines)
    found: dict[str, tuple[str, list[Entity]]] = {}
    for number, value in lines:
        data, op = _entity_of(value), value.get("op") if value else None
        key = data.get("id")
        entities = entities_of(data, f"{_FILE} line {number}", flagged=flagged)
        if op not in _HELD or not isinstance(key, str) or (op != "DEL" and not entities):
            raise InputError(file.given, f"line {number} is no change of an entity, fetch it again")
        if key in found:
            raise InputError(file.given, f"line {number} changes {key} a second time")
        found[key] = (op, [] if op == "DEL" else entities[:1])
    return found


def _entity_of(value: Any) -> dict[str, Any]:
    entity = value.get("entity") if isinstance(value, dict) else None
    return entity if isinstance(entity, dict) else {}


SOURCE = Source(
    id=ID,
    publisher="OpenSanctions",
    title="OpenSanctions entities",
    url="https://data.opensanctions.org/artifacts/sanctions/versions.json",
    required=(_FILE,),
    sniff=_sniff,
    read=read_lines,
    amend=_amended,
    max_bytes=LARGEST,
)
