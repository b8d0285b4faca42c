"""Section `thresholds`: what another threshold would do, and what lies about the one there is."""

from collections.abc import Sequence

from benchmarks.names.data import THRESHOLD, Bench, Wanted, sampled
from benchmarks.names.screening import altered

from nostro.matching import Match
from nostro.matching.alterations import ALTERATIONS, NOISE

__all__ = ["run"]

THRESHOLDS = (0.5, 0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.9)
KINDS = {
    "letter dropped": ALTERATIONS["letter dropped"],
    "word missing": ALTERATIONS["word missing (of 3 or more)"],
    "cut to 70 %": NOISE["cut to 70 %"],
    "initial": NOISE["initial"],
}
CUSTOMERS = 50_000
SAMPLES = 8


def run(bench: Bench) -> None:
    """A row for each threshold, and pairs just above and below the one in use."""
    bench.report.section("thresholds", "customers falsely answered, and altered names found")
    customers = {
        "people": sampled(bench.people, bench.scaled(CUSTOMERS, 1_000), bench.seed),
        "companies": sampled(bench.firms, bench.scaled(CUSTOMERS, 1_000), bench.seed),
    }
    best = {label: _best(bench, names) for label, names in customers.items()}
    found = {kind: _found(bench, altered(bench.wanted, c, bench.seed)) for kind, c in KINDS.items()}
    bench.report.say("  threshold  " + "  ".join(f"{label:>14}" for label in (*best, *found)))
    for threshold in THRESHOLDS:
        false = [
            _share(answers, threshold, len(customers[label])) for label, answers in best.items()
        ]
        right = [_share(answers, threshold, asked) for answers, asked in found.values()]
        shown = [f"{share:>14.3%}" for share in false] + [f"{share:>14.3f}" for share in right]
        bench.report.say(f"  {threshold:9.2f}  " + "  ".join(shown))
    _samples(bench, "customers", [pair for answers in best.values() for pair in answers])
    _samples(bench, "names to find", [pair for answers, _ in found.values() for pair in answers])


def _best(bench: Bench, names: Sequence[str]) -> list[tuple[str, Match]]:
    answers = bench.index.match(names, limit=1, threshold=THRESHOLDS[0])
    return [(name, answer[0]) for name, answer in zip(names, answers, strict=True) if answer]


def _found(bench: Bench, wanted: list[Wanted]) -> tuple[list[tuple[str, Match]], int]:
    """The best answer of the right party to each name, and how many names were asked."""
    answers = bench.index.match([w.name for w in wanted], limit=None, threshold=THRESHOLDS[0])
    right = [
        (w.name, next((match for match in answer if match.entity_id in w.entity_ids), None))
        for w, answer in zip(wanted, answers, strict=True)
    ]
    return [(name, match) for name, match in right if match], len(wanted)


def _share(answers: list[tuple[str, Match]], threshold: float, asked: int) -> float:
    return sum(match.score >= threshold for _, match in answers) / asked


def _samples(bench: Bench, label: str, pairs: list[tuple[str, Match]]) -> None:
    """The pairs nearest the threshold on either side."""
    ranked = sorted(pairs, key=lambda pair: (-pair[1].score, pair[0]))
    at = sum(match.score >= THRESHOLD for _, match in ranked)
    for side, some in (
        ("above", ranked[max(0, at - SAMPLES) : at]),
        ("below", ranked[at:][:SAMPLES]),
    ):
        bench.report.say(f"  {label} just {side} {THRESHOLD:.2f}")
        for name, match in some:
            bench.report.say(f"    {match.score:.3f}  {name} | {match.name}")
