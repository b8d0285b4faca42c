"""What a message says and no field holds: every leaf of the input, held or missed, by its path.

The leaves are read from the input anew, by a walk that knows nothing of the readers. A leaf is
held where one of the items that were read says it: as a whole, as an amount in minor units, as a
time in UTC, or as the pieces of a line that was joined.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import NamedTuple

import msgspec

from nostro.model.money import parse_minor
from nostro.model.payments import Notice, Payment
from nostro.model.problems import Problem
from nostro.payments.reader import files_of, kind_of_file, read_payments
from nostro.payments.xml_leaves import xml_leaves

__all__ = ["JUDGES", "Covered", "InputLeaf", "coverage_of", "missed"]

Item = Payment | Notice | Problem


class InputLeaf(NamedTuple):
    """One text of the input: its path without numbers, the text, and a kind of `leaf_kinds`.

    An amount has its currency before it (`EUR 12.50`), a date is as ISO 8601 writes it.
    """

    path: str
    value: str
    kind: str


class Covered(msgspec.Struct, kw_only=True):
    """How many of the leaves at a path no field holds."""

    kind: str
    path: str
    missing: int
    leaves: int


Judged = Iterator[tuple[InputLeaf, bool]]
_JOINS = re.compile(r"\n|, |,(?=\S)|;")


def coverage_of(path: Path | str) -> Iterator[Covered]:
    """The paths of the messages of a file or folder, by kind and path; tables are passed over.

    Raises InputError where the path is missing or the folder is empty.
    """
    counts: dict[tuple[str, str], list[int]] = {}
    for file in files_of(path):
        judged = JUDGES.get(kind_of_file(file))
        for leaf, is_held in judged(file) if judged else ():
            count = counts.setdefault((leaf.kind, leaf.path), [0, 0])
            count[0] += not is_held
            count[1] += 1
    for (kind, place), (missing, leaves) in sorted(counts.items()):
        yield Covered(kind=kind, path=place, missing=missing, leaves=leaves)


def missed(leaves: Iterable[InputLeaf], items: Iterable[Item]) -> Iterator[InputLeaf]:
    """The leaves that none of the items holds."""
    return (leaf for leaf, is_held in _judged(leaves, items) if not is_held)


def _judged(leaves: Iterable[InputLeaf], items: Iterable[Item]) -> Judged:
    held = _Held(items)
    return ((leaf, held.holds(leaf)) for leaf in leaves)


def _judged_xml(path: Path) -> Judged:
    with path.open("rb") as stream:
        yield from _judged((InputLeaf(*leaf) for leaf in xml_leaves(stream)), read_payments(path))


# The leaves of a file, and whether they are held, by the format of `reader.kind_of_file`. A family
# adds its own here.
JUDGES: dict[str, Callable[[Path], Judged]] = {"xml": _judged_xml}


class _Held:
    """Everything that some items say."""

    def __init__(self, items: Iterable[Item]) -> None:
        self._texts: set[str] = set()
        self._amounts: set[tuple[str, int]] = set()
        self._times: set[datetime] = set()
        for item in items:
            if not isinstance(item, Problem):
                self._add(item)

    def _add(self, item: Payment | Notice) -> None:
        for field in item.__struct_fields__:
            value = getattr(item, field)
            if isinstance(value, str):
                self._say(value)
            elif isinstance(value, list):
                for entry in value:
                    self._say(entry)
        for value in item.other.values():
            self._say(value)
        if isinstance(item, Payment):
            self._texts.update(_ids_in(item.payment_id))
            self._amounts.add((item.currency, item.amount_minor))
            self._times.add(item.booked_at)

    def _say(self, text: str) -> None:
        if text not in self._texts:
            self._texts.add(text)
            self._texts.update(part.strip() for part in _JOINS.split(text))

    def holds(self, leaf: InputLeaf) -> bool:
        if leaf.value in self._texts:
            return True
        if leaf.kind == "amount" and _money(leaf.value) in self._amounts:
            return True
        if leaf.kind == "date" and _time(leaf.value) in self._times:
            return True
        parts = [part.strip() for part in _JOINS.split(leaf.value)]
        return len(parts) > 1 and all(part in self._texts for part in parts)


def _ids_in(payment_id: str) -> Iterator[str]:
    """What stands before and behind each slash of an id; the ids that were joined may have some."""
    for place, character in enumerate(payment_id):
        if character == "/":
            yield payment_id[:place]
            yield payment_id[place + 1 :]


def _money(value: str) -> tuple[str, int] | None:
    currency, _, number = value.rpartition(" ")
    try:
        return currency, parse_minor(number, currency)
    except ValueError:
        return None


def _time(value: str) -> datetime | None:
    try:
        if len(value) <= len("2024-07-01+02:00"):
            return datetime.combine(date.fromisoformat(value[:10]), datetime.min.time(), UTC)
        time = datetime.fromisoformat(value)
        return time.replace(tzinfo=UTC) if time.tzinfo is None else time.astimezone(UTC)
    except (ValueError, OverflowError):
        return None
