"""The feature table: what beside the name supports a match, contradicts it or decides it.

Each row is a function from a query and a candidate to evidence or None, with its kind. A feature
that `supports` moves the score towards 1, one that `contradicts` takes a share of it away, one
that `decides` sets it.
"""

from collections.abc import Callable, Iterable
from typing import Literal, NamedTuple

from nostro.matching.records import Evidence, Query
from nostro.model.entities import Entity, is_schema

__all__ = [
    "FEATURES",
    "Feature",
    "other_birth_year",
    "other_country",
    "other_kind",
    "same_birth_date",
    "same_country",
    "weigh",
]

_DECIDED = 0.98
_MOST = 0.99


class Feature(NamedTuple):
    """One row of the table; its description is the docstring of its function."""

    judge: Callable[[Query, Entity], Evidence | None]
    kind: Literal["supports", "contradicts"]


def _evidence(name: str, query: str, candidate: str, score: float, weight: float) -> Evidence:
    return Evidence(feature=name, query=query, candidate=candidate, score=score, weight=weight)


def same_birth_date(query: Query, entity: Entity) -> Evidence | None:
    """The birth dates agree as far as both are given: a year agrees with a day of that year."""
    for asked in query.birth_dates:
        for listed in entity.get("birthDate"):
            if asked.startswith(listed) or listed.startswith(asked):
                precise = min(len(asked), len(listed)) == len("2000-01-01")
                return _evidence("birth_date", asked, listed, 1.0, 0.5 if precise else 0.25)
    return None


def other_birth_year(query: Query, entity: Entity) -> Evidence | None:
    """All birth years differ by more than one: lists give approximate years."""
    pairs = [
        (abs(int(asked[:4]) - int(listed[:4])), asked, listed)
        for asked in query.birth_dates
        for listed in entity.get("birthDate")
        if asked[:4].isdigit() and listed[:4].isdigit()
    ]
    if not pairs or min(pairs)[0] <= 1:
        return None
    years, asked, listed = min(pairs)
    return _evidence("birth_year_differs", asked, listed, 0.0, min(0.35, 0.1 + 0.03 * years))


def same_country(query: Query, entity: Entity) -> Evidence | None:
    """A country of the query is one of the candidate's."""
    shared = sorted(_countries(query.countries) & _entity_countries(entity))
    return _evidence("country", shared[0], shared[0], 1.0, 0.1) if shared else None


def other_country(query: Query, entity: Entity) -> Evidence | None:
    """Both name countries, and none is the same."""
    asked, listed = _countries(query.countries), _entity_countries(entity)
    if not asked or not listed or asked & listed:
        return None
    return _evidence("country_differs", ", ".join(asked), ", ".join(sorted(listed)), 0.0, 0.05)


def other_kind(query: Query, entity: Entity) -> Evidence | None:
    """A person is no company, and neither is a vessel."""
    kinds = ("Person", "Vessel", "Airplane", "CryptoWallet", "Organization")
    if query.schema is None or not is_schema(query.schema, "Thing"):
        return None
    asked = {kind for kind in kinds if is_schema(query.schema, kind)}
    listed = {kind for kind in kinds if is_schema(entity.schema, kind)}
    if not asked or not listed or asked == listed:
        return None
    return _evidence("kind_differs", query.schema, entity.schema, 0.0, 0.3)


FEATURES: tuple[Feature, ...] = (
    Feature(same_birth_date, "supports"),
    Feature(other_birth_year, "contradicts"),
    Feature(same_country, "supports"),
    Feature(other_country, "contradicts"),
    Feature(other_kind, "contradicts"),
)


def weigh(
    name_score: float, query: Query, entity: Entity, same_codes: Iterable[Evidence]
) -> tuple[float, list[Evidence]]:
    """The score of a match from that of its name and all the rows that have something to say.

    An identifier that is the same decides; names that are equal stay at 1 where nothing
    contradicts.
    """
    rows = [(feature.kind, feature.judge(query, entity)) for feature in FEATURES]
    score = name_score
    for kind, row in rows:
        if row and kind == "supports" and score < 1:
            score = min(_MOST, score + (1 - score) * row.weight)
        elif row and kind == "contradicts":
            score *= 1 - row.weight
    codes = list(same_codes)
    if codes:
        score = max(score, _DECIDED)
    return score, [*codes, *(row for _, row in rows if row)]


def _countries(values: Iterable[str]) -> set[str]:
    from nostro.places import country_code  # noqa: PLC0415  # its tables load on first use

    return {(country_code(value) or value).lower() for value in values}


def _entity_countries(entity: Entity) -> set[str]:
    props = ("country", "nationality", "citizenship", "jurisdiction", "flag")
    return {value.lower() for prop in props for value in entity.get(prop)}
