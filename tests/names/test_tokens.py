import pytest
from hypothesis import given
from hypothesis import strategies as st

from nostro.matching import compare
from nostro.names.tokens import MAX_TOKENS, read_name, tokenise, words_read
from nostro.names.words import Kind, word_in


def forms(name):
    return [token.form for token in tokenise(name)]


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("José Ángel", ["jose", "angel"]),
        ("O'Brien", ["obrien"]),
        ("RFC-BANK", ["rfc", "bank"]),
        ("ŁÓDŹ Øresund", ["lodz", "oresund"]),
        ("  KIM,\u00a0 Jong\tUn ", ["kim", "jong", "un"]),
        ("ＫＩＭ", ["kim"]),
        ("", []),
        ("— / !!! 🙂", []),
    ],
)
def test_a_name_falls_into_plain_words(name, words):
    assert forms(name) == words


@pytest.mark.parametrize(
    "form",
    [
        "LLC", "L.L.C.", "OOO", "ООО", "Limited Liability Company", "GmbH",
        "Obshchestvo s ogranichennoi otvetstvennostyu",
        "Общество с ограниченной ответственностью",
    ],
)  # fmt: skip
def test_the_ways_to_write_a_legal_form_are_one_class(form):
    assert forms(f"Stroytreyd {form}") == forms("Stroytreyd LLC")


def test_a_legal_form_weighs_little_beside_a_name():
    name, form = tokenise("Stroytreyd LLC")
    assert form.weight < name.weight / 5


def test_cyrillic_look_alikes_inside_a_latin_word_are_undone():
    word = word_in("BАNK")
    assert word is not None
    assert word.key == "bank", "the second letter is Cyrillic"


def test_tokens_say_where_they_stand():
    text = "  BANK 'TSENTR' OOO"
    for token in tokenise(text):
        assert text[slice(*token.span)].strip("'") == text[slice(*token.span)]
    assert [text[slice(*token.span)] for token in tokenise(text)] == ["BANK", "TSENTR", "OOO"]


def test_a_name_of_any_length_is_bounded():
    assert len(tokenise("word " * 100_000)) == MAX_TOKENS
    assert len(tokenise("x" * 100_000)) == 1


@given(st.text(max_size=200))
def test_spans_are_in_order_and_inside_the_text(text):
    end = 0
    for token in tokenise(text):
        assert end <= token.span[0] < token.span[1] <= len(text)
        assert token.weight > 0
        assert all(token.word.forms)
        end = token.span[1]


@pytest.mark.parametrize(
    ("name", "together"),
    [
        ("Abd al-Rahman Ali", ["abdulrahman", "ali"]),
        ("Nizam ud-Din", ["nizamuddin"]),
        ("KIM, Jong-un", ["kim", "jongun"]),
        ("North Korea Bank", ["=democratic people's republic of korea", "bank"]),
    ],
)
def test_what_belongs_together_is_read_as_one_as_well(name, together):
    assert together in [[token.form for token in tokens] for tokens in read_name(name)]


def test_a_korean_name_in_one_word_is_read_by_its_syllables_too():
    assert [[token.key for token in tokens] for tokens in read_name("김정은")] == [
        ["김", "정은"],
        ["김", "정", "은"],
    ]


@pytest.mark.parametrize(
    ("name", "read"),
    [
        ("هدايت الله", ["هدايتالله"]),
        ("نصیر الدین حقانی", ["نصيرالدين", "حقاني"]),
        ("عبد الرحمن", ["عبدالرحمن"]),
        ("علی زارع پور", ["علي", "زارعپور"]),
        ("أبو بكر", ["أبوبكر"]),
        ("غلامرضا کریمی", ["غلام", "رضا", "كريمي"]),
    ],
)
def test_names_in_arabic_letters_are_read_together_and_apart(name, read):
    assert read in [[token.key for token in tokens] for tokens in read_name(name)]


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("Foreign Trade Bank (FTB)", ["foreign", "trade", "bank"]),
        ("ООО «Атлас» (Атлас)", ["<llc>", "атлас"]),
        ("Bank Tsentr (Moscow)", None),
    ],
)
def test_what_brackets_only_repeat_is_left_out_in_a_reading(name, short):
    readings = [[token.key for token in tokens] for tokens in read_name(name)]
    if short is None:
        assert all(len(reading) == len(readings[0]) for reading in readings)
    else:
        assert short in readings


@pytest.mark.parametrize(
    ("word", "key"),
    [("مُحَمَّد", "محمد"), ("علی", "علي"), ("کریم", "كريم"), ("שָׁלוֹם", "שלום"), ("मोदी", "मोदी")],
)
def test_marks_and_letters_of_several_languages_make_no_difference(word, key):
    assert [token.key for token in tokenise(word)] == [key]


@pytest.mark.parametrize(
    ("name", "is_number"),
    [("Fund III", True), ("Brigade 44", True), ("Trust 2006", True), ("Kim, 12 Main Street", False),
     ("Kim INV 2231", False), ("Kim 123456", False)],
)  # fmt: skip
def test_a_number_counts_where_it_names_one_of_a_series(name, is_number):
    assert any(token.key.startswith("#") and token.key[-1] != "." for token in tokenise(name)) == (
        is_number
    )


@given(st.text(max_size=120))
def test_the_quick_reading_gives_the_words_of_the_whole_one(text):
    assert words_read(text) == [[token.word for token in tokens] for tokens in read_name(text)]


PIECES = (
    "José Ångström LIMIETD Ltd and AND Company SiemensAG Noor1 de la y 2 B.V. O'Brien Société SA "
    "Đinh Nguyễn İbrahim ß Straße Fund III Abd al Rahman Street 12 Trading House North Korea As "
    "Invoice V. Sp. z o.o. ООО Путин x Ximena Abdullah Kowalskis 김정은 Sh. uddin Kft Társaság"
).split()


@given(st.lists(st.tuples(st.sampled_from(PIECES), st.sampled_from([" ", ", ", "-", " & "]))))
def test_the_quick_reading_gives_the_words_of_the_whole_one_for_any_pieces(parts):
    text = "".join(piece + after for piece, after in parts)
    assert words_read(text) == [[token.word for token in tokens] for tokens in read_name(text)]


def test_an_ordinal_of_any_size_is_a_number():
    words = [word_in(raw) for raw in ("207th", "101st", "3rd")]
    assert [word.key for word in words if word] == ["#207", "#101", "#3"]


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("CAPRIKAT LIMIETD", ["caprikat", "<ltd>"]),
        ("MERSAD SHIPPING CAMPANY LTDD", ["mersad", "shipping", "<ltd>"]),
        ("LIMIETD EDITION", ["limietd", "edition"]),
        ("SOLIDLTD", ["solid", "<ltd>"]),
        ("LASA PERUS.A.C.", ["lasa", "peru", "<jsc>"]),
        ("AT&T Inc.", ["att", "<corp>"]),
        ("AT and T Inc.", ["att", "<corp>"]),
        ("M & S Syndicate", ["ms", "syndicate"]),
        ("Marks & Spencer", ["marks", "spencer"]),
        ("Tom and Al Ltd", ["tom", "and", "al", "<ltd>"]),
    ],
)
def test_forms_that_are_misspelt_or_glued_and_letters_with_an_and_are_read(name, words):
    assert forms(name) == words


@pytest.mark.parametrize(
    ("name", "read"),
    [
        ("Kuznetsov V.V.", ["kuznetsov", "v", "v"]),
        ("A.S. Pushkin", ["a", "s", "pushkin"]),
        ("Pushkin A.S.", ["pushkin", "a", "s"]),
        ("Иванов А.О.", ["иванов", "а", "о."]),
        ("Noor1", ["noor", "#1"]),
        ("Brigade Fourty-Four", ["brigade", "#44"]),
    ],
)
def test_initials_and_numbers_written_together_are_read_apart_as_well(name, read):
    readings = read_name(name)
    assert read in [[token.key for token in tokens] for tokens in readings]
    for token in (token for tokens in readings for token in tokens):
        assert name[slice(*token.span)]


@pytest.mark.parametrize("name", ["Cimex S.A.", "Trading D.O.O.", "Bank A.G."])
def test_a_legal_form_with_dots_is_no_initials(name):
    assert len(read_name(name)) == 1


@pytest.mark.parametrize(
    ("word", "form"),
    [
        ("Lavrovs", "lavrov"),
        ("Sergejs", "sergej"),
        ("Zelenskis", "zelenski"),
        ("Lavrovas", "lavrov"),
    ],
)
def test_a_name_with_a_baltic_ending_has_the_form_without_it(word, form):
    found = word_in(word)
    assert found
    assert form in found.forms


@pytest.mark.parametrize("letter", ["В.", "R.", "Δ.", "B", "Y.", "E."])
def test_a_letter_alone_is_an_initial(letter):
    assert [token.word.kind for token in tokenise(f"Kadyrov {letter}")][1] is Kind.INITIAL


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("TAE_DONG_GANG", ["tae", "dong", "gang"]),
        ("C0NTINENTAL SN0W", ["continental", "snow"]),
        ("Caprikat LIM1TED", ["caprikat", "<ltd>"]),
        ("Brigade 50 R0", ["brigade", "#50", "r0"]),
    ],
)
def test_underscores_are_blanks_and_noughts_inside_words_are_letters(name, words):
    assert forms(name) == words


def test_a_one_may_be_either_letter():
    found = [word_in(raw) for raw in ("SO1ID", "MAR1A")]
    assert {"solid", "maria"} <= {form for word in found if word for form in word.forms}


@pytest.mark.parametrize("name", ["1 Noor", "Noor, 1", "Noor. 1"])
def test_a_number_that_may_be_of_a_house_still_meets_that_of_a_name(name):
    assert compare(name, "Noor 1", "Vessel") > 0.7


def test_a_word_is_known_by_its_key():
    texts = ("y Y. e E. de D.E. a A. v V. в В. o O. al A.L. #2 2 II").split()
    words = [word for text in texts for token in tokenise(f"Kim {text} Un") if (word := token.word)]
    assert len({word.key for word in words}) == len(set(words))
