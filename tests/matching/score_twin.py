"""The plain twin of `score_name`: two names scored as docs/matching.md says it.

What two words have in common is given (`near` has twins of its own): by places in both names, its
cost in tenths of a bit and its rule. So are the words that are listed, by their plainest spelling.
"""

import math
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from tests.matching.name_twins import chosen

from nostro.matching.near_kernels import (
    APART,
    CUT_OFF,
    EQUAL,
    INITIAL,
    NICKNAME,
    SAME_MEANING,
    SIMILAR,
    TOGETHER,
    TRANSLITERATED,
    VARIANT,
)
from nostro.matching.scoring import Weights
from nostro.names import Kind, Word

__all__ = ["Pair", "Two", "scored"]


class Two(NamedTuple):
    """Two names to score, of what kind the listed one is (0 unknown, 1 a person, 2 another), and
    what is known of their words.
    """

    query: Sequence[Word]
    listed: Sequence[Word]
    kind: int
    near: Mapping[tuple[int, int], tuple[int, int]]
    plainest: Mapping[str, str]


class Pair(NamedTuple):
    """Words that met: the first of each side and how many, and what the pair is worth."""

    i: int
    many: int
    j: int
    many_listed: int
    rule: int
    alike: float
    gain: float
    bits: float


def scored(two: Two, weights: Weights) -> tuple[float, list[Pair]]:
    """The score, and the pairs that gave it."""
    pairs = [*singles(two, weights), *compounds(two, weights)]
    taken = [pairs[n] for n in chosen([(*pair[:4], pair.gain) for pair in pairs])]
    met = {pair.i + k for pair in taken for k in range(pair.many)}
    met_listed = {pair.j + k for pair in taken for k in range(pair.many_listed)}
    if len(taken) == len(two.query) == len(two.listed) and all(p.rule == EQUAL for p in taken):
        return 1.0, taken
    told = sum(max(0.0, pair.bits - weights.together) for pair in taken)
    told += weights.together if told > 0 else 0.0
    told -= weights.one_of_many * (ways(two.query, met) + ways(two.listed, met_listed))
    left = (
        left_out(two.query, met, two.kind, weights),
        left_out(two.listed, met_listed, two.kind, weights),
    )
    return score_of(two, taken, told, left, weights), taken


def singles(two: Two, weights: Weights) -> list[Pair]:
    """Pairs of one word each."""
    found = [
        (i, j, met(two, i, j, weights))
        for i in range(len(two.query))
        for j in range(len(two.listed))
    ]
    return [
        Pair(
            i, 1, j, 1, rule, alike, alike * (two.query[i].weight + two.listed[j].weight) / 2, bits
        )
        for i, j, (rule, alike, bits) in ((i, j, pair) for i, j, pair in found if pair)
    ]


def met(two: Two, i: int, j: int, weights: Weights) -> tuple[int, float, float] | None:
    """By which rule two words meet, how alike they are and how many bits they tell."""
    one, other = two.query[i], two.listed[j]
    spelt, listed = one.forms[0].encode(), other.forms[0].encode()
    if (i, j) in two.near:
        cost, rule = two.near[i, j]
        if cost and rule == SIMILAR:
            known = weights.known_below - max(one.bits, other.bits)
            cost += int(max(0.0, known) * weights.both_known)
        meant = 6 if rule in (SAME_MEANING, NICKNAME, VARIANT, TRANSLITERATED) else 0
        size = max(len(spelt), len(listed), meant)
        alike = max(0.05, 1 - cost / (weights.cost_unit * (size + 1)))
        return rule, alike, bits_of(one.bits, other.bits, cost, rule, weights)
    if {one.kind, other.kind} == {Kind.INITIAL, Kind.NAME}:
        return (INITIAL, weights.initial, 2.0) if spelt[0] == listed[0] else None
    if one.kind != Kind.NAME or other.kind != Kind.NAME:
        return None
    short, long = sorted((spelt, listed), key=len)
    last = (i == len(two.query) - 1) if short is spelt else (j == len(two.listed) - 1)
    if not last or len(short) < 2 or len(short) == len(long) or not long.startswith(short):
        return None
    share = len(short) / len(long)
    alike = weights.cut_off + (1 - weights.cut_off) * share
    return CUT_OFF, alike, max(0.0, share * min(one.bits, other.bits) - 3)


def bits_of(bits: float, other: float, cost: int, rule: int, weights: Weights) -> float:
    """Their rarity, less what differs."""
    rarer, commoner = max(bits, other), min(bits, other)
    both = commoner + weights.rarer_counts * (rarer - commoner)
    if rule == TRANSLITERATED:
        return max(0.0, both - cost / 12.5 - weights.other_script)
    return max(0.0, both - cost / 10 - weights.fuzzy_bits) if cost else commoner


def compounds(two: Two, weights: Weights) -> list[Pair]:
    """Words written together on one side and apart on the other."""
    query, listed = two.query, two.listed
    keys, known = [word.key for word in query], [word.key for word in listed]
    found, alike = [], weights.compound
    for i, word in enumerate(query):
        for count in (2, 3):
            part = query[i : i + count]
            whole = two.plainest.get("".join(w.forms[0] for w in part))
            if len(part) == count and whole in known and whole not in keys:
                for j in (j for j, key in enumerate(known) if key == whole):
                    weight = (listed[j].weight + sum(w.weight for w in part)) / 2
                    bits = listed[j].bits - 1
                    found.append(Pair(i, count, j, 1, TOGETHER, alike, alike * weight, bits))
        if word.key not in known:
            for left, right in splits(word, two.plainest):
                for j, pair in enumerate(pairwise(known)):
                    if pair == (left, right):
                        weight = (word.weight + listed[j].weight + listed[j + 1].weight) / 2
                        bits = max(word.bits, listed[j].bits) - 1
                        found.append(Pair(i, 1, j, 2, APART, alike, alike * weight, bits))
    return found


def splits(word: Word, plainest: Mapping[str, str]) -> list[tuple[str, str]]:
    """The listed words that a word is when they are written together, eight at the most."""
    form = word.forms[0]
    if word.kind != Kind.NAME or not form.isascii():
        return []
    parts = [(form[:cut], form[cut:]) for cut in range(2, len(form) - 1)]
    both = [(plainest[a], plainest[b]) for a, b in parts if a in plainest and b in plainest]
    return both[:8]


def ways(words: Sequence[Word], met: set[int]) -> float:
    """In how many ways as many names could have been met, in bits; none for one."""
    names = [at for at, word in enumerate(words) if word.kind == Kind.NAME]
    count = sum(at in met for at in names)
    return math.log2(math.comb(len(names), count)) if count > 1 else 0.0


def left_out(words, met, kind, weights) -> tuple[float, bool, float]:
    """What words weigh that met none, whether a number is among them, and what they say against the
    kind of what is listed.
    """
    rest = [word for at, word in enumerate(words) if at not in met]
    address = sum(word.kind == Kind.NOISE for word in rest) > 1
    weight = sum(word.weight for word in rest) * (weights.in_an_address if address else 1.0)
    says = 0.0 if address else sum(of_kind(word.of_people, kind, weights) for word in rest)
    return weight, any(word.kind == Kind.NUMBER for word in rest), says


def of_kind(of_people: float, kind: int, weights: Weights) -> float:
    """What a word says against the kind of what is listed."""
    by_kind = {1: (weights.not_a_person, -of_people), 2: (weights.a_person, of_people)}
    weight, unlike = by_kind.get(kind, (0.0, 0.0))
    return weight * max(0.0, unlike - 2)


def score_of(two, taken, told, left, weights) -> float:
    """What was gained over what was there and what the words left out cost; how much it tells."""
    if not taken:
        return 0.0
    gained = sum(pair.gain for pair in taken)
    paired = sum(pair.gain / pair.alike for pair in taken)
    (query, number, against), (listed, listed_number, listed_against) = left
    contradiction = min(query, listed) + against + listed_against
    contradiction += weights.number_alone if number != listed_number else 0.0
    omission = abs(query - listed)
    rates = (weights.omission_unknown, weights.omission_person, weights.omission_other)
    rate = rates[two.kind] * (weights.asked_more if query > listed else 1.0)
    rate += weights.doubt * (1 - gained / paired)
    costs = rate * min(omission, weights.omission_most) + weights.contradiction * contradiction
    told -= weights.told_omission * min(omission, weights.told_omission_most)
    told += weights.nothing_left if omission + contradiction < weights.filler else 0.0
    informed = 1 / (1 + math.exp(-(told - weights.informed_at) / weights.informed_slope))
    if omission + contradiction < 0.01 and spelt_alike(two, taken, weights):
        informed = max(informed, weights.spelt_alike)
    agreed = min(0.99, gained / (paired + costs) * informed)
    return float(np.interp(agreed, weights.agreed, weights.likely))


def spelt_alike(two: Two, taken: list[Pair], weights: Weights) -> bool:
    """Whether all words are likely spellings of the other's, in its order, begun anywhere."""
    places = [pair.j for pair in sorted(taken)]
    turned = [places[at:] + places[:at] for at in range(len(places))]
    return sorted(places) in turned and all(
        pair.rule == EQUAL or is_a_spelling(two, pair, weights) for pair in taken
    )


def is_a_spelling(two: Two, pair: Pair, weights: Weights) -> bool:
    """Whether two words are likely one; both of them known well are two unless they are closer."""
    rarer = max(two.query[pair.i].bits, two.listed[pair.j].bits)
    known = pair.rule == SIMILAR and rarer < weights.known_names_below
    least = (
        max(weights.likely_spelling, weights.likely_of_known)
        if known
        else (weights.likely_spelling)
    )
    of_one_word = (SIMILAR, SAME_MEANING, NICKNAME, TRANSLITERATED)
    return pair.rule in of_one_word and pair.alike >= least
