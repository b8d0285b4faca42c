"""Entities of the sample and of every format, held to FollowTheMoney's own model."""

import pytest
from tests.lists.samples import SAMPLES

from nostro.sample import SAMPLE

pytest.importorskip("followthemoney", reason="followthemoney needs the ICU headers to install")


def hold(entities):
    """Schemata, properties and values are the model's, and links join what they may join."""
    from followthemoney import model
    from followthemoney.types import registry

    checked = (registry.date, registry.country, registry.gender, registry.topic)
    for entity in entities.values():
        schema = model.get(entity.schema)
        assert schema is not None
        model.get_proxy(entity.to_dict())
        for name, values in entity.properties.items():
            prop = schema.properties[name]
            if prop.type in checked:
                assert all(prop.type.validate(value) for value in values), (entity.id, name, values)
            if prop.type is registry.entity:
                for value in values:
                    other = model.get(entities[value].schema)
                    assert other is not None
                    assert prop.range is None or other.is_a(prop.range), (entity.id, name, value)


@pytest.mark.parametrize("name", ["ofac-2024-09-18", "ofac-2024-09-20", "un"])
def test_entities_are_valid_followthemoney(read, name):
    hold(read(SAMPLE / "lists" / name).entities)


@pytest.mark.parametrize("name", SAMPLES)
def test_entities_of_every_format_are_valid_followthemoney(read, tmp_path, name):
    path = tmp_path / name
    path.write_bytes(SAMPLES[name][0])
    hold(read(path).entities)


@pytest.mark.shared
@pytest.mark.parametrize(
    "name",
    [
        "ofac/cons-csv-2025-12", "ofac/consolidated-2025-03-28.xml", "ofac/csv-2021-07-07",
        "ofac/CONS_ENHANCED-2025-01-14.ZIP", "ofac/SDN_ADVANCED-sample-2024-02-23.xml",
        "un/consolidated-2025-04-19.xml", "eu/EUSanctionsShort-2018-07-04.csv",
        "eu/sample_eu.xml", "uk/ofsi-conlist-2020-04-27.csv.gz", "ca/sema-lmes-2022.xml",
        "ch/seco-sample-2024-01-17.xml", "au/regulation8_consolidated-2022.xls",
        "jp/mof-sanctions-3.xls.gz", "ua/nsdc-2022.xlsx", "us_csl/consolidated-2022-04.csv.gz",
        "us_csl/dpl-2021-07.txt", "eu_journal/consolidated",
        "us_311/fincen_special_measures.csv",
    ],
)  # fmt: skip
def test_real_lists_are_valid_followthemoney(read, shared, name):
    hold(read(shared / "data/sanctions" / name).entities)
