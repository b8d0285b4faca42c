"""Who is blocked through whom: the ownership rule applied until nothing changes.

An entity that the rule blocks counts with its whole holding in the next one (OFAC FAQ 401): shares
are not multiplied along a chain. Blocking only ever grows, so the rounds end, in cycles too. Each
link is looked at once; where a regime does not aggregate, once for each listed party behind it.
"""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from fractions import Fraction
from typing import NamedTuple

import msgspec

from nostro.model.entities import Entity
from nostro.ownership.rules import RULES, Regime, Rule
from nostro.ownership.shares import LowerBound, Share, shares_on

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


class OwnershipAnswer(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Whether an entity with a blocked owner is blocked through its owners.

    `share_percent` is what blocked owners hold of it under the rule, `owners` are those direct
    ones, `chain` the links from the listed parties down to it. `together_percent` is what they
    hold with one another where the rule does not add it up, else 0; `control` are words of their
    links that tell of control, where the regime counts it.
    """

    entity_id: str
    caption: str
    blocked: bool
    share_percent: int | float
    owners: list[str]
    chain: list[OwnershipStep]
    regime: str
    as_of: date
    together_percent: int | float = 0
    control: list[str] = []


class _Graph(NamedTuple):
    """The links of blocked owners by asset, as shares and as steps that answers have in common.

    `hands` has for each blocked entity the groups of listed parties in whose hands it is: all of
    them are one group where the rule aggregates, else each is its own.
    """

    shares: dict[str, list[Share]]
    steps: dict[str, list[OwnershipStep]]
    hands: dict[str, set[int]]


def solve(
    entities: Iterable[Entity], blocked: Iterable[str], *, regime: Regime = "ofac", as_of: date
) -> list[OwnershipAnswer]:
    """An answer for every entity that a blocked party owns a part of, itself not listed.

    `entities` hold the parties and their Ownership links, `blocked` the ids of listed parties.
    """
    given = list(entities)
    listed = frozenset(blocked)
    captions = {entity.id: entity.name() for entity in given}
    shares = shares_on(given, as_of)
    graph = _Graph(defaultdict(list), defaultdict(list), _hands(shares, listed, RULES[regime]))
    for share in shares:
        if share.owner in graph.hands:
            graph.shares[share.asset].append(share)
            graph.steps[share.asset].append(_step(share, captions, listed))
    return [
        OwnershipAnswer(
            entity_id=asset,
            caption=captions.get(asset, asset),
            blocked=asset in graph.hands,
            share_percent=_percent(_held(graph.shares[asset], graph.hands)),
            owners=[share.owner for share in graph.shares[asset]],
            chain=_chain(asset, graph),
            regime=regime,
            as_of=as_of,
            together_percent=0 if RULES[regime].aggregates else _together(graph.shares[asset]),
            control=_control(graph.shares[asset]) if RULES[regime].controls else [],
        )
        for asset in sorted(graph.shares.keys() - listed)
    ]


def _hands(shares: list[Share], listed: frozenset[str], rule: Rule) -> dict[str, set[int]]:
    holdings: dict[str, list[Share]] = defaultdict(list)
    for share in shares:
        holdings[share.owner].append(share)
    owners = sorted(listed & holdings.keys())
    groups = [owners] if rule.aggregates else [[owner] for owner in owners]
    hands: dict[str, set[int]] = defaultdict(set)
    for number, group in enumerate(groups):
        for entity in _blocked(holdings, group, rule):
            hands[entity].add(number)
    return dict(hands)


def _blocked(holdings: dict[str, list[Share]], group: list[str], rule: Rule) -> set[str]:
    """A group of listed parties and all that the rule adds for them, by a worklist of owners."""
    stopped, waiting = set(group), list(group)
    held: dict[str, LowerBound] = defaultdict(lambda: LowerBound(Fraction(0)))
    while waiting:
        for link in holdings.get(waiting.pop(), ()):
            before = held[link.asset]
            total = LowerBound(before.share + link.share, before.above or link.above)
            held[link.asset] = total
            if link.asset not in stopped and rule.blocks(total.share, above=total.above):
                stopped.add(link.asset)
                waiting.append(link.asset)
    return stopped


def _held(shares: list[Share], hands: dict[str, set[int]]) -> Fraction:
    """The most that one group of blocked owners holds."""
    by_group: dict[int, Fraction] = defaultdict(Fraction)
    for share in shares:
        for group in hands[share.owner]:
            by_group[group] += share.share
    return min(Fraction(1), max(by_group.values()))


def _together(shares: list[Share]) -> int | float:
    return _percent(min(Fraction(1), sum((share.share for share in shares), Fraction(0))))


def _control(shares: list[Share]) -> list[str]:
    return list(dict.fromkeys(word for share in shares for word in share.control))


def _step(share: Share, captions: dict[str, str], listed: frozenset[str]) -> OwnershipStep:
    return OwnershipStep(
        owner=share.owner,
        owner_caption=captions.get(share.owner, share.owner),
        asset=share.asset,
        asset_caption=captions.get(share.asset, share.asset),
        percentage=_percent(share.share),
        owner_listed=share.owner in listed,
        written="; ".join(share.written),
        record=share.record,
    )


def _chain(asset: str, graph: _Graph) -> list[OwnershipStep]:
    """The links from blocked owners, the farthest first; each asset is opened once.

    A chain of more links than _MOST_LINKS keeps those nearest to the asset: many layers make
    long answers, and each of their companies has one.
    """
    chain: list[OwnershipStep] = []
    level, seen = [asset], {asset}
    while level and len(chain) < _MOST_LINKS:
        steps = [step for one in level for step in graph.steps.get(one, ())]
        chain = [*steps[: _MOST_LINKS - len(chain)], *chain]
        level = sorted({step.owner for step in steps if not step.owner_listed} - seen)
        seen.update(level)
    return chain


def _percent(share: Fraction) -> int | float:
    percent = share * 100
    return int(percent) if percent.denominator == 1 else float(percent)
