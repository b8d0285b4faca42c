from datetime import UTC, date, datetime
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from nostro.matching import Index
from nostro.model.payments import Notice
from nostro.screening import LookBack, Screener, load_policy, look_back
from nostro.screening.change import EntryChange, ListChange
from nostro.screening.customers import CustomerScreener

PARTIES = {
    "ofac-1": "STROYTREYD LLC",
    "ofac-2": "TIMER BANK, AO",
    "ofac-3": "KOREA KWANGSON BANKING CORP",
    "ofac-4": "OCEAN MARITIME MANAGEMENT COMPANY",
}
NAMES = ["Stroytreyd", "Timer Bank", "Korea Kwangson Banking Corp", "Ocean Maritime", "Nobody"]


def keys(alerts):
    return {(a.payment_id, a.field, a.entity_id, a.reason, a.decision) for a in alerts}


@given(
    before=st.sets(st.sampled_from(sorted(PARTIES))),
    after=st.sets(st.sampled_from(sorted(PARTIES))),
    named=st.lists(st.sampled_from(NAMES), min_size=1, max_size=8),
)
def test_look_back_equals_screening_after_less_screening_before(
    make_listed, make_payment, before, after, named
):
    items = [make_payment(f"p{i}", creditor_name=name) for i, name in enumerate(named)]

    def entities(ids):
        return [entity for key in sorted(ids) for entity in make_listed(key, PARTIES[key])]

    def screen(ids):
        screener = Screener(Index.build(entities(ids)), load_policy(), {})
        return keys(a for item in items for a in screener.screen(item).alerts)

    hits = look_back(
        entities(before - after),
        entities(after - before),
        load_policy(),
        versions_before={},
        versions_after={},
    )
    found = list(hits.over(items))
    assert keys(a for a in found if a.change == "new") == screen(after) - screen(before)
    assert keys(a for a in found if a.change == "reopened") == screen(before) - screen(after)


def test_an_entry_that_gains_an_alias_hits_only_through_it(make_listed, make_payment):
    before = make_listed("ofac-22488", "TSMRBANK, OOO")
    after = make_listed("ofac-22488", "TSMRBANK, OOO", alias="CMRBANK")
    items = [
        make_payment("old", creditor_name="TSMRBANK OOO"),
        make_payment("new", creditor_name="CMRBANK"),
    ]
    hits = look_back(before, after, load_policy(), versions_before={}, versions_after={})
    assert [a.payment_id for a in hits.over(items)] == ["new"]
    assert hits.known == {"ofac-22488": 1}


def change_of(before, after, **more):
    return ListChange(before=before, after=after, versions_before={}, versions_after={}, **more)


def test_a_hit_whose_decision_changes_is_changed_and_not_new(make_listed, make_payment):
    before = make_listed("ofac-1", "STROYTREYD LLC")
    after = make_listed("ofac-1", "SOMETHING ELSE ENTIRELY", weakAlias="STROYTREYD LLC")
    looking = LookBack(change_of(before, after), load_policy())
    (hit,) = looking.over([make_payment(creditor_name="Stroytreyd LLC")])
    assert (hit.change, hit.decision) == ("changed", "review")
    (back,) = LookBack(change_of(after, before), load_policy()).over(
        [make_payment(creditor_name="Stroytreyd LLC")]
    )
    assert (back.change, back.decision) == ("changed", "block")


def test_a_delisting_reopens_what_it_had_stopped(make_listed, make_payment):
    looking = LookBack(change_of(make_listed("ofac-1", "STROYTREYD LLC"), []), load_policy())
    (hit,) = looking.over([make_payment("p7", creditor_name="Stroytreyd LLC"), make_payment("p8")])
    assert (hit.payment_id, hit.change, hit.decision) == ("p7", "reopened", "block")


def test_an_entry_under_a_new_id_is_not_reported_again(make_listed, make_payment):
    before = make_listed("ofac-1", "STROYTREYD LLC")
    after = make_listed("ofac-2", "STROYTREYD LLC", alias="VOSTOKTRANSGAZ")
    looking = LookBack(change_of(before, after, moved={"ofac-1": "ofac-2"}), load_policy())
    items = [
        make_payment("p1", creditor_name="Stroytreyd LLC"),
        make_payment("p2", creditor_name="Vostoktransgaz"),
    ]
    (hit,) = looking.over(items)
    assert (hit.payment_id, hit.entity_id, hit.change) == ("p2", "ofac-2", "new")
    assert looking.known == {"ofac-2": 1}


def test_a_hit_says_on_which_side_of_two_days_its_payment_lies(make_listed, make_payment):
    entry = EntryChange(effective_on=date(2024, 9, 19), fields={"alias": {"added": ["X"]}})
    looking = LookBack(
        change_of(
            [],
            make_listed("ofac-1", "STROYTREYD LLC"),
            entries={"ofac-1": entry},
            in_force_at=datetime(2024, 9, 20, 18, tzinfo=UTC),
        ),
        load_policy(),
    )
    days = [datetime(2024, 9, day, 18, tzinfo=UTC) for day in (18, 19, 20)]
    items = [make_payment(creditor_name="Stroytreyd LLC", booked_at=day) for day in days]
    notice = Notice(notice_id="n", message_type="camt.029", parties=["Stroytreyd LLC"])
    hits = list(looking.over([*items, notice]))
    assert [hit.booked_at for hit in hits] == [*days, None]
    assert [hit.after_effective for hit in hits] == [False, True, True, None]
    assert [hit.after_in_force for hit in hits] == [False, False, True, None]
    assert all(hit.fields == entry.fields for hit in hits)


CUSTOMERS: list[dict[str, Any]] = [
    {"id": "c1", "name": "Ivan Petrov", "schema": "Person", "birthDate": "1965-05-01"},
    {"id": "c2", "name": "Ivan Petrov", "schema": "Person", "birthDate": "1999-01-01"},
    {"id": "c3", "name": "Somebody Else", "identifiers": ["044525059"]},
    {"id": "c4", "name": "Harbour Bakery"},
]


def test_customers_are_judged_by_all_that_is_known_of_them(make_listed):
    before = make_listed("ofac-9", "OLD NAME LLC")
    after = [
        *before,
        *make_listed("ofac-1", "PETROV, Ivan", "Person", birthDate="1965-05-01"),
        *make_listed("ofac-2", "TSMRBANK, OOO", bikCode="044525059"),
    ]

    def screened(entities):
        screener = CustomerScreener(Index.build(entities), load_policy(), {})
        return keys(a for item in screener.screen_all(CUSTOMERS, "c.csv") for a in item.alerts)

    found = list(LookBack(change_of(before, after), load_policy()).over_customers(CUSTOMERS, "c"))
    assert keys(found) == screened(after) - screened(before)
    assert {("c1", "name"), ("c3", "identifiers")} <= {(a.payment_id, a.field) for a in found}
    scores = {a.payment_id: a.score for a in found}
    assert scores["c1"] > scores.get("c2", 0.0)
    assert all((a.change, a.booked_at, a.after_in_force) == ("new", None, None) for a in found)
