"""Which files make a list, told from what is in them and what they are called."""

import gzip
import shutil

import pytest

from nostro.lists.sources import SOURCES, Detection, detect
from nostro.lists.sources.source import MAX_BYTES, ListFile, read_bytes
from nostro.model.errors import IncompleteSetError, InputError
from nostro.sample import SAMPLE

LISTS = SAMPLE / "lists"
BEFORE = LISTS / "ofac-2024-09-18"


def names(detection: Detection) -> list[list[str]]:
    return [sorted(item.files) for item in detection.sets]


def test_every_source_says_what_it_is():
    for source in SOURCES:
        assert source.id
        assert source.publisher
        assert source.url.startswith("https://")
        assert source.required or source.id == "eu_journal_sanctions"


def test_a_folder_of_folders_holds_several_lists():
    detection = detect([LISTS])
    assert [item.source.id for item in detection.sets] == [
        "us_ofac_sdn", "us_ofac_sdn", "un_sc_sanctions",
    ]  # fmt: skip
    assert names(detection)[0] == ["add.csv", "alt.csv", "sdn.csv"]
    assert not detection.problems
    assert not detection.refused


def test_names_with_dates_pair_up_in_one_folder(tmp_path):
    for day in ("2024-09-18", "2024-09-20"):
        for role in ("sdn", "add", "alt"):
            data = (LISTS / f"ofac-{day}" / f"{role}.csv").read_bytes()
            (tmp_path / f"OFAC_{role.upper()}-{day}.csv.gz").write_bytes(gzip.compress(data))
    detection = detect([tmp_path])
    assert names(detection) == [["add.csv", "alt.csv", "sdn.csv"]] * 2
    for item in detection.sets:
        assert len({file.path.name[-17:] for file in item.files.values()}) == 1


def test_names_say_nothing_where_the_set_is_the_only_one(tmp_path):
    for role, name in (("sdn", "parties.txt"), ("add", "places"), ("alt", "also known as.csv")):
        shutil.copy(BEFORE / f"{role}.csv", tmp_path / name)
    assert names(detect([tmp_path])) == [["add.csv", "alt.csv", "sdn.csv"]]


def test_a_file_given_twice_counts_once():
    detection = detect([BEFORE, BEFORE / "sdn.csv", LISTS / "un", LISTS / "un/consolidated.xml"])
    assert [item.source.id for item in detection.sets] == ["us_ofac_sdn", "un_sc_sanctions"]


def test_other_files_in_a_folder_are_passed_over_and_said(tmp_path):
    shutil.copytree(LISTS / "un", tmp_path / "un")
    (tmp_path / "un" / "readme.txt").write_text("hello")
    (tmp_path / "un" / ".hidden").write_text("x")
    detection = detect([tmp_path])
    assert len(detection.sets) == 1
    (problem,) = detection.problems
    assert problem.code == "not_a_list"
    assert problem.source.endswith("readme.txt")


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("missing.csv", None, "no such file"),
        ("empty.xml", b"", "empty"),
        ("only-the-end.csv", b"\x1a", "empty"),
        ("photo.jpg", bytes(range(256)), "not a list"),
        ("page.csv", b"<html><body>502</body></html>", "an HTML page, not a list"),
        ("payments.csv", b"payment_id,amount\n1,2\n", "not a list"),
        ("cut.csv.gz", gzip.compress(b"1,2,3" * 999, mtime=0)[:20], "damaged gzip"),
        ("bad.gz", b"\x1f\x8bnothing of the kind", "damaged gzip"),
    ],
)
def test_a_path_that_is_no_list_is_refused_in_one_line(tmp_path, name, data, words):
    path = tmp_path / name
    if data is not None:
        path.write_bytes(data)
    detection = detect([path])
    assert detection.sets == []
    (error,) = detection.refused
    assert words in str(error)
    assert name in str(error)
    assert "\n" not in str(error)


def test_an_empty_folder_is_refused(tmp_path):
    (error,) = detect([tmp_path]).refused
    assert "no list in this folder" in str(error)


def test_an_incomplete_set_names_what_is_missing():
    (found,) = detect([BEFORE / "sdn.csv"]).sets
    with pytest.raises(IncompleteSetError) as caught:
        found.check_complete()
    assert caught.value.missing == ["add.csv", "alt.csv"]
    found.check_complete(partial=True)


def test_a_set_without_the_parties_is_no_partial_set():
    (found,) = detect([BEFORE / "alt.csv"]).sets
    with pytest.raises(IncompleteSetError):
        found.check_complete(partial=True)


def test_what_unpacks_to_too_much_is_refused(tmp_path):
    path = tmp_path / "bomb.gz"
    with gzip.open(path, "wb", compresslevel=1) as out:
        for _ in range((MAX_BYTES >> 20) + 1):
            out.write(b"\0" * (1 << 20))
    with pytest.raises(InputError, match="unpacked"):
        read_bytes(ListFile(path=path, given="bomb.gz"))
