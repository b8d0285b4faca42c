import pytest
from hypothesis import given
from hypothesis import strategies as st

from nostro.model.money import exponent, format_minor, parse_minor


@pytest.mark.parametrize(
    ("text", "currency", "minor"),
    [
        ("1234.5", "USD", 123450),
        ("1234,", "EUR", 123400),
        (".75", "EUR", 75),
        ("100", "JPY", 100),
        ("1,234", "BHD", 1234),
        ("12.340", "USD", 1234),
        ("-3.00", "GBP", -300),
    ],
)
def test_amounts_as_written_in_messages(text, currency, minor):
    assert parse_minor(text, currency) == minor


@pytest.mark.parametrize("text", ["", "abc", "1.2.3", "1.234", "NaN", "1e5", "1 000", "²"])
def test_what_is_no_amount_is_refused(text):
    with pytest.raises(ValueError, match=r"not an amount|decimals"):
        parse_minor(text, "USD")


def test_a_yen_has_no_minor_unit():
    assert exponent("JPY") == 0
    with pytest.raises(ValueError, match="0 decimals"):
        parse_minor("1.5", "JPY")
    assert format_minor(1500, "JPY") == "1,500"


@given(st.integers(-(10**15), 10**15), st.sampled_from(["USD", "JPY", "BHD", "CLF"]))
def test_writing_and_reading_give_the_amount_back(amount, currency):
    assert parse_minor(format_minor(amount, currency, grouped=False), currency) == amount
