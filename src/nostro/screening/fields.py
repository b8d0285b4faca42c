"""The fields of a payment or notice as (name, text) pairs, lists flattened."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Literal

from nostro.model.payments import Notice, Payment
from nostro.payments.leaf_kinds import kind_of as kind_of_leaf
from nostro.payments.mt_types import kind_of as kind_of_tag

__all__ = ["Use", "field_values", "uses_of"]

Use = Literal["name", "code", "text", "place"]

_TAG = re.compile(r"(?:B/)?(\d\d[A-Z]?)(?:\[\d+\])?(?:/.*)?")
_NUMBER = re.compile(r"\[\d+\]")
_NAMES = frozenset({"Nm"})
_ADDRESSES = frozenset({"AdrLine", "StrtNm", "TwnNm", "TwnLctnNm", "DstrctNm", "CtrySubDvsn"})
_COUNTRIES = frozenset({"Ctry", "CtryOfRes"})
_OF_XML: dict[str, frozenset[Use]] = {
    "agent": frozenset({"code"}),
    "account": frozenset({"code"}),
    "text": frozenset({"text", "code"}),
    "party": frozenset({"code"}),
}
# The lines of a party or bank in an MT are a name, an address or a code, and do not say which.
_OF_MT: dict[str, frozenset[Use]] = {
    "text": frozenset({"text", "code"}),
    **{kind: frozenset({"text", "code", "place"}) for kind in ("agent", "account", "party")},
}


def field_values(
    item: Payment | Notice, fields: Iterable[str], use: Use = "text"
) -> Iterator[tuple[str, str]]:
    """The non-empty values of the named fields.

    A field that the record does not have is passed over, so one rule can speak of payments and
    notices. An entry of a list is named by its place: `intermediary_agents[1]`. Of `other` those
    values count that can be looked up as `use` says, named by their path: `other[71F]`.
    """
    for field in fields:
        value = getattr(item, field, None)
        if not value:
            continue
        if isinstance(value, str):
            if not value.isspace():
                yield field, value
        elif isinstance(value, list):
            for place, entry in enumerate(value):
                if entry and not entry.isspace():
                    yield f"{field}[{place}]", entry
        else:
            for path, text in value.items():
                if use in uses_of(path) and text and not text.isspace():
                    yield f"{field}[{path}]", text


@lru_cache(maxsize=8_192)
def uses_of(path: str) -> frozenset[Use]:
    """As what the value at a path of `other` can be looked up: a name, a code, a text, a place."""
    if tag := _TAG.fullmatch(path):
        return _OF_MT.get(kind_of_tag(tag[1]), frozenset())
    leaf = _NUMBER.sub("", path).rpartition("/")[2]
    if leaf in _NAMES:
        return frozenset({"name"})
    if leaf in _ADDRESSES:
        return frozenset({"text", "place"})
    if leaf in _COUNTRIES:
        return frozenset({"place"})
    return _OF_XML.get(kind_of_leaf(path), frozenset())
