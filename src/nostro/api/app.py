"""The application: routes over one watchlist, which is opened again when the lists change."""

from typing import Annotated, Any

import msgspec
from fastapi import Body, FastAPI, HTTPException, Query, Request, Response

from nostro._version import __version__
from nostro.api.records import MatchRequest, result
from nostro.matching import Match
from nostro.model.entities import ListedParty, listed_parties
from nostro.model.errors import UsageError, WorkspaceError
from nostro.model.problems import Problem
from nostro.model.settings import Workspace
from nostro.payments import read_messages
from nostro.screening import Screener, load_policy
from nostro.screening.kept_payments import KeptPayments
from nostro.screening.watchlist import Watchlist, open_watchlist

__all__ = ["create_app"]

_BODY_LIMIT_BYTES = 10_000_000
Limit = Annotated[int, Query(ge=1, le=500)]
Threshold = Annotated[float, Query(ge=0.0, le=1.0)]


class _Service:
    """The watchlist in force and what is made from it, renewed when a list is imported."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._watchlist: Watchlist | None = None
        self._screeners: dict[str | None, Screener] = {}
        self._parties: dict[str, ListedParty] = {}
        self._earlier: KeptPayments | None = None

    def watchlist(self) -> Watchlist:
        try:
            fresh = open_watchlist(self._workspace)
        except WorkspaceError as error:
            raise HTTPException(503, str(error)) from error
        if self._watchlist is None or fresh.versions != self._watchlist.versions:
            self._watchlist = fresh
            self._parties = {p.entity.id: p for p in listed_parties(fresh.entities)}
            self._screeners = {}
        return self._watchlist

    def screener(self, entity: str | None) -> Screener:
        watchlist = self.watchlist()
        if entity not in self._screeners:
            try:
                policy = load_policy().for_entity(entity)
            except UsageError as error:
                raise HTTPException(400, str(error)) from error
            self._screeners[entity] = Screener(
                watchlist.index, policy, watchlist.versions, self.earlier()
            )
        return self._screeners[entity]

    def earlier(self) -> KeptPayments:
        """The payments screened before, for whichever legal entity, list version and run."""
        if self._earlier is None:
            self._earlier = KeptPayments(self._workspace.earlier)
        return self._earlier

    def party(self, entity_id: str) -> ListedParty:
        self.watchlist()
        if entity_id not in self._parties:
            raise HTTPException(404, f"no entity {entity_id}")
        return self._parties[entity_id]

    def match(
        self, dataset: str, queries: list[dict[str, Any]], limit: int, threshold: float
    ) -> list[list[dict[str, Any]]]:
        watchlist = self.watchlist()
        if dataset not in {"default", *watchlist.versions}:
            raise HTTPException(404, f"no dataset {dataset}; see /catalog")
        found = watchlist.index.match(queries, limit=None, threshold=threshold)
        return [
            [result(hit, self.party(hit.entity_id)) for hit in hits if _within(hit, dataset)][
                :limit
            ]
            for hits in found
        ]


def _within(hit: Match, dataset: str) -> bool:
    return dataset == "default" or dataset in hit.datasets


def create_app(workspace: Workspace) -> FastAPI:
    """The API over a workspace. It answers 503 until the workspace holds a list."""
    app = FastAPI(title="nostro", version=__version__)
    service = _Service(workspace)
    _add_matching(app, service)
    _add_catalogue(app, service)
    _add_screening(app, service)
    return app


def _add_matching(app: FastAPI, service: _Service) -> None:
    @app.post("/match/{dataset}")
    def match(
        dataset: str,
        request: Annotated[MatchRequest, Body()],
        limit: Limit = 5,
        threshold: Threshold = 0.7,
    ) -> dict[str, Any]:
        """Match many entities at once."""
        asked = list(request.queries.items())
        queries = [query.to_query() for _, query in asked]
        found = service.match(dataset, queries, limit, threshold)
        return {
            "responses": {
                key: {
                    "status": 200,
                    "results": results,
                    "total": {"value": len(results), "relation": "eq"},
                    "query": query.model_dump(by_alias=True),
                }
                for (key, query), results in zip(asked, found, strict=True)
            },
            "limit": limit,
        }

    @app.get("/search/{dataset}")
    def search(
        dataset: str, q: str, limit: Limit = 10, threshold: Threshold = 0.5
    ) -> dict[str, Any]:
        """Look for a name."""
        results = service.match(dataset, [{"name": q}], limit, threshold)[0]
        total = {"value": len(results), "relation": "eq"}
        return {"results": results, "total": total, "limit": limit, "offset": 0}

    @app.get("/entities/{entity_id}")
    def entity(entity_id: str) -> dict[str, Any]:
        """One listed party with its sanctions and addresses."""
        party = service.party(entity_id)
        nested = {
            "sanctions": [sanction.to_dict() for sanction in party.sanctions],
            "addressEntity": [address.to_dict() for address in party.addresses],
        }
        body = party.entity.to_dict()
        return {**body, "properties": {**body["properties"], **nested}}


def _add_catalogue(app: FastAPI, service: _Service) -> None:
    @app.get("/healthz")
    def healthz() -> dict[str, str]:
        """The process answers."""
        return {"status": "ok"}

    @app.get("/readyz")
    def readyz() -> dict[str, str]:
        """The lists are loaded."""
        service.watchlist()
        return {"status": "ok"}

    @app.get("/version")
    def version() -> dict[str, str]:
        """The version of the program."""
        return {"version": __version__}

    @app.get("/catalog")
    def catalog() -> dict[str, Any]:
        """The datasets and their versions."""
        names = service.watchlist().versions
        return {
            "datasets": [{"name": name, "version": version} for name, version in names.items()],
            "current": list(names),
        }

    @app.get("/algorithms")
    def algorithms() -> dict[str, Any]:
        """How names are scored."""
        name = {"name": "nostro", "description": "The engine of this program; see docs/matching.md"}
        return {"algorithms": [name], "best": "nostro", "default": "nostro"}

    @app.get("/lists")
    def lists() -> list[dict[str, Any]]:
        """The list versions in force."""
        return [msgspec.to_builtins(version) for version in service.watchlist().in_force]


def _add_screening(app: FastAPI, service: _Service) -> None:
    @app.post("/screen")
    async def screen(request: Request, entity: str | None = None) -> Response:
        """Screen one payment message as it is, XML or FIN, in the body, for a legal entity.

        Its payments are compared with those screened before, and kept to compare later ones with.
        """
        body = await _read_body(request)
        items = list(read_messages(body, source="request"))
        try:
            screener = service.screener(entity)
            screened = [screener.screen(item) for item in items if not isinstance(item, Problem)]
        except WorkspaceError as error:
            raise HTTPException(503, str(error)) from error
        answer = {
            "decisions": [item.line for item in screened],
            "alerts": [alert for item in screened for alert in item.alerts],
            "problems": [item for item in items if isinstance(item, Problem)],
        }
        status = 200 if screened else 422
        return Response(
            msgspec.json.encode(answer), status_code=status, media_type="application/json"
        )


async def _read_body(request: Request) -> bytes:
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > _BODY_LIMIT_BYTES:
            raise HTTPException(413, "a message has 10 MB at most; screen batches with the program")
    return bytes(body)
