from typing import NamedTuple

from hypothesis import given
from hypothesis import strategies as st

from nostro.screening.past.tiers import to_merge


class Sized(NamedTuple):
    rows: int


def after(sizes):
    """What is left of segments that were added one by one, and how many rows were written."""
    held: list[Sized] = []
    written = 0
    for size in sizes:
        held.append(Sized(size))
        written += size
        while some := to_merge(held):
            assert held[-len(some) :] == some
            held[-len(some) :] = [Sized(sum(one.rows for one in some))]
            written += held[-1].rows
    return held, written


@given(st.lists(st.integers(1, 3_000_000), max_size=60))
def test_no_row_is_lost_and_few_segments_are_left(sizes):
    held, _ = after(sizes)
    assert sum(one.rows for one in held) == sum(sizes)
    small = [one for one in held if one.rows < 8]
    assert len(small) <= 7
    assert not to_merge(held)


def test_a_year_of_days_is_a_handful_and_was_written_a_few_times():
    held, written = after([27_000] * 365)
    assert len(held) == 15
    assert round(written / (365 * 27_000), 1) == 2.9


def test_a_large_segment_is_left_alone():
    held, written = after([10_000_000, *[9_000_000] * 10])
    assert len(held) == 11
    assert written == 100_000_000
