"""A small list and payments over it."""

from datetime import UTC, datetime

import pytest

from nostro.matching import Index
from nostro.model.entities import Entity
from nostro.model.payments import Payment
from nostro.screening import Screener, load_policy


def listed(entity_id, name, schema="Company", *, program="DPRK", dataset="us_ofac_sdn", **props):
    """A listed party with its Sanction."""
    entity = Entity(id=entity_id, schema=schema, datasets=[dataset], target=True)
    entity.add("name", name)
    for prop, values in props.items():
        entity.add(prop, *([values] if isinstance(values, str) else values))
    sanction = Entity(id=f"{entity_id}-sanction", schema="Sanction", datasets=[dataset])
    sanction.add("entity", entity_id)
    sanction.add("program", program)
    return [entity, sanction]


def payment(payment_id="p1", **fields):
    """A payment with harmless parties, unless fields say otherwise."""
    harmless = {
        "booked_at": datetime(2024, 7, 1, 12, tzinfo=UTC),
        "amount_minor": 125_000,
        "currency": "EUR",
        "debtor_name": "Harbour Bakery",
        "creditor_name": "Lindqvist Timber",
        "source": "test.xml",
        "location": "transaction 1",
    }
    return Payment(payment_id=payment_id, **{**harmless, **fields})


@pytest.fixture(scope="session")
def make_payment():
    return payment


@pytest.fixture(scope="session")
def make_listed():
    return listed


@pytest.fixture(scope="session")
def entities():
    return [
        *listed("ofac-15603", "FOREIGN TRADE BANK OF KOREA", swiftBic="FTBDKPPY"),
        *listed("ofac-50610", "TIMER BANK, AO", swiftBic="TIMERU2K"),
        *listed("ofac-50603", "NIKULIN, Dmitry Yuryevich", "Person"),
        *listed("ofac-22488", "TSMRBANK, OOO", bikCode="044525059", weakAlias="CENTER"),
        *listed("un-1", "KIM CHOL SAM", "Person", dataset="un_sc_sanctions"),
        *listed("draft-1", "BAIKAL SETTLEMENT HOUSE", dataset="announcement:2024-09-19-x"),
        *listed("co-1", "VOSTOK LADOGA TRADING", dataset="derived:ownership-ofac"),
    ]


@pytest.fixture(scope="session")
def screener(entities):
    return Screener(Index.build(entities), load_policy(), {"us_ofac_sdn": "2024-09-20-abc"})
