import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nostro.lists.deltas import Delta, apply, compose, delta, written
from nostro.model.entities import Entity
from nostro.model.errors import UsageError

TEXTS = st.lists(st.text("aB é\t ", max_size=3), max_size=3)
ENTITIES = st.builds(
    Entity,
    id=st.sampled_from(["x-1", "x-2", "x-3"]),
    schema=st.sampled_from(["Person", "Company"]),
    caption=st.text("aB ", max_size=2),
    properties=st.dictionaries(st.sampled_from(["name", "alias", "notes"]), TEXTS, max_size=3),
    datasets=st.lists(st.sampled_from(["l", "m"]), max_size=2),
    record=st.none() | st.text("1", max_size=2),
)
# Ids may stand twice, as they do in files that are no good.
VERSIONS = st.lists(ENTITIES, max_size=5)
NONE = Delta(removed=[], added=[])


def forms(entities):
    unique = {repr(written(entity)): written(entity) for entity in entities}
    return sorted(unique.values(), key=repr)


@given(VERSIONS, VERSIONS)
def test_a_delta_makes_the_one_version_the_other(before, after):
    assert forms(apply(delta(before, after), before)) == forms(after)


@given(VERSIONS, VERSIONS, VERSIONS)
def test_deltas_compose(one, two, three):
    first, second = delta(one, two), delta(two, three)
    assert compose(first, second) == delta(one, three)


@given(VERSIONS, VERSIONS)
def test_a_delta_there_and_back_is_none(before, after):
    assert delta(before, before) == NONE
    assert compose(delta(before, after), delta(after, before)) == NONE


@given(VERSIONS, st.randoms(use_true_random=False))
def test_order_white_space_and_place_are_no_change(version, chance: random.Random):
    def shuffled(values):
        return chance.sample([f" {value}  " for value in values], len(values))

    other = [
        Entity(
            id=entity.id,
            schema=entity.schema,
            caption=f" {entity.caption} ",
            properties={prop: shuffled(values) for prop, values in entity.properties.items()},
            datasets=entity.datasets[::-1],
            record="line 7",
        )
        for entity in chance.sample(version, len(version))
    ]
    assert delta(version, other) == NONE


def test_a_delta_fits_only_where_it_starts():
    one, two = Entity(id="x-1", schema="Person"), Entity(id="x-2", schema="Person")
    with pytest.raises(UsageError, match="no such x-1"):
        apply(delta([one], [two]), [two])
    with pytest.raises(UsageError, match="x-2 is here already"):
        apply(delta([one], [two]), [one, two])
