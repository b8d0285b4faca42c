import pytest

from nostro.names import parts
from nostro.names.parts import (
    ADDRESS_WORDS,
    NUMERALS,
    PARTICLES,
    PAYMENT_WORDS,
    TITLES,
    TITLES_OR_NAMES,
    WRITTEN_ALIKE,
)  # fmt: skip


@pytest.mark.parametrize(
    ("table", "words"),
    [
        (PARTICLES, "al el bin ibn bint ben abu umm von van der de la del da dos di af ter ul ud"),
        (
            TITLES,
            "mr mrs dr prof sir sheikh shaikh hajji haji mullah mawlawi maulavi maulana sayyid "
            "qari ustad engineer general colonel captain coronel oberst polkovnik ing lic",
        ),
        (
            PAYMENT_WORDS,
            "ref inv invoice payment acct beneficiary attn care order contract dated no nr swift "
            "iban tel fax email passport inn kpp vat po box factura rechnung oplata dogovor",
        ),
        (
            ADDRESS_WORDS,
            "street st road avenue blvd lane floor fl suite apt building room unit district oblast "
            "city zip ul ulitsa dom kv prospekt calle avenida rua via piazza rue strasse sokak",
        ),
    ],
)
def test_words_that_names_and_fields_are_made_of(table, words):
    assert set(words.split()) <= table


@pytest.mark.parametrize("table", ["PARTICLES", "TITLES", "PAYMENT_WORDS", "ADDRESS_WORDS"])
def test_words_stand_as_names_are_compared(table):
    assert all(word.isascii() and word.isalpha() and word.islower() for word in vars(parts)[table])


def test_no_name_is_lost_to_a_table():
    names = set("ali khalid omar ivan petrov kim park gil sheng dong jose maria putin ben".split())
    assert not names & (TITLES | PAYMENT_WORDS | ADDRESS_WORDS)
    assert {"khan", "shah", "sultan", "tan", "king"} <= TITLES_OR_NAMES <= TITLES


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("iii", 3), ("xx", 20), ("xiv", 14), ("one", 1), ("twelfth", 12), ("forty four", 44),
        ("fortyfour", 44), ("forty fourth", 44), ("44th", 44), ("1st", 1), ("12th", 12),
        ("112th", 112), ("121st", 121), ("dvadtsat", 20), ("tres", 3), ("vingt", 20),
        ("zwolf", 12), ("primera", 1),
    ],
)  # fmt: skip
def test_numbers_in_words(words, number):
    assert NUMERALS[tuple(words.split())] == number


@pytest.mark.parametrize("word", ["i", "v", "x", "c", "d", "m", "l", "xi", "un", "dos", "once"])
def test_an_initial_a_syllable_or_a_particle_is_no_number(word):
    assert (word,) not in NUMERALS


@pytest.mark.parametrize(
    "together",
    [
        "international|intl|int'l|internacional|mezhdunarodnyy", "company|co|kompaniya|cie|firma",
        "corporation|corp|korporatsiya", "limited|ltd", "bank|bk|banka|banque|banco",
        "brothers|bros|hermanos", "and|und|et|y|e|i", "saint|st", "general|gen",
        "trading|trdg|torgovlya|comercio|ticaret", "import|impt", "manufacturing|mfg",
        "engineering|engg|eng", "development|dev|razvitie", "government|govt", "department|dept",
        "national|natl|nat|natsionalnyy", "association|assn|assoc|asociacion",
        "united states|us|usa", "united kingdom|uk", "ministry|min|ministerstvo",
        "democratic people's republic of korea|dprk", "people's republic of china|prc",
        "university|univ|universidad", "center|centre|tsentr|zentrum", "defense|defence",
        "organization|organisation|organizatsiya", "colour|color", "factory|plant|zavod|fabrik",
        "trading house|torgovyy dom", "foundation|fond|fundacion|stiftung", "group|gruppa|groupe",
    ],
)  # fmt: skip
def test_ways_to_write_one_word(together):
    ways = {WRITTEN_ALIKE[tuple(way.replace("'", "").split())] for way in together.split("|")}
    assert len(ways) == 1


def test_words_written_alike_are_folded_and_their_plain_word_is_one_of_them():
    for words, plain in WRITTEN_ALIKE.items():
        assert all(word.isascii() and word.isalnum() and word.islower() for word in words)
        assert WRITTEN_ALIKE[tuple(plain.replace("'", "").split())] == plain
