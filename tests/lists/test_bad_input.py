"""Bad input of every kind in every format: a refusal in one line, or a Problem; nothing is lost."""

import csv
import gzip
import io
import zipfile
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime

import openpyxl
import pytest
from tests.lists.samples import SAMPLES

from nostro.lists.sources import SOURCES, detect
from nostro.lists.versions import VersionStore
from nostro.model.entities import Entity
from nostro.model.errors import InputError, NostroError
from nostro.model.problems import Problem

AT = datetime(2026, 1, 2, tzinfo=UTC)
WORKBOOKS = [name for name in SAMPLES if name.endswith(".xlsx")]
XML = [name for name in SAMPLES if name.endswith(".xml")]
JSON = [name for name in SAMPLES if name.endswith(".json")]
CSV = {"dpl.txt": "\t", "eu.csv": ";"} | {
    name: "," for name in SAMPLES if name.endswith(".csv") and name != "eu.csv"
}
# Elements of which those of a kind that is new are told: where records end.
RECORD_ENDS = {
    "sdn.xml": b"</sdnEntry>", "sdn_enhanced.xml": b"</entity>", "eu.xml": b"</sanctionEntity>",
    "sema-lmes.xml": b"</record>", "seco.xml": b"</target>",
    "UK_Sanctions_List.xml": b"</Designation>", "ConList.xml": b"</FinancialSanctionsTarget>",
}  # fmt: skip


@pytest.fixture
def put(tmp_path):
    def write(name, content):
        path = tmp_path / name
        path.write_bytes(content)
        return path

    return write


def items_of(path):
    """What a file holds: entities by id, problems, and the refusal where there was one."""
    detection = detect([path])
    refused = [error.reason for error in detection.refused]
    items = []
    with suppress(InputError):
        for found in detection.sets:
            try:
                items += list(found.read())
            except InputError as error:
                refused.append(error.reason)
    assert all("\n" not in reason for reason in refused)
    entities = {item.id: item for item in items if isinstance(item, Entity)}
    return entities, [item for item in items if isinstance(item, Problem)], refused


def parties_of(entities):
    return {key: entity.properties for key, entity in entities.items() if entity.target}


@pytest.mark.parametrize("name", SAMPLES)
def test_a_file_cut_off_anywhere_gives_no_party_that_the_whole_does_not(put, tmp_path, name):
    """A cut in a row is refused or a Problem; between rows nothing shows it but what is lost."""
    content = SAMPLES[name][0]
    whole, before, _ = items_of(put(name, content))
    for at in range(len(content) // 8, len(content) - 2, max(1, len(content) // 24)):
        entities, problems, refused = items_of(put(name, content[:at]))
        if parties_of(entities) != parties_of(whole) and not refused:
            between = content[:at].endswith((b"\n", b"\r", b"}"))
            last_cell = name in CSV and _is_full(content[:at], CSV[name])
            said = {(p.code, p.location) for p in problems} - {(p.code, p.location) for p in before}
            assert between or last_cell or said, content[:at][-80:]
    store = VersionStore(tmp_path / "lists")
    result = store.import_files([put(name, content[: len(content) * 2 // 3])], imported_at=AT,
                                partial=True)  # fmt: skip
    assert len(result.versions) + len(result.refused) == 1


def _is_full(content, delimiter):
    """True for CSV whose last row has all its cells, cut off in the last of them or not at all."""
    rows = [row for row in csv.reader(io.StringIO(content.decode("utf-8", "ignore")),
                                      delimiter=delimiter) if row]  # fmt: skip
    return len(rows[-1]) >= max(map(len, rows))


@pytest.mark.parametrize("name", CSV)
def test_tables_of_another_encoding_say_so(put, name):
    content = SAMPLES[name][0].decode().replace("Petrov", "Пeтров").replace("PETROV", "ПЕТРОВ")
    content = content.replace("Acme", "Акме").replace("STAR", "СТАР")
    assert not content.isascii()
    entities, problems, _ = items_of(put(name, content.encode("cp1251", "ignore")))
    assert "encoding" in {problem.code for problem in problems}
    assert entities
    wide, _, _ = items_of(put(name, content.encode("utf-16")))
    plain, _, _ = items_of(put(name, content.encode()))
    if name != "special_measures.csv":
        assert parties_of(wide) == parties_of(plain)


@pytest.mark.parametrize("name", JSON)
def test_lines_of_another_encoding_are_problems(put, name):
    content = SAMPLES[name][0].replace(b"Ivan", b"\xc8\xe2\xe0\xed", 1)
    entities, problems, refused = items_of(put(name, content))
    assert problems or refused
    assert not any("\ufffd" in name for e in entities.values() for name in e.names())


def reordered(content, delimiter, extra=False):
    """The table with its first column last, and perhaps a new one beside it."""
    rows = list(csv.reader(io.StringIO(content.decode()), delimiter=delimiter))
    width = max(map(len, rows))
    head = next(number for number, row in enumerate(rows) if len(row) == width)
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter)
    for number, row in enumerate(rows):
        if len(row) < width:
            writer.writerow(row)
            continue
        more = [("Brand new" if number == head else "seen")] if extra else []
        writer.writerow([*row[1:], *more, row[0]])
    return out.getvalue().encode()


def rebuilt(content, extra=False):
    """The workbook with the first column of each table last, and perhaps a new one beside it."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    for sheet in book.worksheets:
        rows = [list(row) for row in sheet.iter_rows(values_only=True)]
        width = max(len([cell for cell in row if cell is not None]) for row in rows)
        head = next(number for number, row in enumerate(rows) if None not in row[:width])
        for number, row in enumerate(rows):
            more = [("Brand new" if number == head else "seen")] if extra else []
            moved = row if number < head else [*row[1:], *more, row[0]]
            for column, cell in enumerate(moved, 1):
                sheet.cell(number + 1, column).value = cell
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


@pytest.mark.parametrize("name", [*CSV, *WORKBOOKS])
@pytest.mark.parametrize("extra", [False, True])
def test_columns_may_move_and_new_ones_are_kept_and_said_once(put, name, extra):
    content = SAMPLES[name][0]
    before, _, _ = items_of(put(name, content))
    moved = rebuilt(content, extra) if name in WORKBOOKS else reordered(content, CSV[name], extra)
    after, problems, refused = items_of(put(name, moved))
    assert refused == []
    assert parties_of(after).keys() == parties_of(before).keys()
    if not extra:
        assert parties_of(after) == parties_of(before)
        return
    kept = [note for e in after.values() for note in e.get("notes") if "seen" in note]
    assert kept
    if name != "mof.xlsx":  # its sheets have what headings they like, and all of it is kept
        assert "unknown_field" in {problem.code for problem in problems}


@pytest.mark.parametrize("name", RECORD_ENDS)
def test_a_new_element_is_kept_and_said_once(put, name):
    end = RECORD_ENDS[name]
    content = SAMPLES[name][0]
    assert end in content
    new = content.replace(end, b"<BrandNew>seen</BrandNew>" + end)
    after, problems, refused = items_of(put(name, new))
    assert refused == []
    assert [problem.code for problem in problems].count("unknown_field") == 1
    assert any("seen" in note for e in after.values() for note in e.get("notes"))


@pytest.mark.parametrize("name", SAMPLES)
@pytest.mark.parametrize("packing", ["gzip", "zip"])
def test_what_unpacks_to_more_than_its_source_allows_is_refused(put, name, packing):
    content = SAMPLES[name][0]
    if name in WORKBOOKS and packing == "zip":
        return  # a workbook is a zip already, and stands there as itself
    if packing == "gzip":
        packed = gzip.compress(content)
    else:
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as zipped:
            zipped.writestr(name, content)
        packed = out.getvalue()
    (found,) = detect([put(f"{name}.{packing}", packed)]).sets
    files = {role: replace(file, max_bytes=len(content) // 2) for role, file in found.files.items()}
    with pytest.raises(InputError, match="unpacked"):
        list(replace(found, files=files).read())


def test_every_source_is_bounded():
    assert all(0 < source.max_bytes <= 4 << 30 for source in SOURCES)


@pytest.mark.parametrize("name", XML)
def test_entities_that_grow_or_read_files_are_refused(put, name):
    content = SAMPLES[name][0]
    start = content.index(b"?>") + 2 if content.startswith(b"<?xml") else 0
    for attack in (
        b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]>',
        b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>',
        b'<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd">',
    ):
        entities, _, refused = items_of(put(name, content[:start] + attack + content[start:]))
        assert (entities, len(refused)) == ({}, 1)


# A party of these has a row for each of its names, so that one row more says nothing new.
SEVERAL_ROWS = {"eu.csv", "ConList.csv", "UK_Sanctions_List.csv", "dfat.xlsx"}


@pytest.mark.parametrize("name", [name for name in SAMPLES if name not in XML])
def test_what_comes_twice_is_one_party_and_a_problem(put, name):
    content = SAMPLES[name][0]
    before, problems_before, _ = items_of(put(name, content))
    if name in WORKBOOKS:
        book = openpyxl.load_workbook(io.BytesIO(content))
        sheet = book.worksheets[0]
        rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
        full = max(rows, key=lambda row: sum(cell is not None for cell in row[:6]) * 100
                   + rows.index(row))  # fmt: skip
        sheet.append(full)
        out = io.BytesIO()
        book.save(out)
        twice = out.getvalue()
    else:
        lines = content.rstrip(b"\r\n").split(b"\n")
        twice = b"\n".join([*lines, lines[-1]]) + b"\n"
    after, problems, refused = items_of(put(name, twice))
    assert refused == []
    assert parties_of(after) == parties_of(before)
    if name not in JSON and name not in SEVERAL_ROWS:
        assert len(problems) > len(problems_before)


@pytest.mark.parametrize("name", SAMPLES)
def test_a_refused_file_leaves_the_version_in_force(put, tmp_path, name):
    store = VersionStore(tmp_path / "lists")
    (good,) = store.import_files([put(name, SAMPLES[name][0])], imported_at=AT,
                                 partial=True).versions  # fmt: skip
    for bad in (b"", b"<html><body>503</body></html>", b"\x1f\x8b" + b"x" * 40, b"PK\x03\x04xx"):
        try:
            result = store.import_files([put(name, bad)], imported_at=AT)
        except NostroError:
            continue
        assert (result.versions, len(result.refused)) == ([], 1)
    assert store.in_force() == [good]
    assert not (tmp_path / "lists" / ".incoming").exists()
