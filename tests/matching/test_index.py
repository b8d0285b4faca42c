import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nostro.matching import Index
from nostro.model.entities import Entity, listed_parties, write_entities
from nostro.model.errors import InputError

QUERIES = [
    "Korea Kwangson Banking Corp", "Dmitri Nikulin", "Kim Chen Yn", "TSMR Bank", "Chong Chong Gang",
    "Foreign Trade Bank", "Settlement House", "Harbour Bakery", "",
]  # fmt: skip


def best(index, query, **options):
    return index.match([query], **options)[0][0]


def ids(matches):
    return [match.entity_id for match in matches]


def test_every_listed_name_is_found_in_any_case_and_order(index, entities):
    for party in listed_parties(entities):
        for name in party.entity.names():
            for text in (name, name.lower(), " ".join(reversed(name.replace(",", " ").split()))):
                match = best(index, text)
                assert match.entity_id == party.entity.id
                assert match.score >= 0.95


def named(schema, *names):
    return Index.build(
        {"id": name, "schema": schema, "properties": {"name": [name]}} for name in names
    )


def test_a_number_left_out_is_an_omission_and_another_one_a_contradiction():
    index = named("Vessel", "RYONG GANG 2")
    assert ids(index.match(["RYONG GANG"])[0]) == ["RYONG GANG 2"]
    assert index.match(["RYONG GANG 3"]) == [[]]


@pytest.mark.parametrize(
    ("asked", "listed", "found"),
    [
        ("David Meyer", "MAYER, David", False),
        ("Antonia Rodriguez", "RODRIGUEZ, Antonio", False),
        ("David Meyar", "MEYER, David", True),
    ],
)
def test_two_names_that_are_known_well_are_no_slips_of_each_other(asked, listed, found):
    assert bool(named("Person", listed).match([asked])[0]) is found


def test_an_unlisted_party_is_not_indexed(index):
    assert index.match(["UNLISTED HOLDING FIRM"]) == [[]]
    with pytest.raises(KeyError):
        index.party("owner-1")


def test_without_any_sanction_all_that_have_a_name_are_indexed():
    index = Index.build([{"id": "a", "schema": "Person", "properties": {"name": ["Ada Lovelace"]}}])
    assert ids(index.match(["Lovelace, Ada"])[0]) == ["a"]


def test_a_match_says_what_met_what(index):
    match = best(index, "Bank Korea Kwangson Banking Corp")
    assert match.entity_id == "ofac-11581"
    assert match.programmes == ["DPRK"]
    assert match.name == "KOREA KWANGSON BANKING CORPORATION"
    assert any(piece.query == piece.candidate == "kwangson" for piece in match.evidence)
    record = match.to_dict()
    assert list(record) == [
        "entity_id", "caption", "schema", "datasets", "score", "match", "evidence",
    ]  # fmt: skip
    assert set(record["evidence"][0]) == {"feature", "query", "candidate", "score", "weight"}


def test_the_span_covers_the_words_that_met(index):
    text = "payer: TSMRBANK, OOO"
    start, end = best(index, text, threshold=0.3).query_span
    assert text[start:end].startswith("TSMRBANK")


def test_the_span_holds_where_words_are_written_apart(index):
    text = "TSMR BANK"
    assert best(index, text).query_span == (0, len(text))


def test_a_weak_alias_scores_less_and_says_so(index):
    match = best(index, "Settlement House")
    assert match.weak
    assert 0.7 <= match.score < 1


def test_answers_come_in_the_order_of_the_queries(index):
    answers = index.match(QUERIES)
    assert len(answers) == len(QUERIES)
    assert answers == [index.match([query])[0] for query in QUERIES]
    assert ids(answers[0])[0] == "ofac-11581"
    assert answers[-2:] == [[], []]


def test_limit_threshold_and_exclude(index):
    everything = index.match(["Foreign Trade Bank of Korea"], limit=None, threshold=0.0)[0]
    assert [m.score for m in everything] == sorted((m.score for m in everything), reverse=True)
    assert index.match(["Foreign Trade Bank of Korea"], limit=1, threshold=0.0)[0] == everything[:1]
    rest = index.match(
        ["Foreign Trade Bank of Korea"], limit=1, threshold=0.0, exclude={"ofac-15603"}
    )[0]
    assert rest == everything[1:2], "excluded before the list is cut"


def test_an_excluded_pair_holds_for_its_name_alone(index):
    names = ["Foreign Trade Bank of Korea", "Foreign Trade Bank Korea"]
    pairs = {(names[0], "ofac-15603")}
    first, second = index.match(names, exclude=pairs)
    assert "ofac-15603" not in ids(first)
    assert "ofac-15603" in ids(second)


def test_excluded_parties_never_crowd_out_others():
    names = [f"Kwangson Trading {number}" for number in range(20)]
    index = Index.build(
        Entity(id=f"e{at}", schema="Company", properties={"name": [name]})
        for at, name in enumerate(names)
    )
    everything = ids(index.match(["Kwangson Trading"], limit=None, threshold=0.2)[0])
    assert len(everything) == 20
    for count in range(20):
        left = index.match(
            ["Kwangson Trading"], limit=3, threshold=0.2, exclude=everything[:count]
        )[0]
        assert ids(left) == everything[count : count + 3]


def test_an_exclusion_holds_for_every_name_of_a_query_and_for_its_codes(index):
    query = {"name": ["Harbour Bakery", "Foreign Trade Bank of Korea"], "identifiers": "FTBDKPPY"}
    assert ids(index.match([query])[0]) == ["ofac-15603"]
    assert index.match([query], exclude={("Harbour Bakery", "ofac-15603")}) == [[]]
    assert index.match([query], exclude={"ofac-15603"}) == [[]]
    assert ids(index.match([query], exclude={("Other", "ofac-15603"), "ofac-1"})[0]) == [
        "ofac-15603"
    ]


@pytest.mark.parametrize("query", [
    {"name": "Other Words", "identifiers": ["FTBDKPPYXXX"]},
    {"name": ["Nothing"], "identifiers": "FTBDKPPY"},
    Entity(id="q", schema="Company", properties={"name": ["X Y"], "swiftBic": ["FTBDKPPY"]}),
    {"id": "q", "schema": "Company", "properties": {"name": ["X Y"], "swiftBic": ["FTBDKPPY"]}},
])  # fmt: skip
def test_an_identifier_decides(index, query):
    match = best(index, query)
    assert match.entity_id == "ofac-15603"
    assert match.score >= 0.95
    assert "identifier" in {piece.feature for piece in match.evidence}


def test_birth_dates_support_and_contradict(index):
    name = "Dmitri Nikulin"
    plain = best(index, name).score
    same = best(index, {"name": name, "birth_date": "1978-03-04"})
    near = best(index, {"name": name, "birth_date": "1979"}, threshold=0.0)
    other = best(index, {"name": name, "birth_date": "1951"}, threshold=0.0)
    assert other.score < plain == near.score < same.score
    assert other.score < 0.7


def test_countries_count_a_little(index):
    name = "Dmitri Nikulin"
    plain = best(index, name).score
    same = best(index, {"name": name, "country": "Russia"}).score
    other = best(index, {"name": name, "country": ["BR"]}).score
    assert plain - 0.1 < other < plain < same < plain + 0.1


def test_another_kind_of_party_counts_against(index):
    person = best(index, {"name": "Chong Chon Gang", "schema": "Person"}, threshold=0.0)
    assert person.score < best(index, {"name": "Chong Chon Gang", "schema": "Vessel"}).score


def test_the_order_of_the_entities_changes_nothing(index, entities):
    shuffled = random.Random(3).sample(entities, len(entities))
    assert Index.build(shuffled).match(QUERIES, limit=None, threshold=0.3) == index.match(
        QUERIES, limit=None, threshold=0.3
    )


def test_an_entity_scores_the_same_whatever_else_is_listed(index, entities):
    for party in listed_parties(entities):
        alone = Index.build(party.records())
        for query in QUERIES:
            everywhere = index.match([query], limit=None, threshold=0.5)[0]
            mine = [match for match in everywhere if match.entity_id == party.entity.id]
            assert alone.match([query], limit=None, threshold=0.5)[0] == mine


@given(st.text(max_size=80))
def test_no_text_breaks_a_query(index, text):
    for match in index.match([text], threshold=0.3)[0]:
        start, end = match.query_span
        assert 0.3 <= match.score <= 1
        assert 0 <= start < end <= len(text)


@pytest.mark.parametrize(
    "text", ["", " ", "\x00", "\ud800 bank", "🙂", "k" * 100_000, "kim " * 30_000, "\u202eKIM ابن"]
)
def test_hostile_names_are_answered(index, text):
    (answer,) = index.match([text, {"name": text}][:1])
    assert all(match.score < 1 for match in answer)


def test_an_index_reads_a_file_of_entities(index, entities, tmp_path):
    path = tmp_path / "list.ftm.json"
    write_entities(entities, path)
    assert Index.build(path).match(QUERIES) == index.match(QUERIES)
    path.write_text("{")
    with pytest.raises(InputError, match="line 1"):
        Index.build(path)


def test_what_is_no_query_is_refused(index):
    with pytest.raises(TypeError, match="a query is"):
        index.match([7])


def test_a_wallet_is_found_by_its_address_as_a_name_or_a_code():
    address = "149w62rY42aZBox8fGcmqNsXUzSStKeq8C"
    index = Index.build(
        [{"id": "w", "schema": "CryptoWallet", "properties": {"publicKey": [address]}}]
    )
    assert best(index, address).score == 1.0
    assert best(index, {"name": "Nobody", "identifiers": address}).score == 0.98
    assert index.match([address[:-1] + "D"]) == [[]]


@pytest.mark.parametrize("name", ["YV2869", "YV 2869", "yv-2869"])
def test_an_aircraft_is_found_by_its_registration(name):
    index = Index.build([{"id": "p", "schema": "Airplane", "properties": {"name": ["YV-2869"]}}])
    assert best(index, name).score == 1.0


@pytest.mark.parametrize(
    "code",
    [
        {"swiftBic": "FTBDKPPYXXX"}, {"identifiers": {"bic": "FTBDKPPY"}},
        {"identifiers": ["FTBDKPPY"]},
    ],
)  # fmt: skip
def test_a_code_may_stand_under_its_own_property(index, code):
    assert best(index, {"name": "Nobody", **code}).entity_id == "ofac-15603"


def test_a_postal_code_is_no_identifier(index):
    assert index.match([{"name": "Nobody", "postalCode": "FTBDKPPY"}]) == [[]]


def test_what_was_asked_before_changes_no_answer():
    party = Entity(id="a", schema="Person", properties={"name": ["IVANOV, Yuri Egorovich"]})
    asked = [
        "Y. Ivanov",
        "Ivanov y Petrov",
        "E. Ivanov",
        "Ivanov e Silva",
        "D.E. Ivanov",
        "de Ivanov",
    ]
    fresh = [Index.build([party]).match([name], threshold=0.1)[0] for name in asked]
    index = Index.build([party])
    for order in (asked, asked[::-1]):
        for name in order:
            assert index.match([name], threshold=0.1)[0] == fresh[asked.index(name)]
