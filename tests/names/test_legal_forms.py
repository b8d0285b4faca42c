import re
import unicodedata

import pytest

from nostro.names.legal_forms import AMBIGUOUS, LEGAL_FORMS, MISSPELT, glued_form
from nostro.names.scripts import script_of


@pytest.mark.parametrize(
    ("name", "forms"),
    [
        (
            "llc",
            "llc|l l c|limited liability company|ooo|ооо|общество с ограниченной ответственностью|"
            "obshchestvo s ogranichennoy otvetstvennostyu|gmbh|g m b h|"
            "gesellschaft mit beschrankter haftung|gesellschaft mit beschraenkter haftung|sarl|"
            "s a r l|s a rl|srl|s r l|sp z o o|sp z oo|sp zoo|spzoo|tov|тов|too|ood|doo|d o o|"
            "s r o|sro|kft|bv|b v|oy|aps|fze|fzco|wll|w l l|ltda|uab|sia|s de rl de cv|shpk|"
            "mchj|mmc|pt",
        ),
        (
            "jsc",
            "jsc|j s c|ojsc|pjsc|cjsc|ao|ао|oao|оао|pao|пао|zao|зао|joint stock company|"
            "акционерное общество|публичное акционерное общество|ag|aktiengesellschaft|sa|s a|"
            "societe anonyme|sociedad anonima|sa de cv|spa|s p a|nv|plc|public limited company|"
            "oyj|asa|ab|aktiebolag|anonim sirketi|nyrt|zrt|saog|berhad|kabushiki kaisha|株式会社",
        ),
        ("ltd", "ltd|limited|co ltd|pte ltd|pvt ltd|pty ltd|sdn bhd|private limited"),
        ("corp", "corp|corporation|inc|incorporated"),
        ("co", "co|company|cie|compagnie|kompaniya|компания|sherkat|شركة"),
        ("lp", "lp|l p|scsp|limited partnership|kg|gmbh co kg|scs"),
        ("llp", "llp|limited liability partnership"),
        ("state", "fgup|фгуп|gup|mup|federal state unitary enterprise|unitary enterprise"),
        ("coop", "coop|cooperative society|genossenschaft"),
        ("sole", "ип|фоп|sole proprietorship|establishment"),
        ("npo", "ev|asbl|vzw|ano|автономная некоммерческая организация"),
        ("gp", "ohg|gbr|snc|vof"),
    ],
)
def test_forms_that_correspond_share_a_class(name, forms):
    read = {form: LEGAL_FORMS.get(tuple(form.split())) for form in forms.split("|")}
    assert read == dict.fromkeys(read, name)


@pytest.mark.parametrize(
    "word",
    (
        "bank banco banque holding group gruppa fund fond foundation stiftung institute of do no "
        "in the yu hu ip ong mou teo vat npo ii iv vi i s a school ministry trading"
    ).split(),
)
def test_a_word_of_the_language_or_of_names_is_no_form(word):
    assert (word,) not in LEGAL_FORMS


def test_forms_stand_as_names_are_compared():
    for form in LEGAL_FORMS:
        for word in form:
            assert word == unicodedata.normalize("NFKC", word).casefold()
            assert re.fullmatch(r"\w+", re.sub(r"[\u0300-\u036f\u0900-\u0dff]", "", word)), form
            assert not (script_of(word) == "LATIN" and not word.isascii()), form


def test_no_form_is_a_single_latin_letter_and_the_longest_is_known():
    assert not [form for form in LEGAL_FORMS if len("".join(form)) == 1 and form[0].isascii()]
    assert max(map(len, LEGAL_FORMS)) == 8


def test_two_letters_apart_are_forms_only_where_they_are_usual():
    pairs = {"".join(form) for form in LEGAL_FORMS if [len(word) for word in form] == [1, 1]}
    latin = {pair for pair in pairs if pair.isascii()}
    assert latin == {"sa", "ag", "bv", "nv", "as", "ad", "dd", "kk", "sl", "lp", "kg", "ks"}


def test_ambiguous_forms_are_forms():
    assert {(word,) for word in AMBIGUOUS} <= LEGAL_FORMS.keys()
    assert {"as", "se", "sa", "pt", "at", "est"} <= AMBIGUOUS
    assert not {"llc", "gmbh", "ooo", "ltd"} & AMBIGUOUS


def test_the_romanised_form_has_the_class_of_the_form_in_its_own_script():
    from nostro.names.tokens import tokenise

    for form, name in LEGAL_FORMS.items():
        if any(script_of(word) == "CYRILLIC" for word in form):
            latin = tuple(token.form for token in tokenise(" ".join(form)))
            assert LEGAL_FORMS.get(latin, name) == name, form


@pytest.mark.parametrize(
    ("slip", "word"),
    [
        ("limietd", "limited"), ("limitted", "limited"), ("limyted", "limited"),
        ("compny", "company"), ("ltad", "ltda"), ("copr", "corp"),
    ],
)  # fmt: skip
def test_words_of_forms_are_known_by_their_slips(slip, word):
    assert MISSPELT[slip] == word


def test_no_slip_is_a_form_or_another_word():
    assert not {(slip,) for slip in MISSPELT} & LEGAL_FORMS.keys()
    assert not {"crop", "nic", "dtl", "campaign", "accompany"} & MISSPELT.keys()


@pytest.mark.parametrize(
    ("word", "before"),
    [
        ("SOLIDLTD", 5), ("Inovestlimited", 7), ("SteelCompany", 5), ("INDUITEXLTDA", 8),
        ("Unlimited", 0), ("Accompany", 0), ("Bancorporation", 0), ("Limited", 0), ("шельфltd", 0),
    ],
)  # fmt: skip
def test_a_form_written_together_with_a_name_is_found(word, before):
    assert glued_form(word) == before
