import pytest
from hypothesis import given
from hypothesis import strategies as st


def found(index, text):
    return [(match.entity_id, text[slice(*match.span)]) for match in index.find_in_text(text)]


@pytest.mark.parametrize(
    ("text", "entity_id", "words"),
    [
        ("INV 77 Foreign Trade Bank of Korea fees", "ofac-15603", "Foreign Trade Bank of Korea"),
        ("INV 77 FOREIGN TRADE\r\nBANK OF KOREA", "ofac-15603", "FOREIGN TRADE\r\nBANK OF KOREA"),
        ("loan via TSMRBANK.", "ofac-22488", "TSMRBANK"),
        ("to Dmitry Yuryevich Nikulin, rent", "ofac-50603", "Dmitry Yuryevich Nikulin"),
        ("acc with FTBDKPPYXXX ref 1", "ofac-15603", "FTBDKPPYXXX"),
        ("freight IMO 7937317", "un-7", "7937317"),
        ("btc 149w62rY42aZBox8fGcmqNsXUzSStKeq8C now", "ofac-5",
         "149w62rY42aZBox8fGcmqNsXUzSStKeq8C"),
    ],
)  # fmt: skip
def test_a_listed_name_or_code_in_running_text_is_marked(index, text, entity_id, words):
    ((found_id, marked),) = found(index, text)
    assert found_id == entity_id
    assert words in marked


@pytest.mark.parametrize(
    "text",
    [
        "", "settlement of house rent", "trade bank fees", "INVOICE 7937318", "Korea bank",
        "foreign exchange, trade, bank of China", "li", "un", "payment for settlement house works",
    ],
)  # fmt: skip
def test_common_words_are_no_hit(index, text):
    assert [entity_id for entity_id, _ in found(index, text) if entity_id != "ofac-22488"] == []


def test_a_weak_alias_in_text_says_so(index):
    assert all(match.weak for match in index.find_in_text("Settlement House"))


def test_a_long_text_is_searched_to_its_bound(index):
    text = "nothing here " * 1_000 + "FOREIGN TRADE BANK OF KOREA"
    assert [entity_id for entity_id, _ in found(index, text)] == ["ofac-15603"]


@given(st.text(max_size=300), st.integers(min_value=0, max_value=300))
def test_a_name_is_found_wherever_it_stands(index, text, place):
    around = f"{text[:place]}\nFOREIGN TRADE BANK OF KOREA\n{text[place:]}"
    matches = [m for m in index.find_in_text(around) if m.entity_id == "ofac-15603"]
    assert matches
    for match in matches:
        assert 0 <= match.span[0] < match.span[1] <= len(around)
        assert 0.9 <= match.score <= 1.0
