import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nostro.lists.sources.dates import list_dates, years_between


@pytest.mark.parametrize(
    ("printed", "dates"),
    [
        ("12 Jan 1965", ["1965-01-12"]),
        ("Jan 1965", ["1965-01"]),
        ("1965", ["1965"]),
        ("1965.", ["1965"]),
        ("circa 1965", ["1965"]),
        ("circa Jan 1965", ["1965-01"]),
        ("1960 to 1963", ["1960", "1961", "1962", "1963"]),
        ("circa 1977-1978", ["1977", "1978"]),
        ("01 Jan 1961 to 31 Dec 1962", ["1961", "1962"]),
        ("2003-06-27", ["2003-06-27"]),
        ("2015-04-14-04:00", ["2015-04-14"]),
        ("2017-06-30T19:12:08.528-04:00", ["2017-06-30"]),
        ("31 Feb 1965", []),
        ("12 Foo 1965", []),
        ("in his forties", []),
        ("", []),
    ],
)
def test_dates_keep_the_precision_they_have(printed, dates):
    assert list_dates(printed) == dates


def test_a_very_long_range_keeps_its_ends_only():
    assert years_between(1900, 1990) == ["1900", "1990"]


@given(st.text())
def test_any_text_gives_dates_that_are_well_formed(text):
    assert all(re.fullmatch(r"\d{4}(-\d\d(-\d\d)?)?", found) for found in list_dates(text))
