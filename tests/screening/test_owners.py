"""Whose ownership blocks, and what a change newly owns by the lists' own links."""

from datetime import date

import pytest

from nostro.model.entities import Entity
from nostro.ownership.rules import RULES
from nostro.screening.change import ListChange
from nostro.screening.newly_owned import with_owned
from nostro.screening.owners import blocking_owners, sanctioned


@pytest.mark.parametrize(
    ("dataset", "program", "regimes"),
    [
        ("us_ofac_sdn", "DPRK", ["ofac"]),
        ("us_ofac_cons", "UKRAINE-EO13662", []),
        ("eu_fsf", "UKR", ["eu"]),
        ("gb_sanctions", "Russia", ["uk"]),
        ("own_exited", "Exited", []),
        ("announcement:2024-09-19-0a1b2c3d", "DPRK", ["ofac", "eu", "uk"]),
    ],
)
def test_an_owner_counts_under_the_regime_that_designated_it(
    make_listed, dataset, program, regimes
):
    listed = make_listed("x-1", "STROYTREYD LLC", program=program, dataset=dataset)
    assert [regime for regime in RULES if blocking_owners(listed, regime)] == regimes
    assert sanctioned(listed) == {"x-1"}


def test_the_links_that_a_list_carries_are_asked(make_listed):
    owner = make_listed("ofac-1", "STROYTREYD LLC")
    company = Entity(id="ofac-2", schema="Company", properties={"name": ["PERELESOK"]})
    share = Entity(
        id="own", schema="Ownership",
        properties={"owner": ["ofac-1"], "asset": ["ofac-2"], "percentage": ["60"]},
    )  # fmt: skip
    change = ListChange(before=[], after=owner, versions_before={}, versions_after={})
    graph = [company, share]
    found = with_owned(change, graph, [*graph, *owner], regime="ofac", as_of=date(2024, 9, 20))
    assert [e.id for e in found.after if e.schema == "Company"] == ["ofac-1", "ofac-2"]
    assert found.before == []
    same = with_owned(change, [*graph, *owner], [*graph, *owner], regime="ofac",
                      as_of=date(2024, 9, 20))  # fmt: skip
    assert same.after == owner
