"""Words that name a country: Iraq is no misspelling of Iran, nor Serbia of Syria.

They stand in an index, so that what answers need not read the tables of places.
"""

from functools import cache
from typing import Any

import numpy as np
import numpy.typing as npt

from nostro.names import Kind, Word
from nostro.names.background import fnv64
from nostro.names.words import word_in

__all__ = ["nation_of", "nation_table", "nations_asked"]

Array = npt.NDArray[Any]

# Codes of two and three letters are words of something else.
_SHORTEST = 4


@cache
def _nations() -> dict[str, int]:
    """The words that name a country alone, in any language, by their keys; countries by number."""
    from nostro.places.gazetteer import countries  # noqa: PLC0415  # its tables load on first use

    found: dict[str, int] = {}
    for number, country in enumerate(countries(), 1):
        for name in (country.name, *country.other_names, *country.adjectives):
            word = word_in(name) if name.isalpha() and len(name) >= _SHORTEST else None
            if word and word.kind is Kind.NAME:
                found.setdefault(word.key, number)
    return found


def nation_of(word: Word) -> int:
    """The number of the country that a word names; 0 where it names none."""
    return _nations().get(word.key, 0)


@cache
def nation_table() -> tuple[Array, Array]:
    """The hashes of all such words in their order, and the numbers of their countries."""
    rows = sorted((fnv64(key), number) for key, number in _nations().items())
    return np.array([key for key, _ in rows], np.uint64), np.array([n for _, n in rows], np.uint8)


def nations_asked(hashes: Array, known: Array, numbers: Array) -> Array:
    """The countries that words name, by their hashes and a table as `nation_table` has it."""
    place = np.minimum(np.searchsorted(known, hashes), len(known) - 1)
    return np.where(known[place] == hashes, numbers[place], 0).astype(np.uint8)
