"""The likeliest Latin spellings of a word of another script: a beam search over its symbols.

After each symbol the cheapest beginnings are kept, each once. They go on with the likeliest letters
of the next symbol, or of the next two as one chunk. The plain twin is in
`tests/names/test_spelling_kernels.py`.
"""

from typing import NamedTuple

import numba as nb
import numpy as np
import numpy.typing as npt

from nostro.names.transliteration_kernels import MOST_LETTERS

__all__ = ["likeliest"]

Bytes = npt.NDArray[np.uint8]
Ints = npt.NDArray[np.int32]
Floats = npt.NDArray[np.float64]

_BEFORE_A = 96


class _Kept(NamedTuple):
    """The beginnings kept after each symbol: letters, how many, and costs; the numbers of these
    rows from the cheapest on, with a spare row after the last; and how many are kept.
    """

    letters: npt.NDArray[np.uint8]
    length: Ints
    cost: Floats
    order: Ints
    held: Ints


@nb.njit(cache=True)
def _before(at: int, one: int, other: int, kept: _Kept) -> bool:
    """Whether a row goes before another: by cost, then by its letters."""
    if kept.cost[at, one] != kept.cost[at, other]:
        return kept.cost[at, one] < kept.cost[at, other]
    mine, theirs = kept.length[at, one], kept.length[at, other]
    for place in range(min(mine, theirs)):
        if kept.letters[at, one, place] != kept.letters[at, other, place]:
            return kept.letters[at, one, place] < kept.letters[at, other, place]
    return mine < theirs


@nb.njit(cache=True)
def _alike(at: int, one: int, other: int, kept: _Kept) -> bool:
    """Whether two rows are of the same letters."""
    length = kept.length[at, one]
    if length != kept.length[at, other]:
        return False
    for place in range(length - 1, -1, -1):
        if kept.letters[at, one, place] != kept.letters[at, other, place]:
            return False
    return True


@nb.njit(cache=True)
def _write(at: int, row: int, begin: int, start: int, code: int, kept: _Kept) -> None:
    """Write a beginning, the row `start` after `begin` symbols, and the letters of a code."""
    length = kept.length[begin, start]
    kept.letters[at, row, :length] = kept.letters[begin, start, :length]
    shift = 0
    while code >> shift:
        shift += 5
    while shift:
        shift -= 5
        kept.letters[at, row, length] = _BEFORE_A + (code >> shift & 31)
        length += 1
    kept.length[at, row] = length


@nb.njit(cache=True)
def _keep(at: int, most: int, cost: float, kept: _Kept) -> None:
    """Put the spare row in its place, where it is among the cheapest and not there for less."""
    order, count = kept.order[at], kept.held[at]
    spare = order[count]
    kept.cost[at, spare] = cost
    place = 0
    while place < count and not _alike(at, order[place], spare, kept):
        place += 1
    if place < count:
        if cost >= kept.cost[at, order[place]]:
            return
        kept.cost[at, order[place]] = cost
    elif count < most:
        kept.held[at] += 1
    elif _before(at, spare, order[count - 1], kept):
        place = count - 1
        order[place], order[count] = spare, order[place]
    else:
        return
    while place > 0 and _before(at, order[place], order[place - 1], kept):
        order[place], order[place - 1] = order[place - 1], order[place]
        place -= 1


@nb.njit(cache=True)
def _go_on(
    at: int, begin: int, first: int, last: int, most: int, letters: Ints, cost: Floats, kept: _Kept
) -> None:  # fmt: skip
    """Go on from what is kept after `begin` symbols with the options from `first` to `last`."""
    for option in range(first, last):
        for place in range(kept.held[begin]):
            start = kept.order[begin, place]
            whole = kept.cost[begin, start] + cost[option]
            count = kept.held[at]
            if count == most and whole > kept.cost[at, kept.order[at, count - 1]]:
                break
            _write(at, kept.order[at, count], begin, start, letters[option], kept)
            _keep(at, most, whole, kept)


@nb.njit(cache=True)
def likeliest(
    symbols: Ints, chunk: Ints, letters: Ints, cost: Floats, beam: int, most: int
) -> tuple[Bytes, Ints]:
    """At most so many spellings of a word, the likeliest first: their letters, a row each, and
    their lengths. One of them may be empty.

    `chunk`, `letters` and `cost` are the table of spellings, sorted by chunk and cost; `beam` is
    how many beginnings and how many options of a chunk are followed.
    """
    n, rows = len(symbols), max(beam, most) + 1
    kept = _Kept(
        np.empty((n + 1, rows, MOST_LETTERS * n), np.uint8), np.zeros((n + 1, rows), np.int32),
        np.zeros((n + 1, rows)), np.empty((n + 1, rows), np.int32), np.zeros(n + 1, np.int32),
    )  # fmt: skip
    for at in range(n + 1):
        kept.order[at] = np.arange(rows)
    kept.held[0] = 1
    for at in range(1, n + 1):
        for many in range(1, min(2, at) + 1):
            after = symbols[at - 1] + 1 if many > 1 else 0
            key = np.int32(symbols[at - many] << 15 | after)
            first = np.searchsorted(chunk, key)
            last = min(np.searchsorted(chunk, np.int32(key + 1)), first + beam)
            size = most if at == n else beam
            _go_on(at, at - many, first, last, size, letters, cost, kept)
    order = kept.order[n, : kept.held[n]]
    return kept.letters[n][order], kept.length[n][order]
