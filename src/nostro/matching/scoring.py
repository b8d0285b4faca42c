"""The numbers behind a score: what a missing word costs, what a contradicting one, what tells.

A score is a logistic curve over a weighted sum of facts. The weights are written by
`tools/train_weights.py`; docs/model.md says from what.
"""

import math
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

__all__ = [
    "ABSENT", "CONTRADICTED", "DIFFERENT", "FACTS", "FUZZY", "MORE_ASKED", "MORE_LISTED",
    "OTHER_KIND", "OTHER_NUMBER", "SHORTENED", "TOLD", "WEAK", "WEIGHTS", "WHOLE", "Weights",
    "least_evidence",
]  # fmt: skip

# A name that its list marks as weak (OFAC FAQ 122 to 124, UN quality low) scores so much of it.
WEAK = 0.8

# The facts of two names, in this order:
# how many bits the words tell that met,
TOLD = 0
# how many bits they differ by, and what the words weigh that differ at all,
DIFFERENT, FUZZY = 1, 2
# how many of them are initials or cut off,
SHORTENED = 3
# what the words weigh that met none: on both sides, or on one side more than on the other,
CONTRADICTED, MORE_ASKED, MORE_LISTED = 4, 5, 6
# whether one side has a number left and the other none,
OTHER_NUMBER = 7
# how many bits the words left out say against a person's, or a company's, being meant,
OTHER_KIND = 8
# whether no word was left out, and which share of all was.
WHOLE, ABSENT = 9, 10
FACTS = 11


class Weights(NamedTuple):
    """What the scoring kernel is given."""

    # For each kind of party (not known, a person, others): the constant, and the weight of each
    # fact, one row of FACTS a kind.
    constant: npt.NDArray[np.float64]
    of_fact: npt.NDArray[np.float64]
    # At how many tenths of a bit for each letter two words have nothing in common.
    cost_unit: float = 33.17
    # How alike an initial and a name are, a cut-off word and the whole at the least, and words
    # written together and apart.
    initial: float = 0.51
    cut_off: float = 0.59
    compound: float = 0.95
    # Two words that are both commoner than this many bits are two names rather than one misspelt;
    # tenths of a bit for each bit.
    known_below: float = 14.0
    both_known: float = 1.24
    # Bits that a word in another script tells less.
    other_script: float = 2.0


_ROW = [0.45, -0.35, 0.0, -0.5, -9.0, -3.0, -1.5, -3.0, -0.3, 2.0, 0.0]
WEIGHTS = Weights(constant=np.full(3, -6.0), of_fact=np.array(_ROW * 3))


def least_evidence(threshold: float, weights: Weights = WEIGHTS) -> float:
    """How many bits the words of a name must tell at the least for it to reach a score."""
    bar = min(max(threshold, 0.01), 0.99)
    wanted = -math.log(1 / bar - 1)
    rows = weights.of_fact.reshape(-1, FACTS)
    needed = (wanted - weights.constant - np.maximum(rows[:, WHOLE], 0)) / rows[:, TOLD]
    return max(0.01, float(needed.min()))
