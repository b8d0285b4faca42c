"""Text for people: dates, amounts, counts, and hostile text made visible.

Everything in a payment may be written by who wants to mislead its reader. HTML is escaped by the
template; here the characters that a screen hides, or that turn its writing direction, become
their Unicode numbers (https://www.unicode.org/reports/tr36/, section 2.7; UTS 55).
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from markupsafe import Markup

from nostro.model.money import format_minor

__all__ = [
    "amount",
    "count",
    "counts",
    "day",
    "day_range",
    "field_words",
    "joined",
    "marked",
    "names",
    "visible",
]

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
# Controls, invisible and bidirectional format characters, surrogates, private use, noncharacters.
_HIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f"
    "\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ud800-\udfff\ue000-\uf8ff\ufdd0-\ufdef"
    "\ufeff\uffa0\ufff0-\ufffb\ufffe\uffff\U0001d173-\U0001d17a"
    + "".join(
        f"{chr(plane | 0xFFFE)}{chr(plane | 0xFFFF)}" for plane in range(0x10000, 0xF0000, 0x10000)
    )
    + "\U000e0000-\U0010ffff]"
)
_CONTEXT = 140
_ACRONYMS = {"Bic": "BIC"}


def visible(text: str) -> str:
    """The text with each character that would be hidden or turn the line as `‹U+202E›`."""
    return _HIDDEN.sub(lambda found: f"‹U+{ord(found[0]):04X}›", text)


def marked(text: str, span: tuple[int, int]) -> Markup:
    """The text as HTML with the words of the span in <mark>, cut to what stands around them.

    A span that is empty or lies outside the text marks nothing.
    """
    start = min(max(span[0], 0), len(text))
    end = min(max(span[1], start), len(text))
    before, words, after = text[:start], text[start:end], text[end:]
    head = f"… {before[-_CONTEXT:]}" if len(before) > _CONTEXT else before
    tail = f"{after[:_CONTEXT]} …" if len(after) > _CONTEXT else after
    if len(words) > 2 * _CONTEXT:
        words = f"{words[:_CONTEXT]} … {words[-_CONTEXT:]}"
    mark = Markup("<mark>{}</mark>").format(visible(words)) if words else ""
    return Markup("<bdi>{}{}{}</bdi>").format(visible(head), mark, visible(tail))


def day(value: date | datetime | str | None) -> str:
    """`19 Sep 2024`; a text that is no ISO date stays as it is, None is a dash."""
    if value is None or value == "":
        return "–"
    try:
        on = datetime.fromisoformat(value) if isinstance(value, str) else value
    except ValueError:
        return str(value)
    return f"{on.day} {_MONTHS[on.month - 1]} {on.year}"


def day_range(first: date | None, last: date | None) -> str:
    """`1 Jun to 17 Sep 2024`: one day where they are the same, the year once where it is."""
    start, end = day(first or last), day(last or first)
    if start == end or first is None or last is None:
        return end
    return f"{start.removesuffix(f' {last.year}')} to {end}"


def amount(minor: int, currency: str) -> str:
    """`USD 1,234.50`."""
    return f"{currency} {format_minor(minor, currency)}"


def count(number: int, noun: str) -> str:
    """`1 payment`, `2,000 payments`, `no entities`."""
    plural = f"{noun[:-1]}ies" if noun.endswith("y") and noun[-2:-1] not in "aeo" else f"{noun}s"
    return f"{number or 'no':{',' if number else ''}} {noun if number == 1 else plural}"


def counts(numbers: Mapping[str, int]) -> str:
    """`5 entities and 1 individual`, kinds that are none left out."""
    return joined([count(number, kind) for kind, number in numbers.items() if number])


def joined(parts: Sequence[str]) -> str:
    """`a`, `a and b`, `a, b and c`."""
    return " and ".join(filter(None, [", ".join(parts[:-1]), *parts[-1:]]))


def names(items: Iterable[Any]) -> list[str]:
    """The names of records that are either a name or have one."""
    return [str(item["name"] if isinstance(item, Mapping) else item) for item in items]


def field_words(field: str) -> str:
    """A column of the payments table in words: `debtor_agent_name` is `Debtor agent name`."""
    name, _, place = field.rstrip("]").partition("[")
    words = name.replace("_", " ").capitalize()
    words = _ACRONYMS.get(words, words)
    return f"{words} {int(place) + 1}" if place.isdigit() else words
