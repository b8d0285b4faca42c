"""The places that an announcement names, and those that it ties to a party."""

import re
from collections.abc import Iterable, Iterator

from nostro.announcements.reading import Reading, within
from nostro.announcements.records import ContestedPlace
from nostro.places import PlaceMention, contested_region, find_places

__all__ = ["announced_places", "contested_places", "tie_places"]

_INSTITUTION = re.compile(
    r" (?:Ministry|Government|Council|Treasury|Department|Parliament|Securities|Court|Journal|"
    r"Sanctions|Regulations|Foreign Ministry|Post|Times)\b|\W{0,2}\((?:Sanctions|EU Exit)"
)
_INSTITUTION_BEFORE = re.compile(
    r"\b(?:Council|Ministry|Bank|Court|Department|Embassy|Government|Office|Law|Secretary|Affairs|"
    r"Parliament|Republic|President|University|Measures) (?:of|against) (?:the )?$"
)
_DATELINE = re.compile(
    r"[A-Z][\w ,.()]{0,40}?\s?(?:--|—|–|-)\s|[A-Z]{3,}, |[A-Z][a-z]+: |[A-Z][a-z]+, \d"
)
_WATERS = re.compile(
    r"\b(?:(?:[A-Z]\w+ ){1,3}(?:Sea|Ocean|Strait|Gulf|Bay|Canal)"
    r"|(?:Lake|Gulf of|Strait of|Bay of|Sea of) [A-Z]\w+)\b(?! \()"
)
_LOCATED = re.compile(r"\b(?:in|to|from|of|near|at|into|between|through) (?:the )?$")
# ", based in", ", of", " (", ". Location:", and the parts of an address before its city.
_LEADS_TO_PLACE = re.compile(
    r"(?:,? (?:which |who )?(?:is |was )?(?:headquartered|based|located|registered|domiciled|"
    r"situated|incorporated|born)? ?(?:in|of|at)(?: the)? |,? an? |, | ?\(|"
    r"\.? (?:Location|Address|Nationality|POB): )"
    r"(?:(?:[A-Z\d][\w.]*|ul\.|d\.|str\.|the|region|city|town|port|of)[, ]+){0,20}"
)
_BEFORE_PARTY = re.compile(r"(?:-\w+|['’]s)(?: [\w.]+){0,3} |(?: [\w.]+){0,3} ")
_NO_TIE = re.compile(r"\b(?:and|or|to|in|by|with|from|for)\b")
_BRACKETS = re.compile(r"\s?\([^()]*\)")
_BESIDE = 90
_SANCTIONING = frozenset({"US", "GB", "CA", "AU", "JP", "CH", "NZ"})
_ALWAYS_SANCTIONING = frozenset({"US", "GB"})


def announced_places(reading: Reading) -> list[str]:
    """The places in the text, each once as it is first written; a country under one name.

    Left out are sanctioning states as actors, places in the names of parties and institutions,
    and the place a dateline gives.
    """
    names: dict[str, str] = {}
    actors = _acting_countries(reading)
    for sentence in reading.sentences:
        dateline = _DATELINE.match(sentence.text)
        skip = dateline.end() if dateline else 0
        for mention in find_places(sentence.text):
            is_actor = mention.code in actors and mention.kind == "country"
            start = sentence.start + mention.span[0]
            if mention.span[0] < skip or is_actor or _is_no_place(reading, mention, start):
                continue
            key = mention.code if mention.kind == "country" else mention.name.casefold()
            names.setdefault(key, mention.name)
        for water in _WATERS.finditer(sentence.text):
            names.setdefault(water[0].casefold(), water[0])
    return list(names.values())


def _acting_countries(reading: Reading) -> frozenset[str]:
    """The countries whose authorities act in this text."""
    sentences = [reading.sentences[at] for at in sorted({f.sentence for f in reading.frames})]
    codes = {
        mention.code
        for sentence in sentences
        for authority in within(reading.authorities, sentence.start, sentence.end)
        for mention in find_places(reading.source[slice(*authority.span)])
    }
    return (_SANCTIONING & codes) | _ALWAYS_SANCTIONING


def _is_no_place(reading: Reading, mention: PlaceMention, start: int) -> bool:
    """True within the name of a party or an institution, and for a capital that acts."""
    end = start + len(mention.name)
    if _is_within_name(reading, mention, start):
        return True
    before = reading.source[max(0, start - 40) : start]
    if _INSTITUTION.match(reading.source, end) or _INSTITUTION_BEFORE.search(before):
        return True
    acts = any(a.span == (start, end) for a in within(reading.authorities, start, end))
    return acts and not _LOCATED.search(before)


def _is_within_name(reading: Reading, mention: PlaceMention, start: int) -> bool:
    end = start + len(mention.name)
    around = reading.named.between(max(start - _BESIDE, 0), end + _BESIDE)
    return any(
        m.span[0] <= start and end <= m.span[1] and m.span != (start, end) for m, _ in around
    )


def tie_places(reading: Reading) -> None:
    """Give each party the places that stand with it: "Kazan-based X", "X, of Novi Sad"."""
    for sentence in reading.sentences:
        named = reading.named.between(sentence.start, sentence.end)
        found = find_places(sentence.text) if named else []
        places = [p for p in found if not _is_within_name(reading, p, sentence.start + p.span[0])]
        for mention, party in named:
            for name, span in _beside(places, sentence.start, mention.span):
                if name not in party.places and _stands_with(reading.source, mention.span, span):
                    party.places.append(name)


def _beside(
    places: list[PlaceMention], offset: int, party: tuple[int, int]
) -> Iterator[tuple[str, tuple[int, int]]]:
    for place in places:
        span = place.span[0] + offset, place.span[1] + offset
        if span[0] - party[1] < 2 * _BESIDE and party[0] - span[1] < _BESIDE:
            yield place.name, span


def _stands_with(source: str, party: tuple[int, int], place: tuple[int, int]) -> bool:
    if place[1] <= party[0]:
        between = source[place[1] : party[0]]
        return bool(_BEFORE_PARTY.fullmatch(between)) and not _NO_TIE.search(between)
    if place[0] < party[1]:
        return False
    between = _BRACKETS.sub("", source[party[1] : place[0]])
    return len(between) < _BESIDE and bool(_LEADS_TO_PLACE.fullmatch(between))


def contested_places(names: Iterable[str]) -> list[ContestedPlace]:
    """Those of some places that lie in a contested region, with the country it belongs to."""
    return [
        ContestedPlace(name=name, code=region.code, country=region.country)
        for name in names
        if (region := contested_region(name))
    ]
