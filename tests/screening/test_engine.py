import pytest
from hypothesis import given
from hypothesis import strategies as st

from nostro.matching import Index
from nostro.model.entities import Entity
from nostro.model.payments import Notice
from nostro.screening import Screener, load_policy

NAME_FIELDS = [f for f in load_policy().rule["name"].fields if f not in {"parties", "other"}]


def found(screened, reason):
    return [alert for alert in screened.alerts if alert.reason == reason]


@pytest.mark.parametrize("field", NAME_FIELDS)
def test_a_listed_name_is_found_in_every_party_field(screener, make_payment, field):
    text = "Timer Bank AO"
    value = [text] if field.endswith("names") else text
    screened = screener.screen(make_payment(**{field: value}))
    (alert,) = found(screened, "name")
    assert alert.entity_id == "ofac-50610"
    assert alert.field.partition("[")[0] == field
    assert alert.text == text
    assert screened.line.decision == "block"
    assert screened.line.alert_ids == [a.alert_id for a in screened.alerts]


def test_the_matched_words_are_marked(screener, make_payment):
    screened = screener.screen(make_payment(creditor_name="TIMER BANK AO"))
    (alert,) = found(screened, "name")
    start, end = alert.span
    assert "TIMER" in alert.text[start:end]


def test_a_harmless_payment_passes_with_a_line(screener, make_payment):
    screened = screener.screen(make_payment())
    assert screened.alerts == []
    assert screened.line.decision == "pass"


@pytest.mark.parametrize("code", ["FTBDKPPY", "FTBDKPPYXXX", "FTBDKPPY123"])
def test_a_listed_bic_is_found_at_any_branch(screener, make_payment, code):
    screened = screener.screen(make_payment(creditor_agent=code))
    (alert,) = found(screened, "bic")
    assert (alert.entity_id, alert.field, alert.decision) == (
        "ofac-15603", "creditor_agent", "block",
    )  # fmt: skip


def test_a_clearing_id_is_an_identifier(screener, make_payment):
    screened = screener.screen(make_payment(debtor_agent="044525059"))
    assert [a.entity_id for a in found(screened, "identifier")] == ["ofac-22488"]


def test_a_draft_and_a_weak_alias_are_reviewed_not_blocked(screener, make_payment):
    draft = screener.screen(make_payment(creditor_name="Baikal Settlement House"))
    assert draft.line.decision == "review"
    weak = screener.screen(make_payment(creditor_name="Center"))
    assert {a.decision for a in weak.alerts} <= {"review"}


def test_a_party_blocked_through_its_owners_is_called_so(screener, make_payment):
    screened = screener.screen(make_payment(creditor_name="Vostok Ladoga Trading"))
    assert [a.reason for a in screened.alerts] == ["ownership"]


def test_a_name_inside_remittance_text_is_reviewed(screener, make_payment):
    text = "INVOICE 77 FOREIGN TRADE BANK\nOF KOREA FEES"
    (alert,) = found(screener.screen(make_payment(remittance=text)), "free_text")
    assert alert.entity_id == "ofac-15603"
    assert alert.decision == "review"
    assert alert.text[slice(*alert.span)].startswith("FOREIGN TRADE")


def test_a_notice_is_screened_the_same_way(screener):
    notice = Notice(notice_id="n1", message_type="MT199", parties=["Nikulin Dmitry Yuryevich"])
    screened = screener.screen(notice)
    assert [a.entity_id for a in found(screened, "name")] == ["ofac-50603"]


def test_the_same_input_gives_the_same_alerts(screener, make_payment):
    item = make_payment(creditor_name="Timer Bank", remittance="KIM CHOL SAM")
    assert screener.screen(item) == screener.screen(item)


@given(st.text(max_size=60), st.text(max_size=200))
def test_no_text_breaks_screening(screener, make_payment, name, text):
    screened = screener.screen(
        make_payment(debtor_name=name, remittance=text, creditor_address=text)
    )
    for alert in screened.alerts:
        start, end = alert.span
        assert 0 <= start <= end <= len(alert.text)


OTHER = [
    ("name", "RmtInf/Strd/Invcr/Nm", "Timer Bank AO", "ofac-50610"),
    ("free_text", "UltmtDbtr/PstlAdr/AdrLine[2]", "c/o Foreign Trade Bank of Korea", "ofac-15603"),
    ("bic", "ChrgsInf/Agt/FinInstnId/BICFI", "FTBDKPPYXXX", "ofac-15603"),
    ("bic", "54A", "FTBDKPPY", "ofac-15603"),
    ("free_text", "B/59/2", "C/O NIKULIN DMITRY YURYEVICH", "ofac-50603"),
]


@pytest.mark.parametrize("beside", OTHER)
def test_what_a_message_says_beside_the_columns_is_screened(screener, make_payment, beside):
    reason, path, text, entity_id = beside
    screened = screener.screen(make_payment(other={path: text}))
    (alert,) = found(screened, reason)
    assert (alert.entity_id, alert.field) == (entity_id, f"other[{path}]")


def test_a_party_known_from_beside_the_columns_is_reviewed_not_blocked(screener, make_payment):
    screened = screener.screen(make_payment(other={"RmtInf/Strd/Invcr/Nm": "Timer Bank AO"}))
    assert screened.line.decision == "review"


def test_codes_and_amounts_beside_the_columns_are_no_names(screener, make_payment):
    other = {"ChrgBr": "SHAR", "71F": "USD1,00", "PmtTpInf/CtgyPurp/Cd": "CENTER", "23B": "CRED"}
    assert screener.screen(make_payment(other=other)).alerts == []


def test_the_accounts_of_a_notice_are_screened(make_listed):
    account = make_listed("b-1", "NIKULIN, Dmitry", "Person")
    account.append(
        Entity(
            id="b-1-wallet",
            schema="CryptoWallet",
            properties={"publicKey": ["1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa"], "holder": ["b-1"]},
            datasets=["us_ofac_sdn"],
        )
    )
    index = Index.build(account)
    notice = Notice(
        notice_id="n", message_type="MT210", accounts=["1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa"]
    )
    screened = Screener(index, load_policy(), {}).screen(notice)
    assert [alert.entity_id for alert in screened.alerts] == ["b-1"]
