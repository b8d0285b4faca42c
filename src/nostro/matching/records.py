"""What a question is and what an answer is."""

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

import msgspec

from nostro.model.entities import NAME_PROPERTIES, WEAK_NAME_PROPERTIES, Entity

__all__ = [
    "COUNTRY_PROPERTIES", "Evidence", "Explain", "FoundIdentifier", "Match", "Query", "TextMatch",
    "Verdict", "to_query",
]  # fmt: skip

# The properties that say which country a party is of.
COUNTRY_PROPERTIES = (
    "country", "nationality", "citizenship", "jurisdiction", "mainCountry", "flag",
)  # fmt: skip
# Of each field of a query so many values are read.
_MOST_VALUES = 50


class Evidence(msgspec.Struct, frozen=True, kw_only=True):
    """One row of the score: what of the query met what of the candidate, and what it gave.

    `weight` of the row of the name is its share of the score, of a word its bits, of a feature
    what it added to the score or took from it; the score is that of the name times its weight
    plus the weights of the features. Rows for information alone weigh 0.
    """

    feature: str
    query: str
    candidate: str
    score: float
    weight: float


# The rows of evidence of a match, and where its words stand in the query.
Explain = Callable[[], tuple[list[Evidence], tuple[int, int]]]
# What would change a match, and what else is to be known of it.
Verdict = Callable[[], list[Evidence]]


class Match:
    """A listed party that a query may mean.

    `name` is the list's name that scored, `weak` says that the list marks it as a weak alias;
    `match` is true at or above the threshold asked. Evidence and verdict are put together when
    they are first asked for: most matches of a batch are only counted.
    """

    __slots__ = (
        "_explain", "_explained", "_judge", "_verdict", "caption", "datasets", "entity_id",
        "match", "name", "programmes", "schema", "score", "weak",
    )  # fmt: skip

    def __init__(
        self, *, entity_id: str, caption: str, schema: str, datasets: list[str], score: float,
        match: bool, name: str, weak: bool, programmes: list[str], explain: Explain,
        judge: Verdict,
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
        self._judge = judge
        self._verdict: list[Evidence] | None = None

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

    @property
    def verdict(self) -> list[Evidence]:
        """What would change the verdict, a row each: without a word of the query, with a birth
        date, a country or another field that the query does not give. For an entry of OFAC's lists
        also the Treasury's own score.
        """
        if self._verdict is None:
            self._verdict = self._judge()
        return self._verdict

    def to_dict(self) -> dict[str, Any]:
        """The JSON of the command line and the API; its evidence ends with the verdict."""
        rows = [*self.evidence, *self.verdict]
        return {**self._facts(), "evidence": msgspec.to_builtins(rows)}

    def _facts(self) -> dict[str, Any]:
        fields = ("entity_id", "caption", "schema", "datasets", "score", "match")
        return {field: getattr(self, field) for field in fields}

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Match):
            return NotImplemented
        mine, theirs = (
            (match._facts(), match.evidence, match.name, match.weak)  # noqa: SLF001  # of one class
            for match in (self, other)
        )
        return mine == theirs

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
    addresses: list[str] = []
    genders: list[str] = []


def to_query(value: str | Mapping[str, Any] | Entity | Any) -> Query:
    """A query from a name, a mapping, a FollowTheMoney entity or a proxy of one; or one itself.

    A mapping may have codes under FollowTheMoney's names as well (`imoNumber`). Unknown keys are
    passed over. Raises TypeError for anything else.
    """
    if isinstance(value, str):
        return Query(names=[value])
    if isinstance(value, Query):
        return value
    if not isinstance(value, Mapping | Entity) and not hasattr(value, "to_dict"):
        raise TypeError(f"a query is a name, a mapping or an entity, not {type(value).__name__}")
    if not isinstance(value, Mapping) or "properties" in value:
        return _of_entity(Entity.from_any(value))
    return Query(
        names=_texts(value, "name", "names"),
        schema=next(iter(_texts(value, "schema")), None),
        birth_dates=_texts(value, "birth_date", "birthDate"),
        countries=_texts(value, *COUNTRY_PROPERTIES),
        identifiers=_texts(value, "identifiers", "identifier", *filter(_is_of_a_code, value)),
        addresses=_texts(value, "address", "addresses"),
        genders=_texts(value, "gender"),
    )


def _of_entity(entity: Entity) -> Query:
    names = [v for prop in (*NAME_PROPERTIES, *WEAK_NAME_PROPERTIES) for v in entity.get(prop)]
    return Query(
        names=(names or [entity.name()])[:_MOST_VALUES],
        schema=entity.schema,
        birth_dates=entity.get("birthDate")[:_MOST_VALUES],
        countries=[v for prop in COUNTRY_PROPERTIES for v in entity.get(prop)][:_MOST_VALUES],
        identifiers=[
            value
            for prop, values in entity.properties.items()
            if _is_of_a_code(prop)
            for value in values
        ][:_MOST_VALUES],
        addresses=entity.get("address")[:_MOST_VALUES],
        genders=entity.get("gender")[:_MOST_VALUES],
    )


def _is_of_a_code(prop: object) -> bool:
    """Whether a property of FollowTheMoney holds codes."""
    return isinstance(prop, str) and (
        (prop.endswith(("Number", "Code", "Bic")) and prop != "postalCode")
        or prop in {"publicKey", "iban"}
    )


def _texts(value: Mapping[str, Any], *keys: str) -> list[str]:
    found: list[str] = []
    for key in keys:
        given = value.get(key)
        given = list(given.values()) if isinstance(given, Mapping) else given
        if isinstance(given, list | tuple | set):
            found += [str(item) for item in given if item not in (None, "")]
        elif given not in (None, ""):
            found.append(str(given))
    return found[:_MOST_VALUES]
