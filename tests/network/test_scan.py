"""The scan over the synthetic world, and the laws that every scan keeps."""

import random
from datetime import UTC, date, datetime

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nostro.lists.versions import VersionStore
from nostro.model.payments import Payment
from nostro.network import scan
from nostro.sample import SAMPLE
from nostro.simulate import generate_payments, scheme_ids

NOW = datetime(2025, 5, 1, tzinfo=UTC)


def entities_of(day, folder):
    store = VersionStore(folder)
    store.import_files([SAMPLE / "lists" / f"ofac-{day}"], imported_at=NOW, published=day)
    return [e for version in store.in_force() for e in store.entities(version)]


@pytest.fixture(scope="module")
def listed(tmp_path_factory):
    """The sample's list of the day after the announcement."""
    return entities_of(date(2024, 9, 20), tmp_path_factory.mktemp("after"))


def relays(payments, entities):
    return [f for f in scan(payments, None, entities) if f.typology == "cutout_relay"]


def test_the_scheme_is_one_finding_and_whole(listed):
    (found,) = relays(generate_payments(7, 2_000), listed)
    assert set(found.payment_ids) == set(scheme_ids())
    assert found.score > 0.9
    assert found.evidence["rounds"] == 7
    assert found.corridor == ["KP", "RU"]


def test_the_list_of_the_day_before_finds_it_too(tmp_path):
    before = entities_of(date(2024, 9, 18), tmp_path)
    assert "ofac-50604" not in {entity.id for entity in before}
    (found,) = relays(generate_payments(7, 2_000), before)
    assert set(found.payment_ids) == set(scheme_ids())


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_an_innocent_world_has_no_relay_and_nothing_that_scores(seed, listed):
    found = list(scan(generate_payments(seed, 5_000, case=False), None, listed))
    assert [f for f in found if f.typology == "cutout_relay"] == []
    assert all(f.score < 0.5 for f in found)


def test_the_order_of_the_payments_does_not_matter(listed):
    payments = list(generate_payments(7, 1_000))
    found = [msgspec.to_builtins(f) for f in scan(payments, None, listed)]
    random.Random(4).shuffle(payments)
    assert [msgspec.to_builtins(f) for f in scan(payments, None, listed)] == found
    assert found


def test_findings_come_strongest_first_with_whole_evidence(listed):
    payments = {p.payment_id: p for p in generate_payments(7, 2_000)}
    found = list(scan(payments.values(), None, listed))
    assert [f.score for f in found] == sorted((f.score for f in found), reverse=True)
    for finding in found:
        times = [payments[key].booked_at for key in finding.payment_ids]
        assert (finding.first_at, finding.last_at) == (min(times), max(times))
        steps = finding.evidence["path"]
        assert {step["payment_id"] for step in steps} <= set(finding.payment_ids)
        assert {step["from"] for step in steps} <= set(finding.accounts)


def test_nothing_gives_nothing():
    assert list(scan([])) == []
    assert list(scan([], [], [])) == []


TEXTS = st.none() | st.text(max_size=12) | st.sampled_from(["Tskhinvali", "A", "B", "C", "D"])


@st.composite
def any_payment(draw):
    return Payment(
        payment_id=draw(st.text(min_size=1, max_size=4)),
        booked_at=datetime(2024, 6, draw(st.integers(1, 28)), tzinfo=UTC),
        amount_minor=draw(st.integers(-5, 200)),
        currency="EUR",
        debtor_account=draw(TEXTS),
        debtor_country=draw(st.sampled_from([None, "KP", "DE"])),
        debtor_agent_name=draw(TEXTS),
        creditor_account=draw(TEXTS),
        creditor_agent_name=draw(TEXTS),
    )


@settings(max_examples=60)
@given(st.lists(any_payment(), max_size=25))
def test_any_payments_are_scanned(payments):
    known = {payment.payment_id for payment in payments}
    for finding in scan(payments):
        assert set(finding.payment_ids) <= known
        assert 0 <= finding.score <= 1
