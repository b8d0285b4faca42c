"""Customers and banks in SWIFT MT fields, by the options of fields 50 to 59.

A field is read once for each text it has: the same parties come again and again.
"""

import re
from functools import lru_cache
from typing import NamedTuple

from nostro.payments.identifiers import country_of_bic, is_bic
from nostro.payments.mt_blocks import Field
from nostro.payments.mt_clearing import clearing_id
from nostro.payments.mt_fields import account_line
from nostro.payments.mt_numbered import numbered_parts
from nostro.places import country_code, find_places

__all__ = ["Agent", "Party", "agent_of", "country_of_address", "joined", "party_of"]

# What is longer than any field may be is not kept, and its lines are read so far.
_CACHE, _LONGEST, _MOST_LINES = 8_192, 1_000, 100
_NOBODY = frozenset({"NOTPROVIDED", "NOT PROVIDED"})
_NUMBERED_LINE = re.compile(r"[1-8]/")
# How Russian banks write the tax numbers of a customer before its name (SWIFT-RUR).
_TAX = re.compile(
    r"(?:INN|KIO) ?(\d{5}|\d{10}|\d{12})(?!\d)(?:[./, ]*KPP ?\d{9})?[./, ]*", re.ASCII
)


Place = tuple[str, str, int]


class Party(NamedTuple):
    """A customer (fields 50 and 59); `places` are its parts, the lines of the field in which each
    stands (`2`, `3-5`), and those of them (bits) that it gives word for word.
    """

    name: str | None = None
    account: str | None = None
    address: str | None = None
    country: str | None = None
    id: str | None = None
    birth_date: str | None = None
    places: tuple[Place, ...] = ()


class Agent(NamedTuple):
    """A bank (fields 51 to 58): BIC or clearing id, name, country, account and address if it
    gives them; `places` as of a customer. `is_doubtful` where a BIC should stand and none does.
    """

    code: str | None = None
    name: str | None = None
    country: str | None = None
    account: str | None = None
    address: str | None = None
    places: tuple[Place, ...] = ()
    is_doubtful: bool = False


class _Reading:
    """The lines of a field that still have to be read, and what was read from which."""

    __slots__ = ("left", "places")

    def __init__(self, value: str) -> None:
        self.left = [
            (number, line.strip())
            for number, line in enumerate(value.split("\n", _MOST_LINES)[:_MOST_LINES], 1)
            if line and not line.isspace()
        ]
        self.places: list[Place] = []

    def put(self, part: str, numbers: list[int], *, verbatim: bool = True) -> None:
        """A part stands in these lines, word for word or not."""
        held = sum(1 << number for number in numbers) if verbatim else 0
        first, last = numbers[0], numbers[-1]
        self.places.append((part, str(first) if first == last else f"{first}-{last}", held))

    def address(self, lines: list[tuple[int, str]]) -> tuple[str | None, str | None]:
        """The address that these lines are, and its country."""
        texts = [line for _, line in lines]
        address, country = joined(texts), country_of_address(texts)
        if address:
            whole = all(text.strip(", ") for text in texts)
            self.put("address", [number for number, _ in lines], verbatim=whole)
        if country:
            self.put("country", [lines[-1][0]], verbatim=False)
        return address, country


def party_of(field: Field | None) -> Party:
    """A customer from field 50 (A, C, F, G, H, K, L or no letter) or 59 (A, F or no letter).

    Without numbers, the first line is the name and the rest the address.
    """
    if field is None:
        return Party()
    read = _party if len(field.value) < _LONGEST else _party.__wrapped__
    return read(field.tag[2:], field.value)


@lru_cache(maxsize=_CACHE)
def _party(option: str, value: str) -> Party:
    reading = _Reading(value)
    if option == "F" or _is_numbered(reading.left):
        return _structured(reading)
    account = _account(reading)
    if not reading.left:
        return Party(account=account, places=tuple(reading.places))
    if option in {"A", "C", "G"}:
        return _bank_as_customer(account, reading)
    return _plain(account, reading)


def _plain(account: str | None, reading: _Reading) -> Party:
    """A name, then lines of address; Russian banks put a tax number before the name."""
    number, name = reading.left[0]
    tax = _TAX.match(name)
    if tax:
        reading.put("id", [number], verbatim=False)
        name = name[tax.end() :]
        if not name and len(reading.left) > 1:
            tax_line, (number, name) = number, reading.left[1]
            reading.left = [line for line in reading.left if line[0] != tax_line]
    whole = name == reading.left[0][1]
    if name:
        reading.put("name", [number], verbatim=whole)
    address, country = reading.address(reading.left[1:])
    identity = tax[1] if tax else None
    return Party(
        name or None, account, address, country, identity,
        places=tuple(reading.places),
    )  # fmt: skip


def _is_numbered(lines: list[tuple[int, str]]) -> bool:
    """Whether a field without option F is written like one: all lines but the account's."""
    texts = [line for _, line in lines]
    if texts and texts[0].startswith("/"):
        texts = texts[1:]
    return bool(texts) and all(_NUMBERED_LINE.match(line) for line in texts)


def _account(reading: _Reading) -> str | None:
    if not reading.left or not reading.left[0][1].startswith("/"):
        return None
    number, line = reading.left.pop(0)
    account = account_line(line)
    if account:
        reading.put("account", [number], verbatim=line == f"/{account}")
    return account


def _bank_as_customer(account: str | None, reading: _Reading) -> Party:
    number, code = reading.left[0]
    country = country_of_bic(code)
    for part in ("name", "id"):
        reading.put(part, [number])
    if country:
        reading.put("country", [number], verbatim=False)
    return Party(
        code, account, None, country, code, places=tuple(reading.places)
    )  # fmt: skip


def _structured(reading: _Reading) -> Party:
    """Option F: an account or a party identifier (`CCPT/KP/123`), then numbered lines."""
    account = _account(reading)
    party = numbered_parts(reading.left)
    for part, numbers, verbatim in party.places:
        reading.put(part, numbers, verbatim=verbatim)
    return Party(
        party.name, account, party.address, party.country, party.id, party.birth_date,
        places=tuple(reading.places),
    )  # fmt: skip


def agent_of(field: Field | None) -> Agent:
    """A bank from options A (BIC), C (clearing id or account) or D (name and address).

    Option B names only a branch of the sender or receiver, so it is no agent of its own.
    """
    if field is None or field.tag[2:] == "B":
        return Agent()
    read = _agent if len(field.value) < _LONGEST else _agent.__wrapped__
    return read(field.tag[2:], field.value)


@lru_cache(maxsize=_CACHE)
def _agent(option: str, value: str) -> Agent:
    reading = _Reading(value)
    code = account = country = None
    while reading.left and reading.left[0][1].startswith("/"):
        line = reading.left[0][1]
        if line.startswith("//"):
            clearing, code_country = clearing_id(line)
            if clearing and not code:
                code, country = clearing, code_country
                for part in ("code", "country"):
                    reading.put(part, [reading.left[0][0]], verbatim=False)
            reading.left.pop(0)
        elif account:
            reading.left.pop(0)
        else:
            account = _account(reading)
    # A name may have the form of a BIC, like CITIBANK and NOTPROVIDED.
    may_be_coded = option != "D" and reading.left and reading.left[0][1] not in _NOBODY
    if may_be_coded and is_bic(reading.left[0][1]):
        return _coded(account, reading)
    number, name = reading.left[0] if reading.left else (0, None)
    if name in _NOBODY:
        name = None
    if name:
        reading.put("name", [number])
    address, named = reading.address(reading.left[1:])
    is_doubtful = option == "A" and bool(name)
    return Agent(
        code, name, country or named, account, address,
        tuple(reading.places), is_doubtful,
    )  # fmt: skip


def _coded(account: str | None, reading: _Reading) -> Agent:
    number, code = reading.left[0]
    reading.places = [place for place in reading.places if place[0] == "account"]
    reading.put("code", [number])
    reading.put("country", [number], verbatim=False)
    address, _ = reading.address(reading.left[1:])
    return Agent(
        code, None, country_of_bic(code), account, address,
        tuple(reading.places),
    )  # fmt: skip


def joined(lines: list[str]) -> str | None:
    """Lines of an address in one, parted by commas; a comma at the end of a line is such a one."""
    bare = (line.strip(", ") for line in lines)
    return ", ".join(line for line in bare if line) or None


def country_of_address(lines: list[str]) -> str | None:
    """The country that an address ends in, by its name or that of a large town."""
    return _country(lines[-1][-_LONGEST:].rstrip(" .,0123456789-")) if lines else None


@lru_cache(maxsize=_CACHE)
def _country(last: str) -> str | None:
    mention = next(reversed(find_places(last)), None)
    if mention and mention.kind != "region" and mention.span[1] == len(last):
        return mention.code if re.fullmatch(r"[A-Z]{2}", mention.code) else None
    tail = last.rpartition(",")[2].strip()
    # Two letters after a comma may be an American state: 'Wilmington, DE'.
    return country_code(last if len(tail) == 2 else tail) if tail else None
