"""Where a payment touches a country or region under a programme.

A country counts from a country field, from the BIC (ISO 9362: characters 5 and 6), from the IBAN
(ISO 13616: the first two) and from an address; a region from addresses and names of agents.
"""

import re
from collections.abc import Iterator
from datetime import date
from functools import lru_cache

from nostro.model.payments import Notice, Payment
from nostro.places import PlaceMention, contested_region, country_name, find_places
from nostro.screening.fields import field_values
from nostro.screening.hits import Hit, exact
from nostro.screening.policy import Policy, Rule

__all__ = ["PlaceCheck"]

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

# So many distinct values are not read again.
_REMEMBERED = 200_000
_region_in = lru_cache(_REMEMBERED)(contested_region)


class PlaceCheck:
    """The places that the fields of the rules `country` and `region` name.

    A country counts while its programme is in force on the day of the payment; a notice has no
    day, so for it all programmes that have begun and not ended count.
    """

    def __init__(self, policy: Policy) -> None:
        self._policy = policy

    def __call__(self, item: Payment | Notice) -> Iterator[Hit]:
        """The hits on one record."""
        on = item.booked_at.date() if isinstance(item, Payment) else date.max
        yield from self._countries(item, on)
        yield from self._regions(item)

    def _countries(self, item: Payment | Notice, on: date) -> Iterator[Hit]:
        rule = self._policy.rule.get("country")
        periods = self._policy.countries
        for field, text in field_values(item, rule.fields if rule else ()):
            for code, span in _countries_in(field, text):
                if rule and code in periods and periods[code].covers(on):
                    yield _hit(rule, (field, text, span), code, country_name(code))

    def _regions(self, item: Payment | Notice) -> Iterator[Hit]:
        rule = self._policy.rule.get("region")
        for field, text in field_values(item, rule.fields if rule else ()):
            region = _region_in(text)
            if rule and region and region.code in self._policy.regions:
                span = next((m.span for m in find_places(text) if m.code == region.code), None)
                where = field, text, span or (0, len(text))
                yield _hit(rule, where, region.code, region.name)


def _hit(rule: Rule, where: tuple[str, str, tuple[int, int]], code: str, name: str) -> Hit:
    field, text, span = where
    return Hit(
        rule=rule,
        field=field,
        text=text,
        span=span,
        score=1.0,
        caption=name,
        place=code,
        evidence=[exact(rule.reason, text[slice(*span)], code)],
    )


@lru_cache(_REMEMBERED)
def _countries_in(field: str, text: str) -> tuple[tuple[str, tuple[int, int]], ...]:
    return tuple(_read_countries(field, text))


def _read_countries(field: str, text: str) -> Iterator[tuple[str, tuple[int, int]]]:
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
