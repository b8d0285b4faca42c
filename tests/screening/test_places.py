import pytest


def places(screened):
    return [(a.reason, a.field, a.caption) for a in screened.alerts]


@pytest.mark.parametrize(
    ("field", "value", "decision"),
    [
        ("creditor_country", "KP", "reject"),
        ("creditor_agent", "ABCDKPPY", "block"),
        ("creditor_agent_country", "KP", "block"),
        ("creditor_country", "IR", "reject"),
        ("creditor_country", "CU", "block"),
        ("creditor_address", "Jungsong-dong, Pyongyang", "review"),
        ("debtor_address", "Tehran, Iran", "review"),
    ],
)
def test_a_country_counts_by_its_programme_and_field(
    screener, make_payment, field, value, decision
):
    screened = screener.screen(make_payment(**{field: value}))
    assert ("country", field) in {(reason, name) for reason, name, _ in places(screened)}
    assert screened.line.decision == decision


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
    assert screener.screen(before).line.decision == "reject"
    assert screener.screen(after).line.decision == "pass"
