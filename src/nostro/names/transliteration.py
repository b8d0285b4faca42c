"""Words of other scripts in Latin letters: the likeliest spellings, and how likely one is.

What is known comes from `transliteration.bin`: pairs of chunks (one or two symbols of a script,
none to six letters) with their cost in bits, learned from names that Wikidata (CC0) has in two
scripts, and added to from published standards; `tools/train_transliteration.py` writes it. A
spelling may differ from the likeliest in vowels, standards and habits: it then costs more.
"""

import re
import unicodedata
from functools import cache, lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any, NamedTuple

import msgspec
import numpy as np
import numpy.typing as npt

from nostro.names.spelling_kernels import likeliest
from nostro.names.transliteration_kernels import fill_table, spelling_cost

__all__ = [
    "MOST_SYMBOLS_IN_WORD", "UNKNOWN_BITS", "Symbols", "Table", "letters_of", "same_letters",
    "spellings", "symbols_of", "table", "write_table",
]  # fmt: skip

Array = npt.NDArray[Any]

MOST_SYMBOLS_IN_WORD = 48
# What a symbol or a letter costs that no chunk in the table has.
UNKNOWN_BITS = 14.0
_STEP = 0.1
_BEAM = 12
_FOLDED = str.maketrans(
    {"ø": "o", "đ": "d", "ł": "l", "æ": "ae", "œ": "oe", "ß": "ss", "ı": "i", "ð": "d", "þ": "th"}
)
_LEFT_OUT = frozenset("\u02bc")
_SAME = {
    "ی": "ي", "ک": "ك", "ى": "ي", "ە": "ه", "ۀ": "ة", "ہ": "ه", "ھ": "ه", "ٱ": "ا", "ے": "ي",
}  # fmt: skip
# Those letters; vowel marks of Arabic and Hebrew; tatweel; joiners.
_MARKED = re.compile(
    "[یکىەۀہھٱے\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed\u0591-\u05bd\u05bf-\u05c7"
    "\u200c\u200d]"
)
_HANGUL = range(0xAC00, 0xD7A4)
_HIRAGANA = range(0x3041, 0x3097)


def letters_of(latin: str) -> str:
    """A word in Latin letters as the table has them: a to z, without marks."""
    spelt = unicodedata.normalize("NFKD", latin.lower().translate(_FOLDED))
    return "".join(char for char in spelt if "a" <= char <= "z")


class Symbols:
    """The symbols that words of other scripts are made of, numbered.

    A syllable of Hangul is its letters, with their places in it; hiragana are katakana; vowel
    marks of Arabic and Hebrew are left out.
    """

    def __init__(self, known: list[str]) -> None:
        self.known = known
        self._numbers = {symbol: number for number, symbol in enumerate(known)}

    def encode(self, word: str, *, learn: bool = False) -> list[int]:
        """The numbers of a word's symbols; one that is not known has the number after the last."""
        found = []
        for symbol in _symbols_of(word[:MOST_SYMBOLS_IN_WORD]):
            number = self._numbers.get(symbol)
            if number is None and learn:
                number = self._numbers[symbol] = len(self.known)
                self.known.append(symbol)
            found.append(len(self.known) if number is None else number)
        return found


def same_letters(word: str) -> str:
    """A word of another script as it is compared: without marks for vowels and what only joins or
    stretches letters, and with the letters that are one in several languages of Arabic script.
    """
    if word.isascii() or not _MARKED.search(word):
        return word
    return _MARKED.sub(lambda found: _SAME.get(found[0], ""), word)


def _symbols_of(word: str) -> list[str]:
    found: list[str] = []
    for char in unicodedata.normalize("NFC", same_letters(word)):
        code = ord(char)
        if code in _HANGUL:
            index = code - _HANGUL.start
            found += [f"I{index // 588}", f"V{index % 588 // 28}"]
            found += [f"F{index % 28}"] if index % 28 else []
        elif code in _HIRAGANA:
            found.append(chr(code + 0x60))
        elif not unicodedata.combining(char) and char not in _LEFT_OUT:
            found.append(char)
    return found


class Table(NamedTuple):
    """The table: symbols, the hash table of the kernels, and the spellings of each chunk."""

    symbols: Symbols
    keys: Array
    costs: Array
    chunk: Array
    letters: Array
    cost: Array


def write_table(path: Path, symbols: Symbols, found: dict[tuple[int, int, int], float]) -> None:
    """Write pairs of chunks: two symbols (-1 for no second), letters as a code, and the cost."""
    steps = {key: min(255, round(cost / _STEP)) for key, cost in found.items()}
    rows = sorted((one << 15 | two + 1, step, spelt) for (one, two, spelt), step in steps.items())
    body = {
        "symbols": symbols.known,
        "chunk": np.array([chunk for chunk, _, _ in rows], "<i4").tobytes(),
        "letters": np.array([spelt for _, _, spelt in rows], "<i4").tobytes(),
        "cost": np.array([step for _, step, _ in rows], np.uint8).tobytes(),
    }
    path.write_bytes(msgspec.msgpack.encode(body))


@cache
def table() -> Table:
    """The table, read and made ready once."""
    raw = msgspec.msgpack.decode(files(__package__).joinpath("transliteration.bin").read_bytes())
    chunk = np.frombuffer(raw["chunk"], "<i4")
    letters = np.frombuffer(raw["letters"], "<i4")
    cost = np.frombuffer(raw["cost"], np.uint8).astype(np.float64) * _STEP
    size = 1 << int(np.ceil(np.log2(max(2, 2 * len(chunk)))))
    keys, costs = np.zeros(size, np.int64), np.zeros(size, np.float64)
    fill_table(chunk, letters, cost, keys, costs)
    return Table(Symbols(raw["symbols"]), keys, costs, chunk, letters, cost)


@lru_cache(maxsize=50_000)
def spellings(word: str, count: int = 4) -> tuple[str, ...]:
    """The likeliest Latin spellings of a word, the likeliest first; none where a symbol of it is
    not known.
    """
    known = table()
    symbols = known.symbols.encode(word)
    if not symbols or max(symbols) >= len(known.symbols.known):
        return ()
    row = np.array(symbols, np.int32)
    # One of them may be empty.
    found, lengths = likeliest(row, known.chunk, known.letters, known.cost, _BEAM, count + 1)
    spelt = [one[:size].tobytes().decode() for one, size in zip(found, lengths, strict=True)]
    return tuple(filter(None, spelt))[:count]


@lru_cache(maxsize=50_000)
def symbols_of(word: str) -> tuple[tuple[int, ...], float]:
    """The symbols of a word, and the least that a Latin spelling of it costs (see
    `spelling_cost`); no symbols where no spelling is known.
    """
    likely = spellings(word)
    if not likely:
        return (), 0.0
    known = table()
    symbols = known.symbols.encode(word)
    row = np.array(symbols, np.int32)
    spelt = (np.frombuffer(one.encode(), np.uint8) for one in likely)
    least = min(spelling_cost(row, one, known.keys, known.costs, UNKNOWN_BITS) for one in spelt)
    return tuple(symbols), float(least)
