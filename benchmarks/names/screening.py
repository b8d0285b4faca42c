"""Section `screening`: listed names, clean and altered, against the lists.

The names given to find are of people nearly all; main names of companies and vessels of the SDN
list are altered in the same kinds. For these there is no target: half of what is missed are names
of one word, or what is left of a name says nothing (SHIPPING CO).
"""

import random
from collections import Counter

from benchmarks.names.data import Bench, Wanted, sampled
from benchmarks.names.report import Row

from nostro.matching.alterations import ALTERATIONS, LOOKALIKES, TWO_WORDS, Change

__all__ = ["altered", "run"]

TARGET = 0.98
SDN = "ofac-"
NAMES = 1_000
OTHERS = {"companies": ("Company", "Organization", "LegalEntity"), "vessels": ("Vessel",)}


def altered(wanted: list[Wanted], change: Change, seed: int) -> list[Wanted]:
    """The names that the change can be made to, each changed once."""
    drawn = random.Random(seed)
    made = [(w, change(w.name, drawn)) for w in wanted]
    return [w._replace(name=name) for w, name in made if name and name != w.name]


def run(bench: Bench) -> None:
    """Recall, a hit being that the right party is named among the answers."""
    report, wanted = bench.report, bench.wanted
    report.section("screening", "a hit names the right party among the first five at 0.70")
    report.say(
        f"{len(bench.index):,} parties, {len(bench.listed_names):,} names; "
        f"{len(bench.positive_names)} names to find, {len(wanted)} taken; seeds {bench.seeds}"
    )
    _row(bench, "listed names, clean", wanted, 1.0)
    for kind, change in {**ALTERATIONS, **TWO_WORDS}.items():
        changed = [w for seed in bench.seeds for w in altered(wanted, change, seed)]
        if changed:
            _row(bench, kind, changed, None if kind in TWO_WORDS else TARGET)
    for label, schemata in OTHERS.items():
        _others(bench, label, schemata)


def _others(bench: Bench, label: str, schemata: tuple[str, ...]) -> None:
    """Main names of one kind of party, altered."""
    wanted = [
        Wanted(party.name(), frozenset([party.id]), tuple(party.names()), party.schema)
        for party in bench.parties
        if party.schema in schemata and (party.id.startswith(SDN) or not bench.data)
    ]
    some = sampled(wanted, bench.scaled(NAMES, 50), bench.seed)
    bench.report.say(f"{len(some)} main names of {len(wanted):,} {label}, seed {bench.seed}")
    _row(bench, f"{label}, clean", some, None)
    for kind, change in {**ALTERATIONS, **LOOKALIKES}.items():
        if changed := altered(some, change, bench.seed):
            _row(bench, f"{label}, {kind}", changed, None, shown=True)


def _row(
    bench: Bench, label: str, wanted: list[Wanted], target: float | None, *, shown: bool = False
) -> None:
    found = bench.ours_found(wanted)
    without = bench.ours_found(wanted, limit=None)
    label = f"{label}, {len(wanted)}"
    peers, beside = bench.peers_found(wanted), bench.logic_found(wanted)
    bench.report.row(Row(label, found, target, peers, beside, style=".4f"))
    bench.report.say(f"    without a limit {without:.4f}")
    if found < (target or 0) or (shown and found < TARGET):
        _misses(bench, wanted)


def _misses(bench: Bench, wanted: list[Wanted]) -> None:
    """Some of what was not found, as something to look at."""
    answers = bench.index.match([w.name for w in wanted])
    missed = [
        w
        for w, answer in zip(wanted, answers, strict=True)
        if not any(match.entity_id in w.entity_ids for match in answer)
    ]
    words = Counter(len(w.name.split()) for w in missed)
    shown = "; ".join(w.name for w in missed[:8])
    bench.report.say(f"    {len(missed)} missed, by words {dict(sorted(words.items()))}: {shown}")
