from typing import Any

import pytest

from nostro.cli.match_text import print_many, print_one


def row(feature, query="", candidate="", score=0.0, weight=0.0):
    return {
        "feature": feature, "query": query, "candidate": candidate, "score": score,
        "weight": weight,
    }  # fmt: skip


MATCH: dict[str, Any] = {
    "entity_id": "ofac-1", "caption": "NIKULIN, Dmitry Yuryevich", "schema": "Person",
    "datasets": ["us_ofac_sdn"], "score": 0.84, "match": True,
    "evidence": [
        row("weak_name", "dmitri nikulin", "NIKULIN, Dmitry", 0.88, 0.8),
        row("token_similar", "dmitri", "dmitry", 0.95, 7.9),
        row("token_equal", "nikulin", "nikulin", 1.0, 17.5),
        row("only_listed", "", "yuryevich"),
        row("birth_date", "1978", "1978-03-04", 0.5, 0.03),
        row("country_differs", "br", "ru", 0.0, -0.04),
        row("birth_year_near", "1979", "1978", 1.0, 0.0),
        row("treasury_score", "Dmitri Nikulin", "NIKULIN, Dmitry", 0.97),
        row("verdict", "without nikulin", "0.05, below 0.70", 0.05),
        row("verdict", "country ru", "0.89, still a match", 0.89),
    ],
}  # fmt: skip


@pytest.mark.parametrize("columns", [80, 120])
def test_a_match_is_told_within_the_width(capsys, monkeypatch, columns):
    monkeypatch.setenv("COLUMNS", str(columns))
    print_one([MATCH], "none")
    shown = capsys.readouterr().out
    lines = [line.rstrip() for line in shown.splitlines()]
    assert max(map(len, lines)) <= columns
    assert lines[0].split() == ["0.84", "NIKULIN,", "Dmitry", "Yuryevich"]
    words = " ".join(shown.split())
    for told in (
        "entry Person, us_ofac_sdn, ofac-1", "NIKULIN, Dmitry: 0.88, a weak alias, x 0.8",
        "dmitri ~ dmitry (spelling), nikulin = nikulin, yuryevich not asked",
        "born 1978 ~ 1978-03-04 (+0.03)", "country br is not ru (-0.04)",
        "born 1979 = 1978 (counts nothing)",
        "Treasury 97 in the Treasury's own search", "no match without nikulin (0.05)",
        "still country ru (0.89)",
    ):  # fmt: skip
        assert told in words


def test_hostile_text_does_not_reach_the_terminal(capsys):
    print_one([{**MATCH, "caption": "a\x1b[31mred\u202e [bold]x[/bold]"}], "none")
    shown = capsys.readouterr().out
    assert "\x1b[31m" not in shown
    assert "\u202e" not in shown
    assert "[bold]x[/bold]" in shown


def test_many_names_are_a_line_each(capsys):
    answers: list[dict[str, Any]] = [{"query": {"name": "Dmitri Nikulin"}, "matches": [MATCH]},
               {"query": {"name": "Nobody"}, "matches": []}]  # fmt: skip
    print_many(answers, "none")
    shown = " ".join(capsys.readouterr().out.split())
    assert "Dmitri Nikulin" in shown
    assert "ofac-1 (Person)" in shown
    assert "Nobody" not in shown


def test_no_match_is_a_sentence(capsys):
    print_one([], "No match.")
    print_many([], "No match.")
    shown = capsys.readouterr()
    assert (shown.out, shown.err.split("\n")) == ("", ["No match.", "No match.", ""])
