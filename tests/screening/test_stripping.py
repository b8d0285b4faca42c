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


def test_a_listed_payee_replaced_by_another_is_stripped(stream, make_payment):
    money = {"amount_minor": 1_250_077, "debtor_account": "DE01"}
    first = make_payment("a", creditor_name="TIMER BANK AO", creditor_account="RU02", **money)
    again = make_payment("b", creditor_name="Lindqvist Timber", creditor_account="SE03", **money)
    (alert,) = stripped(stream, first, again)
    assert alert.caption == "vanished: TIMER BANK AO"


def test_a_replaced_payee_needs_a_reference_where_nothing_was_found(stream, make_payment):
    money = {"amount_minor": 1_250_077, "debtor_account": "DE01"}
    first = make_payment("a", creditor_account="SE02", remittance="INVOICE 88123", **money)
    other = {"creditor_name": "Anna Grant", "creditor_account": "SE03", **money}
    again = make_payment("b", remittance="INVOICE 88123", **other)
    (alert,) = stripped(stream, first, again)
    assert alert.caption == "changed: Lindqvist Timber"
    assert stripped(stream, make_payment("c", remittance="INVOICE 99124", **other)) == []


def test_a_listed_party_moved_into_the_text_is_told(stream, make_payment):
    money = {"amount_minor": 1_250_077, "debtor_account": "DE01"}
    first = make_payment("a", creditor_name="TIMER BANK AO", **money)
    again = make_payment("b", remittance="GOODS FOR TIMER BANK AO", **money)
    (alert,) = stripped(stream, first, again)
    assert alert.caption == "moved: TIMER BANK AO"


def test_the_transactions_of_one_message_are_not_one_payment(stream, make_payment):
    money = {"amount_minor": 1_250_077, "remittance": "INVOICE 88123"}
    first = make_payment("M1/1", ultimate_debtor_name="TIMER BANK AO", **money)
    assert stripped(stream, first, make_payment("M1/2", **money)) == []
    assert stripped(stream, make_payment("M2/1", **money))


def test_the_rest_of_a_payroll_with_a_listed_employee_is_not_stripped(stream, make_payment):
    pay = {"amount_minor": 213_455, "debtor_account": "DE01", "remittance": "BONUS JUNE 2024"}
    payroll = [
        make_payment(f"p{at}", creditor_name=f"Baker {at}", creditor_account=f"FR{at}", **pay)
        for at in range(12)
    ]
    listed = make_payment("x", creditor_name="NIKULIN, Dmitry Yuryevich", **pay)
    after = [
        make_payment(f"q{at}", creditor_name=f"Miller {at}", creditor_account=f"IT{at}", **pay)
        for at in range(5)
    ]
    assert stripped(stream, *payroll, listed) == []
    assert [stripped(stream, payment) for payment in after] == [[]] * 5


def test_a_cover_beside_its_transfer_is_not_stripped(stream, make_payment):
    direct = make_payment(
        "TRN88123", message_type="MT103", amount_minor=1_250_077, debtor_address="1 High St",
        ultimate_debtor_name="Anna Grant", debtor_agent="DEUTDEFF", creditor_agent="BNPAFRPP",
    )  # fmt: skip
    cover = make_payment(
        "COV1", message_type="MT202COV", amount_minor=1_250_077, debtor_name=None,
        creditor_name=None, debtor_id="DEUTDEFF", creditor_id="BNPAFRPP", other={"21": "TRN88123"},
        underlying_debtor_name="Harbour Bakery", underlying_creditor_name="Lindqvist Timber",
    )  # fmt: skip
    assert stripped(stream, direct, cover) == []


def test_what_many_share_finds_nothing(make_payment):
    store = EarlierPayments()
    for number in range(9):
        payment = make_payment(
            f"p{number}", debtor_name=f"Payer {number}", creditor_name=f"Payee {number}",
            remittance="CONTRACT 88123",
        )  # fmt: skip
        asked = make_payment("q", debtor_name="A", creditor_name="B", remittance="CONTRACT 88123")
        assert len(found_like(store, asked)) == (number if number < 8 else 0)
        store.add(seen(payment))


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
