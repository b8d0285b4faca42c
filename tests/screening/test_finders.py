import pytest

from nostro.matching import Index
from nostro.model.errors import NostroError
from nostro.model.payments import Notice
from nostro.screening import Screener, load_policy
from nostro.screening.engine import CHUNK
from nostro.screening.finders import Finders

NAMES = ["Timer Bank AO", "Kim Chol Sam", "Center", "Harbour Bakery", "Vostok Ladoga Trading"]


def items(make_payment, count):
    for number in range(count):
        if number % 7 == 3:
            yield Notice(notice_id=f"n{number}", message_type="MT199", text=NAMES[number % 5])
        else:
            yield make_payment(f"p{number}", creditor_name=f"{NAMES[number % 5]} {number % 11}")


def test_processes_find_what_one_finds_in_the_same_order(entities, make_payment, tmp_path):
    index, policy = Index.build(entities), load_policy()
    path = tmp_path / "some.index"
    index.save(path)
    screener = Screener(index, policy, {})
    given = list(items(make_payment, 3 * CHUNK + 5))
    spread = screener.screen_all(given, Finders(path, policy, 1, alone=1))
    assert list(spread) == list(Screener(index, policy, {}).screen_all(given))


def test_a_chunk_is_screened_as_its_records_one_by_one(entities, make_payment):
    index, policy = Index.build(entities), load_policy()
    given = list(items(make_payment, 60))
    together = list(Screener(index, policy, {}).screen_all(given))
    assert together == [Screener(index, policy, {}).screen(item) for item in given]
    assert any(screened.alerts for screened in together)


def test_a_process_that_ends_is_an_error_in_words(make_payment, tmp_path):
    given = items(make_payment, 2 * CHUNK)
    screener = Screener(Index.build([]), load_policy(), {})
    with pytest.raises(NostroError, match="--jobs 1"):
        list(
            screener.screen_all(given, Finders(tmp_path / "none.index", load_policy(), 1, alone=1))
        )
