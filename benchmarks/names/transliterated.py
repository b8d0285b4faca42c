"""Section `transliteration`: a word of another script, and its Latin partner among thousands."""

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from benchmarks.names.data import Bench, sampled
from benchmarks.names.report import Row

from nostro.names.transliteration import UNKNOWN_BITS, letters_of, table
from nostro.names.transliteration_kernels import spelling_cost

__all__ = ["run"]

MOST = 10_000
# Words asked for; each is compared with all Latin words of its file.
ASKED = 150
PEER = "ICU Latin-ASCII + Levenshtein"
TARGETS = {
    "russian": 0.90, "japanese": 0.65, "arabic": 0.57, "korean": 0.52, "hebrew": 0.47,
    "chinese": 0.41, "katakana": None,
}  # fmt: skip


class Pair(NamedTuple):
    """A word in its own script, and in Latin letters."""

    native: str
    latin: str


def run(bench: Bench) -> None:
    """How often the right partner comes first alone: what ties with it counts against it."""
    bench.report.section("transliteration", f"the partner among up to {MOST:,} Latin words")
    if not bench.data:
        bench.report.say("not run: the pairs of words are among the public files")
        return
    for language, target in TARGETS.items():
        path = bench.data / "names" / "netransliteration" / f"wd_{language}_16.tsv"
        pairs = sampled(read_pairs(path), MOST, bench.seed)
        asked = sampled(pairs, bench.scaled(ASKED, 20), bench.seed)
        words = sorted({pair.latin for pair in pairs})
        bench.peers.hold(language, words)
        what = f"{language}, {len(asked)} of {len(pairs):,}, first among {len(words):,}"
        peers = {PEER: by_icu(bench, asked, words)} if bench.peers.complete else {}
        bench.report.row(Row(what, ours(asked, words), target, peers))


def read_pairs(path: Path) -> list[Pair]:
    """The pairs of a file; those whose Latin word has no letter are left out."""
    rows = (line.split("\t") for line in path.read_text(encoding="utf-8").splitlines())
    pairs = (Pair(native.replace(" ", ""), letters_of(latin)) for latin, native, _ in rows)
    return [pair for pair in pairs if pair.latin]


def ours(asked: Sequence[Pair], words: Sequence[str]) -> float:
    """The share of words whose partner costs least as their spelling."""
    known = table()
    spelt = [np.frombuffer(word.encode(), np.uint8) for word in words]
    place = {word: at for at, word in enumerate(words)}
    firsts = 0
    for native, latin in asked:
        symbols = np.array(known.symbols.encode(native), np.int32)
        costs = np.array(
            [spelling_cost(symbols, one, known.keys, known.costs, UNKNOWN_BITS) for one in spelt]
        )
        firsts += np.count_nonzero(costs <= costs[place[latin]]) == 1
    return firsts / len(asked)


def by_icu(bench: Bench, asked: Sequence[Pair], words: Sequence[str]) -> float:
    """The same by edit distance to what ICU makes of the word, over the words that it holds."""
    spelt = bench.peers.latin([pair.native for pair in asked])
    firsts = bench.peers.firsts("Levenshtein", spelt)
    right = [at >= 0 and words[at] == pair.latin for at, pair in zip(firsts, asked, strict=True)]
    return sum(right) / len(right)
