"""`nostro lists status` and `accept`: the versions there are, and the ones that were refused."""

from datetime import date, datetime
from typing import Annotated, Any

import typer

from nostro.cli.lists import commands, compile_index, print_versions, store_of, version_row
from nostro.cli.options import (
    AsOf,
    By,
    FormatOption,
    KnownAt,
    WorkspaceOption,
    now,
    parse_day,
    parse_time,
    who,
    workspace_of,
)
from nostro.cli.output import print_rows, say

__all__ = ["accept", "register", "status"]


def register(_: typer.Typer) -> None:
    """Add the commands to `nostro lists`."""
    for command in (status, accept):
        commands.command(command.__name__)(command)


def accept(
    source: Annotated[str, typer.Argument(help="The list, e.g. us_ofac_sdn.")],
    version: Annotated[str, typer.Argument(help="The refused version, or its date.")],
    reason: Annotated[
        str, typer.Option("--reason", metavar="TEXT", help="Why it is right all the same.")
    ],
    by: By = None,
    workspace: WorkspaceOption = None,
    output: FormatOption = "table",
) -> None:
    """Put a version in force that the checks refused; who, when and why is recorded in it.

    nostro lists accept us_ofac_sdn 2024-09-20 --reason "a programme ended, OFAC confirms"
    """
    place = workspace_of(workspace)
    accepted = store_of(place).accept(source, version, by=who(by), at=now(), reason=reason)
    compile_index(place)
    print_versions([accepted], output)


def status(
    as_of: AsOf = None,
    known_at: KnownAt = None,
    workspace: WorkspaceOption = None,
    output: FormatOption = "table",
) -> None:
    """The versions this workspace holds, which are in force, how old they are, which were refused.

    A list whose version in force is older than its publisher's pace is stale.

    nostro lists status

    nostro lists status --known-at 2024-09-20T09:00Z
    """
    day, time = parse_day(as_of, "--as-of"), parse_time(known_at, "--known-at")
    rows = _status_rows(workspace_of(workspace), day, time)
    print_rows(
        rows,
        output,
        columns={
            "list": lambda row: row["source"],
            "published": lambda row: row["published"],
            "age": lambda row: f"{row['age_days']} days",
            "entities": lambda row: f"{row['parties']:,}",
            "state": lambda row: row["state"],
            "version": lambda row: row["version_id"],
            "accepted": lambda row: _accepted(row["accepted"]),
        },
        empty="No list yet; start with `nostro lists import PATH`.",
    )
    for row in rows:
        if row["state"] == "stale":
            age, pace = row["age_days"], row["stale_days"]
            say(f"stale: {row['source']} is {age} days old, its publisher's pace is {pace}")
        elif row["state"] == "refused":
            say(f"refused: {row['source']} {row['version_id']}: {'; '.join(row['refused'])}")


def _status_rows(place: Any, as_of: date | None, known_at: datetime | None) -> list[dict[str, Any]]:
    """All versions, with their states as of a day and a time.

    A version is `in force`, `stale` where it is in force and old, `refused`, or neither.
    """
    from nostro.lists.settings import read_settings

    store, settings = store_of(place), read_settings(place.root)
    today = as_of or (known_at or now()).date()
    in_force = {(v.source, v.version_id) for v in store.in_force(as_of, known_at)}
    rows = []
    for source in store.sources(refused=True):
        stale_days = settings.official(source).stale_days
        for version in [*store.versions(source), *store.refused(source)]:
            if (known_at and version.imported_at > known_at) or version.published > today:
                continue
            age = (today - version.published).days
            current = "stale" if age > stale_days else "in force"
            waiting = version.refused and not version.accepted
            state = "refused" if waiting else ""
            rows.append(
                {
                    **version_row(version),
                    "in_force": (source, version.version_id) in in_force,
                    "age_days": age,
                    "stale_days": stale_days,
                    "state": current if (source, version.version_id) in in_force else state,
                    "refused": version.refused,
                    "accepted": version.accepted,
                }
            )
    return rows


def _accepted(acceptance: Any) -> str:
    if not acceptance:
        return ""
    return f"{acceptance.at:%Y-%m-%d %H:%M} by {acceptance.by}: {acceptance.reason}"
