"""What the matching API takes and gives: the shapes of the OpenSanctions API."""

from typing import Any

from pydantic import BaseModel, Field

from nostro.matching import Match
from nostro.matching.records import COUNTRY_PROPERTIES
from nostro.model.entities import ListedParty

__all__ = ["MatchRequest", "Query", "result"]

_MOST_QUERIES = 500


class Query(BaseModel):
    """One entity to look for: a FollowTheMoney schema and properties."""

    id: str | None = None
    schema_: str = Field("Thing", alias="schema")
    properties: dict[str, list[str] | str] = Field(default_factory=dict)

    def to_query(self) -> dict[str, Any]:
        """The query as the index takes it."""
        read = {key: [v] if isinstance(v, str) else v for key, v in self.properties.items()}
        names = [n for key in ("name", "alias", "weakAlias") for n in read.get(key, [])]
        codes = [
            value
            for key, values in read.items()
            if key.endswith(("Number", "Code", "Bic")) or key == "publicKey"
            for value in values
        ]
        return {
            "name": names,
            "schema": None if self.schema_ == "Thing" else self.schema_,
            "birth_date": read.get("birthDate", []),
            **{prop: read.get(prop, []) for prop in COUNTRY_PROPERTIES},
            "identifiers": codes,
            "address": read.get("address", []),
            "gender": read.get("gender", []),
        }


class MatchRequest(BaseModel):
    """Many queries by their own keys."""

    queries: dict[str, Query] = Field(max_length=_MOST_QUERIES)


def result(match: Match, party: ListedParty) -> dict[str, Any]:
    """A match with the entity it names, as OpenSanctions clients expect it."""
    entity = party.entity.to_dict()
    return {
        **entity,
        "datasets": match.datasets,
        "target": True,
        "score": match.score,
        "match": match.match,
        "features": {piece.feature: piece.score for piece in match.evidence},
        "evidence": match.to_dict()["evidence"],
        "programmes": party.programmes,
    }
