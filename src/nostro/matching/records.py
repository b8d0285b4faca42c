"""What a question is and what an answer is."""

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

import msgspec

from nostro.model.entities import NAME_PROPERTIES, WEAK_NAME_PROPERTIES, Entity

__all__ = ["Evidence", "Explain", "FoundIdentifier", "Match", "Query", "TextMatch", "to_query"]

_MAX_NAMES = 50


class Evidence(msgspec.Struct, frozen=True, kw_only=True):
    """One row of the score: what of the query met what of the candidate, and what it gave."""

    feature: str
    query: str
    candidate: str
    score: float
    weight: float


# The rows of evidence of a match, and where its words stand in the query.
Explain = Callable[[], tuple[list[Evidence], tuple[int, int]]]


class Match:
    """A listed party that a query may mean.

    `name` is the list's name that scored, `weak` says that the list marks it as a weak alias;
    `match` is true at or above the threshold asked. Evidence is put together when it is first
    asked for: most matches of a batch are only counted.
    """

    __slots__ = (
        "_explain", "_explained", "caption", "datasets", "entity_id", "match", "name",
        "programmes", "schema", "score", "weak",
    )  # fmt: skip

    def __init__(
        self, *, entity_id: str, caption: str, schema: str, datasets: list[str], score: float,
        match: bool, name: str, weak: bool, programmes: list[str], explain: Explain,
    ) -> None:  # fmt: skip
        self.entity_id = entity_id
        self.caption = caption
        self.schema = schema
        self.datasets = datasets
        self.score = score
        self.match = match
        self.name = name
        self.weak = weak
        self.programmes = programmes
        self._explain = explain
        self._explained: tuple[list[Evidence], tuple[int, int]] | None = None

    @property
    def evidence(self) -> list[Evidence]:
        """The rows of the score: the name, word by word, then what stands beside it."""
        return self._explanation()[0]

    @property
    def query_span(self) -> tuple[int, int]:
        """Where the matched words stand in the query's name, half-open; (0, 0) where a code alone
        matched.
        """
        return self._explanation()[1]

    def to_dict(self) -> dict[str, Any]:
        """The JSON of the command line and the API."""
        fields = ("entity_id", "caption", "schema", "datasets", "score", "match")
        record = {field: getattr(self, field) for field in fields}
        return {**record, "evidence": msgspec.to_builtins(self.evidence)}

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Match):
            return NotImplemented
        return (self.to_dict(), self.name, self.weak) == (other.to_dict(), other.name, other.weak)

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        return f"Match({self.entity_id!r}, {self.caption!r}, {self.score})"

    def _explanation(self) -> tuple[list[Evidence], tuple[int, int]]:
        if self._explained is None:
            self._explained = self._explain()
        return self._explained


class FoundIdentifier(NamedTuple):
    """A listed code: whose it is, of which kind, and as the list writes it."""

    entity_id: str
    kind: str
    value: str


class TextMatch(msgspec.Struct, frozen=True, kw_only=True):
    """A listed name in running text; `span` marks it, half-open, in characters."""

    entity_id: str
    name: str
    span: tuple[int, int]
    score: float
    weak: bool


class Query(msgspec.Struct, kw_only=True, gc=False):
    """A question in one shape, whatever it was given as."""

    names: list[str]
    schema: str | None = None
    birth_dates: list[str] = []
    countries: list[str] = []
    identifiers: list[str] = []


def to_query(value: str | Mapping[str, Any] | Entity | Any) -> Query:
    """A query from a name, a mapping, a FollowTheMoney entity or a proxy of one.

    Unknown keys of a mapping are passed over. Raises TypeError for anything else.
    """
    if isinstance(value, str):
        return Query(names=[value])
    if not isinstance(value, Mapping | Entity) and not hasattr(value, "to_dict"):
        raise TypeError(f"a query is a name, a mapping or an entity, not {type(value).__name__}")
    if not isinstance(value, Mapping) or "properties" in value:
        return _of_entity(Entity.from_any(value))
    return Query(
        names=_texts(value, "name", "names")[:_MAX_NAMES],
        schema=next(iter(_texts(value, "schema")), None),
        birth_dates=_texts(value, "birth_date", "birthDate"),
        countries=_texts(value, "country", "nationality"),
        identifiers=_texts(value, "identifiers", "identifier"),
    )


def _of_entity(entity: Entity) -> Query:
    names = [v for prop in (*NAME_PROPERTIES, *WEAK_NAME_PROPERTIES) for v in entity.get(prop)]
    return Query(
        names=(names or [entity.name()])[:_MAX_NAMES],
        schema=entity.schema,
        birth_dates=entity.get("birthDate"),
        countries=[*entity.get("country"), *entity.get("nationality")],
        identifiers=[
            value
            for prop, values in entity.properties.items()
            if prop.endswith(("Number", "Code", "Bic")) or prop == "publicKey"
            for value in values
        ],
    )


def _texts(value: Mapping[str, Any], *keys: str) -> list[str]:
    found: list[str] = []
    for key in keys:
        given = value.get(key)
        if isinstance(given, list | tuple | set):
            found += [str(item) for item in given if item not in (None, "")]
        elif given not in (None, ""):
            found.append(str(given))
    return found
