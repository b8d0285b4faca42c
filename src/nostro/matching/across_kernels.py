"""Latin words and words of other scripts compared, many at a time.

The cost is that of `pair_cost` in `nostro.names.transliteration_kernels`, less what any word of so
many letters has by chance: the best cutting of both words into chunks. Whatever is asked is made
ready once, and the listed words are run through. The letters of a chunk are one number, five bits
a letter; rows of the table (`Spelt`) are sorted by their chunk, whose options stand together.
"""

from typing import NamedTuple

import numba as nb
import numpy as np
import numpy.typing as npt

from nostro.matching.word_kernels import in_place, inside
from nostro.names.transliteration_kernels import BITS_BY_CHANCE, IMPOSSIBLE, MOST_LETTERS

__all__ = [
    "MOST_COMPARED", "Latin", "Native", "Spelt", "chunk_options", "cost_as_listed",
    "cost_as_native", "latin_ready", "native_ready",
]  # fmt: skip

Bytes = npt.NDArray[np.uint8]
Ints = npt.NDArray[np.int32]
Longs = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]

# Words are compared up to so many symbols or letters.
MOST_COMPARED = 48
_BEFORE_A, _ALPHABET = 96, 26
# A code that no letters have: something stands among them that is no letter.
_NO_CODE = -1
_MIX = np.uint64(0x9E3779B97F4A7C15)


class Spelt(NamedTuple):
    """How other scripts are spelt: chunks, the letters of each, and costs in bits; what a symbol
    or letter costs that no chunk has.
    """

    chunk: Ints
    letters: Ints
    cost: Floats
    unknown: float


class Latin(NamedTuple):
    """Space for a Latin word that is asked: its pieces of up to six letters in a hash table."""

    code: Longs
    first: Ints
    end: Ints
    after: Ints
    one: Floats
    best: Floats

    @classmethod
    def empty(cls) -> "Latin":
        """Space for any word."""
        slots, pieces = 1_024, MOST_LETTERS * MOST_COMPARED
        side = MOST_COMPARED + 1
        return cls(
            np.empty(slots, np.int64), np.empty(slots, np.int32), np.empty(pieces, np.int32),
            np.empty(pieces, np.int32), np.empty(side), np.empty((side, side)),
        )  # fmt: skip


class Native(NamedTuple):
    """Space for a word of another script that is asked: what letters cost for each of its chunks,
    and columns of the comparison, kept for listed words that begin alike.
    """

    code: Longs
    row: Ints
    cost: Floats
    column: Floats
    letters: Bytes
    held: Ints

    @classmethod
    def empty(cls) -> "Native":
        """Space for any word: of its options, those that fit."""
        rows, side = 4_096, MOST_COMPARED + 1
        return cls(
            np.empty(4 * rows, np.int64), np.empty(4 * rows, np.int32),
            np.empty((rows, 2 * side)), np.empty((side, side)),
            np.empty(MOST_COMPARED, np.uint8), np.zeros(1, np.int32),
        )  # fmt: skip


@nb.njit(cache=True)
def chunk_options(symbols: Ints, starts: Ints, chunk: Ints) -> Ints:
    """For each symbol of some words, where the options of its chunk and of that with the symbol
    before it begin and end in the table: four numbers.
    """
    out = np.zeros(4 * len(symbols), np.int32)
    for word in range(len(starts) - 1):
        for at in range(starts[word], starts[word + 1]):
            one = symbols[at] << 15
            out[4 * at] = np.searchsorted(chunk, one)
            out[4 * at + 1] = np.searchsorted(chunk, one + 1)
            if at > starts[word]:
                two = symbols[at - 1] << 15 | symbols[at] + 1
                out[4 * at + 2] = np.searchsorted(chunk, two)
                out[4 * at + 3] = np.searchsorted(chunk, two + 1)
    return out


@inside
def _letters_in(code: int) -> int:
    count = 0
    while code > 0:
        code >>= 5
        count += 1
    return count


@inside
def _code_more(code: int, byte: int) -> int:
    """The code of letters with one before them less, and one more at the end."""
    letter = byte - _BEFORE_A
    return code << 5 | letter if code >= 0 and 0 < letter <= _ALPHABET else _NO_CODE


@inside
def _slot(codes: Longs, code: int) -> int:
    """Where letters stand in a hash table of a power of two places, or where they could."""
    mask = len(codes) - 1
    at = np.int64((np.uint64(code) * _MIX) >> np.uint64(32)) & mask
    while codes[at] != _NO_CODE and codes[at] != code:
        at = (at + 1) & mask
    return at


@in_place
def latin_ready(word: Bytes, space: Latin) -> None:
    """Make a Latin word ready for `cost_as_native`."""
    space.code[:] = _NO_CODE
    pieces = 0
    for start in range(min(len(word), MOST_COMPARED)):
        code = 0
        for end in range(start + 1, min(start + MOST_LETTERS, len(word), MOST_COMPARED) + 1):
            code = _code_more(code, word[end - 1])
            if code == _NO_CODE:
                break
            at = _slot(space.code, code)
            space.after[pieces] = space.first[at] if space.code[at] == code else -1
            space.code[at] = code
            space.first[at] = pieces
            space.end[pieces] = end
            pieces += 1


@inside
def _single_row(i: int, start: int, end: int, length: int, spelt: Spelt, space: Latin) -> None:
    """The row after a symbol, by the options of its chunk; what has none costs `unknown`."""
    best, one = space.best, space.one
    nothing = spelt.unknown
    one[: length + 1] = spelt.unknown
    best[i, : length + 1] = IMPOSSIBLE
    for option in range(start, end):
        code = spelt.letters[option]
        if code == 0:
            nothing = spelt.cost[option]
            continue
        at = _slot(space.code, code)
        if space.code[at] != code:
            continue
        many = _letters_in(code)
        piece = space.first[at]
        while piece >= 0:
            j = space.end[piece]
            if many == 1:
                one[j] = spelt.cost[option]
            else:
                best[i, j] = min(best[i, j], best[i - 1, j - many] + spelt.cost[option])
            piece = space.after[piece]
    best[i, 0] = best[i - 1, 0] + nothing
    for j in range(1, length + 1):
        best[i, j] = min(best[i, j], best[i - 1, j] + nothing, best[i - 1, j - 1] + one[j])


@inside
def _double_row(i: int, start: int, end: int, length: int, spelt: Spelt, space: Latin) -> None:
    """The same after two symbols that are one chunk."""
    best = space.best
    for option in range(start, end):
        code, cost = spelt.letters[option], spelt.cost[option]
        if code == 0:
            for j in range(length + 1):
                best[i, j] = min(best[i, j], best[i - 2, j] + cost)
            continue
        at = _slot(space.code, code)
        if space.code[at] == code:
            many = _letters_in(code)
            piece = space.first[at]
            while piece >= 0:
                j = space.end[piece]
                best[i, j] = min(best[i, j], best[i - 2, j - many] + cost)
                piece = space.after[piece]


@in_place
def cost_as_native(word: Bytes, options: Ints, spelt: Spelt, space: Latin) -> float:
    """What a Latin word that is ready costs as a spelling of a listed word, in bits.

    `options` has, for each symbol, where the options of its chunk and of that with the symbol
    before begin and end: four numbers.
    """
    length = min(len(word), MOST_COMPARED)
    symbols = min(len(options) // 4, MOST_COMPARED)
    best = space.best
    best[0, : length + 1] = IMPOSSIBLE
    best[0, 0] = 0.0
    for i in range(1, symbols + 1):
        at = 4 * (i - 1)
        _single_row(i, options[at], options[at + 1], length, spelt, space)
        if i > 1:
            _double_row(i, options[at + 2], options[at + 3], length, spelt, space)
        for j in range(1, length + 1):
            best[i, j] = min(best[i, j], best[i, j - 1] + spelt.unknown)
    return best[symbols, length] - BITS_BY_CHANCE * len(word)


@inside
def _option_row(code: int, rows: int, width: int, spelt: Spelt, space: Native) -> int:
    """The row of costs of some letters, made where there is none; -1 where there is no room."""
    at = _slot(space.code, code)
    if space.code[at] == code:
        return space.row[at]
    if rows == len(space.cost):
        return -1
    space.code[at] = code
    space.row[at] = rows
    space.cost[rows, :width] = IMPOSSIBLE
    if _letters_in(code) <= 1:
        for place in range(0, width, 2):
            space.cost[rows, place] = spelt.unknown
    return rows


@in_place
def native_ready(options: Ints, spelt: Spelt, space: Native) -> None:
    """Make a word of another script ready for `cost_as_listed`; its options as there."""
    symbols = min(len(options) // 4, MOST_COMPARED)
    space.code[:] = _NO_CODE
    rows = _option_row(0, 0, 2 * symbols, spelt, space) + 1
    for place in range(2 * symbols):
        for option in range(options[2 * place], options[2 * place + 1]):
            row = _option_row(spelt.letters[option], rows, 2 * symbols, spelt, space)
            if row >= 0:
                rows = max(rows, row + 1)
                space.cost[row, place] = spelt.cost[option]
    space.held[0] = 0
    space.column[0, : symbols + 1] = IMPOSSIBLE
    space.column[0, 0] = 0.0
    _without_letters(0, symbols, spelt, space)


@inside
def _without_letters(j: int, symbols: int, spelt: Spelt, space: Native) -> None:
    """Symbols that have no letters, and a letter that no symbol has."""
    column, costs = space.column, space.cost
    for i in range(1, symbols + 1):
        cost = column[j, i - 1] + costs[0, 2 * i - 2]
        if i > 1:
            cost = min(cost, column[j, i - 2] + costs[0, 2 * i - 1])
        if j > 0:
            cost = min(cost, column[j - 1, i] + spelt.unknown)
        column[j, i] = min(column[j, i], cost)


@inside
def _column(j: int, letters: Bytes, symbols: int, spelt: Spelt, space: Native) -> None:
    """The column after so many letters, from those before it."""
    column, costs = space.column, space.cost
    column[j, : symbols + 1] = IMPOSSIBLE
    code, shift = np.int64(0), np.int64(0)
    for many in range(1, min(MOST_LETTERS, j) + 1):
        letter = np.int64(letters[j - many]) - _BEFORE_A
        known = 0 < letter <= _ALPHABET
        code |= letter << shift
        shift += 5
        at = _slot(space.code, code) if known else 0
        if known and space.code[at] == code:
            row = space.row[at]
            for i in range(1, symbols + 1):
                cost = column[j - many, i - 1] + costs[row, 2 * i - 2]
                if i > 1:
                    cost = min(cost, column[j - many, i - 2] + costs[row, 2 * i - 1])
                column[j, i] = min(column[j, i], cost)
        elif many == 1:
            for i in range(1, symbols + 1):
                column[j, i] = column[j - 1, i - 1] + spelt.unknown
        if not known:
            break
    _without_letters(j, symbols, spelt, space)


@inside
def _held_alike(word: Bytes, length: int, space: Native) -> int:
    """With how many letters the columns held begin that this word begins with; it is held then."""
    alike = 0
    while alike < min(length, space.held[0]) and space.letters[alike] == word[alike]:
        alike += 1
    for at in range(alike, length):
        space.letters[at] = word[at]
    space.held[0] = length
    return alike


@in_place
def cost_as_listed(word: Bytes, symbols: int, spelt: Spelt, space: Native) -> float:
    """What a listed Latin word costs as a spelling of the word that is ready, in bits."""
    length = min(len(word), MOST_COMPARED)
    known = min(symbols, MOST_COMPARED)
    for j in range(_held_alike(word, length, space) + 1, length + 1):
        _column(j, word, known, spelt, space)
    return space.column[length, known] - BITS_BY_CHANCE * len(word)
