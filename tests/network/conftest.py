"""Payments in a few words, and the listed parties around them."""

from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

import pytest

from nostro.model.entities import Entity
from nostro.model.payments import Payment

# Holder, bank and where; the first letter of a node names it.
NODES = {
    "listed": {"name": "Foreign Trade Bank of Nowhere", "agent_name": "Harbour Bank"},
    "cutout": {"name": "Alpine Settlement", "agent_name": "Bank of Tskhinvali"},
    "held": {"name": "Foreign Trade Bank of Nowhere", "agent_name": "Bank of Tskhinvali"},
    "front": {"name": "Front Company", "agent_name": "Plain Bank"},
    "other": {"name": "Other Company", "agent_name": "Third Bank"},
    "seller": {"name": "Fuel Seller", "agent_name": "Far Bank", "country": "RU"},
    "shop": {"name": "Corner Shop", "agent_name": "Plain Bank"},
    "korean": {"name": "Some Trader", "agent_name": "Some Bank", "country": "KP"},
}


@pytest.fixture
def pay():
    """Makes payments from (from, to, amount, day[, currency]) rows; ids p1, p2, ..."""
    numbers = count(1)

    def make(*rows):
        return [payment(f"p{next(numbers)}", row[:2], *row[2:]) for row in rows]

    return make


def payment(payment_id, ends, amount, day, currency="USD"):
    sides: dict[str, Any] = {}
    for side, node in zip(("debtor", "creditor"), ends, strict=True):
        known = NODES.get(node, {"name": f"Customer {node}", "agent_name": "Plain Bank"})
        sides |= {f"{side}_{key}": value for key, value in known.items()}
        sides[f"{side}_account"] = node.upper()
    booked = datetime(2024, 6, 1, 12, tzinfo=UTC) + timedelta(days=day)
    return Payment(
        payment_id=payment_id, booked_at=booked, amount_minor=amount, currency=currency,
        **sides,
    )  # fmt: skip


@pytest.fixture
def entities():
    """One listed party."""
    bank = Entity(
        id="bank-1",
        schema="Company",
        properties={"name": ["Foreign Trade Bank of Nowhere"], "swiftBic": ["FTBNKPPY"]},
        datasets=["us_ofac_sdn"],
    )
    sanction = Entity(
        id="bank-1-sanction",
        schema="Sanction",
        properties={"entity": ["bank-1"], "programId": ["DPRK3"]},
        datasets=["us_ofac_sdn"],
    )
    return [bank, sanction]
