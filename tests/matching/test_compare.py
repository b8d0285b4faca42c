import pytest
from hypothesis import given
from hypothesis import strategies as st

from nostro import compare

NAMES = st.text(max_size=60) | st.sampled_from(
    ["KIM, Jong Un", "Ким Чен Ын", "TSMRBANK, OOO", "Fund III L.P.", "Al-Bin Ali", "A. B."]
)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("RFC-BANK", "RFC BANK"),
        ("Timer Bank, AO", "timer bank ao"),
        ("Gazprom OAO", "GAZPROM JSC"),
        ("José Carreño", "JOSE CARRENO"),
        ("NIKULIN, Dmitry Yuryevich", "Dmitry Yuryevich Nikulin"),
        ("L.X.C. Aviation", "LXC Aviation"),
        ("Jong Un Jongun", "JONGUN, Jong Un"),
        ("Timerbank Timer Bank", "Timer Bank Timerbank"),
        ("N ن", "N ن"),
    ],
)
def test_names_equal_after_normalisation_score_one(first, second):
    assert compare(first, second) == 1.0


@pytest.mark.parametrize(
    ("first", "second", "least"),
    [
        ("Ким Чен Ын", "KIM, Jong Un", 0.85),
        ("김정은", "KIM, Jong Un", 0.7),
        ("Дмитрий Юрьевич Никулин", "NIKULIN, Dmitry Yuryevich", 0.95),
        ("Dmitri Nikulin", "NIKULIN, Dmitry Yuryevich", 0.75),
        ("TSMR BANK", "TSMRBANK, OOO", 0.85),
        ("Korea Kwangson Banking Corp", "KOREA KWANGSON BANKING CORPORATION", 0.95),
        ("Kwangson Bank", "KOREA KWANGSON BANKING CORPORATION", 0.7),
        ("Stroitreid LLC", "Stroytreyd LLC", 0.7),
        ("محمد حسن", "Mohammed Hassan", 0.7),
    ],
)
def test_other_spellings_of_a_name_are_alike(first, second, least):
    assert compare(first, second) >= least


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("CMRBANK", "TSMRBANK"),
        ("Apollo Fund III", "Apollo Fund IV"),
        ("International Trading Company", "General Trading Company"),
        ("Dmitry Nikulin", "Dmitry Medvedev"),
        ("Construction Ltd", "LLC Construction Dredging Company"),
        ("Lindqvist Timber", "Timer Bank"),
        ("Bank", "Foreign Trade Bank"),
    ],
)
def test_different_names_stay_below_the_threshold(first, second):
    assert compare(first, second) < 0.7


@pytest.mark.parametrize(
    ("whole", "without", "another"),
    [
        ("Ivan Petrovich Sidorov", "Ivan Sidorov", "Ivan Pavlovich Sidorov"),
        ("Иван Петрович Сидоров", "Иван Сидоров", "Иван Павлович Сидоров"),
        ("NIKULIN, Dmitry Yuryevich", "Dmitry Nikulin", "Dmitry Olegovich Nikulin"),
        ("Olena Mykolaivna Kravchuk", "Olena Kravchuk", "Olena Viktorivna Kravchuk"),
        ("Ali oglu Mammadov Elchin", "Mammadov Elchin", "Vagif oglu Mammadov Elchin"),
    ],
)
@pytest.mark.parametrize("schema", [None, "Person"])
def test_another_patronymic_counts_against_and_a_missing_one_does_not(
    whole, without, another, schema
):
    assert compare(whole, without, schema) >= 0.7
    assert compare(whole, another, schema) < 0.7


@pytest.mark.parametrize(
    ("first", "nearer", "farther"),
    [
        ("Tellaris N.V.", "Tellantis N.V.", "Novartis N.V."),
        ("John Dowd", "John Doe", "John Abernathy"),
        ("Siemens AG", "Siemens AkG", "Siemens Healthineers"),
        ("Serej Lavrov", "Сергей Викторович Лавров", "Виктор Семёнович Лавров"),
        (
            "Bank of Armenia Corporation",
            "Bank of Armena Corporation",
            "Bank of America Corporation",
        ),
    ],
)
def test_names_that_are_the_same_but_for_a_word_rank_by_what_they_share_of_it(
    first, nearer, farther
):
    assert compare(first, farther) < compare(first, nearer)


def test_a_word_that_is_nearly_another_never_decides():
    assert compare("John Dowd", "John Doe") < 0.3
    assert compare("Tellaris", "Tellantis") < 0.3


@pytest.mark.parametrize(
    "text",
    ["", " ", "\x00\x07", "\ud800", "🙂🙂", "x" * 100_000, "a b " * 50_000, "شركة ABC الدولية",
     "\u202eabc", "．．．", "'" * 5_000, "<llc>"],
)  # fmt: skip
def test_hostile_names_are_compared_like_any(text):
    assert compare(text, "KIM, Jong Un") == compare("KIM, Jong Un", text) < 0.7
    assert compare(text, text) in {0.0, 1.0}


@given(NAMES, NAMES)
def test_symmetric_bounded_and_deterministic(first, second):
    score = compare(first, second)
    assert 0.0 <= score <= 1.0
    assert compare(second, first) == score == compare(first, second)


@given(st.lists(st.sampled_from("kim jong un bank of dmitry nikulin ali iii".split()), min_size=1))
def test_a_name_equals_itself_in_any_case_and_order(words):
    assert compare(" ".join(words), " ".join(reversed(words)).upper()) == 1.0
