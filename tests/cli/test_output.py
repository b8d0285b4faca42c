import json

from nostro.cli.output import json_line, print_rows, say_problems, write_lines
from nostro.model.problems import Problem


def problem(number):
    return Problem(source="a.xml", location=f"transaction {number}", code="bad", message="wrong")


def test_lines_are_json_with_sorted_keys(tmp_path):
    assert json_line({"b": 1, "a": "ж"}) == '{"a":"ж","b":1}\n'.encode()
    assert write_lines([problem(1), problem(2)], tmp_path / "new" / "p.jsonl") == 2
    lines = (tmp_path / "new" / "p.jsonl").read_text().splitlines()
    assert [json.loads(line)["location"] for line in lines] == ["transaction 1", "transaction 2"]


def test_a_table_shows_no_control_characters_and_no_markup(capsys):
    rows = [{"name": "a\x1b[31mred\x07 [bold]x[/bold]"}]
    print_rows(rows, "table", columns={"name": lambda row: row["name"]}, empty="none")
    shown = capsys.readouterr().out
    assert "\x1b[31m" not in shown
    assert "\x07" not in shown
    assert "[bold]x[/bold]" in shown


def test_no_rows_is_a_sentence_on_standard_error(capsys):
    print_rows([], "table", columns={}, empty="Nothing found.")
    shown = capsys.readouterr()
    assert (shown.out, shown.err.strip()) == ("", "Nothing found.")


def test_json_is_one_document_and_jsonl_a_line_each(capfdbinary):
    print_rows([{"a": 1}, {"a": 2}], "json", columns={}, empty="")
    assert json.loads(capfdbinary.readouterr().out) == [{"a": 1}, {"a": 2}]
    print_rows([{"a": 1}, {"a": 2}], "jsonl", columns={}, empty="")
    assert len(capfdbinary.readouterr().out.splitlines()) == 2


def test_many_problems_are_counted_not_listed(capsys):
    say_problems([problem(number) for number in range(50)])
    shown = capsys.readouterr().err
    assert shown.count("problem:") == 20
    assert "30 more problems" in shown
