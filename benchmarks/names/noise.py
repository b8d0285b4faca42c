"""Section `noise`: listed names as fields of payments hold them, and customers likewise."""

import random
from collections import Counter, defaultdict
from collections.abc import Callable

from benchmarks.names.data import THRESHOLD, Bench, plain, sampled
from benchmarks.names.report import Row
from benchmarks.names.screening import altered

from nostro.matching.alterations import NOISE, Change

__all__ = ["run"]

FOUND = 0.95
FALSE = 0.005
CUSTOMERS = 5_000
COMMONEST = 50_000
BEARERS = 3
RARE = "one rare word alone"


def run(bench: Bench) -> None:
    """Recall with each kind of noise, and the false positives of customers with the same."""
    bench.report.section("noise", "names with words around them, cut, or shortened")
    kinds = {**NOISE, RARE: rare_word(bench)}
    for kind, change in kinds.items():
        wanted = [w for seed in bench.seeds for w in altered(bench.wanted, change, seed)]
        if wanted:
            found = bench.ours_found(wanted)
            label, peers = f"{kind}, {len(wanted)}", bench.peers_found(wanted)
            beside = bench.logic_found(wanted)
            bench.report.row(Row(label, found, FOUND, peers, beside, style=".4f"))
        _customers(bench, kind, change)


def _customers(bench: Bench, kind: str, change: Change) -> None:
    drawn = random.Random(bench.seed)
    made = [change(name, drawn) for name in sampled(bench.people, len(bench.people), bench.seed)]
    noisy = sampled([m for m in made if m], bench.scaled(CUSTOMERS, 500), bench.seed)
    if not noisy:
        bench.report.say(f"  {kind}: no customer has such a word")
        return
    answers = bench.index.match(noisy, limit=1, threshold=THRESHOLD)
    peers = bench.peers_answering(noisy[: bench.scaled(200, 25)])
    rate = sum(map(bool, answers)) / len(noisy)
    label = f"  customers, {kind}, {len(noisy):,}"
    bench.report.row(Row(label, rate, FALSE, peers, lower=True, style=".3%"))
    if kind == RARE:
        borne = {word for words in bench.listed_words for word in words}
        count = sum(plain(word)[0] in borne for word in noisy)
        bench.report.say(f"    {count} of these words stand in a listed name")
    worst = sorted(
        (
            (answer[0].score, q, answer[0].name)
            for q, answer in zip(noisy, answers, strict=True)
            if answer
        ),
        reverse=True,
    )
    shown = "; ".join(f"{q} | {name} {score:.2f}" for score, q, name in worst[:3])
    bench.report.say(f"    e.g. {shown}" if shown else "    none")


def rare_word(bench: Bench) -> Change:
    """One word of a name that few listed parties bear and that is no common word anywhere."""
    common = {word for word, _ in bench.common_words.most_common(COMMONEST)}
    bearers: dict[str, set[str]] = defaultdict(set)
    for name, party in bench.listed_names:
        for word in plain(name):
            bearers[word].add(party)
    counts = Counter({word: len(ids) for word, ids in bearers.items()})

    def rare(word: str) -> bool:
        return word.isalpha() and word not in common and counts[word] <= BEARERS

    return _one_word(rare)


def _one_word(rare: Callable[[str], bool]) -> Change:
    def made(name: str, drawn: random.Random) -> str | None:
        words = name.split()
        found = [word for word in words if len(plain(word)) == 1 and rare(plain(word)[0])]
        return drawn.choice(found) if found and len(words) > 1 else None

    return made
