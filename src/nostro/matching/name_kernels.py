"""Names looked up: the kernels that answer, for single queries and for batches."""

import numba as nb

from nostro.matching.arrays import Asked, Floats, Ints, Listed, Longs, Scratch
from nostro.matching.candidate_kernels import candidates
from nostro.matching.glance_kernels import agreeing
from nostro.matching.pair_kernels import join_words, meet_words, part_words
from nostro.matching.score_kernels import score_name
from nostro.matching.scoring import Weights
from nostro.matching.word_kernels import in_place

__all__ = ["best_score", "find"]


@nb.njit(cache=True)
def find(
    queries: Ints, query_start: Longs, begin: int, asked: Asked, listed: Listed, scratch: Scratch,
    weights: Weights, least: float, bar: float, threshold: float, weak: float, scores: Floats,
    touched: Ints, out_query: Longs, out_name: Ints, out_score: Floats,
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
        count = candidates(query, asked, listed, scratch, weights, least, bar, scores, touched)
        count = agreeing(query, asked, listed, scratch, weights, bar, scores, touched, count)
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
