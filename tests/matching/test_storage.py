from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nostro.matching import Index, open_index
from nostro.matching.storage import FORMAT
from nostro.model.errors import WorkspaceError

QUERIES: list[Any] = [
    "Korea Kwangson Banking Corp",
    {"name": "Nikulin", "birth_date": "1978"},
    "TSMR Bank",
]


@pytest.fixture(scope="module")
def saved(index, tmp_path_factory):
    path = tmp_path_factory.mktemp("index") / "list.index"
    index.save(path)
    return path


def test_a_loaded_index_answers_like_the_one_that_was_saved(index, saved):
    loaded = Index.load(saved)
    assert loaded.match(QUERIES, limit=None, threshold=0.3) == index.match(
        QUERIES, limit=None, threshold=0.3
    )
    assert loaded.content_hash == index.content_hash
    assert loaded.find_identifier("FTBDKPPY") == index.find_identifier("FTBDKPPY")
    text = "fees of Foreign Trade Bank of Korea"
    assert loaded.find_in_text(text) == index.find_in_text(text)
    assert loaded.party("ofac-15603").programmes == ["DPRK"]


def test_equal_content_gives_equal_bytes(index, saved, tmp_path, entities):
    again = tmp_path / "again.index"
    Index.build(entities).save(again)
    assert again.read_bytes() == saved.read_bytes()


@given(st.data())
def test_a_damaged_file_is_refused(saved, tmp_path_factory, data):
    whole = saved.read_bytes()
    place = data.draw(st.integers(0, len(whole) - 1))
    cut = data.draw(st.booleans())
    broken = (
        whole[:place] if cut else whole[:place] + bytes([whole[place] ^ 255]) + whole[place + 1 :]
    )
    path = tmp_path_factory.mktemp("broken") / "list.index"
    path.write_bytes(broken)
    with pytest.raises(WorkspaceError, match=r"list\.index"):
        Index.load(path)


def test_another_format_and_a_missing_file_are_refused(saved, tmp_path):
    raw = saved.read_bytes()
    stale = tmp_path / "stale.index"
    stale.write_bytes(raw.replace(FORMAT.to_bytes(4, "big"), (FORMAT + 1).to_bytes(4, "big"), 1))
    with pytest.raises(WorkspaceError, match="another version"):
        Index.load(stale)
    with pytest.raises(WorkspaceError, match="No such file"):
        Index.load(tmp_path / "none.index")


def test_an_index_is_built_once_and_again_where_it_is_damaged(tmp_path, entities):
    asked = []

    def source():
        asked.append(1)
        return iter(entities)

    first = open_index(tmp_path / "index", "key", source)
    second = open_index(tmp_path / "index", "key", source)
    assert len(asked) == 1
    assert first.content_hash == second.content_hash
    (path,) = (tmp_path / "index").iterdir()
    path.write_bytes(path.read_bytes()[:100])
    assert open_index(tmp_path / "index", "key", source).match(QUERIES) == first.match(QUERIES)
    assert len(asked) == 2
