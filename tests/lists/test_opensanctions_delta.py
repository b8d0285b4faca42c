"""Delta files: with the version that they start from, a whole version."""

import json
from datetime import UTC, date, datetime

import pytest

from nostro.lists.deltas import delta
from nostro.lists.versions import VersionStore

AT = datetime(2026, 1, 2, tzinfo=UTC)
DAY = date(2026, 1, 1)


def entity(key, name="Ivan Petrov", schema="Person", **props):
    properties = {"name": [name], **{prop: [value] for prop, value in props.items()}}
    return {"id": key, "schema": schema, "target": True, "properties": properties}


@pytest.fixture
def store(tmp_path):
    return VersionStore(tmp_path / "lists")


@pytest.fixture
def give(store, tmp_path):
    """Import entities, or changes as pairs of what is done and the entity."""

    def write(*lines, name="a.json", **options):
        path = tmp_path / name
        whole = [json.dumps(line) if isinstance(line, dict) else line for line in lines]
        path.write_text("\n".join(whole))
        options = {"published": DAY, **options}
        return store.import_files([path], imported_at=AT, **options)

    return write


def change(op, given):
    return {"op": op, "entity": given}


def test_changes_make_of_the_version_before_what_the_whole_list_says(store, give, tmp_path):
    body = {"id": "s2", "schema": "Sanction", "properties": {"entity": ["B"], "program": ["P"]}}
    (base,) = give(entity("A"), entity("B"), body, entity("C")).versions
    (after,) = give(
        change("MOD", entity("A", "Ivan P. Petrov")), change("DEL", {"id": "C"}),
        change("DEL", {"id": "s2"}), change("ADD", entity("D", "Acme", "Company")),
    ).versions  # fmt: skip
    assert after.base == base.version_id
    other = VersionStore(tmp_path / "other")
    whole = tmp_path / "whole.json"
    lines = entity("A", "Ivan P. Petrov"), entity("B"), entity("D", "Acme", "Company")
    whole.write_text("\n".join(map(json.dumps, lines)))
    (same,) = other.import_files([whole], imported_at=AT).versions
    assert delta(store.entities(after), other.entities(same)) == delta([], [])
    assert store.in_force() == [after]
    assert after.parties == 3


def test_deltas_of_one_day_stand_on_each_other(store, give):
    give(entity("A"))
    for key in "BCDE":
        give(change("ADD", entity(key)))
    versions = store.versions("opensanctions")
    assert [v.parties for v in versions] == [1, 2, 3, 4, 5]
    assert [v.base for v in versions[1:]] == [v.version_id for v in versions[:-1]]
    again = give(change("ADD", entity("C")))
    assert [v.parties for v in again.unchanged] == [3]


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        ([change("ADD", entity("A"))], "A is there already"),
        ([change("MOD", entity("X"))], "X is not there"),
        ([change("DEL", {"id": "X"})], "X is not there"),
        ([change("DEL", {"id": "A"}), "{"], "line 2 is no change"),
        ([change("ADD", {"id": "X"})], "line 1 is no change"),
        ([change("XXX", entity("X"))], "line 1 is no change"),
        ([change("MOD", entity("A")), change("DEL", {"id": "A"})], "line 2 changes A a second"),
    ],
)
def test_a_delta_that_does_not_fit_is_refused_whole(store, give, lines, words):
    (base,) = give(entity("A"), entity("B")).versions
    (refused,) = give(*lines, name="b.json").refused
    assert words in str(refused)
    assert store.in_force() == [base]


def test_a_delta_needs_the_list_that_it_changes(store, give):
    (refused,) = give(change("ADD", entity("A"))).refused
    assert "import the whole list first" in str(refused)
    (version,) = give(change("ADD", entity("A")), partial=True).versions
    assert (version.base, version.parties) == (None, 1)


def test_the_day_of_a_delta_stands_in_the_name_of_its_folder(store, give, tmp_path):
    give(entity("A"), published=date(2024, 5, 27))
    folder = tmp_path / "20240528014702-pfh"
    folder.mkdir()
    (folder / "entities.delta.json").write_text(json.dumps(change("ADD", entity("B"))))
    (version,) = store.import_files([folder], imported_at=AT).versions
    assert version.published == date(2024, 5, 28)
