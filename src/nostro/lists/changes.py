"""What changed between two versions of a list, party by party, for a reader.

`deltas.py` holds the same change as a complete record for machines.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Literal

import msgspec

from nostro.lists.pairing import pair_parties
from nostro.model.entities import Entity, ListedParty, is_schema

__all__ = ["Change", "ChangeCounts", "ChangeKind", "changed_parties", "count_changes", "diff"]

ChangeKind = Literal["added", "removed", "changed"]

# Ids of other records say nothing to a reader; what stands in those records is compared instead.
_NOT_COMPARED = {"addressEntity"}
# What a sanction says that its party does not: all but whose it is.
_NOT_SANCTION = {"entity", "country"}
# The two ends of each link; the first one's party shows it as `<schema>To` the second.
_ENDS = {
    "UnknownLink": ("subject", "object"),
    "Ownership": ("owner", "asset"),
    "Directorship": ("director", "organization"),
    "Membership": ("member", "organization"),
    "Representation": ("agent", "client"),
    "Family": ("person", "relative"),
    "Associate": ("person", "associate"),
}
_Fields = dict[str, set[str]]
_Deltas = dict[str, dict[str, list[str]]]


class Change(msgspec.Struct, kw_only=True):
    """One party that was added, removed or changed.

    `fields` maps a property to the values `added` and `removed`, both sorted. Those of the
    party's sanctions, addresses and wallets stand among its own, its links to others as
    `unknownLinkTo`, `ownershipTo` and the like. A party that has a new id is changed in `id`.
    """

    change: ChangeKind
    entity_id: str
    caption: str
    fields: dict[str, dict[str, list[str]]]


class ChangeCounts(msgspec.Struct, frozen=True, kw_only=True):
    """How many parties came, went and changed; `moved` of the changed ones have a new id.

    Counted by id, each of these is an addition and a removal more: `added_ids`, `removed_ids`.
    """

    added: int
    removed: int
    changed: int
    moved: int

    @property
    def added_ids(self) -> int:
        """Additions counted by id."""
        return self.added + self.moved

    @property
    def removed_ids(self) -> int:
        """Removals counted by id."""
        return self.removed + self.moved


def diff(before: Iterable[Entity], after: Iterable[Entity]) -> list[Change]:
    """The parties that differ, in the order of their ids.

    Neither the order of values nor white space makes a difference; spelling and case do. Owners
    and relatives that are on the list without a sanction of their own are parties here too.
    """
    return [_change(was, now, fields) for was, now, fields in _differing(before, after)]


def count_changes(changes: Iterable[Change]) -> ChangeCounts:
    """Count what a diff found."""
    found = list(changes)
    kinds = [change.change for change in found]
    return ChangeCounts(
        added=kinds.count("added"),
        removed=kinds.count("removed"),
        changed=kinds.count("changed"),
        moved=sum(c.change == "changed" and "id" in c.fields for c in found),
    )


def changed_parties(
    before: Iterable[Entity], after: Iterable[Entity]
) -> list[tuple[ListedParty | None, ListedParty | None]]:
    """The listed parties that differ, each as it was and as it is, in the order of their ids.

    None stands before an added party and after a removed one. Only parties that a sanction names
    count: one that stays without its sanction was removed.
    """
    return [
        (was, now)
        for was, now in ((_listed(was), _listed(now)) for was, now, _ in _differing(before, after))
        if was or now
    ]


def _listed(party: ListedParty | None) -> ListedParty | None:
    return party if party and party.sanctions else None


def _differing(
    before: Iterable[Entity], after: Iterable[Entity]
) -> Iterator[tuple[ListedParty | None, ListedParty | None, _Deltas]]:
    old, new = _Version(before), _Version(after)
    for was, now in pair_parties(old.parties, new.parties):
        if fields := _compare(old.fields(was), new.fields(now)) | _ids(was, now):
            yield was, now, dict(sorted(fields.items()))


def _change(was: ListedParty | None, now: ListedParty | None, fields: _Deltas) -> Change:
    kind: ChangeKind = "changed" if was and now else "added" if now else "removed"
    shown = now or was
    assert shown
    return Change(
        change=kind,
        entity_id=shown.entity.id,
        caption=shown.entity.name(),
        fields=fields,
    )


def _ids(was: ListedParty | None, now: ListedParty | None) -> _Deltas:
    if not (was and now) or was.entity.id == now.entity.id:
        return {}
    return {"id": {"added": [now.entity.id], "removed": [was.entity.id]}}


class _Version:
    """The parties of a version by id, with the records and links that belong to each."""

    def __init__(self, entities: Iterable[Entity]) -> None:
        held = list(entities)
        self.parties: dict[str, ListedParty] = {}
        addresses = {entity.id: entity for entity in held if entity.schema == "Address"}
        self._linked: dict[str, _Fields] = defaultdict(lambda: defaultdict(set))
        for entity in held:
            if _is_party(entity):
                places = [addresses[at] for at in entity.get("addressEntity") if at in addresses]
                self.parties[entity.id] = ListedParty(entity=entity, addresses=places)
        for entity in held:
            self._put(entity)

    def _put(self, entity: Entity) -> None:
        """Put a record to the parties that it speaks of."""
        if entity.schema == "Sanction":
            for party in self._named(entity, "entity"):
                party.sanctions.append(entity)
        elif entity.schema == "CryptoWallet":
            for party in self._named(entity, "holder"):
                party.wallets.append(entity)
        elif entity.schema in _ENDS:
            one, other = _ENDS[entity.schema]
            for party_id in entity.get(one):
                field = f"{entity.schema[0].lower()}{entity.schema[1:]}To"
                self._linked[party_id][field].update(_link(entity, one, other))

    def _named(self, entity: Entity, prop: str) -> Iterator[ListedParty]:
        return (self.parties[key] for key in entity.get(prop) if key in self.parties)

    def fields(self, party: ListedParty | None) -> _Fields:
        """All that the version says of a party, values with their white space made even."""
        found: _Fields = defaultdict(set)
        if party is None:
            return found
        _add(found, party.entity, _NOT_COMPARED)
        found["schema"].add(party.entity.schema)
        for sanction in party.sanctions:
            _add(found, sanction, _NOT_SANCTION)
        for address in party.addresses:
            found["address"].update(_even(address.get("full")))
            found["addressRemarks"].update(_even(address.get("remarks")))
        for wallet in party.wallets:
            _add(found, wallet, {"holder", "topics"})
        for prop, linked in self._linked.get(party.entity.id, {}).items():
            found[prop].update(linked)
        if found["programId"] <= found["program"]:
            del found["programId"]  # the publisher's code is the programme's name
        return found


def _is_party(entity: Entity) -> bool:
    """A wallet that somebody holds and an address belong to a party and are none."""
    if entity.schema == "Address" or (entity.schema == "CryptoWallet" and entity.get("holder")):
        return False
    return is_schema(entity.schema, "Thing")


def _link(entity: Entity, one: str, other: str) -> Iterator[str]:
    """The other end of a link, and in brackets what else it says of it."""
    said = [
        f"{prop}: {value}"
        for prop, values in sorted(entity.properties.items())
        if prop not in {one, other}
        for value in sorted(_even(values))
    ]
    for target in entity.get(other):
        yield f"{target} ({'; '.join(said)})" if said else target


def _add(fields: _Fields, entity: Entity, without: set[str]) -> None:
    for prop, values in entity.properties.items():
        if prop not in without:
            fields[prop].update(_even(values))


def _even(values: Iterable[str]) -> Iterable[str]:
    return (" ".join(value.split()) for value in values)


def _compare(before: Mapping[str, set[str]], after: Mapping[str, set[str]]) -> _Deltas:
    fields = {}
    for prop in sorted(before.keys() | after.keys()):
        was, now = before.get(prop, set()), after.get(prop, set())
        if was != now:
            fields[prop] = {"added": sorted(now - was), "removed": sorted(was - now)}
    return fields
