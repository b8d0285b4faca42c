import random
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from nostro.lists.fetch import Fetcher
from nostro.lists.pull import Puller, pullable
from nostro.lists.settings import ListSettings, Settings
from nostro.lists.versions import VersionStore
from nostro.model.errors import UsageError
from nostro.sample import SAMPLE

from .server import body, cut_off, status

MONDAY = datetime(2024, 9, 23, 8, tzinfo=UTC)
SDN, UN = "us_ofac_sdn", "un_sc_sanctions"
FILES = ("sdn.csv", "add.csv", "alt.csv")
DAY = "Fri, 20 Sep 2024 14:00:00 GMT"


def sample(role: str, day: str = "20") -> bytes:
    return (SAMPLE / "lists" / f"ofac-2024-09-{day}" / role).read_bytes()


class Pull:
    """Pulls from a server into a workspace, without the numbers of the full lists."""

    def __init__(self, server, folder: Path):
        none = {"person": 0, "organisation": 0, "vessel": 0, "aircraft": 0}
        lists = {
            SDN: ListSettings(
                urls={role: server.url(f"/{role}") for role in FILES}, checks={"minimum": none}
            ),
            UN: ListSettings(
                urls={"consolidated.xml": server.url("/un")}, checks={"minimum": none}
            ),
        }
        self.settings = Settings(lists=lists)
        self.store = VersionStore(folder / "lists", self.settings)
        self._folder = folder
        self._count = 0

    def __call__(self, source: str):
        self._count += 1
        scratch = self._folder / f"scratch-{self._count}"
        scratch.mkdir()
        fetcher = Fetcher(
            clock=lambda: 0.0,
            now=lambda: MONDAY,
            sleep=lambda _: None,
            chance=random.Random(1),
            say=lambda _: None,
        )
        notes = self._folder / "lists" / ".pulled"
        puller = Puller(self.store, self.settings, fetcher, notes, scratch)
        return puller.pull(source, imported_at=MONDAY)


@pytest.fixture
def pull(server, tmp_path):
    return Pull(server, tmp_path)


@pytest.fixture
def ofac_server(server):
    for role in FILES:
        server.answers[f"/{role}"] = body(sample(role), ETag=f'"{role}-1"', Last_Modified=DAY)
    return server


def test_a_set_is_pulled_as_one_version_of_the_day_its_server_says(ofac_server, pull):
    result = pull(SDN)
    assert result.refused == []
    (version,) = result.versions
    assert (version.published, version.parties) == (date(2024, 9, 20), 41)
    assert {file.name for file in version.files} == set(FILES)
    pull.store.verify(version)


def test_what_did_not_change_is_neither_sent_nor_imported(ofac_server, pull):
    first = pull(SDN)
    asked = len(ofac_server.asked)
    again = pull(SDN)
    assert again.unchanged == again.versions == first.versions
    assert len(ofac_server.asked) == asked + 3


def test_one_changed_file_makes_a_new_version_of_all(ofac_server, pull):
    pull(SDN)
    remarks = sample("sdn.csv").replace(b"OOO", b"ooo")
    later = "Mon, 23 Sep 2024 01:00:00 GMT"
    ofac_server.answers["/sdn.csv"] = body(remarks, ETag='"2"', Last_Modified=later)
    (version,) = pull(SDN).versions
    assert version.published == date(2024, 9, 23)
    assert len(pull.store.versions(SDN)) == 2


def test_a_version_that_was_taken_away_is_pulled_again(ofac_server, pull):
    import shutil

    pull(SDN)
    shutil.rmtree(pull.store._folder / SDN)
    assert pull(SDN).unchanged == []
    assert len(pull.store.versions(SDN)) == 1


@pytest.mark.parametrize("tags", [True, False])
def test_files_that_change_midway_are_fetched_again(server, pull, tags):
    def state(role, day):
        return body(sample(role, day), **({"ETag": f'"{role}-{day}"'} if tags else {}))

    server.answers |= {f"/{role}": state(role, "20") for role in FILES}
    server.answers["/sdn.csv"] = [state("sdn.csv", "18"), state("sdn.csv", "20")]
    (version,) = pull(SDN).versions
    assert version.parties == 41


def test_files_that_never_stand_still_are_refused(server, pull):
    server.answers |= {f"/{role}": sample(role) for role in FILES}
    server.answers["/add.csv"] = [sample("add.csv", day) for day in ("20", "18") * 9]
    result = pull(SDN)
    assert "changes while it is fetched" in str(result.refused[0])
    assert pull.store.sources() == []


@pytest.mark.parametrize(
    ("answer", "why"),
    [
        (b"\xef\xbb\xbf <!-- x --><!DOCTYPE html><html>Sign in</html>", "a web page came"),
        (b"\n", "an empty file"),
        (status(404), "the server answers 404"),
        (cut_off(b"x" * 1000), "not to be had"),
        (b"1,2,3\r\n", "incomplete list"),
    ],
)
def test_what_is_no_list_leaves_the_old_one_in_force(ofac_server, pull, answer, why):
    (good,) = pull(SDN).versions
    ofac_server.answers["/alt.csv"] = answer
    result = pull(SDN)
    assert result.versions == []
    assert why in str(result.refused[0])
    assert pull.store.in_force() == [good]


def test_a_list_of_one_file_is_asked_once(server, pull):
    server.answers["/un"] = (SAMPLE / "lists" / "un" / "consolidated.xml").read_bytes()
    (version,) = pull(UN).versions
    assert version.published == date(2024, 9, 17)
    assert len(server.asked) == 1


def test_a_short_list_is_not_the_official_one(ofac_server, tmp_path):
    puller = Pull(ofac_server, tmp_path)
    lists = {SDN: ListSettings(urls=puller.settings.lists[SDN].urls)}
    puller.settings = Settings(lists=lists)
    puller.store = VersionStore(tmp_path / "lists", puller.settings)
    assert "organisation, at least 4,000 are expected" in str(puller(SDN).refused[0])
    assert puller.store.sources(refused=True) == [SDN]


def test_only_lists_with_an_address_are_pulled(pull):
    assert {SDN, UN} <= set(pullable(Settings()))
    with pytest.raises(UsageError, match="no address of eu"):
        pull("eu")
