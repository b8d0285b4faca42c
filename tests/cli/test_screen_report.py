"""The report of a screening: all counted, the strongest kept with their records."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from nostro.cases.report_alerts import MOST_ALERTS
from nostro.cli.screen import ItemReader
from nostro.cli.screen_report import ReportWriter
from nostro.lists.versions import Version
from nostro.model.alerts import Alert, DecisionLine
from nostro.model.payments import Payment
from nostro.payments.table import write_table
from nostro.screening import Screened, load_policy


class NoLists:
    """What a report asks of a watchlist."""

    in_force: list[Version] = []  # noqa: RUF012  # nothing writes to it


def payment(number: int) -> Payment:
    return Payment(
        payment_id=f"P-{number}", booked_at=datetime(2024, 9, 1 + number % 9, tzinfo=UTC),
        amount_minor=1, currency="EUR", debtor_name="Ann", creditor_name="Kim Chol",
    )  # fmt: skip


def screened(item: Payment, number: int, related: list[str]) -> Screened:
    alert = Alert(
        alert_id=f"a-{number}", payment_id=item.payment_id, source=item.source,
        field="creditor_name", text="Kim Chol", span=(0, 8), entity_id="e", caption="KIM Chol",
        datasets=[], programmes=[], score=0.9, reason="stripping" if related else "name",
        evidence=[], related_payment_ids=related, list_versions={}, policy_hash="",
        engine_version="", decision="review",
    )  # fmt: skip
    line = DecisionLine(
        payment_id=item.payment_id, source=item.source, decision="review", alert_ids=["a"]
    )
    return Screened(line, [alert])


def report_on(folder: Path, count: int, related: Any = lambda _: []) -> str:
    table = folder / "table.csv"
    write_table((payment(number) for number in range(count)), table)
    reader = ItemReader([table])
    writer = ReportWriter([table])
    for number, item in enumerate(writer.passing(reader)):
        assert isinstance(item, Payment)
        writer.add(screened(item, number, related(number)))
    watchlist: Any = NoLists()
    writer.write(folder / "new" / "report.html", reader, load_policy(), watchlist)
    return (folder / "new" / "report.html").read_text(encoding="utf-8")


def test_all_alerts_are_counted_and_the_strongest_shown(tmp_path: Path) -> None:
    said = report_on(tmp_path, 1_200)
    assert f"The {MOST_ALERTS} strongest of 1,200 alerts" in said
    assert "Of 1,200 messages, 1,200 are to be reviewed" in said
    assert "Screening of table.csv" in said
    assert "network scan" not in said
    assert "payments of 1 Sep to 9 Sep 2024" in " ".join(said.split())
    assert said.count('<pre class="original">') >= MOST_ALERTS


def test_an_earlier_payment_is_read_again_to_stand_beside_its_later_one(tmp_path: Path) -> None:
    said = report_on(tmp_path, 3, lambda number: ["P-0"] if number == 2 else [])
    assert "The earlier row, P-0" in said


def test_a_report_of_nothing(tmp_path: Path) -> None:
    assert "No alert" in report_on(tmp_path, 0)
