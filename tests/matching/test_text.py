import pytest
from hypothesis import given
from hypothesis import strategies as st


def found(index, text):
    return {(match.entity_id, text[slice(*match.span)]) for match in index.find_in_text(text)}


@pytest.mark.parametrize(
    ("text", "entity_id", "marked"),
    [
        ("INV 77 FOREIGN TRADE BANK OF KOREA 2024", "ofac-1", "FOREIGN TRADE BANK OF KOREA"),
        ("fees foreign trade\nbank of korea", "ofac-1", "foreign trade\nbank of korea"),
        ("for Jong Un Kim, thanks", "ofac-2", "Jong Un Kim"),
        ("goods Stroytreyd", "ofac-6", "Stroytreyd"),
        ("cover FTBDKPPY charges", "ofac-1", "FTBDKPPY"),
        ("btc 149w62rY42aZBox8fGcmqNsXUzSStKeq8C", "ofac-7", "149w62rY42aZBox8fGcmqNsXUzSStKeq8C"),
    ],
)
def test_listed_names_and_codes_in_running_text(index, text, entity_id, marked):
    assert (entity_id, marked) in found(index, text)


@pytest.mark.parametrize(
    "text", ["ocean and star", "foreign trade", "a bank of korea", "FTB", "Kim and Jong", "park"]
)
def test_words_alone_are_not_names(index, text):
    assert found(index, text) == set()


def test_the_place_in_a_long_text_is_right(index):
    text = "word " * 900 + "Stroytreyd"
    assert found(index, text) == {("ofac-6", "Stroytreyd")}


@given(st.text(max_size=500))
def test_no_text_breaks_it(index, text):
    for match in index.find_in_text(text):
        assert 0 <= match.span[0] < match.span[1] <= len(text)
