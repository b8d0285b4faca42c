import msgspec
import numpy as np
import pytest
from tests.matching import twins

from nostro.matching.asked import AskedWords
from nostro.matching.content import compiled, kernel_arrays
from nostro.matching.listed import IndexedParty, ListedName
from nostro.matching.near_kernels import EQUAL, SIMILAR, TRANSLITERATED
from nostro.model.entities import Entity
from nostro.names import Kind, words_read
from nostro.names.words import Word, word_in

LISTED = (
    "Mohammed Muhammad Mahmoud Ahmed Smith Smyth Schmidt William Bill Alexander Sasha Bank Hassan "
    "Hussein Petrov Putin Путин Петров محمد Kim Kwang Son Kwangson Holding Alex"
).split()
ASKED = [
    *LISTED, "Mohamad", "Smit", "Smitth", "Willy", "Putine", "Пётр", "Мохаммед", "حسين", "Kwangson",
    "Zzz", "Hasan", "Iskander",
]  # fmt: skip


@pytest.fixture(scope="module")
def arrays():
    party = IndexedParty(Entity(id="a", schema="Person"), "", [], [], [])
    words = [words_read(name)[0] for name in LISTED]
    return compiled([(party, [ListedName("", False, tuple(one)) for one in words])])


def read(text: str) -> Word:
    word = word_in(text)
    assert word
    return word


def near_of(asked, arrays, number):
    held = asked.arrays()
    span = slice(held.near_start[number], held.near_start[number + 1])
    return {
        int(arrays["word_hash"][word]): (int(cost), int(rule))
        for word, cost, rule in zip(
            held.near[span], held.near_cost[span], held.near_rule[span], strict=True
        )
    }


def near_alone(word, arrays):
    asked = AskedWords(kernel_arrays(arrays)[1])
    asked.numbers([word])
    return near_of(asked, arrays, 0)


def test_words_learned_together_are_as_each_alone(arrays):
    words = [read(text) for text in ASKED]
    asked = AskedWords(kernel_arrays(arrays)[1])
    numbers = asked.numbers([*words[:5], *words])
    for number, word in zip(numbers[5:], words, strict=True):
        assert near_of(asked, arrays, number) == near_alone(word, arrays)


def test_similar_words_cost_what_the_plain_twin_says(arrays):
    known = {int(h): text for h, text in zip(arrays["word_hash"], _keys(arrays), strict=True)}
    for text in ASKED:
        word = read(text)
        for other, (cost, rule) in near_alone(word, arrays).items():
            if rule == SIMILAR:
                assert cost in costs_of(word, read(known[other]))
            assert (rule == EQUAL) == (known[other] == word.key)
            assert (cost == 0) == (rule == EQUAL)


def costs_of(one, other):
    """What meeting may cost: two spellings, and what they cost themselves; something at least."""
    return {
        max(5, twins.edit_cost(a, b) + max(extra, more))
        for a, extra in zip(one.forms, one.costs, strict=True)
        for b, more in zip(other.forms, other.costs, strict=True)
    }


def _keys(arrays):
    words = {w.key for name in LISTED for w in words_read(name)[0]}
    return sorted(words)


@pytest.mark.parametrize(
    ("asked", "other"), [("Мохаммед", "mohammed"), ("حسين", "hussein"), ("Putin", "путин")]
)
def test_words_meet_across_scripts(arrays, asked, other):
    found = near_alone(read(asked), arrays)
    by_key = dict(zip(_keys(arrays), arrays["word_hash"].tolist(), strict=True))
    assert found[by_key[other]][1] == TRANSLITERATED


@pytest.mark.parametrize(
    ("asked", "other", "rule"),
    [
        ("Пётр", "петров", SIMILAR),
        ("Петрова", "петров", SIMILAR),
        ("Петроў", "petrov", TRANSLITERATED),
    ],
)
def test_two_words_of_another_script_are_no_transliterations(arrays, asked, other, rule):
    # They would be one name spelt in two ways; a slip costs what it costs between Latin words.
    found = near_alone(read(asked), arrays)
    by_key = dict(zip(_keys(arrays), arrays["word_hash"].tolist(), strict=True))
    assert found[by_key[other]][1] == rule


def test_words_written_together_are_two_listed_ones(arrays):
    asked = AskedWords(kernel_arrays(arrays)[1])
    word = read("mohammedsmith")
    asked.numbers([word])
    held = asked.arrays()
    assert word.kind is Kind.NAME
    pairs = held.split[: 2 * held.split_start[1]].reshape(-1, 2)
    keys = np.array(_keys(arrays))
    assert [list(keys[pair]) for pair in pairs] == [["mohammed", "smith"]]


@pytest.mark.parametrize("text", ["Мохаммед", "حسين", "Пётр", "محمد", "김광", "Петров"])
def test_what_is_near_does_not_depend_on_the_order_of_spellings(arrays, text):
    word = read(text)
    turned = msgspec.structs.replace(
        word, forms=(word.forms[0], *word.forms[:0:-1]), costs=(word.costs[0], *word.costs[:0:-1])
    )
    assert len(word.forms) > 2
    assert near_alone(word, arrays) == near_alone(turned, arrays)
