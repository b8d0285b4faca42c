"""Look-back: which past payments does a change newly hit?

The answer equals screening with what stands after the change, less screening with what stood
before it. Scores do not depend on the other entries of an index, so it is enough to screen against
the entries that changed: once as they are, once as they were.
"""

from collections.abc import Iterable, Iterator

from nostro.matching import Index
from nostro.model.alerts import Alert
from nostro.model.entities import Entity
from nostro.model.payments import Notice, Payment
from nostro.screening.engine import Screener
from nostro.screening.policy import Policy

__all__ = ["NewHits", "look_back"]


class NewHits:
    """What the look-back over a change found, record by record.

    `known` counts, for each entity, the hits that stood before the change already.
    """

    def __init__(self, before: Screener, after: Screener) -> None:
        self._before = before
        self._after = after
        self.known: dict[str, int] = {}

    def over(self, items: Iterable[Payment | Notice]) -> Iterator[Alert]:
        """The alerts that the change newly raises, in the order of the records."""
        for item in items:
            now = self._after.screen(item).alerts
            if now:
                yield from self._new(now, self._before.screen(item).alerts)

    def _new(self, now: list[Alert], then: list[Alert]) -> Iterator[Alert]:
        known = {_key(alert) for alert in then}
        for alert in now:
            if alert.entity_id is None:
                continue
            if _key(alert) in known:
                self.known[alert.entity_id] = self.known.get(alert.entity_id, 0) + 1
            else:
                yield alert


def look_back(
    before: Iterable[Entity],
    after: Iterable[Entity],
    policy: Policy,
    *,
    versions_before: dict[str, str],
    versions_after: dict[str, str],
) -> NewHits:
    """Prepare the look-back over a change.

    `before` and `after` hold the changed entries only, each with its Sanction records: entries
    that were added stand in `after` alone, removed ones in `before` alone.
    """
    return NewHits(
        Screener(Index.build(before), policy, versions_before),
        Screener(Index.build(after), policy, versions_after),
    )


def _key(alert: Alert) -> tuple[str | None, str, str, str]:
    return alert.entity_id, alert.field, alert.reason, alert.decision
