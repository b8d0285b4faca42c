"""Hashes to find names by: of their words, of the sounds of these, of neighbours as one."""

import numba as nb
import numpy as np

from nostro.matching.arrays import Bytes, Hashes, Ints, Longs
from nostro.matching.word_kernels import LONGEST, fnv_more, fnv_of, in_place, keys_of

__all__ = ["all_name_hashes", "all_pairs", "all_sounds", "names_hash", "sound_of"]

_NAME, _NUMBER, _INITIAL_KIND = 0, 2, 5
# Parts of a word are no shorter than this.
_LEAST_PART = 2
_LEAST_LETTER = ord("a")
_MIXED = np.uint64(0x9E3779B97F4A7C15)


@in_place
def names_hash(words: Ints, kinds: Bytes, hashes: Hashes) -> np.uint64:
    """The same for names of the same words in any order, fillers apart unless they are all."""
    value = np.uint64(0)
    for word in words:
        kind = kinds[word]
        if kind in (_NAME, _NUMBER, _INITIAL_KIND):
            value += hashes[word] * (hashes[word] ^ _MIXED)
    if value == 0:
        for word in words:
            value += hashes[word] * (hashes[word] ^ _MIXED)
    return value


@nb.njit(cache=True)
def all_name_hashes(listed_words: Ints, starts: Longs, kinds: Bytes, hashes: Hashes) -> Hashes:
    """The hash of each name of an index."""
    out = np.empty(len(starts) - 1, np.uint64)
    for name in range(len(out)):
        out[name] = names_hash(listed_words[starts[name] : starts[name + 1]], kinds, hashes)
    return out


@nb.njit(cache=True)
def all_pairs(
    letters: Bytes, starts: Ints, word_form: Ints, name_word: Ints, name_start: Longs
) -> tuple[Hashes, Ints]:
    """The hashes of neighbouring words of names written as one, and the name of each."""
    hashes = np.empty(len(name_word), np.uint64)
    names = np.empty(len(name_word), np.int32)
    count = 0
    for name in range(len(name_start) - 1):
        for at in range(name_start[name], name_start[name + 1] - 1):
            one, two = name_word[at], name_word[at + 1]
            left = letters[starts[word_form[one]] : starts[word_form[one] + 1]]
            right = letters[starts[word_form[two]] : starts[word_form[two] + 1]]
            marked = min(left[0], right[0]) < _LEAST_LETTER
            if len(left) >= _LEAST_PART and len(right) >= _LEAST_PART and not marked:
                hashes[count] = fnv_more(fnv_of(left), right)
                names[count] = name
                count += 1
    return hashes[:count], names[:count]


@nb.njit(cache=True)
def sound_of(word: Bytes, kind: int, otherwise: np.uint64) -> np.uint64:
    """A hash of the consonants of a word by their sounds; that given where it has none."""
    if kind != _NAME:
        return otherwise
    keys = np.empty(2 * LONGEST + 2, np.uint64)
    return keys[0] if keys_of(word[:LONGEST], keys) > 0 else otherwise


@nb.njit(cache=True)
def all_sounds(
    letters: Bytes, starts: Ints, word_form: Ints, kinds: Bytes, hashes: Hashes
) -> Hashes:
    """The sound of each word of an index."""
    out = np.empty(len(word_form), np.uint64)
    for word in range(len(word_form)):
        form = word_form[word]
        out[word] = sound_of(letters[starts[form] : starts[form + 1]], kinds[word], hashes[word])
    return out
