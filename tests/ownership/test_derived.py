from datetime import date

import pytest

from nostro.ownership import derived_entities, solve

DAY = date(2024, 9, 20)


def derived(entities, *listed, regime="ofac", **options):
    """The datasets of the derived parties by id, and the reasons of their Sanctions."""
    answers = solve(entities, listed, regime=regime, as_of=DAY)
    found = derived_entities(answers, entities, **options)
    parties = {entity.id: entity.datasets[0] for entity in found if entity.schema == "Company"}
    reasons = {e.first("entity"): e.get("reason") for e in found if e.schema == "Sanction"}
    return parties, reasons


def test_the_blocked_ones_have_a_sanction_that_freezes(owned):
    entities = owned(("x", "a", "50"), ("x", "b", "39"))
    found = derived_entities(solve(entities, ["x"], as_of=DAY), entities)
    party, sanction = found
    assert (party.id, party.schema, sanction.schema) == ("a", "Company", "Sanction")
    assert party.datasets == sanction.datasets == ["derived:ownership-ofac"]
    assert sanction.get("entity") == ["a"]
    assert sanction.get("status") == ["derived"]
    assert sanction.get("provisions") == ["freeze"]
    assert entities[1].datasets == []


@pytest.mark.parametrize(("percent", "near"), [("49", True), ("40", True), ("39.99", False)])
def test_a_share_ten_points_below_the_rule_is_near_it(owned, percent, near):
    parties, _ = derived(owned(("x", "a", percent)), "x")
    assert parties == ({"a": "derived:near-ownership-ofac"} if near else {})


def test_how_near_is_one_setting(owned):
    entities = owned(("x", "a", "40"), ("x", "b", "30"))
    assert derived(entities, "x", near=0)[0] == {}
    assert set(derived(entities, "x", near=20)[0]) == {"a", "b"}


def test_the_reason_has_the_chain(owned):
    _, reasons = derived(owned(("x", "a", "60"), ("a", "b", "45")), "x")
    assert reasons["b"] == [
        "45 % held by blocked owners: X, A", "X holds 60 % of A", "A holds 45 % of B",
    ]  # fmt: skip


def test_where_shares_are_not_added_up_a_joint_holding_is_near(owned):
    """UK: two parties with 30 % each may have an arrangement between them; a person asks."""
    entities = owned(("x", "a", "30"), ("y", "a", "30"), ("x", "b", "50"))
    parties, reasons = derived(entities, "x", "y", regime="uk")
    assert parties == {"a": "derived:near-ownership-uk", "b": "derived:near-ownership-uk"}
    assert reasons["a"][0].endswith("(60 % together)")


@pytest.mark.parametrize(
    ("words", "near"),
    [
        ("right-to-appoint-and-remove-directors", True),
        ("significant influence or control", True),
        ("voting-rights-25-to-50-percent", False),
        ("beneficial owner", False),
    ],
)
def test_control_by_the_words_of_a_register_is_near_in_the_eu_and_the_uk(owned, words, near):
    entities = owned(("x", "a", "25"))
    entities[-1].add("role", words)
    for regime in ("eu", "uk"):
        parties, _ = derived(entities, "x", regime=regime)
        assert set(parties) == ({"a"} if near else set())
    assert derived(entities, "x", regime="ofac")[0] == {}
