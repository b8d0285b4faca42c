"""How probably a word of one script is spelt so in Latin letters: compiled dynamic programmes.

A word is a row of symbols of its script, cut into chunks of one or two; its Latin spelling is cut
into as many chunks of none to six letters. Each pair of chunks has a cost in bits, by the symbols
before and after it where those were seen often enough. A cutting costs the sum of its pairs; a
spelling costs what its cheapest cutting does. Pairs that are not listed fall back to edits, so
that no spelling is impossible. Plain twins of the kernels stand in `tests/names/test_channels.py`.
"""

from typing import Any, NamedTuple

import numba as nb
import numpy as np
import numpy.typing as npt

__all__ = [
    "ANY", "EDGE", "IMPOSSIBLE", "MOST_LETTERS", "MOST_SYMBOLS", "UNKNOWN", "Table", "align",
    "best_cost", "expect", "fill_row", "native_near", "near", "query_costs", "rest_costs",
    "spelling_cost",
]  # fmt: skip

Array = npt.NDArray[Any]

# Symbols of no script: any at all, the edge of a word, one that no channel knows.
ANY, EDGE, UNKNOWN = 0, 1, 2
MOST_SYMBOLS = 64
_DEEP = 64
# The longest chunk of Latin letters: shuang.
MOST_LETTERS = 6
IMPOSSIBLE = np.float32(1e9)
# What a letter more, a symbol left unsaid and a pair that is not listed cost, in bits.
_INSERT, _SKIP, _SWAP = np.float32(6.5), np.float32(7.0), np.float32(9.0)
_MIX = np.uint64(0x9E3779B97F4A7C15)


class Table(NamedTuple):
    """Pairs of chunks and their chances.

    A chunk of symbols is a key of 14 bits each: before, first, second, after (`ANY` where it does
    not count); its row of entries runs from `start` to the next. `base_*` has chunks whatever
    stands around them, `near_*` by what does, with the weight of that beside the base. An entry is
    a Latin chunk, a node of the trie `child`; `chance` is the probability of each stored step.
    """

    base_key: Array
    base_start: Array
    base_chunk: Array
    base_step: Array
    near_key: Array
    near_start: Array
    near_chunk: Array
    near_step: Array
    near_weight: Array
    child: Array
    chance: Array


@nb.njit(cache=True)
def _find(keys: Array, key: int) -> int:
    """The place of a key in sorted keys; -1 where it is not there."""
    low, high = 0, len(keys)
    while low < high:
        middle = (low + high) >> 1
        if keys[middle] < key:
            low = middle + 1
        else:
            high = middle
    return low if low < len(keys) and keys[low] == key else -1


@nb.njit(cache=True)
def _key(before: int, one: int, two: int, after: int) -> int:
    return (
        (np.int64(before) << 42) | (np.int64(one) << 28) | (np.int64(two) << 14) | np.int64(after)
    )


@nb.njit(cache=True)
def fill_row(
    row: Array, before: int, one: int, two: int, after: int, table: Table
) -> None:
    """Write what each Latin chunk costs for a chunk of symbols, in bits; `two` is 0 for no second.

    The chance of a chunk, by what stands around it, is mixed from all rows that the table has.
    """
    row[:] = IMPOSSIBLE
    base = _find(table.base_key, _key(ANY, one, two, ANY))
    if base < 0:
        return
    start, end = table.base_start[base], table.base_start[base + 1]
    for entry in range(start, end):
        row[table.base_chunk[entry]] = table.chance[table.base_step[entry]]
    for sides in range(1, 4):
        key = _key(before if sides & 1 else ANY, one, two, after if sides & 2 else ANY)
        group = _find(table.near_key, key)
        if group < 0:
            continue
        weight = np.float32(table.near_weight[group] / 255.0)
        for entry in range(start, end):
            row[table.base_chunk[entry]] *= np.float32(1.0) - weight
        for entry in range(table.near_start[group], table.near_start[group + 1]):
            row[table.near_chunk[entry]] += weight * table.chance[table.near_step[entry]]
    for entry in range(start, end):
        chunk = table.base_chunk[entry]
        row[chunk] = -np.log2(row[chunk])


@nb.njit(cache=True)
def query_costs(codes: Array, table: Table, costs: Array) -> None:
    """Fill `costs[at, length - 1, chunk]` for a word of symbols."""
    for at in range(len(codes)):
        before = codes[at - 1] if at > 0 else EDGE
        for length in range(1, 3):
            if at + length > len(codes):
                costs[at, length - 1, :] = IMPOSSIBLE
                continue
            after = codes[at + length] if at + length < len(codes) else EDGE
            two = codes[at + 1] if length > 1 else 0
            fill_row(costs[at, length - 1], before, codes[at], two, after, table)


@nb.njit(cache=True)
def rest_costs(costs: Array, rest: Array) -> None:
    """Fill `rest[at]` with the least cost of all symbols from `at` on, whatever the letters."""
    m = len(costs)
    rest[m] = np.float32(0.0)
    for at in range(m - 1, -1, -1):
        least = rest[at + 1] + _SKIP
        for length in range(1, min(2, m - at) + 1):
            for chunk in range(costs.shape[2]):
                least = min(least, rest[at + length] + costs[at, length - 1, chunk])
        rest[at] = least


@nb.njit(cache=True)
def best_cost(costs: Array) -> float:
    """The least cost of a word over all Latin spellings, in bits."""
    rest = np.empty(len(costs) + 1, np.float32)
    rest_costs(costs, rest)
    return rest[0]


@nb.njit(cache=True)
def _grow(states: Array, depth: int, letter: int, child: Array) -> None:
    """Nodes of the chunks of each length that end in this letter; -1 where there is none."""
    states[depth, 0] = 0
    for many in range(1, MOST_LETTERS + 1):
        node = states[depth - 1, many - 1] if many <= depth else np.int32(-1)
        states[depth, many] = child[node, letter] if node >= 0 else np.int32(-1)


@nb.njit(cache=True)
def _column(columns: Array, states: Array, depth: int, costs: Array) -> None:
    """The least cost of each number of symbols and the first `depth` letters."""
    m = len(costs)
    for i in range(m + 1):
        least = IMPOSSIBLE
        if depth > 0:
            least = columns[depth - 1, i] + _INSERT
            if i > 0:
                least = min(least, columns[depth - 1, i - 1] + _SWAP)
        elif i == 0:
            least = np.float32(0.0)
        if i > 0:
            least = min(least, columns[depth, i - 1] + _SKIP)
        for many in range(min(MOST_LETTERS, depth) + 1):
            node = states[depth, many]
            if node < 0:
                break
            for length in range(1, min(2, i) + 1):
                cost = columns[depth - many, i - length] + costs[i - length, length - 1, node]
                least = min(least, cost)
        columns[depth, i] = least


@nb.njit(cache=True)
def _promise(columns: Array, states: Array, depth: int, rest: Array) -> float:
    """A cost that no word beginning with the letters so far can be below."""
    least = IMPOSSIBLE
    for many in range(min(MOST_LETTERS - 1, depth) + 1):
        if states[depth, many] < 0:
            break
        for i in range(len(rest)):
            least = min(least, columns[depth - many, i] + rest[i])
    return least


@nb.njit(cache=True)
def spelling_cost(costs: Array, letters: Array, child: Array) -> float:
    """The least cost of a word and a Latin spelling (bytes, a is 97), in bits."""
    most = min(len(letters), _DEEP)
    columns = np.empty((most + 1, len(costs) + 1), np.float32)
    states = np.full((most + 1, MOST_LETTERS + 1), -1, np.int32)
    states[0, 0] = 0
    _column(columns, states, 0, costs)
    for depth in range(1, most + 1):
        _grow(states, depth, letters[depth - 1] - 97, child)
        _column(columns, states, depth, costs)
    return columns[most, len(costs)]


@nb.njit(cache=True)
def near(
    costs: Array, child: Array, forms: Array, starts: Array, lcp: Array, bound: float
) -> tuple[Array, Array]:
    """Latin words of a sorted vocabulary that cost a word of symbols at most `bound` bits more
    than its best spelling: their numbers, in order, and those bits.

    Form `i` is `forms[starts[i]:starts[i + 1]]` and shares its first `lcp[i]` letters with the
    form before it.
    """
    m, count = len(costs), len(starts) - 1
    columns = np.empty((_DEEP + 1, m + 1), np.float32)
    states = np.full((_DEEP + 1, MOST_LETTERS + 1), -1, np.int32)
    rest = np.empty(m + 1, np.float32)
    rest_costs(costs, rest)
    limit = np.float32(bound) + rest[0]
    states[0, 0] = 0
    _column(columns, states, 0, costs)
    found, bits = np.empty(count, np.int32), np.empty(count, np.float32)
    many, dead = 0, _DEEP + 1
    for form in range(count):
        shared = min(lcp[form], _DEEP)
        if shared >= dead:
            continue
        dead = _DEEP + 1
        length = min(starts[form + 1] - starts[form], _DEEP)
        for depth in range(shared + 1, length + 1):
            _grow(states, depth, forms[starts[form] + depth - 1] - 97, child)
            _column(columns, states, depth, costs)
            if _promise(columns, states, depth, rest) > limit:
                dead = depth
                break
        if dead > _DEEP and columns[length, m] <= limit:
            found[many] = form
            bits[many] = columns[length, m] - rest[0]
            many += 1
    return found[:many].copy(), bits[:many].copy()


@nb.njit(cache=True)
def _letter_nodes(letters: Array, child: Array, nodes: Array) -> None:
    """Fill `nodes[end, many]`: the chunk of so many letters that ends there, -1 for none."""
    nodes[:] = -1
    nodes[0, 0] = 0
    for end in range(1, len(letters) + 1):
        _grow(nodes, end, letters[end - 1] - 97, child)


@nb.njit(cache=True)
def _native_column(columns: Array, least: Array, i: int, nodes: Array, rows: Array) -> None:
    """The column after `i` symbols, from those one and two before; `rows[length - 1]` costs them.

    `least[i]` becomes the cost of those symbols whatever the letters.
    """
    least[i] = least[i - 1] + _SKIP
    for length in range(1, min(2, i) + 1):
        for chunk in range(rows.shape[1]):
            least[i] = min(least[i], least[i - length] + rows[length - 1, chunk])
    for j in range(len(nodes)):
        cost = columns[i - 1, j] + _SKIP
        if j > 0:
            cost = min(cost, columns[i, j - 1] + _INSERT, columns[i - 1, j - 1] + _SWAP)
        for many in range(min(MOST_LETTERS, j) + 1):
            node = nodes[j, many]
            if node < 0:
                break
            for length in range(1, min(2, i) + 1):
                cost = min(cost, columns[i - length, j - many] + rows[length - 1, node])
        columns[i, j] = cost


@nb.njit(cache=True)
def native_near(
    letters: Array, table: Table, forms: Array, starts: Array, lcp: Array,
    bound: float,
) -> tuple[Array, Array]:  # fmt: skip
    """Words of symbols, of a sorted vocabulary, that cost at most `bound` bits more in these
    letters than in their best spelling: their numbers, in order, and those bits.

    As `near`, the other way round. A symbol's costs hang on the one after it, so the column of a
    prefix is filled when the next symbol is known.
    """
    count, n = len(starts) - 1, min(len(letters), _DEEP)
    nodes = np.full((n + 1, MOST_LETTERS + 1), -1, np.int32)
    _letter_nodes(letters[:n], table.child, nodes)
    columns = np.empty((MOST_SYMBOLS + 1, n + 1), np.float32)
    least = np.zeros(MOST_SYMBOLS + 1, np.float32)
    rows = np.empty((2, len(table.child)), np.float32)
    for j in range(n + 1):
        columns[0, j] = _INSERT * np.float32(j)
    found, bits = np.empty(count, np.int32), np.empty(count, np.float32)
    many, dead = 0, MOST_SYMBOLS + 2
    for form in range(count):
        shared = min(lcp[form], MOST_SYMBOLS)
        if shared >= dead:
            continue
        dead = MOST_SYMBOLS + 2
        codes = forms[starts[form] : min(starts[form + 1], starts[form] + MOST_SYMBOLS)]
        m = len(codes)
        # Column i needs symbol i + 1: those up to one before the shared prefix stand.
        for i in range(max(1, shared), m + 1):
            after = codes[i] if i < m else EDGE
            fill_row(rows[0], codes[i - 2] if i > 1 else EDGE, codes[i - 1], 0, after, table)
            rows[1, :] = IMPOSSIBLE
            if i > 1:
                before = codes[i - 3] if i > 2 else EDGE
                fill_row(rows[1], before, codes[i - 2], codes[i - 1], after, table)
            _native_column(columns, least, i, nodes, rows)
            ahead = min(columns[i].min() - least[i], columns[i - 1].min() - least[i - 1])
            if ahead > bound:
                dead = i + 1
                break
        if dead > MOST_SYMBOLS + 1 and m > 0 and columns[m, n] - least[m] <= bound:
            found[many] = form
            bits[many] = columns[m, n] - least[m]
            many += 1
    return found[:many].copy(), bits[:many].copy()


@nb.njit(cache=True)
def _slot(keys: Array, key: int) -> int:
    """Where a key stands in an open hash table, or where it could."""
    mask = np.int64(len(keys) - 1)
    at = np.int64((np.uint64(key) * _MIX) >> np.uint64(20)) & mask
    while keys[at] != 0 and keys[at] != key:
        at = (at + 1) & mask
    return at


@nb.njit(cache=True)
def _pair_key(
    symbols: Array, i: int, length: int, letters: Array, j: int, many: int
) -> int:
    """One number for a chunk of symbols and a chunk of letters 1 to 26 that end at `i` and `j`.

    From the top: 14 bits for each of two symbols (the first 0 where there is one only), 5 bits
    for each of 6 letters, and 3 for how many letters there are.
    """
    key = np.int64(symbols[i - 1])
    if length > 1:
        key |= np.int64(symbols[i - 2]) << 14
    spelt = np.int64(0)
    for at in range(j - many, j):
        spelt = (spelt << 5) | np.int64(letters[at])
    return (((key << 30) | spelt) << 3) | np.int64(many)


@nb.njit(cache=True)
def _allowed(length: int, many: int, most: Array) -> bool:
    return many <= most[length - 1] and (length == 1 or many > 0)


@nb.njit(cache=True)
def _pair_slots(
    symbols: Array, letters: Array, keys: Array, most: Array, slots: Array, learn: bool
) -> None:
    """The slot of each pair of chunks by where it ends; -1 where it may not be."""
    for i in range(1, len(symbols) + 1):
        for j in range(len(letters) + 1):
            for length in range(1, 3):
                for many in range(MOST_LETTERS + 1):
                    slots[i, j, length - 1, many] = -1
                    if length > i or many > j or not _allowed(length, many, most):
                        continue
                    key = _pair_key(symbols, i, length, letters, j, many)
                    at = _slot(keys, key)
                    if keys[at] == 0 and learn:
                        keys[at] = key
                    if keys[at] == key:
                        slots[i, j, length - 1, many] = at


@nb.njit(cache=True)
def expect(
    symbols: Array, symbol_start: Array, letters: Array, letter_start: Array, weight: Array,
    keys: Array, chance: Array, counts: Array, most: Array, bits: Array, learn: bool,
) -> None:  # fmt: skip
    """One round of training: the expected count of each pair of chunks, over all cuttings.

    `most` is the longest Latin chunk for chunks of one and two symbols; `bits` becomes what each
    word costs, infinity where it has no cutting.
    """
    slots = np.empty((MOST_SYMBOLS + 1, _DEEP + 1, 2, MOST_LETTERS + 1), np.int64)
    fore = np.empty((MOST_SYMBOLS + 1, _DEEP + 1))
    aft = np.empty((MOST_SYMBOLS + 1, _DEEP + 1))
    bits[:] = np.inf
    for word in range(len(symbol_start) - 1):
        own = symbols[symbol_start[word] : symbol_start[word + 1]]
        spelt = letters[letter_start[word] : letter_start[word + 1]]
        m, n = len(own), len(spelt)
        if weight[word] == 0.0 or m == 0 or n == 0 or m > MOST_SYMBOLS or n > _DEEP:
            continue
        _pair_slots(own, spelt, keys, most, slots, learn)
        fore[: m + 1, : n + 1] = 0.0
        aft[: m + 1, : n + 1] = 0.0
        fore[0, 0] = aft[m, n] = 1.0
        for i in range(1, m + 1):
            for j in range(n + 1):
                for length in range(1, 3):
                    for many in range(MOST_LETTERS + 1):
                        at = slots[i, j, length - 1, many]
                        if at >= 0:
                            fore[i, j] += fore[i - length, j - many] * chance[at]
        if fore[m, n] <= 0.0:
            continue
        share = weight[word] / fore[m, n]
        for i in range(m, 0, -1):
            for j in range(n, -1, -1):
                if aft[i, j] == 0.0:
                    continue
                for length in range(1, 3):
                    for many in range(MOST_LETTERS + 1):
                        at = slots[i, j, length - 1, many]
                        if at >= 0 and fore[i - length, j - many] > 0.0:
                            after = aft[i, j] * chance[at]
                            aft[i - length, j - many] += after
                            counts[at] += share * fore[i - length, j - many] * after
        bits[word] = -np.log2(fore[m, n])


@nb.njit(cache=True)
def align(
    symbols: Array, letters: Array, keys: Array, bits: Array, most: Array, cuts: Array
) -> tuple[int, float]:
    """The cheapest cutting: its number of pairs, `cuts[k]` their lengths from last to first, and
    its bits; no pairs where there is no cutting.
    """
    m, n = len(symbols), len(letters)
    slots = np.empty((m + 1, n + 1, 2, MOST_LETTERS + 1), np.int64)
    _pair_slots(symbols, letters, keys, most, slots, False)
    best = np.full((m + 1, n + 1), np.inf)
    came = np.zeros((m + 1, n + 1, 2), np.int64)
    best[0, 0] = 0.0
    for i in range(1, m + 1):
        for j in range(n + 1):
            for length in range(1, 3):
                for many in range(MOST_LETTERS + 1):
                    at = slots[i, j, length - 1, many]
                    if at >= 0 and best[i - length, j - many] + bits[at] < best[i, j]:
                        best[i, j] = best[i - length, j - many] + bits[at]
                        came[i, j, 0] = length
                        came[i, j, 1] = many
    if best[m, n] == np.inf:
        return 0, best[m, n]
    count, i, j = 0, m, n
    while i > 0:
        cuts[count, 0] = came[i, j, 0]
        cuts[count, 1] = came[i, j, 1]
        i, j = i - cuts[count, 0], j - cuts[count, 1]
        count += 1
    return count, best[m, n]
