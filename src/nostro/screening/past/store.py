"""The past of a workspace: immutable segments, one for each time that files were added.

A segment is the folder `<number>-<12 hex of its files>/`. It is written beside, made durable and
renamed into place, so that a crash leaves it whole or leaves nothing. Segments do not refer to
each other: a day's payments are added without reading the past again. Small ones that follow each
other are written anew as one (`tiers.py`), which says what it replaces: from the instant that it
stands there, those count no more.
"""

import shutil
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from itertools import chain
from pathlib import Path

import msgspec

from nostro.lists.locking import one_writer
from nostro.matching.storage import engine
from nostro.model.errors import InputError, WorkspaceError
from nostro.model.files import make_durable, write_whole
from nostro.model.ids import content_hash, file_hash
from nostro.model.problems import Problem
from nostro.screening.past.batches import Batch
from nostro.screening.past.records import from_instant
from nostro.screening.past.segment import Segment
from nostro.screening.past.sources import batches_in, files_in
from nostro.screening.past.tiers import to_merge
from nostro.screening.past.writing import SegmentWriter

__all__ = ["Added", "PastFile", "PastStore", "SegmentRecord"]

_RECORD = "segment.json"
_INCOMING, _GONE = ".incoming", ".gone"
# Raised when what a segment holds, or how it is read, changes.
_FORMAT = 2


class PastFile(msgspec.Struct, frozen=True, kw_only=True):
    """A file that was added: as it was given, and its content."""

    given: str
    sha256: str
    bytes: int


class SegmentRecord(msgspec.Struct, frozen=True, kw_only=True):
    """What a segment holds. `engine` names what its texts were read with, `replaces` the segments
    that it was made of; `first_booked_at` and `last_booked_at` are those of its payments.
    """

    segment: str
    engine: str
    added_at: datetime
    files: list[PastFile]
    payments: int
    notices: int
    problems: int
    bytes: int
    first_booked_at: datetime | None = None
    last_booked_at: datetime | None = None
    replaces: list[str] = []

    @property
    def rows(self) -> int:
        """Its payments and notices."""
        return self.payments + self.notices


class Added(msgspec.Struct, kw_only=True):
    """What adding files did: the new segment, where one was made, and the files known before;
    segments read anew, and segments made of several.
    """

    segment: SegmentRecord | None = None
    known: list[Path] = []
    renewed: list[str] = []
    merged: list[SegmentRecord] = []
    problems: list[Problem] = []


class PastStore:
    """The folder of the past in a workspace."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def records(self) -> list[SegmentRecord]:
        """The segments in the order in which they were added."""
        held = [_record_in(folder) for folder in self._folders()]
        replaced = {name for record in held for name in record.replaces}
        return [record for record in held if record.segment not in replaced]

    def segments(self) -> Iterator[Segment]:
        """The segments, checked one by one. Raises WorkspaceError where one is damaged, or was
        read by another version of the engine.
        """
        # All are opened first: what is open stays readable while others add and merge.
        opened = deque(self._opened(self.records()))
        while opened:
            segment = opened.popleft()
            segment.check()
            yield segment

    def _opened(self, records: list[SegmentRecord]) -> list[Segment]:
        try:
            return [self._open(record) for record in records]
        except WorkspaceError:
            if records == (now := self.records()):
                raise
            return self._opened(now)

    def _open(self, record: SegmentRecord) -> Segment:
        if record.engine != _engine():
            raise WorkspaceError(
                f"{self._folder / record.segment} was indexed by another version of the "
                "program; run `nostro past add` to index what it holds anew"
            )
        return Segment(self._folder / record.segment)

    def add(self, paths: Iterable[Path], *, added_at: datetime) -> Added:
        """Add the payments of files and folders as one segment; files added before are passed over.

        Segments that another version of the engine read are read anew. Raises InputError where a
        path is missing, WorkspaceError where the workspace cannot be written.
        """
        files = list(dict.fromkeys(file for path in paths for file in files_in(path)))
        added = Added()
        with one_writer(self._folder, self._sweep):
            for record in self.records():
                if record.engine != _engine():
                    self._merge([record])
                    added.renewed.append(record.segment)
            new = self._unknown(files, added)
            if new:
                self._write_files(new, added, added_at)
            while some := to_merge(self.records()):
                added.merged.append(self._merge(some))
        return added

    def _unknown(self, files: Iterable[Path], added: Added) -> dict[Path, PastFile]:
        """The files that no segment holds, each content once."""
        seen = {file.sha256 for record in self.records() for file in record.files}
        new = {}
        for path in files:
            file = _described(path)
            if file.sha256 in seen:
                added.known.append(path)
            else:
                seen.add(file.sha256)
                new[path] = file
        return new

    def _write_files(self, files: dict[Path, PastFile], added: Added, at: datetime) -> None:
        batches = batches_in(files, added.problems.append)
        digest = content_hash(*(file.sha256 for file in files.values()))[:12]
        last = max((int(folder.name.partition("-")[0]) for folder in self._folders()), default=0)
        added.segment = self._write(
            batches, f"{last + 1:06d}-{digest}", files=list(files.values()), added_at=at,
            problems=lambda: len(added.problems),
        )  # fmt: skip

    def _write(
        self,
        batches: Iterable[Batch],
        name: str,
        *,
        files: Sequence[PastFile],
        added_at: datetime,
        problems: Callable[[], int],
        replaces: Sequence[str] = (),
    ) -> SegmentRecord | None:
        """Write a segment; none where there is no record to keep."""
        self._sweep()
        incoming = self._folder / _INCOMING
        incoming.mkdir(parents=True)
        writer = SegmentWriter(incoming)
        try:
            for batch in _ahead(batches):
                writer.add(batch)
            if not writer.rows:
                return None
            writer.finish()
        finally:
            writer.close()
        record = SegmentRecord(
            segment=name,
            engine=_engine(),
            added_at=added_at,
            files=list(files),
            payments=writer.rows - writer.notices,
            notices=writer.notices,
            problems=problems(),
            bytes=sum(path.stat().st_size for path in incoming.iterdir()),
            first_booked_at=from_instant(writer.first) if writer.first is not None else None,
            last_booked_at=from_instant(writer.last) if writer.last is not None else None,
            replaces=list(replaces),
        )
        write_whole(incoming / _RECORD, msgspec.json.encode(record, order="sorted"))
        make_durable(incoming)
        incoming.rename(self._folder / name)
        make_durable(self._folder)
        return record

    def _merge(self, records: list[SegmentRecord]) -> SegmentRecord:
        """Write what segments that follow each other hold anew, as one that takes their place."""
        names = [record.segment for record in records]
        merged = self._write(
            chain.from_iterable(self._batches(name) for name in names),
            f"{names[0].partition('-')[0]}-{content_hash(_engine(), *names)[:12]}",
            files=[file for record in records for file in record.files],
            added_at=records[-1].added_at,
            problems=lambda: sum(record.problems for record in records),
            replaces=names,
        )
        assert merged
        return merged

    def _batches(self, name: str) -> Iterator[Batch]:
        segment = Segment(self._folder / name)
        segment.check()
        yield from segment.batches()

    def _folders(self) -> list[Path]:
        """The segments' folders in order; those that were replaced too, until they go."""
        if not self._folder.is_dir():
            return []
        return sorted(path for path in self._folder.iterdir() if not path.name.startswith("."))

    def _sweep(self) -> None:
        """Remove what a crash left half done, and what was replaced."""
        gone = self._folder / _GONE
        for half in (self._folder / _INCOMING, gone):
            shutil.rmtree(half, ignore_errors=True)
        kept = {record.segment for record in self.records()}
        for folder in self._folders():
            if folder.name not in kept:
                folder.rename(gone)  # a folder half removed would look damaged
                shutil.rmtree(gone)


def _ahead(batches: Iterable[Batch]) -> Iterator[Batch]:
    """The batches, each read while the one before it is written."""
    rest = iter(batches)
    with ThreadPoolExecutor(1) as reader:
        coming = reader.submit(next, rest, None)
        while (batch := coming.result()) is not None:
            coming = reader.submit(next, rest, None)
            yield batch


def _engine() -> str:
    return f"{_FORMAT}-{engine()}"


def _described(path: Path) -> PastFile:
    try:
        return PastFile(given=path.name, sha256=file_hash(path), bytes=path.stat().st_size)
    except OSError as error:
        raise InputError(path, error.strerror or str(error)) from error


def _record_in(folder: Path) -> SegmentRecord:
    try:
        return msgspec.json.decode((folder / _RECORD).read_bytes(), type=SegmentRecord)
    except (OSError, ValueError, msgspec.MsgspecError) as error:
        raise WorkspaceError(
            f"{folder}: damaged (its record cannot be read); remove this folder, and add its "
            "files again with `nostro past add`"
        ) from error
