"""A change of a list as a whole: the entities that leave it and those that come.

For this purpose a version is a set of entities in one written form: where a row stands in its
file (`record`), the order of values and rows, and white space are not part of what a list says.
Deltas are differences of such sets, so two laws hold for all versions A, B and C:

    apply(delta(A, B), A) = B
    compose(delta(A, B), delta(B, C)) = delta(A, C)
"""

from collections.abc import Iterable

import msgspec

from nostro.model.entities import Entity
from nostro.model.errors import UsageError

__all__ = ["Delta", "apply", "compose", "delta", "written"]

_Set = dict[bytes, Entity]


class Delta(msgspec.Struct, frozen=True, kw_only=True):
    """The entities of the version before that are not in the one after, and the reverse.

    Whole entities in their written form, in the order of their ids; an entity that changed stands
    in both.
    """

    removed: list[Entity]
    added: list[Entity]


def written(entity: Entity) -> Entity:
    """The entity in the form in which versions are compared."""
    properties = {prop: _values(values) for prop, values in sorted(entity.properties.items())}
    return msgspec.structs.replace(
        entity,
        caption=" ".join(entity.caption.split()),
        properties={prop: values for prop, values in properties.items() if values},
        datasets=sorted(set(entity.datasets)),
        referents=sorted(set(entity.referents)),
        record=None,
    )


def delta(before: Iterable[Entity], after: Iterable[Entity]) -> Delta:
    """What has to leave and to come for the one version to become the other."""
    return _delta(_set(before), _set(after))


def apply(change: Delta, entities: Iterable[Entity]) -> list[Entity]:
    """The version after a change, in written form and in the order of ids.

    Raises UsageError where the version is not one that this change starts from.
    """
    held, removed, added = _set(entities), _set(change.removed), _set(change.added)
    for key, entity in removed.items():
        if held.pop(key, None) is None:
            raise UsageError(f"the change starts from another version: no such {entity.id} here")
    for key, entity in added.items():
        if held.setdefault(key, entity) is not entity:
            raise UsageError(f"the change starts from another version: {entity.id} is here already")
    return _ordered(held)


def compose(first: Delta, second: Delta) -> Delta:
    """One change that does what two do one after the other."""
    out, come = _set(first.removed), _set(first.added)
    out_then, come_then = _set(second.removed), _set(second.added)
    return _delta(
        {**_without(out, come_then), **_without(out_then, come)},
        {**_without(come, out_then), **_without(come_then, out)},
    )


def _delta(before: _Set, after: _Set) -> Delta:
    return Delta(removed=_ordered(_without(before, after)), added=_ordered(_without(after, before)))


def _without(entities: _Set, others: _Set) -> _Set:
    return {key: entity for key, entity in entities.items() if key not in others}


def _set(entities: Iterable[Entity]) -> _Set:
    encode = msgspec.json.Encoder(order="sorted").encode
    return {encode(form): form for form in map(written, entities)}


def _ordered(entities: _Set) -> list[Entity]:
    return [
        entity for _, entity in sorted(entities.items(), key=lambda item: (item[1].id, item[0]))
    ]


def _values(values: Iterable[str]) -> list[str]:
    evened = {" ".join(value.split()) for value in values}
    return sorted(evened - {""})
