"""Dates as lists print them, in the precision they have: `1965`, `1965-01`, `1965-01-12`."""

import re
from datetime import date

__all__ = ["day_of", "list_dates", "numeric_date", "years_between"]

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_ONE = re.compile(r"(?:(?:(\d{1,2}) )?([A-Za-z]{3})[a-z]*\.? )?(\d{4})")
_ISO_MONTH = re.compile(r"\d{4}-(?:0[1-9]|1[0-2])")
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:T[\d:.]+(?:Z|[+-]\d\d:\d\d)?|[+-]\d\d:\d\d|Z)?")
_HEDGE = re.compile(r"(?:circa|approximately|approx\.?|about|c\.)\s+", re.IGNORECASE)
_RANGE = re.compile(r"\s+to\s+|\s*[-–]\s*")
# Other years are slips: `0097-06-30`, `3017-08-22`.
_YEARS = range(1000, 3000)
# A longer range says nothing about a person, so only its ends are kept.
_LONGEST_RANGE = 15


def list_dates(text: str) -> list[str]:
    """The dates a list entry may mean: one, or the years of a range; empty where none is read.

    `circa` widens nothing here: the text of such dates stays in the notes of the entity.
    """
    cleaned = _HEDGE.sub("", " ".join(text.split())).rstrip(".").strip()
    if single := _one_date(cleaned):
        return [single]
    ends = [_one_date(part) for part in _RANGE.split(cleaned)]
    if len(ends) == 2 and ends[0] and ends[1]:
        return years_between(int(ends[0][:4]), int(ends[1][:4]))
    return []


_NUMERIC = re.compile(r"(\w{1,2})[/.-](\w{1,2})[/.-](\d{4})")


def numeric_date(text: str, *, month_first: bool = False) -> str | None:
    """A date of numbers, day first unless told otherwise; `00/05/1972` is `1972-05`.

    Parts that are not known are zeros or letters (`dd/mm/1966`). Also an ISO date; None for
    anything else.
    """
    found = _NUMERIC.match(text.strip())
    if not found:
        return _one_date(text.strip())
    parts = [int(part) if part.isdecimal() else 0 for part in found.groups()]
    (month, day) = (parts[0], parts[1]) if month_first else (parts[1], parts[0])
    if not month:
        return f"{parts[2]:04d}"
    if not day:
        return f"{parts[2]:04d}-{month:02d}" if month <= 12 else None
    return _valid(parts[2], month, day)


def day_of(text: str) -> date | None:
    """The day that an ISO date or time begins with; None where it is none."""
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None


def years_between(first: int, last: int) -> list[str]:
    """Every year of a range, so that each of them fits; the ends only of a very long one."""
    if not 0 <= last - first <= _LONGEST_RANGE:
        return [f"{first:04d}", f"{last:04d}"]
    return [f"{year:04d}" for year in range(first, last + 1)]


def _one_date(text: str) -> str | None:
    if iso := _ISO.fullmatch(text):
        year, month, day = iso.groups()
        return _valid(int(year), int(month), int(day))
    printed = _ONE.fullmatch(text)
    if not printed:
        return text if _ISO_MONTH.fullmatch(text) else None
    day_text, month_text, year_text = printed.groups()
    if not month_text:
        return year_text
    if month_text.lower() not in _MONTHS:
        return None
    month_number = _MONTHS.index(month_text.lower()) + 1
    if not day_text:
        return f"{year_text}-{month_number:02d}"
    return _valid(int(year_text), month_number, int(day_text))


def _valid(year: int, month: int, day: int) -> str | None:
    if year not in _YEARS:
        return None
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None
