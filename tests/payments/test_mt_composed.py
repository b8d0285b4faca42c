"""A payment of another format written as an MT: what the format cannot hold is stated."""

from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nostro.model.payments import Payment
from nostro.payments.mt import read_fin
from nostro.payments.mt_charset import to_set_x
from nostro.payments.writing import write_mt103
from nostro.payments.writing_mt import WRITABLE, write_mt

_TEXT = st.none() | st.text(max_size=120) | st.text("abcdefg, 123", min_size=1, max_size=90)
_BANK = st.sampled_from([None, "TIMERU2K", "CHASUS33XXX", "044525059"])
_SAID = (
    "payment_id", "debtor_name", "debtor_account", "debtor_address", "debtor_id",
    "debtor_birth_date", "ultimate_debtor_name", "initiating_party_name", "debtor_agent_name",
    "creditor_name", "creditor_account", "creditor_address", "creditor_id", "creditor_birth_date",
    "ultimate_creditor_name", "creditor_agent_name", "remittance", "underlying_debtor_name",
    "underlying_creditor_account", "intermediary_agents", "intermediary_agent_names",
)  # fmt: skip
PAYMENTS = st.builds(
    Payment,
    payment_id=st.text(min_size=1, max_size=40),
    booked_at=st.just(datetime(2024, 9, 17, tzinfo=UTC)),
    amount_minor=st.integers(1, 10**12),
    currency=st.sampled_from(["USD", "JPY", "KWD"]),
    debtor_agent=_BANK,
    creditor_agent=_BANK,
    debtor_country=st.sampled_from([None, "RU", "DE"]),
    creditor_country=st.sampled_from([None, "KP"]),
    intermediary_agents=st.lists(st.sampled_from(["DEUTDEFF", "123456"]), max_size=3),
    intermediary_agent_names=st.lists(st.text(max_size=50), max_size=3),
    **{column: _TEXT for column in _SAID if column != "payment_id" and "interm" not in column},
)
FULL = Payment(
    payment_id="MSG1/TX1",
    booked_at=datetime(2024, 9, 17, tzinfo=UTC),
    amount_minor=123_450,
    currency="USD",
    message_type="pacs.008",
    debtor_name="Закрытое акционерное общество Стройтрейд и партнёры",
    debtor_country="RU",
    debtor_address="ul. Palikha 10, Moscow, RU",
    debtor_agent="TIMERU2K",
    creditor_name="Dmitry Nikulin",
    creditor_agent="RFCBRUMM",
    remittance="invoice 1",
    source="p.xml",
    location="transaction 1",
)


def read_back(data: bytes) -> Payment | None:
    return next((item for item in read_fin(data, "m") if isinstance(item, Payment)), None)


def _bare(value: Any) -> str:
    """Text as a message may show it: in character set X, without blanks and signs at line ends."""
    text = " ".join(value) if isinstance(value, list) else value or ""
    return "".join(char for char in to_set_x(text) if char.isalnum())


@pytest.mark.parametrize("kind", ["103", "101"])
def test_each_loss_is_stated(kind: str) -> None:
    @settings(max_examples=200)
    @given(payment=PAYMENTS)
    def holds(payment: Payment) -> None:
        data, problems = write_mt(payment, kind)
        stated = {problem.message.partition(":")[0] for problem in problems}
        written = "".join(char for char in data.decode() if char.isalnum())
        for column in _SAID:
            if column not in stated:
                assert _bare(getattr(payment, column)) in written, (column, problems)
        assert all(
            problem.code in {"transliterated", "truncated", "left-out"} for problem in problems
        )

    holds()


def test_a_long_name_stands_in_numbered_lines() -> None:
    data, problems = write_mt103(FULL)
    again = read_back(data)
    assert again is not None
    assert again.debtor_name == "ZAKRYTOE AKTSIONERNOE OBSHCHESTVO STROYTREYD I PARTNERY"
    assert (again.debtor_country, again.debtor_address) == ("RU", "ul. Palikha 10, Moscow, RU")
    assert [problem.code for problem in problems] == ["transliterated"]
    assert problems[0].message.startswith("debtor_name: 'Закрытое")
    assert (problems[0].source, problems[0].location) == ("p.xml", "transaction 1")


def test_nothing_is_stated_where_nothing_is_lost() -> None:
    plain = Payment(payment_id="R1", booked_at=FULL.booked_at, amount_minor=1, currency="USD",
                    debtor_name="ANN", debtor_address="MOSCOW", debtor_agent="TIMERU2K",
                    creditor_name="BOB", creditor_account="7", creditor_agent="RFCBRUMM",
                    remittance="RENT\nMAY")  # fmt: skip
    data, problems = write_mt103(plain)
    assert problems == []
    again = read_back(data)
    assert again is not None
    for column in ("debtor_name", "debtor_address", "creditor_account", "remittance", "payment_id"):
        assert getattr(again, column) == getattr(plain, column)


@pytest.mark.parametrize("kind", sorted(WRITABLE))
def test_every_type_can_be_composed(kind: str) -> None:
    payment = Payment(
        payment_id="R1", booked_at=FULL.booked_at, amount_minor=100, currency="EUR",
        debtor_name="TIMERU2K", debtor_id="TIMERU2K", debtor_account="11", debtor_agent="TIMERU2K",
        creditor_name="SOME BANK", creditor_id="RFCBRUMM", creditor_account="22",
        creditor_agent="RFCBRUMM", intermediary_agents=["DEUTDEFF"], underlying_debtor_name="ANN",
        underlying_creditor_name="BOB", remittance="RENT",
    )  # fmt: skip
    again = read_back(write_mt(payment, kind)[0])
    assert again is not None
    assert again.message_type == f"MT{kind}"
    assert (again.amount_minor, again.currency, again.booked_at) == (100, "EUR", payment.booked_at)
    assert "DEUTDEFF" in again.intermediary_agents


def test_what_a_table_kept_of_a_message_is_written_again() -> None:
    payment = Payment(
        payment_id="R1", booked_at=FULL.booked_at, amount_minor=100, currency="EUR",
        message_type="MT103", debtor_name="ANN", debtor_agent="TIMERU2K", creditor_name="BOB",
        creditor_agent="RFCBRUMM", other={"23B": "SPRI", "71A": "OUR", "71F": "EUR1,", "108": "M"},
    )  # fmt: skip
    data, problems = write_mt103(payment)
    again = read_back(data)
    assert again is not None
    assert again.other == payment.other
    assert problems == []
