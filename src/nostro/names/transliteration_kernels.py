"""How words of other scripts are spelt in Latin letters: chunks of letters, aligned in order.

A word is a row of symbols of its script, its Latin spelling a row of letters 1 to 26. Both are cut
into chunks, of one or two symbols and of none to six letters, and each pair of chunks has a
probability; that of the pair of words is the product over its best cutting. Pairs of chunks stand
in an open hash table: keys, and costs in bits (`-log2`). The plain twin of `pair_cost` is in
`tests/names/test_transliteration.py`.
"""

import numba as nb
import numpy as np
import numpy.typing as npt

__all__ = [
    "IMPOSSIBLE", "MOST_LETTERS", "chunk_key", "expect", "fill_table", "find_slot",
    "pair_cost", "spelling_cost",
]  # fmt: skip

Ints = npt.NDArray[np.int32]
Longs = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]

# The longest chunk of Latin letters: shuang.
MOST_LETTERS = 6
MOST_SYMBOLS = 2
IMPOSSIBLE = 1e9
_LONGEST = 48
_BEFORE_A = 96
# About half of what a letter tells: what helps most to find the right spelling among many words.
BITS_BY_CHANCE = 2.5
_MIX = np.uint64(0x9E3779B97F4A7C15)


@nb.njit(cache=True)
def chunk_key(symbols: Ints, at: int, count: int, letters: Ints, start: int, many: int) -> int:
    """One number for a chunk of symbols and a chunk of letters."""
    key = np.int64(1)
    for place in range(at, at + count):
        key = (key << 14) | np.int64(symbols[place] + 1)
    for place in range(start, start + many):
        key = (key << 5) | np.int64(letters[place])
    return (key << 3) | np.int64(count)


@nb.njit(cache=True)
def find_slot(keys: Longs, key: int) -> int:
    """Where a key stands in the table, or where it could; the table is a power of two long."""
    mask = np.int64(len(keys) - 1)
    at = np.int64((np.uint64(key) * _MIX) >> np.uint64(20)) & mask
    while keys[at] != 0 and keys[at] != key:
        at = (at + 1) & mask
    return at


@nb.njit(cache=True)
def fill_table(chunk: Ints, letters: Ints, cost: Floats, keys: Longs, costs: Floats) -> None:
    """Put rows of the file into an empty hash table.

    A chunk is its first symbol and, 15 bits lower, the number after its second, or 0; letters are
    a code of 5 bits for each.
    """
    for row in range(len(chunk)):
        key = (np.int64(1) << 14) | np.int64((chunk[row] >> 15) + 1)
        second = chunk[row] & 0x7FFF
        if second:
            key = (key << 14) | np.int64(second)
        code, bits = np.int64(letters[row]), 0
        while code >> bits:
            bits += 5
        key = ((key << bits) | code) << 3 | np.int64(2 if second else 1)
        at = find_slot(keys, key)
        keys[at] = key
        costs[at] = cost[row]


@nb.njit(cache=True)
def pair_cost(
    symbols: Ints, letters: Ints, keys: Longs, costs: Floats, unknown: float, most: int
) -> float:
    """The cost in bits of the best cutting of a word and a Latin spelling.

    A pair of chunks that is not in the table costs `unknown` for each symbol and letter.
    """
    m, n = min(len(symbols), _LONGEST), min(len(letters), _LONGEST)
    best = np.full((m + 1, n + 1), IMPOSSIBLE)
    best[0, 0] = 0.0
    for i in range(1, m + 1):
        for j in range(n + 1):
            least = IMPOSSIBLE
            for count in range(1, min(MOST_SYMBOLS, i) + 1):
                for many in range(min(most, j) + 1):
                    before = best[i - count, j - many]
                    if before >= least:
                        continue
                    key = chunk_key(symbols, i - count, count, letters, j - many, many)
                    at = find_slot(keys, key)
                    if keys[at] == key:
                        least = min(least, before + costs[at])
                    elif count == 1 and many <= 1:
                        least = min(least, before + unknown)
            if j > 0:
                least = min(least, best[i, j - 1] + unknown)
            best[i, j] = least
    return best[m, n]


@nb.njit(cache=True)
def spelling_cost(
    symbols: Ints, word: npt.NDArray[np.uint8], keys: Longs, costs: Floats, unknown: float
) -> float:
    """The cost in bits of a Latin word, as bytes, for a word of another script, less what any
    word of so many letters has by chance; to be compared with that of the likeliest spelling.
    """
    letters = np.empty(len(word), np.int32)
    for at in range(len(word)):
        letters[at] = word[at] - _BEFORE_A
    cost = pair_cost(symbols, letters, keys, costs, unknown, MOST_LETTERS)
    return cost - BITS_BY_CHANCE * len(word)


@nb.njit(cache=True)
def expect(
    symbols: Ints, symbol_start: Longs, letters: Ints, letter_start: Longs, weight: Floats,
    keys: Longs, costs: Floats, counts: Floats, most: int, most_symbols: int,
) -> float:  # fmt: skip
    """One round of training: expected counts of all pairs of chunks, by forward and backward sums.

    In the first round `costs` are all zero and the table is filled. Returns the bits per pair.
    """
    total = 0.0
    for word in range(len(symbol_start) - 1):
        own = symbols[symbol_start[word] : symbol_start[word + 1]]
        spelt = letters[letter_start[word] : letter_start[word + 1]]
        m, n = len(own), len(spelt)
        if m == 0 or n == 0 or m > _LONGEST or n > _LONGEST:
            continue
        before = np.zeros((m + 1, n + 1))
        after = np.zeros((m + 1, n + 1))
        before[0, 0] = after[m, n] = 1.0
        for i in range(1, m + 1):
            for j in range(n + 1):
                for count in range(1, min(most_symbols, i) + 1):
                    for many in range(min(most, j) + 1):
                        if before[i - count, j - many] > 0:
                            key = chunk_key(own, i - count, count, spelt, j - many, many)
                            at = find_slot(keys, key)
                            if keys[at] == 0:
                                keys[at] = key
                            before[i, j] += before[i - count, j - many] * 2.0 ** -costs[at]
        if before[m, n] <= 0:
            continue
        for i in range(m, -1, -1):
            for j in range(n, -1, -1):
                for count in range(1, min(most_symbols, m - i) + 1):
                    for many in range(min(most, n - j) + 1):
                        if after[i + count, j + many] > 0 and before[i, j] > 0:
                            at = find_slot(keys, chunk_key(own, i, count, spelt, j, many))
                            chance = 2.0 ** -costs[at]
                            after[i, j] += after[i + count, j + many] * chance
                            counts[at] += (
                                weight[word] * before[i, j] * chance
                                * after[i + count, j + many] / before[m, n]
                            )  # fmt: skip
        total -= np.log2(before[m, n])
    return total / max(1, len(symbol_start) - 1)
