import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nostro.matching.obfuscation import CHANGES, pack

NAMES = st.text(max_size=40) | st.sampled_from(
    ["KIM, Jong Un", "Ким Чен Ын", "TSMRBANK, OOO", "MADURO MOROS, Nicolas", "A. B.", "O"]
)


@pytest.mark.parametrize(
    ("kind", "name", "altered"),
    [
        ("as listed", "Timer Bank", {"Timer Bank"}),
        ("letters of another script", "Timer x", {"Тimеr x", "Timеr x"}),
        ("digits for letters", "Mogul", {"M0gul", "Mogu1"}),
        ("spaces and marks", "Timer Bank",
         {"Timer  Bank", "Timer - Bank", "Timer, Bank", "Timer. Bank", "Timer_Bank", "Timer/Bank"}),
        ("words transposed", "Timer Bank", {"Bank Timer"}),
        ("words glued", "Timer Bank", {"TimerBank"}),
        ("word missing (of 3 or more)", "a b c", {"a b", "b c", "a c"}),
        ("initial", "Dmitry Nikulin", {"D. Nikulin"}),
        ("cut to 70 %", "Dmitry Nikulin", {"Dmitry Nik"}),
        ("digits for letters", "Sharp", {None}),
        ("words glued", "Bank", {None}),
    ],
)  # fmt: skip
def test_a_name_is_altered_as_its_kind_says(kind, name, altered):
    assert {CHANGES[kind](name, random.Random(seed)) for seed in range(50)} <= altered


@given(NAMES, st.sampled_from(sorted(CHANGES)), st.integers())
def test_any_name_is_altered_the_same_by_the_same_seed(name, kind, seed):
    made = CHANGES[kind](name, random.Random(seed))
    assert made == CHANGES[kind](name, random.Random(seed))
    assert made is None or isinstance(made, str)


def test_the_pack_counts_what_is_found_and_names_what_is_not(index):
    counted = pack(index, seed=1)
    assert [found.kind for found in counted] == list(CHANGES)
    assert counted[0].asked == sum(not weak for _, _, weak in index.names())
    assert counted[0].share == 1.0
    for found in counted:
        assert found.found + len(found.missed) == found.asked
        assert 0 <= found.share <= 1
        assert {one.entity_id for one in found.missed} <= {key for key, _, _ in index.names()}
    assert sum(found.found for found in counted) > 0.7 * sum(found.asked for found in counted)


def test_the_pack_is_the_same_by_the_same_seed_and_draws_no_more_than_asked(index):
    assert pack(index, seed=3, names=4) == pack(index, seed=3, names=4)
    assert pack(index, seed=3, names=4)[0].asked == 4
    assert pack(index, seed=3, threshold=1.0)[0].share == 1.0
