"""The law of values: asking about each once gives what looking at each record whole gives."""

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nostro.matching import Index
from nostro.model.payments import Notice, Payment
from nostro.screening import Screener, engine, load_policy, values
from nostro.screening.earlier import EarlierPayments
from nostro.screening.finders import Finders

NAMES = st.sampled_from(
    ["Timer Bank AO", "NIKULIN, Dmitry", "Kim Chol Sam", "Harbour Bakery", "OUR CLIENT", " ", ""]
)
CODES = st.sampled_from(
    ["TIMERU2K", "FTBDKPPY", "044525059", "BNPAFRPP", "IR820540102680020817909002", "DE12", None]
)
TEXTS = st.sampled_from(
    ["INVOICE 1 TIMER BANK AO", "rent", "Tskhinvali, Georgia", "Pyongyang", "1 High St", None]
)
COUNTRIES = st.sampled_from(["KP", "DE", "SY", None])
BIRTHS = st.sampled_from([None, None, None, "1979-05-04"])
PAYMENTS = st.builds(
    Payment,
    payment_id=st.sampled_from(["a", "b/1", "b/2", "c"]),
    booked_at=st.sampled_from([datetime(2024, 7, 1, tzinfo=UTC), datetime(2025, 9, 1, tzinfo=UTC)]),
    amount_minor=st.sampled_from([100_077, 125_000]),
    currency=st.just("EUR"),
    message_type=st.sampled_from([None, "MT103", "pacs.008", "MT202"]),
    debtor_name=NAMES, debtor_account=CODES, debtor_country=COUNTRIES, debtor_address=TEXTS,
    debtor_birth_date=BIRTHS, debtor_agent=CODES, debtor_agent_name=TEXTS,
    intermediary_agents=st.lists(st.sampled_from(["TIMERU2K", "DEUTDEFF", ""]), max_size=2),
    intermediary_agent_names=st.lists(NAMES, max_size=1),
    creditor_name=NAMES, creditor_account=CODES, creditor_agent=CODES,
    ultimate_creditor_name=NAMES, remittance=TEXTS,
    other=st.sampled_from([{}, {}, {"Invcr/Nm": "Timer Bank AO"}]),
)  # fmt: skip
NOTICES = st.builds(
    Notice, notice_id=st.just("n"), message_type=st.just("MT199"), text=st.just("TIMER BANK AO")
)
ITEMS = st.lists(st.one_of(PAYMENTS, PAYMENTS, PAYMENTS, NOTICES), max_size=30)


@pytest.fixture(scope="module")
def index(entities):
    return Index.build(entities)


@settings(max_examples=150, deadline=None)
@given(items=ITEMS, at_once=st.integers(1, 7), known=st.sampled_from([0, 3, 400_000]))
def test_values_asked_once_give_what_whole_records_give(index, items, at_once, known):
    one_by_one = Screener(index, load_policy(), {}, EarlierPayments())
    by_values = Screener(index, load_policy(), {}, EarlierPayments())
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(engine, "CHUNK", at_once)
        patch.setattr(values, "_KNOWN", known)
        together = list(by_values.screen_all(items))
    assert together == [one_by_one.screen(item) for item in items]


def test_a_value_is_sent_once(index, make_payment, tmp_path, monkeypatch):
    asked: list[str] = []

    class Listens(Finders):
        def answers(self, ask, given):
            for chunk in given:
                asked.extend(text for some in chunk.new for text in some)
                yield from super().answers(ask, [chunk])

    monkeypatch.setattr(engine, "CHUNK", 2)
    screener = Screener(index, load_policy(), {})
    given = [make_payment(f"p{number}", creditor_name="Timer Bank AO") for number in range(6)]
    found = list(screener.screen_all(given, Listens(tmp_path / "none.index", load_policy(), 1)))
    assert sorted(asked) == ["Harbour Bakery", "Timer Bank AO"]
    assert all(screened.alerts for screened in found)


def test_the_bytes_are_those_of_one_process(index, make_payment, tmp_path):
    path = tmp_path / "some.index"
    index.save(path)
    names = ["Timer Bank AO", "Harbour Bakery", "Kim Chol Sam", "OUR CLIENT"]
    items = [
        make_payment(f"p{number}", creditor_name=names[number % 4], remittance=f"INVOICE {number}")
        for number in range(2_300)
    ]
    one, spread = (
        list(Screener(index, load_policy(), {}, EarlierPayments()).screen_all(items, finders))
        for finders in (None, Finders(path, load_policy(), 2, alone=1))
    )
    assert one == spread
