"""`nostro screen` as a user runs it: entities of the policy, processes, customers, licences."""

import json
from datetime import UTC, datetime

import pytest

from nostro.model.payments import Payment
from nostro.payments.table import write_table
from nostro.sample import SAMPLE

pytestmark = pytest.mark.journey

CUSTOMERS = """id,name,country
c1,Stroytreyd LLC,RU
c2,Harbour Bakery,DE
c3,Korea Kwangson Banking Corp,
c4,,
"""


@pytest.fixture(scope="module")
def table(tmp_path_factory):
    path = tmp_path_factory.mktemp("table") / "payments.parquet"
    names = ["Stroytreyd LLC", "Harbour Bakery", "Lindqvist Timber"]
    payments = [
        Payment(
            payment_id=f"p{number}",
            booked_at=datetime(2024, 10, 1, tzinfo=UTC),
            amount_minor=100,
            currency="EUR",
            debtor_name="Payer",
            creditor_name=names[number % 3] if number % 50 == 0 else f"Bakery {number % 97}",
        )
        for number in range(9_200)
    ]
    write_table(payments, path)
    return path


def test_processes_write_the_same_bytes_as_one(loaded, table, tmp_path):
    written = {}
    for jobs in (1, 2):
        hits, decisions = tmp_path / f"hits{jobs}", tmp_path / f"decisions{jobs}"
        loaded("screen", table, "--jobs", jobs, "--out", hits, "--decisions-out", decisions)
        written[jobs] = hits.read_bytes(), decisions.read_bytes()
    assert written[1] == written[2]
    assert written[1][1].count(b"\n") == 9_200
    assert written[1][0].count(b"\n") == 62


def test_the_legal_entity_decides_what_binds(loaded, table):
    by_entity = {}
    for entity in ("us", "eu"):
        alerts = loaded.lines("screen", table, "--jobs", 1, "--entity", entity)
        by_entity[entity] = {alert["decision"] for alert in alerts}
        regimes = {
            (row["query"], row["candidate"])
            for alert in alerts
            for row in alert["evidence"]
            if row["feature"] == "regime"
        }
        assert regimes == {(f"{'binds' if entity == 'us' else 'does not bind'} {entity}", "US")}
    assert by_entity == {"us": {"block"}, "eu": {"review"}}
    said = loaded("screen", table, "--entity", "mars", status=2).stderr
    assert "no legal entity 'mars'" in said


def test_customers_have_a_decision_each_and_after_a_change_only_what_is_new(loaded, tmp_path):
    path, decisions = tmp_path / "customers.csv", tmp_path / "decisions.jsonl"
    path.write_text(CUSTOMERS)
    arguments = ("screen", "--customers", path, "--decisions-out", decisions)
    alerts = loaded.lines(*arguments, status=3)
    assert {alert["payment_id"] for alert in alerts} == {"c1", "c3"}
    lines = [json.loads(line) for line in decisions.read_text().splitlines()]
    assert [(line["payment_id"], line["decision"]) for line in lines] == [
        ("c1", "block"), ("c2", "pass"), ("c3", "block"),
    ]  # fmt: skip
    new = loaded.lines(*arguments, "--since", "2024-09-18", status=3)
    assert {alert["payment_id"] for alert in new} == {"c1"}


def test_payments_or_customers_are_to_be_given(loaded, table):
    for arguments in ((), (table, "--customers", table), (table, "--since", "2024-09-18")):
        assert "--customers" in loaded("screen", *arguments, status=2).stderr


def test_a_batch_that_cannot_be_read_writes_nothing(loaded, tmp_path):
    out = tmp_path / "hits.jsonl"
    loaded("screen", tmp_path / "none.xml", "--out", out, status=1)
    assert not out.exists()


def test_licences_are_listed_by_day(loaded):
    found = loaded.lines("lists", "licences", "--as-of", "2025-02-01")
    assert {row["id"] for row in found} == {
        "US Russia GL 8L", "US Syria GL 24", "US Afghanistan GL 15", "US Afghanistan GL 20",
    }  # fmt: skip
    assert all(row["source"].startswith("https://") for row in found)


def company(key, owner, percentage):
    yield {"id": key, "schema": "Company", "properties": {"name": [key]}}
    link = {"owner": [owner], "asset": [key], "percentage": [percentage]}
    yield {"id": f"{key}-link", "schema": "Ownership", "properties": link}


def test_companies_near_the_ownership_rule_are_reviewed(nostro, tmp_path):
    nostro("lists", "import", SAMPLE / "lists" / "ofac-2024-09-20", "--published", "2024-09-20")
    names = {"Zolotaya Volga Trading": "60", "Baikal Amber Trading": "45", "Lena Mining": "20"}
    lines = [row for name, held in names.items() for row in company(name, "ofac-50607", held)]
    entities, payments = tmp_path / "companies.ftm.json", tmp_path / "customers.csv"
    entities.write_text("\n".join(map(json.dumps, lines)))
    payments.write_text("id,name\n" + "\n".join(f"{name},{name}" for name in names))
    nostro("ownership", entities, "--record")
    alerts = nostro.lines("screen", "--customers", payments)
    assert {(a["payment_id"], a["reason"], a["decision"]) for a in alerts} == {
        ("Zolotaya Volga Trading", "ownership", "block"),
        ("Baikal Amber Trading", "near_ownership", "review"),
    }
    nostro("ownership", entities, "--record", "--near", 30)
    assert len(nostro.lines("screen", "--customers", payments)) == 3


def test_a_policy_is_shown_and_checked(nostro, tmp_path):
    rows = nostro.lines("policy")
    assert {row["reason"] for row in rows} >= {"name", "country", "near_ownership"}
    assert "bound by EU, UN" in nostro("policy", "--entity", "eu").stderr
    broken = tmp_path / "bank.yaml"
    broken.write_text("version: 2\nrules:\n  - {reason: nmae}\n")
    assert "line 3: " in nostro("policy", broken, status=1).stderr
