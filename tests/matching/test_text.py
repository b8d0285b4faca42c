import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nostro.matching import Index
from nostro.matching.alterations import ALTERATIONS


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
        assert 0.7 <= match.score <= 1.0


NAMES = {
    "fleet": ("Company", "SOVKOMFLOT MURMANSK"), "man": ("Person", "KHANZADEH, Behrouz"),
    "bank": ("Company", "FOREIGN TRADE BANK OF KOREA"),
    "ship": ("Vessel", "CASTOR"), "firm": ("Company", "CONSTRUVIDA S.A."),
    "three": ("Company", "HAPJANGGANG SHIPPING CORP"),
}  # fmt: skip


def entity(key, schema, names):
    return {"id": key, "schema": schema, "properties": names}


@pytest.fixture(scope="module")
def near():
    given = [entity(key, schema, {"name": [name]}) for key, (schema, name) in NAMES.items()]
    weak = entity("weak", "Company", {"name": ["ZVEZDA"], "weakAlias": ["KRASNODON ZELENOGORSK"]})
    return Index.build([*given, weak])


@pytest.mark.parametrize(
    ("text", "entity_id", "words"),
    [
        ("INV 7 SOVKOMFLOTT MURMANSK 12.03", "fleet", "SOVKOMFLOTT MURMANSK"),
        ("INV 7 SOVKMOFLOT MURMANKS 12.03", "fleet", "SOVKMOFLOT MURMANKS"),
        ("INV 7 SOVKOMFLOTMURMANSK 12.03", "fleet", "SOVKOMFLOTMURMANSK"),
        ("INV 7 SOVKOM\r\nFLOT MURMANSK 12.03", "fleet", "SOVKOM\r\nFLOT MURMANSK"),
        ("for Behrouz Khanzadhe rent", "man", "Behrouz Khanzadhe"),
        ("rent of Behrouz Khanzadeh, paid late", "man", "Behrouz Khanzadeh"),
        ("INV 7 FOR CONSTRUIVDA S.A. DD 12.09", "firm", "CONSTRUIVDA S.A."),
        ("INV 7 FOR HAPJANGGANG CORP DD 12.09", "three", "HAPJANGGANG CORP"),
        # Among words that are known to nobody.
        ("XYLOPHON BEHROUZ KHANZADHE QWERTZ", "man", "BEHROUZ KHANZADHE"),
    ],
)
def test_a_name_that_is_nearly_there_is_marked_and_scores_less(near, text, entity_id, words):
    (match,) = [found for found in near.find_in_text(text) if found.entity_id == entity_id]
    assert text[slice(*match.span)] == words
    assert 0.7 <= match.score <= 1.0


@pytest.mark.parametrize(
    "text",
    [
        "FOREIGN TRADE FEES", "BANK OF KOREA INVOICE 7", "Behrouz", "MURMANSK PORT DUES",
        "KRASNODON ZELENOGRSK", "GAS CASTOR PRODUCTS LTD", "PAYMENT FOR SHIPPING CORP",
        "Behrouz Zadeh and sons of Murmansk", "INVOICE 7 OF 2024",
    ],
)  # fmt: skip
def test_parts_of_names_common_words_and_weak_names_are_not_near(near, text):
    assert near.find_in_text(text) == []


@pytest.mark.parametrize("kind", ALTERATIONS)
def test_altered_names_are_found_between_words_of_payments(near, kind):
    drawn = random.Random(7)
    for key in ("fleet", "man", "bank", "three"):
        altered = ALTERATIONS[kind](NAMES[key][1], drawn)
        if altered and kind != "word missing (of 3 or more)":
            text = f"INVOICE 12 FOR {altered} DD 12.09"
            assert key in {match.entity_id for match in near.find_in_text(text)}, text


def test_texts_at_once_are_those_of_one_by_one(near):
    texts = ["INV 7 SOVKMOFLOT MURMANKS 12.03", "", "rent", "behrouz khanzadeh " * 60]
    assert near.find_in_texts(texts) == [near.find_in_text(text) for text in texts]


def test_mentions_of_a_party_do_not_overlap(near):
    matches = near.find_in_text("KHANZADEH BEHROUZ KHANZADEH and SOVKOMFLOT MURMANSK " * 20)
    for one in matches:
        others = [m for m in matches if m is not one and m.entity_id == one.entity_id]
        assert all(m.span[1] <= one.span[0] or one.span[1] <= m.span[0] for m in others)


@given(st.text(alphabet="abcdeKHZ ,./()-\n7", max_size=200))
def test_whatever_stands_around_it_a_telling_name_is_found(near, text):
    found = near.find_in_text(f"{text}\nSOVKOMFLOT MURMANSK\n{text}")
    assert "fleet" in {match.entity_id for match in found}
