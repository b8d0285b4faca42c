"""Listed names in party and agent fields, each as a whole and by the parties that it names.

Distinct names are matched once: banks see the same parties all day.
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

import msgspec

from nostro.matching import Index, Match
from nostro.matching.records import Query
from nostro.model.payments import COLUMNS, Notice, Payment
from nostro.screening.fields import field_values
from nostro.screening.hits import Hit
from nostro.screening.policy import Policy
from nostro.screening.several import named_parts
from nostro.screening.values import Lone

__all__ = ["NameCheck"]

_CACHED_NAMES = 200_000
# What a payment says beside a name, in the columns that begin like the name's own, and what it is
# in a query.
_BESIDE = {"birth_date": "birth_dates", "id": "identifiers"}
_NAME = "_name"


class _Key(NamedTuple):
    """A name as it is asked, and what stands beside it, as pairs of a query's field and value."""

    name: str
    beside: tuple[tuple[str, str], ...] = ()


class _Asked(NamedTuple):
    """What is asked of a field: the whole name or one of the parties in it, from where in it on."""

    key: _Key
    begin: int


class NameCheck:
    """The listed parties whose names score at or above the bar of the rule `name`."""

    def __init__(self, index: Index, policy: Policy) -> None:
        self._index = index
        self._rule = policy.rule.get("name")
        self._matches: dict[_Key, list[Match]] = {}

    def prepare(self, items: Sequence[Payment | Notice]) -> None:
        """Match the distinct names of many records at once: it costs less than each by itself."""
        if self._rule is not None:
            fields = self._rule.fields
            asked = (
                one.key
                for item in items
                for pair in field_values(item, fields, "name")
                for one in _asked(item, *pair)
            )
            self._ask([key for key in dict.fromkeys(asked) if key not in self._matches])

    def __call__(self, item: Payment | Notice) -> Iterator[Hit]:
        """The hits on one record."""
        rule = self._rule
        if rule is None:
            return
        for field, text in field_values(item, rule.fields, "name"):
            for match, begin in self._found(_asked(item, field, text)):
                start, end = match.query_span
                if start == end:
                    continue  # a code alone, which its own rule looks for
                yield Hit(
                    rule=rule,
                    field=field,
                    text=text,
                    span=(begin + start, begin + end),
                    entity_id=match.entity_id,
                    score=match.score,
                    weak=match.weak,
                    evidence=[msgspec.to_builtins(piece) for piece in match.evidence],
                )

    def lone_values(self) -> Iterator[Lone]:
        """Names are matched alone where nothing stands beside them."""
        if self._rule is not None:
            fields = self._rule.fields
            beside = (column for field in fields for column, _ in _columns_beside(field))
            yield Lone(fields, self._matched, tuple(beside))

    def _matched(self, names: Sequence[str]) -> list[str]:
        bar = self._rule.bar if self._rule else 1.0
        asked = [(name, part) for name in names for part in _alone(name)]
        answers = self._index.match([part for _, part in asked], limit=1, threshold=bar)
        loud = {name for (name, _), found in zip(asked, answers, strict=True) if found}
        return [name for name in names if name in loud]

    def _found(self, asked: list[_Asked]) -> list[tuple[Match, int]]:
        """The parties that one field names, each where it scores best, and where that begins."""
        if any(one.key not in self._matches for one in asked):
            self._ask([one.key for one in asked])
        if len(asked) == 1:
            return [(match, 0) for match in self._matches[asked[0].key]]
        best: dict[str, tuple[Match, int]] = {}
        for key, begin in asked:
            for match in self._matches[key]:
                known = best.get(match.entity_id)
                if known is None or match.score > known[0].score:
                    best[match.entity_id] = match, begin
        return list(best.values())

    def _ask(self, keys: list[_Key]) -> None:
        if len(self._matches) + len(keys) > _CACHED_NAMES:
            self._matches.clear()
        queries = [_query(key) for key in keys]
        bar = self._rule.bar if self._rule else 1.0
        answers = self._index.match(queries, limit=None, threshold=bar)
        self._matches.update(zip(keys, answers, strict=True))


def _alone(text: str) -> list[str]:
    """The whole, and the parties in it."""
    return [text, *(text[begin:end] for begin, end in named_parts(text))]


def _query(key: _Key) -> Query:
    query = Query(names=[key.name])
    for field, value in key.beside:
        setattr(query, field, [value])
    return query


def _asked(item: Payment | Notice, field: str, text: str) -> list[_Asked]:
    """The whole, and the parties in it by names alone: whose the birth date is, is not said."""
    beside = tuple(
        (asked, value)
        for column, asked in _columns_beside(field)
        if (value := getattr(item, column, None))
    )
    whole = _Asked(_Key(text, beside), 0)
    return [whole, *(_Asked(_Key(text[begin:end]), begin) for begin, end in named_parts(text))]


@lru_cache(maxsize=1_024)
def _columns_beside(field: str) -> tuple[tuple[str, str], ...]:
    """The columns that say more of whom a field names, each with the field of a query it is."""
    if not field.endswith(_NAME):
        return ()
    whose = field.removesuffix(_NAME)
    columns = ((f"{whose}_{column}", asked) for column, asked in _BESIDE.items())
    return tuple(pair for pair in columns if pair[0] in COLUMNS)
