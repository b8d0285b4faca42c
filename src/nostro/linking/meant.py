"""Which entries an announcement means: by name, or, where it names none, by what the list changed.

A release says "five entities and one individual in Russia and South Ossetia"; an article may not
name one of them. The list of the days around it does: the entries that were added or that gained
a programme between the last version before the announcement and the first one from its day on.
"""

from collections import Counter
from collections.abc import Iterable
from datetime import date

import msgspec

from nostro.lists.changes import changed_parties
from nostro.lists.versions import Version, VersionStore
from nostro.model.entities import ListedParty, is_schema
from nostro.places import find_places

__all__ = ["MeantEntries", "MeantEntry", "entries_meant", "source_of"]

_SOURCES = {"ofac": "us_ofac_sdn", "treasury": "us_ofac_sdn", "security council": "un_sc_sanctions"}
_WINDOW_DAYS = 45


class MeantEntry(msgspec.Struct, frozen=True, kw_only=True):
    """One list entry that an announcement speaks of.

    `change` is `added`, or `changed` for an entry that gained `programmes`; `countries` are FtM
    codes from its addresses.
    """

    entity_id: str
    caption: str
    schema: str
    change: str
    programmes: list[str]
    countries: list[str]


class MeantEntries(msgspec.Struct, frozen=True, kw_only=True):
    """The entries meant, the versions compared, and whether they add up to the stated counts."""

    source: str
    before: str
    after: str
    entries: list[MeantEntry]
    counts: dict[str, int]
    reconciles: bool


def source_of(authority: str | None) -> str | None:
    """The list that an authority publishes, or None for one that is not read yet."""
    name = (authority or "").casefold()
    return next((source for word, source in _SOURCES.items() if word in name), None)


def entries_meant(
    store: VersionStore,
    *,
    authority: str | None,
    day: date,
    counts: dict[str, int],
    places: Iterable[str],
) -> MeantEntries | None:
    """The entries that an unnamed designation of a day means.

    `counts` are the stated numbers by class (entity, individual, vessel), `places` the places in
    the text: they narrow the entries down only where all of them together do not add up. None
    where the workspace does not hold a version before and one after, at most 45 days apart.
    """
    pair = _versions_around(store, source_of(authority), day)
    if pair is None:
        return None
    before, after = pair
    found = [
        entry
        for old, new in changed_parties(store.entities(before), store.entities(after))
        if new and (entry := _entry(old, new))
    ]
    if _counts(found) != _stated(counts):
        codes = {mention.code.lower() for place in places for mention in find_places(place)}
        near = [entry for entry in found if codes & set(entry.countries)]
        found = near if _counts(near) == _stated(counts) else found
    return MeantEntries(
        source=before.source,
        before=before.version_id,
        after=after.version_id,
        entries=found,
        counts=dict(_counts(found)),
        reconciles=_counts(found) == _stated(counts),
    )


def _versions_around(
    store: VersionStore, source: str | None, day: date
) -> tuple[Version, Version] | None:
    versions = store.versions(source) if source else []
    before = [version for version in versions if version.published < day]
    after = [version for version in versions if version.published >= day]
    if not before or not after:
        return None
    old = max(before, key=lambda version: version.published)
    new = min(after, key=lambda version: version.published)
    return (old, new) if (new.published - old.published).days <= _WINDOW_DAYS else None


def _entry(old: ListedParty | None, new: ListedParty) -> MeantEntry | None:
    gained = [p for p in new.programmes if old is None or p not in old.programmes]
    if not gained:
        return None
    return MeantEntry(
        entity_id=new.entity.id,
        caption=new.entity.name(),
        schema=new.entity.schema,
        change="changed" if old else "added",
        programmes=gained,
        countries=new.entity.get("country"),
    )


def _counts(entries: Iterable[MeantEntry]) -> Counter[str]:
    return Counter(_class(entry.schema) for entry in entries)


def _class(schema: str) -> str:
    if is_schema(schema, "Person"):
        return "individual"
    return "vessel" if is_schema(schema, "Vessel") else "entity"


def _stated(counts: dict[str, int]) -> Counter[str]:
    kinds = ("entity", "individual", "vessel")
    return Counter({kind: n for kind, n in counts.items() if kind in kinds and n})
