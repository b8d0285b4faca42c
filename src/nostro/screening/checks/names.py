"""Listed names in party and agent fields.

Distinct names are matched once: banks see the same parties all day.
"""

from collections.abc import Iterator

import msgspec

from nostro.matching import Index, Match
from nostro.model.payments import Notice, Payment
from nostro.screening.fields import field_values
from nostro.screening.hits import Hit
from nostro.screening.policy import Policy

__all__ = ["NameCheck"]

_CACHED_NAMES = 200_000


class NameCheck:
    """The listed parties whose names score at or above the bar of the rule `name`."""

    def __init__(self, index: Index, policy: Policy) -> None:
        self._index = index
        self._rule = policy.rule.get("name")
        self._matches: dict[tuple[str, str | None], list[Match]] = {}

    def __call__(self, item: Payment | Notice) -> Iterator[Hit]:
        """The hits on one record."""
        rule = self._rule
        if rule is None:
            return
        for field, text in field_values(item, rule.fields):
            born = getattr(item, f"{field.partition('_')[0]}_birth_date", None)
            for match in self._match(text, born, rule.bar):
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

    def _match(self, text: str, born: str | None, bar: float) -> list[Match]:
        key = (text, born)
        if key not in self._matches:
            if len(self._matches) >= _CACHED_NAMES:
                self._matches.clear()
            query = {"name": text, "birth_date": born} if born else text
            self._matches[key] = self._index.match([query], limit=None, threshold=bar)[0]
        return self._matches[key]
