"""Section `pairs`: names that people called the same or not, all measures side by side."""

import importlib
import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

from benchmarks.names.data import THRESHOLD, Bench, plain, read_rows
from benchmarks.names.peer_check import check_peers
from benchmarks.names.report import Row

from nostro.matching import compare

__all__ = ["run"]

MEASURES = ("LogicV2", "WRatio", "Jaro-Winkler", "Levenshtein", "Treasury (ofac)")
OWN_TREASURY = "Treasury (ours)"
_NUMBER = re.compile(r".*\d.*|[ivx]+")


class Pair(NamedTuple):
    """Two names that a person called the same or not."""

    first: str
    second: str
    same: bool
    schema: str
    group: str

    def swaps_a_number(self) -> bool:
        """Whether the two differ, and in numbers, numerals or years alone, on both sides."""
        first, second = plain(self.first), plain(self.second)
        only = [w for w in first if w not in second], [w for w in second if w not in first]
        return all(only) and all(_NUMBER.fullmatch(word) for side in only for word in side)


class Figures(NamedTuple):
    """What a measure reaches on labelled pairs."""

    f1: float
    auc: float


def figures(scores: Sequence[float], pairs: Sequence[Pair]) -> Figures:
    """F1 at the threshold; and how often a same pair scores above a different one."""
    hits = [pair.same for pair, score in zip(pairs, scores, strict=True) if score >= THRESHOLD]
    f1 = 2 * sum(hits) / (len(hits) + sum(pair.same for pair in pairs))
    same = [score for pair, score in zip(pairs, scores, strict=True) if pair.same]
    other = [score for pair, score in zip(pairs, scores, strict=True) if not pair.same]
    won = sum((s > o) + (s == o) / 2 for s in same for o in other)
    return Figures(f1, won / (len(same) * len(other)))


def run(bench: Bench) -> None:
    """F1 and AUC on all pairs, less those that swap a number, and by group."""
    bench.report.section("pairs", f"labelled pairs, at {THRESHOLD:.2f}; the schema is given to all")
    if not bench.data:
        bench.report.say("not run: the labelled pairs are in the folder of public files")
        return
    path = bench.data / "names" / "name_bench_cases-dev.csv"
    pairs = [
        Pair(r["name1"], r["name2"], r["is_match"] == "true", r["schema"], r["case_group"])
        for r in read_rows(path)
    ]
    scores = {"ours": [compare(p.first, p.second, p.schema) for p in pairs]}
    micros = {}
    for name in (m for m in MEASURES if m in bench.peers.measures):
        done = bench.peers.pairs(name, [(p.first, [p.second], p.schema) for p in pairs])
        scores[name] = done.answer
        micros[name] = done.seconds / len(pairs) * 1e6
    if treasury := _treasury():
        scores[OWN_TREASURY] = [treasury(p.first, p.second) for p in pairs]
    _rows(bench, pairs, scores)
    _numbers(bench, pairs, scores["ours"])
    shown = ", ".join(f"{name} {cost:.1f}" for name, cost in micros.items())
    bench.report.say(f"µs a pair, warm: {shown}")
    check_peers(bench, path, _by_group(pairs, {m: scores[m] for m in scores if m in MEASURES}))


def _treasury() -> Callable[[str, str], float] | None:
    """Our own emulation of the Treasury's search score, where this version has it."""
    try:
        module = importlib.import_module("nostro.matching.treasury")
    except ImportError:
        return None
    found: Callable[[str, str], float] = module.treasury_score
    return found


def _rows(bench: Bench, pairs: list[Pair], scores: dict[str, list[float]]) -> None:
    kept = [at for at, pair in enumerate(pairs) if not (pair.same and pair.swaps_a_number())]
    parts: dict[str, tuple[list[int], float | None, float | None]] = {
        f"all {len(pairs)}": (list(range(len(pairs))), None, None),
        f"less the number swaps {len(kept)}": (kept, 0.94, 0.97),
    }
    for group in dict.fromkeys(pair.group for pair in pairs):
        places = [at for at, pair in enumerate(pairs) if pair.group == group]
        parts[f"{group} {len(places)}"] = (places, None, None)
        less = [at for at in places if at in set(kept)]
        if len(less) < len(places):
            parts[f"{group} less the number swaps {len(less)}"] = (less, None, None)
    for label, (places, f1, auc) in parts.items():
        some = [pairs[at] for at in places]
        found = {m: figures([s[at] for at in places], some) for m, s in scores.items()}
        ours = found.pop("ours")
        treasury = {OWN_TREASURY: found.pop(OWN_TREASURY)} if OWN_TREASURY in found else {}
        for part, wanted in (("f1", f1), ("auc", auc)):
            peers, beside = (
                {name: getattr(figure, part) for name, figure in group.items()}
                for group in (found, treasury)
            )
            name = f"{part.upper()}, {label}"
            bench.report.row(Row(name, getattr(ours, part), wanted, peers, beside))


def _by_group(
    pairs: list[Pair], scores: dict[str, list[float]]
) -> dict[str, dict[str, tuple[float, float]]]:
    """F1 and AUC of each measure over all pairs and over each group."""
    places = {"all": list(range(len(pairs)))}
    for group in dict.fromkeys(pair.group for pair in pairs):
        places[group] = [at for at, pair in enumerate(pairs) if pair.group == group]
    return {
        measure: {
            group: figures([found[at] for at in some], [pairs[at] for at in some])
            for group, some in places.items()
        }
        for measure, found in scores.items()
    }


def _numbers(bench: Bench, pairs: list[Pair], scores: list[float]) -> None:
    """The pairs labelled the same that differ in a number alone: reported, not counted."""
    swaps = [(s, p) for s, p in zip(scores, pairs, strict=True) if p.same and p.swaps_a_number()]
    other = [p for p in pairs if not p.same and p.swaps_a_number()]
    called = sum(score >= THRESHOLD for score, _ in swaps)
    bench.report.say(
        f"{len(swaps)} pairs labelled the same swap a number; we call {called} of them the same "
        f"({len(other)} pairs labelled different do so as well)"
    )
    if not bench.quick:
        for score, pair in swaps:
            bench.report.say(f"  {score:.3f}  {pair.first} | {pair.second}")
