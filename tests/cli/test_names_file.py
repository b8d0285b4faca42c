import gzip
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nostro.cli.names_file import read_names
from nostro.model.errors import InputError
from nostro.model.problems import Problem


def read(path, content):
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    items = list(read_names(path))
    problems = [item for item in items if isinstance(item, Problem)]
    return [item for item in items if not isinstance(item, Problem)], problems


def test_every_row_is_a_query_or_a_problem(tmp_path):
    rows = [
        b"1,Kim Jong Un,1984", b"2,too,many,cells", b'3,"never closed,1', b"4,,", b"5,\xff\xfe,",
        b'6,"Two\r\nlines",1961', b"7,nul \x00 byte,", b"8", b"9," + b"x" * 1_500_000 + b",",
        b'10,5" pipe,', b"11,Last,",
    ]  # fmt: skip
    queries, problems = read(tmp_path / "a.csv", b"\n".join([b"id,name,birth_date", *rows]))
    assert [query["id"] for query in queries] == ["1", "4", "6", "7", "8", "10", "11"]
    assert [problem.location for problem in problems] == ["line 3", "line 4", "line 6", "line 11"]
    assert queries[2]["name"] == "Two\nlines"
    assert len(queries) + len(problems) == len(rows)


def test_a_compressed_file_and_one_with_a_byte_order_mark(tmp_path):
    content = "\ufeffname,schema\nTimer Bank,Company\n\n".encode()
    for name, raw in (("a.csv", content), ("a.csv.gz", gzip.compress(content))):
        queries, problems = read(tmp_path / name, raw)
        assert queries == [{"id": "1", "name": "Timer Bank", "schema": "Company"}]
        assert problems == []


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.csv", b"", "empty"),
        ("a.csv", b"id,who\n1,Kim", "column 'name'"),
        ("a.csv", "id,name\n1,Kim".encode("utf-16"), "UTF-8"),
        ("a.csv.gz", b"no gzip", "gzip"),
        ("a.parquet", b"PAR1", "Parquet"),
    ],
)
def test_a_file_that_holds_no_names_is_refused(tmp_path, name, content, message):
    with pytest.raises(InputError, match=message):
        read(tmp_path / name, content)
    with pytest.raises(InputError, match="no such file"):
        list(read_names(tmp_path / "missing.csv"))


def test_parties_are_asked_with_the_addresses_they_are_linked_to(tmp_path):
    lines = [
        {"id": "a1", "schema": "Address", "properties": {"full": ["1 Road, Moscow"]}},
        {"id": "p", "schema": "Person",
         "properties": {"name": ["Kim"], "addressEntity": ["a1", "gone"], "address": ["2 Lane"]}},
        {"id": "s", "schema": "Sanction", "properties": {"entity": ["p"]}},
        {"schema": "Person"},
    ]  # fmt: skip
    content = (
        "\n".join(map(json.dumps, lines)) + '\n{"id": "\\ud800", "schema": "Person"}\nnot json\n'
    )
    queries, problems = read(tmp_path / "a.jsonl", content)
    assert [query["id"] for query in queries if query["id"] != "\ud800"] == ["p"]
    assert queries[0]["properties"]["address"] == ["2 Lane", "1 Road, Moscow"]
    assert [problem.location for problem in problems] == ["line 4", "line 5", "line 6"]


@given(st.lists(st.binary(max_size=30).filter(lambda row: row.strip() and b"\n" not in row)))
def test_no_bytes_are_lost(tmp_path_factory, rows):
    rows = [row.replace(b'"', b"").replace(b"\r", b"") + b"," for row in rows]
    path = tmp_path_factory.mktemp("rows") / "a.csv"
    queries, problems = read(path, b"\n".join([b"name,schema", *rows]))
    assert len(queries) + len(problems) == len(rows)
