"""Section `speed`: names answered in batch on one core, and one query alone."""

import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from benchmarks.names.data import ROOT, Bench, sampled
from benchmarks.names.peers import LineProcess, one_core
from benchmarks.names.report import Row
from benchmarks.names.screening import altered

from nostro.matching.alterations import ALTERATIONS

__all__ = ["Plan", "first_answer", "mixed_queries", "percentile", "rounds", "run", "timed_process"]

BATCH = 25_000
WARM = 100
P50, P99 = 0.3, 3.0
MEMORY, FIRST = 200, 1.0
LOGIC = "LogicV2 on the 10 nearest by token sort"
_FIRST = (
    "import sys; from pathlib import Path; import nostro; "
    "found = nostro.Index.load(Path(sys.argv[1])).match([sys.argv[2]]); "
    "print(found[0][0].name if found[0] else '', flush=True)"
)


class Plan(NamedTuple):
    """How much is asked: rounds, names in a batch, names alone, and the seconds for a batch.

    A slow engine gets fewer names in a batch than planned, so that a round ends.
    """

    rounds: int
    batch: int
    alone: int
    seconds: float


class Round(NamedTuple):
    """One round: names in its batch and a second, and the seconds of each name asked alone."""

    names: int
    speed: float
    took: list[float]


def run(bench: Bench) -> None:
    """Batch and single queries in a fresh process on one core, medians of interleaved rounds."""
    bench.report.section("speed", "names never asked before, limit 5, at 0.70, evidence read")
    queries = mixed_queries(bench)
    plan = (
        Plan(bench.repeats, 300, 200, 5)
        if bench.quick
        else Plan(bench.repeats, len(queries), 5_000, 20)
    )
    peer = queries[: bench.scaled(1_000, 100)]
    theirs: dict[str, list[float]] = {"token sort": [], "Jaro-Winkler": []}
    ours: list[Round] = []
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "names.index"
        bench.index.save(path)
        with timed_process(path) as process:
            for done in rounds(process, queries, plan):
                ours.append(done)
                for name, speeds in theirs.items():
                    speeds.append(len(peer) / bench.peer_tops(name, peer).seconds)
            peak = process.ask(op="memory").answer.get("VmHWM", 0.0)
        first = first_answer(path, bench.wanted[0].name, bench.repeats)
    theirs |= _logic_pipeline(bench, peer[: bench.scaled(100, 10)])
    peers = {name: statistics.median(speeds) for name, speeds in theirs.items()}
    label = f"batch of {ours[0].names:,}, names/s on one core, median of {len(ours)}"
    speed = statistics.median(done.speed for done in ours)
    bench.report.row(Row(label, speed, BATCH, peers, style=",.0f"))
    beside = {f"{name}, mean": 1000 / speed for name, speed in peers.items()}
    for part, share, target in (("p50", 0.50, P50), ("p99", 0.99, P99)):
        found = statistics.median(percentile(done.took, share) for done in ours) * 1000
        label = f"one query alone, {part} of {len(ours[0].took):,}, ms"
        bench.report.row(Row(label, found, target, beside=beside, lower=True))
    bench.report.row(Row("peak resident MB", peak, MEMORY, lower=True, style=",.0f"))
    bench.report.row(Row("start to first answer, s", first, FIRST, lower=True, style=".2f"))


def _logic_pipeline(bench: Bench, queries: list[str]) -> dict[str, list[float]]:
    """Names/s of LogicV2 as it is used: a search brings the nearest names, each is scored."""
    if "LogicV2" not in bench.peers.measures:
        return {}
    bench.hold_listed()
    near = bench.peers.ask(op="near", measure="token sort", queries=queries, bar=0.5)
    pairs = [
        (query, [bench.listed_names[place][0]], "LegalEntity")
        for query, places in zip(queries, near.answer, strict=True)
        for place in places[:10]
    ]
    seconds = near.seconds + bench.peers.pairs("LogicV2", pairs).seconds
    return {LOGIC: [len(queries) / seconds]}


def rounds(process: LineProcess, queries: list[str], plan: Plan) -> Iterator[Round]:
    """Rounds of a batch and of names alone; no name is asked twice, so none is remembered."""
    fresh = iter(queries)
    warm = [process.ask(op="batch", queries=list(islice(fresh, WARM))) for _ in range(3)]
    within = max(WARM, int(plan.seconds * WARM / min(done.seconds for done in warm)))
    third = (len(queries) - 3 * WARM) // (3 * plan.rounds)
    for _ in range(plan.rounds):
        batch = list(islice(fresh, min(plan.batch, within, 2 * third)))
        alone = list(islice(fresh, min(plan.alone, within, third)))
        seconds = process.ask(op="batch", queries=batch).seconds
        took = process.ask(op="single", queries=alone).answer
        yield Round(len(batch), len(batch) / seconds, took)


def mixed_queries(bench: Bench) -> list[str]:
    """Distinct names: people, companies, and listed names altered; mixed, by the seed."""
    names = [
        *bench.people,
        *sampled(bench.firms, 20_000, bench.seed),
        *(
            w.name
            for change in ALTERATIONS.values()
            for w in altered(bench.wanted, change, bench.seed)
        ),
    ]
    distinct = list(dict.fromkeys(names))
    random.Random(bench.seed).shuffle(distinct)
    return distinct


def timed_process(path: Path) -> LineProcess:
    """A fresh process that loads the index file and answers on one core."""
    return LineProcess([sys.executable, "-m", "benchmarks.names.timing_worker", path], cwd=ROOT)


def first_answer(path: Path, query: str, repeats: int) -> float:
    """Seconds from the start of a process to its first answer; the median."""
    seconds = []
    for _ in range(repeats):
        start = time.perf_counter()
        command = [sys.executable, "-c", _FIRST, str(path), query]
        with subprocess.Popen(command, stdout=subprocess.PIPE, env=one_core()) as process:
            assert process.stdout
            line = process.stdout.readline()
            seconds.append(time.perf_counter() - start)
        if not line.strip():
            raise RuntimeError(f"a fresh process did not find {query!r}")
    return statistics.median(seconds)


def percentile(values: list[float], share: float) -> float:
    """The value below which that share of the values lies."""
    ranked = sorted(values)
    return ranked[min(len(ranked) - 1, int(share * len(ranked)))]
