from datetime import date

import pytest

from nostro.lists.checks import ContentsCount, Limits, Previous, failures
from nostro.model.entities import Entity

DAY = date(2024, 9, 20)
LIMITS = Limits()


def counted(ids, schema="Person", **properties):
    count = ContentsCount()
    for number in ids:
        party = Entity(id=f"x-{number}", schema=schema, target=True)
        for prop, value in {"name": "N", **properties}.items():
            party.add(prop, value)
        count.add(party)
    return count


def previous(count, published=DAY, *, comparable=True):
    return Previous("2024-09-18-0", published, count.contents(), count.ids, comparable)


def reasons(count, before=None, *, limits=LIMITS, problems=0):
    return failures(limits, count, problems=problems, published=DAY, previous=before)


def test_the_contents_are_those_of_the_listed_parties():
    count = counted(range(3), birthDate="1961", passportNumber="1234567")
    count.add(Entity(id="o", schema="Company", properties={"name": ["OWNER"]}))
    contents = count.contents()
    assert contents.parties == 3
    assert contents.classes == {"person": 3, "organisation": 0, "vessel": 0, "aircraft": 0}
    assert contents.filled == {"name": 3, "birth date": 3, "address": 0, "identifier": 3}


def test_a_first_version_is_taken_at_its_word():
    assert reasons(counted(range(1))) == []


def test_a_version_that_grows_or_hardly_shrinks_is_taken():
    before = previous(counted(range(200)))
    assert reasons(counted(range(400)), before) == []
    assert reasons(counted(range(20, 200)), before) == []


@pytest.mark.parametrize("ids", [range(100), range(1000, 1200)])
def test_parties_that_are_gone_are_a_reason(ids):
    (reason,) = reasons(counted(ids), previous(counted(range(200))))
    assert "of 200 parties of 2024-09-18-0 are gone, at most 10% are expected" in reason


def test_more_may_be_gone_after_a_longer_time():
    before = previous(counted(range(200)), date(2023, 9, 20))
    assert reasons(counted(range(100)), before) == []
    assert "at most 50%" in reasons(counted(range(90)), before)[0]


def test_a_short_list_may_lose_some():
    before = previous(counted(range(20)))
    assert reasons(counted(range(10)), before) == []
    assert reasons(counted(range(9)), before) != []


def test_facts_that_are_no_longer_read_are_a_reason():
    before = counted(range(200), birthDate="1961")
    (reason,) = reasons(counted(range(200)), previous(before))
    assert reason == "0% have a birth date, 100% did in 2024-09-18-0"
    assert reasons(counted(range(200)), previous(before, comparable=False)) == []


def test_names_and_rows_are_expected_to_be_read():
    nameless = counted(range(200), name="")
    assert reasons(nameless) == ["0% have a name, at least 99% are expected"]
    assert reasons(counted(range(200)), problems=20) == []
    (reason,) = reasons(counted(range(200)), problems=21)
    assert reason == "21 rows cannot be read beside 200 parties"


def test_least_numbers_hold_where_they_are_set():
    limits = Limits(minimum={"person": 5, "vessel": 1, "party": 4})
    assert reasons(counted(range(4)), limits=limits) == [
        "4 of person, at least 5 are expected",
        "0 of vessel, at least 1 are expected",
    ]
