from datetime import UTC, date, datetime

import pytest
import typer

from nostro.cli.options import exit_with, parse_day, parse_time
from nostro.model.errors import UsageError


def test_days_and_times():
    assert parse_day("2024-09-19", "--published") == date(2024, 9, 19)
    assert parse_day(None, "--published") is None
    assert parse_time("2024-09-19T12:00", "--known-at") == datetime(2024, 9, 19, 12, tzinfo=UTC)
    assert parse_time("2024-09-19T12:00+02:00", "--known-at") == datetime(
        2024, 9, 19, 10, tzinfo=UTC
    )


@pytest.mark.parametrize("text", ["19.9.2024", "yesterday", "2024-13-01"])
def test_other_days_are_refused_with_an_example(text):
    with pytest.raises(UsageError, match="--as-of takes a day such as 2024-09-19"):
        parse_day(text, "--as-of")
    with pytest.raises(UsageError, match="--known-at takes a time"):
        parse_time(text, "--known-at")


@pytest.mark.parametrize(
    ("problems", "hit", "status"), [(True, False, 3), (True, True, 10), (False, True, 10)]
)
def test_a_hit_goes_before_problems(problems, hit, status):
    with pytest.raises(typer.Exit) as ended:
        exit_with(problems=problems, hit=hit)
    assert ended.value.exit_code == status


def test_all_well_is_no_exit():
    try:
        exit_with(problems=False)
    except typer.Exit:
        pytest.fail("nothing was wrong")
