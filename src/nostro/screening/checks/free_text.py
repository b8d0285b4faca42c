"""Listed names and codes inside running text.

Distinct texts are looked through once: addresses and phrases of remittances repeat.
"""

from collections.abc import Iterator, Sequence

from nostro.matching import Index
from nostro.matching.records import TextMatch
from nostro.model.payments import Notice, Payment
from nostro.screening.fields import field_values
from nostro.screening.hits import Hit, alike
from nostro.screening.policy import Policy
from nostro.screening.values import Lone

__all__ = ["FreeTextCheck"]

# So many distinct texts are remembered.
_REMEMBERED = 50_000


class FreeTextCheck:
    """The listed parties that the fields of the rule `free_text` mention."""

    def __init__(self, index: Index, policy: Policy) -> None:
        self._index = index
        self._rule = policy.rule.get("free_text")
        self._found: dict[str, list[TextMatch]] = {}

    def prepare(self, items: Sequence[Payment | Notice]) -> None:
        """Look through the distinct texts of many records at once: it costs less than each by
        itself.
        """
        if self._rule is not None:
            fields = self._rule.fields
            texts = (text for item in items for _, text in field_values(item, fields, "text"))
            self._look([text for text in dict.fromkeys(texts) if text not in self._found])

    def __call__(self, item: Payment | Notice) -> Iterator[Hit]:
        """The hits on one record."""
        rule = self._rule
        if rule is None:
            return
        for field, text in field_values(item, rule.fields, "text"):
            if text not in self._found:
                self._look([text])
            for found in self._found[text]:
                words = text[slice(*found.span)]
                yield Hit(
                    rule=rule,
                    field=field,
                    text=text,
                    span=found.span,
                    entity_id=found.entity_id,
                    score=found.score,
                    weak=found.weak,
                    evidence=[alike("name_in_text", words, found.name, found.score)],
                )

    def lone_values(self) -> Iterator[Lone]:
        """A text is read by itself."""
        if self._rule is not None:
            yield Lone(self._rule.fields, self._mentioning)

    def _mentioning(self, texts: Sequence[str]) -> list[str]:
        self._look([text for text in texts if text not in self._found])
        return [text for text in texts if self._found[text]]

    def _look(self, texts: list[str]) -> None:
        if len(self._found) + len(texts) > _REMEMBERED:
            self._found.clear()
        bar = self._rule.bar if self._rule else 1.0
        self._found.update(zip(texts, self._index.find_in_texts(texts, bar), strict=True))
