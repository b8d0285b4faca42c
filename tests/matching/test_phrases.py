import pytest
from hypothesis import given
from hypothesis import strategies as st

from nostro.matching.phrases import phrases
from nostro.names import tokenise


def phrases_in(text):
    tokens = tokenise(text)
    parts = [tokens[part.start : part.stop] for part in phrases(text, tokens)]
    return [text[part[0].span[0] : part[-1].span[1]] for part in parts]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", []),
        ("INVOICE 12 OF 2024", []),
        ("INVOICE 12 FOR KIM CHOL SAM DD 12.09", ["KIM CHOL SAM"]),
        ("/RFB/KIM CHOL SAM", ["KIM CHOL SAM"]),
        ("INV 7 FOR KIM, CHOL SAM DD 12", ["KIM", "KIM, CHOL SAM", "CHOL SAM"]),
        ("FOR BRIGADE 44 DD 12", ["BRIGADE", "BRIGADE 44"]),
        ("to Dmitry Nikulin for his work", ["Dmitry Nikulin"]),
        ("MR A KIM AND MRS B SAM", ["MR A KIM AND", "MR A KIM AND MRS B SAM", "MRS B SAM"]),
        ("FOR WINVEST (HONG KONG) PRIVATE", ["WINVEST", "WINVEST (HONG KONG",
                                             "WINVEST (HONG KONG) PRIVATE"]),
        ("FOR CRP/NPP REDLANDS", ["CRP/NPP REDLANDS"]),
    ],
)  # fmt: skip
def test_a_name_may_stand_between_words_and_marks_that_part_names(text, found):
    assert phrases_in(text) == found


def test_a_phrase_may_end_after_a_legal_form():
    assert phrases_in("FOR ACME TRADING LTD KITCHENS")[0] == "ACME TRADING LTD"


@given(st.text(alphabet="ABk ,./()-&\n7Ltd", max_size=200))
def test_phrases_lie_in_the_text_and_are_short(text):
    tokens = tokenise(text)
    for part in phrases(text, tokens):
        assert 0 <= part.start < part.stop <= len(tokens)


def test_phrases_of_a_long_text_are_few():
    text = "KIM, CHOL OF SAM, " * 3
    tokens = tokenise(text) * 100
    assert len(list(phrases(text, tokens))) <= 6 * len(tokens)
