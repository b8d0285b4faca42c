"""The program: its commands put together, and errors turned into one line and a status."""

import sys
from typing import Annotated

import typer

from nostro._version import __version__
from nostro.cli import (
    announce,
    demo,
    graph,
    lists,
    lists_licences,
    lists_links,
    lists_pull,
    lists_status,
    lookback,
    match,
    payments,
    policy,
    screen,
    system,
)
from nostro.cli.output import say
from nostro.model.errors import NostroError

__all__ = ["app", "main"]

app = typer.Typer(
    name="nostro",
    help="Finds sanctioned parties, and the networks that move money for them, in payments.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode="markdown",
)
for commands in (
    demo,
    lists,
    lists_status,
    lists_pull,
    lists_licences,
    lists_links,
    match,
    screen,
    lookback,
    announce,
    graph,
    payments,
    policy,
    system,
):
    commands.register(app)


@app.callback()
def _options(
    version: Annotated[
        bool,
        typer.Option("--version", help="Print the version.", callback=lambda on: _version(on=on)),
    ] = False,
) -> None:
    """Exit status: 0 done; 1 error; 2 wrong usage; 3 done, with problems; 10 hit, if asked to."""


def _version(*, on: bool) -> None:
    if on:
        typer.echo(f"nostro {__version__}")
        raise typer.Exit


def main() -> None:
    """Run the program and exit with its status."""
    try:
        app()
    except NostroError as error:
        say(f"error: {' '.join(str(error).split())}")
        sys.exit(error.exit_status)
    except KeyboardInterrupt:
        say("stopped")
        sys.exit(130)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(0)
    except OSError as error:
        place = f"{error.filename}: " if error.filename else ""
        say(f"error: {place}{error.strerror or error}")
        sys.exit(1)
