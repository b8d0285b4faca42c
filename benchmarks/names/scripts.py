"""Section `scripts`: a name in its own script against the Latin names of the same party."""

import random
import statistics
from collections import defaultdict
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from benchmarks.names.data import THRESHOLD, Bench, same_words, sampled
from benchmarks.names.report import Row
from benchmarks.names.script_data import TwoScripts, read_parties

from nostro.matching import compare

__all__ = ["run"]

RATE = 0.001
LEAST = 100
SHOWN = 50
TARGET = 0.92
PEERS = ("LogicV2", "unidecode + token sort")

# Scores of names against the names of a party, the highest of each.
Scorer = Callable[[Sequence[tuple[str, Sequence[str], str]]], list[float]]


class Case(NamedTuple):
    """A name in its own script, and its party."""

    name: str
    party: TwoScripts

    def pair(self) -> tuple[str, list[str], str]:
        """The name against all Latin names of its party."""
        return self.name, self.party.latin, self.party.schema


class Reached(NamedTuple):
    """What a measure reaches on one script."""

    bar: float
    at_rate: float
    at_threshold: float
    people: float


def ours(pairs: Sequence[tuple[str, Sequence[str], str]]) -> list[float]:
    return [max(compare(a, b, schema) for b in names) for a, names, schema in pairs]


def read_cases(data: Path) -> dict[str, list[Case]]:
    """The names by script; one that stands with the same party again is taken once."""
    found: dict[tuple[int, tuple[str, ...]], tuple[str, Case]] = {}
    for party in read_parties(data):
        for name, script in party.native.items() if party.latin else ():
            key = party.shared, same_words(name)
            if key not in found or len(party.latin) > len(found[key][1].party.latin):
                found[key] = script, Case(name, party)
    cases: dict[str, list[Case]] = defaultdict(list)
    for script, case in found.values():
        cases[script].append(case)
    return cases


def run(bench: Bench) -> None:
    """Recall at the pair false positive rate of 0.1 %, and at 0.70, script by script."""
    bench.report.section("scripts", f"original script against Latin, {RATE:.1%} of pairs false")
    if not bench.data:
        bench.report.say("not run: the lists with original scripts are among the public files")
        return
    cases = read_cases(bench.data)
    counts = ", ".join(f"{script} {len(found)}" for script, found in cases.items())
    bench.report.say(f"names with a Latin name beside them: {counts}; seed {bench.seed}")
    reached = {
        script: _script(bench, script, found)
        for script, found in cases.items()
        if len(found) >= SHOWN
    }
    reached = {script: found for script, found in reached.items() if len(cases[script]) >= LEAST}
    if not reached:
        return
    for label, part, target in (
        (f"at {RATE:.1%} of pairs false", "at_rate", TARGET),
        (f"at {THRESHOLD:.2f}", "at_threshold", None),
        (f"people alone, at {RATE:.1%}", "people", None),
    ):
        means = {
            name: statistics.mean(getattr(found[name], part) for found in reached.values())
            for name in next(iter(reached.values()))
        }
        bench.report.row(
            Row(f"mean over {len(reached)} scripts, {label}", means.pop("ours"), target, means)
        )


def _script(bench: Bench, script: str, cases: list[Case]) -> dict[str, Reached]:
    cases = sampled(cases, bench.scaled(2_000, 200), bench.seed)
    wrong = mismatched(cases, bench.scaled(20_000, 2_000), bench.seed)
    measures: dict[str, Scorer] = {"ours": ours}
    for name in (name for name in PEERS if name in bench.peers.measures):
        measures[name] = lambda pairs, name=name: bench.peers.pairs(name, pairs).answer  # type: ignore[misc]
    found = {name: _reached(score, cases, wrong) for name, score in measures.items()}
    mine = found["ours"]
    for label, part in (
        (f"{script} {len(cases)}, at {RATE:.1%}", "at_rate"),
        (f"{script} at {THRESHOLD:.2f}", "at_threshold"),
        (f"{script} people, at {RATE:.1%}", "people"),
    ):
        peers = {name: getattr(f, part) for name, f in found.items() if name != "ours"}
        bench.report.row(Row(label, getattr(mine, part), None, peers))
    bars = ", ".join(f"{name} {f.bar:.3f}" for name, f in found.items())
    bench.report.say(f"    from {bars}, over {len(wrong):,} pairs")
    return found


def mismatched(cases: list[Case], size: int, seed: int) -> list[tuple[str, list[str], str]]:
    """Names against one Latin name of another party of the same list and kind."""
    drawn = random.Random(seed)
    pools: dict[tuple[str, str], list[Case]] = defaultdict(list)
    for case in cases:
        pools[case.party.source, case.party.schema].append(case)
    made: list[tuple[str, list[str], str]] = []
    while len(made) < size:
        case = drawn.choice(cases)
        other = drawn.choice(pools[case.party.source, case.party.schema])
        if other.party.shared == case.party.shared:
            other = drawn.choice(cases)
        if other.party.shared != case.party.shared:
            made.append((case.name, [drawn.choice(other.party.latin)], case.party.schema))
    return made


def _reached(
    score: Scorer, cases: list[Case], wrong: Sequence[tuple[str, Sequence[str], str]]
) -> Reached:
    false = sorted(score(wrong), reverse=True)
    bar = false[int(RATE * len(false))] + 1e-9
    right = score([case.pair() for case in cases])
    people = [s for s, case in zip(right, cases, strict=True) if case.party.schema == "Person"]
    return Reached(bar, _share(right, bar), _share(right, THRESHOLD), _share(people, bar))


def _share(scores: list[float], bar: float) -> float:
    return sum(score >= bar for score in scores) / len(scores) if scores else 0.0
