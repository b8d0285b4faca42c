"""Where a field stood in the original."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nostro.model.payments import Notice, Payment
from nostro.payments import read_messages
from nostro.payments.locating import Span, locate, locate_field, origin_of

from .test_iso20022 import BOMB, message, transaction
from .test_iso20022_statements import details, entry, statement


def items_of(data: bytes) -> list[Payment | Notice]:
    return [i for i in read_messages(data, "m.xml") if isinstance(i, Payment | Notice)]


def marked(data: bytes, item: Payment | Notice, field: str, encoding: str = "utf-8-sig") -> str:
    span = locate_field(data, item, field)
    assert span is not None, field
    return data.decode(encoding)[span.start : span.end]


def test_each_column_is_found_where_it_stood():
    data = message(transaction("A", amount="1"), transaction("B", amount="2"))
    second = items_of(data)[1]
    assert marked(data, second, "debtor_name") == "Harbour\n Bakery"
    assert marked(data, second, "ultimate_debtor_name") == "Behind &amp; Co"
    assert marked(data, second, "creditor_name") == "Стройтрейд"
    assert marked(data, second, "amount_minor") == "2"
    assert marked(data, second, "payment_id") == "B"
    assert marked(data, second, "intermediary_agents[1]") == "CHASUS33"
    assert marked(data, second, "remittance[1]") == "RF18"
    assert marked(data, second, "other[GrpHdr/NbOfTxs]") == "2"


def test_an_address_spans_its_parts():
    data = message()
    (payment,) = items_of(data)
    found = marked(data, payment, "debtor_address")
    assert found.startswith("Kai<")
    assert found.endswith(">DE")


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (b"\xef\xbb\xbf \n" + message(), "utf-8-sig"),
        (message().decode().encode("utf-16"), "utf-16"),
        (b"<?xml version='1.0' encoding='ISO-8859-5'?>" + message().decode().encode("iso8859-5"),
         "iso8859-5"),
    ],
)  # fmt: skip
def test_characters_are_counted_not_bytes(data: bytes, encoding: str):
    (payment,) = items_of(data)
    assert marked(data, payment, "creditor_name", encoding) == "Стройтрейд"
    assert marked(data, payment, "creditor_id", encoding) == "77"


def test_entries_of_statements_are_found():
    two = details(name="A", amount="<Amt Ccy='EUR'>1</Amt>")
    two += details(name="B", amount="<Amt Ccy='EUR'>2</Amt>")
    after = "<AddtlNtryInf>coal</AddtlNtryInf>"
    data = statement(entry(two, after=after), entry(details(name="C")))
    first, second, third, notice = items_of(data)
    assert marked(data, second, "amount_minor") == "2"
    assert marked(data, third, "payment_id") == "C"
    assert marked(data, first, "remittance") == "coal"
    assert marked(data, third, "creditor_name") == "Owner"
    assert marked(data, notice, "other[Stmt/Bal/Amt]") == "9.00"
    assert marked(data, notice, "parties[0]") == "Owner"


def test_the_pieces_of_a_notice_are_found():
    inside = "".join(
        f"<TxInfAndSts><OrgnlUETR>u{n}</OrgnlUETR><AddtlInf>text {n}</AddtlInf></TxInfAndSts>"
        for n in range(3)
    )
    data = (
        "<E><AppHdr><Fr>BANK</Fr></AppHdr><Document><FIToFIPmtStsRpt>"
        f"{inside}</FIToFIPmtStsRpt></Document></E>"
    ).encode()
    (notice,) = items_of(data)
    assert marked(data, notice, "references[2]") == "u2"
    assert marked(data, notice, "text[1]") == "text 1"
    assert marked(data, notice, "other[/E/AppHdr/Fr]") == "BANK"


def test_a_file_is_read_from_its_path(tmp_path: Path):
    path = tmp_path / "m.xml"
    path.write_bytes(message())
    (payment,) = items_of(path.read_bytes())
    assert locate_field(path, payment, "debtor_name") == locate_field(
        message(), payment, "debtor_name"
    )


def test_what_is_not_there_has_no_place():
    data = message()
    (payment,) = items_of(data)
    assert origin_of(payment, "underlying_debtor_name") is None
    assert locate_field(data, payment, "underlying_debtor_name") is None
    assert locate(data, "transaction 2", "Dbtr/Nm") is None
    assert locate(data, "line 7", "Dbtr/Nm") is None
    assert locate(BOMB + data, "transaction 1", "Dbtr/Nm") is None
    assert locate(data[:300], "transaction 1", "Dbtr/Nm") is None
    assert locate(b"neither XML nor FIN", "transaction 1", "Dbtr/Nm") is None


@given(st.data())
def test_every_text_of_a_message_is_found_again(draw):
    names = st.text(st.characters(categories=["L", "Nd"]), min_size=1, max_size=9)
    written = draw.draw(st.lists(names, min_size=1, max_size=4))
    data = message(*(transaction().replace("Kai", name) for name in written))
    for name, payment in zip(written, items_of(data), strict=True):
        span = locate_field(data, payment, "debtor_address")
        assert span is not None
        assert data.decode()[span.start :].startswith(name)
        for path, value in payment.other.items():
            found = locate(data, payment.location, path)
            assert found is not None
            assert data.decode()[found.start : found.end] == value


@given(st.binary(max_size=200), st.text(max_size=20), st.text(max_size=20))
def test_no_bytes_break_it(data: bytes, location: str, origin: str):
    for start in (b"", b"<", b"\xff\xfe<\x00"):
        found = locate(start + data, location, origin)
        assert found is None or isinstance(found, Span)


def test_each_message_of_a_file_has_its_own_envelope():
    one = (
        "<BusMsg><AppHdr><Fr>BANK{n}</Fr></AppHdr><Document><FIToFIPmtStsRpt><GrpHdr>"
        "<MsgId>M{n}</MsgId></GrpHdr></FIToFIPmtStsRpt></Document></BusMsg>"
    )
    data = f"<All>{one.format(n=1)}{one.format(n=2)}</All>".encode()
    first, second = items_of(data)
    assert marked(data, first, "other[/All/BusMsg/AppHdr/Fr]") == "BANK1"
    assert marked(data, second, "other[/All/BusMsg[2]/AppHdr/Fr]") == "BANK2"
