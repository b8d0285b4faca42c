"""The laws and the counts on OFAC's lists as they were published."""

import itertools
from pathlib import Path

import pytest

from nostro.lists.changes import count_changes, diff
from nostro.lists.deltas import apply, compose, delta, written
from nostro.lists.sources import detect
from nostro.model.entities import Entity

pytestmark = pytest.mark.shared


def entities(*paths: Path) -> list[Entity]:
    (found,) = detect(paths).sets
    return [item for item in found.read() if isinstance(item, Entity)]


@pytest.fixture(scope="module")
def ofac(shared) -> Path:
    folder: Path = shared / "data" / "sanctions" / "ofac"
    return folder


@pytest.fixture(scope="module")
def series(ofac) -> dict[str, list[Entity]]:
    paths = sorted((ofac / "sdn-series").glob("sdn-*.csv.gz"))
    assert len(paths) == 30
    return {path.name.removeprefix("sdn-")[:10]: entities(path) for path in paths}


@pytest.fixture(scope="module")
def full_sets(ofac) -> list[list[Entity]]:
    return [entities(ofac / name) for name in ("csv-2018-11", "csv-2021-04-25", "csv-2021-07-07")]


def test_the_steps_and_the_whole_come_to_what_the_ids_say(series):
    versions = list(series.values())
    steps = [count_changes(diff(before, after)) for before, after in itertools.pairwise(versions)]
    assert sum(step.added_ids for step in steps) == 5510
    assert sum(step.removed_ids for step in steps) == 813
    assert sum(step.moved for step in steps) == 3
    whole = count_changes(diff(versions[0], versions[-1]))
    assert (whole.added_ids, whole.removed_ids) == (5487, 790)


@pytest.mark.parametrize(
    ("before", "after", "ids", "name"),
    [
        ("2022-05-27", "2022-06-28", ("ofac-20002", "ofac-17017"), "BM BANK JSC"),
        (
            "2022-07-29",
            "2022-08-19",
            ("ofac-36417", "ofac-18748"),
            "LIMITED LIABILITY COMPANY ACTIVE BUSINESS CONSULT",
        ),
        ("2022-10-28", "2022-11-30", ("ofac-38499", "ofac-39796"), "TORNADO CASH"),
    ],
)
def test_a_new_id_is_neither_a_removal_nor_an_addition(series, before, after, ids, name):
    old, new = ids
    changes = {change.entity_id: change for change in diff(series[before], series[after])}
    assert old not in changes
    assert (changes[new].change, changes[new].caption) == ("changed", name)
    assert changes[new].fields["id"] == {"added": [new], "removed": [old]}


def test_the_laws_hold_over_the_series(series):
    versions = list(series.values())
    deltas = [delta(a, b) for a, b in itertools.pairwise(versions)]
    whole = deltas[0]
    for step in deltas[1:]:
        whole = compose(whole, step)
    assert whole == delta(versions[0], versions[-1])
    assert same(apply(whole, versions[0]), versions[-1])


def test_the_laws_hold_over_the_full_sets(full_sets):
    one, two, three = full_sets
    first, second = delta(one, two), delta(two, three)
    assert same(apply(first, one), two)
    assert same(apply(second, two), three)
    assert compose(first, second) == delta(one, three)


def test_a_full_set_in_another_order_is_the_same(full_sets):
    version = full_sets[-1]
    assert diff(version, version[::-1]) == []
    assert delta(version, version[::-1]) == delta(version, version)


def same(one: list[Entity], other: list[Entity]) -> bool:
    return {e.id: written(e) for e in one} == {e.id: written(e) for e in other}
