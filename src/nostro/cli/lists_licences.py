"""`nostro lists licences`: the general licences that the policy goes by."""

from pathlib import Path
from typing import Annotated

import msgspec
import typer

from nostro.cli.lists import commands
from nostro.cli.options import FormatOption, WorkspaceOption, parse_day
from nostro.cli.output import print_rows

__all__ = ["licences", "register"]


def register(_: typer.Typer) -> None:
    """Add the command to `nostro lists`."""
    commands.command("licences")(licences)


def licences(
    as_of: Annotated[
        str | None,
        typer.Option("--as-of", metavar="DATE", help="Only those in force on a day."),
    ] = None,
    policy: Annotated[
        Path | None,
        typer.Option(
            "--policy", metavar="F", help="A screening policy instead of the one shipped."
        ),
    ] = None,
    workspace: WorkspaceOption = None,  # noqa: ARG001  # every command takes it
    output: FormatOption = "table",
) -> None:
    """General licences: what an authority permits that its sanctions forbid.

    nostro lists licences --as-of 2025-02-01
    """
    from nostro.screening import load_policy
    from nostro.screening.licences import in_force

    day = parse_day(as_of, "--as-of")
    known = load_policy(policy).licences
    found = in_force(known, day) if day else known
    print_rows(
        [msgspec.to_builtins(licence) for licence in found],
        output,
        columns={
            "licence": lambda row: row["id"],
            "permits": lambda row: row["title"],
            "programmes": lambda row: ", ".join(row["programmes"]),
            "from": lambda row: row["effective"],
            "until": lambda row: row["expires"] or "",
            "source": lambda row: row["source"],
        },
        empty="No licence is in force on that day." if day else "The policy names no licence.",
    )
