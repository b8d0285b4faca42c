import random
import threading
from datetime import UTC, datetime
from pathlib import Path

import pytest

from nostro.lists.fetch import Fetched, Fetcher, FetchLimits
from nostro.model.errors import InputError

from .server import body, cut_off, endless, silent, status

NOW = datetime(2024, 9, 20, 8, tzinfo=UTC)
LIST = b"a list\n" * 100


class Fetch:
    """A fetcher that does not sleep but tells how long it would have."""

    def __init__(self, folder: Path, ticks=None, **limits):
        self.slept: list[float] = []
        self.said: list[str] = []
        self.into = folder / "file"
        self._fetcher = Fetcher(
            clock=(lambda: next(ticks)) if ticks else (lambda: 0.0),
            now=lambda: NOW,
            sleep=self.slept.append,
            chance=random.Random(1),
            say=self.said.append,
            limits=FetchLimits(**{"read_s": 5, **limits}),
        )

    def __call__(self, url: str, known: Fetched | None = None) -> Fetched | None:
        return self._fetcher.get(url, self.into, known)


@pytest.fixture
def fetch(tmp_path):
    return Fetch(tmp_path)


def test_a_file_comes_whole_with_what_the_server_says_of_it(server, fetch):
    server.answers["/l"] = body(LIST, ETag='"1"', Last_Modified="Thu, 19 Sep 2024 23:30:00 GMT")
    got = fetch(server.url("/l"))
    assert fetch.into.read_bytes() == LIST
    assert got.modified_at() == datetime(2024, 9, 19, 23, 30, tzinfo=UTC)
    assert server.asked[0][1]["User-Agent"].startswith("nostro/")
    assert fetch(server.url("/l"), got) is None
    assert fetch.slept == []


def test_a_day_alone_is_asked_with_too(server, fetch):
    server.answers["/l"] = body(LIST, Last_Modified="Thu, 19 Sep 2024 23:30:00 GMT")
    assert fetch(server.url("/l"), fetch(server.url("/l"))) is None


def test_what_is_known_of_another_address_is_not_asked_with(server, fetch):
    server.answers["/l"] = server.answers["/m"] = body(LIST, ETag='"1"')
    assert fetch(server.url("/m"), fetch(server.url("/l"))) is not None


@pytest.mark.parametrize("chunked", [False, True])
def test_a_file_that_comes_short_is_fetched_again(server, fetch, chunked):
    server.answers["/l"] = [cut_off(LIST, chunked=chunked), LIST]
    fetch(server.url("/l"))
    assert fetch.into.read_bytes() == LIST
    assert len(fetch.slept) == 1


def test_attempts_are_bounded_and_their_pauses_grow(server, fetch):
    server.answers["/l"] = status(503)
    with pytest.raises(InputError, match="not to be had in 4 attempts: the server answers 503"):
        fetch(server.url("/l"))
    assert len(server.asked) == 4
    assert [0.5 * 2**n < pause <= 2**n for n, pause in enumerate(fetch.slept)] == [True] * 3
    assert len(fetch.said) == 3


@pytest.mark.parametrize(
    ("after", "pause"),
    [("7", 7), ("Fri, 20 Sep 2024 08:00:09 GMT", 9), ("9999999", 60), ("soon", 0.9)],
)
def test_the_server_may_ask_for_a_pause(server, fetch, after, pause):
    server.answers["/l"] = [status(429, Retry_After=after), LIST]
    fetch(server.url("/l"))
    assert fetch.slept == pytest.approx([pause], abs=0.4)


@pytest.mark.parametrize("code", [400, 403, 404, 410, 204])
def test_what_another_attempt_does_not_better_is_not_tried_again(server, fetch, code):
    server.answers["/l"] = status(code)
    with pytest.raises(InputError, match=f"the server answers {code}"):
        fetch(server.url("/l"))
    assert len(server.asked) == 1


def test_an_answer_without_the_file_is_none(server, fetch):
    server.answers["/l"] = status(304)
    with pytest.raises(InputError, match="the server answers 304"):
        fetch(server.url("/l"))


@pytest.mark.parametrize("day", ["soon", "Fri, 31 Dec 9999 23:59:00 -2300", "1 Jan 99999 0:0"])
def test_a_day_that_is_none_is_not_known(day):
    assert Fetched(url="u", sha256="0", last_modified=day).modified_at() is None


def test_redirects_are_followed_but_not_for_ever(server, fetch):
    server.answers |= {"/a": status(302, Location="/l"), "/l": LIST}
    server.answers["/loop"] = status(301, Location="/loop")
    fetch(server.url("/a"))
    assert fetch.into.read_bytes() == LIST
    with pytest.raises(InputError, match="redirects more than 5 times"):
        fetch(server.url("/loop"))


@pytest.mark.parametrize("target", ["file:///etc/passwd", "ftp://127.0.0.1/x", "http://["])
def test_a_redirect_leads_to_no_other_kind_of_address(server, fetch, target):
    server.answers["/l"] = status(302, Location=target)
    with pytest.raises(InputError, match="https://"):
        fetch(server.url("/l"))


def test_a_redirect_does_not_lead_away_from_https():
    from nostro.lists.fetch import _redirected

    with pytest.raises(InputError, match="away from https"):
        _redirected("https://a/x", "https://a/x", "http://a/y")
    assert _redirected("https://a/x", "https://a/x", "//b/y") == "https://b/y"


def test_too_much_is_refused_while_it_comes(server, tmp_path):
    server.answers["/l"] = endless
    with pytest.raises(InputError, match="more than 1,000,000 bytes"):
        Fetch(tmp_path, max_bytes=1_000_000)(server.url("/l"))


def test_a_server_that_says_nothing_is_left_in_time(server, tmp_path):
    over = threading.Event()
    server.answers["/l"] = silent(over)
    try:
        with pytest.raises(InputError, match="no answer in time"):
            Fetch(tmp_path, read_s=0.05, attempts=2)(server.url("/l"))
    finally:
        over.set()


def test_a_file_that_takes_too_long_is_left(server, tmp_path):
    server.answers["/l"] = LIST
    ticks = iter(range(0, 10_000, 700))
    with pytest.raises(InputError, match="takes more than 600 s"):
        Fetch(tmp_path, ticks, attempts=1)(server.url("/l"))


def test_nobody_there_is_said_in_one_line(server, fetch):
    server.close()
    with pytest.raises(InputError, match=r"no connection$"):
        fetch(server.url("/l"))
