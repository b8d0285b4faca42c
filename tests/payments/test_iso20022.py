"""ISO 20022: golden messages, hostile XML, and the public samples."""

import re
from collections import Counter
from datetime import UTC, datetime
from io import BytesIO
from itertools import pairwise
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from nostro.model.money import parse_minor
from nostro.model.payments import COLUMNS, Notice, Payment
from nostro.model.problems import Problem
from nostro.payments import read_messages, read_payments
from nostro.payments.iso20022 import read_xml

PACS008 = """<Document xmlns="urn:iso:std:iso:20022:tech:xsd:pacs.008.001.08"><FIToFICstmrCdtTrf>
<GrpHdr><MsgId>M1</MsgId><CreDtTm>2024-07-01T10:00:00+02:00</CreDtTm><NbOfTxs>2</NbOfTxs></GrpHdr>
{transactions}</FIToFICstmrCdtTrf></Document>"""
TRANSACTION = """<CdtTrfTxInf><PmtId><EndToEndId>E1</EndToEndId><TxId>{id}</TxId>
<UETR>8a562c67-ca16-48ba-b074-65581be6f011</UETR></PmtId>
<IntrBkSttlmAmt Ccy="{currency}">{amount}</IntrBkSttlmAmt>
<IntrBkSttlmDt>2024-07-02</IntrBkSttlmDt>
<InstgAgt><FinInstnId><BICFI>FTBDKPPY</BICFI></FinInstnId></InstgAgt>
<IntrmyAgt1><FinInstnId><BICFI>CHASUS33</BICFI><Nm>Middle Bank</Nm></FinInstnId></IntrmyAgt1>
<UltmtDbtr><Nm>Behind &amp; Co</Nm></UltmtDbtr>
<Dbtr><Nm>Harbour
 Bakery</Nm><PstlAdr><StrtNm>Kai</StrtNm><BldgNb>4</BldgNb><TwnNm>Bremen</TwnNm><Ctry>DE</Ctry>
</PstlAdr><Id><PrvtId><DtAndPlcOfBirth><BirthDt>1970-02-03</BirthDt></DtAndPlcOfBirth></PrvtId></Id>
</Dbtr><DbtrAcct><Id><IBAN>DE89370400440532013000</IBAN></Id></DbtrAcct>
<DbtrAgt><FinInstnId><BICFI>DEUTDEFF</BICFI></FinInstnId></DbtrAgt>
<CdtrAgt><FinInstnId><ClrSysMmbId><MmbId>044525059</MmbId></ClrSysMmbId><Nm>TSMR</Nm></FinInstnId>
</CdtrAgt><Cdtr><Nm>Стройтрейд</Nm><Id><OrgId><Othr><Id>77</Id></Othr></OrgId></Id></Cdtr>
<CdtrAcct><Id><Othr><Id>4070281</Id></Othr></Id></CdtrAcct>
<RmtInf><Ustrd>invoice 5</Ustrd><Strd><CdtrRefInf><Ref>RF18</Ref></CdtrRefInf></Strd></RmtInf>
</CdtTrfTxInf>"""


def transaction(name="T1", amount="12.50", currency="EUR"):
    return TRANSACTION.format(id=name, amount=amount, currency=currency)


def message(*transactions):
    return PACS008.format(transactions="".join(transactions or [transaction()])).encode()


def read(data):
    return list(read_messages(data, "m.xml"))


def test_every_field_of_a_customer_transfer():
    (payment,) = read(message())
    assert set(payment.origins) - {"remittance[1]"} == {
        *(field for field in COLUMNS if getattr(payment, field)),
        "intermediary_agents[0]", "intermediary_agents[1]", "intermediary_agent_names[0]",
    } - {"message_type", "other", "intermediary_agents", "intermediary_agent_names"}  # fmt: skip
    assert payment.origins["debtor_name"] == "Dbtr/Nm"
    assert payment.origins["booked_at"] == "IntrBkSttlmDt"
    assert payment.origins["creditor_agent"] == "CdtrAgt/FinInstnId/ClrSysMmbId/MmbId"
    assert payment.origins["debtor_address"] == "Dbtr/PstlAdr"
    assert payment.origins["remittance[1]"] == "RmtInf/Strd/CdtrRefInf/Ref"
    payment.origins = {}
    assert payment == Payment(
        payment_id="M1/T1",
        uetr="8a562c67-ca16-48ba-b074-65581be6f011",
        message_type="pacs.008",
        booked_at=datetime(2024, 7, 2, tzinfo=UTC),
        amount_minor=1250,
        currency="EUR",
        debtor_name="Harbour Bakery",
        debtor_account="DE89370400440532013000",
        debtor_country="DE",
        debtor_address="Kai, 4, Bremen, DE",
        debtor_birth_date="1970-02-03",
        ultimate_debtor_name="Behind & Co",
        debtor_agent="DEUTDEFF",
        debtor_agent_country="DE",
        intermediary_agents=["FTBDKPPY", "CHASUS33"],
        intermediary_agent_names=["Middle Bank"],
        creditor_agent="044525059",
        creditor_agent_name="TSMR",
        creditor_name="Стройтрейд",
        creditor_account="4070281",
        creditor_id="77",
        remittance="invoice 5\nRF18",
        other={
            "PmtId/EndToEndId": "E1",
            "GrpHdr/CreDtTm": "2024-07-01T10:00:00+02:00",
            "GrpHdr/NbOfTxs": "2",
        },
        source="m.xml",
        location="transaction 1",
    )


@pytest.mark.parametrize(
    "wrap",
    [
        lambda xml: b"\xef\xbb\xbf" + xml,
        lambda xml: b"  \n" + xml,
        lambda xml: b"\xef\xbb\xbf \n<?xml version='1.0'?>" + xml,
        lambda xml: b"<?xml version='1.0' encoding='UTF-8'?><!-- sent -->" + xml,
        lambda xml: b"<Envelope xmlns='urn:x'><AppHdr><BizMsgIdr>9</BizMsgIdr></AppHdr>" + xml
        + b"</Envelope>",
        lambda xml: xml.replace(b"pacs.008.001.08", b"pacs.008.001.13"),
        lambda xml: xml.replace(b"FIToFICstmrCdtTrf", b"pacs.008.001.01"),
        lambda xml: xml.replace(b"<Document", b"<Message").replace(b"</Document", b"</Message"),
        lambda xml: re.sub(rb"<(/?)(\w)", rb"<\1p:\2", xml).replace(b"xmlns=", b"xmlns:p="),
        lambda xml: xml.decode().encode("utf-16"),
        lambda xml: re.sub(rb"</?Document[^>]*>", b"", xml),
    ],
)  # fmt: skip
def test_any_envelope_version_prefix_and_encoding(wrap):
    (payment,) = read(wrap(message()))
    assert (payment.payment_id, payment.creditor_name) == ("M1/T1", "Стройтрейд")


def test_ids_that_a_file_repeats_are_numbered():
    items = read(message(transaction(), transaction()))
    assert [item.payment_id for item in items] == ["M1/T1", "M1/T1#2"]
    items = read(message(transaction(), transaction("T1#2"), transaction()))
    assert len({item.payment_id for item in items}) == 3


def test_transactions_are_counted_through_all_messages_of_a_file():
    data = b"<Batch>" + message(transaction("A"), transaction("B")) + message() + b"</Batch>"
    assert [item.location for item in read(data)] == [f"transaction {n}" for n in (1, 2, 3)]


@pytest.mark.parametrize(
    ("broken", "said"),
    [
        (transaction(amount="12.505"), "decimals"),
        (transaction(amount="-1"), "negative"),
        (transaction(amount="1e3"), "not an amount"),
        (transaction(currency=""), "currency"),
        (transaction().replace("2024-07-02", "2024-02-31"), "ISO 8601"),
        ("<CdtTrfTxInf><PmtId/></CdtTrfTxInf>", "no amount"),
        (
            re.sub(
                "<Dbtr>.*</DbtrAgt>|<InstgAgt>.*</InstgAgt>", "", transaction(), flags=re.DOTALL
            ),
            "debtor's side",
        ),
    ],
)
def test_a_bad_transaction_is_a_problem_and_the_others_are_read(broken, said):
    first, second, *notices, third = read(message(transaction("A"), broken, transaction("C")))
    assert (first.payment_id, third.payment_id) == ("M1/A", "M1/C")
    assert isinstance(second, Problem)
    assert all(isinstance(notice, Notice) for notice in notices)
    assert bool(notices) == bool(re.search(">[^<]", broken))  # what it says is screened
    assert second.location == "transaction 2"
    assert said in second.message


def test_a_currency_that_is_no_code_is_said_beside_the_payment():
    payment, problem = read(message(transaction(currency="USDX")))
    assert payment.currency == "USDX"
    assert problem.code == "odd-currency"


def test_what_stands_before_a_cut_is_read():
    data = message(transaction("A"), transaction("B"), transaction("C"))
    items = read(data[: data.index(b"<TxId>C")])
    assert [item.payment_id for item in items[:2]] == ["M1/A", "M1/B"]
    assert [item.code for item in items[2:]] == ["not-well-formed"]


BOMB = b"""<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>"""
EXTERNAL = b"""<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]>"""
REMOTE = b"""<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd">"""
LAUGHS = b"<!DOCTYPE x [<!ENTITY a 'haha'>%s]><x y='&j;'/>" % b"".join(
    b"<!ENTITY %c '%s'>" % (n + 1, b"&%c;" % n * 10) for n in range(ord("a"), ord("j"))
)


@pytest.mark.parametrize("doctype", [BOMB, EXTERNAL, REMOTE, LAUGHS])
def test_a_document_type_is_refused(doctype):
    data = doctype + message().replace(
        b"Harbour\n Bakery", b"&a;" if b"ENTITY" in doctype else b"x"
    )
    assert [item.code for item in read(data)] == ["doctype"]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"),
        (b" \n ", "empty"),
        (b"<html><body>502</body></html>", "unknown-format"),
        (b"\x00\x01\x02", "unknown-format"),
        (b"<Document>" + b"<a>" * 10_000, "not-well-formed"),
        (b"<?xml version='1.0' encoding='ebcdic-x'?><a/>", "not-well-formed"),
    ],
)
def test_what_is_no_message_is_one_problem(data, code):
    assert [item.code for item in read(data)] == [code]


def test_a_message_without_a_transaction_is_a_problem_and_what_it_says_is_kept():
    notice, problem = read(PACS008.format(transactions="").encode())
    assert notice.other == {
        "GrpHdr/MsgId": "M1", "GrpHdr/CreDtTm": "2024-07-01T10:00:00+02:00", "GrpHdr/NbOfTxs": "2",
    }  # fmt: skip
    assert problem.code == "empty-message"


class Parts(BytesIO):
    """A stream that gives its bytes in pieces of any size, and counts them."""

    def __init__(self, parts):
        super().__init__()
        self.parts, self.given = iter(parts), 0

    def read(self, _size=-1, /):
        part = next(self.parts, b"")
        self.given += len(part)
        return part


def read_stream(stream):
    return list(read_xml(stream, "m.xml"))


@pytest.mark.parametrize(
    "endless", [b"<a>b</a>" * 1000, b"text " * 1000, b"<CdtTrfTxInf><a/></CdtTrfTxInf>x<b>" * 9]
)
def test_a_part_without_an_end_is_not_read_to_the_end(endless):
    """Memory is bounded: 100 MB that never come to their end are not waited for."""
    start = message().removesuffix(b"</FIToFICstmrCdtTrf></Document>") + b"<SplmtryData>"
    stream = Parts([start, *[endless] * (100_000_000 // len(endless))])
    first, *_, last = read_stream(stream)
    assert first.payment_id == "M1/T1"
    assert last.code in {"too-large", "not-well-formed"}
    assert stream.given < 10_000_000


def test_what_nobody_asks_for_costs_no_time():
    """20,000 elements beside 2,000 transactions are not looked through for each of them."""
    data = message("<a/>" * 20_000, *(transaction(str(n)) for n in range(2_000)))
    start = process_time()
    assert len(read(data)) == 2_000
    assert process_time() - start < 30  # one second; minutes where each looks through them


@given(st.data())
def test_it_does_not_matter_in_what_pieces_a_file_arrives(data):
    """Text behind a transaction may be cut anywhere while the transaction is freed."""
    blank = data.draw(st.sampled_from(["", "\n", " " * 3_000, "more &lt; " * 800]))
    whole = message(*(transaction(str(n)) + blank for n in range(5)))
    cuts = sorted(data.draw(st.lists(st.integers(1, len(whole) - 1), max_size=8)))
    pieces = [whole[a:b] for a, b in pairwise([0, *cuts, len(whole)]) if a < b]
    assert read_stream(Parts(pieces)) == read(whole)


@given(st.binary(max_size=400))
def test_no_bytes_break_the_reader(data):
    for item in [*read(data), *read(b"<" + data)]:
        assert isinstance(item, Payment | Notice | Problem)


@given(st.data())
def test_no_mutation_breaks_the_reader_or_loses_a_transaction_silently(data):
    raw = bytearray(message(transaction("A"), transaction("B")))
    for _ in range(data.draw(st.integers(1, 4))):
        place = data.draw(st.integers(0, len(raw) - 1))
        raw[place : place + data.draw(st.integers(0, 3))] = data.draw(st.binary(max_size=3))
    assert read(bytes(raw))


def local(element, *path):
    for name in path:
        element = next((e for e in element if etree.QName(e).localname == name), None)
        if element is None:
            return None
    return element


def folded(element):
    return " ".join((element.text or "").split()) if element is not None else None


@pytest.mark.shared
def test_the_public_pacs008_samples(shared):
    """At least 135 of 138, with amount, parties and agents as plain paths find them."""
    right, seen = 0, 0
    for path in sorted((shared / "data" / "payments").rglob("*")):
        if path.is_file() and path.suffix != ".xsd" and b"FIToFICstmrCdtTrf" in path.read_bytes():
            seen += 1
            right += _is_right(path)
    assert seen == 138
    assert right >= 135


def _is_right(path):
    payments = [item for item in read_payments(path) if isinstance(item, Payment)]
    transactions = [
        e for e in etree.parse(path).iter() if etree.QName(e).localname == "CdtTrfTxInf"
    ]
    assert len(payments) == len(transactions), path.name
    for payment, element in zip(payments, transactions, strict=True):
        amount = local(element, "IntrBkSttlmAmt")
        assert payment.currency == amount.get("Ccy")
        assert payment.amount_minor == parse_minor(folded(amount), payment.currency)
        for side, party in (("debtor", "Dbtr"), ("creditor", "Cdtr")):
            assert getattr(payment, f"{side}_name") == (folded(local(element, party, "Nm")) or None)
            code = folded(local(element, f"{party}Agt", "FinInstnId", "BICFI"))
            assert not code or getattr(payment, f"{side}_agent") == code
            iban = folded(local(element, f"{party}Acct", "Id", "IBAN"))
            assert not iban or getattr(payment, f"{side}_account") == iban
    return bool(payments)


@pytest.mark.shared
def test_every_public_sample_is_accounted_for(shared):
    kinds: Counter[str] = Counter()
    for path in sorted((shared / "data" / "payments").rglob("*")):
        if path.is_file() and path.suffix != ".xsd":
            items = list(read_payments(path))
            assert items, path.name
            kinds.update(type(item).__name__ for item in items)
    assert kinds["Payment"] >= 500
    assert kinds["Problem"] <= 100  # many IBANs of samples have wrong check digits
