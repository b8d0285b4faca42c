"""Contested regions in addresses."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nostro.places import Region, contested_region, country_code
from nostro.places.gazetteer import regions

SOUTH_OSSETIA = Region("x-so", "South Ossetia", "GE")


@pytest.mark.parametrize(
    ("address", "code"),
    [
        ("Stalin Street 20, Tskhinvali, Georgia", "x-so"),
        ("STALIN STR 20 CCHINVALI", "x-so"),
        ("г. Цхинвал, ул. Сталина, д. 20", "x-so"),
        ("სტალინის 20, ცხინვალი", "x-so"),
        ("Leningor, Republic of South Ossetia", "x-so"),
        ("Java, Georgia", "x-so"),
        ("5 Lakoba St, Sukhumi", "ge-ab"),
        ("пр. Леона, Сухум", "ge-ab"),
        ("ul. Kirova 1, Simferopol, Russia", "ua-cri"),
        ("Ялта", "ua-cri"),
        ("Artema 5, Donetsk, Ukraine", "ua-dpr"),
        ("Мариуполь", "ua-dpr"),
        ("Luhansk", "ua-lpr"),
        ("TIRASPOL MD-3300", "md-pmr"),
        ("Bender, Moldova", "md-pmr"),
    ],
)
def test_regions_by_name_and_town(address, code):
    region = contested_region(address)
    assert region is not None
    assert region.code == code


@pytest.mark.parametrize(
    "address",
    [
        "Jalan Sudirman 1, East Java, Indonesia",
        "Donetsk, Rostov Oblast, Russia",
        "Hans Bender, Berlin",
        "1 Rustaveli Ave, Tbilisi, Georgia",
        "Sebastopol Road, Aldershot, UK",
        "",
    ],
)
def test_namesakes_and_neighbours_are_no_region(address):
    assert contested_region(address) is None


def test_a_region_knows_the_state_it_belongs_to():
    assert contested_region("Tskhinvali") == SOUTH_OSSETIA


def test_every_strong_spelling_finds_its_region():
    for row in regions():
        assert country_code(row.country) == row.country
        for name in (row.name, *row.other_names, *row.towns):
            found = contested_region(f"1, {name}")
            assert found is not None, name
            assert found.code == row.code, name


@given(st.text())
def test_any_text_is_answered(text):
    region = contested_region(text)
    assert region is None or region.code in {row.code for row in regions()}
