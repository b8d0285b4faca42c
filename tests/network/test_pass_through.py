"""Accounts that send on what they receive."""

import pytest

from nostro.network import scan


def rounds(source, through, target, count, kept=96_00):
    return [
        row
        for n in range(count)
        for row in ((source, through, 100_00, 7 * n), (through, target, kept, 7 * n + 1))
    ]


def found_by(payments, entities=None):
    return [f for f in scan(payments, None, entities) if f.typology == "pass_through"]


def test_forwarding_again_and_again_is_found_and_scores_low_for_the_innocent(pay, entities):
    (found,) = found_by(pay(*rounds("a", "b", "c", 4)), entities)
    assert found.accounts[0] == "B"
    assert len(found.payment_ids) == 8
    assert found.amount_minor == 4 * 96_00
    assert found.score < 0.5


def test_a_listed_counterparty_lifts_the_score(pay, entities):
    (innocent,) = found_by(pay(*rounds("a", "b", "c", 4)), entities)
    (tainted,) = found_by(pay(*rounds("listed", "b", "c", 4)), entities)
    assert tainted.score > innocent.score + 0.3
    for found in (innocent, tainted):
        assert found.score == pytest.approx(sum(found.evidence["score"].values()))
    assert tainted.evidence["path"][0]["from_name"] == "Foreign Trade Bank of Nowhere"
    assert tainted.evidence["path"][0]["role"].startswith("account of a listed party")


def test_a_listed_party_that_forwards_scores_high_itself(pay, entities):
    (found,) = found_by(pay(*rounds("a", "listed", "c", 4)), entities)
    assert found.score >= 0.6


def test_an_account_that_all_pay_and_that_pays_all_costs_no_more_for_it(pay):
    rows = [(f"n{n}", "hub", 100 + n, n % 3) for n in range(4_000)]
    rows += [("hub", f"n{n}", 1, n % 3) for n in range(4_000)]
    assert found_by(pay(*rows)) == []


def test_twice_is_not_a_habit_and_half_is_not_all(pay):
    assert found_by(pay(*rounds("a", "b", "c", 2))) == []
    assert found_by(pay(*rounds("a", "b", "c", 6, kept=50_00))) == []


def test_money_that_goes_back_is_no_pass_through(pay):
    assert found_by(pay(*rounds("a", "b", "a", 5))) == []
