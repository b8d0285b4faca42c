"""The relay through a bank in a contested region, and what only resembles it."""

import msgspec
import pytest

from nostro.network import scan


def relays(payments, entities, **options):
    return [f for f in scan(payments, None, entities, **options) if f.typology == "cutout_relay"]


def ids(finding):
    return set(finding.payment_ids)


def test_value_of_a_listed_party_through_a_contested_region_and_a_front(pay, entities):
    payments = pay(
        ("listed", "cutout", 100_00, 0),
        ("cutout", "front", 98_00, 2),
        ("front", "seller", 96_00, 5),
    )
    (found,) = relays(payments, entities)
    assert found.payment_ids == ["p1", "p2", "p3"]
    assert found.amount_minor == 96_00
    assert [(s["from"], s["to"]) for s in found.evidence["path"]] == [
        ("LISTED", "CUTOUT"), ("CUTOUT", "FRONT"), ("FRONT", "SELLER"),
    ]  # fmt: skip
    assert found.evidence["path"][0]["role"] == (
        "account of a listed party (bank-1) -> account in South Ossetia"
    )
    assert "South Ossetia" in found.explanation
    assert found.score == pytest.approx(sum(found.evidence["score"].values()))


def test_a_listed_partys_account_at_the_bank_itself_is_a_start(pay, entities):
    payments = pay(("held", "front", 100_00, 0), ("front", "seller", 97_00, 3))
    (found,) = relays(payments, entities)
    assert found.payment_ids == ["p1", "p2"]


def test_a_split_and_merge_in_one_hop(pay, entities):
    payments = pay(
        ("held", "front", 100_00, 0),
        ("front", "other", 60_00, 1), ("front", "other", 39_00, 2),
        ("other", "seller", 98_00, 4),
    )  # fmt: skip
    (found,) = relays(payments, entities)
    assert ids(found) == {"p1", "p2", "p3", "p4"}
    assert found.evidence["rounds"] == 1


def test_two_ways_that_meet_again(pay, entities):
    payments = pay(
        ("held", "front", 100_00, 0),
        ("front", "way1", 55_00, 1), ("front", "way2", 44_00, 1),
        ("way1", "seller", 54_50, 3), ("way2", "seller", 44_00, 4),
    )  # fmt: skip
    (found,) = relays(payments, entities)
    assert ids(found) == {"p1", "p2", "p3", "p4", "p5"}


def test_two_payments_sent_on_as_one(pay, entities):
    payments = pay(
        ("held", "front", 40_00, 0), ("held", "front", 60_00, 1), ("front", "seller", 99_00, 3)
    )
    (found,) = relays(payments, entities)
    assert ids(found) == {"p1", "p2", "p3"}


def test_rounds_of_one_scheme_are_one_finding(pay, entities):
    rows = [
        row
        for start in range(0, 80, 20)
        for row in (
            ("held", "front", 100_00 + start, start),
            ("front", "seller", 97_00 + start, start + 3),
        )
    ]  # fmt: skip
    (found,) = relays(pay(*rows), entities)
    assert len(found.payment_ids) == 8
    assert found.evidence["rounds"] == 4


def test_payments_of_the_shop_next_door_stay_out(pay, entities):
    payments = pay(
        ("held", "front", 100_00, 0), ("front", "seller", 97_00, 3),
        ("front", "shop", 2_00, 1), ("front", "shop", 3_50, 2), ("shop", "other", 97_00, 4),
    )  # fmt: skip
    (found,) = relays(payments, entities)
    assert ids(found) == {"p1", "p2"}


@pytest.mark.parametrize(
    "rows",
    [
        [("cutout", "front", 100_00, 0), ("front", "seller", 97_00, 3)],
        [("listed", "shop", 100_00, 0), ("shop", "seller", 97_00, 3)],
        [("held", "front", 100_00, 0), ("front", "seller", 60_00, 3)],
        [("held", "front", 100_00, 0), ("front", "seller", 110_00, 3)],
        [("held", "front", 100_00, 0), ("front", "seller", 97_00, 11)],
        [("held", "front", 100_00, 5), ("front", "seller", 97_00, 3)],
        [("held", "front", 100_00, 0), ("front", "seller", 97_00, 11, "EUR")],
        [("held", "cutout", 100_00, 0), ("cutout", "held", 97_00, 3)],
    ],
    ids=["nobody listed", "no contested region", "too little", "too much", "too late",
         "before it came", "too late in another currency", "never leaves"],
)  # fmt: skip
def test_what_is_no_relay(rows, pay, entities):
    assert relays(pay(*rows), entities) == []


def test_value_of_an_embargoed_country_counts_less_than_a_listed_partys(pay, entities):
    rows = (("cutout", "front", 98_00, 2), ("front", "seller", 96_00, 5))
    (listed,) = relays(pay(("listed", "cutout", 100_00, 0), *rows), entities)
    (korean,) = relays(pay(("korean", "cutout", 100_00, 0), *rows), None)
    assert korean.score < listed.score
    assert korean.evidence["path"][0]["role"].startswith("account of North Korea")


def test_a_bank_is_known_by_its_code(pay, entities):
    (first, *rest) = pay(
        ("x", "cutout", 100_00, 0), ("cutout", "front", 98_00, 2), ("front", "seller", 96_00, 5)
    )
    coded = msgspec.structs.replace(first, debtor_agent="FTBNKPPYXXX")
    (found,) = relays([coded, *rest], entities)
    assert found.evidence["path"][0]["role"].startswith("account at a listed bank (bank-1)")


def test_the_address_of_a_listed_bank_places_its_accounts(pay, entities):
    """The bank's name says nothing of where it is; its entry on the list does."""
    bank, sanction = entities
    placed = msgspec.structs.replace(
        bank, id="bank-2", properties={"name": ["Quiet Bank"], "address": ["Tskhinvali"]}
    )
    marked = msgspec.structs.replace(sanction, id="bank-2-s", properties={"entity": ["bank-2"]})
    payments = [
        msgspec.structs.replace(p, debtor_agent_name="Quiet Bank") if p.debtor_account == "X" else p
        for p in pay(("x", "front", 100_00, 0), ("front", "seller", 97_00, 3))
    ]
    assert relays(payments, entities) == []
    assert len(relays(payments, [*entities, placed, marked])) == 1


def test_the_accounts_table_tells_the_holder(pay, entities):
    payments = pay(
        ("x", "cutout", 100_00, 0), ("cutout", "front", 98_00, 2), ("front", "seller", 96_00, 5)
    )
    rows = [{"account": "X", "holder_name": "Foreign Trade Bank of Nowhere"}]
    assert relays(payments, entities) == []
    (found,) = scan(payments, rows, entities)
    assert found.accounts[0] == "X"


@pytest.mark.parametrize("written", ["X", " x ", "x"])
def test_the_accounts_table_tells_the_listed_party_by_its_id(pay, entities, written):
    payments = pay(
        ("x", "cutout", 100_00, 0), ("cutout", "front", 98_00, 2), ("front", "seller", 96_00, 5)
    )
    (found,) = scan(payments, [{"account": written, "holder_id": "bank-1"}], entities)
    assert found.evidence["path"][0]["role"].startswith("account of a listed party (bank-1)")
    assert list(scan(payments, [{"account": written, "holder_id": "nobody"}], entities)) == []


def test_a_change_of_currency_is_followed_and_told(pay, entities):
    rows = (("held", "front", 100_00, 0), ("front", "seller", 8_700_00, 3, "RUB"))
    (found,) = relays(pay(*rows), entities)
    assert found.payment_ids == ["p1", "p2"]
    assert (found.amount_minor, found.currency) == (8_700_00, "RUB")
    assert found.evidence["converted"] is True
    assert found.evidence["score"]["value kept"] == 0
    assert "changed into RUB" in found.explanation


def test_what_is_whole_in_one_currency_is_not_followed_into_another(pay, entities):
    rows = (
        ("held", "front", 100_00, 0), ("front", "seller", 97_00, 3),
        ("seller", "shop", 4_000_00, 4, "RUB"),
    )  # fmt: skip
    (found,) = relays(pay(*rows), entities)
    assert found.payment_ids == ["p1", "p2"]
    assert found.evidence["converted"] is False


def test_the_currency_changes_once_at_most(pay, entities):
    rows = (
        ("listed", "cutout", 100_00, 0), ("cutout", "front", 9_000_00, 1, "RUB"),
        ("front", "seller", 8_900_00, 2, "RUB"), ("seller", "other", 90_00, 3, "EUR"),
    )  # fmt: skip
    (found,) = relays(pay(*rows), entities)
    assert found.payment_ids == ["p1", "p2", "p3"]


def test_a_bank_in_the_region_may_only_pass_the_payment_on(pay, entities):
    first, second = pay(("listed", "front", 100_00, 0), ("front", "seller", 97_00, 3))
    assert relays([first, second], entities) == []
    through = msgspec.structs.replace(
        first, intermediary_agent_names=["Plain Bank", "Bank of Tskhinvali"]
    )
    (found,) = relays([through, second], entities)
    assert found.payment_ids == ["p1", "p2"]
    assert "through South Ossetia" in found.evidence["path"][0]["role"]


def test_what_was_kept_is_of_the_steps_that_are_shown(pay, entities):
    payments = pay(
        ("held", "front", 100_00, 0), ("front", "seller", 90_00, 3), ("seller", "cutout", 80_00, 4)
    )
    (found,) = relays(payments, entities)
    assert found.payment_ids == ["p1", "p2"]
    assert found.evidence["kept"] == 0.9


def test_separate_schemes_are_separate_findings(pay, entities):
    second = {"held": "FTB2", "front": "FRONT2", "seller": "SELLER2"}
    rows = (("held", "front", 100_00, 0), ("front", "seller", 97_00, 3))
    first, other = pay(*rows), pay(*rows)
    other = [
        msgspec.structs.replace(
            p, debtor_account=second[p.debtor_account.lower()],
            creditor_account=second[p.creditor_account.lower()],
        )
        for p in other
    ]  # fmt: skip
    assert len(relays([*first, *other], entities)) == 2
    meeting = [msgspec.structs.replace(p, creditor_account="SELLER") for p in other[1:]]
    assert len(relays([*first, other[0], *meeting], entities)) == 2


def test_the_corridor_is_two_countries_that_the_path_touches(pay, entities):
    payments = pay(
        ("korean", "cutout", 100_00, 0),
        ("cutout", "front", 98_00, 2),
        ("front", "seller", 96_00, 5),
    )
    assert relays(payments, entities)[0].corridor == ["KP", "RU"]
    assert len(relays(payments, entities, corridor=("KP", "RU"))) == 1
    assert len(relays(payments, entities, corridor=("RU", "KP"))) == 1
    assert relays(payments, entities, corridor=("RU", "IR")) == []


def test_the_country_of_a_bank_is_in_its_bic_and_that_of_a_listed_party_on_its_list(pay, entities):
    bank, sanction = entities
    known = msgspec.structs.replace(bank, properties=bank.properties | {"country": ["kp"]})
    first, second = pay(("held", "front", 100_00, 0), ("front", "other", 97_00, 3))
    coded = msgspec.structs.replace(second, creditor_agent="OTHRAEADXXX")
    assert len(relays([first, coded], [known, sanction], corridor=("AE", "KP"))) == 1
    assert relays([first, second], [known, sanction], corridor=("AE", "KP")) == []


def test_a_busy_account_ends_the_search(pay, entities):
    rows = [("front", "seller", 97_00, 3), *(("front", f"n{n}", 96_00, 4) for n in range(2_100))]
    assert relays(pay(("held", "front", 100_00, 0), *rows), entities) == []
