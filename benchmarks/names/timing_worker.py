"""A fresh process on one core that loads an index file, answers, and says what it took.

JSON lines in and out: {"op": "batch", "queries"}, {"op": "single", "queries"}, {"op": "memory"},
and {"op": "recall", "queries", "ids"} with the right ids of each query.
"""

import json
import os
import sys
import time
from pathlib import Path
from typing import Any

from nostro.matching import Index

LIMIT = 5
THRESHOLD = 0.70


def read_evidence(answers: list[Any]) -> int:
    """Read the evidence of all matches, as whoever shows or stores them does."""
    return sum(len(match.evidence) for answer in answers for match in answer)


def single(index: Index, queries: list[str]) -> list[float]:
    """Seconds of each query asked alone."""
    took = []
    for query in queries:
        start = time.perf_counter_ns()
        read_evidence(index.match([query], limit=LIMIT, threshold=THRESHOLD))
        took.append((time.perf_counter_ns() - start) / 1e9)
    return took


def memory() -> dict[str, float]:
    """Megabytes resident now and at most, as the kernel tells; nothing where it does not."""
    status = Path("/proc/self/status")
    if not status.exists():
        return {}
    fields = dict(
        line.split(":", 1)
        for line in status.read_text(encoding="utf-8").splitlines()
        if ":" in line
    )
    return {key: int(fields[key].split()[0]) / 1024 for key in ("VmRSS", "VmHWM")}


def recall(index: Index, queries: list[str], ids: list[list[str]]) -> tuple[float, float]:
    """How many queries have a right party among the first five, and among all answers."""
    answers = index.match(queries, limit=None, threshold=THRESHOLD)
    hits = [
        [any(match.entity_id in right for match in found[:limit]) for limit in (LIMIT, None)]
        for right, found in zip(ids, answers, strict=True)
    ]
    return sum(five for five, _ in hits) / len(hits), sum(every for _, every in hits) / len(hits)


def answer(index: Index, asked: dict[str, Any]) -> Any:
    if asked["op"] == "memory":
        return memory()
    if asked["op"] == "recall":
        return recall(index, asked["queries"], asked["ids"])
    if asked["op"] == "single":
        return single(index, asked["queries"])
    return read_evidence(index.match(asked["queries"], limit=LIMIT, threshold=THRESHOLD))


def main() -> None:
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    index = Index.load(Path(sys.argv[1]))
    for line in sys.stdin:
        asked = json.loads(line)
        start = time.perf_counter()
        found = answer(index, asked)
        seconds = time.perf_counter() - start
        sys.stdout.write(json.dumps({"answer": found, "seconds": seconds}) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
