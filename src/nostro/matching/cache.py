"""Compiled indexes on disk, by the content they were built from."""

from collections.abc import Callable, Iterable
from pathlib import Path

from nostro.matching.index import Index
from nostro.model.entities import Entity
from nostro.model.errors import WorkspaceError

__all__ = ["open_index"]


def open_index(folder: Path, key: str, entities: Callable[[], Iterable[Entity]]) -> Index:
    """The index of a key: from its file where that is whole, else built anew and kept.

    `key` names the content; `entities` is asked only where the index has to be built. Where the
    folder cannot be written the index is answered from memory.
    """
    path = folder / f"{key}.index"
    try:
        return Index.load(path)
    except WorkspaceError:
        index = Index.build(entities())
    try:
        index.save(path)
    except OSError:
        return index
    return index
