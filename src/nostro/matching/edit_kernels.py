"""Words in Latin letters compared: what differs.

Words are bytes `a` to `z` and digits. Costs are in tenths of a bit: how improbable it is that a
writer who meant one word wrote the other. They are small where romanisations differ (k and q, i
and y, a doubled letter, an h), middling for vowels and neighbours in the wrong order, and large
for one consonant in place of another. All are symmetric. The plain twin is in
`tests/matching/twins.py`.
"""

from typing import NamedTuple

import numba as nb
import numpy as np
import numpy.typing as npt

from nostro.matching.word_kernels import LONGEST, first_at, in_place, inside, keys_of

__all__ = ["EDIT_COSTS", "Compared", "all_more", "near_forms", "place_of"]

Bytes = npt.NDArray[np.uint8]
Ints = npt.NDArray[np.int32]
Longs = npt.NDArray[np.int64]
Hashes = npt.NDArray[np.uint64]
Singles = npt.NDArray[np.float32]

_VOWELS = "aeiou"
_SUBSTITUTED, _CONSONANT_MORE, _VOWEL_MORE, _H_MORE, _GLIDE_MORE = 60, 55, 35, 22, 32
_DOUBLED, _TRANSPOSED, _VOWEL_BESIDE_VOWEL, _DIGRAPH = 10, 42, 25, 18
_AT_FIRST_LETTER = 12
# Maria is not Mario, and Joaquina not Joaquin.
_OF_WOMEN = 55
# The same as rows have costs.
_AT_FIRST, _SWAPPED = np.float32(_AT_FIRST_LETTER), np.float32(_TRANSPOSED)
_A = ord("a")
# A letter more costs that much at least.
_LETTER_AT_LEAST = 10
# Letters that alphabets, standards and ears confuse, with the cost of one for the other.
_CONFUSED = {
    "iy": 10, "kq": 12, "ck": 18, "vw": 15, "uw": 25, "ij": 25, "jy": 22, "sz": 20, "oq": 60,
    "gk": 32, "dt": 30, "bp": 38, "fv": 32, "bv": 36, "gj": 32, "cs": 32, "jz": 30, "cj": 40,
    "gh": 36, "hk": 32, "fp": 36, "cz": 40, "kx": 36, "sx": 40, "gq": 30, "hx": 36, "lr": 45,
    "mn": 42, "0o": 15, "1i": 15, "1l": 15, "il": 30, "5s": 20, "8b": 20, "3e": 25, "4a": 25,
    "ct": 42, "st": 45, "dz": 40, "cx": 40,
}  # fmt: skip
_VOWEL_FOR_VOWEL = {
    "ae": 28, "ai": 34, "ao": 32, "au": 34, "ei": 22, "eo": 34, "eu": 36, "io": 38, "iu": 38,
    "ou": 20, "ey": 25, "ay": 34, "oy": 38, "uy": 34,
}  # fmt: skip


def _edit_costs() -> npt.NDArray[np.int32]:
    """What one letter for another costs, by their codes."""
    costs = np.full((256, 256), _SUBSTITUTED, np.int32)
    for pairs in (_CONFUSED, _VOWEL_FOR_VOWEL):
        for letters, cost in pairs.items():
            one, other = map(ord, letters)
            costs[one, other] = costs[other, one] = cost
    np.fill_diagonal(costs, 0)
    return costs


def _letter_costs() -> npt.NDArray[np.int32]:
    """What one letter more or fewer costs, by its code."""
    costs = np.full(256, _CONSONANT_MORE, np.int32)
    for letter in _VOWELS:
        costs[ord(letter)] = _VOWEL_MORE
    costs[ord("h")] = _H_MORE
    costs[ord("y")] = costs[ord("w")] = _GLIDE_MORE
    return costs


EDIT_COSTS = _edit_costs()
LETTER_COSTS = _letter_costs()
_IS_VOWEL = np.array([chr(code) in "aeiouy" for code in range(256)])
_LETTERS = np.array([ord(letter) for letter in "abcdefghijklmnopqrstuvwxyz0123456789"])
_H, _K, _C, _D, _J = (ord(letter) for letter in "hkcdj")


# The upper six bits of a power of two times this number tell which power it is (de Bruijn).
_DE_BRUIJN = np.uint64(0x03F79D71B4CB0A89)
_PLACES = np.zeros(64, np.int64)
for _place in range(64):
    _PLACES[((1 << _place) * int(_DE_BRUIJN) & (1 << 64) - 1) >> 58] = _place


@in_place
def _letter_more(word: Bytes, at: int) -> int:
    """What it costs that this letter stands in one word and not in the other."""
    letter = word[at]
    before = word[at - 1] if at > 0 else 0
    after = word[at + 1] if at + 1 < len(word) else 0
    if letter in (before, after):
        return _DOUBLED
    if _IS_VOWEL[letter] and (_IS_VOWEL[before] or _IS_VOWEL[after]):
        return _VOWEL_BESIDE_VOWEL
    if (letter == _K and (after in (_H, _C) or before == _C)) or (letter == _C and after == _K):
        return _DIGRAPH
    if letter == _D and after == _J:
        return _DIGRAPH
    if at + 1 == len(word) and letter == _A:
        return _OF_WOMEN
    return LETTER_COSTS[letter] + (_AT_FIRST_LETTER if at == 0 else 0)


@nb.njit(cache=True)
def all_more(letters: Bytes, starts: Ints) -> Bytes:
    """What each letter of some words costs that stands in one word and not in the other."""
    out = np.zeros(len(letters), np.uint8)
    for word in range(len(starts) - 1):
        for at in range(starts[word], starts[word + 1]):
            out[at] = _letter_more(letters[starts[word] : starts[word + 1]], at - starts[word])
    return out


class Compared(NamedTuple):
    """Space to compare a word with those of a vocabulary: a mark for each of them, 64 in one
    number, and one for those that need not be looked at; the words found and what they cost; where
    letters stand in the word, as bits; and rows of the comparison, kept for words that begin alike.

    Costs in rows are less what it costs that the letters of the word so far are more (`total`): so
    one cell takes but one step from the cell before it. They are whole numbers, held as floats,
    since the least of floats is found without a branch that is often guessed wrong.
    """

    key: Hashes
    mark: Hashes
    passed: Hashes
    found: Ints
    cost: Ints
    place: Longs
    total: Singles
    swap: npt.NDArray[np.float32]
    row: npt.NDArray[np.float32]
    least: Singles

    @classmethod
    def with_room(cls, words: int) -> "Compared":
        """Space for a vocabulary of so many words."""
        side = LONGEST + 1
        return cls(
            np.empty(2 * side, np.uint64), np.zeros(words // 64 + 1, np.uint64),
            np.zeros(words // 64 + 1, np.uint64), np.empty(words + 1, np.int32),
            np.empty(words + 1, np.int32),
            np.empty(256, np.int64), np.empty(side, np.float32), np.empty((256, side), np.float32),
            np.empty((side, side), np.float32), np.empty(side, np.float32),
        )  # fmt: skip


@in_place
def _mark_sharing(word: Bytes, keys: Hashes, key_forms: Ints, space: Compared) -> None:
    """Mark the words that share a key with this one."""
    for number in range(keys_of(word, space.key)):
        key = space.key[number]
        at = first_at(keys, key)
        while at < len(keys) and keys[at] == key:
            form = key_forms[at]
            space.mark[form >> 6] |= np.uint64(1) << np.uint64(form & 63)
            at += 1


@inside
def _plain_row(j: int, size: int, letter: int, removed: float, space: Compared) -> None:
    """The row of the comparison after one more letter of the other word, where no neighbours are
    swapped; its last cell as if more letters followed.
    """
    above, row, swaps, total = space.row[j], space.row[j + 1], space.swap[letter], space.total
    first = swaps[0]
    if j == 0 and first + total[1] > 0:
        first += _AT_FIRST
    least = cost = above[0] + removed
    over = above[1]
    row[0] = cost
    row[1] = cost = min(above[0] + first, over + removed, cost)
    least = min(least, cost + total[1])
    for i in range(1, size):
        corner, over = over, above[i + 1]
        cost = min(corner + swaps[i], over + removed, cost)
        row[i + 1] = cost
        least = min(least, cost + total[i + 1])
    space.least[j + 1] = least


@inside
def _swapped_at(i: int, j: int, word: Bytes, other: Bytes) -> bool:
    """Whether two letters of one word stand in the other in the other order."""
    return i > 0 and j > 0 and word[i] == other[j - 1] and word[i - 1] == other[j]


@inside
def _swapped_row(
    j: int, word: Bytes, size: int, other: Bytes, removed: float, space: Compared
) -> None:
    """The same where neighbours may be swapped, from the two rows before it."""
    rows, swaps, total = space.row, space.swap[other[j]], space.total
    least = cost = rows[j, 0] + removed
    rows[j + 1, 0] = cost
    for i in range(size):
        cost = min(rows[j, i] + swaps[i], rows[j, i + 1] + removed, cost)
        if _swapped_at(i, j, word, other):
            cost = min(cost, rows[j - 1, i - 1] + total[i - 1] + _SWAPPED - total[i + 1])
        rows[j + 1, i + 1] = cost
        least = min(least, cost + total[i + 1])
    space.least[j + 1] = least


@inside
def _last_cell(
    word: Bytes, size: int, other: Bytes, length: int, removed: float, space: Compared
) -> int:
    """What the words cost, once all rows are there: an a at the end of one counts more."""
    rows, total, i, j = space.row, space.total, size - 1, length - 1
    cost = rows[length, size]
    swap = EDIT_COSTS[other[j], word[i]]
    if _A in (other[j], word[i]) and 0 < swap < _OF_WOMEN and i + j > 0:
        other_way = rows[j, i] + np.float32(_OF_WOMEN) - (total[size] - total[i])
        cost = min(other_way, rows[j, size] + removed, rows[length, i])
        if _swapped_at(i, j, word, other):
            cost = min(cost, rows[j - 1, i - 1] + total[i - 1] + _SWAPPED - total[size])
    return int(cost + total[size])


@inside
def _shared(one: Bytes, other: Bytes) -> int:
    """How many letters two words begin with alike."""
    most = min(len(one), len(other))
    for at in range(most):
        if one[at] != other[at]:
            return at
    return most


@in_place
def _start_rows(word: Bytes, size: int, space: Compared) -> None:
    """The row before any letter of the other word; where each letter stands, what the letters cost
    as more, and what one for another costs beyond that.
    """
    space.row[0, : size + 1] = 0
    space.total[0] = space.least[0] = 0
    space.place[:] = 0
    for i in range(size):
        more = _letter_more(word, i)
        space.place[word[i]] |= 1 << i
        space.total[i + 1] = space.total[i] + np.float32(more)
        for letter in _LETTERS:
            space.swap[letter, i] = EDIT_COSTS[letter, word[i]] - more


@in_place
def near_forms(
    word: Bytes, bound: int, letters: Bytes, more: Bytes, starts: Ints, keys: Hashes,
    key_forms: Ints, space: Compared,
) -> int:  # fmt: skip
    """The words of a sorted vocabulary that share a key with this one and cost at most the bound:
    which, and what, in `space`. How many there are is returned. Those that are `passed` are left
    out.

    `more` is `all_more` of the vocabulary; `keys` are sorted, `key_forms` whose they are. A row of
    the comparison holds for all words that begin with its letters and the one after; a beginning
    that costs too much ends them all.
    """
    size = min(len(word), LONGEST)
    _start_rows(word, size, space)
    _mark_sharing(word, keys, key_forms, space)
    count = done = 0
    before = letters[:0]
    for block in range(len(space.mark)):
        marks = space.mark[block] & ~space.passed[block]
        space.mark[block] = 0
        while marks != 0:
            low = marks & (~marks + np.uint64(1))
            marks ^= low
            form = 64 * block + place_of(low)
            other = letters[starts[form] : starts[form + 1]]
            if abs(len(other) - len(word)) * _LETTER_AT_LEAST > bound:
                continue
            length = min(len(other), LONGEST)
            begin = min(done, max(0, _shared(before, other) - 1))
            costs = more[starts[form] : starts[form + 1]]
            done = _rows_until(begin, word, size, other, length, costs, bound, space)
            before = other
            if done == length:
                removed = np.float32(costs[length - 1])
                cost = _last_cell(word, size, other, length, removed, space)
                if cost <= bound:
                    space.found[count] = form
                    space.cost[count] = cost
                    count += 1
    return count


@inside
def _rows_until(
    begin: int, word: Bytes, size: int, other: Bytes, length: int, more: Bytes, bound: int,
    space: Compared,
) -> int:  # fmt: skip
    """Rows from `begin` on, until the word ends or no way on costs so little; how many letters."""
    for j in range(begin, length):
        if space.least[j] > bound and (j == 0 or space.least[j - 1] + _TRANSPOSED > bound):
            return j
        if j > 0 and space.place[other[j]] << 1 & space.place[other[j - 1]]:
            _swapped_row(j, word, size, other, np.float32(more[j]), space)
        else:
            _plain_row(j, size, other[j], np.float32(more[j]), space)
    return length


@inside
def place_of(bit: np.uint64) -> int:
    """Which bit of 64 is set."""
    return _PLACES[(bit * _DE_BRUIJN) >> np.uint64(58)]
