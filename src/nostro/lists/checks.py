"""Is a file the list it says it is? What a version must hold before it comes into force.

A publisher's broken export, a file that was cut off, or a reader that silently fails on a new
layout gives a list that looks like one and lets parties through. So a version is held against the
limits of its list and against the version before it.
"""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

import msgspec

from nostro.model.entities import Entity, is_schema

__all__ = ["CLASSES", "FILLED", "Contents", "ContentsCount", "Limits", "Previous", "failures"]

# What a party may be, and the schema that says so.
CLASSES = {
    "person": "Person",
    "organisation": "Organization",
    "vessel": "Vessel",
    "aircraft": "Airplane",
}
_IDENTIFIERS = (
    "passportNumber", "idNumber", "taxNumber", "registrationNumber", "innCode", "ogrnCode",
    "swiftBic", "bikCode", "leiCode", "imoNumber", "mmsi", "serialNumber", "licenseNumber",
)  # fmt: skip
# What parties are expected to have, and the properties that count for it.
FILLED = {
    "name": ("name",),
    "birth date": ("birthDate",),
    "address": ("address", "addressEntity"),
    "identifier": _IDENTIFIERS,
}
_QUARTER_DAYS = 91


class Limits(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a list is held to.

    Shares are of the parties, in [0, 1]. `max_loss` may be gone for each quarter of a year begun
    since the version before, `most_lost` at the very most; `max_fill_loss` is by how much the
    share of parties with a name, a birth date, an address or an identifier may sink; `max_bad_rows`
    how many rows may be unreadable. Differences of up to `few` parties or rows are never refused:
    of a short list they say nothing. `minimum` is the least number of parties by class (`person`,
    `organisation`, `vessel`, `aircraft`) or in all (`party`), `minimum_fill` the least share; both
    hold where set, those of the official lists for what is pulled from the publisher.
    """

    max_loss: float = 0.10
    most_lost: float = 0.50
    max_fill_loss: float = 0.10
    max_bad_rows: float = 0.10
    few: int = 10
    minimum: dict[str, int] = {}
    minimum_fill: dict[str, float] = msgspec.field(default_factory=lambda: {"name": 0.99})


class Contents(msgspec.Struct, frozen=True, kw_only=True):
    """What a version holds: its parties, of each class, and with each kind of fact."""

    parties: int
    classes: dict[str, int]
    filled: dict[str, int]


class ContentsCount:
    """Counts the contents of a version while it is written, and keeps the ids of its parties."""

    def __init__(self) -> None:
        self.ids: set[str] = set()
        self._classes = dict.fromkeys(CLASSES, 0)
        self._filled = dict.fromkeys(FILLED, 0)

    def add(self, entity: Entity) -> None:
        """Count an entity, if it is a listed party."""
        if not entity.target:
            return
        self.ids.add(entity.id)
        for name, schema in CLASSES.items():
            self._classes[name] += is_schema(entity.schema, schema)
        for fact, props in FILLED.items():
            self._filled[fact] += any(entity.get(prop) for prop in props)

    def contents(self) -> Contents:
        """What was counted."""
        return Contents(parties=len(self.ids), classes=self._classes, filled=self._filled)


class Previous(NamedTuple):
    """The version in force before: its day, contents and the ids of its parties.

    `comparable` tells whether it was made of the same files, so that facts may be compared too.
    """

    version_id: str
    published: date
    contents: Contents
    ids: set[str]
    comparable: bool


def failures(
    limits: Limits,
    count: ContentsCount,
    *,
    problems: int,
    published: date,
    previous: Previous | None,
) -> list[str]:
    """Why a version must not come into force, each reason in a few words; empty where it may."""
    contents = count.contents()
    found = [*_too_few(limits, contents), *_bad_rows(limits, contents, problems)]
    if previous:
        found += _lost(limits, count.ids, published, previous)
        if previous.comparable:
            found += _sunk(limits, contents, previous)
    return found


def _too_few(limits: Limits, contents: Contents) -> list[str]:
    held: Mapping[str, int] = {"party": contents.parties, **contents.classes}
    found = [
        f"{held.get(name, 0):,} of {name}, at least {least:,} are expected"
        for name, least in limits.minimum.items()
        if held.get(name, 0) < least
    ]
    for fact, least in limits.minimum_fill.items():
        lacking = contents.parties - contents.filled.get(fact, 0)
        if lacking > max(limits.few, (1 - least) * contents.parties):
            share = contents.filled.get(fact, 0) / contents.parties
            found.append(f"{share:.0%} have a {fact}, at least {least:.0%} are expected")
    return found


def _bad_rows(limits: Limits, contents: Contents, problems: int) -> list[str]:
    if problems <= max(limits.few, limits.max_bad_rows * contents.parties):
        return []
    return [f"{problems:,} rows cannot be read beside {contents.parties:,} parties"]


def _lost(limits: Limits, ids: set[str], published: date, previous: Previous) -> list[str]:
    quarters = 1 + max(0, (published - previous.published).days) // _QUARTER_DAYS
    share = min(limits.most_lost, limits.max_loss * quarters)
    lost = len(previous.ids - ids)
    if lost <= max(limits.few, share * len(previous.ids)):
        return []
    return [
        f"{lost:,} of {len(previous.ids):,} parties of {previous.version_id} are gone, "
        f"at most {share:.0%} are expected"
    ]


def _sunk(limits: Limits, contents: Contents, previous: Previous) -> list[str]:
    found = []
    before = previous.contents
    for fact, had in before.filled.items():
        was = had / before.parties
        now = contents.filled[fact] / contents.parties
        missing = (was - now) * contents.parties
        if was - now > limits.max_fill_loss and missing > limits.few:
            found.append(f"{now:.0%} have a {fact}, {was:.0%} did in {previous.version_id}")
    return found
