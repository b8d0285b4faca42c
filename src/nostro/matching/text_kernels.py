"""Listed names within runs of words, as they are or nearly: which names the words of a run tell
enough of, and where in it each stands best. Names are scored as in `score_kernels`.
"""

import numba as nb
import numpy as np

from nostro.matching.arrays import Asked, Floats, Ints, Listed, Longs, Scratch
from nostro.matching.candidate_kernels import candidates
from nostro.matching.near_kernels import CUT_OFF, INITIAL
from nostro.matching.pair_kernels import (
    evidence_of,
    join_words,
    meet_words,
    near_place,
    part_words,
)
from nostro.matching.score_kernels import score_name
from nostro.matching.scoring import Weights
from nostro.matching.word_kernels import in_place, inside

__all__ = ["find_mentions"]

# How many words more than a name has a mention of it may have.
_MORE_WORDS = 2
_NAME = 0


@inside
def _bit(at: int) -> np.uint64:
    return np.uint64(1) << np.uint64(at)


@inside
def _of_name(listed: Listed, name: int, word: int) -> bool:
    for at in range(listed.name_start[name], listed.name_start[name + 1]):
        if listed.name_word[at] == word:
            return True
    return False


@in_place
def _tell_by_place(
    run: Ints, asked: Asked, listed: Listed, name: int, scratch: Scratch, weights: Weights
) -> float:
    """What each word of a run tells of a name at the most, into `scratch.told`; the sum of it.

    `join_words` and `meet_words` have been called for the run before.
    """
    scratch.told[: len(run)] = 0.0
    for at in range(listed.name_start[name], listed.name_start[name + 1]):
        other = listed.name_word[at]
        for i in range(len(run)):
            if scratch.meets[other] & _bit(i):
                place = near_place(asked, run[i], other)
                bits = evidence_of(
                    asked.bits[run[i]], listed.word_bits[other], asked.near_cost[place],
                    asked.near_rule[place], weights,
                )  # fmt: skip
                scratch.told[i] = max(scratch.told[i], bits - weights.together)
    for i in range(len(run)):
        for more in range(2):
            whole = scratch.joined[2 * i + more]
            if whole >= 0 and _of_name(listed, name, whole):
                scratch.told[i : i + more + 2] = listed.word_bits[whole]
        word = run[i]
        for split in range(asked.split_start[word], asked.split_start[word + 1]):
            left, right = asked.split[2 * split], asked.split[2 * split + 1]
            if _of_name(listed, name, left) and _of_name(listed, name, right):
                scratch.told[i] = max(asked.bits[word], listed.word_bits[left])
    return scratch.told[: len(run)].sum()


@inside
def _told(chosen: int, scratch: Scratch, weights: Weights) -> float:
    """What the pairs of a comparison tell, in bits; initials and cut-off words tell nothing."""
    told = 0.0
    for number in range(chosen):
        pair = scratch.chosen[number]
        if scratch.rule[pair] not in (INITIAL, CUT_OFF):
            told += max(0.0, scratch.evidence[pair] - weights.together)
    return told + weights.together


@inside
def _is_whole(listed: Listed, name: int, scratch: Scratch) -> bool:
    """Whether each word of the name that is one of names has met another."""
    begin = listed.name_start[name]
    for at in range(begin, listed.name_start[name + 1]):
        if (
            scratch.taken_listed[at - begin] == 0
            and listed.word_kind[listed.name_word[at]] == _NAME
        ):
            return False
    return True


@in_place
def _scored(
    run: Ints, asked: Asked, listed: Listed, name: int, scratch: Scratch, weights: Weights,
    least: float,
) -> float:  # fmt: skip
    """The score of a run and a name; 0 where a word of it is missing or it tells too little."""
    join_words(run, asked, listed, scratch)
    meet_words(run, asked, scratch)
    score, chosen = score_name(run, asked, listed, name, scratch, weights)
    part_words(run, asked, scratch)
    tells = _told(chosen, scratch, weights) >= least and _is_whole(listed, name, scratch)
    return score if tells else 0.0


@in_place
def _best(
    run: Ints, asked: Asked, listed: Listed, name: int, scratch: Scratch, weights: Weights,
    least: float,
) -> tuple[float, int, int]:  # fmt: skip
    """Where in a run a name scores best: the score, and from which word up to which; by what each
    word tells, in `scratch.told`.
    """
    best, best_begin, best_end = 0.0, 0, 0
    longest = listed.name_start[name + 1] - listed.name_start[name] + _MORE_WORDS
    for begin in range(len(run)):
        told = weights.together
        for end in range(begin, min(len(run), begin + longest)):
            told += scratch.told[end]
            if scratch.told[begin] > 0 and scratch.told[end] > 0 and told >= least:
                part = run[begin : end + 1]
                score = _scored(part, asked, listed, name, scratch, weights, least)
                if score > best:
                    best, best_begin, best_end = score, begin, end + 1
    return best, best_begin, best_end


@in_place
def _mention(
    run: Ints, asked: Asked, listed: Listed, name: int, scratch: Scratch, weights: Weights,
    least: float,
) -> tuple[float, int, int]:  # fmt: skip
    """As `_best`, which is asked where the words of the run tell enough at all."""
    if listed.name_weak[name]:
        return 0.0, 0, 0
    join_words(run, asked, listed, scratch)
    meet_words(run, asked, scratch)
    told = _tell_by_place(run, asked, listed, name, scratch, weights)
    part_words(run, asked, scratch)
    if told + weights.together < least:
        return 0.0, 0, 0
    return _best(run, asked, listed, name, scratch, weights, least)


@nb.njit(cache=True)
def find_mentions(
    words: Ints, start: Longs, begin: int, asked: Asked, listed: Listed, scratch: Scratch,
    weights: Weights, least: float, threshold: float, scores: Floats, touched: Ints,
    out_run: Longs, out_name: Ints, out_begin: Ints, out_end: Ints, out_score: Floats,
) -> tuple[int, int]:  # fmt: skip
    """The strong names that stand whole in runs, at or above the threshold, and tell `least` bits.

    Run `i` has the words `words[start[i] : start[i + 1]]`, 64 at the most; places are counted in
    it. Returns the first run that was not looked through, because `out` was full, and how many
    mentions were written.
    """
    written = 0
    needed = least - weights.together - weights.nothing_left
    for number in range(begin, len(start) - 1):
        run = words[start[number] : start[number + 1]]
        if len(run) == 0:
            continue
        join_words(run, asked, listed, scratch)
        count = candidates(run, asked, listed, scratch, weights, needed, 0.0, scores, touched)
        scores[touched[:count]] = 0.0
        if written + count > len(out_name):
            return number, written
        for at in range(count):
            score, first, end = _mention(run, asked, listed, touched[at], scratch, weights, least)
            if score >= threshold:
                out_run[written], out_name[written] = number, touched[at]
                out_begin[written], out_end[written] = first, end
                out_score[written] = score
                written += 1
    return len(start) - 1, written
