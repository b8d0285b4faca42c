"""What holds of every text that is read as FIN; for the tests and for longer fuzzing."""

from nostro.model.payments import Notice, Payment
from nostro.model.problems import Problem
from nostro.payments.completeness import what_is_missing
from nostro.payments.mt import read_fin
from nostro.payments.mt_leaves import fin_leaves, locate_in_fin
from nostro.payments.writing_mt import WRITABLE, write_mt

__all__ = ["fuzz"]

_MATTERS = {"party", "agent", "account", "amount", "date", "text"}
_LOCATED = 20  # items a text of which the places are looked up: each look-up reads it again


def fuzz(data: bytes) -> None:
    """Read any bytes as FIN and hold what comes out to the laws; raises AssertionError."""
    items = list(read_fin(data, "fuzz"))
    assert items
    for item in items:
        assert isinstance(item, Payment | Notice | Problem)
        if isinstance(item, Payment):
            _check_payment(item)
    for number, item in enumerate(items):
        if number < _LOCATED and not isinstance(item, Problem):
            _check_places(data, item)
    for leaf in fin_leaves(data):
        assert leaf.is_held or leaf.kind not in _MATTERS, leaf


def _check_payment(payment: Payment) -> None:
    columns = {name: getattr(payment, name) for name in payment.__struct_fields__}
    assert what_is_missing(columns) is None
    assert payment.amount_minor >= 0
    assert all(isinstance(text, str) and text for text in payment.other.values())
    kind = (payment.message_type or "").removeprefix("MT")
    if kind in WRITABLE:
        again, _ = write_mt(payment, kind)
        assert again.startswith(b"{1:F01")


def _check_places(data: bytes, item: Payment | Notice) -> None:
    """Each origin is a place in the text."""
    _, found = locate_in_fin(data, {item.location: item.origins.values()})
    for column, origin in item.origins.items():
        span = found.get(item.location, {}).get(origin)
        assert span is not None, (column, origin)
        assert 0 <= span[0] <= span[1] <= len(data), (column, origin)
