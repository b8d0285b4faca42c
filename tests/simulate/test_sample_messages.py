"""The bundled messages: made by the tool beside them, readable, and separate from the table."""

import importlib.util
from collections import Counter
from pathlib import Path

import pytest

from nostro.model.payments import Payment
from nostro.payments import read_payments
from nostro.sample import SAMPLE
from nostro.simulate import generate_payments

ROOT = Path(__file__).resolve().parents[2]
FOLDER = SAMPLE / "messages"


@pytest.fixture(scope="module")
def made():
    spec = importlib.util.spec_from_file_location("make_sample", ROOT / "tools/make_sample.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return dict(module.messages())


def test_the_bundled_messages_are_those_that_the_tool_makes(made):
    bundled = {path.name: path.read_bytes() for path in FOLDER.iterdir()}
    assert sorted(bundled) == sorted(made)
    changed = [name for name in made if bundled[name] != made[name]]
    assert changed == [], "run: python tools/make_sample.py"


def test_each_message_is_read_as_one_payment_of_its_type():
    types: Counter[tuple[str, str | None]] = Counter()
    ids = set()
    for path in sorted(FOLDER.iterdir()):
        (payment,) = read_payments(path)
        assert isinstance(payment, Payment), path.name
        ids.add(payment.payment_id)
        types[path.name.partition("-")[0], payment.message_type] += 1
    assert len(ids) == len(list(FOLDER.iterdir())) >= 150
    assert len({name for name, _ in types}) == 6
    assert not ids & {p.payment_id for p in generate_payments(20240919, 2_000)}
