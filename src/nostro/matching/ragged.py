"""Rows of different lengths as two arrays."""

from collections.abc import Iterable
from itertools import accumulate
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

__all__ = ["Array", "Ragged", "starts"]

Array = npt.NDArray[Any]


class Ragged(NamedTuple):
    """Rows of different lengths in one array, and where each begins; one start more than rows."""

    data: Array
    start: Array

    @classmethod
    def of(cls, rows: Iterable[bytes]) -> "Ragged":
        """Rows of bytes."""
        kept = list(rows)
        return cls(np.frombuffer(b"".join(kept), np.uint8), starts(map(len, kept)))

    def take(self, order: Array) -> "Ragged":
        """These rows, in this order."""
        lengths = np.diff(self.start)[order]
        start = np.zeros(len(order) + 1, np.int64)
        np.cumsum(lengths, out=start[1:])
        within = np.arange(start[-1]) - np.repeat(start[:-1], lengths)
        return Ragged(self.data[np.repeat(self.start[:-1][order], lengths) + within], start)

    def followed_by(self, other: "Ragged") -> "Ragged":
        """These rows and those of another."""
        start = np.concatenate([self.start, other.start[1:] + self.start[-1]])
        return Ragged(np.concatenate([self.data, other.data]), start)


def starts(lengths: Iterable[int], dtype: type[np.signedinteger[Any]] = np.int64) -> Array:
    """Where rows of these lengths begin, and after them where the last ends."""
    return np.array([0, *accumulate(lengths)], dtype)
