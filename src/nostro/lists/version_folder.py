"""The folder of one version: what stands in it, and how it is written and read.

<published>-<12 hex of its files>/
raw/                the files as they were given
entities.ftm.json   what they say
problems.jsonl      what in them could not be read
version.json        the record of the version
"""

import re
import shutil
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import NamedTuple

import msgspec

from nostro.lists.checks import Contents, ContentsCount
from nostro.lists.sources import ListFile, ListSet
from nostro.model.entities import Entity, write_entities
from nostro.model.errors import InputError, WorkspaceError
from nostro.model.files import make_durable, write_whole
from nostro.model.ids import file_hash
from nostro.model.problems import Problem

__all__ = [
    "ENTITIES",
    "VERSION",
    "Acceptance",
    "Version",
    "VersionFile",
    "Written",
    "copy_files",
    "day_in_names",
    "put_in_place",
    "read_version",
    "record_acceptance",
    "write_contents",
]

ENTITIES = "entities.ftm.json"
VERSION = "version.json"
_PROBLEMS = "problems.jsonl"
# A file with more bad rows than this is no list with mistakes but something else.
_MAX_PROBLEMS = 10_000
# A day, perhaps with a time behind it (`20240528014702`).
_DAY_IN_NAME = re.compile(r"(?<!\d)((?:19|20)\d\d)[-_.]?(\d\d)[-_.]?(\d\d)(?=\d{6}(?!\d)|(?!\d))")


class VersionFile(msgspec.Struct, frozen=True, kw_only=True):
    """One file of a version: its name in `raw/`, the name it came with, and its content."""

    name: str
    given: str
    sha256: str
    bytes: int


class Acceptance(msgspec.Struct, frozen=True, kw_only=True):
    """That a person put a version in force which the checks had refused."""

    by: str
    at: datetime
    reason: str


class Version(msgspec.Struct, frozen=True, kw_only=True):
    """One list as published on one day.

    `parties` counts the listed parties, `counts` all entities by schema; `content_hash` is the
    SHA-256 of the entities file. `base` is the version that its files changed, where they hold
    changes only. `contents` says what the parties have; `refused` why the checks
    refused the version, `accepted` who put it in force all the same.
    """

    source: str
    title: str
    version_id: str
    published: date
    imported_at: datetime
    files: list[VersionFile]
    parties: int
    counts: dict[str, int]
    problems: int
    content_hash: str
    base: str | None = None
    contents: Contents | None = None
    refused: list[str] = []
    accepted: Acceptance | None = None

    @property
    def known_at(self) -> datetime:
        """Since when the workspace goes by it: its import, or its acceptance."""
        return self.accepted.at if self.accepted else self.imported_at


def copy_files(list_set: ListSet, raw: Path) -> tuple[ListSet, list[VersionFile]]:
    """Copy the files, so that what is parsed is what is kept."""
    copies: dict[str, ListFile] = {}
    files = []
    for role, file in list_set.files.items():
        name = f"{role}.gz" if file.path.suffix == ".gz" else role
        copy = raw / name
        try:
            size = file.path.stat().st_size
            if size > file.max_bytes:
                limit = file.max_bytes >> 20
                raise InputError(file.given, f"more than {limit} MiB, no list is so big")
            shutil.copyfile(file.path, copy)
        except OSError as error:
            raise InputError(file.given, error.strerror or str(error)) from error
        copies[role] = replace(file, path=copy)
        files.append(
            VersionFile(name=name, given=file.path.name, sha256=file_hash(copy), bytes=size)
        )
    return ListSet(source=list_set.source, files=copies), files


def day_in_names(list_set: ListSet, latest: date) -> date | None:
    """The one day that the names of the files, or else of their folders, speak of."""
    paths = [file.path.resolve() for file in list_set.files.values()]
    for names in ([path.name for path in paths], [path.parent.name for path in paths]):
        days = {day for name in names for day in _days(name) if day <= latest}
        if days:
            return days.pop() if len(days) == 1 else None
    return None


def _days(name: str) -> Iterator[date]:
    for year, month, day in _DAY_IN_NAME.findall(name):
        try:
            yield date(int(year), int(month), int(day))
        except ValueError:
            continue


class Written(NamedTuple):
    """What was written into a version's folder: entities by schema, parties, problems."""

    counts: dict[str, int]
    parties: ContentsCount
    problems: list[Problem]


def write_contents(
    list_set: ListSet, folder: Path, base: Callable[[], Iterator[Entity]] | None = None
) -> Written:
    """Write entities and problems, and say what they are; files of changes change `base`."""
    counts: Counter[str] = Counter()
    problems: list[Problem] = []
    parties = ContentsCount()

    def entities() -> Iterator[Entity]:
        for item in list_set.read(base):
            if isinstance(item, Entity):
                counts[item.schema] += 1
                parties.add(item)
                yield item
            else:
                problems.append(item)
                _check_number(list_set, problems)

    write_entities(entities(), folder / ENTITIES)
    if not parties.ids:
        raise InputError(list_set.given, "not one listed party could be read")
    lines = (msgspec.json.encode(problem) + b"\n" for problem in problems)
    (folder / _PROBLEMS).write_bytes(b"".join(lines))
    return Written(dict(sorted(counts.items())), parties, problems)


def _check_number(list_set: ListSet, problems: list[Problem]) -> None:
    if len(problems) > _MAX_PROBLEMS:
        first = problems[0]
        raise InputError(
            list_set.given,
            f"more than {_MAX_PROBLEMS} rows cannot be read, "
            f"the first in {first.location}: {first.message}",
        )


def put_in_place(version: Version, incoming: Path, target: Path) -> None:
    """Write the record of the version, make all of it durable, and rename it to its place."""
    (incoming / VERSION).write_bytes(_encoded(version))
    for path in [*incoming.rglob("*"), incoming]:
        make_durable(path)
    _move(incoming, target)


def record_acceptance(version: Version, kept: Path, target: Path) -> None:
    """Write the acceptance into the record of a refused version, and rename it to its place."""
    write_whole(kept / VERSION, _encoded(version))
    _move(kept, target)


def _encoded(version: Version) -> bytes:
    return msgspec.json.format(msgspec.json.encode(version, order="sorted"))


def _move(folder: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    folder.rename(target)
    make_durable(folder.parent)
    make_durable(target.parent)
    make_durable(target.parent.parent)


def read_version(folder: Path) -> Version:
    """The record of a version. Raises WorkspaceError where it is damaged or in a wrong place."""
    path = folder / VERSION
    try:
        version = msgspec.json.decode(path.read_bytes(), type=Version)
    except OSError as error:
        raise WorkspaceError(f"{path}: {error.strerror}") from error
    except msgspec.DecodeError as error:
        raise WorkspaceError(f"{path}: damaged, import this list again: {error}") from error
    if (version.source, version.version_id) != (folder.parent.name, folder.name):
        raise WorkspaceError(f"{path}: speaks of another version, import this list again")
    return version
