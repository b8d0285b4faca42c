import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nostro.matching import Index, compare, open_index
from nostro.model.errors import WorkspaceError

QUERIES = [
    "Kim Jong-un", "foreign trade bank of korea", "TSMR BANK", "Strojtrejd", "Ocean Star", "FTB",
    {"name": "Kim Jong Un", "birth_date": "1984"}, {"name": "x", "identifiers": ["044525059"]},
]  # fmt: skip


def ids(matches):
    return [match.entity_id for match in matches]


def test_answers_come_in_the_order_of_the_queries(index):
    answers = index.match(["Stroytreyd", "Nobody At All", "Ocean Star"], limit=1)
    assert [ids(answer) for answer in answers] == [["ofac-6"], [], ["ofac-4"]]


def test_all_parties_of_a_name_are_found(index):
    (answer,) = index.match(["Kim Jong Un"], limit=None)
    assert set(ids(answer)) == {"ofac-2", "ofac-5"}


def test_exclusions_apply_before_the_cut(index):
    (answer,) = index.match(["Kim Jong Un"], limit=1, exclude={"ofac-2"})
    assert ids(answer) == ["ofac-5"]


def test_a_birth_date_supports_one_and_contradicts_the_other(index):
    (answer,) = index.match([{"name": "Kim Jong Un", "birth_date": "1984-01-08"}], threshold=0.5)
    assert ids(answer) == ["ofac-2", "ofac-5"]
    features = {row.feature for row in answer[1].evidence}
    assert "birth_year_differs" in features
    assert answer[0].score == 1.0


def test_an_identifier_decides(index):
    (answer,) = index.match([{"name": "Some Other Words", "identifiers": "044525059"}])
    assert ids(answer) == ["ofac-3"]
    assert answer[0].evidence[0].feature == "bik"


def test_a_person_is_no_company(index):
    with_kind = index.match([{"name": "Stroytreyd", "schema": "Person"}], threshold=0)[0][0]
    without = index.match(["Stroytreyd"], threshold=0)[0][0]
    assert with_kind.score < without.score


def test_a_weak_alias_scores_less_and_says_so(index):
    (match,) = index.match(["FTB"])[0]
    assert match.weak
    assert match.score < 1
    assert match.evidence[0].feature == "weak_name"


def test_evidence_names_the_words_that_met(index):
    (match, *_) = index.match(["Foreign Trade Bank Korea"])[0]
    rows = {(row.query, row.candidate) for row in match.evidence}
    assert ("foreign", "foreign") in rows
    record = match.to_dict()
    assert json.dumps(record)
    assert set(record) == {
        "entity_id", "caption", "schema", "datasets", "score", "match", "evidence",
    }  # fmt: skip


def test_the_span_covers_the_matched_words(index):
    text = "Payee: Kim Jong Un"
    match = index.match([text], threshold=0.5)[0][0]
    assert text[slice(*match.query_span)] == "Kim Jong Un"


def test_the_index_scores_as_compare_does(index):
    for query in ("Kim Chong Un", "Stroytreyd Ltd", "TSMR Bank"):
        for match in index.match([query], limit=None)[0]:
            assert match.score == compare(query, match.name)


@pytest.mark.parametrize(
    ("code", "entity_id", "kind"),
    [
        ("FTBDKPPY", "ofac-1", "bic"),
        ("FTBDKPPYXXX", "ofac-1", "bic"),
        ("ftbd kp py", "ofac-1", "bic"),
        ("044525059", "ofac-3", "bik"),
        ("IMO 9074729", "ofac-4", "imo"),
        ("149w62rY42aZBox8fGcmqNsXUzSStKeq8C", "ofac-7", "wallet"),
    ],
)
def test_codes_are_found_however_they_are_written(index, code, entity_id, kind):
    (found,) = index.find_identifier(code)
    assert (found.entity_id, found.kind) == (entity_id, kind)


@pytest.mark.parametrize("code", ["", "12", "FTBDKPPX", "149w62ry42azbox8fgcmqnsxuzsstkeq8c"])
def test_other_codes_are_not(index, code):
    assert index.find_identifier(code) == []


def test_an_index_from_a_file_answers_the_same(index, tmp_path):
    index.save(tmp_path / "a.index")
    loaded = Index.load(tmp_path / "a.index")
    assert loaded.match(QUERIES, limit=None) == index.match(QUERIES, limit=None)
    assert loaded.content_hash == index.content_hash
    assert len(loaded) == len(index)


@given(st.permutations(range(7)))
def test_the_order_of_building_does_not_change_an_answer(entities, index, order):
    pairs = [entities[2 * at : 2 * at + 2] for at in order]
    shuffled = [entity for pair in pairs for entity in pair] + entities[14:]
    again = Index.build(shuffled)
    assert again.match(QUERIES, limit=None) == index.match(QUERIES, limit=None)


@given(st.sets(st.integers(0, 6), min_size=1))
def test_an_index_over_some_answers_for_them_as_one_over_all(entities, index, chosen):
    part = [entity for at in sorted(chosen) for entity in entities[2 * at : 2 * at + 2]]
    names = {f"ofac-{at + 1}" for at in chosen}
    some = Index.build(part).match(QUERIES, limit=None)
    for answer, whole in zip(some, index.match(QUERIES, limit=None), strict=True):
        assert answer == [match for match in whole if match.entity_id in names]


@pytest.mark.parametrize("damage", [b"", b"nothing", None])
def test_a_damaged_index_never_answers(index, tmp_path, damage):
    path = tmp_path / "a.index"
    index.save(path)
    raw = path.read_bytes()
    path.write_bytes(raw[:-9] if damage is None else damage)
    with pytest.raises(WorkspaceError):
        Index.load(path)


def test_a_damaged_file_in_the_cache_is_built_again(entities, tmp_path):
    (tmp_path / "k.index").write_bytes(b"nostro-index then nothing")
    index = open_index(tmp_path, "k", lambda: entities)
    assert len(index) == 7
    unneeded = open_index(tmp_path, "k", lambda: pytest.fail("the file was whole"))
    assert unneeded.content_hash == index.content_hash


def test_entities_without_a_sanction_are_indexed_when_none_has_one():
    company = {"id": "c1", "schema": "Company", "properties": {"name": ["Lindqvist Timber"]}}
    assert ids(Index.build([company]).match(["Lindqvist Timber"])[0]) == ["c1"]


def test_what_is_no_query_is_refused(index):
    with pytest.raises(TypeError, match="a query is"):
        index.match([12])


@given(st.text(max_size=200))
def test_no_name_breaks_it(index, text):
    for match in index.match([text, {"name": text, "birth_date": text}], limit=None)[0]:
        start, end = match.query_span
        assert 0 <= start <= end <= len(text)
    index.find_identifier(text)


@pytest.mark.parametrize("text", ["", "x" * 100_000, "a b " * 30_000, "\ud800", "\x00\x01", "😀😀"])
def test_hostile_names_are_answered_at_once(index, text):
    assert index.match([text]) == [[]]
