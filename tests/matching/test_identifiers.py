import pytest
from hypothesis import given
from hypothesis import strategies as st


@pytest.mark.parametrize(
    ("text", "entity_id", "kind"),
    [
        ("FTBDKPPY", "ofac-15603", "bic"),
        ("ftbdkppyxxx", "ofac-15603", "bic"),
        ("FTBDKPPY123", "ofac-15603", "bic"),
        ("044525059", "ofac-22488", "bik"),
        ("7937317", "un-7", "imo"),
        ("IMO 7937317", "un-7", "imo"),
        ("751234567", "ofac-50603", "passport"),
        ("149w62rY42aZBox8fGcmqNsXUzSStKeq8C", "ofac-5", "wallet"),
    ],
)
def test_a_code_is_found_after_normalisation(index, text, entity_id, kind):
    ((found_id, found_kind, value),) = index.find_identifier(text)
    assert (found_id, found_kind) == (entity_id, kind)
    assert value


@pytest.mark.parametrize(
    "text",
    [
        "",
        "1",
        "044525058",
        "FTBDKPP",
        "149W62RY42AZBOX8FGCMQNSXUZSSTKEQ8C",
        "x" * 100_000,
        "\ud800",
    ],
)
def test_what_is_not_equal_is_not_found(index, text):
    assert index.find_identifier(text) == []


@given(st.text(max_size=50))
def test_no_text_breaks_a_lookup(index, text):
    for code in index.find_identifier(text):
        assert index.party(code.entity_id).caption
