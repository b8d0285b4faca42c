"""Whose ownership blocks a company under a regime: those whose property its own lists freeze."""

from collections.abc import Iterable
from functools import cache

from nostro.lists.sources.programmes import effects_of_listing
from nostro.model.entities import Entity, ListedParty, listed_parties
from nostro.ownership.rules import Regime
from nostro.screening.policy import load_policy
from nostro.screening.regimes import Regime as RegimeLists

__all__ = ["blocking_owners", "sanctioned"]

# The regime of the policy that has each ownership rule.
_REGIMES: dict[Regime, str] = {"ofac": "US", "eu": "EU", "uk": "UK"}
# An announcement is of the authority whose rule is asked for.
_DRAFTS = "announcement:"


def blocking_owners(entities: Iterable[Entity], regime: Regime) -> set[str]:
    """The ids of listed parties whose shares count under a regime's rule.

    A party counts where a list of the regime has it, unless all those listings are known to freeze
    nothing (SSI, CAPTA, denied persons): another authority's freeze blocks nothing here.
    """
    lists = _lists(regime)
    return {
        party.entity.id
        for party in listed_parties(entities)
        if any(
            (dataset.startswith(_DRAFTS) or lists.publishes(dataset))
            and _may_freeze(dataset, sanction)
            for dataset, sanction in _listings(party)
        )
    }


@cache
def _lists(regime: Regime) -> RegimeLists:
    return load_policy().regimes[_REGIMES[regime]]


def sanctioned(entities: Iterable[Entity]) -> set[str]:
    """The ids of all that a `Sanction` names, of whatever list."""
    sanctions = (entity for entity in entities if entity.schema == "Sanction")
    return {party for sanction in sanctions for party in sanction.get("entity")}


def _listings(party: ListedParty) -> Iterable[tuple[str, Entity]]:
    for sanction in party.sanctions:
        for dataset in sanction.datasets or party.entity.datasets:
            yield dataset, sanction


def _may_freeze(dataset: str, sanction: Entity) -> bool:
    effects = effects_of_listing(dataset, sanction.get("programId"), sanction.get("provisions"))
    return "freeze" in effects or not effects
