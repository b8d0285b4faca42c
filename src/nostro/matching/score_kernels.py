"""Two names scored: what their pairs of words gain and tell, and what the words left out cost.

The plain twin is `tests/matching/score_twin.py`; the laws that hold it are in `tests/matching`.
"""

import numpy as np

from nostro.matching.arrays import Asked, Bytes, Floats, Ints, Listed, Scratch
from nostro.matching.near_kernels import NICKNAME, SAME_MEANING, SIMILAR, TRANSLITERATED
from nostro.matching.pair_kernels import choose, compound_pairs, single_pairs
from nostro.matching.scoring import Weights
from nostro.matching.word_kernels import inside

__all__ = ["score_name"]

# Rules by which two words may be one, written in two ways.
_OF_ONE_WORD = (SIMILAR, SAME_MEANING, NICKNAME, TRANSLITERATED)
_NAME, _NUMBER, _NOISE = 0, 2, 6
_PERSON, _OTHER = 1, 2
# Weights of words left out below this are none.
_NOTHING = 0.01
_SEVERAL = 2
# What names agree at the most that are not equal.
_MOST = 0.99


@inside
def _is_a_spelling(scratch: Scratch, pair: int, rarer: float, weights: Weights) -> bool:
    """Whether words that met are likely one, written in two ways. Both may be known well, as Meyer
    and Mayer are: then they are two names unless they are more alike.
    """
    least = weights.likely_spelling
    if scratch.rule[pair] == SIMILAR and rarer < weights.known_names_below:
        least = max(least, weights.likely_of_known)
    return scratch.rule[pair] in _OF_ONE_WORD and scratch.alike[pair] >= least


@inside
def _final_score(
    gained: float, paired: float, left: float, left_listed: float, alone: float,
    evidence: float, kind: int, spelt_alike: bool, weights: Weights,
) -> float:  # fmt: skip
    """The score from what was gained, what was there, what was left, and how much it tells."""
    if paired <= 0:
        return 0.0
    contradiction = min(left, left_listed) + alone
    omission = max(left, left_listed) - min(left, left_listed)
    rate = (
        weights.omission_person
        if kind == 1
        else weights.omission_other
        if kind == 2
        else weights.omission_unknown
    )
    if left > left_listed:
        rate *= weights.asked_more
    rate += weights.doubt * (1.0 - gained / paired)
    agreed = gained / (
        paired + rate * min(omission, weights.omission_most) + weights.contradiction * contradiction
    )
    told = evidence - weights.told_omission * min(omission, weights.told_omission_most)
    if omission + contradiction < weights.filler:
        told += weights.nothing_left
    informed = 1.0 / (1.0 + np.exp(-(told - weights.informed_at) / weights.informed_slope))
    if spelt_alike and omission + contradiction < _NOTHING:
        informed = max(informed, weights.spelt_alike)
    return _likely(min(_MOST, agreed * informed), weights)


@inside
def _likely(agreed: float, weights: Weights) -> float:
    """How likely names that agree so much mean the same party: the curve of the weights."""
    at = 1
    while at + 1 < len(weights.agreed) and weights.agreed[at] < agreed:
        at += 1
    low, high = weights.agreed[at - 1], weights.agreed[at]
    rise = (weights.likely[at] - weights.likely[at - 1]) / (high - low)
    return weights.likely[at - 1] + (agreed - low) * rise


@inside
def _other_kind(of_people: float, kind: int, weights: Weights) -> float:
    """What a word that did not meet says against the party's being what the list says it is."""
    if kind == _PERSON:
        return weights.not_a_person * max(0.0, -of_people - 2.0)
    if kind == _OTHER:
        return weights.a_person * max(0.0, of_people - 2.0)
    return 0.0


@inside
def _left_out(
    words: Ints, taken: Bytes, kinds: Bytes, weight: Floats, of_people: Floats, kind: int,
    weights: Weights,
) -> tuple[float, int, float]:  # fmt: skip
    """What the words of one side weigh that met none, how many are numbers, and what they say
    against the party's kind.
    """
    noise = 0
    for at in range(len(words)):
        noise += taken[at] == 0 and kinds[words[at]] == _NOISE
    in_address = noise > 1
    left, numbers, alone = 0.0, 0, 0.0
    for at in range(len(words)):
        if taken[at] == 0:
            word = words[at]
            left += weight[word] * (weights.in_an_address if in_address else 1.0)
            numbers += kinds[word] == _NUMBER
            if not in_address:
                alone += _other_kind(of_people[word], kind, weights)
    return left, numbers, alone


@inside
def _names_among(words: Ints, kinds: Bytes, taken: Bytes, met: bool) -> int:
    """How many words are names, or how many of those met another."""
    count = 0
    for at in range(len(words)):
        count += kinds[words[at]] == _NAME and (taken[at] > 0 or not met)
    return count


@inside
def _ways(count: int, met: int) -> float:
    """In how many ways so many of some words can be chosen, in bits; none for one word, which has
    to be rare to tell enough alone.
    """
    if met < _SEVERAL:
        return 0.0
    ways = 1.0
    for at in range(min(met, count - met)):
        ways *= (count - at) / (at + 1)
    return np.log2(ways)


@inside
def _in_turn(chosen: int, words: int, scratch: Scratch) -> bool:
    """Whether words meet in the order of both names, whichever of them comes first."""
    falls = 0
    last = first = -1
    for i in range(words):
        for number in range(chosen):
            pair = scratch.chosen[number]
            if scratch.first[pair] == i:
                j = scratch.second[pair]
                if first < 0:
                    first = j
                else:
                    falls += j < last
                last = j
    return falls + (last > first) <= 1


@inside
def score_name(
    query: Ints, asked: Asked, listed: Listed, name: int, scratch: Scratch, weights: Weights
) -> tuple[float, int]:
    """The score of a query and a listed name, and how many pairs of words gave it.

    `join_words` and `meet_words` have been called for the query before.
    """
    begin, end = listed.name_start[name], listed.name_start[name + 1]
    n_name = end - begin
    count = single_pairs(query, asked, listed, name, scratch, weights)
    count = compound_pairs(query, asked, listed, name, scratch, count, weights)
    chosen = choose(scratch, count, len(query), n_name)
    gained = paired = told = 0.0
    equal = chosen == len(query) and chosen == n_name
    spelt_alike = True
    for number in range(chosen):
        pair = scratch.chosen[number]
        if scratch.rule[pair] != 0:
            equal = False
            rarer = max(
                asked.bits[query[scratch.first[pair]]],
                listed.word_bits[listed.name_word[begin + scratch.second[pair]]],
            )
            spelt_alike = spelt_alike and _is_a_spelling(scratch, pair, rarer, weights)
        gained += scratch.gain[pair]
        paired += scratch.gain[pair] / scratch.alike[pair]
        told += max(0.0, scratch.evidence[pair] - weights.together)
    if equal:
        return 1.0, chosen
    if told > 0:
        told += weights.together
    told -= weights.one_of_many * (
        _ways(
            _names_among(query, asked.kind, scratch.taken, False),
            _names_among(query, asked.kind, scratch.taken, True),
        )
        + _ways(
            _names_among(
                listed.name_word[begin:end], listed.word_kind, scratch.taken_listed, False
            ),
            _names_among(listed.name_word[begin:end], listed.word_kind, scratch.taken_listed, True),
        )
    )
    spelt_alike = spelt_alike and _in_turn(chosen, len(query), scratch)
    kind = listed.name_kind[name]
    left, numbers, alone = _left_out(
        query, scratch.taken, asked.kind, asked.weight, asked.of_people, kind, weights
    )
    others = listed.name_word[begin : begin + n_name]
    left_listed, numbers_listed, alone_listed = _left_out(
        others, scratch.taken_listed, listed.word_kind, listed.word_weight,
        listed.word_of_people, kind, weights,
    )  # fmt: skip
    alone += alone_listed
    if (numbers > 0) != (numbers_listed > 0):
        alone += weights.number_alone
    score = _final_score(gained, paired, left, left_listed, alone, told, kind, spelt_alike, weights)
    return score, chosen
