from hypothesis import given, settings
from hypothesis import strategies as st

from nostro.matching import Index
from nostro.model.entities import Entity

NAMES = st.sampled_from(
    ["Kim Jong Un", "KIM, Jong-un", "Никулин Дмитрий", "TSMRBANK, OOO", "Abd al-Rahman Ali", "محمد"]
)
PARTIES = st.dictionaries(
    st.sampled_from("abcdefg"), st.lists(NAMES, min_size=1, max_size=3), max_size=6
)
QUERIES = ["Jong Un Kim", "Dmitry Nikulin", "TSMR Bank", "Abdulrahman Ali", "Mohammed"]


def entities(parties):
    return [
        Entity(
            id=key,
            schema="Person",
            properties={"name": names, "passportNumber": ["7777777", f"{key}{len(names)}55555"]},
            datasets=["x"],
        )
        for key, names in parties.items()
    ]


@settings(deadline=None, max_examples=60)
@given(PARTIES, PARTIES, st.sets(st.sampled_from("abcdefg")))
def test_an_updated_index_is_the_one_built_afresh(before, changed, removed):
    updated = Index.build(entities(before)).updated(entities(changed), removed)
    kept = {key: names for key, names in before.items() if key not in removed}
    fresh = Index.build(entities({**kept, **changed}))
    assert updated.content_hash == fresh.content_hash
    assert updated.match(QUERIES, threshold=0.3) == fresh.match(QUERIES, threshold=0.3)
    assert len(updated) == len(fresh)
    for code in ("7777777", "a155555", "G2-55555", "none"):
        assert updated.find_identifier(code) == fresh.find_identifier(code)
    assert len(fresh.find_identifier("7777777")) == len(fresh)


def test_an_updated_index_is_saved_to_the_same_bytes(tmp_path):
    first = entities({"a": ["Kim Jong Un"], "b": ["Dmitry Nikulin"]})
    second = entities({"b": ["Nikulin, Dmitry Yuryevich"], "c": ["TSMRBANK"]})
    Index.build(first).updated(second, ["a"]).save(tmp_path / "updated")
    Index.build(second).save(tmp_path / "fresh")
    assert (tmp_path / "updated").read_bytes() == (tmp_path / "fresh").read_bytes()


def test_an_index_changed_from_a_file_answers_like_it(tmp_path):
    Index.build(entities({"a": ["Kim Jong Un"]})).save(tmp_path / "index")
    index = Index.load(tmp_path / "index").updated(entities({"b": ["Dmitry Nikulin"]}))
    assert [m.entity_id for answer in index.match(QUERIES[:2]) for m in answer] == ["a", "b"]
