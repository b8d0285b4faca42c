"""`nostro doctor`, `nostro bench`, `nostro serve`."""

import importlib.metadata
import platform
import subprocess
import sys
from pathlib import Path
from typing import Annotated, Any

import typer

from nostro._version import __version__
from nostro.cli.options import FormatOption, WorkspaceOption, now, workspace_of
from nostro.cli.output import print_rows, say
from nostro.model.errors import NostroError, UsageError, WorkspaceError

__all__ = ["bench", "doctor", "register", "serve"]

_PARTS = ("lxml", "msgspec", "polars", "rapidfuzz", "rich", "typer", "jinja2", "pyyaml")


def register(app: typer.Typer) -> None:
    """Add the commands to the program."""
    app.command("doctor")(doctor)
    app.command("bench")(bench)
    app.command("serve")(serve)


def doctor(workspace: WorkspaceOption = None, output: FormatOption = "table") -> None:
    """What is installed, which lists are loaded, and how old they are.

    nostro doctor
    """
    rows = [*_installed(), *_workspace_rows(workspace)]
    print_rows(
        rows,
        output,
        columns={
            "check": lambda row: row["check"],
            "state": lambda row: row["state"],
            "detail": lambda row: row["detail"],
        },
        empty="",
    )
    if any(row["state"] == "damaged" for row in rows):
        raise NostroError("something is damaged; import the list again from its publisher's files")


def _row(check: str, state: str, detail: str) -> dict[str, str]:
    return {"check": check, "state": state, "detail": detail}


def _installed() -> list[dict[str, str]]:
    rows = [
        _row("nostro", "ok", __version__),
        _row("python", "ok", f"{platform.python_version()} on {platform.system()}"),
    ]
    for part in (*_PARTS, "fastapi"):
        try:
            rows.append(_row(part, "ok", importlib.metadata.version(part)))
        except importlib.metadata.PackageNotFoundError:
            optional = part == "fastapi"
            hint = (
                "`nostro serve` needs it: pip install 'nostro[server]'" if optional else "missing"
            )
            rows.append(_row(part, "absent" if optional else "damaged", hint))
    return rows


def _workspace_rows(workspace: Path | None) -> list[dict[str, str]]:
    from nostro.linking.draft_store import DraftStore
    from nostro.lists.settings import read_settings
    from nostro.lists.versions import VersionStore

    place = workspace_of(workspace)
    store = VersionStore(place.lists)
    rows = [_row("workspace", "ok" if place.root.is_dir() else "absent", str(place.root))]
    settings = read_settings(place.root)
    rows += [
        _version_row(store, version, settings.official(version.source).stale_days)
        for version in store.in_force()
    ]
    if len(rows) == 1:
        rows.append(_row("lists", "absent", "start with `nostro lists import PATH`"))
    records = DraftStore(place.drafts).records()
    waiting = sum(status == "draft" for record in records for status in record.status.values())
    rows.append(_row("drafts", "ok", f"{waiting} wait for a decision"))
    return rows


def _version_row(store: Any, version: Any, stale_days: int) -> dict[str, str]:
    age = (now().date() - version.published).days
    detail = f"{version.version_id}: {version.parties:,} parties, {age} days old"
    try:
        store.verify(version)
    except WorkspaceError as error:
        return _row(version.source, "damaged", str(error))
    return _row(version.source, "stale" if age > stale_days else "ok", detail)


def bench(
    name: Annotated[
        str | None, typer.Argument(help="One benchmark; all of them where none is named.")
    ] = None,
    workspace: WorkspaceOption = None,  # noqa: ARG001  # every command takes it
) -> None:
    """The benchmarks, each beside its peers; from a checkout only.

    nostro bench matching
    """
    folder = Path(__file__).resolve().parents[3] / "benchmarks"
    found = {path.stem: path for path in sorted(folder.glob("*.py"))}
    if not found:
        raise NostroError("the benchmarks are in the source checkout, not in the installed package")
    if name and name not in found:
        raise UsageError(f"no benchmark {name}; there are {', '.join(found)}")
    for stem, path in found.items():
        if name in (None, stem):
            say(f"benchmarks/{stem}.py")
            done = subprocess.run([sys.executable, str(path)], check=False)  # noqa: S603  # ours
            if done.returncode:
                raise NostroError(f"benchmark {stem} failed")


def serve(
    host: Annotated[str, typer.Option(help="The address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=1, max=65535, help="The port.")] = 8000,
    workspace: WorkspaceOption = None,
) -> None:
    """The HTTP API: matching as OpenSanctions clients know it, and screening of messages.

    nostro serve --port 8000
    """
    try:
        import uvicorn

        from nostro.api import create_app
    except ImportError as error:
        raise NostroError("the server is not installed: pip install 'nostro[server]'") from error
    place = workspace_of(workspace)
    uvicorn.run(create_app(place), host=host, port=port, log_level="info")
