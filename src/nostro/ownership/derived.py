"""A company blocked only through its owners, as an entity that screening can index."""

from collections.abc import Iterable

import msgspec

from nostro.model.entities import Entity
from nostro.ownership.rules import RULES, Regime
from nostro.ownership.solve import OwnershipAnswer

__all__ = ["derived_entities"]


def derived_entities(
    answers: Iterable[OwnershipAnswer], entities: Iterable[Entity]
) -> list[Entity]:
    """For each blocked answer its entity with a derived Sanction, in dataset `derived:...`."""
    known = {entity.id: entity for entity in entities}
    found: list[Entity] = []
    for answer in answers:
        if answer.blocked and answer.entity_id in known:
            found += _derived(answer, known[answer.entity_id])
    return found


def _derived(answer: OwnershipAnswer, entity: Entity) -> list[Entity]:
    regime: Regime = answer.regime  # type: ignore[assignment]  # solve writes nothing else
    dataset = f"derived:ownership-{regime}"
    party = msgspec.structs.replace(entity, datasets=[dataset], target=True)
    sanction = Entity(id=f"{entity.id}-derived-{regime}", schema="Sanction", datasets=[dataset])
    sanction.add("entity", entity.id)
    sanction.add("status", "derived")
    sanction.add("program", RULES[regime].name)
    owners = ", ".join(dict.fromkeys(step.owner_caption for step in answer.chain))
    sanction.add("reason", f"{answer.share_percent} % held by blocked owners: {owners}")
    sanction.add("startDate", answer.as_of.isoformat())
    return [party, sanction]
