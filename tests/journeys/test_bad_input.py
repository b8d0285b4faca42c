"""Bad input: one clear line, the right exit status, the workspace as it was."""

import gzip
import json
import shutil

import pytest

from nostro.sample import SAMPLE

pytestmark = pytest.mark.journey
BOMB = (
    '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;">]>'
    "<CONSOLIDATED_LIST dateGenerated='2025-01-01'><INDIVIDUALS>&b;</INDIVIDUALS>"
    "</CONSOLIDATED_LIST>"
)
EXTERNAL = (
    '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]>'
    "<CONSOLIDATED_LIST dateGenerated='2025-01-01'><INDIVIDUALS>&a;</INDIVIDUALS>"
    "</CONSOLIDATED_LIST>"
)


def tree(folder):
    return sorted(path.relative_to(folder) for path in folder.rglob("*")) if folder.exists() else []


def one_line(done):
    lines = [line for line in done.stderr.splitlines() if line.startswith("error:")]
    assert len(lines) == 1, done.stderr
    return lines[0]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("bomb.xml", BOMB.encode()),
        ("external.xml", EXTERNAL.encode()),
        ("truncated.xml", (SAMPLE / "lists/un/consolidated.xml").read_bytes()[:5000]),
        ("malformed.xml", (SAMPLE / "lists/un/consolidated.xml").read_bytes() + b"<x>"),
        ("photo.jpg", b"\xff\xd8\xff\xe0" + bytes(range(256))),
        ("empty.csv", b""),
        ("broken.csv.gz", gzip.compress(b"x" * 1000, mtime=0)[:20]),
    ],
)
def test_a_file_that_is_no_list_is_refused_and_nothing_changes(nostro, tmp_path, name, content):
    (tmp_path / name).write_bytes(content)
    nostro("lists", "import", SAMPLE / "lists" / "un")
    before = tree(nostro.workspace)
    assert name in one_line(nostro("lists", "import", tmp_path / name, status=1))
    assert tree(nostro.workspace) == before


def test_a_missing_file_and_an_empty_folder(nostro, tmp_path):
    (tmp_path / "empty").mkdir()
    assert "none.xml" in one_line(nostro("lists", "import", tmp_path / "none.xml", status=1))
    assert "empty" in one_line(nostro("lists", "import", tmp_path / "empty", status=1))
    assert tree(nostro.workspace) == []


def test_an_incomplete_set_is_refused_unless_asked_for(nostro, tmp_path):
    shutil.copy(SAMPLE / "lists/ofac-2024-09-18/sdn.csv", tmp_path / "sdn.csv")
    line = one_line(nostro("lists", "import", tmp_path / "sdn.csv", status=1))
    assert "add.csv" in line
    assert "alt.csv" in line
    nostro("lists", "import", tmp_path / "sdn.csv", "--partial", "--published", "2024-09-18")


def test_a_broken_row_is_a_problem_and_the_rest_is_imported(nostro, tmp_path):
    folder = tmp_path / "ofac"
    shutil.copytree(SAMPLE / "lists/ofac-2024-09-18", folder)
    sdn = folder / "sdn.csv"
    rows = sdn.read_bytes().splitlines(keepends=True)
    sdn.write_bytes(b"".join([rows[0], b'99999,"HALF A ROW"\r\n', *rows[1:]]))
    done = nostro("lists", "import", folder, "--published", "2024-09-18", status=3)
    assert "line 2" in done.stderr
    exported = nostro("lists", "export").stdout
    assert "ofac-99999" not in exported
    assert "ofac-15603" in exported


def test_a_bad_list_beside_a_good_one(nostro, tmp_path):
    (tmp_path / "bomb.xml").write_text(BOMB)
    done = nostro("lists", "import", tmp_path / "bomb.xml", SAMPLE / "lists/un", status=3)
    assert "bomb.xml" in done.stderr
    assert [row["source"] for row in nostro.lines("lists", "status")] == ["un_sc_sanctions"]


def test_without_a_list_the_program_says_how_to_start(nostro):
    assert "nostro lists import" in one_line(nostro("match", "Kim", status=1))


@pytest.mark.parametrize(
    "arguments",
    [
        ("match",),
        ("match", "Kim", "--as-of", "yesterday"),
        ("match", "Kim", "--threshold", "7"),
        ("lookback", "x.csv", "--source", "us_ofac_sdn"),
        ("network", "scan", "x.csv", "--corridor", "Russia"),
        ("payments", "convert", "x.csv", "--out", "x.doc"),
        ("nothing",),
    ],
)
def test_wrong_usage_is_2(nostro, arguments):
    assert nostro(*arguments, status=2).stderr.strip()


def test_bad_messages_do_not_stop_the_good_ones(loaded, tmp_path):
    inbox = tmp_path / "inbox"
    shutil.copytree(SAMPLE / "messages", inbox)
    good = len(list(inbox.iterdir()))
    some = next(path for path in sorted(inbox.iterdir()) if path.suffix == ".xml")
    (inbox / "a-bomb.xml").write_text(BOMB)
    (inbox / "a-truncated.xml").write_bytes(some.read_bytes()[:400])
    (inbox / "a-binary.fin").write_bytes(bytes(range(256)))
    decisions = tmp_path / "decisions.jsonl"
    done = loaded("screen", inbox, "--decisions-out", decisions, status=3)
    assert len([json.loads(line) for line in decisions.read_text().splitlines()]) >= good
    for name in ("a-bomb.xml", "a-truncated.xml", "a-binary.fin"):
        assert name in done.stderr


def test_missing_payments(loaded, tmp_path):
    decisions = tmp_path / "decisions.jsonl"
    line = one_line(loaded("screen", tmp_path / "none.xml", "--decisions-out", decisions, status=1))
    assert "none.xml" in line
    assert not decisions.exists()
    (tmp_path / "empty").mkdir()
    assert "empty" in one_line(loaded("screen", tmp_path / "empty", status=1))
    line = one_line(
        loaded("announce", tmp_path / "none.txt", "--published", "2024-09-19", status=1)
    )
    assert "none.txt" in line


@pytest.mark.parametrize(
    "arguments",
    [
        ("simulate", "--seed", "1", "--payments", "5", "--out"),
        ("payments", "convert", SAMPLE / "messages" / "mt103-001.fin", "--out"),
        ("screen", SAMPLE / "messages" / "mt103-001.fin", "--out"),
    ],
)
def test_a_place_that_cannot_be_written_is_named(loaded, tmp_path, arguments):
    (tmp_path / "file").write_text("no folder")
    place = tmp_path / "file" / "out.csv"
    assert str(tmp_path / "file") in one_line(loaded(*arguments, place, status=1))


def test_a_damaged_list_version_is_told(nostro):
    nostro("lists", "import", SAMPLE / "lists" / "un")
    (entities,) = (nostro.workspace / "lists").rglob("entities.ftm.json")
    entities.chmod(0o644)
    entities.write_bytes(entities.read_bytes()[:-20])
    rows = {row["check"]: row for row in nostro.lines("doctor", status=1)}
    assert rows["un_sc_sanctions"]["state"] == "damaged"
