"""What the parties of a change newly own: companies that are blocked through them, or no more."""

from collections.abc import Iterable
from datetime import date

import msgspec

from nostro.lists.changes import changed_parties
from nostro.model.entities import Entity
from nostro.model.ids import content_hash
from nostro.ownership import derived_entities, solve
from nostro.ownership.rules import Regime
from nostro.screening.change import EntryChange, ListChange
from nostro.screening.owners import blocking_owners, sanctioned

__all__ = ["with_owned"]


def with_owned(
    change: ListChange,
    listed_before: Iterable[Entity],
    listed_after: Iterable[Entity],
    companies: Iterable[Entity] = (),
    *,
    regime: Regime,
    as_of: date,
) -> ListChange:
    """The change, and what follows from it for companies that listed parties own.

    The listed entities are all that stand on lists before and after, with the links that lists
    carry; `companies` hold more companies and their Ownership links. `as_of` is the day of the
    shares.
    """
    graph = list(companies)
    before = _derived(list(listed_before), graph, regime, as_of)
    after = _derived(list(listed_after), graph, regime, as_of)
    pairs = changed_parties(before, after)
    if not pairs:
        return change
    counts_from = max(
        (entry.effective_on for entry in change.entries.values() if entry.effective_on),
        default=None,
    )
    return msgspec.structs.replace(
        change,
        before=[*change.before, *(e for was, _ in pairs if was for e in was.records())],
        after=[*change.after, *(e for _, now in pairs if now for e in now.records())],
        versions_before={**change.versions_before, **_version(regime, before)},
        versions_after={**change.versions_after, **_version(regime, after)},
        entries={
            **change.entries,
            **{
                shown.entity.id: EntryChange(effective_on=counts_from)
                for was, now in pairs
                if (shown := now or was)
            },
        },
    )


def _derived(
    listed: list[Entity], companies: list[Entity], regime: Regime, as_of: date
) -> list[Entity]:
    """The companies blocked only through owners that are listed, with their sanctions."""
    if not any(entity.schema == "Ownership" for entity in (*companies, *listed)):
        return []
    blocked = blocking_owners(listed, regime) | sanctioned(companies)
    told = {entity.id for entity in companies}
    everyone = [*companies, *(entity for entity in listed if entity.id not in told)]
    return derived_entities(solve(everyone, blocked, regime=regime, as_of=as_of), everyone)


def _version(regime: Regime, derived: list[Entity]) -> dict[str, str]:
    """The derived entities by their content, as a watchlist names them."""
    return {f"ownership-{regime}": content_hash(*map(msgspec.json.encode, derived))[:12]}
