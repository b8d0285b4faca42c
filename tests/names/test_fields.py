"""The name within a field of a payment."""

import pytest

from nostro.matching import compare
from nostro.names import words_read
from nostro.names.fields import REST


def part(text: str) -> list[str] | None:
    """The words of the reading that leaves out what stands beside the name."""
    for words in words_read(text):
        if REST in words:
            return [word.key for word in words if word is not REST]
    return None


@pytest.mark.parametrize(
    ("field", "name"),
    [
        ("KIM JONG UN, 12 Main Street, Springfield", "kim jong un"),
        ("KIM SOK CHOL, Calle Mayor 18, Madrid", "kim sok chol"),
        ("Straton Musoni 45 Rue de la Paix 75002 Paris", "straton musoni"),
        ("F/O STRATON MUSONI RE SHIPMENT 19 MAY", "straton musoni"),
        ("PAYMENT FOR STRATON MUSONI CONTRACT 12/2024", "straton musoni"),
        ("INVOICE 88123 STRATON MUSONI", "straton musoni"),
        ("STRATON MUSONI SALARY OCTOBER", "straton musoni"),
        ("STRATON MUSONI, 12 Main Street, Beam Holding LLC", "straton musoni"),
        ("STRATON MUSONI INVOICE 12 FROM BEAM HOLDING LLC", "straton musoni"),
    ],
)
def test_what_stands_beside_a_name_is_left_out(field, name):
    assert part(field) == name.split()


@pytest.mark.parametrize(
    "name",
    [
        "Street Capital Ltd", "Brigade 44", "Kim Jong Un", "Smith, John", "REF INV 2231", "",
        "745 Forest Road, LLC", "65 Dan Road", "Del Prado Building 8, LLP", "May Street 9 Medical",
        "Harrison Building 6 Urban Renewal, LLC",
    ],
)  # fmt: skip
def test_a_name_without_anything_beside_it_is_read_whole(name):
    assert part(name) is None


def test_a_list_is_read_whole():
    field = "KIM JONG UN, 12 Main Street, Springfield"
    assert all(REST not in words for words in words_read(field, whole=True))


def test_a_field_that_holds_more_is_found_and_equals_no_name():
    assert 0.9 < compare("STRATON MUSONI, 12 Main Street, Springfield", "Straton Musoni") < 1
    assert compare("Kim Jong Un, 1 Main Street", "Kim Jong Un, 2 Park Road, 7 Lane") < 1
