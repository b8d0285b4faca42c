"""What a payment must have to be one: an id, a time, an amount, and somebody on each side."""

from collections.abc import Mapping
from typing import Any

__all__ = ["what_is_missing"]

_SIDES = {
    "debtor": ("debtor_name", "debtor_account", "debtor_agent"),
    "creditor": ("creditor_name", "creditor_account", "creditor_agent"),
}


def what_is_missing(fields: Mapping[str, Any]) -> str | None:
    """The first thing that a row lacks, in a sentence; None where it is a payment."""
    for required in ("payment_id", "booked_at", "currency"):
        if not fields.get(required):
            return f"no {required}"
    if fields.get("amount_minor") is None:
        return "no amount_minor"
    for side, (name, account, agent) in _SIDES.items():
        if not (fields.get(name) or fields.get(account) or fields.get(agent)):
            return f"nobody on the {side}'s side: no name, account or agent"
    return None
