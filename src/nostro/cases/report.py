"""The report: one HTML file that tells a reader what was found, and how to check it.

It opens without network and runs no script: a content security policy forbids both. The same
`Report` gives the same bytes.
"""

from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from nostro.cases import report_alerts, report_excerpts, report_text, report_views
from nostro.cases.report_network import draw_ownership, draw_payments, party_name
from nostro.cases.report_records import (
    Check,
    Draft,
    InputFile,
    ListVersion,
    LookBack,
    LookBackTarget,
    Original,
    OwnershipAnswer,
    OwnershipLink,
    Report,
    ScreeningSummary,
)
from nostro.cases.report_timeline import draw_timeline

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
    "render_report",
    "write_report",
]


def write_report(report: Report, path: Path) -> None:
    """Write the report as one HTML file. Raises OSError where the file cannot be written."""
    path.write_bytes(render_report(report).encode())


def render_report(report: Report) -> str:
    """The report as one HTML document."""
    reasons = report_alerts.reasons(report)
    return (
        _templates()
        .get_template("report.html.j2")
        .render(
            report=report,
            verdict=report_views.verdict(report),
            figures=report_views.figures(report),
            reasons=reasons,
            alert_total=sum(reason.number for reason in reasons),
            groups=report_alerts.alert_groups(report.alerts, report),
            newly=report_alerts.alert_groups(
                report.look_back.alerts if report.look_back else [], report
            ),
            most_alerts=report_alerts.MOST_ALERTS,
            targets=report_views.targets(report),
            owners=[(answer, draw_ownership(answer)) for answer in report.ownership],
            cards=report_views.finding_cards(report),
            network=draw_payments(report),
            timeline=draw_timeline(report_views.lanes(report), report_views.events(report)),
        )
    )


@cache
def _templates() -> Environment:
    """Templates that escape every value and show its hidden characters, wherever it stands."""
    templates = Environment(
        loader=PackageLoader("nostro.cases"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_finalize,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    templates.filters |= {
        "amount": report_text.amount,
        "cell": report_views.cell,
        "counted": report_text.count,
        "counts": report_text.counts,
        "day": report_text.day,
        "field_words": report_text.field_words,
        "joined": report_text.joined,
        "excerpts": report_excerpts.excerpts,
        "names": report_text.names,
        "pieces": report_views.pieces,
    }
    templates.globals |= {
        "day_range": report_text.day_range,
        "marked": report_text.marked,
        "most_open": report_alerts.MOST_OPEN,
        "party_name": party_name,
    }
    return templates


def _finalize(value: Any) -> Any:
    plain = isinstance(value, str) and not isinstance(value, Markup)
    return report_text.visible(value) if plain else value
