"""Section `false`: customers that are not listed, people and companies."""

from collections import Counter

from benchmarks.names.data import PEER_CUSTOMERS, THRESHOLD, Bench, plain, same_words, sampled
from benchmarks.names.report import Row

from nostro.matching import Match

__all__ = ["run"]

TARGET = 0.0005
WORST = 15
FIRMS = 100_000


def run(bench: Bench) -> None:
    """The share of customers that get any answer, the worst of them, and what they met."""
    bench.report.section("false", f"customers with any answer at {THRESHOLD:.2f}")
    people = sampled(bench.people, bench.scaled(50_000, 1_000), bench.seed)
    firms = sampled(bench.firms, bench.scaled(FIRMS, 1_000), bench.seed)
    _report(bench, "people", people, people)
    listed = [firm for firm in firms if same_words(firm) in bench.listed_words]
    for firm in listed:
        met = bench.listed_words[same_words(firm)][0]
        bench.report.say(f"  truly listed, not counted: {firm} = {met}")
    left_out = set(listed)
    _report(bench, "companies", [firm for firm in firms if firm not in left_out], bench.firms)


def _report(bench: Bench, label: str, customers: list[str], pool: list[str]) -> None:
    answers = bench.index.match(customers, limit=1, threshold=THRESHOLD)
    false = [(q, answer[0]) for q, answer in zip(customers, answers, strict=True) if answer]
    rate = len(false) / len(customers)
    some = sampled(pool, bench.scaled(PEER_CUSTOMERS, 200), bench.seed + 1)
    peers = bench.peers_answering(some)
    bench.report.row(
        Row(f"{label}, {len(customers):,}", rate, TARGET, peers, lower=True, style=".3%")
    )
    same = sum(same_words(q) in bench.listed_words for q, _ in false)
    bench.report.say(f"  {len(false)} answered, {same} of them bear a listed name word for word")
    _describe(bench, false)


def _describe(bench: Bench, false: list[tuple[str, Match]]) -> None:
    lengths = Counter(len(plain(match.name)) for _, match in false)
    shown = ", ".join(f"{words}: {count}" for words, count in sorted(lengths.items()))
    bench.report.say(f"  by words of the listed name  {shown}")
    weak = sum(match.weak for _, match in false)
    bench.report.say(f"  weak aliases {weak}; worst {WORST}:")
    for query, match in sorted(false, key=lambda item: -item[1].score)[:WORST]:
        bench.report.say(f"    {match.score:.3f}  {query} | {match.name} ({match.schema})")
