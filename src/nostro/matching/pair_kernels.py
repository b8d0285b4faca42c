"""The words of two names paired: which meet, by which rule, and the best pairs of them.

What two words have in common is known before (`near`), so that no letters are read here but for
initials and cut-off words.
"""

import numpy as np

from nostro.matching.arrays import Asked, Bytes, Ints, Listed, Scratch
from nostro.matching.near_kernels import (
    APART,
    CUT_OFF,
    EQUAL,
    INITIAL,
    NICKNAME,
    SAME_MEANING,
    SIMILAR,
    SPELLING_UNITS,
    TOGETHER,
    TRANSLITERATED,
    VARIANT,
    form_number,
)
from nostro.matching.scoring import Weights
from nostro.matching.word_kernels import fnv_more, fnv_of, in_place, inside

__all__ = [
    "choose",
    "compound_pairs",
    "evidence_of",
    "join_words",
    "meet_words",
    "near_place",
    "part_words",
    "single_pairs",
]

_NAME, _INITIAL_KIND = 0, 5
# Words that mean the same are compared as words of so many letters, whatever they have.
_MEANT_LETTERS = 6


@inside
def near_place(asked: Asked, word: int, listed_word: int) -> int:
    """Where a listed word stands among those near a word."""
    low, high = asked.near_start[word], asked.near_start[word + 1]
    while low < high:
        middle = (low + high) // 2
        if asked.near[middle] < listed_word:
            low = middle + 1
        else:
            high = middle
    return low


@inside
def _starts_with(word: Bytes, start: Bytes) -> bool:
    if len(start) >= len(word):
        return False
    for at in range(len(start)):
        if word[at] != start[at]:
            return False
    return True


@in_place
def join_words(query: Ints, asked: Asked, listed: Listed, scratch: Scratch) -> None:
    """For each neighbours of a query, two and three, the listed word they are together, or -1."""
    for i in range(len(query)):
        scratch.joined[2 * i] = scratch.joined[2 * i + 1] = -1
        word = query[i]
        value = fnv_of(asked.letters[asked.start[word] : asked.start[word + 1]])
        for more in range(1, 3):
            if i + more >= len(query):
                break
            after = query[i + more]
            value = fnv_more(value, asked.letters[asked.start[after] : asked.start[after + 1]])
            form = form_number(listed.form_hash, listed.form_at, value)
            if form >= 0:
                scratch.joined[2 * i + more - 1] = listed.form_word[listed.form_word_start[form]]


@in_place
def meet_words(query: Ints, asked: Asked, scratch: Scratch) -> None:
    """Mark the listed words near those of a query; `part_words` takes the marks away."""
    for i in range(len(query)):
        for place in range(asked.near_start[query[i]], asked.near_start[query[i] + 1]):
            scratch.meets[asked.near[place]] |= np.uint64(1) << np.uint64(i)


@in_place
def part_words(query: Ints, asked: Asked, scratch: Scratch) -> None:
    """Take away the marks of a query."""
    for word in query:
        for place in range(asked.near_start[word], asked.near_start[word + 1]):
            scratch.meets[asked.near[place]] = 0


@inside
def _add(
    scratch: Scratch, count: int, i: int, n_i: int, j: int, n_j: int, rule: int,
    alike: float, gain: float, evidence: float,
) -> int:  # fmt: skip
    if count < len(scratch.first):
        scratch.first[count] = i
        scratch.first_count[count] = n_i
        scratch.second[count] = j
        scratch.second_count[count] = n_j
        scratch.rule[count] = rule
        scratch.alike[count] = alike
        scratch.gain[count] = gain
        scratch.evidence[count] = evidence
        return count + 1
    return count


@in_place
def evidence_of(bits: float, other_bits: float, cost: int, rule: int, weights: Weights) -> float:
    """What two words that met tell, in bits: their rarity, less what differs."""
    value = min(bits, other_bits)
    if rule == TRANSLITERATED:
        value += weights.rarer_counts * (max(bits, other_bits) - value)
        value -= cost / SPELLING_UNITS + weights.other_script
    elif cost > 0:
        value += (
            weights.rarer_counts * (max(bits, other_bits) - value) - cost / 10 - weights.fuzzy_bits
        )
    return max(0.0, value)


@inside
def _alike_of(cost: int, length: int, weights: Weights) -> float:
    """How alike two words are in [0, 1], from what differs and the longer one's letters."""
    return max(0.05, 1.0 - cost / (weights.cost_unit * (length + 1)))


@inside
def single_pairs(
    query: Ints, asked: Asked, listed: Listed, name: int, scratch: Scratch, weights: Weights
) -> int:
    """The pairs of one word each that meet, into `scratch`; how many they are."""
    count = 0
    begin, end = listed.name_start[name], listed.name_start[name + 1]
    for i in range(len(query)):
        word = query[i]
        letters = asked.letters[asked.start[word] : asked.start[word + 1]]
        for at in range(begin, end):
            other = listed.name_word[at]
            j = at - begin
            weight = (asked.weight[word] + listed.word_weight[other]) / 2
            if scratch.meets[other] >> np.uint64(i) & np.uint64(1):
                place = near_place(asked, word, other)
                cost = asked.near_cost[place]
                if cost > 0 and asked.near_rule[place] == SIMILAR:
                    known = max(asked.bits[word], listed.word_bits[other])
                    cost += int(max(0.0, weights.known_below - known) * weights.both_known)
                form = listed.word_form[other]
                size = listed.form_start[form + 1] - listed.form_start[form]
                rule = asked.near_rule[place]
                if rule in (SAME_MEANING, NICKNAME, VARIANT, TRANSLITERATED):
                    size = max(size, _MEANT_LETTERS)
                alike = _alike_of(cost, max(size, len(letters)), weights)
                bits = evidence_of(asked.bits[word], listed.word_bits[other], cost, rule, weights)
                count = _add(scratch, count, i, 1, j, 1, rule, alike, alike * weight, bits)
                continue
            one, two = asked.kind[word], listed.word_kind[other]
            form = listed.word_form[other]
            spelt = listed.letters[listed.form_start[form] : listed.form_start[form + 1]]
            if (one == _INITIAL_KIND and two == _NAME) or (one == _NAME and two == _INITIAL_KIND):
                if letters[0] == spelt[0]:
                    alike = weights.initial
                    count = _add(scratch, count, i, 1, j, 1, INITIAL, alike, alike * weight, 2.0)
            elif one == _NAME and two == _NAME:
                cut = i == len(query) - 1 and len(letters) >= 2 and _starts_with(spelt, letters)
                cut_listed = at == end - 1 and len(spelt) >= 2 and _starts_with(letters, spelt)
                if cut or cut_listed:
                    share = min(len(letters), len(spelt)) / max(len(letters), len(spelt))
                    alike = weights.cut_off + (1 - weights.cut_off) * share
                    bits = share * min(asked.bits[word], listed.word_bits[other]) - 3
                    count = _add(
                        scratch, count, i, 1, j, 1, CUT_OFF, alike, alike * weight, max(0.0, bits)
                    )
    return count


@inside
def _are_one(asked: Asked, word: int, listed_word: int) -> bool:
    """Whether a word of a query and a listed one are the same."""
    place = near_place(asked, word, listed_word)
    there = place < asked.near_start[word + 1] and asked.near[place] == listed_word
    return there and asked.near_rule[place] == EQUAL


@inside
def _stands_in(query: Ints, asked: Asked, listed_word: int) -> bool:
    """Whether a listed word is one of the query's words."""
    for word in query:
        if _are_one(asked, word, listed_word):
            return True
    return False


@inside
def _name_has(listed: Listed, begin: int, end: int, asked: Asked, word: int) -> bool:
    """Whether a word of the query is one of a listed name's."""
    for at in range(begin, end):
        if _are_one(asked, word, listed.name_word[at]):
            return True
    return False


@inside
def compound_pairs(
    query: Ints, asked: Asked, listed: Listed, name: int, scratch: Scratch, count: int,
    weights: Weights,
) -> int:  # fmt: skip
    """Words written together on one side and apart on the other, unless they stand there as they
    are: a name that has both is equal to itself.
    """
    begin, end = listed.name_start[name], listed.name_start[name + 1]
    alike = weights.compound
    for i in range(len(query)):
        for more in range(1, 3):
            whole = scratch.joined[2 * i + more - 1]
            if whole < 0 or _stands_in(query, asked, whole):
                continue
            for at in range(begin, end):
                if listed.name_word[at] == whole:
                    weight = listed.word_weight[whole]
                    for k in range(more + 1):
                        weight += asked.weight[query[i + k]]
                    weight /= 2
                    count = _add(
                        scratch, count, i, more + 1, at - begin, 1, TOGETHER, alike,
                        alike * weight, listed.word_bits[whole] - 1,
                    )  # fmt: skip
        word = query[i]
        for split in range(asked.split_start[word], asked.split_start[word + 1]):
            left, right = asked.split[2 * split], asked.split[2 * split + 1]
            for at in range(begin, end - 1):
                met = listed.name_word[at] == left and listed.name_word[at + 1] == right
                if met and not _name_has(listed, begin, end, asked, word):
                    weight = asked.weight[word]
                    weight += listed.word_weight[left] + listed.word_weight[right]
                    count = _add(
                        scratch, count, i, 1, at - begin, 2, APART, alike, alike * weight / 2,
                        max(asked.bits[word], listed.word_bits[left]) - 1,
                    )  # fmt: skip
    return count


@inside
def _better(scratch: Scratch, one: int, other: int) -> bool:
    """Whether a pair goes before another: by gain, then by nearness of place."""
    if abs(scratch.gain[one] - scratch.gain[other]) > 1e-12:
        return scratch.gain[one] > scratch.gain[other]
    far = abs(scratch.first[one] - scratch.second[one])
    other_far = abs(scratch.first[other] - scratch.second[other])
    if far != other_far:
        return far < other_far
    near = scratch.first[one] + scratch.second[one]
    other_near = scratch.first[other] + scratch.second[other]
    if near != other_near:
        return near < other_near
    return one < other


@inside
def choose(scratch: Scratch, count: int, n_query: int, n_name: int) -> int:
    """Take pairs, the best first, no word twice; their numbers into `chosen`."""
    scratch.taken[:n_query] = 0
    scratch.taken_listed[:n_name] = 0
    for number in range(count):
        scratch.order[number] = 0
    chosen = 0
    while True:
        best = -1
        for number in range(count):
            if scratch.order[number] == 0 and (best < 0 or _better(scratch, number, best)):
                best = number
        if best < 0:
            return chosen
        scratch.order[best] = 1
        i, j = scratch.first[best], scratch.second[best]
        free = True
        for k in range(scratch.first_count[best]):
            free = free and scratch.taken[i + k] == 0
        for k in range(scratch.second_count[best]):
            free = free and scratch.taken_listed[j + k] == 0
        if free:
            for k in range(scratch.first_count[best]):
                scratch.taken[i + k] = 1
            for k in range(scratch.second_count[best]):
                scratch.taken_listed[j + k] = 1
            scratch.chosen[chosen] = best
            chosen += 1
