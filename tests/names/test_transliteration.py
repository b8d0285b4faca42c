import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nostro.names.scripts import romanise
from nostro.names.transliteration import UNKNOWN_BITS, letters_of, spellings, symbols_of, table
from nostro.names.transliteration_kernels import MOST_LETTERS, chunk_key, find_slot, pair_cost

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
