"""Processes that look at records beside the one that reads and decides.

What is found in a record depends on the record, the index and the policy alone, so chunks of them
are looked at anywhere; the answers come back in the order of the chunks. What compares records
with those before them, and the decisions, stay in one process.
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

import msgspec

from nostro.matching import Index
from nostro.model.errors import NostroError
from nostro.model.payments import Notice, Payment
from nostro.screening.hits import Hit
from nostro.screening.policy import Policy

__all__ = ["Chunk", "Finders", "fewer_collections"]

Chunk = list[Payment | Notice]
_Find = Callable[[Chunk], list[list[Hit]]]
# A process takes about two seconds to start: small inputs are done by then.
_ALONE = 8


class _Packed(msgspec.Struct, array_like=True):
    """A chunk on its way: which of its records are notices, and both kinds in their order."""

    notice: list[bool]
    payments: list[Payment]
    notices: list[Notice]


class Finders:
    """`jobs` processes over an index file, that are started when `alone` chunks are done.

    At most two chunks a process are on their way, so memory does not grow with the input.
    """

    def __init__(self, index: Path, policy: Policy, jobs: int, *, alone: int = _ALONE) -> None:
        self._given = (index, policy)
        self._jobs = jobs
        self._alone = alone

    def find_all(
        self, find: _Find, chunks: Iterable[Chunk]
    ) -> Iterator[tuple[Chunk, list[list[Hit]]]]:
        """The chunks in their order with the hits on each record; the first by `find`, here.

        Raises NostroError where a process ends before its time.
        """
        rest = iter(chunks)
        yield from ((chunk, find(chunk)) for chunk in islice(rest, self._alone))
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
        self, pool: ProcessPoolExecutor, first: Chunk, rest: Iterator[Chunk]
    ) -> Iterator[tuple[Chunk, list[list[Hit]]]]:
        waiting: deque[tuple[Chunk, Future[dict[int, list[Hit]]]]] = deque()
        chunk: Chunk | None = first
        while chunk is not None or waiting:
            if chunk is not None:
                waiting.append((chunk, pool.submit(_find, _packed(chunk))))
                chunk = next(rest, None)
            if chunk is None or len(waiting) > 2 * self._jobs:
                done, answer = waiting.popleft()
                hits = answer.result()
                yield done, [hits.get(place, []) for place in range(len(done))]


def _packed(chunk: Chunk) -> bytes:
    return msgspec.msgpack.encode(
        _Packed(
            notice=[isinstance(item, Notice) for item in chunk],
            payments=[item for item in chunk if isinstance(item, Payment)],
            notices=[item for item in chunk if isinstance(item, Notice)],
        )
    )


_here: list[_Find] = []


def fewer_collections() -> None:
    """Look for garbage more rarely: millions of small records that live long make that a fifth of
    the work, and they leave no cycles behind.
    """
    gc.set_threshold(100_000, 50, 100)


def _start(index: Path, policy: Policy) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # who is interrupted is the one that started it
    fewer_collections()
    from nostro.screening.engine import Screener  # noqa: PLC0415  # which imports this module

    _here.append(Screener(Index.load(index), policy, {}).find)


def _find(packed: bytes) -> dict[int, list[Hit]]:
    """The hits on the records of a chunk, by their places; most have none."""
    given = msgspec.msgpack.decode(packed, type=_Packed)
    payments, notices = iter(given.payments), iter(given.notices)
    chunk: Chunk = [next(notices) if notice else next(payments) for notice in given.notice]
    return {place: hits for place, hits in enumerate(_here[0](chunk)) if hits}
