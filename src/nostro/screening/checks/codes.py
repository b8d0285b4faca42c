"""Listed codes: BICs, clearing ids, accounts, registration numbers, wallets.

They are equal after normalisation or no hit at all.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from nostro.matching import Index
from nostro.model.alerts import Reason
from nostro.model.payments import Notice, Payment
from nostro.screening.fields import field_values
from nostro.screening.hits import Hit, exact
from nostro.screening.policy import Policy
from nostro.screening.values import Lone

__all__ = ["CodeCheck"]

_REASONS: tuple[Reason, ...] = ("bic", "identifier", "account", "wallet")
_ACCOUNT = re.compile(r"_account$|^accounts\[|Acct\d?/")
# So many distinct values are not looked up again.
_REMEMBERED = 200_000


class CodeCheck:
    """The listed parties whose codes stand in the fields of the rules for codes."""

    def __init__(self, index: Index, policy: Policy) -> None:
        self._index = index
        self._find = lru_cache(_REMEMBERED)(index.find_identifier)
        self._rules = [policy.rule[reason] for reason in _REASONS if reason in policy.rule]

    def __call__(self, item: Payment | Notice) -> Iterator[Hit]:
        """The hits on one record."""
        for rule in self._rules:
            for field, text in field_values(item, rule.fields, "code"):
                for found in self._find(text):
                    if _reason(field, found.kind) == rule.reason:
                        yield Hit(
                            rule=rule,
                            field=field,
                            text=text,
                            span=(0, len(text)),
                            entity_id=found.entity_id,
                            score=1.0,
                            evidence=[exact(found.kind, text, found.value)],
                        )

    def lone_values(self) -> Iterator[Lone]:
        """A code counts by itself."""
        fields = dict.fromkeys(field for rule in self._rules for field in rule.fields)
        yield Lone(tuple(fields), self._listed)

    def _listed(self, codes: Sequence[str]) -> list[str]:
        return [code for code in codes if self._index.find_identifier(code)]


def _reason(field: str, kind: str) -> Reason:
    if kind in {"bic", "wallet"}:
        return kind  # type: ignore[return-value]  # both are reasons
    return "account" if _ACCOUNT.search(field) else "identifier"
