"""Public ISO 20022 messages, labelled by hand: parties, agents, amounts, dates are right."""

import hashlib
import json
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from nostro.model.payments import Notice, Payment
from nostro.payments import read_messages

_LABELS: list[dict[str, Any]] = json.loads(
    Path(__file__).with_name("labels_iso.json").read_text("utf-8")
)


def _shown(value: Any) -> Any:
    return f"{value:%Y-%m-%d}" if isinstance(value, datetime) else value


@pytest.mark.shared
@pytest.mark.parametrize("label", _LABELS, ids=[label["path"] for label in _LABELS])
def test_labelled_messages_are_read_right(label: dict[str, Any], shared: Path):
    data = (shared / "data" / "payments" / label["path"]).read_bytes()
    if hashlib.sha256(data).hexdigest() != label["sha256"]:
        pytest.skip("another version of the message than the one labelled")
    records = {
        item.location: item
        for item in read_messages(data, "")
        if isinstance(item, Payment | Notice)
    }
    for expected in label["records"]:
        record = records[expected["location"]]
        assert {column: _shown(getattr(record, column)) for column in expected} == expected
