"""`nostro policy`: what a screening policy says, checked as screening would."""

from pathlib import Path
from typing import Annotated

import typer

from nostro.cli.options import FormatOption, WorkspaceOption
from nostro.cli.output import print_rows, say

__all__ = ["policy", "register"]


def register(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command("policy")(policy)


def policy(
    path: Annotated[
        Path | None,
        typer.Argument(metavar="F", help="A policy file; the one shipped.", show_default=False),
    ] = None,
    entity: Annotated[
        str | None, typer.Option(metavar="NAME", help="The legal entity that screens.")
    ] = None,
    workspace: WorkspaceOption = None,  # noqa: ARG001  # every command takes it
    output: FormatOption = "table",
) -> None:
    """The rules of a screening policy, a row a reason; what is wrong in it is said with its line.

    nostro policy bank.yaml --entity eu
    """
    from nostro.screening import load_policy

    rules = load_policy(path).for_entity(entity)
    print_rows(
        rules.rules,
        output,
        columns={
            "reason": lambda rule: rule.reason,
            "decision": lambda rule: rule.decision,
            "bar": lambda rule: f"{rule.bar:.2f}",
            "block at": lambda rule: f"{rule.block_at:.2f}",
            "fields": lambda rule: ", ".join(rule.fields),
        },
        empty="The policy has no rule.",
    )
    who = rules.who
    say(f"entity {rules.entity}, bound by {', '.join(who.binds)}; others lead to {who.unbound}")
    say(f"{len(rules.licences)} licences; hash {rules.hash}")
