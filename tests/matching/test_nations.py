import numpy as np
import pytest

from nostro.matching import Index, compare
from nostro.matching.nations import nation_of, nation_table, nations_asked
from nostro.model.entities import Entity
from nostro.names.background import fnv64
from nostro.names.words import word_in


def nation(text: str) -> int:
    word = word_in(text)
    assert word
    return nation_of(word)


def test_names_and_adjectives_of_a_country_are_one_in_any_script():
    assert nation("Iran") == nation("Iranian") == nation("Иран") == nation("IRAN") > 0
    assert nation("Brasil") == nation("Brazil") != nation("Iran")


@pytest.mark.parametrize("text", ["Teheran", "Co", "UK", "Bank", "Kim", "de"])
def test_other_words_and_codes_are_none(text):
    assert nation(text) == 0


def test_words_asked_are_known_by_the_table_of_an_index():
    hashes = np.array([fnv64(key) for key in ("iraq", "bank", "chile", "zzzz")], np.uint64)
    expected = [nation("Iraq"), 0, nation("Chile"), 0]
    assert nations_asked(hashes, *nation_table()).tolist() == expected


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Central Bank of Iraq", "Central Bank of Iran"),
        ("Ministry of Defence of Syria", "Ministry of Defence of Serbia"),
        ("Austria Trading GmbH", "Australia Trading GmbH"),
        ("Mahan Air Iraq", "Mahan Air Iran"),
        ("Центральный банк Ирак", "Central Bank of Iran"),
    ],
)
def test_another_country_is_no_misspelling(one, other):
    index = Index.build([Entity(id="a", schema="Company", properties={"name": [other]})])
    assert compare(one, other, "Company") < 0.7
    assert index.match([one]) == [[]]


def test_a_country_misspelt_or_in_another_language_is_the_same():
    assert compare("Mahan Air Irann", "Mahan Air Iran", "Company") > 0.7
    assert compare("Petroleo Brasileiro Brasil", "Petroleo Brasileiro Brazil", "Company") > 0.9
