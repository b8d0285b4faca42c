import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nostro.model.errors import InputError
from nostro.screening.yaml_rows import read_yaml


class Row(msgspec.Struct, forbid_unknown_fields=True):
    name: str
    share: float = 0.0


class Rows(msgspec.Struct, forbid_unknown_fields=True):
    rows: list[Row]
    named: dict[str, Row] = {}


def read(tmp_path, text):
    path = tmp_path / "rows.yaml"
    path.write_bytes(text.encode("utf-8", "surrogatepass"))
    return read_yaml(path, Rows, "a file of rows")


def test_a_good_file_is_its_rows(tmp_path):
    found = read(tmp_path, "rows:\n  - {name: a}\n  - name: b\n    share: 0.5\n")
    assert found == Rows([Row("a"), Row("b", 0.5)])


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("rows:\n  - name: a\n  - name: b\n    share: much\n", "line 4: Expected `float`"),
        ("rows:\n  - name: a\n  - nmae: b\n", "line 3: Object contains unknown field `nmae`"),
        ("rows: []\nnamed:\n  x: {name: 7}\n", "line 2: Expected `str`"),
        ("rows: [\n", "line 2"),
        ("rows: []\nrows: []\n", "line 2: the key 'rows' stands twice"),
        ("rows: &a []\nnamed: *a\n", "used again by an alias"),
        ("rows: !!python/object:os.x {}", "could not determine a constructor"),
        ("rows: " + "[" * 10_000, "nested too deeply"),
        ("# " + "x" * 2_000_001, "larger than"),
        ("", "Expected `object`, got `null`"),
        ("\ud800", "unacceptable character"),
        ("rows: [{name: 2024-99-99}]", "month must be in"),
        (f"rows: [{{name: {'9' * 5_000}}}]", "digits"),
    ],
)
def test_what_is_wrong_is_said_with_its_line(tmp_path, text, told):
    with pytest.raises(InputError, match="not a file of rows: .*" + told.replace("[", r"\[")[:60]):
        read(tmp_path, text)


@given(st.text(max_size=80))
def test_any_text_is_rows_or_is_refused(tmp_path_factory, text):
    try:
        found = read(tmp_path_factory.getbasetemp(), text)
    except InputError:
        return
    assert isinstance(found, Rows)
