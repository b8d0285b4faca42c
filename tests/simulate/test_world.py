"""The synthetic world: the same for the same seed, plausible, and labelled."""

import csv
import json
import re
from collections import Counter
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum import iban as checked

from nostro.model.payments import Payment
from nostro.payments.table import read_table
from nostro.simulate import generate_payments, scheme_ids, simulate_case, write_world
from nostro.simulate.countries import countries
from nostro.simulate.customers import LOOK_ALIKES, iban

FIRST, LAST = datetime(2024, 6, 1, tzinfo=UTC), datetime(2024, 9, 18, tzinfo=UTC)


@pytest.fixture(scope="module")
def world():
    return list(generate_payments(11, 5_000))


def test_a_world_is_a_function_of_its_seed(world):
    assert list(generate_payments(11, 5_000)) == world
    assert list(generate_payments(12, 5_000)) != world


def test_counts_ids_times_and_amounts(world):
    assert len(world) == len({p.payment_id for p in world}) == 5_000
    times = [p.booked_at for p in world]
    assert times == sorted(times)
    assert times[0] >= FIRST
    assert times[-1] < LAST
    assert all(p.amount_minor > 0 for p in world)


def test_account_numbers_have_right_check_digits(world):
    accounts = {p.debtor_account for p in world} | {p.creditor_account for p in world}
    ibans = {account for account in accounts if account[:2].isalpha()}
    assert len(ibans) > 100
    assert all(checked.is_valid(account) for account in ibans)
    holders = {(p.debtor_account, p.debtor_name) for p in world if p.payment_id.startswith("sim")}
    assert len(holders) == len({account for account, _ in holders})


def test_customers_come_from_many_countries_and_banks_have_bics(world):
    assert len({p.debtor_country for p in world}) >= 20
    bics = [bic for land in countries().values() for bic, _ in land.banks]
    assert len(bics) == len(set(bics))
    assert all(re.fullmatch(r"[A-Z]{6}[A-Z0-9]{2}", bic) for bic in bics)
    assert all(bic[4:6] == land.code for land in countries().values() for bic, _ in land.banks)


def test_the_innocent_look_alikes_pay_and_are_paid(world):
    names = {p.debtor_name for p in world} | {p.creditor_name for p in world}
    assert {name for name, _, _ in LOOK_ALIKES} <= names


def test_without_the_case_all_are_innocent():
    innocent = list(generate_payments(11, 5_000, case=False))
    assert len(innocent) == 5_000
    assert all(p.payment_id.startswith("sim-") for p in innocent)
    assert not {"KP", "IR", "SY", "CU"} & {p.debtor_country for p in innocent}


@pytest.mark.parametrize("count", [0, 1, 10, 100])
def test_small_worlds_have_their_count(count):
    assert len(list(generate_payments(1, count))) == count


def test_the_case_is_stable_and_has_its_parties():
    case = simulate_case()
    assert [p.payment_id for p in case] == [f"case-{n:03d}" for n in range(1, len(case) + 1)]
    names = Counter(name for p in case for name in (p.debtor_name, p.creditor_name))
    assert {"CMRBANK", "Dmitry Yuryevich Nikulin", "Stroytreyd LLC", "RFC-BANK"} <= set(names)
    assert {"RUB", "USD"} == {p.currency for p in case}
    at_mrb = [p for p in case if "MRB Bank" in (p.debtor_agent_name, p.creditor_agent_name)]
    assert len(at_mrb) >= 12
    assert set(scheme_ids()) < {p.payment_id for p in case}


def test_each_round_keeps_most_of_its_value():
    scheme = {p.payment_id: p for p in simulate_case() if p.payment_id in scheme_ids()}
    into = Counter[str]()
    out = Counter[str]()
    for payment in scheme.values():
        if payment.debtor_agent_name == "MRB Bank":
            into[payment.currency] += payment.amount_minor
        if payment.debtor_agent == "TIMERU2K":
            out[payment.currency] += payment.amount_minor
    for currency in ("RUB", "USD"):
        assert 0.95 < out[currency] / into[currency] < 1


def test_write_world_writes_payments_accounts_and_labels(tmp_path):
    write_world(3, 600, tmp_path)
    items = list(read_table(tmp_path / "payments.parquet"))
    payments = [item for item in items if isinstance(item, Payment)]
    assert len(payments) == len(items) == 600
    assert [p.payment_id for p in payments] == [p.payment_id for p in generate_payments(3, 600)]
    with (tmp_path / "accounts.csv").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    assert {"account", "holder_id", "holder_name", "holder_country", "agent", "opened_on",
            "address", "phone"} == set(rows[0])  # fmt: skip
    known = {row["account"] for row in rows}
    assert {p.debtor_account for p in payments if p.payment_id.startswith("sim")} <= known
    labels = json.loads((tmp_path / "labels.json").read_text(encoding="utf-8"))
    assert set(labels["scheme"]) <= {p.payment_id for p in payments}
    assert "invented" in (tmp_path / "NOTES.txt").read_text(encoding="utf-8")


@given(st.sampled_from(["DE", "GB", "AE"]), st.integers(0, 10**18 - 1))
def test_iban_check_digits_make_97_divide(country, number):
    made = iban(country, f"{number:018d}")
    digits = "".join(str(int(char, 36)) for char in made[4:] + made[:4])
    assert int(digits) % 97 == 1
