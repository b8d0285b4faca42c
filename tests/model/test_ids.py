from hypothesis import given
from hypothesis import strategies as st

from nostro.model.ids import content_hash, file_hash, short_id


def test_parts_do_not_run_into_each_other():
    assert content_hash("ab", "c") != content_hash("a", "bc")


@given(st.lists(st.text(max_size=20), max_size=5))
def test_an_id_is_a_function_of_its_parts(parts):
    assert short_id("alert", *parts) == short_id("alert", *parts)
    assert len(short_id("alert", *parts)) == len("alert-") + 16


def test_a_file_is_named_by_its_bytes(tmp_path):
    (tmp_path / "a").write_bytes(b"list")
    (tmp_path / "b").write_bytes(b"list")
    assert file_hash(tmp_path / "a") == file_hash(tmp_path / "b")
