"""`nostro match`: names against the lists."""

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any

import typer

from nostro.cli.options import AsOf, FormatOption, WorkspaceOption, parse_day, workspace_of
from nostro.cli.output import print_rows
from nostro.model.errors import InputError, UsageError

__all__ = ["match", "register"]

_NAME_FEATURES = {"name": "name ", "weak_name": "weak alias "}
_OTHER_FEATURES = {
    "identifier": "identifier", "birth_date": "born", "birth_year_differs": "born",
    "country": "country", "country_differs": "country", "kind_differs": "kind",
}  # fmt: skip


def register(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command("match")(match)


def match(
    name: Annotated[str | None, typer.Argument(help="The name to look for.")] = None,
    file: Annotated[
        Path | None,
        typer.Option(
            "--file",
            metavar="F",
            help="Many names: CSV or Parquet with id,name and optionally schema, birth_date, "
            "country, identifiers, address; or FollowTheMoney lines (.json, .jsonl).",
        ),
    ] = None,
    schema: Annotated[
        str | None, typer.Option(metavar="S", help="Person, Company, Vessel, ...")
    ] = None,
    birth_date: Annotated[str | None, typer.Option(metavar="D", help="1961, 1961-04, ...")] = None,
    country: Annotated[str | None, typer.Option(metavar="C", help="Two letters or a name.")] = None,
    identifier: Annotated[
        str | None, typer.Option(metavar="I", help="BIC, BIK, IMO, tax or passport number.")
    ] = None,
    address: Annotated[str | None, typer.Option(metavar="A", help="An address.")] = None,
    threshold: Annotated[
        float, typer.Option(metavar="T", min=0.0, max=1.0, help="The least score that matches.")
    ] = 0.70,
    limit: Annotated[int, typer.Option(metavar="N", min=1, help="Matches shown a name.")] = 5,
    as_of: AsOf = None,
    workspace: WorkspaceOption = None,
    output: FormatOption = "table",
) -> None:
    """Is this name a listed party?

    nostro match "Korea Kwangson Banking Corp"

    nostro match "Kim Jong Un" --schema Person --birth-date 1984

    nostro match --file customers.csv --format jsonl
    """
    from nostro.screening.watchlist import open_watchlist

    if (name is None) == (file is None):
        raise UsageError('give a name, as in: nostro match "NAME", or --file F')
    fields = {
        "schema": schema, "birth_date": birth_date, "country": country,
        "identifiers": identifier, "address": address,
    }  # fmt: skip
    one = {"id": "1", "name": name, **{key: value for key, value in fields.items() if value}}
    queries = list(_read_queries(file)) if file else [one]
    watchlist = open_watchlist(workspace_of(workspace), as_of=parse_day(as_of, "--as-of"))
    found = watchlist.index.match(queries, limit=limit, threshold=threshold)
    answers = [
        {
            "id": query.get("id"),
            "query": query,
            "matches": [hit.to_dict() for hit in hits],
        }
        for query, hits in zip(queries, found, strict=True)
    ]
    if output == "table":
        _print_table(answers, watchlist.describe())
    else:
        print_rows(answers, output, columns={}, empty="")


def _print_table(answers: list[dict[str, Any]], lists: str) -> None:
    rows = [
        {**hit, "asked": answer["query"].get("name") or answer["query"].get("caption", "")}
        for answer in answers
        for hit in answer["matches"]
    ]
    columns: dict[str, Any] = {
        "score": lambda row: f"{row['score']:.2f}",
        "entry": lambda row: row["entity_id"],
        "listed as": lambda row: row["caption"],
        "kind": lambda row: row["schema"],
        "list": lambda row: ", ".join(row["datasets"]),
        "why": _why,
    }
    asked = {"asked": lambda row: row["asked"]} if len(answers) > 1 else {}
    empty = f"No match at or above the threshold in {lists}."
    print_rows(rows, "table", columns=asked | columns, empty=empty)


def _why(row: dict[str, Any]) -> str:
    """The name that scored, and what beside it spoke for or against; words stand in the JSON."""
    told = []
    for piece in row["evidence"]:
        if piece["feature"] in _NAME_FEATURES:
            told.append(_NAME_FEATURES[piece["feature"]] + piece["candidate"])
        elif piece["feature"] in _OTHER_FEATURES:
            sign = "=" if piece["score"] else "is not"
            told.append(f"{_OTHER_FEATURES[piece['feature']]} {piece['query']} {sign} "
                        f"{piece['candidate']}")  # fmt: skip
    return "; ".join(told)


def _read_queries(path: Path) -> Iterator[dict[str, Any]]:
    if not path.is_file():
        raise InputError(path, "no such file")
    suffixes = "".join(path.suffixes).lower()
    if suffixes.endswith((".json", ".jsonl")):
        from nostro.model.entities import read_entities

        for entity in read_entities(path):
            yield {**entity.to_dict(), "name": entity.name()}
    else:
        from nostro.payments.records import read_records

        for number, row in enumerate(read_records(path), 1):
            if "name" not in row:
                raise InputError(path, "a file of names needs a column 'name'")
            kept = {key: value for key, value in row.items() if value not in (None, "")}
            yield {"id": str(number), "name": "", **kept}
