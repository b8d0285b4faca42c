"""Places in running text."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nostro.places import find_places


def named(text):
    return [(mention.name, mention.code) for mention in find_places(text)]


def test_countries_regions_and_cities_with_their_codes():
    text = "Banks in Russia and the Georgian region of South Ossetia paid via Pyongyang and Kazan."
    assert named(text) == [
        ("Russia", "RU"),
        ("South Ossetia", "x-so"),
        ("Pyongyang", "KP"),
        ("Kazan", "RU"),
    ]
    assert [mention.kind for mention in find_places(text)] == ["country", "region", "city", "city"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("North Korea's bank", [("North Korea", "KP")]),
        ("Korea, North", [("Korea, North", "KP")]),
        ("in Korea. North of it", [("Korea", "KR")]),
        ("Tripoli, Libya", [("Tripoli", "LY"), ("Libya", "LY")]),
        ("Tbilisi, Georgia", [("Tbilisi", "GE"), ("Georgia", "GE")]),
        ("Atlanta, Georgia", [("Atlanta", "US"), ("Georgia", "US")]),
        ("the U.S. and us", [("U.S.", "US")]),
        ("UAE-based", [("UAE", "AE")]),
        ("МОСКВА, РОССИЯ", [("МОСКВА", "RU"), ("РОССИЯ", "RU")]),
        ("평양에서", [("평양", "KP")]),
        ("Papua New Guinea", [("Papua New Guinea", "PG")]),
    ],
)
def test_the_longest_name_counts(text, expected):
    assert named(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "a roast turkey with chad",
        "Michael Jordan met Chad Smith",
        "in the South China Sea",
        "the Russian ruble",
        "the Bank of China",
    ],
)
def test_what_is_no_place(text):
    assert find_places(text) == []


def test_names_of_people_count_as_places_where_no_name_stands_beside_them():
    assert named("He flew to Jordan and Chad.") == [("Jordan", "JO"), ("Chad", "TD")]


@given(
    st.text()
    | st.lists(st.sampled_from(["North", "Korea", ",", "(", "Jordan", "평양"])).map(" ".join)
)
def test_mentions_are_verbatim_and_in_order(text):
    mentions = find_places(text)
    assert all(text[slice(*mention.span)] == mention.name for mention in mentions)
    assert all(a.span[1] <= b.span[0] for a, b in pairwise(mentions))
