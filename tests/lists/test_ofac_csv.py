import gzip

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nostro.lists.sources.ofac_csv import SOURCE
from nostro.lists.sources.source import ListFile
from nostro.model.entities import listed_parties
from nostro.model.errors import NostroError
from nostro.model.problems import Problem
from nostro.sample import SAMPLE

ADDRESS = "1,1,-0- ,-0- ,-0- ,-0- "
ALIAS = '1,1,"aka","X",-0- '


def test_a_bank_with_its_aliases_address_and_codes(read):
    after = read(SAMPLE / "lists" / "ofac-2024-09-20")
    bank = after.entities["ofac-22488"]
    assert bank.schema == "Company"
    assert bank.get("name") == ["TSMRBANK, OOO"]
    assert bank.get("alias")[-1] == "CMRBANK"
    assert bank.get("bikCode") == ["044525059"]
    assert "1157700005759" in bank.get("registrationNumber")
    assert bank.get("country") == ["ru"]
    assert bank.record == "sdn.csv line 30"
    address = after.entities["ofac-22488-addr-1"]
    assert address.get("city") == ["Moscow"]
    assert address.get("postalCode") == ["127055"]
    sanction = after.entities["ofac-22488-sanction"]
    assert sanction.get("program") == ["UKRAINE-EO13660", "DPRK4", "RUSSIA-EO14024"]
    assert sanction.get("programId") == sanction.get("program")
    assert sanction.get("entity") == ["ofac-22488"]


def test_a_contested_region_stands_beside_the_country(read):
    mrb = read(SAMPLE / "lists" / "ofac-2024-09-20").entities["ofac-50604"]
    assert mrb.get("country") == ["ge", "x-so"]


def test_people_vessels_aircraft_wallets_and_links(read):
    entities = read(SAMPLE / "lists" / "ofac-2024-09-18").entities
    nasrallah = entities["ofac-2686"]
    assert nasrallah.schema == "Person"
    assert nasrallah.get("lastName") == ["NASRALLAH"]
    assert nasrallah.get("firstName") == ["Hasan"]
    assert nasrallah.get("birthDate") == ["1960-08-31", "1953-08-31"]
    assert nasrallah.get("position") == ["Secretary General of Hizballah"]
    assert entities["ofac-2686-linked-ofac-4697"].get("role") == ["Linked To"]
    fortune = entities["ofac-15068"]
    assert fortune.schema == "Vessel"
    assert fortune.get("imoNumber") == ["9283746"]
    assert fortune.get("callSign") == ["9BAC"]
    assert fortune.get("flag") == ["ir"]
    assert fortune.get("previousName") == ["IRAN FAZEL"]
    assert "Linked To: NATIONAL IRANIAN TANKER COMPANY" in fortune.get("notes")
    plane = entities["ofac-15457"]
    assert plane.schema == "Airplane"
    assert plane.get("serialNumber") == ["811", "24383"]
    assert plane.get("buildDate") == ["1993-02-18"]
    (wallet,) = (e for e in entities.values() if e.get("holder") == ["ofac-36025"])
    assert wallet.get("publicKey") == ["3Lpoy53K625zVeE47ZasiG5jGkAxJ27kh1"]
    assert wallet.get("currency") == ["XBT"]


def test_weak_aliases_come_from_the_remarks_and_strong_ones_from_alt(read, ofac, party):
    folder = ofac(
        [party(remarks="a.k.a. 'NICK'.")],
        [ADDRESS],
        ['1,1,"aka","STRONG",-0- ', '1,2,"fka","FORMER",-0- '],
    )
    acme = read(folder).entities["ofac-1"]
    assert acme.get("alias") == ["STRONG"]
    assert acme.get("previousName") == ["FORMER"]
    assert acme.get("weakAlias") == ["NICK"]


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ('2,"HALF A ROW"', "columns"),
        (',"NO NUMBER",-0- ,"SDGT"' + ",-0- " * 8, "ent_num"),
        ('2,-0- ,-0- ,"SDGT"' + ",-0- " * 8, "name"),
        ('1,"TWICE",-0- ,"SDGT"' + ",-0- " * 8, "duplicate"),
        ('2,"QUOTE NEVER CLOSED' + ",-0- " * 10, "quoting"),
    ],
)
def test_a_bad_row_is_a_problem_and_the_rest_is_read(read, ofac, party, row, code):
    found = read(ofac([party(), row, party(3, "LAST")], [ADDRESS], [ALIAS]))
    assert [entity.id for entity in found.parties] == ["ofac-1", "ofac-3"]
    (problem,) = found.problems
    assert (problem.code, problem.location) == (code, "line 2")
    assert problem.source.endswith("sdn.csv")


def test_orphans_are_problems(read, ofac, party):
    found = read(ofac([party()], ['7,1,"Street","City","Cuba",-0- '], ['8,1,"aka","X",-0- ']))
    assert [problem.code for problem in found.problems] == ["orphan", "orphan"]


@pytest.mark.parametrize(
    ("start", "rest"),
    [("; Linked T", "o: THE OTHER; Passport 12345."), ("; Linked To: ", "THE OTHER; Passport 1 .")],
)
def test_comments_go_on_where_the_remarks_stop(read, ofac, party, start, rest):
    rows = [party(kind='"individual"', remarks=start.rjust(1000, "x")), party(2, "THE OTHER")]
    found = read(ofac(rows, [ADDRESS], [ALIAS], [f'1,"{rest}"']))
    assert "ofac-1-linked-ofac-2" in found.entities
    assert found.entities["ofac-1"].get("passportNumber")
    assert found.problems == []


def test_a_fact_that_is_cut_off_is_only_a_note(read, ofac, party):
    remarks = "; Tax ID No. 770707".rjust(1000, "x")
    found = read(ofac([party(remarks=remarks)], [ADDRESS], [ALIAS]))
    assert found.entities["ofac-1"].get("taxNumber") == []
    assert "Tax ID No. 770707" in found.entities["ofac-1"].get("notes")


def test_windows_code_page_and_gzip(read, ofac, party):
    folder = ofac([party(name="COMPAÑIA DE AÑEJOS")], [ADDRESS], [ALIAS])
    text = (folder / "sdn.csv").read_text()
    (folder / "sdn.csv").unlink()
    (folder / "sdn.csv.gz").write_bytes(gzip.compress(text.encode("cp1252")))
    assert read(folder).entities["ofac-1"].get("name") == ["COMPAÑIA DE AÑEJOS"]


def test_one_wallet_in_two_currencies_is_one_wallet(read, ofac, party):
    remarks = "Digital Currency Address - ETH 0xab12; alt. Digital Currency Address - BSC 0xab12."
    found = read(ofac([party(remarks=remarks)], [ADDRESS], [ALIAS]))
    assert found.entities["ofac-1-wallet-0xab12"].get("currency") == ["ETH", "BSC"]


@given(st.binary(max_size=400), st.sampled_from(["sdn.csv", "add.csv", "alt.csv"]))
def test_any_bytes_give_entities_problems_or_a_clear_error(tmp_path, data, broken):
    files = {}
    for role in ("sdn.csv", "add.csv", "alt.csv"):
        path = tmp_path / role
        good = (SAMPLE / "lists" / "ofac-2024-09-18" / role).read_bytes()
        path.write_bytes(good[:300] + b"\n" + data if role == broken else good)
        files[role] = ListFile(path=path, given=role)
    try:
        found = list(SOURCE.read(files))
    except NostroError:
        return
    parties = [item for item in found if not isinstance(item, Problem) and item.target]
    assert len(parties) == len(list(listed_parties(e for e in found if not isinstance(e, Problem))))


@pytest.mark.shared
def test_the_list_of_july_2021_is_read_whole(read, shared):
    found = read(shared / "data/sanctions/ofac/csv-2021-07-07")
    assert len(found.parties) == 8976
    assert found.problems == []
    assert sum(entity.schema == "Person" for entity in found.parties) == 4620
    assert all(entity.get("name") and entity.record for entity in found.parties)
    listed = list(listed_parties(found.entities.values()))
    assert len(listed) == 8976
    assert all(party.programmes for party in listed)


@pytest.mark.shared
@pytest.mark.parametrize("name", ["csv-2018-11", "csv-2021-04-25", "csv-2018-11-invalid"])
def test_rows_in_are_parties_and_problems_out(read, shared, name):
    found = read(shared / "data/sanctions/ofac" / name)
    path = found.set.files["sdn.csv"].path
    raw = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    rows = [row for row in raw.split(b"\n") if row.strip(b"\x1a \r\n")]
    bad = [problem for problem in found.problems if problem.source.endswith(path.name)]
    assert len(found.parties) + len(bad) == len(rows)
