"""Country codes for names in any spelling, and names for codes (ISO 3166-1)."""

import re
from functools import cache, lru_cache

from nostro.places.gazetteer import countries, fold, regions

__all__ = ["country_code", "country_name"]

_INVERTED = re.compile(r"([^,(]+?)\s*[,(]\s*([^)]+?)\)?\s*")


@lru_cache(maxsize=4096)
def country_code(text: str) -> str | None:
    """The upper-case ISO 3166-1 alpha-2 code for a country, or None.

    Takes alpha-2 and alpha-3 codes, common, official and inverted names ("Korea, North",
    "Iran (Islamic Republic of)"), adjectives ("Russian"), and names in other languages.
    """
    table = _codes()
    key = fold(text)
    found = table.get(key) or table.get(key.replace(" ", "")) or table.get(_bare(key))
    if found is None and (inverted := _INVERTED.fullmatch(text)):
        found = table.get(_bare(fold(f"{inverted[2]} {inverted[1]}")))
    return found


def country_name(code: str) -> str:
    """The English name for an alpha-2 code or a contested region's code; the code if unknown."""
    return _english().get(code.upper(), code)


def _bare(key: str) -> str:
    return key.removeprefix("the ").removeprefix("republic of ").removeprefix("the ")


@cache
def _codes() -> dict[str, str]:
    table: dict[str, str] = {}
    for country in countries():
        names = (country.name, *country.other_names, country.code, country.alpha3)
        table.update((fold(name), country.code) for name in names)
    for country in countries():
        for adjective in country.adjectives:
            table.setdefault(fold(adjective), country.code)
    return table


@cache
def _english() -> dict[str, str]:
    names = {country.code: country.name for country in countries()}
    return names | {region.code.upper(): region.name for region in regions()}
