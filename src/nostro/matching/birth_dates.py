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
_COMPACT = re.compile(r"(1[89]\d\d|20\d\d)(\d\d)(\d\d)", re.ASCII)
_YEAR_LAST = re.compile(r"(\d\d?)[-/. ](\d\d?)[-/. ]([12]\d{3})|(\d\d)(\d\d)([12]\d{3})", re.ASCII)
_MONTH_AND_YEAR = re.compile(r"(\d\d?)[-/. ]([12]\d{3})", re.ASCII)
_IN_EAST_ASIA = re.compile(r"([12]\d{3})[年년] ?(?:(\d\d?)[月월] ?(?:(\d\d?)[日일])?)?")
_DAY, _MONTH, _OF = r"(\d\d?)(?:st|nd|rd|th|er|º)?\.?", r"([^\W\d_]{3,})\.?", r",?(?:[ -]de)?[ -]"
_NAMED = re.compile(rf"(?:{_DAY}{_OF})?{_MONTH}{_OF}([12]\d{{3}})(?: г\.?| года)?")
_MONTH_FIRST = re.compile(rf"{_MONTH} {_DAY},? ([12]\d{{3}})")
_RANGE = re.compile(r"[a-z. ]*([12]\d{3})[^\d]{1,5}([12]\d{3})[a-z. ]*", re.ASCII)
_DECADE = re.compile(r"[a-z. ]*([12]\d\d)0'?s", re.ASCII)
_YEAR_SOMEWHERE = re.compile(r"[a-z. ]*\b([12]\d{3})[a-z. ]*", re.ASCII)
# What stands about a date and is none of it.
_AROUND = re.compile(
    r"^(?:dob|d\.o\.b\.?|date of birth|born|[~:;( ])+|[?~ ]*\(?(?:approx\w*\.?|circa)?[)?~ ]*$"
)
# How months begin in English, Spanish, Portuguese, French, German, Russian and Ukrainian.
_MONTHS = {
    begins: number
    for number, written in enumerate(
        (
            "jan ene янв січ", "feb fev fév фев лют", "mar mär мар бер", "apr abr avr апр кві",
            "may mai май мая тра", "jun jui июн чер", "jul juil июл лип", "aug ago aou aoû авг сер",
            "sep set сен вер", "oct out okt окт жов", "nov ноя лис", "dec dic dez déc дек гру",
        ),
        1,
    )
    for begins in written.split()
}  # fmt: skip
_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
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

    Years are of four digits; months and days are numbers, or months by their names.
    """
    lower = _AROUND.sub("", text[:_LONGEST].strip().lower())
    for read in (_year_first, _year_last, _named, _range):
        if found := read(lower):
            return found
    return ()


def _year_first(lower: str) -> tuple[Born, ...]:
    for pattern in (_COMPACT, _YEAR_FIRST, _IN_EAST_ASIA):
        if found := pattern.fullmatch(lower):
            return (_born(*found.groups()),)
    return ()


def _year_last(lower: str) -> tuple[Born, ...]:
    """Day and month in either order, or a month, before the year."""
    if found := _MONTH_AND_YEAR.fullmatch(lower):
        return (_born(found[2], found[1], None),)
    if found := _YEAR_LAST.fullmatch(lower):
        one, other, year = found.groups()[:3] if found[1] else found.groups()[3:]
        return tuple(dict.fromkeys((_born(year, other, one), _born(year, one, other))))
    return ()


def _range(lower: str) -> tuple[Born, ...]:
    """Years from one to another, a decade, or one year among words."""
    if found := _DECADE.fullmatch(lower):
        return (Born(int(found[1]) * 10, int(found[1]) * 10 + 9),)
    if (found := _RANGE.fullmatch(lower)) and found[1] <= found[2]:
        return (Born(int(found[1]), int(found[2])),)
    found = _YEAR_SOMEWHERE.fullmatch(lower)
    return (Born(int(found[1]), int(found[1])),) if found else ()


def _named(lower: str) -> tuple[Born, ...]:
    """A date with the name of its month, before or after the day."""
    if found := _MONTH_FIRST.fullmatch(lower):
        month, day, year = found.groups()
    elif found := _NAMED.fullmatch(lower):
        day, month, year = found.groups()
    else:
        return ()
    number = _MONTHS.get(month[:4]) or _MONTHS.get(month[:3])
    return (_born(year, str(number), day),) if number else ()


def _all_of(texts: Iterable[str]) -> list[tuple[str, Born]]:
    return [(text, born) for text in texts for born in read_birth_dates(text)][:_MOST_DATES]


def _born(year: str, month: str | None, day: str | None) -> Born:
    known = (int(month or 0), int(day or 0))
    if not 1 <= known[0] <= 12 or known == (1, 1):
        return Born(int(year), int(year))
    in_month = 1 <= known[1] <= _DAYS[known[0] - 1]
    return Born(int(year), int(year), known[0], known[1] if in_month else None)


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
