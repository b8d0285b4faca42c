"""Draft designations and the lists: is a target new, or a change to an entry that stands already?

A target that a list holds becomes a change to that entry, never a second entity. The question is
asked again each time, so when the list arrives a draft that was new turns into a change to its
entry: it has retired, and its id stays as a referent.
"""

from collections.abc import Iterable, Mapping

import msgspec

from nostro.matching import Index, compare
from nostro.model.entities import (
    NAME_PROPERTIES,
    Entity,
    ListedParty,
    is_schema,
    listed_parties,
)

__all__ = ["LINK_BAR", "ResolvedDraft", "link_drafts", "merge_drafts"]

# A name alone links a draft to an entry only where hardly a letter differs.
LINK_BAR = 0.95
_LINKING_KINDS = frozenset({"bic", "bik", "lei", "imo", "registration", "tax", "wallet"})


class ResolvedDraft(msgspec.Struct, kw_only=True):
    """A draft beside what the lists hold.

    `entity_id` is the listed entry it means, or None for a new party; `adds` maps property to
    the values that the entry lacks (all of the draft's, where it is new); `why` is the evidence
    for the link in a few words.
    """

    draft: ListedParty
    entity_id: str | None
    why: str | None
    adds: dict[str, list[str]]

    @property
    def state(self) -> str:
        """`new`, or `change` to an entry."""
        return "change" if self.entity_id else "new"


def link_drafts(
    drafts: Iterable[Entity], index: Index, listed: Mapping[str, ListedParty]
) -> list[ResolvedDraft]:
    """Link each draft party to the listed entry it means, if there is one.

    `index` and `listed` are those of the lists alone. An identifier decides; else a name at or
    above `LINK_BAR` on an entry of the same kind.
    """
    return [_resolve(party, index, listed) for party in listed_parties(drafts)]


def _resolve(draft: ListedParty, index: Index, listed: Mapping[str, ListedParty]) -> ResolvedDraft:
    entity_id, why = _find_entry(draft.entity, index, listed) or (None, None)
    entry = listed.get(entity_id) if entity_id else None
    return ResolvedDraft(draft=draft, entity_id=entity_id, why=why, adds=_additions(draft, entry))


def _find_entry(
    draft: Entity, index: Index, listed: Mapping[str, ListedParty]
) -> tuple[str, str] | None:
    for prop, values in draft.properties.items():
        for value in values if prop not in {"notes", "address"} else ():
            for found in index.find_identifier(value):
                if found.kind in _LINKING_KINDS and found.entity_id in listed:
                    return found.entity_id, f"same {found.kind} {found.value}"
    for name in draft.names():
        for match in index.match([name], limit=3, threshold=LINK_BAR)[0]:
            if _same_kind(draft, listed.get(match.entity_id)):
                return match.entity_id, f"name {match.score:.2f}: {name} = {match.name}"
    return None


def _same_kind(draft: Entity, entry: ListedParty | None) -> bool:
    if entry is None:
        return False
    kinds = ("Person", "Vessel", "Airplane", "CryptoWallet")
    return all(is_schema(draft.schema, k) == is_schema(entry.entity.schema, k) for k in kinds)


def _additions(draft: ListedParty, entry: ListedParty | None) -> dict[str, list[str]]:
    adds: dict[str, list[str]] = {}
    for prop, values in draft.entity.properties.items():
        if prop in NAME_PROPERTIES:
            new = [v for v in values if entry is None or not _has_name(entry.entity, v)]
        elif prop in {"topics", "addressEntity", "notes", "address", "sourceUrl"} and entry:
            continue
        else:
            new = [v for v in values if entry is None or v not in entry.entity.get(prop)]
        if new:
            adds[prop] = new
    programmes = [p for p in draft.programmes if entry is None or p not in entry.programmes]
    return {**adds, "program": programmes} if programmes else adds


def _has_name(entity: Entity, name: str) -> bool:
    return any(compare(name, known) == 1.0 for known in entity.names())


def merge_drafts(
    resolved: Iterable[ResolvedDraft], listed: Mapping[str, ListedParty]
) -> list[Entity]:
    """The entities that the drafts come to: new parties as they are, and changed entries whole.

    Each changed entry keeps its own id and gains the names, identifiers and Sanction of the
    draft; the draft's id stays as a referent.
    """
    entities: list[Entity] = []
    for item in resolved:
        if item.entity_id is None:
            entities += item.draft.records()
        else:
            entities += _merged(item, listed[item.entity_id])
    return entities


def _merged(item: ResolvedDraft, entry: ListedParty) -> list[Entity]:
    draft = item.draft
    merged = msgspec.structs.replace(
        entry.entity,
        properties={prop: list(values) for prop, values in entry.entity.properties.items()},
        datasets=[*entry.entity.datasets, *draft.entity.datasets],
        referents=[*entry.entity.referents, draft.entity.id],
    )
    for prop, values in item.adds.items():
        if prop in NAME_PROPERTIES:
            merged.add("alias", *values)
        elif prop != "program" and is_schema(merged.schema, draft.entity.schema):
            merged.add(prop, *values)
    sanctions = [
        msgspec.structs.replace(
            sanction, properties={**sanction.properties, "entity": [entry.entity.id]}
        )
        for sanction in draft.sanctions
    ]
    return [merged, *entry.sanctions, *sanctions, *entry.addresses, *entry.wallets]
