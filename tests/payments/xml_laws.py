"""What holds of every text that is read as XML; for the tests and for longer fuzzing."""

from io import BytesIO

from nostro.model.payments import Notice, Payment
from nostro.model.problems import Problem
from nostro.payments import read_messages
from nostro.payments.completeness import what_is_missing
from nostro.payments.coverage import InputLeaf, missed
from nostro.payments.iso20022 import read_xml
from nostro.payments.locating import locate
from nostro.payments.writing_paths import write_message
from nostro.payments.writing_tree import WRITTEN_TYPES
from nostro.payments.xml_leaves import xml_leaves

__all__ = ["fuzz"]

_BROKEN = {"not-well-formed", "doctype", "unknown-format", "too-large", "empty"}
_LOCATED = 10  # places a text that are looked up: each look-up reads it again


def fuzz(data: bytes) -> None:
    """Read any bytes as XML and hold what comes out to the laws; raises AssertionError."""
    items = list(read_messages(data, "fuzz"))
    assert items
    for item in items:
        assert isinstance(item, Payment | Notice | Problem)
        if isinstance(item, Payment):
            _check_payment(item)
    if not any(isinstance(item, Problem) and item.code in _BROKEN for item in items):
        leaves = [InputLeaf(*leaf) for leaf in xml_leaves(BytesIO(data.lstrip()))]
        assert not list(missed(leaves, items))
    _check_stream(data, items)
    _check_places(data, items)


def _check_payment(payment: Payment) -> None:
    columns = {name: getattr(payment, name) for name in payment.__struct_fields__}
    assert what_is_missing(columns) is None
    assert 0 <= payment.amount_minor < 2**63
    assert all(isinstance(text, str) and text for text in payment.other.values())
    assert payment.message_type in WRITTEN_TYPES
    assert write_message(payment).startswith(b"<?xml")


def _check_stream(data: bytes, items: list[Payment | Notice | Problem]) -> None:
    """A document gives the same in one go as in a stream."""
    if data.startswith(b"<"):
        assert list(read_xml(BytesIO(data), "fuzz")) == items


def _check_places(data: bytes, items: list[Payment | Notice | Problem]) -> None:
    """Each origin is a place in the text, in UTF-8."""
    looked = 0
    for item in items:
        for origin in () if isinstance(item, Problem) else item.origins.values():
            looked += 1
            span = locate(data, item.location, origin) if looked <= _LOCATED else None
            if span is not None:
                assert 0 <= span.start <= span.end <= len(data), origin
