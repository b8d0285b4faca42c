"""What is read by column is what the readers of names and of words read."""

from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from nostro.matching.ragged import Ragged
from nostro.names import tokenise, word_alone, words_read
from nostro.names.legal_forms import LEGAL_FORMS
from nostro.names.parts import ADDRESS_WORDS, NUMERALS, PARTICLES, PAYMENT_WORDS, TITLES
from nostro.screening.past.batches import strings
from nostro.screening.past.columns import ColumnsReader, ColumnsWriter
from nostro.screening.past.piece_kernels import cut_texts
from nostro.screening.past.reading import NameReading, TextReading, WordNumbers

ODD = [
    "SiemensAG", "S.A.", "A.O", "J.P.Morgan", "O'Brien", "d`Arc", "Jong-un", "(OMM)", "abd", "al",
    "rahman", "din", "3rd", "III", "44", "2006", "B52", "p3troleum", "x", "North", "Korea", "_",
    "Étoile", "Банк", "김정은", "القذافي", "№7", "INV2231X", "AS", "co", "ltd", "pte", "a'b'c",
    "AT", "T", "H", "&", "and", "AND",
]  # fmt: skip
TABLES = [*map(" ".join, LEGAL_FORMS), *PARTICLES, *TITLES, *ADDRESS_WORDS, *PAYMENT_WORDS]
TABLES += map(" ".join, NUMERALS)
WORDS = st.one_of(
    st.sampled_from(ODD), st.sampled_from(sorted(TABLES)),
    st.text("abkzAEXZ019", min_size=1, max_size=6), st.text(min_size=1, max_size=4),
)  # fmt: skip
NAMES = st.lists(
    st.tuples(WORDS, st.sampled_from([" ", " ", " ", "-", ", ", ".", "/", "'", "_", "\n", ""])),
    min_size=1, max_size=6,
).map(lambda parts: "".join(map("".join, parts)))  # fmt: skip


def columns_after(read):
    """The columns after something was read, and the words by number."""
    with TemporaryDirectory() as folder:
        out = ColumnsWriter(Path(folder))
        numbers = WordNumbers(out)
        read(numbers, out)
        numbers.write()
        out.finish()
        columns = {
            name: column.copy() for name, column in ColumnsReader(Path(folder)).columns.items()
        }
        return columns, list(numbers._numbers)


def rows(data, start):
    return [data[a:b].tolist() for a, b in pairwise(start.tolist())]


@settings(max_examples=300, deadline=None)
@given(names=st.lists(NAMES, max_size=6))
def test_names_are_read_as_queries_are(names):
    def read(numbers, out):
        reading = NameReading("names", numbers, out)
        reading.read(Ragged.of([]))
        for part in (names[:3], names[3:]):
            reading.read(strings(part))

    columns, keys = columns_after(read)
    found: dict[int, list[list[str]]] = {number: [] for number in range(len(names))}
    words = rows(columns["names.reading_word"], columns["names.reading_start"])
    for number, row in zip(columns["names.reading_of"].tolist(), words, strict=True):
        found[number].append([keys[word] for word in row])
    for number, name in enumerate(names):
        assert found[number] == [[word.key for word in read] for read in words_read(name)]


def is_number(key):
    return key.rstrip(".").lstrip("#").isdigit() or sum(map(str.isdigit, key)) >= 5


@settings(max_examples=300, deadline=None)
@given(texts=st.lists(NAMES, max_size=4))
def test_the_words_of_a_text_are_among_those_of_its_pieces(texts):
    def read(numbers, out):
        reading = TextReading(numbers, out)
        reading.read("texts", Ragged.of([]))
        reading.read("texts", strings(texts))

    columns, keys = columns_after(read)
    words = rows(columns["piece.word"], columns["piece.start"])
    pieces = rows(columns["texts.piece"], columns["texts.piece_start"])
    asked = columns["texts.long"].tolist()
    for text, row, always in zip(texts, pieces, asked, strict=True):
        if always:
            continue
        found = {keys[word] for piece in row for word in words[piece]}
        told = {token.key for token in tokenise(text) if token.key[0] != "<"}
        # Numbers and references are met by their value, and noise by nothing.
        assert {key for key in told if not is_number(key)} <= found


@given(text=st.text(st.sampled_from("aB9' ._-é/"), max_size=30))
def test_pieces_lie_in_the_text_and_hold_all_letters_of_ascii(text):
    data = strings([text])
    froms, tos, start, _ = cut_texts(data.data, data.start)
    held = np.zeros(len(data.data), bool)
    for begin, end in zip(froms.tolist(), tos.tolist(), strict=True):
        assert 0 <= begin < end <= len(data.data)
        held[begin:end] = True
    assert start.tolist() == [0, len(froms)]
    assert all(held[at] for at, byte in enumerate(text.encode()) if chr(byte).isalnum())


@given(names=st.lists(st.text("abzLtdGmHonrSAKey ", min_size=1, max_size=12), max_size=4))
def test_words_that_are_read_alone_are_read_so_in_a_name(names):
    runs = " ".join(names).split()
    words = [word_alone(run) for run in runs]
    if len(runs) > 1 and all(words):
        assert words_read(" ".join(runs)) == [words]
