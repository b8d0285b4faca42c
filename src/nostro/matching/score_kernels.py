"""Two names scored: their words paired, and what the pairs and the words left out say.

A name is a row of word numbers. What two words have in common is known before (`near`), so that
no letters are read here but for initials and cut-off words. Evidence is counted in bits: how
improbable it is that a name which means somebody else has the same words (Fellegi and Sunter,
1969). The plain twin of `score_name` is in `tests/matching/twins.py`.
"""

import math

import numpy as np

from nostro.matching.arrays import Asked, Bytes, Floats, Ints, Listed, Scratch
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
from nostro.matching.scoring import (
    BOTH_KNOWN,
    CONTRADICTED,
    DIFFERENT,
    FACTS,
    FUZZY,
    MORE_ASKED,
    MORE_LISTED,
    MOST,
    OTHER_KIND,
    OTHER_NUMBER,
    RAREST,
    SHORTENED,
    SPELT_OTHERWISE,
    TOLD,
    WHOLE,
    Weights,
)
from nostro.matching.word_kernels import fnv_more, fnv_of, in_place, inside
from nostro.names.background import BITS_PER_STEP, COLUMNS, SHARES

__all__ = [
    "MAX_PAIRS", "cost_in_bits", "cut_off_bits", "evidence_of", "join_words", "meet_words", "pair_bits", "part_words",
    "score_name",
]  # fmt: skip

_NAME, _LEGAL_FORM, _NUMBER, _INITIAL_KIND = 0, 1, 2, 5
_PERSON, _OTHER = 1, 2
_MOST_TOKENS = 40
MAX_PAIRS = 4 * _MOST_TOKENS * _MOST_TOKENS
# Words that mean the same are compared as words of so many letters, whatever they have.
_MEANT_LETTERS = 6
# A letter of a word that is cut off tells so many bits, and an initial so many.
_BITS_OF_A_LETTER = 3.3
# How many bits it tells that somebody is of a group, the world being all.
_GROUP_BITS = np.array([0.0, *(-math.log2(share / 2) for share in SHARES.values())])
# Slips bring forth words that are rarer than this.
_KNOWN_BELOW = 14.0
# Weights of words left out below this are those of fillers: al, Mr, Ltd.
_FILLERS = 0.25
# A legal form beside a person's name is more than a filler.
_LEGAL_FORM_OF_A_PERSON = 0.3
# What the list has more, beyond this weight, says nothing more; nor do bits against a kind.
_MOST_LEFT, _MOST_AGAINST = 1.5, 20.0
# Names tell no more than this: a party is one of some billions, and spellings are not chance.
_MOST_TOLD = 36.0


@inside
def _near_place(asked: Asked, word: int, listed_word: int) -> int:
    """Where a listed word stands among those near a word, or where it would."""
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
    cost: float, alike: float, weight: float,
) -> int:  # fmt: skip
    if count < len(scratch.first):
        scratch.first[count] = i
        scratch.first_count[count] = n_i
        scratch.second[count] = j
        scratch.second_count[count] = n_j
        scratch.rule[count] = rule
        scratch.cost[count] = cost
        scratch.weight[count] = weight
        scratch.gain[count] = alike * weight
        return count + 1
    return count


@inside
def cut_off_bits(letters: int) -> float:
    """What the first letters of a word tell at the most."""
    return _BITS_OF_A_LETTER * letters


@inside
def evidence_of(bits: float, other_bits: float, cost: float) -> float:
    """What two words that met tell, in bits: how rare the commoner is; and no more than the rarer
    one less what differs, since a rare spelling may be a slip for a common word.
    """
    return max(0.0, min(bits, other_bits, max(bits, other_bits) - cost))


@inside
def cost_in_bits(cost: int, rule: int) -> float:
    """What differs between two words, from tenths of a bit."""
    return cost / SPELLING_UNITS if rule == TRANSLITERATED else cost / 10


@inside
def _alike_of(cost: int, length: int, weights: Weights) -> float:
    """How alike two words are in [0, 1], from what differs and the longer one's letters."""
    return max(0.05, 1.0 - cost / (weights.cost_unit * (length + 1)))


@inside
def _single_pairs(
    query: Ints, asked: Asked, listed: Listed, name: int, scratch: Scratch, weights: Weights
) -> int:
    count = 0
    begin, end = listed.name_start[name], listed.name_start[name + 1]
    for i in range(len(query)):
        word = query[i]
        letters = asked.letters[asked.start[word] : asked.start[word + 1]]
        for at in range(begin, end):
            other = listed.name_word[at]
            weight = (asked.weight[word] + listed.word_weight[other]) / 2
            form = listed.word_form[other]
            spelt = listed.letters[listed.form_start[form] : listed.form_start[form + 1]]
            if scratch.meets[other] >> np.uint64(i) & np.uint64(1):
                place = _near_place(asked, word, other)
                cost, rule = asked.near_cost[place], asked.near_rule[place]
                size = len(spelt)
                if rule in (SAME_MEANING, NICKNAME, VARIANT, TRANSLITERATED):
                    size = max(size, _MEANT_LETTERS)
                alike = _alike_of(cost, max(size, len(letters)), weights)
                bits = cost_in_bits(cost, rule)
                count = _add(scratch, count, i, 1, at - begin, 1, rule, bits, alike, weight)
                continue
            one, two = asked.kind[word], listed.word_kind[other]
            if (one == _INITIAL_KIND and two == _NAME) or (one == _NAME and two == _INITIAL_KIND):
                if letters[0] == spelt[0]:
                    count = _add(
                        scratch, count, i, 1, at - begin, 1, INITIAL, 0.0, weights.initial, weight
                    )
            elif one == _NAME and two == _NAME:
                cut = i == len(query) - 1 and len(letters) >= 2 and _starts_with(spelt, letters)
                cut_listed = at == end - 1 and len(spelt) >= 2 and _starts_with(letters, spelt)
                if cut or cut_listed:
                    share = min(len(letters), len(spelt)) / max(len(letters), len(spelt))
                    alike = weights.cut_off + (1 - weights.cut_off) * share
                    count = _add(
                        scratch, count, i, 1, at - begin, 1, CUT_OFF, 0.0, alike, weight
                    )
    return count


@inside
def _are_one(asked: Asked, word: int, listed_word: int) -> bool:
    """Whether a word of a query and a listed one are the same."""
    place = _near_place(asked, word, listed_word)
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
def _compound_pairs(
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
                    count = _add(
                        scratch, count, i, more + 1, at - begin, 1, TOGETHER, 1.0, alike,
                        weight / 2,
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
                        scratch, count, i, 1, at - begin, 2, APART, 1.0, alike, weight / 2
                    )
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
def _choose(scratch: Scratch, count: int, n_query: int, n_name: int) -> int:
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


@inside
def _rarity(steps: Bytes, words: Ints, begin: int, count: int, group: int) -> float:
    """What the words of one side of a pair tell together, in a group of names."""
    total = 0
    for at in range(begin, begin + count):
        total += steps[words[at] * COLUMNS + group]
    return total * BITS_PER_STEP


@in_place
def pair_bits(
    pair: int, query: Ints, asked: Asked, listed: Listed, first: int, scratch: Scratch,
    group: int = 0,
) -> float:  # fmt: skip
    """What a pair of words tells, in bits: in the world, or in a group of names. `first` is where
    the words of the listed name begin.
    """
    i, j = scratch.first[pair], scratch.second[pair]
    bits = _rarity(asked.steps, query, i, scratch.first_count[pair], group)
    others = _rarity(
        listed.word_steps, listed.name_word, first + j, scratch.second_count[pair], group
    )
    rule = scratch.rule[pair]
    if rule == INITIAL:
        return min(cut_off_bits(1), bits, others)
    if rule == CUT_OFF:
        word, other = query[i], listed.word_form[listed.name_word[first + j]]
        letters = min(
            asked.start[word + 1] - asked.start[word],
            listed.form_start[other + 1] - listed.form_start[other],
        )
        return min(cut_off_bits(letters), bits, others)
    return evidence_of(bits, others, scratch.cost[pair])


@inside
def _told_by_all(
    chosen: int, query: Ints, asked: Asked, listed: Listed, first: int, scratch: Scratch
) -> float:
    """What all pairs tell: their words in the group of names where they are commonest together."""
    least = 1e9
    for group in range(COLUMNS):
        total = _GROUP_BITS[group]
        for number in range(chosen):
            pair = scratch.chosen[number]
            total += pair_bits(pair, query, asked, listed, first, scratch, group)
        least = min(least, total)
    return least


@inside
def _both_known(word: int, asked: Asked, other: int, listed: Listed) -> float:
    """By how many bits two words are both commoner than what slips bring forth, among some people:
    Meyer and Mayer are two names rather than one misspelt.
    """
    known = 0.0
    for group in range(1, COLUMNS):
        steps = max(asked.steps[word * COLUMNS + group], listed.word_steps[other * COLUMNS + group])
        known = max(known, _KNOWN_BELOW - steps * BITS_PER_STEP)
    return known


@inside
def _add_pair_facts(
    chosen: int, query: Ints, asked: Asked, listed: Listed, first: int, scratch: Scratch
) -> None:
    """What the pairs of words say."""
    facts = scratch.facts
    facts[TOLD] = min(_MOST_TOLD, _told_by_all(chosen, query, asked, listed, first, scratch))
    for number in range(chosen):
        pair = scratch.chosen[number]
        rule = scratch.rule[pair]
        bits = pair_bits(pair, query, asked, listed, first, scratch)
        facts[RAREST] = max(facts[RAREST], bits)
        if rule == TRANSLITERATED:
            facts[SPELT_OTHERWISE] += scratch.cost[pair]
        else:
            facts[DIFFERENT] += scratch.cost[pair]
            facts[FUZZY] += scratch.weight[pair] if rule != EQUAL else 0.0
        facts[SHORTENED] += 1.0 if rule in (INITIAL, CUT_OFF) else 0.0
        if rule == SIMILAR:
            other = listed.name_word[first + scratch.second[pair]]
            facts[BOTH_KNOWN] += _both_known(query[scratch.first[pair]], asked, other, listed)


@inside
def _of_people(steps: Bytes, word: int) -> float:
    """By how many bits a word is commoner in names of people than in those of companies."""
    companies = (word + 1) * COLUMNS - 1
    commonest = int(steps[companies - 1])
    for at in range(word * COLUMNS + 1, companies):
        commonest = min(commonest, int(steps[at]))
    return (int(steps[companies]) - commonest) * BITS_PER_STEP


@inside
def _left_out(
    words: Ints, taken: Bytes, kinds: Bytes, weight: Floats, steps: Bytes, kind: int
) -> tuple[float, int, float]:
    """What the words of one side weigh that met none, how many are numbers, and how many bits they
    say against the party's kind.
    """
    left, numbers, against = 0.0, 0, 0.0
    for at in range(len(words)):
        if taken[at] == 0:
            word = words[at]
            strange = kinds[word] == _LEGAL_FORM and kind == _PERSON
            left += _LEGAL_FORM_OF_A_PERSON if strange else weight[word]
            numbers += kinds[word] == _NUMBER
            if kinds[word] == _NAME and kind != 0:
                of_people = _of_people(steps, word)
                against += max(0.0, (-of_people if kind == _PERSON else of_people) - 2.0)
    return left, numbers, against


@inside
def _score_of(facts: Floats, kind: int, weights: Weights) -> float:
    """The score from the facts: a logistic curve over their weighted sum."""
    total = weights.constant[kind]
    for fact in range(FACTS):
        total += weights.of_fact[kind * FACTS + fact] * facts[fact]
    return MOST / (1.0 + np.exp(-total))


@inside
def _all_equal(chosen: int, scratch: Scratch) -> bool:
    for number in range(chosen):
        if scratch.rule[scratch.chosen[number]] != 0:
            return False
    return True


@inside
def score_name(
    query: Ints, asked: Asked, listed: Listed, name: int, scratch: Scratch, weights: Weights
) -> tuple[float, int]:
    """The score of a query and a listed name, and how many pairs of words gave it.

    `join_words` and `meet_words` have been called for the query before.
    """
    begin, end = listed.name_start[name], listed.name_start[name + 1]
    n_name = end - begin
    count = _single_pairs(query, asked, listed, name, scratch, weights)
    count = _compound_pairs(query, asked, listed, name, scratch, count, weights)
    chosen = _choose(scratch, count, len(query), n_name)
    facts = scratch.facts
    facts[:] = 0.0
    if chosen == 0:
        return 0.0, 0
    _add_pair_facts(chosen, query, asked, listed, begin, scratch)
    kind = listed.name_kind[name]
    left, numbers, against = _left_out(
        query, scratch.taken, asked.kind, asked.weight, asked.steps, kind
    )
    left_listed, numbers_listed, against_listed = _left_out(
        listed.name_word[begin:end], scratch.taken_listed, listed.word_kind, listed.word_weight,
        listed.word_steps, kind,
    )  # fmt: skip
    both = min(left, left_listed)
    facts[CONTRADICTED] = both
    facts[MORE_ASKED] = left - both
    facts[MORE_LISTED] = min(_MOST_LEFT, left_listed - both)
    facts[OTHER_NUMBER] = 1.0 if (numbers > 0) != (numbers_listed > 0) else 0.0
    facts[OTHER_KIND] = min(_MOST_AGAINST, against + against_listed)
    facts[WHOLE] = 1.0 if left + left_listed < _FILLERS else 0.0
    if chosen == len(query) and chosen == n_name and _all_equal(chosen, scratch):
        return 1.0, chosen
    return _score_of(facts, kind, weights), chosen
