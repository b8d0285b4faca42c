"""Look-back: what does a change do to past payments: which does it hit, which does it let go?

The answer equals screening with what stands after the change, less screening with what stood
before it. Scores do not depend on the other entries of an index, so it is enough to screen against
the entries that changed: once as they are, once as they were. In an indexed past only those
records are screened that hold a text which the changed entries may hit.
"""

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from itertools import tee
from typing import Literal

import msgspec

from nostro.matching import Index
from nostro.model.alerts import Alert
from nostro.model.entities import Entity
from nostro.model.payments import Notice, Payment
from nostro.screening.change import EntryChange, ListChange
from nostro.screening.customers import Customer, CustomerScreener
from nostro.screening.engine import Screener
from nostro.screening.past.candidates import rows_to_screen
from nostro.screening.past.segment import Segment
from nostro.screening.policy import Policy

__all__ = ["ChangedAlert", "LookBack", "look_back"]

_Items = Iterable[Payment | Notice]
_NOTHING = EntryChange()


class ChangedAlert(Alert, kw_only=True):
    """An alert that a change raises or lets fall, and when its payment was made.

    `change` is `new`; `changed` where the entry had hit the same field, with another reason or
    decision; `reopened` where a hit stood before the change and stands no more. `fields` says
    what changed in the entry. The payment was booked before or after `effective_on`, the day
    from which the entry counts, and before or after `in_force_at`, when the workspace began to
    go by the change; None where one of the two times is not known.
    """

    change: Literal["new", "changed", "reopened"]
    fields: dict[str, dict[str, list[str]]]
    booked_at: datetime | None
    effective_on: date | None
    after_effective: bool | None
    in_force_at: datetime | None
    after_in_force: bool | None


class LookBack:
    """The look-back over one change, over any records.

    `known` counts, for each entity, the hits that stood before the change already.
    """

    def __init__(self, change: ListChange, policy: Policy) -> None:
        self._change = change
        self._policy = policy
        self._indexes = Index.build(change.before), Index.build(change.after)
        before, after = self._indexes
        self._before = Screener(before, policy, change.versions_before)
        self._after = Screener(after, policy, change.versions_after)
        self.known: dict[str, int] = {}

    def over(self, items: _Items) -> Iterator[ChangedAlert]:
        """What the change does to records, in their order."""
        for item in items:
            now = _on_parties(self._after.screen(item).alerts)
            then = _on_parties(self._before.screen(item).alerts)
            if now or then:
                yield from self._compared(_booked_at(item), now, then)

    def over_past(self, segments: Iterable[Segment]) -> Iterator[ChangedAlert]:
        """What the change does to the indexed past, in the order in which it was indexed."""
        for segment in segments:
            rows = rows_to_screen(segment, self._indexes, self._policy)
            yield from self.over(segment.records(rows.tolist()))

    def over_customers(self, customers: Iterable[Customer], source: str) -> Iterator[ChangedAlert]:
        """What the change does to customers, in their order, judged as `CustomerScreener` does."""
        asked, again = tee(customers)
        after, before = (
            CustomerScreener(index, self._policy, versions).screen_all(rows, source)
            for index, versions, rows in (
                (self._indexes[1], self._change.versions_after, asked),
                (self._indexes[0], self._change.versions_before, again),
            )
        )
        for now, then in zip(after, before, strict=True):
            yield from self._compared(None, _on_parties(now.alerts), _on_parties(then.alerts))

    def _compared(
        self, booked_at: datetime | None, now: list[Alert], then: list[Alert]
    ) -> Iterator[ChangedAlert]:
        stood = {self._key(alert) for alert in then}
        hit_then = {key[:2] for key in stood}
        hit_now = {self._key(alert)[:2] for alert in now}
        for alert in now:
            if self._key(alert) in stood:
                entity_id = alert.entity_id or ""
                self.known[entity_id] = self.known.get(entity_id, 0) + 1
            else:
                stays = self._key(alert)[:2] in hit_then
                yield self._told(booked_at, alert, "changed" if stays else "new")
        for alert in then:
            if self._key(alert)[:2] not in hit_now:
                yield self._told(booked_at, alert, "reopened")

    def _key(self, alert: Alert) -> tuple[str, str, str, str]:
        """What makes two alerts on a record the same; an entry keeps its place under a new id."""
        entity_id = alert.entity_id or ""
        return (
            self._change.moved.get(entity_id, entity_id),
            alert.field,
            alert.reason,
            alert.decision,
        )

    def _told(
        self, booked_at: datetime | None, alert: Alert, kind: Literal["new", "changed", "reopened"]
    ) -> ChangedAlert:
        entry = self._change.entries.get(self._key(alert)[0], _NOTHING)
        effective_on, in_force_at = entry.effective_on, self._change.in_force_at
        return ChangedAlert(
            **msgspec.structs.asdict(alert),
            change=kind,
            fields=entry.fields,
            booked_at=booked_at,
            effective_on=effective_on,
            after_effective=(
                booked_at.date() >= effective_on if booked_at and effective_on else None
            ),
            in_force_at=in_force_at,
            after_in_force=booked_at >= in_force_at if booked_at and in_force_at else None,
        )


def _on_parties(alerts: Iterable[Alert]) -> list[Alert]:
    """The alerts on listed parties; those on places stand whatever a list says."""
    return [alert for alert in alerts if alert.entity_id is not None]


def _booked_at(item: Payment | Notice) -> datetime | None:
    return item.booked_at if isinstance(item, Payment) else None


def look_back(
    before: Iterable[Entity],
    after: Iterable[Entity],
    policy: Policy,
    *,
    versions_before: dict[str, str],
    versions_after: dict[str, str],
) -> LookBack:
    """Prepare the look-back over changed entries.

    `before` and `after` hold the changed entries only, each with its Sanction records: entries
    that were added stand in `after` alone, removed ones in `before` alone.
    """
    change = ListChange(
        before=list(before),
        after=list(after),
        versions_before=versions_before,
        versions_after=versions_after,
    )
    return LookBack(change, policy)
