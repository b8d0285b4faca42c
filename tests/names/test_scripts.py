import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nostro.names.scripts import romanise, script_of

MOST_FORMS = 8


@pytest.mark.parametrize(
    ("word", "latin"),
    [
        ("сергей", "sergey"),
        ("центр", "tsentr"),
        ("щукин", "shchukin"),
        ("київ", "kiyiv"),
        ("αθηνα", "athina"),
        ("თბილისი", "tbilisi"),
        ("եւրոպա", "evropa"),
        ("հարություն", "harutyun"),
        ("김", "gim"),
        ("김", "kim"),
        ("정은", "jeongeun"),
        ("박", "pak"),
        ("かな", "kana"),
        ("トヨタ", "toyota"),
        ("मोदी", "modi"),
        ("ทักษิณ", "thaksin"),
        ("نصيرالدين", "nsyruddin"),
        ("ذوالقدر", "zvlqdr"),
        ("smith", "smith"),
    ],
)
def test_a_word_has_its_usual_latin_form(word, latin):
    forms = romanise(word)
    assert latin in forms


def test_a_word_in_arabic_letters_keeps_its_consonants():
    bare = {re.sub("[aeiou]", "", form) for form in romanise("محمد")}
    assert "mhmd" in bare
    assert all(form.startswith("m") and form.endswith("d") for form in bare)


@pytest.mark.parametrize(("cyrillic", "korean"), [("ким", "kim"), ("чен", "jong"), ("ын", "un")])
def test_korean_syllables_in_cyrillic_read_as_korean(cyrillic, korean):
    assert korean in romanise(cyrillic)


@pytest.mark.parametrize(
    ("word", "script"),
    [("kim", "LATIN"), ("ким", "CYRILLIC"), ("김", "HANGUL"), ("金", "CJK"), ("123", "NONE")],
)
def test_the_script_is_that_of_the_first_letter(word, script):
    assert script_of(word) == script


@given(st.text(max_size=40))
def test_any_word_has_a_few_forms_and_always_the_same(word):
    forms = romanise(word)
    assert 1 <= len(forms) <= MOST_FORMS
    assert forms == romanise(word)
    assert len(set(forms)) == len(forms)
