from nostro.model.alerts import strongest, weakest


def test_the_strongest_reason_decides():
    assert strongest(["review", "block", "pass"]) == "block"
    assert strongest([]) == "pass"


def test_no_rule_does_more_than_its_limits_allow():
    assert weakest("block", "review") == "review"
    assert weakest("block") == "block"
