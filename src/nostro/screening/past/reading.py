"""Names and texts of the past as words: each word, name and piece of a text is read once."""

import re
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import NamedTuple

import numpy as np

from nostro.matching.asked import WordColumns
from nostro.matching.ragged import Array, Ragged
from nostro.names import Kind, Word, tokenise, word_alone, words_read
from nostro.names.words import word_in
from nostro.screening.past.batches import gathered
from nostro.screening.past.columns import ColumnsWriter
from nostro.screening.past.joined_kernels import all_joined
from nostro.screening.past.piece_kernels import all_kinds, all_plain, cut_texts
from nostro.screening.past.strings import StringTable, texts_of
from nostro.screening.several import named_parts

__all__ = ["NameReading", "TextReading", "WordNumbers"]

_WORDS_AT_ONCE = 50_000
# The columns of words by whose they are: of each word, of each of its spellings.
_START_COLUMNS = ("start", "form_start", "word_form", "symbol_start")


class WordNumbers:
    """The words of a segment, numbered; written as columns as they come."""

    def __init__(self, out: ColumnsWriter) -> None:
        self._out = out
        self._numbers: dict[str, int] = {}
        self._new: list[Word] = []

    def of(self, words: Iterable[Word]) -> list[int]:
        """The numbers of words."""
        numbers, found = self._numbers, []
        for word in words:
            number = numbers.get(word.key)
            if number is None:
                number = numbers[word.key] = len(numbers)
                self._new.append(word)
            found.append(number)
        if len(self._new) >= _WORDS_AT_ONCE:
            self.write()
        return found

    def write(self) -> None:
        """Write the columns of the words not written yet."""
        columns = WordColumns.of(self._new)
        self._new = []
        for name, column in columns._asdict().items():
            if name in _START_COLUMNS:
                self._out.add_starts(f"word.{name}", np.diff(column), np.int32)
            else:
                self._out.add(f"word.{name}", column)


class NameReading:
    """The readings of distinct names and of the parties in them: whose each is, and its words.

    Most names are of words that are read alike in every name; those are put together by number.
    The others are read one by one.
    """

    def __init__(self, kind: str, words: WordNumbers, out: ColumnsWriter) -> None:
        self._kind, self._words, self._out = kind, words, out
        self._count = 0
        self._table = StringTable()
        self._alone = np.empty(0, np.int32)

    def read(self, names: Ragged) -> None:
        """Read names, which are numbered on."""
        froms, tos, start, _ = cut_texts(names.data, names.start)
        pieces = self._table.numbers(gathered(names.data, froms, tos))
        self._learn_pieces()
        several = np.array([len(named_parts(text)) > 0 for text in texts_of(names)], bool)
        plain = (all_plain(names.data, names.start, start, self._alone[pieces]) > 0) & ~several
        by_number = np.flatnonzero(plain)
        words = Ragged(self._alone[pieces], start).take(by_number)
        self._add(by_number, np.diff(words.start), words.data)
        self._read_others(names.take(np.flatnonzero(~plain)), np.flatnonzero(~plain))
        self._count += len(plain)

    def _learn_pieces(self) -> None:
        """For each new piece the number of the word that it is in every name, or -1."""
        words = [word_alone(text) for text in texts_of(self._table.rows(len(self._alone)))]
        numbers = iter(self._words.of(word for word in words if word))
        new = [next(numbers) if word else -1 for word in words]
        self._alone = np.concatenate([self._alone, np.array(new, np.int32)])

    def _read_others(self, names: Ragged, places: Array) -> None:
        owners: list[int] = []
        rows: list[list[int]] = []
        for place, name in zip(places.tolist(), texts_of(names), strict=True):
            parts = (name[begin:end] for begin, end in named_parts(name))
            for words in chain.from_iterable(map(words_read, (name, *parts))):
                owners.append(place)
                rows.append(self._words.of(words))
        flat = [number for row in rows for number in row]
        self._add(np.array(owners, np.int64), np.array([len(row) for row in rows]), np.array(flat))

    def _add(self, owners: Array, sizes: Array, words: Array) -> None:
        """Write readings: whose each is, of how many words, and which."""
        self._out.add(f"{self._kind}.reading_of", (owners + self._count).astype(np.int32))
        self._out.add_starts(f"{self._kind}.reading_start", sizes)
        self._out.add(f"{self._kind}.reading_word", words.astype(np.int32))


class _Pieces(NamedTuple):
    """Pieces of texts in their order, and where those of each text begin."""

    numbers: Array
    start: Array
    long: Array


class TextReading:
    """The pieces of distinct texts; pieces are numbered in the segment, their words read once."""

    def __init__(self, words: WordNumbers, out: ColumnsWriter) -> None:
        self._words, self._out = words, out
        self._table = StringTable()

    def read(self, kind: str, texts: Ragged) -> None:
        """Read texts of a kind, which are numbered on."""
        cut = self._cut(texts)
        self._out.add(f"{kind}.piece", cut.numbers)
        self._out.add_starts(f"{kind}.piece_start", np.diff(cut.start))
        # Pieces do not tell of joined initials, so such texts are always asked, as long runs are.
        self._out.add(f"{kind}.long", cut.long | all_joined(texts.data, texts.start))

    def _cut(self, texts: Ragged) -> _Pieces:
        before = self._table.count
        froms, tos, rows, long = cut_texts(texts.data, texts.start)
        numbers = self._table.numbers(gathered(texts.data, froms, tos))
        self._read_pieces(before)
        return _Pieces(numbers, rows, long)

    def _read_pieces(self, begin: int) -> None:
        data, start = self._table.rows(begin)
        kinds, codes = all_kinds(data, start)
        pieces = Ragged(data, start)
        rows: list[list[int]] = [[]] * len(kinds)
        to_read = np.flatnonzero(kinds == 0)
        for number, text in zip(to_read.tolist(), texts_of(pieces.take(to_read)), strict=True):
            rows[number] = self._words.of(_words_in(text))
        flat = [number for row in rows for number in row]
        self._out.add("piece.code", codes)
        self._out.add_starts("piece.start", np.array([len(row) for row in rows], np.int64))
        self._out.add("piece.word", np.array(flat, np.int32))


def _words_in(piece: str) -> Iterator[Word]:
    """The words that a piece of a text may be read as; what is a legal form here may be none there,
    where other words stand beside it.
    """
    for token in tokenise(piece):
        yield token.word
        if token.word.kind is Kind.LEGAL_FORM:
            raw = piece[slice(*token.span)]
            parts = (raw, *re.split(r"[\s_]+", raw), *re.split(r"[\W_]+", raw))
            yield from filter(None, map(word_in, dict.fromkeys(parts)))
