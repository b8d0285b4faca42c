"""Processes that look at values and records beside the one that reads and decides.

What is found in them depends on them, the index and the policy alone, so they are looked at
anywhere; the answers come back in the order of the chunks. Only what was not asked about before is
sent. What compares records with those before them, and the decisions, stay in one process.
"""

import gc
import multiprocessing
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import islice
from pathlib import Path
from typing import NamedTuple

import msgspec

from nostro.matching import Index
from nostro.model.errors import NostroError
from nostro.model.payments import Notice, Payment
from nostro.screening.hits import Hit
from nostro.screening.policy import Policy
from nostro.screening.values import Chunk, Given

__all__ = ["Answer", "Finders", "Question", "fewer_collections", "question"]

# A process takes about two seconds to start: small inputs are done by then.
_ALONE = 8


class Question(msgspec.Struct, array_like=True):
    """What is asked about a chunk: values by kind, and the records that are looked at whole: which
    of them are notices, and both kinds in their order.
    """

    values: list[list[str]]
    notice: list[bool]
    payments: list[Payment]
    notices: list[Notice]

    def records(self) -> Chunk:
        """The records that are looked at whole."""
        payments, notices = iter(self.payments), iter(self.notices)
        return [next(notices) if notice else next(payments) for notice in self.notice]


class Answer(NamedTuple):
    """The values that may give a hit, by kind, and the hits on each of the records."""

    loud: list[list[str]]
    hits: list[list[Hit]]


_Ask = Callable[[Question], Answer]


class Finders:
    """`jobs` processes over an index file, that are started when `alone` chunks are done.

    At most two chunks a process are on their way, so memory does not grow with the input.
    """

    def __init__(self, index: Path, policy: Policy, jobs: int, *, alone: int = _ALONE) -> None:
        self._given = (index, policy)
        self._jobs = jobs
        self._alone = alone

    def answers(self, ask: _Ask, given: Iterable[Given]) -> Iterator[tuple[Given, Answer]]:
        """The chunks in their order with what was asked about them; the first by `ask`, here.

        Raises NostroError where a process ends before its time.
        """
        rest = iter(given)
        yield from ((chunk, ask(question(chunk))) for chunk in islice(rest, self._alone))
        first = next(rest, None)
        if first is None:
            return
        pool = ProcessPoolExecutor(
            self._jobs, multiprocessing.get_context("spawn"), _start, self._given
        )
        try:
            yield from self._spread(pool, first, rest)
        except BrokenProcessPool as error:
            raise NostroError(
                "a screening process ended before its time (memory?); try --jobs 1"
            ) from error
        finally:
            pool.shutdown(wait=True, cancel_futures=True)

    def _spread(
        self, pool: ProcessPoolExecutor, first: Given, rest: Iterator[Given]
    ) -> Iterator[tuple[Given, Answer]]:
        waiting: deque[tuple[Given, Future[Answer]]] = deque()
        chunk: Given | None = first
        while chunk is not None or waiting:
            if chunk is not None:
                packed = msgspec.msgpack.encode(question(chunk))
                waiting.append((chunk, pool.submit(_ask, packed)))
                chunk = next(rest, None)
            if chunk is None or len(waiting) > 2 * self._jobs:
                done, answer = waiting.popleft()
                yield done, answer.result()


def question(given: Given) -> Question:
    """What has to be asked about a chunk."""
    records = [given.chunk[place] for place in given.whole]
    return Question(
        values=given.new,
        notice=[isinstance(item, Notice) for item in records],
        payments=[item for item in records if isinstance(item, Payment)],
        notices=[item for item in records if isinstance(item, Notice)],
    )


_here: list[_Ask] = []


def fewer_collections() -> None:
    """Look for garbage more rarely: millions of small records that live long make that a fifth of
    the work, and they leave no cycles behind.
    """
    gc.set_threshold(100_000, 50, 100)


def _start(index: Path, policy: Policy) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # who is interrupted is the one that started it
    fewer_collections()
    from nostro.screening.engine import Screener  # noqa: PLC0415  # which imports this module

    _here.append(Screener(Index.load(index), policy, {}).ask)


def _ask(packed: bytes) -> Answer:
    return _here[0](msgspec.msgpack.decode(packed, type=Question))
