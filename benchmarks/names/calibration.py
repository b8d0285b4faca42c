"""Section `calibration`: whether a score says how often such a match is right.

Aliases of held-out parties of the SDN list are asked against an index of primary names alone. Every
pair proposed is right, the party is that of the alias, or wrong. How many are right depends on who
is asked, so right and wrong pairs are weighted to a stated prior. It is one list, since two lists
name the same people under other ids, and right pairs would count as wrong.

The same pairs are put side by side as `compare` scores them, which has a curve of its own.
"""

from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from benchmarks.names.data import Bench, sampled
from benchmarks.names.report import Row

from nostro.matching import Index, compare
from nostro.matching.scoring import PRIOR, PRIOR_OF_PAIRS, held_out
from nostro.model.entities import Entity

__all__ = ["Bin", "calibration", "reliability", "run"]

SDN = "ofac-"
LEAST = 0.3
# `compare` may give more to a pair that an index gives little.
LEAST_PROPOSED = 0.1
PROPOSED = 20
BINS = 10
TARGET = 0.03


class Bin(NamedTuple):
    """Pairs whose scores lie between two bounds."""

    low: float
    pairs: int
    weight: float
    mean: float
    right: float


class Proposed(NamedTuple):
    """An alias, a main name that it may mean, its schema and score, and whether it is right."""

    alias: str
    name: str
    schema: str
    score: float
    right: bool


def proposals(bench: Bench, least: float) -> list[Proposed]:
    """The pairs from a score on that are proposed for the aliases of held-out parties."""
    primary = [
        Entity(id=party.id, schema=party.schema, properties={"name": [party.name()]})
        for party in bench.parties
        if party.name() and party.id.startswith(SDN)
    ]
    asked = [
        (party.id, name)
        for party in bench.parties
        if party.id.startswith(SDN) and held_out(party.id)
        for name in party.names()
        if name != party.name()
    ]
    asked = sampled(asked, bench.scaled(10_000, 300), bench.seed)
    index = Index.build(primary)
    answers = index.match([name for _, name in asked], limit=PROPOSED, threshold=least)
    return [
        Proposed(alias, match.name, match.schema, match.score, match.entity_id == party)
        for (party, alias), answer in zip(asked, answers, strict=True)
        for match in answer
    ]


def reliability(pairs: Sequence[tuple[float, bool]], prior: float) -> tuple[list[Bin], float]:
    """The bins, and the expected calibration error: the mean distance of score and truth."""
    right = sum(same for _, same in pairs)
    weights = {True: prior / max(right, 1), False: (1 - prior) / max(len(pairs) - right, 1)}
    bins: list[Bin] = []
    inside_of: dict[int, list[tuple[float, bool]]] = defaultdict(list)
    for pair in pairs:
        inside_of[min(int(pair[0] * BINS + 1e-9), BINS - 1)].append(pair)
    for number, inside in sorted(inside_of.items()):
        weight = sum(weights[same] for _, same in inside)
        mean = sum(score * weights[same] for score, same in inside) / weight
        truth = sum(weights[same] for _, same in inside if same) / weight
        bins.append(Bin(number / BINS, len(inside), weight, mean, truth))
    return bins, sum(b.weight * abs(b.mean - b.right) for b in bins)


def calibration(bench: Bench, pairs: Sequence[tuple[float, bool]], prior: float) -> float:
    """Print the reliability table and give the expected calibration error."""
    bins, error = reliability(pairs, prior)
    right = sum(same for _, same in pairs)
    bench.report.say(
        f"{len(pairs):,} pairs proposed from {LEAST:.2f} on, {right:,} right; "
        f"weighted to {prior:.0%}"
    )
    bench.report.say("  score from   pairs  weight  mean score  share right")
    for b in bins:
        bench.report.say(
            f"  {b.low:10.2f} {b.pairs:7,} {b.weight:7.3f} {b.mean:11.3f} {b.right:12.3f}"
        )
    return error


def run(bench: Bench) -> None:
    """The calibration error against its target."""
    bench.report.section("calibration", "aliases of held-out parties against primary names")
    pairs = [(one.score, one.right) for one in proposals(bench, LEAST)]
    error = calibration(bench, pairs, PRIOR)
    bench.report.row(Row("expected calibration error", error, TARGET, lower=True))
    bench.report.say("the same pairs, and less likely ones, side by side by `compare`:")
    scored = [
        (compare(one.alias, one.name, one.schema), one.right)
        for one in proposals(bench, LEAST_PROPOSED)
    ]
    error = calibration(bench, [pair for pair in scored if pair[0] >= LEAST], PRIOR_OF_PAIRS)
    bench.report.row(Row("expected calibration error of compare", error, lower=True))
