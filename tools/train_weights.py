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
import sys
import zlib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from train_background import LEAST_NAMES, LOCALES

from nostro.lists.sources import detect
from nostro.matching.alterations import ALTERATIONS, NOISE, Change
from nostro.matching.scoring import CONTRADICTED, FACT_NAMES, MOST, TOLD, Weights, held_out
from nostro.matching.content import PERSON, compiled, kernel_arrays
from nostro.matching.listed import IndexedParty, indexed_names
from nostro.matching.search import Search
from nostro.model.entities import Entity, listed_parties
from nostro.names import words_read
from nostro.names.background import SHARES
from nostro.names.scripts import script_of

Array = npt.NDArray[np.float64]

SEED = 20240919
THRESHOLD = 0.70
# The share of customers who may be answered at the threshold.
RATE = 0.0005
PEOPLE, FIRMS, NAMES = 60_000, 40_000, 1_500
STEPS, SOFT = 4_000, 0.35
# Pairs that score less than this by the first weights are not looked at; of each customer so many.
PROPOSED, KEPT = 0.01, 6
# Pairs that score less are not proposed.
LEAST_SCORE = 0.3
# How far the curve may be from the share of right pairs.
GOOD_ENOUGH = 0.01
# What equal names have in place of a sum.
CERTAIN = 60.0
CHANGES = {**ALTERATIONS, **NOISE}
# How much finding a kind counts beside the others.
IMPORTANCE = {
    "two letters swapped": 2.0, "letter dropped": 2.0, "word missing (of 3 or more)": 3.0,
}  # fmt: skip
# A word of its own on either side counts at least so much against a match.
LEAST_CONTRADICTION = -6.0
# How many people have a second given name, and a second family name in Spanish.
SECOND_GIVEN, SECOND_FAMILY = 0.4, 0.4
# What is searched from, set by hand: of a person, and of other parties.
FIRST = np.array(
    [
        [0.45, 0.05, -0.45, -0.5, -0.1, -0.5, -8.0, -1.3, -0.7, -1.0, -0.05, 2.5, -0.2, -6.0],
        [0.45, 0.05, -0.45, -0.5, -0.1, -0.5, -8.0, -2.5, -4.0, -1.0, -0.05, 2.5, -0.2, -6.0],
    ]
)
# Whether a fact counts for a match, or against one; the constant may do either.
SIGNS = np.array([1, 1, -1, -1, -1, -1, -1, -1, -1, -1, -1, 1, -1, 0])


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
    """Listed parties, the arrays of an index of them, and what looks names up in it by the first
    weights.
    """

    parties: list[Entity]
    arrays: dict[str, npt.NDArray[np.generic]]
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
        parties = sorted(listed_parties(entities), key=lambda party: party.entity.id)
        arrays = compiled((IndexedParty.of(party), indexed_names(party)) for party in parties)
        search = Search(*kernel_arrays(arrays), Weights.of(FIRST))
        return cls([party.entity for party in parties], arrays, search)

    def pairs(
        self, asked: Sequence[str], wanted: Sequence[str] | None = None, *, latin: bool = False
    ) -> Pairs:
        """The pairs that questions meet: those of the party wanted, or the likeliest of any; with
        Latin names alone where that is asked.
        """
        read = [(at, words) for at, text in enumerate(asked) for words in words_read(text)]
        hits = self.search.find([words for _, words in read], PROPOSED)
        met: dict[int, list[tuple[float, int, int]]] = {}
        for hit in hits:
            question = read[hit.query][0]
            party = self.parties[int(self.arrays["name_party"][hit.name])]
            if latin and not self.is_latin(hit.name):
                continue
            if wanted is None or party.id == wanted[question]:
                met.setdefault(question, []).append((-hit.score, hit.query, hit.name))
        rows = [
            (self.search.facts(read[query][1], name), self.arrays["name_kind"][name] == PERSON, score, question)
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

    def is_latin(self, name: int) -> bool:
        """Whether a listed name is written in Latin letters."""
        start = self.arrays["text_start"][name : name + 2].tolist()
        text = self.arrays["text"][slice(*start)].tobytes().decode("utf-8", "replace")
        return script_of(text) == "LATIN"

    def in_other_scripts(self) -> Pairs:
        """Names in their own script, which have to be met by a Latin one of the party."""
        asked = [
            (name, party.id)
            for party in self.parties
            if not held_out(party.id)
            for name in (*party.names(), *party.weak_names())
            if script_of(name) not in {"LATIN", "NONE"}
        ]
        return self.pairs([name for name, _ in asked], [key for _, key in asked], latin=True)

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
    altered["another script"] = lists.in_other_scripts()
    customers = [
        lists.pairs(people(chosen.packages, drawn)),
        lists.pairs(companies(chosen.data, drawn)),
    ]
    weights = searched(altered, customers)
    write(*fitted(weights, bar_of(weights, customers), altered, customers), chosen.out)


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


def people(packages: Path, drawn: random.Random) -> list[str]:
    """Invented customers: of each group of names so many as its share says."""
    sys.path.insert(0, str(packages))
    of_group = {
        group: [found for name in locales.split() if (found := given_and_family(name))]
        for group, locales in LOCALES.items()
    }
    of_group["english"].append(census(packages / "names-0.3.0" / "names"))
    groups = drawn.choices(list(of_group), [SHARES[group] for group in of_group], k=PEOPLE)
    return [invented(*drawn.choice(of_group[group]), group, drawn) for group in groups]


def invented(given: "Names", family: "Names", group: str, drawn: random.Random) -> str:
    parts = [given.draw(drawn)]
    parts += [given.draw(drawn)] if drawn.random() < SECOND_GIVEN else []
    parts += [family.draw(drawn)]
    twice = group == "spanish" and drawn.random() < SECOND_FAMILY
    return " ".join([*parts, *([family.draw(drawn)] if twice else [])])


class Names(NamedTuple):
    """Lists of names, of men and of women at times, and how common each is."""

    lists: list[tuple[list[str], list[float]]]

    def draw(self, drawn: random.Random) -> str:
        """One of the names."""
        names, weights = drawn.choice(self.lists)
        return drawn.choices(names, weights)[0]


def given_and_family(locale: str) -> tuple[Names, Names] | None:
    """The names of a country; None where there are too few."""
    provider = importlib.import_module(f"faker.providers.person.{locale}").Provider
    found = [Names(list(lists_in(provider, stem))) for stem in ("first_names", "last_names")]
    return (found[0], found[1]) if all(names.lists for names in found) else None


def lists_in(provider: type, stem: str) -> Iterator[tuple[list[str], list[float]]]:
    for name in (stem, f"{stem}_male", f"{stem}_female", f"male_{stem}", f"unisex_{stem}"):
        given = getattr(provider, name, ())
        if isinstance(given, Mapping | list | tuple) and len(given) >= LEAST_NAMES:
            weights = given if isinstance(given, Mapping) else dict.fromkeys(given, 1.0)
            yield list(weights), list(weights.values())


def census(folder: Path) -> tuple[Names, Names]:
    """Names in the United States, and how common each is."""
    files = ("dist.female.first", "dist.male.first", "dist.all.last")
    lists = []
    for file in files:
        rows = [line.split() for line in (folder / file).read_text("ascii").splitlines()]
        lists.append(([row[0].title() for row in rows], [float(row[1]) for row in rows]))
    return Names(lists[:2]), Names(lists[2:])


def companies(data: Path, drawn: random.Random) -> list[str]:
    """Companies that hold an LEI, funds left out."""
    path = data / "ownership" / "gleif-level1-names-dev.csv.gz"
    with gzip.open(path, "rt", encoding="utf-8", newline="") as stream:
        names = [
            row["legal_name"]
            for row in csv.DictReader(stream)
            if zlib.crc32(row["lei"].encode()) % 2 == 0 and row["category"] != "FUND"
        ]
    return drawn.sample(names, FIRMS)


def fitted(
    weights: Array, bar: float, altered: Mapping[str, Pairs], customers: Sequence[Pairs]
) -> tuple[Array, float]:
    """The weights at the scale and with the constant at which the bar has the threshold and the
    curve says how likely a pair is right; and at which prior it does.
    """
    right = np.concatenate([pairs.best(weights) for pairs in altered.values()])
    wrong = np.concatenate([pairs.sums(weights) for pairs in customers])
    right, wrong = (sums[sums < CERTAIN] - bar for sums in (right, wrong))
    at_bar = -float(np.log(MOST / THRESHOLD - 1))
    tried = [calibrated(scale, right, wrong, at_bar) for scale in np.linspace(0.2, 2.0, 181)]
    # A flatter curve leaves more room to rank what lies high.
    error, scale, prior = next((found for found in tried if found[0] <= GOOD_ENOUGH), min(tried))
    print(f"bar {bar:.3f}, scale {scale:.3f}, prior {prior:.3f}, calibration error {error:.4f}")
    scaled = weights * scale
    scaled[:, -1] += at_bar - bar * scale
    return scaled, prior


def calibrated(scale: float, right: Array, wrong: Array, at_bar: float) -> tuple[float, float, float]:
    """How far the curve of a scale is from the share of right pairs, over ten bins; the scale; and
    the prior at which so many pairs are right as it says.
    """
    scores = [MOST / (1 + np.exp(-(scale * sums + at_bar))) for sums in (right, wrong)]
    scores = [found[found >= LEAST_SCORE] for found in scores]
    low, high = (float(found.mean()) for found in reversed(scores))
    prior = low / (1 - high + low)
    weights = [prior / len(scores[0]), (1 - prior) / len(scores[1])]
    error = 0.0
    for number in range(10):
        inside = [found[(found * 10).astype(int) == number] for found in scores]
        weighed = [weight * len(found) for weight, found in zip(weights, inside, strict=True)]
        told = sum(weight * float(found.sum()) for weight, found in zip(weights, inside, strict=True))
        error += abs(told - weighed[0])
    return error, float(scale), prior


def write(weights: Array, prior: float, out: Path) -> None:
    lines = ["fact\tperson\tother"]
    for name, (person, other) in zip((*FACT_NAMES, "constant"), weights.T, strict=True):
        lines.append(f"{name}\t{person:.4f}\t{other:.4f}")
    lines.append(f"prior\t{prior:.4f}\t{prior:.4f}")
    out.write_text("\n".join([*lines, ""]), "ascii")


if __name__ == "__main__":
    main()
