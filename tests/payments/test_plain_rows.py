"""Rows read by column are the rows read one by one, or they are left to that."""

from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nostro.model.payments import Payment
from nostro.payments.plain_rows import are_plain, payments_of
from nostro.payments.table import read_rows

TEXTS = st.one_of(st.none(), st.sampled_from(["", " ", "Anna", "Łódź", "a\0b", "a\ufffd", "EUR"]))
AGENTS = st.one_of(st.none(), st.lists(st.sampled_from(["DEUTDEFF", "", None]), max_size=2))
TIMES = st.integers(0, 2 * 10**9).map(lambda seconds: datetime.fromtimestamp(seconds, UTC))
ROWS = st.fixed_dictionaries(
    {
        "payment_id": st.sampled_from(["a", "b", "c", ""]),
        "booked_at": TIMES,
        "amount_minor": st.integers(-1, 10**12),
        "currency": st.sampled_from(["EUR", "EUR", "EUR", "eur"]),
        "debtor_name": TEXTS,
        "creditor_account": st.sampled_from(["DE1", "DE1", None]),
        "remittance": TEXTS,
        "intermediary_agents": AGENTS,
        "other": st.sampled_from([None, None, None, '{"21": "x"}']),
    }
)
SCHEMA: dict[str, Any] = {
    **dict.fromkeys(
        ["payment_id", "currency", "debtor_name", "creditor_account", "remittance", "other"],
        pl.String,
    ),
    "booked_at": pl.Datetime("us", "UTC"),
    "amount_minor": pl.Int64,
    "intermediary_agents": pl.List(pl.String),
}


def one_by_one(frame: pl.DataFrame) -> list[object]:
    rows = enumerate(frame.iter_rows(named=True), 1)
    return list(read_rows(Path("t"), ((f"row {number}", row) for number, row in rows)))


@settings(max_examples=300, deadline=None)
@given(rows=st.lists(ROWS, min_size=1, max_size=3))
def test_plain_rows_are_what_they_are_one_by_one(rows: list[dict[str, object]]) -> None:
    frame = pl.DataFrame(rows, schema=SCHEMA)
    read = one_by_one(frame)
    if are_plain(frame):
        assert list(payments_of(frame, 1, "t")) == read
    elif all(isinstance(item, Payment) for item in read) and len(read) == len(rows):
        # Only what is mended, or said beside the columns, is left though it is a payment.
        assert any(row["currency"] == "eur" or row["other"] for row in rows)


@pytest.mark.parametrize("unit", ["ms", "us", "ns"])
@pytest.mark.parametrize("zone", [None, "UTC", "Asia/Tokyo"])
def test_times_of_any_unit_and_zone_are_utc(unit: str, zone: str | None) -> None:
    there = timezone(timedelta(hours=9)) if zone == "Asia/Tokyo" else UTC
    at = datetime(2024, 7, 1, 3, 4, 5, 6_000, tzinfo=there)
    column = pl.Series("booked_at", [at.astimezone(UTC).replace(tzinfo=None)])
    typed = column.cast(pl.Datetime(unit)).dt.replace_time_zone(zone and "UTC")  # type: ignore[arg-type]
    frame = pl.DataFrame(
        {"payment_id": ["a"], "amount_minor": [1], "currency": ["EUR"], "debtor_name": ["A"],
         "creditor_name": ["B"]}
    ).with_columns(typed.dt.convert_time_zone(zone) if zone else typed)  # fmt: skip
    (payment,) = payments_of(frame, 1, "t")
    assert payment.booked_at == at
    assert payment.booked_at.tzinfo is UTC
    assert one_by_one(frame) == [payment]
