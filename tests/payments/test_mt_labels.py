"""Public FIN messages, labelled by hand: parties, agents, amounts and dates come out right."""

import hashlib
import json
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from nostro.model.payments import Notice, Payment
from nostro.payments.mt import read_fin
from nostro.payments.mt_leaves import fin_leaves

_LABELS: list[dict[str, Any]] = json.loads(
    Path(__file__).with_name("labels_mt.json").read_text("utf-8")
)
_FOLDERS = ("mt-from-tests/prowide-core", "mt-rare", "mt940", "prowide-core")
_MATTERS = {"party", "agent", "account", "amount", "date", "text"}


def _shown(value: Any) -> Any:
    return f"{value:%Y-%m-%d}" if isinstance(value, datetime) else value


@pytest.mark.shared
@pytest.mark.parametrize("label", _LABELS, ids=[label["path"] for label in _LABELS])
def test_labelled_messages_are_read_right(label: dict[str, Any], shared: Path) -> None:
    data = (shared / "data/payments" / label["path"]).read_bytes()
    if hashlib.sha256(data).hexdigest() != label["sha256"]:
        pytest.skip("another version of the message than the one labelled")
    records = {
        item.location: item for item in read_fin(data, "") if isinstance(item, Payment | Notice)
    }
    for expected in label["records"]:
        record = records[expected["location"]]
        found = {column: _shown(getattr(record, column)) for column in expected}
        assert found == expected


def _samples(shared: Path) -> list[Path]:
    folders = [shared / "data/payments" / name for name in _FOLDERS]
    return [file for folder in folders for file in sorted(folder.iterdir()) if file.suffix != ".md"]


@pytest.mark.shared
def test_every_leaf_that_matters_is_held(shared: Path) -> None:
    for file in _samples(shared):
        lost = [
            (leaf.path, leaf.value)
            for leaf in fin_leaves(file.read_bytes())
            if leaf.kind in _MATTERS and not leaf.is_held
        ]
        assert not lost, file.name
