"""SWIFT MT messages: payments from what moves money, notices from the rest.

What cannot be read as the payment that it should be is a problem, and a notice beside it, so that
nothing in it goes unscreened.
"""

from collections.abc import Callable, Iterable, Iterator
from hashlib import blake2b
from typing import BinaryIO, NamedTuple

from nostro.model.payments import Notice, Payment
from nostro.model.problems import Problem
from nostro.payments.completeness import what_is_missing
from nostro.payments.mt_banks import RECEIVER, SENDER
from nostro.payments.mt_blocks import (
    COVER,
    Field,
    FinMessage,
    first_of,
    is_preamble,
    looks_like_fin,
    parse_message,
)
from nostro.payments.mt_doubts import doubts_of, valid_uetr
from nostro.payments.mt_draft import Draft
from nostro.payments.mt_notices import put_notice
from nostro.payments.mt_orders import SEVERAL
from nostro.payments.mt_russian import is_russian
from nostro.payments.mt_statements import put_entry, statement_of
from nostro.payments.mt_stream import read_chunks, split_pieces
from nostro.payments.mt_transfers import SINGLE
from nostro.payments.mt_units import COVERS, STATEMENTS, type_of, units_of

__all__ = ["Unit", "looks_like_fin", "read_fin", "read_units"]

Item = Payment | Notice | Problem
_COVER_MARK = "COV"


class Unit(NamedTuple):
    """What became one payment or notice: its fields, of which message, and the items read."""

    message: FinMessage | None
    fields: list[Field]
    items: list[Item]


def read_fin(data: BinaryIO | bytes | str, source: str) -> Iterator[Item]:
    """The payments, notices and problems of a FIN file, in its order.

    Takes messages with and without their envelopes, one after the other or parted by `$`; a
    stream is read a million bytes at a time. A payment's id is its field 20; a message of several
    transactions or entries gives a payment for each.
    """
    for unit in read_units(data, source):
        yield from unit.items


def read_units(data: BinaryIO | bytes | str, source: str) -> Iterator[Unit]:
    """The same, unit by unit (see `mt_units`)."""
    ids = _Ids()
    count = 0
    for piece in split_pieces(read_chunks(data)):
        message = parse_message(piece) if piece.text else None
        if piece.text and message is None:
            continue
        count += 1
        place = _Place(source, f"message {count}")
        if message is None:
            yield Unit(
                None,
                [],
                [
                    place.problem(
                        "too-large",
                        "a message of more than 16 MB, a million lines or 500,000 fields",
                    )
                ],
            )
            continue
        for fields, items in _read(message, place):
            yield Unit(message, fields, [ids.unique(item) for item in items])
    if not count:
        nothing = _Place(source, "file").problem("unknown-format", "no FIN message in it")
        yield Unit(None, [], [nothing])


class _Place:
    """Where an item was read."""

    __slots__ = ("location", "source")

    def __init__(self, source: str, location: str) -> None:
        self.source = source
        self.location = location

    def within(self, part: str) -> "_Place":
        """A part of this place: `message 1, transaction 2`."""
        return _Place(self.source, f"{self.location}, {part}") if part else self

    def problem(self, code: str, message: str) -> Problem:
        """A problem at this place."""
        return Problem(source=self.source, location=self.location, code=code, message=message)


class _Ids:
    """Ids that a file repeats are numbered, so that no payment hides another.

    Eight bytes of a hash stand for an id: a large file has millions.
    """

    def __init__(self) -> None:
        self._seen: set[int] = set()
        self._counts: dict[str, int] = {}

    def unique(self, item: Item) -> Item:
        """The item, its id numbered from the second time on."""
        if isinstance(item, Problem):
            return item
        column = "payment_id" if isinstance(item, Payment) else "notice_id"
        name = getattr(item, column)
        key = int.from_bytes(
            blake2b(name.encode("utf-8", "replace"), digest_size=8).digest(), "big"
        )
        if key in self._seen:
            self._counts[name] = self._counts.get(name, 1) + 1
            setattr(item, column, f"{name}#{self._counts[name]}")
        self._seen.add(key)
        return item


def _read(message: FinMessage, place: _Place) -> Iterator[tuple[list[Field], Iterable[Item]]]:
    kind = type_of(message)
    if not message.fields or is_preamble(message.fields):
        notices = [_notice(message, message.fields, kind, place)] if message.fields else []
        problem = place.problem("empty-message", f"MT{kind or '?'} without a field")
        yield message.fields, [problem, *notices]
    elif kind in STATEMENTS:
        yield from _statement(message, kind, place)
    else:
        for part, fields in units_of(message, kind):
            yield fields, _unit(message, fields, kind, place.within(part))


def _unit(message: FinMessage, fields: list[Field], kind: str, place: _Place) -> Iterator[Item]:
    """A transfer, one transaction of several, or a message that moves no money."""
    build = SINGLE.get(kind) or SEVERAL.get(kind)
    if build is None:
        yield _notice(message, fields, kind, place)
    elif kind in SEVERAL and fields is message.fields:
        yield place.problem("incomplete", f"MT{kind} without a transaction")
        yield _notice(message, fields, kind, place)
    else:
        yield from _payment(message, fields, kind, place, build)


def _statement(
    message: FinMessage, kind: str, place: _Place
) -> Iterator[tuple[list[Field], Iterable[Item]]]:
    units = units_of(message, kind)
    _, general = next(units)
    yield general, [_notice(message, general, kind, place)]
    statement = statement_of(message, general)
    for number, (part, fields) in enumerate(units, 1):
        draft = Draft(fields)
        doubtful = put_entry(draft, statement, number)
        yield fields, _entry(message, draft, kind, doubtful, place.within(part))


def _entry(
    message: FinMessage, draft: Draft, kind: str, doubtful: Iterator[str], place: _Place
) -> Iterator[Item]:
    """An entry; its columns are put into the draft as what is doubtful about it comes."""
    try:
        doubts = list(doubtful)
    except ValueError as error:
        yield place.problem("bad-value", str(error))
        yield _notice(message, draft.fields, kind, place)
        return
    yield from _finished(message, draft, kind, place)
    yield from (place.problem("bad-value", doubt) for doubt in doubts)


def _payment(
    message: FinMessage,
    fields: list[Field],
    kind: str,
    place: _Place,
    build: Callable[[Draft, FinMessage], None],
) -> Iterator[Item]:
    draft = Draft(fields, is_russian=is_russian(message))
    _put_reference(draft)
    try:
        build(draft, message)
    except ValueError as error:
        yield place.problem("bad-value", str(error))
        yield _notice(message, fields, kind, place)
        return
    _put_header(draft, message, kind)
    yield from _finished(message, draft, kind, place)


def _finished(message: FinMessage, draft: Draft, kind: str, place: _Place) -> Iterator[Item]:
    """The payment of a draft and what is odd about it, or what it lacks."""
    columns = draft.columns
    missing = what_is_missing(columns)
    if missing:
        yield place.problem("incomplete", missing)
        yield _notice(message, draft.fields, kind, place)
        return
    is_cover = kind in COVERS and (
        message.user.get("119") == _COVER_MARK or draft.fields[-1].path.startswith(COVER)
    )
    yield Payment(
        **columns,
        message_type=f"MT{kind}COV" if is_cover else f"MT{kind}",
        other=draft.rest(),
        origins=draft.origins,
        source=place.source,
        location=place.location,
    )
    for code, sentence in doubts_of(columns, draft.fields, message):
        yield place.problem(code, sentence)


def _put_reference(draft: Draft) -> None:
    """The id of a payment: field 20, and field 21 of a transaction that has it there."""
    first = first_of(draft.fields, "20")
    second = draft.fields[0] if draft.fields[0].tag == "21" else None
    found = [field for field in (first, second) if field is not None]
    names = [field.value.partition("\n")[0].strip() for field in found]
    draft.put("payment_id", "/".join(names), found[-1].path if found else "")
    if first:
        draft.hold(first, 2)


def _put_header(draft: Draft, message: FinMessage, kind: str) -> None:
    """The banks and the user header, as far as no column has them."""
    origins = draft.origins.values()
    for side, code, agent in (
        (SENDER, message.sender, "debtor_agent"),
        (RECEIVER, message.receiver, "creditor_agent"),
    ):
        if code and side not in origins and code != draft.columns.get(agent):
            draft.other[side] = code
    for tag, value in message.user.items():
        if tag == "119" and value == _COVER_MARK and kind in COVERS:
            continue  # the type says it
        if tag == "121" and valid_uetr(value.lower()):
            draft.put("uetr", value.lower(), tag)
        elif tag == "111" and value[:2] == "00" and len(value) == 3:
            draft.put("service_level", f"G{value}", tag)
        elif tag == "103":
            draft.put("clearing_system", value, tag)
        elif value:
            draft.other[tag] = value


def _notice(message: FinMessage, fields: list[Field], kind: str, place: _Place) -> Notice:
    draft = Draft(fields, is_russian=is_russian(message))
    put_notice(draft, message.sender, message.receiver)
    references = draft.columns["references"]
    uetr = message.user.get("121")
    if uetr:
        draft.other["121"] = uetr
    return Notice(
        **{"text": "", **draft.columns},
        notice_id=references[0] if references else place.location,
        message_type=f"MT{kind}",
        other=draft.rest(),
        origins=draft.origins,
        source=place.source,
        location=place.location,
    )
