import pytest
from hypothesis import given
from hypothesis import strategies as st

from nostro.matching.addresses import address_text, agreement, read_address
from nostro.model.entities import Entity

LISTED = "ul. Palikha, d. 10, Str. 7, Moscow 127055, Russia"


def common(asked, listed=LISTED):
    found = agreement([asked], [listed])
    return found.weight * found.share if found else 0.0


def test_the_more_words_agree_the_more_it_counts():
    city = common("Moscow")
    street = common("Palikha 10, Moscow")
    whole = common("Palikha ul. 10, 127055 Moscow")
    assert 0 < city < street < whole


@pytest.mark.parametrize(
    "asked",
    [
        "", "Russia", "10", "Street 7", "ul.", "Berlin", "Moscow, Idaho, USA", "7 Main Street",
        "\ud800", "\x00", "," * 5_000, "x" * 100_000,
    ],
)  # fmt: skip
def test_countries_house_numbers_and_street_words_alone_agree_in_nothing(asked):
    assert common(asked) == 0


def test_the_order_and_the_script_make_no_difference():
    assert common("RUSSIA, 127055 MOSCOW, PALIKHA 10") > 0
    assert common("Палиха, 127055") >= common("Palikha, 127055")


@pytest.mark.parametrize(
    ("text", "country"),
    [
        (LISTED, "ru"),
        ("12 Rue de la Paix 75002 Paris France", "fr"),
        ("Pyongyang, Korea, North", "kp"),
        ("Kinshasa, Congo, Democratic Republic of the", "cd"),
        ("Pyongyang, Democratic People's Republic of Korea", "kp"),
        ("Wilmington, DE", None),
        ("Atlanta, Georgia", None),
        ("London NW1 6XE", None),
        ("", None),
    ],
)
def test_the_country_that_an_address_ends_with(text, country):
    assert read_address(text).country == country


def test_an_address_entity_is_written_in_full_or_from_its_parts():
    full = Entity(id="a", schema="Address", properties={"full": ["1 Road, Town"]})
    parts = {"street": ["1 Road"], "city": ["Town"], "postalCode": ["999"], "country": ["ru"]}
    assert address_text(full) == "1 Road, Town"
    assert (
        address_text(Entity(id="b", schema="Address", properties=parts)) == "1 Road, Town, 999, ru"
    )


@given(st.lists(st.text(max_size=60), max_size=4), st.lists(st.text(max_size=60), max_size=4))
def test_any_texts_are_compared(asked, listed):
    found = agreement(asked, listed)
    assert found is None or (found.weight > 0 and 0 < found.share <= 1)
