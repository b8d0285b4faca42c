"""An alert: one reason to stop or look at one payment, and the decision on a message."""

from typing import Any, Literal

import msgspec

__all__ = ["Alert", "Decision", "DecisionLine", "Reason", "strongest", "weakest"]

Decision = Literal["block", "reject", "review", "pass"]
Reason = Literal[
    "name", "identifier", "account", "bic", "wallet", "country", "region", "ownership",
    "near_ownership", "free_text", "stripping", "completeness",
]  # fmt: skip
_ORDER: tuple[Decision, ...] = ("pass", "review", "reject", "block")


class Alert(msgspec.Struct, kw_only=True):
    """One hit. `span` marks the matched words inside `text`, half-open, in characters.

    Entity fields are None where a rule has no entity (a country, a missing name).
    """

    alert_id: str
    payment_id: str
    source: str
    field: str
    text: str
    span: tuple[int, int]
    entity_id: str | None
    caption: str | None
    datasets: list[str]
    programmes: list[str]
    score: float
    reason: Reason
    evidence: list[dict[str, Any]]
    related_payment_ids: list[str]
    list_versions: dict[str, str]
    policy_hash: str
    engine_version: str
    decision: Decision


class DecisionLine(msgspec.Struct, kw_only=True):
    """The one decision on one message, passes included."""

    payment_id: str
    source: str
    decision: Decision
    alert_ids: list[str]


def strongest(decisions: list[Decision]) -> Decision:
    """The decision that prevails on a message: block over reject over review over pass."""
    return max(decisions, key=_ORDER.index, default="pass")


def weakest(*decisions: Decision) -> Decision:
    """The mildest of some limits: a rule may do no more than each of them allows."""
    return min(decisions, key=_ORDER.index)
