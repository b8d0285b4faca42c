"""Fields of SWIFT MT messages: parties, agents, money and text, by their options."""

import re
from collections import defaultdict
from datetime import UTC, datetime
from typing import Any, NamedTuple

from nostro.model.money import parse_minor
from nostro.payments.iso20022_parties import country_of_bic
from nostro.payments.mt_blocks import Field
from nostro.places import country_code, find_places

__all__ = ["Agent", "Party", "agent_of", "money_of", "party_of", "text_of"]

_BIC = re.compile(r"[A-Z]{6}[A-Z0-9]{2}(?:[A-Z0-9]{3})?")
_ACCOUNT = re.compile(r"/(?:[CD]/)?(.+)")
_CLEARING = re.compile(r"//(?:(RU|FW)(\d{9})\b.*|([A-Z]{2}\w+))", re.ASCII)
_NO_ACCOUNT = frozenset({"", "NOTPROVIDED"})
_NUMBERED = re.compile(r"([1-8])/(.*)")
_MONEY = re.compile(r"(\d{6})([A-Z]{3})([\d,.]+)", re.ASCII)
_DAY = re.compile(r"(\d\d)(\d\d)(\d\d)", re.ASCII)
_BORN = re.compile(r"(\d{4})(\d\d)(\d\d)", re.ASCII)
_PARTY_ID = re.compile(r"[A-Z]{4}/[A-Z]{2}/.+")


class Party(NamedTuple):
    """A customer (fields 50 and 59)."""

    name: str | None = None
    account: str | None = None
    address: str | None = None
    country: str | None = None
    id: str | None = None
    birth_date: str | None = None


class Agent(NamedTuple):
    """A bank (fields 51 to 58): BIC or clearing id, name, country, account if it gives one."""

    code: str | None = None
    name: str | None = None
    country: str | None = None
    account: str | None = None


def party_of(field: Field | None) -> Party:
    """A customer from field 50 (A, F, G, H, K or no letter) or 59 (A, F or no letter).

    Without numbers, the first line is the name and the rest the address.
    """
    if field is None:
        return Party()
    account, lines = _account(field.value)
    option = field.tag[2:]
    if option in {"A", "G"} and lines:
        code = lines[0]
        return Party(name=code, account=account, id=code, country=country_of_bic(code))
    if option == "F" or (lines and all(_NUMBERED.match(line) for line in lines)):
        return _numbered(account, field.value.split("\n"))
    name, rest = (lines[0], lines[1:]) if lines else (None, [])
    address = ", ".join(rest) or None
    return Party(name=name, account=account, address=address, country=_country(rest))


def _numbered(account: str | None, lines: list[str]) -> Party:
    """Option F: 1 name, 2 street, 3 country and town, 4 birth date, 5 birth place, 6 customer id,
    7 national id, 8 more of these (SWIFT User Handbook, fields 50F and 59F).
    """
    is_party_id = bool(_PARTY_ID.fullmatch(lines[0].strip()))
    parts = _subfields(lines[1:] if is_party_id else lines)
    ids = [*parts["6"], *parts["7"], *(lines[:1] if is_party_id else [])]
    born = _BORN.fullmatch("".join(parts["4"][:1]))
    country, slash, town = "".join(parts["3"][:1]).partition("/")
    known = country if re.fullmatch(r"[A-Z]{2}", country) else None
    towns = [town if known else country + slash + town, *parts["3"][1:]]
    address = [*parts["2"], *towns, known]
    return Party(
        name=" ".join(parts["1"]) or None,
        account=account,
        address=", ".join(part for part in address if part) or None,
        country=known,
        id=ids[0].strip().rpartition("/")[2] if ids else None,
        birth_date="-".join(born.groups()) if born else None,
    )


def _subfields(lines: list[str]) -> defaultdict[str, list[str]]:
    """The lines of option F by their numbers; a line without one goes on with the line before."""
    parts: defaultdict[str, list[str]] = defaultdict(list)
    number = ""
    for line in lines:
        if numbered := _NUMBERED.fullmatch(line.strip()):
            number = numbered[1]
            parts[number].append(numbered[2].strip())
        elif number and line.strip():
            parts[number].append(line.strip())
    return parts


def agent_of(field: Field | None) -> Agent:
    """A bank from options A (BIC), C (clearing id) or D (name and address).

    Option B names only a branch of the sender or receiver, so it is no agent of its own.
    """
    if field is None or field.tag[2:] == "B":
        return Agent()
    lines = [line.strip() for line in field.value.split("\n") if line.strip()]
    clearing = account = None
    while lines and lines[0].startswith("/"):
        if lines[0].startswith("//"):
            clearing = clearing or _clearing_id(lines[0])
        else:
            account = account or _account(lines[0])[0]
        lines = lines[1:]
    if lines and _BIC.fullmatch(lines[0]):
        return Agent(lines[0], None, country_of_bic(lines[0]), account)
    country = "RU" if field.value.startswith("//RU") else _country(lines[1:])
    return Agent(clearing, lines[0] if lines else None, country, account)


def _clearing_id(line: str) -> str | None:
    """A clearing id: nine digits for Russian (`//RU`, a BIK) and American (`//FW`) ones, which
    lists write so; others with the two letters of their system.
    """
    found = _CLEARING.fullmatch(line)
    return (found[2] or found[3]) if found else None


def _country(address: list[str]) -> str | None:
    """The country that an address ends in, by its name or that of a large town."""
    last = address[-1].rstrip(" .,0123456789-") if address else ""
    mention = next(reversed(find_places(last)), None)
    if mention and mention.kind != "region" and mention.span[1] == len(last):
        return mention.code if re.fullmatch(r"[A-Z]{2}", mention.code) else None
    tail = last.rpartition(",")[2].strip()
    # Two letters after a comma may be an American state: 'Wilmington, DE'.
    return country_code(last if len(tail) == 2 else tail) if tail else None


def _account(value: str) -> tuple[str | None, list[str]]:
    """The account line that a party field may open with, and the lines after it."""
    first, *rest = value.split("\n")
    lines = [line.strip() for line in rest if line.strip()]
    if not first.startswith("/"):
        return None, [first.strip(), *lines] if first.strip() else lines
    found = _ACCOUNT.fullmatch(first.strip())
    account = found[1].lstrip("/").strip() if found else ""
    return account if account not in _NO_ACCOUNT else None, lines


def money_of(value: str | None, where: str = "field 32A") -> dict[str, Any]:
    """Value date, currency and amount, written as in field 32A (`240601USD1234,5`).

    Raises ValueError for anything else, saying `where` it stood.
    """
    if not value:
        raise ValueError(f"no {where}: the date, currency and amount are missing")
    found = _MONEY.fullmatch("".join(value.split()))
    if found is None:
        raise ValueError(f"{where} is no date, currency and amount: {value[:40]!r}")
    day, currency, amount = found.groups()
    return {
        "booked_at": _day(day),
        "currency": currency,
        "amount_minor": parse_minor(amount, currency),
    }


def _day(written: str) -> datetime:
    """A YYMMDD date at midnight UTC; 80 to 99 are of the last century. Raises ValueError."""
    found = _DAY.fullmatch(written)
    if not found:
        raise ValueError(f"no date: {written[:10]!r}")
    year, month, day = map(int, found.groups())
    try:
        return datetime(year + (1900 if year >= 80 else 2000), month, day, tzinfo=UTC)
    except ValueError:
        raise ValueError(f"no date: {written[:10]!r}") from None


def text_of(*values: str | None) -> str | None:
    """Free text of fields 70, 72 and others: continuation marks off, a field a paragraph."""
    lines = [
        line.removeprefix("//").strip() for value in values for line in (value or "").split("\n")
    ]
    return "\n".join(line for line in lines if line) or None
