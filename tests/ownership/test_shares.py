"""Percentages as registers write them."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nostro.ownership.shares import parse_share


@pytest.mark.parametrize(
    ("text", "percent"),
    [
        ("50", 50), ("49.0 %", 49), ("49,5%", Fraction(99, 2)), ("25-50", 25), ("25 to 50", 25),
        (">50", 50), ("75+", 75), ("33.333", Fraction(33333, 1000)), ("100.00", 100), ("<25", 0),
    ],
)  # fmt: skip
def test_a_range_counts_with_its_lower_bound(text, percent):
    assert parse_share(text) == Fraction(percent) / 100


@pytest.mark.parametrize("text", ["", "unknown", "majority", "150", "minority stake"])
def test_no_percentage_is_no_share(text):
    assert parse_share(text) is None


@given(st.text(max_size=40))
def test_any_text_gives_a_share_or_nothing(text):
    share = parse_share(text)
    assert share is None or 0 <= share <= 1


@given(st.integers(0, 10_000))
def test_basis_points_are_exact(points):
    assert parse_share(f"{points // 100}.{points % 100:02d} %") == Fraction(points, 10_000)
