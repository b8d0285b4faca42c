"""Who is blocked through ownership, and the chain that shows it."""

from nostro.ownership.derived import derived_entities
from nostro.ownership.rules import RULES, Regime, Rule
from nostro.ownership.solve import OwnershipAnswer, OwnershipStep, solve

__all__ = [
    "RULES",
    "OwnershipAnswer",
    "OwnershipStep",
    "Regime",
    "Rule",
    "derived_entities",
    "solve",
]
