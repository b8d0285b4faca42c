"""The listed names worth comparing with a query, by what their words could tell at the most."""

import numpy as np

from nostro.matching.arrays import Asked, Floats, Hashes, Ints, Listed, Scratch
from nostro.matching.pair_kernels import evidence_of
from nostro.matching.scoring import Weights
from nostro.matching.whole_kernels import names_hash
from nostro.matching.word_kernels import first_at, fnv_of, in_place, inside

__all__ = ["candidates"]

_NOISE = 6
# What no word tells more than, in bits.
_MOST_BITS = 30.0
# What names of the same words may tell, however common these are.
_ANY_BITS = 1_000.0


@inside
def _told(scores: Floats, touched: Ints, count: int, name: int, told: float) -> int:
    """Add bits to those of a name."""
    if scores[name] > 0:
        scores[name] += told
    else:
        scores[name] = told
        touched[count] = name
        count += 1
    return count


@inside
def _met(scores: Floats, touched: Ints, count: int, listed: Listed, word: int, told: float) -> int:
    """Add what a listed word tells to every name that holds it."""
    for at in range(listed.posted_start[word], listed.posted_start[word + 1]):
        count = _told(scores, touched, count, listed.posted[at], told)
    return count


@inside
def _told_by(asked: Asked, word: int, place: int, listed: Listed, weights: Weights) -> float:
    """What one of the listed words near a word tells, beside others of its name."""
    bits = listed.word_bits[asked.near[place]]
    cost, rule = asked.near_cost[place], asked.near_rule[place]
    return evidence_of(asked.bits[word], bits, cost, rule, weights) - weights.together


@inside
def _written_otherwise(i: int, listed: Listed, scratch: Scratch) -> bool:
    """Whether a word of a query is listed written together with the next, or as two."""
    pair = scratch.pair[i]
    apart = pair < len(listed.pair_hash) and listed.pair_hash[pair] == scratch.whole[i]
    return apart or max(scratch.joined[2 * i], scratch.joined[2 * i + 1]) >= 0


@inside
def _weigh_words(
    query: Ints, asked: Asked, listed: Listed, scratch: Scratch, weights: Weights
) -> None:
    """What each word of a query tells at the most, and the most that it and a listed word weigh."""
    for i in range(len(query)):
        word = query[i]
        told = heavy = 0.0
        for place in range(asked.near_start[word], asked.near_start[word + 1]):
            told = max(told, _told_by(asked, word, place, listed, weights))
            heavy = max(heavy, listed.word_weight[asked.near[place]])
        scratch.whole[i] = fnv_of(asked.letters[asked.start[word] : asked.start[word + 1]])
        scratch.pair[i] = first_at(listed.pair_hash, scratch.whole[i])
        if _written_otherwise(i, listed, scratch):
            told, heavy = _MOST_BITS, 1.0
        scratch.told[i] = told
        scratch.heavy[i] = (asked.weight[word] + heavy) / 2
        scratch.turn[i] = i
    for i in range(1, len(query)):
        at, number = i, scratch.turn[i]
        while at > 0 and scratch.told[scratch.turn[at - 1]] < scratch.told[number]:
            scratch.turn[at] = scratch.turn[at - 1]
            at -= 1
        scratch.turn[at] = number


@inside
def _names_of(
    i: int, query: Ints, asked: Asked, listed: Listed, scratch: Scratch, weights: Weights,
    scores: Floats, touched: Ints, count: int,
) -> int:  # fmt: skip
    """Add what a word of the query tells to the names that hold a word near it."""
    word = query[i]
    for place in range(asked.near_start[word], asked.near_start[word + 1]):
        told = _told_by(asked, word, place, listed, weights)
        if told > 0:
            count = _met(scores, touched, count, listed, asked.near[place], told)
    for more in range(2):
        whole = scratch.joined[2 * i + more]
        if whole >= 0:
            count = _met(scores, touched, count, listed, whole, listed.word_bits[whole])
    pair = scratch.pair[i]
    while pair < len(listed.pair_hash) and listed.pair_hash[pair] == scratch.whole[i]:
        count = _told(scores, touched, count, listed.pair_at[pair], _MOST_BITS)
        pair += 1
    return count


@inside
def _without(weight: float, left: float, weights: Weights) -> float:
    """How much a query agrees at the most with a name that may meet words of such a weight, and
    meets none of others of a weight.
    """
    rate = min(weights.omission_person, weights.omission_other, weights.omission_unknown)
    omitted = rate * weights.asked_more * min(left, weights.omission_most)
    return weight / (weight + min(omitted, weights.contradiction * left) + 1e-9)


@in_place
def candidates(
    query: Ints, asked: Asked, listed: Listed, scratch: Scratch, weights: Weights, least: float,
    bar: float, scores: Floats, touched: Ints,
) -> int:  # fmt: skip
    """The names whose words that meet the query's could tell at least so much; what those of each
    tell at the most is in `scores` then.

    Words are taken the most telling first. Once those that are left cannot tell enough alone, or
    would agree too little without those before them, they bring no new names, and their postings
    are not read.
    """
    n = len(query)
    _weigh_words(query, asked, listed, scratch, weights)
    left = heavy = passed = 0.0
    noise = 0
    for i in range(n):
        left += scratch.told[i]
        heavy += scratch.heavy[i]
        noise += asked.kind[query[i]] == _NOISE
    count = 0
    for number in range(n):
        i = scratch.turn[number]
        if left < least or left <= 0 or _without(heavy, passed, weights) < bar:
            break
        count = _names_of(i, query, asked, listed, scratch, weights, scores, touched, count)
        left -= scratch.told[i]
        heavy -= scratch.heavy[i]
        if noise <= 1 and not _written_otherwise(i, listed, scratch):
            passed += asked.weight[query[i]]
    return _kept(query, asked, listed, weights, least, left, scores, touched, count)


@inside
def _kept(
    query: Ints, asked: Asked, listed: Listed, weights: Weights, least: float, left: float,
    scores: Floats, touched: Ints, count: int,
) -> int:  # fmt: skip
    """The names touched that tell enough, and those of the same words or sounds however common."""
    least -= left
    kept = 0
    for at in range(count):
        name = touched[at]
        # The bits that a name gains where no word is left out are for names of about as many words.
        if scores[name] >= least and (
            scores[name] >= least + weights.nothing_left
            or abs(listed.name_start[name + 1] - listed.name_start[name] - len(query)) <= 1
        ):
            scores[name] += left
            touched[kept] = name
            kept += 1
        else:
            scores[name] = 0.0
    value = names_hash(query, asked.kind, asked.hash)
    kept = _all_of(value, listed.name_hash, listed.name_at, scores, touched, kept)
    value = names_hash(query, asked.kind, asked.sound)
    return _all_of(value, listed.sound_hash, listed.sound_at, scores, touched, kept)


@in_place
def _all_of(
    value: np.uint64, hashes: Hashes, names: Ints, scores: Floats, touched: Ints, kept: int
) -> int:
    """Names of the same words, or of words that sound alike, are compared however common."""
    at = first_at(hashes, value)
    while value != 0 and at < len(hashes) and hashes[at] == value:
        name = names[at]
        if scores[name] == 0:
            scores[name] = _ANY_BITS
            touched[kept] = name
            kept += 1
        at += 1
    return kept
