"""Payments as flows between accounts."""

from datetime import UTC, datetime, timedelta

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from nostro.model.payments import Payment
from nostro.network.flows import FlowGraph, flow_of

START = datetime(2024, 6, 1, tzinfo=UTC)


def test_an_account_is_a_node_and_else_the_name_at_its_bank(pay):
    (payment,) = pay(("front", "seller", 1_00, 0))
    spaced = msgspec.structs.replace(payment, debtor_account="de89 3704 0044")
    assert flow_of(spaced)[1:] == ("DE8937040044", "SELLER")
    without = msgspec.structs.replace(payment, debtor_account=None)
    assert flow_of(without).source == "FRONT COMPANY@PLAIN BANK"


def test_case_blanks_and_the_head_office_make_no_other_node(pay):
    (payment,) = pay(("front", "seller", 1_00, 0))
    written = [("Front  Company", "plnbdeff"), ("FRONT COMPANY", "PLNBDEFFXXX")]
    nodes = {
        flow_of(
            msgspec.structs.replace(
                payment, debtor_account=None, debtor_name=name, debtor_agent=agent
            )
        ).source
        for name, agent in written
    }
    assert nodes == {"FRONT COMPANY@PLNBDEFF"}


def test_a_cover_flows_between_the_customers_and_counts_once(pay):
    (transfer,) = pay(("front", "seller", 1_00, 0))
    cover = Payment(
        payment_id="cov", booked_at=transfer.booked_at, amount_minor=1_00, currency="USD",
        uetr="u-1", debtor_name="Plain Bank", creditor_name="Far Bank",
        underlying_debtor_name="Front Company", underlying_debtor_account="FRONT",
        underlying_creditor_name="Fuel Seller", underlying_creditor_account="SELLER",
    )  # fmt: skip
    assert flow_of(cover)[1:] == ("FRONT", "SELLER")
    known = msgspec.structs.replace(transfer, uetr="u-1")
    assert len(FlowGraph([known, cover]).flows) == 1
    assert len(FlowGraph([transfer, cover]).flows) == 2


@given(st.lists(st.integers(0, 40), max_size=30), st.integers(0, 40), st.integers(0, 10))
def test_a_window_holds_what_left_in_it(days, after, length):
    payments = [
        Payment(
            payment_id=f"p{n}", booked_at=START + timedelta(days=day), amount_minor=1,
            currency="EUR", debtor_account="A", creditor_account="B",
        )
        for n, day in enumerate(days)
    ]  # fmt: skip
    graph = FlowGraph(payments)
    begin, window = START + timedelta(days=after), timedelta(days=length)
    inside = {f.payment.payment_id for f in graph.left_within("A", begin, window, 99)}
    assert inside == {p.payment_id for p in payments if begin <= p.booked_at <= begin + window}
    before = {f.payment.payment_id for f in graph.arrived_within("B", begin, window, 99)}
    assert before == {p.payment_id for p in payments if begin - window <= p.booked_at <= begin}
    left = graph.left_within("A", begin, window, 99)
    assert graph.left_within("A", begin, window, 3) == left[:3]
    arrived = graph.arrived_within("B", begin, window, 99)
    assert graph.arrived_within("B", begin, window, 3) == arrived[-3:]
