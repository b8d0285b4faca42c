"""Where a payment touches a country or region under a programme.

A country counts from a country field, from the BIC (ISO 9362: characters 5 and 6), from the IBAN
(ISO 13616: the first two), from an address or the name of a bank, and from running text, where the
bar is far higher; a region from all but the codes.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from nostro.model.payments import Notice, Payment
from nostro.places import FoundPlace, PlaceFinder, country_name
from nostro.screening.fields import field_values, uses_of
from nostro.screening.hits import Hit, exact
from nostro.screening.policy import Policy, Rule, field_name

__all__ = ["PlaceCheck"]

_BIC = re.compile(r"[A-Z]{4}([A-Z]{2})[A-Z0-9]{2}(?:[A-Z0-9]{3})?")
_COUNTRY_IN_OTHER = re.compile(r"(?:Ctry|CtryOfRes)\]$")
_IBAN = re.compile(r"([A-Z]{2})\d{2}[A-Z0-9]{10,30}")
_RUNNING = frozenset({"remittance", "text"})
# A name that may well stand for something else, as in "Donetsk" with a Ukrainian postcode alone.
_UNSURE = 0.8
# So many distinct values are not read again.
_REMEMBERED = 100_000


class _Found(NamedTuple):
    """The places of one field of a record."""

    field: str
    text: str
    places: tuple[FoundPlace, ...]


class PlaceCheck:
    """The places that the fields of the rules `country` and `region` name.

    A country counts while its programme is in force on the day of the payment; a notice has no
    day, so for it all programmes that have begun and not ended count. One hit a field and place.
    """

    def __init__(self, policy: Policy) -> None:
        self._policy = policy
        rules = (policy.rule.get("country"), policy.rule.get("region"))
        fields = [field for rule in rules if rule for field in rule.fields]
        self._fields = tuple(dict.fromkeys(fields))
        finder = PlaceFinder([*policy.countries, *policy.regions])
        self._in_address = _remembering(finder.in_address)
        self._in_text = _remembering(finder.in_text)

    def __call__(self, item: Payment | Notice) -> Iterator[Hit]:
        """The hits on one record, countries before regions."""
        found = [one for one in self._found(item) if one.places]
        if found:
            on = item.booked_at.date() if isinstance(item, Payment) else date.max
            yield from self._hits(found, "country", self._countries_on(on))
            yield from self._hits(found, "region", self._policy.regions)

    def _countries_on(self, on: date) -> set[str]:
        return {code for code, rule in self._policy.countries.items() if rule.covers(on)}

    def _hits(self, found: list[_Found], reason: str, codes: Iterable[str]) -> Iterator[Hit]:
        rule = next((rule for rule in self._policy.rules if rule.reason == reason), None)
        for one in found:
            if rule is None or field_name(one.field) not in rule.fields:
                continue
            of_code: dict[str, FoundPlace] = {}
            for place in sorted(one.places, key=lambda place: not place.sure):
                of_code.setdefault(place.code, place)
            yield from (_hit(rule, one, place) for code, place in of_code.items() if code in codes)

    def _found(self, item: Payment | Notice) -> Iterator[_Found]:
        for field, text in field_values(item, self._fields, "place"):
            yield _Found(field, text, self._places(item, field, text))
        if "other" in self._fields:
            for field, text in field_values(item, ("other",), "text"):
                if "place" not in uses_of(field[len("other[") : -1]):
                    yield _Found(field, text, self._in_text(text))

    def _places(self, item: Payment | Notice, field: str, text: str) -> tuple[FoundPlace, ...]:
        base = field_name(field)
        if base in _RUNNING:
            return self._in_text(text)
        if base.endswith("_country") or _COUNTRY_IN_OTHER.search(field):
            return (FoundPlace(text.strip().upper(), text, (0, len(text))),)
        if base.endswith("_address"):
            return self._in_address(text, getattr(item, f"{base[:-8]}_country", None))
        if base == "other" or base.endswith(("_name", "_names")):
            return self._in_address(text)
        code = _BIC.fullmatch(text) or _IBAN.fullmatch(text.replace(" ", ""))
        return (FoundPlace(code[1], text, (0, len(text))),) if code else ()


def _remembering(find: Callable[..., list[FoundPlace]]) -> Callable[..., tuple[FoundPlace, ...]]:
    return lru_cache(_REMEMBERED)(lambda *given: tuple(find(*given)))


def _hit(rule: Rule, found: _Found, place: FoundPlace) -> Hit:
    return Hit(
        rule=rule,
        field=found.field,
        text=found.text,
        span=place.span,
        score=1.0 if place.sure else _UNSURE,
        caption=country_name(place.code),
        place=place.code,
        evidence=[exact(rule.reason, place.name, place.code)],
    )
