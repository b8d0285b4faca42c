"""A change to look back over: the changed entries as they were and as they are."""

from datetime import date, datetime

import msgspec

from nostro.announcements import Announcement
from nostro.announcements.drafts import draft_entities
from nostro.linking.drafts import ResolvedDraft, link_drafts, merge_drafts
from nostro.lists.changes import Change, changed_parties, diff
from nostro.lists.versions import Version, VersionStore
from nostro.model.entities import Entity, ListedParty
from nostro.screening.watchlist import Watchlist

__all__ = ["EntryChange", "ListChange", "announced_change", "list_change"]


class EntryChange(msgspec.Struct, frozen=True, kw_only=True):
    """What happened to one entry, and from which day on it counts.

    `fields` are those of `lists diff`; those of a new or removed entry are left out, since all of
    them came or went.
    """

    effective_on: date | None = None
    fields: dict[str, dict[str, list[str]]] = {}


class ListChange(msgspec.Struct, kw_only=True):
    """The entries a change touches, with the versions that an alert names for each side.

    `entries` says of each what changed, by its id, that after the change where it has one;
    `moved` maps ids to those that entries were given instead, and of what drafts add to entries to
    those of these. `in_force_at` is when the workspace
    began to go by it. `drafts` says, for an announcement, which targets are new and which change
    an entry.
    """

    before: list[Entity]
    after: list[Entity]
    versions_before: dict[str, str]
    versions_after: dict[str, str]
    entries: dict[str, EntryChange] = {}
    moved: dict[str, str] = {}
    in_force_at: datetime | None = None
    drafts: list[ResolvedDraft] = []


def list_change(store: VersionStore, old: Version, new: Version) -> ListChange:
    """The change between two versions of one list."""
    before, after = list(store.entities(old)), list(store.entities(new))
    pairs = changed_parties(before, after)
    changes = {change.entity_id: change for change in diff(before, after)}
    return ListChange(
        before=[entity for was, _ in pairs if was for entity in was.records()],
        after=[entity for _, now in pairs if now for entity in now.records()],
        versions_before={old.source: old.version_id},
        versions_after={new.source: new.version_id},
        entries={
            shown.entity.id: _entry(was, now, changes.get(shown.entity.id), new.published)
            for was, now in pairs
            if (shown := now or was)
        },
        moved={
            was.entity.id: now.entity.id
            for was, now in pairs
            if was and now and was.entity.id != now.entity.id
        },
        in_force_at=new.known_at,
    )


def _entry(
    was: ListedParty | None, now: ListedParty | None, change: Change | None, published: date
) -> EntryChange:
    """A new entry counts from the day it was listed, where the list says so; any other change
    from the publication of the list that has it.
    """
    if was and now:
        return EntryChange(effective_on=published, fields=change.fields if change else {})
    return EntryChange(effective_on=(_listed_on(now) if now else None) or published)


def _listed_on(party: ListedParty) -> date | None:
    """The day of the last of a party's listings, where they all say a whole day."""
    days = [
        _day(value)
        for sanction in party.sanctions
        for value in (sanction.get("startDate") or sanction.get("listingDate"))
    ]
    known = [day for day in days if day]
    return max(known) if known and len(known) == len(days) else None


def _day(value: str) -> date | None:
    try:
        return date.fromisoformat(value[:10])
    except ValueError:
        return None


def announced_change(
    announcement: Announcement, text: str, watchlist: Watchlist, *, published: date | None = None
) -> ListChange:
    """The change that an announcement makes to the lists of its day: a dry run.

    A target that a list holds counts with what it adds to that entry, under the draft's id; the
    others are new.
    """
    entities = draft_entities(announcement, text)
    drafts = link_drafts(entities, watchlist.list_index, watchlist.listed)
    touched = [watchlist.listed[item.entity_id] for item in drafts if item.entity_id]
    dataset = next((entity.datasets[0] for entity in entities if entity.datasets), "announcement")
    return ListChange(
        before=[entity for party in touched for entity in party.records()],
        after=merge_drafts(drafts, watchlist.listed),
        versions_before=watchlist.versions,
        versions_after={**watchlist.versions, dataset: dataset.partition(":")[2]},
        entries={
            item.entity_id or item.draft.entity.id: _announced(item, published) for item in drafts
        },
        moved={item.draft.entity.id: item.entity_id for item in drafts if item.entity_id},
        drafts=drafts,
    )


def _announced(item: ResolvedDraft, published: date | None) -> EntryChange:
    """What an announcement does to an entry: it counts from its publication."""
    adds = item.adds if item.entity_id else {}
    fields = {prop: {"added": sorted(values), "removed": []} for prop, values in adds.items()}
    return EntryChange(effective_on=published, fields=dict(sorted(fields.items())))
