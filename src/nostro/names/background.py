"""How rare a word is in names: a frozen table that ships with the engine.

Rarity is `-log2` of the share of names that hold the word: in the world, and in each of several
groups, which are peoples by language and companies. The words of a name go together, Kim with
Jong and not with Pascale, so what a name tells is what its words tell in the group where they are
commonest together. No list of the day enters, so no list change moves the score of an unchanged
entry.

`background.bin` is written by `tools/train_background.py`, which names the sources: the US census
(public domain), Tzioumis 2018 (CC0), faker (MIT), Wikidata (CC0), and the GLEIF level 1 file (CC0).
"""

from functools import cache, lru_cache
from importlib.resources import files
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

__all__ = ["BITS_PER_STEP", "COLUMNS", "GROUPS", "SHARES", "Rarity", "everywhere", "fnv64", "rarity"]

# Whose names, and the share of them among customers: about that of the people of the United States,
# the European Union and the United Kingdom by where their names come from (Census 2020, Eurostat).
# Companies, last, are customers of another kind.
SHARES = {
    "english": 0.34, "spanish": 0.13, "portuguese": 0.02, "italian": 0.09, "french": 0.08,
    "german": 0.13, "nordic": 0.04, "slavic": 0.08, "russian": 0.025, "levantine": 0.015,
    "arabic": 0.0125, "turkic": 0.01, "indian": 0.01, "chinese": 0.01, "korean": 0.0025,
    "japanese": 0.0015, "malay": 0.003, "african": 0.0105, "companies": 1.0,
}  # fmt: skip
GROUPS = tuple(SHARES)
# The world, then each group.
COLUMNS = 1 + len(GROUPS)
# The table keeps rarity in steps of a tenth of a bit.
BITS_PER_STEP = 0.1
_FNV_OFFSET = 0xCBF29CE484222325
_FNV_PRIME = 0x100000001B3
_MASK = 0xFFFFFFFFFFFFFFFF
# A word that no name of the background holds: the longer, the less by chance. Two letters are
# common beyond any table, and over twelve letters nothing more is learned.
_UNSEEN_AT_LEAST = 13.0
_UNSEEN_BY_LETTER = 1.3
_UNSEEN_AT_MOST = 24.0


def fnv64(word: str) -> int:
    """The 64-bit FNV-1a hash of a word's UTF-8 bytes (Fowler, Noll, Vo)."""
    value = _FNV_OFFSET
    for byte in word.encode("utf-8", "surrogatepass"):
        value = ((value ^ byte) * _FNV_PRIME) & _MASK
    return value


class Rarity(NamedTuple):
    """How rare a word is, in steps of `BITS_PER_STEP`: in the world, then in each of GROUPS."""

    steps: bytes

    @property
    def bits(self) -> float:
        """How rare it is in the world, in bits: 7 for john, 20 and more for the unheard of."""
        return round(self.steps[0] * BITS_PER_STEP, 1)

    @property
    def of_people(self) -> float:
        """By how many bits it is commoner in names of people than in those of companies."""
        return round((self.steps[-1] - min(self.steps[1:-1])) * BITS_PER_STEP, 1)


@lru_cache(maxsize=100_000)
def rarity(word: str) -> Rarity:
    """How rare a folded word is in names."""
    hashes, steps = _table()
    key = np.uint64(fnv64(word))
    at = int(np.searchsorted(hashes, key))
    if at < len(hashes) and hashes[at] == key:
        return Rarity(steps[at].tobytes())
    unseen = _UNSEEN_AT_LEAST + _UNSEEN_BY_LETTER * max(0, len(word) - 2)
    return everywhere(min(_UNSEEN_AT_MOST, unseen))


def everywhere(bits: float) -> Rarity:
    """The rarity of what is as rare in every group."""
    return Rarity(bytes([round(bits / BITS_PER_STEP)] * COLUMNS))


@cache
def _table() -> tuple[npt.NDArray[np.uint64], npt.NDArray[np.uint8]]:
    raw = files(__package__).joinpath("background.bin").read_bytes()
    count = len(raw) // (8 + COLUMNS)
    steps = np.frombuffer(raw, np.uint8, count * COLUMNS, 8 * count)
    return np.frombuffer(raw, "<u8", count), steps.reshape(count, COLUMNS)
