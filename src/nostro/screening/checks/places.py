"""Where a payment touches a country or region under a programme.

A country counts from a country field, from the BIC (ISO 9362: characters 5 and 6), from the IBAN
(ISO 13616: the first two), from an address or the name of a bank, and from running text, where the
bar is far higher; a region from all but the codes.
"""

import re
from collections.abc import Container, Iterator, Sequence
from datetime import date
from functools import lru_cache, partial
from itertools import groupby
from typing import Literal, NamedTuple

from nostro.model.payments import Notice, Payment
from nostro.places import FoundPlace, PlaceFinder, country_name
from nostro.screening.fields import field_values, uses_of
from nostro.screening.hits import Hit, exact
from nostro.screening.policy import Policy, Rule, field_name
from nostro.screening.values import Lone

__all__ = ["PlaceCheck"]

_BIC = re.compile(r"[A-Z]{4}([A-Z]{2})[A-Z0-9]{2}(?:[A-Z0-9]{3})?")
_IBAN = re.compile(r"([A-Z]{2})\d{2}[A-Z0-9]{10,30}")
_COUNTRY = re.compile(r"(?:_country|Ctry|CtryOfRes)\]?$")
_RUNNING = frozenset({"remittance", "text"})
_COUNTRY_OF = {
    f"{party}_address": f"{party}_country"
    for party in ("debtor", "creditor", "underlying_debtor", "underlying_creditor")
}
_Kind = Literal["text", "country", "code", "address"]
# A name that may well stand for something else, as in "Donetsk" with a Ukrainian postcode alone.
_UNSURE = 0.8
# So many distinct values are not read again.
_REMEMBERED = 200_000


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
        fields = dict.fromkeys(field for rule in rules if rule for field in rule.fields)
        self._has_other = "other" in fields
        self._fields = tuple(field for field in fields if field != "other")
        self._codes = frozenset({*policy.countries, *policy.regions})
        self._finder = _finder(self._codes)
        self._read = lru_cache(_REMEMBERED)(self._places)

    def __call__(self, item: Payment | Notice) -> Iterator[Hit]:
        """The hits on one record, countries before regions."""
        found = list(self._found(item))
        if found:
            on = item.booked_at.date() if isinstance(item, Payment) else date.max
            in_force = {code for code, row in self._policy.countries.items() if row.covers(on)}
            yield from _hits(self._policy.rule.get("country"), found, in_force)
            yield from _hits(self._policy.rule.get("region"), found, self._policy.regions)

    def lone_values(self) -> Iterator[Lone]:
        """A place counts by itself, in what its field is read as."""
        for kind, alike in groupby(sorted(self._fields, key=_read_as), _read_as):
            yield Lone(tuple(alike), partial(self._naming, kind))

    def _naming(self, kind: _Kind, texts: Sequence[str]) -> list[str]:
        if kind == "address":
            return [text for text in texts if self._finder.may_be_in_address(text)]
        return [text for text in texts if self._read(kind, text, None)]

    def _found(self, item: Payment | Notice) -> Iterator[_Found]:
        for field, text in field_values(item, self._fields):
            beside = _COUNTRY_OF.get(field)
            country = getattr(item, beside, None) if beside else None
            if places := self._read(_read_as(field), text, country):
                yield _Found(field, text, places)
        for path, text in item.other.items() if self._has_other else ():
            uses = uses_of(path)
            if "place" in uses or "text" in uses:
                kind = _read_as(path) if "place" in uses else "text"
                if places := self._read(kind, text, None):
                    yield _Found(f"other[{path}]", text, places)

    def _places(self, kind: _Kind, text: str, country: str | None) -> tuple[FoundPlace, ...]:
        if kind == "text":
            return tuple(self._finder.in_text(text))
        if kind == "country":
            return self._coded(text.strip().upper(), text)
        if kind == "code":
            code = _BIC.fullmatch(text) or _IBAN.fullmatch(text.replace(" ", ""))
            return self._coded(code[1], text) if code else ()
        return tuple(self._finder.in_address(text, country))

    def _coded(self, code: str, text: str) -> tuple[FoundPlace, ...]:
        return (FoundPlace(code, text, (0, len(text))),) if code in self._codes else ()


@lru_cache(maxsize=8_192)
def _read_as(field: str) -> _Kind:
    """As what a column, or a path of `other` that holds a place, is read."""
    base = field_name(field)
    if base in _RUNNING:
        return "text"
    if _COUNTRY.search(field):
        return "country"
    return "code" if base.endswith(("account", "accounts", "agent", "agents")) else "address"


@lru_cache(maxsize=8)
def _finder(codes: frozenset[str]) -> PlaceFinder:
    """One for all screeners of a policy: its tables take a while to make."""
    return PlaceFinder(codes)


def _hits(rule: Rule | None, found: list[_Found], codes: Container[str]) -> Iterator[Hit]:
    """Those of a rule: the surest and first finding of each of its places in each field."""
    for one in found:
        if rule and field_name(one.field) in rule.fields:
            first: dict[str, FoundPlace] = {}
            for place in sorted(one.places, key=lambda place: not place.sure):
                if place.code in codes:
                    first.setdefault(place.code, place)
            yield from (_hit(rule, one, place) for place in first.values())


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
