"""`nostro payments convert` and `coverage`, and `nostro simulate`."""

import itertools
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from nostro.cli.options import FormatOption, WorkspaceOption, exit_with
from nostro.cli.output import print_rows, say, say_problems
from nostro.cli.screen import ItemReader
from nostro.cli.stream import lines_to
from nostro.model.errors import UsageError
from nostro.model.payments import Payment
from nostro.model.problems import Problem

__all__ = ["convert", "coverage", "register", "simulate"]

_SHOWN_LOSSES = 100
payments = typer.Typer(help="Payment messages and payments tables.")


def register(app: typer.Typer) -> None:
    """Add the commands to the program."""
    app.add_typer(payments, name="payments", no_args_is_help=True)
    app.command("simulate")(simulate)


@payments.command("convert")
def convert(
    paths: Annotated[list[Path], typer.Argument(help="Messages and tables: files, folders.")],
    out: Annotated[
        Path,
        typer.Option(
            metavar="F",
            help="A .parquet or .csv file; with --to an MT a file, with --to XML a folder.",
        ),
    ],
    to: Annotated[
        str | None,
        typer.Option(metavar="TYPE", help="Write messages of this type: mt103, pacs.008, ..."),
    ] = None,
    problems_out: Annotated[
        Path | None,
        typer.Option(metavar="F", help="Write all problems here, as JSON lines."),
    ] = None,
    validate: Annotated[
        Path | None,
        typer.Option(metavar="XSD", help="Judge XML messages by a schema, or a folder of them."),
    ] = None,
    workspace: WorkspaceOption = None,  # noqa: ARG001  # every command takes it
) -> None:
    """Payment messages as a payments table, or payments as messages of another type.

    nostro payments convert inbox/ --out payments.parquet

    nostro payments convert payments.parquet --to mt103 --out payments.fin

    nostro payments convert inbox/ --out payments.csv --validate schemas/
    """
    from nostro.payments.table import write_table

    is_table = out.suffix.lower() in {".parquet", ".csv"}
    if is_table == bool(to):
        wanted = "another file or folder" if to else "a .parquet or .csv file"
        raise UsageError(f"--out takes {wanted}, not {out.name!r}")
    kind = _kind(to) if to else None
    invalid = _validated(paths, validate) if validate else []
    reader = ItemReader(paths)
    given = (item for item in reader if isinstance(item, Payment))
    lost = 0
    with lines_to(problems_out) as tell:
        if kind:
            lost = _write_messages(given, kind, out, tell)
        else:
            write_table(given, out)
        for problem in [*reader.problems, *invalid]:
            tell(problem)
    problems = reader.finish()
    say_problems(invalid)
    judged = f"; {len(invalid):,} problems with the schemas" if validate else ""
    less = f"; {lost:,} losses on the way" if kind else ""
    say(f"{reader.describe()}{judged}{less}; the payments stand in {out}")
    exit_with(problems=problems or bool(invalid or lost))


def _kind(given: str) -> str:
    """A type of messages that can be written, as the user may write it."""
    from nostro.payments.converting import KINDS

    known = {kind.casefold(): kind for kind in KINDS}
    if given.casefold() not in known:
        raise UsageError(f"--to takes one of {', '.join(known)}; not {given!r}")
    return known[given.casefold()]


def _write_messages(
    items: Iterable[Payment], kind: str, out: Path, tell: Callable[[Problem], object]
) -> int:
    """Write each payment that can be said as this type: MT one after the other into a file, XML
    each into a file of a folder. Returns how much is lost on the way; each loss is told.
    """
    from nostro.payments.converting import convert_payment

    shown: list[Problem] = []
    lost = 0
    with _messages_to(out, is_fin=kind.startswith("MT")) as write:
        for payment in items:
            data, problems = convert_payment(payment, kind)
            if data is not None:
                write(data)
            for problem in problems:
                tell(problem)
            lost += len(problems)
            shown += problems[: _SHOWN_LOSSES - len(shown)]
    say_problems(shown, lost)
    return lost


@contextmanager
def _messages_to(out: Path, *, is_fin: bool) -> Iterator[Callable[[bytes], object]]:
    """Where messages go: a file that is there once all are written, or a folder."""
    if not is_fin:
        out.mkdir(parents=True, exist_ok=True)
        paths = (out / f"{number:06}.xml" for number in itertools.count(1))
        yield lambda data: next(paths).write_bytes(data)
        return
    fresh = out.with_name(f"{out.name}.new")
    try:
        with fresh.open("wb") as fin:
            yield fin.write
        fresh.replace(out)
    finally:
        fresh.unlink(missing_ok=True)


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
