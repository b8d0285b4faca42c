"""Values of SWIFT MT fields: money, days and account lines."""

import re
from datetime import UTC, datetime
from typing import NamedTuple

from nostro.model.money import parse_minor

__all__ = ["Money", "account_line", "day_of", "looks_like_iban", "money_of", "own_account"]

_MONEY = re.compile(r"(\d{6})([A-Z]{3})([\d,.]+)", re.ASCII)
_DAY = re.compile(r"(\d\d)(\d\d)(\d\d)", re.ASCII)
_IBAN = re.compile(r"[A-Z]{2}\d\d[A-Z0-9]{11,30}")
_BANK_AND_NUMBER = re.compile(r"([A-Z]{6}[A-Z0-9]{2}(?:[A-Z0-9]{3})?|\d{8})/(.+)")
_NO_ACCOUNT = frozenset({"", "NOTPROVIDED"})
_CENTURY = 80  # of two digits of a year, these and later ones are of the last century


class Money(NamedTuple):
    """A value date, a currency and an amount in its minor units."""

    booked_at: datetime
    currency: str
    amount_minor: int


def money_of(value: str | None, where: str = "field 32A") -> Money:
    """Value date, currency and amount, written as in field 32A (`240601USD1234,5`).

    Raises ValueError for anything else, saying `where` it stood.
    """
    if not value:
        raise ValueError(f"no {where}: the date, currency and amount are missing")
    found = _MONEY.fullmatch(value) or _MONEY.fullmatch("".join(value.split()))
    if found is None:
        raise ValueError(f"{where} is no date, currency and amount: {value[:40]!r}")
    day, currency, amount = found.groups()
    return Money(day_of(day), currency, parse_minor(amount, currency))


def day_of(written: str) -> datetime:
    """A YYMMDD date at midnight UTC; 80 to 99 are of the last century. Raises ValueError."""
    found = _DAY.fullmatch(written)
    if not found:
        raise ValueError(f"no date: {written[:10]!r}")
    year, month, day = map(int, found.groups())
    try:
        return datetime(year + (1900 if year >= _CENTURY else 2000), month, day, tzinfo=UTC)
    except ValueError:
        raise ValueError(f"no date: {written[:10]!r}") from None


def account_line(line: str) -> str | None:
    """The number of an account line (`/123`, `/C/123`); None where it says that there is none."""
    bare = line[1:]
    if bare[:2] in {"C/", "D/"}:
        bare = bare[2:]
    number = bare.lstrip("/").strip()
    return None if number in _NO_ACCOUNT else number


def own_account(value: str) -> tuple[str | None, str]:
    """The bank and the number of field 25: banks write `BIC/number` or `bank code/number`."""
    first = value.partition("\n")[0].strip()
    found = _BANK_AND_NUMBER.fullmatch(first)
    return (found[1], found[2]) if found else (None, first.lstrip("/"))


def looks_like_iban(account: str) -> bool:
    """Whether a number has the form of an IBAN (ISO 13616), be its check digits right or wrong."""
    return _IBAN.fullmatch(account.replace(" ", "")) is not None
