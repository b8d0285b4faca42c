from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nostro.matching.birth_dates import Born, closest, read_birth_dates

DATES = st.dates(max_value=date(2100, 1, 1)).filter(lambda day: day.year >= 1000).map(
    str
) | st.integers(1900, 2020).map(str)


@pytest.mark.parametrize(
    ("text", "born"),
    [
        ("1961", Born(1961, 1961)),
        ("1961-04", Born(1961, 1961, 4)),
        ("1961-04-03", Born(1961, 1961, 4, 3)),
        ("1961-04-03T00:00:00", Born(1961, 1961, 4, 3)),
        ("1961/4/3", Born(1961, 1961, 4, 3)),
        ("19610403", Born(1961, 1961, 4, 3)),
        ("23.04.1961", Born(1961, 1961, 4, 23)),
        ("3 Apr 1961", Born(1961, 1961, 4, 3)),
        ("April 1961", Born(1961, 1961, 4)),
        ("1961-00-00", Born(1961, 1961)),
        ("1961-01-01", Born(1961, 1961)),
        ("circa 1961", Born(1961, 1961)),
        ("1961-1963", Born(1961, 1963)),
        ("1961 to 1963", Born(1961, 1963)),
        ("between 1961 and 1963", Born(1961, 1963)),
        ("April 3, 1961", Born(1961, 1961, 4, 3)),
        ("3rd April 1961", Born(1961, 1961, 4, 3)),
        ("DOB: 3 Apr 1961 (approx.)", Born(1961, 1961, 4, 3)),
        ("04/1961", Born(1961, 1961, 4)),
        ("23041961", Born(1961, 1961, 4, 23)),
        ("~1961?", Born(1961, 1961)),
        ("1960s", Born(1960, 1969)),
        ("3 апреля 1961 г.", Born(1961, 1961, 4, 3)),
        ("3 de abril de 1961", Born(1961, 1961, 4, 3)),
        ("3 juillet 1961", Born(1961, 1961, 7, 3)),
        ("1961年4月3日", Born(1961, 1961, 4, 3)),
        ("31 Feb 1961", Born(1961, 1961, 2)),
    ],
)
def test_a_date_is_read_in_the_precision_it_has(text, born):
    assert born in read_birth_dates(text)
    assert all(other.first == born.first for other in read_birth_dates(text))


def test_a_day_in_either_order_is_read_in_both():
    assert set(read_birth_dates("03/04/1961")) == {
        Born(1961, 1961, 4, 3), Born(1961, 1961, 3, 4),
    }  # fmt: skip


@pytest.mark.parametrize("text", ["", "unknown", "61", "0961", "1963-1961", "9" * 100_000, "١٩٦١"])
def test_what_is_no_date_is_not_read(text):
    assert read_birth_dates(text) == ()
    assert closest((text,), ("1961",)) is None


@pytest.mark.parametrize(
    ("asked", "listed", "nearness", "degree"),
    [
        ("1961-04-03", ["1961-04-03"], "same", 1.0),
        ("1961-04", ["1961-04-03"], "same", 0.7),
        ("1961", ["1961-04-03"], "same", 0.5),
        ("1961-04-03", ["1961-01-01"], "same", 0.5),
        ("1962", ["1961-1963"], "same", 0.5 / 3**0.5),
        ("1961", ["1961", "1963"], "same", 0.5 / 2**0.5),
        ("1961-03-04", ["1961-04-03"], "swapped", 1.0),
        ("1962-04-03", ["1961-04-03"], "near", 1.0),
        ("1961-09-21", ["1961-04-03"], "day_differs", 1.0),
        ("1961-09-21", ["1961-04-03", "1961"], "same", 0.5),
        ("1971", ["1961", "1964"], "year_differs", 7.0),
        ("1971", ["1961-1963"], "year_differs", 8.0),
    ],
)
def test_the_nearest_dates_count(asked, listed, nearness, degree):
    found = closest((asked,), tuple(listed))
    assert found is not None
    assert found.nearness == nearness
    assert found.degree == pytest.approx(degree)


@given(DATES, DATES)
def test_nearness_is_symmetric(one, other):
    there, back = closest((one,), (other,)), closest((other,), (one,))
    assert there is not None
    assert back is not None
    assert (there.nearness, there.degree) == (back.nearness, back.degree)


@given(st.text(max_size=40))
def test_no_text_breaks_the_reading(text):
    for born in read_birth_dates(text):
        assert 1000 <= born.first <= born.last <= 2999
