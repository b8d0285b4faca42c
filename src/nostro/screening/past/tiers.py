"""Which segments of the past are to become one, so that a year of days is a handful of them.

Segments are of tiers by their size, each eight times that of the tier below. Where eight of a tier
follow each other with none but smaller ones between and behind them, all these are merged. So a
record is written once more for each tier, and of no tier there are more than seven segments.
"""

from collections.abc import Sequence
from typing import Protocol, TypeVar

__all__ = ["to_merge"]

_TIER = 8
# A segment is read into memory by its distinct texts while it is written: so many rows are 4 GB.
_MOST_ROWS = 10_000_000


class _Sized(Protocol):
    @property
    def rows(self) -> int: ...


S = TypeVar("S", bound=_Sized)


def to_merge(segments: Sequence[S]) -> list[S]:
    """The segments to become one, which are the last ones; none where all are as they should be."""
    for tier in range(_tier(_MOST_ROWS) + 1):
        run = _last_ones(segments, tier)
        if sum(_tier(segment.rows) == tier for segment in run) >= _TIER:
            return run
    return []


def _last_ones(segments: Sequence[S], tier: int) -> list[S]:
    """The last segments of a tier or below it, as many as one segment may hold."""
    run: list[S] = []
    rows = 0
    for segment in reversed(segments):
        rows += segment.rows
        if _tier(segment.rows) > tier or rows > _MOST_ROWS:
            break
        run.append(segment)
    return run[::-1]


def _tier(rows: int) -> int:
    tier = 0
    while rows >= _TIER:
        rows //= _TIER
        tier += 1
    return tier
