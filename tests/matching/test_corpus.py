"""The fuzzer's corpus on the compiled kernels; tools/fuzz_matching.py adds to it."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.matching.invariants import check, few

CORPUS = sorted((Path(__file__).parent / "corpus").iterdir())


@pytest.fixture(scope="module")
def index():
    return few()


def test_the_corpus_holds(index):
    assert len(CORPUS) > 20
    for path in CORPUS:
        try:
            check(index, path.read_bytes())
        except Exception as error:
            raise AssertionError(path.name) from error


@given(st.binary(max_size=80))
def test_any_bytes_hold(index, data):
    check(index, data)


@given(st.text(max_size=40), st.text(max_size=40))
def test_any_two_texts_hold(index, one, other):
    check(index, f"{one}\n{other}".encode("utf-8", "surrogateescape"))
