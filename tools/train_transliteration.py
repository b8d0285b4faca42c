"""Write the table of how other scripts are spelt in Latin letters, learned from public names.

usage: python tools/train_transliteration.py --data DIR --out src/nostro/names/transliteration.bin

DIR holds names/netransliteration/wd_*_64.tsv: words of names in two scripts, with how many people
bear them (Wikidata, CC0; Merhav and Ash, COLING 2018). Pairs of chunks of letters are learned by
expectation maximisation over all ways to align them. Arabic names with their Latin spellings are
those of arabnamer 0.1.3 (CC BY 4.0), names/arabnamer-latin-arabic-dev.tsv. What all these hardly
hold is added from published standards: letters of Ukrainian, Belarusian, Serbian, Bulgarian and
Kazakh, of Persian and Urdu, the spellings of Korean by McCune and Reischauer and by the DPRK, and
the readings of Han characters in pinyin (pypinyin, MIT) and by Wade and Giles.

The same data give the same bytes.
"""

import argparse
from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np

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
# What stands in a standard counts as if so many words of names showed it.
_BY_STANDARD = 20.0
_BY_READING = 3.0
# Most names that Wikidata has in Arabic letters are not Arabic; those that are count more.
_BY_ARABIC_NAME = 4.0

Row = tuple[str, str, float]


def main() -> None:
    options = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    options.add_argument("--data", type=Path, required=True)
    options.add_argument("--out", type=Path, required=True)
    chosen = options.parse_args()
    symbols = Symbols([])
    found: dict[tuple[int, int, int], float] = {}
    for language in _LANGUAGES:
        path = chosen.data / "names" / "netransliteration" / f"wd_{language}_64.tsv"
        rows = [*wikidata(path), *standards(language)]
        if language == "arabic":
            rows += arabic_names(chosen.data / "names" / "arabnamer-latin-arabic-dev.tsv")
        learned = learn(rows, symbols, language)
        for key, cost in learned.items():
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
    """Letters and characters with their spellings by published standards."""
    if language == "chinese":
        yield from ((char, spelt, _BY_READING) for char, spelt in han_readings())
    elif language == "korean":
        yield from ((native, spelt, _BY_STANDARD) for native, spelt in jamo_spellings())
    else:
        for native, spellings in LETTERS.get(language, {}).items():
            for spelt in spellings.split():
                yield native, spelt, _BY_STANDARD


def han_readings() -> Iterator[tuple[str, str]]:
    """Each character in pinyin, and as Wade and Giles write it."""
    from pypinyin import constants  # noqa: PLC0415  # for training only

    for code, readings in sorted(constants.PINYIN_DICT.items()):
        if is_in_use(chr(code)):
            for reading in readings.split(",")[:2]:
                pinyin = letters_of(reading)
                for spelt in dict.fromkeys((pinyin, wade_giles(pinyin))):
                    yield chr(code), spelt


def is_in_use(char: str) -> bool:
    """Whether a character is of GB 2312 or of the first level of Big5: those that names are of."""
    big5 = char.encode("big5", "ignore")
    return bool(char.encode("gb2312", "ignore")) or (big5 != b"" and big5 < b"\xc9")


_WADE_INITIALS = (
    ("zh", "ch"), ("ch", "ch"), ("sh", "sh"), ("b", "p"), ("p", "p"), ("d", "t"), ("t", "t"),
    ("g", "k"), ("k", "k"), ("j", "ch"), ("q", "ch"), ("x", "hs"), ("z", "ts"), ("c", "ts"),
    ("r", "j"),
)  # fmt: skip
_WADE_FINALS = {"ong": "ung", "ian": "ien", "ie": "ieh", "ue": "ueh", "ui": "uei", "e": "o"}


def wade_giles(pinyin: str) -> str:
    """A syllable of pinyin as Wade and Giles write it, without its apostrophes and marks."""
    for initial, written in _WADE_INITIALS:
        if pinyin.startswith(initial):
            final = pinyin.removeprefix(initial)
            if initial in {"zh", "ch", "sh", "r"} and final == "i":
                return f"{written}ih"
            return written + _WADE_FINALS.get(final, final)
    return _WADE_FINALS.get(pinyin, pinyin)


def learn(rows: list[Row], symbols: Symbols, language: str) -> dict[tuple[int, int, int], float]:
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
