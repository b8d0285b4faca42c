"""What changed between two versions of a list, party by party."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Literal

import msgspec

from nostro.model.entities import Entity, ListedParty, listed_parties

__all__ = ["Change", "ChangeKind", "changed_parties", "diff"]

ChangeKind = Literal["added", "removed", "changed"]

# Ids of other records say nothing to a reader; what stands in those records is compared instead.
_NOT_COMPARED = {"addressEntity"}
_SANCTION_FIELDS = (
    "program", "provisions", "reason", "status", "listingDate", "startDate",
    "endDate", "authorityId", "unscId",
)  # fmt: skip
_Fields = dict[str, set[str]]
_Deltas = dict[str, dict[str, list[str]]]


class Change(msgspec.Struct, kw_only=True):
    """One party that was added, removed or changed.

    `fields` maps a property to the values `added` and `removed`, both sorted. Those of the
    party's sanctions and addresses stand among its own; its wallets are `publicKey`, its links
    to others `unknownLinkTo`.
    """

    change: ChangeKind
    entity_id: str
    caption: str
    fields: dict[str, dict[str, list[str]]]


def diff(before: Iterable[Entity], after: Iterable[Entity]) -> list[Change]:
    """The parties that differ, in the order of their ids.

    Neither the order of values nor white space makes a difference; spelling and case do.
    """
    return [change for change, _, _ in _changes(before, after)]


def changed_parties(
    before: Iterable[Entity], after: Iterable[Entity]
) -> list[tuple[ListedParty | None, ListedParty | None]]:
    """The parties that differ, each as it was and as it is, in the order of their ids.

    None stands before an added party and after a removed one.
    """
    return [(was, now) for _, was, now in _changes(before, after)]


def _changes(
    before: Iterable[Entity], after: Iterable[Entity]
) -> Iterator[tuple[Change, ListedParty | None, ListedParty | None]]:
    old, new = _Version(before), _Version(after)
    for entity_id in sorted(old.parties.keys() | new.parties.keys()):
        was, now = old.parties.get(entity_id), new.parties.get(entity_id)
        fields = _compare(old.fields(was), new.fields(now))
        if was and now:
            if fields:
                yield _change("changed", now, fields), was, now
        elif now:
            yield _change("added", now, fields), None, now
        elif was:
            yield _change("removed", was, fields), was, None


def _change(kind: ChangeKind, shown: ListedParty, fields: _Deltas) -> Change:
    entity = shown.entity
    return Change(change=kind, entity_id=entity.id, caption=entity.name(), fields=fields)


class _Version:
    """The parties of a version by id, with the wallets and links that belong to each."""

    def __init__(self, entities: Iterable[Entity]) -> None:
        held = list(entities)
        self.parties = {party.entity.id: party for party in listed_parties(held)}
        self._linked: dict[str, _Fields] = defaultdict(lambda: defaultdict(set))
        for entity in held:
            if entity.schema == "CryptoWallet":
                for holder in entity.get("holder"):
                    self._linked[holder]["publicKey"].update(entity.get("publicKey"))
            elif entity.schema == "UnknownLink":
                for subject in entity.get("subject"):
                    self._linked[subject]["unknownLinkTo"].update(entity.get("object"))

    def fields(self, party: ListedParty | None) -> _Fields:
        """All that the version says of a party, values with their white space made even."""
        found: _Fields = defaultdict(set)
        if party is None:
            return found
        for prop, values in party.entity.properties.items():
            if prop not in _NOT_COMPARED:
                found[prop].update(_even(values))
        for sanction in party.sanctions:
            for prop in _SANCTION_FIELDS:
                found[prop].update(_even(sanction.get(prop)))
        for address in party.addresses:
            found["address"].update(_even(address.get("full")))
        for prop, linked in self._linked.get(party.entity.id, {}).items():
            found[prop].update(linked)
        return found


def _even(values: Iterable[str]) -> Iterable[str]:
    return (" ".join(value.split()) for value in values)


def _compare(before: Mapping[str, set[str]], after: Mapping[str, set[str]]) -> _Deltas:
    fields = {}
    for prop in sorted(before.keys() | after.keys()):
        was, now = before.get(prop, set()), after.get(prop, set())
        if was != now:
            fields[prop] = {"added": sorted(now - was), "removed": sorted(was - now)}
    return fields
