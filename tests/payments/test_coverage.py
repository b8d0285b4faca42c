"""Every text of a message is held by a field, or counted."""

from io import BytesIO
from pathlib import Path

import pytest

from nostro.model.errors import InputError
from nostro.payments import read_messages
from nostro.payments.coverage import Covered, InputLeaf, coverage_of, missed
from nostro.payments.xml_leaves import xml_leaves

from .schema_instances import Instances
from .test_iso20022 import message, transaction

MATTERS = {"party", "agent", "account", "amount", "date", "text"}


def missed_in(data: bytes) -> list[InputLeaf]:
    leaves = [InputLeaf(*leaf) for leaf in xml_leaves(BytesIO(data))]
    return list(missed(leaves, read_messages(data, "m.xml")))


def test_every_text_of_a_message_is_held():
    assert missed_in(message(transaction("A"), transaction("B"))) == []


def test_what_no_item_holds_is_told_with_path_and_kind():
    data = message()
    (missing,) = missed(
        [InputLeaf("Document/Cdtr/Nm", "Somebody Else", "party")], read_messages(data, "m.xml")
    )
    assert missing == InputLeaf("Document/Cdtr/Nm", "Somebody Else", "party")


def test_coverage_counts_by_path(tmp_path: Path):
    (tmp_path / "a.xml").write_bytes(message(transaction("A"), transaction("B")))
    rows = {row.path: row for row in coverage_of(tmp_path)}
    path = "Document/FIToFICstmrCdtTrf/CdtTrfTxInf/Dbtr/Nm"
    assert rows[path] == Covered(kind="party", path=path, missing=0, leaves=2)
    assert sum(row.missing for row in rows.values()) == 0


def test_a_path_that_is_missing_is_an_error(tmp_path: Path):
    with pytest.raises(InputError):
        list(coverage_of(tmp_path / "none.xml"))


@pytest.mark.shared
def test_every_text_of_the_public_messages_is_held(shared: Path):
    lost = [
        row
        for row in coverage_of(shared / "data" / "payments")
        if row.missing
        and row.kind in MATTERS
        and not row.path.startswith("xs:")
        and "/" in row.path
    ]
    assert lost == []


@pytest.mark.shared
def test_every_version_of_every_schema_is_held_whole(shared: Path):
    """Messages with all that a schema allows, each text told from all others."""
    seen = 0
    for path in sorted((shared / "data" / "payments" / "xsd").glob("*.xsd")):
        if b'name="Document"' not in path.read_bytes() or path.stem == "pain.001.001.09":
            continue  # headers, and a schema of one country with types of its own
        assert missed_in(Instances(path).message(seen % 3)) == [], path.stem
        seen += 1
    assert seen > 140
