"""The numbers behind a score: what a missing word costs, what a contradicting one, what tells; and
the curve that makes of how well two names agree how likely they mean the same party.

They stand in `weights.tsv` and `calibration.tsv`, which `tools/train_weights.py` writes;
docs/model.md says from what. There are two columns of each, since how likely something is depends
on what is likely before: a name looked up in a list meets thousands of others, and few that are
alike mean the party; two names that somebody put side by side mean one as often as not.
"""

import hashlib
import math
from importlib.resources import files
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

__all__ = [
    "IN_A_LIST", "PAIR", "PRIOR", "PRIOR_OF_PAIRS", "WEAK", "Weights", "held_out",
    "least_agreed", "least_evidence",
]  # fmt: skip

# A name that its list marks as weak (OFAC FAQ 122 to 124, UN quality low) scores so much of it.
WEAK = 0.8
# One party in so many is kept out of all fitting.
_FOLDS = 5
# What sums of numbers may be off by.
_ROUNDED = 1e-6


class Weights(NamedTuple):
    """What the scoring kernel is given.

    Weights of words are 0 to 1; bits are `-log2` of how often something is so by chance.
    """

    # A word that only one side has costs this share of its weight where a person is listed,
    omission_person: float
    # where a company, a ship or the like is,
    omission_other: float
    # and where it is not known what is.
    omission_unknown: float
    # What is left out beyond this weight costs nothing more.
    omission_most: float
    # The same for words of both sides that do not meet.
    contradiction: float
    # At how many bits a name tells half of what it could, and in how many bits this changes.
    informed_at: float
    informed_slope: float
    # Bits that a word takes away which only one side has, up to a weight.
    told_omission: float
    told_omission_most: float
    # At how many tenths of a bit for each letter two words have nothing in common.
    cost_unit: float
    # Bits that words which are only similar tell less.
    fuzzy_bits: float
    # How alike an initial and a name are, a cut-off word and the whole at the least, and words
    # written together and apart.
    initial: float
    cut_off: float
    compound: float
    # Bits by which each further word tells less: the words of a name are not independent.
    together: float
    # How many of the bits count that a name of many words takes away, since many of its parts could
    # have been met by chance.
    one_of_many: float
    # What a number weighs as a contradiction that only one side has.
    number_alone: float
    # How much the rarer of two similar words counts beside the commoner.
    rarer_counts: float
    # Bits more where no word is left out, and up to what weight fillers may be.
    nothing_left: float
    filler: float
    # What each bit weighs by which a word left out is unlike names of people, or like them, where
    # what is listed is the other.
    not_a_person: float
    a_person: float
    # What words left out count where payment or address words stand among them.
    in_an_address: float
    # Two words that are both commoner than this many bits are two names rather than one misspelt;
    # tenths of a bit for each bit.
    known_below: float
    both_known: float
    # Bits that a word in another script tells less.
    other_script: float
    # What a name tells at the least whose words are all likely spellings of the other's, and how
    # alike those are.
    spelt_alike: float
    likely_spelling: float
    # The same of two words that are both commoner than so many bits: each is a name of its own.
    likely_of_known: float
    known_names_below: float
    # How much more a word left out costs where those that met are only alike.
    doubt: float
    # How much more a word left out costs that the query has and the listed name has not: lists give
    # the fuller name.
    asked_more: float
    # How likely it is that names which agree so much mean the same party.
    agreed: npt.NDArray[np.float64]
    likely: npt.NDArray[np.float64]


def _columns(name: str) -> dict[str, list[float]]:
    """The rows of a table by their names, without the line above them."""
    lines = files(__package__).joinpath(name).read_text("ascii").splitlines()[1:]
    rows = (line.split("\t") for line in lines)
    return {name: [float(value) for value in values] for name, *values in rows}


def _read(column: int) -> Weights:
    curve = {float(agreed): row[column] for agreed, row in _CURVES.items() if agreed != "prior"}
    return Weights(
        **{name: row[column] for name, row in _WEIGHTS.items()},
        agreed=np.array(list(curve)),
        likely=np.array(list(curve.values())),
    )


_WEIGHTS, _CURVES = _columns("weights.tsv"), _columns("calibration.tsv")
IN_A_LIST, PAIR = _read(0), _read(1)
# Of pairs that score 0.30 and more, the share that is right where a score says how likely it is.
PRIOR = _CURVES["prior"][0]
# The same of two names side by side.
PRIOR_OF_PAIRS = _CURVES["prior"][1]


def held_out(entity_id: str) -> bool:
    """Whether a party is kept out of all fitting, so that it can be used to measure."""
    return hashlib.sha256(entity_id.encode()).digest()[0] % _FOLDS == 0


def least_agreed(threshold: float, weights: Weights = IN_A_LIST) -> float:
    """How much two names must agree to reach a score."""
    agreed = float(np.interp(threshold, weights.likely, weights.agreed))
    return min(max(agreed - _ROUNDED, 0.01), 0.99)


def least_evidence(agreed: float, weights: Weights = IN_A_LIST) -> float:
    """How many bits the words of a name must tell at the least for it to agree so much, without
    the share that the first word has.
    """
    told = weights.informed_at - weights.informed_slope * math.log(1 / agreed - 1)
    return max(0.01, told - weights.together - weights.nothing_left)
