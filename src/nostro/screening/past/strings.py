"""A table of distinct strings that grows: each is held once and has a number."""

from itertools import pairwise

import numpy as np

from nostro.matching.ragged import Array, Ragged
from nostro.screening.past.string_kernels import placed, string_numbers

__all__ = ["StringTable", "texts_of"]

_FIRST_SLOTS = 1 << 12
_GROWTH = 1.3


class StringTable:
    """Distinct strings as bytes, numbered in the order in which they first came."""

    def __init__(self) -> None:
        self.count = 0
        self._data = np.empty(0, np.uint8)
        self._start = np.zeros(1, np.int64)
        self._hash = np.empty(0, np.uint64)
        self._slots = np.full(_FIRST_SLOTS, -1, np.int32)

    def numbers(self, strings: Ragged) -> Array:
        """The number of each string; those not seen before are added."""
        more = len(strings.start) - 1
        self._make_room(more, int(strings.start[-1] - strings.start[0]))
        out = np.empty(more, np.int32)
        held = self._data, self._start, self._hash, self._slots
        self.count = int(string_numbers(*strings, *held, self.count, out))
        return out

    def rows(self, begin: int = 0) -> Ragged:
        """The strings from a number on, where they lie."""
        start = self._start[begin : self.count + 1]
        return Ragged(self._data[: self._start[self.count]], start)

    def _make_room(self, more: int, more_bytes: int) -> None:
        need = self.count + more
        self._start = _with_room(self._start, need + 1)
        self._hash = _with_room(self._hash, need)
        self._data = _with_room(self._data, int(self._start[self.count]) + more_bytes)
        if 2 * need > len(self._slots):
            size = 1 << (2 * need - 1).bit_length()
            self._slots = np.full(size, -1, np.int32)
            placed(self._hash, self.count, self._slots)


def texts_of(rows: Ragged) -> list[str]:
    """Rows of bytes as texts."""
    first = int(rows.start[0])
    whole = rows.data[first : rows.start[-1]].tobytes()
    edges = (rows.start - first).tolist()
    return [whole[a:b].decode("utf-8", "surrogatepass") for a, b in pairwise(edges)]


def _with_room(array: Array, size: int) -> Array:
    """The array, or a longer one that begins with it."""
    if size > len(array):
        array.resize(max(size, int(_GROWTH * len(array)), 1024), refcheck=False)
    return array
