"""Places under a programme: in addresses and, with a stricter bar, in running text."""

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nostro.places import PlaceFinder
from nostro.places.gazetteer import countries, regions

CODES = ("CU", "IR", "KP", "SY", "x-so", "ge-ab", "ua-cri", "ua-dpr", "ua-lpr", "md-pmr")
FINDER = PlaceFinder(CODES)
LINES = Path(__file__).with_name("golden.psv").read_text(encoding="utf-8").splitlines()
GOLDEN = [line.split("|", 5)[1:] for line in LINES if not line.startswith("#")][1:]
NAMES = [
    *((row.code, name) for row in countries() for name in (row.name, *row.other_names)),
    *((row.code, name) for row in regions() for name in (row.name, *row.other_names)),
]
WORDS = ["Tehran", "Street", "FROM", "to", "Cuba", "Libre", ",", "\n", "NY", "평양", "Крым", "KP-",
         "83050", "Ukraine", "Iranian", "crude", "القرم", "Bandar", "Abbas", "IR"]  # fmt: skip


def found(where, text):
    return (FINDER.in_address if where == "address" else FINDER.in_text)(text)


@pytest.mark.parametrize(("where", "kind", "places", "sure", "text"), GOLDEN)
def test_the_labelled_lines(where, kind, places, sure, text):
    there = found(where, text.replace("\\n", "\n"))
    assert {place.code for place in there} == ({places} - {"-"})
    assert not there or any(place.sure for place in there) == (sure == "sure")


@pytest.mark.parametrize(
    ("text", "country", "expected"),
    [
        ("вул. Садова 4, 95011", "UA", {"ua-cri"}),
        ("Artema 77, 83050", "UA", {"ua-dpr"}),
        ("ul. Lenina 1, 295034", "RU", {"ua-cri"}),
        ("Via Roma 4, 95011", "IT", set()),
        ("Via Roma 4, 95011", None, set()),
        ("Bender, str. Suvorov 12", "MD", {"md-pmr"}),
        ("Bender, Hauptstr. 12", "DE", set()),
    ],
)
def test_the_country_of_the_party_says_whose_postcode_it_is(text, country, expected):
    assert {place.code for place in FINDER.in_address(text, country)} == expected


@pytest.mark.parametrize(
    "text",
    ["Pyongyang Street, Ulaanbaatar", "Havana Club", "Cuba, NY", "Cuba libre",
     "Syria Street Beirut", "Teheran Rd. Seoul (Teheran-ro)", "Damascus, Maryland",
     "Damascus steel", "Persian rug",
     "Iranian restaurant", "Tehran Restaurant LLC, London", "Kherson", "タイランド"],
)  # fmt: skip
def test_what_only_sounds_so_is_found_nowhere(text):
    assert found("address", text) == found("text", text) == []


def test_a_person_is_no_country_in_running_text():
    assert found("text", "PAYMENT TO IRAN KHAN") == []
    assert [place.code for place in found("text", "PAYMENT TO IRAN FOR CARPETS")] == ["IR"]


def test_every_name_of_a_place_is_found_in_an_address():
    missing = [
        name
        for code, name in NAMES
        if code in CODES and code not in {place.code for place in FINDER.in_address(f"12, {name}")}
    ]
    # A name of a few letters without its marks is another word.
    assert missing == ["Irã"]


def test_only_the_places_asked_for_are_found():
    assert PlaceFinder(["VE"]).in_address("Tehran, Iran") == []
    assert [place.code for place in PlaceFinder(["VE"]).in_address("Caracas")] == ["VE"]
    assert PlaceFinder([]).in_text("Tehran, Iran 12 Iranian crude") == []


@given(
    st.sampled_from(["address", "text"]), st.text() | st.lists(st.sampled_from(WORDS)).map(" ".join)
)
def test_places_are_verbatim_apart_and_in_order(where, text):
    there = found(where, text)
    assert all(text[slice(*place.span)] == place.name for place in there)
    assert all(a.span[1] <= b.span[0] for a, b in pairwise(there))
    assert {place.code for place in there} <= set(CODES)


@pytest.mark.parametrize(
    "piece",
    [
        "Tehran ",
        "to Iran ",
        "Iranian ",
        "-",
        "ul ",
        "평양",
        "Bandar e ",
        "9",
        "IR,\n",
        "\n",
        "в ",
        "KP",
    ],
)
def test_what_stands_at_the_end_of_a_very_long_text_is_found(piece):
    text = piece * 2_000 + ", port of Tehran"
    assert found("address", text)[-1].name == found("text", text)[-1].name == "Tehran"
