"""`nostro match`: names against the lists."""

from pathlib import Path
from typing import Annotated, Any

import typer

from nostro.cli.options import (
    AsOf,
    FormatOption,
    KnownAt,
    WorkspaceOption,
    exit_with,
    parse_day,
    parse_time,
    workspace_of,
)
from nostro.cli.output import print_rows, say_problems
from nostro.model.errors import UsageError
from nostro.model.problems import Problem

__all__ = ["match", "register"]


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
            "country, identifiers, address, gender; or FollowTheMoney lines (.json, .jsonl).",
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
    gender: Annotated[str | None, typer.Option(metavar="G", help="male or female.")] = None,
    threshold: Annotated[
        float, typer.Option(metavar="T", min=0.0, max=1.0, help="The least score that matches.")
    ] = 0.70,
    limit: Annotated[int, typer.Option(metavar="N", min=1, help="Matches shown a name.")] = 5,
    as_of: AsOf = None,
    known_at: KnownAt = None,
    workspace: WorkspaceOption = None,
    output: FormatOption = "table",
) -> None:
    """Is this name a listed party?

    nostro match "Korea Kwangson Banking Corp"

    nostro match "Kim Jong Un" --schema Person --birth-date 1984

    nostro match "Foreign Trade Bank" --address "Moranbong, Pyongyang, North Korea"

    nostro match --file customers.csv --format jsonl
    """
    from nostro.cli.match_text import print_many, print_one
    from nostro.cli.names_file import read_names
    from nostro.linking.parties import PartyStore
    from nostro.screening.watchlist import open_watchlist

    if (name is None) == (file is None):
        raise UsageError('give a name, as in: nostro match "NAME", or --file F')
    one = {"id": "1", "name": "", **_asked(
        name=name, schema=schema, birth_date=birth_date, country=country, identifiers=identifier,
        address=address, gender=gender,
    )}  # fmt: skip
    read = list(read_names(file)) if file else [one]
    queries = [query for query in read if not isinstance(query, Problem)]
    place = workspace_of(workspace)
    watchlist = open_watchlist(
        place, as_of=parse_day(as_of, "--as-of"), known_at=parse_time(known_at, "--known-at")
    )
    canonical = PartyStore(place.links).canonical()
    found = watchlist.index.match(queries, limit=limit, threshold=threshold)
    answers: list[dict[str, Any]] = [
        {
            "id": query.get("id"),
            "query": query,
            "matches": [
                {**hit.to_dict(), "canonical_id": canonical.get(hit.entity_id, hit.entity_id)}
                for hit in hits
            ],
        }
        for query, hits in zip(queries, found, strict=True)
    ]
    empty = f"No match at or above {threshold:.2f} in {watchlist.describe()}."
    if output != "table":
        print_rows(answers, output, columns={}, empty="")
    elif file:
        print_many(answers, empty)
    else:
        print_one(answers[0]["matches"], empty)
    problems = [item for item in read if isinstance(item, Problem)]
    say_problems(problems)
    exit_with(problems=bool(problems))


def _asked(**fields: str | None) -> dict[str, str]:
    """The fields that were given; bytes that are no text become question marks."""
    return {
        key: value.encode("utf-8", "replace").decode() for key, value in fields.items() if value
    }
