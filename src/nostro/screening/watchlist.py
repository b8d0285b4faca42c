"""What is screened against: the lists in force, the accepted drafts, the derived entities."""

from datetime import date, datetime
from functools import cached_property
from pathlib import Path

from nostro.linking.draft_store import DraftStore
from nostro.linking.drafts import link_drafts, merge_drafts
from nostro.lists.changes import changed_parties
from nostro.lists.versions import Version, VersionStore
from nostro.matching import Index, open_index
from nostro.model.entities import Entity, ListedParty, listed_parties, read_entities
from nostro.model.errors import WorkspaceError
from nostro.model.ids import content_hash, file_hash
from nostro.model.settings import Workspace

__all__ = ["Watchlist", "open_watchlist"]


class Watchlist:
    """All that stands against payments on a day, with one index over it."""

    def __init__(
        self, workspace: Workspace, store: VersionStore, versions: list[Version], *, current: bool
    ) -> None:
        self._workspace = workspace
        self._store = store
        self.in_force = versions
        self._current = current

    @cached_property
    def versions(self) -> dict[str, str]:
        """Source to version, for every alert; drafts and derived entities by their content."""
        lists = {version.source: version.version_id for version in self.in_force}
        return {**lists, **{path.stem: file_hash(path)[:12] for path in self._additions}}

    @cached_property
    def listed_entities(self) -> list[Entity]:
        """The entities of the lists alone."""
        return [entity for version in self.in_force for entity in self._store.entities(version)]

    @cached_property
    def listed(self) -> dict[str, ListedParty]:
        """The parties of the lists alone, by id."""
        return {party.entity.id: party for party in listed_parties(self.listed_entities)}

    @cached_property
    def list_index(self) -> Index:
        """The index over the lists alone: what drafts are linked against."""
        lists = {version.source: version.version_id for version in self.in_force}
        return open_index(self._workspace.indexes, _key(lists), lambda: iter(self.listed_entities))

    @cached_property
    def index(self) -> Index:
        """The index over everything."""
        if not self._additions:
            return self.list_index
        return open_index(self._workspace.indexes, _key(self.versions), lambda: iter(self.entities))

    @property
    def index_file(self) -> Path | None:
        """The file of the index over everything; None where it could not be kept."""
        path = self._workspace.indexes / f"{_key(self.versions)}.index"
        return path if path.is_file() else None

    @cached_property
    def entities(self) -> list[Entity]:
        """Everything: lists, accepted drafts merged into them, derived entities."""
        drafts = DraftStore(self._workspace.drafts).accepted() if self._current else []
        merged = merge_drafts(link_drafts(drafts, self.list_index, self.listed), self.listed)
        changed = {entity.id for entity in merged}
        kept = [entity for entity in self.listed_entities if entity.id not in changed]
        derived = [
            entity
            for path in self._additions
            if path.parent == self._workspace.derived
            for entity in read_entities(path)
        ]
        return [*kept, *merged, *derived]

    def changes_since(self, day: date) -> tuple[list[Entity], list[Entity]]:
        """The parties that differ from those of the lists as published on a day: as they were,
        and as they are. Drafts and derived entities count as new.

        Raises WorkspaceError where the workspace holds no list of that day.
        """
        earlier = open_watchlist(self._workspace, as_of=day)
        pairs = changed_parties(earlier.entities, self.entities)
        return (
            [entity for before, _ in pairs if before for entity in before.records()],
            [entity for _, after in pairs if after for entity in after.records()],
        )

    @cached_property
    def _additions(self) -> list[Path]:
        """Files of drafts and derived entities; a day in the past knows neither."""
        if not self._current:
            return []
        drafts = sorted(self._workspace.drafts.glob("*.json"))
        return [*drafts, *sorted(self._workspace.derived.glob("*.ftm.json"))]

    def describe(self) -> str:
        """The lists in a few words: `us_ofac_sdn of 2024-09-20, ...`."""
        return ", ".join(f"{version.source} of {version.published}" for version in self.in_force)


def open_watchlist(
    workspace: Workspace, *, as_of: date | None = None, known_at: datetime | None = None
) -> Watchlist:
    """What stands against payments: now, or as published on a day, or as known at a time.

    Raises WorkspaceError where the workspace holds no list.
    """
    store = VersionStore(workspace.lists)
    versions = store.in_force(as_of=as_of, known_at=known_at)
    if not versions:
        when = f" as of {as_of or known_at}" if as_of or known_at else ""
        raise WorkspaceError(
            f"{workspace.root} holds no list{when}; start with `nostro lists import PATH`"
        )
    current = as_of is None and known_at is None
    return Watchlist(workspace, store, versions, current=current)


def _key(versions: dict[str, str]) -> str:
    return content_hash(*(f"{source}={name}" for source, name in sorted(versions.items())))[:24]
