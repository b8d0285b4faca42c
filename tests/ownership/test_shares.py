"""Percentages as registers write them."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nostro.ownership.shares import parse_share


def read(text):
    bound = parse_share(text)
    assert bound is not None
    return bound


@pytest.mark.parametrize(
    ("text", "percent"),
    [
        ("50", 50), ("49.0 %", 49), ("49,5%", Fraction(99, 2)), ("25-50", 25), ("25 to 50", 25),
        (">50", 50), ("75+", 75), ("33.333", Fraction(33333, 1000)), ("100.00", 100), ("<25", 0),
        ("66.66666666666667", Fraction(6666666666666667, 10**14)), ("up to 25 %", 0),
        ("not more than 49%", 0), (">25 <50", 25), (">=50", 50),
        ("more than 50% but not more than 75%", 50), ("٥٠ %", 50),
    ],
)  # fmt: skip
def test_a_range_counts_with_its_lower_bound(text, percent):
    assert read(text).share == Fraction(percent) / 100


@pytest.mark.parametrize(
    ("text", "above"),
    [
        (">50", True), ("more than 50% but less than 75%", True), ("Over 25 %", True),
        ("50", False), (">=50", False), ("50-75", False), ("75+", False),
        ("no more than 25", False), ("50 to more than 75", False),
    ],
)  # fmt: skip
def test_more_than_is_more_than_the_number(text, above):
    assert read(text).above is above


@pytest.mark.parametrize(
    "text", ["", "unknown", "majority", "150", "minority stake", "10000 shares", "9" * 9_000]
)
def test_no_percentage_is_no_share(text):
    assert parse_share(text) is None


@given(st.text(max_size=40))
def test_any_text_gives_a_share_or_nothing(text):
    share = parse_share(text)
    assert share is None or 0 <= share.share <= 1


@given(st.integers(0, 10_000))
def test_basis_points_are_exact(points):
    assert read(f"{points // 100}.{points % 100:02d} %").share == Fraction(points, 10_000)
