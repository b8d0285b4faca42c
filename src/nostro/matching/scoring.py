"""The numbers behind a score: what a missing word costs, what a contradicting one, what tells.

A score is a logistic curve over a weighted sum of facts. The weights stand in `weights.tsv`, which
`tools/train_weights.py` writes; docs/model.md says from what.
"""

import hashlib
import math
from importlib.resources import files
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

__all__ = [
    "BOTH_KNOWN", "CONTRADICTED", "DIFFERENT", "FACTS", "FACT_NAMES", "FUZZY", "MORE_ASKED", "MORE_LISTED",
    "MOST", "OTHER_KIND", "OTHER_NUMBER", "PRIOR", "RAREST", "SHORTENED", "SPELT_OTHERWISE", "TOLD", "WEAK", "WEIGHTS", "WHOLE", "Weights",
    "held_out", "least_evidence",
]  # fmt: skip

# A name that its list marks as weak (OFAC FAQ 122 to 124, UN quality low) scores so much of it.
WEAK = 0.8

# What names score at the most that are not equal.
MOST = 0.99

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
# whether no word was left out,
WHOLE = 11
# and how many bits words of other scripts are less likely spelt so than otherwise.
SPELT_OTHERWISE = 12
FACTS = 13


FACT_NAMES = (
    "told", "rarest", "different", "fuzzy", "both_known", "shortened", "contradicted",
    "more_asked", "more_listed", "other_number", "other_kind", "whole", "spelt_otherwise",
)  # fmt: skip
# One party in so many is kept out of all fitting.
_FOLDS = 5


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

    @classmethod
    def of(cls, rows: npt.NDArray[np.float64]) -> "Weights":
        """From a row for people and one for other parties: facts in their order, then the
        constant. Where it is not known what is listed, the mean counts.
        """
        kinds = np.array([rows.mean(axis=0), *rows])
        return cls(constant=kinds[:, FACTS].copy(), of_fact=kinds[:, :FACTS].ravel())


def _read() -> npt.NDArray[np.float64]:
    """The file as a row for people and one for other parties; the prior stands last in both."""
    lines = files(__package__).joinpath("weights.tsv").read_text("ascii").splitlines()
    return np.array([[float(value) for value in line.split("\t")[1:]] for line in lines[1:]]).T


_ROWS = _read()
WEIGHTS = Weights.of(_ROWS)
# Of the pairs that an index proposes, the share that is right where a score says how likely it is.
PRIOR = float(_ROWS[0, -1])


def held_out(entity_id: str) -> bool:
    """Whether a party is kept out of all fitting, so that it can be used to measure."""
    return hashlib.sha256(entity_id.encode()).digest()[0] % _FOLDS == 0


def least_evidence(threshold: float, weights: Weights = WEIGHTS) -> float:
    """How many bits the words of a name must tell at the least for it to reach a score."""
    bar = min(max(threshold, 0.01), MOST - 0.0001)
    wanted = -math.log(MOST / bar - 1)
    rows = weights.of_fact.reshape(-1, FACTS)
    needed = (wanted - weights.constant - np.maximum(rows[:, WHOLE], 0)) / rows[:, TOLD]
    return max(0.01, float(needed.min()))
