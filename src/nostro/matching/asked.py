"""The words of queries, remembered: what each is, and the listed words near it.

A word is looked up in an index once; customers share most of their words. What is remembered is
bounded, and forgetting it changes no answer.
"""

from itertools import accumulate
from typing import Any

import numpy as np
import numpy.typing as npt

from nostro.matching.name_kernels import Asked, sound_of
from nostro.matching.near_kernels import (
    EQUAL,
    SIMILAR,
    TRANSLITERATED,
    Spelt,
    Words,
    near_words,
    splits_of,
)
from nostro.matching.word_kernels import FAR, LONGEST
from nostro.names import Kind, Word
from nostro.names.background import fnv64
from nostro.names.transliteration import UNKNOWN_BITS, symbols_of, table

__all__ = ["AskedWords"]

Array = npt.NDArray[Any]

_MOST_WORDS = 200_000
_MOST_NEAR = 4_096
_MOST_SPLITS = 8
# Words that differ by more than this, in tenths of a bit for each letter, are not alike.
_MOST_DIFFERENT = 16.0
_OTHER_SPELLING = 5


class AskedWords:
    """The words that an index was asked for, as arrays that grow."""

    def __init__(self, words: Words) -> None:
        self._words = words
        self._spelt = _spelt()
        self._found = np.empty(_MOST_NEAR, np.int32)
        self._costs = np.empty(_MOST_NEAR, np.int32)
        self._out = np.empty(_MOST_NEAR, np.int32)
        self._splits = np.empty(2 * _MOST_SPLITS, np.int32)
        self._best = np.full(len(words.word_kind), FAR, np.int32)
        self._rules = np.zeros(len(words.word_kind), np.uint8)
        self._forget()

    def _forget(self) -> None:
        self._numbers: dict[str, int] = {}
        self._letters = _Growing(np.uint8)
        self._starts = {name: _Growing(np.int32) for name in ("start", "near_start", "split_start")}
        for starts in self._starts.values():
            starts.add(np.zeros(1, np.int32))
        self._kind = _Growing(np.uint8)
        self._hash, self._sound = _Growing(np.uint64), _Growing(np.uint64)
        self._bits, self._weight = _Growing(np.float64), _Growing(np.float64)
        self._of_people = _Growing(np.float64)
        self._near, self._near_cost = _Growing(np.int32), _Growing(np.int32)
        self._near_rule = _Growing(np.uint8)
        self._split = _Growing(np.int32)

    def make_room(self) -> None:
        """Forget all words where too many are remembered; between batches only."""
        if len(self._numbers) > _MOST_WORDS:
            self._forget()

    def number(self, word: Word) -> int:
        """The number of a word in the arrays."""
        known = self._numbers.get(word.key)
        return self._learn(word) if known is None else known

    def arrays(self) -> Asked:
        """The arrays over all words asked for so far; they may be longer than what they hold."""
        return Asked(
            letters=self._letters.array,
            start=self._starts["start"].array,
            kind=self._kind.array,
            hash=self._hash.array,
            sound=self._sound.array,
            bits=self._bits.array,
            weight=self._weight.array,
            of_people=self._of_people.array,
            near_start=self._starts["near_start"].array,
            near=self._near.array,
            near_cost=self._near_cost.array,
            near_rule=self._near_rule.array,
            split_start=self._starts["split_start"].array,
            split=self._split.array,
        )

    def _learn(self, word: Word) -> int:
        number = self._numbers[word.key] = len(self._numbers)
        forms = [form.encode("utf-8", "surrogatepass") for form in word.forms]
        self._letters.add(np.frombuffer(forms[0], np.uint8))
        self._add_near(word, forms)
        if word.kind == Kind.NAME and forms[0].isascii():
            count = splits_of(np.frombuffer(forms[0], np.uint8), self._words, self._splits)
            self._split.add(self._splits[: 2 * count])
        self._kind.add(np.array([word.kind], np.uint8))
        hashed = np.array([fnv64(word.key)], np.uint64)
        letters = np.frombuffer(forms[0], np.uint8)
        self._hash.add(hashed)
        self._sound.add(np.array([sound_of(letters, int(word.kind), hashed[0])], np.uint64))
        self._bits.add(np.array([word.bits]))
        self._weight.add(np.array([word.weight]))
        self._of_people.add(np.array([word.of_people]))
        ends = (self._letters.count, self._near.count, self._split.count // 2)
        for starts, end in zip(self._starts.values(), ends, strict=True):
            starts.add(np.array([end], np.int32))
        return number

    def _add_near(self, word: Word, forms: list[bytes]) -> None:
        spelt = [form for form in word.forms if form.isascii() and form.isalnum()]
        size = max(map(len, spelt), default=LONGEST + 1)
        similar = word.kind == Kind.NAME and size <= LONGEST
        bound = int(_MOST_DIFFERENT * (size + 2)) if similar else 0
        symbols, base = ((), 0.0) if word.key.isascii() else symbols_of(word.key)
        count = near_words(
            np.frombuffer(b"".join(forms), np.uint8),
            np.array([0, *accumulate(map(len, forms))], np.int32),
            np.array(word.costs, np.int32),
            2 * bound if symbols else bound, np.array(symbols, np.int32), base,
            self._words, self._spelt, self._found, self._costs, self._best, self._rules, self._out,
        )  # fmt: skip
        met = np.sort(self._out[:count])
        costs = self._best[met]
        self._best[met] = FAR
        same = self._words.word_hash[met] == fnv64(word.key)
        native = (self._words.word_native[met] > 0) | (not word.key.isascii())
        rules = np.where(native, TRANSLITERATED, self._rules[met])
        costs = np.where(same, 0, np.maximum(costs, _OTHER_SPELLING))
        start = self._words.form_start
        form = self._words.word_form[met]
        longer = np.maximum(start[form + 1] - start[form], len(forms[0]))
        kept = (costs <= _MOST_DIFFERENT * (longer + 1)) | (rules > SIMILAR)
        self._near.add(met[kept])
        self._near_cost.add(costs[kept].astype(np.int32))
        self._near_rule.add(np.where(same, EQUAL, rules)[kept].astype(np.uint8))


def _spelt() -> Spelt:
    known = table()
    return Spelt(known.keys, known.costs, UNKNOWN_BITS)


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
