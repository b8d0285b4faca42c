from typing import Any

import pytest

from nostro.matching import Index
from nostro.screening import load_policy
from nostro.screening.customers import CustomerScreener, only_new

CUSTOMERS: list[dict[str, Any]] = [
    {"id": "1", "name": "Nikulin Dmitry Yuryevich", "schema": "Person"},
    {"id": "2", "name": "Harbour Bakery", "country": "de"},
    {"id": "3", "name": "Somebody Else", "identifiers": ["044525059"]},
    {"id": "4", "name": "Another Bakery", "country": "KP"},
    {"id": "5", "name": "Vostok Ladoga Trading"},
]


@pytest.fixture
def screened(entities):
    screener = CustomerScreener(Index.build(entities), load_policy(), {})
    return list(screener.screen_all(CUSTOMERS, "customers.csv"))


def test_every_customer_has_a_decision(screened):
    assert [item.line.payment_id for item in screened] == ["1", "2", "3", "4", "5"]
    decisions = [item.line.decision for item in screened]
    assert decisions == ["block", "pass", "block", "reject", "block"]


def test_what_was_found_is_said_with_its_reason(screened):
    found = [(a.reason, a.field, a.entity_id) for item in screened for a in item.alerts]
    assert found == [
        ("name", "name", "ofac-50603"),
        ("identifier", "identifiers", "ofac-22488"),
        ("country", "country", None),
        ("ownership", "name", "co-1"),
    ]


def test_only_what_is_new_is_left(screened, entities):
    without = [entity for entity in entities if not entity.id.startswith("ofac-50603")]
    before = CustomerScreener(Index.build(without), load_policy(), {})
    then = list(before.screen_all(CUSTOMERS, "customers.csv"))
    new = [only_new(*pair) for pair in zip(screened, then, strict=True)]
    assert [item.line.decision for item in new] == ["block", "pass", "pass", "pass", "pass"]
    assert [a.entity_id for item in new for a in item.alerts] == ["ofac-50603"]
