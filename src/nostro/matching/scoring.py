"""The numbers behind a score: what a missing word costs, what a contradicting one, what tells.

A score is a logistic curve over a weighted sum of facts. The weights are written by
`tools/train_weights.py`; docs/model.md says from what.
"""

import math
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

__all__ = [
    "BOTH_KNOWN", "CONTRADICTED", "DIFFERENT", "FACTS", "FUZZY", "MORE_ASKED", "MORE_LISTED",
    "OTHER_KIND", "OTHER_NUMBER", "RAREST", "SHORTENED", "TOLD", "WEAK", "WEIGHTS", "WHOLE", "Weights",
    "least_evidence",
]  # fmt: skip

# A name that its list marks as weak (OFAC FAQ 122 to 124, UN quality low) scores so much of it.
WEAK = 0.8

# The facts of two names, in this order:
# how many bits the words tell that met, and how many the one that tells most,
TOLD, RAREST = 0, 1
# how many bits they differ by, what the words weigh that differ at all, and by how many bits both
# of two that differ are known as names,
DIFFERENT, FUZZY, BOTH_KNOWN = 2, 3, 4
# how many of them are initials or cut off,
SHORTENED = 5
# what the words weigh that met none: on both sides, or on one side more than on the other,
CONTRADICTED, MORE_ASKED, MORE_LISTED = 6, 7, 8
# whether one side has a number left and the other none,
OTHER_NUMBER = 9
# how many bits the words left out say against a person's, or a company's, being meant,
OTHER_KIND = 10
# and whether no word was left out.
WHOLE = 11
FACTS = 12


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
    # Bits that a word in another script tells less.
    other_script: float = 2.0


_ROW = [0.45, 0.05, -0.45, -0.5, -0.1, -0.5, -8.0, -1.3, -0.7, -1.0, -0.05, 2.5]
WEIGHTS = Weights(constant=np.full(3, -6.0), of_fact=np.array(_ROW * 3))


def least_evidence(threshold: float, weights: Weights = WEIGHTS) -> float:
    """How many bits the words of a name must tell at the least for it to reach a score."""
    bar = min(max(threshold, 0.01), 0.99)
    wanted = -math.log(1 / bar - 1)
    rows = weights.of_fact.reshape(-1, FACTS)
    needed = (wanted - weights.constant - np.maximum(rows[:, WHOLE], 0)) / rows[:, TOLD]
    return max(0.01, float(needed.min()))
