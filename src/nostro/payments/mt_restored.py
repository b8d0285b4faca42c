"""The fields that a payment was read from, put together again from its columns, its `other` and
its `origins`: the way back of `mt_draft`.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations, pairwise
from typing import Any

from nostro.model.money import format_minor
from nostro.model.payments import Payment
from nostro.payments.mt_parties import joined

__all__ = ["is_restorable", "restored_fields", "written_money"]

_PLACE = re.compile(r"((?:B/)?\d{2}[A-Z]?(?:\[\d+\])?)(?:/(\d+)(?:-(\d+))?)?")
_ENTRY = re.compile(r"(\w+)\[(\d+)\]")
_REPEATED = re.compile(r"#\d+\Z")
_MONEY = frozenset({"booked_at", "currency", "amount_minor"})
_PLAIN_TEXTS = frozenset({"70", "77A", "77B", "77T"})
_WIDTH = 35
_MOST_CUTS = 20_000
_Lines = dict[int, str]


def is_restorable(payment: Payment, kind: str) -> bool:
    """Whether a payment was read from a message of this type, and knows where its fields stood."""
    types = {f"MT{kind}", f"MT{kind}COV"}
    return payment.message_type in types and _PLACE.fullmatch(
        payment.origins.get("amount_minor", "")
    ) is not None  # fmt: skip


def restored_fields(payment: Payment) -> list[tuple[str, str]]:
    """The fields, each its path (`50K`, `52A[2]`, `B/59`) and its value, in no order."""
    fields: defaultdict[str, _Lines] = defaultdict(dict)
    for place, text in payment.other.items():
        if found := _PLACE.fullmatch(place):
            first = int(found[2] or 1)
            fields[found[1]].update(enumerate(text.split("\n"), first))
    _put_money(fields, payment)
    _put_reference(fields, payment)
    # Names and codes before addresses, which share lines with a country.
    for column, origin in payment.origins.items():
        value = _value(payment, column)
        if value and column not in _MONEY and not column.startswith(("payment_id", "remittance")):
            _put(fields, payment, column, value, origin)
    _put_text(fields, payment)
    return [
        (path, "\n".join(lines.get(number, "") for number in range(1, max(lines) + 1)))
        for path, lines in fields.items()
    ]


def _value(payment: Payment, column: str) -> Any:
    entry = _ENTRY.fullmatch(column)
    if not entry:
        return getattr(payment, column, None)
    values = getattr(payment, entry[1])
    return values[int(entry[2])] if int(entry[2]) < len(values) else None


def _put(
    fields: defaultdict[str, _Lines], payment: Payment, column: str, value: str, origin: str
) -> None:
    """A column in the lines of its place that nothing else has taken."""
    found = _PLACE.fullmatch(origin)
    if not found or not found[2] or column.endswith("_country") or found[1].startswith("72"):
        return
    path, first, last = found[1], int(found[2]), int(found[3] or found[2])
    lines = fields[path]
    free = [number for number in range(first, last + 1) if number not in lines]
    if not free:
        return
    is_numbered = path.removeprefix("B/")[2:3] == "F"
    if column.endswith("_account") and not path.startswith("25"):
        lines[free[0]] = f"/{value}"
    elif column.endswith("_birth_date"):
        lines[free[0]] = "4/" + value.replace("-", "")
    elif column.endswith("_address"):
        side = column.removesuffix("_address")
        country = payment.origins.get(f"{side}_country", "") if is_numbered else ""
        lines.update(_address(value, free, country, getattr(payment, f"{side}_country")))
    elif is_numbered and column.endswith("_name"):
        parts = _parted(value, " ", [_WIDTH - 2] * len(free))
        lines.update((number, f"1/{part}") for number, part in zip(free, parts, strict=True))
    else:
        lines[free[0]] = value


def _address(
    value: str, free: list[int], country_origin: str, country: str | None
) -> Iterator[tuple[int, str]]:
    """Lines of an address; in option F the country's line and those after it are numbered 3."""
    if not country_origin:
        parts = _parted(value, ", ", [_WIDTH] * len(free))
        yield from zip(free, parts, strict=True)
        return
    at = int(country_origin.rpartition("/")[2])
    heads = ["2/" if number < at else f"3/{country}/" if number == at else "3/" for number in free]
    bare = value.removesuffix(country or "").removesuffix(", ")
    parts = _parted(bare, ", ", [_WIDTH - len(head) for head in heads])
    yield from (
        (number, head + part) for number, head, part in zip(free, heads, parts, strict=True)
    )


def _parted(text: str, mark: str, widths: list[int]) -> list[str]:
    """A text in as many lines as there are widths, cut at the mark so that they make the same
    text again; where that cannot be, all of it stands in the first.
    """
    pieces = text.split(mark)
    join = joined if mark != " " else " ".join
    for tried, cuts in enumerate(combinations(range(1, len(pieces)), len(widths) - 1)):
        bounds = pairwise((0, *cuts, len(pieces)))
        lines = [mark.join(pieces[start:end]).strip() for start, end in bounds]
        fits = all(len(line) <= width for line, width in zip(lines, widths, strict=True))
        if fits and join(lines) == text:
            return lines
        if tried > _MOST_CUTS:
            break
    return [text, *[""] * (len(widths) - 1)]


def written_money(payment: Payment) -> str:
    """Currency and amount as SWIFT writes them: `USD1234,5`."""
    amount = format_minor(payment.amount_minor, payment.currency, grouped=False)
    whole, _, fraction = amount.partition(".")
    return f"{payment.currency}{whole},{fraction}"


def _put_money(fields: defaultdict[str, _Lines], payment: Payment) -> None:
    day, amount = payment.origins["booked_at"], payment.origins["amount_minor"]
    written = f"{payment.booked_at:%y%m%d}"
    if amount in {day, "32A"}:
        fields[amount][1] = written + written_money(payment)
    else:
        fields[amount][1] = written_money(payment)
    if day != amount:
        fields[day][1] = written


def _put_reference(fields: defaultdict[str, _Lines], payment: Payment) -> None:
    """Field 20; where the id has a field 21 too, that one stands in `other`."""
    reference = _REPEATED.sub("", payment.payment_id)
    if payment.origins["payment_id"] == "21":
        reference = reference.removesuffix("/" + fields["21"][1].strip())
    fields["20"][1] = reference


def _put_text(fields: defaultdict[str, _Lines], payment: Payment) -> None:
    """The lines of free text in their fields; in field 72 a line without a code goes on."""
    for at, line in enumerate((payment.remittance or "").split("\n")):
        found = _PLACE.fullmatch(
            payment.origins.get(f"remittance[{at}]" if at else "remittance", "")
        )
        if not found:
            continue
        number = int(found[2] or 1)
        is_plain = found[1].removeprefix("B/")[:3].rstrip("[") in _PLAIN_TEXTS
        starts_code = line.startswith("/") and not line.startswith("//")
        goes_on = line.startswith("//") or not (is_plain or number == 1 or starts_code)
        fields[found[1]].setdefault(number, f"//{line}" if goes_on else line)
