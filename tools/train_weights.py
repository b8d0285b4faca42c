"""Write the weights of the facts of which a score is made: `src/nostro/matching/weights.tsv`.

usage: python tools/train_weights.py --data DIR --packages DIR --out FILE

DIR of --data holds
  sanctions/ofac/csv-2021-07-07, sanctions/un/consolidated-2025-04-19.xml   names that are listed
                                        (public domain; UN terms allow use)
  ownership/gleif-level1-names-dev.csv.gz   names of companies (GLEIF level 1, CC0), those whose LEI
                                        hashes to an even number
DIR of --packages holds those of `tools/train_background.py`: faker and the 1990 US census.

Names to find are those of listed parties, altered in each kind (`nostro.matching.alterations`);
those of one party in five, by a hash of its id, are left out and kept to measure with. Names not to
find are invented customers, with names drawn by country and by how common they are, and companies.

A search looks for the weights that find most, kind by kind, where so many customers are answered at
the threshold as `RATE` says; no fact may count the wrong way. Then the curve is fitted to aliases
of listed parties and to the pairs that customers met, at the prior at which the threshold is right.
"""

import argparse
import csv
import gzip
import importlib
import random
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from nostro.lists.sources import detect
from nostro.matching import Index
from nostro.matching.alterations import ALTERATIONS, NOISE
from nostro.matching.scoring import CONSTANT, FACT_NAMES, FACTS, OTHER, PERSON, Weights, held_out
from nostro.matching.search import Search
from nostro.model.entities import Entity, listed_parties
from nostro.names import words_read
from nostro.names.background import SHARES

Array = npt.NDArray[np.float64]

SEED = 20240919
THRESHOLD = 0.70
# The share of customers who may be answered at the threshold.
RATE = 0.0005
PEOPLE, FIRMS, NAMES = 60_000, 40_000, 1_500
STEPS, SOFT = 4_000, 0.35
# Pairs that score less than this by the first weights are not looked at; of each customer so many.
PROPOSED, KEPT = 0.01, 6
# What is searched from, set by hand: of a person, and of other parties.
FIRST = np.array(
    [
        [0.45, 0.05, -0.45, -0.5, -0.1, -0.5, -8.0, -1.3, -0.7, -1.0, -0.05, 2.5, -6.0],
        [0.45, 0.05, -0.45, -0.5, -0.1, -0.5, -8.0, -2.5, -4.0, -1.0, -0.05, 2.5, -6.0],
    ]
)
# Whether a fact counts for a match, or against one; the constant may do either.
SIGNS = np.array([1, 1, -1, -1, -1, -1, -1, -1, -1, -1, -1, 1, 0])
"""


class Pairs(NamedTuple):
    """Pairs of names asked and listed: the facts of each and a one, whether the party is no
    person, whether the names are equal, which question it is of; and how many questions there were.
    """

    facts: Array
    other: npt.NDArray[np.bool_]
    equal: npt.NDArray[np.bool_]
    question: npt.NDArray[np.int64]
    questions: int

    def sums(self, weights: Array) -> Array:
        """What the curve is over, pair by pair."""
        found = np.where(self.other, self.facts @ weights[1], self.facts @ weights[0])
        return np.where(self.equal, CERTAIN, found)

    def best(self, weights: Array) -> Array:
        """The greatest sum of each question that has one; pairs stand by question."""
        first = np.flatnonzero(np.diff(self.question, prepend=-1))
        return np.maximum.reduceat(self.sums(weights), first)


class Lists(NamedTuple):
    """Listed parties, an index of them, and what looks names up by the first weights."""

    parties: list[Entity]
    index: Index
    search: Search

    @classmethod
    def read(cls, data: Path) -> "Lists":
        """SDN and the UN list."""
        folder = data / "sanctions"
        paths = folder / "ofac" / "csv-2021-07-07", folder / "un" / "consolidated-2025-04-19.xml"
        entities = [
            item
            for path in paths
            for found in detect([path]).sets
            for item in found.read()
            if isinstance(item, Entity)
        ]
        index = Index.build(entities)
        parties = [party.entity for party in listed_parties(entities)]
        return cls(parties, index, index.searched_by(Weights.of(FIRST)))

    def pairs(self, asked: Sequence[str], wanted: Sequence[str] | None = None) -> Pairs:
        """The pairs that questions meet: those of the party wanted, or the likeliest of any."""
        read = [(at, words) for at, text in enumerate(asked) for words in words_read(text)]
        hits = self.search.find([words for _, words in read], PROPOSED)
        met: dict[int, list[tuple[float, int, int]]] = {}
        for hit in hits:
            question = read[hit.query][0]
            if wanted is None or self.index.party_id(hit.name) == wanted[question]:
                met.setdefault(question, []).append((-hit.score, hit.query, hit.name))
        rows = [
            (self.search.facts(read[query][1], name), self.index.is_person(name), score, question)
            for question, found in sorted(met.items())
            for score, query, name in sorted(found)[: KEPT if wanted is None else None]
        ]
        return Pairs(
            np.array([[*facts, 1.0] for facts, *_ in rows]),
            np.array([not person for _, person, *_ in rows]),
            np.array([score == -1.0 for *_, score, _ in rows]),
            np.array([question for *_, question in rows]),
            len(asked),
        )

    def altered(self, change: Change, drawn: random.Random) -> Pairs:
        """Names of the parties that are not held out, each changed once."""
        names = [(n, p.id) for p in self.parties if not held_out(p.id) for n in p.names()]
        made = [(change(name, drawn), name, key) for name, key in drawn.sample(names, NAMES)]
        kept = [(text, key) for text, name, key in made if text and text != name]
        return self.pairs([text for text, _ in kept], [key for _, key in kept])


def main() -> None:
    options = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    options.add_argument("--data", type=Path, required=True)
    options.add_argument("--packages", type=Path, required=True)
    options.add_argument("--out", type=Path, required=True)
    chosen = options.parse_args()
    drawn = random.Random(SEED)
    lists = Lists.read(chosen.data)
    altered = {kind: lists.altered(change, drawn) for kind, change in CHANGES.items()}
    customers = [
        lists.pairs(people(chosen.packages, drawn)),
        lists.pairs(companies(chosen.data, drawn)),
    ]
    weights = searched(altered, customers)
    write(fitted(weights, bar_of(weights, customers), lists, customers), chosen.out)


def searched(altered: Mapping[str, Pairs], customers: Sequence[Pairs]) -> Array:
    """The weights that find most where so many customers are answered, by random steps."""
    drawn = np.random.default_rng(SEED)
    best, least = FIRST, loss(FIRST, altered, customers)
    size = np.maximum(np.abs(FIRST), 0.5) * 0.3
    for step in range(STEPS):
        moved = drawn.random(FIRST.shape) < 0.2
        by = drawn.normal(size=FIRST.shape) * size * (1.0 if step < STEPS / 2 else 0.3)
        tried = allowed(best + moved * by)
        if (found := loss(tried, altered, customers)) < least:
            best, least = tried, found
    return best


def allowed(weights: Array) -> Array:
    """Weights without those that would count the wrong way; what a person's words tell is the
    measure of all others.
    """
    kept = np.where(SIGNS > 0, np.maximum(weights, 0), weights)
    kept = np.where(SIGNS < 0, np.minimum(kept, 0), kept)
    kept[:, CONTRADICTED] = np.minimum(kept[:, CONTRADICTED], LEAST_CONTRADICTION)
    kept[0, TOLD] = FIRST[0, TOLD]
    return kept


def bar_of(weights: Array, customers: Sequence[Pairs]) -> float:
    """The least sum at which no more customers of any kind are answered than may be."""
    return max(
        np.sort(pairs.best(weights))[::-1][int(RATE * pairs.questions)] for pairs in customers
    )


def loss(weights: Array, altered: Mapping[str, Pairs], customers: Sequence[Pairs]) -> float:
    """How much is missed, kind by kind; those just below the bar count in part."""
    bar = bar_of(weights, customers)
    lost = 0.0
    for kind, pairs in altered.items():
        above = np.clip((pairs.best(weights) - bar) / SOFT, -30, 30)
        share = float((1 / (1 + np.exp(-above))).sum()) / pairs.questions
        lost -= IMPORTANCE.get(kind, 1.0) * np.log(share)
    return lost
