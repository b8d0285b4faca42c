"""SWIFT messages of several transfers: one payment a transaction, general fields shared."""

from nostro.model.payments import Notice, Payment
from nostro.model.problems import Problem
from nostro.payments.mt import read_fin
from nostro.payments.mt_leaves import fin_leaves


def message(kind: str, text: str) -> str:
    return f"{{1:F01TIMERU2KAXXX0000000000}}{{2:I{kind}RFCBRUMMXXXXN}}{{4:\n{text}-}}"


def payments_of(kind: str, text: str) -> list[Payment]:
    return [item for item in read_fin(message(kind, text), "m") if isinstance(item, Payment)]


MT102 = """:20:FILE1
:23:CREDIT
:50K:/11
ANN LTD
:71A:OUR
:21:T1
:32B:EUR10,5
:59:/21
BOB
:70:RENT
:33B:USD12,
:21:T2
:32B:JPY300,
:57A:DEUTDEFF
:59F:/22
1/KIM
3/KP/PYONGYANG
:32A:240917EUR310,5
:19:310,5
:71G:EUR1,
:72:/INS/CHASUS33
"""


def test_an_mt102_takes_its_date_and_settlement_from_the_end() -> None:
    first, second = payments_of("102", MT102)
    assert [p.payment_id for p in (first, second)] == ["FILE1/T1", "FILE1/T2"]
    assert [(p.amount_minor, p.currency) for p in (first, second)] == [(1050, "EUR"), (300, "JPY")]
    assert {f"{p.booked_at:%Y-%m-%d}" for p in (first, second)} == {"2024-09-17"}
    assert {p.debtor_name for p in (first, second)} == {"ANN LTD"}
    assert (first.creditor_agent, second.creditor_agent) == ("RFCBRUMM", "DEUTDEFF")
    assert second.creditor_address == "PYONGYANG, KP"
    assert first.intermediary_agents == ["CHASUS33"]
    assert second.intermediary_agents == ["CHASUS33", "RFCBRUMM"]
    assert (first.remittance, second.remittance) == ("RENT\n/INS/CHASUS33", "/INS/CHASUS33")
    assert first.other["33B"] == "USD12,"
    assert second.other == {"21": "T2", "23": "CREDIT", "32A": "240917EUR310,5", "71A": "OUR",
                            "19": "310,5", "71G": "EUR1,"}  # fmt: skip
    assert first.location == "message 1, transaction 1"


def test_a_cheque_of_an_mt110() -> None:
    [payment] = payments_of(
        "110",
        ":20:ADV\n:21:CHQ1\n:30:240916\n:32B:USD7,\n:50K:ANN\n:52A:DEUTDEFF\n"
        ":59:BOB\nHAVANA, CUBA\n",
    )
    assert (payment.payment_id, payment.amount_minor) == ("ADV/CHQ1", 700)
    assert (payment.debtor_name, payment.debtor_agent) == ("ANN", "DEUTDEFF")
    assert (payment.creditor_name, payment.creditor_country) == ("BOB", "CU")
    assert payment.intermediary_agents == ["TIMERU2K", "RFCBRUMM"]


def test_a_cheque_that_names_no_payer_is_paid_by_the_bank_that_drew_it() -> None:
    [payment] = payments_of("110", ":20:ADV\n:21:C\n:30:240916\n:32A:240917USD7,\n:59:BOB\n")
    assert (payment.debtor_id, payment.debtor_agent) == ("TIMERU2K", "TIMERU2K")
    assert payment.origins["booked_at"] == "30"


def test_an_mt201_moves_the_senders_own_money() -> None:
    payments = payments_of(
        "201",
        ":19:30,\n:30:240916\n:53B:/777\n:20:A\n:32B:USD10,\n:57A:CHASUS33\n"
        ":20:B\n:32B:USD20,\n:56A:DEUTDEFF\n:57D:SOME BANK\n:72:/BNF/TWO\n",
    )
    assert [p.payment_id for p in payments] == ["A", "B"]
    for payment in payments:
        assert payment.debtor_id == payment.creditor_id == "TIMERU2K"
        assert (payment.debtor_account, payment.debtor_agent) == ("777", "RFCBRUMM")
    assert payments[0].creditor_agent == "CHASUS33"
    assert payments[1].creditor_agent_name == "SOME BANK"
    assert payments[1].intermediary_agents == ["DEUTDEFF"]


def test_an_mt203_tells_fields_of_one_name_apart() -> None:
    first, second = payments_of(
        "203",
        ":19:30,\n:30:240916\n:52A:DEUTDEFF\n:72:/BNF/ALL\n:20:A\n:21:RA\n:32B:USD10,\n:58A:CHASUS33\n"
        ":72:/BNF/ONE\n:20:B\n:21:RB\n:32B:USD20,\n:57A:FTBDKPPY\n:58D:SOME BANK\nDANDONG\n",
    )
    assert (first.debtor_id, first.creditor_id) == ("DEUTDEFF", "CHASUS33")
    assert first.remittance == "/BNF/ONE\n/BNF/ALL"
    assert (first.origins["remittance"], first.origins["remittance[1]"]) == ("72/1", "72[2]/1")
    assert (second.creditor_name, second.creditor_agent) == ("SOME BANK", "FTBDKPPY")
    assert second.creditor_address == "DANDONG"
    assert second.other["21"] == "RB"


def test_an_order_without_a_transaction_is_a_problem_and_a_notice() -> None:
    problem, notice = read_fin(message("101", ":20:X\n:50H:/1\nKIM CHOL\n:30:240916\n"), "m")
    assert isinstance(problem, Problem)
    assert problem.code == "incomplete"
    assert isinstance(notice, Notice)
    assert notice.parties == ["KIM CHOL"]


def test_one_broken_transaction_leaves_the_others() -> None:
    items = list(read_fin(message("102", MT102.replace("EUR10,5", "EUR?")), "m"))
    assert [type(item) for item in items] == [Problem, Notice, Payment]
    assert isinstance(items[1], Notice)
    assert "BOB" in items[1].parties


DEBITS = """:20:COLLECT
:30:240918
:51A:ABNANL2A
:50K:/11
GAS WORKS
:52A:DEUTDEFF
:71A:SHA
:72:/ACC/JUNE
:21:D1
:21C:MANDATE7
:32B:EUR10,5
:57A:CHASUS33
:59:/21
BOB
:70:GAS
:33B:USD12,
:21:D2
:32B:EUR5,
:50L:METER READERS
:50K:/12
WATER WORKS
:59F:/22
1/KIM
3/KP/PYONGYANG
:32B:EUR15,5
:19:15,5
:71G:EUR1,
:53A:RFCBRUMM
"""


def test_direct_debits_go_from_debtor_to_creditor() -> None:
    for kind in ("104", "107"):
        first, second = payments_of(kind, DEBITS)
        assert [p.payment_id for p in (first, second)] == ["COLLECT/D1", "COLLECT/D2"]
        assert [(p.amount_minor, p.currency) for p in (first, second)] == [
            (1050, "EUR"),
            (500, "EUR"),
        ]
        assert (first.debtor_name, second.debtor_name) == ("BOB", "KIM")
        assert second.debtor_address == "PYONGYANG, KP"
        assert (first.creditor_name, second.creditor_name) == ("GAS WORKS", "WATER WORKS")
        assert (first.debtor_agent, first.creditor_agent) == ("CHASUS33", "DEUTDEFF")
        assert (second.debtor_agent, second.creditor_agent) == ("RFCBRUMM", "DEUTDEFF")
        assert second.initiating_party_name == "METER READERS"
        assert {f"{p.booked_at:%Y-%m-%d}" for p in (first, second)} == {"2024-09-18"}
        assert (first.remittance, second.remittance) == ("GAS\n/ACC/JUNE", "/ACC/JUNE")
        assert "ABNANL2A" in first.intermediary_agents
        assert "RFCBRUMM" in first.intermediary_agents
        assert first.other["21C"] == "MANDATE7"
        assert (first.other["19"], second.other["19"]) == ("15,5", "15,5")
        assert first.message_type == f"MT{kind}"


def test_every_leaf_of_a_direct_debit_is_held() -> None:
    leaves = list(fin_leaves(message("104", DEBITS)))
    assert [leaf for leaf in leaves if not leaf.is_held] == []


def test_a_direct_debit_without_transactions_is_a_problem_and_a_notice() -> None:
    items = list(read_fin(message("107", ":20:X\n:30:240918\n:50K:ANN\n"), "m"))
    assert [type(item) for item in items] == [Problem, Notice]
