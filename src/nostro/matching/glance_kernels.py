"""Names told apart at a glance from those that a query may mean, before their words are paired.

What two names score is bounded by what their words weigh that can meet none of the other's, and by
what those tell that may. Words of a query and of a name may meet where they are near, where one is
an initial, where the last of either name is cut off, and where they are written together or apart.
"""

from typing import NamedTuple

import numba as nb
import numpy as np

from nostro.matching.arrays import (
    Asked,
    Bytes,
    Floats,
    Glance,
    Hashes,
    Ints,
    Listed,
    Longs,
    Scratch,
)
from nostro.matching.pair_kernels import meet_words
from nostro.matching.scoring import Weights
from nostro.matching.word_kernels import in_place, inside

__all__ = ["agreeing", "all_glances"]

_INITIAL, _NOISE = 5, 6
# Bits that an initial tells, and that a cut-off word tells less than the whole.
_INITIAL_BITS, _CUT_OFF_BITS = 2.0, 3.0
# Words left out of less weight are none.
_NOTHING = 0.01
# What sums may be off by.
_ROUNDED = 1e-9
_ONE = np.uint64(1)
_THOUSAND = 1_000
# Marks a word that may be a part of one of the query's; no query has so many words that it would be
# one of them. What any pair of words tells at the most, in bits: beside such a mark it is not known
# which words are near.
_PART = np.uint64(1 << 62)
_PART_BITS = 30.0
# So many names are read at once.
_BLOCK = 64


class _Query(NamedTuple):
    """What is known of a query as a whole: letters its words begin with, those of initials."""

    firsts: np.uint64
    initials: np.uint64
    heads: np.uint64
    last_head: np.uint64
    noisy: bool


class _Seen(NamedTuple):
    """What a glance at a name shows: the words of the query that are near one of its own; letters
    its words begin with, those of initials, and the first two of words that the query's last word
    is not near; the words of the query that its last word is near, and its first two letters; what
    its words weigh that may meet one, and those that surely do not.
    """

    met: np.uint64
    firsts: np.uint64
    initials: np.uint64
    uncut: np.uint64
    last_met: np.uint64
    last_head: np.uint64
    may: float
    left: float


@inside
def _head(letters: Bytes) -> np.uint8:
    """The first two letters of a word as a number below 64; 64 where there is but one."""
    if len(letters) < 2:
        return np.uint8(64)
    return np.uint8((np.int64(letters[0]) * 31 + np.int64(letters[1])) & 63)


@nb.njit(cache=True)
def all_glances(
    letters: Bytes, starts: Ints, word_form: Ints, kinds: Bytes, weights: Floats
) -> Ints:
    """What a glance at each word of an index shows, in one number: from the lowest bits on its
    first letter (6), its first two (6), and whether there is but one, it is an initial, and of
    an address (1 each); from the 16th on its weight in thousandths.
    """
    out = np.empty(len(word_form), np.int32)
    for word in range(len(word_form)):
        spelt = letters[starts[word_form[word]] : starts[word_form[word] + 1]]
        head = np.int64(_head(spelt))
        shown = np.int64(spelt[0]) & 63 | head << 6
        shown |= (kinds[word] == _INITIAL) << 13 | (kinds[word] == _NOISE) << 14
        out[word] = shown | int(np.rint(weights[word] * _THOUSAND)) << 16
    return out


@inside
def _bit(number: np.uint8) -> np.uint64:
    return _ONE << np.uint64(number) if number < 64 else np.uint64(0)


@inside
def _look_at(query: Ints, asked: Asked, weights: Weights, glance: Glance) -> _Query:
    """Write down what is to be known of the words of a query."""
    firsts = initials = heads = np.uint64(0)
    noise = 0
    for i in range(len(query)):
        word = query[i]
        letters = asked.letters[asked.start[word] : asked.start[word + 1]]
        glance.first[i] = _bit(np.uint8(letters[0] & 63))
        glance.head[i] = _bit(_head(letters))
        glance.weight[i] = asked.weight[word]
        glance.cut_off[i] = max(0.0, asked.bits[word] - _CUT_OFF_BITS - weights.together)
        firsts |= glance.first[i]
        heads |= glance.head[i]
        if asked.kind[word] == _INITIAL:
            initials |= glance.first[i]
        noise += asked.kind[word] == _NOISE
    return _Query(firsts, initials, heads, glance.head[len(query) - 1], noise > 1)


@inside
def _meet_otherwise(query: Ints, asked: Asked, scratch: Scratch) -> bool:
    """Mark the listed words that those of a query are when written together or apart."""
    any_met = False
    for i in range(len(query)):
        for more in range(1, 3):
            whole = scratch.joined[2 * i + more - 1]
            if whole >= 0:
                any_met = True
                for k in range(more + 1):
                    scratch.meets[whole] |= _ONE << np.uint64(i + k)
        for split in range(asked.split_start[query[i]], asked.split_start[query[i] + 1]):
            any_met = True
            mark = _PART | _ONE << np.uint64(i)
            scratch.meets[asked.split[2 * split]] |= mark
            scratch.meets[asked.split[2 * split + 1]] |= mark
    return any_met


@inside
def _part_otherwise(query: Ints, asked: Asked, scratch: Scratch) -> None:
    """Take these marks away, and set those of near words again."""
    for i in range(len(query)):
        for more in range(2):
            if scratch.joined[2 * i + more] >= 0:
                scratch.meets[scratch.joined[2 * i + more]] = 0
        for split in range(asked.split_start[query[i]], asked.split_start[query[i] + 1]):
            scratch.meets[asked.split[2 * split]] = 0
            scratch.meets[asked.split[2 * split + 1]] = 0
    meet_words(query, asked, scratch)


@inside
def _seen(
    last: np.uint64, whole: _Query, listed: Listed, name: int, meets: Hashes, weights: Weights
) -> _Seen:
    """What a glance at the words of a name shows; `last` is the place of the query's last word."""
    begin, end = listed.name_start[name], listed.name_start[name + 1]
    met = firsts = initials = uncut = own = head = np.uint64(0)
    # In thousandths: no sum of them is rounded.
    weighed = weighed_met = noise = np.int64(0)
    for at in range(begin, end):
        word = listed.name_word[at]
        own, shown = meets[word], np.int64(listed.word_glance[word])
        first = _ONE << np.uint64(shown & 63)
        head = np.uint64(1 - (shown >> 12 & 1)) << np.uint64(shown >> 6 & 63)
        initial = np.uint64(shown >> 13 & 1)
        met |= own
        firsts |= first
        initials |= first * initial
        uncut |= head * (own >> last & _ONE ^ _ONE)
        alike = head & whole.last_head | first & (whole.initials | whole.firsts * initial)
        if at + 1 == end:
            alike |= head & whole.heads
        noise += shown >> 14 & 1
        weighed += shown >> 16
        weighed_met += (shown >> 16) * np.int64(own | alike != 0)
    left = (weighed - weighed_met) / _THOUSAND * (weights.in_an_address if noise > 1 else 1.0)
    return _Seen(met, firsts, initials, uncut, own, head, weighed_met / _THOUSAND, left)


@inside
def _may_agree(
    n: int, whole: _Query, glance: Glance, seen: _Seen, weights: Weights, bar: float, told: float
) -> bool:
    """Whether a query of so many words and a name may agree as much as the bar, where words that
    are near tell so much.
    """
    may = left = 0.0
    for i in range(n):
        place = np.uint64(i)
        if seen.met & _PART and seen.met >> place & _ONE:
            told += _PART_BITS
        cut_off = glance.head[i] & seen.last_head
        if seen.last_met >> place & _ONE:
            cut_off = np.uint64(0)
        if i + 1 == n:
            cut_off |= glance.head[i] & seen.uncut
        alike = glance.first[i] & (seen.initials | whole.initials & seen.firsts)
        if cut_off:
            told += glance.cut_off[i]
        if alike:
            told += max(0.0, _INITIAL_BITS - weights.together)
        if seen.met >> place & _ONE or cut_off | alike:
            may += glance.weight[i]
        else:
            left += glance.weight[i]
    if whole.noisy:
        left *= weights.in_an_address
    return _reaches((may + seen.may) / 2, seen.left, left, told, weights, bar)


@inside
def _reaches(
    gained: float, left: float, asked_left: float, told: float, weights: Weights, bar: float
) -> bool:
    """Whether names may agree as much as the bar, whose words gain so much at the most, and of
    which words of these weights are surely left out.
    """
    most, both = max(left, asked_left), min(left, asked_left)
    rate = min(weights.omission_person, weights.omission_other, weights.omission_unknown)
    rate *= min(1.0, weights.asked_more)
    cost = rate * min(most - both, weights.omission_most) + weights.contradiction * both
    if gained * (1.0 - bar) < bar * cost - _ROUNDED:
        return False
    told += weights.together
    if most < weights.filler:
        told += weights.nothing_left
    need = bar * (1.0 + np.exp((weights.informed_at - told) / weights.informed_slope))
    if most < _NOTHING:
        need = bar if most == 0.0 else min(need, bar / weights.spelt_alike)
    return bool(gained * (1.0 - need) >= need * cost - _ROUNDED)


@in_place
def _fetch(names: Ints, begin: int, end: int, listed: Listed, out: Longs) -> None:
    """Read the first word of each of some names, all at once: they lie far apart, and to wait for
    one after the other would take longer than all that is done with them.
    """
    for at in range(begin, end):
        out[at - begin] = listed.name_start[names[at]]
    for at in range(end - begin):
        out[at] = listed.name_word[out[at]]


@in_place
def agreeing(
    query: Ints, asked: Asked, listed: Listed, scratch: Scratch, weights: Weights, bar: float,
    scores: Floats, names: Ints, count: int,
) -> int:  # fmt: skip
    """Keep the names that a query may agree with so much; how many they are.

    `scores` has what near words of each name tell at the most, in bits; it is emptied.
    """
    whole = _look_at(query, asked, weights, scratch.glance)
    otherwise = _meet_otherwise(query, asked, scratch)
    last = np.uint64(len(query) - 1)
    kept = 0
    for begin in range(0, count, _BLOCK):
        end = min(begin + _BLOCK, count)
        _fetch(names, begin, end, listed, scratch.glance.fetched)
        for at in range(begin, end):
            name = names[at]
            seen = _seen(last, whole, listed, name, scratch.meets, weights)
            if _may_agree(
                len(query), whole, scratch.glance, seen, weights, bar, scores[name]
            ):  # fmt: skip
                names[kept] = name
                kept += 1
            scores[name] = 0.0
    if otherwise:
        _part_otherwise(query, asked, scratch)
    return kept
