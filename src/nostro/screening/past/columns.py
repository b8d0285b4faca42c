"""Columns on disk: each a file of plain numbers, with one record of what they hold.

`columns.json` names each column, its type, its length and a checksum. Columns are mapped into
memory; all of them are checked before they are asked, so that damage is never answered.
"""

import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import BinaryIO

import msgspec
import numpy as np

from nostro.matching.ragged import Array
from nostro.model.errors import WorkspaceError
from nostro.model.files import make_durable, write_whole
from nostro.screening.past.string_kernels import checksum

__all__ = ["Columns", "ColumnsReader", "ColumnsWriter"]

Columns = dict[str, Array]
_RECORD = "columns.json"
_BYTES = 8
# The disk is waited for, and sums let go of the interpreter: two at a time.
_READERS = 2


class _Column(msgspec.Struct, frozen=True):
    """What a column holds."""

    dtype: str
    length: int
    checksum: int


class ColumnsWriter:
    """Writes the columns of a folder, a part at a time."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._files: dict[str, BinaryIO] = {}
        self._types: dict[str, str] = {}
        self._lengths: dict[str, int] = {}
        self._ends: dict[str, int] = {}

    def add(self, name: str, values: Array) -> None:
        """Add values to the end of a column; the first ones say its type."""
        little = np.ascontiguousarray(values, values.dtype.newbyteorder("<"))
        if name not in self._files:
            self._files[name] = (self._folder / name).open("wb")
            self._types[name] = little.dtype.str
            self._lengths[name] = 0
        assert self._types[name] == little.dtype.str, name
        self._files[name].write(little.data.cast("B") if len(little) else b"")
        self._lengths[name] += len(little)

    def add_starts(self, name: str, sizes: Array, dtype: type[np.generic] = np.int64) -> None:
        """Add rows of these sizes to a column of where rows begin; it ends with where the last
        ends.
        """
        if name not in self._ends:
            self.add(name, np.zeros(1, dtype))
        ends = self._ends.get(name, 0) + np.cumsum(sizes, dtype=np.int64)
        self._ends[name] = int(ends[-1]) if len(ends) else self._ends.get(name, 0)
        self.add(name, ends.astype(dtype))

    def finish(self) -> None:
        """Have all columns reach the disk, and write the record of them."""
        held = {}
        for name, file in sorted(self._files.items()):
            file.flush()
            os.fsync(file.fileno())
            file.close()
            raw = _mapped(self._folder / name, "|u1")
            held[name] = _Column(self._types[name], self._lengths[name], _sum_of(raw))
        write_whole(self._folder / _RECORD, msgspec.json.encode(held, order="sorted"))
        make_durable(self._folder)

    def close(self) -> None:
        """Let go of the files, whether they are finished or not."""
        for file in self._files.values():
            file.close()


class ColumnsReader:
    """The columns of a folder, mapped into memory, which stay readable when it is removed.

    Raises WorkspaceError where one is missing or cut off.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        try:
            record = (folder / _RECORD).read_bytes()
            self._held = msgspec.json.decode(record, type=dict[str, _Column])
            self.columns = {name: self._mapped(name, held) for name, held in self._held.items()}
        except OSError as error:
            raise _damaged(folder, error.strerror or str(error)) from error
        except (ValueError, TypeError, msgspec.MsgspecError) as error:
            raise _damaged(folder, "its record cannot be read") from error

    def check(self) -> None:
        """Read everything, and raise WorkspaceError where it is not what was written."""
        with ThreadPoolExecutor(_READERS) as readers:
            sums = readers.map(_sum_of, (held.view("|u1") for held in self.columns.values()))
            for (name, held), found in zip(self._held.items(), sums, strict=True):
                if found != held.checksum:
                    raise _damaged(self._folder / name, "not what was written")

    def _mapped(self, name: str, held: _Column) -> Array:
        raw = _mapped(self._folder / name, "|u1")
        dtype = np.dtype(held.dtype)
        if len(raw) != held.length * dtype.itemsize:
            raise _damaged(self._folder / name, "not what was written")
        return raw.view(dtype)


def _damaged(path: Path, reason: str) -> WorkspaceError:
    return WorkspaceError(
        f"{path}: damaged ({reason}); remove the folder of this segment, and add its files again "
        "with `nostro past add`"
    )


def _mapped(path: Path, dtype: str) -> Array:
    if path.stat().st_size == 0:
        return np.empty(0, dtype)
    return np.asarray(np.memmap(path, dtype, "r"))


def _sum_of(raw: Array) -> int:
    """The checksum of bytes, the last ones filled up."""
    whole = len(raw) // _BYTES * _BYTES
    last = raw[whole:].tobytes().ljust(_BYTES, b"\0")
    tail = np.frombuffer(last, np.uint64)
    return int(checksum(raw[:whole].view(np.uint64))) ^ int(checksum(tail))
