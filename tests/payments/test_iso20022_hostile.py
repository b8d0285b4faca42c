"""Damaged, huge and odd XML: bounded, and nothing lost."""

import random
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nostro.model.payments import Notice, Payment
from nostro.model.problems import Problem
from nostro.payments import read_messages
from nostro.payments.iso20022 import read_xml
from nostro.payments.reader import files_of, kind_of_file

from .made_up import MESSAGES, messages
from .test_iso20022 import Parts, message, read, transaction
from .xml_laws import fuzz

STATUS = Path("/proc/self/status")
CORPUS = Path(__file__).with_name("corpus")
PIECES = [
    "", "<", ">", "</", "/>", "&", "&#0;", "&#x41;", "]]>", "<!--", "<![CDATA[", "<?x?>", "\n",
    "<TxInf>", "</CdtTrfTxInf>", "<Document>", "<Ntry/>", "<Stmt>", 'Ccy="XXX"', "NOTPROVIDED",
    "<Nm>Kim</Nm>", "é", "\ud7ff",
]  # fmt: skip


@settings(max_examples=150, suppress_health_check=list(HealthCheck))
@given(
    st.sampled_from(sorted(MESSAGES)).flatmap(messages),
    st.lists(st.tuples(st.floats(0, 1), st.integers(0, 9), st.sampled_from(PIECES)), max_size=4),
)
def test_damaged_messages(data: bytes, edits: list[tuple[float, int, str]]):
    for at, size, piece in edits:
        place = int(at * len(data))
        data = data[:place] + piece.encode() + data[place + size :]
    fuzz(data)


@pytest.mark.parametrize("name", sorted(path.name for path in CORPUS.iterdir()))
def test_what_fuzzing_found(name: str):
    fuzz((CORPUS / name).read_bytes())


@settings(max_examples=100)
@given(st.binary(max_size=300))
def test_any_bytes(data: bytes):
    fuzz(b"<" + data)


@pytest.mark.parametrize(
    ("broken", "code"),
    [
        (transaction(amount="0"), "zero-amount"),
        (transaction(currency="ZZZ"), "odd-currency"),
        (transaction().replace("DEUTDEFF", "DEUTDEFF5"), "bad-bic"),
        (transaction().replace("DE89", "DE88"), "bad-iban"),
    ],
)
def test_what_is_odd_is_said_beside_the_payment(broken: str, code: str):
    payment, problem = read(message(broken))
    assert isinstance(payment, Payment)
    assert isinstance(problem, Problem)
    assert (problem.code, problem.location) == (code, "transaction 1")


@pytest.mark.parametrize("amount", ["-12.50", "12.505", "1e3", "9" * 18, "", "12,5,0", "NaN"])
def test_an_amount_that_is_none_is_a_problem_and_what_was_said_is_screened(amount: str):
    problem, notice = [
        item for item in read(message(transaction(amount=amount))) if item.location != "message 1"
    ]
    assert isinstance(problem, Problem)
    assert isinstance(notice, Notice)
    assert problem.code == "bad-value"
    assert "Стройтрейд" in notice.parties


def test_ids_that_repeat_stay_apart():
    items = read(message(*[transaction()] * 500))
    assert len({item.payment_id for item in items}) == 500


def test_very_many_transactions_with_ids_that_repeat_are_all_told_apart():
    one = transaction(name="{}")
    start, end = message().split(transaction().encode())
    count, places = 10_000, set()
    body = "".join(one.replace("{}", str(n // 2)) for n in range(count)).encode()
    for item in read_messages(start + body + end, "m.xml"):
        assert isinstance(item, Payment)
        places.add(item.payment_id)
    assert len(places) == count


@pytest.mark.parametrize(
    ("inside", "is_read"),
    [
        ("<Ustrd>" + "long " * 200_000 + "</Ustrd>", True),  # a text of a megabyte
        ("<a>" * 200 + "deep" + "</a>" * 200, True),
        ("<a>" * 300 + "deep" + "</a>" * 300, False),  # deeper than libxml2 goes
        ("<Ustrd>" + "x" * 11_000_000 + "</Ustrd>", False),
    ],
)
def test_huge_texts_and_deep_trees_are_read_or_refused(inside: str, is_read: bool):
    wide = transaction().replace("<Ustrd>invoice 5</Ustrd>", inside)
    items = read(message(wide))
    assert isinstance(items[0], Payment) == is_read
    assert len(items) == 1


@pytest.mark.parametrize(
    "change",
    [
        lambda data: data.replace(b"urn:iso:std:iso:20022:tech:xsd:pacs.008.001.08", b"urn:wrong"),
        lambda data: data.replace(b"pacs.008.001.08", b"camt.056.001.08"),
        lambda data: data.replace(b' xmlns="urn:iso:std:iso:20022:tech:xsd:pacs.008.001.08"', b""),
    ],
)
def test_a_wrong_namespace_is_read_by_the_names_of_its_elements(change):
    (payment,) = read(change(message()))
    assert (payment.message_type, payment.payment_id) == ("pacs.008", "M1/T1")


@pytest.mark.parametrize("encoding", ["us-ascii", "utf-16", "no-such-encoding"])
def test_a_wrong_encoding_is_a_problem_not_a_crash(encoding: str):
    data = f"<?xml version='1.0' encoding='{encoding}'?>".encode() + message()
    assert [type(item) for item in read(data)][-1] is Problem


def _damaged(data: bytes, drawn: random.Random) -> Iterator[bytes]:
    for tenth in range(1, 10):
        yield data[: len(data) * tenth // 10]
    for flips in (1, 3, 20):
        bits = bytearray(data)
        for _ in range(flips):
            bits[drawn.randrange(len(bits))] ^= 1 << drawn.randrange(8)
        yield bytes(bits)


@pytest.mark.shared
def test_public_messages_cut_and_flipped(shared: Path):
    drawn = random.Random(20022)
    for file in files_of(shared / "data" / "payments"):
        data = file.read_bytes()
        if kind_of_file(file) != "xml" or file.suffix == ".xsd" or len(data) > 40_000:
            continue
        whole = sum(isinstance(item, Payment) for item in read_messages(data, "m"))
        for damaged in _damaged(data, drawn):
            items = list(read_messages(damaged, "m"))
            assert items, file.name
            assert sum(isinstance(item, Payment) for item in items) <= whole + 1


def resident_mb() -> float:
    fields = dict(line.split(":", 1) for line in STATUS.read_text().splitlines() if ":" in line)
    return int(fields["VmRSS"].split()[0]) / 1000


@pytest.mark.skipif(not STATUS.exists(), reason="no /proc of Linux")
def test_memory_does_not_grow_with_a_batch():
    """25 MB of transactions, of which none is kept."""
    start, end = message().split(transaction().encode())
    pieces = (transaction(str(n)).encode() for n in range(16_000))
    read_again = iter(read_xml(Parts(chain([start], pieces, [end])), "m.xml"))
    next(read_again)
    before = resident_mb()
    assert sum(1 for _ in read_again) == 15_999
    assert resident_mb() < before + 30


def test_what_is_odd_above_the_transactions_is_said_once():
    one = "<CdtTrfTxInf><PmtId><TxId>{}</TxId></PmtId><Amt><InstdAmt Ccy='EUR'>1</InstdAmt></Amt>"
    both = "".join(f"{one.format(n)}<Cdtr><Nm>Payee</Nm></Cdtr></CdtTrfTxInf>" for n in (1, 2))
    items = read(
        "<Document><CstmrCdtTrfInitn><GrpHdr><MsgId>M</MsgId></GrpHdr><PmtInf><ReqdExctnDt>"
        "2024-07-03</ReqdExctnDt><DbtrAcct><Id><IBAN>DE88370400440532013000</IBAN></Id></DbtrAcct>"
        f"{both}</PmtInf></CstmrCdtTrfInitn></Document>".encode()
    )
    assert [getattr(item, "code", "payment") for item in items] == [
        "payment",
        "bad-iban",
        "payment",
    ]
    assert items[1].message.startswith("PmtInf/DbtrAcct/Id/IBAN")
