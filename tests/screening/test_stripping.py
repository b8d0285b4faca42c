from datetime import UTC, datetime

import pytest

from nostro.matching import Index
from nostro.screening import Screener, load_policy
from nostro.screening.earlier import EarlierPayments, seen


@pytest.fixture
def stream(entities):
    return Screener(Index.build(entities), load_policy(), {}, EarlierPayments())


def stripped(screener, *payments):
    lines = [screener.screen(payment) for payment in payments]
    return [alert for alert in lines[-1].alerts if alert.reason == "stripping"]


def day(number):
    return datetime(2024, 7, number, tzinfo=UTC)


def test_a_listed_party_that_vanishes_is_said_with_both_messages(stream, make_payment):
    first = make_payment("a", message_type="MT103", ultimate_debtor_name="TIMER BANK AO")
    again = make_payment("b", message_type="pacs.008", booked_at=day(2))
    (alert,) = stripped(stream, first, again)
    assert (alert.related_payment_ids, alert.decision) == (["a"], "review")
    rows = {row["feature"]: row for row in alert.evidence}
    assert rows["vanished ultimate_debtor_name"]["candidate"] == "TIMER BANK AO"
    assert rows["debtor_name"]["query"] == "Harbour Bakery"


def test_a_cover_without_its_customers_stands_for_a_transfer_with_them(stream, make_payment):
    first = make_payment("INV88123", message_type="MT103", amount_minor=125_077)
    cover = make_payment(
        "X1", message_type="MT202", amount_minor=125_077, debtor_name="BANKDEFF",
        creditor_name="BANKFRPP", other={"21": "INV88123"},
    )  # fmt: skip
    assert stripped(stream, first, cover)


def test_a_name_that_becomes_meaningless_is_stripped(stream, make_payment):
    first = make_payment("a", remittance="INVOICE 88123")
    again = make_payment("b", remittance="INVOICE 88123", debtor_name="OUR CLIENT")
    assert stripped(stream, first, again)


@pytest.mark.parametrize(
    "change",
    [
        {},
        {"remittance": "RENT AUGUST 77124"},
        {"creditor_name": "Somebody Else", "creditor_account": "DE99"},
        {"amount_minor": 900_000, "debtor_name": "OUR CLIENT"},
        {"booked_at": datetime(2024, 8, 1, tzinfo=UTC), "ultimate_debtor_name": None},
    ],
)
def test_payments_that_recur_are_not_stripped(stream, make_payment, change):
    first = make_payment("a", remittance="RENT JULY 77123", ultimate_debtor_name="Anna Grant")
    given = {"remittance": "RENT JULY 77123", "ultimate_debtor_name": "Anna Grant", **change}
    assert stripped(stream, first, make_payment("b", **given)) == []


def test_equal_payments_to_others_than_a_listed_party_are_not_stripped(stream, make_payment):
    listed = make_payment("a", amount_minor=1_999, creditor_name="TIMER BANK AO")
    others = [
        make_payment(f"p{at}", amount_minor=1_999, creditor_name=f"Bakery {name}")
        for at, name in enumerate(("Anna", "Bruno", "Carla"))
    ]
    assert stripped(stream, listed, *others) == []
    nobody = make_payment("z", amount_minor=1_999, creditor_name="OUR CLIENT")
    assert stripped(stream, listed, nobody)


def found_like(store, payment):
    return [earlier.payment.payment_id for earlier in store.like(seen(payment))]


def test_what_is_remembered_is_bounded(stream, make_payment):
    store = EarlierPayments(remembered=2)
    for number in range(5):
        name = f"Bakery {number}"
        store.add(seen(make_payment(f"REF{number}{number}{number}9", debtor_name=name)))
    assert found_like(store, make_payment("REF0009", debtor_name="Bakery 0")) == [
        "REF4449",
        "REF3339",
    ]
    assert found_like(store, make_payment("REF4449", creditor_name="B")) == ["REF4449"]
