import shutil
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from nostro.lists import versions as versions_module
from nostro.lists.settings import ListSettings, Settings
from nostro.lists.versions import VersionStore
from nostro.model.errors import IncompleteSetError, UsageError, WorkspaceError
from nostro.sample import SAMPLE

LISTS = SAMPLE / "lists"
MONDAY = datetime(2024, 9, 23, 8, tzinfo=UTC)
TUESDAY = datetime(2024, 9, 24, 8, tzinfo=UTC)


@pytest.fixture
def store(tmp_path):
    return VersionStore(tmp_path / "workspace" / "lists")


def tree(folder: Path) -> dict[Path, bytes]:
    return {p: p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def test_the_sample_makes_three_versions(store):
    result = store.import_files([LISTS], imported_at=MONDAY)
    assert result.problems == result.refused == result.unchanged == []
    assert store.sources() == ["un_sc_sanctions", "us_ofac_sdn"]
    before, after = store.versions("us_ofac_sdn")
    assert (before.published, after.published) == (date(2024, 9, 18), date(2024, 9, 20))
    assert (before.parties, after.parties) == (37, 41)
    (un,) = store.versions("un_sc_sanctions")
    assert un.published == date(2024, 9, 17)
    assert un.counts == {"Address": 13, "Organization": 15, "Person": 19, "Sanction": 34}
    assert un.title == "UN Security Council Consolidated List"
    for version in (before, after, un):
        store.verify(version)
        assert sum(1 for _ in store.entities(version)) == sum(version.counts.values())


def test_the_same_files_again_change_nothing_and_say_so(store, tmp_path):
    first = store.import_files([LISTS], imported_at=MONDAY)
    files = tree(tmp_path / "workspace")
    again = store.import_files([LISTS], imported_at=TUESDAY)
    assert again.versions == again.unchanged == first.versions
    assert tree(tmp_path / "workspace") == files


def test_equal_files_give_equal_bytes_in_every_workspace(tmp_path):
    trees = []
    for name in ("one", "two"):
        VersionStore(tmp_path / name).import_files([LISTS], imported_at=MONDAY)
        found = tree(tmp_path / name)
        trees.append({str(p.relative_to(tmp_path / name)): data for p, data in found.items()})
    assert trees[0] == trees[1]


def test_the_day_given_goes_before_the_one_in_the_file(store):
    day = date(2024, 9, 1)
    (version,) = store.import_files([LISTS / "un"], imported_at=MONDAY, published=day).versions
    assert version.published == day


@pytest.mark.parametrize(
    ("folder", "day"),
    [
        ("sdn", date(2024, 9, 23)),
        ("sdn-20240102", date(2024, 1, 2)),
        ("sdn 2024.01.02", date(2024, 1, 2)),
        ("sdn-2024-01-02-to-2024-01-03", date(2024, 9, 23)),
        ("sdn-2099-01-01", date(2024, 9, 23)),
        ("sdn-2024-13-45", date(2024, 9, 23)),
    ],
)
def test_the_day_comes_from_a_name_that_is_clear(store, tmp_path, folder, day):
    shutil.copytree(LISTS / "ofac-2024-09-18", tmp_path / folder)
    (version,) = store.import_files([tmp_path / folder], imported_at=MONDAY).versions
    assert version.published == day


def test_in_force_is_what_was_published_and_known(store):
    store.import_files([LISTS / "ofac-2024-09-18"], imported_at=MONDAY)
    store.import_files([LISTS / "ofac-2024-09-20"], imported_at=TUESDAY)

    def day(**asked: Any) -> list[str]:
        return [str(version.published) for version in store.in_force(**asked)]

    assert day() == ["2024-09-20"]
    assert day(as_of=date(2024, 9, 19)) == ["2024-09-18"]
    assert day(as_of=date(2024, 9, 1)) == []
    assert day(known_at=MONDAY) == ["2024-09-18"]
    assert day(as_of=date(2024, 9, 20), known_at=MONDAY) == ["2024-09-18"]


def test_find_by_id_and_by_day(store):
    store.import_files([LISTS], imported_at=MONDAY)
    before, after = store.versions("us_ofac_sdn")
    assert store.find("us_ofac_sdn", "2024-09-18") == before
    assert store.find("us_ofac_sdn", date(2024, 9, 20)) == after
    assert store.find("us_ofac_sdn", after.version_id) == after
    with pytest.raises(UsageError, match=before.version_id):
        store.find("us_ofac_sdn", "2024-09-19")
    with pytest.raises(UsageError, match="none at all"):
        store.find("eu", "2024-09-19")


def test_one_bad_list_does_not_keep_the_others_out(store, tmp_path):
    broken = tmp_path / "broken.xml"
    broken.write_bytes((LISTS / "un" / "consolidated.xml").read_bytes()[:3000])
    result = store.import_files([broken, LISTS / "un"], imported_at=MONDAY)
    assert [version.source for version in result.versions] == ["un_sc_sanctions"]
    (error,) = result.refused
    assert "broken.xml" in str(error)


def test_what_is_refused_leaves_nothing_behind(store, tmp_path):
    broken = tmp_path / "broken.xml"
    broken.write_bytes((LISTS / "un" / "consolidated.xml").read_bytes()[:3000])
    sdn = LISTS / "ofac-2024-09-18" / "sdn.csv"
    result = store.import_files([broken, sdn, tmp_path / "none.xml"], imported_at=MONDAY)
    assert result.versions == []
    assert len(result.refused) == 3
    assert any(isinstance(error, IncompleteSetError) for error in result.refused)
    assert not (tmp_path / "workspace").exists()


def test_an_incomplete_set_is_taken_where_asked_for(store):
    sdn = LISTS / "ofac-2024-09-18" / "sdn.csv"
    (version,) = store.import_files([sdn], imported_at=MONDAY, partial=True).versions
    assert version.parties == 37
    assert "Address" not in version.counts


def test_only_the_source_asked_for_is_imported(store):
    result = store.import_files([LISTS], imported_at=MONDAY, source="un_sc_sanctions")
    assert [version.source for version in result.versions] == ["un_sc_sanctions"]
    assert len(result.refused) == 2
    with pytest.raises(UsageError, match="us_ofac_sdn"):
        store.import_files([LISTS], imported_at=MONDAY, source="eu")


@pytest.mark.parametrize("step", ["write_contents", "put_in_place", "copy_files"])
def test_a_crash_leaves_the_old_state_and_the_next_import_sweeps_up(store, monkeypatch, step):
    store.import_files([LISTS / "ofac-2024-09-18"], imported_at=MONDAY)
    with monkeypatch.context() as patch:
        patch.setattr(shutil, "rmtree", lambda *_, **__: None)
        patch.setattr(versions_module, step, crash)
        with pytest.raises(KeyboardInterrupt):
            store.import_files([LISTS / "ofac-2024-09-20"], imported_at=MONDAY)
    assert (store._folder / ".incoming").is_dir()
    assert store.sources() == ["us_ofac_sdn"]
    assert len(store.versions("us_ofac_sdn")) == 1
    store.import_files([LISTS / "ofac-2024-09-20"], imported_at=MONDAY)
    assert len(store.versions("us_ofac_sdn")) == 2
    assert not (store._folder / ".incoming").exists()


def crash(*_):
    raise KeyboardInterrupt


@pytest.mark.parametrize("name", ["entities.ftm.json", "raw/consolidated.xml", "version.json"])
def test_damage_is_found(store, name):
    (version,) = store.import_files([LISTS / "un"], imported_at=MONDAY).versions
    path = store._folder / version.source / version.version_id / name
    path.write_bytes(path.read_bytes()[:-20])
    with pytest.raises(WorkspaceError, match=path.name):
        store.verify(version)


def test_too_many_bad_rows_are_no_list(store, ofac, party):
    folder = ofac([party(), *["x"] * 10_001], ["1,1,-0- ,-0- ,-0- ,-0- "], ['1,1,"aka","X",-0- '])
    result = store.import_files([folder], imported_at=MONDAY)
    assert result.versions == []
    assert "10000 rows" in str(result.refused[0])


def test_problems_are_kept_with_the_version(store, ofac, party):
    folder = ofac([party(), "half,a row"], ["1,1,-0- ,-0- ,-0- ,-0- "], ['1,1,"aka","X",-0- '])
    result = store.import_files([folder], imported_at=MONDAY)
    (version,) = result.versions
    assert version.problems == len(result.problems) == 1
    kept = store._folder / version.source / version.version_id / "problems.jsonl"
    assert '"line 2"' in kept.read_text()


WEDNESDAY = datetime(2024, 9, 25, 8, tzinfo=UTC)


@pytest.fixture
def shrunk(store, ofac, party):
    """A store with a list of 30, and the refused version that lost all but one of them."""
    rest = (["1,1,-0- ,-0- ,-0- ,-0- "], ['1,1,"aka","X",-0- '])
    whole = ofac([party(number, f"N{number}") for number in range(1, 31)], *rest, folder="a")
    store.import_files([whole], imported_at=MONDAY)
    cut = ofac([party(1, "N1")], *rest, folder="b")
    result = store.import_files([cut], imported_at=TUESDAY)
    assert result.versions == []
    assert "29 of 30 parties" in str(result.refused[0])
    return store


def test_a_refused_version_is_kept_aside_and_the_last_good_one_stays(shrunk):
    assert [v.parties for v in shrunk.in_force()] == [30]
    (refused,) = shrunk.refused("us_ofac_sdn")
    assert (refused.parties, refused.accepted) == (1, None)
    assert len(refused.refused) == 1
    assert shrunk.sources() == ["us_ofac_sdn"]


def test_a_person_may_accept_it_which_is_recorded(shrunk):
    (refused,) = shrunk.refused("us_ofac_sdn")
    accepted = shrunk.accept(
        "us_ofac_sdn", refused.version_id, by="ada", at=WEDNESDAY, reason=" the programme ended "
    )
    assert shrunk.refused("us_ofac_sdn") == []
    assert shrunk.in_force() == [accepted]
    shrunk.verify(accepted)
    assert accepted.accepted is not None
    assert (accepted.accepted.by, accepted.accepted.reason) == ("ada", "the programme ended")
    assert [v.parties for v in shrunk.in_force(known_at=TUESDAY)] == [30]
    assert [v.parties for v in shrunk.in_force(known_at=WEDNESDAY)] == [1]


def test_only_a_refused_version_with_a_reason_is_accepted(shrunk):
    (refused,) = shrunk.refused("us_ofac_sdn")
    with pytest.raises(UsageError, match=refused.version_id):
        shrunk.accept("us_ofac_sdn", "2020-01-01", by="ada", at=WEDNESDAY, reason="r")
    with pytest.raises(UsageError, match="reason"):
        shrunk.accept("us_ofac_sdn", refused.version_id, by="ada", at=WEDNESDAY, reason=" ")
    with pytest.raises(UsageError, match="none"):
        shrunk.accept("un_sc_sanctions", "x", by="ada", at=WEDNESDAY, reason="r")


def test_a_list_of_which_all_versions_were_refused_has_none(tmp_path):
    limits = Settings(lists={"un_sc_sanctions": ListSettings(checks={"minimum": {"party": 99}})})
    store = VersionStore(tmp_path, limits)
    result = store.import_files([LISTS / "un"], imported_at=MONDAY)
    assert "34 of party, at least 99 are expected" in str(result.refused[0])
    assert store.sources() == []
    assert store.sources(refused=True) == ["un_sc_sanctions"]


def test_official_files_are_held_to_the_least_numbers_and_dated_by_their_server(store):
    day = date(2024, 9, 19)
    result = store.import_files([LISTS / "ofac-2024-09-18"], imported_at=MONDAY, official=day)
    assert "organisation, at least" in str(result.refused[0])
    assert [v.published for v in store.refused("us_ofac_sdn")] == [day]
