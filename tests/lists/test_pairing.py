import pytest

from nostro.lists.pairing import pair_parties
from nostro.model.entities import Entity, ListedParty


def party(number, schema="Company", **properties):
    entity = Entity(id=f"x-{number}", schema=schema)
    for prop, value in properties.items():
        entity.add(prop, *([value] if isinstance(value, str) else value))
    return ListedParty(entity=entity)


def pairs(before, after):
    found = pair_parties({p.entity.id: p for p in before}, {p.entity.id: p for p in after})
    return [(was and was.entity.id, now and now.entity.id) for was, now in found]


@pytest.mark.parametrize(
    ("was", "now"),
    [
        pytest.param({"name": "ACTIVE, OOO"}, {"name": "Active OOO"}, id="an organisation's name"),
        pytest.param(
            {"name": "Lee", "schema": "Person", "birthDate": "1961"},
            {"name": "LEE", "schema": "Person", "birthDate": "1961-04-01"},
            id="name and birth",
        ),
        pytest.param(
            {"name": "SEA STAR", "schema": "Vessel", "imoNumber": "9176187"},
            {"name": "STAR OF SEA", "schema": "Vessel", "imoNumber": "9176187"},
            id="code",
        ),
    ],
)
def test_a_party_with_a_new_id_is_one_party(was, now):
    assert pairs([party(1, **was)], [party(2, **now)]) == [("x-1", "x-2")]


@pytest.mark.parametrize(
    ("was", "now"),
    [
        pytest.param({"name": "A"}, {"name": "B"}, id="names"),
        pytest.param(
            {"name": "Lee", "schema": "Person"}, {"name": "Lee", "schema": "Person"}, id="name only"
        ),
        pytest.param(
            {"name": "Lee", "schema": "Person", "birthDate": "1961"},
            {"name": "Lee", "schema": "Person", "birthDate": "1972"},
            id="births",
        ),
        pytest.param(
            {"name": "A", "taxNumber": "123456"}, {"name": "A", "taxNumber": "654321"}, id="codes"
        ),
        pytest.param({"name": "STAR", "schema": "Vessel"}, {"name": "STAR"}, id="kinds"),
    ],
)
def test_two_parties_with_two_ids_stay_two(was, now):
    assert pairs([party(1, **was)], [party(2, **now)]) == [("x-1", None), (None, "x-2")]


def test_a_move_that_could_be_two_is_none():
    come = [party(2, name="A"), party(3, name="A")]
    assert pairs([party(1, name="A")], come) == [("x-1", None), (None, "x-2"), (None, "x-3")]


@pytest.mark.parametrize(
    ("was", "now", "same"),
    [
        pytest.param({"name": "SAND SWAN"}, {"name": "EBANO"}, True, id="renamed"),
        pytest.param(
            {"name": "A", "schema": "Person", "birthDate": "1961"},
            {"name": "B", "schema": "Person", "birthDate": "1975"},
            False,
            id="another person",
        ),
        pytest.param(
            {"name": "ABU HAFS", "schema": "Person", "birthDate": "1975-01-01"},
            {"name": "AL-WALID, Mahfouz", "schema": "Person", "birthDate": "1975"},
            True,
            id="nom de guerre",
        ),
        pytest.param({"name": "A", "schema": "Person"}, {"name": "B"}, False, id="another kind"),
        pytest.param(
            {"name": "A", "schema": "Vessel", "imoNumber": "9176187"},
            {"name": "B", "schema": "Vessel", "imoNumber": "9187629"},
            False,
            id="another ship",
        ),
        pytest.param({"name": "A B", "schema": "Person"}, {"name": "A C"}, True, id="retyped"),
    ],
)
def test_an_id_means_another_party_only_on_evidence(was, now, same):
    found = pairs([party(1, **was)], [party(1, **now)])
    assert found == ([("x-1", "x-1")] if same else [("x-1", None), (None, "x-1")])


def test_a_party_may_leave_its_id_to_another():
    person = {"name": "Lee", "schema": "Person", "birthDate": "1961"}
    before = [party(1, **person)]
    after = [party(1, name="SHOP"), party(2, **person)]
    assert pairs(before, after) == [(None, "x-1"), ("x-1", "x-2")]
