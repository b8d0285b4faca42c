"""Which party of one version is which party of another.

Ids do not settle it: publishers give a party a new id (OFAC re-listed Tornado Cash of 38499 as
39796 in November 2022), and may give the id of one party to another. Both need evidence here; for
a party that merely got another name its id speaks.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from nostro.model.entities import Entity, ListedParty, is_schema

__all__ = ["Pair", "pair_parties"]

Pair = tuple[ListedParty | None, ListedParty | None]

_CLASSES = ("Person", "Vessel", "Airplane", "Organization", "CryptoWallet")
_CODES = (
    "imoNumber", "mmsi", "swiftBic", "bikCode", "leiCode", "registrationNumber", "ogrnCode",
    "innCode", "taxNumber", "idNumber", "passportNumber", "serialNumber", "publicKey",
)  # fmt: skip
_WORD = re.compile(r"\w+")


def pair_parties(
    before: Mapping[str, ListedParty], after: Mapping[str, ListedParty]
) -> Iterator[Pair]:
    """Each party as it was and as it is, in the order of ids; None where it was not or is not.

    An id that means somebody else now gives two pairs, a party with a new id one.
    """
    reused = {key for key in before.keys() & after.keys() if _is_another(before[key], after[key])}
    gone = [before[key] for key in sorted(before.keys() - after.keys() | reused)]
    come = [after[key] for key in sorted(after.keys() - before.keys() | reused)]
    moved = _moved(gone, come)
    arrived = set(moved.values())
    for key in sorted(before.keys() | after.keys()):
        if key in before and key in after and key not in reused:
            yield before[key], after[key]
            continue
        if key in before and key not in moved:
            yield before[key], None
        if key in after:
            origin = next((old for old, new in moved.items() if new == key), None)
            yield (before[origin] if origin and key in arrived else None), after[key]


def _is_another(was: ListedParty, now: ListedParty) -> bool:
    """True where one id stands for two parties: no name in common, and facts that exclude it."""
    if _words(was.entity) & _words(now.entity) or _codes(was) & _codes(now):
        return False
    return _contradict(was, now)


def _contradict(one: ListedParty, other: ListedParty) -> bool:
    classes = {_class(one.entity), _class(other.entity)} - {None}
    if len(classes) > 1:
        return True
    if _dates_agree(one.entity, other.entity) is False:
        return True
    kinds = {kind for kind, _ in _codes(one)} & {kind for kind, _ in _codes(other)}
    return bool(kinds) and not _codes(one) & _codes(other)


def _moved(gone: list[ListedParty], come: list[ListedParty]) -> dict[str, str]:
    """Old id to new id, where each of the two parties can be no third one."""
    by_key: dict[tuple[str, str], list[ListedParty]] = defaultdict(list)
    for party in come:
        for key in _keys(party):
            by_key[key].append(party)
    found: dict[str, set[str]] = {}
    for party in gone:
        near = {n.entity.id: n for key in _keys(party) for n in by_key.get(key, ())}
        found[party.entity.id] = {key for key, other in near.items() if _is_same(party, other)}
    claims = [new for ids in found.values() for new in ids]
    return {
        old: new
        for old, ids in found.items()
        if len(ids) == 1 and claims.count(new := next(iter(ids))) == 1
    }


def _is_same(one: ListedParty, other: ListedParty) -> bool:
    """True where two entries of different ids are one party.

    Beside a name they share a code or a day of birth; for organisations an equal name will do
    where nothing speaks against it.
    """
    a, b = one.entity, other.entity
    if _class(a) != _class(b):
        return False
    if _codes(one) & _codes(other):
        return bool(_words(a) & _words(b))
    if not _names(a) & _names(b) or _contradict(one, other):
        return False
    return _dates_agree(a, b) is True or _class(a) == "Organization"


def _keys(party: ListedParty) -> Iterator[tuple[str, str]]:
    yield from _codes(party)
    yield from (("name", name) for name in _names(party.entity))


def _class(entity: Entity) -> str | None:
    return next((name for name in _CLASSES if is_schema(entity.schema, name)), None)


def _names(entity: Entity) -> set[str]:
    return {" ".join(_WORD.findall(name.casefold())) for name in entity.get("name")}


def _words(entity: Entity) -> set[str]:
    names = [entity.caption, *entity.names(), *entity.weak_names()]
    return {word for name in names for word in _WORD.findall(name.casefold())}


def _codes(party: ListedParty) -> set[tuple[str, str]]:
    records: Iterable[Entity] = (party.entity, *party.wallets)
    return {(prop, value) for entity in records for prop in _CODES for value in entity.get(prop)}


def _dates_agree(one: Entity, other: Entity) -> bool | None:
    """Whether days of birth fit at the precision that both have; None where one has none."""
    mine, theirs = one.get("birthDate"), other.get("birthDate")
    if not (mine and theirs):
        return None
    return any(a.startswith(b) or b.startswith(a) for a in mine for b in theirs)
