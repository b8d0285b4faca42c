"""`nostro payments coverage` and `convert --validate`."""

import json
from pathlib import Path

from typer.testing import CliRunner

from nostro.cli.main import app
from nostro.sample import SAMPLE

MESSAGE = """<Document xmlns="urn:made:up"><CstmrCdtTrfInitn><GrpHdr><MsgId>M</MsgId></GrpHdr>
<PmtInf>
<ReqdExctnDt>2024-07-03</ReqdExctnDt><Dbtr><Nm>Payer</Nm></Dbtr><CdtTrfTxInf>
<Amt><InstdAmt Ccy="EUR">1</InstdAmt></Amt><Cdtr><Nm>Payee</Nm></Cdtr></CdtTrfTxInf></PmtInf>
</CstmrCdtTrfInitn></Document>"""
SCHEMA = """<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="urn:made:up">
<xs:element name="Document"/></xs:schema>"""


def run(*words: object):
    return CliRunner().invoke(app, ["payments", *map(str, words)])


def test_coverage_of_the_sample_misses_nothing():
    answer = run("coverage", SAMPLE / "messages", "--format", "jsonl")
    assert answer.exit_code == 0
    assert answer.stdout == ""


def test_coverage_counts_every_path(tmp_path: Path):
    (tmp_path / "m.xml").write_text(MESSAGE)
    answer = run("coverage", tmp_path, "--all", "--format", "jsonl")
    rows = {row["path"]: row for row in map(json.loads, answer.stdout.splitlines())}
    assert len(rows) == 5
    path = "Document/CstmrCdtTrfInitn/PmtInf/CdtTrfTxInf/Amt/InstdAmt"
    assert rows[path] == {"kind": "amount", "path": path, "missing": 0, "leaves": 1}


def test_messages_are_converted_and_judged(tmp_path: Path):
    message, schema, out = tmp_path / "m.xml", tmp_path / "s.xsd", tmp_path / "out.csv"
    message.write_text(MESSAGE)
    schema.write_text(SCHEMA)
    assert run("convert", message, "--out", out, "--validate", schema).exit_code == 0
    assert "Payee" in out.read_text()
    message.write_text(MESSAGE.replace("urn:made:up", "urn:other"))
    assert run("convert", message, "--out", out, "--validate", schema).exit_code == 3
    assert "Payee" in out.read_text()


def test_a_schema_that_is_none_ends_the_command(tmp_path: Path):
    (tmp_path / "m.xml").write_text(MESSAGE)
    answer = run("convert", tmp_path, "--out", tmp_path / "o.csv", "--validate", tmp_path / "m.xml")
    assert answer.exit_code != 0
    assert not (tmp_path / "o.csv").exists()


def test_payments_are_written_as_messages_of_another_type(tmp_path: Path):
    fin, lost = tmp_path / "out.fin", tmp_path / "lost.jsonl"
    answer = run("convert", SAMPLE / "messages", "--to", "mt103", "--out", fin,
                 "--problems-out", lost)  # fmt: skip
    assert answer.exit_code == 3
    codes = {json.loads(line)["code"] for line in lost.read_text().splitlines()}
    assert codes == {"not-written", "transliterated", "truncated", "left-out"}
    assert fin.read_bytes().count(b"{2:I103") > 100
    folder, table = tmp_path / "xml", tmp_path / "again.csv"
    assert run("convert", fin, "--to", "pacs.008", "--out", folder).exit_code == 3
    assert (folder / "000001.xml").exists()
    run("convert", folder, "--out", table)
    assert len(table.read_text().splitlines()) > 100


def test_a_type_that_nothing_writes_and_a_table_for_messages_are_refused(tmp_path: Path):
    for words in (("--to", "mt999", "--out", tmp_path / "x"),
                  ("--to", "mt103", "--out", tmp_path / "x.csv"),
                  ("--out", tmp_path / "x.fin")):  # fmt: skip
        assert run("convert", SAMPLE / "messages", *words).exit_code != 0
    assert list(tmp_path.iterdir()) == []
