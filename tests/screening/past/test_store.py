import os
import signal
import subprocess
import sys
import time
from datetime import UTC, datetime
from random import Random

import pytest

from nostro.model.errors import InputError, WorkspaceError
from nostro.payments.table import write_table
from nostro.screening.past import store as past_store
from nostro.screening.past.store import PastStore

AT = datetime(2026, 1, 2, tzinfo=UTC)


@pytest.fixture
def tables(tmp_path, make_payment):
    """Two days of payments as tables."""
    made = []
    for day in (1, 2):
        path = tmp_path / f"day-{day}.parquet"
        booked_at = datetime(2024, 7, day, 12, tzinfo=UTC)
        items = [
            make_payment(f"{day}-{i}", creditor_name=f"Bakery {day}", booked_at=booked_at)
            for i in range(3)
        ]
        write_table(items, path)
        made.append(path)
    return made


@pytest.fixture
def store(tmp_path):
    return PastStore(tmp_path / "past")


def held(store):
    return [
        record.payment_id
        for segment in store.segments()
        for record in segment.records(range(len(segment)))
    ]


def test_each_addition_is_a_segment_and_what_stood_before_is_not_touched(store, tables, tmp_path):
    first = store.add(tables[:1], added_at=AT).segment
    assert first.payments == 3
    assert first.first_booked_at == datetime(2024, 7, 1, 12, tzinfo=UTC)
    before = {path: path.stat().st_mtime_ns for path in (tmp_path / "past").rglob("*")}
    second = store.add(tables, added_at=AT)
    assert second.known == [tables[0]]
    assert second.segment.payments == 3
    unchanged = {path: path.stat().st_mtime_ns for path in before if path.is_file()}
    assert unchanged == {path: at for path, at in before.items() if path.is_file()}
    assert held(store) == [f"{day}-{i}" for day in (1, 2) for i in range(3)]


def test_the_same_content_is_known_under_any_name(store, tables, tmp_path):
    store.add(tables, added_at=AT)
    renamed = tmp_path / "again.parquet"
    renamed.write_bytes(tables[0].read_bytes())
    again = store.add([renamed, *tables], added_at=AT)
    assert again.segment is None
    assert again.known == [renamed, *tables]
    assert len(store.records()) == 1


def test_problems_are_counted_and_the_good_rows_kept(store, tmp_path, tables):
    broken = tmp_path / "more.csv"
    broken.write_text("payment_id,booked_at,amount_minor,currency\nx,never,1,EUR\n")
    added = store.add([*tables, broken], added_at=AT)
    assert [problem.code for problem in added.problems] == ["bad-value"]
    assert added.segment.problems == 1
    assert added.segment.payments == 6


def test_a_file_of_which_nothing_could_be_read_is_not_known_afterwards(store, tmp_path):
    broken = tmp_path / "broken.parquet"
    broken.write_bytes(b"PAR1 and no more")
    for _ in range(2):
        added = store.add([broken], added_at=AT)
        assert [problem.code for problem in added.problems] == ["unreadable"]
        assert (added.segment, added.known) == (None, [])
    assert store.records() == []


def test_a_missing_file_is_refused_and_nothing_added(store, tables, tmp_path):
    with pytest.raises(InputError, match="no such file"):
        store.add([*tables, tmp_path / "none.csv"], added_at=AT)
    assert store.records() == []


def test_equal_files_give_equal_bytes(tmp_path, tables):
    for name in ("one", "two"):
        PastStore(tmp_path / name).add(tables, added_at=AT)
    one, two = (
        {path.relative_to(tmp_path / name): path.read_bytes() for path in files if path.is_file()}
        for name in ("one", "two") for files in [sorted((tmp_path / name).rglob("*"))]
    )  # fmt: skip
    assert one == two


@pytest.mark.parametrize("name", ["names.data", "row.amount", "columns.json", "segment.json"])
def test_damage_is_refused_with_what_to_do(store, tables, tmp_path, name):
    store.add(tables, added_at=AT)
    (path,) = (tmp_path / "past").rglob(name)
    raw = bytearray(path.read_bytes())
    raw[len(raw) // 2] ^= 0xFF
    path.write_bytes(raw)
    with pytest.raises(WorkspaceError, match=r"damaged .* `nostro past add`"):
        held(store)


def test_a_cut_column_is_refused(store, tables, tmp_path):
    store.add(tables, added_at=AT)
    (path,) = (tmp_path / "past").rglob("names.data")
    path.write_bytes(path.read_bytes()[:-1])
    with pytest.raises(WorkspaceError, match="damaged"):
        held(store)


def test_what_another_engine_read_is_read_anew(store, tables, monkeypatch):
    store.add(tables, added_at=AT)
    before = held(store)
    monkeypatch.setattr(past_store, "engine", lambda: "another")
    with pytest.raises(WorkspaceError, match="run `nostro past add`"):
        held(store)
    (old,) = store.records()
    assert store.add([], added_at=AT).renewed == [old.segment]
    (new,) = store.records()
    assert (new.files, new.added_at) == (old.files, old.added_at)
    assert held(store) == before
    assert store.add(tables, added_at=AT).segment is None


@pytest.fixture
def days(tmp_path, make_payment):
    """Tables of ten days, two payments each, with texts of every kind."""
    made = []
    for day in range(10):
        path = tmp_path / f"day-{day}.parquet"
        items = [
            make_payment(
                f"{day}-{i}", creditor_name=f"Bakery {i}", remittance=f"for Хлеб {day} AT&T",
                intermediary_agents=["DEUTDEFF", "BARCGB22"][:i], uetr=f"u{day}",
                booked_at=datetime(2024, 7, 1 + day, tzinfo=UTC),
            )
            for i in range(2)
        ]  # fmt: skip
        write_table(items, path)
        made.append(path)
    return made


def records_of(store):
    return [
        record
        for segment in store.segments()
        for record in segment.records(range(len(segment)))
    ]  # fmt: skip


def test_small_segments_become_one_that_says_the_same(store, days, tmp_path):
    merged = []
    for day in days:
        merged += store.add([day], added_at=AT).merged
    one = PastStore(tmp_path / "one")
    one.add(days, added_at=AT)
    assert records_of(store) == records_of(one)
    assert [record.payments for record in store.records()] == [16, 2, 2]
    assert [len(record.replaces) for record in merged] == [8]
    (first, *_) = store.records()
    assert first == merged[0]
    assert [file.given for file in first.files] == [f"day-{day}.parquet" for day in range(8)]
    assert (first.first_booked_at, first.last_booked_at) == (
        datetime(2024, 7, 1, tzinfo=UTC), datetime(2024, 7, 8, tzinfo=UTC)
    )  # fmt: skip
    assert len(list((tmp_path / "past").iterdir())) == 3
    assert store.add(days, added_at=AT).segment is None


def test_a_merged_segment_is_as_if_its_files_had_come_at_once(store, days, tmp_path):
    for day in days[:8]:
        store.add([day], added_at=AT)
    PastStore(tmp_path / "one").add(days[:8], added_at=AT)
    columns = [
        {path.name: path.read_bytes() for path in (tmp_path / name).glob("*/*")
         if path.name != "segment.json"}
        for name in ("past", "one")
    ]  # fmt: skip
    assert columns[0] == columns[1]


def test_what_is_open_stays_readable_while_segments_are_merged(store, days):
    for day in days[:7]:
        store.add([day], added_at=AT)
    reading = store.segments()
    found = list(next(reading).records([0, 1]))
    store.add([days[7]], added_at=AT)
    assert len(store.records()) == 1
    found += [record for segment in reading for record in segment.records([0, 1])]
    assert found == records_of(store)[:14]


def test_what_a_crash_left_of_a_merge_is_not_counted_twice(store, days, tmp_path, monkeypatch):
    for day in days[:7]:
        store.add([day], added_at=AT)
    monkeypatch.setattr(PastStore, "_sweep", lambda _: None)
    store.add([days[7]], added_at=AT)
    monkeypatch.undo()
    assert len(list((tmp_path / "past").iterdir())) == 9
    assert len(records_of(store)) == 16
    assert store.add(days[:8], added_at=AT).segment is None
    assert len(list((tmp_path / "past").iterdir())) == 1


ADD = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from nostro.screening.past.store import PastStore
print("ready", flush=True)
PastStore(Path(sys.argv[1])).add(map(Path, sys.argv[2:]), added_at=datetime(2026, 1, 2, tzinfo=UTC))
"""


def test_a_kill_at_any_time_leaves_the_old_or_the_new_past(store, tables, tmp_path):
    store.add(tables[:1], added_at=AT)
    old = held(store)
    both = [*old, *(f"2-{i}" for i in range(3))]
    rng = Random(7)
    took = 0.5
    for _ in range(6):
        process = subprocess.Popen(
            [sys.executable, "-c", ADD, str(tmp_path / "past"), str(tables[1])],
            stdout=subprocess.PIPE,
        )
        assert process.stdout
        started = time.monotonic()
        assert process.stdout.readline() == b"ready\n"
        time.sleep(rng.uniform(0, took))
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
        process.stdout.close()
        took = max(took, time.monotonic() - started)
        assert held(store) in (old, both)
    store.add(tables, added_at=AT)
    assert held(store) == both
    assert [path.name for path in (tmp_path / "past").iterdir() if path.name[0] == "."] == []
