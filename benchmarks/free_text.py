"""Listed names in running text: what is found, false alarms, and the time a text takes.

usage: python benchmarks/free_text.py [--texts N] [--names N] [--seed S]

With `$NOSTRO_SHARED` the UN and SDN lists, and companies of the GLEIF register in sentences, which
are false alarms unless they bear a listed name; without it the sample lists and invented companies,
which show that everything runs but are no measure. Planted are listed names of two words or more:
as they are, with one slip in a word of six letters or more, with two words glued, with one split,
with two that changed places, and of three or more without one; between words of payments that are
known, and in the last sentence beside others.
The peers are given the planted name alone, which is what they could find at the most: the name as
it is (substring, letters folded), and rapidfuzz's partial_ratio from 90; over a whole list that
would also be its false alarms, counted on a sample of the texts.
"""

import argparse
import os
import random
import sys
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.names.data import Bench, plain, sampled
from benchmarks.names.peers import Peers, default_place
from benchmarks.names.report import Report

from nostro.matching.alterations import ALTERATIONS

try:
    from rapidfuzz import fuzz, process
except ImportError:  # a peer that is not needed
    fuzz = process = None  # type: ignore[assignment]

BAR = 90
PEER_TEXTS = 300
LONG = 6
SENTENCES = (
    "INVOICE 4711 DATED 12.03.2024 FOR {name}",
    "PAYMENT TO {name} UNDER CONTRACT NO 17/B",
    "/RFB/ORDER OF {name} TWELVE PALLETS CERAMIC IN MARCH",
)


def slip(words: list[str], rng: random.Random) -> list[str] | None:
    """One letter dropped, doubled, swapped with the next or another, in a long word."""
    long = [at for at, word in enumerate(words) if len(word) >= LONG and word.isalpha()]
    if not long:
        return None
    at = rng.choice(long)
    word = words[at]
    place = rng.randrange(1, len(word) - 1)
    head, letter, tail = word[:place], word[place], word[place + 1 :]
    other = rng.choice("abcdefghijklmnopqrstuvwxyz")
    made = rng.choice(
        [head + tail, head + letter + letter + tail, head + tail[0] + letter + tail[1:],
         head + other + tail]
    )  # fmt: skip
    return [*words[:at], made, *words[at + 1 :]]


def glued(words: list[str], rng: random.Random) -> list[str] | None:
    """Two neighbours written as one."""
    at = rng.randrange(len(words) - 1)
    return [*words[:at], words[at] + words[at + 1], *words[at + 2 :]]


def split(words: list[str], rng: random.Random) -> list[str] | None:
    """A long word written as two."""
    long = [at for at, word in enumerate(words) if len(word) >= LONG + 2 and word.isalpha()]
    if not long:
        return None
    at = rng.choice(long)
    cut = rng.randrange(3, len(words[at]) - 2)
    return [*words[:at], words[at][:cut], words[at][cut:], *words[at + 1 :]]


def turned(words: list[str], rng: random.Random) -> list[str] | None:
    """Two neighbours that changed places."""
    made = ALTERATIONS["words transposed"](" ".join(words), rng)
    return made.split() if made else None


def missing(words: list[str], rng: random.Random) -> list[str] | None:
    """One of three words or more left out."""
    made = ALTERATIONS["word missing (of 3 or more)"](" ".join(words), rng)
    return made.split() if made else None


def as_it_is(words: list[str], _: random.Random) -> list[str]:
    """No change."""
    return words


CHANGES: dict[str, Callable[[list[str], random.Random], list[str] | None]] = {
    "exact": as_it_is, "one slip": slip, "glued": glued, "split": split,
    "turned": turned, "missing": missing,
}  # fmt: skip


def planted(
    bench: Bench, size: int, change: Callable[[list[str], random.Random], list[str] | None]
) -> list[tuple[str, str, str]]:
    """Texts with a listed name in them, changed or not: the text, the name, its party."""
    rng = random.Random(bench.seed)
    names = [(" ".join(plain(name)), party) for name, party in bench.listed_names]
    long = [found for found in names if found[0].isascii() and 2 <= len(found[0].split()) <= 6]
    made = []
    for name, party in sampled(long, size, bench.seed):
        words = change(name.split(), rng)
        if words and (change is as_it_is or words != name.split()):
            text = rng.choice(SENTENCES).format(name=" ".join(words).upper())
            made.append((text, name, party))
    return made


def found(bench: Bench, text: str) -> set[str]:
    """The parties whose names are found in a text; codes are left out."""
    return {match.entity_id for match in bench.index.find_in_text(text)}


def recall(bench: Bench, size: int) -> None:
    """The share of planted names that are found, each way."""
    print(f"{'planted':10} {'texts':>6} {'ours':>7} {'substring':>9} {'partial_ratio':>13}")
    for label, change in CHANGES.items():
        texts = planted(bench, size, change)
        ours = sum(party in found(bench, text) for text, _, party in texts)
        exact = sum(name in " ".join(plain(text)) for text, name, _ in texts)
        near = sum(
            fuzz.partial_ratio(name, " ".join(plain(text))) >= BAR for text, name, _ in texts
        ) if fuzz else 0  # fmt: skip
        shares = [count / max(len(texts), 1) for count in (ours, exact, near)]
        print(f"{label:10} {len(texts):6} {shares[0]:7.1%} {shares[1]:9.1%} {shares[2]:13.1%}")


def alarms(bench: Bench, size: int) -> None:
    """The share of companies in sentences that raise an alarm, and the time a text takes."""
    rng = random.Random(bench.seed)
    firms = sampled(bench.firms, size, bench.seed)
    texts = [rng.choice(SENTENCES).format(name=firm) for firm in firms]
    found(bench, texts[0])
    before = time.process_time()
    met = [bench.index.find_in_text(text) for text in texts]
    took = time.process_time() - before
    near = sum(bool(hits) and max(hit.score for hit in hits) < 1 for hits in met)
    print(f"alarms on {len(texts):,} texts: {sum(map(bool, met)) / len(texts):.3%}, "
          f"of them by near words alone {near / len(texts):.3%}; "
          f"{1e6 * took / len(texts):.0f} us a text")  # fmt: skip
    if process:
        names = [" ".join(words) for name, _ in bench.listed_names if len(words := plain(name)) > 1]
        some = [" ".join(plain(text)) for text in texts[:PEER_TEXTS]]
        best = (process.extractOne(t, names, scorer=fuzz.partial_ratio, score_cutoff=BAR)
                for t in some)  # fmt: skip
        print(f"partial_ratio from {BAR}: {sum(map(bool, best)) / len(some):.3%} of {len(some)}")
    for text, hits in zip(texts, met, strict=True):
        if hits and max(hit.score for hit in hits) < 1:
            print(f"  {hits[0].score:.2f}  {text} | {hits[0].name}")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--texts", type=int, default=20_000)
    parser.add_argument("--names", type=int, default=2_000)
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args()
    data = Path(os.environ.get("NOSTRO_SHARED", "/nonexistent")) / "data"
    with Peers(default_place()) as peers:
        bench = Bench(
            data=data if data.is_dir() else None, quick=False, seed=chosen.seed, repeats=1,
            grow=1, plot=None, peers=peers, report=Report(),
        )  # fmt: skip
        recall(bench, chosen.names)
        alarms(bench, chosen.texts)


if __name__ == "__main__":
    main()
