"""`nostro payments convert` and `nostro simulate`."""

from pathlib import Path
from typing import Annotated

import typer

from nostro.cli.options import WorkspaceOption, exit_with
from nostro.cli.output import say
from nostro.cli.screen import ItemReader
from nostro.model.errors import UsageError
from nostro.model.payments import Payment

__all__ = ["convert", "register", "simulate"]

payments = typer.Typer(help="Payment messages and payments tables.")


def register(app: typer.Typer) -> None:
    """Add the commands to the program."""
    app.add_typer(payments, name="payments", no_args_is_help=True)
    app.command("simulate")(simulate)


@payments.command("convert")
def convert(
    paths: Annotated[list[Path], typer.Argument(help="Messages and tables: files, folders.")],
    out: Annotated[Path, typer.Option("--out", metavar="F", help="A .parquet or .csv file.")],
    workspace: WorkspaceOption = None,  # noqa: ARG001  # every command takes it
) -> None:
    """Payment messages as a payments table.

    nostro payments convert inbox/ --out payments.parquet
    """
    from nostro.payments.table import write_table

    if out.suffix.lower() not in {".parquet", ".csv"}:
        raise UsageError(f"--out takes a .parquet or .csv file, not {out.name!r}")
    reader = ItemReader(paths)
    write_table((item for item in reader if isinstance(item, Payment)), out)
    problems = reader.finish()
    say(f"{reader.describe()}; the payments stand in {out}")
    exit_with(problems=problems)


def simulate(
    seed: Annotated[int, typer.Option(metavar="N", help="The same seed gives the same world.")],
    count: Annotated[int, typer.Option("--payments", metavar="N", min=1, help="How many.")],
    out: Annotated[Path, typer.Option("--out", metavar="DIR", help="The folder to write.")],
    workspace: WorkspaceOption = None,  # noqa: ARG001  # every command takes it
) -> None:
    """A synthetic world: payments, accounts, and which payments are the evasion scheme.

    nostro simulate --seed 7 --payments 20000 --out world/
    """
    from nostro.simulate import write_world

    write_world(seed, count, out)
    say(f"{count:,} invented payments stand in {out}")
