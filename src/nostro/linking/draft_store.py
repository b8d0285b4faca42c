"""Drafts on record: one file an announcement, each with what a person decided about it."""

from pathlib import Path
from typing import Literal

import msgspec

from nostro.model.entities import Entity, listed_parties
from nostro.model.errors import UsageError, WorkspaceError

__all__ = ["DraftRecord", "DraftStore", "Status"]

Status = Literal["draft", "accepted", "rejected"]


class DraftRecord(msgspec.Struct, kw_only=True):
    """The drafts of one announcement.

    `status` maps a draft's id to what was decided; only accepted drafts are screened against,
    and they lead to a review at most.
    """

    dataset: str
    published: str
    entities: list[Entity]
    status: dict[str, Status]

    def accepted(self) -> list[Entity]:
        """The accepted parties with the records that belong to them."""
        kept: list[Entity] = []
        for party in listed_parties(self.entities):
            if self.status.get(party.entity.id) == "accepted":
                kept += party.records()
        return kept


class DraftStore:
    """The drafts folder of a workspace."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def records(self) -> list[DraftRecord]:
        """All announcements on record, oldest first. Raises WorkspaceError for a damaged file."""
        return sorted(
            (self._read(path) for path in self._folder.glob("*.json")),
            key=lambda record: (record.published, record.dataset),
        )

    def keep(self, dataset: str, published: str, entities: list[Entity]) -> DraftRecord:
        """Put the drafts of an announcement on record; what was decided about them stays."""
        known = {record.dataset: record.status for record in self.records()}.get(dataset, {})
        status: dict[str, Status] = {
            party.entity.id: known.get(party.entity.id, "draft")
            for party in listed_parties(entities)
        }
        record = DraftRecord(dataset=dataset, published=published, entities=entities, status=status)
        self._write(record)
        return record

    def decide(self, draft_id: str, status: Status) -> DraftRecord:
        """Accept or reject a draft. Raises UsageError where none has this id."""
        for record in self.records():
            if draft_id in record.status:
                record.status[draft_id] = status
                self._write(record)
                return record
        raise UsageError(f"no draft {draft_id}; `nostro drafts list` shows them")

    def accepted(self) -> list[Entity]:
        """The accepted drafts of all announcements."""
        return [entity for record in self.records() for entity in record.accepted()]

    def _read(self, path: Path) -> DraftRecord:
        try:
            return msgspec.json.decode(path.read_bytes(), type=DraftRecord)
        except (OSError, msgspec.DecodeError) as error:
            raise WorkspaceError(f"{path}: the drafts cannot be read: {error}") from error

    def _write(self, record: DraftRecord) -> None:
        self._folder.mkdir(parents=True, exist_ok=True)
        path = self._folder / f"{record.dataset.replace(':', '_')}.json"
        fresh = path.with_suffix(".new")
        fresh.write_bytes(msgspec.json.format(msgspec.json.encode(record, order="sorted")))
        fresh.replace(path)
