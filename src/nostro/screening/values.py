"""Values that are looked at once, in whatever payment they stand: most say nothing.

What names, codes, texts and places give depends on one value of a record, and the same values come
all day. So the distinct ones are asked about, and a payment whose values all say nothing is done;
only the others are looked at whole. A record in which a value is not alone (a birth date beside a
name, what a message says beside the columns) is looked at whole, and so is a notice.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from itertools import chain
from operator import attrgetter
from typing import Any, NamedTuple

from nostro.model.payments import Notice, Payment

__all__ = ["Chunk", "Given", "Lone", "LoneValues"]

Chunk = list[Payment | Notice]
_LISTS = ("intermediary_agents", "intermediary_agent_names")
_PAYMENT = frozenset(Payment.__struct_fields__)
# So many distinct values of a kind are known before they are forgotten, and asked about again.
_KNOWN = 400_000


class Lone(NamedTuple):
    """Fields whose values a check looks at one by one, alike in each of them.

    `loud` gives those of some values that may give a hit, in any of the fields, on any day;
    `unless` are fields that change what a value gives where they are said.
    """

    fields: tuple[str, ...]
    loud: Callable[[Sequence[str]], list[str]]
    unless: tuple[str, ...] = ()


class _Known:
    """The values of a kind that were asked about, and those that may give a hit."""

    def __init__(self) -> None:
        self.asked: set[str] = set()
        self.loud: set[str] = set()


class Given(NamedTuple):
    """Some records: those that are looked at whole, by their places, and the values of the others,
    by kind: all, what is known of them, and those not asked about before.
    """

    chunk: Chunk
    whole: list[int]
    values: list[dict[str, None]]
    known: list[_Known]
    new: list[list[str]]


class LoneValues:
    """What is known of the values of a stream, for the checks that look at values alone."""

    def __init__(self, lones: Iterable[Lone]) -> None:
        self._lones = list(lones)
        self._readers = [_reader(lone.fields) for lone in self._lones]
        not_alone = dict.fromkeys(field for lone in self._lones for field in lone.unless)
        self._not_alone = attrgetter("other", "payment_id", *not_alone)
        self._known = [_Known() for _ in self._lones]

    def loud(self, texts: Sequence[Sequence[str]]) -> list[list[str]]:
        """Of some values by kind those that may give a hit."""
        return [lone.loud(some) if some else []
                for lone, some in zip(self._lones, texts, strict=True)]  # fmt: skip

    def take(self, chunk: Chunk) -> Given:
        """What has to be asked about some records. The chunks are to be heard in their order."""
        whole = [place for place, item in enumerate(chunk) if self._is_whole(item)]
        out = frozenset(whole)
        plain = [item for place, item in enumerate(chunk) if place not in out] if whole else chunk
        values = [dict.fromkeys(read(plain)) for read in self._readers]
        for at, known in enumerate(self._known):
            if len(known.asked) > _KNOWN:  # those on their way go by what they were asked of
                self._known[at] = _Known()
        new = [self._not_asked(some, known.asked)
               for some, known in zip(values, self._known, strict=True)]  # fmt: skip
        return Given(chunk, whole, values, list(self._known), new)

    def hear(self, given: Given, loud: Sequence[Sequence[str]]) -> list[int]:
        """The places of the records, but those looked at whole, that hold a value that may give a
        hit; `loud` answers what was asked.
        """
        for known, some in zip(given.known, loud, strict=True):
            known.loud.update(some)
        places: set[int] = set()
        for known, values, read in zip(given.known, given.values, self._readers, strict=True):
            if here := known.loud & values.keys():
                places.update(
                    place for place, item in enumerate(given.chunk)
                    if not isinstance(item, Notice) and not here.isdisjoint(read([item]))
                )  # fmt: skip
        return sorted(places.difference(given.whole))

    def _is_whole(self, item: Payment | Notice) -> bool:
        if isinstance(item, Notice):
            return True
        other, _, *beside = self._not_alone(item)
        return bool(other) or any(beside)

    @staticmethod
    def _not_asked(values: Iterable[str], asked: set[str]) -> list[str]:
        new = [value for value in values if value not in asked]
        asked.update(new)
        return [value for value in new if value and not value.isspace()]


def _reader(fields: Iterable[str]) -> Callable[[Sequence[Any]], Iterator[str]]:
    """A function that gives the values of some fields of payments, empty ones and None too."""
    texts = [name for name in fields if name in _PAYMENT and name not in (*_LISTS, "other")]
    columns = [_each(attrgetter(name)) for name in fields if name in _LISTS]
    if len(texts) == 1:
        columns.append(partial(map, attrgetter(*texts)))
    elif texts:
        columns.append(_each(attrgetter(*texts)))
    return lambda payments: chain.from_iterable(column(payments) for column in columns)


def _each(several: Callable[[Any], Iterable[str]]) -> Callable[[Sequence[Any]], Iterator[str]]:
    return lambda payments: chain.from_iterable(map(several, payments))
