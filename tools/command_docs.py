"""Writes docs/commands.md from the program itself; the tests hold the file to it.

usage: python tools/command_docs.py > docs/commands.md
"""

from collections.abc import Iterator
from typing import Any

import typer

from nostro.cli.main import app

HEAD = """# Commands

Every command of `nostro`, as `--help` tells it. Progress and messages go to standard error,
results to standard output. Exit status: 0 done; 1 an error that ended the command, said in one
line, with nothing changed; 2 wrong usage; 3 done, with problems; 10 with `--fail-on-hit` where
there was a hit (10 goes before 3).
"""


def sections(command: Any, path: str) -> Iterator[str]:
    """The page's sections, a command each, groups before what stands in them."""
    commands = getattr(command, "commands", {})
    if commands:
        for name, child in commands.items():
            yield from sections(child, f"{path} {name}")
        return
    text, *examples = [part.strip() for part in (command.help or "").split("\n\n")]
    prose = [part for part in examples if not part.startswith("nostro ")]
    lines = [f"## `{path}`", "", *"\n\n".join([" ".join(text.split()), *prose]).split("\n"), ""]
    lines += [f"    {part}" for part in examples if part.startswith("nostro ")]
    lines += [""] if len(prose) < len(examples) else []
    lines += ["| argument | what it is |", "| --- | --- |", *map(row, command.params)]
    yield "\n".join(lines)


def row(param: Any) -> str:
    """One argument or option as a row of the table."""
    option = param.opts[0].startswith("-")
    flag = getattr(param, "is_flag", False)
    names = " ".join(f"`{name}`" for name in param.opts) if option else f"`{metavar(param)}`"
    value = f" {metavar(param)}" if option and not flag else ""
    shown = isinstance(param.default, str | int | float) and not flag
    tail = f" Default: {param.default}." if shown else ""
    return f"| {names}{value} | {' '.join((param.help or '').split())}{tail} |"


def metavar(param: Any) -> str:
    """What stands for the value in help."""
    return str(param.metavar or param.name.upper())


def page() -> str:
    """The whole of docs/commands.md."""
    return "\n\n".join([HEAD.strip(), *sections(typer.main.get_command(app), "nostro")]) + "\n"


if __name__ == "__main__":
    print(page(), end="")
