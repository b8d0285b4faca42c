"""Write the weights behind a score, and the curves that make a likelihood of how names agree.

usage: python -m tools.train_weights --data DIR --packages DIR --out DIR [--steps N]

What DIR of --data and --packages hold is said in `training_names.py`. DIR of --out is where
`weights.tsv` and `calibration.tsv` are written.

The weights of names looked up in a list are searched: from those of two names put side by side,
which are set by hand and stay as they are, random steps are taken, and kept where less is missed of
listed names altered in each kind, or fewer customers are answered. Parties of one in five, by a
hash of the id, are left out throughout, to measure with.

A curve is then laid through the share of right pairs among those that an index of main names
proposes for the other names of its parties. Which share that is depends on how many of all pairs
are right: the prior is the one at which a score of 0.70 stays what it is, so that the curve moves
no threshold. The same data give the same bytes.
"""

import argparse
import random
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import numba as nb
import numpy as np
import numpy.typing as npt
from tools.training_names import ALTERED, companies, listed, people

from nostro.matching.arrays import Asked, Floats, Listed, Scratch
from nostro.matching.content import compiled, kernel_arrays
from nostro.matching.listed import IndexedParty, ListedName, indexed_names
from nostro.matching.pair_kernels import join_words, meet_words, part_words
from nostro.matching.score_kernels import score_name
from nostro.matching.scoring import PAIR, WEAK, Weights, held_out
from nostro.matching.search import Search
from nostro.model.entities import ListedParty
from nostro.names import words_read
from nostro.names.scripts import script_of

SEED = 20240919
THRESHOLD = 0.70
# The share of customers who may be answered at the threshold, and what it counts that people and
# companies are.
RATE, FALSE = 0.0005, (0.8, 2.4)
PEOPLE, FIRMS, NAMES, ALIASES = 60_000, 40_000, 1_200, 8_000
# How far from the threshold a score still counts in part.
SOFT = 0.03
# What proposes the pairs that are looked at: lax, so that none is left out that could count.
LAX, PROPOSED, KEPT, EVERY = 4.0, 0.35, 5, 20
# How much finding a kind counts beside the others.
IMPORTANCE = {
    "two letters swapped": 8.0, "letter dropped": 12.0, "vowel changed": 4.0,
    "word missing (of 3 or more)": 8.0, "cut to 70 %": 2.0, "one rare word": 1.2,
    "another script": 2.0, "vowel changed, word missing": 0.5,
    "letter dropped, word missing": 0.5,
}  # fmt: skip
CURVE = {"agreed", "likely"}
# Weights that are not searched, and what they are in a list: no kind of names asks for them, or
# few do. A number that one side alone has is left out there as any word is (a ship of a series);
# two names that are known well have to be more alike.
SET = {
    "number_alone": 0.0, "filler": 0.055, "in_an_address": 0.5, "likely_of_known": 0.9,
    "known_names_below": 13.5,
}  # fmt: skip
SHARES_OF_ONE = {"initial", "cut_off", "compound", "spelt_alike", "likely_spelling", "rarer_counts"}
_LATIN = frozenset({"LATIN", "NONE"})
# Each step moves some of the weights, by a share of what they are, and less after half the steps.
MOVED, WIDE, NARROW = 0.15, 0.25, 0.08
# No weight is more, or less, than so many times what it was set to by hand.
FURTHEST = 3.0
# Where the curve bends, and the least of it: it rises everywhere, since scores rank.
KNOTS = (0.1, 0.2, 0.3, 0.4, 0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95, 0.99)
AROUND, LEAST_RISE, MOST = 0.05, 0.002, 0.998
LEAST_SCORE, LEAST_AGREED = 0.3, 0.05


class Pairs(NamedTuple):
    """Questions, each some words, and the listed names to score them with, by question."""

    words: npt.NDArray[np.int32]
    start: npt.NDArray[np.int64]
    reading: npt.NDArray[np.int64]
    name: npt.NDArray[np.int32]
    question: npt.NDArray[np.int64]
    questions: int


@nb.njit(cache=False)
def scored(
    pairs: "Pairs", asked: Asked, listed: Listed, scratch: Scratch, weights: Weights
) -> Floats:
    """The score of each pair; those of one reading stand together."""
    words, start, reading, name = pairs.words, pairs.start, pairs.reading, pairs.name
    out = np.empty(len(name))
    last = -1
    query = words[:0]
    for at in range(len(name)):
        if reading[at] != last:
            part_words(query, asked, scratch)
            last = reading[at]
            query = words[start[last] : start[last + 1]]
            join_words(query, asked, listed, scratch)
            meet_words(query, asked, scratch)
        score, _ = score_name(query, asked, listed, name[at], scratch, weights)
        out[at] = score * WEAK if listed.name_weak[name[at]] else score
    part_words(query, asked, scratch)
    return out


class Lists:
    """Names of listed parties, and what looks names up among them."""

    def __init__(
        self,
        parties: Sequence[ListedParty],
        names_of: Callable[[ListedParty], list[ListedName]],
        weights: Weights,
        proposed: float,
    ) -> None:
        self.parties = [party.entity for party in parties]
        self._arrays = compiled((IndexedParty.of(party), names_of(party)) for party in parties)
        self._party = self._arrays["name_party"]
        self._kernel = kernel_arrays(self._arrays)
        self._search = Search(*self._kernel, weights)
        self._proposed = proposed

    def pairs(
        self, asked: Sequence[str], wanted: Sequence[str] | None = None, most: int = KEPT
    ) -> Pairs:
        """The pairs that questions meet: those of the party wanted, or the likeliest of any."""
        read = [(at, words) for at, text in enumerate(asked) for words in words_read(text)]
        met: dict[int, list[tuple[float, int, int]]] = {}
        for hit in self._search.find([words for _, words in read], self._proposed):
            question = read[hit.query][0]
            if wanted is None or self.party_of(hit.name) == wanted[question]:
                met.setdefault(question, []).append((-hit.score, hit.query, hit.name))
        rows = sorted(
            (query, name, question)
            for question, found in met.items()
            for _, query, name in sorted(found)[:most]
        )
        held = sorted({query for query, _, _ in rows})
        place = {query: at for at, query in enumerate(held)}
        words, start = self._search._numbered([read[query][1] for query in held])
        return Pairs(
            words, start,
            np.array([place[query] for query, _, _ in rows], np.int64),
            np.array([name for _, name, _ in rows], np.int32),
            np.array([question for _, _, question in rows], np.int64),
            len(asked),
        )  # fmt: skip

    def party_of(self, name: int) -> str:
        """The id of the party that bears a name."""
        return self.parties[int(self._party[name])].id

    def text(self, name: int) -> str:
        """A listed name."""
        start, end = self._arrays["text_start"][name : name + 2].tolist()
        return self._arrays["text"][start:end].tobytes().decode("utf-8", "replace")

    def scores(self, pairs: Pairs, weights: Weights) -> Floats:
        """The score of each pair."""
        listed, _ = self._kernel
        return scored(pairs, self._search._asked.arrays(), listed, self._search._scratch, weights)

    def best(self, pairs: Pairs, weights: Weights) -> Floats:
        """The greatest score of each question that has one; pairs stand by question."""
        first = np.flatnonzero(np.diff(pairs.question, prepend=-1))
        return np.maximum.reduceat(self.scores(pairs, weights), first)


def main() -> None:
    options = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    options.add_argument("--data", type=Path, required=True)
    options.add_argument("--packages", type=Path, required=True)
    options.add_argument("--out", type=Path, required=True)
    options.add_argument("--steps", type=int, default=3_000, help="of the search")
    chosen = options.parse_args()
    drawn = random.Random(SEED)
    parties = listed(chosen.data)
    lists = Lists(parties, indexed_names, by_hand()._replace(informed_slope=LAX), PROPOSED)
    altered = {kind: _altered(lists, kind, drawn) for kind in ALTERED}
    altered["another script"] = _in_other_scripts(lists)
    customers = [
        lists.pairs(people(chosen.packages, PEOPLE, drawn)),
        lists.pairs(companies(chosen.data, FIRMS, drawn)),
    ]
    in_a_list = searched(lambda weights: loss(lists, weights, altered, customers), chosen.steps)
    _write_weights(in_a_list, chosen.out / "weights.tsv")
    # One list alone: two that name the same people would make right pairs look wrong.
    sdn = [party for party in parties if party.entity.id.startswith("ofac-")]
    curves = [curve(sdn, straight(weights)) for weights in (in_a_list, PAIR)]
    _write_curves(curves, chosen.out / "calibration.tsv")


def _known(lists: Lists) -> list[tuple[str, str]]:
    """The names of the parties that are not held out, each with the id of its party."""
    return [(n, p.id) for p in lists.parties if not held_out(p.id) for n in p.names()]


def _altered(lists: Lists, kind: str, drawn: random.Random) -> Pairs:
    """Names, each changed once, that have to be met by those of their party."""
    names = drawn.sample(_known(lists), NAMES)
    made = [(ALTERED[kind](name, drawn), name, key) for name, key in names]
    kept = [(text, key) for text, name, key in made if text and text != name]
    return lists.pairs([text for text, _ in kept], [key for _, key in kept])


def _in_other_scripts(lists: Lists) -> Pairs:
    """Names in their own script, which have to be met by a Latin one of the party."""
    asked = [(n, key) for n, key in _known(lists) if script_of(n) not in _LATIN]
    found = lists.pairs([name for name, _ in asked], [key for _, key in asked])
    latin = np.array([script_of(lists.text(name)) in _LATIN for name in found.name])
    kept = {part: getattr(found, part)[latin] for part in ("reading", "name", "question")}
    return found._replace(**kept)


def searched(loss_of: Callable[[Weights], tuple[float, str]], steps: int) -> Weights:
    """The weights of least loss, by random steps from those set by hand."""
    drawn = np.random.default_rng(SEED)
    best = by_hand()
    least, told = loss_of(best)
    print(f"from {least:.4f}: {told}", flush=True)
    for step in range(steps):
        size = WIDE if step < steps / 2 else NARROW
        moved = {
            name: _moved(name, best, float(drawn.normal()) * size)
            for name in set_by_search()
            if drawn.random() < MOVED
        }
        tried = Weights(**{**best._asdict(), **moved})
        found, told = loss_of(tried)
        if found < least:
            best, least = tried, found
            print(f"step {step} {least:.4f}: {told}", flush=True)
    return best


def by_hand() -> Weights:
    """What the weights of a list are before the search: those of two names, but for some."""
    return Weights(**{**straight(PAIR)._asdict(), **SET})


def straight(weights: Weights) -> Weights:
    """Weights without their curve, as they are searched and the curve itself is fitted."""
    line = np.array([0.0, 1.0])
    return weights._replace(agreed=line, likely=line)


def set_by_search() -> list[str]:
    """The names of the weights that are searched."""
    return [name for name in Weights._fields if name not in CURVE and name not in SET]


def _moved(name: str, best: Weights, by: float) -> float:
    set_to = getattr(PAIR, name)
    value = min(max(getattr(best, name) * np.exp(by), set_to / FURTHEST), set_to * FURTHEST)
    return float(min(value, 0.98)) if name in SHARES_OF_ONE else float(value)


def loss(
    lists: Lists, weights: Weights, altered: Mapping[str, Pairs], customers: Sequence[Pairs]
) -> tuple[float, str]:
    """How much is missed, kind by kind, and how many customers are answered; and that in words."""
    total, words = 0.0, []
    for kind, pairs in altered.items():
        share, found = _above(lists, pairs, weights)
        total -= IMPORTANCE.get(kind, 1.0) * np.log(share)
        words.append(f"{kind} {found:.3f}")
    for pairs, importance in zip(customers, FALSE, strict=True):
        share, found = _above(lists, pairs, weights)
        total += importance * np.log(1 + share / RATE)
        words.append(f"false {found:.3%}")
    return total, ", ".join(words)


def _above(lists: Lists, pairs: Pairs, weights: Weights) -> tuple[float, float]:
    """The share of questions answered at the threshold, those near it in part; and without."""
    best = lists.best(pairs, weights)
    above = 1 / (1 + np.exp(-np.clip((best - THRESHOLD) / SOFT, -30, 30)))
    return float(above.sum()) / pairs.questions, float((best >= THRESHOLD).sum()) / pairs.questions


def curve(parties: Sequence[ListedParty], weights: Weights) -> tuple[float, list[float]]:
    """The prior of a curve, and how likely it says pairs to be right at each of KNOTS."""
    lists = Lists(parties, _main_name, weights, LEAST_AGREED)
    scores, right = _proposed(lists, weights)
    unequal = scores < 1
    odds = [_odds_at(knot, scores[unequal], right[unequal]) for knot in KNOTS]
    factor = THRESHOLD / (1 - THRESHOLD) / odds[KNOTS.index(THRESHOLD)]
    likely = np.array([factor * value / (1 + factor * value) for value in odds])
    # Scores rank, so the curve rises everywhere; it bends only up to MOST.
    rising = np.maximum.accumulate(likely) + LEAST_RISE * np.arange(len(KNOTS))
    rising += THRESHOLD - rising[KNOTS.index(THRESHOLD)]
    rising = np.clip(rising, LEAST_RISE * (1 + np.arange(len(KNOTS))), None)
    above = rising > THRESHOLD
    rising[above] = THRESHOLD + (rising[above] - THRESHOLD) * min(
        1.0, (MOST - THRESHOLD) / (rising[-1] - THRESHOLD)
    )
    proposed = np.interp(scores, KNOTS, rising) >= LEAST_SCORE
    rights = factor * int((proposed & right).sum())
    return rights / (rights + int((proposed & ~right).sum())), rising.tolist()


def _main_name(party: ListedParty) -> list[ListedName]:
    """Every reading of the name by which the list calls a party."""
    return [name for name in indexed_names(party) if name.text == party.entity.name()]


def _proposed(lists: Lists, weights: Weights) -> tuple[Floats, npt.NDArray[np.bool_]]:
    """The pairs of aliases and main names: how they score, and whether the party is the same."""
    asked = [(n, p.id) for p in lists.parties if not held_out(p.id) for n in p.names()[1:]]
    asked = random.Random(SEED).sample(asked, min(ALIASES, len(asked)))
    pairs = lists.pairs([name for name, _ in asked], most=EVERY)
    best: dict[tuple[int, str], float] = {}
    for question, name, score in zip(
        pairs.question.tolist(), pairs.name.tolist(), lists.scores(pairs, weights), strict=True
    ):
        key = question, lists.party_of(name)
        best[key] = max(best.get(key, 0.0), float(score))
    right = [party == asked[question][1] for question, party in best]
    return np.array(list(best.values())), np.array(right)


def _odds_at(knot: float, scores: Floats, right: npt.NDArray[np.bool_]) -> float:
    """How many pairs about a score are right, for each that is wrong."""
    near = np.abs(scores - knot) <= AROUND
    return (int((near & right).sum()) + 0.5) / (int((near & ~right).sum()) + 0.5)


def _write_weights(in_a_list: Weights, out: Path) -> None:
    lines = [
        f"{name}\t{getattr(in_a_list, name):.4g}\t{getattr(PAIR, name):.4g}"
        for name in Weights._fields
        if name not in CURVE
    ]
    out.write_text("\n".join(["weight\tin_a_list\tpair", *lines, ""]), "ascii")


def _write_curves(curves: Sequence[tuple[float, list[float]]], out: Path) -> None:
    rows = [
        ("prior", [prior for prior, _ in curves]),
        ("0", [0.0 for _ in curves]),
        *((f"{knot:g}", [likely[at] for _, likely in curves]) for at, knot in enumerate(KNOTS)),
    ]
    lines = ["\t".join([name, *(f"{value:.4f}" for value in row)]) for name, row in rows]
    out.write_text("\n".join(["agreed\tin_a_list\tpair", *lines, ""]), "ascii")


if __name__ == "__main__":
    main()
