"""Finds the party that a name or an id means, within one list."""

from collections import defaultdict
from collections.abc import Iterable

__all__ = ["Links"]


class Links:
    """The names and schemata of the parties of a list."""

    def __init__(self) -> None:
        self._primary: dict[str, set[str]] = defaultdict(set)
        self._other: dict[str, set[str]] = defaultdict(set)
        self._schemata: dict[str, str] = {}

    def add(self, entity_id: str, schema: str, name: str, others: Iterable[str]) -> None:
        """Note a party with its names, the primary one first."""
        self._primary[_key(name)].add(entity_id)
        for other in others:
            self._other[_key(other)].add(entity_id)
        self._schemata[entity_id] = schema

    def find(self, name: str) -> str | None:
        """The id where exactly one party has the name, and a primary name goes before aliases."""
        key = _key(name)
        ids = self._primary.get(key) or self._other.get(key) or set()
        return next(iter(ids)) if len(ids) == 1 else None

    def schema(self, entity_id: str) -> str | None:
        """The schema of a party; None for one that the list does not hold."""
        return self._schemata.get(entity_id)


def _key(name: str) -> str:
    return " ".join(name.split()).rstrip(". ").casefold()
