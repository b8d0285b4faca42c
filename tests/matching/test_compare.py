import pytest
from hypothesis import given
from hypothesis import strategies as st

from nostro.matching import compare

NAMES = st.one_of(
    st.text(max_size=40),
    st.lists(
        st.sampled_from(
            [
                "Kim",
                "Jong",
                "Un",
                "Timer",
                "Bank",
                "AO",
                "Trading",
                "Stroytreyd",
                "Дмитрий",
                "3",
                "D",
            ]
        ),
        max_size=5,
    ).map(" ".join),
)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("KIM, Jong Un", "kim jong un"),
        ("TIMER BANK, AO", "Timer Bank JSC"),
        ("RFC-BANK", "RFC Bank"),
        ("Стройтрейд ООО", "STROYTREYD LLC"),
        ("Ministère de l’Énergie", "MINISTERE DE L'ENERGIE"),
    ],
)
def test_names_that_are_equal_after_normalisation_score_one(a, b):
    assert compare(a, b) == 1.0


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Ким Чен Ын", "KIM, Jong Un"),
        ("Никулин Дмитрий Юрьевич", "NIKULIN, Dmitry Yuryevich"),
        ("Dmitry Nikulin", "NIKULIN, Dmitry Yuryevich"),
        ("Dmitriy Nikulin", "NIKULIN, Dmitry Yuryevich"),
        ("TSMR BANK", "TSMRBANK, OOO"),
        ("Korea Kwangson Banking Corp", "KOREA KWANGSON BANKING CORPORATION (KKBC)"),
        ("Tajco Company", "TAJCO"),
    ],
)
def test_the_same_party_written_otherwise_matches_below_one(a, b):
    assert 0.7 <= compare(a, b) < 1.0


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("CMRBANK", "TSMRBANK, OOO"),
        ("Kim Jong Un", "KIM, Jong Il"),
        ("Timer Watches GmbH", "TIMER BANK, AO"),
        ("Nikulina Design Studio", "NIKULIN, Dmitry Yuryevich"),
        ("Stroytrest Plus", "STROYTREYD LLC"),
        ("Horizon Fund III", "Horizon Fund IV"),
        ("Daniel Freeman", "DANIEL"),
        ("Trading Company International", "General Trading Company"),
        ("", "KIM, Jong Un"),
    ],
)
def test_others_do_not_match(a, b):
    assert compare(a, b) < 0.7


def test_a_contradiction_costs_more_than_an_omission():
    listed = "NIKULIN, Dmitry Yuryevich"
    assert compare("Dmitry Nikulin", listed) > compare("Dmitry Ivanovich Nikulin", listed)


@given(NAMES, NAMES)
def test_it_is_symmetric_and_in_range(a, b):
    score = compare(a, b)
    assert 0 <= score <= 1
    assert score == compare(b, a)


@given(NAMES)
def test_a_name_is_equal_to_itself(name):
    assert compare(name, name) in {0.0, 1.0}
    assert compare(name, name.upper()) == compare(name.upper(), name)
