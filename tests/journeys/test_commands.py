"""The commands over the sample's lists, as a user runs them."""

import json

import pytest

from nostro.model.entities import Entity, write_entities
from nostro.sample import SAMPLE

pytestmark = pytest.mark.journey
ANNOUNCEMENT = SAMPLE / "announcement.txt"


def test_version_and_help(nostro):
    assert nostro("--version").stdout.startswith("nostro ")
    assert "match" in nostro("--help").stdout
    assert "nostro match" in nostro("match", "--help").stdout


def test_match_names_the_right_entry(loaded):
    (answer,) = loaded.lines("match", "Korea Kwangson Banking Corp")
    best = answer["matches"][0]
    assert best["entity_id"] == "ofac-11581"
    assert best["match"] is True
    assert best["score"] >= 0.95
    assert {"feature", "query", "candidate", "score", "weight"} <= set(best["evidence"][0])
    assert "KWANGSON" in loaded("match", "Korea Kwangson Banking Corp").stdout


def test_match_a_file_of_names(loaded, tmp_path):
    names = tmp_path / "customers.csv"
    names.write_text("id,name,schema\nc1,Timer Bank AO,Company\nc2,Harbour Bakery,\n")
    answers = loaded.lines("match", "--file", names)
    assert [answer["id"] for answer in answers] == ["c1", "c2"]
    assert answers[0]["matches"][0]["entity_id"] == "ofac-50610"
    assert answers[1]["matches"] == []


def test_match_takes_what_stands_beside_the_name(loaded):
    address = "Palikha ul. 10, 127055 Moscow"
    (plain,) = loaded.lines("match", "Dmitri Nikulin")
    (beside,) = loaded.lines("match", "Dmitri Nikulin", "--address", address, "--country", "Russia")
    row = next(p for p in beside["matches"][0]["evidence"] if p["feature"] == "address")
    assert row["query"] == address
    assert row["weight"] > 0
    assert beside["matches"][0]["score"] > plain["matches"][0]["score"]


def test_match_says_what_would_change_it_and_what_the_treasury_shows(loaded):
    (answer,) = loaded.lines("match", "Dmitri Nikulin")
    rows = answer["matches"][0]["evidence"]
    assert any(row["feature"] == "treasury_score" for row in rows)
    changes = {row["query"]: row for row in rows if row["feature"] == "verdict"}
    assert "without nikulin" in changes
    (other,) = loaded.lines("match", "Dmitri Nikulin", "--schema", "Company", "--threshold", "0.1")
    assert changes["a company"]["score"] == other["matches"][0]["score"]
    shown = " ".join(loaded("match", "Dmitri Nikulin").stdout.split())
    assert "no match without nikulin" in shown
    assert "nikulin = nikulin" in shown


def test_every_row_of_a_file_is_an_answer_or_a_problem(loaded, tmp_path):
    names = tmp_path / "customers.csv"
    names.write_bytes(
        b'id,name\nc1,Timer Bank\nc2,"open\nc3,\xff\nc4,a,b\nc5,\nc6,Kim \x00 Jong Un\n'
    )
    done = loaded("match", "--file", names, "--format", "jsonl", status=3)
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert [answer["id"] for answer in answers] == ["c1", "c5", "c6"]
    assert done.stderr.count("problem:") == 3


def test_match_as_of_the_day_before_does_not_know_the_new_party(loaded):
    (answer,) = loaded.lines("match", "Stroytreyd LLC", "--as-of", "2024-09-19")
    assert "ofac-50607" not in {match["entity_id"] for match in answer["matches"]}


def test_lists_status_diff_and_export(loaded):
    rows = loaded.lines("lists", "status")
    assert {(row["source"], row["in_force"]) for row in rows} == {
        ("us_ofac_sdn", False), ("us_ofac_sdn", True), ("un_sc_sanctions", True),
    }  # fmt: skip
    changes = loaded.lines("lists", "diff", "us_ofac_sdn", "2024-09-18", "2024-09-20")
    added = {change["entity_id"] for change in changes if change["change"] == "added"}
    changed = {change["entity_id"] for change in changes if change["change"] == "changed"}
    assert added == {"ofac-50603", "ofac-50604", "ofac-50607", "ofac-50610"}
    assert changed == {"ofac-22488", "ofac-24026"}
    before = loaded("lists", "export", "--as-of", "2024-09-18").stdout
    assert "ofac-50604" not in before
    assert "ofac-50604" in loaded("lists", "export").stdout


def test_screen_the_sample_messages(loaded, tmp_path):
    decisions, report = tmp_path / "decisions.jsonl", tmp_path / "report.html"
    alerts = loaded.lines(
        "screen", SAMPLE / "messages", "--decisions-out", decisions, "--fail-on-hit",
        "--report", report, status=10,
    )  # fmt: skip
    lines = [json.loads(line) for line in decisions.read_text().splitlines()]
    assert len(lines) >= 150
    assert {"block", "pass", "review"} <= {line["decision"] for line in lines}
    told = {alert_id for line in lines for alert_id in line["alert_ids"]}
    assert told == {alert["alert_id"] for alert in alerts}
    assert {"name", "bic", "region", "free_text"} <= {alert["reason"] for alert in alerts}
    assert "This message as given" in report.read_text(encoding="utf-8")


def test_the_same_screening_gives_the_same_bytes(loaded):
    first = loaded("screen", SAMPLE / "messages", "--format", "jsonl").stdout
    assert first == loaded("screen", SAMPLE / "messages", "--format", "jsonl").stdout


def test_announce_names_new_targets_and_listed_ones(loaded):
    done = loaded("announce", ANNOUNCEMENT, "--published", "2024-09-19", "--format", "json")
    record = json.loads(done.stdout)
    text = ANNOUNCEMENT.read_text(encoding="utf-8")
    (action,) = [a for a in record["actions"] if (a["verb"], a["scope"]) == ("designate", "this")]
    targets = {target["name"]: target["entity_id"] for target in action["targets"]}
    assert len(targets) == 6
    assert sorted(filter(None, targets.values())) == ["ofac-22488", "ofac-24026"]
    for target in action["targets"]:
        start, end = target["span"]
        assert text[start:end] == target["name"]


def test_look_back_over_the_list_and_over_the_announcement_agree(loaded):
    listed = loaded.lines(
        "lookback", SAMPLE / "messages",
        "--source", "us_ofac_sdn", "--from", "2024-09-18", "--to", "2024-09-20",
    )  # fmt: skip
    announced = loaded.lines(
        "lookback", SAMPLE / "messages",
        "--announcement", ANNOUNCEMENT, "--published", "2024-09-19",
    )  # fmt: skip
    assert listed
    assert {a["payment_id"] for a in announced} >= {a["payment_id"] for a in listed}
    assert {a["decision"] for a in announced if a["entity_id"].startswith("draft-")} == {"review"}


def test_drafts_are_screened_once_accepted(nostro, tmp_path):
    nostro("lists", "import", SAMPLE / "lists" / "ofac-2024-09-18", "--published", "2024-09-18")
    nostro("announce", ANNOUNCEMENT, "--published", "2024-09-19", "--record")
    drafts = nostro.lines("drafts", "list")
    assert {draft["status"] for draft in drafts} == {"draft"}
    stroytreyd = next(d for d in drafts if d["caption"].startswith("Stroytreyd"))
    assert nostro.lines("match", "Stroytreyd LLC")[0]["matches"] == []
    nostro("drafts", "accept", stroytreyd["draft_id"])
    (answer,) = nostro.lines("match", "Stroytreyd LLC")
    assert answer["matches"][0]["entity_id"] == stroytreyd["draft_id"]
    nostro("lists", "import", SAMPLE / "lists" / "ofac-2024-09-20", "--published", "2024-09-20")
    (answer,) = nostro.lines("match", "Stroytreyd LLC")
    assert [match["entity_id"] for match in answer["matches"]] == ["ofac-50607"]


def test_ownership_and_its_record(loaded, nostro):
    answers = {a["caption"]: a for a in loaded.lines("ownership", SAMPLE / "ownership.ftm.json")}
    assert any(answer["blocked"] and answer["chain"] for answer in answers.values())
    assert any(a["share_percent"] == 49 and not a["blocked"] for a in answers.values())


def test_simulate_convert_and_scan(loaded, tmp_path):
    loaded("simulate", "--seed", "7", "--payments", "2000", "--out", tmp_path / "world")
    findings = loaded.lines("network", "scan", tmp_path / "world" / "payments.parquet")
    assert "cutout_relay" in {finding["typology"] for finding in findings}
    loaded("payments", "convert", SAMPLE / "messages", "--out", tmp_path / "messages.csv")
    rows = (tmp_path / "messages.csv").read_text(encoding="utf-8").splitlines()
    assert rows[0].startswith("payment_id,")
    assert len(rows) > 140


def test_doctor_says_what_is_loaded(loaded, nostro):
    rows = {row["check"]: row for row in loaded.lines("doctor")}
    assert rows["us_ofac_sdn"]["state"] == "stale"
    assert "days old" in rows["us_ofac_sdn"]["detail"]
    assert {row["check"]: row["state"] for row in nostro.lines("doctor")}["lists"] == "absent"


CHANGED = ("--source", "us_ofac_sdn", "--from", "2024-09-18", "--to", "2024-09-20")


def test_lookback_over_the_indexed_past(nostro):
    for name, day in (("ofac-2024-09-18", "2024-09-18"), ("ofac-2024-09-20", "2024-09-20")):
        nostro("lists", "import", SAMPLE / "lists" / name, "--published", day)
    assert "nostro past add" in nostro("lookback", *CHANGED, status=2).stderr
    (segment,) = nostro.lines("past", "add", SAMPLE / "messages")
    assert segment["payments"] > 0
    assert "already" in nostro("past", "add", SAMPLE / "messages").stderr
    assert nostro.lines("past", "status") == [segment]
    indexed = nostro.lines("lookback", *CHANGED)
    assert indexed == nostro.lines("lookback", SAMPLE / "messages", *CHANGED)
    assert {alert["change"] for alert in indexed} == {"new"}
    assert all(alert["after_effective"] in {True, False} for alert in indexed if alert["booked_at"])


def test_lookback_over_customers(loaded, tmp_path):
    customers = tmp_path / "customers.csv"
    customers.write_text("id,name\nc1,Stroytreyd LLC\nc2,Harbour Bakery\n")
    (hit,) = loaded.lines("lookback", "--customers", customers, *CHANGED)
    assert (hit["payment_id"], hit["field"], hit["change"]) == ("c1", "name", "new")
    assert hit["booked_at"] is None


def test_lookback_over_what_a_change_newly_owns(loaded, tmp_path):
    customers, companies = tmp_path / "customers.csv", tmp_path / "companies.ftm.json"
    customers.write_text("id,name\nc1,Perelesok Invest Holding\n")
    company = {"name": ["Perelesok Invest Holding"]}
    share = {"owner": ["ofac-50607"], "asset": ["co-1"], "percentage": ["60"]}
    write_entities(
        [
            Entity(id="co-1", schema="Company", properties=company),
            Entity(id="own-1", schema="Ownership", properties=share),
        ],
        companies,
    )
    asked = ("lookback", "--customers", customers, *CHANGED)
    assert loaded.lines(*asked) == []
    (hit,) = loaded.lines(*asked, "--entities", companies)
    assert (hit["entity_id"], hit["reason"], hit["change"]) == ("co-1", "ownership", "new")
    assert hit["list_versions"].keys() == {"us_ofac_sdn", "ownership-ofac"}
    # What OFAC alone designated owns nothing under the rule of the UK.
    assert loaded.lines(*asked, "--entities", companies, "--regime", "uk") == []
