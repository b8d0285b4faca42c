"""Entries of account statements as payments."""

from datetime import UTC, datetime

import pytest

from nostro.model.payments import Notice, Payment
from nostro.model.problems import Problem
from nostro.payments import read_messages

ACCOUNT = """<Acct><Id><IBAN>DE89370400440532013000</IBAN></Id><Ownr><Nm>Owner</Nm></Ownr>
<Svcr><FinInstnId><BICFI>DEUTDEFF</BICFI></FinInstnId></Svcr></Acct>"""
PARTIES = """<RltdPties><Dbtr><Pty><Nm>Payer</Nm></Pty></Dbtr><Cdtr><Pty><Nm>Payee</Nm></Pty></Cdtr>
</RltdPties><RltdAgts><DbtrAgt><FinInstnId><BICFI>RFCBRUMM</BICFI></FinInstnId></DbtrAgt>
<CdtrAgt><FinInstnId><BICFI>TIMERU2K</BICFI></FinInstnId></CdtrAgt></RltdAgts>"""


def entry(details="", *, indicator="CRDT", reversal="", after=""):
    undone = f"<RvslInd>{reversal}</RvslInd>" if reversal else ""
    return (
        f'<Ntry><Amt Ccy="EUR">5.00</Amt><CdtDbtInd>{indicator}</CdtDbtInd>{undone}'
        "<BookgDt><Dt>2024-07-02</Dt></BookgDt><AcctSvcrRef>R1</AcctSvcrRef>"
        f"<NtryDtls>{details}</NtryDtls>{after}</Ntry>"
    )


def details(inside=PARTIES, *, amount="", name="T1"):
    return f"<TxDtls><Refs><TxId>{name}</TxId></Refs>{amount}{inside}</TxDtls>"


def statement(*entries, account=ACCOUNT, message="BkToCstmrStmt", batch="Stmt"):
    inside = f"<Id>S</Id>{account}<Bal><Amt Ccy='EUR'>9.00</Amt></Bal>{''.join(entries)}"
    return (
        f"<Document><{message}><GrpHdr><MsgId>M</MsgId></GrpHdr>"
        f"<{batch}>{inside}</{batch}></{message}></Document>"
    ).encode()


def read(data):
    return list(read_messages(data, "s.xml"))


def payments_of(data):
    return [item for item in read(data) if isinstance(item, Payment)]


@pytest.mark.parametrize(
    ("message", "batch", "message_type"),
    [
        ("BkToCstmrAcctRpt", "Rpt", "camt.052"),
        ("BkToCstmrStmt", "Stmt", "camt.053"),
        ("BkToCstmrDbtCdtNtfctn", "Ntfctn", "camt.054"),
        ("BkToCstmrStmtV01", "Stmt", "camt.053"),
    ],
)
def test_a_credit_comes_from_the_counterparty_to_the_owner(message, batch, message_type):
    (payment,) = payments_of(statement(entry(details()), message=message, batch=batch))
    assert payment.message_type == message_type
    assert (payment.debtor_name, payment.debtor_agent) == ("Payer", "RFCBRUMM")
    assert (payment.creditor_name, payment.creditor_agent) == ("Owner", "DEUTDEFF")
    assert payment.creditor_account == "DE89370400440532013000"
    assert (payment.payment_id, payment.amount_minor) == ("M/T1", 500)
    assert payment.booked_at == datetime(2024, 7, 2, tzinfo=UTC)
    assert payment.other["RltdPties/Cdtr/Pty/Nm"] == "Payee"
    assert payment.origins["creditor_name"] == f"{batch}/Acct/Ownr/Nm"


def test_a_debit_goes_from_the_owner_to_the_counterparty():
    (payment,) = payments_of(statement(entry(details(), indicator="DBIT")))
    assert (payment.debtor_name, payment.debtor_agent) == ("Owner", "DEUTDEFF")
    assert (payment.creditor_name, payment.creditor_agent) == ("Payee", "TIMERU2K")


@pytest.mark.parametrize("reversal", ["true", "1"])
def test_a_reversal_brings_money_back_from_whom_it_went_to(reversal):
    """A credit that undoes a debit: its parties are those of the debit, its direction is not."""
    (payment,) = payments_of(statement(entry(details(), reversal=reversal)))
    assert (payment.debtor_name, payment.debtor_agent) == ("Payee", "TIMERU2K")
    assert payment.creditor_name == "Owner"
    (payment,) = payments_of(statement(entry(details(), indicator="DBIT", reversal=reversal)))
    assert (payment.debtor_name, payment.creditor_name) == ("Owner", "Payer")


@pytest.mark.parametrize("indicator", ["", "CREDIT"])
def test_an_entry_that_is_neither_credit_nor_debit_is_a_problem(indicator: str):
    items = read(statement(entry(details(), indicator=indicator)))
    assert [item.code for item in items if isinstance(item, Problem)] == ["bad-value"]
    assert any("Payer" in item.parties for item in items if isinstance(item, Notice))


def test_each_transaction_of_an_entry_is_a_payment_with_its_own_amount():
    amounts = [
        '<Amt Ccy="EUR">2.00</Amt>',
        '<AmtDtls><TxAmt><Amt Ccy="USD">3</Amt></TxAmt></AmtDtls>',
    ]
    two = "".join(details(name=f"T{n}", amount=amount) for n, amount in enumerate(amounts))
    first, second = payments_of(statement(entry(two)))
    assert (first.amount_minor, second.amount_minor, second.currency) == (200, 300, "USD")
    assert [first.location, second.location] == ["transaction 1", "transaction 2"]
    assert first.other["Ntry/Amt"] == "EUR 5.00"


def test_the_amount_of_an_entry_is_not_told_for_each_of_its_transactions():
    items = read(statement(entry(details(name="A") + details(name="B"))))
    problems = [item for item in items if isinstance(item, Problem)]
    assert [problem.code for problem in problems] == ["bad-value", "bad-value"]
    assert any("Payer" in item.parties for item in items if isinstance(item, Notice))


def test_where_nobody_is_named_the_bank_of_the_account_stands_there():
    (payment,) = payments_of(statement(entry(indicator="DBIT")))
    assert (payment.creditor_name, payment.creditor_agent) == (None, "DEUTDEFF")
    assert payment.payment_id == "M/R1"


def test_the_bank_of_an_account_is_known_by_its_iban():
    account = "<Acct><Id><IBAN>CH9300762011623852957</IBAN></Id></Acct>"
    (payment,) = payments_of(statement(entry(), account=account))
    assert (payment.debtor_agent, payment.debtor_agent_country) == ("00762", "CH")
    assert payment.creditor_account == "CH9300762011623852957"


def test_text_of_the_entry_goes_with_its_payments_and_balances_with_the_notice():
    after = "<AddtlNtryInf>coal for Nampo</AddtlNtryInf>"
    payment, notice = read(statement(entry(details(), after=after)))
    assert payment.remittance == "coal for Nampo"
    assert notice.other["Stmt/Bal/Amt"] == "EUR 9.00"
    assert notice.parties == ["Owner"]
    assert (notice.notice_id, notice.accounts) == ("M", ["DE89370400440532013000"])


def test_each_statement_of_a_message_has_its_own_account():
    one = statement(entry(details())).decode()
    start, end = one.index("<Stmt>"), one.index("</Stmt>") + len("</Stmt>")
    other = one[start:end].replace("Owner", "Other").replace("T1", "T2")
    first, second, notice = read((one[:end] + other + one[end:]).encode())
    assert (first.creditor_name, second.creditor_name) == ("Owner", "Other")
    assert notice.parties == ["Owner", "Other"]
    assert notice.other["Stmt[2]/Bal/Amt"] == "EUR 9.00"


def test_a_statement_without_entries_is_a_notice():
    (notice,) = read(statement())
    assert notice.message_type == "camt.053"
    assert notice.other["Stmt/Id"] == "S"


def test_an_entry_with_very_many_transactions_is_read_piece_by_piece():
    """12 MB in one entry: no transaction is lost, and none takes the amount of the entry."""
    amount = '<Amt Ccy="EUR">1.00</Amt>'
    padding = f"<RmtInf><Ustrd>{'x' * 300}</Ustrd></RmtInf>"
    count = 20_000
    many = "".join(details(PARTIES + padding, amount=amount, name=f"T{n}") for n in range(count))
    without = details(name="last")
    items = read(statement(entry(many + without, after="<AddtlNtryInf>coal</AddtlNtryInf>")))
    found = [item for item in items if isinstance(item, Payment)]
    assert [payment.payment_id for payment in found] == [f"M/T{n}" for n in range(count)]
    assert {payment.amount_minor for payment in found} == {100}
    assert [item.code for item in items if isinstance(item, Problem)] == ["bad-value"]
    assert any("coal" in item.text for item in items if isinstance(item, Notice))
