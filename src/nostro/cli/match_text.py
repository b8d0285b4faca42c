"""Answers of `nostro match` for people: for each match what met what, what else counted, and what
would change it.
"""

import sys
from collections.abc import Iterator
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from nostro.cli.output import print_rows, printable

__all__ = ["print_many", "print_one"]

_WIDTH = 100
_LABEL = 10
# How words that are not equal met.
_MET_AS = {
    "token_similar": "spelling", "transliteration": "script", "same_meaning": "meaning",
    "nickname": "short form", "name_variant": "form of another country", "initial": "initial",
    "cut_off": "cut off", "written_together": "together", "written_apart": "apart",
}  # fmt: skip
_BESIDE = {
    "birth_date": "born", "birth_date_swapped": "born", "birth_year_near": "born",
    "birth_day_differs": "born", "birth_year_differs": "born", "country": "country",
    "country_differs": "country", "address": "address", "address_country_differs": "address",
    "gender": "gender", "gender_differs": "gender", "kind_differs": "kind",
    "identifier": "identifier", "identifier_differs": "identifier",
}  # fmt: skip

Row = dict[str, Any]


def print_one(matches: list[Row], empty: str) -> None:
    """The matches of one name, a block each; the sentence where there is none."""
    if not matches:
        print_rows([], "table", columns={}, empty=empty)
        return
    wide = Console(highlight=False)
    if not sys.stdout.isatty() and "COLUMNS" not in wide._environ:  # noqa: SLF001
        wide = Console(highlight=False, width=_WIDTH)
    for match in matches:
        wide.print(_block(match))
        wide.print()


def print_many(answers: list[Row], empty: str) -> None:
    """The matches of many names, a line each."""
    rows = [
        {**hit, "asked": answer["query"].get("name") or answer["query"].get("caption", "")}
        for answer in answers
        for hit in answer["matches"]
    ]
    columns: dict[str, Any] = {
        "asked": lambda row: row["asked"],
        "score": lambda row: f"{row['score']:.2f}",
        "listed as": lambda row: row["caption"],
        "entry": lambda row: f"{row['entity_id']} ({row['schema']})",
        "beside the name": lambda row: "; ".join(f"{a} {b}" for a, b in _beside(row["evidence"])),
    }
    print_rows(rows, "table", columns=columns, empty=empty)


def _block(match: Row) -> Table:
    block = Table.grid(padding=(0, 1))
    block.add_column(width=_LABEL, justify="right", style="bold")
    block.add_column(overflow="fold")
    entry = f"{match['schema']}, {', '.join(match['datasets'])}, {match['entity_id']}"
    block.add_row(f"{match['score']:.2f}", Text(printable(match["caption"]), style="bold"))
    block.add_row("entry", Text(printable(entry)))
    for label, words in _lines(match["evidence"]):
        block.add_row(label, Text(printable(words)))
    return block


def _lines(evidence: list[Row]) -> Iterator[tuple[str, str]]:
    yield from _name(evidence)
    if words := ", ".join(_words(evidence)):
        yield "words", words
    yield from _beside(evidence)
    for row in evidence:
        if row["feature"] == "treasury_score":
            yield "Treasury", f"{round(100 * row['score'])} in the Treasury's own search"
    for label, below in (("no match", True), ("still", False)):
        told = [row for row in evidence if row["feature"] == "verdict"]
        kept = [row for row in told if ("below" in row["candidate"]) == below]
        if kept:
            yield label, "; ".join(f"{row['query']} ({row['score']:.2f})" for row in kept)


def _name(evidence: list[Row]) -> Iterator[tuple[str, str]]:
    for row in evidence:
        if row["feature"] in {"name", "weak_name"}:
            weak = f", a weak alias, x {row['weight']}" if row["feature"] == "weak_name" else ""
            yield "name", f"{row['candidate']}: {row['score']:.2f}{weak}"


def _words(evidence: list[Row]) -> Iterator[str]:
    for row in evidence:
        if row["feature"] == "token_equal":
            yield f"{row['query']} = {row['candidate']}"
        elif row["feature"] in _MET_AS:
            yield f"{row['query']} ~ {row['candidate']} ({_MET_AS[row['feature']]})"
        elif row["feature"] == "only_asked":
            yield f"{row['query']} not listed"
        elif row["feature"] == "only_listed":
            yield f"{row['candidate']} not asked"


def _beside(evidence: list[Row]) -> Iterator[tuple[str, str]]:
    """What stands beside the name, and what it added or took."""
    for row in evidence:
        if label := _BESIDE.get(row["feature"]):
            sign = "=" if row["score"] == 1 else "~" if row["score"] else "is not"
            gave = f"{row['weight']:+.2f}" if row["weight"] else "counts nothing"
            yield label, f"{row['query']} {sign} {row['candidate']} ({gave})"
