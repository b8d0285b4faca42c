"""`nostro demo`: the whole job on the bundled sample."""

import shutil
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, TypeVar

import typer

from nostro.cli.options import WorkspaceOption, workspace_of
from nostro.cli.output import errors, print_rows, say, write_lines
from nostro.model.errors import NostroError
from nostro.model.settings import Workspace

if TYPE_CHECKING:
    from nostro.cases.report import Check
    from nostro.cli.demo_stages import DemoRun

__all__ = ["demo", "register"]

Found = TypeVar("Found")
_STAGES = 9


def register(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command("demo")(demo)


class _Progress:
    """Says what came of each stage and how long it took."""

    def __init__(self) -> None:
        self._done = 0
        self._began = time.perf_counter()

    def run(self, title: str, stage: Callable[[], Found], tell: Callable[[Found], str]) -> Found:
        self._done += 1
        began = time.perf_counter()
        with errors.status(f"{self._done}/{_STAGES}  {title} ..."):
            found = stage()
        took = time.perf_counter() - began
        say(f"{self._done}/{_STAGES}  {title:<13} {took:5.1f} s   {tell(found)}")
        return found

    def total_seconds(self) -> float:
        return time.perf_counter() - self._began


def demo(
    out: Annotated[
        Path, typer.Option("--out", metavar="DIR", help="Where the report and records go.")
    ] = Path("nostro-demo"),
    workspace: WorkspaceOption = None,
) -> None:
    """The whole job on the bundled sample: lists, announcement, payments, report.

    Everything runs on this machine, without network. The workspace stays usable afterwards for
    match, screen and lookback.

    nostro demo --out nostro-demo
    """
    from nostro.cli.demo_checks import check_run

    out.mkdir(parents=True, exist_ok=True)
    progress = _Progress()
    run = _run_stages(workspace_of(workspace), out, progress)
    checks = check_run(run)
    progress.run("report", lambda: _write(run, checks, out), str)
    _finish(checks, out, workspace, progress.total_seconds())


def _run_stages(place: Workspace, out: Path, progress: _Progress) -> "DemoRun":
    from nostro.cli import demo_stages as stages

    versions = progress.run("lists", lambda: stages.import_lists(place), _tell_lists)
    announced = progress.run("announcement", lambda: stages.announce(place), _tell_announced)
    ownership = progress.run("ownership", lambda: stages.own(place), _tell_ownership)
    items, problems = progress.run(
        "payments", lambda: stages.read_items(out), lambda read: _tell_items(*read)
    )
    screened = progress.run("screening", lambda: stages.screen_all(place, items), _tell_screened)
    looked_back = progress.run(
        "look-back",
        lambda: stages.look_back_twice(place, announced.change, items),
        _tell_looked_back,
    )
    findings = progress.run("network", lambda: stages.scan_network(place, items), _tell_findings)
    originals = progress.run(
        "originals", lambda: stages.in_originals(screened, looked_back, items), _tell_originals
    )
    return stages.DemoRun(
        versions=versions,
        announced=announced,
        ownership=ownership,
        items=items,
        problems=problems,
        screened=screened,
        looked_back=looked_back,
        findings=findings,
        originals=originals,
    )


def _write(run: "DemoRun", checks: list["Check"], out: Path) -> str:
    from nostro.cases.report import write_report
    from nostro.cli.demo_report import build_report

    write_report(build_report(run, checks), out / "report.html")
    records: dict[str, Iterable[Any]] = {
        "announcement": [run.announced.record],
        "ownership": run.ownership,
        "decisions": run.screened.lines,
        "alerts": run.screened.alerts,
        "lookback": run.looked_back.announced,
        "lookback-list": run.looked_back.listed,
        "findings": run.findings,
        "problems": run.problems,
        "checks": checks,
    }
    for name, lines in records.items():
        write_lines(lines, out / f"{name}.jsonl")
    return f"{out / 'report.html'} and {len(records)} files of JSON lines"


def _finish(checks: list["Check"], out: Path, workspace: Path | None, seconds: float) -> None:
    print_rows(
        checks,
        "table",
        columns={
            "check": lambda check: check.name,
            "": lambda check: "ok" if check.passed else "FAILED",
            "what the run saw": lambda check: check.detail,
        },
        empty="",
    )
    failed = [check.name for check in checks if not check.passed]
    if failed:
        raise NostroError(f"the demo's own checks failed: {'; '.join(failed)}")
    program = "nostro" if shutil.which("nostro") else sys.argv[0]
    say(f"Done in {seconds:.0f} s. Open {out / 'report.html'} in a browser, then try:")
    place = f" --workspace {workspace}" if workspace else ""
    say(f'  {program} match "Korea Kwangson Banking Corp"{place}')
    say(f"  {program} screen {out / 'payments.parquet'}{place}")
    say(f"  {program} lists diff us_ofac_sdn{place}")


def _tell_lists(versions: list[Any]) -> str:
    return ", ".join(f"{v.source} of {v.published} ({v.parties} parties)" for v in versions)


def _tell_announced(announced: Any) -> str:
    states = Counter(draft.state for draft in announced.change.drafts)
    return f"{states['new']} new targets, {states['change']} that a list holds already"


def _tell_ownership(answers: list[Any]) -> str:
    blocked = sum(answer.blocked for answer in answers)
    return f"{blocked} of {len(answers)} companies with listed owners are blocked through them"


def _tell_items(items: list[Any], problems: list[Any]) -> str:
    return f"{len(items):,} read, {len(problems)} problems"


def _tell_screened(screened: Any) -> str:
    counts = Counter(line.decision for line in screened.lines)
    told = ", ".join(f"{counts[kind]:,} {kind}" for kind in ("block", "review", "pass"))
    return f"{len(screened.alerts)} alerts: {told}"


def _tell_looked_back(looked_back: Any) -> str:
    payments = len({alert.payment_id for alert in looked_back.announced})
    return f"the announcement newly hits {payments} past payments"


def _tell_findings(findings: list[Any]) -> str:
    return f"{len(findings)} findings" + (f"; {findings[0].explanation}" if findings else "")


def _tell_originals(originals: dict[str, list[Any]]) -> str:
    marked = sum(any(one.marks for one in found) for found in originals.values())
    return f"the words of {marked:,} of {len(originals):,} alerts marked in the message as given"
