"""Names compared and looked up: one scoring kernel, used for single queries and for batches.

A name is a row of word numbers. What two words have in common is known before (`near`), so that
no letters are read here but for initials and cut-off words. Twins of parts, and the laws that hold
the whole, are in `tests/matching`.
"""

from typing import NamedTuple

import numba as nb
import numpy as np
import numpy.typing as npt

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
from nostro.matching.word_kernels import LONGEST, fnv_more, fnv_of, in_place, inside, keys_of

__all__ = [
    "MAX_PAIRS", "RULES", "Asked", "Listed", "Scratch", "all_name_hashes", "all_pairs", "all_sounds",
    "best_score", "find", "join_words", "meet_words", "part_words", "score_name", "sound_of",
]  # fmt: skip

Bytes = npt.NDArray[np.uint8]
Ints = npt.NDArray[np.int32]
Longs = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
Hashes = npt.NDArray[np.uint64]

RULES = (
    "token_equal", "token_similar", "same_meaning", "nickname", "name_variant",
    "transliteration", "initial", "cut_off", "written_together", "written_apart",
)  # fmt: skip
# Rules by which two words may be one, written in two ways.
_OF_ONE_WORD = (SIMILAR, SAME_MEANING, NICKNAME, TRANSLITERATED)
_NAME, _NUMBER, _INITIAL_KIND, _NOISE = 0, 2, 5, 6
_PERSON, _OTHER = 1, 2
_MOST_TOKENS = 40
# Words that mean the same are compared as words of so many letters, whatever they have.
_MEANT_LETTERS = 6
# Weights of words left out below this are none.
_NOTHING = 0.01
_SEVERAL = 2
# Parts of a word are no shorter than this.
_LEAST_PART = 2
_LEAST_LETTER = ord("a")
# What no word tells more than, in bits.
_MOST_BITS = 30.0
# What names agree at the most that are not equal.
_MOST = 0.99
_MIXED = np.uint64(0x9E3779B97F4A7C15)
MAX_PAIRS = 4 * _MOST_TOKENS * _MOST_TOKENS


class Listed(NamedTuple):
    """The words and names of an index as arrays.

    Words have spellings (`form`) of letters; names have words. `posted` are, for each word, the
    names that hold it; `pair` are neighbouring words of names written as one.
    """

    letters: Bytes
    form_start: Ints
    form_hash: Hashes
    form_at: Ints
    form_word_start: Ints
    form_word: Ints
    word_form: Ints
    word_kind: Bytes
    word_bits: Floats
    word_weight: Floats
    word_of_people: Floats
    name_start: Longs
    name_word: Ints
    name_kind: Bytes
    name_weak: Bytes
    name_hash: Hashes
    name_at: Ints
    sound_hash: Hashes
    sound_at: Ints
    pair_hash: Hashes
    pair_at: Ints
    posted_start: Longs
    posted: Ints


class Asked(NamedTuple):
    """The words of queries as arrays: what each is, and the listed words near it."""

    letters: Bytes
    start: Ints
    kind: Bytes
    hash: Hashes
    sound: Hashes
    bits: Floats
    weight: Floats
    of_people: Floats
    near_start: Ints
    near: Ints
    near_cost: Ints
    near_rule: Bytes
    split_start: Ints
    split: Ints


class Scratch(NamedTuple):
    """Space for one comparison, so that nothing is allocated for each candidate.

    `meets` has, for each listed word, the words of the query that are near it, as bits.
    """

    first: Ints
    second: Ints
    first_count: Ints
    second_count: Ints
    rule: Bytes
    alike: Floats
    gain: Floats
    evidence: Floats
    order: Ints
    taken: Bytes
    taken_listed: Bytes
    joined: Ints
    chosen: Ints
    meets: Hashes
    told: Floats
    heavy: Floats
    turn: Ints
    whole: Hashes
    pair: Longs


@inside
def _near_place(asked: Asked, word: int, listed_word: int) -> int:
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
def _evidence_of(bits: float, other_bits: float, cost: int, rule: int, weights: Weights) -> float:
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
            j = at - begin
            weight = (asked.weight[word] + listed.word_weight[other]) / 2
            if scratch.meets[other] >> np.uint64(i) & np.uint64(1):
                place = _near_place(asked, word, other)
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
                bits = _evidence_of(asked.bits[word], listed.word_bits[other], cost, rule, weights)
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
    """In how many ways so many of some words can be chosen, in bits; none for one word, which has to
    be rare to tell enough alone.
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
    count = _single_pairs(query, asked, listed, name, scratch, weights)
    count = _compound_pairs(query, asked, listed, name, scratch, count, weights)
    chosen = _choose(scratch, count, len(query), n_name)
    gained = paired = told = 0.0
    equal = chosen == len(query) and chosen == n_name
    spelt_alike = True
    for number in range(chosen):
        pair = scratch.chosen[number]
        if scratch.rule[pair] != 0:
            equal = False
            if (
                scratch.rule[pair] not in _OF_ONE_WORD
                or scratch.alike[pair] < weights.likely_spelling
            ):
                spelt_alike = False
        gained += scratch.gain[pair]
        paired += scratch.gain[pair] / scratch.alike[pair]
        told += max(0.0, scratch.evidence[pair] - weights.together)
    if equal:
        return 1.0, chosen
    if told > 0:
        told += weights.together
    told -= weights.one_of_many * (
        _ways(_names_among(query, asked.kind, scratch.taken, False),
              _names_among(query, asked.kind, scratch.taken, True))
        + _ways(_names_among(listed.name_word[begin:end], listed.word_kind, scratch.taken_listed, False),
                _names_among(listed.name_word[begin:end], listed.word_kind, scratch.taken_listed, True))
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


@in_place
def _names_hash(words: Ints, kinds: Bytes, hashes: Hashes) -> np.uint64:
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
        out[name] = _names_hash(listed_words[starts[name] : starts[name + 1]], kinds, hashes)
    return out


@inside
def _told_by(asked: Asked, word: int, place: int, listed: Listed, weights: Weights) -> float:
    """What one of the listed words near a word tells, beside others of its name."""
    bits = listed.word_bits[asked.near[place]]
    cost, rule = asked.near_cost[place], asked.near_rule[place]
    return _evidence_of(asked.bits[word], bits, cost, rule, weights) - weights.together


@inside
def _first_at(hashes: Hashes, value: np.uint64) -> int:
    """Where a hash stands among sorted ones, or would."""
    low, high = 0, len(hashes)
    while low < high:
        middle = (low + high) // 2
        if hashes[middle] < value:
            low = middle + 1
        else:
            high = middle
    return low


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
        scratch.pair[i] = _first_at(listed.pair_hash, scratch.whole[i])
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
def _candidates(
    query: Ints, asked: Asked, listed: Listed, scratch: Scratch, weights: Weights, least: float,
    bar: float, scores: Floats, touched: Ints,
) -> int:  # fmt: skip
    """The names whose words that meet the query's could tell at least so much.

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
    return _kept(query, asked, listed, weights, least - left, scores, touched, count)


@inside
def _kept(
    query: Ints, asked: Asked, listed: Listed, weights: Weights, least: float, scores: Floats,
    touched: Ints, count: int,
) -> int:  # fmt: skip
    """The names touched that tell enough, and those of the same words or sounds however common."""
    kept = 0
    for at in range(count):
        name = touched[at]
        # The bits that a name gains where no word is left out are for names of about as many words.
        words = listed.name_start[name + 1] - listed.name_start[name]
        if scores[name] >= least + weights.nothing_left or (
            scores[name] >= least and abs(words - len(query)) <= 1
        ):
            touched[kept] = name
            kept += 1
        else:
            scores[name] = 0.0
    value = _names_hash(query, asked.kind, asked.hash)
    kept = _all_of(value, listed.name_hash, listed.name_at, scores, touched, kept)
    value = _names_hash(query, asked.kind, asked.sound)
    kept = _all_of(value, listed.sound_hash, listed.sound_at, scores, touched, kept)
    for at in range(kept):
        scores[touched[at]] = 0.0
    return kept


@in_place
def _all_of(
    value: np.uint64, hashes: Hashes, names: Ints, scores: Floats, touched: Ints, kept: int
) -> int:
    """Names of the same words, or of words that sound alike, are compared however common."""
    at = _first_at(hashes, value)
    while value != 0 and at < len(hashes) and hashes[at] == value:
        name = names[at]
        if scores[name] == 0:
            scores[name] = 1.0
            touched[kept] = name
            kept += 1
        at += 1
    return kept


@inside
def _first_letter(letters: Bytes, start: int) -> np.uint64:
    """The first letter of a word as one of 64 bits."""
    return np.uint64(1) << np.uint64(letters[start] & 63)


@inside
def _weighed(
    query: Ints, asked: Asked, met: np.uint64, firsts: np.uint64, halved: float
) -> tuple[float, float]:
    """What the words of a query weigh that a name may meet, and those that it surely does not:
    of which none is near, and none begins with the same letter, as initials and cut-off words do.
    """
    may = left = 0.0
    for i in range(len(query)):
        word = query[i]
        weight = asked.weight[word]
        first = _first_letter(asked.letters, asked.start[word])
        if met >> np.uint64(i) & np.uint64(1) or first & firsts:
            may += weight
        else:
            left += weight * halved
    return may, left


@inside
def _most_agreed(
    query: Ints, asked: Asked, listed: Listed, name: int, scratch: Scratch, weights: Weights,
    firsts: np.uint64, noisy: bool,
) -> float:  # fmt: skip
    """How much a query and a name agree at the most, without pairing their words: the words of
    either that can meet none of the other count as in `_final_score`, all others as equal.
    """
    met, others = np.uint64(0), np.uint64(0)
    may = left = 0.0
    noise = 0
    for at in range(listed.name_start[name], listed.name_start[name + 1]):
        word = listed.name_word[at]
        first = _first_letter(listed.letters, listed.form_start[listed.word_form[word]])
        meets = scratch.meets[word]
        met |= meets
        others |= first
        noise += listed.word_kind[word] == _NOISE
        if meets != 0 or first & firsts:
            may += listed.word_weight[word]
        else:
            left += listed.word_weight[word]
    asked_may, asked_left = _weighed(
        query, asked, met, others, weights.in_an_address if noisy else 1.0
    )
    if noise > 1:
        left *= weights.in_an_address
    both = min(left, asked_left)
    rate = min(weights.omission_person, weights.omission_other, weights.omission_unknown)
    rate *= min(1.0, weights.asked_more)
    more = min(max(left, asked_left) - both, weights.omission_most)
    gained = (may + asked_may) / 2
    return gained / (gained + rate * more + weights.contradiction * both + 1e-9)


@in_place
def _agreeing(
    query: Ints, asked: Asked, listed: Listed, scratch: Scratch, weights: Weights, bar: float,
    names: Ints, count: int,
) -> int:  # fmt: skip
    """Keep the names that a query may agree with so much; how many they are.

    At a glance: words written otherwise are left to the comparison.
    """
    for i in range(len(query)):
        if _written_otherwise(i, listed, scratch):
            return count
    firsts = np.uint64(0)
    noise = 0
    for word in query:
        firsts |= _first_letter(asked.letters, asked.start[word])
        noise += asked.kind[word] == _NOISE
    kept = 0
    for at in range(count):
        most = _most_agreed(
            query, asked, listed, names[at], scratch, weights, firsts, noise > 1
        )
        if most >= bar:
            names[kept] = names[at]
            kept += 1
    return kept


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


@nb.njit(cache=True)
def find(
    queries: Ints, query_start: Longs, begin: int, asked: Asked, listed: Listed, scratch: Scratch,
    weights: Weights, least: float, bar: float, threshold: float, weak: float, scores: Floats, touched: Ints,
    out_query: Longs, out_name: Ints, out_score: Floats,
) -> tuple[int, int]:  # fmt: skip
    """Score the names that each query may mean; those at or above the threshold are written out.

    `least` is how many bits they have to tell for it, `bar` how much they have to agree.

    Returns the first query that was not answered, because `out` was full, and how many were
    written.
    """
    written = 0
    for number in range(begin, len(query_start) - 1):
        query = queries[query_start[number] : query_start[number + 1]]
        if len(query) == 0:
            continue
        join_words(query, asked, listed, scratch)
        meet_words(query, asked, scratch)
        count = _candidates(query, asked, listed, scratch, weights, least, bar, scores, touched)
        count = _agreeing(query, asked, listed, scratch, weights, bar, touched, count)
        if written + count > len(out_name):
            part_words(query, asked, scratch)
            return number, written
        for at in range(count):
            name = touched[at]
            score, _ = score_name(query, asked, listed, name, scratch, weights)
            if listed.name_weak[name]:
                score *= weak
            if score >= threshold:
                out_query[written] = number
                out_name[written] = name
                out_score[written] = score
                written += 1
        part_words(query, asked, scratch)
    return len(query_start) - 1, written


@in_place
def best_score(
    query: Ints, asked: Asked, listed: Listed, begin: int, end: int, scratch: Scratch,
    weights: Weights, weak: float,
) -> float:  # fmt: skip
    """What a query scores at the most against the names from `begin` to `end`, weak ones less."""
    join_words(query, asked, listed, scratch)
    meet_words(query, asked, scratch)
    best = 0.0
    for name in range(begin, end):
        score, _ = score_name(query, asked, listed, name, scratch, weights)
        best = max(best, score * weak if listed.name_weak[name] else score)
    part_words(query, asked, scratch)
    return best
