"""Runs the program as a user does: a process of its own, a workspace of its own."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from nostro.sample import SAMPLE


class Program:
    """The command line over one workspace."""

    def __init__(self, workspace: Path) -> None:
        self.workspace = workspace

    def __call__(self, *arguments, status=0):
        done = subprocess.run(
            [sys.executable, "-m", "nostro", *map(str, arguments)],
            capture_output=True,
            text=True,
            encoding="utf-8",
            env={**os.environ, "NOSTRO_HOME": str(self.workspace), "PYTHONWARNINGS": "error"},
            check=False,
        )
        assert "Traceback" not in done.stderr, done.stderr
        assert done.returncode == status, (done.returncode, done.stderr)
        return done

    def lines(self, *arguments, status=0):
        """The records of a command with `--format jsonl`."""
        done = self(*arguments, "--format", "jsonl", status=status)
        return [json.loads(line) for line in done.stdout.splitlines()]


@pytest.fixture
def nostro(tmp_path):
    """The program over an empty workspace."""
    return Program(tmp_path / "workspace")


@pytest.fixture(scope="session")
def loaded(tmp_path_factory):
    """The program over the sample's lists; tests only read it."""
    program = Program(tmp_path_factory.mktemp("loaded"))
    for folder, day in (("ofac-2024-09-18", "2024-09-18"), ("ofac-2024-09-20", "2024-09-20")):
        program("lists", "import", SAMPLE / "lists" / folder, "--published", day)
    program("lists", "import", SAMPLE / "lists" / "un")
    return program
