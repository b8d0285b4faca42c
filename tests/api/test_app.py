"""The HTTP API over the sample's lists."""

from datetime import UTC, date, datetime

import pytest
from fastapi.testclient import TestClient

from nostro.api import create_app
from nostro.lists.versions import VersionStore
from nostro.model.payments import Payment
from nostro.model.settings import Workspace
from nostro.payments.writing import write_mt103
from nostro.sample import SAMPLE

NOW = datetime(2024, 9, 20, 12, tzinfo=UTC)


@pytest.fixture(scope="module")
def workspace(tmp_path_factory):
    place = Workspace(tmp_path_factory.mktemp("api"))
    store = VersionStore(place.lists)
    store.import_files(
        [SAMPLE / "lists/ofac-2024-09-20"], imported_at=NOW, published=date(2024, 9, 20)
    )
    store.import_files([SAMPLE / "lists/un"], imported_at=NOW)
    return place


@pytest.fixture(scope="module")
def client(workspace):
    return TestClient(create_app(workspace))


def test_match_answers_as_opensanctions_clients_expect(client):
    queries = {
        "bank": {"schema": "Company", "properties": {"name": ["Timer Bank AO"]}},
        "nobody": {"schema": "Person", "properties": {"name": "Ingrid Lindqvist"}},
    }
    answer = client.post("/match/default?limit=3", json={"queries": queries}).json()
    bank, nobody = (answer["responses"][key] for key in ("bank", "nobody"))
    assert bank["status"] == 200
    assert bank["results"][0]["id"] == "ofac-50610"
    assert bank["results"][0]["match"] is True
    assert bank["results"][0]["properties"]["swiftBic"] == ["TIMERU2K"]
    assert bank["query"]["schema"] == "Company"
    assert nobody["results"] == []


def test_a_dataset_narrows_the_match(client):
    body = {"queries": {"q": {"schema": "Company", "properties": {"name": ["Timer Bank AO"]}}}}
    assert (
        client.post("/match/un_sc_sanctions", json=body).json()["responses"]["q"]["results"] == []
    )
    assert client.post("/match/nothing", json=body).status_code == 404


def test_search_and_entity(client):
    found = client.get("/search/default", params={"q": "Korea Kwangson"}).json()
    assert found["results"][0]["id"] == "ofac-11581"
    entity = client.get("/entities/ofac-11581").json()
    assert entity["properties"]["sanctions"][0]["schema"] == "Sanction"
    assert client.get("/entities/none").status_code == 404


def test_catalogue_and_health(client):
    assert client.get("/healthz").json() == {"status": "ok"}
    assert client.get("/readyz").status_code == 200
    assert set(client.get("/catalog").json()["current"]) == {"us_ofac_sdn", "un_sc_sanctions"}
    assert {row["source"] for row in client.get("/lists").json()} == {
        "us_ofac_sdn", "un_sc_sanctions",
    }  # fmt: skip
    assert client.get("/algorithms").json()["best"] == "nostro"
    assert "/screen" in client.get("/openapi.json").json()["paths"]


def test_one_message_is_screened(client):
    messages = sorted((SAMPLE / "messages").iterdir())
    answers = [client.post("/screen", content=path.read_bytes()).json() for path in messages[:20]]
    assert all(len(answer["decisions"]) == 1 for answer in answers)
    assert all(answer["problems"] == [] for answer in answers)


def test_a_message_is_screened_for_a_legal_entity(client):
    bodies = [path.read_bytes() for path in sorted((SAMPLE / "messages").iterdir())[:60]]
    hashes = set()
    for entity in ("us", "eu"):
        for body in bodies:
            answer = client.post(f"/screen?entity={entity}", content=body).json()
            hashes |= {alert["policy_hash"] for alert in answer["alerts"]}
    assert len(hashes) == 2
    refused = client.post("/screen?entity=mars", content=bodies[0])
    assert refused.status_code == 400
    assert "no legal entity" in refused.json()["detail"]


def transfer(reference, debtor):
    payment = Payment(
        payment_id=reference, booked_at=NOW, amount_minor=1_250_077, currency="EUR",
        message_type="MT103", debtor_name=debtor, debtor_account="DE89370400440532013000",
        debtor_agent="DEUTDEFF", creditor_agent="BNPAFRPP", creditor_name="Lindqvist Timber",
        creditor_account="FR1420041010050500013M02606", remittance="INVOICE 88123",
    )  # fmt: skip
    return write_mt103(payment)[0]


def test_a_payment_said_again_is_compared_with_those_before(tmp_path):
    place = Workspace(tmp_path)
    VersionStore(place.lists).import_files([SAMPLE / "lists/un"], imported_at=NOW)
    service = TestClient(create_app(place))
    first = service.post("/screen", content=transfer("FIRST1", "Harbour Bakery")).json()
    assert first["alerts"] == []
    answer = service.post("/screen?entity=eu", content=transfer("AGAIN2", "OUR CLIENT")).json()
    (told,) = [alert for alert in answer["alerts"] if alert["reason"] == "stripping"]
    assert told["related_payment_ids"] == [first["decisions"][0]["payment_id"]]
    refused = TestClient(create_app(place)).post("/screen", content=transfer("C3", "Anna"))
    assert refused.status_code == 503
    assert "another server" in refused.json()["detail"]


def test_what_is_no_message_is_a_problem(client):
    answer = client.post("/screen", content=b"\x00\x01 nothing")
    assert answer.status_code == 422
    assert answer.json()["problems"]


def test_a_body_too_large_is_refused(client):
    assert client.post("/screen", content=b"x" * 10_000_001).status_code == 413


def test_without_lists_it_is_not_ready(tmp_path):
    client = TestClient(create_app(Workspace(tmp_path)))
    assert client.get("/healthz").status_code == 200
    assert client.get("/readyz").status_code == 503


def test_a_list_imported_meanwhile_is_used(tmp_path):
    place = Workspace(tmp_path)
    client = TestClient(create_app(place))
    VersionStore(place.lists).import_files([SAMPLE / "lists/un"], imported_at=NOW)
    assert client.get("/catalog").json()["current"] == ["un_sc_sanctions"]
