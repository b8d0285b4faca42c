"""The records of a segment that a change may touch: all that it hits are among them."""

from collections.abc import Iterable, Iterator

import numpy as np

from nostro.matching import Index
from nostro.matching.index import least_with_birth_date
from nostro.matching.ragged import Array
from nostro.screening.past.records import (
    READ_AS_CODES,
    READ_AS_NAMES,
    READ_AS_TEXTS,
    Kind,
    kind_of,
)
from nostro.screening.past.segment import Segment
from nostro.screening.policy import Policy

__all__ = ["rows_to_screen"]

# In what each rule looks for listed parties; the others may look in anything that is read.
_LOOKED_IN: dict[str, tuple[Kind, ...]] = {
    "name": READ_AS_NAMES, "free_text": READ_AS_TEXTS, "bic": READ_AS_CODES,
    "identifier": READ_AS_CODES, "account": READ_AS_CODES, "wallet": READ_AS_CODES,
}  # fmt: skip
_OF_PLACES = frozenset({"country", "region"})
_BIRTH = "_birth_date"


def rows_to_screen(segment: Segment, indexes: Iterable[Index], policy: Policy) -> Array:
    """The rows that one of some small indexes may hit, in their order.

    A field that a rule looks into otherwise than it was read makes candidates of all its records.
    """
    bar = min((rule.bar for rule in policy.rules if rule.reason not in _OF_PLACES), default=1.0)
    unread = set(_unread(policy))
    rows = [segment.rows_with([], unread)] if unread else []
    for index in indexes:
        if len(index):
            rows += _touched_rows(segment, index, bar)
    return np.unique(np.concatenate(rows)) if rows else np.empty(0, np.int64)


def _touched_rows(segment: Segment, index: Index, bar: float) -> Iterator[Array]:
    """The rows that an index touches; with a birth date beside it a name needs to score less."""
    among = segment.asked(index)
    yield segment.rows_with([*segment.names(among, bar), *segment.others(among, index, bar)])
    born = [field for field in segment.fields if field.endswith(_BIRTH)]
    if born:
        by_name = segment.rows_with(segment.names(among, least_with_birth_date(bar)))
        yield np.intersect1d(by_name, segment.rows_with([], born))


def _unread(policy: Policy) -> Iterator[str]:
    for rule in policy.rules:
        for field in rule.fields:
            kind = kind_of(field)
            if rule.reason not in _OF_PLACES and kind not in _LOOKED_IN.get(rule.reason, (kind,)):
                yield field
