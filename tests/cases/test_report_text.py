"""Text for people, and hostile text made visible."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from nostro.cases.report_text import (
    amount,
    count,
    counts,
    day,
    day_range,
    field_words,
    joined,
    marked,
    names,
    visible,
)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\u202eKNAB\u202c", "‹U+202E›KNAB‹U+202C›"),
        ("a\x00b", "a‹U+0000›b"),
        ("MRB\u200bBank", "MRB‹U+200B›Bank"),
        ("\ud800", "‹U+D800›"),
        ("\ufeff\U000e0041", "‹U+FEFF›‹U+E0041›"),
        ("\U0001ffff", "‹U+1FFFF›"),
        ("Банк 银行 بنك é 🏦\n\t", "Банк 银行 بنك é 🏦\n\t"),
    ],
)
def test_hidden_characters_become_their_numbers(text, shown):
    assert visible(text) == shown


@given(st.text())
def test_visible_text_can_be_encoded_and_stays_as_it_is(text):
    once = visible(text)
    assert once.encode().decode() == once
    assert visible(once) == once
    assert not set(once) & set("\x00\u202e\u2066\u200f\ufeff")


@pytest.mark.parametrize(
    ("text", "span", "markup"),
    [
        ("Stroytreyd LLC", (0, 10), "<bdi><mark>Stroytreyd</mark> LLC</bdi>"),
        ("pay MRB Bank", (4, 12), "<bdi>pay <mark>MRB Bank</mark></bdi>"),
        ("pay MRB Bank", (4, 4), "<bdi>pay MRB Bank</bdi>"),
        ("pay MRB Bank", (8, 4), "<bdi>pay MRB Bank</bdi>"),
        ("pay MRB Bank", (50, 90), "<bdi>pay MRB Bank</bdi>"),
        ("pay MRB Bank", (-9, 3), "<bdi><mark>pay</mark> MRB Bank</bdi>"),
        ("", (0, 0), "<bdi></bdi>"),
        ("<b>&", (0, 3), "<bdi><mark>&lt;b&gt;</mark>&amp;</bdi>"),
        ("x\u202ey", (1, 2), "<bdi>x<mark>‹U+202E›</mark>y</bdi>"),
    ],
)
def test_marks_stand_on_the_span(text, span, markup):
    assert str(marked(text, span)) == markup


def marks(markup):
    return [
        "".join(map(str, mark.itertext()))
        for mark in html.fromstring(f"<div>{markup}</div>").iter("mark")
    ]


@given(st.text(max_size=300), st.integers(-10, 310), st.integers(-10, 310))
def test_what_is_marked_is_what_the_span_holds(text, start, end):
    held = text[max(start, 0) : max(end, 0)]
    found = marks(marked(text, (start, end)))
    assert len(found) == bool(held)
    if held and len(held) <= 280:
        assert found == [visible(held)]


def test_a_long_text_is_cut_to_what_stands_around_the_words():
    said = marked("a" * 5000 + "MRB Bank" + "b" * 5000, (5000, 5008))
    assert "<mark>MRB Bank</mark>" in said
    assert len(said) < 400
    assert len(marked("c" * 5000, (0, 5000))) < 400


def test_dates_are_written_for_people():
    assert day(date(2024, 9, 19)) == "19 Sep 2024"
    assert day(datetime(2024, 6, 1, 23, 59, tzinfo=UTC)) == "1 Jun 2024"
    assert day("2024-06-04T09:30:00Z") == "4 Jun 2024"
    assert day("in September") == "in September"
    assert day(None) == "–"


def test_ranges_of_dates_are_as_short_as_they_stay_clear():
    june, september = date(2024, 6, 1), date(2024, 9, 17)
    assert day_range(june, september) == "1 Jun to 17 Sep 2024"
    assert day_range(date(2023, 6, 1), september) == "1 Jun 2023 to 17 Sep 2024"
    assert day_range(june, june) == "1 Jun 2024"
    assert day_range(None, june) == day_range(june, None) == "1 Jun 2024"
    assert day_range(None, None) == "–"


def test_amounts_and_counts():
    assert amount(123450, "USD") == "USD 1,234.50"
    assert amount(500, "JPY") == "JPY 500"
    assert count(0, "entity") == "no entities"
    assert count(1, "entity") == "1 entity"
    assert count(2000, "day") == "2,000 days"
    assert counts({"entity": 5, "individual": 1, "vessel": 0}) == "5 entities and 1 individual"


def test_lists_and_fields_in_words():
    assert joined([]) == ""
    assert joined(["a"]) == "a"
    assert joined(["a", "b", "c"]) == "a, b and c"
    assert names(["a", {"name": "b", "span": [0, 1]}]) == ["a", "b"]
    assert field_words("debtor_agent_name") == "Debtor agent name"
    assert field_words("intermediary_agents[1]") == "Intermediary agents 2"
    assert field_words("bic") == "BIC"
