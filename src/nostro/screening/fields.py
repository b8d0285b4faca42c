"""The fields of a payment or notice as (name, text) pairs, lists flattened."""

from collections.abc import Iterable, Iterator

from nostro.model.payments import Notice, Payment

__all__ = ["field_values"]


def field_values(item: Payment | Notice, fields: Iterable[str]) -> Iterator[tuple[str, str]]:
    """The non-empty values of the named fields.

    A field that the record does not have is passed over, so one rule can speak of payments and
    notices. An entry of a list is named by its place: `intermediary_agents[1]`.
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
