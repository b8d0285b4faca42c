"""The report: one file, no network, no script, nothing hostile gets through."""

import re
from datetime import date

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree, html

from nostro.cases.report import Report, render_report, write_report
from nostro.cases.report_alerts import MOST_ALERTS
from nostro.model.problems import Problem

EMPTY = Report(title="Nothing at all", engine_version="0.1.0", policy_hash="0" * 64)
HOSTILE = (
    "</td><script>alert('1')</script>\" onload=\"x()\" 'q' & \x00\u202eKNAB\u202c\ud800{{ 7*7 }}"
)
replace = msgspec.structs.replace


def parsed(document):
    return html.fromstring(document)


def words(document):
    return said_in(parsed(document))


def section(document, name):
    found = parsed(document).xpath(f"//section[@id='{name}']")
    return said_in(found[0]) if found else None


def said_in(element):
    return " ".join(" ".join(element.itertext()).split())


def drawings(document):
    return re.findall(r"<svg.*?</svg>", document, re.DOTALL)


@pytest.fixture(scope="session")
def document(sample_report):
    return render_report(sample_report)


def test_the_file_holds_the_document_and_nothing_of_the_moment(sample_report, tmp_path, document):
    for name in ("a.html", "b.html"):
        write_report(sample_report, tmp_path / name)
    first = (tmp_path / "a.html").read_bytes()
    assert first == (tmp_path / "b.html").read_bytes() == document.encode()
    assert first.startswith(b"<!doctype html>")


def test_it_loads_nothing_and_runs_nothing(document):
    tree = parsed(document)
    assert not tree.xpath("//script | //link | //img | //iframe | //object | //*[@src]")
    assert all(link.startswith("#") for link in tree.xpath("//@href"))
    assert "http:" not in document
    assert "https:" not in document
    assert not re.search(r"@import|url\((?!#)", document)
    policy = tree.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0]
    assert "default-src 'none'" in policy
    assert "script-src" not in policy
    assert not [name for node in tree.iter() for name in node.attrib if name.startswith("on")]


def test_every_link_of_the_header_leads_to_a_section(document):
    tree = parsed(document)
    links = [link[1:] for link in tree.xpath("//nav//@href")]
    assert links == tree.xpath("//section/@id")


def test_the_header_says_what_came_of_it(document):
    said = words(document)
    assert "Of 1,482 messages, 5 are to be blocked and 2 are to be reviewed" in said
    assert "the change newly hits 4 past payments" in said
    assert "payments of 1 Jun to 17 Sep 2024" in said


def test_what_is_new_tells_new_entries_from_changes(document):
    said = section(document, "new")
    assert "OFAC designates 5 entities and 1 individual on 19 Sep 2024" in said
    assert said.count("New entry") == 4
    assert "Change to ofac-22488 , listed already" in said
    assert "It says 5 entities and 1 individual" in said
    assert "Moscow" in said


def test_alerts_stand_under_the_one_decision_on_their_message(document):
    said = section(document, "alerts")
    assert said.index("Block 5 messages") < said.index("South Ossetia") < said.index("Review 2")
    assert "12 Jun 2024" in said
    assert "USD 2,400,000.00" in said
    assert "Creditor agent name" in said
    marks = parsed(document).xpath("//section[@id='alerts']//table//mark/text()")
    assert "MRB Bank" in marks
    assert "CMRBank" in marks


def test_evidence_sets_the_words_of_the_payment_against_those_of_the_list(sample_report):
    evidence = [
        {
            "feature": "name_parts",
            "query": "MRB",
            "candidate": "MRB BANK",
            "score": 0.5,
            "weight": 1,
        },
        {"rule": "stripped", "earlier": ["P-1", "P-2"], "gap_hours": None},
    ]
    alert = replace(sample_report.alerts[0], evidence=evidence, related_payment_ids=["P-1"])
    said = section(render_report(replace(sample_report, alerts=[alert])), "alerts")
    assert "Name parts · score 0.50 · weight 1 MRB against MRB BANK" in said
    assert "Evidence · rule stripped · earlier P-1, P-2 · gap hours –" in said
    assert "Related payments: P-1" in said


def test_only_the_strongest_of_many_alerts_are_shown(sample_report):
    alert = sample_report.alerts[0]
    many = [
        replace(alert, alert_id=f"alert-{n}", payment_id=f"P-{n:05}", score=n / 1000)
        for n in range(1000)
    ]
    document = render_report(replace(sample_report, alerts=many))
    said = section(document, "alerts")
    assert f"The {MOST_ALERTS} strongest of 1,000 alerts" in said
    assert "alerts.jsonl" in said
    assert said.count("P-00") == MOST_ALERTS
    assert "P-00999" in said
    assert "P-00799" not in said


def test_look_back_counts_what_is_new_beside_what_was_known(document):
    said = section(document, "look-back")
    assert "TIMER BANK, AO ofac-50610 new entry 2 alerts no alerts" in said
    assert "TSMRBANK, OOO ofac-22488 programmes DPRK3, alias CMRBank 1 alert 14 alerts" in said


def test_drawings_are_well_formed_and_say_in_words_what_colours_say(document):
    found = drawings(document)
    assert len(found) == 4  # owners, two networks, timeline
    for drawing in found:
        assert etree.fromstring(drawing).tag == "svg"
    network = next(drawing for drawing in found if "Stroytreyd" in drawing)
    for tag in ("Newly listed: ofac-50607", "Listed: ofac-15603", "South Ossetia"):
        assert tag in network
    assert "RUB 1,240,000" in network
    timeline = next(drawing for drawing in found if "timeline-title" in drawing)
    assert "Designation, 19 Sep 2024" in timeline


def test_the_strongest_findings_come_first_and_the_rest_is_counted(sample_report):
    finding = sample_report.findings[0]
    many = [{**finding, "finding_id": f"F-{n:03}", "score": n / 100} for n in range(60)]
    said = section(render_report(replace(sample_report, findings=many)), "network")
    assert said.index("F-059") < said.index("F-035")
    assert "F-034" not in said
    assert "The 25 strongest of 60 findings are shown." in said


def test_an_id_is_given_once(document):
    ids = parsed(document).xpath("//@id")
    assert len(ids) == len(set(ids))


def test_provenance_names_versions_and_hashes(sample_report, document):
    said = section(document, "provenance")
    for version in sample_report.lists:
        assert version.content_hash in said
    assert sample_report.policy_hash in said
    assert "nostro 0.1.0" in said
    assert "79 days old" in said


def test_an_empty_report_reads_well():
    document = render_report(EMPTY)
    said = words(document)
    assert "No message was read." in said
    assert "No alert" in said
    assert "No finding" in said
    assert not drawings(document)
    for absent in ("new", "look-back", "ownership", "timeline", "checks", "problems"):
        assert section(document, absent) is None
    links = [link[1:] for link in parsed(document).xpath("//nav//@href")]
    assert links == ["alerts", "network", "provenance"]


def test_a_failed_check_is_said_in_the_verdict(sample_report):
    checks = [replace(sample_report.checks[0], passed=False), *sample_report.checks[1:]]
    said = words(render_report(replace(sample_report, checks=checks)))
    assert "1 check failed." in said
    assert "2 of 3" in said


def test_hostile_text_does_nothing_wherever_it_stands(sample_report):
    filled = msgspec.convert(_poison(msgspec.to_builtins(sample_report)), Report)
    document = render_report(filled)
    tree = parsed(document)
    assert not tree.xpath("//script")
    assert not tree.xpath("//@onload")
    assert not re.search("[\x00\u202a-\u202e\u2066-\u2069\ud800-\udfff]", document)
    assert "‹U+202E›KNAB‹U+202C›‹U+D800›{{ 7*7 }}" in words(document)
    for drawing in drawings(document):
        assert etree.fromstring(drawing).tag == "svg"


def _poison(value, key=""):
    """All free text of a report replaced, ids and words of fixed meaning left as they are."""
    fixed = {
        "decision", "reason", "state", "payment_id", "payment_ids", "booked_at", "published",
        "first_at", "last_at", "as_of", "payments_from", "payments_to", "designated_on",
    }  # fmt: skip
    if isinstance(value, dict):
        return {name: _poison(part, name) for name, part in value.items()}
    if isinstance(value, list | tuple):
        return [_poison(part, key) for part in value]
    return HOSTILE if isinstance(value, str) and key not in fixed else value


@settings(max_examples=25)
@given(text=st.text(max_size=60), start=st.integers(-5, 70), end=st.integers(-5, 70))
def test_any_text_and_span_give_a_document_that_parses(sample_report, text, start, end):
    report = sample_report
    alert = replace(report.alerts[0], text=text, span=(start, end), caption=text)
    known = report.payments[alert.payment_id]
    paid = replace(known, creditor_name=text, creditor_account=text, debtor_address=text)
    document = render_report(
        replace(
            report,
            alerts=[alert],
            payments={**report.payments, alert.payment_id: paid},
            problems=[Problem(source=text, location=text, code="x", message=text)],
        )
    )
    for drawing in drawings(document):
        assert etree.fromstring(drawing).tag == "svg"
    assert section(document, "provenance") is not None


def test_alerts_of_notices_and_unknown_payments_are_shown_without_amount(sample_report):
    document = render_report(replace(sample_report, payments={}))
    said = section(document, "alerts")
    assert "no payment: a notice or a customer" in said
    assert "USD" not in said
    assert "timeline-title" not in document


def test_dates_at_the_ends_of_the_calendar_can_be_drawn(sample_report):
    payments = dict(sample_report.payments)
    first, last, *_ = payments
    utc = payments[first].booked_at.tzinfo
    moved = {first: date.min, last: date.max}
    for key, on in moved.items():
        at = payments[key].booked_at.replace(on.year, on.month, on.day, tzinfo=utc)
        payments[key] = replace(payments[key], booked_at=at)
    document = render_report(replace(sample_report, payments=payments))
    assert "31 Dec 9999" in document
    assert len(document) < 300_000
