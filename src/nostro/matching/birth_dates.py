"""Birth dates as lists and customers write them, at any precision, and how near two are.

Lists give a day, a month, a year, several of these, or a range of years; customers' files give
days in several orders. The first of January stands for an unknown day in many registers, so it
says no more than its year.
"""

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Literal, NamedTuple

__all__ = ["Born", "Closest", "Nearness", "closest", "read_birth_dates"]

Nearness = Literal["same", "swapped", "near", "day_differs", "year_differs"]

_YEAR_FIRST = re.compile(r"([12]\d{3})(?:[-/.](\d\d?)(?:[-/.](\d\d?))?)?(?:[t ]\d\d:.*)?", re.ASCII)
_COMPACT = re.compile(r"([12]\d{3})(\d\d)(\d\d)", re.ASCII)
_YEAR_LAST = re.compile(r"(\d\d?)[-/. ](\d\d?)[-/. ]([12]\d{3})", re.ASCII)
_NAMED = re.compile(r"(?:(\d\d?)[ -])?([a-z]{3})[a-z]*\.?[ -]([12]\d{3})", re.ASCII)
_RANGE = re.compile(r"[a-z. ]*([12]\d{3})[^\d]{1,5}([12]\d{3})[a-z. ]*", re.ASCII)
_YEAR_SOMEWHERE = re.compile(r"[a-z. ]*\b([12]\d{3})[a-z. ]*", re.ASCII)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_LONGEST = 60
_MOST_DATES = 50
# How far two agree: to the day, to the month, or to the year.
_TO_THE_DAY, _TO_THE_MONTH, _TO_THE_YEAR = 1.0, 0.7, 0.5
# Days and months that are swapped are nearer than dates of different years.
_SWAPPED = 0.3
# Lists and papers are a year out often enough.
_NEAR_YEARS = 1


class Born(NamedTuple):
    """A birth date: the first and last year it may be of, and the month and day where known."""

    first: int
    last: int
    month: int | None = None
    day: int | None = None


class Closest(NamedTuple):
    """The two dates that are nearest, as they are written, and how near they are.

    `degree` is 1 for the same day and less for the same month or year, the less the more years
    are listed; for dates of other years it is how many years lie between.
    """

    asked: str
    listed: str
    nearness: Nearness
    degree: float


@lru_cache(maxsize=10_000)
def closest(asked: tuple[str, ...], listed: tuple[str, ...]) -> Closest | None:
    """The nearest of the dates asked for and those listed; None where none can be read."""
    pairs = [
        (_compared(one, other), text, list_text)
        for text, one in _all_of(asked)
        for list_text, other in _all_of(listed)
    ]
    if not pairs:
        return None
    (_, nearness, degree), text, list_text = max(pairs, key=lambda pair: pair[0][0])
    if nearness == "same" and degree == _TO_THE_YEAR:
        degree /= len({year for _, one in _all_of(listed) for year in _years(one)}) ** 0.5
    return Closest(text, list_text, nearness, degree)


@lru_cache(maxsize=50_000)
def read_birth_dates(text: str) -> tuple[Born, ...]:
    """What a date may mean; none where it cannot be read, two where day and month may be either.

    Years are of four digits; months and days are numbers, or months by their English names.
    """
    lower = text[:_LONGEST].strip().lower()
    if found := _COMPACT.fullmatch(lower) or _YEAR_FIRST.fullmatch(lower):
        return (_born(*found.groups()),)
    if found := _YEAR_LAST.fullmatch(lower):
        one, other, year = found.groups()
        return tuple(dict.fromkeys((_born(year, other, one), _born(year, one, other))))
    if (found := _NAMED.fullmatch(lower)) and found[2] in _MONTHS:
        return (_born(found[3], str(_MONTHS.index(found[2]) + 1), found[1]),)
    if (found := _RANGE.fullmatch(lower)) and found[1] <= found[2]:
        return (Born(int(found[1]), int(found[2])),)
    found = _YEAR_SOMEWHERE.fullmatch(lower)
    return (Born(int(found[1]), int(found[1])),) if found else ()


def _all_of(texts: Iterable[str]) -> list[tuple[str, Born]]:
    return [(text, born) for text in texts for born in read_birth_dates(text)][:_MOST_DATES]


def _born(year: str, month: str | None, day: str | None) -> Born:
    known = (int(month or 0), int(day or 0))
    if not 1 <= known[0] <= 12 or known == (1, 1):
        return Born(int(year), int(year))
    return Born(int(year), int(year), known[0], known[1] if 1 <= known[1] <= 31 else None)


def _years(born: Born) -> range:
    return range(born.first, born.last + 1)


def _compared(one: Born, other: Born) -> tuple[float, Nearness, float]:
    """How near two dates are, the nearer the greater; and in words and by degree."""
    apart = max(one.first - other.last, other.first - one.last, 0)
    if apart > _NEAR_YEARS:
        return -1.0 - apart, "year_differs", float(apart)
    if apart:
        return 0.0, "near", float(apart)
    if degree := _of_one_year(one, other):
        return degree, "same", degree
    if (one.month, one.day) == (other.day, other.month):
        return _SWAPPED, "swapped", 1.0
    return -1.0, "day_differs", 1.0


def _of_one_year(one: Born, other: Born) -> float:
    """To what two dates of one year agree; 0 where months or days differ."""
    if not one.month or not other.month:
        return _TO_THE_YEAR
    if one.month != other.month:
        return 0.0
    if not one.day or not other.day:
        return _TO_THE_MONTH
    return _TO_THE_DAY if one.day == other.day else 0.0
