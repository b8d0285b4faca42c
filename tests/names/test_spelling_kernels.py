import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from nostro.names.spelling_kernels import likeliest
from nostro.names.transliteration import table

BEAM = 12
WORDS = st.text(
    "абвгдежзийклмнопрстуфхцчшщыьэюяابتثجحخدذرزسشصضطظعغفقكلمنهويגדהזחטάέαβγδε김정은평ヒロシマ毛平",
    min_size=1,
    max_size=9,
)
# Small tables, where costs are equal at times and letters may be none.
ROWS = st.lists(
    st.tuples(st.integers(0, 2), st.integers(0, 3), st.lists(st.integers(1, 2), max_size=2),
              st.integers(0, 3)),
    max_size=30, unique_by=lambda row: (row[0], row[1], tuple(row[2])),
)  # fmt: skip


def options(chunk, letters, cost, key, beam):
    at = [place for place in range(len(chunk)) if chunk[place] == key][:beam]
    return [(spelt(int(letters[place])), float(cost[place])) for place in at]


def spelt(code):
    letters = ""
    while code:
        letters = chr(96 + (code & 31)) + letters
        code >>= 5
    return letters


def plainly(symbols, table_rows, beam, most):
    """The plain twin: all that may be kept in a mapping, and the cheapest of it sorted."""
    chunk, letters, cost = table_rows
    kept = [{"": 0.0}, *({} for _ in symbols)]
    for at in range(len(symbols)):
        best = sorted((cost, begun) for begun, cost in kept[at].items())[:beam]
        for many in (1, 2)[: len(symbols) - at]:
            key = symbols[at] << 15 | (symbols[at + 1] + 1 if many > 1 else 0)
            for more, bits in options(chunk, letters, cost, key, beam):
                for so_far, begun in best:
                    known = kept[at + many].get(begun + more, float("inf"))
                    kept[at + many][begun + more] = min(known, so_far + bits)
    return [word for _, word in sorted((bits, word) for word, bits in kept[-1].items())[:most]]


def compiled(symbols, table_rows, beam, most):
    chunk, letters, cost = table_rows
    rows, lengths = likeliest(np.array(symbols, np.int32), chunk, letters, cost, beam, most)
    return [row[:size].tobytes().decode() for row, size in zip(rows, lengths, strict=True)]


@settings(deadline=None, max_examples=60)
@given(WORDS, st.integers(1, 9))
def test_the_likeliest_spellings_are_those_of_the_plain_twin(word, most):
    known = table()
    symbols = known.symbols.encode(word)
    if max(symbols, default=0) < len(known.symbols.known):
        given_ = (symbols, (known.chunk, known.letters, known.cost), BEAM, most)
        assert compiled(*given_) == plainly(*given_)


@settings(deadline=None)
@given(ROWS, st.lists(st.integers(0, 2), min_size=1, max_size=5), st.integers(1, 4))
def test_ties_and_empty_spellings_are_those_of_the_plain_twin(rows, symbols, most):
    coded = [(one << 15 | two, bits, sum(x << 5 * at for at, x in enumerate(spelt)))
             for one, two, spelt, bits in rows]  # fmt: skip
    coded.sort()
    chunk = np.array([row[0] for row in coded], np.int32)
    letters = np.array([row[2] for row in coded], np.int32)
    cost = np.array([row[1] for row in coded], np.float64)
    given_ = (symbols, (chunk, letters, cost), 3, most)
    assert compiled(*given_) == plainly(*given_)
