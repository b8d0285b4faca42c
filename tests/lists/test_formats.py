"""Every format: what a party of it becomes, and what becomes of bad input."""

import csv
import gzip
import io
import zipfile
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.lists.samples import (
    AUSTRALIA,
    CSL,
    DPL,
    EU_CSV,
    JAPAN,
    OFSI_CSV,
    SAMPLES,
    SIMPLE,
    UKRAINE,
    workbook,
)

from nostro.lists.sources import detect
from nostro.lists.sources.programmes import EFFECTS
from nostro.model.entities import Entity, listed_parties
from nostro.model.errors import InputError, NostroError
from nostro.model.problems import Problem

XML = [name for name in SAMPLES if name.endswith(".xml")]


@pytest.fixture
def put(tmp_path):
    def write(name, content=None):
        path = tmp_path / name
        path.write_bytes(SAMPLES[name][0] if content is None else content)
        return path

    return write


def only(found, schema="Person"):
    (party,) = (party for party in found.parties if party.schema == schema)
    return party


@pytest.mark.parametrize("name", SAMPLES)
def test_every_format_gives_listed_parties_with_an_effect(read, put, name):
    _, source, party = SAMPLES[name]
    found = read(put(name))
    assert found.set.source.id == source
    assert not party or found.entities[party].target
    listed = list(listed_parties(found.entities.values()))
    assert {item.entity.id for item in listed} == {item.id for item in found.parties}
    for item in listed:
        assert item.entity.get("name")
        assert item.entity.record
        said = [value for sanction in item.sanctions for value in sanction.get("provisions")]
        assert set(said) & set(EFFECTS) or item.entity.id == "NK-1"
    assert {problem.code for problem in found.problems} <= {"deleted", "delisted"}


# The person of each list that says so much of him, by the facts that are said alike.
@pytest.mark.parametrize(
    ("name", "birth", "weak"),
    [
        ("eu.xml", ["1965", "1966-02-03"], ["Vanya"]),
        ("eu.csv", ["1965"], ["Vanya"]),
        ("ConList.csv", ["1965-05"], ["VANYA"]),
        ("seco.xml", ["1965-05"], ["Vanya"]),
        ("sema-lmes.xml", ["1965-05"], []),
        ("nsdc.xlsx", ["1965-05-01"], []),
        ("dfat.xlsx", ["1965-05-05", "1966"], ["Vanya"]),
        ("mof.xlsx", ["1965-05"], []),
        ("csl.csv", ["1965-05"], []),
        ("csl-old.csv", ["1965-05"], []),
        ("senzing.json", ["1965-05"], []),
        ("32014R0269.csv", ["1965-05"], []),
    ],
)
def test_a_person_is_read_alike_from_every_list(read, put, name, birth, weak):
    person = only(read(put(name)))
    assert person.get("birthDate") == birth
    assert person.get("weakAlias") == weak
    names = " ".join(person.get("name")).lower()
    assert "petrov" in names or "петров" in names
    assert person.get("nationality") in ([], ["ru"], ["ru", "ir"])


@pytest.mark.parametrize(
    "name", ["eu.xml", "eu.csv", "ConList.csv", "seco.xml", "nsdc.xlsx", "csl.csv", "csl-old.csv",
             "senzing.json", "mof.xlsx", "sdn_advanced.xml"],
)  # fmt: skip
def test_passports_are_passports(read, put, name):
    (number,) = only(read(put(name))).get("passportNumber")
    assert number in {"AB123", "A123", "123456", "AB1234567"}


@pytest.mark.parametrize("name", ["eu.xml", "ConList.csv", "seco.xml", "csl.csv", "dfat.xlsx"])
def test_an_address_in_crimea_keeps_both_facts(read, put, name):
    country = only(read(put(name))).get("country")
    assert {"ua", "ua-cri"} <= set(country)


def test_the_eu_lists_one_party_under_two_regulations_as_one(read, put):
    found = read(put("eu.xml"))
    sanction = found.entities["eu-1-sanction"]
    assert sanction.get("programId") == ["UKR", "TERR"]
    assert sanction.get("listingDate") == ["2014-03-17"]
    assert sanction.get("sourceUrl") == ["http://eur-lex/1"]
    person = found.entities["eu-1"]
    assert person.get("alias") == ["Иван Петров", "I. Petrov"]
    assert person.get("email") == ["i@p.ru"]
    assert "Date of birth: circa 1965" in person.get("notes")
    assert "National passport AB123: knownExpired" in person.get("notes")
    assert str(found.set.published()) == "2022-03-18"


def test_a_british_party_keeps_its_id_from_list_to_list(read, put):
    before, after = read(put("ConList.csv")), read(put("UK_Sanctions_List.xml"))
    assert str(before.set.published()) == "2022-04-13"
    assert str(after.set.published()) == "2026-01-28"
    assert before.entities["gb-14001-sanction"].get("unscId") == ["QDi.001"]
    company = after.entities["gb-14001"]
    assert company.schema == "Company"
    assert company.get("name") == ["TRADING 1 LIMITED", "ТРЕЙДИНГ 1"]
    assert company.get("weakAlias") == ["TRADE-1"]
    assert company.get("country") == ["ua", "ua-cri"]
    sanction = after.entities["gb-14001-sanction"]
    assert sanction.get("authorityId") == ["RUS0001"]
    assert sanction.get("recordId") == ["14001"]
    assert sanction.get("provisions")[0] == "freeze"
    assert after.entities["gb-14001-ownership-gb-14002"].get("owner") == ["gb-14002"]


def test_ofsis_workbook_is_read_like_its_table(read, put):
    rows = list(csv.reader(io.StringIO(OFSI_CSV)))
    rows[0] = ["Last Updated", "2022-04-13"]
    found = read(put("ConList.xlsx", workbook({"ConList": [list(row) for row in rows]})))
    assert str(found.set.published()) == "2022-04-13"
    before = read(put("ConList.csv")).entities
    assert [e.properties for e in found.entities.values()] == [
        e.properties for e in before.values()
    ]


def test_what_is_no_asset_freeze_says_so(read, put):
    ship = read(put("UK_Sanctions_List.csv")).entities
    assert ship["gb-RUS9001"].get("imoNumber") == ["9283746"]
    assert ship["gb-RUS9001"].get("flag") == ["pa"]
    assert "freeze" not in ship["gb-RUS9001-sanction"].get("provisions")
    entities = read(put("csl.csv")).entities
    assert entities["csl-sdn-7-sanction"].get("provisions") == ["freeze"]
    assert entities["csl-el-x8-sanction"].get("provisions") == ["export"]
    assert entities["csl-sdn-7"].referents == ["ofac-7"]
    assert entities["csl-sdn-7-linked-csl-el-x8"].get("role") == ["Linked To"]
    for name in ("dpl.txt", "sema-lmes.xml", "special_measures.csv", "32014R0269.csv"):
        found = read(put(name)).entities.values()
        said = [e.get("provisions")[0] for e in found if e.schema == "Sanction"]
        assert (
            said
            == {
                "dpl.txt": ["export"],
                "sema-lmes.xml": ["freeze", "sectoral"],
                "special_measures.csv": ["reject", "advisory"],
                "32014R0269.csv": ["freeze", "sectoral"],
            }[name]
        )


def test_a_swiss_owner_is_a_link_and_who_left_is_said(read, put):
    found = read(put("seco.xml"))
    assert found.entities["ch-101-ownership-ch-100"].get("owner") == ["ch-100"]
    assert [problem.code for problem in found.problems] == ["delisted"]
    assert found.entities["ch-100"].get("name") == ["Ivan Petrov", "Петров"]
    assert found.entities["ch-100-sanction"].get("listingDate") == ["2014-03-17"]


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        ("(a)アル・ハク、アミン(b)アミン博士\n(a.k.a.: (a)Al-Haq, Amin (b)Dr. Amin)",
         ["アル・ハク アミン", "アミン博士", "Al-Haq, Amin", "Dr. Amin"]),
        ("アフメド、サイード\n（Ahmed Garbaya, Sa-id）",
         ["アフメド", "サイード", "Ahmed Garbaya", "Sa-id"]),
        ("ワーニャ（Vanya）", ["ワーニャ", "Vanya"]),
        ("不明", []),
    ],
)  # fmt: skip
def test_japanese_cells_of_names(read, put, cell, names):
    sheets = {name: [list(row) for row in rows] for name, rows in JAPAN.items()}
    sheets["1.テスト（個人）"][2][4] = cell
    assert only(read(put("mof.xlsx", workbook(sheets)))).get("alias") == names


def test_an_older_british_address_prints_its_country_as_a_line(read, put):
    text = OFSI_CSV.replace('"1 Lenin St",Simferopol,295000,Ukraine', "DPRK,,,")
    assert "DPRK,,,," in text
    assert only(read(put("ConList.csv", text.encode()))).get("country") == ["kp"]


def test_ukrainian_companies_have_their_codes(read, put):
    (company,) = (party for party in read(put("nsdc.xlsx")).parties if party.schema == "Company")
    assert company.get("ogrnCode") == ["1047796349864"]
    assert company.get("innCode") == ["7729507377"]
    assert {"ua", "ua-dpr"} <= set(company.get("country"))


def test_what_no_sanction_names_gets_one_that_advises(read, put):
    entities = read(put("entities.ftm.json")).entities
    assert entities["NK-2"].schema == "Organization"
    assert entities["NK-2-sanction"].get("provisions") == ["advisory"]
    assert "NK-1-sanction" not in entities
    assert read(put("entities.delta.json")).problems[0].code == "deleted"
    assert read(put("targets.nested.json")).entities["s1"].get("entity") == ["NK-1"]


MAPPING = """
columns: {name: Customer, alias: [AKA 1, AKA 2], birthDate: Born, country: Country}
id: Ref
schema: Person
effect: reject
programme: Exited
"""
OWN = (
    "Ref,Customer,AKA 1,AKA 2,Born,Country\n7,Ivan Petrov,Vanya,,05/06/1972,Russia\n,,,,,\n8,,,,,\n"
)


def test_a_list_of_ones_own(read, put):
    put("exited.list.yaml", MAPPING.encode())
    found = read(put("exited.list.csv", OWN.encode()).parent)
    person = found.entities["own-exited-7"]
    assert person.get("birthDate") == ["1972-06-05"]
    assert person.get("alias") == ["Vanya"]
    assert found.entities["own-exited-7-sanction"].get("provisions") == ["reject"]
    assert [problem.code for problem in found.problems] == ["name"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("columns: {nmae: Customer}", "no property nmae"),
        ("columns: {alias: Customer}", "which is the name"),
        ("columns: {name: Customer}\neffect: block", "not a mapping"),
        ("columns: {name: Customer}\ndelimiter: ';;'", "not a mapping"),
        ("[", "not a mapping"),
    ],
)
def test_a_mapping_that_says_nothing_is_refused(put, text, words):
    put("exited.list.yaml", text.encode())
    found = detect([put("exited.list.csv", OWN.encode()).parent])
    assert found.sets == []
    assert words in str(found.refused[0])


def test_each_list_of_ones_own_is_a_list_for_itself(put):
    put("exited-2024-09.list.yaml", MAPPING.encode())
    put("exited-2024-09.list.csv", OWN.encode())
    put("b.list.yaml", (MAPPING + "list: Brokers & agents\n").encode())
    folder = put("b.list.csv", OWN.encode()).parent
    sets = detect([folder]).sets
    assert sorted(found.source.id for found in sets) == ["own_brokers_agents", "own_exited"]
    ids = {item.id for found in sets for item in found.read() if isinstance(item, Entity)}
    assert {"own-exited-7", "own-brokers-agents-7"} <= ids


TABLES = {
    "eu.csv": (EU_CSV, ";"),
    "ConList.csv": (OFSI_CSV, ","),
    "csl.csv": (CSL, ","),
    "dpl.txt": (DPL, "\t"),
    "targets.simple.csv": (SIMPLE, ","),
}


def reordered(text, delimiter, extra=None):
    """The table with its first column last, and perhaps a new column beside it."""
    rows = list(csv.reader(io.StringIO(text), delimiter=delimiter))
    width = max(map(len, rows))
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter)
    for number, row in enumerate(rows):
        heading = len(row) == width and not any(len(r) == width for r in rows[:number])
        more = [] if extra is None or len(row) < width else [extra if heading else "seen"]
        writer.writerow([*row[1:], *more, row[0]] if len(row) == width else row)
    return out.getvalue()


@pytest.mark.parametrize("name", [n for n in TABLES if n not in {"targets.simple.csv", "dpl.txt"}])
def test_columns_may_change_their_order(read, put, name):
    before = read(put(name)).entities
    text, delimiter = TABLES[name]
    after = read(put(name, reordered(text, delimiter).encode())).entities
    assert [e.properties for e in after.values()] == [e.properties for e in before.values()]


@pytest.mark.parametrize("name", ["ConList.csv", "csl.csv"])
def test_a_new_column_is_kept_and_said_once(read, put, name):
    text, delimiter = TABLES[name]
    found = read(put(name, reordered(text, delimiter, "New field").encode()))
    assert [problem.code for problem in found.problems] == ["unknown_field"]
    assert any("seen" in note for party in found.parties for note in party.get("notes"))


@pytest.mark.parametrize(
    "name", [n for n in SAMPLES if n not in {"nsdc.xlsx", "dfat.xlsx", "mof.xlsx"}]
)
@pytest.mark.parametrize("form", ["bom", "crlf", "gzip", "zip"])
def test_byte_order_marks_line_ends_and_packing_change_nothing(read, put, name, form):
    content = SAMPLES[name][0]
    before = read(put(name)).entities
    if form == "zip":
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w") as out:
            out.writestr(name, content)
        content = packed.getvalue()
    elif form == "gzip":
        content = gzip.compress(content)
    elif form == "bom":
        content = b"\xef\xbb\xbf" + content
    else:
        content = content.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")
    after = read(put(name, content)).entities
    assert {k: e.properties for k, e in after.items()} == {
        k: e.properties for k, e in before.items()
    }


@pytest.mark.parametrize("name", XML)
def test_xml_that_is_cut_off_or_bad_is_refused(put, name):
    content = SAMPLES[name][0]
    cut = content[: len(content) * 3 // 4]
    attack = b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
    start = content.index(b"?>") + 2 if content.startswith(b"<?xml") else 0
    bad = content.replace(b"utf-8", b"UTF-8").replace(b"</", b"\xff\xfe</", 1)
    for broken in (cut, content[:start] + attack + content[start:], bad):
        sets = detect([put(name, broken)]).sets
        with pytest.raises(InputError) as caught:
            list(sets[0].read())
        assert "\n" not in str(caught.value)


@pytest.mark.parametrize("name", SAMPLES)
def test_a_page_in_place_of_the_list_is_refused(put, name):
    page = b"<!DOCTYPE html>\n<html><head><title>503</title></head><body>Sorry</body></html>"
    (error,) = detect([put(name, page)]).refused
    assert "an HTML page, not a list" in str(error)


def test_a_zip_bomb_and_a_hostile_workbook_are_refused(put):
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as out:
        out.writestr("dpl.txt", DPL + "\n" * (70 << 20))
    (found,) = detect([put("dpl.zip", bomb.getvalue())]).sets
    with pytest.raises(InputError, match="unpacked"):
        list(found.read())
    several = io.BytesIO()
    with zipfile.ZipFile(several, "w") as out:
        out.writestr("a.csv", DPL)
        out.writestr("b.csv", DPL)
    (error,) = detect([put("two.zip", several.getvalue())]).refused
    assert "a zip of 2 files" in str(error)
    book = workbook(AUSTRALIA)
    hostile = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(book)) as good, zipfile.ZipFile(hostile, "w") as out:
        for item in good.infolist():
            content = good.read(item)
            if item.filename.endswith("sheet1.xml"):
                content = b'<!DOCTYPE x [<!ENTITY a "a">]>' + content
            out.writestr(item.filename, content)
    for content, words in ((hostile.getvalue(), "DOCTYPE"), (book[:-300], "damaged")):
        (error,) = detect([put("dfat.xlsx", content)]).refused
        assert words in str(error)


def test_duplicates_and_rows_of_nobody_are_problems(read, put):
    row = DPL.splitlines()[1]
    found = read(put("dpl.txt", f"{DPL}{row}\r\n{row.replace('IVAN PETROV', '')}\r\n".encode()))
    assert [problem.code for problem in found.problems] == ["duplicate", "name"]
    sheets = {"Юридичні особи": [*UKRAINE["Юридичні особи"], [1, "109-2021", 61]]}
    found = read(put("nsdc.xlsx", workbook(sheets)))
    assert [problem.code for problem in found.problems] == ["name"]


@given(st.binary(max_size=200), st.sampled_from(list(SAMPLES)), st.integers(0, 4000))
def test_any_bytes_give_entities_problems_or_a_clear_error(tmp_path, data, name, at):
    content = SAMPLES[name][0]
    path = tmp_path / name
    path.write_bytes(content[:at] + data + content[at:])
    detection = detect([path])
    assert len(detection.sets) + len(detection.refused) == 1
    with suppress(NostroError):
        for list_set in detection.sets:
            assert all(isinstance(item, Entity | Problem) for item in list_set.read())


@pytest.mark.parametrize(
    ("name", "was", "now"),
    [
        ("seco.xml", b'order="2"', b'order="x"'),
        ("seco.xml", b'year="1965"', b'year="%s"' % (b"9" * 5000)),
        ("seco.xml", b"2024-01-17", b"2024-99-17"),
        ("eu.xml", b'year="1965"', b'yearRangeFrom="%s"' % (b"9" * 5000)),
        ("eu.xml", b"2022-03-18", b"2022-99-18"),
        ("sdn_advanced.xml", b"<Year>1962</Year>", b"<Year>%s</Year>" % (b"9" * 30)),
        ("sdn_advanced.xml", b"<Year>2024</Year>", b"<Year>%s</Year>" % (b"9" * 30)),
        ("sdn_enhanced.xml", b"2025-01-10", b"2025-99-10"),
    ],
)
def test_numbers_that_are_none_cost_a_date_and_no_more(read, put, name, was, now):
    content = SAMPLES[name][0]
    assert was in content
    found = read(put(name, content.replace(was, now)))
    assert found.parties
    found.set.published()


@pytest.mark.parametrize(
    ("name", "was", "now"),
    [
        ("sema-lmes.xml", "<LastName>Petrov<", "<LastName>Petroff<"),
        ("nsdc.xlsx", "Петров Іван", "Петрофф Іван"),
        ("mof.xlsx", "Ivan PETROV", "Ivan PETROFF"),
        ("32014R0269.csv", "Ivan Petrov", "Ivan Petroff"),
        ("eu.csv", "Ivan Petrov", "Ivan Petroff"),
        ("dfat.xlsx", "Ivan Petrov", "Ivan Petroff"),
    ],
)
def test_a_party_keeps_its_id_where_its_name_is_corrected(read, put, name, was, now):
    sheets = {"nsdc.xlsx": UKRAINE, "mof.xlsx": JAPAN, "dfat.xlsx": AUSTRALIA}.get(name)
    before = read(put(name))
    if sheets:
        corrected = {
            sheet: [[now if cell == was else cell for cell in row] for row in rows]
            for sheet, rows in sheets.items()
        }
        content = workbook(corrected)
    else:
        content = SAMPLES[name][0].replace(was.encode(), now.encode())
    after = read(put(name, content))
    assert {party.id for party in after.parties} == {party.id for party in before.parties}
    assert [p.properties for p in after.parties] != [p.properties for p in before.parties]


def test_two_parties_under_one_number_are_two(read, put):
    rows = UKRAINE["Юридичні особи"]
    other = [cell if cell != "ТОВ Акме" else "ТОВ Інше" for cell in rows[1]]
    sheets = {"Юридичні особи": [*rows, other, rows[1]]}
    found = read(put("nsdc.xlsx", workbook(sheets)))
    assert len({party.id for party in found.parties}) == 2
    assert [problem.code for problem in found.problems] == ["duplicate"]
