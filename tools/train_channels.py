"""Write the channels of other scripts to Latin letters, learned from public names.

usage: python tools/train_channels.py --data DIR --out src/nostro/names/channels.bin

DIR holds names/netransliteration/wd_*_64.tsv: words of names in two scripts, with how many people
bear them (Wikidata, CC0; Merhav and Ash, COLING 2018). Pairs of chunks of letters are learned by
expectation maximisation over all ways to cut the words. What those names hardly hold is added:
`channel_rules.txt` beside this file has letters by published standards, and Unihan (Unicode
licence; Debian has it in `unicode-data`) the readings of Han characters, which are then spelt in
pinyin, by Wade and Giles, as in Hong Kong, and as in Korea.

The same data give the same bytes.
"""

import argparse
import bz2
import math
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from nostro.names import channel_kernels as kernels
from nostro.names.channel_kernels import ANY, EDGE, UNKNOWN
from nostro.names.channels import fold_latin, native_symbols, write_channels

Array = npt.NDArray[Any]
Row = tuple[str, str, float]
# Symbols before, first, second (0 for none) and after, and a Latin chunk.
Seen = tuple[int, int, int, int, str]
Chunk = tuple[int, int, int, int]

_LANGUAGES = ("russian", "arabic", "hebrew", "japanese", "korean", "chinese")
# The longest Latin chunk for chunks of one and of two symbols.
_MOST = {"chinese": (5, 0)}
_MOST_ELSE = (4, 3)
_ROUNDS = 8
_TABLE = 1 << 23
# The chance of a pair before training falls by this factor with each letter and symbol more.
_FIRST = 0.1
# From this round on, words that cost more bits than this for each symbol and letter are left out:
# their two halves are not the same name.
_JUDGED_FROM, _WORST = 3, {"chinese": 4.6}
_WORST_ELSE = 4.2
_RULE = 30.0
_RULE_SHARE = 0.12
_READING, _READING_SHARE = 12.0, 0.25
_JAMO_SHARE = 0.2
_KOREAN_SPELLINGS = 6
_UNIHAN = Path("/usr/share/unicode/Unihan_Readings.txt.bz2")


class Limits(NamedTuple):
    """How much is kept: counts below these are left out."""

    base: float = 0.9
    share: float = 0.0015
    around: float = 6.0
    entry: float = 1.5
    mixed: float = 4.0
    gain: float = 12.0


class Numbers:
    """Symbols, numbered as they come."""

    def __init__(self) -> None:
        self.known: dict[str, int] = {}

    def of(self, word: str) -> list[int]:
        return [
            self.known.setdefault(char, len(self.known) + UNKNOWN + 1)
            for char in native_symbols(word)
        ]


def weighed(spellings: Iterable[str]) -> Iterator[tuple[str, float]]:
    for spelling in spellings:
        spelt, _, weight = spelling.partition(":")
        yield spelt.replace("-", ""), float(weight or 1)


def main() -> None:
    options = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    options.add_argument("--data", type=Path, required=True)
    options.add_argument("--out", type=Path, required=True)
    options.add_argument("--unihan", type=Path, default=_UNIHAN)
    chosen = options.parse_args()
    numbers, seen = Numbers(), Counter[Seen]()
    for language in _LANGUAGES:
        path = chosen.data / "names" / "netransliteration" / f"wd_{language}_64.tsv"
        found = learn(list(wikidata(path)), numbers, language)
        print(f"{language}: {len(found):,} pairs of chunks where they stand")
        seen.update(found)
    base, around = totals(seen)
    add_rules(Path(__file__).with_name("channel_rules.txt"), numbers, base, around)
    add_jamo(numbers, base)
    add_readings(chosen.unihan, numbers, base)
    save(chosen.out, numbers, base, around)


def wikidata(path: Path) -> Iterator[Row]:
    for line in path.read_text(encoding="utf-8").splitlines():
        latin, native, count = line.split("\t")
        if spelt := fold_latin(latin):
            yield native.replace(" ", ""), spelt, 1 + math.log2(int(count))


def learn(rows: list[Row], numbers: Numbers, language: str) -> Counter[Seen]:
    """How often each pair of chunks stands between each two symbols, by the best cuttings."""
    words = [numbers.of(word) for word, _, _ in rows]
    native, native_start = flat(words)
    letters = [[ord(char) - 96 for char in spelt] for _, spelt, _ in rows]
    latin, latin_start = flat(letters)
    weight = np.array([weight for _, _, weight in rows])
    most = np.array(_MOST.get(language, _MOST_ELSE))
    size = np.diff(native_start) + np.diff(latin_start)
    keys, chance = np.zeros(_TABLE, np.int64), np.zeros(_TABLE)
    for number in range(_ROUNDS):
        counts, bits = np.zeros(_TABLE), np.zeros(len(rows))
        if number == 0:
            fill_first(native, native_start, latin, latin_start, keys, most)
            chance = first_chances(keys)
        kernels.expect(
            native, native_start, latin, latin_start, weight, keys, chance, counts, most, bits,
            False,
        )  # fmt: skip
        counts[counts < 0.05] = 0.0
        chance = counts / counts.sum()
        if number >= _JUDGED_FROM:
            weight[bits > _WORST.get(language, _WORST_ELSE) * size] = 0.0
    with np.errstate(divide="ignore"):
        cost = -np.log2(chance)
    print(f"{language}: {len(rows):,} words, {(weight > 0).sum():,} kept")
    return cuttings(rows, words, letters, weight, keys, cost, most)


def fill_first(
    native: Array, native_start: Array, latin: Array, latin_start: Array, keys: Array, most: Array
) -> None:
    """Put every pair of chunks that may be into the table."""
    count = len(native_start) - 1
    kernels.expect(
        native, native_start, latin, latin_start, np.ones(count), keys, np.zeros(len(keys)),
        np.zeros(len(keys)), most, np.zeros(count), True,
    )  # fmt: skip


def first_chances(keys: Array) -> Array:
    """Chances before training: the longer a pair of chunks, the less likely."""
    many, first = keys & 7, keys >> 47
    return np.where(keys > 0, _FIRST ** (np.abs(many - 1) + (first > 0)), 0.0)


def cuttings(
    rows: list[Row], words: list[list[int]], letters: list[list[int]], weight: Array,
    keys: Array, cost: Array, most: Array,
) -> Counter[Seen]:  # fmt: skip
    seen = Counter[Seen]()
    cuts = np.zeros((kernels.MOST_SYMBOLS + 1, 2), np.int64)
    for row, own, spelt, counts in zip(rows, words, letters, weight, strict=True):
        if counts <= 0 or not own:
            continue
        count, _ = kernels.align(
            np.array(own, np.int32), np.array(spelt, np.int32), keys, cost, most, cuts
        )
        padded, i, j = [EDGE, *own, EDGE], len(own), len(spelt)
        for length, many in cuts[:count].tolist():
            i, j = i - length, j - many
            two = padded[i + 2] if length > 1 else 0
            around = padded[i], padded[i + 1], two, padded[i + length + 1]
            seen[*around, row[1][j : j + many]] += counts
    return seen


def totals(seen: Counter[Seen]) -> tuple[dict[Chunk, Counter[str]], dict[Chunk, Counter[str]]]:
    """Counts of Latin chunks by chunks of symbols: alone, and by what stands around them."""
    base: dict[Chunk, Counter[str]] = defaultdict(Counter)
    around: dict[Chunk, Counter[str]] = defaultdict(Counter)
    for (before, one, two, after, spelt), count in seen.items():
        base[ANY, one, two, ANY][spelt] += count
        around[before, one, two, ANY][spelt] += count
        around[ANY, one, two, after][spelt] += count
        around[before, one, two, after][spelt] += count
    return base, around


def add_rules(
    path: Path, numbers: Numbers, base: dict[Chunk, Counter[str]],
    around: dict[Chunk, Counter[str]],
) -> None:  # fmt: skip
    """Count what published standards say as if so many names had shown it.

    A line of the file: symbols, `^` before them for the beginning of a word and `$` after them
    for its end, and spellings with their weights (1 where none stands; `-` is no letter).
    """
    for line in path.read_text(encoding="utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        native, *spellings = line.split()
        before = EDGE if native.startswith("^") else ANY
        after = EDGE if native.endswith("$") else ANY
        own = numbers.of(native.strip("^$"))
        if not 1 <= len(own) <= 2:
            raise ValueError(f"one or two symbols, please: {line}")
        chunk = own[0], own[1] if len(own) > 1 else 0
        weights = dict(weighed(spellings))
        known = base[ANY, *chunk, ANY]
        sides = before != ANY or after != ANY
        scale = max(_RULE, _RULE_SHARE * known.total()) / sum(weights.values())
        for spelt, weight in weights.items():
            known[spelt] += weight * scale * (0.1 if sides else 1.0)
            if sides:
                around[before, *chunk, after][spelt] += weight * scale * 3


def add_readings(path: Path, numbers: Numbers, base: dict[Chunk, Counter[str]]) -> None:
    """Count the readings of Han characters, beside how they spell foreign names."""
    for char, readings in sorted(read_unihan(path).items()):
        if not used_in_names(char) and char not in numbers.known:
            continue
        found = base[ANY, numbers.of(char)[0], 0, ANY]
        scale = max(_READING, _READING_SHARE * found.total()) / sum(readings.values())
        for spelt, weight in readings.items():
            found[spelt] += weight * scale


def used_in_names(char: str) -> bool:
    """Whether a character is of the common ones of China, Taiwan, Korea or Japan."""
    for encoding, last in (("gb2312", b"\xff"), ("big5", b"\xc6\x7f"), ("euc_kr", b"\xff")):
        try:
            if char.encode(encoding) < last:
                return True
        except UnicodeEncodeError:
            continue
    return False


def read_unihan(path: Path) -> dict[str, Counter[str]]:
    """Spellings of each Han character with their weights, by its readings."""
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for line in bz2.decompress(path.read_bytes()).decode().splitlines():
        if line.startswith("U+"):
            code, field, value = line.split("\t")
            for spelt, weight in spellings_of(field, value):
                found[chr(int(code[2:], 16))][spelt] += weight
    return found


def spellings_of(field: str, value: str) -> Iterator[tuple[str, float]]:
    """The spellings of one field of Unihan, as the standards of its language have them."""
    readings = [reading.rpartition(":")[2] for reading in value.split()]
    if field == "kMandarin":
        for place, reading in enumerate(readings):
            yield from scaled(mandarin(reading), 8.0 if place == 0 else 3.0)
    elif field == "kXHC1983":
        for reading in readings:
            yield from scaled(mandarin(reading), 1.0)
    elif field == "kCantonese":
        for place, reading in enumerate(readings[:2]):
            yield from scaled(cantonese(reading), 4.0 if place == 0 else 1.0)
    elif field == "kHangul":
        for reading in value.split()[:2]:
            yield from scaled(korean(reading[0]), 3.0)


def scaled(spellings: dict[str, float], weight: float) -> Iterator[tuple[str, float]]:
    whole = sum(spellings.values())
    for spelt, share in spellings.items():
        yield spelt, weight * share / whole


_WADE_INITIALS = (
    ("zh", "ch"), ("ch", "ch"), ("sh", "sh"), ("b", "p"), ("p", "p"), ("d", "t"), ("t", "t"),
    ("g", "k"), ("k", "k"), ("j", "ch"), ("q", "ch"), ("x", "hs"), ("z", "ts"), ("c", "ts"),
    ("r", "j"), ("m", "m"), ("f", "f"), ("n", "n"), ("l", "l"), ("h", "h"),
)  # fmt: skip
_WADE_FINALS = {
    "ong": "ung", "ian": "ien", "ie": "ieh", "ue": "ueh", "uo": "o", "you": "yu", "yan": "yen",
    "ye": "yeh", "yue": "yueh", "yong": "yung", "er": "erh", "yi": "i",
}  # fmt: skip


def mandarin(reading: str) -> dict[str, float]:
    """A syllable of toned pinyin: as it is, with its u-umlaut otherwise, and by Wade and Giles."""
    plain = fold_latin(reading)
    found = {plain: 8.0}
    if "\u0308" in unicodedata.normalize("NFD", reading) and plain[1:] == "u":
        found |= {f"{plain[0]}v": 2.0, f"{plain[0]}yu": 3.0}
    wade = wade_giles(plain)
    found[wade] = found.get(wade, 0.0) + 2.0
    return found


def wade_giles(pinyin: str) -> str:
    """A syllable of pinyin as Wade and Giles write it, without its apostrophes and marks."""
    for initial, written in _WADE_INITIALS:
        if pinyin.startswith(initial):
            final = pinyin.removeprefix(initial)
            if final == "i" and initial in {"zh", "ch", "sh", "r"}:
                return f"{written}ih"
            if final == "i" and initial in {"z", "c", "s"}:
                return "tzu" if initial != "s" else "szu"
            if final in {"e", "uo"}:
                return written + wade_e(initial, final)
            return written + _WADE_FINALS.get(final, final)
    return _WADE_FINALS.get(pinyin, "szu" if pinyin == "si" else pinyin)


def wade_e(initial: str, final: str) -> str:
    """After g, k and h, pinyin e is o and uo stays (ko, kuo); elsewhere e stays and uo is o."""
    if initial in {"g", "k", "h"}:
        return "o" if final == "e" else "uo"
    return "e" if final == "e" else "o"


_HONG_KONG_INITIALS = {
    "b": "p", "p": "p", "m": "m", "f": "f", "d": "t", "t": "t", "n": "n l", "l": "l", "g": "k",
    "k": "k", "ng": "ng", "h": "h", "gw": "kw", "kw": "kw", "w": "w", "z": "ch ts", "c": "ch ts",
    "s": "s sh", "j": "y", "": "",
}  # fmt: skip
_HONG_KONG_FINALS = {
    "aa": "a ah", "aai": "ai", "aau": "au", "aam": "am", "aan": "an", "aang": "ang", "aap": "ap",
    "aat": "at", "aak": "ak", "ai": "ai", "au": "au ow", "am": "am um", "an": "an un",
    "ang": "ang", "ap": "ap up", "at": "at ut", "ak": "ak", "e": "e", "ei": "ei i ee",
    "eng": "eng ing", "ek": "ek", "i": "i ze", "iu": "iu", "im": "im", "in": "in", "ing": "ing",
    "ip": "ip", "it": "it", "ik": "ik", "o": "o", "oi": "oi", "on": "on", "ong": "ong", "ot": "ot",
    "ok": "ok", "ou": "o", "u": "u oo", "ui": "ui", "un": "un oon", "ung": "ung", "ut": "ut",
    "uk": "uk", "oe": "oe", "oeng": "eung", "oek": "euk", "eoi": "ui", "eon": "un", "eot": "ut",
    "yu": "yu u ue", "yun": "uen yuen un", "yut": "uet yut", "m": "m", "ng": "ng",
}  # fmt: skip


def cantonese(jyutping: str) -> dict[str, float]:
    """A syllable of jyutping as the government of Hong Kong spells names."""
    plain = fold_latin(jyutping)
    if plain in {"m", "ng"}:
        return {plain: 1.0}
    initial = next((plain[:n] for n in (2, 1) if plain[:n] in _HONG_KONG_INITIALS), "")
    final = plain.removeprefix(initial)
    found: dict[str, float] = {}
    for rank, last in enumerate(_HONG_KONG_FINALS.get(final, final).split()):
        for place, first in enumerate(_HONG_KONG_INITIALS[initial].split() or [""]):
            whole = (first + last).replace("yyu", "yu")
            found[whole] = found.get(whole, 0.0) + 4.0 / (1 + rank + 2 * place)
    return found


# Weights of spellings of the letters of a Korean syllable: Revised, McCune and Reischauer, custom.
_INITIALS = [
    dict(weighed(one.split("/"))) for one in (
        "k:5/g:5 kk:5/k:2 n t:4/d:6 tt:5/t:2 r:6/l:4/n:1/y:2/-:1 m p:4/b:6 pp:5/p:2 s:8/sh:2 ss - "
        "j:7/ch:4 jj:6/ch:2 ch k:9/kh:1 t p:9/ph:1 h"
    ).split()
]  # fmt: skip
_VOWELS = [
    dict(weighed(one.split("/"))) for one in (
        "a:9/ah:1 ae:8/e:1/ai:1 ya yae eo:5/u:4/o:4 e yeo:4/you:2/yo:3/yu:2 ye:8/e:1 o:9/oh:1 "
        "wa:9/ua:1 wae:9/wai:1 oe:5/oi:4 yo wo:9/uo:1 we wi:8/wee:1/ui:1 u:6/oo:5/ou:1 "
        "yu:6/yoo:3/ui:1 eu:6/u:5 ui:5/ee:3/eui:2/i:1 i:8/ee:2"
    ).split()
]  # fmt: skip
_FINALS = [
    dict(weighed(one.split("/"))) for one in (
        "- k:7/g:2/ck:1 k k n n n t:9/d:1 l:9/r:1 k m l l l p l m p:8/b:2 p t t ng t t k t p h"
    ).split()
]  # fmt: skip


def korean(syllable: str) -> dict[str, float]:
    """The likeliest spellings of a syllable of Hangul, and what each counts."""
    index = ord(syllable) - 0xAC00
    parts = _INITIALS[index // 588], _VOWELS[index % 588 // 28], _FINALS[index % 28]
    found = {"": 1.0}
    for part in parts:
        whole = sum(part.values())
        found = {
            before + spelt: chance * weight / whole
            for before, chance in found.items()
            for spelt, weight in part.items()
        }
    ranked = sorted(found.items(), key=lambda item: (-item[1], item[0]))
    return dict(ranked[:_KOREAN_SPELLINGS])


def add_jamo(numbers: Numbers, base: dict[Chunk, Counter[str]]) -> None:
    """Count the letters of Hangul as Korean names are spelt, beside how they spell foreign ones."""
    for first, parts in ((0x1100, _INITIALS), (0x1161, _VOWELS), (0x11A7, _FINALS)):
        for place, part in enumerate(parts):
            if first + place == 0x11A7:
                continue
            found = base[ANY, numbers.of(chr(first + place))[0], 0, ANY]
            scale = max(_RULE, _JAMO_SHARE * found.total()) / sum(part.values())
            for spelt, weight in part.items():
                found[spelt] += weight * scale


def flat(rows: Iterable[list[int]]) -> tuple[Array, Array]:
    kept = list(rows)
    data = np.array([value for row in kept for value in row], np.int32)
    return data, np.array([0, *np.cumsum([len(row) for row in kept])], np.int64)


def save(
    path: Path, numbers: Numbers, base: dict[Chunk, Counter[str]],
    around: dict[Chunk, Counter[str]],
) -> None:  # fmt: skip
    """Prune what was counted, and write it."""
    limits = Limits()
    base = {chunk: kept for chunk, found in base.items() if (kept := likely(found, limits))}
    around = telling(base, around, limits)
    parent, letter, nodes = trie(sorted({spelt for found in base.values() for spelt in found}))
    columns: dict[str, list[int]] = defaultdict(list)
    for name, groups in (("base", base), ("near", around)):
        for chunk, found in sorted(groups.items()):
            columns[f"{name}_key"].append(packed(chunk))
            columns[f"{name}_start"].append(len(columns[f"{name}_chunk"]))
            columns[f"{name}_weight"].append(round(255 * weight_of(found, limits)))
            for spelt, count in sorted(found.items()):
                columns[f"{name}_chunk"].append(nodes[spelt])
                columns[f"{name}_step"].append(step(count / found.total()))
        columns[f"{name}_start"].append(len(columns[f"{name}_chunk"]))
    arrays = {name: np.array(values) for name, values in columns.items()}
    arrays |= {"parent": np.array(parent), "letter": np.array(letter)}
    write_channels(path, list(numbers.known), arrays)
    print({name: len(values) for name, values in arrays.items()})
    print(f"{path.stat().st_size:,} bytes, {len(numbers.known):,} symbols")


def telling(
    base: dict[Chunk, Counter[str]], around: dict[Chunk, Counter[str]], limits: Limits
) -> dict[Chunk, Counter[str]]:
    """The counts by what stands around, where they say enough that the rows before do not."""
    kept: dict[Chunk, Counter[str]] = {}
    # In the order the kernel mixes rows: the symbol before, the symbol after, both.
    for chunk, found in sorted(around.items(), key=lambda item: sides(item[0])):
        before, one, two, after = chunk
        listed = base.get((ANY, one, two, ANY), Counter())
        own = Counter({
            spelt: count for spelt, count in found.items()
            if spelt in listed and count >= limits.entry
        })  # fmt: skip
        if own.total() < limits.around:
            continue
        chances = {spelt: count / listed.total() for spelt, count in listed.items()}
        for wider in ((before, one, two, ANY), (ANY, one, two, after)):
            if wider != chunk and wider in kept:
                chances = mixed(chances, kept[wider], limits)
        after_it = mixed(chances, own, limits)
        gain = sum(n * math.log2(after_it[spelt] / chances[spelt]) for spelt, n in own.items())
        if gain >= limits.gain:
            kept[chunk] = own
    return kept


def sides(chunk: Chunk) -> tuple[int, Chunk]:
    return (chunk[0] != ANY) + 2 * (chunk[3] != ANY), chunk


def mixed(chances: dict[str, float], own: Counter[str], limits: Limits) -> dict[str, float]:
    weight, total = weight_of(own, limits), own.total()
    return {
        spelt: (1 - weight) * chance + weight * own[spelt] / total
        for spelt, chance in chances.items()
    }


def weight_of(found: Counter[str], limits: Limits) -> float:
    return found.total() / (found.total() + limits.mixed * len(found))


def likely(found: Counter[str], limits: Limits) -> Counter[str]:
    total = found.total()
    return Counter({
        spelt: count for spelt, count in found.items()
        if count >= limits.base and count >= limits.share * total
    })  # fmt: skip


def step(chance: float) -> int:
    """A probability as a number of tenths of a bit."""
    return min(255, max(0, round(-10 * math.log2(chance))))


def packed(chunk: Chunk) -> int:
    before, one, two, after = chunk
    return before << 42 | one << 28 | two << 14 | after


def trie(spelt: list[str]) -> tuple[list[int], list[int], dict[str, int]]:
    """The trie of Latin chunks: the parent and letter of each node but the root, and nodes by
    their letters. Nodes 1 to 26 are single letters.
    """
    nodes, parent, letter = {"": 0}, [], []
    for chunk in [*"abcdefghijklmnopqrstuvwxyz", *spelt]:
        for end in range(1, len(chunk) + 1):
            if chunk[:end] not in nodes:
                nodes[chunk[:end]] = len(nodes)
                parent.append(nodes[chunk[: end - 1]])
                letter.append(ord(chunk[end - 1]) - 97)
    return parent, letter, nodes


if __name__ == "__main__":
    main()
