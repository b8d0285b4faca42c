"""Payments written back as the message that they were read from."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from nostro.model.payments import COLUMNS, Payment
from nostro.payments import read_messages, read_payments
from nostro.payments.reader import files_of, kind_of_file
from nostro.payments.writing_paths import write_message
from nostro.payments.writing_tree import WRITTEN_TYPES

from .made_up import MESSAGES, messages
from .schema_instances import instances
from .test_iso20022 import message, transaction


def payments_in(data: bytes) -> list[Payment]:
    return [item for item in read_messages(data, "m.xml") if isinstance(item, Payment)]


def columns(payment: Payment) -> dict[str, Any]:
    return {column: getattr(payment, column) for column in COLUMNS}


def assert_comes_back(payment: Payment) -> None:
    (again,) = payments_in(write_message(payment))
    assert columns(again) == columns(payment)


def test_a_payment_comes_back_with_all_that_its_message_said():
    for payment in payments_in(message(transaction("A"), transaction("B"))):
        assert_comes_back(payment)
        (again,) = payments_in(write_message(payment))
        assert again.origins == payment.origins


def test_the_envelope_comes_back_too():
    header = (
        b"<AppHdr xmlns='urn:x'><Fr><FIId><FinInstnId><BICFI>TIMERU2K</BICFI></FinInstnId></FIId>"
        b"</Fr><BizSvc>swift.cbprplus.02</BizSvc></AppHdr>"
    )
    (payment,) = payments_in(b"<E>" + header + message() + b"</E>")
    assert payment.other["/E/AppHdr/BizSvc"] == "swift.cbprplus.02"
    assert_comes_back(payment)


def test_the_same_payment_gives_the_same_bytes():
    (payment,) = payments_in(message())
    assert write_message(payment) == write_message(payment)


def test_what_was_not_read_from_such_a_message_is_refused():
    (payment,) = payments_in(message())
    payment.origins = {}
    with pytest.raises(ValueError, match="M1/T1 was not read"):
        write_message(payment)
    payment.message_type = "MT103"
    with pytest.raises(ValueError, match="M1/T1 was not read"):
        write_message(payment)


@settings(max_examples=100, suppress_health_check=list(HealthCheck))
@given(st.sampled_from(sorted(MESSAGES)).flatmap(messages))
def test_whatever_a_message_says_comes_back(data: bytes):
    payments = payments_in(data)
    assume(payments)
    for payment in payments:
        assert_comes_back(payment)


@pytest.mark.shared
def test_every_payment_of_the_public_messages_comes_back(shared: Path):
    seen = 0
    for file in files_of(shared / "data" / "payments"):
        if kind_of_file(file) == "xml":
            for item in read_payments(file):
                if isinstance(item, Payment):
                    assert_comes_back(item)
                    seen += 1
    assert seen > 450


# The types whose public schema is of the version that is written.
WITH_SCHEMA = ["camt.052", "camt.053", "camt.054", "pacs.003", "pacs.004", "pacs.008", "pacs.009"]


@pytest.mark.shared
@pytest.mark.parametrize("message_type", WITH_SCHEMA)
def test_whatever_the_schema_that_is_written_allows_comes_back(message_type: str, shared: Path):
    version, _ = WRITTEN_TYPES[message_type]
    path = shared / "data" / "payments" / "xsd" / f"{version}.xsd"
    for data in instances(path, 3):
        for payment in payments_in(data):
            assert_comes_back(payment)
