"""The scan: every typology over all payments."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from nostro.model.entities import Entity
from nostro.model.payments import Payment
from nostro.network.flows import FlowGraph
from nostro.network.records import Finding
from nostro.network.roles import Roles
from nostro.network.typologies import TYPOLOGIES

__all__ = ["scan"]


def scan(
    payments: Iterable[Payment],
    accounts: Iterable[Mapping[str, Any]] | None = None,
    entities: Iterable[Entity] | None = None,
    *,
    corridor: tuple[str, str] | None = None,
) -> Iterator[Finding]:
    """Findings over payments, the strongest first.

    `entities` are listed parties (FollowTheMoney, with their Sanctions), `accounts` rows that tie
    accounts to holders. With `corridor` only findings whose accounts stand in both countries.

    Cost: accounts are matched once a distinct name; each typology looks at a bounded number of
    payments a step, so time grows with the payments, not with their square.
    """
    graph = FlowGraph(payments)
    roles = Roles(graph, entities or (), accounts)
    found = [finding for typology in TYPOLOGIES for finding in typology.find(graph, roles)]
    kept = [finding for finding in found if corridor is None or _within(finding, roles, corridor)]
    yield from sorted(kept, key=lambda finding: (-finding.score, finding.finding_id))


def _within(finding: Finding, roles: Roles, corridor: tuple[str, str]) -> bool:
    countries = {roles.of(account).country for account in finding.accounts}
    return set(corridor) <= countries
