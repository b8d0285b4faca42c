import pytest

from nostro.matching import Index
from nostro.screening import Screener, load_policy


def found(screener, payment):
    return [
        (alert.entity_id, alert.text[slice(*alert.span)])
        for alert in screener.screen(payment).alerts
        if alert.reason == "name"
    ]


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("HARBOUR BAKERY B/O KIM CHOL SAM", "KIM CHOL SAM"),
        ("KIM CHOL SAM C/O HARBOUR BAKERY", "KIM CHOL SAM"),
        ("HARBOUR BAKERY FOR FURTHER CREDIT TO KIM CHOL SAM", "KIM CHOL SAM"),
        ("MR PETER LINDQVIST AND MRS KIM CHOL SAM", "KIM CHOL SAM"),
        ("KIM CHOL SAM T/A SUNNY HOUSE PAINTERS", "KIM CHOL SAM"),
        ("FFC KIM CHOL SAM", "KIM CHOL SAM"),
    ],
)
def test_a_party_beside_another_in_one_name_is_found_and_marked(
    screener, make_payment, name, words
):
    assert ("un-1", words) in found(screener, make_payment(creditor_name=name))


def test_a_party_is_found_once_in_a_name_where_it_scores_best(screener, make_payment):
    hits = found(screener, make_payment(creditor_name="KIM CHOL SAM B/O KIM CHOL SAM"))
    assert hits == [("un-1", "KIM CHOL SAM")]


def test_many_records_at_once_give_what_each_gives(screener, make_payment):
    names = ["KIM CHOL SAM", "A OBO KIM CHOL SAM", "MR A AND MRS B", "TIMER BANK", "Harbour Bakery"]
    items = [make_payment(f"p{at}", creditor_name=name) for at, name in enumerate(names)]
    together = [screened.alerts for screened in screener.screen_all(items)]
    assert together == [screener.screen(item).alerts for item in items]


def scores(entities, fields, make_payment):
    screener = Screener(Index.build(entities), load_policy(), {})
    alerts = screener.screen(make_payment(**fields)).alerts
    return [alert.score for alert in alerts if alert.reason == "name"]


def test_another_lei_contradicts_a_name_and_a_code_alone_is_no_name(make_listed, make_payment):
    lei, other = "529900T8BM49AURSDO55", "5493001KJTIIGC8Y1R12"
    entities = make_listed("x", "LADOGA GRAIN HOLDING", leiCode=lei)
    name = {"creditor_name": "LADOGA GRAIN HOLDINGS"}
    (alone,) = scores(entities, name, make_payment)
    contradicted = scores(entities, {**name, "creditor_id": other}, make_payment)
    assert all(score < alone for score in contradicted)
    assert scores(entities, {**name, "creditor_id": lei}, make_payment)[0] >= 0.98
    assert scores(entities, {"creditor_id": lei}, make_payment) == []
