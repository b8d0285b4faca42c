import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nostro.names.scripts import romanise
from nostro.names.transliteration import UNKNOWN_BITS, letters_of, spellings, symbols_of, table
from nostro.names.transliteration_kernels import (
    BITS_BY_CHANCE,
    MOST_LETTERS,
    chunk_key,
    expect,
    find_slot,
    pair_cost,
    spelling_cost,
)

CYRILLIC = st.text("абвгдежзийклмнопрстуфхцчшщыьэюя", min_size=1, max_size=7)
LATIN = st.text("abcdefghijklmnopqrstuvwxyz", min_size=1, max_size=8)


def cost_of(native, latin):
    """The plain twin: the least over all cuttings, by recursion."""
    known = table()
    symbols = np.array(known.symbols.encode(native), np.int32)
    letters = np.array([ord(char) - 96 for char in latin], np.int32)
    seen = {}

    def least(i, j):
        if i == 0:
            return 0.0 if j == 0 else np.inf
        if (i, j) not in seen:
            best = least(i, j - 1) + UNKNOWN_BITS if j else np.inf
            for count in range(1, min(2, i) + 1):
                for many in range(min(MOST_LETTERS, j) + 1):
                    key = chunk_key(symbols, i - count, count, letters, j - many, many)
                    at = find_slot(known.keys, key)
                    if known.keys[at] == key:
                        best = min(best, least(i - count, j - many) + known.costs[at])
                    elif count == 1 and many <= 1:
                        best = min(best, least(i - count, j - many) + UNKNOWN_BITS)
            seen[i, j] = best
        return seen[i, j]

    return least(len(symbols), len(letters))


@settings(deadline=None, max_examples=40)
@given(CYRILLIC, LATIN)
def test_the_kernel_agrees_with_its_plain_twin(native, latin):
    known = table()
    symbols = np.array(known.symbols.encode(native), np.int32)
    letters = np.array([ord(char) - 96 for char in latin], np.int32)
    found = pair_cost(symbols, letters, known.keys, known.costs, UNKNOWN_BITS, MOST_LETTERS)
    assert found == pytest.approx(cost_of(native, latin))


@settings(deadline=None, max_examples=40)
@given(CYRILLIC, LATIN)
def test_a_spelling_costs_less_by_what_any_word_of_its_length_does(native, latin):
    known = table()
    symbols = np.array(known.symbols.encode(native), np.int32)
    spelt = np.frombuffer(latin.encode(), np.uint8)
    found = spelling_cost(symbols, spelt, known.keys, known.costs, UNKNOWN_BITS)
    assert found == pytest.approx(cost_of(native, latin) - BITS_BY_CHANCE * len(latin))


@given(st.lists(st.integers(1, 1 << 40), max_size=12, unique=True), st.integers(1, 1 << 40))
def test_a_slot_is_where_a_key_stands_or_a_free_one(kept, sought):
    keys = np.zeros(16, np.int64)
    for key in kept:
        keys[find_slot(keys, key)] = key
    assert sorted(keys[keys != 0].tolist()) == sorted(kept)
    at = find_slot(keys, sought)
    assert keys[at] == (sought if sought in kept else 0)


CHUNKS = st.tuples(
    st.lists(st.integers(0, 9_999), min_size=1, max_size=2),
    st.lists(st.integers(1, 26), max_size=6),
)


@given(CHUNKS, CHUNKS)
def test_different_chunks_have_different_keys(one, other):
    keys = [
        chunk_key(np.array(own, np.int32), 0, len(own), np.array(spelt, np.int32), 0, len(spelt))
        for own, spelt in (one, other)
    ]
    assert (keys[0] == keys[1]) == (one == other)


def cuttings(symbols, letters):
    """The plain twin: all ways to cut a word and its spelling into pairs of chunks."""
    if not symbols:
        return [] if letters else [[]]
    return [
        [(tuple(symbols[:count]), tuple(letters[:many])), *rest]
        for count in range(1, min(2, len(symbols)) + 1)
        for many in range(min(3, len(letters)) + 1)
        for rest in cuttings(symbols[count:], letters[many:])
    ]


@given(
    st.lists(st.integers(0, 3), min_size=1, max_size=3),
    st.lists(st.integers(1, 3), min_size=1, max_size=4),
)
def test_expected_counts_are_those_over_all_cuttings(symbols, letters):
    ways = cuttings(symbols, letters)
    keys, costs, counts = np.zeros(256, np.int64), np.zeros(256), np.zeros(256)
    own, spelt = np.array(symbols, np.int32), np.array(letters, np.int32)
    starts = [np.array([0, len(row)], np.int64) for row in (own, spelt)]
    bits = expect(own, starts[0], spelt, starts[1], np.ones(1), keys, costs, counts, 3, 2)
    assert counts.sum() == pytest.approx(sum(map(len, ways)) / len(ways) if ways else 0.0)
    if ways:
        assert bits == pytest.approx(-np.log2(len(ways)))
        for chunk in {chunk for way in ways for chunk in way}:
            parts = [np.array(part, np.int32) for part in chunk]
            key = chunk_key(parts[0], 0, len(parts[0]), parts[1], 0, len(parts[1]))
            expected = sum(way.count(chunk) for way in ways) / len(ways)
            assert counts[find_slot(keys, key)] == pytest.approx(expected)


@pytest.mark.parametrize(
    ("native", "latin", "other"),
    [
        ("путин", "putin", "petrov"),
        ("дмитрий", "dmitry", "dimitrov"),
        ("юрьевич", "yuryevich", "yakovlevich"),
        ("محمد", "mohammed", "ahmed"),
        ("محمد", "muhammad", "mahmoud"),
        ("حسين", "hussein", "hassan"),
        ("בנימין", "benjamin", "avraham"),
        ("김", "kim", "pak"),
        ("정", "jong", "yong"),
        ("平", "ping", "ming"),
        ("毛", "mao", "wang"),
        ("ヒロシマ", "hiroshima", "nagasaki"),
    ],
)
def test_the_right_spelling_costs_less_than_a_wrong_one(native, latin, other):
    # Per letter, as words of different length are compared.
    assert cost_of(native, latin) - 2.5 * len(latin) < cost_of(native, other) - 2.5 * len(other)


def test_the_likeliest_spellings_come_first_and_are_the_same_each_time():
    assert spellings("путин")[0] == "putin"
    assert spellings("путин") == spellings.__wrapped__("путин", 4)


def test_a_word_of_unknown_symbols_has_no_spelling():
    assert spellings("\u16a0\u16a1") == ()
    assert symbols_of("\u16a0") == ((), 0.0)


@pytest.mark.parametrize("word", ["김", "محمد", "毛", "שלום", "ελένη", "გიორგი", "тест"])
def test_every_script_has_a_latin_form(word):
    assert all(form.isascii() and form for form in romanise(word))


@given(st.text(max_size=60))
def test_no_text_breaks_the_letters(text):
    assert all("a" <= char <= "z" for char in letters_of(text))
    assert all(spelt.isascii() for spelt in spellings(text[:20]))
