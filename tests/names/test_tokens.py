import pytest
from hypothesis import given
from hypothesis import strategies as st

from nostro.names.tokens import MAX_TOKENS, fold, tokenise


def forms(name):
    return [token.form for token in tokenise(name)]


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("José Ángel", ["jose", "angel"]),
        ("O'Brien", ["obrien"]),
        ("RFC-BANK", ["rfc", "bank"]),
        ("ŁÓDŹ Øresund", ["lodz", "oresund"]),
        ("  KIM,\u00a0 Jong\tUn ", ["kim", "jong", "un"]),
        ("ＫＩＭ", ["kim"]),
        ("", []),
        ("— / !!! 🙂", []),
    ],
)
def test_a_name_falls_into_plain_words(name, words):
    assert forms(name) == words


@pytest.mark.parametrize(
    "form",
    [
        "LLC", "L.L.C.", "OOO", "ООО", "Limited Liability Company", "GmbH",
        "Obshchestvo s ogranichennoi otvetstvennostyu",
        "Общество с ограниченной ответственностью",
    ],
)  # fmt: skip
def test_the_ways_to_write_a_legal_form_are_one_class(form):
    assert forms(f"Stroytreyd {form}") == forms("Stroytreyd LLC")


def test_a_legal_form_weighs_little_beside_a_name():
    name, form = tokenise("Stroytreyd LLC")
    assert form.weight < name.weight / 5


def test_cyrillic_look_alikes_inside_a_latin_word_are_undone():
    assert fold("BАNK") == ("bank",), "the second letter is Cyrillic"


def test_tokens_say_where_they_stand():
    text = "  BANK 'TSENTR' OOO"
    for token in tokenise(text):
        assert text[slice(*token.span)].strip("'") == text[slice(*token.span)]
    assert [text[slice(*token.span)] for token in tokenise(text)] == ["BANK", "TSENTR", "OOO"]


def test_a_name_of_any_length_is_bounded():
    assert len(tokenise("word " * 100_000)) == MAX_TOKENS
    assert len(tokenise("x" * 100_000)) == 1


@given(st.text(max_size=200))
def test_spans_are_in_order_and_inside_the_text(text):
    end = 0
    for token in tokenise(text):
        assert end <= token.span[0] < token.span[1] <= len(text)
        assert token.weight > 0
        assert all(token.forms)
        end = token.span[1]
