from collections.abc import Iterable

from hypothesis import given
from hypothesis import strategies as st

from nostro.lists.changes import changed_parties, count_changes, diff
from nostro.lists.deltas import Delta, delta
from nostro.model.entities import Entity
from nostro.sample import SAMPLE


def listed(
    number: int,
    programmes: Iterable[str] = ("DPRK",),
    addresses: Iterable[str] = (),
    **properties: list[str],
) -> list[Entity]:
    party = Entity(id=f"x-{number}", schema="Company", target=True)
    for prop, values in properties.items():
        party.add(prop, *values)
    sanction = Entity(id=f"x-{number}-sanction", schema="Sanction")
    sanction.add("entity", party.id)
    sanction.add("program", *programmes)
    places = [
        Entity(id=f"x-{number}-addr-{at}", schema="Address", properties={"full": [text]})
        for at, text in enumerate(addresses)
    ]
    party.add("addressEntity", *(place.id for place in places))
    return [party, sanction, *places]


def test_the_action_of_the_sample(read):
    before = read(SAMPLE / "lists" / "ofac-2024-09-18").entities.values()
    after = read(SAMPLE / "lists" / "ofac-2024-09-20").entities.values()
    changes = {change.entity_id: change for change in diff(before, after)}
    assert {key: change.change for key, change in changes.items()} == {
        "ofac-22488": "changed",
        "ofac-24026": "changed",
        "ofac-50603": "added",
        "ofac-50604": "added",
        "ofac-50607": "added",
        "ofac-50610": "added",
    }
    bank = changes["ofac-22488"]
    assert bank.caption == "TSMRBANK, OOO"
    assert bank.fields == {
        "alias": {"added": ["CMRBANK"], "removed": []},
        "program": {"added": ["DPRK4", "RUSSIA-EO14024"], "removed": []},
    }
    pairs = changed_parties(before, after)
    assert [now.entity.id for _, now in pairs if now] == sorted(changes)
    assert [was.entity.id for was, _ in pairs if was] == ["ofac-22488", "ofac-24026"]


def test_a_removed_party_and_a_moved_one():
    before = listed(1, name=["GONE"]) + listed(2, name=["STAYS"], addresses=["Moscow"])
    after = listed(2, name=["STAYS"], addresses=["Pyongyang"])
    gone, moved = diff(before, after)
    assert (gone.change, gone.caption) == ("removed", "GONE")
    assert gone.fields["program"] == {"added": [], "removed": ["DPRK"]}
    assert moved.fields == {"address": {"added": ["Pyongyang"], "removed": ["Moscow"]}}


def test_a_new_wallet_and_a_new_link_change_their_party():
    before = listed(1, name=["A"]) + listed(2, name=["B"])
    wallet = Entity(
        id="w", schema="CryptoWallet", properties={"holder": ["x-1"], "publicKey": ["0x1"]}
    )
    link = Entity(id="l", schema="UnknownLink", properties={"subject": ["x-1"], "object": ["x-2"]})
    (change,) = diff(before, [*before, wallet, link])
    assert change.fields == {
        "publicKey": {"added": ["0x1"], "removed": []},
        "unknownLinkTo": {"added": ["x-2"], "removed": []},
    }


NAMES = st.lists(st.text("AB ", min_size=1, max_size=4).filter(str.strip), max_size=4)


@given(NAMES, st.randoms(use_true_random=False))
def test_neither_order_nor_white_space_is_a_change(names, chance):
    party = listed(1, name=["N"], alias=names)
    shuffled = [f" {name}  " for name in party[0].get("alias")]
    chance.shuffle(shuffled)
    other = listed(1, name=["N"])
    other[0].properties["alias"] = shuffled
    other.reverse()
    assert diff(party, other) == []


@given(NAMES, NAMES)
def test_a_diff_turned_round_swaps_added_and_removed(old, new):
    before, after = listed(1, name=["N"], alias=old), listed(1, name=["N"], alias=new)
    turned = [
        {prop: (d["removed"], d["added"]) for prop, d in change.fields.items()}
        for change in diff(after, before)
    ]
    assert turned == [
        {prop: (d["added"], d["removed"]) for prop, d in change.fields.items()}
        for change in diff(before, after)
    ]


def test_a_party_with_a_new_id_is_changed_and_counted_both_ways():
    before = listed(1, name=["TORNADO CASH"]) + listed(2, name=["GONE"])
    after = listed(3, name=["TORNADO CASH"]) + listed(4, name=["NEW"])
    changes = diff(before, after)
    assert [(change.change, change.entity_id) for change in changes] == [
        ("removed", "x-2"),
        ("changed", "x-3"),
        ("added", "x-4"),
    ]
    assert changes[1].fields == {"id": {"added": ["x-3"], "removed": ["x-1"]}}
    counts = count_changes(changes)
    assert (counts.added, counts.removed, counts.changed, counts.moved) == (1, 1, 1, 1)
    assert (counts.added_ids, counts.removed_ids) == (2, 2)


def test_a_party_with_a_new_id_and_nothing_else_is_changed_too():
    before = [Entity(id="x-1", schema="Company", properties={"name": ["A"]})]
    after = [Entity(id="x-2", schema="Company", properties={"name": ["A"]})]
    (change,) = diff(before, after)
    assert (change.change, change.entity_id) == ("changed", "x-2")


def test_a_party_that_stays_without_its_sanction_is_no_longer_listed():
    before = listed(1, name=["A"])
    ((was, now),) = changed_parties(before, before[:1])
    assert was is not None
    assert now is None
    (change,) = diff(before, before[:1])
    assert change.fields == {"program": {"added": [], "removed": ["DPRK"]}}


def test_an_owner_without_a_sanction_changes_too():
    before = listed(1, name=["A"])
    owner = Entity(id="o", schema="Person", properties={"name": ["OWNER"]})
    link = Entity(
        id="l",
        schema="Ownership",
        properties={"owner": ["o"], "asset": ["x-1"], "percentage": ["50"]},
    )
    (change,) = diff(before, [*before, owner, link])
    assert (change.change, change.entity_id) == ("added", "o")
    assert change.fields["ownershipTo"]["added"] == ["x-1 (percentage: 50)"]
    assert changed_parties(before, [*before, owner, link]) == []


@given(NAMES, NAMES)
def test_a_reader_sees_a_change_exactly_where_the_machine_does(old, new):
    before, after = listed(1, name=["N"], alias=old), listed(1, name=["N"], alias=new)
    assert bool(diff(before, after)) == (delta(before, after) != Delta(removed=[], added=[]))
