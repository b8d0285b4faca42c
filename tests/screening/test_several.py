import pytest
from hypothesis import given
from hypothesis import strategies as st

from nostro.screening.several import _BETWEEN, may_name_several, named_parts


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("ACME LTD B/O KIM CHOL SAM", ["ACME LTD", "KIM CHOL SAM"]),
        ("ACME LTD c/o Kim Chol Sam", ["ACME LTD", "Kim Chol Sam"]),
        ("ACME LTD OBO KIM", ["ACME LTD", "KIM"]),
        ("FFC KIM CHOL SAM", ["KIM CHOL SAM"]),
        ("KIM T/A SAM TRADING", ["KIM", "SAM TRADING"]),
        ("KIM DBA SAM TRADING", ["KIM", "SAM TRADING"]),
        ("A BANK FOR FURTHER CREDIT TO: KIM", ["A BANK", "KIM"]),
        ("A BANK ON BEHALF OF KIM", ["A BANK", "KIM"]),
        ("MR JOHN KIM AND MRS ANN SAM", ["MR JOHN KIM", "MRS ANN SAM"]),
        ("KIM FBO SAM OBO LEE", ["KIM", "SAM", "LEE"]),
        ("KIM / SAM", ["KIM", "SAM"]),
    ],
)
def test_each_party_of_a_name_is_a_part(text, parts):
    assert [text[begin:end].strip() for begin, end in named_parts(text)] == parts


@pytest.mark.parametrize(
    "text",
    [
        "", "SMITH AND SONS LTD", "NORDEN A/S", "BO CO TA", "S.A. CIMEX", "YK-AKA", "A/B GLOBAL",
        "MEDICAL CARE OF BOSTON", "MR KIM CHOL SAM", "BANCO Y CAJA",
    ],
)  # fmt: skip
def test_one_party_is_no_several(text):
    assert named_parts(text) == ()


@given(st.text(alphabet="ABO/ CFD.;&MRS", max_size=60))
def test_parts_stand_in_order_and_hold_letters(text):
    parts = named_parts(text)
    assert all(any(map(str.isalpha, text[begin:end])) for begin, end in parts)
    ends = [0, *(end for _, end in parts)]
    assert all(before <= begin for before, (begin, _) in zip(ends, parts, strict=False))


SAID = (
    "KIM SAM A B C D F O M X / // & ; . : - , B/O C/O T/A F/B/O B.O. C.O. A/C OBO FBO FFC DBA "
    "aka itf FOR FURTHER ONWARD FINAL CREDIT TO OF ACTING ON IN BEHALF BY THE ORDER AND "
    "ACCOUNT FAVOUR FAVOR BENEFIT TRADING AS DOING BUSINESS ALSO FORMERLY NOW KNOWN TRUST "
    "AGENT AGENTS NOMINEE OR UND ET Y E MR MRS Herr FRAU M. \u017fr \u212a "
).split()


@given(
    st.lists(st.tuples(st.sampled_from(SAID), st.sampled_from([" ", "  ", "", "\n"])), max_size=9)
)
def test_what_a_look_at_the_words_passes_over_names_one_party(said):
    text = "".join(word + space for word, space in said)
    assert may_name_several(text) or not _BETWEEN.search(text)
