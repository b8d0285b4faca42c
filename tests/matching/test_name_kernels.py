"""The kernels that compare names, held to their plain twins."""

import math
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.matching import name_twins, twins

from nostro.matching import Index
from nostro.matching.candidate_kernels import agreeing
from nostro.matching.pair_kernels import choose, join_words, meet_words, part_words
from nostro.matching.score_kernels import _in_turn, _likely, _ways, score_name
from nostro.matching.scoring import IN_A_LIST, PAIR, least_agreed
from nostro.matching.search import _scratch
from nostro.matching.whole_kernels import all_pairs, sound_of
from nostro.model.entities import Entity
from nostro.names import Kind, words_read
from nostro.names.background import fnv64

NAMES = (
    "Kim Jongun|Jongun Kim Bank|Timerbank LLC|Timer Bank|Ali bin Hassan|LLC|bin|Fund 44|Bank Timer"
    "|Никулин Дмитрий|K. Timer|Dr Ali Hassan|Kim Jong Un"
).split("|")
WORDS = "kim jong un jongun timer bank timerbank ali bin hassan fund 44 llc dr".split()
QUERIES = st.lists(st.sampled_from(WORDS), min_size=1, max_size=6).map(" ".join)
# Gains of a few values, so that ties are common.
PAIRS = st.lists(
    st.tuples(
        st.integers(0, 5), st.integers(1, 2), st.integers(0, 5), st.integers(1, 2),
        st.sampled_from([0.3, 0.5, 0.95, 1.0]),
    ),
    max_size=20,
)  # fmt: skip


@pytest.fixture(scope="module")
def index():
    return Index.build(
        Entity(
            id=f"{number:02}", schema="Person",
            properties={"weakAlias" if number % 3 == 0 else "name": [name]},
        )
        for number, name in enumerate(NAMES)
    )  # fmt: skip


@given(PAIRS)
def test_pairs_are_taken_like_by_the_twin(pairs):
    scratch = _scratch(1)
    for number, (i, n_i, j, n_j, gain) in enumerate(pairs):
        scratch.first[number], scratch.first_count[number] = i, n_i
        scratch.second[number], scratch.second_count[number] = j, n_j
        scratch.gain[number] = gain
    count = choose(scratch, len(pairs), 7, 7)
    assert scratch.chosen[:count].tolist() == name_twins.chosen(pairs)


@given(QUERIES)
def test_words_are_joined_like_by_the_twin(index, query):
    search = index._search
    (words,) = words_read(query)[:1]
    numbers, _ = search._numbered([words])
    join_words(numbers, search._asked.arrays(), search._listed, search._scratch)
    listed = search._listed
    spelt = {
        form: bytes(listed.letters[listed.form_start[form] : listed.form_start[form + 1]]).decode()
        for form in range(len(listed.form_start) - 1)
    }
    expected = name_twins.joined([word.forms[0] for word in words], set(spelt.values()))
    found = search._scratch.joined[: 2 * len(words)].tolist()
    assert [number >= 0 for number in found] == [form is not None for form in expected]


def test_names_have_one_hash_where_they_hold_the_same_words(index):
    arrays = index._arrays
    hashes = dict(zip(arrays["name_at"].tolist(), arrays["name_hash"].tolist(), strict=True))
    lengths = np.diff(arrays["name_start"]).tolist()
    words = [
        next(words for words in words_read(index._text_at(number)) if len(words) == length)
        for number, length in enumerate(lengths)
    ]
    for one, one_hash in hashes.items():
        for other, other_hash in hashes.items():
            alike = name_twins.named_alike(words[one], words[other])
            assert (one_hash == other_hash) == alike


@given(st.text("bcdfghjklmnpqrstvwxyzaeiou", min_size=1, max_size=9), st.data())
def test_words_sound_alike_where_their_consonants_do(word, data):
    other = data.draw(st.sampled_from([word, f"{word}e", word[::-1], word.replace("k", "q")]))
    sounds = [
        sound_of(twins.as_bytes(text), int(Kind.NAME), np.uint64(number))
        for number, text in enumerate((word, other), 1)
    ]
    if twins.skeleton(word):
        assert (sounds[0] == sounds[1]) == (twins.skeleton(word) == twins.skeleton(other))
    assert sound_of(twins.as_bytes(word), int(Kind.NUMBER), np.uint64(7)) == 7


@given(QUERIES)
def test_the_best_score_is_that_of_the_twin(index, query):
    search, weak = index._search, index._arrays["name_weak"]
    every = range(len(weak))
    for words in words_read(query):
        assert search.best(words, every) == name_twins.best_score(search, words, every, weak)
        assert search.best(words, every[:0]) == 0.0


@given(QUERIES)
def test_what_is_found_scores_what_it_scores_alone(index, query):
    search, weak = index._search, index._arrays["name_weak"]
    (words,) = words_read(query)[:1]
    found = {hit.name: hit.score for hit in search.find([words], 0.5)}
    for name, score in found.items():
        assert score == name_twins.best_score(search, words, [name], weak)
    alike = [n for n in range(len(weak)) if search.best(words, range(n, n + 1)) == 1.0]
    assert set(alike) <= set(found)


@given(QUERIES, st.sampled_from([0.2, 0.5, 0.7, 0.9]))
def test_no_name_is_left_out_at_a_glance_that_agrees_enough(index, query, threshold):
    search = index._search
    asked_for = [words for words in words_read(query) if words]
    for words in asked_for:
        numbers, _ = search._numbered([words])
        asked, listed, scratch = search._asked.arrays(), search._listed, search._scratch
        join_words(numbers, asked, listed, scratch)
        meet_words(numbers, asked, scratch)
        scratch.pair[: len(words)] = len(listed.pair_hash)
        every = np.arange(len(NAMES), dtype=np.int32)
        kept = every.copy()
        count = agreeing(
            numbers, asked, listed, scratch, IN_A_LIST, least_agreed(threshold), kept, len(kept)
        )
        scores = [score_name(numbers, asked, listed, n, scratch, IN_A_LIST)[0] for n in every]
        part_words(numbers, asked, scratch)
        enough = {n for n, score in enumerate(scores) if score >= threshold}
        # No query is said to have words that are listed apart: the glance would leave it alone.
        apart = {n for n in enough if "written_apart" in _rules(search, words, n)}
        assert enough - apart <= set(kept[:count].tolist())


def _rules(search, words, name):
    return [pair.rule for pair in search.pairs(words, name)[1]]


@given(st.integers(0, 12), st.data())
def test_ways_are_counted_in_bits(count, data):
    met = data.draw(st.integers(0, count))
    bits = math.log2(math.comb(count, met)) if met > 1 else 0.0
    assert _ways(count, met) == pytest.approx(bits)


@given(st.permutations(range(5)), st.integers(1, 5))
def test_words_meet_in_turn_where_one_order_is_the_other_begun_elsewhere(order, count):
    kept = [place for place in order if place < count]
    scratch = _scratch(1)
    for number, place in enumerate(kept):
        scratch.first[number], scratch.second[number] = number, place
        scratch.chosen[number] = number
    turned = [kept[at:] + kept[:at] for at in range(count)]
    assert _in_turn(count, count, scratch) == (sorted(kept) in turned)


@pytest.mark.parametrize("weights", [IN_A_LIST, PAIR])
@given(agreed=st.floats(0, 0.99))
def test_the_curve_is_that_of_the_table_and_rises(weights, agreed):
    likely = _likely(agreed, weights)
    assert likely == pytest.approx(np.interp(agreed, weights.agreed, weights.likely))
    assert _likely(min(0.99, agreed + 0.001), weights) >= likely
    assert least_agreed(likely, weights) <= max(agreed, 0.01) + 1e-9


def test_the_threshold_stays_where_it_is():
    for weights in (IN_A_LIST, PAIR):
        assert _likely(0.7, weights) == pytest.approx(0.7)


def test_neighbours_written_as_one_are_those_of_the_twin(index):
    arrays = index._arrays
    hashes, names = all_pairs(
        arrays["letters"], arrays["form_start"], arrays["word_form"], arrays["name_word"],
        arrays["name_start"],
    )  # fmt: skip
    expected = []
    for name, start in enumerate(arrays["name_start"][:-1].tolist()):
        numbers = arrays["name_word"][start : arrays["name_start"][name + 1]].tolist()
        forms = [_plainest(arrays, number) for number in numbers]
        expected += [
            (fnv64(one + two), name)
            for one, two in pairwise(forms)
            if min(len(one), len(two)) >= 2 and min(one[0], two[0]) >= "a"
        ]
    assert list(zip(hashes.tolist(), names.tolist(), strict=True)) == expected


def _plainest(arrays, word):
    form = arrays["word_form"][word]
    start, end = arrays["form_start"][form : form + 2].tolist()
    return arrays["letters"][start:end].tobytes().decode()
