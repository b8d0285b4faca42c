import pytest
from hypothesis import given
from hypothesis import strategies as st

from nostro.names.scripts import romanise, script_of


@pytest.mark.parametrize(
    ("word", "form"),
    [
        ("никулин", "nikulin"),
        ("цхинвал", "tskhinval"),
        ("ын", "un"),
        ("김", "kim"),
        ("정은", "chongun"),
        ("ცხინვალი", "tskhinvali"),
        ("αλεξανδρος", "alexandros"),
        ("խաչատրյան", "khachatryan"),
        ("さくら", "sakura"),
        ("שלום", "shlvm"),
        ("bank", "bank"),
    ],
)
def test_words_of_other_scripts(word, form):
    assert form in romanise(word)


def test_scripts_by_their_first_letter():
    assert [script_of(w) for w in ("bank", "банк", "은행", "12")] == [
        "LATIN", "CYRILLIC", "HANGUL", "NONE",
    ]  # fmt: skip


@given(st.text(min_size=1, max_size=30))
def test_there_is_always_a_form(word):
    assert romanise(word)
    assert all(romanise(word))
