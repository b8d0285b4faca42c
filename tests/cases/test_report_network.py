"""Who paid whom, drawn: parties once, payments added up, marks that never say too much."""

import msgspec
import pytest

from nostro.cases.report_network import draw_ownership, draw_payments, party_name

replace = msgspec.structs.replace


def box(drawings, title):
    return next(b.node for d in drawings for b in d.boxes if b.node.title.startswith(title))


@pytest.fixture
def drawings(sample_report):
    return draw_payments(sample_report).drawings


def test_networks_that_share_no_party_are_drawn_apart(drawings):
    assert [len(drawing.boxes) for drawing in drawings] == [8, 5]
    titles = [b.node.title for drawing in drawings for b in drawing.boxes]
    assert len(titles) == len(set(titles))


def test_payments_between_the_same_two_are_added_up(drawings):
    links = [label.link for label in drawings[0].labels]
    fuel = next(link for link in links if link.above == "USD 2,380,000")
    assert fuel.below == ("2 × 9 Jul to 22 Jul",)
    assert fuel.about == "2 payments, USD 2,380,000.00, 9 Jul to 22 Jul 2024"


def test_parties_and_banks_are_marked_in_words(drawings):
    bank = box(drawings, "Foreign Trade Bank")
    assert bank.tone == "listed"
    assert [tag.words for tag in bank.tags] == [
        "Listed: ofac-15603",
        "Bank newly listed: ofac-50604",
        "South Ossetia (contested region)",
    ]
    assert box(drawings, "D. Y. Nikulin").tone == "possible"
    assert box(drawings, "Pacific Bunkering").tone == "plain"
    via = next(label.link for label in drawings[0].labels if label.link.tone == "listed")
    assert "via RFC Bank, Moscow" in via.below
    assert "Listed: ofac-24026" in via.below


def test_a_draft_is_announced_and_does_not_weaken_what_is_listed(sample_report):
    known = sample_report.look_back.alerts[0]
    draft = replace(
        known, entity_id="draft-1", caption="Stroytreyd", decision="review",
        datasets=["announcement:2024-09-19-1f2e3d4c"],
    )  # fmt: skip
    only = replace(sample_report.look_back, alerts=[draft])
    drawings = draw_payments(replace(sample_report, look_back=only)).drawings
    node = box(drawings, "Stroytreyd")
    assert (node.tone, node.tags[0].words) == ("possible", "Announced: Stroytreyd")
    weaker = replace(known, decision="review")
    both = replace(sample_report.look_back, alerts=[known, weaker])
    drawings = draw_payments(replace(sample_report, look_back=both)).drawings
    assert box(drawings, "Stroytreyd").tone == "listed"


def test_a_crowd_is_cut_and_counted(sample_report):
    paid = next(iter(sample_report.payments.values()))
    crowd = {f"P{n}": replace(paid, payment_id=f"P{n}", debtor_account=f"A{n}") for n in range(300)}
    finding = {**sample_report.findings[0], "payment_ids": list(crowd)}
    drawn = draw_payments(replace(sample_report, findings=[finding], payments=crowd))
    assert len(drawn.drawings) == 1
    assert len(drawn.drawings[0].boxes) == 40
    assert drawn.left_out == 261


def test_a_party_is_named_by_the_best_that_is_known(sample_report):
    paid = next(iter(sample_report.payments.values()))
    bare = replace(paid, debtor_name=None, debtor_account=None, debtor_agent="TIMERU2K")
    assert party_name(paid, "debtor") == paid.debtor_name
    assert party_name(bare, "debtor") == "TIMERU2K"
    assert party_name(replace(bare, debtor_agent=None), "debtor") == "unknown debtor"


def test_owners_are_drawn_with_their_shares(sample_report):
    drawing = draw_ownership(sample_report.ownership[0])
    assert drawing is not None
    assert [label.link.above for label in drawing.labels] == ["75 %", "35 %", "25 %"]
    assert box([drawing], "Vostok").tags[0].words == "Blocked through owners"
    assert box([drawing], "TSMRBANK").tone == "listed"
    assert draw_ownership(sample_report.ownership[1]) is None
