"""The place data: plain text tables in this package, read once when first needed.

Columns are parted by `|` and names by `;`, since country names hold commas ("Korea, North").
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import NamedTuple

__all__ = [
    "Country",
    "RegionRow",
    "also_names",
    "also_words",
    "cities",
    "countries",
    "fold",
    "folded_words",
    "namesakes",
    "not_places",
    "regions",
    "weak_cities",
]

# Letters that Unicode does not decompose though readers take them for a plain one.
_PLAIN = {"ı": "i", "ł": "l", "ø": "o", "đ": "d", "æ": "ae", "œ": "oe", "ð": "d"}
_SPECIAL = re.compile("[ıłøđæœð]")
_WORD = re.compile(r"\w+")
# What decomposition leaves beside a Latin, Greek, Cyrillic, Hebrew or Arabic letter.
_MARK = re.compile("[\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0670]+")


class Country(NamedTuple):
    """A row of countries.psv: codes, names, adjectives and its capital's spellings."""

    code: str
    alpha3: str
    name: str
    other_names: list[str]
    adjectives: list[str]
    capital: list[str]

    @property
    def spellings(self) -> tuple[str, ...]:
        """All that a text may call it: names, codes and adjectives."""
        return (self.name, *self.other_names, self.code, self.alpha3, *self.adjectives)


class RegionRow(NamedTuple):
    """A row of regions.psv. `country` is the state that the region belongs to in law."""

    code: str
    name: str
    country: str
    other_names: list[str]
    towns: list[str]
    weak_towns: list[str]


# Letters that Arabic and Persian keyboards write differently for one.
_ARABIC = str.maketrans("كىیة", "کييه")


def fold(text: str) -> str:
    """The words of a text without case, marks and punctuation, parted by single spaces."""
    return " ".join(folded_words(text))


def folded_words(text: str) -> list[str]:
    """The words of a text without case, marks and punctuation."""
    text = text.casefold()
    if not text.isascii():
        plain = _SPECIAL.sub(lambda letter: _PLAIN[letter[0]], text)
        text = _MARK.sub("", unicodedata.normalize("NFKD", plain)).translate(_ARABIC)
    return _WORD.findall(text)


@cache
def countries() -> tuple[Country, ...]:
    """All ISO 3166-1 countries and territories, and Kosovo as XK."""
    return tuple(
        Country(code, alpha3, name, _names(others), _names(adjectives), _names(capital))
        for code, alpha3, name, others, adjectives, capital in _rows("countries.psv")
    )


@cache
def regions() -> tuple[RegionRow, ...]:
    """The contested regions."""
    return tuple(
        RegionRow(code, name, country, _names(names), _names(towns), _names(weak))
        for code, name, country, names, towns, weak in _rows("regions.psv")
    )


@cache
def cities() -> tuple[tuple[str, str, bool], ...]:
    """Each spelling of a city or province with its country; True where it is a province."""
    return tuple(
        (spelling, code, province)
        for code, towns, provinces in _rows("cities.psv")
        for names, province in ((towns, False), (provinces, True))
        for name in _names(names)
        for spelling in name.split("=")
    )


@cache
def weak_cities() -> tuple[tuple[str, str], ...]:
    """Each spelling of a city that has namesakes elsewhere, with its country."""
    return tuple((name, code) for code, names in _rows("weak_cities.psv") for name in _names(names))


@cache
def also_words() -> frozenset[str]:
    """Folded place names that are words and names of people too, as running text has them."""
    return frozenset(fold(line) for (line,) in _rows("also_words.psv"))


@cache
def namesakes() -> dict[str, frozenset[str]]:
    """Folded towns with the folded words beside which they are another town."""
    return {
        fold(town): frozenset(map(fold, _names(words))) for town, words in _rows("namesakes.psv")
    }


def not_places() -> list[str]:
    """Phrases such as "South China Sea" that hold a place name and are none themselves."""
    return [line for (line,) in _rows("not_places.psv")]


@cache
def also_names() -> frozenset[str]:
    """Folded place names that people bear too, such as Jordan and Chad."""
    return frozenset(fold(line) for (line,) in _rows("also_names.psv"))


def _rows(name: str) -> Iterator[list[str]]:
    lines = files("nostro.places").joinpath(name).read_text(encoding="utf-8").splitlines()
    rows = [line.split("|") for line in lines if line and not line.startswith("#")]
    return iter(rows[1:])


def _names(cell: str) -> list[str]:
    return [name.strip() for name in cell.split(";") if name.strip()]
