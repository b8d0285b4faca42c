import threading

import pytest

from nostro.lists.locking import one_writer
from nostro.model.errors import WorkspaceError


def test_a_second_writer_waits_for_the_first(tmp_path):
    entered, order = threading.Event(), []

    def second():
        entered.wait()
        with one_writer(tmp_path, lambda: None):
            order.append("second")

    thread = threading.Thread(target=second)
    thread.start()
    with one_writer(tmp_path, lambda: None):
        entered.set()
        thread.join(0.05)
        order.append("first")
    thread.join()
    assert order == ["first", "second"]


def test_what_is_half_done_is_swept_before_and_after(tmp_path):
    swept: list[int] = []

    def fail():
        assert swept == [1]
        raise KeyError

    with pytest.raises(KeyError), one_writer(tmp_path, lambda: swept.append(1)):
        fail()
    assert swept == [1, 1]


def test_folders_made_for_nothing_go_again(tmp_path):
    folder = tmp_path / "workspace" / "lists"
    with one_writer(folder, lambda: None):
        assert folder.is_dir()
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cannot_be_is_said_in_one_line(tmp_path):
    (tmp_path / "file").write_text("")
    with (
        pytest.raises(WorkspaceError, match="cannot be written"),
        one_writer(tmp_path / "file" / "lists", lambda: None),
    ):
        pass
