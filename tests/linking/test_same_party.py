import pytest

from nostro.linking.same_party import suggest_links, suggest_moves
from nostro.model.entities import Entity


def entry(key, schema="Person", unsc=None, **properties):
    party = Entity(id=key, schema=schema, datasets=[key.split("-")[0]], target=True)
    for prop, value in properties.items():
        party.add(prop, *([value] if isinstance(value, str) else value))
    sanction = Entity(id=f"{key}-s", schema="Sanction", datasets=party.datasets)
    sanction.add("entity", key)
    sanction.add("unscId", unsc)
    return [party, sanction]


def linked(*entries):
    return {(s.first, s.second) for s in suggest_links([e for found in entries for e in found])}


KIM = {"name": "KIM, Jong Sik", "birthDate": "1968-05-01"}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param(KIM, {"name": "Kim Jong Sik", "birthDate": "1968"}, id="name and birth"),
        pytest.param(
            {"name": "Hwang Ho Rim", "country": "kp"},
            {"name": "HWANG Ho Rim", "nationality": "kp"},
            id="name and country",
        ),
        pytest.param(
            {"name": "TSMRBANK, OOO", "schema": "Company", "bikCode": "044525059"},
            {"name": "CMRBank", "schema": "Company", "bikCode": "044525059"},
            id="a bank's code under two names",
        ),
        pytest.param(
            {"name": "Zagreb Metal Works", "schema": "Company"},
            {"name": "ZAGREB METAL WORKS", "schema": "Company"},
            id="an organisation's name",
        ),
        pytest.param({"name": "Ким Чен Сик", "birthDate": "1968-05-01"}, KIM, id="two scripts"),
        pytest.param(
            {"name": "A B C", "unsc": "QDi.001"}, {"name": "D E F", "unsc": "QDi.001"}, id="UN"
        ),
    ],
)
def test_one_party_on_two_lists_is_suggested(one, other):
    assert linked(entry("a-1", **one), entry("b-1", **other)) == {("a-1", "b-1")}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param(KIM, {**KIM, "birthDate": "1971"}, id="other birth"),
        pytest.param({"name": "Kim Jong"}, {"name": "Kim Jong"}, id="a short name alone"),
        pytest.param({"name": "STAR", "schema": "Vessel"}, {"name": "STAR"}, id="other kind"),
        pytest.param(
            {"name": "Metal Works", "schema": "Company", "country": "ru"},
            {"name": "Metal Works", "schema": "Company", "country": "kp"},
            id="other country",
        ),
        pytest.param(
            {"name": "AQAP", "alias": "Ansar al-Sharia", "schema": "Organization"},
            {"name": "Ansar Derna", "alias": "Ansar al-Sharia", "schema": "Organization"},
            id="an alias of both",
        ),
    ],
)
def test_what_may_be_two_is_not_suggested(one, other):
    assert linked(entry("a-1", **one), entry("b-1", **other)) == set()


def test_entries_of_one_list_are_not_suggested():
    assert linked(entry("a-1", **KIM), entry("a-2", **KIM)) == set()


def test_the_best_of_a_list_goes_before_the_others():
    near = entry("b-2", name="Kim Jong Sik", birthDate="1968-05-01", passportNumber="1234567")
    far = entry("b-1", name="Kim Jong Sik", birthDate="1968")
    assert linked(entry("a-1", **KIM, passportNumber="1234567"), near, far) == {("a-1", "b-2")}


def test_a_suggestion_says_why():
    entities = [*entry("a-1", **KIM), *entry("b-1", name="Kim Jong Sik", birthDate="1968")]
    (found,) = suggest_links(entities)
    assert found.evidence[0].startswith("likeness 1.00")
    assert found.evidence[1] == "born 1968"
    assert 0.9 < found.score <= 1


def test_a_party_with_a_new_id_is_linked_to_its_old_one():
    tornado = {"name": "TORNADO CASH", "schema": "Organization"}
    (found,) = suggest_moves(entry("a-38499", **tornado), entry("a-39796", **tornado))
    assert (found.first, found.second) == ("a-38499", "a-39796")
    assert found.evidence == ["a-38499 is a-39796 now"]
