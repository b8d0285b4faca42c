import pytest

from nostro.model.errors import WorkspaceError
from nostro.screening.earlier import Found, seen
from nostro.screening.kept_payments import KeptPayments

FOUND = (Found("ofac-1", "creditor_name", "TIMER BANK", "TIMER BANK"),)


def kept(folder, remembered=4):
    return KeptPayments(folder, remembered)


def add(store, *payments):
    for payment in payments:
        entry = seen(payment)
        entry.found = FOUND
        store.add(entry)


def ids_like(store, payment):
    return [earlier.payment.payment_id for earlier in store.like(seen(payment))]


def test_what_was_kept_is_there_after_a_restart(tmp_path, make_payment):
    store = kept(tmp_path)
    add(store, make_payment("a", other={"21": "REF88123"}))
    store.close()
    again = kept(tmp_path)
    (earlier,) = again.like(seen(make_payment("b")))
    assert earlier.payment == make_payment("a", other={"21": "REF88123"})
    assert earlier.found == FOUND
    again.close()


def test_a_restart_forgets_none_of_those_that_are_remembered(tmp_path, make_payment):
    for number in range(11):
        store = kept(tmp_path)
        add(store, make_payment(f"p{number}"))
        store.close()
    store = kept(tmp_path)
    assert ids_like(store, make_payment("q")) == ["p10", "p9", "p8", "p7"]
    assert sum(len(file.read_bytes().splitlines()) for file in tmp_path.glob("*.jsonl")) <= 8
    store.close()


def test_a_line_cut_short_is_taken_off(tmp_path, make_payment):
    store = kept(tmp_path)
    add(store, make_payment("a"), make_payment("b"))
    store.close()
    latest = tmp_path / "latest.jsonl"
    whole = latest.read_bytes()
    for end in (len(whole) - 1, len(whole) - 200, 30):
        latest.write_bytes(whole[:end])
        store = kept(tmp_path)
        assert ids_like(store, make_payment("q")) == (["a"] if end > len(whole) // 2 else [])
        add(store, make_payment("c"))
        store.close()
        store = kept(tmp_path)
        assert ids_like(store, make_payment("q"))[0] == "c"
        store.close()


def test_a_damaged_line_is_refused_in_words(tmp_path):
    (tmp_path / "latest.jsonl").write_bytes(b"nonsense\n")
    for _ in range(2):
        with pytest.raises(WorkspaceError, match=r"latest.jsonl: line 1 is damaged"):
            kept(tmp_path)


def test_two_do_not_keep_in_one_folder(tmp_path):
    store = kept(tmp_path)
    with pytest.raises(WorkspaceError, match="another server"):
        kept(tmp_path)
    store.close()
    kept(tmp_path).close()
