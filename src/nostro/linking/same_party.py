"""Entries of several lists that are most likely one party, each pair with its evidence.

Two entries are suggested where a code decides (an IMO number, an LEI, a passport, a tax number),
where one states the other's UN reference, or where a name is all but equal and nothing beside it
speaks against: for people a date of birth that fits, too. Each must be the other's best on that
list. `benchmarks/linking.py` prints how often that is right.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

import msgspec

from nostro.lists.pairing import pair_parties
from nostro.matching import Index, Match
from nostro.matching.records import COUNTRY_PROPERTIES
from nostro.model.entities import Entity, ListedParty, is_schema, listed_parties

__all__ = ["Suggestion", "suggest_links", "suggest_moves"]

# What a name must reach against the other list's name, alone and with a date of birth that fits.
_NAME_BAR = 0.93
_NAME_WITH_BIRTH_BAR = 0.80
_NAME_WITH_CODE_BAR = 0.40
_DECIDING = frozenset({"imo", "lei", "bic", "bik", "registration", "tax", "passport", "wallet"})
_KINDS = ("Person", "Vessel", "Airplane", "CryptoWallet")
_CANDIDATES = 20
_WORD = re.compile(r"\w+")
_Words = frozenset[str]
_LOOKED_UP_FROM = 0.70


class Suggestion(msgspec.Struct, frozen=True, kw_only=True):
    """Two entries that are most likely one party. `first` comes before `second` in their order.

    `score` in [0, 1] orders suggestions, the name's likeness with what stands beside it;
    `evidence` are the reasons in a few words each.
    """

    first: str
    second: str
    score: float
    evidence: list[str]


def suggest_links(entities: Iterable[Entity]) -> list[Suggestion]:
    """The links between entries of different lists, best first.

    Every entry but those of the longest list is looked up once among all.
    """
    held = list(entities)
    parties = {party.entity.id: party for party in listed_parties(held)}
    found = [
        *_by_reference(parties),
        *_by_likeness(parties, Index.build(held)),
    ]
    best: dict[tuple[str, str], Suggestion] = {}
    for link in found:
        known = best.get((link.first, link.second))
        if known is None or link.score > known.score:
            best[link.first, link.second] = link
    return sorted(_mutual(best.values(), parties), key=_order)


def suggest_moves(before: Iterable[Entity], after: Iterable[Entity]) -> list[Suggestion]:
    """Links between the old and the new id of parties that a list gave another one."""
    old = {party.entity.id: party for party in listed_parties(before)}
    new = {party.entity.id: party for party in listed_parties(after)}
    return [
        _suggestion(was.entity.id, now.entity.id, 1.0, [f"{was.entity.id} is {now.entity.id} now"])
        for was, now in pair_parties(old, new)
        if was and now and was.entity.id != now.entity.id
    ]


def _order(link: Suggestion) -> tuple[float, str, str]:
    return -link.score, link.first, link.second


def _by_likeness(parties: Mapping[str, ListedParty], index: Index) -> Iterator[Suggestion]:
    asked = list(_but_longest_list(parties))
    answers = index.match(
        [_query(party.entity) for party in asked], limit=_CANDIDATES, threshold=_LOOKED_UP_FROM
    )
    for party, matches in zip(asked, answers, strict=True):
        for match in matches:
            other = parties.get(match.entity_id)
            if other and _list(other) != _list(party):
                yield from _judged(party, other, match, index)


def _but_longest_list(parties: Mapping[str, ListedParty]) -> Iterator[ListedParty]:
    by_list: dict[str, list[ListedParty]] = defaultdict(list)
    for party in parties.values():
        by_list[_list(party)].append(party)
    longest = max(by_list, key=lambda name: (len(by_list[name]), name), default="")
    for name in sorted(by_list):
        if name != longest:
            yield from by_list[name]


def _query(entity: Entity) -> Entity:
    """The entry as a question by its names and codes: what else it says is weighed here."""
    without = {"birthDate", "address", "gender", *COUNTRY_PROPERTIES}
    kept = {prop: v for prop, v in entity.properties.items() if prop not in without}
    return msgspec.structs.replace(entity, properties=kept)


def _judged(
    one: ListedParty, other: ListedParty, match: Match, index: Index
) -> Iterator[Suggestion]:
    a, b = one.entity, other.entity
    if not _same_kind(a, b):
        return
    codes, shared = _common_codes(a.id, b.id, index), _names(a) & _names(b)
    birth, born = _births(a, b)
    if _decides(a, b, match, shared, codes=bool(codes), birth=birth):
        sure = match.score + (1 - match.score) * (0.9 if codes else 0.5 if birth else 0)
        # Of two entries with an equal name the one with more names in common goes first.
        score = sure - 0.01 / (1 + len(shared) + len(codes) + bool(birth))
        evidence = [f"likeness {match.score:.2f}: {a.name()} = {match.name}", *codes, *born]
        yield _suggestion(a.id, b.id, score, evidence)


def _decides(
    a: Entity, b: Entity, match: Match, shared: set[_Words], *, codes: bool, birth: bool | None
) -> bool:
    country = _countries(a, b)
    if codes:
        return match.score >= _NAME_WITH_CODE_BAR
    if birth is False or country is False:
        return birth is True and match.score >= _NAME_BAR
    if is_schema(a.schema, "Person"):
        telling = len(shared) > 1 or any(len(words) > 2 for words in shared)
        bar = _NAME_WITH_BIRTH_BAR if birth else _NAME_BAR
        return match.score >= bar and (birth is True or country is True or telling)
    primary = {_words(name) for entity in (a, b) for name in entity.get("name")}
    return match.score >= _NAME_BAR and (match.name in b.get("name") or bool(shared & primary))


def _names(entity: Entity) -> set[_Words]:
    return {_words(name) for name in entity.names()}


def _words(name: str) -> _Words:
    return frozenset(_WORD.findall(name.casefold()))


def _common_codes(one: str, other: str, index: Index) -> list[str]:
    mine = {(c.kind, _bare(c.value)): c.value for c in index.party(one).codes}
    theirs = {(c.kind, _bare(c.value)) for c in index.party(other).codes}
    return [f"same {k} {mine[k, v]}" for k, v in sorted(mine.keys() & theirs) if k in _DECIDING]


def _bare(value: str) -> str:
    return "".join(char for char in value.upper() if char.isalnum())


def _births(one: Entity, other: Entity) -> tuple[bool | None, list[str]]:
    """Whether dates of birth fit at the precision both have; None where one has none."""
    mine, theirs = one.get("birthDate"), other.get("birthDate")
    if not (mine and theirs):
        return None, []
    fitting = [b for a in mine for b in theirs if a.startswith(b) or b.startswith(a)]
    return bool(fitting), [f"born {max(fitting, key=len)}"] if fitting else []


def _countries(one: Entity, other: Entity) -> bool | None:
    mine, theirs = _country_codes(one), _country_codes(other)
    return bool(mine & theirs) if mine and theirs else None


def _country_codes(entity: Entity) -> set[str]:
    props = (*COUNTRY_PROPERTIES, "birthCountry")
    return {value for prop in props for value in entity.get(prop)}


def _same_kind(one: Entity, other: Entity) -> bool:
    return all(is_schema(one.schema, kind) == is_schema(other.schema, kind) for kind in _KINDS)


def _by_reference(parties: Mapping[str, ListedParty]) -> Iterator[Suggestion]:
    """Entries that state the same permanent reference number of the UN (`QDi.001`)."""
    by_reference: dict[str, list[ListedParty]] = defaultdict(list)
    for party in parties.values():
        for reference in dict.fromkeys(v for s in party.sanctions for v in s.get("unscId")):
            by_reference[reference].append(party)
    for reference, found in by_reference.items():
        for number, one in enumerate(found):
            for other in found[number + 1 :]:
                if _list(one) != _list(other):
                    evidence = [f"both state the UN reference {reference}"]
                    yield _suggestion(one.entity.id, other.entity.id, 1.0, evidence)


def _suggestion(one: str, other: str, score: float, evidence: list[str]) -> Suggestion:
    first, second = sorted((one, other))
    return Suggestion(first=first, second=second, score=round(score, 4), evidence=evidence)


def _mutual(
    links: Iterable[Suggestion], parties: Mapping[str, ListedParty]
) -> Iterator[Suggestion]:
    """Those links that are the best of both ends on the other's list."""
    held = sorted(links, key=_order)
    best: dict[tuple[str, str], float] = {}
    for link in held:
        for one, other in ((link.first, link.second), (link.second, link.first)):
            best.setdefault((one, _list(parties[other])), link.score)
    for link in held:
        ends = ((link.first, link.second), (link.second, link.first))
        if all(best[one, _list(parties[other])] == link.score for one, other in ends):
            yield link


def _list(party: ListedParty) -> str:
    return party.entity.datasets[0] if party.entity.datasets else ""
