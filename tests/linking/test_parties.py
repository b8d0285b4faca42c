from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nostro.linking.parties import LinkDecision, PartyStore, canonical_ids
from nostro.linking.same_party import Suggestion
from nostro.model.errors import WorkspaceError

NOW = datetime(2024, 9, 23, 8, tzinfo=UTC)
LISTS = {"a-1": "a", "a-2": "a", "b-1": "b", "b-2": "b", "c-1": "c", "c-2": "c"}
ENTRY = st.sampled_from(sorted(LISTS))
PAIR = st.tuples(ENTRY, ENTRY).filter(lambda pair: pair[0] != pair[1])


def suggested(first, second, score=0.99):
    return Suggestion(first=first, second=second, score=score, evidence=[])


def decided(decision, first, second):
    return LinkDecision(decision=decision, first=first, second=second, by="ada", at=NOW, reason="r")


def ids(suggestions=(), decisions=(), known=None, lists=LISTS):
    return canonical_ids(suggestions, decisions, known or {}, lists)


def test_an_entry_alone_is_its_own_party():
    assert ids() == {entry: entry for entry in LISTS}


def test_linked_entries_are_one_party_over_several_lists():
    found = ids([suggested("a-1", "b-1"), suggested("b-1", "c-1")])
    assert found["a-1"] == found["b-1"] == found["c-1"] == "a-1"
    assert found["a-2"] == "a-2"


def test_the_id_stays_when_others_join_and_when_its_entry_is_gone():
    first = ids([suggested("b-1", "c-1")], lists={"b-1": "b", "c-1": "c"})
    assert first["c-1"] == "b-1"
    joined = ids([suggested("a-1", "b-1"), suggested("b-1", "c-1")], known=first)
    assert joined["a-1"] == joined["c-1"] == "b-1"
    left = {entry: name for entry, name in LISTS.items() if entry != "b-1"}
    assert ids([suggested("a-1", "c-1")], known=joined, lists=left)["a-1"] == "b-1"
    assert ids(known=joined, lists={"c-1": "c"})["b-1"] == "b-1"


def test_a_party_that_gets_a_new_id_on_its_list_keeps_its_canonical_one():
    before = ids(lists={"a-1": "a"})
    moved = ids([suggested("a-1", "a-2", 1.0)], known=before, lists={"a-2": "a"})
    assert moved["a-2"] == "a-1"
    assert ids(known=moved, lists={"a-2": "a"})["a-2"] == "a-1"


def test_what_a_person_broke_stays_broken_also_by_way_of_a_third():
    links = [suggested("a-1", "b-1"), suggested("a-1", "c-1"), suggested("b-1", "c-1")]
    found = ids(links, [decided("unlink", "a-1", "b-1")])
    assert found["a-1"] != found["b-1"]
    known = ids(links)
    assert ids(links, [decided("unlink", "a-1", "b-1")], known)["b-1"] != known["a-1"]


def test_a_person_may_link_what_is_not_suggested_and_the_last_decision_holds():
    link, unlink = decided("link", "a-1", "a-2"), decided("unlink", "a-2", "a-1")
    assert ids([], [link])["a-2"] == "a-1"
    assert ids([], [link, unlink])["a-2"] == "a-2"
    assert ids([], [unlink, link])["a-2"] == "a-1"


def test_suggestions_do_not_join_entries_of_one_list():
    found = ids([suggested("a-1", "b-1", 0.9), suggested("a-2", "b-1", 0.8)])
    assert found["b-1"] == "a-1"
    assert found["a-2"] == "a-2"


@given(st.lists(PAIR, max_size=8), st.lists(PAIR, max_size=3), st.lists(PAIR, max_size=8))
def test_ids_are_stable_and_decisions_hold(links, broken, earlier):
    known = ids([suggested(*pair) for pair in earlier])
    decisions = [decided("unlink", *pair) for pair in broken]
    found = ids([suggested(*pair) for pair in links], decisions, known)
    assert all(found[a] != found[b] for a, b in broken)
    assert ids([suggested(*pair) for pair in links], decisions, found) == found
    assert found.keys() == LISTS.keys()


def test_decisions_are_only_added_and_survive(tmp_path):
    store = PartyStore(tmp_path / "links")
    store.suggest([suggested("a-1", "b-1")])
    assert store.update(LISTS)["b-1"] == "a-1"
    store.decide(decided("unlink", "a-1", "b-1"))
    first = (tmp_path / "links" / "decisions.jsonl").read_bytes()
    assert store.update(LISTS)["b-1"] == "b-1"
    store.suggest([suggested("a-1", "b-1"), suggested("a-1", "c-1")])
    assert PartyStore(tmp_path / "links").update(LISTS)["b-1"] == "b-1"
    store.decide(decided("link", "a-1", "b-1"))
    assert (tmp_path / "links" / "decisions.jsonl").read_bytes().startswith(first)
    assert [d.decision for d in store.decisions()] == ["unlink", "link"]
    assert store.update(LISTS)["b-1"] == store.canonical()["a-1"]


def test_a_line_that_a_crash_cut_off_spoils_no_other(tmp_path):
    store = PartyStore(tmp_path)
    store.decide(decided("link", "a-1", "b-1"))
    with (tmp_path / "decisions.jsonl").open("ab") as lines:
        lines.write(b'{"decision":"unl')
    store.decide(decided("unlink", "a-1", "c-1"))
    assert [d.second for d in store.decisions()] == ["b-1", "c-1"]


def test_damaged_parties_are_said_to_be(tmp_path):
    (tmp_path / "parties.json").write_text("{")
    with pytest.raises(WorkspaceError, match=r"parties\.json: cannot be read"):
        PartyStore(tmp_path).canonical()
