"""`nostro payments convert` and `coverage`, and `nostro simulate`."""

from pathlib import Path
from typing import Annotated

import typer

from nostro.cli.options import FormatOption, WorkspaceOption, exit_with
from nostro.cli.output import print_rows, say, say_problems
from nostro.cli.screen import ItemReader
from nostro.model.errors import UsageError
from nostro.model.payments import Payment
from nostro.model.problems import Problem

__all__ = ["convert", "coverage", "register", "simulate"]

payments = typer.Typer(help="Payment messages and payments tables.")


def register(app: typer.Typer) -> None:
    """Add the commands to the program."""
    app.add_typer(payments, name="payments", no_args_is_help=True)
    app.command("simulate")(simulate)


@payments.command("convert")
def convert(
    paths: Annotated[list[Path], typer.Argument(help="Messages and tables: files, folders.")],
    out: Annotated[Path, typer.Option("--out", metavar="F", help="A .parquet or .csv file.")],
    validate: Annotated[
        Path | None,
        typer.Option(metavar="XSD", help="Judge XML messages by a schema, or a folder of them."),
    ] = None,
    workspace: WorkspaceOption = None,  # noqa: ARG001  # every command takes it
) -> None:
    """Payment messages as a payments table.

    nostro payments convert inbox/ --out payments.parquet

    nostro payments convert inbox/ --out payments.csv --validate schemas/
    """
    from nostro.payments.table import write_table

    if out.suffix.lower() not in {".parquet", ".csv"}:
        raise UsageError(f"--out takes a .parquet or .csv file, not {out.name!r}")
    invalid = _validated(paths, validate) if validate else []
    reader = ItemReader(paths)
    write_table((item for item in reader if isinstance(item, Payment)), out)
    problems = reader.finish()
    say_problems(invalid)
    judged = f"; {len(invalid):,} problems with the schemas" if validate else ""
    say(f"{reader.describe()}{judged}; the payments stand in {out}")
    exit_with(problems=problems or bool(invalid))


def _validated(paths: list[Path], schemas: Path) -> list[Problem]:
    """What the schemas do not allow; a message that they refuse is read all the same."""
    from nostro.payments.validation import Schemas

    judge = Schemas(schemas)
    return [problem for path in paths for problem in judge.problems_of(path)]


@payments.command("coverage")
def coverage(
    paths: Annotated[list[Path], typer.Argument(help="Messages: files, folders.")],
    missing: Annotated[
        bool, typer.Option("--missing/--all", help="Only the paths that miss something, or all.")
    ] = True,
    workspace: WorkspaceOption = None,  # noqa: ARG001  # every command takes it
    output: FormatOption = "table",
) -> None:
    """What messages say that no field holds, by path.

    nostro payments coverage inbox/

    nostro payments coverage inbox/ --all --format jsonl
    """
    from nostro.payments.coverage import coverage_of

    rows = [row for path in paths for row in coverage_of(path)]
    shown = [row for row in rows if row.missing or not missing]
    print_rows(shown, output, columns=_COVERAGE_COLUMNS, empty="Every text is held by a field.")
    leaves, lost = sum(row.leaves for row in rows), sum(row.missing for row in rows)
    say(f"{leaves:,} texts at {len(rows):,} paths; {lost:,} of them no field holds")


_COVERAGE_COLUMNS = {
    "kind": lambda row: row.kind,
    "path": lambda row: row.path,
    "missing": lambda row: f"{row.missing:,}",
    "of": lambda row: f"{row.leaves:,}",
}


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
