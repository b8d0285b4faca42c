"""A pack to validate a screen with: the names of a list altered by kind, and how many are found.

It is for whoever operates the list: it says how many altered names still name their party, kind by
kind, and which listed names were missed.
"""

import random
from collections.abc import Sequence
from typing import NamedTuple

from nostro.matching.alterations import ALTERATIONS, LOOKALIKES, NOISE, TWO_WORDS, Change
from nostro.matching.index import Index

__all__ = ["CHANGES", "Found", "Listed", "pack"]

CHANGES: dict[str, Change] = {
    "as listed": lambda name, _: name, **ALTERATIONS, **TWO_WORDS, **LOOKALIKES, **NOISE,
}  # fmt: skip


class Listed(NamedTuple):
    """A listed name, and whose it is."""

    entity_id: str
    name: str


class Found(NamedTuple):
    """One kind of alteration: how many names it was made to, how many of these named their party,
    and the listed names that did not.
    """

    kind: str
    asked: int
    found: int
    missed: list[Listed]

    @property
    def share(self) -> float:
        """The share that was found; 1 where no name could be altered so."""
        return self.found / self.asked if self.asked else 1.0


def pack(index: Index, seed: int, names: int = 500, threshold: float = 0.7) -> list[Found]:
    """Alter names of an index in every kind and look them up in it.

    So many names are drawn by the seed from those that the list does not mark as weak; all, where
    there are no more. The same index and seed give the same result. A name counts as found where
    one of the answers at or above the threshold is its party.
    """
    listed = [Listed(key, name) for key, name, weak in index.names() if not weak]
    drawn = random.Random(seed)  # noqa: S311  # tests are drawn, not secrets
    taken = drawn.sample(listed, names) if len(listed) > names else listed
    return [_looked_up(index, kind, taken, seed, threshold) for kind in CHANGES]


def _looked_up(
    index: Index, kind: str, listed: Sequence[Listed], seed: int, threshold: float
) -> Found:
    drawn = random.Random(seed)  # noqa: S311
    made = [(one, CHANGES[kind](one.name, drawn)) for one in listed]
    asked = [(one, name) for one, name in made if name]
    answers = index.match([name for _, name in asked], limit=None, threshold=threshold)
    missed = [
        one
        for (one, _), matches in zip(asked, answers, strict=True)
        if one.entity_id not in {match.entity_id for match in matches}
    ]
    return Found(kind, len(asked), len(asked) - len(missed), missed)
