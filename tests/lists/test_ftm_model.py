"""Entities of the sample, held to FollowTheMoney's own model."""

import pytest

from nostro.sample import SAMPLE

pytest.importorskip("followthemoney", reason="followthemoney needs the ICU headers to install")


@pytest.mark.parametrize("name", ["ofac-2024-09-18", "ofac-2024-09-20", "un"])
def test_entities_are_valid_followthemoney(read, name):
    from followthemoney import model
    from followthemoney.types import registry

    checked = (registry.date, registry.country, registry.gender, registry.topic)
    entities = read(SAMPLE / "lists" / name).entities
    for entity in entities.values():
        schema = model.get(entity.schema)
        assert schema is not None
        model.get_proxy(entity.to_dict())
        for prop, values in entity.properties.items():
            kind = schema.properties[prop].type
            if kind in checked:
                assert all(kind.validate(value) for value in values), (entity.id, prop, values)
            if kind is registry.entity:
                assert all(value in entities for value in values), (entity.id, prop)
