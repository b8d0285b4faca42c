"""ISO 20022 messages that move no money."""

import pytest

from nostro.model.payments import Notice
from nostro.payments import read_messages


def read(data):
    return list(read_messages(data, "m.xml"))


def test_a_message_that_moves_no_money_is_a_notice():
    data = b"""<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.056.001.08"><FIToFIPmtCxlReq>
    <Assgnmt><Id>N1</Id></Assgnmt><Undrlyg><TxInf><OrgnlUETR>u</OrgnlUETR><OrgnlTxRef>
    <Dbtr><Pty><Nm>Nikulin</Nm></Pty></Dbtr>
    <CdtrAgt><FinInstnId><BICFI>TIMERU2K</BICFI></FinInstnId></CdtrAgt></OrgnlTxRef>
    <CxlRsnInf><AddtlInf>wrong party</AddtlInf></CxlRsnInf></TxInf></Undrlyg>
    </FIToFIPmtCxlReq></Document>"""
    (notice,) = read(data)
    assert isinstance(notice, Notice)
    assert (notice.notice_id, notice.message_type) == ("N1", "camt.056")
    assert (notice.parties, notice.agents, notice.text) == (
        ["Nikulin"],
        ["TIMERU2K"],
        "wrong party",
    )


def test_free_text_is_found_wherever_it_stands():
    data = b"""<Document><Anything><Id>1</Id><Prtry>paid for two ships</Prtry><Cd>NARR</Cd>
    <Amt>12.50</Amt><PstlAdr><TwnNm>Tskhinvali</TwnNm><AdrLine>Stalin 20</AdrLine></PstlAdr>
    <ClrSysMmbId><MmbId>044525059</MmbId></ClrSysMmbId></Anything></Document>"""
    (notice,) = read(data)
    assert notice.message_type == "Anything"
    assert notice.text == "paid for two ships\nTskhinvali\nStalin 20"
    assert notice.agents == ["044525059"]


def test_a_message_is_known_without_the_document_around_it():
    report = b"""<m:FIToFIPmtStsRpt xmlns:m="urn:x"><m:GrpHdr><m:MsgId>S</m:MsgId></m:GrpHdr>
    <m:OrgnlMsgId>O</m:OrgnlMsgId></m:FIToFIPmtStsRpt>"""
    (notice,) = read(b"<Message><AppHdr><Id>h</Id></AppHdr>" + report + b"</Message>")
    assert (notice.notice_id, notice.message_type) == ("S", "pacs.002")
    assert notice.references == ["O"]


@pytest.mark.parametrize("number", [1, 10, 5_000])
def test_a_long_report_makes_several_notices_and_loses_nothing(number):
    names = [f"Party {n}" for n in range(number)]
    lines = [f"invoice number {n}" for n in range(number)]
    entries = "".join(
        f"<TxInfAndSts><Nm>{name}</Nm><Ustrd>{line}</Ustrd></TxInfAndSts>"
        for name, line in zip(names, lines, strict=True)
    )
    notices = read(f"<Document><CstmrPmtStsRpt>{entries}</CstmrPmtStsRpt></Document>".encode())
    assert all(isinstance(notice, Notice) for notice in notices)
    assert len({notice.notice_id for notice in notices}) == len(notices)
    assert [name for notice in notices for name in notice.parties] == names
    assert "\n".join(notice.text for notice in notices if notice.text).split("\n") == lines
    assert max(len(notice.text) for notice in notices) <= 21_000


def test_a_message_of_nothing_but_text_is_kept():
    (notice,) = read(b"<Document><Foo>" + b"long story " * 3_000 + b"</Foo></Document>")
    assert len(notice.text) > 30_000


def test_messages_of_a_file_are_told_apart():
    one = b"<Document><Foo><Nm>A</Nm></Foo></Document>"
    notices = read(b"<All>" + one + one + b"</All>")
    assert [(n.location, n.notice_id) for n in notices] == [
        ("message 1", "message-1"),
        ("message 2", "message-2"),
    ]


def test_a_notice_that_breaks_off_is_a_problem():
    assert [item.code for item in read(b"<Document><Foo><Nm>A</Nm>")] == ["not-well-formed"]
