"""What the benchmark runs on: the lists, the names to find, and the customers.

With the folder of public files the UN and SDN lists; without it the bundled sample lists and
invented customers, which show that everything runs but are no measure.
"""

import csv
import gzip
import io
import random
import unicodedata
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import NamedTuple, TypeVar

from benchmarks.names.peers import Peers, Timed
from benchmarks.names.report import Report

from nostro.lists.sources import detect
from nostro.matching import Index
from nostro.model.entities import Entity, listed_parties

__all__ = ["ROOT", "THRESHOLD", "Bench", "Wanted", "plain", "read_list", "same_words", "sampled"]

ROOT = Path(__file__).resolve().parent.parent.parent
SAMPLE = ROOT / "src" / "nostro" / "sample" / "lists"
THRESHOLD = 0.70
PEER_CUSTOMERS = 2_000
PEER_NAMES = 100
SCREENING_PEERS = ("token sort", "WRatio", "Jaro-Winkler")
GIVEN = "Anna Brigitte Carlos Deborah Emil Fatou Giulia Henrik Ines Jonas Katrin Liam Marta Noah"
FAMILY = (
    "Abrahamsen Bianchi Carvalho Dubois Eriksson Fischer Grant Hoffmann Ibsen Janssen Kowalski "
    "Lindqvist Moreau Novak Olsen Pereira Quinn Rossi Schmidt Taylor Ueda Vogel Walker Zeller"
)
TRADES = "Bakery Timber Optics Textiles Ceramics Orchards Bicycles Printing Violins Gardens"

T = TypeVar("T")


class Wanted(NamedTuple):
    """A name to look for, the parties of which one has to be found, and all names of those."""

    name: str
    entity_ids: frozenset[str]
    names: tuple[str, ...]
    schema: str


def plain(name: str) -> tuple[str, ...]:
    """The words of a name in order: no case, no diacritics, letters and digits only."""
    decomposed = unicodedata.normalize("NFKD", name)
    kept = "".join(c for c in decomposed if not unicodedata.combining(c)).casefold()
    return tuple("".join(c if c.isalnum() else " " for c in kept).split())


def same_words(name: str) -> tuple[str, ...]:
    """The words in alphabetical order: two names that share this differ in order alone."""
    return tuple(sorted(plain(name)))


def sampled(items: Sequence[T], size: int, seed: int) -> list[T]:
    """So many of the items, drawn by the seed; all, in their order, where there are no more."""
    return list(items) if len(items) <= size else random.Random(seed).sample(items, size)


def read_list(path: Path) -> list[Entity]:
    """The entities of a published list."""
    sets = detect([path]).sets
    return [item for found in sets for item in found.read() if isinstance(item, Entity)]


def read_rows(path: Path) -> Iterator[dict[str, str]]:
    """The rows of a CSV file, which may be compressed."""
    raw = path.read_bytes()
    text = (gzip.decompress(raw) if path.suffix == ".gz" else raw).decode("utf-8-sig")
    yield from csv.DictReader(io.StringIO(text, newline=""))


@dataclass
class Bench:
    """The data of one run, each part read when first asked for, and what it prints to."""

    data: Path | None
    quick: bool
    seed: int
    repeats: int
    grow: int
    plot: Path | None
    peers: Peers
    report: Report

    def scaled(self, full: int, quick: int) -> int:
        """A size: the full one, or the small one of a quick run."""
        return quick if self.quick else full

    @cached_property
    def seeds(self) -> list[int]:
        """The seeds by which names are altered."""
        return [self.seed + n for n in range(self.scaled(3, 1))]

    @cached_property
    def entities(self) -> list[Entity]:
        """Everything on the lists."""
        if not self.data:
            return [entity for path in sorted(SAMPLE.iterdir()) for entity in read_list(path)]
        lists = self.data / "sanctions"
        return [
            *read_list(lists / "un" / "consolidated-2025-04-19.xml"),
            *read_list(lists / "ofac" / "csv-2021-07-07"),
        ]

    @cached_property
    def parties(self) -> list[Entity]:
        """The listed parties."""
        return [party.entity for party in listed_parties(self.entities)]

    @cached_property
    def index(self) -> Index:
        """Our index over the lists."""
        return Index.build(self.entities)

    @cached_property
    def listed_names(self) -> list[tuple[str, str]]:
        """Every listed name, weak ones too, with the id of its party."""
        return [
            (name, party.id)
            for party in self.parties
            for name in (*party.names(), *party.weak_names())
        ]

    @cached_property
    def listed_words(self) -> dict[tuple[str, ...], list[str]]:
        """The listed names by their words, whatever the order."""
        found: dict[tuple[str, ...], list[str]] = defaultdict(list)
        for name, _ in self.listed_names:
            found[same_words(name)].append(name)
        return found

    @cached_property
    def wanted(self) -> list[Wanted]:
        """The names to find; those that the lists do not hold are left out."""
        names = self.positive_names
        carriers: dict[tuple[str, ...], dict[str, Entity]] = defaultdict(dict)
        for party in self.parties:
            for name in (*party.names(), *party.weak_names()):
                carriers[same_words(name)][party.id] = party
        made = [(name, carriers.get(same_words(name), {})) for name in names]
        found = [
            Wanted(
                name,
                frozenset(by_id),
                tuple(n for party in by_id.values() for n in party.names()),
                next(iter(by_id.values())).schema,
            )
            for name, by_id in made
            if by_id
        ]
        return found if not self.quick else sampled(found, 120, self.seed)

    @cached_property
    def positive_names(self) -> list[str]:
        """The names that ought to be on the lists."""
        if not self.data:
            return sorted({name for party in self.parties for name in party.names()})
        path = self.data / "names" / "yente-positives_un_untreated.csv"
        return [row["full_name"] for row in read_rows(path)]

    @cached_property
    def people(self) -> list[str]:
        """Customers who are people, none of them listed."""
        if not self.data:
            return [f"{given} {family}" for given in GIVEN.split() for family in FAMILY.split()]
        path = self.data / "names" / "yente-negatives_us.csv.gz"
        return [row["full_name"] for row in read_rows(path)]

    @cached_property
    def firms(self) -> list[str]:
        """Customers that are companies, funds left out; a few may truly be listed. Those whose LEI
        hashes to an even number are left out too: the background of names was learned from them.
        """
        if not self.data:
            return [f"{family} {trade}" for family in FAMILY.split() for trade in TRADES.split()]
        path = self.data / "ownership" / "gleif-level1-names-dev.csv.gz"
        return [
            row["legal_name"]
            for row in read_rows(path)
            if row["category"] != "FUND" and zlib.crc32(row["lei"].encode()) % 2
        ]

    @cached_property
    def common_words(self) -> Counter[str]:
        """How common words are in the names of customers, companies and people at large."""
        counted = Counter(word for name in (*self.people, *self.firms) for word in plain(name))
        folder = self.data / "names" / "netransliteration" if self.data else None
        for path in sorted(folder.glob("*.tsv")) if folder else ():
            lines = path.read_text(encoding="utf-8").splitlines()
            counted.update(word for line in lines for word in plain(line.split("\t")[0]))
        return counted

    @cached_property
    def peer_bars(self) -> dict[str, float]:
        """The lowest score of each string measure at which it raises no more false positives
        than we do, over a sample of customers.
        """
        customers = sampled(self.people, self.scaled(PEER_CUSTOMERS, 200), self.seed)
        ours = sum(map(bool, self.index.match(customers, limit=1, threshold=THRESHOLD)))
        bars = {}
        for measure in SCREENING_PEERS:
            tops = sorted(self.peer_tops(measure, customers).answer, reverse=True)
            bars[measure] = tops[min(ours, len(tops) - 1)] + 1e-6
        shown = ", ".join(f"{name} {bar:.3f}" for name, bar in bars.items())
        self.report.say(f"peers at our false positives ({ours} of {len(customers)}) from: {shown}")
        return bars

    def hold_listed(self) -> None:
        """Have the peers look through the listed names."""
        self.peers.hold("listed", (name for name, _ in self.listed_names))

    def peer_tops(self, measure: str, queries: Sequence[str]) -> Timed:
        """The best score of each query over the listed names, and the seconds."""
        self.hold_listed()
        return self.peers.tops(measure, queries)

    def peers_answering(self, customers: Sequence[str]) -> dict[str, float]:
        """The share of customers for whom each peer has an answer, from its bar."""
        found = {}
        for measure, bar in self.peer_bars.items():
            tops = self.peer_tops(measure, customers).answer
            found[measure] = sum(top >= bar for top in tops) / len(customers)
        return found

    def ours_found(self, wanted: Sequence[Wanted], limit: int | None = 5) -> float:
        """Our recall: how many have a right party among the answers."""
        answers = self.index.match([w.name for w in wanted], limit=limit, threshold=THRESHOLD)
        hits = [
            any(match.entity_id in w.entity_ids for match in answer)
            for w, answer in zip(wanted, answers, strict=True)
        ]
        return sum(hits) / len(hits)

    def peers_found(self, wanted: Sequence[Wanted]) -> dict[str, float]:
        """Recall of the string measures, from their bars, on a sample."""
        some = sampled(wanted, self.scaled(PEER_NAMES, 25), self.seed)
        found = {}
        for measure, bar in self.peer_bars.items():
            self.hold_listed()
            near = self.peers.near(measure, [w.name for w in some], bar)
            found[measure] = sum(
                any(self.listed_names[place][1] in w.entity_ids for place in places)
                for w, places in zip(some, near, strict=True)
            ) / len(some)
        return found

    def logic_found(self, wanted: Sequence[Wanted]) -> dict[str, float]:
        """How many LogicV2 scores 0.70 against the right party alone, on a sample: what it could
        find at most, with an index that misses nothing and whatever else it may name.
        """
        if "LogicV2" not in self.peers.measures:
            return {}
        some = sampled(wanted, self.scaled(3 * PEER_NAMES, 25), self.seed)
        pairs = [(w.name, list(w.names) or [w.name], w.schema) for w in some]
        scores = self.peers.pairs("LogicV2", pairs).answer
        return {"LogicV2 on the right party": sum(s >= THRESHOLD for s in scores) / len(some)}
