"""Who is blocked through whom: the ownership rule applied until nothing changes.

An entity that the rule blocks counts with its whole holding in the next one (OFAC FAQ 401): shares
are not multiplied along a chain. Blocking only ever grows, so the rounds end, in cycles too; the
cost is at most links times blocked entities.
"""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from fractions import Fraction
from typing import NamedTuple

import msgspec

from nostro.model.entities import Entity
from nostro.ownership.rules import RULES, Regime, Rule
from nostro.ownership.shares import Share, shares_on

__all__ = ["OwnershipAnswer", "OwnershipStep", "solve"]

_MOST_LINKS = 200


class OwnershipStep(msgspec.Struct, frozen=True, kw_only=True):
    """One link of the chain; `percentage` is in percent, `owner_listed` where a list names it.

    `written` is the percentage as the source writes it: of a range the lower bound counts.
    `record` says where the link stands.
    """

    owner: str
    owner_caption: str
    asset: str
    asset_caption: str
    percentage: int | float
    owner_listed: bool
    written: str
    record: str


class OwnershipAnswer(msgspec.Struct, frozen=True, kw_only=True):
    """Whether an entity with a blocked owner is blocked through its owners.

    `share_percent` is what blocked owners hold of it under the rule, `owners` are those direct
    ones, `chain` the links from the listed parties down to it.
    """

    entity_id: str
    caption: str
    blocked: bool
    share_percent: int | float
    owners: list[str]
    chain: list[OwnershipStep]
    regime: str
    as_of: date


class _Graph(NamedTuple):
    """The shares by asset, who is listed, and who is blocked under the rule."""

    owned: dict[str, list[Share]]
    listed: frozenset[str]
    stopped: frozenset[str]
    captions: dict[str, str]


def solve(
    entities: Iterable[Entity], blocked: Iterable[str], *, regime: Regime = "ofac", as_of: date
) -> list[OwnershipAnswer]:
    """An answer for every entity that a blocked party owns a part of, itself not listed.

    `entities` hold the parties and their Ownership links, `blocked` the ids of listed parties.
    """
    given = list(entities)
    listed = frozenset(blocked)
    owned: dict[str, list[Share]] = defaultdict(list)
    for share in shares_on(given, as_of):
        owned[share.asset].append(share)
    graph = _Graph(
        owned=owned,
        listed=listed,
        stopped=_blocked(owned, listed, RULES[regime]),
        captions={entity.id: entity.name() for entity in given},
    )
    return [
        _answer(asset, graph, regime, as_of)
        for asset in sorted(owned)
        if asset not in listed and any(share.owner in graph.stopped for share in owned[asset])
    ]


def _blocked(owned: dict[str, list[Share]], listed: frozenset[str], rule: Rule) -> frozenset[str]:
    """All that are blocked: the listed ones and those that the rule adds, by a worklist."""
    holdings: dict[str, list[str]] = defaultdict(list)
    for asset, shares in owned.items():
        for share in shares:
            holdings[share.owner].append(asset)
    stopped = set(listed)
    waiting = [asset for owner in sorted(listed) for asset in holdings.get(owner, ())]
    while waiting:
        asset = waiting.pop()
        if asset not in stopped and rule.blocks(_held(owned[asset], stopped, rule)):
            stopped.add(asset)
            waiting += holdings.get(asset, ())
    return frozenset(stopped)


def _held(shares: list[Share], stopped: set[str] | frozenset[str], rule: Rule) -> Fraction:
    held = [share.share for share in shares if share.owner in stopped]
    total = sum(held, Fraction(0)) if rule.aggregates else max(held, default=Fraction(0))
    return min(Fraction(1), total)


def _answer(asset: str, graph: _Graph, regime: Regime, as_of: date) -> OwnershipAnswer:
    links = graph.owned[asset]
    return OwnershipAnswer(
        entity_id=asset,
        caption=graph.captions.get(asset, asset),
        blocked=asset in graph.stopped,
        share_percent=_percent(_held(links, graph.stopped, RULES[regime])),
        owners=[link.owner for link in links if link.owner in graph.stopped],
        chain=[_step(link, graph) for link in _chain(asset, graph)],
        regime=regime,
        as_of=as_of,
    )


def _step(link: Share, graph: _Graph) -> OwnershipStep:
    return OwnershipStep(
        owner=link.owner,
        owner_caption=graph.captions.get(link.owner, link.owner),
        asset=link.asset,
        asset_caption=graph.captions.get(link.asset, link.asset),
        percentage=_percent(link.share),
        owner_listed=link.owner in graph.listed,
        written="; ".join(link.written),
        record=link.record,
    )


def _chain(asset: str, graph: _Graph) -> list[Share]:
    """The links from blocked owners, the farthest first; each asset is opened once.

    A chain of more links than _MOST_LINKS keeps those nearest to the asset: many layers make
    long answers, and each of their companies has one.
    """
    chain: list[Share] = []
    level, seen = [asset], {asset}
    while level and len(chain) < _MOST_LINKS:
        links = [
            link
            for one in level
            for link in graph.owned.get(one, ())
            if link.owner in graph.stopped
        ]
        chain = [*links, *chain]
        level = sorted({link.owner for link in links} - seen - graph.listed)
        seen.update(level)
    return chain


def _percent(share: Fraction) -> int | float:
    percent = share * 100
    return int(percent) if percent.denominator == 1 else round(float(percent), 4)
