"""The demonstration: everything on the sample, and the same bytes each time."""

import json

import pytest

pytestmark = pytest.mark.journey


def records(path):
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def test_the_demo_runs_checks_itself_and_repeats_to_the_byte(nostro, tmp_path):
    first = nostro("demo", "--out", tmp_path / "one")
    assert "report.html" in first.stderr
    out = tmp_path / "one"
    checks = records(out / "checks.jsonl")
    assert len(checks) >= 10
    assert all(check["passed"] for check in checks)
    decisions = records(out / "decisions.jsonl")
    assert len(decisions) > 20_100
    hit = {alert["entity_id"] for alert in records(out / "lookback-list.jsonl")}
    assert {"ofac-50603", "ofac-50604", "ofac-50607", "ofac-50610"} <= hit
    (finding, *_) = records(out / "findings.jsonl")
    assert finding["typology"] == "cutout_relay"
    assert len(finding["evidence"]["path"]) >= 3
    report = (out / "report.html").read_text(encoding="utf-8")
    assert "Stroytreyd" in report
    assert "<mark>" in report
    assert '<pre class="original">' in report
    assert "of each reason" in " ".join(check["name"] for check in checks)
    reasons = {alert["reason"] for alert in records(out / "alerts.jsonl")}
    assert reasons >= {"name", "bic", "identifier", "account", "wallet", "free_text", "country",
                       "region", "completeness", "stripping", "ownership",
                       "near_ownership"}  # fmt: skip

    (answer,) = nostro.lines("match", "Korea Kwangson Banking Corp")
    assert answer["matches"][0]["entity_id"] == "ofac-11581"

    nostro("demo", "--out", tmp_path / "two")
    for path in sorted(out.iterdir()):
        if path.suffix != ".parquet":
            assert path.read_bytes() == (tmp_path / "two" / path.name).read_bytes(), path.name


def test_the_demo_does_not_touch_lists_of_its_own(nostro):
    from nostro.sample import SAMPLE

    nostro("lists", "import", SAMPLE / "lists" / "un")
    assert "--workspace" in nostro("demo", status=1).stderr
