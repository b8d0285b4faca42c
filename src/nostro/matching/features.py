"""The feature table: what beside the name supports a match, contradicts it or decides it.

Each row is a function from a query and a listed party to a finding or None, with its kind and its
weight. A feature that `supports` moves the score towards 1 by a share of what is missing, one that
`contradicts` takes a share of the score away, one that `decides` lifts it to its weight. A feature
says nothing where the query or the list does not give its field.
"""

from collections.abc import Callable, Iterable
from typing import Literal, NamedTuple

from nostro.matching.addresses import agreement, read_address
from nostro.matching.birth_dates import Closest, Nearness, closest
from nostro.matching.identifiers import key_of, lookup_keys, of_one_party
from nostro.matching.listed import IndexedParty
from nostro.matching.records import COUNTRY_PROPERTIES, Evidence, Query
from nostro.model.entities import is_schema

__all__ = [
    "FEATURES",
    "Feature",
    "Finding",
    "liftable",
    "near_birth_year",
    "other_address_country",
    "other_birth_day",
    "other_birth_year",
    "other_country",
    "other_gender",
    "other_identifier",
    "other_kind",
    "same_address",
    "same_birth_date",
    "same_country",
    "same_gender",
    "same_identifier",
    "swapped_birth_date",
    "weigh",
]

# What supports never makes a match certain, and gives no more than this share of what is missing.
_MOST = 0.99
_MOST_SUPPORT = 0.6
# How much of its weight a birth year of another person counts, and what each year more adds.
_ANOTHER_YEAR, _EACH_YEAR = 0.2, 0.06
# How many words of an address agree before the feature counts in full.
_ADDRESS_WORDS = 3
_LONGEST = 100
_KINDS = ("Person", "Vessel", "Airplane", "CryptoWallet", "Organization")
_GENDERS = {"m": "male", "man": "male", "f": "female", "w": "female", "woman": "female"}


class Finding(NamedTuple):
    """What of the query met what is listed, and how much of its weight a feature counts, 0 to 1."""

    query: str
    listed: str
    degree: float = 1.0


class Feature(NamedTuple):
    """One row of the table. `field` is the field of the query that it needs; `weight` the greatest
    share that it may give or take; its description is the docstring of its function.
    """

    name: str
    kind: Literal["supports", "contradicts", "decides"]
    weight: float
    field: str
    judge: Callable[[Query, IndexedParty], Finding | None]

    @property
    def description(self) -> str:
        """What the feature says, in a sentence."""
        return " ".join((self.judge.__doc__ or "").split())


def same_identifier(query: Query, party: IndexedParty) -> Finding | None:
    """A code is equal after normalisation."""
    listed = {key_of(code.kind, code.value): code.value for code in party.codes}
    same = [
        (value, listed[key])
        for value in query.identifiers
        for key in lookup_keys(value)
        if key in listed
    ]
    return Finding(*same[0]) if same else None


def other_identifier(query: Query, party: IndexedParty) -> Finding | None:
    """Both have a code of which a party has one, and it is another: IMO number, LEI, or the address
    of a wallet that is listed itself.
    """
    asked = [(code, value) for value in query.identifiers if (code := of_one_party(value))]
    for kind in ("imo", "lei", "wallet"):
        mine = {key: value for (of, key), value in asked if of == kind}
        listed = {key_of(kind, code.value): code.value for code in party.codes if code.kind == kind}
        of_many = kind == "wallet" and party.entity.schema != "CryptoWallet"
        if mine and listed and mine.keys().isdisjoint(listed) and not of_many:
            return Finding(next(iter(mine.values())), next(iter(listed.values())))
    return None


def same_birth_date(query: Query, party: IndexedParty) -> Finding | None:
    """The birth dates agree as far as both are given: the day fully, the month and year less, and
    the year the less the more years are listed.
    """
    return _born(query, party, "same")


def swapped_birth_date(query: Query, party: IndexedParty) -> Finding | None:
    """The birth dates agree with day and month swapped."""
    return _born(query, party, "swapped")


def near_birth_year(query: Query, party: IndexedParty) -> Finding | None:
    """The birth years differ by one, which says nothing: lists give approximate years."""
    return _born(query, party, "near")


def other_birth_day(query: Query, party: IndexedParty) -> Finding | None:
    """The birth dates are of one year, and of different days or months."""
    return _born(query, party, "day_differs")


def other_birth_year(query: Query, party: IndexedParty) -> Finding | None:
    """All birth years differ by more than one: the more years, the more it counts."""
    found = _born(query, party, "year_differs")
    return found and found._replace(degree=min(1.0, _ANOTHER_YEAR + _EACH_YEAR * found.degree))


def same_country(query: Query, party: IndexedParty) -> Finding | None:
    """A country is shared, or a contested region."""
    shared = sorted(_countries(query.countries) & _countries(_listed_countries(party)))
    return Finding(shared[0], shared[0]) if shared else None


def other_country(query: Query, party: IndexedParty) -> Finding | None:
    """Both name countries, and none is the same."""
    shared = _countries(query.countries) & _countries(_listed_countries(party))
    return None if shared else _apart(_states(query.countries), _states(_listed_countries(party)))


def same_address(query: Query, party: IndexedParty) -> Finding | None:
    """Words of an address agree beyond the country: city, street, postal code. It counts in
    proportion to how many there are, and to their share of the shorter address.
    """
    found = agreement(query.addresses, party.entity.get("address"))
    if found is None:
        return None
    return Finding(found.asked, found.listed, min(1.0, found.weight / _ADDRESS_WORDS) * found.share)


def other_address_country(query: Query, party: IndexedParty) -> Finding | None:
    """Both name the countries of their addresses, and none is the same."""
    return _apart(_of_addresses(query.addresses), _of_addresses(party.entity.get("address")))


def same_gender(query: Query, party: IndexedParty) -> Finding | None:
    """The gender is the same: half of all people's is."""
    shared = sorted(_genders(query.genders) & _genders(party.entity.get("gender")))
    return Finding(shared[0], shared[0]) if shared else None


def other_gender(query: Query, party: IndexedParty) -> Finding | None:
    """The gender is another."""
    return _apart(_genders(query.genders), _genders(party.entity.get("gender")))


def other_kind(query: Query, party: IndexedParty) -> Finding | None:
    """A person is no company, and neither is a vessel, an aircraft or a wallet."""
    asked, listed = _kinds(query.schema or ""), _kinds(party.entity.schema)
    if not asked or not listed or asked == listed:
        return None
    return Finding(query.schema or "", party.entity.schema)


# In the order in which they count.
FEATURES: tuple[Feature, ...] = (
    Feature("birth_date", "supports", 0.5, "birth_dates", same_birth_date),
    Feature("birth_date_swapped", "supports", 0.15, "birth_dates", swapped_birth_date),
    Feature("birth_year_near", "supports", 0.0, "birth_dates", near_birth_year),
    Feature("country", "supports", 0.1, "countries", same_country),
    Feature("address", "supports", 0.3, "addresses", same_address),
    Feature("gender", "supports", 0.02, "genders", same_gender),
    Feature("birth_day_differs", "contradicts", 0.1, "birth_dates", other_birth_day),
    Feature("birth_year_differs", "contradicts", 0.5, "birth_dates", other_birth_year),
    Feature("country_differs", "contradicts", 0.05, "countries", other_country),
    Feature("address_country_differs", "contradicts", 0.05, "addresses", other_address_country),
    Feature("gender_differs", "contradicts", 0.15, "genders", other_gender),
    Feature("kind_differs", "contradicts", 0.3, "schema", other_kind),
    Feature("identifier_differs", "contradicts", 0.4, "identifiers", other_identifier),
    Feature("identifier", "decides", 0.98, "identifiers", same_identifier),
)


def weigh(name_score: float, query: Query, party: IndexedParty) -> tuple[float, list[Evidence]]:
    """The score of a match from that of its name and all the features that have something to say,
    with a row for each: how well it agrees, and what it added to the score or took from it.

    Names that are equal stay at 1 where nothing contradicts.
    """
    if _is_a_name_alone(query):
        return name_score, []
    score, rows = name_score, []
    most = max(name_score, min(_MOST, _supported(name_score, _MOST_SUPPORT)))
    for feature in FEATURES:
        found = feature.judge(query, party) if getattr(query, feature.field) else None
        if found:
            after = _after(score, feature, found.degree, most)
            agrees = 0.0 if feature.kind == "contradicts" else found.degree
            rows.append(_row(feature.name, found, agrees, after - score))
            score = after
    return score, rows


def liftable(query: Query) -> float:
    """The greatest share of what is missing to 1 that the fields of a query may give."""
    if _is_a_name_alone(query):
        return 0.0
    missing = 1.0
    for feature in _SUPPORTS:
        if getattr(query, feature.field):
            missing *= 1.0 - feature.weight
    return min(_MOST_SUPPORT, 1.0 - missing)


# One row for each field that can support: what supports most.
_SUPPORTS = tuple(
    {f.field: f for f in reversed(FEATURES) if f.kind == "supports" and f.weight}.values()
)


def _is_a_name_alone(query: Query) -> bool:
    """Most queries give nothing to weigh, and are told apart at once."""
    return not (
        query.birth_dates or query.countries or query.schema or query.addresses
        or query.identifiers or query.genders
    )  # fmt: skip


def _after(score: float, feature: Feature, degree: float, most: float) -> float:
    if feature.kind == "decides":
        return max(score, feature.weight)
    if feature.kind == "contradicts":
        return score * (1.0 - feature.weight * degree)
    return min(most, _supported(score, feature.weight * degree))


def _supported(score: float, share: float) -> float:
    return score + (1.0 - score) * share


def _row(name: str, found: Finding, agrees: float, gave: float) -> Evidence:
    return Evidence(
        feature=name,
        query=_plain(found.query),
        candidate=found.listed,
        score=round(agrees, 2),
        weight=round(gave, 4),
    )


def _plain(text: str) -> str:
    """A text of the query that can be written, and is not longer than it is of use."""
    return text[:200].encode("utf-8", "replace").decode("utf-8")


def _born(query: Query, party: IndexedParty, nearness: Nearness) -> Finding | None:
    listed = party.entity.get("birthDate")
    asked = tuple(value[:_LONGEST] for value in query.birth_dates)
    found: Closest | None = closest(asked, tuple(listed))
    if found is None or found.nearness != nearness:
        return None
    return Finding(found.asked, found.listed, found.degree)


def _apart(asked: set[str], listed: set[str]) -> Finding | None:
    """What both have where none of it is shared."""
    if not asked or not listed or asked & listed:
        return None
    return Finding(", ".join(sorted(asked)), ", ".join(sorted(listed)))


def _countries(values: Iterable[str]) -> set[str]:
    """Codes in small letters: of states, and others (regions, states of the past) as given."""
    return {(_state(value) or value).lower() for value in values}


def _states(values: Iterable[str]) -> set[str]:
    """The codes of the states of today that are among the values."""
    return {code.lower() for value in values if (code := _state(value))}


def _state(value: str) -> str | None:
    from nostro.places import country_code  # noqa: PLC0415  # its tables load on first use

    return country_code(value[:_LONGEST])


def _listed_countries(party: IndexedParty) -> list[str]:
    return [value for prop in COUNTRY_PROPERTIES for value in party.entity.get(prop)]


def _of_addresses(texts: Iterable[str]) -> set[str]:
    return {country for text in texts if (country := read_address(text).country)}


def _genders(values: Iterable[str]) -> set[str]:
    lower = [value.strip().lower() for value in values]
    return {_GENDERS.get(value, value) for value in lower} & {"male", "female"}


def _kinds(schema: str) -> set[str]:
    return {kind for kind in _KINDS if is_schema(schema, kind)}
