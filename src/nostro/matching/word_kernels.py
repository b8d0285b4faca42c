"""Words in Latin letters compared: the keys under which similar ones are found, and what differs.

Words are bytes `a` to `z` and digits. Costs are in tenths of a bit: how improbable it is that a
writer who meant one word wrote the other. They are small where romanisations differ (k and q, i
and y, a doubled letter, an h), middling for vowels and neighbours in the wrong order, and large
for one consonant in place of another. All are symmetric. Each kernel has a plain twin in
`tests/matching/twins.py`.
"""

import numba as nb
import numpy as np
import numpy.typing as npt

__all__ = [
    "EDIT_COSTS", "FAR", "LONGEST", "all_keys", "edit_cost", "fnv_more", "fnv_of", "keys_of",
    "near_forms",
]  # fmt: skip

Bytes = npt.NDArray[np.uint8]
Ints = npt.NDArray[np.int32]

# No word is compared beyond this many letters.
LONGEST = 40
# A cost that no bound admits.
FAR = 9_999
_FNV_OFFSET = np.uint64(0xCBF29CE484222325)
_FNV_PRIME = np.uint64(0x100000001B3)
_VOWELS = "aeiou"
_SUBSTITUTED, _CONSONANT_MORE, _VOWEL_MORE, _H_MORE, _GLIDE_MORE = 60, 55, 35, 22, 32
_DOUBLED, _TRANSPOSED, _VOWEL_BESIDE_VOWEL, _DIGRAPH = 10, 42, 25, 18
_AT_FIRST_LETTER = 12
# Maria is not Mario, and Joaquina not Joaquin.
_OF_WOMEN = 55
_A = ord("a")
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


def _classes() -> Bytes:
    """Consonants by the sound they are confused with; 0 for vowels and h, which are left out."""
    classes = np.zeros(256, np.uint8)
    sounds = ("bp", "dt", "gkqcx", "sz", "j", "vwf", "m", "n", "l", "r", *"0123456789")
    for number, letters in enumerate(sounds, 1):
        for letter in letters:
            classes[ord(letter)] = number
    return classes


EDIT_COSTS = _edit_costs()
LETTER_COSTS = _letter_costs()
CLASSES = _classes()
_IS_VOWEL = np.array([chr(code) in "aeiouy" for code in range(256)])
_H, _K, _C, _D, _J = (ord(letter) for letter in "hkcdj")


@nb.njit(cache=True)
def fnv_more(value: np.uint64, word: Bytes) -> np.uint64:
    """The FNV-1a hash of what gave `value`, followed by these bytes."""
    for byte in word:
        value = (value ^ np.uint64(byte)) * _FNV_PRIME
    return value


@nb.njit(cache=True)
def fnv_of(word: Bytes) -> np.uint64:
    """The FNV-1a hash of a word."""
    return fnv_more(_FNV_OFFSET, word)


@nb.njit(cache=True)
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
def edit_cost(one: Bytes, other: Bytes, bound: int) -> int:
    """What it costs to turn one word into the other, in tenths of a bit; FAR above the bound.

    Letters for letters, letters more or fewer, and neighbours in the wrong order (optimal string
    alignment with weights).
    """
    m, n = min(len(one), LONGEST), min(len(other), LONGEST)
    rows = np.empty((3, LONGEST + 1), np.int32)
    above, here, before = 0, 1, 2
    rows[above, 0] = 0
    for j in range(n):
        rows[above, j + 1] = rows[above, j] + _letter_more(other, j)
    for i in range(m):
        removed = _letter_more(one, i)
        rows[here, 0] = rows[above, 0] + removed
        least = rows[here, 0]
        for j in range(n):
            swap = EDIT_COSTS[one[i], other[j]]
            if swap > 0 and i == 0 and j == 0:
                swap += _AT_FIRST_LETTER
            elif swap > 0 and i + 1 == m and j + 1 == n and _A in (one[i], other[j]):
                swap = max(swap, _OF_WOMEN)
            cost = rows[above, j] + swap
            cost = min(cost, rows[above, j + 1] + removed)
            cost = min(cost, rows[here, j] + _letter_more(other, j))
            if i > 0 and j > 0 and one[i] == other[j - 1] and one[i - 1] == other[j]:
                cost = min(cost, rows[before, j - 1] + _TRANSPOSED)
            rows[here, j + 1] = cost
            least = min(least, cost)
        if least > bound:
            return FAR
        before, above, here = above, here, before
    cost = rows[above, n]
    return cost if cost <= bound else FAR


@nb.njit(cache=True)
def _skeleton(word: Bytes, out: Bytes) -> int:
    """The consonants of a word by their sounds, none doubled, into `out`; how many there are."""
    count = 0
    last = 0
    for byte in word[:LONGEST]:
        sound = CLASSES[byte]
        if sound != 0 and sound != last:
            out[count] = sound
            count += 1
        last = sound if sound != 0 else last if byte == _H else 0
    return count


# Words of few consonants are found by their letters as well, one left out.
_FEW = 2
_LONGEST_BY_LETTERS = 9


@nb.njit(cache=True)
def _hash_without(word: Bytes, count: int, left_out: int, seed: np.uint64) -> np.uint64:
    value = seed
    for at in range(count):
        if at != left_out:
            value = (value ^ np.uint64(word[at])) * _FNV_PRIME
    return value


@nb.njit(cache=True)
def keys_of(word: Bytes, out: npt.NDArray[np.uint64]) -> int:
    """The keys of a word into `out` (LONGEST * 2 + 2 places); how many there are.

    Its skeleton and, from three consonants on, the skeleton without each one of them; where there
    are fewer, its letters and those without each one. Words that share a key are worth comparing:
    one slip in the consonants, and any in the vowels, leave one in common.
    """
    skeleton = np.empty(LONGEST, np.uint8)
    sounds = _skeleton(word, skeleton)
    seed = _FNV_OFFSET ^ np.uint64(1)
    count = 0
    if sounds > 0:
        out[count] = _hash_without(skeleton, sounds, -1, seed)
        count += 1
    if sounds > _FEW:
        for at in range(sounds):
            out[count] = _hash_without(skeleton, sounds, at, seed)
            count += 1
    if sounds <= _FEW + 1 and len(word) <= _LONGEST_BY_LETTERS:
        letters = len(word)
        out[count] = _hash_without(word, letters, -1, _FNV_OFFSET)
        count += 1
        if letters > _FEW:
            for at in range(letters):
                out[count] = _hash_without(word, letters, at, _FNV_OFFSET)
                count += 1
    return count


@nb.njit(cache=True)
def all_keys(
    letters: Bytes, starts: Ints, wanted: Bytes, keys: npt.NDArray[np.uint64], forms: Ints
) -> int:
    """The keys of the wanted words of a vocabulary, and whose each is; how many there are.

    Nothing is written where `keys` is empty, so that a first call may count.
    """
    out = np.empty(2 * LONGEST + 2, np.uint64)
    at = 0
    for form in range(len(starts) - 1):
        if wanted[form]:
            for number in range(keys_of(letters[starts[form] : starts[form + 1]], out)):
                if len(keys) > 0:
                    keys[at] = out[number]
                    forms[at] = form
                at += 1
    return at


@nb.njit(cache=True)
def near_forms(
    word: Bytes,
    bound: int,
    letters: Bytes,
    starts: Ints,
    keys: npt.NDArray[np.uint64],
    key_forms: Ints,
    found: Ints,
    costs: Ints,
) -> int:
    """The words of a vocabulary that cost at most the bound, in the order they are met.

    `keys` are sorted, `key_forms` whose they are; `found` and `costs` are filled up to their
    length. How many there are is returned.
    """
    own = np.empty(2 * LONGEST + 2, np.uint64)
    count = 0
    for number in range(keys_of(word, own)):
        at = np.searchsorted(keys, own[number])
        while at < len(keys) and keys[at] == own[number]:
            form = key_forms[at]
            at += 1
            other = letters[starts[form] : starts[form + 1]]
            # A letter more costs a bit at least.
            if abs(len(other) - len(word)) * 10 > bound:
                continue
            cost = edit_cost(word, other, bound)
            if cost < FAR and count < len(found):
                found[count] = form
                costs[count] = cost
                count += 1
    return count
