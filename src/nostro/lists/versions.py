"""The lists of a workspace: immutable versions, each of one list as published on one day.

A version is the folder `<source>/<published>-<12 hex of its files>/`. It is written beside, made
durable, and renamed into place, so that a crash leaves the version or nothing. A version that the
checks refuse comes to `.refused/<source>/` instead, and from there into place where a person
accepts it.
"""

import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, datetime
from functools import partial
from pathlib import Path

import msgspec

from nostro.lists.checks import Previous, failures
from nostro.lists.locking import one_writer
from nostro.lists.settings import Settings
from nostro.lists.sources import SOURCES, Detection, ListSet, detect
from nostro.lists.version_folder import (
    ENTITIES,
    VERSION,
    Acceptance,
    Version,
    Written,
    copy_files,
    day_in_names,
    put_in_place,
    read_version,
    record_acceptance,
    write_contents,
)
from nostro.model.entities import Entity, read_entities
from nostro.model.errors import InputError, NostroError, UsageError, WorkspaceError
from nostro.model.ids import content_hash, file_hash
from nostro.model.problems import Problem

__all__ = ["ImportResult", "Version", "VersionStore"]

_INCOMING = ".incoming"
_REFUSED = ".refused"


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
    """The lists folder of a workspace, with the settings that its lists are checked by."""

    def __init__(self, folder: Path, settings: Settings | None = None) -> None:
        self._folder = folder
        self._settings = settings or Settings()

    def import_files(
        self,
        paths: Iterable[Path],
        *,
        imported_at: datetime,
        source: str | None = None,
        published: date | None = None,
        partial: bool = False,
        official: date | None = None,
    ) -> ImportResult:
        """Add the lists found in files and folders, each as a version of its own.

        A list that cannot be used stands in `refused` and the others are imported. The day of
        publication is the one given, else the one inside the files, else the only one in their
        names or that of their folder, else that of the import. The same bytes for the same day
        are the same version. `official` is the day that the publisher's server gives to files that
        came from there: it stands in for the names, and the least numbers of an official list hold.
        Raises UsageError for an unknown source, WorkspaceError where the workspace cannot be
        written.
        """
        found = _of_source(detect(paths), source)
        result = ImportResult(problems=found.problems, refused=[*found.refused])
        if found.sets:
            with one_writer(self._folder, self._sweep):
                for list_set in found.sets:
                    try:
                        list_set.check_complete(partial=partial)
                        days = published, official
                        self._import_set(list_set, imported_at, days, result, partial=partial)
                    except InputError as error:
                        result.refused.append(error)
        return result

    def sources(self, *, refused: bool = False) -> list[str]:
        """The ids of the lists that have a version here, in alphabetical order.

        With `refused` also those of which all versions were refused.
        """
        places = [self._folder, *([self._folder / _REFUSED] if refused else [])]
        names = {f.name for place in places if place.is_dir() for f in place.iterdir()}
        return sorted(
            name
            for name in names
            if not name.startswith(".")
            and (self._version_folders(name) or (refused and self._version_folders(name, _REFUSED)))
        )

    def versions(self, source: str) -> list[Version]:
        """The versions of a list, the last published one last; on one day, the last imported."""
        found = [read_version(folder) for folder in self._version_folders(source)]
        changed = {version.version_id: version.base for version in found}
        return sorted(found, key=lambda version: (*_in_order(version), _depth(version, changed)))

    def refused(self, source: str) -> list[Version]:
        """The versions that the checks refused and nobody accepted, in the order of versions."""
        found = [read_version(folder) for folder in self._version_folders(source, _REFUSED)]
        return sorted((v for v in found if not self._path(v).exists()), key=_in_order)

    def accept(self, source: str, version: str, *, by: str, at: datetime, reason: str) -> Version:
        """Put a refused version in force, and record in it who did so, when and why.

        Raises UsageError where no version of this id or day was refused.
        """
        if not reason.strip():
            raise UsageError("an acceptance needs a reason")
        with one_writer(self._folder, self._sweep):
            waiting = self.refused(source)
            found = [v for v in waiting if version in {v.version_id, str(v.published)}]
            if not found:
                known = ", ".join(v.version_id for v in waiting) or "none"
                raise UsageError(f"no refused version {version} of {source}; there is {known}")
            acceptance = Acceptance(by=by, at=at, reason=reason.strip())
            accepted = msgspec.structs.replace(found[-1], accepted=acceptance)
            kept = self._folder / _REFUSED / source / accepted.version_id
            record_acceptance(accepted, kept, self._path(accepted))
        return accepted

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
                and (known_at is None or version.known_at <= known_at)
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

    def _version_folders(self, source: str, within: str = "") -> list[Path]:
        folder = self._folder / within / source
        if not folder.is_dir():
            return []
        return sorted(inner for inner in folder.iterdir() if (inner / VERSION).is_file())

    def _sweep(self) -> None:
        shutil.rmtree(self._folder / _INCOMING, ignore_errors=True)

    def _import_set(
        self,
        list_set: ListSet,
        imported_at: datetime,
        days: tuple[date | None, date | None],
        result: ImportResult,
        *,
        partial: bool,
    ) -> None:
        self._sweep()
        incoming = self._folder / _INCOMING
        (incoming / "raw").mkdir(parents=True)
        copied, files = copy_files(list_set, incoming / "raw")
        published, official = days
        day = published or copied.published() or official
        day = day or day_in_names(list_set, imported_at.date()) or imported_at.date()
        digest = content_hash(*(part for file in files for part in (file.name, file.sha256)))
        source, version_id = list_set.source, f"{day}-{digest[:12]}"
        target = self._folder / source.id / version_id
        if target.exists():
            version = read_version(target)
            result.unchanged.append(version)
            result.versions.append(version)
            return
        base = None if partial else self._base(list_set, day)
        written = write_contents(copied, incoming, self._entities_of(base))
        version = Version(
            source=source.id,
            title=source.title,
            version_id=version_id,
            published=day,
            imported_at=imported_at,
            files=files,
            parties=len(written.parties.ids),
            counts=written.counts,
            problems=len(written.problems),
            content_hash=file_hash(incoming / ENTITIES),
            base=base.version_id if base else None,
            contents=written.parties.contents(),
        )
        result.problems.extend(written.problems)
        if reasons := self._failures(version, written, official=official is not None):
            version = msgspec.structs.replace(version, refused=reasons)
            self._keep_aside(version, incoming)
            raise _refusal(list_set, version)
        put_in_place(version, incoming, target)
        result.versions.append(version)

    def _base(self, list_set: ListSet, day: date) -> Version | None:
        """The version that files of changes start from: that in force on their day."""
        if list_set.source.amend is None:
            return None
        earlier = [v for v in self.versions(list_set.source.id) if v.published <= day]
        if not earlier:
            raise InputError(
                list_set.given,
                "changes of a list of which there is no version yet; import the whole list first",
            )
        return earlier[-1]

    def _entities_of(self, base: Version | None) -> Callable[[], Iterator[Entity]] | None:
        return partial(self.entities, base) if base else None

    def _failures(self, version: Version, written: Written, *, official: bool) -> list[str]:
        return failures(
            self._settings.limits(version.source, official=official),
            written.parties,
            problems=version.problems,
            published=version.published,
            previous=self._before(version),
        )

    def _before(self, version: Version) -> Previous | None:
        """The version that was in force on the day that this one was published."""
        earlier = [v for v in self.versions(version.source) if v.published <= version.published]
        if not earlier or not (contents := earlier[-1].contents):
            return None
        before = earlier[-1]
        ids = {entity.id for entity in self.entities(before) if entity.target}
        comparable = _roles(before) == _roles(version)
        return Previous(before.version_id, before.published, contents, ids, comparable)

    def _keep_aside(self, version: Version, incoming: Path) -> None:
        """Keep a refused version where it is in nobody's way, until it is accepted."""
        aside = self._folder / _REFUSED / version.source / version.version_id
        if not aside.exists():
            put_in_place(version, incoming, aside)


def _in_order(version: Version) -> tuple[date, datetime]:
    return version.published, version.known_at


def _depth(version: Version, changed: Mapping[str, str | None]) -> int:
    """How many versions of changes a version stands on: it comes behind those."""
    depth, base = 0, version.base
    while base and depth <= len(changed):
        depth, base = depth + 1, changed.get(base)
    return depth


def _roles(version: Version) -> set[str]:
    return {file.name.removesuffix(".gz") for file in version.files}


def _refusal(list_set: ListSet, version: Version) -> InputError:
    return InputError(
        list_set.given,
        f"{'; '.join(version.refused)}: not in force, kept aside; if it is right all the same: "
        f"nostro lists accept {version.source} {version.version_id} --reason TEXT",
    )


def _of_source(found: Detection, source: str | None) -> Detection:
    """Leave the lists of one source only, where one is asked for."""
    if source is None:
        return found
    known = list(dict.fromkeys(known.id for known in SOURCES))
    if source not in known and not source.startswith("own_"):
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
