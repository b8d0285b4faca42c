import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.matching import twins

from nostro.matching import edit_kernels as kernels
from nostro.matching.word_kernels import LONGEST, all_keys, keys_of

WORDS = st.text("abdehijkmnostuvwy01", min_size=1, max_size=9)
VOCABULARY = st.lists(WORDS, min_size=1, max_size=30, unique=True)


def keys(word):
    out = np.empty(2 * LONGEST + 2, np.uint64)
    return out[: keys_of(twins.as_bytes(word), out)]


def near(word, bound, words, table, owners):
    """The near words of a sorted vocabulary, with their costs."""
    letters, starts = twins.laid_out(words)
    space = kernels.Compared.with_room(len(words))
    count = kernels.near_forms(
        twins.as_bytes(word), bound, letters, kernels.all_more(letters, starts), starts,
        table, owners, space,
    )  # fmt: skip
    return {words[f]: int(c) for f, c in zip(space.found[:count], space.cost[:count], strict=True)}


def cost(one, other, bound=2_000):
    """What the kernel makes of two words, as if they shared their keys."""
    own = np.sort(keys(one))
    return near(one, bound, [other], own, np.zeros(len(own), np.int32)).get(other)


@settings(deadline=None)
@given(WORDS, WORDS)
def test_the_cost_is_that_of_the_plain_twin_and_symmetric(one, other):
    assert cost(one, other) == twins.edit_cost(one, other) == cost(other, one)


@settings(deadline=None)
@given(WORDS, WORDS, st.integers(0, 200))
def test_what_costs_more_than_the_bound_is_not_found(one, other, bound):
    whole = twins.edit_cost(one, other)
    assert cost(one, other, bound) == (whole if whole <= bound else None)


def test_swapped_neighbours_are_found_where_no_way_round_would_be():
    assert cost("kt", "tk", 45) == twins.edit_cost("kt", "tk") <= 45


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
@given(WORDS, VOCABULARY, st.integers(0, 200))
def test_near_words_are_all_that_share_a_key_within_the_bound(word, words, bound):
    words = sorted(words)
    letters, starts = twins.laid_out(words)
    wanted = np.ones(len(words), np.uint8)
    count = all_keys(letters, starts, wanted, np.empty(0, np.uint64), np.empty(0, np.int32))
    table, owners = np.empty(count, np.uint64), np.empty(count, np.int32)
    all_keys(letters, starts, wanted, table, owners)
    order = np.lexsort((owners, table))
    expected = {
        other: twins.edit_cost(word, other)
        for other in words
        if set(keys(word)) & set(keys(other)) and twins.edit_cost(word, other) <= bound
    }
    assert near(word, bound, words, table[order], owners[order]) == expected


@given(st.integers(0, 63))
def test_the_place_of_a_bit(place):
    assert kernels.place_of(np.uint64(1 << place)) == place
