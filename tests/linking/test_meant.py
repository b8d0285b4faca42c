"""Which entries an announcement means when it names none."""

from datetime import UTC, date, datetime

import pytest

from nostro.announcements import read_announcement
from nostro.linking.meant import entries_meant, source_of
from nostro.lists.versions import VersionStore
from nostro.sample import SAMPLE

NOW = datetime(2024, 9, 20, 12, tzinfo=UTC)
MEANT = {
    "ofac-22488": "changed", "ofac-24026": "changed", "ofac-50603": "added",
    "ofac-50604": "added", "ofac-50607": "added", "ofac-50610": "added",
}  # fmt: skip


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    store = VersionStore(tmp_path_factory.mktemp("lists"))
    for day in (18, 20):
        store.import_files(
            [SAMPLE / f"lists/ofac-2024-09-{day}"], imported_at=NOW, published=date(2024, 9, day)
        )
    return store


def ask(store, **changed):
    question = {
        "authority": "US Department of the Treasury (OFAC)",
        "day": date(2024, 9, 19),
        "counts": {"entity": 5, "individual": 1, "vessel": 0},
        "places": ["Russia", "South Ossetia"],
    }
    return entries_meant(store, **{**question, **changed})


def test_the_list_of_those_days_says_whom_it_means(store):
    meant = ask(store)
    assert {entry.entity_id: entry.change for entry in meant.entries} == MEANT
    assert meant.reconciles


def test_other_counts_do_not_reconcile(store):
    assert not ask(store, counts={"entity": 3, "individual": 1}).reconciles


def test_places_narrow_the_entries_where_the_counts_do_not_add_up(store):
    meant = ask(store, counts={"entity": 1}, places=["South Ossetia"])
    assert [entry.entity_id for entry in meant.entries] == ["ofac-50604"]
    assert meant.reconciles


def test_nothing_is_said_without_versions_on_both_sides(store):
    assert ask(store, day=date(2024, 9, 18)) is None
    assert ask(store, day=date(2024, 10, 30)) is None
    assert ask(store, authority="Global Affairs Canada") is None


def test_authorities_and_their_lists():
    assert source_of("U.S. Treasury Department") == "us_ofac_sdn"
    assert source_of("UN Security Council 1718 Committee") == "un_sc_sanctions"
    assert source_of(None) is None


@pytest.mark.shared
def test_a_news_article_that_names_nobody(store, shared):
    text = (shared / "seed" / "article.txt").read_text(encoding="utf-8")
    record = read_announcement(text, published=date(2024, 9, 19)).to_dict()
    (action,) = [a for a in record["actions"] if (a["verb"], a["scope"]) == ("designate", "this")]
    assert action["targets"] == []
    assert source_of(action["authority"]) == "us_ofac_sdn"
    assert action["date"] == "2024-09-19"
    assert action["hedged"] is True
    assert (action["counts"]["entity"], action["counts"]["individual"]) == (5, 1)
    places = [place if isinstance(place, str) else place["name"] for place in record["places"]]
    assert {"Russia", "North Korea", "South Ossetia"} <= set(places)
    assert record["contested"] == [{"name": "South Ossetia", "code": "x-so", "country": "GE"}]
    meant = ask(
        store,
        authority=action["authority"],
        day=date.fromisoformat(action["date"]),
        counts=action["counts"],
        places=places,
    )
    assert {entry.entity_id: entry.change for entry in meant.entries} == MEANT
    assert meant.reconciles
