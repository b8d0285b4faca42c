"""Section `growth`: the list grown 10 or 100 times, and a curve of speed over its size."""

import random
import statistics
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import NamedTuple

from benchmarks.names.data import Bench, Wanted, sampled
from benchmarks.names.plot import Line, write_plot
from benchmarks.names.report import Row
from benchmarks.names.screening import altered
from benchmarks.names.speed import (
    Plan,
    first_answer,
    mixed_queries,
    percentile,
    rounds,
    timed_process,
)

from nostro.matching import Index
from nostro.matching.alterations import ALTERATIONS
from nostro.model.entities import Entity

__all__ = ["build_file", "grown", "run"]


# Over more names a peer that reads them all takes a second for one query: it is asked fewer.
MANY = 1_000_000


class Targets(NamedTuple):
    """What is asked at a size: names/s, ms, MB, s."""

    batch: float | None
    p99: float | None
    memory: float | None
    first: float | None


TARGETS = {
    1: Targets(None, None, 200, 1.0),
    10: Targets(3_000, 15, None, None),
    100: Targets(3_000, 15, 3_000, 2.0),
}


class Measured(NamedTuple):
    """What was measured of a list of one size."""

    names: int
    batch: float
    p50: float
    p99: float
    peak: float
    first: float
    file: float
    build: float
    recall: float
    without: float
    peer: float


def grown(parties: list[Entity], names: int, seed: int) -> Iterator[Entity]:
    """The parties, and others made of the same words until there are so many names.

    A made name has as many words as a listed one of its kind, each drawn from the words that
    stand at such a place: first, last, or between.
    """
    have = 0
    pools: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    lengths: dict[str, list[int]] = defaultdict(list)
    for party in parties:
        have += len(party.names()) + len(party.weak_names())
        yield party
        for words in (name.split() for name in party.names()):
            lengths[party.schema].append(len(words))
            for at, word in enumerate(words):
                pools[party.schema][_place(at, len(words))].append(word)
    drawn = random.Random(seed)
    kinds = [party.schema for party in parties if party.names()]
    for number in range(names - have):
        kind = drawn.choice(kinds)
        long = drawn.choice(lengths[kind])
        words = [drawn.choice(pools[kind][_place(at, long)]) for at in range(long)]
        yield Entity(id=f"grown-{number}", schema=kind, properties={"name": [" ".join(words)]})


def _place(at: int, long: int) -> str:
    if long == 1:
        return "only"
    return {0: "first", long - 1: "last"}.get(at, "between")


def run(bench: Bench) -> None:
    """Speed, memory, start and recall of each size; the base first, as it sets the recall."""
    base = len(bench.listed_names)
    bench.report.section("growth", f"{base:,} names and up to {bench.grow} times as many")
    full = {10_000: 0, **{base * times: times for times in (1, 10, 100)}}
    sizes = {n: t for n, t in full.items() if t <= bench.grow and (t or n < base)}
    if bench.quick:
        sizes = {n: t for n, t in sizes.items() if t in (1, bench.grow)}
    found = {}
    for names, times in sorted(sizes.items()):
        found[times] = _measure(bench, names)
        _rows(bench, times, found[times], found.get(1))
    ranked = sorted(found.values())
    if bench.plot:
        _plot(ranked, bench.plot)
        bench.report.say(f"the curve is in {bench.plot}")


def build_file(parties: list[Entity], names: int, seed: int, path: Path) -> float:
    """Build the grown index and save it; the seconds that building took."""
    entities = list(grown(parties, names, seed))
    start = time.perf_counter()
    index = Index.build(entities)
    seconds = time.perf_counter() - start
    index.save(path)
    return seconds


def _measure(bench: Bench, names: int) -> Measured:
    """Build in a process of its own, which gives its memory back, and measure in a fresh one."""
    smaller = names < len(bench.listed_names)
    parties = sampled(bench.parties, names // 3, bench.seed) if smaller else bench.parties
    queries = mixed_queries(bench)
    plan = Plan(1, 200, 100, 5) if bench.quick else Plan(3, 10_000, 5_000, 10)
    wanted = _wanted(bench, {party.id for party in parties})
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "names.index"
        with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
            build = pool.submit(build_file, parties, names, bench.seed, path).result()
        first = first_answer(path, wanted[0].name, bench.scaled(3, 1))
        with timed_process(path) as process:
            ours = list(rounds(process, queries, plan))
            peak = process.ask(op="memory").answer.get("VmHWM", 0.0)
            asked = {"queries": [w.name for w in wanted], "ids": [[*w.entity_ids] for w in wanted]}
            recall, without = process.ask(op="recall", **asked).answer
        size = path.stat().st_size / 1e6
    few = names > MANY or bench.quick
    peer = _peer_speed(bench, parties, names, queries[: 10 if few else 50])
    took = [seconds for done in ours for seconds in done.took]
    return Measured(
        names=names,
        batch=statistics.median(done.speed for done in ours),
        p50=percentile(took, 0.5) * 1000,
        p99=percentile(took, 0.99) * 1000,
        peak=peak,
        first=first,
        file=size,
        build=build,
        recall=recall,
        without=without,
        peer=peer,
    )


def _peer_speed(bench: Bench, parties: list[Entity], names: int, queries: list[str]) -> float:
    """Names/s of token sort over the same list."""
    made = grown(parties, names, bench.seed)
    listed = (n for party in made for n in (*party.names(), *party.weak_names()))
    bench.peers.hold(f"grown to {names}", listed)
    return len(queries) / bench.peers.tops("token sort", queries).seconds


def _wanted(bench: Bench, ids: set[str]) -> list[Wanted]:
    """Listed names, clean and altered, of parties that the index holds."""
    kept = [w for w in bench.wanted if w.entity_ids <= ids]
    changed = [w for c in ALTERATIONS.values() for w in altered(kept, c, bench.seed)]
    return [*kept, *sampled(changed, bench.scaled(2_000, 100), bench.seed)]


def _rows(bench: Bench, times: int, found: Measured, base: Measured | None) -> None:
    report, target = bench.report, TARGETS.get(times, Targets(None, None, None, None))
    label = f"{found.names:,} names"
    report.row(
        Row(
            f"{label}, batch names/s",
            found.batch,
            target.batch,
            {"token sort": found.peer},
            style=",.0f",
        )
    )
    report.row(Row(f"{label}, p50 ms", found.p50, lower=True, style=".2f"))
    report.row(Row(f"{label}, p99 ms", found.p99, target.p99, lower=True, style=".2f"))
    report.row(
        Row(f"{label}, peak resident MB", found.peak, target.memory, lower=True, style=",.0f")
    )
    report.row(
        Row(f"{label}, start to first answer s", found.first, target.first, lower=True, style=".2f")
    )
    same = base.without if base and times > 1 else None
    report.row(Row(f"{label}, recall without a limit", found.without, same, style=".4f"))
    report.say(
        f"    recall at limit 5 {found.recall:.4f}, file {found.file:,.0f} MB, "
        f"built in {found.build:,.1f} s"
    )


def _plot(found: list[Measured], path: Path) -> None:
    sizes = [float(m.names) for m in found]
    lines = [
        Line("nostro, names/s in batch", sizes, [m.batch for m in found]),
        Line("token sort, names/s", sizes, [m.peer for m in found]),
        Line("nostro, 1 / p99 of one query", sizes, [1000 / m.p99 for m in found]),
    ]
    write_plot(path, "names/s on one core by size of the list", "listed names", lines)
