"""The timeline of a report as geometry: lanes of payments by day, and days that matter."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from nostro.cases.report_drawings import fit, text_width
from nostro.cases.report_text import count, day

__all__ = ["Event", "Flag", "Lane", "Mark", "Timeline", "draw_timeline"]

_WIDTH = 1080
_LEFT = 210
_RIGHT = 30
_ROW = 22
_LANE = 46
_MARK = 10
_MOST_TICKS = 10
_SMALL = 11.5
_STEPS_DAYS = (1, 2, 7, 14)
_STEPS_MONTHS = (1, 2, 3, 6, 12, 24, 60, 120)


class Lane(NamedTuple):
    """A row of the timeline: what it shows and the day of each payment in it."""

    label: str
    days: list[date]


class Event(NamedTuple):
    """A day that matters, drawn as an upright line; the strong ones stand out."""

    on: date
    label: str
    strong: bool = False


class Mark(NamedTuple):
    """Payments of about the same day."""

    x: float
    y: float
    radius: float
    number: int
    about: str


class Flag(NamedTuple):
    """An event with its place: the line at `x`, its words from there to the left or right."""

    x: float
    y: float
    anchor: str
    event: Event


class Timeline(NamedTuple):
    """A timeline ready for the template; `lanes` are labels with their baseline and marks."""

    width: float
    height: float
    left: float
    axis_y: float
    flags: list[Flag]
    ticks: list[tuple[float, str]]
    lanes: list[tuple[str, str, float, list[Mark]]]


class _Scale(NamedTuple):
    """From days to pixels."""

    first: date
    last: date

    def x(self, on: date) -> float:
        days = max((self.last - self.first).days, 1)
        return round(_LEFT + (on - self.first).days / days * (_WIDTH - _LEFT - _RIGHT), 1)


def draw_timeline(lanes: Sequence[Lane], events: Sequence[Event]) -> Timeline | None:
    """Place lanes and events on one time axis; None where no lane has a payment."""
    days = [on for lane in lanes for on in lane.days]
    if not days:
        return None
    days += [event.on for event in events]
    scale = _Scale(_moved(min(days), -2), _moved(max(days), 2))
    flags = list(_flags(scale, events))
    top = max((flag.y for flag in flags), default=0) + _ROW
    rows = []
    for number, lane in enumerate(lanes):
        y = top + _LANE * number + _LANE / 2
        rows.append(
            (fit(lane.label, _LEFT - 24, _SMALL), lane.label, y, list(_marks(scale, lane, y)))
        )
    axis_y = top + _LANE * len(lanes)
    return Timeline(_WIDTH, axis_y + 30, _LEFT, axis_y, flags, list(_ticks(scale)), rows)


def _moved(on: date, days: int) -> date:
    """Some days later, within the years that a date can hold."""
    return date.fromordinal(min(max(on.toordinal() + days, 1), date.max.toordinal()))


def _marks(scale: _Scale, lane: Lane, y: float) -> Iterator[Mark]:
    """Payments so near in time that they would cover each other become one mark."""
    groups: list[list[date]] = []
    for on in sorted(lane.days):
        if groups and scale.x(on) - scale.x(groups[-1][0]) < _MARK:
            groups[-1].append(on)
        else:
            groups.append([on])
    for group in groups:
        x = (scale.x(group[0]) + scale.x(group[-1])) / 2
        about = f"{count(len(group), 'payment')}, {day(group[0])}"
        radius = min(5 + len(group) / 2, 11)
        yield Mark(x, y, radius, len(group), about)


def _flags(scale: _Scale, events: Sequence[Event]) -> Iterator[Flag]:
    """Labels in the first row where they touch no other.

    Words to the right of their line are placed from the left, others from the right: so no line
    that starts in a lower row crosses them.
    """
    sides: dict[str, list[Event]] = {"start": [], "end": []}
    for event in sorted(events):
        sides["end" if scale.x(event.on) + _label_width(event) > _WIDTH else "start"].append(event)
    taken: list[list[tuple[float, float]]] = []
    for event in (*sides["start"], *reversed(sides["end"])):
        anchor = "start" if event in sides["start"] else "end"
        x, wide = scale.x(event.on), _label_width(event)
        left, right = (x, x + wide) if anchor == "start" else (x - wide, x)
        free = (n for n, row in enumerate(taken) if all(right < a or b < left for a, b in row))
        row = next(free, len(taken))
        if row == len(taken):
            taken.append([])
        taken[row].append((left, right))
        yield Flag(x, _ROW * (row + 1) - 6, anchor, event)


def _label_width(event: Event) -> float:
    return text_width(event.label, _SMALL) + 12


def _ticks(scale: _Scale) -> Iterator[tuple[float, str]]:
    months = (scale.last.year - scale.first.year) * 12 + scale.last.month - scale.first.month
    if months > 1:
        step = next((s for s in _STEPS_MONTHS if months / s <= _MOST_TICKS), months // _MOST_TICKS)
        for number in range(months + 1):
            month = scale.first.year * 12 + scale.first.month - 1 + number
            on = date(month // 12, month % 12 + 1, 1)
            if month % step == 0 and on >= scale.first:
                yield scale.x(on), day(on).partition(" ")[2]
    else:
        length = (scale.last - scale.first).days
        step = next((s for s in _STEPS_DAYS if length / s <= _MOST_TICKS), length // _MOST_TICKS)
        for number in range(0, length, step):
            on = _moved(scale.first, number)
            yield scale.x(on), day(on)
