"""`nostro lists links`, `link` and `unlink`: which entries of several lists are one party."""

from collections.abc import Iterator
from typing import Annotated, Any, Literal

import typer

from nostro.cli.lists import commands
from nostro.cli.options import By, FormatOption, WorkspaceOption, now, who, workspace_of
from nostro.cli.output import print_rows, say
from nostro.model.errors import UsageError

__all__ = ["link", "links", "register", "unlink"]

First = Annotated[str, typer.Argument(metavar="A", help="An entry, e.g. ofac-22488.")]
Second = Annotated[str, typer.Argument(metavar="B", help="Another entry.")]
Reason = Annotated[str, typer.Option("--reason", metavar="TEXT", help="Why.")]


def register(_: typer.Typer) -> None:
    """Add the commands to `nostro lists`."""
    for command in (links, link, unlink):
        commands.command(command.__name__)(command)


def links(workspace: WorkspaceOption = None, output: FormatOption = "table") -> None:
    """Look for entries of different lists that are one party, and give each party one id.

    A suggestion holds until a person breaks it; what people decided holds for ever.

    nostro lists links --format jsonl
    """
    from nostro.linking.parties import PartyStore
    from nostro.linking.same_party import suggest_links, suggest_moves
    from nostro.screening.watchlist import open_watchlist

    place = workspace_of(workspace)
    watchlist = open_watchlist(place)
    store = PartyStore(place.links)
    moves = [link for pair in _last_two(place) for link in suggest_moves(*pair)]
    store.suggest([*moves, *suggest_links(watchlist.listed_entities)])
    canonical = store.update(_lists(watchlist))
    print_rows(
        _rows(store, canonical, watchlist),
        output,
        columns={
            "entry": lambda row: row["first"],
            "and": lambda row: row["second"],
            "caption": lambda row: row["caption"],
            "state": lambda row: row["state"],
            "score": lambda row: "" if row["score"] is None else f"{row['score']:.2f}",
            "evidence": lambda row: "; ".join(row["evidence"]),
        },
        empty="No entry of one list is suggested to be one of another.",
    )


def link(
    first: First, second: Second, reason: Reason, by: By = None, workspace: WorkspaceOption = None
) -> None:
    """Say that two entries are one party.

    nostro lists link ofac-22488 un-110334 --reason "same registration number"
    """
    _decide("link", first, second, reason, by, workspace)


def unlink(
    first: First, second: Second, reason: Reason, by: By = None, workspace: WorkspaceOption = None
) -> None:
    """Say that two entries are not one party.

    nostro lists unlink ofac-22488 un-110334 --reason "another bank of that name"
    """
    _decide("unlink", first, second, reason, by, workspace)


def _decide(
    decision: Literal["link", "unlink"],
    first: str,
    second: str,
    reason: str,
    by: str | None,
    workspace: Any,
) -> None:
    from nostro.linking.parties import LinkDecision, PartyStore
    from nostro.screening.watchlist import open_watchlist

    place = workspace_of(workspace)
    watchlist = open_watchlist(place)
    for entry in (first, second):
        if entry not in watchlist.listed:
            raise UsageError(f"no entry {entry} on the lists in force")
    if first == second or not reason.strip():
        raise UsageError("two different entries are needed, and a reason")
    store = PartyStore(place.links)
    store.decide(
        LinkDecision(
            decision=decision, first=first, second=second, by=who(by), at=now(), reason=reason
        )
    )
    canonical = store.update(_lists(watchlist))
    say(f"{first} is {canonical[first]}, {second} is {canonical[second]}")


def _last_two(place: Any) -> Iterator[tuple[Any, Any]]:
    """The entities of the version in force of each list, after those of the one before."""
    from nostro.lists.versions import VersionStore

    store = VersionStore(place.lists)
    for source in store.sources():
        versions = store.versions(source)
        if len(versions) > 1:
            yield store.entities(versions[-2]), store.entities(versions[-1])


def _lists(watchlist: Any) -> dict[str, str]:
    return {key: party.entity.datasets[0] for key, party in watchlist.listed.items()}


def _rows(store: Any, canonical: dict[str, str], watchlist: Any) -> list[dict[str, Any]]:
    """Suggestions, best first, and the decisions, each pair once."""
    decided = {frozenset((d.first, d.second)): d for d in store.decisions()}
    suggested = {frozenset((s.first, s.second)): s for s in store.suggestions()}
    rows = []
    for pair in [*suggested, *(pair for pair in decided if pair not in suggested)]:
        first, second = sorted(pair)
        decision, suggestion = decided.get(pair), suggested.get(pair)
        party = watchlist.listed.get(first) or watchlist.listed.get(second)
        state = {"link": "confirmed", "unlink": "broken"}[decision.decision] if decision else None
        one = canonical.get(first) == canonical.get(second)
        rows.append(
            {
                "first": first,
                "second": second,
                "caption": party.entity.name() if party else "",
                "canonical_id": canonical.get(first) if one else None,
                "state": state or ("suggested" if one else "left out"),
                "score": suggestion.score if suggestion else None,
                "evidence": suggestion.evidence if suggestion else [],
                "decision": decision,
            }
        )
    return rows
