"""What holds for the scores of an index, with fields beside the name."""

from hypothesis import given, settings
from hypothesis import strategies as st

from nostro.matching import Index
from nostro.model.entities import Entity

FIELDS = {
    "birthDate": ["1961-04-03"], "nationality": ["ru"], "gender": ["male"],
    "address": ["12 Tverskaya ul., Moscow 125009, Russia"], "passportNumber": ["75 1234567"],
}  # fmt: skip
LISTED = {
    "a": ("Person", {"name": ["NIKULIN, Dmitry Yuryevich", "Никулин Дмитрий"], **FIELDS}),
    "b": ("Person", {"name": ["MOHAMMED HASSAN ALI"], "weakAlias": ["Abu Kwangson"], **FIELDS}),
    "c": ("Company", {"name": ["KOREA KWANGSON BANKING CORPORATION"], "country": ["kp"]}),
    "d": ("Vessel", {"name": ["CHONG CHON GANG 2"], "imoNumber": ["7937317"]}),
}
WORDS = (
    "Dmitri Dmitry Nikulin Yurevich Yuryevich Olegovich Mohammed Muhammad Hassan Ali Abu Korea "
    "Kwangson Bank Corp Chong Chon Gang 2 LLC al D. Никулин Дмитрий"
).split()
NAMES = st.lists(st.sampled_from(WORDS), min_size=1, max_size=5).map(" ".join)
AGREEING = {
    "birth_date": ["1961-04-03", "1961-04", "1961"], "country": ["ru", "Russia"],
    "address": ["Tverskaya 12, Moscow"], "gender": ["male", "M"], "schema": ["Person"],
    "identifiers": ["751234567"],
}  # fmt: skip
CONTRADICTING = {
    "birth_date": ["1990-02-01", "1964", "1961-09-21"], "country": ["pe"],
    "address": ["Rua Augusta 7, Lisboa, Portugal"], "gender": ["female"], "schema": ["Vessel"],
}  # fmt: skip
STRANGE = st.sampled_from(["Xyzzyqua", "Wobblethorpe", "Quilfinzak"])


def field(table):
    return st.sampled_from([(name, value) for name, of in table.items() for value in of])


BESIDE = st.dictionaries(
    st.sampled_from(["birth_date", "country", "gender"]), st.sampled_from(["1961", "ru", "male"])
)
INDEX = Index.build(
    Entity(id=key, schema=schema, properties=props) for key, (schema, props) in LISTED.items()
)


def scores(query, index=INDEX):
    """The score of each party that a query may mean; 0 for the others."""
    found = {match.entity_id: match.score for match in index.match([query], None, 0.05)[0]}
    return {key: found.get(key, 0.0) for key in LISTED}


@settings(deadline=None)
@given(NAMES, BESIDE, field(AGREEING))
def test_a_field_that_agrees_never_lowers(name, beside, more):
    beside.pop(more[0], None)
    before, after = (
        scores({"name": name, **beside}),
        scores({"name": name, **beside, more[0]: more[1]}),
    )
    # The parties that bear the fields of the table.
    assert all(after[key] >= before[key] - 1e-4 for key in ("a", "b"))


@settings(deadline=None)
@given(NAMES, BESIDE, field(CONTRADICTING))
def test_a_field_that_contradicts_never_raises(name, beside, more):
    beside.pop(more[0], None)
    before, after = (
        scores({"name": name, **beside}),
        scores({"name": name, **beside, more[0]: more[1]}),
    )
    assert all(after[key] <= before[key] + 1e-4 for key in ("a", "b"))


@settings(deadline=None)
@given(NAMES, BESIDE, STRANGE)
def test_a_word_that_meets_none_never_raises(name, beside, word):
    before, after = scores({"name": name, **beside}), scores({"name": f"{name} {word}", **beside})
    # A last word may be the beginning of a longer one, which it is no more with one behind it.
    assert all(after[key] <= before[key] + 1e-4 for key in LISTED)


@settings(deadline=None, max_examples=50)
@given(NAMES, st.sampled_from(sorted(LISTED)), STRANGE)
def test_a_word_more_on_both_sides_never_lowers(name, key, word):
    schema, props = LISTED[key]
    listed = props["name"][0]
    alone, more = (
        Index.build([Entity(id=key, schema=schema, properties={"name": [text]})])
        for text in (listed, f"{listed} {word}")
    )
    assert scores(f"{name} {word}", more)[key] >= scores(name, alone)[key] - 1e-4


@settings(deadline=None)
@given(NAMES, NAMES, BESIDE)
def test_another_name_of_a_query_never_lowers(one, other, beside):
    alone, both = scores({"name": one, **beside}), scores({"name": [one, other], **beside})
    assert all(both[key] >= alone[key] for key in LISTED)


@settings(deadline=None)
@given(NAMES, BESIDE, st.sampled_from([0.3, 0.7, 0.9]))
def test_a_threshold_cuts_and_changes_no_score(name, beside, threshold):
    # A lower one may find more than its cut shows (docs/matching.md, Limits).
    query = {"name": name, **beside}
    every = {key: score for key, score in scores(query).items() if score >= threshold}
    cut = {match.entity_id: match.score for match in INDEX.match([query], None, threshold)[0]}
    assert cut.items() <= every.items()
