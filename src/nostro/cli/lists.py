"""`nostro lists`: import list files, compare and export their versions.

`lists_status.py` shows and accepts versions, `lists_pull.py` downloads them, `lists_links.py` says
what is one party.
"""

import sys
from pathlib import Path
from typing import Annotated, Any

import typer

from nostro.cli.options import (
    AsOf,
    FormatOption,
    KnownAt,
    Published,
    WorkspaceOption,
    exit_with,
    now,
    parse_day,
    parse_time,
    workspace_of,
)
from nostro.cli.output import Format, json_line, print_rows, say, say_problems, write_lines
from nostro.model.errors import NostroError, UsageError

__all__ = [
    "commands",
    "compile_index",
    "diff",
    "export",
    "import_lists",
    "print_versions",
    "register",
    "store_of",
    "tell_import",
    "version_row",
]

commands = typer.Typer(help="Sanctions lists: versions, their ages, what changed between them.")


def register(app: typer.Typer) -> None:
    """Add the commands to the program."""
    app.add_typer(commands, name="lists", no_args_is_help=True)


@commands.command("import")
def import_lists(
    paths: Annotated[list[Path], typer.Argument(help="List files, or folders of them.")],
    source: Annotated[
        str | None,
        typer.Option(
            metavar="ID", help="The list, where its files do not tell (see docs/lists.md)."
        ),
    ] = None,
    published: Published = None,
    partial: Annotated[
        bool, typer.Option("--partial", help="Accept a set of files that is incomplete.")
    ] = False,
    workspace: WorkspaceOption = None,
    output: FormatOption = "table",
) -> None:
    """Add list files to the workspace; each list becomes one immutable version.

    nostro lists import downloads/ofac/ --published 2024-09-20

    nostro lists import sdn.csv add.csv alt.csv consolidated.xml
    """
    place = workspace_of(workspace)
    result = store_of(place).import_files(
        paths,
        imported_at=now(),
        source=source,
        published=parse_day(published, "--published"),
        partial=partial,
    )
    tell_import(result, place, output)


def store_of(place: Any) -> Any:
    """The lists of a workspace, checked by its settings."""
    from nostro.lists.settings import read_settings
    from nostro.lists.versions import VersionStore

    return VersionStore(place.lists, read_settings(place.root))


def tell_import(result: Any, place: Any, output: Format) -> None:
    """Say what an import did, and end the command with its status."""
    say_problems(result.problems)
    if result.refused and not result.versions:
        raise result.refused[0] if len(result.refused) == 1 else _all_refused(result.refused)
    for error in result.refused:
        say(f"refused: {error}")
    compile_index(place)
    for version in result.unchanged:
        say(f"{version.source} {version.version_id} is here already, from the same bytes")
    print_versions(result.versions, output)
    exit_with(problems=bool(result.problems or result.refused))


def print_versions(versions: list[Any], output: Format) -> None:
    """Versions that were imported, pulled or accepted."""
    print_rows(
        [version_row(version) for version in versions],
        output,
        columns={
            "list": lambda row: row["source"],
            "version": lambda row: row["version_id"],
            "published": lambda row: row["published"],
            "entities": lambda row: f"{row['parties']:,}",
        },
        empty="nothing new",
    )


def _all_refused(refused: list[NostroError]) -> NostroError:
    return NostroError("; ".join(str(error) for error in refused))


def compile_index(place: Any) -> None:
    """Build the index now, so that the first question does not wait for it."""
    from nostro.screening.watchlist import open_watchlist

    _ = open_watchlist(place).index


def version_row(version: Any) -> dict[str, Any]:
    """A version as a record of the command line."""
    return {
        "source": version.source,
        "version_id": version.version_id,
        "published": str(version.published),
        "imported_at": version.imported_at.isoformat(),
        "parties": version.parties,
        "counts": version.counts,
    }


@commands.command("diff")
def diff(
    source: Annotated[str, typer.Argument(help="The list, e.g. us_ofac_sdn.")],
    before: Annotated[
        str | None, typer.Argument(metavar="A", help="A version or its date; the last but one.")
    ] = None,
    after: Annotated[
        str | None, typer.Argument(metavar="B", help="A version or its date; the last one.")
    ] = None,
    delta_out: Annotated[
        Path | None,
        typer.Option(
            "--delta-out",
            metavar="F",
            help="Write the whole change as entities, a line each: those that leave, that come.",
        ),
    ] = None,
    workspace: WorkspaceOption = None,
    output: FormatOption = "table",
) -> None:
    """What changed between two versions of a list.

    nostro lists diff us_ofac_sdn 2024-09-18 2024-09-20 --format jsonl
    """
    from nostro.lists.changes import count_changes
    from nostro.lists.changes import diff as changes_between
    from nostro.lists.deltas import delta

    store = store_of(workspace_of(workspace))
    versions = store.versions(source)
    if not (before and after) and len(versions) < 2:
        raise UsageError(f"{source} has {len(versions)} version(s) here; a diff takes two")
    old = store.find(source, before) if before else versions[-2]
    new = store.find(source, after) if after else versions[-1]
    changes = changes_between(store.entities(old), store.entities(new))
    if delta_out:
        _write_delta(delta(store.entities(old), store.entities(new)), delta_out)
    print_rows(
        changes,
        output,
        columns={
            "change": lambda change: change.change,
            "entry": lambda change: change.entity_id,
            "caption": lambda change: change.caption,
            "fields": _fields,
        },
        empty=f"{source}: {old.version_id} and {new.version_id} say the same.",
    )
    if changes:
        say(_counted(count_changes(changes)))


def _write_delta(change: Any, path: Path) -> None:
    lines = [{"removed": entity.to_dict()} for entity in change.removed]
    lines += [{"added": entity.to_dict()} for entity in change.added]
    write_lines(lines, path)


def _counted(counts: Any) -> str:
    text = f"{counts.added:,} added, {counts.removed:,} removed, {counts.changed:,} changed"
    if counts.moved:
        text += (
            f", {counts.moved:,} of these under a new id; "
            f"by id {counts.added_ids:,} added, {counts.removed_ids:,} removed"
        )
    return text


def _fields(change: Any) -> str:
    if change.change != "changed":
        return ""
    return "; ".join(
        " ".join(
            [f"{prop}:"]
            + [f"+{value}" for value in delta["added"]]
            + [f"-{value}" for value in delta["removed"]]
        )
        for prop, delta in change.fields.items()
    )


@commands.command("export")
def export(as_of: AsOf = None, known_at: KnownAt = None, workspace: WorkspaceOption = None) -> None:
    """FollowTheMoney entities to standard output, one a line.

    Listed parties have a `canonical_id` beside their id, which `nostro lists links` gives.

    nostro lists export --as-of 2024-09-18 > lists.ftm.json
    """
    from nostro.linking.parties import PartyStore
    from nostro.screening.watchlist import open_watchlist

    place = workspace_of(workspace)
    canonical = PartyStore(place.links).canonical()
    watchlist = open_watchlist(
        place,
        as_of=parse_day(as_of, "--as-of"),
        known_at=parse_time(known_at, "--known-at"),
    )
    for entity in watchlist.entities:
        whole = entity.to_dict()
        if entity.target:
            whole["canonical_id"] = canonical.get(entity.id, entity.id)
        sys.stdout.buffer.write(json_line(whole))
    sys.stdout.flush()
