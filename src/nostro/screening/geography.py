"""Where a payment touches a country or region under a programme.

A country counts from a country field, from the BIC (ISO 9362: characters 5 and 6), from the IBAN
(ISO 13616: the first two) and from an address; a region from addresses and names of agents.
"""

import re
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from nostro.model.payments import Notice, Payment
from nostro.places import PlaceMention, contested_region, country_name, find_places
from nostro.screening.fields import field_values
from nostro.screening.policy import Policy

__all__ = ["PlaceHit", "find_countries", "find_regions"]

_BIC = re.compile(r"[A-Z]{4}([A-Z]{2})[A-Z0-9]{2}(?:[A-Z0-9]{3})?")
_IBAN = re.compile(r"([A-Z]{2})\d{2}[A-Z0-9]{10,30}")
# 'Pyongyang Street, Ulaanbaatar' is not in Pyongyang.
_STREET = re.compile(
    r"\W{0,2}(?:street|st|str|avenue|ave|road|rd|lane|square|club|boulevard|blvd|prospe[ck]t|"
    r"ulitsa|ul|utca|strasse|straße|gasse|weg|platz|улица|ул|проспект|пр|площадь)\b",
    re.IGNORECASE,
)
_BEFORE_STREET = re.compile(
    r"(?:\bul\.?|\bulitsa|\bulica|\brue|\bcalle|\bavenida|\bvia|\bулица|\bул\.?|\bпроспект)\W{1,2}$",
    re.IGNORECASE,
)


class PlaceHit(NamedTuple):
    """A place under a programme: where it stands and what it is."""

    field: str
    text: str
    span: tuple[int, int]
    code: str
    name: str


def find_countries(item: Payment | Notice, policy: Policy, on: date) -> Iterator[PlaceHit]:
    """Each field that names a country under a comprehensive programme on a day."""
    rule = policy.rule.get("country")
    for field, text in field_values(item, rule.fields if rule else ()):
        for code, span in _countries_in(field, text):
            if code in policy.countries and policy.countries[code].covers(on):
                yield PlaceHit(field, text, span, code, country_name(code))


def find_regions(item: Payment | Notice, policy: Policy) -> Iterator[PlaceHit]:
    """Each field that names a region under a programme, or a contested one."""
    rule = policy.rule.get("region")
    for field, text in field_values(item, rule.fields if rule else ()):
        region = contested_region(text)
        if region and region.code in policy.regions:
            span = next((m.span for m in find_places(text) if m.code == region.code), None)
            yield PlaceHit(field, text, span or (0, len(text)), region.code, region.name)


def _countries_in(field: str, text: str) -> Iterator[tuple[str, tuple[int, int]]]:
    base = field.partition("[")[0]
    if base.endswith("_country"):
        yield text.strip().upper(), (0, len(text))
    elif base.endswith("_address"):
        for mention in find_places(text):
            if not _names_a_street(text, mention):
                yield mention.code.upper(), mention.span
    else:
        code = _BIC.fullmatch(text) or _IBAN.fullmatch(text.replace(" ", ""))
        if code:
            yield code[1], (0, len(text))


def _names_a_street(text: str, mention: PlaceMention) -> bool:
    start, end = mention.span
    return bool(_STREET.match(text, end) or _BEFORE_STREET.search(text[:start]))
