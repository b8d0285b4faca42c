import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.matching import twins

from nostro.matching import across_kernels as kernels
from nostro.names.transliteration import UNKNOWN_BITS, table
from nostro.names.transliteration_kernels import spelling_cost

NATIVE = st.text("абвгдежзийклмнопрстуфхцчшщыьэюя", min_size=1, max_size=9) | st.text(
    "ابتجحخدرزسشصطعفقكلمنهوي", min_size=1, max_size=7
)
LATIN = st.text("abcdefghijklmnopqrstuvwxyz0", min_size=1, max_size=10)


def spelt():
    known = table()
    return kernels.Spelt(known.chunk, known.letters, known.cost, UNKNOWN_BITS)


def options(native):
    symbols = np.array(table().symbols.encode(native), np.int32)
    return symbols, kernels.chunk_options(symbols, np.array([0, len(symbols)]), table().chunk)


def one_by_one(symbols, latin):
    """The twin: each pair for itself, by the kernel that the names package has."""
    known = table()
    return spelling_cost(symbols, twins.as_bytes(latin), known.keys, known.costs, UNKNOWN_BITS)


@settings(deadline=None, max_examples=60)
@given(LATIN, st.lists(NATIVE, min_size=1, max_size=4))
def test_a_latin_word_costs_what_each_pair_does(latin, natives):
    space = kernels.Latin.empty()
    kernels.latin_ready(twins.as_bytes(latin), space)
    for native in natives:
        symbols, own = options(native)
        found = kernels.cost_as_native(twins.as_bytes(latin), own, spelt(), space)
        assert found == pytest.approx(one_by_one(symbols, latin), abs=1e-9)


@settings(deadline=None, max_examples=60)
@given(NATIVE, st.lists(LATIN, min_size=1, max_size=8))
def test_a_word_of_another_script_costs_what_each_pair_does(native, latins):
    space = kernels.Native.empty()
    symbols, own = options(native)
    kernels.native_ready(own, spelt(), space)
    for latin in sorted(latins):
        found = kernels.cost_as_listed(twins.as_bytes(latin), len(symbols), spelt(), space)
        assert found == pytest.approx(one_by_one(symbols, latin), abs=1e-9)


def test_long_words_are_compared_up_to_a_bound():
    native, latin = "п" * 200, "p" * 300
    symbols, own = options(native)
    space = kernels.Native.empty()
    kernels.native_ready(own, spelt(), space)
    asked = kernels.Latin.empty()
    kernels.latin_ready(twins.as_bytes(latin), asked)
    expected = one_by_one(symbols, latin)
    letters = twins.as_bytes(latin)
    assert kernels.cost_as_listed(letters, len(symbols), spelt(), space) == pytest.approx(expected)
    assert kernels.cost_as_native(letters, own, spelt(), asked) == pytest.approx(expected)
