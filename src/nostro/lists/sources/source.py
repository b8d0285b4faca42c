"""What a list source is, and the bounded reading of its files."""

import gzip
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from nostro.model.entities import Entity
from nostro.model.errors import IncompleteSetError, InputError
from nostro.model.problems import Problem

__all__ = ["MAX_BYTES", "ListFile", "ListSet", "Source", "file_head", "read_bytes"]

# Ten times the largest list read here; what unpacks to more is no list but an attack.
MAX_BYTES = 64 * 1024 * 1024
_HEAD_BYTES = 64 * 1024
_GZIP_MAGIC = b"\x1f\x8b"


@dataclass(frozen=True, kw_only=True)
class ListFile:
    """One file of a list: where its bytes are, and its name as the user gave it."""

    path: Path
    given: str


@dataclass(frozen=True, kw_only=True)
class Source:
    """A publisher's list in one of its formats.

    `required` and `optional` name its files as the publisher does; the first required one holds
    the parties. `sniff` tells from the first bytes and the name which of them a file is, or None.
    `read` yields every row as entities or as a Problem; `published` is the date inside the files,
    where they hold one.
    """

    id: str
    publisher: str
    title: str
    url: str
    required: tuple[str, ...]
    optional: tuple[str, ...]
    sniff: Callable[[bytes, str], str | None]
    read: Callable[[Mapping[str, ListFile]], Iterator[Entity | Problem]]
    published: Callable[[Mapping[str, ListFile]], date | None]


@dataclass(frozen=True, kw_only=True)
class ListSet:
    """The files that make one version of one list, by the publisher's name for each."""

    source: Source
    files: dict[str, ListFile]

    @property
    def given(self) -> str:
        """The files as the user named them, in one line."""
        return ", ".join(file.given for file in self.files.values())

    def check_complete(self, *, partial: bool = False) -> None:
        """Raise IncompleteSetError where required files are missing.

        A partial set is let through where it holds at least the file with the parties.
        """
        required = self.source.required[:1] if partial else self.source.required
        if missing := [name for name in required if name not in self.files]:
            raise IncompleteSetError(self.given, missing)

    def read(self) -> Iterator[Entity | Problem]:
        """The entities of the list, and what could not be read."""
        return self.source.read(self.files)

    def published(self) -> date | None:
        """The date of publication that stands inside the files, if one does."""
        return self.source.published(self.files)


def file_head(file: ListFile) -> bytes:
    """The first bytes of a file, unpacked where it is gzip. Raises InputError."""
    return _unpacked(file, _HEAD_BYTES)


def read_bytes(file: ListFile) -> bytes:
    """All bytes of a file, unpacked where it is gzip.

    Raises InputError where it is missing, no file, damaged, or larger than MAX_BYTES.
    """
    data = _unpacked(file, MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise InputError(file.given, f"more than {MAX_BYTES >> 20} MiB unpacked, no list is so big")
    return data


def _unpacked(file: ListFile, limit: int) -> bytes:
    if not file.path.exists():
        raise InputError(file.given, "no such file")
    if not file.path.is_file():
        raise InputError(file.given, "a file is needed here")
    try:
        with file.path.open("rb") as stream:
            packed = stream.read(2) == _GZIP_MAGIC
            stream.seek(0)
            return gzip.GzipFile(fileobj=stream).read(limit) if packed else stream.read(limit)
    except (EOFError, gzip.BadGzipFile, zlib.error) as error:
        raise InputError(file.given, f"damaged gzip file, fetch it again: {error}") from error
    except OSError as error:
        raise InputError(file.given, error.strerror or str(error)) from error
