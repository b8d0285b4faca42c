"""The listed words near a word: by keys, spellings and meanings, and across scripts.

What is found for a word is remembered (`nostro.matching.asked`), so that names are compared without
reading letters again. The plain twin of `near_words` is in `tests/matching/twins.py`.
"""

from typing import NamedTuple

import numba as nb
import numpy as np
import numpy.typing as npt

from nostro.matching.word_kernels import FAR, fnv_of, near_forms
from nostro.names.transliteration_kernels import spelling_cost

__all__ = [
    "APART", "CUT_OFF", "EQUAL", "INITIAL", "NICKNAME", "SAME_MEANING", "SIMILAR",
    "SPELLING_UNITS", "TOGETHER", "TRANSLITERATED", "VARIANT", "Spelt", "Words", "form_number",
    "near_words", "splits_of",
]  # fmt: skip

Bytes = npt.NDArray[np.uint8]
Ints = npt.NDArray[np.int32]
Longs = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
Hashes = npt.NDArray[np.uint64]

# By which rule words meet.
EQUAL, SIMILAR, SAME_MEANING, NICKNAME, VARIANT, TRANSLITERATED = range(6)
INITIAL, CUT_OFF, TOGETHER, APART = range(6, 10)
# What a bit of an unlikely spelling costs, in tenths of a bit of a slip in a Latin word.
SPELLING_UNITS = 12.5
_OTHER_SPELLING = 5
_MEANS, _COUNTS, _SHORT_FOR, _ELSEWHERE = (ord(mark) for mark in "=#~^")
_NAME = 0


class Words(NamedTuple):
    """The words of an index as arrays: spellings (`form`) of letters, and keys to find them by."""

    letters: Bytes
    form_start: Ints
    form_hash: Hashes
    form_at: Ints
    form_word_start: Ints
    form_word: Ints
    form_extra: Bytes
    word_form: Ints
    word_kind: Bytes
    word_hash: Hashes
    word_native: Bytes
    native: Ints
    native_start: Ints
    native_base: Floats
    key: Hashes
    key_form: Ints


class Spelt(NamedTuple):
    """How other scripts are spelt in Latin letters: `nostro.names.transliteration`."""

    keys: Longs
    costs: Floats
    unknown: float


@nb.njit(cache=True)
def form_number(hashes: Hashes, numbers: Ints, value: np.uint64) -> int:
    """The listed spelling of a hash; -1 where there is none."""
    at = np.searchsorted(hashes, value)
    if at < len(hashes) and hashes[at] == value:
        return numbers[at]
    return -1


@nb.njit(cache=True)
def _rule_of(form: Bytes) -> int:
    """By which rule words meet under a spelling."""
    if len(form) == 0:
        return SIMILAR
    if form[0] in (_MEANS, _COUNTS):
        return SAME_MEANING
    if form[0] == _SHORT_FOR:
        return NICKNAME
    return VARIANT if form[0] == _ELSEWHERE else SIMILAR


@nb.njit(cache=True)
def _across_scripts(
    word: Bytes, symbols: Ints, base: float, words: Words, other: int, known: Spelt
) -> int:
    """What a Latin word costs as a spelling of one of another script, in tenths of a bit."""
    if len(symbols) > 0:
        form = words.word_form[other]
        spelt = words.letters[words.form_start[form] : words.form_start[form + 1]]
        bits = spelling_cost(symbols, spelt, known.keys, known.costs, known.unknown) - base
    else:
        own = words.native[words.native_start[other] : words.native_start[other + 1]]
        bits = spelling_cost(own, word, known.keys, known.costs, known.unknown)
        bits -= words.native_base[other]
    return max(_OTHER_SPELLING, int(SPELLING_UNITS * bits))


@nb.njit(cache=True)
def near_words(
    letters: Bytes, starts: Ints, extra: Ints, bound: int, symbols: Ints, base: float,
    words: Words, known: Spelt, found: Ints, costs: Ints, best: Ints, rules: Bytes, out: Ints,
) -> int:  # fmt: skip
    """The listed words near a word of these spellings, into `out`; costs and rules by word.

    `extra` is what it costs to meet under each spelling; `symbols` are those of a word of another
    script, none for a Latin one, and `base` what its likeliest spelling costs. `best` has a place
    for each listed word and is FAR everywhere; the caller puts it back.
    """
    count = 0
    for number in range(len(starts) - 1):
        word = letters[starts[number] : starts[number + 1]]
        rule = _rule_of(word)
        met = 0
        if bound > 0 and rule == SIMILAR:
            met = near_forms(
                word, bound, words.letters, words.form_start, words.key, words.key_form,
                found, costs,
            )  # fmt: skip
        exact = form_number(words.form_hash, words.form_at, fnv_of(word))
        if exact >= 0 and met < len(found):
            found[met] = exact
            costs[met] = 0
            met += 1
        for at in range(met):
            form = found[at]
            for place in range(words.form_word_start[form], words.form_word_start[form + 1]):
                other = words.form_word[place]
                cost = costs[at] + max(extra[number], words.form_extra[place])
                if words.word_kind[other] != _NAME and costs[at] > 0:
                    continue
                native = words.native_start[other + 1] > words.native_start[other]
                if rule == SIMILAR and native != (len(symbols) > 0):
                    if best[other] != FAR and rules[other] == SIMILAR and costs[at] > 0:
                        continue
                    plainest = letters[starts[0] : starts[1]]
                    across = _across_scripts(plainest, symbols, base, words, other, known)
                    cost = min(cost, across) if costs[at] == 0 else across
                if best[other] == FAR:
                    if count == len(out):
                        continue
                    out[count] = other
                    count += 1
                elif cost >= best[other]:
                    continue
                best[other] = cost
                rules[other] = rule
    return count


@nb.njit(cache=True)
def splits_of(word: Bytes, words: Words, out: Ints) -> int:
    """The pairs of listed words that a word is when written together, into `out`."""
    count = 0
    for cut in range(2, len(word) - 1):
        if 2 * count + 2 > len(out):
            break
        left = form_number(words.form_hash, words.form_at, fnv_of(word[:cut]))
        right = form_number(words.form_hash, words.form_at, fnv_of(word[cut:])) if left >= 0 else -1
        if left >= 0 and right >= 0:
            out[2 * count] = words.form_word[words.form_word_start[left]]
            out[2 * count + 1] = words.form_word[words.form_word_start[right]]
            count += 1
    return count
