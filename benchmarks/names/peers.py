"""Our side of the peers: a process in their own environment that is asked for scores.

Without that environment the string measures still run, under our own interpreter; the others are
left out and the report says so. Our process imports none of them.
"""

import json
import os
import subprocess
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, NamedTuple, Self

__all__ = ["Peers", "Timed", "default_place", "one_core"]

WORKER = Path(__file__).with_name("peer_worker.py")
_ONE_THREAD = ("OMP_NUM_THREADS", "NUMBA_NUM_THREADS", "RAYON_NUM_THREADS", "POLARS_MAX_THREADS")

NamePair = tuple[str, Sequence[str], str]


class Timed(NamedTuple):
    """An answer and the seconds of work that it took."""

    answer: Any
    seconds: float


def default_place() -> Path:
    """Where setup_peers.sh puts the environment unless told otherwise."""
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    return cache / "nostro" / "bench-peers"


def one_core() -> dict[str, str]:
    """An environment in which libraries start one thread."""
    return {**os.environ, **dict.fromkeys(_ONE_THREAD, "1")}


class LineProcess:
    """A process that answers one JSON line with one JSON line."""

    def __init__(self, command: Sequence[str | Path], cwd: Path | None = None) -> None:
        self._process = subprocess.Popen(
            [str(part) for part in command],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            encoding="utf-8",
            env=one_core(),
            cwd=cwd,
        )

    def ask(self, **asked: Any) -> Timed:
        """Send a request and wait for its answer. Raises RuntimeError where the process ended."""
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write(json.dumps(asked) + "\n")
        self._process.stdin.flush()
        line = self._process.stdout.readline()
        if not line:
            raise RuntimeError(f"the process ended: {self._process.args!r}")
        found = json.loads(line)
        return Timed(found["answer"], found["seconds"])

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End the process."""
        if self._process.stdin:
            self._process.stdin.close()
        if self._process.stdout:
            self._process.stdout.close()
        self._process.wait()


class Peers(LineProcess):
    """The peers that are installed, by name."""

    def __init__(self, place: Path) -> None:
        python = place / "bin" / "python"
        self.complete = python.exists()
        self._held = ""
        super().__init__([python if self.complete else sys.executable, WORKER])
        self.measures: list[str] = self.ask(op="measures").answer

    def pairs(self, measure: str, pairs: Sequence[NamePair]) -> Timed:
        """The score of each name against the names of a party, and the seconds."""
        return self.ask(op="pairs", measure=measure, pairs=pairs)

    def hold(self, label: str, names: Iterable[str]) -> None:
        """The list that `tops` and `near` look through; not sent again where it is held."""
        if label != self._held:
            self.ask(op="hold", names=list(names))
            self._held = label

    def tops(self, measure: str, queries: Sequence[str]) -> Timed:
        """The best score of each query over the list."""
        return self.ask(op="tops", measure=measure, queries=queries)

    def firsts(self, measure: str, queries: Sequence[str]) -> list[int]:
        """For each query the place in the list of the one best name, -1 where there are several."""
        found: list[int] = self.ask(op="firsts", measure=measure, queries=queries).answer
        return found

    def latin(self, texts: Sequence[str]) -> list[str]:
        """Texts of any script in ASCII letters, by ICU."""
        found: list[str] = self.ask(op="latin", texts=texts).answer
        return found

    def near(self, measure: str, queries: Sequence[str], bar: float) -> list[list[int]]:
        """For each query the places in the list that score at least `bar`."""
        found: list[list[int]] = self.ask(
            op="near", measure=measure, queries=queries, bar=bar
        ).answer
        return found
