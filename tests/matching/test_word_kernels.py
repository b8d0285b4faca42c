import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.matching import twins

from nostro.matching import word_kernels as kernels
from nostro.names.background import fnv64

WORDS = st.text("abdehijkmnostuvwy01", min_size=1, max_size=9)


def keys(word):
    out = np.empty(2 * kernels.LONGEST + 2, np.uint64)
    count = kernels.keys_of(twins.as_bytes(word), out)
    return set(out[:count].tolist())


@settings(deadline=None)
@given(WORDS, WORDS)
def test_words_share_a_key_where_their_plain_twins_do(one, other):
    assert len(keys(one)) == len(twins.keys(one))
    assert bool(keys(one) & keys(other)) == bool(twins.keys(one) & twins.keys(other))


@given(st.text(max_size=30))
def test_the_hash_is_that_of_the_background(text):
    assert int(kernels.fnv_of(twins.as_bytes(text))) == fnv64(text)


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


@given(st.text("abcdef", max_size=30), st.text("abcdef", max_size=30))
def test_hashes_go_on_where_they_stopped(one, other):
    first = np.uint64(kernels.fnv_of(twins.as_bytes(one)))
    assert kernels.fnv_more(first, twins.as_bytes(other)) == kernels.fnv_of(
        twins.as_bytes(one + other)
    )


@given(st.lists(st.text(max_size=9), min_size=1, max_size=5))
def test_all_hashes_are_those_of_each(words):
    rows = [word.encode("utf-8", "surrogatepass") for word in words]
    starts = np.array([0, *np.cumsum([len(row) for row in rows])], np.int32)
    found = kernels.all_hashes(np.frombuffer(b"".join(rows), np.uint8), starts)
    assert found.tolist() == [fnv64(word) for word in words]
