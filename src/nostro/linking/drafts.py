"""Draft designations and the lists: is a target new, or a change to an entry that stands already?

A target that a list holds becomes a change to that entry: the draft's listing stands beside its
own. What the draft adds (a name, a code) is met under the draft's id and decided by the draft's
listing alone, since nothing that only an announcement says may block. The question is asked again
each time, so when the list arrives a draft that was new turns into a change to its entry: it has
retired, and its id stays as a referent.
"""

from collections.abc import Iterable, Mapping

import msgspec

from nostro.matching import Index, compare
from nostro.model.entities import (
    NAME_PROPERTIES,
    PROPERTIES,
    Entity,
    ListedParty,
    is_schema,
    listed_parties,
)

__all__ = ["LINK_BAR", "ResolvedDraft", "link_drafts", "merge_drafts"]

# A name alone links a draft to an entry only where hardly a letter differs.
LINK_BAR = 0.95
# What names are compared by, which meets nothing in payments by itself.
_FACTS = frozenset(
    "birthDate gender country nationality citizenship jurisdiction birthPlace birthCountry".split()
)
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

    Each changed entry keeps its own id, names and codes, and gains the Sanction of the draft; the
    draft's id stays as a referent. What the draft adds follows as an entity of that id.
    """
    entities: list[Entity] = []
    for item in resolved:
        if item.entity_id is None:
            entities += item.draft.records()
        else:
            entities += _changed(item, listed[item.entity_id])
    return entities


def _changed(item: ResolvedDraft, entry: ListedParty) -> list[Entity]:
    draft = item.draft
    changed = msgspec.structs.replace(
        entry.entity,
        datasets=[*entry.entity.datasets, *draft.entity.datasets],
        referents=[*entry.entity.referents, draft.entity.id],
    )
    addition = _addition(item, entry)
    named = [entry.entity.id, *(entity.id for entity in addition)]
    sanctions = [
        msgspec.structs.replace(sanction, properties={**sanction.properties, "entity": named})
        for sanction in draft.sanctions
    ]
    return [changed, *entry.sanctions, *sanctions, *entry.addresses, *entry.wallets, *addition,
            *(draft.wallets if addition else ())]  # fmt: skip


def _addition(item: ResolvedDraft, entry: ListedParty) -> list[Entity]:
    """What payments may name and the entry lacks, with the facts of both; none where that is all
    the same.
    """
    met = {prop: values for prop, values in item.adds.items() if prop not in _FACTS}
    met.pop("program", None)
    if not met and not item.draft.wallets:
        return []
    draft = item.draft.entity
    added = Entity(
        id=draft.id, schema=draft.schema, caption=entry.entity.name(), target=True,
        datasets=list(draft.datasets), referents=[entry.entity.id], record=draft.record,
    )  # fmt: skip
    for prop, values in met.items():
        added.add("alias" if prop in NAME_PROPERTIES else prop, *values)
    for prop in sorted(_FACTS & PROPERTIES[draft.schema]):
        added.add(prop, *entry.entity.get(prop), *item.adds.get(prop, ()))
    return [added]
