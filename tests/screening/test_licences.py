from datetime import date

import pytest

from nostro.model.errors import InputError
from nostro.screening import load_policy
from nostro.screening.licences import SHIPPED, in_force, read_licences


def test_the_shipped_licences_are_whole():
    licences = read_licences()
    assert len({licence.id for licence in licences}) == len(licences) >= 12
    for licence in licences:
        assert licence.regime in load_policy().regimes
        assert licence.source.startswith("https://")
        assert licence.expires is None or licence.effective < licence.expires, licence.id
    assert load_policy().licences == list(licences)


@pytest.mark.parametrize(
    ("day", "some", "others"),
    [
        (date(2022, 3, 1), {"US Russia GL 8", "US Russia GL 11"}, {"US Russia GL 8L"}),
        (date(2025, 3, 12), {"US Russia GL 8L", "US Syria GL 24"}, {"US Syria GL 25"}),
        (date(2025, 6, 1), {"US Syria GL 24", "US Syria GL 25"}, {"US Russia GL 8L"}),
    ],
)
def test_licences_have_their_days(day, some, others):
    found = {licence.id for licence in in_force(read_licences(), day)}
    assert some <= found
    assert not others & found


def test_words_of_a_purpose_begin_words():
    (energy,) = [row for row in read_licences() if row.id == "US Russia GL 8L"]
    assert energy.covers_payment("USD", [], "Crude\nOIL")
    assert energy.covers_payment("USD", [], "petroleum")
    assert not energy.covers_payment("USD", [], "boil")


def test_a_broken_file_of_licences_is_refused_with_its_line(tmp_path):
    path = tmp_path / "licences.yaml"
    path.write_text(SHIPPED.read_text().replace("effective: 2022-02-24", "effective: soon", 1))
    with pytest.raises(InputError, match=r"line \d+: .*effective"):
        read_licences(path)
    path.write_text("licences: " + "[" * 5000)
    with pytest.raises(InputError, match="not a file of licences"):
        read_licences(path)
