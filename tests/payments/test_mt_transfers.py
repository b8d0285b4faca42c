"""Where banks and customers stand in transfers of one payment each."""

import pytest

from nostro.model.payments import Notice, Payment
from nostro.payments.mt import read_fin
from nostro.payments.mt_blocks import Field
from nostro.payments.mt_clearing import clearing_id
from nostro.payments.mt_parties import party_of
from nostro.payments.mt_russian import to_cyrillic


def message(kind: str, text: str, header: str = "") -> str:
    return f"{{1:F01TIMERU2KAXXX0000000000}}{{2:I{kind}RFCBRUMMXXXXN}}{header}{{4:\n{text}-}}"


def payment_of(kind: str, text: str, header: str = "") -> Payment:
    [payment] = read_fin(message(kind, text, header), "m")
    assert isinstance(payment, Payment), payment
    return payment


MT103 = ":20:R\n:32A:240917USD1,\n:50K:ANN\n:59:BOB\n"


def test_the_banks_that_gave_the_instruction_stand_first() -> None:
    text = f"{MT103}:72:/INS/CHASUS33\n/INS/SOME BANK OF\n//HAVANA\n/REC/NONE\n"
    payment = payment_of("103", text)
    assert payment.intermediary_agents == ["CHASUS33"]
    assert payment.intermediary_agent_names == ["SOME BANK OF HAVANA"]
    assert payment.origins["intermediary_agents[0]"] == "72/1"
    assert payment.origins["intermediary_agent_names[0]"] == "72/2-3"
    assert payment.remittance == "/INS/CHASUS33\n/INS/SOME BANK OF\nHAVANA\n/REC/NONE"


def test_the_sender_stands_between_where_another_bank_ordered() -> None:
    payment = payment_of("103", f"{MT103}:52A:DEUTDEFF\n:53A:CHASUS33\n:57A:TIMERU2K\n")
    assert payment.debtor_agent == "DEUTDEFF"
    assert payment.intermediary_agents == ["CHASUS33", "RFCBRUMM"]
    assert payment.creditor_agent == "TIMERU2K"
    assert payment.other == {"sender": "TIMERU2K"}


def test_the_user_header() -> None:
    uetr = "7a562c67-ca16-48ba-b074-65581be6f001"
    header = f"{{3:{{103:TGT}}{{108:MUR}}{{119:STP}}{{111:001}}{{121:{uetr.upper()}}}}}"
    payment = payment_of("103", MT103, header)
    assert (payment.uetr, payment.clearing_system, payment.service_level) == (uetr, "TGT", "G001")
    assert payment.other == {"108": "MUR", "119": "STP"}


def test_remit_text_and_what_no_column_holds() -> None:
    text = (":20:R\n:13C:/RNCTIME/1534+0000\n:23E:PHOB/20.527\n:23E:SDVA\n:32A:240917USD1,\n"
            ":33B:EUR2,\n:36:0,5\n:50K:ANN\n:52A:/D/77\nDEUTDEFF\n:53B:/99\nNEW YORK\n"
            ":59:BOB\n:71F:USD1,\n:71F:USD2,\n:77T:/UEDI/UNH+KIM CHOL\n")  # fmt: skip
    payment = payment_of("103", text, "{3:{119:REMIT}}")
    assert payment.remittance == "/UEDI/UNH+KIM CHOL"
    assert payment.message_type == "MT103"
    assert payment.other == {
        "13C": "/RNCTIME/1534+0000", "23E": "PHOB/20.527", "23E[2]": "SDVA", "33B": "EUR2,",
        "36": "0,5", "52A/1": "/D/77", "53B": "/99\nNEW YORK", "71F": "USD1,", "71F[2]": "USD2,",
        "119": "REMIT",
    }  # fmt: skip
    assert payment.intermediary_agents == ["TIMERU2K"]


def test_an_own_transfer() -> None:
    payment = payment_of("200", ":20:R\n:32A:240917USD1,\n:53B:/77\n:56A:DEUTDEFF\n:57A:CHASUS33\n")
    assert payment.debtor_id == payment.creditor_id == "TIMERU2K"
    assert (payment.debtor_account, payment.debtor_agent) == ("77", "RFCBRUMM")
    assert (payment.creditor_agent, payment.intermediary_agents) == ("CHASUS33", ["DEUTDEFF"])


def test_a_confirmation_of_debit() -> None:
    payment = payment_of("900", ":20:R\n:21:S\n:25:77\n:32A:240917USD1,\n:52A:DEUTDEFF\n")
    assert (payment.debtor_id, payment.debtor_account) == ("RFCBRUMM", "77")
    assert payment.debtor_agent == payment.creditor_agent == "TIMERU2K"
    assert payment.intermediary_agents == ["DEUTDEFF"]
    assert payment.other == {"21": "S"}


def test_a_confirmation_of_credit_from_a_customer_and_from_a_bank() -> None:
    start = ":20:R\n:21:S\n:25P:77\nBNPAFRPP\n:32A:240917USD1,\n"
    payment = payment_of("910", f"{start}:50F:/9\n1/KIM\n3/KP\n:52A:DEUTDEFF\n:56A:CHASUS33\n")
    assert (payment.debtor_name, payment.debtor_agent) == ("KIM", "DEUTDEFF")
    assert (payment.creditor_account, payment.creditor_agent) == ("77", "TIMERU2K")
    assert payment.intermediary_agents == ["CHASUS33"]
    assert payment.other["25P/2"] == "BNPAFRPP"
    payment = payment_of("910", f"{start}:52D:SOME BANK\nHAVANA\n")
    assert (payment.debtor_name, payment.debtor_agent_country) == ("SOME BANK", "CU")


def test_a_message_of_the_network_is_a_notice() -> None:
    text = "{1:F01TIMERU2KAXXX0000000000}{2:O0111200240917DYLPXXXXAXXX00000000002409171201N}"
    [notice] = read_fin(f"{text}{{4:{{175:0715}}{{106:240917TIMERU2K}}{{108:KIM}}}}", "m")
    assert isinstance(notice, Notice)
    assert notice.message_type == "MT011"
    assert notice.other == {"175": "0715", "106": "240917TIMERU2K", "108": "KIM"}


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("//RU044525225.30101810400000000225", ("044525225", "RU")),
        ("//FW021000021", ("021000021", "US")),
        ("//CH012345", ("012345", "US")),
        ("//CP0123", ("0123", "US")),
        ("//SW001234", ("001234", "CH")),
        ("//SC123456", ("123456", "GB")),
        ("//BL37040044", ("37040044", "DE")),
        ("//AT12345", ("12345", "AT")),
        ("//AU123456", ("123456", "AU")),
        ("//IN1234567890A", ("1234567890A", "IN")),
        ("//SC12", ("SC12", "GB")),
        ("//XY12", ("XY12", None)),
        ("//RT", (None, None)),
        ("//FW", (None, None)),
    ],
)
def test_clearing_ids(line: str, expected: tuple[str | None, str | None]) -> None:
    assert clearing_id(line) == expected


@pytest.mark.parametrize(
    ("value", "name", "tax"),
    [
        ("INN7707083893.KPP775001001\nSBERBANK", "SBERBANK", "7707083893"),
        ("INN 770708389312 IVANOV IVAN", "IVANOV IVAN", "770708389312"),
        ("KIO12345,SIEMENS", "SIEMENS", "12345"),
        ("INNOVATION LTD\nMOSCOW", "INNOVATION LTD", None),
        ("INN123 LTD", "INN123 LTD", None),
    ],
)
def test_a_tax_number_before_a_name(value: str, name: str, tax: str | None) -> None:
    party = party_of(Field("50K", f"/40702810900000000001\n{value}"))
    assert (party.name, party.id) == (name, tax)


def test_cyrillic_letters_of_the_russian_transliteration() -> None:
    assert to_cyrillic("OOO mROMAQKAm 'SIEMENS AG' GOROD oLKIN-PODXeZD") == (
        'ООО "РОМАШКА" SIEMENS AG ГОРОД ЁЛКИН-ПОДЬЭЗД'
    )
    assert to_cyrillic("/ACC/ZAcISLITX\n//ScoT 5") == "/ACC/ЗАЧИСЛИТЬ\n//СЧЁТ 5"


def test_a_russian_message_comes_out_in_cyrillic() -> None:
    text = (":20:+R1\n:32A:240917RUB1,\n:50K:/40702810900000000001\nINN7707083893\nOOO mROMAQKAm\n"
            "G.MOSKVA\n:57D://RU044525225.30101810400000000225\nSBERBANK\n:59:/2\nBOB\n"
            ":70:OPLATA PO ScETU\n")  # fmt: skip
    payment = payment_of("103", text)
    assert (payment.debtor_name, payment.debtor_id) == ('ООО "РОМАШКА"', "7707083893")
    assert payment.debtor_address == "Г.МОСКВА"
    assert (payment.creditor_agent, payment.creditor_agent_name) == ("044525225", "СБЕРБАНК")
    assert payment.remittance == "ОПЛАТА ПО СЧЕТУ"
    assert payment.other["50K/3"] == "OOO mROMAQKAm"
    assert payment.other["57D"] == "//RU044525225.30101810400000000225\nSBERBANK"
    assert payment_of("103", text.replace("+R1", "R1")).debtor_name == "OOO mROMAQKAm"
