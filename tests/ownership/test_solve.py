"""Who is blocked through whom: the published rules, and a plain twin of the solver."""

from datetime import date
from fractions import Fraction

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nostro.model.entities import Entity, read_entities
from nostro.ownership import RULES, solve
from nostro.sample import SAMPLE

DAY = date(2024, 9, 20)


def answers(entities, blocked, regime="ofac", day=DAY):
    return {a.entity_id: a for a in solve(entities, blocked, regime=regime, as_of=day)}


def test_ofac_faq_401_half_of_a_half_cascades(owned):
    """X owns 50 % of A, and A 50 % of B: B is blocked, for A counts whole (FAQ 401)."""
    found = answers(owned(("x", "a", "50"), ("a", "b", "50")), ["x"])
    assert found["a"].blocked
    assert found["b"].blocked
    assert found["b"].share_percent == 50
    assert found["b"].owners == ["a"]


def test_ofac_faq_401_a_quarter_stops_the_cascade(owned):
    """X owns 25 % of A, and A 100 % of B: neither is blocked."""
    found = answers(owned(("x", "a", "25"), ("a", "b", "100")), ["x"])
    assert not found["a"].blocked
    assert "b" not in found


@pytest.mark.parametrize(
    ("rows", "blocked"),
    [
        ([("x", "a", "50"), ("x", "b", "50"), ("a", "c", "25"), ("b", "c", "25")], "abc"),
        ([("x", "a", "50"), ("x", "b", "10"), ("a", "b", "40")], "ab"),
        ([("x", "a", "50"), ("x", "b", "25"), ("a", "c", "25"), ("b", "c", "25")], "a"),
        ([("x", "a", "25"), ("x", "b", "25"), ("a", "c", "50"), ("b", "c", "50")], ""),
        ([("x", "a", "50"), ("x", "b", "10"), ("y", "b", "40")], "ab"),
    ],
    ids=["two halves of a half", "itself and through another", "a quarter adds nothing",
         "two quarters", "another listed party"],
)  # fmt: skip
def test_the_examples_of_ofac_faq_401(owned, rows, blocked):
    found = answers(owned(*rows), ["x", "y"])
    assert {name for name, answer in found.items() if answer.blocked} == set(blocked)


def test_shares_of_several_blocked_owners_are_added_up(owned):
    found = answers(owned(("x", "c", "30"), ("y", "c", "20")), ["x", "y"])
    assert found["c"].blocked
    assert found["c"].share_percent == 50
    assert found["c"].owners == ["x", "y"]


def test_a_share_just_below_is_told_and_does_not_block(owned):
    found = answers(owned(("x", "c", "49.99 %"), ("z", "c", "50.01 %")), ["x"])
    assert not found["c"].blocked
    assert found["c"].share_percent == 49.99
    assert [step.owner for step in found["c"].chain] == ["x"]


@pytest.mark.parametrize(
    ("regime", "one", "two", "half"),
    [("ofac", True, True, True), ("eu", True, True, True), ("uk", True, False, False)],
)
def test_regimes_differ_at_half_and_in_aggregation(owned, regime, one, two, half):
    entities = owned(
        ("x", "one", "51"), ("x", "two", "26"), ("y", "two", "25"), ("x", "half", "50")
    )
    found = answers(entities, ["x", "y"], regime)
    assert {name: found[name].blocked for name in ("one", "two", "half")} == {
        "one": one, "two": two, "half": half,
    }  # fmt: skip
    assert RULES[regime].source


def test_the_uk_adds_what_one_party_holds_itself_and_through_its_companies(owned):
    """Held indirectly is held (Schedule 1); what two parties hold is not added up."""
    entities = owned(
        ("x", "a", "60"), ("a", "b", "30"), ("x", "b", "30"), ("a", "c", "30"), ("y", "c", "30")
    )
    found = answers(entities, ["x", "y"], "uk")
    assert found["b"].blocked
    assert found["b"].share_percent == 60
    assert not found["c"].blocked
    assert found["c"].share_percent == 30
    assert found["c"].owners == ["a", "y"]


def test_more_than_half_in_words_is_more_than_half(owned):
    entities = owned(("x", "a", "more than 50% but not more than 75%"), ("x", "b", "50-75"))
    found = answers(entities, ["x"], "uk")
    assert {name: answer.blocked for name, answer in found.items()} == {"a": True, "b": False}


@pytest.mark.parametrize("percentage", ["", "minority", "<10"])
def test_a_share_that_nobody_knows_is_told(owned, percentage):
    found = answers(owned(("x", "a", percentage)), ["x"])
    assert not found["a"].blocked
    assert found["a"].share_percent == 0
    assert [(step.owner, step.written) for step in found["a"].chain] == [("x", percentage)]


def test_what_is_told_of_a_share_is_exact(owned):
    found = answers(owned(("x", "a", "49.9999999")), ["x"])
    assert (found["a"].blocked, found["a"].share_percent) == (False, 49.9999999)


def test_links_count_only_while_they_are_in_force(owned):
    entities = owned(
        ("x", "past", "80", {"startDate": "2015", "endDate": "2020-12-31"}),
        ("x", "now", "80", {"startDate": "2024-09"}),
        ("x", "future", "80", {"startDate": "2025-01-01"}),
    )
    assert set(answers(entities, ["x"])) == {"now"}
    assert set(answers(entities, ["x"], day=date(2018, 5, 1))) == {"past"}


def test_a_date_with_a_time_is_that_day_and_what_is_no_date_is_no_limit(owned):
    entities = owned(
        ("x", "today", "80", {"startDate": f"{DAY}T12:00:00", "endDate": f"{DAY}T00:00:00"}),
        ("x", "unknown", "80", {"startDate": "unknown", "endDate": ""}),
    )
    assert set(answers(entities, ["x"])) == {"today", "unknown"}


def test_cycles_end_and_do_not_block_by_themselves(owned):
    entities = owned(("a", "b", "100"), ("b", "a", "90"), ("x", "a", "10"))
    found = answers(entities, ["x"])
    assert not found["a"].blocked
    blocked = answers(owned(("a", "b", "100"), ("b", "a", "40"), ("x", "a", "60")), ["x"])
    assert blocked["b"].blocked
    assert blocked["a"].share_percent == 100


def test_equal_links_are_one_holding_and_different_ones_add_up(owned):
    entities = owned(("x", "c", "30"), ("x", "c", "30.0 %"), ("x", "d", "30"), ("x", "d", "21"))
    found = answers(entities, ["x"])
    assert found["c"].share_percent == 30
    assert found["d"].blocked


def test_the_chain_shows_why_with_the_words_of_the_source(owned):
    found = answers(owned(("x", "a", "50-75"), ("a", "b", "60")), ["x"])
    steps = [(s.owner, s.asset, s.percentage, s.written, s.owner_listed) for s in found["b"].chain]
    assert steps == [("x", "a", 50, "50-75", True), ("a", "b", 60, "60", False)]
    assert found["b"].chain[0].record == "x-a-50-75-"
    record = msgspec.to_builtins(found["b"])
    assert {"entity_id", "caption", "blocked", "share_percent", "owners", "chain", "regime",
            "as_of"} == set(record)  # fmt: skip


def test_a_long_chain_is_no_trouble(owned):
    rows = [(f"c{n}", f"c{n + 1}", "100") for n in range(2_000)]
    last = answers(owned(*rows), ["c0"])["c2000"]
    assert last.blocked
    assert last.chain[-1].owner == "c1999"
    assert len(last.chain) == 200


def test_a_thousand_owners_of_one_company_are_no_trouble(owned):
    rows = [(f"x{n}", "c", "0.01") for n in range(4_000)]
    found = answers(owned(*rows), [row[0] for row in rows])
    assert found["c"].share_percent == 40
    assert (len(found["c"].owners), len(found["c"].chain)) == (4_000, 200)


def test_the_sample_has_one_of_each_kind():
    entities = list(read_entities(SAMPLE / "ownership.ftm.json"))
    found = answers(entities, ["ofac-22488", "ofac-24026", "ofac-50610"])
    assert found["sample-vostok"].blocked
    assert found["sample-vostok"].share_percent == 55
    assert found["sample-severny"].share_percent == 49
    assert not found["sample-severny"].blocked
    assert not found["sample-baltic"].blocked
    assert "sample-former" not in found
    companies = [entity for entity in entities if entity.schema == "Company"]
    assert all("Invented" in entity.get("notes")[0] for entity in companies)


NAMES = st.sampled_from("abcdefg")
LINKS = st.dictionaries(st.tuples(NAMES, NAMES), st.integers(1, 100), max_size=16)


def twin(links, listed, rule):
    """Rounds over everything until nothing changes; shares in whole percent."""
    groups = [listed] if rule.aggregates else [{party} for party in listed]
    return set().union(*(rounds(links, group, rule) for group in groups)) - listed


def rounds(links, group, rule):
    blocked = set(group)
    for _ in range(8):
        for asset in "abcdefg":
            held = sum(s for (o, a), s in links.items() if a == asset and o in blocked and o != a)
            if rule.blocks(Fraction(held, 100)):
                blocked.add(asset)
    return blocked


@given(LINKS, st.sets(NAMES, max_size=3), st.sampled_from(sorted(RULES)))
def test_the_solver_agrees_with_its_plain_twin(links, listed, regime):
    entities = [
        Entity(
            id=f"{owner}{asset}",
            schema="Ownership",
            properties={"owner": [owner], "asset": [asset], "percentage": [str(share)]},
        )
        for (owner, asset), share in links.items()
    ]
    found = solve(entities, listed, regime=regime, as_of=DAY)
    assert {a.entity_id for a in found if a.blocked} == twin(links, listed, RULES[regime])
    assert found == solve(reversed(entities), listed, regime=regime, as_of=DAY)


@given(LINKS, st.sets(NAMES, max_size=3), NAMES)
def test_one_more_blocked_owner_never_frees_anybody(links, listed, more):
    entities = [
        Entity(
            id=f"{owner}{asset}",
            schema="Ownership",
            properties={"owner": [owner], "asset": [asset], "percentage": [f"{share} %"]},
        )
        for (owner, asset), share in links.items()
    ]
    fewer = {a.entity_id for a in solve(entities, listed, as_of=DAY) if a.blocked} | listed
    wider = {*listed, more}
    after = {a.entity_id for a in solve(entities, wider, as_of=DAY) if a.blocked} | wider
    assert fewer <= after
