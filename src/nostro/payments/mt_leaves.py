"""The leaves of FIN messages, whether a record holds them, and where a record's field stood.

A leaf is a line of a field, the date or amount in one, or a value of the header.
"""

import re
from codecs import BOM_UTF8
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import BinaryIO, NamedTuple

from nostro.model.money import parse_minor
from nostro.model.payments import Notice, Payment
from nostro.payments.mt import read_units
from nostro.payments.mt_banks import RECEIVER, SENDER
from nostro.payments.mt_blocks import Field, FinMessage, parse_message
from nostro.payments.mt_details import parts_of_details
from nostro.payments.mt_stream import Piece, split_pieces
from nostro.payments.mt_types import kind_of
from nostro.payments.mt_units import type_of, units_of

__all__ = ["Leaf", "fin_leaves", "locate_in_fin"]

_DATE_AND_MONEY = re.compile(r"([CD]?)(\d{6})([A-Z]{3}[\d,.]*)", re.ASCII)
_LINES = re.compile(r"/(\d+)(?:-(\d+))?\Z")
_CODE = re.compile(r"(?<=\w)/[?/].*")  # a part of field 86: `86/?20`
_LOCATION = re.compile(r"message (\d+)(?:, (.+))?")
_NOT_TEXT = re.compile(r"[\W_]+")
# The number of a line of option F, and the qualifier of a generic field (ISO 15022).
_NOT_VALUE = re.compile(r"^[1-8]/(?:[A-Z]{2}/)?|^:[A-Z0-9]{4}/[A-Z0-9]{0,8}/")
_BORN = re.compile(r"4/\d{8}")


class Leaf(NamedTuple):
    """A value of a message: its path (`MT103/50K/2`), as it stands, its kind (`party`, `agent`,
    `account`, `amount`, `date`, `text`, `reference`, `code`), and whether a record holds it.
    """

    path: str
    value: str
    kind: str
    is_held: bool


def fin_leaves(data: BinaryIO | bytes | str, source: str = "") -> Iterator[Leaf]:
    """The leaves of a FIN file in its order, of a stream as it comes.

    General fields of a message of several transactions are there once for each.
    """
    for message, fields, items in read_units(data, source):
        if message is None:
            continue
        kind = type_of(message)
        held = _Held(item for item in items if isinstance(item, Payment | Notice))
        for path, value, sort in _leaves(fields):
            yield Leaf(f"MT{kind}/{path}", value, sort, held.has(value, sort))


def _leaves(fields: list[Field]) -> Iterator[tuple[str, str, str]]:
    for field in fields:
        kind = kind_of(field.tag)
        if found := _DATE_AND_MONEY.fullmatch(field.value):
            yield f"{field.tag}/date", found[2], "date"
            yield f"{field.tag}/amount", found[3], "amount"
        elif field.tag == "86" and (parts := parts_of_details(field.value)):
            yield from ((f"86/{code}", text, kind) for code, text in parts if text.strip(" /"))
        else:
            for number, line in enumerate(field.value.split("\n"), 1):
                if value := _NOT_VALUE.sub("", line.strip()):
                    yield f"{field.tag}/{number}", value, _kind_of_line(kind, number, line)


def _kind_of_line(kind: str, number: int, line: str) -> str:
    if kind in {"party", "agent"}:
        if number == 1 and line.startswith("/"):
            return "account"
        if kind == "party" and _BORN.fullmatch(line):
            return "date"
    return kind


class _Held:
    """What records hold: their texts, letters and digits only, and their amounts and days."""

    def __init__(self, records: Iterable[Payment | Notice]) -> None:
        texts: list[str] = []
        self._amounts: set[tuple[str, int]] = set()
        self._days: set[str] = set()
        for record in records:
            for name in record.__struct_fields__:
                value = getattr(record, name)
                if name in {"origins", "source", "location"} or not value:
                    continue
                if isinstance(value, str):
                    texts.append(value)
                elif isinstance(value, list | dict):
                    texts += value.values() if isinstance(value, dict) else value
            if isinstance(record, Payment):
                self._amounts.add((record.currency, record.amount_minor))
                self._days.add(f"{record.booked_at:%y%m%d}")
                texts.append((record.debtor_birth_date or "") + (record.creditor_birth_date or ""))
        self._text = "\0".join(_bare(text) for text in texts)

    def has(self, value: str, kind: str) -> bool:
        """Whether a leaf is held: as a day, as an amount, or by its letters and digits."""
        if kind == "date" and value in self._days:
            return True
        if kind == "amount" and self._has_amount(value):
            return True
        return _bare(value) in self._text

    def _has_amount(self, value: str) -> bool:
        currency, amount = value[:3], value[3:]
        try:
            return (currency, parse_minor(amount, currency)) in self._amounts
        except ValueError:
            return False


def _bare(text: str) -> str:
    return _NOT_TEXT.sub("", text).casefold()


def locate_in_fin(
    data: bytes, wanted: Mapping[str, Collection[str]]
) -> tuple[str, dict[str, dict[str, tuple[int, int]]]]:
    """The text of a FIN file as `read_chunks` decodes it, without a byte order mark, and where in
    it places stand that `origins` or `other` of records name: the first character and the one
    behind the last.

    `wanted` has for the location of a record some of its places; the empty one is the message.
    What is not there is left out.
    """
    text = data.removeprefix(BOM_UTF8).decode("utf-8", "fin-latin-1")
    level = text.replace("\r\n", " \n").replace("\r", "\n")  # of one length
    sought: dict[int, list[tuple[str, str]]] = {}
    for location in wanted:
        if found := _LOCATION.fullmatch(location):
            sought.setdefault(int(found[1]), []).append((location, found[2] or ""))
    spans: dict[str, dict[str, tuple[int, int]]] = {}
    for number, (piece, message) in enumerate(_messages(level) if sought else (), 1):
        for location, name in sought.pop(number, ()):
            units = units_of(message, type_of(message))
            fields = next((fields for unit, fields in units if unit == name), [])
            own = (
                (o, _span(piece, message, [*fields, *message.fields], o)) for o in wanted[location]
            )
            spans[location] = {origin: span for origin, span in own if span}
        if not sought:
            break
    return text, spans


def _messages(text: str) -> Iterator[tuple[Piece, FinMessage]]:
    """The messages, in the order in which `read_fin` counts them."""
    for piece in split_pieces([text]):
        message = parse_message(piece)
        if message is not None:
            yield piece, message


def _span(
    piece: Piece, message: FinMessage, fields: list[Field], place: str
) -> tuple[int, int] | None:
    if not place:
        lead = len(piece.text) - len(piece.text.lstrip())
        return piece.at + lead, piece.at + len(piece.text.rstrip())
    if place in {SENDER, RECEIVER}:
        start = message.sender_at if place == SENDER else message.receiver_at
        return start, start + len("BANKCCLL")
    if place.isdigit() and len(place) == 3 and (at := piece.text.find(f"{{{place}:")) >= 0:
        start = piece.at + at + 5
        return start, start + len(message.user.get(place, ""))
    path, first, last = _parsed(place)
    field = next((field for field in fields if field.path == path), None)
    if field is None:
        return None
    lines = field.value.split("\n")
    before = sum(len(line) + 1 for line in lines[: first - 1])
    inside = "\n".join(lines[first - 1 : last or len(lines)])
    start = message.at + field.at + before + len(inside) - len(inside.lstrip())
    return start, start + len(inside.strip())


def _parsed(place: str) -> tuple[str, int, int | None]:
    """The path of a field, and its first and last line if the place names them."""
    found = _LINES.search(place)
    if found:
        first = int(found[1])
        return place[: found.start()], first, int(found[2] or first)
    return _CODE.sub("", place), 1, None
