"""The lists of a workspace: immutable versions, each of one list as published on one day.

A version is the folder `<source>/<published>-<12 hex of its files>/`. It is written beside, made
durable, and renamed into place, so that a crash leaves the version or nothing.
"""

import fcntl
import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from datetime import date, datetime
from pathlib import Path

import msgspec

from nostro.lists.sources import SOURCES, Detection, ListSet, detect
from nostro.lists.version_folder import (
    ENTITIES,
    VERSION,
    Version,
    copy_files,
    day_in_names,
    put_in_place,
    read_version,
    write_contents,
)
from nostro.model.entities import Entity, read_entities
from nostro.model.errors import InputError, NostroError, UsageError, WorkspaceError
from nostro.model.ids import content_hash, file_hash
from nostro.model.problems import Problem

__all__ = ["ImportResult", "Version", "VersionStore"]

_INCOMING = ".incoming"


class ImportResult(msgspec.Struct, kw_only=True):
    """What an import did.

    `versions` are those of the files given, the `unchanged` ones among them were there before;
    `problems` are rows and files that were passed over, `refused` what could not be used at all.
    """

    versions: list[Version] = []
    unchanged: list[Version] = []
    problems: list[Problem] = []
    refused: list[NostroError] = []


class VersionStore:
    """The lists folder of a workspace."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def import_files(
        self,
        paths: Iterable[Path],
        *,
        imported_at: datetime,
        source: str | None = None,
        published: date | None = None,
        partial: bool = False,
    ) -> ImportResult:
        """Add the lists found in files and folders, each as a version of its own.

        A list that cannot be used stands in `refused` and the others are imported. The day of
        publication is the one given, else the one inside the files, else the only one in their
        names or that of their folder, else that of the import. The same bytes for the same day
        are the same version. Raises UsageError for an unknown source, WorkspaceError where the
        workspace cannot be written.
        """
        found = _of_source(detect(paths), source)
        result = ImportResult(problems=found.problems, refused=[*found.refused])
        if found.sets:
            with self._locked():
                for list_set in found.sets:
                    try:
                        list_set.check_complete(partial=partial)
                        self._import_set(list_set, imported_at, published, result)
                    except InputError as error:
                        result.refused.append(error)
        return result

    def sources(self) -> list[str]:
        """The ids of the lists that have a version here, in alphabetical order."""
        if not self._folder.is_dir():
            return []
        return sorted(
            folder.name
            for folder in self._folder.iterdir()
            if not folder.name.startswith(".") and self._version_folders(folder.name)
        )

    def versions(self, source: str) -> list[Version]:
        """The versions of a list, the last published one last; on one day, the last imported."""
        found = [read_version(folder) for folder in self._version_folders(source)]
        return sorted(found, key=lambda version: (version.published, version.imported_at))

    def in_force(
        self, as_of: date | None = None, known_at: datetime | None = None
    ) -> list[Version]:
        """For each list the last version published by `as_of` that was here by `known_at`."""
        found = []
        for source in self.sources():
            known = [
                version
                for version in self.versions(source)
                if (as_of is None or version.published <= as_of)
                and (known_at is None or version.imported_at <= known_at)
            ]
            found += known[-1:]
        return found

    def find(self, source: str, version: str | date) -> Version:
        """A version by its id or day of publication. Raises UsageError where there is none."""
        versions = self.versions(source)
        wanted = str(version)
        matching = [v for v in versions if wanted in {v.version_id, str(v.published)}]
        if not matching:
            known = ", ".join(v.version_id for v in versions) or "none at all"
            raise UsageError(f"no version {wanted} of {source}; there is {known}")
        return matching[-1]

    def entities(self, version: Version) -> Iterator[Entity]:
        """The entities of a version. Raises WorkspaceError where they are damaged."""
        try:
            yield from read_entities(self._path(version) / ENTITIES)
        except InputError as error:
            raise WorkspaceError(f"{error}; remove this version and import it again") from error

    def verify(self, version: Version) -> None:
        """Raise WorkspaceError where a file of the version is not what was imported."""
        folder = self._path(version)
        if read_version(folder) != version:
            raise WorkspaceError(f"{folder / VERSION}: not what was imported")
        expected = {f"raw/{file.name}": file.sha256 for file in version.files}
        for name, sha256 in {**expected, ENTITIES: version.content_hash}.items():
            try:
                found = file_hash(folder / name)
            except OSError as error:
                raise WorkspaceError(f"{folder / name}: {error.strerror}") from error
            if found != sha256:
                raise WorkspaceError(f"{folder / name}: damaged, it is not what was imported")

    def _path(self, version: Version) -> Path:
        return self._folder / version.source / version.version_id

    def _version_folders(self, source: str) -> list[Path]:
        folder = self._folder / source
        if not folder.is_dir():
            return []
        return sorted(inner for inner in folder.iterdir() if (inner / VERSION).is_file())

    @contextmanager
    def _locked(self) -> Iterator[None]:
        """One import at a time, so that what a crashed one left can be swept away.

        Folders made for an import that comes to nothing go again.
        """
        made = [path for path in (self._folder, *self._folder.parents) if not path.exists()]
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            with _lock(self._folder):
                self._sweep()
                try:
                    yield
                finally:
                    self._sweep()
                    _remove_empty(made)
        except OSError as error:
            raise WorkspaceError(f"{self._folder}: cannot be written: {error.strerror}") from error

    def _sweep(self) -> None:
        shutil.rmtree(self._folder / _INCOMING, ignore_errors=True)

    def _import_set(
        self, list_set: ListSet, imported_at: datetime, published: date | None, result: ImportResult
    ) -> None:
        self._sweep()
        incoming = self._folder / _INCOMING
        (incoming / "raw").mkdir(parents=True)
        copied, files = copy_files(list_set, incoming / "raw")
        day = published or copied.published() or day_in_names(list_set, imported_at.date())
        day = day or imported_at.date()
        digest = content_hash(*(part for file in files for part in (file.name, file.sha256)))
        source, version_id = list_set.source, f"{day}-{digest[:12]}"
        target = self._folder / source.id / version_id
        if target.exists():
            version = read_version(target)
            result.unchanged.append(version)
        else:
            parties, counts, problems = write_contents(copied, incoming)
            version = Version(
                source=source.id,
                title=source.title,
                version_id=version_id,
                published=day,
                imported_at=imported_at,
                files=files,
                parties=parties,
                counts=counts,
                problems=len(problems),
                content_hash=file_hash(incoming / ENTITIES),
            )
            result.problems.extend(problems)
            put_in_place(version, incoming, target)
        result.versions.append(version)


@contextmanager
def _lock(folder: Path) -> Iterator[None]:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


def _remove_empty(folders: Iterable[Path]) -> None:
    with suppress(OSError):  # a folder with something in it stays, and so do those above it
        for folder in folders:
            folder.rmdir()


def _of_source(found: Detection, source: str | None) -> Detection:
    """Leave the lists of one source only, where one is asked for."""
    if source is None:
        return found
    known = list(dict.fromkeys(known.id for known in SOURCES))
    if source not in known:
        raise UsageError(f"unknown list {source}; nostro reads {', '.join(known)}")
    others = [item for item in found.sets if item.source.id != source]
    return Detection(
        sets=[item for item in found.sets if item.source.id == source],
        problems=found.problems,
        refused=[
            *found.refused,
            *(InputError(item.given, f"this is {item.source.id}, not {source}") for item in others),
        ],
    )
