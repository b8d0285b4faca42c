"""Learned channels from other scripts to Latin letters: spellings of a word, and how likely one is.

`channels.bin` holds pairs of chunks of letters with their probabilities, learned from names that
Wikidata (CC0) has in two scripts, and added to from published standards;
`tools/train_channels.py` writes it. All costs are in bits (`-log2` of a probability).
"""

import unicodedata
from collections.abc import Sequence
from functools import cache, lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import numpy.typing as npt

from nostro.names import channel_kernels as kernels
from nostro.names.channel_kernels import IMPOSSIBLE, MOST_SYMBOLS, UNKNOWN, Table

__all__ = [
    "CHANNELS", "Vocabulary", "channel_cost", "channel_of", "channel_table", "costs_of", "encode",
    "fold_latin", "known_symbols", "latin_words_near", "native_symbols", "native_words_near",
    "romanisations", "vocabulary", "write_channels",
]  # fmt: skip

Array = npt.NDArray[Any]

CHANNELS = (
    "cyrillic", "arabic", "hebrew", "kana", "hangul", "han", "greek", "georgian", "armenian",
    "devanagari", "thai",
)  # fmt: skip
# First and last code point of the scripts, with the place of the channel above.
_RANGES = (
    (0x0370, 0x03FF, 6), (0x0400, 0x052F, 0), (0x0531, 0x058F, 8), (0x0590, 0x05FF, 2),
    (0x0600, 0x06FF, 1), (0x0750, 0x077F, 1), (0x0900, 0x097F, 9), (0x0E00, 0x0E7F, 10),
    (0x10A0, 0x10FF, 7), (0x1100, 0x11FF, 4), (0x1C90, 0x1CBF, 7), (0x1F00, 0x1FFF, 6),
    (0x3041, 0x30FF, 3), (0x3130, 0x318F, 4), (0x3400, 0x4DBF, 5), (0x4E00, 0x9FFF, 5),
    (0xAC00, 0xD7A3, 4), (0xF900, 0xFAFF, 5), (0xFB1D, 0xFB4F, 2), (0xFB50, 0xFDFF, 1),
    (0xFE70, 0xFEFF, 1), (0xFF66, 0xFF9F, 3), (0x20000, 0x323AF, 5),
)  # fmt: skip
_ARABIC, _HEBREW, _HANGUL, _GREEK, _DEVANAGARI, _THAI = 1, 2, 4, 6, 9, 10
_FOLDED = str.maketrans(
    {"ø": "o", "đ": "d", "ł": "l", "æ": "ae", "œ": "oe", "ß": "ss", "ı": "i", "ð": "d", "þ": "th"}
)
# Letters of Arabic script that keyboards of Persian, Urdu and Kurdish have for the same sound.
_ARABIC_SAME = str.maketrans(
    {"ی": "ي", "ک": "ك", "ى": "ي", "ے": "ي", "ە": "ه", "ہ": "ه", "ھ": "ه", "ۀ": "ه", "ٱ": "ا",
     "ڪ": "ك", "ۃ": "ة", "ۋ": "و"}
)  # fmt: skip
_GERESH = "׳"
_HEBREW_SAME = str.maketrans({"'": _GERESH, "’": _GERESH, "װ": "וו", "ױ": "וי", "ײ": "יי"})
_HIRAGANA = range(0x3041, 0x3097)
_TO_KATAKANA = 0x60
# The vowel that a consonant of Devanagari has where no other is written: a symbol of its own.
_SCHWA = "\u0904"
_DEVANAGARI_CONSONANTS = frozenset(map(chr, [*range(0x0915, 0x093A), *range(0x0958, 0x0960)]))
_DEVANAGARI_VOWELS = frozenset(map(chr, [*range(0x093E, 0x094E), 0x0962, 0x0963]))
_NUKTA = "\u093c"
_THAI_CONSONANTS = range(0x0E01, 0x0E2F)
_THAI_BEFORE = frozenset("เแโใไ")
# Marks that say something in their scripts, beside letters: vowel signs, prolongation, geresh.
_SAID = frozenset(f"ー{_GERESH}ंँः्ๅๆ")
_BEAM = 16


def channel_of(word: str) -> int:
    """The channel of a word by the script of its first letter: a place in `CHANNELS`, or -1."""
    for char in word[:MOST_SYMBOLS]:
        if char.isalpha():
            code = ord(char)
            return next((number for low, high, number in _RANGES if low <= code <= high), -1)
    return -1


def fold_latin(word: str) -> str:
    """A word in Latin letters as channels have them: a to z, without marks."""
    spelt = unicodedata.normalize("NFKD", word.lower().translate(_FOLDED))
    return "".join(char for char in spelt if "a" <= char <= "z")


def native_symbols(word: str) -> list[str]:
    """The symbols of a word, at most 64: its letters, made alike where a script has several.

    Syllables of Hangul are cut into letters with their places (NFD), hiragana become katakana,
    Arabic and Hebrew lose vowel marks, a Devanagari consonant gets its vowel, and a Thai vowel
    that is written before its consonant comes after it.
    """
    channel = channel_of(word)
    text = unicodedata.normalize("NFKC", word[:MOST_SYMBOLS]).casefold()
    if channel == _ARABIC:
        text = text.translate(_ARABIC_SAME)
    elif channel == _HEBREW:
        text = text.translate(_HEBREW_SAME)
    elif channel == _GREEK:
        text = unicodedata.normalize("NFC", _without_accents(text))
    elif channel == _HANGUL:
        text = unicodedata.normalize("NFD", text)
    chars = [_katakana(char) for char in text if _counts(char)]
    if channel == _DEVANAGARI:
        chars = _with_schwa(chars)
    elif channel == _THAI:
        chars = _reordered(chars)
    return chars[:MOST_SYMBOLS]


def _counts(char: str) -> bool:
    if char.isalpha():
        return char not in {"\u0640", "\u02bc", "\u02bb"}
    return char in _SAID or "\u093e" <= char <= "\u094c" or "\u0e31" <= char <= "\u0e3a"


def _katakana(char: str) -> str:
    return chr(ord(char) + _TO_KATAKANA) if ord(char) in _HIRAGANA else char


def _without_accents(text: str) -> str:
    """Greek without accents; a diaeresis stays, for it parts two vowels."""
    spelt = unicodedata.normalize("NFD", text)
    return "".join(
        char for char in spelt if char == "\u0308" or not unicodedata.combining(char)
    ).replace("ς", "σ")


def _with_schwa(chars: list[str]) -> list[str]:
    found: list[str] = []
    for place, char in enumerate(chars):
        found.append(char)
        following = chars[place + 1] if place + 1 < len(chars) else ""
        if char in _DEVANAGARI_CONSONANTS and following not in _DEVANAGARI_VOWELS:
            found.append(_SCHWA)
    return [char for char in found if char != "\u094d"]


def _reordered(chars: list[str]) -> list[str]:
    found = list(chars)
    place = 0
    while place + 1 < len(found):
        if found[place] in _THAI_BEFORE and ord(found[place + 1]) in _THAI_CONSONANTS:
            found[place], found[place + 1] = found[place + 1], found[place]
            place += 1
        place += 1
    return found


_KINDS = {
    "base_key": "<i8", "base_start": "<i4", "base_chunk": "<u2", "base_step": "u1",
    "near_key": "<i8", "near_start": "<i4", "near_chunk": "<u2", "near_step": "u1",
    "near_weight": "u1",
}  # fmt: skip
_STEP = 0.1


def write_channels(path: Path, symbols: Sequence[str], columns: dict[str, Array]) -> None:
    """Write the file: the symbols in the order of their numbers, the columns of `Table`, and the
    trie as the parent and the letter of each node but the root.
    """
    body: dict[str, object] = {"symbols": "".join(symbols)}
    body |= {name: columns[name].astype(kind).tobytes() for name, kind in _KINDS.items()}
    body["parent"] = columns["parent"].astype("<u2").tobytes()
    body["letter"] = columns["letter"].astype("u1").tobytes()
    path.write_bytes(msgspec.msgpack.encode(body))


@cache
def _read() -> tuple[dict[str, int], Table]:
    raw = msgspec.msgpack.decode(files(__package__).joinpath("channels.bin").read_bytes())
    columns = {name: np.frombuffer(raw[name], kind) for name, kind in _KINDS.items()}
    parent, letter = np.frombuffer(raw["parent"], "<u2"), np.frombuffer(raw["letter"], "u1")
    child = np.full((len(parent) + 1, 26), -1, np.int32)
    child[parent, letter] = np.arange(1, len(parent) + 1)
    chance = np.exp2(-_STEP * np.arange(256)).astype(np.float32)
    known = {char: place + UNKNOWN + 1 for place, char in enumerate(raw["symbols"])}
    return known, Table(**columns, child=child, chance=chance)


def channel_table() -> Table:
    """The table of all channels, as kernels take it; read once."""
    return _read()[1]


def known_symbols() -> dict[str, int]:
    """The number of each symbol that a channel knows."""
    return _read()[0]


def encode(word: str) -> npt.NDArray[np.int32]:
    """The symbols of a word, numbered; at most 64. One that no channel knows is `UNKNOWN`."""
    known = known_symbols()
    return np.array([known.get(char, UNKNOWN) for char in native_symbols(word)], np.int32)


def costs_of(codes: npt.NDArray[np.int32]) -> npt.NDArray[np.float32]:
    """What each Latin chunk costs at each place of a word: `[place, symbols - 1, chunk]`."""
    table = channel_table()
    costs = np.empty((len(codes), 2, len(table.child)), np.float32)
    kernels.query_costs(codes, table, costs)
    return costs


def channel_cost(native: str, latin: str) -> float:
    """By how many bits this Latin spelling is less probable than the most probable one; 0 is best.

    Where the word has no channel, or either has no letters, infinity.
    """
    codes = encode(native)
    letters = np.frombuffer(fold_latin(latin[:MOST_SYMBOLS]).encode(), np.uint8)
    if channel_of(native) < 0 or not len(codes) or not len(letters):
        return float("inf")
    costs = costs_of(codes)
    spelt = kernels.spelling_cost(costs, letters, channel_table().child)
    return max(0.0, float(spelt) - float(kernels.best_cost(costs)))


@lru_cache(maxsize=20_000)
def romanisations(word: str, count: int = 4) -> tuple[str, ...]:
    """The most probable Latin spellings of a word, the best first; () where it has no channel."""
    codes = encode(word)
    if channel_of(word) < 0 or not len(codes):
        return ()
    costs = costs_of(codes)
    beams: list[dict[str, float]] = [{"": 0.0}, *({} for _ in codes)]
    for at in range(len(codes)):
        best = _cheapest(beams[at], max(_BEAM, count))
        if not best and not beams[at + 1]:
            continue
        for length in (1, 2):
            if at + length <= len(codes):
                _spell(best, _options(costs[at, length - 1]), beams[at + length])
        if not (costs[at, 0] < IMPOSSIBLE).any():
            _spell(best, [("", 0.0)], beams[at + 1])
    return tuple(spelt for spelt, _ in _cheapest(beams[-1], count + 1) if spelt)[:count]


def _cheapest(spelt: dict[str, float], count: int) -> list[tuple[str, float]]:
    return sorted(spelt.items(), key=lambda item: (item[1], item[0]))[:count]


def _options(costs: Array) -> list[tuple[str, float]]:
    """The cheapest Latin chunks of one row of costs."""
    order = np.argsort(costs, kind="stable")[:_BEAM]
    chunks = _chunks()
    return [(chunks[at], float(costs[at])) for at in order if costs[at] < IMPOSSIBLE]


def _spell(
    best: list[tuple[str, float]], options: list[tuple[str, float]], found: dict[str, float]
) -> None:
    """Add each option to each spelling, adding the chances of those that become the same."""
    for letters, cost in options:
        for spelt, so_far in best:
            whole, bits = spelt + letters, so_far + cost
            known = found.get(whole)
            found[whole] = bits if known is None else -float(np.logaddexp2(-bits, -known))


@cache
def _chunks() -> tuple[str, ...]:
    """The letters of each node of the trie of Latin chunks."""
    child = channel_table().child
    spelt = [""] * len(child)
    for node, row in enumerate(child):
        for letter in np.flatnonzero(row >= 0):
            spelt[row[letter]] = spelt[node] + chr(97 + letter)
    return tuple(spelt)


class Vocabulary:
    """Words as kernels walk them: sorted, concatenated, with what each shares with the last.

    `numbers` says which of the words given each form is.
    """

    def __init__(self, words: Sequence[Sequence[int]], kind: type[np.generic]) -> None:
        order = sorted(range(len(words)), key=lambda number: tuple(words[number]))
        self.numbers = np.array(order, np.int32)
        sizes = [len(words[number]) for number in order]
        self.starts = np.array([0, *np.cumsum(sizes)], np.int32)
        self.forms = np.array([code for number in order for code in words[number]], kind)
        self.lcp = np.zeros(len(words), np.int32)
        for place in range(1, len(order)):
            self.lcp[place] = _shared(words[order[place - 1]], words[order[place]])


def _shared(one: Sequence[int], other: Sequence[int]) -> int:
    count = 0
    for ours, theirs in zip(one, other, strict=False):
        if ours != theirs:
            break
        count += 1
    return count


def vocabulary(words: Sequence[str], *, latin: bool = True) -> Vocabulary:
    """A vocabulary of distinct words: of Latin letters, folded here; or of other scripts."""
    if latin:
        return Vocabulary([fold_latin(word).encode() for word in words], np.uint8)
    return Vocabulary([encode(word).tolist() for word in words], np.int32)


def latin_words_near(
    native: str, words: Vocabulary, bound: float
) -> tuple[npt.NDArray[np.int32], npt.NDArray[np.float32]]:
    """Words of a Latin vocabulary that spell a native word within `bound` bits of its best
    spelling: their numbers and those bits, in the order of the alphabet.
    """
    costs, child = costs_of(encode(native)), channel_table().child
    found, bits = kernels.near(costs, child, words.forms, words.starts, words.lcp, bound)
    return words.numbers[found], bits


def native_words_near(
    latin: str, words: Vocabulary, bound: float
) -> tuple[npt.NDArray[np.int32], npt.NDArray[np.float32]]:
    """Words of a native vocabulary that a Latin word spells within `bound` bits of the best."""
    letters = np.frombuffer(fold_latin(latin[:MOST_SYMBOLS]).encode(), np.uint8)
    found, bits = kernels.native_near(
        letters, channel_table(), words.forms, words.starts, words.lcp, bound
    )
    return words.numbers[found], bits
