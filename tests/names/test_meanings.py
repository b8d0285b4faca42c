import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nostro.names.meanings import meanings, segments, stem
from nostro.names.tokens import read_name, tokenise
from nostro.names.words import word_in


@pytest.mark.parametrize(
    ("meaning", "words"),
    [
        ("ministry", "министерство министерства міністерство міністэрства وزارة وزارت משרד"),
        ("defense", "оборона обороны оборони абароны الدفاع دفاع 国防 국방"),
        ("factory", "завод заводы заводов фабрика مصنع کارخانه 工厂 공장 工場"),
        ("bank", "банк банка بنك مصرف بانک 银行 銀行 은행 בנק ธนาคาร बैंक τράπεζα"),
        ("oil", "нефть нефтяная нафта النفط نفت 石油 석유"),
        ("trading", "торговая торговий التجارة بازرگانی 贸易 貿易 무역"),
        ("technology", "технология технологии технологий тэхналогій 科技 기술"),
        ("islamic", "исламский الإسلامية الاسلامي اسلامی"),
        ("ryazan", "Рязань Рязанский рязанская"),
    ],
)
def test_a_word_of_many_languages_has_one_meaning(meaning, words):
    for word in (*words.split(), meaning):
        found = word_in(word)
        assert found is not None
        assert f"={meaning}" in found.forms, word


@pytest.mark.parametrize(
    ("name", "meaning"),
    [
        ("Научно-исследовательский институт стали", "=research institute"),
        ("АО НИИ стали", "=research institute"),
        ("Scientific Research Institute of Steel", "=research institute"),
        ("Опытно-конструкторское бюро Факел", "=experimental design bureau"),
        ("وزارة الدفاع", "=ministry of defense"),
        ("سپاه پاسداران انقلاب اسلامی", "=islamic revolutionary guard corps"),
    ],
)
def test_words_that_mean_something_together_are_one(name, meaning):
    forms = {form for tokens in read_name(name) for token in tokens for form in token.word.forms}
    assert meaning in forms


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("深圳天空电子科技有限公司", ["深圳", "天空", "电子", "科技", "<ltd>"]),
        ("上海和平貿易股份有限公司", ["上海", "和平", "貿易", "<jsc>"]),
        ("조선대외무역은행", ["조선", "대외무역", "은행"]),
        ("東京電子工業株式会社", ["東京", "電子", "工業", "<jsc>"]),
        ("银行", ["银行"]),
    ],
)
def test_an_organisation_written_without_blanks_falls_into_words(name, words):
    assert [token.key for token in tokenise(name)] == words


def test_a_short_name_is_not_cut_by_meaning():
    assert segments("金正恩") == ((0, 3),)


@given(st.text("深圳电子科技有限公司天空은행조선さくら", max_size=30))
def test_segments_cover_the_name_in_order(raw):
    spans = segments(raw)
    assert "".join(raw[a:b] for a, b in spans) == raw
    assert all(a < b for a, b in spans) or not raw


def test_every_word_of_the_table_is_of_one_script_and_keeps_three_letters():
    for word in meanings().words:
        scripts = {unicodedata.name(char).split()[0] for char in word if char.isalpha()}
        assert len(scripts) == 1 or scripts <= {"KATAKANA", "KATAKANA-HIRAGANA"}, word
        assert stem(word)


@given(st.text(max_size=30))
def test_a_stem_begins_or_stands_inside_its_word_and_is_bounded(word):
    assert len(stem(word)) <= len(word)
    assert stem(word) or not word
