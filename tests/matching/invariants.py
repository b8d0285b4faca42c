"""What holds for any bytes taken as names; the corpus and the fuzzer ask it of each input."""

from typing import Any

import msgspec

from nostro.matching import Index, compare
from nostro.matching.treasury import treasury_score
from nostro.model.entities import Entity

__all__ = ["check", "few"]

_NAMES = {
    "p1": ("Person", ["KIM, Jong Un", "김정은", "Ким Чен Ын"]),
    "p2": ("Person", ["Abd al-Rahman bin Ali", "عبد الرحمن"]),
    "c1": ("Company", ["TSMRBANK, OOO", "First Timer Bank 44 LLC"]),
    "v1": ("Vessel", ["CHONG CHON GANG"]),
}


def few() -> Index:
    """An index over a few names of several scripts and kinds."""
    beside = {
        "birthDate": ["1984-01-08", "1982"], "country": ["kp"], "gender": ["male"],
        "address": ["12 Tverskaya ul., Moscow 125009, Russia"], "weakAlias": ["Rocket House"],
        "imoNumber": ["7937317"],
    }  # fmt: skip
    return Index.build(
        Entity(
            id=key, schema=schema, properties={"name": names, **beside}, datasets=["us_ofac_sdn"]
        )
        for key, (schema, names) in _NAMES.items()
    )


def check(index: Index, data: bytes) -> None:
    """Asks everything of two texts, parted by a line feed; bytes that are no UTF-8 become halves of
    surrogate pairs.
    """
    one, _, other = data.decode("utf-8", "surrogateescape").partition("\n")
    score = compare(one, other)
    assert 0 <= score <= 1
    assert score == compare(other, one)
    assert compare(one, one) in (0.0, 1.0)
    assert 0 <= treasury_score(one, other) <= 100
    beside: dict[str, Any] = {
        "name": [one, other], "birth_date": other, "address": one, "country": other, "gender": one,
        "identifiers": other, "schema": other,
    }  # fmt: skip
    for answer in index.match([one, beside], limit=3, threshold=0.1):
        for match in answer:
            assert 0.1 <= match.score <= 1
            assert msgspec.json.encode(match.to_dict())
            start, end = match.query_span
            assert 0 <= start <= end <= max(len(one), len(other))
    for found in index.find_in_text(other):
        assert 0 <= found.span[0] < found.span[1] <= len(other)
