import polars as pl
import pytest

from nostro.model.errors import InputError
from nostro.payments.records import read_records, write_records


def test_what_is_written_is_read_back(tmp_path):
    path = tmp_path / "accounts.csv"
    rows = [{"account": "A1", "holder": 'Ĺ, "quoted"'}, {"account": "A2", "holder": "two\nlines"}]
    write_records(rows, path, columns=("account", "holder"))
    assert list(read_records(path)) == rows


def test_parquet_and_csv_say_the_same(tmp_path):
    pl.DataFrame({"id": [1, 2], "name": ["a", None]}).write_parquet(tmp_path / "t.parquet")
    (tmp_path / "t.csv").write_text("id,name\n1,a\n2,\n")
    expected = [{"id": "1", "name": "a"}, {"id": "2"}]
    assert list(read_records(tmp_path / "t.parquet")) == expected
    assert list(read_records(tmp_path / "t.csv")) == expected


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.parquet", b"no", "not a Parquet file"),
        ("a.csv", b"id,name\n1,2,3\n", "line 2 has too many cells"),
        ("a.csv", b"id,name\n\xff\xfe,2\n", "not a UTF-8 table"),
        ("a.csv.gz", b"no", "[Nn]ot a gzip"),
    ],
)
def test_what_is_no_table_is_refused_in_one_line(tmp_path, name, content, message):
    (tmp_path / name).write_bytes(content)
    with pytest.raises(InputError, match=message):
        list(read_records(tmp_path / name))


def test_a_missing_table_is_named(tmp_path):
    with pytest.raises(InputError, match=r"none\.csv: No such file"):
        list(read_records(tmp_path / "none.csv"))
