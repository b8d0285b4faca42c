"""Words hashed, and the keys under which similar ones are found.

Words are bytes; keys are made of the sounds of their consonants and of their letters. Each kernel
has a plain twin in `tests/matching/twins.py`.
"""

import numba as nb
import numpy as np
import numpy.typing as npt

__all__ = [
    "LONGEST",
    "all_hashes",
    "all_keys",
    "first_at",
    "fnv_more",
    "fnv_of",
    "in_place",
    "inside",
    "keys_of",
]

Bytes = npt.NDArray[np.uint8]
Ints = npt.NDArray[np.int32]
Hashes = npt.NDArray[np.uint64]

# Kernels that allocate nothing own no array, so references are not counted in them: counting those
# of every array in a tuple, at every call, would cost more than the work.
in_place = nb.njit(cache=True, _nrt=False)  # type: ignore[call-overload]
# What runs for each letter or pair of words becomes a part of its caller.
inside = nb.njit(cache=True, _nrt=False, forceinline=True)  # type: ignore[call-overload]

# No word is compared beyond this many letters.
LONGEST = 40
_FNV_OFFSET = np.uint64(0xCBF29CE484222325)
_FNV_PRIME = np.uint64(0x100000001B3)


def _classes() -> Bytes:
    """Consonants by the sound they are confused with; 0 for vowels and h, which are left out."""
    classes = np.zeros(256, np.uint8)
    sounds = ("bp", "dt", "gkqcx", "sz", "j", "vwf", "m", "n", "l", "r", *"0123456789")
    for number, letters in enumerate(sounds, 1):
        for letter in letters:
            classes[ord(letter)] = number
    return classes


CLASSES = _classes()
_H = ord("h")


@inside
def fnv_more(value: np.uint64, word: Bytes) -> np.uint64:
    """The FNV-1a hash of what gave `value`, followed by these bytes."""
    for byte in word:
        value = (value ^ np.uint64(byte)) * _FNV_PRIME
    return value


@inside
def fnv_of(word: Bytes) -> np.uint64:
    """The FNV-1a hash of a word."""
    return fnv_more(_FNV_OFFSET, word)


@inside
def first_at(hashes: Hashes, value: np.uint64) -> int:
    """Where a hash stands among sorted ones, or would."""
    low, high = 0, len(hashes)
    while low < high:
        middle = (low + high) // 2
        if hashes[middle] < value:
            low = middle + 1
        else:
            high = middle
    return low


@nb.njit(cache=True)
def all_hashes(letters: Bytes, starts: Ints) -> Hashes:
    """The FNV-1a hash of each of some words."""
    out = np.empty(len(starts) - 1, np.uint64)
    for word in range(len(out)):
        out[word] = fnv_of(letters[starts[word] : starts[word + 1]])
    return out


@inside
def _skeleton(word: Bytes, out: Hashes) -> int:
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


@inside
def _hash_without(word: Bytes | Hashes, count: int, left_out: int, seed: np.uint64) -> np.uint64:
    value = seed
    for at in range(count):
        if at != left_out:
            value = (value ^ np.uint64(word[at])) * _FNV_PRIME
    return value


@in_place
def keys_of(word: Bytes, out: npt.NDArray[np.uint64]) -> int:
    """The keys of a word into `out` (LONGEST * 2 + 2 places, the last ones to work in); how many
    there are.

    Its skeleton and, from three consonants on, the skeleton without each one of them; where there
    are fewer, its letters and those without each one. Words that share a key are worth comparing:
    one slip in the consonants, and any in the vowels, leave one in common.
    """
    skeleton = out[LONGEST + 2 :]
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
