"""An index file: a header, then arrays that are read where they lie. Damage is never answered.

The header holds the format, a SHA-256 of the tables that words are read with (so that an engine
with other tables does not answer), one of all that follows, and a table of the arrays. Arrays
are mapped into memory, so that processes that open the same file share its pages.
"""

import hashlib
import mmap
import os
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path

import msgspec
import numpy as np
import numpy.typing as npt

from nostro.model.errors import WorkspaceError

__all__ = ["FORMAT", "content_hash", "engine", "read_file", "write_file"]

# Raised when tokens, weights, costs or records change, so that no index of an older engine answers.
FORMAT = 8
_MAGIC = b"nostro-index"
_TABLES_AT = len(_MAGIC) + 4
_HASH_AT = _TABLES_AT + 32
_HEADER_BYTES = _HASH_AT + 32
_LENGTH_BYTES = 8
_ALIGNED = 64

Arrays = Mapping[str, npt.NDArray[np.generic]]


class _Entry(msgspec.Struct, array_like=True):
    """Where an array stands in the file, and what it holds."""

    name: str
    dtype: str
    length: int
    at: int


def content_hash(arrays: Arrays) -> str:
    """SHA-256 of what a file of these arrays would hold; equal content gives equal hashes."""
    return _hash(_laid_out(arrays)).hexdigest()


def write_file(path: Path, arrays: Arrays) -> None:
    """Write header and arrays beside the place, synced, and move them there in one step."""
    path.parent.mkdir(parents=True, exist_ok=True)
    parts = _laid_out(arrays)
    fresh = path.with_name(f"{path.name}.{os.getpid()}.new")
    with fresh.open("wb") as out:
        out.write(_version() + _hash(parts).digest())
        for part in parts:
            out.write(part)
        out.flush()
        os.fsync(out.fileno())
    fresh.replace(path)


def read_file(path: Path) -> dict[str, npt.NDArray[np.generic]]:
    """The arrays, by name. Raises WorkspaceError where the file is missing, damaged or of another
    format.
    """
    try:
        with path.open("rb") as stream:
            raw = memoryview(mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ))
    except (OSError, ValueError) as error:
        raise WorkspaceError(f"{path}: {getattr(error, 'strerror', None) or error}") from error
    header = bytes(raw[:_HEADER_BYTES])
    if not header.startswith(_MAGIC) or len(header) < _HEADER_BYTES:
        raise WorkspaceError(f"{path}: not an index")
    if header[:_HASH_AT] != _version():
        raise WorkspaceError(f"{path}: an index of another version of the engine")
    if hashlib.sha256(raw[_HEADER_BYTES:]).digest() != header[_HASH_AT : _HASH_AT + 32]:
        raise WorkspaceError(f"{path}: the index is damaged")
    body = raw[_HEADER_BYTES:]
    length = int.from_bytes(body[:_LENGTH_BYTES], "big")
    table = body[_LENGTH_BYTES : _LENGTH_BYTES + length]
    start = _aligned(_HEADER_BYTES + _LENGTH_BYTES + length)
    return {
        entry.name: np.frombuffer(raw, entry.dtype, entry.length, start + entry.at)
        for entry in msgspec.msgpack.decode(table, type=list[_Entry])
    }


def engine() -> str:
    """What names the reading of words: 16 hex of its format and tables."""
    return hashlib.sha256(_version()).hexdigest()[:16]


def _laid_out(arrays: Arrays) -> list[bytes | memoryview]:
    """All that follows the header: the table's length, the table, and the arrays at places that
    are multiples of _ALIGNED bytes in the file.
    """
    entries: list[_Entry] = []
    parts: list[bytes | memoryview] = []
    at = 0
    for name, array in sorted(arrays.items()):
        little = np.ascontiguousarray(array, array.dtype.newbyteorder("<"))
        entries.append(_Entry(name, little.dtype.str, len(little), at))
        padded = _aligned(little.nbytes)
        parts += [little.data.cast("B") if len(little) else b""]
        parts += [bytes(padded - little.nbytes)]
        at += padded
    table = msgspec.msgpack.encode(entries)
    before = _HEADER_BYTES + _LENGTH_BYTES + len(table)
    length = len(table).to_bytes(_LENGTH_BYTES, "big")
    return [length, table, bytes(_aligned(before) - before), *parts]


@cache
def _version() -> bytes:
    """What opens a file: its kind, its format, and the hash of the tables."""
    tables = files("nostro.names")
    found = hashlib.sha256()
    for name in ("background.bin", "legal_forms.tsv", "transliteration.bin"):
        found.update(tables.joinpath(name).read_bytes())
    return _MAGIC + FORMAT.to_bytes(4, "big") + found.digest()


def _aligned(size: int) -> int:
    return -(-size // _ALIGNED) * _ALIGNED


def _hash(parts: list[bytes | memoryview]) -> "hashlib._Hash":
    found = hashlib.sha256()
    for part in parts:
        found.update(part)
    return found
