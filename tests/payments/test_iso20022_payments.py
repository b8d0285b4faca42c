"""Each family of ISO 20022 messages that move money."""

from datetime import UTC, datetime

import pytest

from nostro.model.payments import Payment
from nostro.payments import read_messages

MONEY = '<IntrBkSttlmAmt Ccy="EUR">7</IntrBkSttlmAmt><IntrBkSttlmDt>2024-07-02</IntrBkSttlmDt>'
HEADER = "<GrpHdr><MsgId>M</MsgId><CreDtTm>2024-07-01T10:00:00+02:00</CreDtTm>{}</GrpHdr>"


def read(text):
    items = list(read_messages(text if isinstance(text, bytes) else text.encode(), "m.xml"))
    assert all(isinstance(item, Payment) for item in items), items
    return items


def read_one(text):
    (payment,) = read(text)
    return payment


def transfer(inside, *, money=MONEY, header="", name="FIToFICstmrCdtTrf", unit="CdtTrfTxInf"):
    return read_one(
        f"<Document><{name}>{HEADER.format(header)}<{unit}><PmtId><TxId>T</TxId></PmtId>"
        f"{money}{inside}</{unit}></{name}></Document>"
    )


def agent(element, code):
    return f"<{element}><FinInstnId><BICFI>{code}</BICFI></FinInstnId></{element}>"


def member(element, code):
    inside = f"<ClrSysMmbId><MmbId>{code}</MmbId></ClrSysMmbId>"
    return f"<{element}><FinInstnId>{inside}</FinInstnId></{element}>"


SIDES = (
    "<Dbtr><Nm>A</Nm></Dbtr>"
    + agent("DbtrAgt", "DEUTDEFF")
    + agent("CdtrAgt", "TIMERU2K")
    + "<Cdtr><Nm>B</Nm></Cdtr>"
)


def test_correspondents_stand_between_the_agents_in_the_order_of_the_money():
    header = (
        "<SttlmInf><SttlmMtd>COVE</SttlmMtd>"
        + agent("InstgRmbrsmntAgt", "CHASUS33")
        + agent("InstdRmbrsmntAgt", "CITIUS33")
        + agent("ThrdRmbrsmntAgt", "IRVTUS3N")
        + "</SttlmInf>"
        + agent("InstgAgt", "BARCGB22")
        + agent("InstdAgt", "BNPAFRPP")
    )
    inside = agent("PrvsInstgAgt1", "HSBCGB2L") + agent("IntrmyAgt1", "SABRRUMM") + SIDES
    assert transfer(inside, header=header).intermediary_agents == [
        "HSBCGB2L", "BARCGB22", "CHASUS33", "IRVTUS3N", "CITIUS33", "BNPAFRPP", "SABRRUMM",
    ]  # fmt: skip


def test_a_correspondent_that_is_an_agent_already_is_named_once():
    header = f"<SttlmInf>{agent('InstgRmbrsmntAgt', 'CHASUS33XXX')}</SttlmInf>"
    inside = agent("IntrmyAgt1", "CHASUS33") + agent("InstgAgt", "DEUTDEFF500") + SIDES
    assert transfer(inside, header=header).intermediary_agents == ["CHASUS33"]


def test_clearing_ids_that_begin_alike_are_different_banks():
    inside = member("InstgAgt", "044525059") + "<Dbtr><Nm>A</Nm></Dbtr><Cdtr><Nm>B</Nm></Cdtr>"
    payment = transfer(inside + member("DbtrAgt", "044525051"))
    assert payment.debtor_agent == "044525051"
    assert payment.intermediary_agents == ["044525059"]


def test_a_bank_known_by_name_alone_is_named():
    named = "<InstgAgt><FinInstnId><Nm>MRB Bank</Nm></FinInstnId></InstgAgt>"
    assert transfer(named + SIDES).intermediary_agent_names == ["MRB Bank"]


def test_an_agent_that_is_not_provided_is_none():
    none = "<FinInstnId><Othr><Id>NOTPROVIDED</Id></Othr></FinInstnId>"
    account = "<DbtrAcct><Id><Othr><Id>NOTPROVIDED</Id></Othr></Id></DbtrAcct>"
    inside = f"{agent('InstgAgt', 'DEUTDEFF')}<Dbtr><Nm>A</Nm></Dbtr>{account}"
    payment = transfer(f"{inside}<DbtrAgt>{none}</DbtrAgt><Cdtr><Nm>B</Nm></Cdtr>")
    assert (payment.debtor_agent, payment.debtor_account) == ("DEUTDEFF", None)


def test_an_address_names_whom_it_is_in_care_of():
    address = "<PstlAdr><CareOf>Nikulin</CareOf><AdrLine>Palikha 10</AdrLine></PstlAdr>"
    payment = transfer(SIDES.replace("<Nm>B</Nm>", f"<Nm>B</Nm>{address}"))
    assert payment.creditor_address == "Nikulin, Palikha 10"


def test_all_free_text_goes_with_the_payment():
    inside = (
        "<InstrForNxtAgt><InstrInf>call first</InstrInf></InstrForNxtAgt>"
        "<RgltryRptg><Dtls><Inf>fuel</Inf></Dtls></RgltryRptg>"
        "<RmtInf><Strd><RfrdDocInf><Nb>17</Nb></RfrdDocInf><Invcee><Nm>Kwangson</Nm></Invcee>"
        "<AddtlRmtInf>part two</AddtlRmtInf></Strd></RmtInf>"
    )
    payment = transfer(SIDES + inside)
    assert payment.remittance == "call first\nfuel\n17\npart two"
    assert payment.other["RmtInf/Strd/Invcee/Nm"] == "Kwangson"


@pytest.mark.parametrize(
    ("written", "read_as"),
    [
        ("<AccptncDtTm>2024-07-03T23:30:00-02:00</AccptncDtTm>", "2024-07-04T01:30:00"),
        ("<SttlmTmIndctn><CdtDtTm>2024-07-03T08:00:00Z</CdtDtTm></SttlmTmIndctn>",
         "2024-07-03T08:00:00"),
        ("<IntrBkSttlmDt>2024-07-05Z</IntrBkSttlmDt>", "2024-07-05T00:00:00"),
        ("<IntrBkSttlmDt>2024-07-05+02:00</IntrBkSttlmDt>", "2024-07-05T00:00:00"),
        ("<ReqdExctnDt><DtTm>2024-07-06T01:02:03.5</DtTm></ReqdExctnDt>",
         "2024-07-06T01:02:03.500000"),
        ("", "2024-07-01T08:00:00"),
    ],
)  # fmt: skip
def test_the_time_is_the_settlement_date_or_the_next_best(written, read_as):
    amount = '<IntrBkSttlmAmt Ccy="EUR">7</IntrBkSttlmAmt>'
    payment = transfer(SIDES, money=amount + written)
    assert payment.booked_at.isoformat() == f"{read_as}+00:00"


def test_the_settlement_date_of_the_group_holds_for_its_transactions():
    amount = '<IntrBkSttlmAmt Ccy="EUR">7</IntrBkSttlmAmt>'
    payment = transfer(SIDES, money=amount, header="<IntrBkSttlmDt>2024-07-09</IntrBkSttlmDt>")
    assert payment.booked_at == datetime(2024, 7, 9, tzinfo=UTC)


@pytest.mark.parametrize(
    ("money", "minor", "currency"),
    [
        ('<Amt><InstdAmt Ccy="JPY">1500</InstdAmt></Amt>', 1500, "JPY"),
        ('<Amt><EqvtAmt><Amt Ccy="EUR">3.5</Amt><CcyOfTrf>USD</CcyOfTrf></EqvtAmt></Amt>',
         350, "EUR"),
        ('<IntrBkSttlmAmt Ccy="KWD"> 1.234 </IntrBkSttlmAmt><InstdAmt Ccy="EUR">9</InstdAmt>',
         1234, "KWD"),
    ],
)  # fmt: skip
def test_the_amount_is_the_settled_one_or_the_instructed_one(money, minor, currency):
    payment = transfer(SIDES, money=money)
    assert (payment.amount_minor, payment.currency) == (minor, currency)


def test_a_direct_debit_runs_against_its_message():
    inside = agent("InstgAgt", "TIMERU2K") + agent("InstdAgt", "DEUTDEFF")
    payment = transfer(
        f"{inside}<Cdtr><Nm>B</Nm></Cdtr><Dbtr><Nm>A</Nm></Dbtr>",
        name="FIToFICstmrDrctDbt",
        unit="DrctDbtTxInf",
    )
    assert (payment.message_type, payment.debtor_name, payment.creditor_name) == (
        "pacs.003", "A", "B",
    )  # fmt: skip
    assert (payment.debtor_agent, payment.creditor_agent) == ("DEUTDEFF", "TIMERU2K")


def test_a_collection_takes_the_creditor_of_its_payment_information():
    payment = read_one(
        f"<Document><CstmrDrctDbtInitn>{HEADER.format('')}<PmtInf>"
        "<ReqdColltnDt>2024-07-08</ReqdColltnDt><Cdtr><Nm>B</Nm></Cdtr><DrctDbtTxInf>"
        '<PmtId><EndToEndId>E</EndToEndId></PmtId><InstdAmt Ccy="EUR">7</InstdAmt>'
        "<Dbtr><Nm>A</Nm></Dbtr></DrctDbtTxInf></PmtInf></CstmrDrctDbtInitn></Document>"
    )
    assert (payment.message_type, payment.debtor_name, payment.creditor_name) == (
        "pain.008", "A", "B",
    )  # fmt: skip
    assert payment.booked_at == datetime(2024, 7, 8, tzinfo=UTC)


def test_each_payment_information_speaks_for_its_own_transactions():
    batch = (
        "<PmtInf><ReqdExctnDt><Dt>2024-07-0{n}</Dt></ReqdExctnDt><Dbtr><Nm>D{n}</Nm></Dbtr>"
        '<CdtTrfTxInf><Amt><InstdAmt Ccy="EUR">1</InstdAmt></Amt><Cdtr><Nm>C</Nm></Cdtr>'
        "</CdtTrfTxInf></PmtInf>"
    )
    batches = "".join(batch.format(n=n) for n in (1, 2, 3))
    inside = f"{HEADER.format('')}{batches}"
    payments = read(f"<Document><CstmrCdtTrfInitn>{inside}</CstmrCdtTrfInitn></Document>")
    assert [(p.debtor_name, p.booked_at.day) for p in payments] == [("D1", 1), ("D2", 2), ("D3", 3)]
    assert [p.payment_id for p in payments] == ["M", "M#2", "M#3"]


RETURN = (
    '<RtrId>R</RtrId><OrgnlUETR>u</OrgnlUETR><RtrdIntrBkSttlmAmt Ccy="EUR">7</RtrdIntrBkSttlmAmt>'
)


def returned(inside, *, name="PmtRtr", money=RETURN):
    return read_one(
        f"<Document><{name}>{HEADER.format('')}<TxInf>{money}{inside}</TxInf></{name}></Document>"
    )


def test_a_return_names_its_own_chain_where_it_has_one():
    payment = returned(
        "<RtrChain><UltmtDbtr><Pty><Nm>Behind</Nm></Pty></UltmtDbtr>"
        "<Dbtr><Pty><Nm>Payee</Nm></Pty></Dbtr><Cdtr><Pty><Nm>Payer</Nm></Pty></Cdtr></RtrChain>"
        "<RtrRsnInf><Orgtr><Nm>Compliance</Nm></Orgtr><AddtlInf>sanctioned</AddtlInf></RtrRsnInf>"
        "<OrgnlTxRef><RmtInf><Ustrd>invoice</Ustrd></RmtInf><Dbtr><Pty><Nm>x</Nm></Pty></Dbtr>"
        "</OrgnlTxRef>"
    )
    assert (payment.payment_id, payment.uetr) == ("M/R", "u")
    assert (payment.debtor_name, payment.creditor_name) == ("Payee", "Payer")
    assert payment.ultimate_debtor_name == "Behind"
    assert payment.remittance == "sanctioned\ninvoice"
    assert payment.other["RtrRsnInf/Orgtr/Nm"] == "Compliance"
    assert payment.other["OrgnlTxRef/Dbtr/Pty/Nm"] == "x"


def test_a_return_without_agents_goes_from_who_sends_it_to_who_receives_it():
    payment = returned(
        agent("InstgAgt", "TIMERU2K") + agent("InstdAgt", "DEUTDEFF")
        + "<OrgnlTxRef><UltmtDbtr><Pty><Nm>Behind</Nm></Pty></UltmtDbtr></OrgnlTxRef>"
    )  # fmt: skip
    assert (payment.debtor_agent, payment.creditor_agent) == ("TIMERU2K", "DEUTDEFF")
    assert payment.ultimate_creditor_name == "Behind"


def test_a_reversal_moves_the_money_back():
    money = '<RvslId>V</RvslId><RvsdIntrBkSttlmAmt Ccy="EUR">7</RvsdIntrBkSttlmAmt>'
    payment = returned(f"<OrgnlTxRef>{SIDES}</OrgnlTxRef>", name="FIToFIPmtRvsl", money=money)
    assert (payment.message_type, payment.payment_id) == ("pacs.007", "M/V")
    assert (payment.debtor_name, payment.creditor_name) == ("B", "A")
    assert (payment.debtor_agent, payment.creditor_agent) == ("TIMERU2K", "DEUTDEFF")


def test_nobody_behind_a_cover_goes_unscreened():
    banks = (
        f"<Dbtr>{agent('x', 'DEUTDEFF')[3:-4]}</Dbtr><Cdtr>{agent('x', 'TIMERU2K')[3:-4]}</Cdtr>"
    )
    behind = (
        "<UndrlygCstmrCdtTrf><UltmtDbtr><Nm>U</Nm></UltmtDbtr><InitgPty><Nm>I</Nm></InitgPty>"
        + SIDES
        + agent("IntrmyAgt1", "FTBDKPPY")
        + "<UltmtCdtr><Nm>V</Nm></UltmtCdtr><RmtInf><Ustrd>coal</Ustrd></RmtInf>"
        "</UndrlygCstmrCdtTrf>"
    )
    payment = transfer(banks + behind, name="FICdtTrf")
    assert (payment.ultimate_debtor_name, payment.ultimate_creditor_name) == ("U", "V")
    assert payment.initiating_party_name == "I"
    assert payment.intermediary_agents == ["FTBDKPPY"]
    assert payment.remittance == "coal"


def test_a_cover_names_the_banks_and_the_customers():
    data = b"""<Document><FICdtTrf><GrpHdr><MsgId>C</MsgId></GrpHdr><CdtTrfTxInf>
    <PmtId><InstrId>I</InstrId></PmtId><IntrBkSttlmAmt Ccy="JPY">500</IntrBkSttlmAmt>
    <IntrBkSttlmDt>2024-07-02</IntrBkSttlmDt>
    <Dbtr><FinInstnId><BICFI>DEUTDEFF</BICFI></FinInstnId></Dbtr>
    <Cdtr><FinInstnId><BICFI>TIMERU2K</BICFI><Nm>Timer</Nm></FinInstnId></Cdtr>
    <UndrlygCstmrCdtTrf><Dbtr><Nm>A</Nm></Dbtr><Cdtr><Nm>B</Nm></Cdtr>
    <CdtrAcct><Id><Othr><Id>X1</Id></Othr></Id></CdtrAcct></UndrlygCstmrCdtTrf>
    </CdtTrfTxInf></FICdtTrf></Document>"""
    payment = read_one(data)
    assert (payment.message_type, payment.amount_minor) == ("pacs.009", 500)
    assert (payment.debtor_name, payment.debtor_id) == ("DEUTDEFF", "DEUTDEFF")
    assert (payment.creditor_name, payment.creditor_id) == ("Timer", "TIMERU2K")
    assert (payment.underlying_debtor_name, payment.underlying_creditor_name) == ("A", "B")
    assert payment.underlying_creditor_account == "X1"
    assert payment.intermediary_agents == []


def test_an_initiation_takes_the_debtor_of_its_payment_information():
    data = b"""<Document><CstmrCdtTrfInitn><GrpHdr><MsgId>P</MsgId>
    <InitgPty><Nm>Boss</Nm></InitgPty></GrpHdr><PmtInf>
    <ReqdExctnDt><Dt>2024-07-03</Dt></ReqdExctnDt><Dbtr><Nm>Payer</Nm></Dbtr>
    <CdtTrfTxInf><PmtId><EndToEndId>1</EndToEndId></PmtId><Amt>
    <InstdAmt Ccy="EUR">1</InstdAmt></Amt><Cdtr><Nm>One</Nm></Cdtr></CdtTrfTxInf>
    <CdtTrfTxInf><PmtId><EndToEndId>2</EndToEndId></PmtId><Amt>
    <InstdAmt Ccy="EUR">2</InstdAmt></Amt><Cdtr><Nm>Two</Nm></Cdtr></CdtTrfTxInf>
    </PmtInf></CstmrCdtTrfInitn></Document>"""
    items = read(data)
    assert [(p.payment_id, p.debtor_name, p.creditor_name) for p in items] == [
        ("P/1", "Payer", "One"),
        ("P/2", "Payer", "Two"),
    ]
    assert {p.initiating_party_name for p in items} == {"Boss"}
    assert {p.booked_at for p in items} == {datetime(2024, 7, 3, tzinfo=UTC)}


def test_a_return_moves_the_money_back():
    data = b"""<Document><PmtRtr><GrpHdr><MsgId>R</MsgId><IntrBkSttlmDt>2024-07-05</IntrBkSttlmDt>
    </GrpHdr><TxInf><RtrId>X</RtrId><RtrdIntrBkSttlmAmt Ccy="EUR">3</RtrdIntrBkSttlmAmt>
    <OrgnlTxRef><Dbtr><Pty><Nm>Payer</Nm></Pty></Dbtr><Cdtr><Pty><Nm>Payee</Nm></Pty></Cdtr>
    </OrgnlTxRef></TxInf></PmtRtr></Document>"""
    payment = read_one(data)
    assert (payment.debtor_name, payment.creditor_name) == ("Payee", "Payer")
