"""Listed names and codes inside running text."""

from collections.abc import Iterator, Sequence
from functools import lru_cache

from nostro.matching import Index
from nostro.model.payments import Notice, Payment
from nostro.screening.fields import field_values
from nostro.screening.hits import Hit, exact
from nostro.screening.policy import Policy
from nostro.screening.values import Lone

__all__ = ["FreeTextCheck"]

# So many distinct texts are not read again.
_REMEMBERED = 50_000


class FreeTextCheck:
    """The listed parties that the fields of the rule `free_text` mention."""

    def __init__(self, index: Index, policy: Policy) -> None:
        self._rule = rule = policy.rule.get("free_text")
        bar = rule.bar if rule else 1.0
        self._find = lru_cache(_REMEMBERED)(lambda text: index.find_in_text(text, threshold=bar))

    def __call__(self, item: Payment | Notice) -> Iterator[Hit]:
        """The hits on one record."""
        rule = self._rule
        if rule is None:
            return
        for field, text in field_values(item, rule.fields, "text"):
            for found in self._find(text):
                yield Hit(
                    rule=rule,
                    field=field,
                    text=text,
                    span=found.span,
                    entity_id=found.entity_id,
                    score=found.score,
                    weak=found.weak,
                    evidence=[exact("name_in_text", text[slice(*found.span)], found.name)],
                )

    def lone_values(self) -> Iterator[Lone]:
        """A text is read by itself."""
        if self._rule is not None:
            yield Lone(self._rule.fields, self._mentioning)

    def _mentioning(self, texts: Sequence[str]) -> list[str]:
        return [text for text in texts if self._find(text)]
