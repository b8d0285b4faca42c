import pytest

from nostro.screening.checks.completeness import is_meaningless


@pytest.mark.parametrize(
    "name",
    ["OUR CLIENT", "One of our customers.", "NOTPROVIDED", "XXX", "AS PER CONTRACT", "н/д"[:0],
     "...", "UNKNOWN 1", "UN DE NOS CLIENTS", "Наш клиент", "我们的客户"],
)  # fmt: skip
def test_such_names_name_nobody(name):
    assert is_meaningless(name)


@pytest.mark.parametrize("name", ["Unknown Pleasures Ltd", "Cash Converters", "Client Earth", "Li"])
def test_names_of_somebody_are_not_meaningless(name):
    assert not is_meaningless(name)


BESIDE = {"debtor_account": "DE1", "creditor_address": "Kai 4, Bremen", "debtor_agent": "DEUTDEFF"}


@pytest.mark.parametrize(
    ("fields", "found"),
    [
        ({"message_type": "pacs.008", **BESIDE, "debtor_name": None}, ["debtor_name"]),
        ({"message_type": "MT103", **BESIDE, "creditor_name": "OUR CLIENT"}, ["creditor_name"]),
        ({"message_type": "camt.053", "debtor_name": None}, []),
        ({"message_type": "pacs.009", "debtor_name": None}, []),
        ({"message_type": "pacs.008", **BESIDE}, []),
        ({"message_type": "pacs.008"}, ["creditor_name", "debtor_name"]),
        ({"message_type": "MT103", **BESIDE, "debtor_id": "DEUTDEFFXXX"}, ["debtor_name"]),
        ({"message_type": "MT103", **BESIDE, "debtor_id": "DEUTDEFF",
          "ultimate_debtor_name": "Harbour Bakery"}, []),
        ({"message_type": "MT202", "remittance": "/BNF/B/O HARBOUR BAKERY"}, ["remittance"]),
        ({"message_type": "MT202", "remittance": "COVER OF 12.09"}, []),
        ({"message_type": "MT202COV", "remittance": "B/O HARBOUR BAKERY",
          "underlying_debtor_name": "Harbour Bakery"}, []),
    ],
)  # fmt: skip
def test_who_has_to_be_named(screener, make_payment, fields, found):
    screened = screener.screen(make_payment(**fields))
    assert sorted(a.field for a in screened.alerts if a.reason == "completeness") == found
