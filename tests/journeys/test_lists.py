"""Lists over their life: pulled, checked, accepted, compared on two clocks, linked."""

import json

import pytest

from nostro.sample import SAMPLE

pytestmark = pytest.mark.journey

OFAC, UN = SAMPLE / "lists" / "ofac-2024-09-20", SAMPLE / "lists" / "un"
NO_MINIMUM = "{person: 0, organisation: 0, vessel: 0, aircraft: 0}"


def settings(nostro, text):
    nostro.workspace.mkdir(exist_ok=True)
    (nostro.workspace / "settings.yaml").write_text(text)


def test_lists_are_pulled_from_the_addresses_that_are_set(nostro, server):
    for role in ("sdn.csv", "add.csv", "alt.csv"):
        server.answers[f"/{role}"] = (OFAC / role).read_bytes()
    urls = ", ".join(f"{role}: '{server.url(f'/{role}')}'" for role in ("sdn.csv", "add.csv"))
    urls += f", alt.csv: '{server.url('/alt.csv')}'"
    settings(
        nostro, f"lists: {{us_ofac_sdn: {{urls: {{{urls}}}, checks: {{minimum: {NO_MINIMUM}}}}}}}"
    )
    (row,) = nostro.lines("lists", "pull", "us_ofac_sdn")
    assert row["parties"] == 41
    done = nostro("lists", "pull", "us_ofac_sdn")
    assert "is here already" in done.stderr
    server.answers["/alt.csv"] = b"<!doctype html><title>Down for maintenance</title>"
    done = nostro("lists", "pull", "us_ofac_sdn", status=1)
    assert "a web page came in place of the list" in done.stderr
    assert nostro("lists", "pull", "nobody", status=2).stderr.count("error: no address") == 1


def test_a_refused_list_is_accepted_by_a_person(nostro):
    settings(nostro, "lists: {us_ofac_sdn: {checks: {minimum: {vessel: 99}}}}")
    done = nostro("lists", "import", OFAC, UN, status=3)
    assert "nostro lists accept us_ofac_sdn 2024-09-20-" in done.stderr
    rows = {row["source"]: row for row in nostro.lines("lists", "status")}
    assert rows["us_ofac_sdn"]["state"] == "refused"
    assert not rows["us_ofac_sdn"]["in_force"]
    before = rows["un_sc_sanctions"]["imported_at"]
    nostro("lists", "accept", "us_ofac_sdn", "2024-09-20", "--reason", " ", status=2)
    done = nostro(
        "lists", "accept", "us_ofac_sdn", "2024-09-20", "--reason", "so it is", "--by", "ada"
    )
    rows = {row["source"]: row for row in nostro.lines("lists", "status")}
    ours = rows["us_ofac_sdn"]
    assert (ours["in_force"], ours["state"]) == (True, "stale")
    assert (ours["accepted"]["by"], ours["accepted"]["reason"]) == ("ada", "so it is")
    then = {row["source"]: row for row in nostro.lines("lists", "status", "--known-at", before)}
    assert not then["us_ofac_sdn"]["in_force"]
    known = nostro("lists", "export", "--known-at", before).stdout
    assert '"ofac-22488"' not in known
    assert '"ofac-22488"' in nostro("lists", "export").stdout


def test_a_stale_list_is_warned_of(loaded):
    done = loaded("lists", "status")
    assert "stale: us_ofac_sdn is" in done.stderr
    rows = loaded.lines("lists", "status", "--as-of", "2024-09-21")
    assert {row["published"]: row["state"] for row in rows if row["source"] == "us_ofac_sdn"} == {
        "2024-09-18": "",
        "2024-09-20": "in force",
    }
    assert json.loads(loaded("lists", "status", "--format", "json").stdout)


def test_a_diff_can_be_written_as_entities(loaded, tmp_path):
    out = tmp_path / "delta.jsonl"
    done = loaded("lists", "diff", "us_ofac_sdn", "--delta-out", out)
    assert "4 added, 0 removed, 2 changed" in done.stderr
    lines = [json.loads(line) for line in out.read_text().splitlines()]
    come = [line["added"]["id"] for line in lines if "added" in line]
    leave = [line["removed"]["id"] for line in lines if "removed" in line]
    assert "ofac-50603" in come
    assert "ofac-50603" not in leave
    assert "ofac-22488" in come
    assert "ofac-22488" in leave


def test_match_answers_as_the_workspace_knew(loaded):
    asked = ("match", "Cmrbank", "--format", "json")
    assert loaded(*asked, "--known-at", "2024-09-19T00:00Z", status=1).stderr
    (match,) = json.loads(loaded(*asked, "--as-of", "2024-09-20").stdout)[0]["matches"]
    assert match["canonical_id"] == match["entity_id"] == "ofac-22488"


def test_entries_are_linked_and_a_person_decides(nostro):
    nostro("lists", "import", OFAC, UN)
    rows = nostro.lines("lists", "links")
    assert rows
    first, second = rows[0]["first"], rows[0]["second"]
    assert (rows[0]["state"], rows[0]["canonical_id"]) == ("suggested", first)
    assert rows[0]["evidence"]
    assert canonical(nostro)[second] == first
    nostro("lists", "unlink", first, second, "--reason", "two", "--by", "ada")
    assert canonical(nostro)[second] == second
    nostro("lists", "import", SAMPLE / "lists" / "ofac-2024-09-18")
    rows = {(row["first"], row["second"]): row for row in nostro.lines("lists", "links")}
    assert rows[first, second]["state"] == "broken"
    assert rows[first, second]["decision"]["by"] == "ada"
    nostro("lists", "link", first, second, "--reason", "one after all", "--by", "ada")
    assert canonical(nostro)[second] == canonical(nostro)[first]
    assert "no entry x" in nostro("lists", "link", first, "x", "--reason", "r", status=2).stderr


def canonical(nostro):
    lines = map(json.loads, nostro("lists", "export").stdout.splitlines())
    return {line["id"]: line["canonical_id"] for line in lines if line.get("target")}
