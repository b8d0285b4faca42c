import pytest
from msgspec.structs import replace

from nostro.matching import Index
from nostro.model.errors import NostroError
from nostro.model.payments import Notice
from nostro.screening import Screener, load_policy
from nostro.screening.checks import checks_of
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


class Counts:
    """A check that compares with what came before: it says how many records had hits."""

    history = True

    def __init__(self):
        self.seen = []

    def __call__(self, item, hits):
        self.seen.append((item.location, len(hits)))
        return iter(())


def test_what_needs_history_is_asked_in_order_by_the_one_that_decides(
    entities, make_payment, tmp_path, monkeypatch
):
    made = []

    def checks(index, policy):
        made.append(Counts())
        return [*checks_of(index, policy), made[-1]]

    monkeypatch.setattr("nostro.screening.engine.checks_of", checks)
    path, policy = tmp_path / "some.index", load_policy()
    index = Index.build(entities)
    index.save(path)
    given = [
        replace(item, location=str(number))
        for number, item in enumerate(items(make_payment, CHUNK + 50))
    ]
    list(Screener(index, policy, {}).screen_all(given, Finders(path, policy, 1, alone=0)))
    list(Screener(index, policy, {}).screen_all(given))
    spread, alone = made
    assert [location for location, _ in spread.seen] == [item.location for item in given]
    assert spread.seen == alone.seen
    assert sum(count for _, count in alone.seen) > 0
