import pytest
from hypothesis import given
from hypothesis import strategies as st

from nostro.names import tokenise
from nostro.names.org_types import LEGAL_FORMS
from nostro.names.tokens import MAX_TOKENS
from nostro.names.words import GENERIC, weight_of


def forms(text):
    return [token.form for token in tokenise(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("KIM, Jong Un", ["kim", "jong", "un"]),
        ("TIMER BANK, AO", ["timer", "bank", "<jsc>"]),
        ("AO RFK-BANK", ["<jsc>", "rfk", "bank"]),
        ("ООО «Стройтрейд»", ["<llc>", "stroytreyd"]),
        ("Bank X Limited Liability Company", ["bank", "x", "<llc>"]),
        ("Hidroelectrica S.A.", ["hidroelectrica", "<jsc>"]),
        ("Qa'im al-Mahdi", ["qaim", "al", "mahdi"]),
        ("O’Brien", ["obrien"]),
        ("Łódź Ørsted Škoda", ["lodz", "orsted", "skoda"]),
        ("محمد", ["mhmd"]),
        ("김정은", ["gimjeongeun"]),
        ("タナカ", ["tanaka"]),
        ("AS", ["as"]),
        ("", []),
        (" \t\n—()", []),
    ],
)
def test_names_as_tokens(text, expected):
    assert forms(text) == expected


def test_look_alike_letters_inside_a_latin_word_are_undone():
    assert forms("Тimеr Ваnk") == forms("Timer Bank")
    assert forms("Москва") == ["moskva"], "a Cyrillic word stays one"


def test_a_word_has_the_forms_of_several_standards():
    (token,) = tokenise("Чен")
    assert {"chen", "jong"} <= set(token.forms)


def test_spans_are_places_in_the_text():
    text = "LLC «Stroy-Treyd», Moscow"
    assert [text[slice(*token.span)] for token in tokenise(text)] == [
        "LLC", "Stroy", "Treyd", "Moscow",
    ]  # fmt: skip


def test_generic_words_and_legal_forms_weigh_little():
    assert weight_of("stroytreyd") == 1
    assert weight_of("trading") < 0.5
    assert all(0 < weight < 1 for weight in GENERIC.values())
    assert tokenise("X LLC")[1].weight < 0.1


def test_legal_forms_are_written_as_words_are_compared():
    for form in LEGAL_FORMS:
        assert all(word.isascii() and word == word.lower() for word in form)


@given(st.text(max_size=300))
def test_no_text_breaks_it_and_spans_stay_inside(text):
    for token in tokenise(text):
        start, end = token.span
        assert 0 <= start < end <= len(text)
        assert token.forms
        assert all(token.forms)
        assert token.weight > 0


@pytest.mark.parametrize(
    "text", ["a " * 100_000, "ж" * 100_000, "\ud800 lone", "\u202eright", "😀", "'" * 100_000]
)
def test_hostile_names_are_bounded(text):
    assert len(tokenise(text)) <= MAX_TOKENS
