"""Country codes for names in any spelling."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nostro.places import country_code, country_name
from nostro.places.gazetteer import countries


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Korea, North", "KP"),
        ("Democratic People's Republic of Korea", "KP"),
        ("Korea (Democratic People’s Republic of)", "KP"),
        ("КНДР", "KP"),
        ("조선민주주의인민공화국", "KP"),
        ("Korea, South", "KR"),
        ("Russia", "RU"),
        ("RUSSIAN FEDERATION", "RU"),
        ("Russian", "RU"),
        ("რუსეთი", "RU"),
        ("Iran (Islamic Republic of)", "IR"),
        ("Iran, Islamic Republic of", "IR"),
        ("Congo, Democratic Republic of the", "CD"),
        ("Congo, Republic of the", "CG"),
        ("Bahamas, The", "BS"),
        ("the Netherlands", "NL"),
        ("Cote d’Ivoire", "CI"),
        ("Virgin Islands, British", "VG"),
        ("Палау", "PW"),
        ("kp", "KP"),
        ("PRK", "KP"),
        ("xk", "XK"),
        ("U.A.E.", "AE"),
        ("Turkiye", "TR"),
    ],
)
def test_spellings_of_countries(text, code):
    assert country_code(text) == code


@pytest.mark.parametrize("text", ["", "undetermined", "Crimea", "ZZ", "Korea Kwangson Bank", ",("])
def test_what_is_no_country_has_no_code(text):
    assert country_code(text) is None


def test_all_of_iso_3166_and_kosovo():
    codes = [country.code for country in countries()]
    assert len(codes) == len(set(codes)) == 250
    assert len({country.alpha3 for country in countries()}) == 250


def test_every_name_leads_to_its_own_country():
    wrong = [
        (name, country.code, country_code(name))
        for country in countries()
        for name in (country.name, *country.other_names, country.code, country.alpha3)
        if country_code(name) != country.code
    ]
    assert wrong == []


def test_names_of_codes():
    assert country_name("KP") == country_name("kp") == "North Korea"
    assert country_name("x-so") == "South Ossetia"
    assert country_name("??") == "??"


@given(st.text())
def test_any_text_is_answered(text):
    code = country_code(text)
    assert code is None or len(code) == 2
