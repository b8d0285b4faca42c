"""Account statements: an entry is a payment between the account and the other side."""

from datetime import UTC, datetime

import pytest

from nostro.model.payments import Notice, Payment
from nostro.model.problems import Problem
from nostro.payments.mt import read_fin
from nostro.payments.mt_details import details_of

HEAD = "{1:F01CLIENTXXAXXX0000000000}{2:O9401200240917TIMERU2KAXXX00000000002409171201N}{4:\n"
OPEN = ":20:ST1\n:25:40702810900000000001\n:28C:1/1\n:60F:C240916RUB100,\n"
CLOSE = ":62F:C240917RUB90,\n:86:BALANCE AS OF TODAY\n"


def read(
    entries: str, *, head: str = HEAD, opening: str = OPEN
) -> list[Payment | Notice | Problem]:
    return list(read_fin(f"{head}{opening}{entries}{CLOSE}-}}", "m"))


def entry(text: str) -> Payment:
    _, payment = read(text)
    assert isinstance(payment, Payment), payment
    return payment


def test_a_statement_is_a_notice_with_its_balances() -> None:
    [notice] = read("")
    assert isinstance(notice, Notice)
    assert (notice.notice_id, notice.accounts) == ("ST1", ["40702810900000000001"])
    assert notice.agents == ["TIMERU2K", "CLIENTXX"]
    assert notice.text == "BALANCE AS OF TODAY"
    assert notice.other == {"28C": "1/1", "60F": "C240916RUB100,", "62F": "C240917RUB90,"}


@pytest.mark.parametrize(
    ("mark", "side"),
    [("C", "creditor"), ("D", "debtor"), ("RC", "debtor"), ("RD", "creditor"), ("EC", "creditor"),
     ("ED", "debtor"), ("CR", "creditor"), ("DR", "debtor"), ("RCR", "debtor")],
)  # fmt: skip
def test_the_mark_says_on_which_side_the_account_stands(mark: str, side: str) -> None:
    other = "creditor" if side == "debtor" else "debtor"
    payment = entry(f":61:2409160917{mark}1234,5NTRFREF9//B7\n:86:166?32KIM?33 CHOL?31/99\n")
    assert (payment.amount_minor, payment.currency) == (123_450, "RUB")
    assert payment.booked_at == datetime(2024, 9, 16, tzinfo=UTC)
    assert getattr(payment, f"{side}_account") == "40702810900000000001"
    assert getattr(payment, f"{side}_agent") == "TIMERU2K"
    assert getattr(payment, f"{other}_name") == "KIM CHOL"
    assert payment.payment_id == "ST1/B7"
    assert payment.message_type == "MT940"
    assert payment.other["61"].endswith("NTRFREF9//B7")


def test_where_nobody_is_named_the_bank_that_keeps_the_account_stands() -> None:
    payment = entry(":61:240916D5,NCHGNONREF\nMONTHLY\n:86:CHARGES FOR MAY\n")
    assert (payment.debtor_agent, payment.creditor_agent) == ("TIMERU2K", "TIMERU2K")
    assert payment.remittance == "MONTHLY\nCHARGES FOR MAY"
    assert payment.origins["remittance[1]"] == "86"
    assert payment.payment_id == "ST1/1"


def test_without_any_bank_an_entry_is_a_problem_and_a_notice() -> None:
    items = read(":61:240916D5,NCHGNONREF\n:86:KIM CHOL\n", head="")
    assert [type(item) for item in items] == [Notice, Problem, Notice]
    assert isinstance(items[2], Notice)
    assert items[2].text == "KIM CHOL"


@pytest.mark.parametrize(
    ("account", "agent"),
    [
        ("TIMERU2K/77", "TIMERU2K"),
        ("50880050/77", "50880050"),
        ("DE89370400440532013000", "37040044"),
    ],
)
def test_the_account_may_tell_its_bank(account: str, agent: str) -> None:
    opening = OPEN.replace("40702810900000000001", account)
    _, payment = read(":61:240916D5,NCHGNONREF\n", head="", opening=opening)
    assert isinstance(payment, Payment)
    assert payment.debtor_agent == payment.creditor_agent == agent
    assert payment.debtor_account == account.rpartition("/")[2]


def test_a_day_that_there_is_not_is_that_of_entry() -> None:
    _, payment, problem = read(":61:2402300301D6,NCHGNONREF\n")
    assert isinstance(payment, Payment)
    assert f"{payment.booked_at:%Y-%m-%d}" == "2024-03-01"
    assert isinstance(problem, Problem)
    assert problem.code == "bad-value"


def test_a_line_that_is_none_is_a_problem_and_a_notice() -> None:
    items = read(":61:KIM CHOL\n:86:PYONGYANG\n:61:240916D5,NCHGNONREF\n")
    assert [type(item) for item in items] == [Notice, Problem, Notice, Payment]
    assert isinstance(items[2], Notice)
    assert (items[2].text, items[2].other) == ("PYONGYANG", {"61": "KIM CHOL"})


def test_several_statements_in_bare_text() -> None:
    text = f"TIMERU2K\n940\n:20:ST0\n{OPEN[8:]}:61:240916D5,NCHG\n{CLOSE}-\n" + OPEN + CLOSE + OPEN
    items = list(read_fin(text.replace("\n", "\r\n").encode(), "m"))
    assert [item.location for item in items] == ["message 1", "message 1, entry 1", "message 2",
                                                 "message 3"]  # fmt: skip
    assert isinstance(items[1], Payment)
    assert items[1].creditor_agent == "TIMERU2K"


def test_an_interim_report_and_a_bare_statement_message() -> None:
    for kind, text in (("942", ":34F:EURC0,\n:13D:2409161200+0100\n:61:240916C5,NTRFX\n"),
                       ("950", ":60F:C240915EUR0,\n:61:240916C5,S103X\nFAVOUR BOB\n")):  # fmt: skip
        head = f"{{1:F01CLIENTXXAXXX0000000000}}{{2:I{kind}TIMERU2KXXXXN}}{{4:\n"
        notice, payment = read_fin(f"{head}:20:A\n:25:1\n:28C:1/1\n{text}-}}", "m")
        assert isinstance(notice, Notice)
        assert isinstance(payment, Payment)
        assert (payment.message_type, payment.currency) == (f"MT{kind}", "EUR")


def test_details_by_numbers() -> None:
    found = details_of(
        "166?00CREDIT?109909?20EREF+E1?21SVWZ+INVOICE NUMBER 12345 A\nND?22 6?23ABWA+REAL PAYER"
        "?30DRESDEFF508?31DE1450880\n0500194785000?32KARL?33 KAUFMANN?34000",
        "debtor",
    )
    assert (found.name, found.account) == ("KARL KAUFMANN", "DE14508800500194785000")
    assert (found.agent, found.ultimate_debtor) == ("DRESDEFF508", "REAL PAYER")
    assert found.text == "CREDIT\nEREF+E1\nSVWZ+INVOICE NUMBER 12345 AND 6\nABWA+REAL PAYER"
    assert dict(found.rest) == {"?": "166", "?10": "9909", "?34": "000"}


def test_details_by_code_words() -> None:
    text = "/TRTP/SEPA/IBAN/NL91ABNA0417164300/BIC/ABNANL2A/NAME/J DOE/REMI/FUEL/EREF/E1"
    found = details_of(text, "creditor")
    assert found[:3] == ("J DOE", "NL91ABNA0417164300", "ABNANL2A")
    assert found.text == "/TRTP/SEPA\n/REMI/FUEL\n/EREF/E1"
    text = "/ORDP//NAME/ANN/BENM//NAME/BOB/ULTD//NAME/KIM/REMI/USTD//TO CUBA/"
    found = details_of(text, "creditor")
    assert (found.name, found.ultimate_debtor) == ("BOB", "KIM")
    assert found.text == "/REMI/USTD//TO CUBA\nANN"
    found = details_of("/CNTP/NL91ABNA0417164300/ABNANL2A/J DOE/AMSTERDAM/REMI/X", "debtor")
    assert found[:3] == ("J DOE", "NL91ABNA0417164300", "ABNANL2A")
    assert found.text == "AMSTERDAM\n/REMI/X"


def test_plain_details_are_text() -> None:
    assert details_of("123.45 EUR  PAID\n\nTO KIM", "creditor").text == "123.45 EUR PAID\nTO KIM"
