import pytest


def places(screened):
    return [(a.reason, a.field, a.caption) for a in screened.alerts]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("creditor_country", "KP"),
        ("creditor_agent", "ABCDKPPY"),
        ("creditor_agent_country", "KP"),
        ("creditor_address", "Jungsong-dong, Pyongyang"),
        ("debtor_address", "Tehran, Iran"),
    ],
)
def test_a_country_under_a_programme_is_reviewed(screener, make_payment, field, value):
    screened = screener.screen(make_payment(**{field: value}))
    assert ("country", field) in {(reason, name) for reason, name, _ in places(screened)}
    assert screened.line.decision == "review"


@pytest.mark.parametrize(
    "address",
    ["Stalin Street 20, Tskhinvali", "ул. Сталина 20, Цхинвал", "20 Stalin St, South Ossetia"],
)
def test_a_contested_region_is_a_reason_of_its_own(screener, make_payment, address):
    screened = screener.screen(make_payment(creditor_country="GE", creditor_address=address))
    assert [reason for reason, _, _ in places(screened)] == ["region"]


@pytest.mark.parametrize(
    "address",
    ["Pyongyang Street 5, Ulaanbaatar", "Havana Club, Berlin", "Damascus Road 1, London"],
)
def test_a_street_named_after_a_city_is_not_that_city(screener, make_payment, address):
    assert places(screener.screen(make_payment(creditor_address=address))) == []


def test_a_programme_ends(screener, make_payment):
    from datetime import UTC, datetime

    before = make_payment(creditor_country="SY", booked_at=datetime(2025, 6, 30, tzinfo=UTC))
    after = make_payment(creditor_country="SY", booked_at=datetime(2025, 7, 1, tzinfo=UTC))
    assert screener.screen(before).line.decision == "review"
    assert screener.screen(after).line.decision == "pass"
