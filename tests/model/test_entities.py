import pytest
from hypothesis import given
from hypothesis import strategies as st

from nostro.model.entities import (
    PARENTS,
    PROPERTIES,
    Entity,
    is_schema,
    listed_parties,
    read_entities,
    schemata_of,
    write_entities,
)
from nostro.model.errors import InputError


def test_schemata_and_properties_are_followthemoney():
    ftm = pytest.importorskip("followthemoney", reason="followthemoney needs ICU to install")
    for schema, properties in PROPERTIES.items():
        theirs = ftm.model.get(schema)
        assert theirs is not None, schema
        assert properties <= set(theirs.properties), schema
        assert {parent.name for parent in theirs.schemata} >= set(schemata_of(schema)), schema


def test_a_schema_extends_its_parents():
    assert schemata_of("Company") == ("Company", "Organization", "LegalEntity", "Thing")
    assert is_schema("Vessel", "Thing")
    assert not is_schema("Sanction", "Thing")
    assert not is_schema("Nothing", "Thing")
    assert set(PROPERTIES) == set(PARENTS)


def test_adding_cleans_values_and_passes_over_doubles_and_empty_ones():
    entity = Entity(id="1", schema="Person")
    entity.add("name", " Kim  Jong Un ", "Kim Jong Un", None, "", "  ")
    entity.add("alias", None, "")
    assert entity.properties == {"name": ["Kim Jong Un"]}


def test_an_unknown_property_is_a_mistake_in_the_reader():
    with pytest.raises(KeyError, match="Person has no property imoNumber"):
        Entity(id="1", schema="Person").add("imoNumber", "1")


def test_the_name_to_show():
    assert Entity(id="1", schema="Person", caption="C").name() == "C"
    assert Entity(id="1", schema="Person", properties={"weakAlias": ["W"]}).name() == "W"
    assert Entity(id="1", schema="CryptoWallet", properties={"publicKey": ["0x"]}).name() == "0x"
    assert Entity(id="1", schema="Person").name() == "1"


def test_strong_and_weak_names_are_kept_apart():
    entity = Entity(
        id="1",
        schema="Company",
        properties={"alias": ["A"], "name": ["N"], "previousName": ["P"], "weakAlias": ["W"]},
    )
    assert entity.names() == ["N", "A", "P"]
    assert entity.weak_names() == ["W"]


def test_listed_parties_are_those_that_a_sanction_names():
    party = Entity(id="p", schema="Company", properties={"addressEntity": ["a", "missing"]})
    owner = Entity(id="o", schema="Company")
    address = Entity(id="a", schema="Address", properties={"full": ["Moscow"]})
    first = Entity(id="s1", schema="Sanction", properties={"entity": ["p"], "program": ["X"]})
    second = Entity(
        id="s2", schema="Sanction",
        properties={"entity": ["p"], "programId": ["Y", "X"], "program": ["long name"]},
    )  # fmt: skip
    (found,) = listed_parties([first, owner, party, address, second])
    assert found.entity is party
    assert found.addresses == [address]
    assert found.programmes == ["X", "Y"]


@given(st.lists(st.text(st.characters(codec="utf-8"), max_size=20), max_size=5))
def test_entities_come_back_from_a_file_as_they_were(tmp_path, names):
    entity = Entity(id="1", schema="Person", caption="shown", datasets=["d"], target=True)
    entity.add("name", *names)
    path = tmp_path / "entities.ftm.json"
    assert write_entities([entity, entity], path) == 2
    assert list(read_entities(path)) == [entity, entity]


def test_a_line_that_is_no_entity_is_named(tmp_path):
    path = tmp_path / "entities.ftm.json"
    path.write_text('{"id": "1", "schema": "Person"}\n\n{"id": 7}\n')
    with pytest.raises(InputError, match="line 3 is not an entity"):
        list(read_entities(path))
    with pytest.raises(InputError, match="No such file"):
        list(read_entities(tmp_path / "none"))


def test_entities_are_taken_from_mappings_and_proxies():
    class Proxy:
        def to_dict(self):
            return {"id": "1", "schema": "Person", "properties": {"name": ["N"]}, "more": 1}

    entity = Entity.from_any(Proxy())
    assert entity.first("name") == "N"
    assert Entity.from_any(entity) is entity
    with pytest.raises(ValueError, match="not a FollowTheMoney entity"):
        Entity.from_any({"id": "1"})
