"""The words of queries, remembered: what each is, and the listed words near it.

A word is looked up in an index once; customers share most of their words. New words of a batch are
looked up together. What is remembered is bounded, and forgetting it changes no answer.
"""

from collections.abc import Iterable, Sequence
from itertools import accumulate, chain
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from nostro.matching.across_kernels import Spelt, chunk_options
from nostro.matching.arrays import Asked
from nostro.matching.nations import nations_asked
from nostro.matching.near_kernels import (
    MOST_SPLITS,
    Desk,
    Near,
    Sought,
    Words,
    all_near,
    all_splits,
)
from nostro.matching.whole_kernels import all_sounds
from nostro.matching.word_kernels import all_hashes
from nostro.names import Word
from nostro.names.transliteration import UNKNOWN_BITS, symbols_of, table

__all__ = ["AskedWords", "WordColumns"]

Array = npt.NDArray[Any]

_MOST_WORDS, _MOST_NEAR = 200_000, 4_000_000
# So many near words are found in one call at least.
_NEAR_AT_ONCE = 100_000
_COLUMNS: dict[str, type[np.generic]] = {
    "letters": np.uint8, "kind": np.uint8, "hash": np.uint64, "sound": np.uint64,
    "bits": np.float64, "weight": np.float64, "of_people": np.float64,
    "near": np.int32, "near_cost": np.int32, "near_rule": np.uint8, "split": np.int32,
}  # fmt: skip
_STARTS = ("start", "near_start", "split_start")
_OF_A_WORD = ("kind", "hash", "native", "sound", "base", "bits", "weight", "of_people")


class AskedWords:
    """The words that an index was asked for, as arrays that grow."""

    def __init__(self, words: Words) -> None:
        known = table()
        self._words = words
        self._spelt = Spelt(known.chunk, known.letters, known.cost, UNKNOWN_BITS)
        self._desk = Desk.for_words(words)
        room = max(_NEAR_AT_ONCE, len(words.word_kind))
        self._found = Near(
            np.empty(0, np.int32), np.empty(room, np.int32), np.empty(room, np.int32),
            np.empty(room, np.uint8),
        )  # fmt: skip
        self._forget()

    def _forget(self) -> None:
        self._numbers: dict[str, int] = {}
        self._columns = {name: _Growing(dtype) for name, dtype in _COLUMNS.items()}
        self._starts = {name: _Growing(np.int32) for name in _STARTS}
        for starts in self._starts.values():
            starts.add(np.zeros(1, np.int32))

    def make_room(self) -> None:
        """Forget all words where too many are remembered; between batches only."""
        if len(self._numbers) > _MOST_WORDS or self._columns["near"].count > _MOST_NEAR:
            self._forget()

    def numbers(self, words: Sequence[Word]) -> Array:
        """The numbers of words in the arrays; words not asked before are learned."""
        numbers = self._numbers
        new = {word.key: word for word in words if word.key not in numbers}
        if new:
            self._learn(list(new.values()))
        return np.array([numbers[word.key] for word in words], np.int32)

    def arrays(self) -> Asked:
        """The arrays over all words asked for so far; they may be longer than what they hold."""
        held = {**self._columns, **self._starts}
        return Asked(**{name: column.array for name, column in held.items()})

    def _learn(self, words: list[Word]) -> None:
        self.take(WordColumns.of(words))
        self._numbers.update((word.key, at) for at, word in enumerate(words, len(self._numbers)))

    def take(self, words: "WordColumns") -> None:
        """Learn words that were read before, and find the listed words near them."""
        sought = words.sought(self._spelt, self._words)
        self._add(
            letters=words.letters, kind=words.kind, hash=words.hash, sound=words.sound,
            bits=words.bits, weight=words.weight, of_people=words.of_people,
        )  # fmt: skip
        self._add_starts("start", words.start[1:])
        self._add_near(sought)
        self._add_splits(sought)

    def _add_near(self, sought: Sought) -> None:
        found = self._found._replace(start=np.zeros(len(sought.kind) + 1, np.int32))
        done = 0
        while done < len(sought.kind):
            found.start[done] = 0
            after = all_near(sought, done, self._words, self._spelt, self._desk, found)
            count = found.start[after]
            self._add(
                near=found.word[:count],
                near_cost=found.cost[:count],
                near_rule=found.rule[:count],
            )
            self._add_starts("near_start", found.start[done + 1 : after + 1])
            done = after

    def _add_splits(self, sought: Sought) -> None:
        start = np.empty(len(sought.kind) + 1, np.int32)
        pairs = np.empty(2 * MOST_SPLITS * len(sought.kind), np.int32)
        all_splits(sought, self._words, start, pairs)
        self._add(split=pairs[: 2 * start[-1]])
        self._add_starts("split_start", start[1:])

    def _add(self, **values: Array) -> None:
        for name, column in values.items():
            self._columns[name].add(column)

    def _add_starts(self, name: str, ends: Array) -> None:
        """Add where words end, counted from the first of them."""
        starts = self._starts[name]
        starts.add(starts.array[starts.count - 1] + ends)


class WordColumns(NamedTuple):
    """Words as columns: what they are, whatever index is asked for them.

    `letters` are those of each word's plainest spelling, `form_letters` of all of them;
    `symbols` those of words of other scripts, and `base` what their likeliest spelling costs.
    """

    letters: Array
    start: Array
    form_letters: Array
    form_start: Array
    word_form: Array
    extra: Array
    kind: Array
    hash: Array
    native: Array
    sound: Array
    symbols: Array
    symbol_start: Array
    base: Array
    bits: Array
    weight: Array
    of_people: Array

    @classmethod
    def of(cls, words: Sequence[Word]) -> "WordColumns":
        """The columns of words."""
        forms = [_bytes(form) for word in words for form in word.forms]
        keys = [_bytes(word.key) for word in words]
        plain = [_bytes(word.forms[0]) for word in words]
        spelling = [((), 0.0) if word.key.isascii() else symbols_of(word.key) for word in words]
        form_letters = np.frombuffer(b"".join(forms), np.uint8)
        form_start = _starts(map(len, forms))
        word_form = _starts(len(word.forms) for word in words)
        kind = np.array([word.kind for word in words], np.uint8)
        hashes = all_hashes(np.frombuffer(b"".join(keys), np.uint8), _starts(map(len, keys)))
        return cls(
            letters=np.frombuffer(b"".join(plain), np.uint8),
            start=_starts(map(len, plain)),
            form_letters=form_letters,
            form_start=form_start,
            word_form=word_form,
            extra=np.fromiter(chain.from_iterable(word.costs for word in words), np.int32),
            kind=kind,
            hash=hashes,
            native=np.array([not word.key.isascii() for word in words], np.uint8),
            sound=all_sounds(form_letters, form_start, word_form[:-1], kind, hashes),
            symbols=np.fromiter(chain.from_iterable(own for own, _ in spelling), np.int32),
            symbol_start=_starts(len(own) for own, _ in spelling),
            base=np.array([base for _, base in spelling], np.float64),
            bits=np.array([word.bits for word in words], np.float64),
            weight=np.array([word.weight for word in words], np.float64),
            of_people=np.array([word.of_people for word in words], np.float64),
        )

    def part(self, begin: int, end: int) -> "WordColumns":
        """The words from one number to another."""
        forms = slice(*self.word_form[[begin, end]].tolist())
        cut = {name: getattr(self, name)[begin:end] for name in _OF_A_WORD}
        letters, start = _cut(self.letters, self.start, begin, end)
        form_letters, form_start = _cut(self.form_letters, self.form_start, forms.start, forms.stop)
        symbols, symbol_start = _cut(self.symbols, self.symbol_start, begin, end)
        return WordColumns(
            letters=letters, start=start, form_letters=form_letters, form_start=form_start,
            word_form=self.word_form[begin : end + 1] - np.int32(forms.start),
            extra=self.extra[forms], symbols=symbols, symbol_start=symbol_start, **cut,
        )  # fmt: skip

    def sought(self, spelt: Spelt, listed: Words) -> Sought:
        """The words as the kernels look them up."""
        return Sought(
            letters=self.form_letters, form_start=self.form_start, word_form=self.word_form,
            extra=self.extra, kind=self.kind, hash=self.hash, native=self.native,
            nation=nations_asked(self.hash, listed.nation_hash, listed.nation),
            options=chunk_options(self.symbols, self.symbol_start, spelt.chunk),
            symbol_start=self.symbol_start, base=self.base,
        )  # fmt: skip


def _cut(data: Array, start: Array, begin: int, end: int) -> tuple[Array, Array]:
    """Rows of different lengths from one number to another."""
    cut = start[begin : end + 1]
    return data[cut[0] : cut[-1]], (cut - cut[0]).astype(np.int32)


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def _starts(lengths: Iterable[int]) -> Array:
    return np.array([0, *accumulate(lengths)], np.int32)


class _Growing:
    """A row of values that others are added to; its array doubles when it is full."""

    def __init__(self, dtype: type[np.generic]) -> None:
        self.array: Array = np.empty(1_024, dtype)
        self.count = 0

    def add(self, values: Array) -> None:
        end = self.count + len(values)
        if end > len(self.array):
            grown = np.empty(max(end, 2 * len(self.array)), self.array.dtype)
            grown[: self.count] = self.array[: self.count]
            self.array = grown
        self.array[self.count : end] = values
        self.count = end
