"""Canonical parties: entries of several lists under one id, which stays.

The id of a party is that of the entry it was first known by. It stays when other entries join,
when lists come in new versions, and when that entry is gone. What a person decided goes before
what is suggested, and is kept for ever, line by line.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Literal, TypeVar

import msgspec

from nostro.linking.same_party import Suggestion
from nostro.model.errors import WorkspaceError
from nostro.model.files import make_durable, write_whole

__all__ = ["LinkDecision", "PartyStore", "canonical_ids"]

_DECISIONS, _SUGGESTIONS, _PARTIES = "decisions.jsonl", "suggestions.json", "parties.json"

_Kept = TypeVar("_Kept")


class LinkDecision(msgspec.Struct, frozen=True, kw_only=True):
    """A person said that two entries are one party (`link`), or are not (`unlink`)."""

    decision: Literal["link", "unlink"]
    first: str
    second: str
    by: str
    at: datetime
    reason: str


class PartyStore:
    """The links folder of a workspace: decisions, which are only added to; suggestions; ids."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def decide(self, decision: LinkDecision) -> None:
        """Add a decision; the last one on two entries holds."""
        self._folder.mkdir(parents=True, exist_ok=True)
        path = self._folder / _DECISIONS
        with path.open("ab+") as lines:
            if lines.tell() and not _ends_whole(path):
                lines.write(b"\n")  # a crash cut the last line off
            lines.write(msgspec.json.encode(decision, order="sorted") + b"\n")
        make_durable(path)

    def decisions(self) -> list[LinkDecision]:
        """All decisions, in the order they were made; a line that a crash cut off is none."""
        path = self._folder / _DECISIONS
        found = []
        for line in path.read_bytes().splitlines() if path.exists() else ():
            try:
                found.append(msgspec.json.decode(line, type=LinkDecision))
            except msgspec.DecodeError:
                continue
        return found

    def canonical(self) -> dict[str, str]:
        """Entry to canonical id, as last linked; empty before that.

        Raises WorkspaceError for a damaged file.
        """
        return self._read(_PARTIES, dict[str, str]) or {}

    def suggestions(self) -> list[Suggestion]:
        """The suggestions kept last. Raises WorkspaceError for a damaged file."""
        return self._read(_SUGGESTIONS, list[Suggestion]) or []

    def suggest(self, suggestions: list[Suggestion]) -> None:
        """Keep suggestions, in the place of those before."""
        self._write(_SUGGESTIONS, suggestions)

    def update(self, lists: Mapping[str, str]) -> dict[str, str]:
        """Link anew by what is kept, and keep what came of it.

        `lists` maps each entry to the list it is on.
        """
        found = canonical_ids(self.suggestions(), self.decisions(), self.canonical(), lists)
        self._write(_PARTIES, found)
        return found

    def _read(self, name: str, kind: type[_Kept]) -> _Kept | None:
        path = self._folder / name
        try:
            return msgspec.json.decode(path.read_bytes(), type=kind)
        except FileNotFoundError:
            return None
        except (OSError, msgspec.DecodeError) as error:
            raise WorkspaceError(f"{path}: cannot be read: {error}") from error

    def _write(self, name: str, content: object) -> None:
        body = msgspec.json.encode(content, order="sorted")
        write_whole(self._folder / name, msgspec.json.format(body) + b"\n")


def canonical_ids(
    suggestions: Iterable[Suggestion],
    decisions: Iterable[LinkDecision],
    known: Mapping[str, str],
    lists: Mapping[str, str],
) -> dict[str, str]:
    """Entry to canonical id, for all entries that are or were on a list; alone, its own.

    Links by persons go first, then suggestions, best first. No link joins what a person said are
    two, and no suggestion two entries of one list.
    """
    last = {frozenset((d.first, d.second)): d for d in decisions}
    apart = [pair for pair, d in last.items() if d.decision == "unlink"]
    clusters = _Clusters([*known, *lists, *(entry for pair in last for entry in pair)], apart)
    for decision in last.values():
        if decision.decision == "link":
            clusters.join(decision.first, decision.second)
    for link in suggestions:
        if frozenset((link.first, link.second)) not in last:
            clusters.join(link.first, link.second, lists)
    _keep_gone(clusters, known, lists)
    return _named(clusters.all(), known)


def _keep_gone(clusters: "_Clusters", known: Mapping[str, str], lists: Mapping[str, str]) -> None:
    """Leave entries that are on no list any more with a party they were, so that its id stays."""
    parties: dict[str, list[str]] = defaultdict(list)
    for entry in sorted(known, key=lambda entry: (entry not in lists, entry)):
        parties[known[entry]].append(entry)
    for members in parties.values():
        for entry in (member for member in members if member not in lists):
            for other in members:
                if other != entry and clusters.join(entry, other):
                    break


class _Clusters:
    """Entries put together, but never two that are to stay apart."""

    def __init__(self, entries: Iterable[str], apart: Iterable[frozenset[str]]) -> None:
        self._members = {entry: {entry} for entry in entries}
        self._apart: dict[str, set[str]] = defaultdict(set)
        for pair in apart:
            for entry in pair:
                self._apart[entry] |= pair - {entry}

    def join(self, one: str, other: str, lists: Mapping[str, str] | None = None) -> bool:
        """Put two clusters together, unless they hold what is apart, or entries of one list.

        True where the two entries are in one cluster then.
        """
        a, b = self._members.get(one), self._members.get(other)
        if a is None or b is None or any(self._apart[entry] & b for entry in a):
            return False
        if a is not b:
            if lists is not None and _on(a, lists) & _on(b, lists):
                return False
            a |= b
            self._members.update(dict.fromkeys(b, a))
        return True

    def all(self) -> Iterator[list[str]]:
        """Every cluster once, by its first entry."""
        for entry in sorted(self._members):
            members = sorted(self._members[entry])
            if members[0] == entry:
                yield members


def _on(entries: Iterable[str], lists: Mapping[str, str]) -> set[str]:
    return {lists[entry] for entry in entries if entry in lists}


def _named(clusters: Iterable[list[str]], known: Mapping[str, str]) -> dict[str, str]:
    """Give each cluster its id: one it had, if it is the one with the best claim to it.

    The best claim to an id has the cluster of the entry of that id, else the first.
    """
    held = list(clusters)
    owner: dict[str, int] = {}
    for number, members in enumerate(held):
        for entry in members:
            owner.setdefault(known.get(entry, entry), number)
    owner |= {entry: number for number, members in enumerate(held) for entry in members}
    found: dict[str, str] = {}
    for number, members in enumerate(held):
        had = sorted({known[e] for e in members if e in known and owner[known[e]] == number})
        name = (had or members)[0]
        found |= dict.fromkeys(members, name)
    return found


def _ends_whole(path: Path) -> bool:
    return path.read_bytes().endswith(b"\n")
