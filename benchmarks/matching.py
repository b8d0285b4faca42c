"""Names against lists, beside plain string measures in the same run.

usage: python benchmarks/matching.py [--shared DIR] [--repeats N]

With the folder of public files: labelled pairs, and screening of UN names against the UN and SDN
lists. Without it: the bundled sample lists, with invented customers. Altered names are made by
fixed rules from a fixed seed. A peer has no threshold of its own, so in screening each gets the
lowest at which it raises no more false positives than ours. Times of pairs and of cold starts are
medians of interleaved runs; screening runs once for each engine.
"""

import argparse
import csv
import gzip
import io
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from rapidfuzz import fuzz, process
from rapidfuzz.distance import JaroWinkler
from rapidfuzz.utils import default_process

from nostro.lists.sources import detect
from nostro.matching import Index, compare
from nostro.model.entities import Entity, listed_parties

ROOT = Path(__file__).resolve().parent.parent
SAMPLE = ROOT / "src" / "nostro" / "sample" / "lists"
THRESHOLD = 0.70
NEGATIVES = 5_000
GIVEN = "Anna Brigitte Carlos Deborah Emil Fatou Giulia Henrik Ines Jonas Katrin Liam Marta Noah"
FAMILY = (
    "Abrahamsen Bianchi Carvalho Dubois Eriksson Fischer Grant Hoffmann Ibsen Janssen Kowalski "
    "Lindqvist Moreau Novak Olsen Pereira Quinn Rossi Schmidt Taylor Ueda Vogel Walker Zeller"
)
TRADES = "Bakery Timber Optics Textiles Ceramics Orchards Bicycles Printing Violins Gardens"

Measure = Callable[[str, str], float]


class Pair(NamedTuple):
    """Two names that a person called the same or not."""

    first: str
    second: str
    same: bool


class Wanted(NamedTuple):
    """A name to look for, and the parties of which one has to be found."""

    name: str
    entity_ids: frozenset[str]


def of_string(scorer: Callable[..., float], scale: float) -> Measure:
    return lambda a, b: scorer(default_process(a), default_process(b)) / scale


PEERS: dict[str, Measure] = {
    "rapidfuzz WRatio": of_string(fuzz.WRatio, 100),
    "token sort ratio": of_string(fuzz.token_sort_ratio, 100),
    "Jaro-Winkler": of_string(JaroWinkler.similarity, 1),
}


def read_list(path: Path) -> list[Entity]:
    """The entities of a published list."""
    sets = detect([path]).sets
    return [item for found in sets for item in found.read() if isinstance(item, Entity)]


def read_column(path: Path, column: str) -> list[str]:
    raw = path.read_bytes()
    text = (gzip.decompress(raw) if path.suffix == ".gz" else raw).decode("utf-8")
    return [row[column] for row in csv.DictReader(io.StringIO(text, newline=""))]


# Labelled pairs


def read_pairs(path: Path) -> list[Pair]:
    with path.open(encoding="utf-8") as stream:
        return [
            Pair(row["name1"], row["name2"], row["is_match"] == "true")
            for row in csv.DictReader(stream)
        ]


def f1_at(scores: list[float], pairs: list[Pair], threshold: float) -> float:
    hits = [pair.same for pair, score in zip(pairs, scores, strict=True) if score >= threshold]
    return 2 * sum(hits) / (len(hits) + sum(pair.same for pair in pairs))


def auc(scores: list[float], pairs: list[Pair]) -> float:
    """How often a same pair scores above a different one; ties count half."""
    same = [score for pair, score in zip(pairs, scores, strict=True) if pair.same]
    other = [score for pair, score in zip(pairs, scores, strict=True) if not pair.same]
    won = sum((s > o) + (s == o) / 2 for s in same for o in other)
    return won / (len(same) * len(other))


def report_pairs(pairs: list[Pair], repeats: int) -> None:
    measures: dict[str, Measure] = {"nostro": compare, **PEERS}
    scores: dict[str, list[float]] = {}
    seconds: dict[str, list[float]] = {name: [] for name in measures}
    for _ in range(repeats):
        for name, measure in measures.items():
            start = time.perf_counter()
            scores[name] = [measure(pair.first, pair.second) for pair in pairs]
            seconds[name].append(time.perf_counter() - start)
    ours = f1_at(scores["nostro"], pairs, THRESHOLD)
    print(f"\n{len(pairs)} labelled pairs, at {THRESHOLD:.2f}")
    print(f"{'':18} {'F1':>6} {'AUC':>6} {'ours/its F1':>12} {'µs a pair':>10}")
    for name in measures:
        f1 = f1_at(scores[name], pairs, THRESHOLD)
        micros = statistics.median(seconds[name]) / len(pairs) * 1e6
        area = auc(scores[name], pairs)
        print(f"{name:18} {f1:6.3f} {area:6.3f} {ours / f1:12.2f} {micros:10.1f}")


# Altered names


def _in_word(name: str, drawn: random.Random, change: Callable[[str, int], str]) -> str | None:
    """Change the longest word of a name at a place after its first letter."""
    words = name.split()
    word = max(words, key=len, default="")
    if len(word) < 5:
        return None
    place = drawn.randrange(1, len(word) - 1)
    words[words.index(word)] = change(word, place)
    return " ".join(words)


def _vowel(word: str, place: int) -> str:
    places = [at for at, char in enumerate(word) if char.lower() in "aeiou"]
    if not places:
        return word
    at = places[place % len(places)]
    return (
        word[:at]
        + {"a": "e", "e": "i", "i": "y", "o": "u", "u": "o"}[word[at].lower()]
        + word[at + 1 :]
    )


def altered(name: str, drawn: random.Random) -> Iterator[tuple[str, str]]:
    """The name altered in the ways people and machines do, each with what was done."""
    changes: dict[str, Callable[[str, int], str]] = {
        "swap": lambda w, at: w[:at] + w[at + 1] + w[at] + w[at + 2 :],
        "drop": lambda w, at: w[:at] + w[at + 1 :],
        "double": lambda w, at: w[: at + 1] + w[at:],
        "vowel": _vowel,
    }
    for kind, change in changes.items():
        if (changed := _in_word(name, drawn, change)) and changed != name:
            yield kind, changed
    words = name.split()
    if len(words) > 1:
        yield "order", " ".join([*words[1:], words[0]])
        at = drawn.randrange(len(words) - 1)
        yield "glued", " ".join([*words[:at], words[at] + words[at + 1], *words[at + 2 :]])
    if len(words) > 2:
        yield "missing", " ".join(w for n, w in enumerate(words) if n != len(words) // 2)


# Screening


def wanted_from(entities: list[Entity], names: list[str]) -> list[Wanted]:
    """The listed parties that carry each name; names that the lists do not hold are left out."""
    carriers: dict[str, set[str]] = {}
    for party in listed_parties(entities):
        for name in [*party.entity.names(), *party.entity.weak_names()]:
            carriers.setdefault(" ".join(sorted(default_process(name).split())), set()).add(
                party.entity.id
            )
    keys = [(name, " ".join(sorted(default_process(name).split()))) for name in names]
    return [Wanted(name, frozenset(carriers[key])) for name, key in keys if key in carriers]


def found(index: Index, wanted: list[Wanted]) -> list[bool]:
    answers = index.match([w.name for w in wanted], limit=None, threshold=THRESHOLD)
    return [
        any(match.entity_id in w.entity_ids for match in answer)
        for w, answer in zip(wanted, answers, strict=True)
    ]


def report_screening(entities: list[Entity], names: list[str], customers: list[str]) -> None:
    start = time.perf_counter()
    index = Index.build(entities)
    build = time.perf_counter() - start
    drawn = random.Random(20240919)
    clean = wanted_from(entities, names)
    changed = [
        (kind, Wanted(name, w.entity_ids)) for w in clean for kind, name in altered(w.name, drawn)
    ]
    start = time.perf_counter()
    answers = index.match(customers, limit=5, threshold=THRESHOLD)
    seconds = time.perf_counter() - start
    false = sum(map(bool, answers)) / len(customers)
    met = found(index, clean)
    met_altered = found(index, [w for _, w in changed])
    print(f"\n{len(index):,} parties; built in {build:.2f} s")
    print(f"recall of {len(clean)} listed names: {statistics.mean(met):.4f}")
    print(f"recall of {len(changed)} altered: {statistics.mean(met_altered):.4f}", end="  (")
    for kind in dict.fromkeys(kind for kind, _ in changed):
        kept = [m for (k, _), m in zip(changed, met_altered, strict=True) if k == kind]
        print(f"{kind} {statistics.mean(kept):.3f}", end=" ")
    print(f")\nfalse positives on {len(customers):,} customers: {false:.2%}")
    print(f"speed in batch: {len(customers) / seconds:,.0f} queries/s")
    report_storage(index)
    report_peers(entities, clean, [w for _, w in changed], customers[:1000], false)


def report_storage(index: Index) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "names.index"
        index.save(path)
        start = time.perf_counter()
        Index.load(path)
        load = time.perf_counter() - start
        code = (
            "import sys, time; start = time.perf_counter(); "
            "import nostro; from pathlib import Path; "
            "nostro.Index.load(Path(sys.argv[1])).match(['Korea Kwangson Banking Corp']);"
            "print(time.perf_counter() - start)"
        )
        cold = [
            float(subprocess.check_output([sys.executable, "-c", code, str(path)]))
            for _ in range(3)
        ]
        size = path.stat().st_size / 1e6
    print(f"index file {size:.1f} MB, loaded in {load:.2f} s; first query of a new process after "
          f"{statistics.median(cold):.2f} s")  # fmt: skip


def report_peers(
    entities: list[Entity],
    clean: list[Wanted],
    changed: list[Wanted],
    customers: list[str],
    false: float,
) -> None:
    """What the peers reach at our rate of false positives; altered names sampled."""
    names = [n for p in listed_parties(entities) for n in p.entity.names()]
    carriers = [p.entity.id for p in listed_parties(entities) for _ in p.entity.names()]
    listed = [default_process(name) for name in names]
    sample = random.Random(7).sample(changed, min(300, len(changed)))
    scorers: dict[str, Callable[..., float]] = {
        "rapidfuzz WRatio": fuzz.WRatio,
        "token sort ratio": fuzz.token_sort_ratio,
        "Jaro-Winkler": JaroWinkler.similarity,
    }
    print(f"\n{'peers at our false positives':30} {'threshold':>9} {'clean':>7} {'altered':>8} q/s")
    for label, scorer in scorers.items():
        start = time.perf_counter()
        tops = sorted((_top(c, listed, scorer) for c in customers), reverse=True)
        speed = len(customers) / (time.perf_counter() - start)
        bar = tops[min(len(tops) - 1, round(false * len(tops)))] + 1e-9
        reached = [
            statistics.mean(_reached(w, listed, carriers, scorer, bar) for w in some)
            for some in (clean[:300], sample)
        ]
        print(f"{label:30} {bar:9.2f} {reached[0]:7.3f} {reached[1]:8.3f} {speed:,.0f}")


def _top(query: str, listed: list[str], scorer: Callable[..., float]) -> float:
    best = process.extractOne(default_process(query), listed, scorer=scorer)
    return best[1] if best else 0.0


def _reached(
    wanted: Wanted, listed: list[str], carriers: list[str], scorer: Callable[..., float], bar: float
) -> bool:
    near = process.extract(
        default_process(wanted.name), listed, scorer=scorer, score_cutoff=bar, limit=None
    )
    return any(carriers[place] in wanted.entity_ids for _, _, place in near)


def invented_customers() -> list[str]:
    people = [f"{given} {family}" for given in GIVEN.split() for family in FAMILY.split()]
    firms = [f"{family} {trade}" for family in FAMILY.split() for trade in TRADES.split()]
    return [*people, *firms]


def main() -> None:
    options = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    given = os.environ.get("NOSTRO_SHARED") or ROOT.parent / "shared"
    options.add_argument("--shared", type=Path, default=Path(given))
    options.add_argument("--repeats", type=int, default=5)
    chosen = options.parse_args()
    data = chosen.shared / "data"
    if not data.is_dir():
        print("the bundled sample lists; --shared DIR measures on the full lists")
        entities = [e for path in sorted(SAMPLE.iterdir()) for e in read_list(path)]
        names = [name for party in listed_parties(entities) for name in party.entity.names()]
        report_screening(entities, names, invented_customers())
        return
    report_pairs(read_pairs(data / "names" / "name_bench_cases-dev.csv"), chosen.repeats)
    lists = data / "sanctions"
    entities = [
        *read_list(lists / "un" / "consolidated-2025-04-19.xml"),
        *read_list(lists / "ofac" / "csv-2021-07-07"),
    ]
    names = read_column(data / "names" / "yente-positives_un_untreated.csv", "full_name")
    customers = read_column(data / "names" / "yente-negatives_us.csv.gz", "full_name")
    report_screening(entities, names, random.Random(20240919).sample(customers, NEGATIVES))


if __name__ == "__main__":
    main()
