import pytest
from hypothesis import given
from hypothesis import strategies as st

from nostro.matching.treasury import soundex, treasury_score


@pytest.mark.parametrize(
    ("word", "code"),
    [
        ("Robert", "R163"), ("Rupert", "R163"), ("Tymczak", "T522"), ("Pfister", "P236"),
        ("Ashcraft", "A261"), ("Honeyman", "H555"), ("Washington", "W252"), ("Lee", "L000"),
        ("Gutierrez", "G362"), ("Jackson", "J250"), ("VanDeusen", "V532"), ("Gutiérrez", "G362"),
        ("O'Hara", "O600"), ("a", "A000"), ("", ""), ("44", ""), ("Иванов", ""),
    ],
)  # fmt: skip
def test_soundex_as_the_national_archives_code_it(word, code):
    assert soundex(word) == code


@pytest.mark.parametrize(
    ("query", "listed", "score"),
    [
        ("BANK MELLI IRAN", "BANK MELLI IRAN", 100),
        # As the public search has been seen to answer.
        ("KIM JONG UN", "KIM, Jong Man", 100),
        ("GEORGE BUSH", "HASWANI, George", 50),
        # The parts are found in any order, and what is listed beside them is not missed.
        ("Robert Mugabe", "MUGABE, Robert Gabriel", 100),
        ("Sberbank", "SBERBANK OF RUSSIA", 100),
        ("Nicolas Maduro", "MADURO MOROS, Nicolás", 100),
        # (1 + Jaro-Winkler of MARTHA and MARHTA, 0.9611) / 2, as in Winkler 1990.
        ("MARTHA SMITH", "SMITH, Marhta", 98),
        # Jaro-Winkler of DIXON and DICKSONX is 0.8133.
        ("DIXON", "DICKSONX", 81),
    ],
)
def test_scores_by_the_published_method(query, listed, score):
    assert treasury_score(query, listed) == score


def test_the_whole_names_count_where_they_begin_alike():
    long = "VLADIMIROVKA ADVANCED WEAPONS AND RESEARCH COMPLEX"
    assert treasury_score("VLADIMIR PUTIN", long) == pytest.approx(82, abs=4)
    assert treasury_score("PUTIN VLADIMIR", long) < treasury_score("VLADIMIR PUTIN", long)


def test_a_part_neither_near_nor_heard_alike_counts_nothing():
    assert treasury_score("GEORGE BUSH", "GEORGE XIAO") == 85
    assert treasury_score("QQQQ", "ZZZZ") == 0


@pytest.mark.parametrize(("query", "listed"), [("", "KIM"), ("KIM", ""), ("...", "KIM"), ("", "")])
def test_nothing_scores_nothing(query, listed):
    assert treasury_score(query, listed) == 0


@given(st.text(max_size=30), st.text(max_size=30))
def test_any_text_has_a_score(query, listed):
    assert 0 <= treasury_score(query, listed) <= 100


@given(st.text(alphabet="abcdefghij klm", min_size=1).filter(str.strip))
def test_a_name_scores_all_against_itself(name):
    assert treasury_score(name, name) == 100
