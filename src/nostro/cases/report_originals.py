"""The messages of alerts as they were given, with the words marked that each alert speaks of.

Files are read again here, each once. What is kept of a message is bounded: a short one whole, of a
long one what stands around the marks.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from pathlib import Path
from typing import Literal, NamedTuple

from nostro.cases.report_records import Original
from nostro.model.alerts import Alert
from nostro.model.payments import COLUMNS, Notice, Payment
from nostro.payments.locating import Span
from nostro.payments.originals import Original as Found
from nostro.payments.originals import Words, find_originals

__all__ = ["MOST_CHARS", "originals_of"]

MOST_CHARS = 6_000
_AROUND = 700
_MOST_DIFFERENT = 50  # runs of words in one field
_LARGEST_FILE = 64_000_000
_CUT = "\n[...]\n"
_WORD = re.compile(r"\w+")
_OPENED = re.compile(r"(?:<[^/<>][^<>]{0,200}>\s{0,100}){1,20}\Z")
_CLOSED = re.compile(r"(?:\s{0,100}</[^<>]{0,200}>){0,20}")
_Item = Payment | Notice
# What two messages of one payment may differ in without a party or text being another.
_NOT_COMPARED = frozenset(
    {"payment_id", "uetr", "message_type", "booked_at", "amount_minor", "currency",
     "clearing_system", "service_level", "local_instrument", "other"}
)  # fmt: skip


class _Request(NamedTuple):
    """Words to mark in an item, for an alert."""

    alert_id: str
    item: _Item
    words: list[Words]


class _Message(NamedTuple):
    """The text of a message, where in it the message stands, and the marks of each request."""

    format: Literal["xml", "fin", "row"]
    text: str
    extent: Span
    marks: list[list[Span]]


def originals_of(
    alerts: Iterable[Alert], items: Iterable[_Item], path_of: Callable[[str], Path] = Path
) -> dict[str, list[Original]]:
    """By alert id, its message as it was given, then those of its related payments.

    `items` are those that were screened; `path_of` gives the file of a source. A message whose
    file cannot be read, or has more than 64 MB, is left out.
    """
    given = list(alerts)
    ids = {key for alert in given for key in (alert.payment_id, *alert.related_payment_ids)}
    known: dict[str, list[_Item]] = defaultdict(list)
    for item in items:
        if _id(item) in ids:
            known[_id(item)].append(item)
    requests = list(chain.from_iterable(_requests(alert, known) for alert in given))
    shown = _shown(requests, path_of)
    found: dict[str, list[Original]] = defaultdict(list)
    for number, request in enumerate(requests):
        if number in shown:
            found[request.alert_id].append(shown[number])
    return dict(found)


def _requests(alert: Alert, known: Mapping[str, Sequence[_Item]]) -> Iterator[_Request]:
    own = _item_of(alert, known.get(alert.payment_id, ()))
    if own is None:
        return
    related = [
        next((item for item in known.get(key, ()) if _place(item) != _place(own)), None)
        for key in alert.related_payment_ids
    ]
    earlier = [item for item in related if item is not None]
    if alert.reason == "stripping" and earlier:
        yield _Request(alert.alert_id, own, list(_different(own, earlier[0])))
        for item in earlier:
            yield _Request(alert.alert_id, item, list(_different(item, own)))
    else:
        yield _Request(alert.alert_id, own, [Words(alert.field, alert.text, alert.span)])


def _item_of(alert: Alert, items: Sequence[_Item]) -> _Item | None:
    """The item that an alert is on: of its id and source, and with its text in its field."""
    own = [item for item in items if item.source == alert.source]
    saying = [item for item in own if _values(item).get(alert.field, "") == alert.text]
    return next(iter([*saying, *own]), None)


def _different(item: _Item, other: _Item) -> Iterator[Words]:
    """The words of parties, banks and texts that the other message does not have."""
    said = chain(_values(other).values(), other.other.values())
    known = {word.casefold() for text in said for word in _WORD.findall(text)}
    for field, text in _values(item).items():
        if field.partition("[")[0] not in _NOT_COMPARED:
            for start, end in _unknown(text, known)[:_MOST_DIFFERENT]:
                yield Words(field, text, (start, end))


def _unknown(text: str, known: set[str]) -> list[tuple[int, int]]:
    """The spans of words that are not known, those that follow each other as one."""
    spans: list[tuple[int, int]] = []
    is_after = False
    for word in _WORD.finditer(text):
        is_new = word[0].casefold() not in known
        if is_new:
            start = spans.pop()[0] if is_after else word.start()
            spans.append((start, word.end()))
        is_after = is_new
    return spans


def _values(item: _Item) -> dict[str, str]:
    """The texts of an item by the names of fields that alerts use."""
    found: dict[str, str] = {}
    for name in item.__struct_fields__:
        value = getattr(item, name)
        if name in {"source", "location", "origins"} or not value:
            continue
        if isinstance(value, str):
            found[name] = value
        elif isinstance(value, list):
            found |= {f"{name}[{place}]": text for place, text in enumerate(value)}
        elif isinstance(value, dict):
            found |= {f"{name}[{path}]": text for path, text in value.items()}
    return found


def _shown(requests: Sequence[_Request], path_of: Callable[[str], Path]) -> dict[int, Original]:
    """The originals by the number of their request; those of one item have one text."""
    by_source: dict[str, dict[int, list[int]]] = defaultdict(lambda: defaultdict(list))
    for number, request in enumerate(requests):
        by_source[request.item.source][id(request.item)].append(number)
    shown: dict[int, Original] = {}
    for source, by_item in by_source.items():
        groups = list(by_item.values())
        wanted = [[requests[number] for number in group] for group in groups]
        for group, asked, message in zip(
            groups, wanted, _messages(path_of(source), wanted), strict=True
        ):
            if message is not None:
                shown |= zip(group, _cut(asked[0].item, message), strict=True)
    return shown


def _messages(path: Path, wanted: Sequence[Sequence[_Request]]) -> list[_Message | None]:
    """For the requests on each of some items of a file, its message and their marks."""
    if all(isinstance(group[0].item, Payment) and not group[0].item.origins for group in wanted):
        return [_row(group) for group in wanted]
    try:
        data = path.read_bytes() if path.stat().st_size <= _LARGEST_FILE else b""
    except OSError:
        data = b""
    asked = [(group[0].item, [words for one in group for words in one.words]) for group in wanted]
    found = find_originals(data, asked)
    return [_of_file(group, one) if one else None
            for group, one in zip(wanted, found, strict=True)]  # fmt: skip


def _of_file(group: Sequence[_Request], found: Found) -> _Message:
    marks = iter(found.marks)
    own = [[span for _ in request.words for span in next(marks)] for request in group]
    return _Message("xml" if found.format == "xml" else "fin", found.text, found.extent, own)


def _row(group: Sequence[_Request]) -> _Message:
    """The cells of a row of a payments table, each on a line behind its column."""
    values = _values(group[0].item)
    starts: dict[str, int] = {}
    lines: list[str] = []
    at = 0
    for field, text in _cells(group[0].item, values):
        starts[field] = at + len(field) + 2
        lines.append(f"{field}: {text}")
        at += len(lines[-1]) + 1
    marks = [
        [Span(starts[w.field] + w.span[0], starts[w.field] + w.span[1])
         for w in request.words if w.field in starts and w.span[0] < w.span[1]]
        for request in group
    ]  # fmt: skip
    return _Message("row", "\n".join(lines), Span(0, max(at - 1, 0)), marks)


def _cells(item: _Item, values: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for column in COLUMNS:
        value = getattr(item, column, None)
        if isinstance(value, list | dict):
            yield from ((f, text) for f, text in values.items() if f.startswith(f"{column}["))
        elif value is not None and value != "":
            yield column, str(value)


def _cut(item: _Item, message: _Message) -> list[Original]:
    """The originals of an item, one for each of its requests, with the part of it that is kept."""
    first, last = _bounds(message)
    windows = _windows(message, first, last)
    text = _CUT.join(message.text[start:end] for start, end in windows)
    begins: list[int] = []
    at = 0
    for start, end in windows:
        begins.append(at)
        at += end - start + len(_CUT)
    is_cut = sum(end - start for start, end in windows) < last - first
    return [
        Original(
            payment_id=_id(item),
            source=item.source,
            location=item.location,
            format=message.format,
            text=text,
            marks=[
                (begin + mark.start - start, begin + min(mark.end, end) - start)
                for mark in own
                for begin, (start, end) in zip(begins, windows, strict=True)
                if start <= mark.start < end
            ],
            cut=is_cut,
        )
        for own in message.marks
    ]


def _bounds(message: _Message) -> tuple[int, int]:
    """Where a message begins and ends; a short file of XML is kept with its headers, and of a long
    one the transaction, unless something in the headers is marked.
    """
    text, (start, end) = message.text, message.extent
    if message.format != "xml":
        return start, end
    marks = list(chain.from_iterable(message.marks))
    if len(text) <= MOST_CHARS or any(mark.start < start or mark.end > end for mark in marks):
        return 0, len(text)
    # The tags around the first and the last text of a transaction are a part of it.
    head, tail = _OPENED.search(text, max(0, start - _AROUND), start), _CLOSED.match(text, end)
    return head.start() if head else start, tail.end() if tail else end


def _windows(message: _Message, first: int, last: int) -> list[tuple[int, int]]:
    """What is kept: all, or what stands around the marks, the first `MOST_CHARS` of it."""
    if last - first <= MOST_CHARS:
        return [(first, last)]
    marks = sorted(chain.from_iterable(message.marks)) or [Span(*message.extent)]
    windows: list[tuple[int, int]] = []
    room = MOST_CHARS
    for start, end in marks:
        begin = max(first, start - _AROUND, windows[-1][1] if windows else 0)
        stop = min(last, end + _AROUND, begin + room)
        if stop <= begin:
            continue
        room -= stop - begin
        if windows and windows[-1][1] == begin:
            begin = windows.pop()[0]
        windows.append((begin, stop))
    return windows


def _place(item: _Item) -> tuple[str, str]:
    return item.source, item.location


def _id(item: _Item) -> str:
    return item.payment_id if isinstance(item, Payment) else item.notice_id
