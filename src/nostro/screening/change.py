"""A change to look back over: the changed entries as they were and as they are."""

import msgspec

from nostro.announcements import Announcement
from nostro.announcements.drafts import draft_entities
from nostro.linking.drafts import ResolvedDraft, link_drafts, merge_drafts
from nostro.lists.changes import changed_parties
from nostro.lists.versions import Version, VersionStore
from nostro.model.entities import Entity
from nostro.screening.watchlist import Watchlist

__all__ = ["ListChange", "announced_change", "list_change"]


class ListChange(msgspec.Struct, kw_only=True):
    """The entries a change touches, with the versions that an alert names for each side.

    `drafts` says, for an announcement, which targets are new and which change an entry.
    """

    before: list[Entity]
    after: list[Entity]
    versions_before: dict[str, str]
    versions_after: dict[str, str]
    drafts: list[ResolvedDraft] = []


def list_change(store: VersionStore, old: Version, new: Version) -> ListChange:
    """The change between two versions of one list."""
    pairs = changed_parties(store.entities(old), store.entities(new))
    return ListChange(
        before=[entity for before, _ in pairs if before for entity in before.records()],
        after=[entity for _, after in pairs if after for entity in after.records()],
        versions_before={old.source: old.version_id},
        versions_after={new.source: new.version_id},
    )


def announced_change(announcement: Announcement, text: str, watchlist: Watchlist) -> ListChange:
    """The change that an announcement makes to the lists of its day: a dry run.

    A target that a list holds counts with what it adds to that entry; the others are new.
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
        drafts=drafts,
    )
