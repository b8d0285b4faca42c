"""Addresses compared: how much of two agrees beyond the country, and whether the country does.

Words of streets and houses (street, floor, P.O. box) say nothing; names of streets and cities and
postal codes do, house numbers half as much. Words agree where a Latin spelling of theirs does.
"""

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from nostro.model.entities import Entity
from nostro.names import Kind
from nostro.names.words import word_in

__all__ = ["Address", "Agreement", "address_text", "agreement", "read_address"]

_MAX_CHARS = 500
_MAX_WORDS = 40
_MOST_ADDRESSES = 50
_WORD = re.compile(r"[^\W_]+")
_PARTS = re.compile(r"[,;\n]+")
_HOUSE_NUMBER_DIGITS, _HOUSE_NUMBER = 3, 0.5
_COUNTRY_WORDS = 8
# Georgia is a country and one of the United States.
_AMBIGUOUS = frozenset({"georgia"})


class Address(NamedTuple):
    """An address as it is compared: Latin spellings of each telling word with its weight, and the
    country in lower-case ISO 3166-1 alpha-2 where one is named.
    """

    words: tuple[tuple[frozenset[str], float], ...]
    country: str | None

    @property
    def weight(self) -> float:
        """What all its words weigh."""
        return sum(weight for _, weight in self.words)


class Agreement(NamedTuple):
    """Two addresses as they are written, what their common words weigh, and what share that is of
    the shorter one.
    """

    asked: str
    listed: str
    weight: float
    share: float


def agreement(asked: Iterable[str], listed: Iterable[str]) -> Agreement | None:
    """The two addresses that have most in common; None where none has anything, or where both
    name countries that differ.
    """
    pairs = [
        _compared(one[:_MAX_CHARS], other[:_MAX_CHARS])
        for one in list(asked)[:_MOST_ADDRESSES]
        for other in list(listed)[:_MOST_ADDRESSES]
    ]
    return max(
        (pair for pair in pairs if pair), key=lambda pair: pair.weight * pair.share, default=None
    )


def address_text(address: Entity) -> str:
    """An `Address` entity in one line: as it is written in full, else its parts."""
    parts = ("postOfficeBox", "street", "street2", "city", "state", "region", "postalCode")
    written = [value for part in (*parts, "country") for value in address.get(part)[:1]]
    return address.first("full") or ", ".join(written)


@lru_cache(maxsize=20_000)
def read_address(text: str) -> Address:
    """The telling words of an address and its country."""
    kept, country = _without_country(text[:_MAX_CHARS])
    words = dict.fromkeys(_WORD.findall(kept)[:_MAX_WORDS])
    telling = [found for raw in words if (found := _telling(raw))]
    return Address(tuple(telling), country)


def _telling(raw: str) -> tuple[frozenset[str], float] | None:
    word = word_in(raw)
    if word is None or word.kind not in (Kind.NAME, Kind.NUMBER):
        return None
    short = word.kind is Kind.NUMBER and len(raw) <= _HOUSE_NUMBER_DIGITS
    return frozenset(word.forms), _HOUSE_NUMBER if short else 1.0


def _without_country(text: str) -> tuple[str, str | None]:
    """An address without the country that it ends with, and the country."""
    from nostro.places import country_code  # noqa: PLC0415  # its tables load on first use

    parts = [part.strip() for part in _PARTS.split(text) if part.strip()]
    # Lists write Korea, North.
    if len(parts) > 1 and (code := country_code(", ".join(parts[-2:]))):
        return " ".join(parts[:-2]), code.lower()
    *before, last = parts or [""]
    words = last.split()
    for size in range(min(_COUNTRY_WORDS, len(words)), 0, -1):
        name = " ".join(words[-size:])
        # Two letters are a state of the United States as often as a country.
        if len(name) > 2 and name.lower() not in _AMBIGUOUS and (code := country_code(name)):
            return " ".join([*before, *words[:-size]]), code.lower()
    return text, None


def _compared(asked: str, listed: str) -> Agreement | None:
    one, other = read_address(asked), read_address(listed)
    if one.country and other.country and one.country != other.country:
        return None
    spelt = frozenset().union(*(forms for forms, _ in other.words))
    weight = sum(weight for forms, weight in one.words if not spelt.isdisjoint(forms))
    # A house number alone says nothing.
    if weight <= _HOUSE_NUMBER:
        return None
    return Agreement(asked, listed, weight, min(1.0, weight / min(one.weight, other.weight)))
