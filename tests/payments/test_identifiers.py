"""Codes that say by themselves whether they can be right."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nostro.payments.identifiers import (
    CURRENCIES,
    bank_of_iban,
    country_of_bic,
    is_bic,
    is_iban,
)


@pytest.mark.parametrize(
    ("number", "is_one"),
    [
        ("DE89370400440532013000", True),  # the example of ISO 13616
        ("GB29NWBK60161331926819", True),
        ("MT84MALT011000012345MTLCAST001S", True),
        ("DE88370400440532013000", False),
        ("de89370400440532013000", False),
        ("DE8937040044053201300\u0660", False),
        ("40702810900000000001", False),
    ],
)
def test_an_iban_has_right_check_digits(number: str, is_one: bool):
    assert is_iban(number) == is_one


@given(st.integers(4, 21), st.integers(1, 9))
def test_a_wrong_digit_is_noticed(place: int, more: int):
    number = "DE89370400440532013000"
    wrong = str((int(number[place]) + more) % 10)
    assert not is_iban(number[:place] + wrong + number[place + 1 :])


@pytest.mark.parametrize(
    ("number", "bank"),
    [
        ("DE89370400440532013000", "37040044"),
        ("CH9300762011623852957", "00762"),
        ("IT60X0542811101000000123456", "05428"),
        ("GB29NWBK60161331926819", "NWBK"),
        ("XX89370400440532013000", None),
        ("DE89", None),
        ("", None),
    ],
)
def test_the_bank_in_an_iban(number: str, bank: str | None):
    assert bank_of_iban(number) == bank


def test_a_bic_has_eight_or_eleven_characters_and_a_country():
    assert is_bic("DEUTDEFF")
    assert is_bic("DEUTDEFF500")
    assert country_of_bic("DEUTDEFF500") == "DE"
    for wrong in ("DEUTDEF", "DEUTD3FF", "DEUTDEFF50", "deutdeff", ""):
        assert not is_bic(wrong)
        assert country_of_bic(wrong) is None


def test_currencies_are_three_letters():
    assert all(len(code) == 3 and code.isupper() for code in CURRENCIES)
    assert {"USD", "EUR", "KPW", "XAU", "RUB"} <= CURRENCIES
