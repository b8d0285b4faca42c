"""The options that every command takes, and the exit statuses."""

import getpass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Annotated, Literal

import typer

from nostro.model.errors import UsageError
from nostro.model.settings import Workspace

__all__ = [
    "DONE_WITH_PROBLEMS",
    "HIT",
    "AsOf",
    "By",
    "FormatOption",
    "KnownAt",
    "Published",
    "WorkspaceOption",
    "exit_with",
    "now",
    "parse_day",
    "parse_time",
    "who",
    "workspace_of",
]

DONE_WITH_PROBLEMS = 3
HIT = 10

WorkspaceOption = Annotated[
    Path | None,
    typer.Option(
        "--workspace",
        metavar="DIR",
        help="Where lists and drafts are kept.  [default: $NOSTRO_HOME, else ./.nostro]",
        show_default=False,
    ),
]
FormatOption = Annotated[
    Literal["table", "json", "jsonl"],
    typer.Option("--format", metavar="table|json|jsonl", help="How results are printed."),
]
AsOf = Annotated[
    str | None,
    typer.Option(
        "--as-of", metavar="DATE", help="Use the lists as published on a day.", show_default=False
    ),
]
KnownAt = Annotated[
    str | None,
    typer.Option(
        "--known-at",
        metavar="TIME",
        help="Use the lists that this workspace held at a time (UTC).",
        show_default=False,
    ),
]
Published = Annotated[
    str | None,
    typer.Option("--published", metavar="DATE", help="The day of publication.", show_default=False),
]
By = Annotated[
    str | None,
    typer.Option(
        "--by", metavar="NAME", help="Who decides.  [default: the user]", show_default=False
    ),
]


def workspace_of(given: Path | None) -> Workspace:
    """The workspace of a command."""
    return Workspace.find(given)


def now() -> datetime:
    """The clock; only the faces of the program read it."""
    return datetime.now(UTC)


def who(given: str | None) -> str:
    """The person who decides: as given, else the user who runs the program."""
    try:
        return given or getpass.getuser()
    except (KeyError, OSError):
        raise UsageError("this user has no name; say who decides with --by NAME") from None


def parse_day(text: str | None, option: str) -> date | None:
    """A day as `2024-09-19`. Raises UsageError for anything else."""
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise UsageError(f"{option} takes a day such as 2024-09-19, not {text!r}") from None


def parse_time(text: str | None, option: str) -> datetime | None:
    """A time as `2024-09-19T12:00:00Z`; UTC where it names no zone. Raises UsageError."""
    try:
        time = datetime.fromisoformat(text) if text else None
    except ValueError:
        raise UsageError(f"{option} takes a time such as 2024-09-19T12:00Z, not {text!r}") from None
    return time.replace(tzinfo=UTC) if time and time.tzinfo is None else time


def exit_with(*, problems: bool, hit: bool = False) -> None:
    """End the command: 10 for a hit that was asked to fail, else 3 for problems, else 0."""
    status = HIT if hit else DONE_WITH_PROBLEMS if problems else 0
    if status:
        raise typer.Exit(status)
