"""What a report is made of: records of other parts, gathered, and what a run says of itself.

A `Report` holds everything that is shown; writing it looks nothing up and computes no new
judgement, so the same report gives the same bytes.
"""

from datetime import date
from typing import Any, Literal

import msgspec

from nostro.model.alerts import Alert, Decision
from nostro.model.payments import Payment
from nostro.model.problems import Problem

__all__ = [
    "Check",
    "Draft",
    "InputFile",
    "ListVersion",
    "LookBack",
    "LookBackTarget",
    "Original",
    "OwnershipAnswer",
    "OwnershipLink",
    "Report",
    "ScreeningSummary",
]


class ListVersion(msgspec.Struct, frozen=True, kw_only=True):
    """One version of a list that the run used. `age_days` is its age on the day of the run."""

    source: str
    title: str
    published: date
    entities: int
    content_hash: str
    age_days: int | None = None


class Check(msgspec.Struct, frozen=True, kw_only=True):
    """Something that a run asserts about itself, and what it saw."""

    name: str
    passed: bool
    detail: str = ""


class Draft(msgspec.Struct, frozen=True, kw_only=True):
    """A target of an announcement as a draft: a new entry, or a change to a listed one.

    `existing_id` is the listed entry's id where `state` is `change`; `adds` says in words what
    the draft adds (`alias CMRBank`, `programme DPRK3`).
    """

    draft_id: str
    name: str
    schema: str
    state: Literal["new", "change"]
    existing_id: str | None = None
    adds: list[str] = []


class ScreeningSummary(msgspec.Struct, frozen=True, kw_only=True):
    """What was read and decided. `decisions` counts messages, passes included; `reasons` counts
    alerts, where a report holds only the strongest of them.
    """

    messages: int = 0
    payments: int = 0
    notices: int = 0
    problems: int = 0
    decisions: dict[Decision, int] = {}
    reasons: dict[str, int] = {}


class LookBackTarget(msgspec.Struct, frozen=True, kw_only=True):
    """One changed entry. `already_hit` counts alerts that stood before the change.

    `change` says in words what the change added.
    """

    entity_id: str
    name: str
    already_hit: int
    change: str


class LookBack(msgspec.Struct, frozen=True, kw_only=True):
    """What a change newly hits in past payments; `change` names it (`us_ofac_sdn, A to B`)."""

    change: str
    alerts: list[Alert] = []
    targets: list[LookBackTarget] = []


class OwnershipLink(msgspec.Struct, frozen=True, kw_only=True):
    """An owner's share in an asset, in percent where it is known."""

    owner_id: str
    owner: str
    asset_id: str
    asset: str
    percentage: float | None = None
    owner_listed: bool = False


class OwnershipAnswer(msgspec.Struct, frozen=True, kw_only=True):
    """Whether an entity is blocked through its owners, by which regime's rule, and how."""

    entity_id: str
    caption: str
    blocked: bool
    share_percent: float | None
    regime: str
    as_of: date
    chain: list[OwnershipLink] = []


class InputFile(msgspec.Struct, frozen=True, kw_only=True):
    """A file that the run read, by name and SHA-256."""

    name: str
    content_hash: str


class Original(msgspec.Struct, frozen=True, kw_only=True):
    """A message as it was given, and in its text what an alert speaks of.

    `format` is that of the text; of a payments table (`row`) it is the cells of the row, one a
    line. `marks` are half-open, in characters of `text`; none where what was found is that nothing
    stands there. `cut` says that only what stands around the marks is kept of a long message.
    """

    payment_id: str
    source: str
    location: str
    format: Literal["xml", "fin", "row"]
    text: str
    marks: list[tuple[int, int]] = []
    cut: bool = False


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """All that one report shows.

    `announcement` and `findings` have the shapes of `nostro announce` and `nostro network scan`.
    `payments` holds, by payment id, those that alerts and findings name: dates, amounts and the
    drawings come from it; `scanned` is false where no network scan was made. `originals` holds, by
    alert id, the message of an alert as it was given, and behind it those of its related payments.
    `designated_on` is the day that the timeline marks.
    """

    title: str
    engine_version: str
    policy_hash: str
    payments_from: date | None = None
    payments_to: date | None = None
    designated_on: date | None = None
    lists: list[ListVersion] = []
    announcement: dict[str, Any] | None = None
    reconciliation: Check | None = None
    drafts: list[Draft] = []
    screening: ScreeningSummary = ScreeningSummary()
    alerts: list[Alert] = []
    look_back: LookBack | None = None
    ownership: list[OwnershipAnswer] = []
    findings: list[dict[str, Any]] = []
    scanned: bool = True
    payments: dict[str, Payment] = {}
    originals: dict[str, list[Original]] = {}
    problems: list[Problem] = []
    checks: list[Check] = []
    inputs: list[InputFile] = []
