"""Names read before and asked of an index are found as queries are."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from nostro.matching import Index
from nostro.matching.asked import WordColumns
from nostro.matching.ragged import starts
from nostro.model.entities import Entity
from nostro.names import words_read

LISTED = [
    ("Person", "KIM, Jong Un"), ("Company", "STROYTREYD LLC"), ("Person", "НИКУЛИН, Дмитрий"),
    ("Company", "OCEAN MARITIME MANAGEMENT COMPANY"), ("Person", "Abd al-Rahman Aziz"),
]  # fmt: skip
ASKED = [
    "Kim Jong-un", "Kim", "KIM JONGUN", "Stroy Treyd", "Strojtreyd", "Dmitry Nikulin", "Nikulyn D",
    "Ocean Maritime Mgmt", "Oceanmaritime Management", "Abdulrahman Aziz", "Aziz", "Nobody", "LLC",
    "김정은", "Koncern Bank LLC", "Ltd Company",
]  # fmt: skip


@given(
    listed=st.sets(st.sampled_from(LISTED), min_size=1),
    names=st.lists(st.sampled_from(ASKED), unique=True),
    threshold=st.sampled_from([0.3, 0.4, 0.7, 0.9]),
)
def test_the_same_names_are_found(listed, names, threshold):
    index = Index.build(
        Entity(id=name, schema=schema, properties={"name": [name]}) for schema, name in listed
    )
    readings = [(name, words) for name in names for words in words_read(name)]
    known = {word.key: word for _, words in readings for word in words}
    number = {key: at for at, key in enumerate(known)}
    among = index.among(WordColumns.of(list(known.values())))
    flat = np.array([number[word.key] for _, words in readings for word in words], np.int32)
    hits = among.names(starts(len(words) for _, words in readings), flat, threshold)
    answers = index.match(names, limit=None, threshold=threshold)
    assert {readings[at][0] for at in hits.tolist()} == {
        name for name, matches in zip(names, answers, strict=True) if matches
    }


def test_columns_of_words_can_be_cut():
    words = [word for name in ASKED for word in words_read(name)[0]]
    whole, part = WordColumns.of(words), WordColumns.of(words[3:7])
    for cut, made in zip(whole.part(3, 7), part, strict=True):
        assert cut.tolist() == made.tolist()
