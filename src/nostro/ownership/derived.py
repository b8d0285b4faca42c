"""A company blocked only through its owners, or nearly, as an entity that screening can index."""

from collections.abc import Iterable

import msgspec

from nostro.model.entities import Entity
from nostro.ownership.rules import NEAR_POINTS, RULES, Regime
from nostro.ownership.solve import OwnershipAnswer

__all__ = ["derived_entities"]

_MOST_STEPS = 20


def derived_entities(
    answers: Iterable[OwnershipAnswer], entities: Iterable[Entity], *, near: int = NEAR_POINTS
) -> list[Entity]:
    """For each blocked answer its entity with a derived Sanction, in dataset `derived:...`.

    One that is not blocked but within `near` points of it, alone or with all blocked owners
    together, or in their control by the words of a register, gets one that advises.
    """
    known = {entity.id: entity for entity in entities}
    found: list[Entity] = []
    for answer in answers:
        if answer.entity_id in known and (answer.blocked or _is_near(answer, near)):
            found += _derived(answer, known[answer.entity_id])
    return found


def _is_near(answer: OwnershipAnswer, near: int) -> bool:
    regime: Regime = answer.regime  # type: ignore[assignment]  # solve writes nothing else
    least = RULES[regime].threshold * 100 - near
    return bool(answer.control) or max(answer.share_percent, answer.together_percent) >= least


def _derived(answer: OwnershipAnswer, entity: Entity) -> list[Entity]:
    regime: Regime = answer.regime  # type: ignore[assignment]  # solve writes nothing else
    kind = "ownership" if answer.blocked else "near-ownership"
    dataset = f"derived:{kind}-{regime}"
    party = msgspec.structs.replace(entity, datasets=[dataset], target=True)
    sanction = Entity(id=f"{entity.id}-derived-{regime}", schema="Sanction", datasets=[dataset])
    sanction.add("entity", entity.id)
    sanction.add("status", "derived")
    sanction.add("program", RULES[regime].name)
    sanction.add("provisions", "freeze" if answer.blocked else "advisory")
    sanction.add("reason", *_reasons(answer))
    sanction.add("startDate", answer.as_of.isoformat())
    return [party, sanction]


def _reasons(answer: OwnershipAnswer) -> list[str]:
    """What is held and by whom, then the chain, a link a line, the farthest first."""
    owners = ", ".join(dict.fromkeys(step.owner_caption for step in answer.chain))
    held = f"{answer.share_percent} % held by blocked owners: {owners}"
    if answer.together_percent > answer.share_percent:
        held += f" ({answer.together_percent} % together)"
    control = [f"control: {word}" for word in answer.control]
    steps = [
        f"{step.owner_caption} holds {step.percentage} % of {step.asset_caption}"
        for step in answer.chain[-_MOST_STEPS:]
    ]
    return [held, *control, *steps]
