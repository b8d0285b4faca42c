import json

import pytest

from nostro.cli.stream import Rows, lines_to

COLUMNS = {"number": lambda row: row["n"]}


def test_a_file_of_lines_appears_when_it_is_whole(tmp_path):
    path = tmp_path / "new" / "hits.jsonl"
    with lines_to(path) as tell:
        tell({"b": 1, "a": 2})
        assert not path.exists()
    assert path.read_bytes() == b'{"a":2,"b":1}\n'


def test_an_error_leaves_the_file_that_was(tmp_path):
    path = tmp_path / "hits.jsonl"
    path.write_text("before")
    with pytest.raises(TypeError), lines_to(path) as tell:
        tell(object())
    assert [p.name for p in tmp_path.iterdir()] == ["hits.jsonl"]
    assert path.read_text() == "before"


@pytest.mark.parametrize("count", [0, 1, 3])
@pytest.mark.parametrize("output", ["json", "jsonl"])
def test_records_come_as_json_one_by_one(capfdbinary, output, count):
    rows = Rows(output, COLUMNS)
    records = [{"n": n, "text": "a\nb"} for n in range(count)]
    for record in records:
        rows.add(record)
    rows.finish(empty="none")
    shown = capfdbinary.readouterr().out
    lines = [json.loads(line) for line in shown.splitlines()] if output == "jsonl" else []
    assert (lines or json.loads(shown or b"[]")) == records


def test_a_table_shows_the_first_rows_and_counts_the_rest(capfd):
    rows = Rows("table", COLUMNS)
    for n in range(1_003):
        rows.add({"n": n})
    rows.finish(empty="none")
    shown = capfd.readouterr()
    assert "999" in shown.out
    assert "1000" not in shown.out
    assert "3 more" in shown.err
