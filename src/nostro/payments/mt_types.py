"""SWIFT message types that move money, and what each field says (SWIFT User Handbook, categories
1, 2 and 9).

A type is its fields in their order; `50` stands for any option of field 50. Where a type holds
several transactions, `repeats` names the field that opens each, and `closes` the one that opens
the general information after them; where transactions have such a field too, it is their second.
"""

from typing import NamedTuple

__all__ = ["TYPES", "MessageType", "kind_of"]


class MessageType(NamedTuple):
    """A type that moves money; `behind` are the fields of a cover's second sequence."""

    name: str
    fields: tuple[str, ...]
    repeats: str | None = None
    closes: str | None = None
    behind: tuple[str, ...] = ()


def _type(
    name: str, fields: str, behind: str = "", *, repeats: str | None = None,
    closes: str | None = None,
) -> MessageType:  # fmt: skip
    return MessageType(name, tuple(fields.split()), repeats, closes, tuple(behind.split()))


_BANKS = "20 21 13C 32A 52 53 54 56 57 58 72"
_CUSTOMERS = "50 52 56 57 59 70 72 33B"
_DEBITS_HEAD = "20 21R 23E 21E 30 51A 50C 50L 50A 50K 52 26T 77B 71A"
_DEBITS = (
    "21 23E 21C 21D 21E 32B 50C 50L 50A 50K 52 57 59 70 26T 77B 33B 71A 71F 71G 36 "
    "32B 19 71F 71G 53"
)
TYPES = {
    "101": _type(
        "Request for Transfer",
        "20 21R 28D 50C 50L 50F 50G 50H 52 51A 30 25 "
        "21 21F 23E 32B 50C 50L 50F 50G 50H 52 56 57 59 70 77B 33B 71A 25A 36",
        repeats="21",
    ),
    "102": _type(
        "Multiple Customer Credit Transfer",
        "20 23 51A 50 52 26T 77B 71A 36 "
        "21 32B 50 52 57 59 70 26T 77B 33B 71A 71F 71G 36 32A 19 71G 13C 53 54A 72",
        repeats="21",
        closes="32A",
    ),
    "103": _type(
        "Single Customer Credit Transfer",
        "20 13C 23B 23E 26T 32A 33B 36 50 51A 52 53 54 55 56 57 59 70 71A 71F 71G 72 77B 77T",
    ),
    "104": _type(
        "Direct Debit and Request for Debit Transfer",
        f"{_DEBITS_HEAD} 72 {_DEBITS}",
        repeats="21",
        closes="32B",
    ),
    "107": _type(
        "General Direct Debit", f"{_DEBITS_HEAD} 72 {_DEBITS}", repeats="21", closes="32B"
    ),
    "110": _type("Advice of Cheque(s)", "20 53 54 72 21 30 32A 32B 50 52 59", repeats="21"),
    "200": _type("Financial Institution Transfer for its Own Account", "20 32A 53B 56 57 72"),
    "201": _type(
        "Multiple Financial Institution Transfer for its Own Account",
        "19 30 53B 72 20 32B 56 57 72",
        repeats="20",
    ),
    "202": _type("General Financial Institution Transfer", _BANKS, _CUSTOMERS),
    "203": _type(
        "Multiple General Financial Institution Transfer",
        "19 30 52 53 54 72 20 21 32B 56 57 58 72",
        repeats="20",
    ),
    "205": _type("Financial Institution Transfer Execution", _BANKS, _CUSTOMERS),
    "900": _type("Confirmation of Debit", "20 21 25 13D 32A 52 72"),
    "910": _type("Confirmation of Credit", "20 21 25 13D 32A 50 52 56 72"),
    "940": _type("Customer Statement Message", "20 21 25 28C 60 61 86 62 64 65"),
    "942": _type("Interim Transaction Report", "20 21 25 28C 34F 13D 61 86 90D 90C"),
    "950": _type("Statement Message", "20 25 28C 60 61 62 64"),
}

# What a field says, by its tag or its number; the rest are codes.
_KINDS = {
    "party": "50 59 95",
    "agent": "51 52 53 54 55 56 57 58 41 42 81 82 83 84 85 86A 86D 86J 87 88",
    "account": "25 97",
    "amount": "19 32 33 34 60 62 64 65 61 71F 71G 90",
    "date": "30 11 13 98 69",
    "text": "70 72 73 74 75 76 77 79 86 NS",
    "reference": "20 21",
}
_BY_TAG = {tag: kind for kind, tags in _KINDS.items() for tag in tags.split()}


def kind_of(tag: str) -> str:
    """`party`, `agent`, `account`, `amount`, `date`, `text`, `reference` or `code`."""
    return _BY_TAG.get(tag) or _BY_TAG.get(tag[:2]) or "code"
