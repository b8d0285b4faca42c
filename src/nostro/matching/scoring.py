"""The numbers behind a score: what a missing word costs, what a contradicting one, what tells.

They stand in one row because the kernels take them as an array; `Weights` says what each is.
"""

import math
from typing import NamedTuple

import numpy as np

__all__ = ["WEIGHTS", "Weights", "least_evidence"]


class Weights(NamedTuple):
    """What the scoring kernel is given, in this order.

    omission_person, omission_other, omission_unknown: the share of its weight that a word costs
    which only one side has, by what the listed party is; omission_most: what is left out beyond
    this weight costs nothing more. contradiction: the same for words of both sides that do not
    meet. informed_at: at how many bits a name tells half of what it could; informed_slope: in how
    many bits this changes. told_omission, told_omission_most: bits that a left-out word takes away.
    cost_unit: tenths of a bit, for each letter, at which two words have nothing in common.
    fuzzy_bits: bits that words which are only similar tell less. initial, cut_off, compound: how
    alike such pairs are. together: bits by which each further word tells less, since the words of
    a name are not independent. number_alone: what a number costs that only one side has.
    """

    omission_person: float = 0.16
    omission_other: float = 2.37
    omission_unknown: float = 0.26
    omission_most: float = 0.84
    contradiction: float = 2.5
    informed_at: float = 11.0
    informed_slope: float = 1.8
    told_omission: float = 1.0
    told_omission_most: float = 1.31
    cost_unit: float = 33.17
    fuzzy_bits: float = 3.27
    initial: float = 0.51
    cut_off: float = 0.59
    compound: float = 0.95
    together: float = 3.92
    number_alone: float = 0.4
    rarer_counts: float = 0.66
    nothing_left: float = 4.0
    filler: float = 0.01
    not_a_person: float = 0.02
    a_person: float = 0.13
    in_an_address: float = 0.5
    known_below: float = 14.0
    both_known: float = 1.24
    other_script: float = 1.0


_ROW = Weights()
WEIGHTS = np.array(_ROW)


def least_evidence(threshold: float) -> float:
    """How many bits the words of a name must tell for it to reach a score, less the first word's
    share; 0 where any may.
    """
    if threshold <= 0:
        return 0.0
    if threshold >= 1:
        return least_evidence(0.99)
    told = _ROW.informed_at - _ROW.informed_slope * math.log(1 / threshold - 1)
    return max(0.01, told - _ROW.together - _ROW.nothing_left)
