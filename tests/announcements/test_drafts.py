"""Draft designations of the bundled announcement, and what reconciles."""

from datetime import date

import pytest

from nostro.announcements import read_announcement
from nostro.announcements.drafts import draft_entities, reconcile, reconcile_record
from nostro.model.entities import PROPERTIES, listed_parties
from nostro.model.ids import content_hash
from nostro.sample import SAMPLE

DAY = date(2024, 9, 19)


@pytest.fixture(scope="module")
def text():
    return (SAMPLE / "announcement.txt").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def announcement(text):
    return read_announcement(text, DAY)


@pytest.fixture(scope="module")
def parties(announcement, text):
    found = listed_parties(draft_entities(announcement, text))
    return {party.entity.name(): party for party in found}


def test_six_targets_that_reconcile(announcement):
    found = reconcile(announcement)
    assert found.reconciles
    assert found.describe() == "5 entities, 1 individual stated and read"
    assert reconcile_record(announcement.to_dict()) == found


def test_the_drafts_are_the_targets(parties):
    assert {name: party.entity.schema for name, party in parties.items()} == {
        "MRB Bank": "Company",
        "TSMRBANK, OOO": "Company",
        "Dmitry Yuryevich Nikulin": "Person",
        "Russian Financial Corporation Bank, JSC": "Company",
        "Stroytreyd LLC": "Company",
        "Timer Bank, AO": "Company",
    }


def test_names_identifiers_addresses_and_countries(parties):
    tsmrbank = parties["TSMRBANK, OOO"].entity
    assert "CMRBank" in tsmrbank.get("alias")
    assert tsmrbank.get("bikCode") == ["044525059"]
    assert tsmrbank.get("registrationNumber") == ["1157700005759"]
    assert tsmrbank.get("address") == ["ul. Palikha, d. 10, str. 7, Moscow 127055, Russia"]
    rfc = parties["Russian Financial Corporation Bank, JSC"].entity
    assert rfc.get("swiftBic") == ["RFCBRUMM"]
    assert rfc.get("bikCode") == ["044525257"]
    assert rfc.get("alias") == ["RFC Bank"]
    assert parties["Timer Bank, AO"].entity.get("swiftBic") == ["TIMERU2K"]
    assert parties["MRB Bank"].entity.get("country") == ["ge", "x-so"]
    assert parties["MRB Bank"].entity.get("alias") == ['LLC "International Settlement Bank"']


def test_each_draft_has_its_own_sanction(parties):
    for party in parties.values():
        (sanction,) = party.sanctions
        assert sanction.get("status") == ["draft"]
        assert sanction.get("listingDate") == ["2024-09-19"]
        assert sanction.get("authority") == ["US Department of the Treasury (OFAC)"]
    assert "E.O. 14024" in parties["TSMRBANK, OOO"].programmes
    assert "E.O. 14024" not in parties["Timer Bank, AO"].programmes


def test_ids_name_the_announcement(announcement, text):
    digest = content_hash(text)[:8]
    entities = draft_entities(announcement, text)
    assert {entity.datasets[0] for entity in entities} == {f"announcement:2024-09-19-{digest}"}
    assert len({entity.id for entity in entities}) == len(entities)
    assert entities[0].id == f"draft-{digest}-1"
    for entity in entities:
        assert set(entity.properties) <= PROPERTIES[entity.schema]


def test_links_between_targets(announcement, text):
    entities = draft_entities(announcement, text)
    names = {entity.id: entity.name() for entity in entities}
    (office,) = [entity for entity in entities if entity.schema == "Directorship"]
    assert [names[end] for end in office.get("director")] == ["Dmitry Yuryevich Nikulin"]
    assert [names[end] for end in office.get("organization")] == ["TSMRBANK, OOO"]


def test_parties_designated_before_are_no_drafts(announcement, parties):
    earlier = [t.name for a in announcement.actions if a.scope == "earlier" for t in a.targets]
    assert any("Kwangson" in name for name in earlier)
    assert any("Foreign Trade Bank" in name for name in earlier)
    assert not set(earlier) & set(parties)


def test_counts_that_differ_are_told():
    text = "OFAC today designated two companies: Orlo Shipping Ltd."
    found = reconcile(read_announcement(text, DAY))
    assert not found.reconciles
    assert found.differences == {"entity": (2, 1)}
    assert found.describe() == "2 entities stated, 1 entity read"


def test_a_text_without_counts_does_not_reconcile():
    found = reconcile(read_announcement("OFAC today designated Orlo Shipping Ltd.", DAY))
    assert not found.reconciles
    assert found.describe() == "the text states no counts"
