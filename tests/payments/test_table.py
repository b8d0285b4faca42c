"""The payments table: what is written is read again, and no row is lost."""

import gzip
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nostro.model.errors import InputError
from nostro.model.payments import COLUMNS, Payment
from nostro.model.problems import Problem
from nostro.payments.table import read_table, write_table

HEADER = "payment_id,booked_at,amount_minor,currency,debtor_name,creditor_name"
GOOD = "P1,2024-06-01T10:00:00Z,12345,USD,Ann,Bob"

_WORDS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1)
_ITEMS = _WORDS.filter(lambda item: ";" not in item)
_TEXT_COLUMNS = [
    column
    for column, kind in Payment.__annotations__.items()
    if kind == str | None or column in {"debtor_name", "creditor_name"}
]
PAYMENTS = st.builds(
    Payment,
    payment_id=_WORDS,
    booked_at=st.datetimes(timezones=st.just(UTC)),
    amount_minor=st.integers(0, 2**63 - 1),
    currency=st.sampled_from(["USD", "RUB", "KPW", "JPY", "KWD"]),
    intermediary_agents=st.lists(_ITEMS, max_size=3),
    intermediary_agent_names=st.lists(_ITEMS, max_size=3),
    debtor_agent=_WORDS,
    creditor_account=_WORDS,
    **{column: st.none() | _WORDS for column in _TEXT_COLUMNS if column.endswith(("_name", "_id"))},
    remittance=st.none() | _WORDS,
    other=st.dictionaries(_WORDS, _WORDS, max_size=3),
)  # fmt: skip


def read(path: Path) -> list[Payment | Problem]:
    return list(read_table(path))


def bare(payment: Payment) -> dict[str, Any]:
    return {column: getattr(payment, column) for column in COLUMNS}


def csv_of(tmp_path: Path, *rows: str, header: str = HEADER) -> Path:
    path = tmp_path / "payments.csv"
    path.write_text("\n".join([header, *rows, ""]), encoding="utf-8")
    return path


@pytest.mark.parametrize("suffix", [".csv", ".parquet"])
@settings(max_examples=40)
@given(payments=st.lists(PAYMENTS, max_size=4))
def test_what_is_written_is_read(suffix: str, payments: list[Payment], tmp_path: Path) -> None:
    path = tmp_path / f"payments{suffix}"
    assert write_table(payments, path) == len(payments)
    found = [item for item in read_table(path) if isinstance(item, Payment)]
    assert [bare(item) for item in found] == [bare(payment) for payment in payments]
    assert [p.name for p in tmp_path.iterdir()] == [path.name]


@pytest.mark.parametrize("suffix", [".csv", ".parquet"])
def test_the_same_payments_give_the_same_bytes(suffix: str, tmp_path: Path) -> None:
    [payment] = read(csv_of(tmp_path, GOOD))
    first, second = tmp_path / f"a{suffix}", tmp_path / f"b{suffix}"
    for path in (first, second):
        write_table([payment] * 3, path)  # type: ignore[list-item]
    assert first.read_bytes() == second.read_bytes()


def test_a_table_of_no_payments_is_a_table(tmp_path: Path) -> None:
    for suffix in (".csv", ".parquet"):
        assert write_table([], tmp_path / f"none{suffix}") == 0
        assert read(tmp_path / f"none{suffix}") == []


def test_a_row_with_its_place(tmp_path: Path) -> None:
    path = csv_of(tmp_path, GOOD)
    assert read(path) == [
        Payment(
            payment_id="P1",
            booked_at=datetime(2024, 6, 1, 10, tzinfo=UTC),
            amount_minor=12345,
            currency="USD",
            debtor_name="Ann",
            creditor_name="Bob",
            source=str(path),
            location="line 2",
        )
    ]


def test_rows_of_parquet_are_numbered_from_one(tmp_path: Path) -> None:
    [payment] = read(csv_of(tmp_path, GOOD))
    write_table([payment] * 2, tmp_path / "p.parquet")  # type: ignore[list-item]
    assert [item.location for item in read_table(tmp_path / "p.parquet")] == ["row 1", "row 2"]


def test_a_gzipped_table_and_unknown_columns(tmp_path: Path) -> None:
    path = tmp_path / "payments.csv.gz"
    path.write_bytes(gzip.compress(f"{HEADER},colour\n{GOOD},red\n".encode()))
    [payment] = read(path)
    assert isinstance(payment, Payment)
    assert payment.debtor_name == "Ann"


@pytest.mark.parametrize(
    ("written", "hour"),
    [
        ("2024-06-01T10:00:00Z", 10),
        ("2024-06-01T10:00:00+03:00", 7),
        ("2024-06-01 10:00:00", 10),
        ("2024-06-01", 0),
    ],
)
def test_times_are_utc(written: str, hour: int, tmp_path: Path) -> None:
    [payment] = read(csv_of(tmp_path, f"P1,{written},1,USD,Ann,Bob"))
    assert isinstance(payment, Payment)
    assert payment.booked_at == datetime(2024, 6, 1, hour, tzinfo=UTC)


def test_times_of_parquet_are_utc_whatever_their_zone(tmp_path: Path) -> None:
    moscow = datetime(2024, 6, 1, 10, tzinfo=timezone(timedelta(hours=3)))
    for booked_at in (moscow, moscow.replace(hour=7, tzinfo=None)):
        columns = HEADER.split(",")
        pl.DataFrame([["P1", booked_at, 5, "usd", "Ann", "Bob"]], schema=columns, orient="row") \
            .write_parquet(tmp_path / "p.parquet")  # fmt: skip
        [payment] = read(tmp_path / "p.parquet")
        assert isinstance(payment, Payment)
        assert payment.booked_at == datetime(2024, 6, 1, 7, tzinfo=UTC)
        assert payment.currency == "USD"


def test_lists_are_split_at_semicolons(tmp_path: Path) -> None:
    header = f"{HEADER},intermediary_agents"
    [payment] = read(csv_of(tmp_path, f"{GOOD},AAAADEFF;;BBBBRUMM", header=header))
    assert isinstance(payment, Payment)
    assert payment.intermediary_agents == ["AAAADEFF", "BBBBRUMM"]


def test_a_semicolon_in_an_item_does_not_make_two(tmp_path: Path) -> None:
    [payment] = read(csv_of(tmp_path, GOOD))
    assert isinstance(payment, Payment)
    payment.intermediary_agent_names = ["Bank; Branch"]
    write_table([payment], tmp_path / "t.csv")
    [again] = read(tmp_path / "t.csv")
    assert isinstance(again, Payment)
    assert again.intermediary_agent_names == ["Bank, Branch"]


@pytest.mark.parametrize(
    ("row", "code", "said"),
    [
        ("P1,2024-06-01,1,USD,Ann", "broken-row", "5 cells"),
        ("P1,2024-06-01,1,USD,Ann,Bob,More", "broken-row", "7 cells"),
        ("P1,2024-06-01,1.5,USD,Ann,Bob", "bad-value", "amount_minor"),
        ("P1,2024-06-01,-1,USD,Ann,Bob", "bad-value", "negative"),
        ("P1,2024-06-01,1_0,USD,Ann,Bob", "bad-value", "amount_minor"),
        ("P1,2024-06-01,9223372036854775808,USD,Ann,Bob", "bad-value", "64 bits"),
        ("P1,yesterday,1,USD,Ann,Bob", "bad-value", "booked_at"),
        ("P1,0001-01-01T00:00:00+14:00,1,USD,Ann,Bob", "bad-value", "booked_at"),
        ("P1,2024-06-01,1,USD,An\0n,Bob", "bad-value", "NUL"),
        (",2024-06-01,1,USD,Ann,Bob", "incomplete", "payment_id"),
        ("P1,,1,USD,Ann,Bob", "incomplete", "booked_at"),
        ("P1,2024-06-01,,USD,Ann,Bob", "incomplete", "amount_minor"),
        ("P1,2024-06-01,1,,Ann,Bob", "incomplete", "currency"),
        ("P1,2024-06-01,1,USD,,Bob", "incomplete", "debtor"),
        ("P1,2024-06-01,1,USD,Ann,", "incomplete", "creditor"),
    ],
)
def test_a_bad_row_is_a_problem_and_stops_nothing(
    row: str, code: str, said: str, tmp_path: Path
) -> None:
    problem, payment = read(csv_of(tmp_path, row, GOOD))
    assert isinstance(problem, Problem)
    assert (problem.location, problem.code) == ("line 2", code)
    assert said in problem.message
    assert isinstance(payment, Payment)
    assert payment.location == "line 3"


def test_a_latin_1_table_is_read_with_a_problem_beside(tmp_path: Path) -> None:
    path = csv_of(tmp_path, GOOD.replace("Ann", "Müller"))
    path.write_bytes(path.read_text(encoding="utf-8").encode("latin-1"))
    payment, problem = read(path)
    assert isinstance(payment, Payment)
    assert isinstance(problem, Problem)
    assert problem.code == "not-utf-8"


def test_an_open_quote_does_not_swallow_the_file_in_silence(tmp_path: Path) -> None:
    rows = [GOOD, 'P2,2024-06-01,1,USD,"Ann,Bob', *[GOOD] * 30_000]
    found = read(csv_of(tmp_path, *rows))
    problems = [item for item in found if isinstance(item, Problem)]
    assert isinstance(found[0], Payment)
    assert problems[0].code == "broken-row"


@pytest.mark.parametrize("header", ["", "payment_id,currency", "payment_id;booked_at;amount_minor"])
def test_a_table_without_its_columns_is_refused(header: str, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="booked_at, amount_minor"):
        read(csv_of(tmp_path, header=header))


def test_a_missing_or_wrong_file_is_refused(tmp_path: Path) -> None:
    for name in ("none.csv", "none.csv.gz", "none.parquet"):
        with pytest.raises(InputError):
            read(tmp_path / name)
    for name in ("text.parquet", "text.csv.gz"):
        (tmp_path / name).write_text("no table", encoding="utf-8")
        with pytest.raises(InputError):
            read(tmp_path / name)


@given(data=st.binary(max_size=400))
def test_any_bytes_are_rows_or_problems_or_refused(data: bytes, tmp_path: Path) -> None:
    path = tmp_path / "payments.csv"
    path.write_bytes(HEADER.encode() + b"\n" + data)
    assert all(isinstance(item, Payment | Problem) for item in read_table(path))


@settings(max_examples=60)
@given(cuts=st.lists(st.tuples(st.floats(0, 1), st.binary(min_size=1, max_size=3)), max_size=4))
def test_a_damaged_parquet_file_is_refused_or_read(
    cuts: list[tuple[float, bytes]], tmp_path: Path
) -> None:
    path = tmp_path / "payments.parquet"
    [payment] = read(csv_of(tmp_path, GOOD))
    write_table([payment] * 20, path)  # type: ignore[list-item]
    data = path.read_bytes()
    for at, piece in cuts:
        place = int(at * (len(data) - len(piece)))
        data = data[:place] + piece + data[place + len(piece) :]
    path.write_bytes(data)
    try:
        items = read(path)
    except InputError:
        items = []
    assert len(items) <= 40


def test_other_that_is_no_json_object_is_a_problem(tmp_path):
    path = tmp_path / "t.csv"
    path.write_text(f"{HEADER},other\n{GOOD},[1]\n")
    assert [type(item).__name__ for item in read(path)] == ["Problem"]
