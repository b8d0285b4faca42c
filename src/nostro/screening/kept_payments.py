"""Earlier payments that outlive the program, so that a restart forgets none of the latest.

A folder holds two files of lines of JSON, a payment with what was found in it each: `latest.jsonl`
is written at its end, and becomes `before.jsonl` when it is full. So at most twice the payments
that are remembered lie on disk. A line that a crash cut short is the last, and is taken off.
"""

import fcntl
import os
from collections.abc import Iterator
from pathlib import Path

import msgspec

from nostro.model.errors import WorkspaceError
from nostro.model.payments import Payment
from nostro.screening.earlier import REMEMBERED, EarlierPayments, Found, Seen, seen

__all__ = ["KeptPayments"]

_BLOCK = 65_536


class _Line(msgspec.Struct, array_like=True):
    payment: Payment
    found: list[Found]


class KeptPayments(EarlierPayments):
    """The earlier payments of a stream, in a folder, which one program at a time writes to.

    Raises WorkspaceError where what is there is damaged, or cannot be written.
    """

    def __init__(self, folder: Path, remembered: int = REMEMBERED) -> None:
        super().__init__(remembered)
        self._most = remembered
        self._before, self._latest = folder / "before.jsonl", folder / "latest.jsonl"
        try:
            folder.mkdir(parents=True, exist_ok=True)
            self._lock = _locked(folder)
            try:
                self._read()
                self._out = _appended(self._latest)
            except BaseException:
                os.close(self._lock)
                raise
        except OSError as error:
            raise WorkspaceError(f"{folder}: {error.strerror or error}") from error

    def _read(self) -> None:
        _take_off_torn_line(self._latest)
        for payment in _lines(self._before):
            super().add(payment)
        self._count = 0
        for payment in _lines(self._latest):
            super().add(payment)
            self._count += 1

    def add(self, payment: Seen) -> None:
        """Remember a payment, here and in the folder."""
        super().add(payment)
        line = msgspec.json.encode(_Line(payment.payment, list(payment.found)), order="sorted")
        try:
            if os.write(self._out, line + b"\n") <= len(line):
                raise OSError("no space left")  # noqa: TRY301  # as a full disk says otherwise
            self._count += 1
            if self._count >= self._most:
                self._begin_anew()
        except OSError as error:
            reason = error.strerror or str(error)
            raise WorkspaceError(f"{self._latest}: {reason}; the payment is not kept") from error

    def close(self) -> None:
        """Let go of the folder."""
        os.close(self._out)
        os.close(self._lock)

    def _begin_anew(self) -> None:
        os.close(self._out)
        self._latest.replace(self._before)
        self._out = _appended(self._latest)
        self._count = 0


def _locked(folder: Path) -> int:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        os.close(descriptor)
        raise WorkspaceError(f"{folder}: another server keeps its payments here") from error
    return descriptor


def _appended(path: Path) -> int:
    return os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)


def _lines(path: Path) -> Iterator[Seen]:
    if not path.exists():
        return
    with path.open("rb") as lines:
        for number, line in enumerate(lines, 1):
            try:
                kept = msgspec.json.decode(line, type=_Line)
            except msgspec.DecodeError as error:
                what = f"line {number} is damaged ({error}); take it out, or move the file away"
                raise WorkspaceError(f"{path}: {what}") from error
            payment = seen(kept.payment)
            payment.found = tuple(kept.found)
            yield payment


def _take_off_torn_line(path: Path) -> None:
    """What follows the last end of a line was cut short by a crash."""
    if not path.exists():
        return
    with path.open("r+b") as file:
        end = file.seek(0, 2)
        while end:
            start = max(0, end - _BLOCK)
            file.seek(start)
            if (last := file.read(end - start).rfind(b"\n")) >= 0:
                end = start + last + 1
                break
            end = start
        file.truncate(end)
