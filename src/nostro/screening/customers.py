"""Customers against the lists: the same judgement as on a payment, a decision each.

A customer is asked with all that is known of it: names, birth dates, countries, identifiers. What
the policy decides by the payment (currency, scheme, licence) says nothing here.
"""

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import Any

import msgspec

from nostro.matching import Index, Match
from nostro.matching.records import Query, to_query
from nostro.model.alerts import Alert
from nostro.model.payments import Notice
from nostro.places import country_name
from nostro.screening.engine import CHUNK, Screened, Screener
from nostro.screening.hits import Hit, exact
from nostro.screening.policy import Policy

__all__ = ["Customer", "CustomerScreener", "only_new"]

Customer = Mapping[str, Any]


class CustomerScreener:
    """Screens customers against one index under one policy."""

    def __init__(self, index: Index, policy: Policy, list_versions: dict[str, str]) -> None:
        self._index = index
        self._policy = policy
        self._screener = Screener(index, policy, list_versions)

    def screen_all(self, customers: Iterable[Customer], source: str) -> Iterator[Screened]:
        """The alerts and the decision on each customer, in their order.

        A customer is a query of `Index.match` with an `id`; `source` names the file.
        """
        rest = iter(customers)
        while chunk := list(islice(rest, CHUNK)):
            rule = self._policy.rule.get("name")
            found = (
                self._index.match(chunk, limit=None, threshold=rule.bar)
                if rule
                else [[] for _ in chunk]
            )
            for customer, matches in zip(chunk, found, strict=True):
                query = to_query(customer)
                hits = [*self._named(query, matches), *self._placed(query)]
                yield self._screener.decide(_notice(customer, source), hits)

    def _named(self, query: Query, matches: list[Match]) -> Iterator[Hit]:
        for match in matches:
            by_code = match.query_span == (0, 0)
            rule = self._policy.rule.get("identifier" if by_code else "name")
            if rule is not None:
                text = "; ".join(query.identifiers if by_code else query.names)
                yield Hit(
                    rule=rule,
                    field="identifiers" if by_code else "name",
                    text=text,
                    span=(0, len(text)) if by_code else match.query_span,
                    entity_id=match.entity_id,
                    score=match.score,
                    weak=match.weak,
                    evidence=[msgspec.to_builtins(piece) for piece in match.evidence],
                )

    def _placed(self, query: Query) -> Iterator[Hit]:
        rule = self._policy.rule.get("country")
        for text in query.countries if rule else ():
            code = text.strip().upper()
            if rule is not None and code in self._policy.countries:
                yield Hit(
                    rule=rule,
                    field="country",
                    text=text,
                    span=(0, len(text)),
                    score=1.0,
                    caption=country_name(code),
                    place=code,
                    evidence=[exact("country", text, code)],
                )


def only_new(now: Screened, then: Screened) -> Screened:
    """What of a decision stands now and did not stand then."""
    known = {_key(alert) for alert in then.alerts}
    alerts = [alert for alert in now.alerts if alert.entity_id and _key(alert) not in known]
    decision = alerts[0].decision if alerts else "pass"
    ids = [alert.alert_id for alert in alerts]
    return Screened(msgspec.structs.replace(now.line, decision=decision, alert_ids=ids), alerts)


def _key(alert: Alert) -> tuple[str | None, str, str, str]:
    return alert.entity_id, alert.field, alert.reason, alert.decision


def _notice(customer: Customer, source: str) -> Notice:
    return Notice(notice_id=str(customer.get("id", "")), message_type="customer", source=source)
