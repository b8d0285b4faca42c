"""Names that nobody bears: bounded time, an empty answer or a score, never a crash."""

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nostro.matching import Index, compare
from nostro.model.entities import Entity

HOSTILE = [
    "", " ", "\t\n", "\x00", "\x1b[31m", "\u202eKim\u202c", "\ud800", "kim\udfff", "🙂" * 50,
    "x" * 100_000, "kim " * 25_000, "." * 1_000, "'" * 1_000, "1" * 5_000, "\u0301" * 500,
    "ﷺ" * 50, "김" * 3_000, "ال" * 500, "=company", "#44", "~john", "<llc>", "İ" * 60, "ß" * 999,
]  # fmt: skip


@pytest.fixture(scope="module")
def index():
    names = {"a": "Kim Jong Un", "b": "Никулин Дмитрий Юрьевич", "c": "TSMRBANK, OOO", "d": "#44"}
    return Index.build(
        Entity(id=key, schema="Person", properties={"name": [name]}) for key, name in names.items()
    )


@pytest.mark.parametrize("name", HOSTILE, ids=range(len(HOSTILE)))
def test_a_hostile_name_is_answered(index, name):
    for match in index.match([name], limit=None, threshold=0.1)[0]:
        assert 0.1 <= match.score <= 1
        assert match.evidence
    assert 0 <= compare(name, "Kim Jong Un") <= 1


@pytest.mark.parametrize("name", HOSTILE, ids=range(len(HOSTILE)))
def test_a_hostile_name_can_be_listed(name):
    entity = Entity(id="a", schema="Person", properties={"name": [name, "Kim Jong Un"]})
    (answer,) = Index.build([entity]).match(["Kim Jong Un"])
    assert [match.score for match in answer] == [1.0]


@settings(deadline=None)
@given(st.text(st.characters(), max_size=60), st.text(st.characters(), max_size=60))
def test_any_two_texts_compare(one, other):
    assert 0 <= compare(one, other) <= 1


@settings(deadline=None)
@given(st.text(st.characters(), max_size=90))
def test_any_text_is_answered(index, name):
    for match in index.match([name], threshold=0.2)[0]:
        start, end = match.query_span
        assert 0 <= start < end <= len(name)


def test_a_million_equal_queries_are_one_question(index):
    answers = index.match(["Kim Jong Un"] * 1_000_000)
    assert len(answers) == 1_000_000
    assert answers[0][0].score == answers[-1][0].score == 1.0


def test_threads_may_share_an_index(index):
    names = [
        f"{first} {last}" for first in "Kim Jong Dmitry".split() for last in "Un Ivanov Li".split()
    ]
    alone = index.match(names, threshold=0.2)
    with ThreadPoolExecutor(8) as pool:
        for answers in pool.map(lambda _: index.match(names, threshold=0.2), range(40)):
            assert answers == alone


@pytest.mark.parametrize("query", [3, None, ["Kim"], b"Kim"])
def test_what_is_no_query_is_refused(index, query):
    with pytest.raises(TypeError, match="a query is"):
        index.match([query])


def test_the_path_that_answers_imports_no_heavy_library(index, tmp_path):
    index.save(tmp_path / "index")
    code = (
        "import sys; from pathlib import Path; import nostro;"
        "index = nostro.Index.load(Path(sys.argv[1]));"
        "print(index.match(['Kim Jong Un'])[0][0].evidence[0].score);"
        "print([m for m in ('followthemoney', 'polars', 'duckdb', 'pandas', 'lxml')"
        " if m in sys.modules])"
    )
    out = subprocess.check_output([sys.executable, "-c", code, str(tmp_path / "index")], text=True)
    assert out.split("\n")[:2] == ["1.0", "[]"]
