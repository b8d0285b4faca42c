"""Listed names in party and agent fields.

Distinct names are matched once: banks see the same parties all day.
"""

from collections.abc import Iterator, Sequence

import msgspec

from nostro.matching import Index, Match
from nostro.model.payments import Notice, Payment
from nostro.screening.fields import field_values
from nostro.screening.hits import Hit
from nostro.screening.policy import Policy
from nostro.screening.values import Lone

__all__ = ["NameCheck"]

_CACHED_NAMES = 200_000
_BORN = {"debtor_name": "debtor_birth_date", "creditor_name": "creditor_birth_date"}

_Key = tuple[str, str | None]


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
                _key(item, *pair) for item in items for pair in field_values(item, fields, "name")
            )
            self._ask([key for key in dict.fromkeys(asked) if key not in self._matches])

    def __call__(self, item: Payment | Notice) -> Iterator[Hit]:
        """The hits on one record."""
        rule = self._rule
        if rule is None:
            return
        for field, text in field_values(item, rule.fields, "name"):
            key = _key(item, field, text)
            if key not in self._matches:
                self._ask([key])
            for match in self._matches[key]:
                yield Hit(
                    rule=rule,
                    field=field,
                    text=text,
                    span=match.query_span,
                    entity_id=match.entity_id,
                    score=match.score,
                    weak=match.weak,
                    evidence=[msgspec.to_builtins(piece) for piece in match.evidence],
                )

    def lone_values(self) -> Iterator[Lone]:
        """Names are matched alone where no birth date stands beside them."""
        if self._rule is not None:
            yield Lone(self._rule.fields, self._matched, tuple(_BORN.values()))

    def _matched(self, names: Sequence[str]) -> list[str]:
        bar = self._rule.bar if self._rule else 1.0
        answers = self._index.match(names, limit=1, threshold=bar)
        return [name for name, found in zip(names, answers, strict=True) if found]

    def _ask(self, keys: list[_Key]) -> None:
        if len(self._matches) + len(keys) > _CACHED_NAMES:
            self._matches.clear()
        queries = [{"name": text, "birth_date": born} if born else text for text, born in keys]
        bar = self._rule.bar if self._rule else 1.0
        answers = self._index.match(queries, limit=None, threshold=bar)
        self._matches.update(zip(keys, answers, strict=True))


def _key(item: Payment | Notice, field: str, text: str) -> _Key:
    born = _BORN.get(field)
    return text, getattr(item, born, None) if born else None
