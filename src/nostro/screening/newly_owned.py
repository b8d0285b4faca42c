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

__all__ = ["with_owned"]


def with_owned(
    change: ListChange,
    unchanged: Iterable[Entity],
    companies: Iterable[Entity],
    *,
    regime: Regime,
    as_of: date,
) -> ListChange:
    """The change, and what follows from it for companies that listed parties own.

    `unchanged` are the listed entities that the change does not touch, `companies` hold the
    companies and their Ownership links. `as_of` is the day of the shares.
    """
    others, graph = list(unchanged), list(companies)
    before = _derived([*others, *change.before], graph, regime, as_of)
    after = _derived([*others, *change.after], graph, regime, as_of)
    pairs = changed_parties(before, after)
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
    blocked = {
        party for entity in listed if entity.schema == "Sanction" for party in entity.get("entity")
    }
    told = {entity.id for entity in companies}
    everyone = [*companies, *(entity for entity in listed if entity.id not in told)]
    return derived_entities(solve(everyone, blocked, regime=regime, as_of=as_of), everyone)


def _version(regime: Regime, derived: list[Entity]) -> dict[str, str]:
    """The derived entities by their content, as a watchlist names them."""
    return {f"ownership-{regime}": content_hash(*map(msgspec.json.encode, derived))[:12]}
