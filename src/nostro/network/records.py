"""What the scan finds."""

from datetime import datetime
from typing import Any

import msgspec

__all__ = ["Finding"]


class Finding(msgspec.Struct, kw_only=True):
    """One pattern in the payments, with the payments that show it.

    `amount_minor` is in minor units of `currency`: the value that reached the end of the path.
    `evidence` holds the `path`, a payment a step with its role, and what the score is made of.
    """

    finding_id: str
    typology: str
    score: float
    accounts: list[str]
    payment_ids: list[str]
    first_at: datetime
    last_at: datetime
    amount_minor: int
    currency: str
    corridor: list[str] | None
    explanation: str
    evidence: dict[str, Any]
