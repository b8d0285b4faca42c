"""Payments as messages of other types, with what is lost on the way."""

from datetime import UTC, datetime

import msgspec
import pytest
from hypothesis import given, settings

from nostro.model.payments import Payment
from nostro.model.problems import Problem
from nostro.payments import read_messages
from nostro.payments.converting import KINDS, convert_payment

from .test_writing import ANY_PAYMENTS, COVER, FULL

CUSTOMERS = ("MT101", "MT103", "pacs.008", "pain.001")
COVERS = ("MT202COV", "MT205COV", "pacs.009")


def read_back(data: bytes | None) -> Payment:
    assert data is not None
    (payment,) = [item for item in read_messages(data, "m") if isinstance(item, Payment)]
    return payment


def said(problems: list[Problem]) -> dict[str, str]:
    return {problem.message.partition(":")[0]: problem.code for problem in problems}


@pytest.mark.parametrize("kind", CUSTOMERS)
def test_a_customer_transfer_becomes_another_and_each_loss_is_stated(kind: str) -> None:
    data, problems = convert_payment(FULL, kind)
    again = read_back(data)
    assert again.message_type == kind
    for column in ("debtor_name", "creditor_name", "debtor_account", "creditor_account",
                   "amount_minor", "currency", "debtor_agent", "creditor_agent"):  # fmt: skip
        if getattr(again, column) != getattr(FULL, column):
            assert column in said(problems)
    if kind == "MT103":
        assert said(problems)["ultimate_debtor_name"] == "left-out"


@pytest.mark.parametrize("kind", COVERS)
def test_a_cover_is_written_as_a_cover_with_its_customers(kind: str) -> None:
    again = read_back(convert_payment(COVER, kind)[0])
    assert again.underlying_debtor_name == COVER.underlying_debtor_name
    assert again.underlying_creditor_name == COVER.underlying_creditor_name


@pytest.mark.parametrize("kind", ["MT202", "MT205", "MT103", "pacs.008", "MT200"])
def test_a_cover_is_never_written_without_its_customers(kind: str) -> None:
    data, problems = convert_payment(COVER, kind)
    assert data is None
    assert [problem.code for problem in problems] == ["not-written"]


def test_a_payment_of_other_parties_is_not_written() -> None:
    for kind in ("MT202", "MT202COV", "MT900", "pacs.003", "camt.053"):
        data, problems = convert_payment(FULL, kind)
        assert data is None
        assert "cannot be said as" in problems[0].message


def test_what_xml_has_no_room_for_is_stated() -> None:
    long = msgspec.structs.replace(
        FULL, debtor_name="A" * 150, intermediary_agents=["TIMERU2K"] * 8,
        other={"71F": "EUR1,"}, message_type="MT103",
    )  # fmt: skip
    data, problems = convert_payment(long, "pacs.008")
    again = read_back(data)
    assert again.debtor_name == "A" * 140
    assert said(problems)["debtor_name"] == "changed"
    assert said(problems)["intermediary_agents"] == "changed"
    assert any("71F" in problem.message for problem in problems)


def test_a_message_that_would_lack_a_side_is_not_written() -> None:
    nobody = Payment(
        payment_id="P", booked_at=datetime(2024, 9, 17, tzinfo=UTC), amount_minor=1,
        currency="USD", debtor_name="A",
    )  # fmt: skip
    data, problems = convert_payment(nobody, "MT103")
    assert data is None
    assert "does not make a whole MT103" in problems[0].message


@settings(max_examples=40)
@given(payment=ANY_PAYMENTS)
def test_any_payment_is_written_or_refused_with_a_reason(payment: Payment) -> None:
    for kind in KINDS:
        data, problems = convert_payment(payment, kind)
        assert data is not None or [problem.code for problem in problems] == ["not-written"]
