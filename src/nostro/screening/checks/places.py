"""Where a payment touches a country or region under a programme.

A country counts from a country field, from the BIC (ISO 9362: characters 5 and 6), from the IBAN
(ISO 13616: the first two) and from an address; a region from addresses and names of agents.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import lru_cache, partial
from itertools import groupby

from nostro.model.payments import Notice, Payment
from nostro.places import PlaceMention, contested_region, country_name, find_places
from nostro.screening.fields import field_values
from nostro.screening.hits import Hit, exact
from nostro.screening.policy import Policy, Rule
from nostro.screening.values import Lone

__all__ = ["PlaceCheck"]

_BIC = re.compile(r"[A-Z]{4}([A-Z]{2})[A-Z0-9]{2}(?:[A-Z0-9]{3})?")
_COUNTRY_IN_OTHER = re.compile(r"(?:Ctry|CtryOfRes)\]$")
_IBAN = re.compile(r"([A-Z]{2})\d{2}[A-Z0-9]{10,30}")
# 'Pyongyang Street, Ulaanbaatar' is not in Pyongyang, nor 'Hotel Havana, Miami' in Havana; but
# 'Тегеран, ул. Мира' is in Tehran.
_STREET = re.compile(
    r"[\s.-]{0,2}(?:street|st|str|avenue|ave|road|rd|lane|square|club|gate|boulevard|blvd|prospe[ck]t|"
    r"utca|strasse|straße|gasse|weg|platz|daero|ro|gil)\b",
    re.IGNORECASE,
)
_BEFORE_STREET = re.compile(
    r"(?:\bul\.?|\bulitsa|\bulica|\brue|\bcalle|\bavenida|\bvia|\bhotel|\bcafe"
    r"|\bулица|\bул\.?|\bпроспект)\W{1,2}(?:(?:de la|del?|du|d')\W{0,1})?$",
    re.IGNORECASE,
)
# 'Havana, Florida' and 'Cuba City, WI 53807' are in the United States.
_US_STATES = (
    "Alabama|Alaska|Arizona|Arkansas|California|Colorado|Connecticut|Delaware|Florida|Georgia|Hawaii"
    "|Idaho|Illinois|Indiana|Iowa|Kansas|Kentucky|Louisiana|Maine|Maryland|Massachusetts|Michigan"
    "|Minnesota|Mississippi|Missouri|Montana|Nebraska|Nevada|New Hampshire|New Jersey|New Mexico"
    "|New York|North Carolina|North Dakota|Ohio|Oklahoma|Oregon|Pennsylvania|Rhode Island"
    "|South Carolina|South Dakota|Tennessee|Texas|Utah|Vermont|Virginia|Washington|West Virginia"
    "|Wisconsin|Wyoming"
)
_IN_A_US_STATE = re.compile(
    rf"(?i:\s+city)?\s*,\s*(?:(?i:{_US_STATES})\b|[A-Z]{{2}}[\s,]+\d{{5}}(?:-\d{{4}})?\b)"
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

    def lone_values(self) -> Iterator[Lone]:
        """A place counts by itself; a country in what its field is read as."""
        rules = self._policy.rule
        if rule := rules.get("country"):
            for _, alike in groupby(sorted(rule.fields, key=_read_as), _read_as):
                fields = tuple(alike)
                yield Lone(fields, partial(self._under_programmes, fields[0]))
        if rule := rules.get("region"):
            yield Lone(rule.fields, self._in_regions)

    def _under_programmes(self, field: str, texts: Sequence[str]) -> list[str]:
        known = self._policy.countries
        return [text for text in texts
                if any(code in known for code, _ in _read_countries(field, text))]  # fmt: skip

    def _in_regions(self, texts: Iterable[str]) -> list[str]:
        return [text for text in texts if _region_in(text)]

    def _countries(self, item: Payment | Notice, on: date) -> Iterator[Hit]:
        rule = self._policy.rule.get("country")
        periods = self._policy.countries
        for field, text in field_values(item, rule.fields if rule else (), "place"):
            for code, span in _countries_in(field, text):
                if rule and code in periods and periods[code].covers(on):
                    yield _hit(rule, (field, text, span), code, country_name(code))

    def _regions(self, item: Payment | Notice) -> Iterator[Hit]:
        rule = self._policy.rule.get("region")
        for field, text in field_values(item, rule.fields if rule else (), "place"):
            region = _region_in(text)
            if rule and region and region.code in self._policy.regions:
                mentions = [place for place in find_places(text) if place.code == region.code]
                there = [place for place in mentions if not _is_elsewhere(text, place)]
                if there or not mentions:
                    where = field, text, there[0].span if there else (0, len(text))
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


def _read_as(field: str) -> str:
    """What a field is read as: a country, an address, or a code."""
    kinds = (kind for kind in ("_country", "_address") if field.endswith(kind))
    return next(kinds, "_code")


@lru_cache(_REMEMBERED)
def _countries_in(field: str, text: str) -> tuple[tuple[str, tuple[int, int]], ...]:
    return tuple(_read_countries(field, text))


def _read_countries(field: str, text: str) -> Iterator[tuple[str, tuple[int, int]]]:
    base = field.partition("[")[0]
    if base.endswith("_country") or _COUNTRY_IN_OTHER.search(field):
        yield text.strip().upper(), (0, len(text))
    elif base.endswith("_address") or base == "other":
        for mention in find_places(text):
            if not _is_elsewhere(text, mention):
                yield mention.code.upper(), mention.span
    else:
        code = _BIC.fullmatch(text) or _IBAN.fullmatch(text.replace(" ", ""))
        if code:
            yield code[1], (0, len(text))


def _is_elsewhere(text: str, mention: PlaceMention) -> bool:
    """Whether a name is that of a street, a house or a town of the United States."""
    start, end = mention.span
    return bool(
        _STREET.match(text, end)
        or _BEFORE_STREET.search(text[:start])
        or _IN_A_US_STATE.match(text, end)
    )
