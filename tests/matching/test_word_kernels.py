import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.matching import twins

from nostro.matching import word_kernels as kernels
from nostro.names.background import fnv64

WORDS = st.text("abdehijkmnostuvwy01", min_size=1, max_size=9)


def cost(one, other, bound=2_000):
    return kernels.edit_cost(twins.as_bytes(one), twins.as_bytes(other), bound)


def keys(word):
    out = np.empty(2 * kernels.LONGEST + 2, np.uint64)
    count = kernels.keys_of(twins.as_bytes(word), out)
    return set(out[:count].tolist())


@settings(deadline=None)
@given(WORDS, WORDS)
def test_the_cost_is_that_of_the_plain_twin_and_symmetric(one, other):
    assert cost(one, other) == twins.edit_cost(one, other) == cost(other, one)


@settings(deadline=None)
@given(WORDS, WORDS, st.integers(0, 200))
def test_a_cost_above_the_bound_is_far(one, other, bound):
    whole = twins.edit_cost(one, other)
    assert cost(one, other, bound) == (whole if whole <= bound else kernels.FAR)


@settings(deadline=None)
@given(WORDS, WORDS)
def test_words_share_a_key_where_their_plain_twins_do(one, other):
    assert len(keys(one)) == len(twins.keys(one))
    assert bool(keys(one) & keys(other)) == bool(twins.keys(one) & twins.keys(other))


@given(st.text(max_size=30))
def test_the_hash_is_that_of_the_background(text):
    assert int(kernels.fnv_of(twins.as_bytes(text))) == fnv64(text)


@pytest.mark.parametrize(
    ("near", "far"),
    [
        (("mohammed", "muhammad"), ("mohammed", "mahmoud")),
        (("smith", "smyth"), ("smith", "smits")),
        (("sergey", "sergei"), ("sergey", "sergio")),
        (("qadhafi", "kadafi"), ("qadhafi", "kadyrov")),
        (("agha", "ahga"), ("agha", "amra")),
        (("mario", "marjo"), ("mario", "maria")),
    ],
)
def test_other_spellings_cost_less_than_other_names(near, far):
    assert cost(*near) < cost(*far)


@settings(deadline=None)
@given(st.text("bcdfgklmnprstvzaeiou", min_size=5, max_size=10), st.data())
def test_words_one_slip_apart_share_a_key(word, data):
    at = data.draw(st.integers(0, len(word) - 2))
    swapped = word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    dropped = word[:at] + word[at + 1 :]
    doubled = word[:at] + word[at] + word[at:]
    assert keys(word) & keys(doubled)
    sounds = twins.skeleton(word)
    without = [sounds[:place] + sounds[place + 1 :] for place in range(len(sounds))]
    if len(sounds) > 2 and twins.skeleton(dropped) in (sounds, *without):
        assert keys(word) & keys(dropped)
    if len(sounds) > 2 and len(twins.skeleton(swapped)) == len(sounds):
        assert keys(word) & keys(swapped)


def test_vowels_do_not_count_in_a_skeleton():
    assert twins.skeleton("mohammed") == twins.skeleton("muhammad")
    assert keys("mohammed") & keys("mhmd")
    assert keys("youssef") & keys("yusuf")


def test_near_words_are_all_that_share_a_key_within_the_bound():
    words = sorted("mohammed muhammad mahmoud ahmed smith smyth schmidt kim gim pak".split())
    letters = twins.as_bytes("".join(words))
    starts = np.array([0, *np.cumsum([len(word) for word in words])], np.int32)
    wanted = np.ones(len(words), np.uint8)
    nothing = np.empty(0, np.uint64), np.empty(0, np.int32)
    count = kernels.all_keys(letters, starts, wanted, *nothing)
    table, owners = np.empty(count, np.uint64), np.empty(count, np.int32)
    kernels.all_keys(letters, starts, wanted, table, owners)
    order = np.lexsort((owners, table))
    for word in (*words, "mohamad", "smit"):
        found, costs = np.empty(99, np.int32), np.empty(99, np.int32)
        met = kernels.near_forms(
            twins.as_bytes(word), 80, letters, starts, table[order], owners[order], found, costs
        )
        expected = {
            (other, twins.edit_cost(word, other))
            for other in words
            if keys(word) & keys(other) and twins.edit_cost(word, other) <= 80
        }
        got = {(words[f], int(c)) for f, c in zip(found[:met], costs[:met], strict=True)}
        assert got == expected


@given(st.text("abcdef", max_size=30), st.text("abcdef", max_size=30))
def test_hashes_go_on_where_they_stopped(one, other):
    first = np.uint64(kernels.fnv_of(twins.as_bytes(one)))
    assert kernels.fnv_more(first, twins.as_bytes(other)) == kernels.fnv_of(
        twins.as_bytes(one + other)
    )
