"""A SWIFT message in its units: what becomes one payment or one notice.

A message of one transfer is one unit. Of several, each transaction is one, its own fields followed
by the general ones, which say what it leaves out. A statement is one, and each of its entries.
"""

from collections.abc import Iterator

from nostro.payments.mt_blocks import COVER, Field, FinMessage, first_of, with_paths
from nostro.payments.mt_types import TYPES, MessageType

__all__ = ["COVERS", "STATEMENTS", "type_of", "units_of"]

COVERS = frozenset({"202", "205"})
STATEMENTS = frozenset({"940", "942", "950"})
_ENTRY, _DETAILS = "61", frozenset({"86", "NS"})
_MOST_GENERAL = 100  # fields that transactions after the first share
# The fields by which a message without block 2 tells its type; the first type that has all.
_SIGNS = (
    ("202", ("32A", "58")), ("103", ("32A", "50", "59")), ("101", ("21", "28D", "32B")),
    ("942", ("61", "34F")), ("940", ("25", "61")), ("940", ("25", "60")),
    ("910", ("25", "32A", "52")), ("910", ("25", "32A", "50")),
)  # fmt: skip


def type_of(message: FinMessage) -> str:
    """The type of a message; without block 2, as its fields tell; empty where they do not."""
    if message.type:
        return message.type
    signs = (kind for kind, tags in _SIGNS if all(first_of(message.fields, tag) for tag in tags))
    return next(signs, "")


def units_of(message: FinMessage, kind: str) -> Iterator[tuple[str, list[Field]]]:
    """The units of a message of this type, each with its name (`transaction 2`, `entry 3`; empty
    for the message itself) and its fields.
    """
    shape = TYPES.get(kind)
    if kind in COVERS:
        yield "", _with_cover(message.fields)
    elif kind in STATEMENTS:
        yield from _entries(message.fields)
    elif shape and shape.repeats:
        yield from _transactions(message.fields, shape)
    else:
        yield "", message.fields


def _with_cover(fields: list[Field]) -> list[Field]:
    """The fields of a bank transfer; those from field 50 on are the customers' (sequence B)."""
    start = next((at for at, field in enumerate(fields) if field.tag[:2] == "50"), None)
    return fields if start is None else [*fields[:start], *with_paths(fields[start:], COVER)]


def _transactions(fields: list[Field], shape: MessageType) -> Iterator[tuple[str, list[Field]]]:
    starts = [at for at, field in enumerate(fields) if field.tag == shape.repeats]
    if not starts:
        yield "", fields
        return
    end = _end_of_transactions(fields, starts[0], shape)
    general = [*fields[: starts[0]], *fields[end:]]
    starts = [at for at in starts if at < end]
    for number, (start, after) in enumerate(zip(starts, [*starts[1:], end], strict=True), 1):
        yield f"transaction {number}", with_paths([*fields[start:after], *general])
        general = general[:_MOST_GENERAL]


def _end_of_transactions(fields: list[Field], start: int, shape: MessageType) -> int:
    """Where the general information begins that follows the transactions."""
    own = shape.fields.count(shape.closes) - 1 if shape.closes else 0
    seen = 0
    for at, field in enumerate(fields[start:], start):
        if field.tag == shape.repeats:
            seen = 0
        elif field.tag == shape.closes:
            if seen == own:
                return at
            seen += 1
    return len(fields)


def _entries(fields: list[Field]) -> Iterator[tuple[str, list[Field]]]:
    entries: list[list[Field]] = []
    general: list[Field] = []
    is_open = False
    for field in fields:
        if field.tag == _ENTRY:
            entries.append([field])
            is_open = True
        elif is_open and field.tag in _DETAILS:
            entries[-1].append(field)
        else:
            general.append(field)
            is_open = False
    yield "", with_paths(general)
    for number, entry in enumerate(entries, 1):
        yield f"entry {number}", with_paths(entry)
