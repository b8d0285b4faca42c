"""Names that nobody bears: bounded time, an empty answer or a score, never a crash."""

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nostro.matching import Index, compare
from nostro.model.entities import Entity

HOSTILE = [
    "", " ", "\t\n", "\x00", "\x1b[31m", "\u202eKim\u202c", "\ud800", "kim\udfff", "🙂" * 50,
    "x" * 100_000, "kim " * 25_000, "." * 1_000, "'" * 1_000, "1" * 5_000, "\u0301" * 500,
    "\u202dKim\u202e Jong\u200f Un", "\u2066Kim\u2069 \u200bJong\u200d \ufeffUn",
    "K" + "\u0301" * 10_000 + "im",
    "Kim Jong Un" + "\u0489" * 50_000, "\u200b" * 100_000, " ".join("abcdefghij" * 4),
    "Kim\ud83d Jong\ude00 Un", "\u0600" * 999, "👩\u200d👩\u200d👧 Kim", "Kim\x00Jong\x1fUn\x7f",
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
        assert msgspec.json.encode(match.to_dict())
    assert 0 <= compare(name, "Kim Jong Un") <= 1


@pytest.mark.parametrize("name", HOSTILE, ids=range(len(HOSTILE)))
def test_a_hostile_name_can_be_listed(name):
    entity = Entity(id="a", schema="Person", properties={"name": [name, "Kim Jong Un"]})
    (answer,) = Index.build([entity]).match(["Kim Jong Un"])
    assert [match.score for match in answer] == [1.0]


@pytest.mark.parametrize(
    "name",
    [
        "\u202eKim Jong Un\u202c", "Kim\u200d Jong\u200c Un", "Kim\u2060 Jong\ufeff Un",
        "K\u0301\u0301im Jong Un\u0301", "Kim\xa0Jong\u3000Un", "Ｋｉｍ　Ｊｏｎｇ　Ｕｎ",
        "Kim🙂Jong🙂Un",
        "\x00Kim\x07Jong\x1bUn", "Kim Jong Un" + "\u0301" * 5_000,
    ],
)  # fmt: skip
def test_marks_that_are_not_seen_hide_no_name(index, name):
    (match,) = index.match([name])[0]
    assert match.score == 1.0


def test_words_that_are_near_to_ten_thousand_others_are_answered():
    vowels = [a + b + c + d for a in "aeiou" for b in "aeiou" for c in "aeiou" for d in "aeiou"]
    words = [f"m{v[0]}h{v[1]}m{v[2]}{d}{v[3]}" for v in vowels for d in "dtmnlrszkgbpfvjc"]
    assert len(words) == 10_000
    names = {str(n): " ".join(words[n : n + 10]) for n in range(0, len(words), 10)}
    index = Index.build(
        Entity(id=key, schema="Person", properties={"name": [name]}) for key, name in names.items()
    )
    query = " ".join(words[::250])
    (answer,) = index.match([query], limit=None, threshold=0.0)
    assert len(answer) <= len(names)
    assert index.match([names["20"]])[0][0].entity_id == "20"


def test_a_party_of_very_many_names_is_explained():
    words = [f"na{a}{b}m{c}" for a in "aeiou" for b in "bdfgklmnprst" for c in "aeiou"]
    names = [" ".join(words[at : at + 12]) for at in range(200)]
    index = Index.build([Entity(id="a", schema="Person", properties={"name": names})])
    (match,) = index.match([names[7]])[0]
    assert match.score == 1.0
    assert len(match.evidence) <= 20
    assert len(match.verdict) <= 20


def test_fields_beside_the_name_are_read_to_a_bound(index):
    query = {
        "name": ["Kim Jong Un"] * 1_000, "birth_date": ["19" * 50_000] * 1_000,
        "address": ["\ud800" * 50_000] * 1_000, "country": ["\x00"] * 100_000,
        "identifiers": ["1" * 100_000] * 1_000, "gender": ["m" * 100_000], "schema": "\ud800",
    }  # fmt: skip
    (match,) = index.match([query])[0]
    assert match.score == 1.0


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
        "query = {'name': 'Kim Jong Un', 'country': 'kp', 'birth_date': '1984', 'address': 'x'};"
        "match = index.match([query])[0][0];"
        "print(match.evidence[0].score, nostro.compare('Kim Jong Un', 'Ким Чен Ын') > 0.7,"
        " len(match.to_dict()['evidence']) > 3);"
        "print([m for m in ('followthemoney', 'polars', 'duckdb', 'pandas', 'lxml', 'rich')"
        " if m in sys.modules])"
    )
    out = subprocess.check_output([sys.executable, "-c", code, str(tmp_path / "index")], text=True)
    assert out.split("\n")[:2] == ["1.0 True True", "[]"]
