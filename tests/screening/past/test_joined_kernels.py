"""Initials joined or parted in texts, against the same said as a pattern."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nostro.screening.past.batches import strings
from nostro.screening.past.joined_kernels import all_joined

PATTERN = re.compile(
    rb"\b[A-Z]{1,2}(?: ?& ?| and | AND )[A-Z]{1,2}\b|[A-Za-z]{2}\.[A-Z]\.", re.ASCII
)
PARTS = ["A", "AT", "ABC", "b", "&", " & ", " and ", " AND ", ".", "A.B.", "IvanovA.B.", " ", "7"]
TEXTS = st.lists(st.lists(st.sampled_from([*PARTS, "_", "é"]), max_size=8).map("".join), max_size=5)


@given(TEXTS)
def test_joined_initials_are_found_in_each_text_for_itself(texts):
    found = all_joined(*strings(texts)).tolist()
    assert found == [bool(PATTERN.search(text.encode())) for text in texts]


@pytest.mark.parametrize(
    ("text", "joined"),
    [("AT&T pays", 1), ("AT & T", 1), ("J and K", 1), ("JAN and K", 0), ("xIvanov.B.", 1),
     ("Ivanov A.B.", 0), ("A&", 0), ("", 0)],
)  # fmt: skip
def test_examples(text, joined):
    assert all_joined(*strings(["ABC", text])).tolist() == [0, joined]
