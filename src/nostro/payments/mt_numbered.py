"""Option F of fields 50 and 59: lines with numbers (SWIFT User Handbook).

1 name, 2 address, 3 country and town, 4 date of birth, 5 place of birth, 6 customer identification,
7 national identity, 8 more of the identification. A line without a number goes on with the one
before.
"""

import re
from collections import defaultdict
from typing import NamedTuple

__all__ = ["Numbered", "numbered_parts"]

_NUMBERED = re.compile(r"([1-8])/(.*)")
_BORN = re.compile(r"(\d{4})(\d\d)(\d\d)", re.ASCII)
_PARTY_ID = re.compile(r"[A-Z]{4}/[A-Z]{2}/.+")
_COUNTRY = re.compile(r"([A-Z]{2})(?:/(.*))?")
_Lines = list[tuple[int, str]]


class Numbered(NamedTuple):
    """A party; `places` are its parts with their lines, and whether they are there in full."""

    name: str | None
    address: str | None
    country: str | None
    id: str | None
    birth_date: str | None
    places: list[tuple[str, list[int], bool]]


def numbered_parts(lines: _Lines) -> Numbered:
    """A party from numbered lines, each a line number and its text.

    What has no number at all stands as a name. Of several identifications the first one is taken,
    without its code, country and issuer.
    """
    identifier = lines[:1] if lines and _PARTY_ID.fullmatch(lines[0][1]) else []
    parts = _by_number(lines[len(identifier) :])
    places: list[tuple[str, list[int], bool]] = []
    if parts["1"]:
        is_whole = not any("  " in text for _, text in parts["1"])
        places.append(("name", [number for number, _ in parts["1"]], is_whole))
    address, country = _address(parts, places)
    born = _BORN.fullmatch("".join(text for _, text in parts["4"]))
    if born:
        places.append(("birth_date", [number for number, _ in parts["4"]], True))
    return Numbered(
        " ".join(text for _, text in parts["1"]) or None,
        address,
        country,
        _identity(identifier, parts, places),
        "-".join(born.groups()) if born else None,
        places,
    )


def _by_number(lines: _Lines) -> defaultdict[str, _Lines]:
    parts: defaultdict[str, _Lines] = defaultdict(list)
    number = "1"
    for at, line in lines:
        if found := _NUMBERED.fullmatch(line):
            number = found[1]
            line = found[2].strip()  # noqa: PLW2901  # the line without its number
        if line:
            parts[number].append((at, line))
    return parts


def _address(
    parts: dict[str, _Lines], places: list[tuple[str, list[int], bool]]
) -> tuple[str | None, str | None]:
    """Streets, towns and the country. They are there in full where a town follows the country."""
    towns = [text for _, text in parts["3"]]
    found = _COUNTRY.fullmatch(towns[0]) if towns else None
    country = found[1] if found else None
    if found:
        towns[0] = (found[2] or "").strip()
    texts = [*(text for _, text in parts["2"]), *towns, country]
    numbers = [at for key in ("2", "3") for at, _ in parts[key]]
    if numbers:
        is_whole = numbers == list(range(numbers[0], numbers[0] + len(numbers))) and all(
            text and not text.startswith(",") and not text.endswith(",") for text in texts
        )
        places.append(("address", sorted(numbers), is_whole))
    if found:
        places.append(("country", [parts["3"][0][0]], False))
    return ", ".join(text for text in texts if text) or None, country


def _identity(
    identifier: _Lines, parts: dict[str, _Lines], places: list[tuple[str, list[int], bool]]
) -> str | None:
    known = [*parts["6"], *parts["7"], *identifier]
    if not known:
        return None
    number, text = known[0]
    more = parts["8"]
    places.append(("id", sorted([number, *(at for at, _ in more)]), False))
    return (text.rpartition("/")[2] + "".join(text for _, text in more)).strip() or None
