"""Names and texts of the past as words: each word, name and piece of a text is read once."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np

from nostro.matching.asked import WordColumns
from nostro.matching.ragged import Array, Ragged, starts
from nostro.names import Word, tokenise, words_read
from nostro.screening.past.columns import ColumnsWriter
from nostro.screening.past.piece_kernels import all_kinds, cut_texts
from nostro.screening.past.strings import StringTable

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
            values = np.diff(column) if name in _START_COLUMNS else column
            self._out.add(f"word.{name}", values)


class NameReading:
    """The readings of distinct names: whose each is, and its words."""

    def __init__(self, kind: str, words: WordNumbers, out: ColumnsWriter) -> None:
        self._kind, self._words, self._out = kind, words, out
        self._count = 0

    def read(self, names: Sequence[str]) -> None:
        """Read names, which are numbered on."""
        owners: list[int] = []
        rows: list[list[int]] = []
        for number, name in enumerate(names, self._count):
            for words in words_read(name):
                owners.append(number)
                rows.append(self._words.of(words))
        self._count += len(names)
        flat = [number for row in rows for number in row]
        self._out.add(f"{self._kind}.reading_of", np.array(owners, np.int32))
        self._out.add(f"{self._kind}.reading_size", np.array([len(row) for row in rows], np.int32))
        self._out.add(f"{self._kind}.reading_word", np.array(flat, np.int32))


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
        self._out.add(f"{kind}.piece_count", np.diff(cut.start).astype(np.int32))
        self._out.add(f"{kind}.long", cut.long)

    def _cut(self, texts: Ragged) -> _Pieces:
        before = self._table.count
        froms, tos, rows, long = cut_texts(texts.data, texts.start)
        numbers = self._table.numbers(_gathered(texts.data, froms, tos))
        self._read_pieces(before)
        return _Pieces(numbers, rows, long)

    def _read_pieces(self, begin: int) -> None:
        data, start = self._table.rows(begin)
        kinds, codes = all_kinds(data, start)
        pieces = Ragged(data, start)
        rows: list[list[int]] = [[]] * len(kinds)
        to_read = np.flatnonzero(kinds == 0)
        for number, text in zip(to_read.tolist(), _texts(pieces.take(to_read)), strict=True):
            rows[number] = self._words.of(token.word for token in tokenise(text))
        flat = [number for row in rows for number in row]
        self._out.add("piece.code", codes)
        self._out.add("piece.size", np.array([len(row) for row in rows], np.int32))
        self._out.add("piece.word", np.array(flat, np.int32))


def _gathered(data: Array, froms: Array, tos: Array) -> Ragged:
    """Parts of bytes as rows."""
    lengths = tos - froms
    start = starts([])
    start = np.concatenate([start, np.cumsum(lengths)])
    within = np.arange(start[-1]) - np.repeat(start[:-1], lengths)
    return Ragged(data[np.repeat(froms, lengths) + within], start)


def _texts(rows: Ragged) -> list[str]:
    whole = rows.data.tobytes()
    edges = rows.start.tolist()
    return [
        whole[a:b].decode("utf-8", "replace") for a, b in zip(edges[:-1], edges[1:], strict=True)
    ]
