"""Dates in running text, worked out from the day of publication."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

__all__ = ["DateMention", "find_dates"]

_MONTHS = (
    "january february march april may june july august september october november december".split()
)
_MONTH = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?\.?|July?\.?|"
    r"Aug(?:ust|\.)?|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_PATTERN = re.compile(
    rf"\b(?:(?P<m1>{_MONTH}) (?P<d1>\d{{1,2}})(?:st|nd|rd|th)?(?:,? (?P<y1>\d{{4}}))?\b"
    rf"|(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?(?: of)? (?P<m2>{_MONTH})(?:,? (?P<y2>\d{{4}}))?\b"
    rf"|(?P<y3>\d{{4}})-(?P<mm3>\d\d)-(?P<d3>\d\d)\b"
    rf"|(?P<d4>\d\d)[./](?P<mm4>\d\d)[./](?P<y4>\d{{4}})\b"
    rf"|(?P<day>{'|'.join(day.capitalize() for day in _DAYS)})\b"
    rf"|(?P<rel>[Tt]oday|[Yy]esterday)\b"
    rf"|(?P<m5>(?:early |late |mid-)?{_MONTH})(?: of)?(?: (?P<y5>\d{{4}}))?(?![\w-])"
    rf"|(?P<last>last|[Ee]arlier this|this|previous) (?:year|month|week|spring|summer|autumn|winter"
    rf"|January|February|March|April|June|July|August|September|October|November|December)\b"
    rf"|(?<=in )(?P<y6>(?:19|20)\d\d)\b|(?<=since )(?P<y7>(?:19|20)\d\d)\b"
    rf"|(?<=\bOFAC['’]s )(?P<y8>(?:19|20)\d\d)\b)"
)


class DateMention(NamedTuple):
    """A date in the text. `day` is None where the text gives a month or a year only.

    `year` and `month` are None where they are open; `is_recent` marks words such as "today".
    """

    span: tuple[int, int]
    day: date | None
    year: int | None
    month: int | None
    is_recent: bool


def find_dates(text: str, published: date) -> list[DateMention]:
    """The dates in a text. A weekday is the latest one on or before the day of publication."""
    return list(_find(text, published))


def _find(text: str, published: date) -> Iterator[DateMention]:
    for match in _PATTERN.finditer(text):
        part = {key: value for key, value in match.groupdict().items() if value}
        if "rel" in part:
            days = 1 if part["rel"].lower() == "yesterday" else 0
            yield _exact(match, published - timedelta(days=days), recent=True)
        elif "day" in part:
            back = (published.weekday() - _DAYS.index(part["day"].lower())) % 7
            yield _exact(match, published - timedelta(days=back), recent=True)
        elif "last" in part:
            year = None if "year" not in match[0] else published.year - 1
            this_week = match[0].startswith("this week")
            yield DateMention(match.span(), None, year, None, this_week)
        else:
            yield from _calendar(match, part, published)


def _calendar(match: re.Match[str], part: dict[str, str], published: date) -> Iterator[DateMention]:
    digits = {key[0] if not key.startswith("mm") else "mm": value for key, value in part.items()}
    month = int(digits["mm"]) if "mm" in digits else _month(digits.get("m"))
    year = int(digits["y"]) if "y" in digits else None
    if "d" not in digits:
        if month is not None or year is not None:
            yield DateMention(match.span(), None, year, month, False)
        return
    if month is None:
        return
    found = _day(year or published.year, month, int(digits["d"]))
    if found and year is None and found > published + timedelta(days=7):
        found = _day(published.year - 1, month, int(digits["d"]))
    if found:
        yield _exact(match, found, recent=False)


def _month(name: str | None) -> int | None:
    if not name:
        return None
    letters = name.removeprefix("early ").removeprefix("late ").removeprefix("mid-")[:3].lower()
    return next((at for at, month in enumerate(_MONTHS, 1) if month.startswith(letters)), None)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _exact(match: re.Match[str], day: date, *, recent: bool) -> DateMention:
    return DateMention(match.span(), day, day.year, day.month, recent)
