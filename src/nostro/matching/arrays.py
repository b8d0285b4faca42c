"""What the kernels read: the words and names of an index, those of queries, and working space."""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

__all__ = ["RULES", "Asked", "Bytes", "Floats", "Hashes", "Ints", "Listed", "Longs", "Scratch"]

Bytes = npt.NDArray[np.uint8]
Ints = npt.NDArray[np.int32]
Longs = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
Hashes = npt.NDArray[np.uint64]

# By which rule two words met, by its number.
RULES = (
    "token_equal", "token_similar", "same_meaning", "nickname", "name_variant",
    "transliteration", "initial", "cut_off", "written_together", "written_apart",
)  # fmt: skip


class Listed(NamedTuple):
    """The words and names of an index as arrays.

    Words have spellings (`form`) of letters; names have words. `word_steps` has a row for each
    word: how rare it is in the world and in each group of names. `posted` are, for each word, the
    names that hold it.
    """

    letters: Bytes
    form_start: Ints
    form_hash: Hashes
    form_at: Ints
    form_word_start: Ints
    form_word: Ints
    word_form: Ints
    word_kind: Bytes
    word_steps: Bytes
    word_weight: Floats
    name_start: Longs
    name_word: Ints
    name_kind: Bytes
    name_weak: Bytes
    name_hash: Hashes
    name_at: Ints
    sound_hash: Hashes
    sound_at: Ints
    posted_start: Longs
    posted: Ints


class Asked(NamedTuple):
    """The words of queries as arrays: what each is, and the listed words near it."""

    letters: Bytes
    start: Ints
    kind: Bytes
    hash: Hashes
    sound: Hashes
    steps: Bytes
    weight: Floats
    near_start: Ints
    near: Ints
    near_cost: Ints
    near_rule: Bytes
    split_start: Ints
    split: Ints


class Scratch(NamedTuple):
    """Space for one comparison, so that nothing is allocated for each candidate.

    Pairs of words: where each begins in the query and in the name and how many words it has there,
    by which rule they met, what they cost in bits, what they weigh and what they gain. `meets`
    has, for each listed word, the words of the query that are near it, as bits; `facts` has a place
    for each fact that the score is made of.
    """

    first: Ints
    second: Ints
    first_count: Ints
    second_count: Ints
    rule: Bytes
    cost: Floats
    weight: Floats
    gain: Floats
    order: Ints
    taken: Bytes
    taken_listed: Bytes
    joined: Ints
    chosen: Ints
    meets: Hashes
    facts: Floats
