import pytest
from hypothesis import given
from hypothesis import strategies as st

from nostro.matching.near_text import is_one_slip
from nostro.matching.text import TextFinder


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


@pytest.fixture(scope="module")
def near():
    names = {
        "fleet": "SOVKOMFLOT MURMANSK", "man": "KHANZADEH, Behrouz", "alone": "Sovkomflot",
        "bank": "FOREIGN TRADE BANK OF KOREA",
    }  # fmt: skip
    given = [(party, name, False) for party, name in names.items()]
    return TextFinder([*given, ("weak", "KRASNOGVARDEYSK ZELENOGORSK", True)], lambda _: [])


@pytest.mark.parametrize(
    ("text", "entity_id", "words"),
    [
        ("INV 7 SOVKOMFLOTT MURMANSK 12.03", "fleet", "SOVKOMFLOTT MURMANSK"),
        ("INV 7 SOVKMOFLOT MURMANSK 12.03", "fleet", "SOVKMOFLOT MURMANSK"),
        ("INV 7 SOVKOMFLOT MURMANKS 12.03", "fleet", "SOVKOMFLOT MURMANKS"),
        ("INV 7 SOVKOMFLOTMURMANSK 12.03", "fleet", "SOVKOMFLOTMURMANSK"),
        ("INV 7 SOVKOM\r\nFLOT MURMANSK 12.03", "fleet", "SOVKOM\r\nFLOT MURMANSK"),
        ("INV 7 SOVKOMFLOT MUR-MANSK 12.03", "fleet", "SOVKOMFLOT MUR-MANSK"),
        ("INV 7 SOVKOM FLOT 12.03", "alone", "SOVKOM FLOT"),
        ("for Behrouz Khanzadhe rent", "man", "Behrouz Khanzadhe"),
        ("for khan-zadeh behrouz rent", "man", "khan-zadeh behrouz"),
    ],
)
def test_a_name_that_is_nearly_there_is_marked_and_scores_less(near, text, entity_id, words):
    (match,) = [found for found in near.find(text) if found.entity_id == entity_id]
    assert text[slice(*match.span)] == words
    assert 0.90 <= match.score < 0.92


@pytest.mark.parametrize(
    "text",
    [
        "SOVKMOFLOT MURMANKS", "SOVKOMFLOTT", "SOVKOMFLOT, MINSK", "SOVKOM. FLOT", "SO VKOMFLOT",
        "FOREIGN TRADE BANK OF KOREAS", "FOREIGNTRADE BANK", "KRASNOGVARDEISK ZELENOGORSK",
        "KRASNOGVARDEYSKZELENOGORSK", "KRASNO GVARDEYSK ZELENOGORSK", "Behrouz",
    ],
)  # fmt: skip
def test_more_than_one_slip_common_words_and_weak_names_are_not_near(near, text):
    assert [m for m in near.find(text) if m.entity_id != "alone" or m.score < 1] == []


words = st.text("abcdz", min_size=1, max_size=6)


@given(words, words)
def test_one_slip_is_one_edit_or_one_swap(said, listed):
    letters = "abcdz"
    cuts = [(listed[:at], listed[at:]) for at in range(len(listed) + 1)]
    edits = {head + tail[1:] for head, tail in cuts if tail}
    edits |= {head + letter + tail for head, tail in cuts for letter in letters}
    edits |= {head + letter + tail[1:] for head, tail in cuts if tail for letter in letters}
    edits |= {head + tail[1] + tail[0] + tail[2:] for head, tail in cuts if len(tail) > 1}
    assert is_one_slip(said, listed) == (said in edits - {listed})
