"""Fields of SWIFT MT messages: parties, agents, money and text, by their options."""

import re
from datetime import UTC, datetime
from typing import Any, NamedTuple

from nostro.model.money import parse_minor
from nostro.payments.iso20022_parties import country_of_bic
from nostro.payments.mt_blocks import Field

__all__ = ["Agent", "Party", "agent_of", "day_of", "money_of", "party_of", "text_of"]

_BIC = re.compile(r"[A-Z]{6}[A-Z0-9]{2}(?:[A-Z0-9]{3})?")
_ACCOUNT = re.compile(r"/(?:[CD]/)?(.+)")
_CLEARING = re.compile(r"//(?:RU(\d{9})(?:\.(\d+))?|FW(\d{9})|([A-Z]{2})(\w+)|(\w+))")
_NUMBERED = re.compile(r"([1-8])/(.*)")
_MONEY = re.compile(r"(\d{6})([A-Z]{3})([\d,.]+)")
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
    """A bank (fields 51 to 57): BIC or clearing id, name, country."""

    code: str | None = None
    name: str | None = None
    country: str | None = None


def party_of(field: Field | None) -> Party:
    """A customer from field 50 (A, F, K or no letter) or 59 (A, F or no letter)."""
    if field is None:
        return Party()
    account, lines = _account(field.value)
    if field.tag[2:] in {"A", "G"} and lines:
        code = lines[0].strip()
        return Party(name=code, account=account, id=code, country=country_of_bic(code))
    if field.tag[2:] == "F" or (lines and all(_NUMBERED.match(line) for line in lines)):
        return _numbered(account, field.value.split("\n"))
    name, rest = (lines[0].strip(), lines[1:]) if lines else ("", [])
    address = ", ".join(line.strip() for line in rest if line.strip())
    return Party(name=name or None, account=account, address=address or None)


def _numbered(account: str | None, lines: list[str]) -> Party:
    """Options F: numbered lines of name, street, town, birth date, ids (SWIFT FIN, 50F and 59F)."""
    found: dict[str, list[str]] = {}
    for line in lines:
        if numbered := _NUMBERED.match(line.strip()):
            found.setdefault(numbered[1], []).append(numbered[2].strip())
    identifier = next((line for line in lines[:1] if _PARTY_ID.fullmatch(line.strip())), None)
    town = found.get("3", [])
    country = town[0][:2] if town and re.fullmatch(r"[A-Z]{2}(/.*)?", town[0]) else None
    places = [*found.get("2", []), *(t.partition("/")[2] or t for t in town[:1]), *town[1:]]
    born = next(iter(found.get("4", [])), "")
    ids = [*found.get("6", []), *found.get("7", []), *([identifier] if identifier else [])]
    return Party(
        name=" ".join(found.get("1", [])) or None,
        account=account,
        address=", ".join(part for part in [*places, country or ""] if part) or None,
        country=country,
        id=ids[0].strip().rpartition("/")[2] if ids else None,
        birth_date=f"{born[:4]}-{born[4:6]}-{born[6:8]}" if re.fullmatch(r"\d{8}", born) else None,
    )


def agent_of(field: Field | None) -> Agent:
    """A bank from options A (BIC), B, C (clearing id) or D (name and address)."""
    if field is None:
        return Agent()
    lines = [line.strip() for line in field.value.split("\n") if line.strip()]
    clearing: str | None = None
    while lines and lines[0].startswith("/"):
        clearing = clearing or _clearing_id(lines[0])
        lines = lines[1:]
    if lines and _BIC.fullmatch(lines[0]):
        return Agent(lines[0], None, country_of_bic(lines[0]))
    name = lines[0] if lines else None
    return Agent(clearing, name, "RU" if clearing and _is_bik(field.value) else None)


def _is_bik(value: str) -> bool:
    return value.startswith("//RU")


def _clearing_id(line: str) -> str | None:
    found = _CLEARING.match(line)
    if found is None:
        return None
    return found[1] or found[3] or (found[4] and found[4] + found[5]) or found[6]


def _account(value: str) -> tuple[str | None, list[str]]:
    """The account line that a party field may open with, and the lines after it."""
    lines = value.split("\n")
    if not lines[0].startswith("/"):
        return None, [line for line in lines if line.strip()]
    found = _ACCOUNT.fullmatch(lines[0].strip())
    account = found[1].lstrip("/").strip() if found else ""
    return account or None, [line for line in lines[1:] if line.strip()]


def money_of(value: str | None) -> dict[str, Any]:
    """Value date, currency and amount of field 32A. Raises ValueError for anything else."""
    found = _MONEY.fullmatch((value or "").replace("\n", "").strip())
    if found is None:
        raise ValueError(f"field 32A is no date, currency and amount: {(value or '')[:40]!r}")
    day, currency, amount = found.groups()
    return {
        "booked_at": day_of(day),
        "currency": currency,
        "amount_minor": parse_minor(amount, currency),
    }


def day_of(written: str) -> datetime:
    """A YYMMDD date at midnight UTC; 80 to 99 are of the last century. Raises ValueError."""
    century = "19" if written[:2] >= "80" else "20"
    try:
        return datetime.strptime(century + written, "%Y%m%d").replace(tzinfo=UTC)
    except ValueError:
        raise ValueError(f"no date: {written[:10]!r}") from None


def text_of(*values: str | None) -> str | None:
    """Free text of fields 70, 72 and others: continuation marks off, a field a paragraph."""
    lines = [
        line.removeprefix("//").strip() for value in values for line in (value or "").split("\n")
    ]
    return "\n".join(line for line in lines if line) or None
