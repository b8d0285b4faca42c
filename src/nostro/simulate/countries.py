"""What invented customers are made of: names, streets and banks of twenty-two countries."""

from functools import cache
from pathlib import Path
from typing import NamedTuple

__all__ = ["Country", "countries"]

_TABLE = Path(__file__).with_name("countries.psv")


class Country(NamedTuple):
    """One country's material, a row of the table.

    `weight` is how many of the customers live there, in proportion; `iban` has the letters and
    digits of its national account number (BBAN), None where it has no IBAN; `banks` are BICs and
    names.
    """

    code: str
    currency: str
    weight: int
    iban: tuple[int, int] | None
    cities: list[str]
    streets: list[str]
    given: list[str]
    family: list[str]
    trades: list[str]
    forms: list[str]
    banks: list[tuple[str, str]]


@cache
def countries() -> dict[str, Country]:
    """All countries of the table by their code."""
    lines = _TABLE.read_text(encoding="utf-8").splitlines()
    rows = [_country(line.split("|")) for line in lines if line and not line.startswith("#")]
    return {row.code: row for row in rows}


def _country(cells: list[str]) -> Country:
    code, currency, weight, bban, *lists = cells
    letters, _, digits = bban.partition("+")
    cities, streets, given, family, trades, forms, banks = (cell.split(";") for cell in lists)
    return Country(
        code=code,
        currency=currency,
        weight=int(weight),
        iban=(int(letters), int(digits)) if digits else None,
        cities=cities,
        streets=streets,
        given=given,
        family=family,
        trades=trades,
        forms=forms,
        banks=[(bic, name) for bic, _, name in (bank.partition("=") for bank in banks)],
    )
