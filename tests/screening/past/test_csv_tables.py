"""CSV read by column gives what reading it row by row gives."""

import gzip
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.screening.past.test_tables import read_by_column

from nostro.model.problems import Problem
from nostro.payments import read_payments
from nostro.payments.table import write_table
from nostro.screening.past import csv_tables
from nostro.screening.past.csv_tables import csv_parts

HEAD = "payment_id,booked_at,amount_minor,currency,debtor_name,creditor_name,remittance,more"
GOOD = "p{},2024-07-01T12:00:00+00:00,5,EUR,Bakery,Mill,for bread,x"


def assert_read_alike(path):
    items = list(read_payments(path))
    records, problems = read_by_column(path)
    assert records == [item for item in items if not isinstance(item, Problem)]
    assert problems == [item for item in items if isinstance(item, Problem)]


def table(*rows, end="\n"):
    return end.join([HEAD, *rows, ""]).encode()


CELLS = st.sampled_from(
    ["", "a", '"a"', '"a,b"', '"a ""b"" c"', '"a\nb"', '"a\r\nb"', '"a\rb"', 'a"b', '"a" ', '"',
     "x;y", "Хлеб", "\ufffd", "\x00", " ", "a\rb"]
)  # fmt: skip
TIMES = st.sampled_from(
    ["2024-07-01", "2024-07-01 12:00:00", "2024-07-01T12:00:00Z", "2024-07-01T12:00:00.123+02:00",
     "2024-07-01T12:00:00.123456", "2024-02-30", "2024-07-01T24:00:00", "2024-07-01T12:00:60Z",
     "2024-07-01T12:00", "20240701", "0001-01-01T00:00:00+01:00", "never", ""]
)  # fmt: skip
AMOUNTS = st.sampled_from(["5", "+5", "-5", " 5", "5.0", "9" * 19, "9223372036854775807", "", "٥"])
LINES = st.one_of(
    st.just(GOOD.format(1)),
    st.tuples(CELLS, TIMES, AMOUNTS, st.sampled_from(["EUR", "eur", "E"]), CELLS, CELLS, CELLS,
              CELLS).map(",".join),
    st.tuples(st.just("p"), TIMES, AMOUNTS, st.just("EUR,A,B"), CELLS, CELLS).map(",".join),
    st.lists(CELLS, max_size=9).map(",".join),
)  # fmt: skip


@settings(max_examples=80, deadline=None)
@given(
    lines=st.lists(st.tuples(LINES, st.sampled_from(["\n", "\n", "\r\n", "", "\r"])), max_size=8),
    block=st.sampled_from([1, 40, 100, 8 << 20]),
    bom=st.booleans(),
)
def test_any_csv_gives_the_records_and_problems_of_the_reader(lines, block, bom):
    text = HEAD + "\n" + "".join(line + end for line, end in lines)
    with TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        patch.setattr(csv_tables, "_BLOCK_BYTES", block)
        path = Path(folder) / "table.csv"
        path.write_bytes(b"\xef\xbb\xbf" * bom + text.encode())
        assert_read_alike(path)


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("name", ["table.csv", "TABLE.CSV.GZ"])
def test_plain_rows_are_read_by_column(tmp_path, end, name):
    path = tmp_path / name
    content = table(*map(GOOD.format, range(50)), end=end)
    path.write_bytes(gzip.compress(content) if name.endswith("GZ") else content)
    assert all(part.batch for part in csv_parts(path))
    assert_read_alike(path)


def test_a_written_table_is_read_by_column(tmp_path, make_payment):
    path = tmp_path / "table.csv"
    zone = timezone(timedelta(hours=2))
    write_table(
        [
            make_payment(
                "p1", intermediary_agents=["DEUTDEFF", "BARCGB22"], remittance='a "b"\r\nc'
            ),
            make_payment("p2", booked_at=datetime(2024, 1, 1, 1, 2, 3, 4, tzinfo=zone)),
            make_payment("p3", booked_at=datetime(2024, 1, 1, tzinfo=UTC)),
        ],
        path,
    )
    assert all(part.batch for part in csv_parts(path))
    assert_read_alike(path)


@pytest.mark.parametrize(
    "content",
    [
        b"", b"\n", b"a,b\n", HEAD.encode(), b'"payment_id",x\n',
        table("p1,2024-07-01,5,EUR,A,B,r,x", "short,row", "", GOOD.format(3)),
        table(GOOD.format(1)) + b"p2,2024-07-01,5,EUR,A,B,\xff\xfe,x\n",
        table('p1,2024-07-01,5,EUR,A,B,"never closed,x', GOOD.format(2)),
        table(f"p1,2024-07-01,5,EUR,A,B,{'x' * 1_100_000},x", GOOD.format(2)),
        HEAD.replace("more", "remittance").encode() + b"\n" + GOOD.format(1).encode(),
        gzip.compress(table(GOOD.format(1)))[:-9],
    ],
)  # fmt: skip
@pytest.mark.parametrize("name", ["table.csv", "table.csv.gz"])
def test_bad_tables_are_told_alike(tmp_path, content, name):
    path = tmp_path / name
    path.write_bytes(content)
    assert_read_alike(path)
