"""The kernel that scores two names, held to its plain twin."""

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.matching.score_twin import Two, scored

from nostro.matching.content import compiled, kernel_arrays
from nostro.matching.listed import IndexedParty, ListedName
from nostro.matching.scoring import IN_A_LIST, PAIR
from nostro.matching.search import Search
from nostro.model.entities import Entity
from nostro.names import Word, words_read

WORDS = (
    "Kim Jong Un Jongun Jungun Kwang Son Kwangson Timer Bank Timerbank Banking LLC GmbH bin al "
    "Mohammed Muhammad Mohamad Hassan Hasan Ali Bill William Sasha Alexander Alex Ivan John Juan "
    "Ivanovich III 44 Dr J. A. Petr Petrov Petrova Никулин Nikulin Дмитрий Dmitry محمد Street Main "
    "Iran Iraq Trading Trade Felipe Sosa"
).split()
# Words that stand together in one name and apart in another.
SPLIT = (
    "Kwang Son",
    "Kwangson",
    "Timer Bank",
    "Timerbank",
    "Jong Un",
    "Jongun",
    "Al Ti Mer",
    "Altimer",
)
NAMES = st.lists(st.sampled_from(WORDS) | st.sampled_from(SPLIT), min_size=1, max_size=5).map(
    " ".join
)
SCHEMATA = ("Person", "Company", "LegalEntity")


@pytest.fixture(scope="module")
def searches():
    return {}


def search_of(name, schema, weights, searches):
    """One name as an index, kept; its words and those that are listed."""
    key = name, schema, weights is PAIR
    if key not in searches:
        party = IndexedParty(Entity(id="", schema=schema), "", [], [], [])
        read = [tuple(words) for words in words_read(name, whole=True)]
        arrays = compiled([(party, [ListedName("", False, words) for words in read])])
        words = msgspec.msgpack.decode(arrays["words"].tobytes(), type=list[Word])
        searches[key] = Search(*kernel_arrays(arrays), weights), arrays, words
    return searches[key]


def plainest_of(words):
    """The listed word that is meant by a spelling: the one whose plainest it is."""
    ranked = sorted(
        (cost, number, form)
        for number, word in enumerate(words)
        for cost, form in zip(word.costs, word.forms, strict=True)
    )
    return {form: words[number].key for _, number, form in reversed(ranked)}


def near_of(search, query, numbers):
    """What the words of a query have in common with those of a name, by their places."""
    asked_for, _ = search._numbered([query])
    asked = search._asked.arrays()
    found = {}
    for i, word in enumerate(asked_for.tolist()):
        for at in range(asked.near_start[word], asked.near_start[word + 1]):
            for j, number in enumerate(numbers):
                if asked.near[at] == number:
                    found[i, j] = int(asked.near_cost[at]), int(asked.near_rule[at])
    return found


@settings(deadline=None, max_examples=400)
@given(NAMES, NAMES, st.sampled_from(SCHEMATA), st.sampled_from([IN_A_LIST, PAIR]))
def test_a_name_is_scored_like_by_the_twin(searches, one, other, schema, weights):
    search, arrays, words = search_of(other, schema, weights, searches)
    plainest = plainest_of(words)
    for number in range(len(arrays["name_start"]) - 1):
        begin, end = arrays["name_start"][number : number + 2].tolist()
        numbers = arrays["name_word"][begin:end].tolist()
        for query in words_read(one):
            two = Two(
                query, [words[at] for at in numbers], int(arrays["name_kind"][number]),
                near_of(search, query, numbers), plainest,
            )  # fmt: skip
            score, pairs = search.pairs(query, number)
            expected, taken = scored(two, weights)
            assert score == pytest.approx(expected, abs=1e-9)
            assert [(pair.query, pair.listed) for pair in pairs] == [
                (range(p.i, p.i + p.many), range(p.j, p.j + p.many_listed)) for p in taken
            ]
            assert [pair.bits for pair in pairs] == pytest.approx([pair.bits for pair in taken])
