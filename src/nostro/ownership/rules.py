"""When ownership blocks, by regime. One row a regime, with the public source of the rule."""

from fractions import Fraction
from typing import Literal, NamedTuple

__all__ = ["NEAR_POINTS", "RULES", "Regime", "Rule"]

Regime = Literal["ofac", "eu", "uk"]
# So many percentage points below the threshold a share is near it, and a person looks.
NEAR_POINTS = 10


class Rule(NamedTuple):
    """From which share an entity is blocked through its owners.

    `at_threshold` says whether the threshold itself is enough; `aggregates` whether the shares of
    several blocked owners are added up. Where they are not, those of one owner still are: what it
    holds itself, and what it holds through companies that it owns. `controls` says whether control
    without ownership blocks too.
    """

    name: str
    threshold: Fraction
    at_threshold: bool
    aggregates: bool
    controls: bool
    source: str

    def blocks(self, share: Fraction, *, above: bool = False) -> bool:
        """True where a share (0 to 1) is enough; `above` where more than it is held."""
        enough = self.at_threshold or above
        return share >= self.threshold if enough else share > self.threshold


RULES: dict[Regime, Rule] = {
    "ofac": Rule(
        name="OFAC 50 Percent Rule",
        threshold=Fraction(1, 2),
        at_threshold=True,
        aggregates=True,
        controls=False,  # FAQ 398: the rule speaks of ownership and not of control
        source="OFAC, Revised Guidance of 13 August 2014; FAQ 398 to 402",
    ),
    "eu": Rule(
        # Until July 2024 the Best Practices said "more than 50 %" (8519/18); the stricter holds.
        name="EU ownership criterion",
        threshold=Fraction(1, 2),
        at_threshold=True,
        aggregates=True,
        controls=True,
        source="Council, EU Best Practices as updated in July 2024 (11623/24)",
    ),
    "uk": Rule(
        name="UK ownership test",
        threshold=Fraction(1, 2),
        at_threshold=False,
        aggregates=False,
        controls=True,
        source="Regulation 7 and Schedule 1 of the sanctions regulations; OFSI, UK Financial "
        "Sanctions Guidance",
    ),
}
