"""Records in batches of columns: what is written of them to the past."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import NamedTuple

import numpy as np

from nostro.matching.ragged import Array, Ragged, starts
from nostro.model.payments import Notice, Payment
from nostro.screening.past.records import fields_of, instant

__all__ = ["Batch", "Values", "batch_of", "batches_of", "gathered", "repeated", "strings"]

_AT_ONCE = 50_000


class Values(NamedTuple):
    """The values of one field: of which row of the batch each is, and the texts."""

    row: Array
    text: Ragged


class Batch(NamedTuple):
    """Records by column. `ids` has one text for each record in each field; times are microseconds
    since 1970, amounts minor units.
    """

    notice: Array
    booked_at: Array
    amount: Array
    ids: dict[str, Ragged]
    fields: dict[str, Values]


def strings(texts: Iterable[str]) -> Ragged:
    """Texts as rows of bytes."""
    return Ragged.of(text.encode("utf-8", "surrogatepass") for text in texts)


def repeated(text: str, count: int) -> Ragged:
    """The same text in so many rows."""
    raw = np.frombuffer(text.encode("utf-8", "surrogatepass"), np.uint8)
    return Ragged(np.tile(raw, count), np.arange(count + 1, dtype=np.int64) * len(raw))


def gathered(data: Array, froms: Array, tos: Array) -> Ragged:
    """Parts of bytes as rows."""
    lengths = tos - froms
    start = np.concatenate([starts([]), np.cumsum(lengths)])
    within = np.arange(start[-1]) - np.repeat(start[:-1], lengths)
    return Ragged(data[np.repeat(froms, lengths) + within], start)


def batches_of(items: Iterable[Payment | Notice]) -> Iterator[Batch]:
    """Records in batches, in their order."""
    given = iter(items)
    while part := list(islice(given, _AT_ONCE)):
        yield batch_of(part)


def batch_of(items: Sequence[Payment | Notice]) -> Batch:
    """Records as one batch."""
    rows: dict[str, list[int]] = defaultdict(list)
    texts: dict[str, list[str]] = defaultdict(list)
    for row, item in enumerate(items):
        for field, values in fields_of(item):
            rows[field] += [row] * len(values)
            texts[field] += values
    return Batch(
        notice=np.array([isinstance(item, Notice) for item in items], np.uint8),
        booked_at=np.array([instant(item) for item in items], np.int64),
        amount=np.array([getattr(item, "amount_minor", 0) for item in items], np.int64),
        ids={
            "id": strings(map(_identity, items)),
            "uetr": strings(getattr(item, "uetr", None) or "" for item in items),
            "location": strings(item.location for item in items),
        },
        fields={
            field: Values(np.array(rows[field], np.int32), strings(texts[field]))
            for field in sorted(rows)
        },
    )


def _identity(item: Payment | Notice) -> str:
    return item.payment_id if isinstance(item, Payment) else item.notice_id
