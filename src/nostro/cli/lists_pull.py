"""`nostro lists pull`: the lists from their publishers."""

import random
import tempfile
import time
from pathlib import Path
from typing import Annotated, Any
from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass

import typer

from nostro.cli.lists import commands, store_of, tell_import
from nostro.cli.options import FormatOption, WorkspaceOption, now, workspace_of
from nostro.cli.output import say

__all__ = ["pull", "register"]


def register(_: typer.Typer) -> None:
    """Add the command to `nostro lists`."""
    commands.command("pull")(pull)


def pull(
    sources: Annotated[
        list[str] | None,
        typer.Argument(metavar="[ID]...", help="Lists; all that have an address."),
    ] = None,
    workspace: WorkspaceOption = None,
    output: FormatOption = "table",
) -> None:
    """Download the publishers' files where they changed, and import them.

    `settings.yaml` in the workspace may name other addresses; see docs/lists.md.

    nostro lists pull

    nostro lists pull us_ofac_sdn un_sc_sanctions
    """
    from nostro.lists.pull import Puller, pullable
    from nostro.lists.settings import read_settings
    from nostro.lists.versions import ImportResult

    place = workspace_of(workspace)
    settings = read_settings(place.root)
    whole = ImportResult()
    with tempfile.TemporaryDirectory(prefix="nostro-pull-") as scratch:
        puller = Puller(
            store_of(place), settings, _fetcher(), place.lists / ".pulled", Path(scratch)
        )
        for source in dict.fromkeys(sources or pullable(settings)):
            say(f"{source}: asking its publisher")
            result = puller.pull(source, imported_at=now())
            for field in ("versions", "unchanged", "problems", "refused"):
                getattr(whole, field).extend(getattr(result, field))
    tell_import(whole, place, output)


def _fetcher() -> Any:
    from nostro.lists.fetch import Fetcher

    return Fetcher(
        clock=time.monotonic,
        now=now,
        sleep=time.sleep,
        chance=random.Random(),  # noqa: S311  # it spreads clients, it keeps no secret
        say=say,
        proxy=_proxy,
    )


def _proxy(url: str) -> str | None:
    """The proxy that the environment names for an address."""
    parts = urlsplit(url)
    if not parts.hostname or proxy_bypass(parts.hostname):
        return None
    return getproxies().get(parts.scheme)
