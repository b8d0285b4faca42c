"""Names looked up in an index: which may be meant, and the score of each.

One kernel answers single queries and batches. Names that hold words near the query's gather bits,
and those that could tell enough are scored.
"""

import numba as nb
import numpy as np

from nostro.matching.arrays import (
    Asked,
    Bytes,
    Floats,
    Hashes,
    Ints,
    Listed,
    Longs,
    Scratch,
)
from nostro.matching.score_kernels import (
    cost_in_bits,
    cut_off_bits,
    evidence_of,
    join_words,
    meet_words,
    part_words,
    score_name,
)
from nostro.matching.scoring import Weights
from nostro.matching.word_kernels import LONGEST, in_place, inside, keys_of
from nostro.names.background import BITS_PER_STEP, COLUMNS

__all__ = ["all_name_hashes", "all_sounds", "best_score", "find", "sound_of"]

_NAME, _NUMBER, _INITIAL_KIND = 0, 2, 5
_MIXED = np.uint64(0x9E3779B97F4A7C15)
# Bits that a word written together and apart may tell.
_COMPOUND_BITS = 24.0
# Listed words that begin with a query's last word, which may be cut off, are looked through up to
# so many.
_MOST_BEGINNINGS = 256


@inside
def _met(scores: Floats, touched: Ints, count: int, listed: Listed, word: int, told: float) -> int:
    """Add what a listed word tells to every name that holds it."""
    for at in range(listed.posted_start[word], listed.posted_start[word + 1]):
        name = listed.posted[at]
        if scores[name] > 0:
            scores[name] += told
        else:
            scores[name] = told
            touched[count] = name
            count += 1
    return count


@inside
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
def _before(one: Bytes, other: Bytes) -> bool:
    """Whether a spelling stands before another in the order of bytes."""
    for at in range(min(len(one), len(other))):
        if one[at] != other[at]:
            return one[at] < other[at]
    return len(one) < len(other)


@inside
def _first_beginning(word: Bytes, listed: Listed) -> int:
    """The first listed spelling that stands after a word; those that begin with it follow."""
    low, high = 0, len(listed.form_start) - 1
    while low < high:
        middle = (low + high) // 2
        form = listed.letters[listed.form_start[middle] : listed.form_start[middle + 1]]
        if _before(word, form):
            high = middle
        else:
            low = middle + 1
    return low


@inside
def _begins(form: int, word: Bytes, listed: Listed) -> bool:
    if form >= len(listed.form_start) - 1:
        return False
    spelt = listed.letters[listed.form_start[form] : listed.form_start[form + 1]]
    if len(spelt) <= len(word):
        return False
    for at in range(len(word)):
        if spelt[at] != word[at]:
            return False
    return True


@inside
def _most_told(
    i: int, query: Ints, asked: Asked, listed: Listed, scratch: Scratch
) -> float:
    """How many bits a word of a query could tell at the most."""
    word = query[i]
    if asked.kind[word] == _INITIAL_KIND:
        return cut_off_bits(1)
    if max(scratch.joined[2 * i], scratch.joined[2 * i + 1]) >= 0:
        return _COMPOUND_BITS
    if asked.split_start[word + 1] > asked.split_start[word]:
        return _COMPOUND_BITS
    bits = asked.steps[word * COLUMNS] * BITS_PER_STEP
    most = 0.0
    for place in range(asked.near_start[word], asked.near_start[word + 1]):
        other = listed.word_steps[asked.near[place] * COLUMNS] * BITS_PER_STEP
        cost = cost_in_bits(asked.near_cost[place], asked.near_rule[place])
        most = max(most, evidence_of(bits, other, cost))
    return most


@inside
def _read_postings(
    i: int, query: Ints, asked: Asked, listed: Listed, scratch: Scratch, scores: Floats,
    touched: Ints, count: int,
) -> int:  # fmt: skip
    """Add what a word of a query tells to every name that holds a word near it."""
    word = query[i]
    bits = asked.steps[word * COLUMNS] * BITS_PER_STEP
    for place in range(asked.near_start[word], asked.near_start[word + 1]):
        other = asked.near[place]
        cost = cost_in_bits(asked.near_cost[place], asked.near_rule[place])
        told = evidence_of(bits, listed.word_steps[other * COLUMNS] * BITS_PER_STEP, cost)
        if told > 0:
            count = _met(scores, touched, count, listed, other, told)
    for more in range(2):
        whole = scratch.joined[2 * i + more]
        if whole >= 0:
            count = _met(scores, touched, count, listed, whole, _COMPOUND_BITS)
    for split in range(asked.split_start[word], asked.split_start[word + 1]):
        left, right = asked.split[2 * split], asked.split[2 * split + 1]
        rarer = left
        if listed.word_steps[right * COLUMNS] > listed.word_steps[left * COLUMNS]:
            rarer = right
        count = _met(scores, touched, count, listed, rarer, _COMPOUND_BITS)
    return count


@inside
def _read_beginnings(
    word: int, asked: Asked, listed: Listed, told: float, scores: Floats, touched: Ints, count: int
) -> int:
    """The same for names with a word that begins as the query's last word."""
    spelt = asked.letters[asked.start[word] : asked.start[word + 1]]
    first = _first_beginning(spelt, listed)
    for form in range(first, first + _MOST_BEGINNINGS):
        if not _begins(form, spelt, listed):
            break
        for at in range(listed.form_word_start[form], listed.form_word_start[form + 1]):
            count = _met(scores, touched, count, listed, listed.form_word[at], told)
    return count


@inside
def _beginning_bits(query: Ints, asked: Asked, listed: Listed) -> float:
    """What the last word of a query tells if it is cut off; 0 where no listed word begins so."""
    word = query[len(query) - 1]
    if asked.kind[word] != _NAME:
        return 0.0
    spelt = asked.letters[asked.start[word] : asked.start[word + 1]]
    if len(spelt) < 2 or not _begins(_first_beginning(spelt, listed), spelt, listed):
        return 0.0
    return min(cut_off_bits(len(spelt)), asked.steps[word * COLUMNS] * BITS_PER_STEP)


@nb.njit(cache=True)
def _candidates(
    query: Ints, asked: Asked, listed: Listed, scratch: Scratch, least: float, scores: Floats,
    touched: Ints,
) -> int:  # fmt: skip
    """The names whose words that meet the query's could tell at least so much.

    Words are taken the most telling first. Once those that are left cannot tell enough alone, they
    bring no new names, and their postings are not read.
    """
    n = len(query)
    most = np.empty(n, np.float64)
    for i in range(n):
        most[i] = _most_told(i, query, asked, listed, scratch)
    beginning = _beginning_bits(query, asked, listed)
    most[n - 1] = max(most[n - 1], beginning)
    left = most.sum()
    order = np.argsort(-most)
    count = 0
    for number in range(n):
        if left < least or left <= 0:
            break
        i = order[number]
        left -= most[i]
        count = _read_postings(i, query, asked, listed, scratch, scores, touched, count)
        if i == n - 1 and beginning > 0:
            count = _read_beginnings(query[i], asked, listed, beginning, scores, touched, count)
    kept = 0
    for at in range(count):
        name = touched[at]
        if scores[name] + left >= least:
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


@inside
def _all_of(
    value: np.uint64, hashes: Hashes, names: Ints, scores: Floats, touched: Ints, kept: int
) -> int:
    """Names of the same words, or of words that sound alike, are compared however common."""
    at = np.searchsorted(hashes, value)
    while value != 0 and at < len(hashes) and hashes[at] == value:
        name = names[at]
        if scores[name] == 0:
            scores[name] = 1.0
            touched[kept] = name
            kept += 1
        at += 1
    return kept


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
    weights: Weights, least: float, threshold: float, weak: float, scores: Floats, touched: Ints,
    out_query: Longs, out_name: Ints, out_score: Floats,
) -> tuple[int, int]:  # fmt: skip
    """Score the names that each query may mean; those at or above the threshold are written out.

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
        count = _candidates(query, asked, listed, scratch, least, scores, touched)
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
