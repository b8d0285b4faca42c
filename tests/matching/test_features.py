"""What beside the name supports, contradicts and decides, and the laws of all of it."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nostro.lists.sources import detect
from nostro.matching import Index
from nostro.matching.birth_dates import read_birth_dates
from nostro.matching.features import FEATURES, liftable, weigh
from nostro.matching.listed import IndexedParty
from nostro.matching.records import Query, to_query
from nostro.model.entities import Entity, ListedParty, listed_parties

PROPERTIES = {
    "birthDate": ["1961-04-03"], "nationality": ["ru"], "gender": ["male"],
    "address": ["12 Tverskaya ul., Moscow 125009, Russia"], "passportNumber": ["75 1234567"],
}  # fmt: skip
AGREEING = {
    "birth_dates": ["1961-04-03", "1961-04", "1961"], "countries": ["RU", "Russia"],
    "addresses": ["Tverskaya 12, Moscow", "Moscow"], "genders": ["M", "male"],
    "identifiers": ["751234567"],
}  # fmt: skip
CONTRADICTING = {
    "birth_dates": ["1961-09-21", "1964", "1990-01-02"], "countries": ["BR", "Peru"],
    "addresses": ["Rua Augusta 7, Lisboa, Portugal"], "genders": ["female"],
}  # fmt: skip
SAYING_NOTHING = {
    "birth_dates": ["unknown", ""], "countries": ["Atlantis"], "addresses": ["12"],
    "genders": ["other"], "identifiers": ["999999999"],
}  # fmt: skip


def party_of(schema="Person", **properties):
    entity = Entity(id="p", schema=schema, properties=properties)
    return IndexedParty.of(ListedParty(entity=entity))


PARTY = party_of(**PROPERTIES)


def one_of(table):
    """A field and a value of it."""
    return st.sampled_from([(field, value) for field, values in table.items() for value in values])


def query_of(pairs, schema=None):
    query = Query(names=["x"], schema=schema)
    for field, value in pairs:
        getattr(query, field).append(value)
    return query


def score_of(pairs, name_score=0.8, schema=None):
    return weigh(name_score, query_of(pairs, schema), PARTY)[0]


GIVEN = st.lists(one_of(AGREEING) | one_of(CONTRADICTING) | one_of(SAYING_NOTHING), max_size=4)
SCORES = st.floats(0, 1)


@given(GIVEN, one_of(AGREEING), SCORES)
def test_an_agreeing_field_never_lowers(pairs, more, name_score):
    # Beside a value of its own field that differs, the one that agrees counts.
    assert score_of([*pairs, more], name_score) >= score_of(pairs, name_score) - 1e-9


@given(GIVEN, one_of(CONTRADICTING), SCORES)
def test_a_contradicting_field_never_raises(pairs, more, name_score):
    pairs = [pair for pair in pairs if pair[0] != more[0]]
    assert score_of([*pairs, more], name_score) <= score_of(pairs, name_score) + 1e-9


@given(GIVEN, one_of(SAYING_NOTHING), SCORES)
def test_what_cannot_be_read_says_nothing(pairs, more, name_score):
    assert score_of([*pairs, more], name_score) == pytest.approx(score_of(pairs, name_score))


@given(GIVEN, SCORES)
def test_scores_stay_in_bounds_and_the_rows_add_up(pairs, name_score):
    score, rows = weigh(name_score, query_of(pairs), PARTY)
    assert 0 <= score <= 1
    assert score < 1 or name_score == 1
    assert name_score + sum(row.weight for row in rows) == pytest.approx(score, abs=1e-3)


@given(GIVEN, SCORES, SCORES)
def test_a_better_name_never_scores_less(pairs, one, other):
    low, high = sorted((one, other))
    assert score_of(pairs, low) <= score_of(pairs, high) + 1e-9


@given(GIVEN, SCORES)
def test_no_support_lifts_more_than_the_search_allows_for(pairs, name_score):
    pairs = [pair for pair in pairs if pair[0] != "identifiers"]
    share = liftable(query_of(pairs))
    assert score_of(pairs, name_score) <= name_score + (1 - name_score) * share + 1e-9


def test_names_that_are_equal_stay_at_one_where_nothing_contradicts():
    assert score_of([("birth_dates", "1961"), ("countries", "ru")], 1.0) == 1.0
    assert score_of([("countries", "br")], 1.0) < 1.0


def test_a_birth_year_counts_against_in_proportion():
    scores = [score_of([("birth_dates", str(1961 + apart))], 1.0) for apart in range(1, 40)]
    assert scores[0] == 1.0, "a year says nothing"
    assert scores == sorted(scores, reverse=True)
    assert scores[1] == pytest.approx(0.84)
    assert scores[9] < 0.65
    assert scores[-1] == 0.5


def test_the_nearer_a_birth_date_the_higher_the_score():
    dates = ("1961-04-03", "1961-04", "1961", "1961-03-04", "1962", "1961-09-21", "1963", "1983")
    scores = [score_of([("birth_dates", date)]) for date in dates]
    assert scores == sorted(scores, reverse=True)
    assert len(set(scores)) == len(scores)
    assert scores[dates.index("1962")] == score_of([])


def test_an_address_supports_in_proportion_and_never_decides():
    whole = score_of([("addresses", "12 Tverskaya, Moscow 125009")])
    street = score_of([("addresses", "Tverskaya 99, Moscow")])
    city = score_of([("addresses", "Moscow")])
    assert score_of([]) < city < street < whole
    assert score_of([("addresses", PROPERTIES["address"][0])], 0.4) < 0.7


@pytest.mark.parametrize(
    ("schema", "properties", "value", "differs"),
    [
        ("Vessel", {"imoNumber": ["7937317"]}, "IMO 9074729", True),
        ("Vessel", {"imoNumber": ["7937317"]}, "IMO 7937317", False),
        ("Vessel", {"imoNumber": ["7937317"]}, "9074728", False),
        ("Vessel", {"mmsi": ["445123000"]}, "IMO 9074729", False),
        ("Company", {"leiCode": ["5493001KJTIIGC8Y1R12"]}, "213800WSGIIZCXF1P572", True),
        ("Company", {"leiCode": ["5493001KJTIIGC8Y1R12"]}, "5493001kjtiigc8y1r12", False),
        ("Company", {"registrationNumber": ["1027700132195"]}, "1037700013020", False),
        ("CryptoWallet", {"publicKey": ["149w62rY42aZBox8fGcmqNsXUzSStKeq8C"]},
         "1BoatSLRHtKNngkdXEeobR76b53LETtpyT", True),
        ("Person", {"passportNumber": ["751234567"]}, "809876543", False),
    ],
)  # fmt: skip
def test_a_party_has_one_imo_number_one_lei_and_a_wallet_one_address(
    schema, properties, value, differs
):
    party = party_of(schema, **properties)
    score, rows = weigh(0.9, Query(names=["x"], identifiers=[value]), party)
    assert ("identifier_differs" in {row.feature for row in rows}) == differs
    assert (score < 0.7) == differs


def test_another_wallet_of_a_person_says_nothing():
    wallet = Entity(id="w", schema="CryptoWallet")
    wallet.add("publicKey", "149w62rY42aZBox8fGcmqNsXUzSStKeq8C")
    owner = Entity(id="p", schema="Person", properties={"name": ["LI, Jiadong"]})
    party = IndexedParty.of(ListedParty(entity=owner, wallets=[wallet]))
    query = Query(names=["x"], identifiers=["1BoatSLRHtKNngkdXEeobR76b53LETtpyT"])
    assert weigh(0.9, query, party) == (0.9, [])


@pytest.mark.parametrize(
    ("schema", "lower"),
    [("Company", True), ("Vessel", True), ("Person", False), ("LegalEntity", False),
     ("Nonsense", False), ("Sanction", False)],
)  # fmt: skip
def test_another_kind_counts_against(schema, lower):
    assert (score_of([], schema=schema) < score_of([])) == lower


def test_a_state_of_the_past_or_a_region_contradicts_no_country():
    party = party_of(country=["ge", "x-so"])
    for value, agrees in (("suhh", None), ("x-so", 1.0), ("GE", 1.0), ("ru", 0.0)):
        _, rows = weigh(0.8, Query(names=["x"], countries=[value]), party)
        assert [row.score for row in rows] == ([] if agrees is None else [agrees])


def test_the_fields_of_a_mapping_and_of_an_entity_are_read_alike():
    mapping = {
        "name": "Ivan", "schema": "Person", "birthDate": "1961", "nationality": "ru",
        "gender": "male", "address": ["1 Road"], "identifiers": "751234567",
    }  # fmt: skip
    properties = {
        "name": ["Ivan"], "birthDate": ["1961"], "nationality": ["ru"], "gender": ["male"],
        "address": ["1 Road"], "passportNumber": ["751234567"],
    }  # fmt: skip
    entity = {"id": "q", "schema": "Person", "properties": properties}
    assert to_query(mapping) == to_query(entity) == to_query(Entity.from_any(entity))


@pytest.mark.parametrize("with_sanction", [True, False])
def test_an_address_of_its_own_is_one_of_the_party_it_is_linked_to(with_sanction):
    party = Entity(id="p", schema="Company", properties={"name": ["Timer Bank"]})
    party.add("addressEntity", "a", "missing")
    address = Entity(id="a", schema="Address")
    address.add("street", "Palikha 10")
    address.add("city", "Moscow")
    sanction = Entity(id="s", schema="Sanction", properties={"entity": ["p"]})
    index = Index.build([party, address, *([sanction] if with_sanction else [])])
    (match,) = index.match(
        [{"name": "Timer Banking", "address": "Palikha, Moscow"}], threshold=0.3
    )[0]
    row = next(row for row in match.evidence if row.feature == "address")
    assert row.candidate == "Palikha 10, Moscow"
    assert row.weight > 0


def test_an_index_keeps_what_features_compare_when_it_is_updated_and_saved(tmp_path):
    person = Entity(id="p", schema="Person", properties={"name": ["Ivan Sidorov"], **PROPERTIES})
    first = Index.build([person])
    first.save(tmp_path / "index")
    second = Index.build([]).updated([person])
    query = query_of([("birth_dates", "1990"), ("addresses", "Moscow"), ("genders", "f")])
    asked = {"name": "Ivan Sidorov", "birth_date": query.birth_dates, "address": query.addresses}
    for index in (first, second, Index.load(tmp_path / "index")):
        (match,) = index.match([asked], threshold=0.3)[0]
        assert {"birth_year_differs", "address"} <= {row.feature for row in match.evidence}


@pytest.mark.parametrize("field", sorted({feature.field for feature in FEATURES}))
def test_a_query_with_any_field_that_a_feature_needs_is_weighed(field):
    values = {
        "birth_dates": ["1990"], "countries": ["fr"], "addresses": ["Moscow"],
        "genders": ["female"], "identifiers": ["751234567"], "schema": "Company",
    }  # fmt: skip
    query = Query(names=["x"])
    setattr(query, field, values[field])
    score, rows = weigh(0.8, query, PARTY)
    assert rows
    assert score != 0.8


def test_every_feature_is_described_and_documented():
    page = (Path(__file__).resolve().parents[2] / "docs" / "matching.md").read_text("utf-8")
    rows = re.compile(r"^\| `(\w+)` \| (supports|contradicts|decides) \| ([\d.]+) \|", re.MULTILINE)
    documented = {name: (kind, float(most)) for name, kind, most in rows.findall(page)}
    assert documented == {f.name: (f.kind, f.weight) for f in FEATURES}
    for feature in FEATURES:
        assert feature.description.endswith(".")
        assert 0 <= feature.weight < 1
        assert getattr(Query(names=[]), feature.field) in (None, [])


@given(st.fixed_dictionaries({}, optional={
    key: st.text(max_size=20) | st.lists(st.text(max_size=20), max_size=3)
    for key in ("birth_date", "country", "address", "gender", "identifiers", "schema")
}))  # fmt: skip
def test_no_field_breaks_a_query(fields):
    score, rows = weigh(0.8, to_query({"name": "x", **fields}), PARTY)
    assert 0 <= score <= 1
    for row in rows:
        assert f"{row.query}{row.candidate}".encode()


@pytest.mark.shared
@pytest.mark.parametrize("name", ["un/consolidated-2025-04-19.xml", "ofac/csv-2021-07-07"])
def test_no_listed_party_contradicts_itself(shared, name):
    sets = detect([shared / "data" / "sanctions" / name]).sets
    entities = [item for of in sets for item in of.read() if isinstance(item, Entity)]
    parties = list(listed_parties(entities))
    assert len(parties) > 800
    for party in parties:
        score, rows = weigh(0.8, to_query(party.entity), IndexedParty.of(party))
        assert score >= 0.8
        assert all(row.weight >= 0 for row in rows), (party.entity.id, rows)
        assert all(read_birth_dates(text) for text in party.entity.get("birthDate"))
