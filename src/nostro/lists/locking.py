"""One writer at a time in the lists folder, who finds nothing of a crashed one."""

import fcntl
import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from nostro.model.errors import WorkspaceError

__all__ = ["one_writer"]


@contextmanager
def one_writer(folder: Path, sweep: Callable[[], None]) -> Iterator[None]:
    """Wait for other writers, and `sweep` away what is half done, before and after.

    Folders made for a writer that comes to nothing go again. Raises WorkspaceError where the
    folder cannot be written.
    """
    made = [path for path in (folder, *folder.parents) if not path.exists()]
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with _lock(folder):
            sweep()
            try:
                yield
            finally:
                sweep()
                _remove_empty(made)
    except OSError as error:
        raise WorkspaceError(f"{folder}: cannot be written: {error.strerror}") from error


@contextmanager
def _lock(folder: Path) -> Iterator[None]:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


def _remove_empty(folders: Iterable[Path]) -> None:
    with suppress(OSError):  # a folder with something in it stays, and so do those above it
        for folder in folders:
            folder.rmdir()
