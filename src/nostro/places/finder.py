"""Places of some countries and regions: those of a policy, in an address or in running text.

One look at the words: where none of them belongs to a name that is looked for, as in nearly every
text, that is all. Else the names are read, and what stands beside each says whether the place is
meant (`contexts.py`). Unlike `find_places` it takes words in any case, reads codes and postcodes,
and says how sure a finding is.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from collections.abc import Set as AbstractSet
from typing import NamedTuple

from nostro.places.contexts import is_elsewhere, is_elsewhere_unspaced, is_there
from nostro.places.gazetteer import Country, also_words, countries, fold, folded_words, regions
from nostro.places.place_names import NamedPlace, PlaceNames
from nostro.places.postcodes import STATES, countries_in, postcode_in
from nostro.places.wrapped import unwrapped

__all__ = ["FoundPlace", "PlaceFinder"]

# Names so close together speak of one place: "Tehran, Iran".
_CLOSE = 3
_OF_A_COUNTRY = (
    "origin made crude oil petroleum gasoil condensate bitumen lpg methanol urea saffron pistachio "
    "pistachios caviar coal cigar cigars sugar nickel phosphate phosphates seafood textiles steel "
    "flag flagged vessel vessels tanker tankers ship ships port territory government ministry "
    "embassy consulate army military rial rials pounds won bank banks company companies supplier "
    "suppliers exporter exporters manufacturer manufacturers customer customers goods product "
    "products cargo market border branch subsidiary workers labour"
).replace(" ", "|")
# A Persian rug or cat does not tell of Iran.
_NO_ORIGIN = frozenset({"Persian"})


class FoundPlace(NamedTuple):
    """A place in a text: `text[span[0]:span[1]] == name`.

    `code` is upper-case ISO alpha-2, or FollowTheMoney's code for a contested region and the
    towns in it. It is not `sure` where the words may well stand for something else.
    """

    code: str
    name: str
    span: tuple[int, int]
    sure: bool = True


class PlaceFinder:
    """Finds places of `codes`: ISO alpha-2 codes of countries, FollowTheMoney's of regions."""

    def __init__(self, codes: Iterable[str]) -> None:
        wanted = frozenset(codes)
        self._countries = [row for row in countries() if row.code in wanted]
        self._all_states = frozenset({*STATES, *(row.country for row in regions())})
        self._states = {row.code: row.country for row in regions() if row.code in wanted}
        self._names = PlaceNames(self._countries, [r for r in regions() if r.code in wanted])
        self._code_of = {c: row.code for row in self._countries for c in (row.code, row.alpha3)}
        self._code_words = frozenset(map(fold, self._code_of))
        self._codes = _codes(self._code_of)
        self._adjective_of = _adjectives(self._countries)
        self._adjective_words = frozenset(key.split()[-1] for key in self._adjective_of)
        self._origins = _origins(self._adjective_of)

    def in_address(self, text: str, country: str | None = None) -> list[FoundPlace]:
        """The places in an address; `country` is the party's, whose post its postcodes are of."""
        beside = {country.upper()} if country else set()
        return _with_wrapped(text, lambda part: self._in_address(part, beside))

    def may_be_in_address(self, text: str) -> bool:
        """Whether there is a place in an address, of a party in whatever country."""
        return bool(_with_wrapped(text, lambda part: self._in_address(part, self._all_states)))

    def in_text(self, text: str) -> list[FoundPlace]:
        """The places in running text, where a name has to stand as that of a place."""
        return _with_wrapped(text, self._in_text)

    def _in_address(self, text: str, beside: AbstractSet[str]) -> list[FoundPlace]:
        keys = folded_words(text)
        states = countries_in(keys) | beside
        found = list(self._postcodes(text, keys, states)) if states else []
        if not self._code_words.isdisjoint(keys):
            found += self._coded(text)
        if self._names.may_be_in(text, keys):
            named = self._meant(text)
            known = {p.code for p in named if not p.weak} | {p.code for p in found}
            found += [
                _found(text, place)
                for place in named
                if not place.weak
                or len(keys) == 1
                or place.code in known
                or self._states.get(place.code) in states
            ]
        return found

    def _in_text(self, text: str) -> list[FoundPlace]:
        keys = folded_words(text)
        found = []
        if self._names.may_be_in(text, keys):
            named = self._meant(text, running=True)
            found = [
                _found(text, place, sure=sure)
                for at, place in enumerate(named)
                for there, sure in [_stands(text, named, at)]
                if there
            ]
        if not self._adjective_words.isdisjoint(keys):
            found += self._originating(text)
        return found

    def _meant(self, text: str, *, running: bool = False) -> list[NamedPlace]:
        """The names that are not those of streets, houses and towns elsewhere."""
        return [
            place
            for place in self._names.read(text)
            if not (
                is_elsewhere_unspaced(text, place.span)
                if place.unspaced
                else is_elsewhere(text, place.span, running=running)
            )
        ]

    def _postcodes(
        self, text: str, keys: list[str], states: AbstractSet[str]
    ) -> Iterator[FoundPlace]:
        found = postcode_in(keys, states)
        if found and found.region in self._states:
            match = re.search(rf"(?<!\w){keys[found.at]}(?!\w)", text)
            span = match.span() if match else (0, len(text))
            yield FoundPlace(found.region, text[slice(*span)], span, found.sure)

    def _coded(self, text: str) -> Iterator[FoundPlace]:
        for match in self._codes.finditer(text):
            code = match.lastgroup or "opens"
            yield FoundPlace(self._code_of[match[code]], match[code], match.span(code))

    def _originating(self, text: str) -> Iterator[FoundPlace]:
        for match in self._origins.finditer(text):
            code = self._adjective_of[fold(match[1])]
            yield FoundPlace(code, match[0], match.span())


def _with_wrapped(text: str, find: Callable[[str], list[FoundPlace]]) -> list[FoundPlace]:
    """What is found in a text, and what more with lines joined that were broken within a word."""
    found = find(text)
    if joined := unwrapped(text):
        for place in find(joined.text):
            if span := joined.crossing(place.span):
                found.append(place._replace(name=text[slice(*span)], span=span))
    return _apart(found)


def _found(text: str, place: NamedPlace, *, sure: bool = True) -> FoundPlace:
    return FoundPlace(place.code, text[slice(*place.span)], place.span, sure)


def _stands(text: str, named: list[NamedPlace], at: int) -> tuple[bool, bool]:
    """Whether a name in running text is a place, and surely: by itself, or by what is beside it."""
    place = named[at]
    beside = [*named[max(0, at - 1) : at], *named[at + 1 : at + 2]]
    if any(_supports(other, place) for other in beside):
        return True, True
    if place.weak or not place.plain:
        return not place.weak, True
    there, sure = is_there(text, place.span)
    is_word = fold(text[slice(*place.span)]) in also_words()
    return there and (sure or not is_word), sure


def _supports(other: NamedPlace, place: NamedPlace) -> bool:
    """Whether a name beside another speaks of the same place: "Tehran, Iran"."""
    first, second = sorted((place.span, other.span))
    weak = place.weak and other.weak
    return other.code == place.code and not weak and second[0] - first[1] <= _CLOSE


def _apart(found: list[FoundPlace]) -> list[FoundPlace]:
    """In the order of the text; of those that overlap the first and longest."""
    kept: list[FoundPlace] = []
    for place in sorted(found, key=lambda place: (place.span[0], -place.span[1])):
        if not kept or place.span[0] >= kept[-1].span[1]:
            kept.append(place)
    return kept


def _codes(codes: Iterable[str]) -> re.Pattern[str]:
    """A code where an address has one: before its town ("KP-PYONGYANG"), or closing a line."""
    some = "|".join(sorted(codes))
    return re.compile(
        rf"(?:^|(?<=[\n,;/]))\s{{0,3}}(?P<opens>{some})(?=[-/]\w| \d|\s{{0,3}}(?:$|\n))"
        rf"|(?:[\n,;/(-]\s{{0,3}}|\d\s)(?P<closes>{some})(?=\W{{0,2}}(?:$|\n))"
    )


def _adjectives(rows: list[Country]) -> dict[str, str]:
    return {
        fold(adjective): row.code
        for row in rows
        for adjective in row.adjectives
        if adjective not in _NO_ORIGIN and adjective.isascii()
    }


def _origins(adjectives: Iterable[str]) -> re.Pattern[str]:
    """An adjective with what is of a country: "North Korean origin", "Iranian crude oil"."""
    some = "|".join(key.replace(" ", r"\W{1,2}") for key in sorted(adjectives, reverse=True))
    return re.compile(
        rf"(?<!\w)({some or '(?!)'})[\s-]{{1,2}}(?:\w+[\s-]){{0,1}}?(?:{_OF_A_COUNTRY})(?!\w)",
        re.IGNORECASE,
    )
