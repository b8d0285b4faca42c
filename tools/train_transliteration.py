"""Write the table of how other scripts are spelt in Latin letters, learned from public names.

usage: python tools/train_transliteration.py --data DIR --unihan Unihan_Readings.txt
           --out src/nostro/names/transliteration.bin

DIR holds names/netransliteration/wd_*_64.tsv: words of names in two scripts, with how many people
bear them (Wikidata, CC0; Merhav and Ash, COLING 2018). Pairs of chunks of letters are learned by
expectation maximisation over all ways to align them. Arabic names with their Latin spellings are
those of arabnamer 0.1.3 (CC BY 4.0), names/arabnamer-latin-arabic-dev.tsv. What all these hardly
hold is added from published standards: letters of Ukrainian, Belarusian, Serbian, Bulgarian and
Kazakh, of Arabic, Persian and Urdu, of Hebrew, the spellings of Korean by McCune and Reischauer and
by the DPRK, and the readings of Han characters (Unicode 15.0, Unihan_Readings.txt; Debian's
unicode-data 15.0.0-1 has it): Mandarin in pinyin and by Wade and Giles, Cantonese as Hong Kong
writes it, Korean, and Japanese.

The same data give the same bytes.
"""

import argparse
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tools.han_readings import readings

from nostro.names.scripts import LETTERS, jamo_spellings
from nostro.names.transliteration import Symbols, letters_of, write_table
from nostro.names.transliteration_kernels import expect

_LANGUAGES = ("arabic", "hebrew", "japanese", "korean", "russian", "chinese")
_ROUNDS = 7
_TABLE = 1 << 23
_FIRST_COST, _UNSEEN_COST = 4.0, 60.0
# Pairs of chunks expected less often than this are dropped, and most of all in the first rounds.
_LEAST = (0.01, 0.1, 0.3)
_MOST_LETTERS = {"chinese": 6}
_MOST_SYMBOLS = {"chinese": 1}
# What stands in a standard counts as if so many words of names showed it,
_BY_STANDARD = 20.0
# and costs at most so many bits more than its letter is rare: for itself, for a vowel that the
# script leaves out, for a consonant written twice.
_ANOTHER_STANDARD, _VOWEL, _TWICE = 1.0, 2.0, 1.5
# A Han character is read in one of four languages, and each spells its readings in several ways.
_ANOTHER_READING = 3.0
_WITHOUT_VOWELS = ("arabic", "hebrew")
# Most names that Wikidata has in Arabic letters are not Arabic; those that are count more.
_BY_ARABIC_NAME = 4.0

Row = tuple[str, str, float]
# Letters or a character, a spelling, and bits.
Allowed = tuple[str, str, float]
Costs = dict[tuple[int, int, int], float]


def main() -> None:
    options = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    options.add_argument("--data", type=Path, required=True)
    options.add_argument("--unihan", type=Path, required=True)
    options.add_argument("--out", type=Path, required=True)
    chosen = options.parse_args()
    symbols = Symbols([])
    found: Costs = {}
    for language in _LANGUAGES:
        path = chosen.data / "names" / "netransliteration" / f"wd_{language}_64.tsv"
        rows = [*wikidata(path), *standards(language)]
        read = [*readings(chosen.unihan)] if language == "chinese" else []
        rows += read
        if language == "arabic":
            rows += arabic_names(chosen.data / "names" / "arabnamer-latin-arabic-dev.tsv")
        learned = learn(rows, symbols, language)
        allow(learned, [*spellings_of(language), *readings_allowed(read)], rows, symbols)
        for key, cost in learned.items():
            if key[-1] or not is_han(symbols.known[key[0]]):
                found[key] = min(cost, found.get(key, cost))
        print(f"{language}: {len(rows):,} pairs of words, {len(learned):,} of chunks")
    write_table(chosen.out, symbols, found)
    print(f"{len(found):,} pairs of chunks, {chosen.out.stat().st_size:,} bytes")


def wikidata(path: Path) -> Iterator[Row]:
    for line in path.read_text(encoding="utf-8").splitlines():
        latin, native, count = line.split("\t")
        if spelt := letters_of(latin):
            yield native.replace(" ", ""), spelt, 1 + float(np.log2(int(count)))


def arabic_names(path: Path) -> Iterator[Row]:
    for line in path.read_text(encoding="utf-8").splitlines():
        latin, native = line.split("\t")
        if (spelt := letters_of(latin)) and " " not in native:
            yield native, spelt, _BY_ARABIC_NAME


def standards(language: str) -> Iterator[Row]:
    """Letters with their spellings by published standards."""
    if language == "korean":
        yield from ((native, spelt, _BY_STANDARD) for native, spelt in jamo_spellings())
    else:
        for native, spellings in LETTERS.get(language, {}).items():
            for spelt in spellings.split():
                yield native, spelt, _BY_STANDARD


def spellings_of(language: str) -> Iterator[Allowed]:
    """The spellings of a language's standards, with what each may cost beyond its letter's rarity;
    in scripts without vowels also with a vowel after it, and with its consonant written twice.
    """
    for native, spellings in LETTERS.get(language, {}).items():
        for spelt in spellings.split(" "):
            for written, more in ways(spelt, bare=language in _WITHOUT_VOWELS):
                yield native, written, _ANOTHER_STANDARD + more


def readings_allowed(rows: list[Row]) -> Iterator[Allowed]:
    """The readings of Han characters, likewise."""
    yield from ((char, spelt, _ANOTHER_READING) for char, spelt, _ in rows)


def allow(found: Costs, allowed: Iterable[Allowed], rows: list[Row], symbols: Symbols) -> None:
    """Let a spelling cost no more than its letter is rare, and what is given beyond."""
    rarity = rarities(rows, symbols)
    for native, spelt, more in allowed:
        one, two = (*symbols.encode(native), -1)[:2]
        cost = rarity[one] + (rarity[two] if two >= 0 else 0.0) + more
        key = one, two, code(spelt)
        found[key] = min(cost, found.get(key, _UNSEEN_COST))


def rarities(rows: list[Row], symbols: Symbols) -> dict[int, float]:
    """How rare each symbol is, in bits."""
    counts: dict[int, float] = defaultdict(float)
    for native, _, weight in rows:
        for symbol in symbols.encode(native):
            counts[symbol] += weight
    total = sum(counts.values())
    return {symbol: float(np.log2(total / count)) for symbol, count in counts.items()}


def ways(spelt: str, *, bare: bool) -> Iterator[tuple[str, float]]:
    """A spelling; where consonants stand bare, also doubled, and with a vowel after it; with what
    each costs more.
    """
    yield spelt, 0.0
    if bare and spelt and spelt[-1] not in "aeiou":
        twice = [(spelt * 2, _TWICE)] if len(spelt) == 1 else []
        for written, cost in ((spelt, 0.0), *twice):
            yield written, cost
            yield from ((written + vowel, cost + _VOWEL) for vowel in "aeiou")


def is_han(symbol: str) -> bool:
    """Whether a symbol is a Han character, which is never silent."""
    return "\u3400" <= symbol < "\ua000"


def code(spelt: str) -> int:
    """Letters as a key of the kernels has them, 5 bits each."""
    value = 0
    for char in spelt:
        value = value << 5 | ord(char) - 96
    return value


def learn(rows: list[Row], symbols: Symbols, language: str) -> Costs:
    """The cost in bits of each pair of chunks: two symbols, the second -1 for none, and letters."""
    native, native_start = flat(symbols.encode(word, learn=True) for word, _, _ in rows)
    latin, latin_start = flat([ord(char) - 96 for char in spelt] for _, spelt, _ in rows)
    weight = np.array([weight for _, _, weight in rows])
    keys, costs = np.zeros(_TABLE, np.int64), np.full(_TABLE, _FIRST_COST)
    most, chunk = _MOST_LETTERS.get(language, 4), _MOST_SYMBOLS.get(language, 2)
    for number in range(_ROUNDS):
        counts = np.zeros(_TABLE)
        expect(native, native_start, latin, latin_start, weight, keys, costs, counts, most, chunk)
        kept = counts >= _LEAST[min(number, len(_LEAST) - 1)]
        shares = np.where(kept, counts, 1.0) / counts[kept].sum()
        costs = np.where(kept, -np.log2(shares), _UNSEEN_COST)
    return {
        decoded(int(key)): float(cost) for key, cost in zip(keys[kept], costs[kept], strict=True)
    }


def decoded(key: int) -> tuple[int, int, int]:
    """The symbols of a key of the kernels, the second -1 where there is none, and its letters."""
    count, rest = key & 7, key >> 3
    # A key is a one, 14 bits for each symbol and 5 for each letter, so its length tells how many.
    bits = (rest.bit_length() - 1 - 14 * count) // 5 * 5
    letters, chunk = rest & ((1 << bits) - 1), rest >> bits
    if count == 1:
        return (chunk & 0x3FFF) - 1, -1, letters
    return (chunk >> 14 & 0x3FFF) - 1, (chunk & 0x3FFF) - 1, letters


def flat(rows: Iterable[Iterable[int]]) -> tuple[np.ndarray, np.ndarray]:
    kept = [list(row) for row in rows]
    data = np.array([value for row in kept for value in row], np.int32)
    return data, np.array([0, *np.cumsum([len(row) for row in kept])], np.int64)


if __name__ == "__main__":
    main()
