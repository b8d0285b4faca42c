"""Lines that were broken where they were full."""

from hypothesis import given
from hypothesis import strategies as st

from nostro.places import PlaceFinder
from nostro.places.wrapped import unwrapped

FULL = "PAYMENT FOR GOODS DELIVERED TO TEHR"


def test_a_name_broken_at_the_end_of_a_full_line_is_found_where_it_stood():
    finder = PlaceFinder(["IR"])
    for text in (f"{FULL}\nAN ON 3 MAY", f"{FULL}\n//AN ON 3 MAY"):
        (place,) = finder.in_text(text)
        assert place.name == text[slice(*place.span)] == text[31 : text.index("AN ON") + 2]


def test_a_short_line_was_not_broken_within_a_word():
    assert PlaceFinder(["IR"]).in_text("DELIVERED TO TEHR\nAN ON 3 MAY") == []
    assert unwrapped(FULL) is None


@given(st.lists(st.text("ab /", min_size=33, max_size=36)).map("\n".join))
def test_joining_leaves_out_breaks_alone(text):
    joined = unwrapped(text)
    if joined:
        assert joined.text == "".join(text[at] for at in joined.stood)
        assert joined.text.replace("\n", "").replace("/", "") in text.replace("\n", "").replace(
            "/", ""
        )
