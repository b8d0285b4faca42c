"""Queries answered over arrays: one code for single names and for batches."""

from collections.abc import Iterable, Sequence
from threading import Lock
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from nostro.matching.arrays import MAX_PAIRS, RULES, Glance, Listed, Scratch
from nostro.matching.asked import AskedWords
from nostro.matching.name_kernels import best_score, find
from nostro.matching.near_kernels import Words
from nostro.matching.pair_kernels import join_words, meet_words, part_words
from nostro.matching.score_kernels import score_name
from nostro.matching.scoring import IN_A_LIST, WEAK, Weights, least_agreed, least_evidence
from nostro.matching.text_kernels import find_mentions
from nostro.names import Kind, Word

__all__ = ["Hit", "Mention", "Pair", "Search", "Told"]

Array = npt.NDArray[Any]

_FIRST_ROOM, _MOST_ROOM = 10_000, 5_000_000
# Rules by which one letter may stand for many words.
_GUESSED = frozenset({"initial", "cut_off"})


class Hit(NamedTuple):
    """A listed name at or above the threshold: which query, which name, and the score."""

    query: int
    name: int
    score: float


class Pair(NamedTuple):
    """Words that met: where they stand in the query and in the name, and how alike they are."""

    query: range
    listed: range
    rule: str
    alike: float
    bits: float


class Mention(NamedTuple):
    """A listed name within a run of words: which run, which name, from which word up to which."""

    run: int
    name: int
    begin: int
    end: int
    score: float


class Told(NamedTuple):
    """What a query tells of a listed name: in bits, without initials and cut-off words; how many
    of its words meet the name's, and how many of the name's that are words of names meet none.
    """

    bits: float
    met: int
    left_out: int


class Search:
    """Looks names up in the arrays of an index."""

    def __init__(self, listed: Listed, words: Words, weights: Weights = IN_A_LIST) -> None:
        self._weights = weights
        self._listed = listed
        self._asked = AskedWords(words)
        self._scratch = _scratch(len(words.word_kind))
        count = len(listed.name_kind)
        self._scores = np.zeros(count)
        self._touched = np.empty(count, np.int32)
        self._room = _FIRST_ROOM
        # Words are learned and compared in space that all callers share.
        self._lock = Lock()

    def find(self, names: Iterable[Sequence[Word]], threshold: float) -> list[Hit]:
        """All names at or above the threshold, for each query in order, by name number."""
        with self._lock:
            return self._found(names, threshold)

    def _found(self, names: Iterable[Sequence[Word]], threshold: float) -> list[Hit]:
        self._asked.make_room()
        queries, starts = self._numbered(names)
        return self._hits(queries, starts, self._asked, threshold)

    def among(
        self, queries: Array, starts: Array, asked: AskedWords, threshold: float
    ) -> list[Hit]:
        """The same for names whose words were learned before, as numbers in `asked`."""
        with self._lock:
            return self._hits(queries, starts, asked, threshold)

    def _hits(
        self, queries: Array, starts: Array, asked: AskedWords, threshold: float
    ) -> list[Hit]:
        bar = least_agreed(threshold, self._weights)
        hits: list[Hit] = []
        begin = 0
        while begin < len(starts) - 1:
            out = self._outputs()
            begin_after, written = find(
                queries, starts, begin, asked.arrays(), self._listed, self._scratch,
                self._weights, least_evidence(bar, self._weights), bar, threshold, WEAK,
                self._scores, self._touched, *out,
            )  # fmt: skip
            columns = (column[:written].tolist() for column in out)
            hits += map(Hit, *columns)
            if begin_after == begin:
                self._room = min(_MOST_ROOM, self._room * 10)
            begin = begin_after
        return hits

    def find_within(
        self, runs: Sequence[Sequence[Word]], least: float, threshold: float
    ) -> list[Mention]:
        """The strong names that stand whole among the words of each run, at or above the threshold
        and where they tell so many bits; each where it scores best.
        """
        with self._lock:
            self._asked.make_room()
            words, starts = self._numbered(runs)
            return self._mentions(words, starts, least, threshold)

    def _mentions(
        self, words: Array, starts: Array, least: float, threshold: float
    ) -> list[Mention]:
        mentions: list[Mention] = []
        begin = 0
        while begin < len(starts) - 1:
            run, name, score = self._outputs()
            first, end = np.empty_like(name), np.empty_like(name)
            after, written = find_mentions(
                words, starts, begin, self._asked.arrays(), self._listed, self._scratch,
                self._weights, least, threshold, self._scores, self._touched,
                run, name, first, end, score,
            )  # fmt: skip
            columns = (column[:written].tolist() for column in (run, name, first, end, score))
            mentions += map(Mention, *columns)
            if after == begin:
                self._room = min(_MOST_ROOM, self._room * 10)
            begin = after
        return mentions

    def is_weak(self, name: int) -> bool:
        """Whether the list marks a name as weak."""
        return bool(self._listed.name_weak[name])

    def told(self, query: Sequence[Word], name: int) -> Told:
        """What the words of a query that meet a listed name's tell of it."""
        _, pairs = self.pairs(query, name)
        met = {at for pair in pairs for at in pair.listed}
        words = self._listed.name_word[slice(*self._listed.name_start[name : name + 2])]
        bits = [pair.bits for pair in pairs if pair.rule not in _GUESSED]
        together = self._weights.together
        return Told(
            bits=sum(max(0.0, each - together) for each in bits) + together,
            met=sum(len(pair.query) for pair in pairs),
            left_out=sum(
                self._listed.word_kind[word] == Kind.NAME
                for at, word in enumerate(words.tolist())
                if at not in met
            ),
        )

    def best(self, query: Sequence[Word], names: range) -> float:
        """What a query scores at the most against names of neighbouring numbers."""
        with self._lock:
            words, _ = self._numbered([query])
            score = best_score(
                words, self._asked.arrays(), self._listed, names.start, names.stop, self._scratch,
                self._weights, WEAK,
            )  # fmt: skip
            # Where kernels are not compiled it is a number of numpy's.
            return float(score)

    def pairs(self, query: Sequence[Word], name: int) -> tuple[float, list[Pair]]:
        """How a query and a listed name were scored: before weak names lose, and pair by pair."""
        with self._lock:
            return self._paired(query, name)

    def _paired(self, query: Sequence[Word], name: int) -> tuple[float, list[Pair]]:
        words, _ = self._numbered([query])
        asked = self._asked.arrays()
        join_words(words, asked, self._listed, self._scratch)
        meet_words(words, asked, self._scratch)
        score, count = score_name(words, asked, self._listed, name, self._scratch, self._weights)
        part_words(words, asked, self._scratch)
        return float(score), [self._pair(int(number)) for number in self._scratch.chosen[:count]]

    def _pair(self, number: int) -> Pair:
        kept = self._scratch
        i, j = int(kept.first[number]), int(kept.second[number])
        return Pair(
            query=range(i, i + int(kept.first_count[number])),
            listed=range(j, j + int(kept.second_count[number])),
            rule=RULES[kept.rule[number]],
            alike=float(kept.alike[number]),
            bits=float(kept.evidence[number]),
        )

    def _numbered(self, names: Iterable[Sequence[Word]]) -> tuple[Array, Array]:
        words: list[Word] = []
        starts = [0]
        for name in names:
            words += name
            starts.append(len(words))
        return self._asked.numbers(words), np.array(starts, np.int64)

    def _outputs(self) -> tuple[Array, Array, Array]:
        room = max(self._room, 1)
        return np.empty(room, np.int64), np.empty(room, np.int32), np.empty(room)


def _scratch(words: int) -> Scratch:
    def ints(count: int) -> Array:
        return np.empty(count, np.int32)

    pairs, tokens = MAX_PAIRS, 64
    return Scratch(
        first=ints(pairs), second=ints(pairs), first_count=ints(pairs), second_count=ints(pairs),
        rule=np.empty(pairs, np.uint8), alike=np.empty(pairs), gain=np.empty(pairs),
        evidence=np.empty(pairs), order=ints(pairs), taken=np.empty(tokens, np.uint8),
        taken_listed=np.empty(tokens, np.uint8), joined=ints(2 * tokens), chosen=ints(tokens),
        meets=np.zeros(words, np.uint64), told=np.empty(tokens), heavy=np.empty(tokens),
        turn=ints(tokens), whole=np.empty(tokens, np.uint64), pair=np.empty(tokens, np.int64),
        glance=Glance.empty(tokens),
    )  # fmt: skip
