"""What was read from a message is written in its own type, and read again as the same."""

import pytest
from hypothesis import given, settings

from nostro.model.payments import Payment
from nostro.payments.mt import read_fin
from nostro.payments.writing_mt import WRITABLE, write_mt

from .fin_messages import MESSAGES, WRITTEN


def payment_of(data: bytes | str) -> Payment:
    [payment] = [item for item in read_fin(data, "") if isinstance(item, Payment)]
    return payment


def test_every_type_that_is_written_is_tried() -> None:
    assert set(WRITTEN) == set(WRITABLE)


@pytest.mark.parametrize("kind", WRITTEN)
def test_what_is_read_is_written_and_read_again_as_the_same(kind: str) -> None:
    @settings(max_examples=150)
    @given(text=MESSAGES[kind])
    def holds(text: str) -> None:
        payment = payment_of(text)
        data, problems = write_mt(payment, kind)
        assert problems == []
        assert payment_of(data) == payment, (text, data.decode())

    holds()
