import pytest

from nostro.linking.draft_store import DraftStore
from nostro.linking.drafts import link_drafts, merge_drafts
from nostro.matching import Index
from nostro.model.entities import Entity, listed_parties
from nostro.model.errors import UsageError, WorkspaceError

DATASET = "announcement:2024-09-19-0a1b2c3d"


def party(entity_id, name, schema="Company", program="UKRAINE-EO13660", **props):
    dataset = DATASET if entity_id.startswith("draft") else "us_ofac_sdn"
    entity = Entity(id=entity_id, schema=schema, datasets=[dataset], target=True)
    entity.add("name", name)
    for prop, value in props.items():
        entity.add(prop, value)
    sanction = Entity(id=f"{entity_id}-sanction", schema="Sanction", datasets=[dataset])
    sanction.add("entity", entity_id)
    sanction.add("program", program)
    return [entity, sanction]


LISTED = [
    *party("ofac-22488", "TSMRBANK, OOO", bikCode="044525059"),
    *party("ofac-24026", "RUSSIAN FINANCIAL CORPORATION", swiftBic="RFCBRUMM", program="SYRIA"),
    *party("ofac-1", "NIKULIN", "Vessel"),
]
INDEX = Index.build(LISTED)
BY_ID = {p.entity.id: p for p in listed_parties(LISTED)}


def link(*drafts):
    return link_drafts([entity for draft in drafts for entity in draft], INDEX, BY_ID)


def test_an_identifier_decides_whatever_the_name():
    (resolved,) = link(party("draft-1", "Other Words Bank", swiftBic="RFCBRUMM"))
    assert resolved.entity_id == "ofac-24026"
    assert resolved.why == "same bic RFCBRUMM"


def test_a_name_links_to_an_entry_of_the_same_kind_only():
    bank, person = link(party("draft-1", "TSMRBANK OOO"), party("draft-2", "Nikulin", "Person"))
    assert bank.entity_id == "ofac-22488"
    assert (person.entity_id, person.state) == (None, "new")


def test_a_change_adds_only_what_the_entry_lacks():
    (resolved,) = link(
        party("draft-1", "TSMRBANK, OOO", alias="CMRBank", bikCode="044525059", program="DPRK")
    )
    assert resolved.state == "change"
    assert resolved.adds == {"alias": ["CMRBank"], "program": ["DPRK"]}


def test_a_change_keeps_the_entry_and_its_additions_stand_beside_it():
    draft = party("draft-1", "TSMRBANK, OOO", alias="CMRBank", program="DPRK", swiftBic="TSMRRUMM")
    entry, addition = listed_parties(merge_drafts(link(draft), BY_ID))
    assert entry.entity.id == "ofac-22488"
    assert entry.entity.names() == ["TSMRBANK, OOO"]
    assert entry.entity.referents == ["draft-1"]
    assert entry.programmes == ["UKRAINE-EO13660", "DPRK"]
    assert (addition.entity.id, addition.entity.referents) == ("draft-1", ["ofac-22488"])
    assert addition.entity.caption == "TSMRBANK, OOO"
    assert addition.entity.names() == ["CMRBank"]
    assert addition.entity.get("swiftBic") == ["TSMRRUMM"]
    assert addition.programmes == ["DPRK"]
    assert BY_ID["ofac-22488"].programmes == ["UKRAINE-EO13660"], "the list stays as it was"


def test_a_draft_that_adds_no_name_or_code_adds_its_listing_alone():
    draft = party("draft-1", "TSMRBANK, OOO", program="DPRK", country="ru")
    (entry,) = listed_parties(merge_drafts(link(draft), BY_ID))
    assert entry.programmes == ["UKRAINE-EO13660", "DPRK"]


def test_a_new_party_stays_as_it_is():
    (entity, sanction) = merge_drafts(link(party("draft-1", "Stroytreyd LLC")), BY_ID)
    assert (entity.id, sanction.get("entity")) == ("draft-1", ["draft-1"])


def test_decisions_on_drafts_survive_the_same_announcement(tmp_path):
    store = DraftStore(tmp_path)
    entities = [*party("draft-1", "Stroytreyd LLC"), *party("draft-2", "Timer Bank")]
    store.keep(DATASET, "2024-09-19", entities)
    store.decide("draft-1", "accepted")
    assert store.keep(DATASET, "2024-09-19", entities).status == {
        "draft-1": "accepted",
        "draft-2": "draft",
    }
    assert [entity.id for entity in store.accepted()] == ["draft-1", "draft-1-sanction"]


def test_an_unknown_draft_is_said_to_be_unknown(tmp_path):
    with pytest.raises(UsageError, match="no draft x-1"):
        DraftStore(tmp_path).decide("x-1", "accepted")


def test_a_damaged_draft_file_is_named(tmp_path):
    (tmp_path / "a.json").write_text("{")
    with pytest.raises(WorkspaceError, match=r"a\.json"):
        DraftStore(tmp_path).records()
