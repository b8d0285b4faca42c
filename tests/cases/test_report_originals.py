"""The messages of alerts, kept with marks, and how the report shows them."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from nostro.cases.report import Original, Report, render_report
from nostro.cases.report_excerpts import excerpts
from nostro.cases.report_originals import MOST_CHARS, originals_of
from nostro.model.alerts import Alert, Reason
from nostro.model.payments import Notice, Payment
from nostro.payments import read_payments

FIN = """{1:F01DEUTDEFFAXXX0000000000}{2:I103CHASUS33AXXXN}{4:
:20:%s
:32A:240917USD12500,5
:50K:/123
%s
HARBOUR 1
:59:/9
ANNA BAKER
:70:CONTRACT 12 %s
-}
"""
XML = (
    '<Document xmlns="urn:iso:std:iso:20022:tech:xsd:pacs.008.001.08"><FIToFICstmrCdtTrf>{}'
    "</FIToFICstmrCdtTrf></Document>"
)
TRANSFER = (
    "<CdtTrfTxInf><PmtId><TxId>T{n}</TxId></PmtId><IntrBkSttlmAmt Ccy='EUR'>5.00</IntrBkSttlmAmt>"
    "<IntrBkSttlmDt>2024-09-17</IntrBkSttlmDt><Dbtr><Nm>Kai Kai</Nm></Dbtr>"
    "<Cdtr><Nm>{name}</Nm></Cdtr><RmtInf><Ustrd>{text}</Ustrd></RmtInf></CdtTrfTxInf>"
)


def alert(
    item: Payment | Notice, field: str, words: str, number: int = 1, *,
    reason: Reason = "name", related: list[str] | None = None,
) -> Alert:  # fmt: skip
    text = getattr(item, field) or ""
    start = text.index(words)
    return Alert(
        alert_id=f"alert-{number}",
        payment_id=item.payment_id if isinstance(item, Payment) else item.notice_id,
        source=item.source,
        field=field,
        text=text,
        span=(start, start + len(words)),
        entity_id=f"e-{number}",
        caption="Listed",
        datasets=[],
        programmes=[],
        score=1.0,
        reason=reason,
        evidence=[],
        related_payment_ids=related or [],
        list_versions={},
        policy_hash="0",
        engine_version="0",
        decision="block",
    )


def items_of(path: Path) -> list[Payment | Notice]:
    return [item for item in read_payments(path) if isinstance(item, Payment | Notice)]


def marks_of(original: Original) -> list[str]:
    return [original.text[start:end] for start, end in original.marks]


def parsed(page: str) -> Any:
    return html.fromstring(page)


def report_on(alerts: list[Alert], originals: dict[str, list[Original]]) -> str:
    return render_report(
        Report(title="T", engine_version="0", policy_hash="0", alerts=alerts, originals=originals)
    )


def test_words_are_marked_in_the_message_and_only_it_is_kept(tmp_path):
    path = tmp_path / "two.fin"
    path.write_text(FIN % ("A1", "KIM\nCHOL", "X") + FIN % ("A2", "PAK", "Y"), encoding="ascii")
    first, _ = items_of(path)
    given = alert(first, "remittance", "CONTRACT")
    (own,) = originals_of([given], items_of(path))["alert-1"]
    assert (own.format, own.location, own.cut) == ("fin", "message 1", False)
    assert own.text.startswith("{1:")
    assert "PAK" not in own.text
    assert marks_of(own) == ["CONTRACT"]


def test_a_row_is_its_cells(tmp_path):
    row = Payment(
        payment_id="P-1", booked_at=datetime(2024, 9, 17, tzinfo=UTC), amount_minor=5,
        currency="EUR", debtor_name="Kim: Chol", creditor_name="Bar", source="t.parquet",
        intermediary_agents=["CHASUS33", "RFCBRUMM"], location="row 3",
    )  # fmt: skip
    given = alert(row, "debtor_name", "Chol")
    (own,) = originals_of([given], [row], lambda _: tmp_path / "not there")["alert-1"]
    assert own.format == "row"
    assert "debtor_name: Kim: Chol\n" in own.text
    assert "intermediary_agents[1]: RFCBRUMM\n" in own.text
    assert marks_of(own) == ["Chol"]
    page = parsed(report_on([given], {"alert-1": [own]}))
    assert "debtor_name: " in page.xpath("//pre//i/text()")
    assert page.xpath("//pre/mark/text()") == ["Chol"]


def test_a_payment_that_came_again_stands_beside_the_earlier_with_what_differs(tmp_path):
    path = tmp_path / "two.fin"
    path.write_text(FIN % ("A1", "KIM CHOL", "X") + FIN % ("A1", "HARBOUR LTD", "X"))
    earlier, later = items_of(path)
    given = alert(later, "debtor_name", "HARBOUR LTD", reason="stripping", related=["A1"])
    own, before = originals_of([given], [earlier, later])["alert-1"]
    assert own.location == "message 2"
    assert marks_of(own) == ["LTD"]
    assert before.location == "message 1"
    assert marks_of(before) == ["KIM CHOL"]
    page = parsed(report_on([given], {"alert-1": [own, before]}))
    titles = page.xpath("//figcaption/b/text()")
    assert titles == ["The earlier message, A1", "This message as given"]


def test_a_message_is_shown_once_with_the_marks_of_all_its_alerts(tmp_path):
    path = tmp_path / "one.fin"
    path.write_text(FIN % ("A1", "KIM CHOL", "X"))
    (item,) = items_of(path)
    alerts = [
        alert(item, "debtor_name", "KIM CHOL", 1),
        alert(item, "debtor_name", "CHOL", 2),
        alert(item, "remittance", "CONTRACT", 3),
    ]
    page = parsed(report_on(alerts, originals_of(alerts, [item])))
    (text,) = page.xpath("//figure/pre")
    assert ["".join(mark.itertext()) for mark in text.xpath("mark")] == ["KIM ", "CHOL", "CONTRACT"]
    assert text.xpath("sup/text()") == ["1, 2", "3"]


def test_of_a_long_file_the_transaction_is_kept(tmp_path):
    path = tmp_path / "long.xml"
    lines = [TRANSFER.format(n=n, name="Nobody", text="x " * 200) for n in range(100)]
    lines[60] = TRANSFER.format(n=60, name="Kim &amp; Chol", text="to Kim")
    path.write_text(XML.format("".join(lines)))
    item = items_of(path)[60]
    given = alert(item, "creditor_name", "Kim & Chol")
    (own,) = originals_of([given], [item])["alert-1"]
    assert not own.cut
    assert own.text.startswith("<CdtTrfTxInf>")
    assert "T60" in own.text
    assert own.text.count("Nobody") == 0
    assert marks_of(own) == ["Kim &amp; Chol"]
    assert "<mark>Kim &amp;amp; Chol</mark>" in report_on([given], {"alert-1": [own]})


def test_a_huge_message_of_many_lines_is_bounded(tmp_path):
    path = tmp_path / "huge.fin"
    path.write_text(FIN % ("A1", "KIM CHOL", "\n".join(["."] * 100_000) + "\nKIM"))
    (item,) = items_of(path)
    given = [alert(item, "debtor_name", "KIM CHOL", 1), alert(item, "remittance", "KIM", 2)]
    found = originals_of(given, [item])
    assert [marks_of(found[key][0]) for key in ("alert-1", "alert-2")] == [["KIM CHOL"], ["KIM"]]
    assert len(found["alert-1"][0].text) <= MOST_CHARS
    assert found["alert-1"][0].cut
    assert "cut to what stands around the marks" in report_on(given, found)


def test_what_cannot_be_read_has_no_original(tmp_path):
    path = tmp_path / "one.fin"
    path.write_text(FIN % ("A1", "KIM CHOL", "X"))
    (item,) = items_of(path)
    given = alert(item, "debtor_name", "KIM CHOL")
    path.unlink()
    assert originals_of([given], [item]) == {}
    assert originals_of([given], []) == {}


def test_a_missing_name_leaves_nothing_to_be_marked(tmp_path):
    path = tmp_path / "one.fin"
    path.write_text(FIN % ("A1", "KIM CHOL", "X"))
    (item,) = items_of(path)
    given = alert(item, "ultimate_debtor_name", "", reason="completeness")
    (own,) = originals_of([given], [item])["alert-1"]
    assert own.marks == []
    assert "nothing stands there to be marked" in report_on([given], {"alert-1": [own]})


@pytest.mark.parametrize("kind", ["xml", "fin", "row"])
@given(data=st.data())
def test_an_excerpt_says_what_the_original_says(kind, data):
    text = data.draw(st.text(st.sampled_from("<a>/: \n1{}-é"), max_size=60))
    places = st.integers(0, len(text))
    pairs = st.tuples(places, places).map(sorted).filter(lambda pair: pair[0] < pair[1])
    marks = [tuple(pair) for pair in data.draw(st.lists(pairs, max_size=4))] if text else []
    own = Original(payment_id="P", source="s", location="l", format=kind, text=text, marks=marks)
    (shown,) = excerpts([(1, [own]), (2, [])])
    lines = shown.whole or shown.near
    told = "".join(p.text for line in lines for p in line)
    assert told.replace(" ", "") == text.replace("\n", "").replace(" ", "")
    wanted = {at for start, end in marks for at in range(start, end)}
    marked = "".join(p.text for line in lines for p in line if p.kind == "mark")
    if shown.whole:
        assert marked == "".join(text[at] for at in sorted(wanted) if text[at] != "\n")


def test_hostile_text_stays_text():
    text = "<x>\u202eKNAB</x></pre><script>alert(1)</script>:59:{{ 7*7 }}\x00\r\n" * 30
    for kind in ("xml", "fin", "row"):
        own = Original(
            payment_id="P", source="<s>", location="l", format=kind, text=text, marks=[(3, 8)]
        )
        item = Notice(notice_id="P", message_type="MT199", text="KNAB", source="<s>")
        page = report_on([alert(item, "text", "KNAB")], {"alert-1": [own]})
        assert "<script" not in page
        assert "\u202e" not in page
        assert "‹U+202E›KNAB" in page
        assert "{{ 7*7 }}" in page
