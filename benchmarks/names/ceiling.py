"""Section `ceiling`: what no score of a name alone can tell apart.

A listed name with a word less, or cut short, may be what is left of other parties' names as well,
and may be the name of somebody who is not listed. Names are compared here word for word, in any
order: whoever finds every altered name answers each of these customers, and names all of those
parties. So what is counted is a bound; spellings come on top of it.
"""

import random
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence

from benchmarks.names.data import Bench, Wanted, plain, same_words
from benchmarks.names.report import Row
from benchmarks.names.screening import OTHERS, SDN, altered

from nostro.matching.alterations import ALTERATIONS, NOISE

__all__ = ["run"]

Words = tuple[str, ...]
# The parties of which some words may be what is left.
Bearers = Mapping[Words, set[str]]

MISSING, CUT = "word missing (of 3 or more)", "cut to 70 %"
NAMED = 5


def run(bench: Bench) -> None:
    """Altered names that mean other parties as well, and customers who bear such a name."""
    report = bench.report
    report.section("ceiling", "word for word, in any order; nothing of ours is measured here")
    missing, cut = _bearers(bench, _less_a_word), _bearers(bench, _cut)
    _shared(bench, MISSING, bench.wanted, missing)
    _shared(bench, CUT, bench.wanted, cut)
    for label, schemata in OTHERS.items():
        some = [
            Wanted(party.name(), frozenset([party.id]), tuple(party.names()), party.schema)
            for party in bench.parties
            if party.schema in schemata and (party.id.startswith(SDN) or not bench.data)
        ]
        _shared(bench, f"{label}, {MISSING}", some, missing)
    _customers(bench, "people", bench.people, missing)
    _customers(bench, "companies", bench.firms, missing)


def _less_a_word(name: str) -> Iterator[Words]:
    words = same_words(name)
    if len(plain(name)) > 2:  # as the change asks
        yield from (words[:at] + words[at + 1 :] for at in range(len(words)))


def _cut(name: str) -> Iterator[Words]:
    left = NOISE[CUT](name, random.Random(0))
    if left:
        yield same_words(left)


def _bearers(bench: Bench, left: Callable[[str], Iterator[Words]]) -> Bearers:
    """The parties of every listed name, and of what may be left of it."""
    found: dict[Words, set[str]] = defaultdict(set)
    for name, party in bench.listed_names:
        for words in (same_words(name), *left(name)):
            found[words].add(party)
    return found


def _shared(bench: Bench, label: str, wanted: Sequence[Wanted], bearers: Bearers) -> None:
    change = {**ALTERATIONS, **NOISE}[label.rpartition(", ")[2]]
    made = [w for seed in bench.seeds for w in altered(list(wanted), change, seed)]
    others = [len(bearers.get(same_words(w.name), set()) - w.entity_ids) for w in made]
    if made:
        some, many = sum(map(bool, others)), sum(count >= NAMED for count in others)
        bench.report.row(Row(f"{label}, {len(made):,}: another party's too", some / len(made)))
        bench.report.row(Row(f"  that of {NAMED} others or more", many / len(made)))


def _customers(bench: Bench, label: str, customers: Sequence[str], bearers: Bearers) -> None:
    """Customers who bear a listed name, and those who bear one less a word."""
    words = [same_words(name) for name in customers]
    equal = sum(name in bench.listed_words for name in words)
    either = sum(name in bearers for name in words)
    bench.report.row(
        Row(f"{label}, {len(words):,}: a listed name", equal / len(words), lower=True, style=".3%")
    )
    bench.report.row(Row("  or one less a word", either / len(words), lower=True, style=".3%"))
