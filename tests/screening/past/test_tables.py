"""A table read by column gives what reading it row by row gives."""

from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from nostro.model.problems import Problem
from nostro.payments import read_payments
from nostro.payments.table import write_table
from nostro.screening.past.segment import Segment
from nostro.screening.past.sources import batches_in
from nostro.screening.past.tables import is_plain, parquet_parts
from nostro.screening.past.writing import SegmentWriter

TEXTS = st.one_of(
    st.none(), st.sampled_from(["", " ", "Bakery", "Хлеб", "a\nb", "x;y", "\x00", "\ufffd"])
)
ROWS = st.fixed_dictionaries(
    {
        "payment_id": st.one_of(TEXTS, st.just("p1")),
        "booked_at": st.one_of(
            st.none(), st.datetimes(datetime(1900, 1, 1), datetime(2100, 1, 1))  # noqa: DTZ001
        ),
        "amount_minor": st.one_of(st.none(), st.integers(-(2**63), 2**63 - 1), st.just(5)),
        "currency": st.sampled_from([None, "", " ", "EUR", "eur", " EUR", "E"]),
        "debtor_name": st.one_of(st.just("Bakery"), TEXTS),
        "creditor_agent": st.one_of(st.just("DEUTDEFF"), TEXTS),
        "intermediary_agents": st.one_of(st.none(), st.lists(TEXTS, max_size=2)),
        "remittance": TEXTS,
        "uetr": TEXTS,
        "other": st.sampled_from([None, "", '{"a": "b"}', "{"]),
    }
)  # fmt: skip
SCHEMA: dict[str, Any] = {
    "booked_at": pl.Datetime("us"),
    "amount_minor": pl.Int64,
    "intermediary_agents": pl.List(pl.String),
}


def read_by_column(path):
    problems: list[Problem] = []
    with TemporaryDirectory() as folder:
        writer = SegmentWriter(Path(folder))
        try:
            for batch in batches_in([path], problems.append):
                writer.add(batch)
            writer.finish()
        finally:
            writer.close()
        segment = Segment(Path(folder))
        return list(segment.records(range(len(segment)))), problems


@settings(max_examples=60, deadline=None)
@given(rows=st.lists(ROWS, min_size=1, max_size=6))
def test_any_table_gives_the_records_and_problems_of_the_reader(rows):
    with TemporaryDirectory() as folder:
        path = Path(folder) / "table.parquet"
        schema = {name: SCHEMA.get(name, pl.String) for name in rows[0]}
        pl.DataFrame(rows, schema=schema).write_parquet(path)
        items = list(read_payments(path))
        records, problems = read_by_column(path)
        assert [_plain(item) for item in items if not isinstance(item, Problem)] == records
        assert [item for item in items if isinstance(item, Problem)] == problems


def _plain(payment):
    """A payment without its empty texts in lists, which say nothing."""
    payment.uetr = payment.uetr or None
    return payment


def test_a_written_table_is_read_by_column(tmp_path, make_payment):
    path = tmp_path / "table.parquet"
    agents = ["DEUTDEFF", "BARCGB22"]
    payments = [
        make_payment("p1", intermediary_agents=agents, uetr="u1"),
        make_payment("p2", booked_at=datetime(1969, 12, 31, 23, 59, tzinfo=UTC)),
    ]
    write_table(payments, path)
    assert is_plain(path)
    assert all(part.batch for part in parquet_parts(path))
    records, problems = read_by_column(path)
    assert records == list(read_payments(path))
    assert problems == []


def test_other_files_are_left_to_the_reader(tmp_path):
    path = tmp_path / "table.parquet"
    pl.DataFrame({"payment_id": [1]}).write_parquet(path)
    assert not is_plain(path)
    path.write_bytes(b"PAR1 and no more")
    assert not is_plain(path)


def test_a_table_damaged_in_its_middle_is_a_problem_as_for_the_reader(tmp_path, make_payment):
    path = tmp_path / "table.parquet"
    write_table([make_payment(f"p{number}") for number in range(2_000)], path)
    raw = bytearray(path.read_bytes())
    raw[8 : len(raw) // 2] = bytes(len(raw) // 2 - 8)
    path.write_bytes(raw)
    records, problems = read_by_column(path)
    assert (records, problems) == ([], list(read_payments(path)))
    assert [problem.code for problem in problems] == ["unreadable"]
