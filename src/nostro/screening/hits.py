"""A hit: what a check found in one field of a record, before the policy decides on it."""

from typing import Any

import msgspec

from nostro.screening.policy import Rule

__all__ = ["Hit", "alike", "exact", "fact"]


class Hit(msgspec.Struct, kw_only=True):
    """What was found, where and by which rule.

    `entity_id` names a listed party; a finding without one (a country, a missing name) has a
    `caption` alone. `place` is the code of a country or region that was found. `weak` says that
    only a weak alias was met. `span` marks the words inside `text`, half-open, in characters.
    """

    rule: Rule
    field: str
    text: str
    span: tuple[int, int]
    score: float
    evidence: list[dict[str, Any]]
    entity_id: str | None = None
    caption: str | None = None
    place: str | None = None
    weak: bool = False
    related_payment_ids: list[str] = []


def exact(feature: str, query: str, candidate: str) -> dict[str, Any]:
    """A piece of evidence for two values that are the same."""
    return alike(feature, query, candidate, 1.0)


def alike(feature: str, query: str, candidate: str, score: float) -> dict[str, Any]:
    """A piece of evidence for two values that agree so much."""
    return _piece(feature, query, candidate, score, 1.0)


def fact(feature: str, query: str, candidate: str) -> dict[str, Any]:
    """A piece of evidence that says how the decision came about, and adds nothing to the score."""
    return _piece(feature, query, candidate, 1.0, 0.0)


def _piece(feature: str, query: str, candidate: str, score: float, weight: float) -> dict[str, Any]:
    return {
        "feature": feature,
        "query": query,
        "candidate": candidate,
        "score": score,
        "weight": weight,
    }
