import pytest

from nostro.lists.sources.programmes import effects_of_listing


@pytest.mark.parametrize(
    ("source", "programmes", "provisions", "effects"),
    [
        ("us_ofac_sdn", ["DPRK"], [], ["freeze"]),
        ("us_ofac_sdn", [], ["Blocking"], ["freeze"]),
        ("us_ofac_cons", ["UKRAINE-EO13662", "561List"], [], ["sectoral", "reject"]),
        ("gb_sanctions", ["Russia"], ["advisory", "Travel ban"], ["advisory"]),
        ("derived:ownership-eu", ["EU ownership criterion"], [], ["freeze"]),
        ("exited", ["Exited"], [], []),
        ("exited", ["Exited"], ["freeze", "export"], ["freeze", "export"]),
    ],
)
def test_a_listing_does_what_it_names_else_what_its_programmes_do(
    source, programmes, provisions, effects
):
    assert effects_of_listing(source, programmes, provisions) == effects
