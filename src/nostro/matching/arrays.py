"""The arrays that the kernels are given: of an index, of what is asked, and space to compare in."""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

__all__ = [
    "MAX_PAIRS", "RULES", "Asked", "Bytes", "Floats", "Glance", "Hashes", "Ints", "Listed", "Longs",
    "Scratch",
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
_MOST_TOKENS = 40
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
    word_glance: Ints
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


class Glance(NamedTuple):
    """Space for the words of a query: bits for the first letter and the first two (none where there
    is but one), what each weighs, and what it tells at the most where it is cut off; and for words
    of names that are read at once.
    """

    first: Hashes
    head: Hashes
    weight: Floats
    cut_off: Floats
    fetched: Longs

    @classmethod
    def empty(cls, words: int) -> "Glance":
        """Space for so many words."""
        return cls(
            np.empty(words, np.uint64), np.empty(words, np.uint64), np.empty(words),
            np.empty(words), np.empty(words, np.int64),
        )  # fmt: skip


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
    glance: Glance
