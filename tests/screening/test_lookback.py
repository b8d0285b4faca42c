from hypothesis import given
from hypothesis import strategies as st

from nostro.matching import Index
from nostro.screening import Screener, load_policy, look_back

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
