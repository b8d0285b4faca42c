"""Evidence and verdict: what they say follows from asking again."""

import msgspec
import pytest
from tests.matching.conftest import listed

from nostro.matching import Index
from nostro.matching.treasury import treasury_score

NIKULIN = {
    "birthDate": "1978-03-04", "nationality": "ru", "gender": "male",
    "address": "12 Tverskaya ul., Moscow 125009, Russia", "passportNumber": "75 1234567",
}  # fmt: skip
NAMES = ["NIKULIN, Dmitry Yuryevich", "Никулин Дмитрий"]
QUERIES = [
    "Dmitri Nikulin",
    "Dmitri Yurevich Nikulin",
    "payment to Nikulin Dmitriy, invoice",
    {"name": "Dmitri Nikulin", "birth_date": "1978"},
    {"name": ["Nikulin Dmitry", "Demetrius Nikulin"], "country": "ru"},
    {"name": "Settlement House", "schema": "Company"},
    "TSMR Bank",
]


@pytest.fixture(scope="module")
def index():
    return Index.build([
        *listed("ofac-50603", "Person", NAMES, **NIKULIN),
        *listed("ofac-22488", "Company", ["TSMRBANK, OOO"], weakAlias="SETTLEMENT HOUSE"),
    ])  # fmt: skip


def rows_of(match, feature):
    return [row for row in match.verdict if row.feature == feature]


@pytest.mark.parametrize("query", QUERIES, ids=str)
def test_a_score_is_that_of_its_name_and_what_the_features_gave(index, query):
    (match, *_) = index.match([query])[0]
    name, *rest = match.evidence
    beside = [row for row in rest if not row.feature.startswith(("token", "only"))]
    gave = sum(row.weight for row in beside if row.weight and abs(row.weight) < 1)
    assert name.feature == ("weak_name" if match.weak else "name")
    assert name.score * name.weight + gave == pytest.approx(match.score, abs=2e-3)


@pytest.mark.parametrize("query", QUERIES, ids=str)
def test_without_a_word_it_scores_what_the_verdict_says(index, query):
    (match, *_) = index.match([query])[0]
    decisive = [row for row in rows_of(match, "verdict") if row.query.startswith("without ")]
    assert decisive
    for row in decisive:
        words = row.query.removeprefix("without ")
        assert row.candidate.endswith("below 0.70" if row.score < 0.7 else "still a match")
        if isinstance(query, str) and words in query.lower():
            again = index.match([query.lower().replace(words, "")], threshold=0.0)[0]
            scores = [other.score for other in again if other.entity_id == match.entity_id]
            assert scores in ([], [row.score])


@pytest.mark.parametrize(
    ("change", "fields"),
    [
        ("born 1978-03-04", {"birth_date": "1978-03-04"}),
        ("born 1988", {"birth_date": "1988"}),
        ("country ru", {"country": "ru"}),
        ("country other than ru", {"country": "fr"}),
        ("gender not male", {"gender": "female"}),
        (f"address {NIKULIN['address']}", {"address": NIKULIN["address"]}),
        ("passport 75 1234567", {"identifiers": "751234567"}),
        ("a company", {"schema": "Company"}),
    ],
)
def test_with_a_field_it_scores_what_the_verdict_says(index, change, fields):
    (match,) = index.match(["Dmitri Nikulin"])[0]
    (row,) = [row for row in rows_of(match, "verdict") if row.query == change]
    (again,) = index.match([{"name": "Dmitri Nikulin", **fields}], threshold=0.0)[0]
    assert row.score == again.score
    assert row.weight == 0


def test_a_field_that_decided_is_named(index):
    asked = {"name": "Nikula Dmitry", "birth_date": "1978-03-04"}
    (match,) = [m for m in index.match([asked], threshold=0.6)[0] if m.score > 0.6]
    assert "without birth date" in {row.query for row in rows_of(match, "verdict")}
    (by_code,) = index.match([{"name": "Nobody", "identifiers": "751234567"}])[0]
    assert [row.query for row in by_code.verdict] == ["without identifier"]


def test_the_words_that_met_none_are_named(index):
    (match,) = index.match(["Dmitry Yuryevich Nikulin Weatherby"], threshold=0.3)[0]
    alone = {row.feature: row for row in match.evidence if row.feature.startswith("only")}
    assert alone["only_asked"].query == "weatherby"
    assert all(row.score == row.weight == 0 for row in alone.values())


def test_an_entry_of_ofac_has_the_treasurys_score_by_its_best_name(index):
    (match,) = index.match(["Settlement House"], threshold=0.3)[0]
    (row,) = rows_of(match, "treasury_score")
    names = ["TSMRBANK, OOO", "SETTLEMENT HOUSE"]
    assert row.score * 100 == max(treasury_score("Settlement House", name) for name in names)
    assert row.candidate == "SETTLEMENT HOUSE"
    assert row.weight == 0


def test_entries_of_other_lists_have_no_treasury_score():
    party, sanction = listed("un-1", "Person", ["NIKULIN, Dmitry"])
    for entity in (party, sanction):
        entity.datasets = ["un_sc_sanctions"]
    (match,) = Index.build([party, sanction]).match(["Dmitri Nikulin"])[0]
    assert rows_of(match, "treasury_score") == []


@pytest.mark.parametrize(
    "name", ["Nikulin \ud800 Dmitry", "\u202eDmitry Nikulin", "Nikulin\x00 Dmitry"]
)
def test_the_json_of_a_hostile_name_can_be_written(index, name):
    query = {"name": name, "address": f"Tverskaya, Moscow {name}", "birth_date": name}
    for match in index.match([query], threshold=0.3)[0]:
        assert msgspec.json.encode(match.to_dict())


def test_evidence_and_verdict_are_made_when_they_are_read():
    party, sanction = listed("un-1", "Person", ["NIKULIN, Dmitry"])
    (match,) = Index.build([party, sanction]).match(["Dmitri Nikulin"])[0]
    assert match._explained is None
    assert match._verdict is None
    rows = match.to_dict()["evidence"]
    assert len(rows) == len(match.evidence) + len(match.verdict)
    assert match.verdict is match.verdict
