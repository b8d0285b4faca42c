"""How rare a word is in names: a frozen table that ships with the engine.

Rarity is `-log2` of the share of names that hold the word, in whichever of several groups of
names it is commonest (people by the language they are written about in, companies, listed
parties): a word that many people of one country bear tells little wherever it stands. No list of
the day enters, so no list change moves the score of an unchanged entry.

`background.bin` is written by `tools/train_background.py`, which names the sources: Wikidata
(CC0), the GLEIF level 1 file (CC0) and OFAC's list (public domain).
"""

from bisect import bisect_left
from functools import cache
from importlib.resources import files
from typing import NamedTuple

import numpy as np

__all__ = ["BITS_PER_STEP", "Rarity", "fnv64", "rarity"]

# The table keeps rarity in steps of a tenth of a bit.
BITS_PER_STEP = 0.1
_FNV_OFFSET = 0xCBF29CE484222325
_FNV_PRIME = 0x100000001B3
_MASK = 0xFFFFFFFFFFFFFFFF
# A word that no name of the background holds: the longer, the less by chance. Two letters are
# common beyond any table, and over twelve letters nothing more is learned.
_UNSEEN_AT_LEAST = 11.0
_UNSEEN_BY_LETTER = 1.3
_UNSEEN_AT_MOST = 24.0


def fnv64(word: str) -> int:
    """The 64-bit FNV-1a hash of a word's UTF-8 bytes (Fowler, Noll, Vo)."""
    value = _FNV_OFFSET
    for byte in word.encode("utf-8", "surrogatepass"):
        value = ((value ^ byte) * _FNV_PRIME) & _MASK
    return value


class Rarity(NamedTuple):
    """How rare a word is, in bits: 5 for john, 20 and more for the unheard of; and by how many
    bits it is commoner in names of people than in those of companies, ships and the like.
    """

    bits: float
    of_people: float


def rarity(word: str) -> Rarity:
    """How rare a folded word is in names."""
    hashes, bits, of_people = _table()
    key = fnv64(word)
    at = bisect_left(hashes, key)
    if at < len(hashes) and hashes[at] == key:
        return Rarity(_in_bits(bits[at]), _in_bits(of_people[at]))
    unseen = _UNSEEN_AT_LEAST + _UNSEEN_BY_LETTER * max(0, len(word) - 2)
    return Rarity(min(_UNSEEN_AT_MOST, unseen), 0.0)


def _in_bits(steps: int) -> float:
    return round(steps * BITS_PER_STEP, 1)


@cache
def _table() -> tuple[memoryview, memoryview, memoryview]:
    """Hashes, bits and `of_people`, in views: one number of them is had sooner than of an array."""
    raw = files(__package__).joinpath("background.bin").read_bytes()
    count = len(raw) // 10
    return (
        np.frombuffer(raw, "<u8", count).astype(np.uint64, copy=False).data,
        np.frombuffer(raw, np.uint8, count, 8 * count).data,
        np.frombuffer(raw, np.int8, count, 9 * count).data,
    )
