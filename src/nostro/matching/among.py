"""Many names and texts read once, asked of small indexes again and again: which of them may hit?

Names are asked by the kernels that answer every query, so what is found is what a query would
find. Of texts a superset is found: those whose words tell enough of one listed name.
"""

from itertools import pairwise
from typing import NamedTuple

import numpy as np

from nostro.matching.arrays import Listed
from nostro.matching.asked import AskedWords, WordColumns
from nostro.matching.near_kernels import Words
from nostro.matching.near_text import LEAST_TOLD
from nostro.matching.past_kernels import (
    all_told,
    holding,
    parts_of_words,
    pieces_told,
    sounding,
    telling,
)
from nostro.matching.ragged import Array, Ragged
from nostro.matching.scoring import IN_A_LIST, least_agreed, least_evidence
from nostro.matching.search import Search
from nostro.matching.whole_kernels import all_sounds
from nostro.matching.word_kernels import all_hashes
from nostro.names import Kind

__all__ = ["Among", "Pieces"]

_WORDS_AT_ONCE = 200_000
# What sums of bits may be off by.
_ROUNDED = 1e-6
# Scores are rounded to four places.
_HALF_A_STEP = 0.00005


class Pieces(NamedTuple):
    """The pieces that texts are of: the words of each, and what it is as a number or a code."""

    start: Array
    word: Array
    code: Array


class Among:
    """Words that were read before, learned for one index."""

    def __init__(self, listed: Listed, words: Words, search: Search, read: WordColumns) -> None:
        self._listed, self._words = listed, words
        self._search = search
        self._count = len(read.kind)
        self._asked = AskedWords(words)
        edges = [*range(0, self._count, _WORDS_AT_ONCE), self._count]
        for begin, end in pairwise(edges):
            self._asked.take(read.part(begin, end))
        asked = self._asked.arrays()
        # What each word tells at the most, and whether it is a part of a listed one.
        self._told = all_told(asked, self._count, listed, IN_A_LIST)
        self._parts = parts_of_words(asked, self._count, *self._cuts())

    def names(self, start: Array, word: Array, threshold: float) -> Array:
        """The numbers of the readings that score at or above a threshold against a listed name.

        Reading `i` has the words `word[start[i] : start[i + 1]]`.
        """
        readings = self._telling_enough(start, word, threshold - _HALF_A_STEP)
        chosen = Ragged(word, start).take(readings)
        hits = self._search.among(chosen.data, chosen.start, self._asked, threshold - _HALF_A_STEP)
        return readings[np.unique(np.array([hit.query for hit in hits], np.int64))]

    def _telling_enough(self, start: Array, word: Array, threshold: float) -> Array:
        """The readings that tell enough to be compared, or sound like listed names.

        The others have no candidates: see `candidates`, which counts as here.
        """
        asked, listed = self._asked.arrays(), self._listed
        told = np.maximum(self._told - IN_A_LIST.together, 0.0)
        least = least_evidence(least_agreed(threshold)) - _ROUNDED
        out = np.empty(len(start) - 1, np.int32)
        tell = out[: telling(start, word, told, self._parts, least, out)].copy()
        sounds = all_sounds(
            listed.letters, listed.form_start, listed.word_form, listed.word_kind,
            self._words.word_hash,
        )  # fmt: skip
        kinds, own = asked.kind[: self._count], asked.sound[: self._count]
        sound = out[: sounding(start, word, kinds, own, np.unique(sounds), out)]
        return np.union1d(tell, sound)

    def texts(
        self, start: Array, piece: Array, pieces: Pieces, codes: Array, threshold: float
    ) -> Array:
        """The numbers of the texts that may hold a listed name with a score, or one of some codes.

        Text `i` has the pieces `piece[start[i] : start[i + 1]]`; `codes` are the hashes of codes.
        """
        least = min(LEAST_TOLD, least_evidence(least_agreed(threshold)) + IN_A_LIST.together)
        need, by_numbers = self._needs(least)
        told, number, parts = pieces_told(
            pieces.start, pieces.word, pieces.code, self._told, self._parts, self._numbers(), codes
        )
        out = np.empty(len(start) - 1, np.int32)
        any_need = float(min(need.min(initial=least), by_numbers))
        count = telling(start, piece, told, parts, any_need, out)
        kept = np.empty(count, np.int32)
        count = holding(
            out[:count], start, piece, told, number, pieces.start, pieces.word,
            self._asked.arrays(), self._listed, IN_A_LIST, need, by_numbers, kept,
        )  # fmt: skip
        return kept[:count]

    def _needs(self, least: float) -> tuple[Array, float]:
        """How many bits a text must tell of each listed name, and by numbers alone of any.

        A name scores with what a query has to tell at the least, `least`; one that stands there
        word for word has two of its words there, where it has two.
        """
        listed = self._listed
        first = listed.letters[listed.form_start[listed.word_form]]
        # Legal forms may be left out, and numbers beside a name are read as noise.
        free = (first == ord("<")) | (listed.word_kind == Kind.NOISE)
        bits = np.where(free, np.inf, listed.word_bits)
        need = np.empty(len(listed.name_kind))
        by_numbers = np.inf
        for name in range(len(need)):
            words = listed.name_word[listed.name_start[name] : listed.name_start[name + 1]]
            two = np.sort(bits[words])[:2]
            need[name] = min(least, two[np.isfinite(two)].sum()) - _ROUNDED
            if all(first[words] == ord("#")):
                by_numbers = min(by_numbers, need[name])
        return need, by_numbers

    def _spellings(self) -> list[bytes]:
        listed = self._listed
        forms = (bytes(listed.letters[a:b]) for a, b in pairwise(listed.form_start.tolist()))
        return [form for form in forms if form]

    def _numbers(self) -> Array:
        """The hashes of the listed numbers, as pieces have them."""
        return _hashes({form for form in self._spellings() if form.startswith(b"#")})

    def _cuts(self) -> tuple[Array, Array]:
        """The hashes of what may open a listed word written apart, and of what may go on."""
        plain = [form for form in self._spellings() if form.isascii() and form.isalnum()]
        opens = {form[:cut] for form in plain for cut in range(1, len(form))}
        goes_on = {
            form[a:b] for form in plain for a in range(1, len(form))
            for b in range(a + 1, len(form) + 1)
        }  # fmt: skip
        return _hashes(opens), _hashes(goes_on)


def _hashes(words: set[bytes]) -> Array:
    rows = Ragged.of(sorted(words))
    return np.sort(all_hashes(rows.data, rows.start.astype(np.int32)))
