"""`nostro ownership` and `nostro network`: who is blocked through whom, and how money moved."""

from pathlib import Path
from typing import Annotated, Any, Literal

import typer

from nostro.cli.options import (
    FormatOption,
    WorkspaceOption,
    exit_with,
    now,
    parse_day,
    workspace_of,
)
from nostro.cli.output import print_rows, say
from nostro.cli.screen import ItemReader
from nostro.model.entities import Entity, read_entities, write_entities
from nostro.model.errors import UsageError, WorkspaceError
from nostro.model.money import format_minor
from nostro.model.payments import Payment
from nostro.model.settings import Workspace
from nostro.ownership.rules import NEAR_POINTS

__all__ = ["FINDING_COLUMNS", "ownership", "register", "scan"]

network = typer.Typer(help="How money moved for listed parties.")

FINDING_COLUMNS = {
    "score": lambda finding: f"{finding.score:.2f}",
    "typology": lambda finding: finding.typology,
    "amount": lambda finding: (
        f"{format_minor(finding.amount_minor, finding.currency)} {finding.currency}"
    ),
    "from": lambda finding: f"{finding.first_at:%Y-%m-%d}",
    "to": lambda finding: f"{finding.last_at:%Y-%m-%d}",
    "payments": lambda finding: len(finding.payment_ids),
    "explanation": lambda finding: finding.explanation,
}


def register(app: typer.Typer) -> None:
    """Add the commands to the program."""
    app.command("ownership")(ownership)
    app.add_typer(network, name="network", no_args_is_help=True)


def ownership(
    entities: Annotated[
        list[Path], typer.Argument(help="FollowTheMoney files with companies and Ownership links.")
    ],
    regime: Annotated[
        Literal["ofac", "eu", "uk"], typer.Option(help="Whose ownership rule.")
    ] = "ofac",
    as_of: Annotated[
        str | None, typer.Option("--as-of", metavar="DATE", help="Owners as of a day; today.")
    ] = None,
    record: Annotated[
        bool,
        typer.Option(
            "--record", help="Screen against those blocked only through owners from now on."
        ),
    ] = False,
    near: Annotated[
        int,
        typer.Option(
            "--near",
            metavar="POINTS",
            min=0,
            max=50,
            help="With --record: review those so many points below the rule.",
        ),
    ] = NEAR_POINTS,
    workspace: WorkspaceOption = None,
    output: FormatOption = "table",
) -> None:
    """Who is blocked through ownership, with the chain that shows it.

    nostro ownership companies.ftm.json --regime ofac
    """
    from nostro.ownership import derived_entities, solve
    from nostro.screening.owners import blocking_owners, sanctioned
    from nostro.screening.watchlist import open_watchlist

    place = workspace_of(workspace)
    given = [entity for path in entities for entity in read_entities(path)]
    try:
        listed = open_watchlist(place).listed_entities
    except WorkspaceError:
        listed = []
    blocked = blocking_owners(listed, regime) | sanctioned(given)
    day = parse_day(as_of, "--as-of") or now().date()
    told = {entity.id for entity in given}
    everyone = [*given, *(entity for entity in listed if entity.id not in told)]
    answers = solve(everyone, blocked, regime=regime, as_of=day)
    if record:
        _keep_derived(place, derived_entities(answers, everyone, near=near), regime)
    print_rows(
        answers,
        output,
        columns={
            "blocked": lambda answer: "yes" if answer.blocked else "no",
            "share": lambda answer: f"{answer.share_percent} %",
            "entity": lambda answer: answer.entity_id,
            "name": lambda answer: answer.caption,
            "through": lambda answer: "; ".join(_step(step) for step in answer.chain),
        },
        empty="No company here has a blocked owner.",
    )


def _step(step: Any) -> str:
    return f"{step.owner_caption} holds {step.percentage} % of {step.asset_caption}"


def _keep_derived(place: Workspace, derived: list[Entity], regime: str) -> None:
    place.derived.mkdir(parents=True, exist_ok=True)
    path = place.derived / f"ownership-{regime}.ftm.json"
    fresh = path.with_suffix(".new")
    write_entities(derived, fresh)
    fresh.replace(path)
    say(f"{len(derived)} derived records kept; `nostro screen` uses them from now on")


@network.command("scan")
def scan(
    payments: Annotated[list[Path], typer.Argument(help="Messages and tables: files, folders.")],
    accounts: Annotated[
        Path | None, typer.Option(metavar="F", help="A table that ties accounts to holders.")
    ] = None,
    entities: Annotated[
        Path | None,
        typer.Option(metavar="F", help="FollowTheMoney entities instead of the workspace's lists."),
    ] = None,
    corridor: Annotated[
        str | None, typer.Option(metavar="RU:KP", help="Only findings that touch both countries.")
    ] = None,
    accounts_out: Annotated[
        Path | None, typer.Option(metavar="F", help="Write account, score, typologies as CSV.")
    ] = None,
    fail_on_hit: Annotated[
        bool, typer.Option("--fail-on-hit", help="Exit with 10 where there is a finding.")
    ] = False,
    workspace: WorkspaceOption = None,
    output: FormatOption = "table",
) -> None:
    """Findings: chains of payments that move value for listed parties.

    nostro network scan payments.parquet --corridor RU:KP --format jsonl
    """
    from nostro.network import scan as find
    from nostro.payments.records import read_records
    from nostro.screening.watchlist import open_watchlist

    between = _corridor(corridor)
    reader = ItemReader(payments)
    moved = [item for item in reader if isinstance(item, Payment)]
    problems = reader.finish()
    known = (
        list(read_entities(entities))
        if entities
        else open_watchlist(workspace_of(workspace)).entities
    )
    holders = list(read_records(accounts)) if accounts else None
    findings = list(find(moved, holders, known, corridor=between))
    if accounts_out:
        _write_accounts(findings, accounts_out)
    print_rows(
        findings,
        output,
        columns=FINDING_COLUMNS,
        empty=f"Nothing found in {reader.describe()}.",
    )
    exit_with(problems=problems, hit=fail_on_hit and bool(findings))


def _corridor(text: str | None) -> tuple[str, str] | None:
    if text is None:
        return None
    start, colon, end = text.upper().partition(":")
    if not colon or len(start) != 2 or len(end) != 2:
        raise UsageError(f"--corridor takes two countries such as RU:KP, not {text!r}")
    return start, end


def _write_accounts(findings: list[Any], path: Path) -> None:
    from nostro.payments.records import write_records

    scores: dict[str, float] = {}
    typologies: dict[str, set[str]] = {}
    for finding in findings:
        for account in finding.accounts:
            scores[account] = max(scores.get(account, 0.0), finding.score)
            typologies.setdefault(account, set()).add(finding.typology)
    rows = [
        {"account": account, "score": score, "typologies": ";".join(sorted(typologies[account]))}
        for account, score in sorted(scores.items(), key=lambda item: (-item[1], item[0]))
    ]
    write_records(rows, path, columns=("account", "score", "typologies"))
