"""Damaged, huge and odd FIN input: bounded, and nothing lost."""

import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nostro.model.payments import Notice, Payment
from nostro.model.problems import Problem
from nostro.payments.mt import read_fin

from .fin_laws import fuzz
from .fin_messages import MESSAGES

_FOLDERS = ("mt-from-tests/prowide-core", "mt-rare", "mt940", "prowide-core")
HEAD = "{1:F01TIMERU2KAXXX0000000000}{2:I103RFCBRUMMXXXXN}{4:\n"
TEXT = ":20:REF1\n:32A:240917USD12,\n:50K:/1\nANN\n:59:/2\nBOB\n:71A:SHA\n"


def message(text: str = TEXT) -> str:
    return f"{HEAD}{text}-}}"


def problems_of(text: str) -> list[str]:
    items = list(read_fin(text, "m"))
    assert any(isinstance(item, Payment) for item in items), items
    return [item.code for item in items if isinstance(item, Problem)]


@settings(max_examples=150)
@given(data=st.binary(max_size=300))
def test_any_bytes(data: bytes) -> None:
    fuzz(data)


@settings(max_examples=150)
@given(
    text=st.one_of(*MESSAGES.values()),
    edits=st.lists(
        st.tuples(st.floats(0, 1), st.integers(0, 9), st.sampled_from(
            ["", "\n", ":", "/", "-}", "{4:", "\n:61:2401010101C5,NTRF", "\n:86:166?32X", "$", "é"]
        )), max_size=4,
    ),
)  # fmt: skip
def test_damaged_messages(text: str, edits: list[tuple[float, int, str]]) -> None:
    for at, size, piece in edits:
        place = int(at * len(text))
        text = text[:place] + piece + text[place + size :]
    fuzz(text.encode())


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (("USD12,", "USD0,"), "zero-amount"),
        (("USD12,", "ZZZ12,"), "odd-currency"),
        ((":50K:/1\nANN", ":50A:/1\nTIMERU2K\n:52A:NO BIC"), "bad-bic"),
        (("/2\n", "/DE00370400440532013000\n"), "bad-iban"),
    ],
)
def test_what_is_odd_is_said_beside_the_payment(change: tuple[str, str], code: str) -> None:
    assert problems_of(message(TEXT.replace(*change))) == [code]
    assert problems_of(message()) == []


def test_a_message_that_breaks_off_is_read_as_far_as_it_goes() -> None:
    assert problems_of(message().removesuffix("-}")) == ["cut-off"]


@pytest.mark.parametrize("amount", ["USD-12,", "USD12,345", "USD", "12,", "USD1,2,3", "JPY12,5"])
def test_no_amount_is_a_problem_and_a_notice(amount: str) -> None:
    items = list(read_fin(message(TEXT.replace("USD12,", amount)), "m"))
    assert [type(item) for item in items] == [Problem, Notice]


def test_a_hundred_thousand_messages_and_ids_that_repeat() -> None:
    ids = [item.payment_id for item in read_fin((message() + "\n") * 20_000, "m")
           if isinstance(item, Payment)]  # fmt: skip
    assert len(set(ids)) == len(ids) == 20_000


class Endless:
    """A stream of `size` bytes that are never there at once."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        self._pieces = pieces

    def read(self, _size: int) -> bytes:
        return next(self._pieces, b"")


def _long_line(size: int) -> Iterator[bytes]:
    yield HEAD.encode() + b":20:X\n:79:"
    for _ in range(size // 1_000_000):
        yield b"A" * 1_000_000
    yield b"\n-}" + message().encode()


def test_a_line_of_a_hundred_megabytes_is_passed_over() -> None:
    stream: Any = Endless(_long_line(100_000_000))
    problem, payment = read_fin(stream, "m")
    assert isinstance(problem, Problem)
    assert (problem.code, problem.location) == ("too-large", "message 1")
    assert isinstance(payment, Payment)
    assert payment.location == "message 2"


def _damaged(data: bytes, drawn: random.Random) -> Iterator[bytes]:
    yield data
    for tenth in range(1, 10):
        yield data[: len(data) * tenth // 10]
    for flips in (1, 3, 20):
        bits = bytearray(data)
        for _ in range(flips):
            bits[drawn.randrange(len(bits))] ^= 1 << drawn.randrange(8)
        yield bytes(bits)


@pytest.mark.shared
@pytest.mark.parametrize("folder", _FOLDERS)
def test_public_messages_cut_and_flipped(folder: str, shared: Path) -> None:
    drawn = random.Random(folder)
    for file in sorted((shared / "data/payments" / folder).iterdir()):
        if file.suffix != ".md":
            for data in _damaged(file.read_bytes(), drawn):
                fuzz(data)
