"""The timeline: days in order, labels apart, payments of a day together."""

from datetime import date, timedelta
from itertools import combinations, pairwise

from hypothesis import given
from hypothesis import strategies as st

from nostro.cases.report_drawings import text_width
from nostro.cases.report_timeline import Event, Lane, draw_timeline

DAYS = st.dates(date(1990, 1, 1), date(2030, 1, 1))


def drawn(lanes, events):
    return draw_timeline(lanes, events)


def room(flag):
    wide = text_width(flag.event.label, 11.5)
    return (flag.x - wide, flag.x) if flag.anchor == "end" else (flag.x, flag.x + wide)


@given(st.lists(DAYS, min_size=1, max_size=30), st.lists(DAYS, max_size=8))
def test_labels_of_events_do_not_touch_and_nothing_is_lost(days, marked):
    events = [Event(on, f"us_ofac_sdn, {on}") for on in marked]
    timeline = drawn([Lane("Finding", days)], events)
    assert sum(mark.number for mark in timeline.lanes[0][3]) == len(days)
    assert len(timeline.flags) == len(events)
    for first, second in combinations(timeline.flags, 2):
        (a, b), (c, d) = room(first), room(second)
        assert first.y != second.y or b < c or d < a
    xs = [mark.x for mark in timeline.lanes[0][3]]
    assert all(a < b for a, b in pairwise(xs))
    assert all(timeline.left <= x <= timeline.width for x in xs)
    ticks = timeline.ticks
    assert all(b[0] - a[0] > 40 for a, b in pairwise(ticks))


def test_payments_of_one_day_are_one_mark_with_their_number():
    on = date(2024, 6, 4)
    timeline = drawn([Lane("A", [on, on, on + timedelta(days=60)])], [])
    assert [mark.number for mark in timeline.lanes[0][3]] == [2, 1]
    assert timeline.lanes[0][3][0].about == "2 payments, 4 Jun 2024"


def test_days_stand_in_their_order_on_the_axis():
    day, after = date(2024, 9, 19), date(2024, 9, 20)
    events = [Event(after, "list"), Event(day, "Designation", strong=True)]
    timeline = drawn([Lane("A", [date(2024, 6, 1)])], events)
    by_label = {flag.event.label: flag for flag in timeline.flags}
    assert by_label["Designation"].x < by_label["list"].x
    assert by_label["Designation"].event.strong
    assert [words for _, words in timeline.ticks] == [
        "Jun 2024",
        "Jul 2024",
        "Aug 2024",
        "Sep 2024",
    ]


def test_without_payments_there_is_no_timeline():
    assert drawn([], [Event(date(2024, 9, 19), "Designation")]) is None
    assert drawn([Lane("A", [])], []) is None
