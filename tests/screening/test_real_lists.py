"""Real lists: a listed party's exact name in any party field is found, on the right field."""

import random
from datetime import UTC, date, datetime

import pytest

from nostro.lists.versions import VersionStore
from nostro.matching import Index
from nostro.model.entities import listed_parties
from nostro.screening import Screener, load_policy

pytestmark = pytest.mark.shared
NOW = datetime(2025, 5, 1, tzinfo=UTC)
FIELDS = [f for f in load_policy().rule["name"].fields if f not in {"parties", "other"}]


@pytest.fixture(scope="module")
def entities(shared, tmp_path_factory):
    lists = shared / "data" / "sanctions"
    store = VersionStore(tmp_path_factory.mktemp("real"))
    store.import_files(
        [lists / "ofac" / "csv-2021-07-07"], imported_at=NOW, published=date(2021, 7, 7)
    )
    store.import_files([lists / "un" / "consolidated-2025-04-19.xml"], imported_at=NOW)
    return [e for version in store.in_force() for e in store.entities(version)]


def test_every_name_tried_is_found_in_the_field_where_it_stands(entities, make_payment):
    parties = list(listed_parties(entities))
    screener = Screener(Index.build(entities), load_policy(), {})
    drawn = random.Random(20240919)
    missed = []
    for party in drawn.sample(parties, 400):
        name, field = drawn.choice(party.entity.names()), drawn.choice(FIELDS)
        value = [name] if field.endswith("names") else name
        alerts = screener.screen(make_payment(**{field: value})).alerts
        found = {(alert.entity_id, alert.field.partition("[")[0]) for alert in alerts}
        if (party.entity.id, field) not in found:
            missed.append((party.entity.id, name, field))
    assert missed == []
