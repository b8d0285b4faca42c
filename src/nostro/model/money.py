"""Money as integer minor units.

Floats disagree between engines, so an amount is an integer and a currency; ISO 4217 gives the
number of minor digits.
"""

import re

__all__ = ["exponent", "format_minor", "parse_minor"]

# ISO 4217 "minor unit" where it is not 2.
_EXPONENTS = {
    "BIF": 0, "CLP": 0, "DJF": 0, "GNF": 0, "ISK": 0, "JPY": 0, "KMF": 0, "KRW": 0, "PYG": 0,
    "RWF": 0, "UGX": 0, "UYI": 0, "VND": 0, "VUV": 0, "XAF": 0, "XOF": 0, "XPF": 0,
    "BHD": 3, "IQD": 3, "JOD": 3, "KWD": 3, "LYD": 3, "OMR": 3, "TND": 3,
    "CLF": 4, "UYW": 4,
}  # fmt: skip
_AMOUNT = re.compile(r"[+-]?\d{1,18}(?:[.,]\d{0,12})?|[+-]?[.,]\d{1,12}")


def exponent(currency: str) -> int:
    """How many digits the minor unit of a currency has (ISO 4217; 2 for those it leaves out)."""
    return _EXPONENTS.get(currency.upper(), 2)


def parse_minor(text: str, currency: str) -> int:
    """An amount as written in a message (`1234.5`, `1234,`, `.75`) in minor units.

    Raises ValueError for anything else, and for digits below the minor unit other than zeros:
    a rounded amount would be a changed one.
    """
    written = text.strip()
    if not _AMOUNT.fullmatch(written):
        raise ValueError(f"not an amount: {text[:40]!r}")
    sign = -1 if written.startswith("-") else 1
    whole, _, fraction = written.lstrip("+-").replace(",", ".").partition(".")
    digits = exponent(currency)
    kept, lost = fraction[:digits], fraction[digits:]
    if lost.strip("0"):
        raise ValueError(f"{text!r} has more than the {digits} decimals of {currency}")
    return sign * int((whole or "0") + kept.ljust(digits, "0"))


def format_minor(amount_minor: int, currency: str, *, grouped: bool = True) -> str:
    """An amount for people (`1,234.50`), or for messages where not `grouped` (`1234.50`)."""
    digits = exponent(currency)
    whole, fraction = divmod(abs(amount_minor), 10**digits)
    text = f"{whole:,}" if grouped else str(whole)
    tail = f".{fraction:0{digits}d}" if digits else ""
    return f"{'-' if amount_minor < 0 else ''}{text}{tail}"
