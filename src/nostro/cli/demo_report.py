"""The demonstration's records gathered into a report; nothing is judged here."""

from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import msgspec

from nostro._version import __version__
from nostro.announcements.drafts import reconcile_record
from nostro.cases.report import (
    Check,
    Draft,
    InputFile,
    ListVersion,
    LookBack,
    LookBackTarget,
    OwnershipLink,
    Report,
    ScreeningSummary,
)
from nostro.cases.report import OwnershipAnswer as ReportedOwnership
from nostro.cli.demo_stages import (
    ANNOUNCED,
    DAY_AFTER,
    DAY_BEFORE,
    Announced,
    DemoRun,
    LookedBack,
)
from nostro.linking.drafts import ResolvedDraft
from nostro.lists.versions import Version
from nostro.model.ids import file_hash
from nostro.model.payments import Payment
from nostro.ownership import OwnershipAnswer
from nostro.sample import SAMPLE
from nostro.screening import load_policy

__all__ = ["build_report"]


def build_report(run: DemoRun, checks: list[Check]) -> Report:
    """Everything the run computed, as one report."""
    payments = {item.payment_id: item for item in run.items if isinstance(item, Payment)}
    shown = _shown_ids(run)
    days = [payment.booked_at.date() for payment in payments.values()]
    reconciliation = reconcile_record(run.announced.record)
    return Report(
        title="Payments between Russia and North Korea: the bundled sample",
        engine_version=__version__,
        policy_hash=load_policy().hash,
        payments_from=min(days, default=None),
        payments_to=max(days, default=None),
        designated_on=ANNOUNCED,
        lists=[_list_version(version) for version in run.versions],
        announcement=run.announced.record,
        reconciliation=Check(
            name="Drafts and stated counts",
            passed=reconciliation.reconciles,
            detail=reconciliation.describe(),
        ),
        drafts=[_draft(item) for item in run.announced.change.drafts],
        screening=_summary(run),
        alerts=run.screened.alerts,
        look_back=_look_back(run.announced, run.looked_back),
        ownership=[_ownership(answer) for answer in run.ownership],
        findings=[msgspec.to_builtins(finding) for finding in run.findings],
        payments={key: payment for key, payment in payments.items() if key in shown},
        originals=run.originals,
        problems=run.problems,
        checks=checks,
        inputs=list(_inputs()),
    )


def _shown_ids(run: DemoRun) -> set[str]:
    alerts = [*run.screened.alerts, *run.looked_back.announced]
    found = {payment_id for finding in run.findings for payment_id in finding.payment_ids}
    return found | {alert.payment_id for alert in alerts}


def _list_version(version: Version) -> ListVersion:
    return ListVersion(
        source=version.source,
        title=version.title,
        published=version.published,
        entities=version.parties,
        content_hash=version.content_hash,
        age_days=(DAY_AFTER - version.published).days,
    )


def _draft(item: ResolvedDraft) -> Draft:
    return Draft(
        draft_id=item.draft.entity.id,
        name=item.draft.entity.name(),
        schema=item.draft.entity.schema,
        state="change" if item.entity_id else "new",
        existing_id=item.entity_id,
        adds=_adds(item) if item.entity_id else [],
    )


def _adds(item: ResolvedDraft) -> list[str]:
    return [f"{prop} {value}" for prop, values in item.adds.items() for value in values]


def _summary(run: DemoRun) -> ScreeningSummary:
    payments = sum(isinstance(item, Payment) for item in run.items)
    return ScreeningSummary(
        messages=len(run.items) + len(run.problems),
        payments=payments,
        notices=len(run.items) - payments,
        problems=len(run.problems),
        decisions=dict(Counter(line.decision for line in run.screened.lines)),
    )


def _look_back(announced: Announced, looked_back: LookedBack) -> LookBack:
    return LookBack(
        change=f"the announcement of {ANNOUNCED}, against the lists of {DAY_BEFORE}",
        alerts=looked_back.announced,
        targets=[
            LookBackTarget(
                entity_id=item.entity_id or item.draft.entity.id,
                name=item.draft.entity.name(),
                already_hit=looked_back.known.get(item.entity_id or "", 0),
                change=", ".join(_adds(item)) if item.entity_id else "new designation",
            )
            for item in announced.change.drafts
        ],
    )


def _ownership(answer: OwnershipAnswer) -> ReportedOwnership:
    return ReportedOwnership(
        entity_id=answer.entity_id,
        caption=answer.caption,
        blocked=answer.blocked,
        share_percent=float(answer.share_percent),
        regime=answer.regime,
        as_of=answer.as_of,
        chain=[
            OwnershipLink(
                owner_id=step.owner,
                owner=step.owner_caption,
                asset_id=step.asset,
                asset=step.asset_caption,
                percentage=float(step.percentage),
                owner_listed=step.owner_listed,
            )
            for step in answer.chain
        ],
    )


def _inputs() -> Iterable[InputFile]:
    for path in sorted(SAMPLE.rglob("*")):
        if path.is_file() and path.suffix not in {".py", ".pyc"} and "messages" not in path.parts:
            name = path.relative_to(SAMPLE).as_posix()
            yield InputFile(name=name, content_hash=file_hash(Path(path)))
