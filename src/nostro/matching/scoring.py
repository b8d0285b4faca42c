"""The numbers behind a score: what a missing word costs, what a contradicting one, what tells.

They were set by hand and by a bounded random search on development sets; docs/model.md says which.
"""

import math
from typing import NamedTuple

__all__ = ["WEAK", "WEIGHTS", "Weights", "least_evidence"]

# A name that its list marks as weak (OFAC FAQ 122 to 124, UN quality low) scores so much of it.
WEAK = 0.8


class Weights(NamedTuple):
    """What the scoring kernel is given.

    Weights of words are 0 to 1; bits are `-log2` of how often something is so by chance.
    """

    # A word that only one side has costs this share of its weight where a person is listed,
    omission_person: float = 0.16
    # where a company, a ship or the like is,
    omission_other: float = 1.2
    # and where it is not known what is.
    omission_unknown: float = 0.26
    # What is left out beyond this weight costs nothing more.
    omission_most: float = 0.84
    # The same for words of both sides that do not meet.
    contradiction: float = 2.5
    # At how many bits a name tells half of what it could, and in how many bits this changes.
    informed_at: float = 11.0
    informed_slope: float = 1.8
    # Bits that a word takes away which only one side has, up to a weight.
    told_omission: float = 1.0
    told_omission_most: float = 1.31
    # At how many tenths of a bit for each letter two words have nothing in common.
    cost_unit: float = 33.17
    # Bits that words which are only similar tell less.
    fuzzy_bits: float = 3.27
    # How alike an initial and a name are, a cut-off word and the whole at the least, and words
    # written together and apart.
    initial: float = 0.51
    cut_off: float = 0.59
    compound: float = 0.95
    # Bits by which each further word tells less: the words of a name are not independent.
    together: float = 3.92
    # What a number weighs as a contradiction that only one side has.
    number_alone: float = 0.4
    # How much the rarer of two similar words counts beside the commoner.
    rarer_counts: float = 0.66
    # Bits more where no word is left out, and up to what weight fillers may be.
    nothing_left: float = 5.0
    filler: float = 0.01
    # What each bit weighs by which a word left out is unlike names of people, or like them, where
    # what is listed is the other.
    not_a_person: float = 0.02
    a_person: float = 0.13
    # What words left out count where payment or address words stand among them.
    in_an_address: float = 0.5
    # Two words that are both commoner than this many bits are two names rather than one misspelt;
    # tenths of a bit for each bit.
    known_below: float = 14.0
    both_known: float = 1.24
    # Bits that a word in another script tells less.
    other_script: float = 4.0
    # What a name tells at the least whose words are all likely spellings of the other's, and how
    # alike those are.
    spelt_alike: float = 0.96
    likely_spelling: float = 0.67
    # How much more a word left out costs where those that met are only alike.
    doubt: float = 3.0
    # How much more a word left out costs that the query has and the listed name has not: lists give
    # the fuller name.
    asked_more: float = 2.0


WEIGHTS = Weights()


def least_evidence(threshold: float, weights: Weights = WEIGHTS) -> float:
    """How many bits the words of a name must tell at the least for it to reach a score, without
    the share that the first word has.
    """
    bar = min(max(threshold, 0.01), 0.99)
    told = weights.informed_at - weights.informed_slope * math.log(1 / bar - 1)
    return max(0.01, told - weights.together - weights.nothing_left)
