"""The bytes of a list file: unpacked as they are read, and never more than the file may hold.

A list comes plain, as gzip, or as a zip of one file. A workbook (`.xlsx`) is a zip too and is left
as it is. What unpacks to more than `max_bytes` is refused while it is read, so that a small file
that holds a huge one costs neither memory nor time.
"""

import gzip
import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO, cast

from nostro.model.errors import InputError
from nostro.model.problems import Problem

__all__ = [
    "MAX_BYTES",
    "ListFile",
    "decode",
    "encoding_doubt",
    "is_workbook",
    "open_file",
    "read_bytes",
]

# Ten times the largest list in tables; a list that may be larger says so in its source.
MAX_BYTES = 64 * 1024 * 1024
_GZIP_MAGIC = b"\x1f\x8b"
_ZIP_MAGIC = b"PK\x03\x04"
_OLE_MAGIC = b"\xd0\xcf\x11\xe0"
# Letters of another script look so when they are read as Windows-1252.
_OTHER_SCRIPT = re.compile("[À-ÖØ-öø-ÿ]{4}|\ufffd")
_WORKBOOK_PART = "[Content_Types].xml"


@dataclass(frozen=True, kw_only=True)
class ListFile:
    """One file of a list: where its bytes are, its name as the user gave it, its largest size."""

    path: Path
    given: str
    max_bytes: int = MAX_BYTES


class _Bounded(io.RawIOBase):
    """A stream that refuses to give more than a file may hold."""

    def __init__(self, inner: IO[bytes], file: ListFile) -> None:
        self._inner = inner
        self._file = file
        self._left = file.max_bytes

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "bytearray | memoryview") -> int:  # type: ignore[override]
        data = self._inner.read(len(buffer))
        self._left -= len(data)
        if self._left < 0:
            limit = self._file.max_bytes >> 20
            raise InputError(self._file.given, f"more than {limit} MiB unpacked, no list is so big")
        buffer[: len(data)] = data
        return len(data)


@contextmanager
def open_file(file: ListFile) -> Iterator[io.BufferedReader]:
    """The bytes of a file, unpacked while they are read.

    Raises InputError where it is missing, no file, damaged, larger than `max_bytes`, or a zip of
    several files; also while it is read.
    """
    if not file.path.exists():
        raise InputError(file.given, "no such file")
    if not file.path.is_file():
        raise InputError(file.given, "a file is needed here")
    try:
        with file.path.open("rb") as stream, _unpacked(stream, file) as inner:
            yield io.BufferedReader(_Bounded(inner, file), buffer_size=1 << 16)
    except (EOFError, gzip.BadGzipFile, zlib.error) as error:
        raise InputError(file.given, f"damaged gzip file, fetch it again: {error}") from error
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError) as error:
        raise InputError(file.given, f"damaged or locked zip, fetch it again: {error}") from error
    except OSError as error:
        raise InputError(file.given, error.strerror or str(error)) from error


@contextmanager
def _unpacked(stream: IO[bytes], file: ListFile) -> Iterator[IO[bytes]]:
    magic = stream.read(len(_ZIP_MAGIC))
    stream.seek(0)
    if magic[:2] == _GZIP_MAGIC:
        yield cast("IO[bytes]", gzip.GzipFile(fileobj=stream))
    elif magic == _ZIP_MAGIC and not _holds_workbook(stream):
        with zipfile.ZipFile(stream) as packed, packed.open(_only_member(packed, file)) as inner:
            yield inner
    else:
        yield stream


def _holds_workbook(stream: IO[bytes]) -> bool:
    with suppress(zipfile.BadZipFile), zipfile.ZipFile(stream) as packed:
        found = _WORKBOOK_PART in packed.namelist()
        stream.seek(0)
        return found
    stream.seek(0)
    return False


def _only_member(packed: zipfile.ZipFile, file: ListFile) -> zipfile.ZipInfo:
    members = [item for item in packed.infolist() if not item.is_dir()]
    if len(members) != 1:
        raise InputError(file.given, f"a zip of {len(members)} files, unpack it and give the list")
    return members[0]


def is_workbook(head: bytes) -> bool:
    """True for the first bytes of an Excel file, old (`.xls`) or new (`.xlsx`)."""
    return head.startswith((_OLE_MAGIC, _ZIP_MAGIC))


def read_bytes(file: ListFile) -> bytes:
    """All bytes of a file, unpacked. Raises InputError."""
    with open_file(file) as stream:
        return stream.read()


def decode(data: bytes) -> str:
    """Text in UTF-8, in UTF-16 where a byte order mark says so, else in Windows code page 1252."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def encoding_doubt(file: ListFile, data: bytes) -> Iterator[Problem]:
    """A Problem where text read as Windows-1252 holds what no Western language writes."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        if _OTHER_SCRIPT.search(data.decode("cp1252", "replace")):
            message = "neither UTF-8 nor Windows-1252: fetch it again, or save it as UTF-8"
            yield Problem(source=file.given, location="file", code="encoding", message=message)
