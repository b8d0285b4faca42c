"""`nostro announce` and `nostro drafts`: announcements as structured designations."""

import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import msgspec
import typer

from nostro.cli.options import FormatOption, WorkspaceOption, parse_day, workspace_of
from nostro.cli.output import json_line, print_rows, say
from nostro.model.entities import listed_parties
from nostro.model.errors import InputError, UsageError, WorkspaceError
from nostro.model.settings import Workspace

if TYPE_CHECKING:
    from nostro.announcements import Announcement

__all__ = [
    "accept",
    "announce",
    "announcement_record",
    "keep_drafts",
    "list_drafts",
    "read_file",
    "register",
    "reject",
]

drafts = typer.Typer(help="Draft designations from announcements, and what was decided on them.")
_TEXT_LIMIT_BYTES = 10_000_000


def register(app: typer.Typer) -> None:
    """Add the commands to the program."""
    app.command("announce")(announce)
    app.add_typer(drafts, name="drafts", no_args_is_help=True)


def read_file(path: Path, published: date) -> tuple[str, "Announcement"]:
    """The text of a file and what it announces. Raises InputError where it is no text."""
    from nostro.announcements import read_announcement

    try:
        if path.stat().st_size > _TEXT_LIMIT_BYTES:
            raise InputError(path, "larger than 10 MB; an announcement is a text of some pages")
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise InputError(path, error.strerror or str(error)) from error
    except UnicodeDecodeError as error:
        raise InputError(path, "not a UTF-8 text; save the announcement as plain text") from error
    return text, read_announcement(text, published=published)


def announce(
    file: Annotated[Path, typer.Argument(help="The text of a press release or an article.")],
    published: Annotated[str, typer.Option(metavar="DATE", help="The day it was published.")],
    record: Annotated[
        bool, typer.Option("--record", help="Put its draft designations on record.")
    ] = False,
    workspace: WorkspaceOption = None,
    output: FormatOption = "table",
) -> None:
    """A press release or article as structured designations.

    Where the workspace holds lists, each target names the entry it means; where the text names
    no target, `entries` are those that the list of those days says it means.

    nostro announce release.txt --published 2024-09-19 --format json
    """
    day = parse_day(published, "--published")
    if day is None:
        raise UsageError("--published takes a day such as 2024-09-19")
    text, announcement = read_file(file, day)
    place = workspace_of(workspace)
    body = announcement_record(announcement, text, day, place)
    if record:
        keep_drafts(place, announcement, text, day)
    if output == "json":
        sys.stdout.buffer.write(msgspec.json.format(json_line(body)) + b"\n")
    elif output == "jsonl":
        sys.stdout.buffer.write(json_line(body))
    else:
        _print(body)


def announcement_record(
    announcement: "Announcement", text: str, day: date, place: Workspace
) -> dict[str, Any]:
    """The announcement as JSON, with the entries of the workspace's lists that it means."""
    from nostro.lists.versions import VersionStore
    from nostro.screening.change import announced_change
    from nostro.screening.watchlist import open_watchlist

    body = announcement.to_dict()
    try:
        watchlist = open_watchlist(place, as_of=day)
    except WorkspaceError:
        return body
    linked = {
        draft.draft.entity.name(): draft.entity_id
        for draft in announced_change(announcement, text, watchlist).drafts
    }
    for action in body["actions"]:
        for target in action["targets"]:
            target["entity_id"] = linked.get(target["name"]) or target["entity_id"]
        if action["scope"] == "this" and action["verb"] == "designate" and not action["targets"]:
            _name_entries(action, body["places"], day, VersionStore(place.lists))
    return body


def _name_entries(action: dict[str, Any], places: list[Any], day: date, store: Any) -> None:
    from nostro.linking.meant import entries_meant

    meant = entries_meant(
        store,
        authority=action["authority"],
        day=date.fromisoformat(action["date"]) if action["date"] else day,
        counts=action["counts"] or {},
        places=[place if isinstance(place, str) else place["name"] for place in places],
    )
    action["entries"] = msgspec.to_builtins(meant)


def keep_drafts(place: Workspace, announcement: "Announcement", text: str, day: date) -> None:
    """Put the drafts of an announcement on record in the workspace."""
    from nostro.announcements.drafts import draft_entities
    from nostro.linking.draft_store import DraftStore

    entities = draft_entities(announcement, text)
    if not entities:
        say("The text designates nobody by name, so there is no draft to keep.")
        return
    kept = DraftStore(place.drafts).keep(entities[0].datasets[0], day.isoformat(), entities)
    say(f"{len(kept.status)} drafts on record as {kept.dataset}; see `nostro drafts list`")


def _print(body: dict[str, Any]) -> None:
    rows = [
        {**action, "target": target}
        for action in body["actions"]
        for target in action["targets"] or [None]
    ]
    print_rows(
        rows,
        "table",
        columns={
            "action": lambda row: f"{row['verb']} ({row['scope']})",
            "authority": lambda row: row["authority"],
            "date": lambda row: row["date"],
            "stated": lambda row: _stated(row["counts"]),
            "hedged": lambda row: "yes" if row["hedged"] else "",
            "target": lambda row: row["target"]["name"] if row["target"] else "(none named)",
            "kind": lambda row: row["target"]["schema"] if row["target"] else "",
            "entry": lambda row: row["target"]["entity_id"] if row["target"] else "",
            "also": lambda row: ", ".join(row["target"]["aliases"]) if row["target"] else "",
        },
        empty="The text announces nothing.",
    )
    for action in body["actions"]:
        if entries := action.get("entries"):
            _print_entries(entries)


def _print_entries(meant: dict[str, Any]) -> None:
    verdict = "which is what the text counts" if meant["reconciles"] else "unlike the text's count"
    say(
        f"{meant['source']} changed between {meant['before']} and {meant['after']} by "
        f"{_stated(meant['counts'])}, {verdict}:"
    )
    print_rows(
        meant["entries"],
        "table",
        columns={
            "entry": lambda entry: entry["entity_id"],
            "listed as": lambda entry: entry["caption"],
            "kind": lambda entry: entry["schema"],
            "change": lambda entry: entry["change"],
            "programmes": lambda entry: ", ".join(entry["programmes"]),
            "in": lambda entry: ", ".join(entry["countries"]),
        },
        empty="",
    )


def _stated(counts: dict[str, int] | None) -> str:
    from nostro.announcements.drafts import spell_counts

    return spell_counts(counts) if counts else ""


@drafts.command("list")
def list_drafts(workspace: WorkspaceOption = None, output: FormatOption = "table") -> None:
    """The drafts on record and what was decided on them.

    nostro drafts list
    """
    from nostro.linking.draft_store import DraftStore

    rows = [
        {
            "draft_id": party.entity.id,
            "caption": party.entity.name(),
            "schema": party.entity.schema,
            "status": record.status[party.entity.id],
            "dataset": record.dataset,
            "programmes": party.programmes,
        }
        for record in DraftStore(workspace_of(workspace).drafts).records()
        for party in listed_parties(record.entities)
    ]
    print_rows(
        rows,
        output,
        columns={
            "draft": lambda row: row["draft_id"],
            "name": lambda row: row["caption"],
            "kind": lambda row: row["schema"],
            "status": lambda row: row["status"],
            "announcement": lambda row: row["dataset"],
            "programmes": lambda row: ", ".join(row["programmes"]),
        },
        empty="No draft on record; `nostro announce FILE --published DATE --record` adds some.",
    )


@drafts.command("accept")
def accept(
    ids: Annotated[list[str], typer.Argument(help="Drafts, by id.")],
    workspace: WorkspaceOption = None,
) -> None:
    """Screen against these drafts from now on; they lead to a review at most.

    nostro drafts accept draft-1a2b3c4d-1
    """
    _decide(ids, "accepted", workspace)


@drafts.command("reject")
def reject(
    ids: Annotated[list[str], typer.Argument(help="Drafts, by id.")],
    workspace: WorkspaceOption = None,
) -> None:
    """Never screen against these drafts.

    nostro drafts reject draft-1a2b3c4d-1
    """
    _decide(ids, "rejected", workspace)


def _decide(ids: list[str], status: Any, workspace: Path | None) -> None:
    from nostro.linking.draft_store import DraftStore

    store = DraftStore(workspace_of(workspace).drafts)
    for draft_id in ids:
        store.decide(draft_id, status)
        say(f"{draft_id} {status}")
