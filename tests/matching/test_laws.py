"""What holds for all names."""

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from nostro.matching import compare
from nostro.names import read_name, tokenise

WORDS = (
    "Mohammed Muhammad Hassan Kim Jong Un Chol Dmitry Dmitri Nikulin Yuryevich Maria Mario Garcia "
    "Lopez Stroytreyd Kwangson Bank Banking Trading House III 44 LLC OOO GmbH al bin de Sheikh "
    "Никулин Дмитрий محمد حسن 김 J A"
).split()
NAMES = st.lists(st.sampled_from(WORDS), min_size=1, max_size=5).map(" ".join)
# Words that no name of the others is like.
STRANGE = st.sampled_from(["Xyzzyqua", "Wobblethorpe", "Quilfinzak", "Brumgaldovex"])
SCHEMATA = st.sampled_from([None, "Person", "Company"])


@settings(deadline=None)
@given(NAMES, NAMES, SCHEMATA)
def test_a_comparison_is_symmetric_and_a_share(one, other, schema):
    score = compare(one, other, schema)
    assert 0 <= score <= 1
    assert score == compare(other, one, schema)


@settings(deadline=None)
@given(st.text(max_size=40), st.text(max_size=40), SCHEMATA)
def test_any_texts_compare_alike_in_both_directions(one, other, schema):
    score = compare(one, other, schema)
    assert 0 <= score <= 1
    assert score == compare(other, one, schema)
    if score == 1:
        mine, theirs = (
            {tuple(sorted(token.key for token in tokens)) for tokens in read_name(text)}
            for text in (one, other)
        )
        assert mine & theirs


@settings(deadline=None)
@given(NAMES, NAMES)
def test_only_names_of_the_same_words_score_one(one, other):
    equal = sorted(t.key for t in tokenise(one)) == sorted(t.key for t in tokenise(other))
    assert (compare(one, other) == 1.0) == equal


@settings(deadline=None)
@given(NAMES, NAMES, STRANGE, SCHEMATA)
def test_another_word_on_both_sides_that_agrees_never_lowers(one, other, word, schema):
    before = compare(one, other, schema)
    assert compare(f"{one} {word}", f"{other} {word}", schema) >= before - 1e-4


@settings(deadline=None)
@given(NAMES, NAMES, st.sampled_from(WORDS), SCHEMATA)
def test_a_known_word_on_both_sides_never_lowers(one, other, word, schema):
    # A name that repeats a word meets the other in more ways than before: docs/model.md.
    assume(all(len(set(name.split())) == len(name.split()) for name in (one, other)))
    # What a number is depends on the words beside it.
    assume(word not in {*one.split(), *other.split(), "44", "III"})
    before = compare(one, other, schema)
    assert compare(f"{one} {word}", f"{other} {word}", schema) >= before - 1e-4


@settings(deadline=None)
@given(NAMES, NAMES, SCHEMATA)
def test_words_that_contradict_never_raise(one, other, schema):
    before = compare(one, other, schema)
    assert compare(f"{one} Xyzzyqua", f"{other} Wobblethorpe", schema) <= before + 1e-4
