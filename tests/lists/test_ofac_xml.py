"""OFAC's XML files: both namespaces, weak names, and the same party as from the CSV set."""

import zipfile

import pytest
from tests.lists.make_lists import SDN_NAMESPACES, sdn_xml

from nostro.lists.changes import diff

ENTRY = """<sdnEntry><uid>{uid}</uid><lastName>ACME LLC</lastName><sdnType>Entity</sdnType>
<remarks>(Linked To: ROE, Jane; all offices worldwide)</remarks>
<programList><program>RUSSIA-EO14024</program></programList>
<idList><id><uid>9</uid><idType>Tax ID No.</idType><idNumber>7702070139</idNumber>
<idCountry>Russia</idCountry></id><id><uid>8</uid><idType>Digital Currency Address - XBT</idType>
<idNumber>1Kuf2Rd8m</idNumber></id><id><uid>7</uid><idType>SWIFT/BIC</idType>
<idNumber>ACMERUMM</idNumber></id></idList>
<akaList><aka><uid>1</uid><type>a.k.a.</type><category>weak</category><lastName>NICK</lastName>
</aka><aka><uid>2</uid><type>f.k.a.</type><category>strong</category><lastName>OLD ACME</lastName>
</aka></akaList><addressList><address><uid>3</uid><address1>1 Main St</address1>
<city>Tskhinvali</city><country>Georgia</country></address></addressList></sdnEntry>"""
PERSON = """<sdnEntry><uid>2</uid><firstName>Jane</firstName><lastName>ROE</lastName>
<title>Director</title><sdnType>Individual</sdnType><programList><program>SDGT</program>
</programList><nationalityList><nationality><uid>1</uid><country>Iran</country></nationality>
</nationalityList><dateOfBirthList><dateOfBirthItem><uid>1</uid><dateOfBirth>Jan 1965</dateOfBirth>
</dateOfBirthItem></dateOfBirthList></sdnEntry>"""
TEXT = '<?xml version="1.0"?><sdnList xmlns="{}"><publshInformation><Publish_Date>09/20/2024'
END = "</Publish_Date></publshInformation>{}</sdnList>"


@pytest.fixture
def sdn(tmp_path):
    def write(*entries, namespace=SDN_NAMESPACES[0], name="sdn.xml"):
        path = tmp_path / name
        path.write_text(TEXT.format(namespace) + END.format("".join(entries)), encoding="utf-8")
        return path

    return write


@pytest.mark.parametrize("namespace", SDN_NAMESPACES)
def test_an_entry_in_either_namespace(read, sdn, namespace):
    found = read(sdn(ENTRY.format(uid=1), PERSON, namespace=namespace))
    assert found.set.source.id == "us_ofac_sdn"
    assert str(found.set.published()) == "2024-09-20"
    assert found.problems == []
    acme = found.entities["ofac-1"]
    assert acme.schema == "Company"
    assert acme.get("weakAlias") == ["NICK"]
    assert acme.get("previousName") == ["OLD ACME"]
    assert acme.get("taxNumber") == ["7702070139"]
    assert acme.get("swiftBic") == ["ACMERUMM"]
    assert acme.get("notes") == ["all offices worldwide"]
    assert acme.get("country") == ["ru", "ge", "x-so"]
    assert found.entities["ofac-1-wallet-1Kuf2Rd8m"].get("currency") == ["XBT"]
    assert found.entities["ofac-1-linked-ofac-2"].get("object") == ["ofac-2"]
    jane = found.entities["ofac-2"]
    assert jane.get("name") == ["ROE, Jane"]
    assert jane.get("birthDate") == ["1965-01"]
    assert jane.get("position") == ["Director"]
    assert found.entities["ofac-2-sanction"].get("provisions") == ["freeze"]


def test_the_same_party_from_csv_and_xml_is_the_same(read, sdn, ofac):
    folder = ofac(
        [
            '1,"ACME LLC",-0- ,"RUSSIA-EO14024"' + ",-0- " * 7 + ',"Tax ID No. 7702070139 (Russia);'
            " Digital Currency Address - XBT 1Kuf2Rd8m; SWIFT/BIC ACMERUMM; a.k.a. 'NICK'; "
            'Linked To: ROE, Jane; all offices worldwide."',
            '2,"ROE, Jane","individual","SDGT","Director"' + ",-0- " * 6
            + ',"DOB Jan 1965; nationality Iran."',
        ],
        ['1,1,"1 Main St","Tskhinvali","Georgia",-0- '],
        ['1,1,"fka","OLD ACME",-0- '],
    )  # fmt: skip
    before = read(folder).entities.values()
    after = read(sdn(ENTRY.format(uid=1), PERSON)).entities.values()
    assert diff(before, after) == []


def test_duplicates_and_unknown_fields_are_said(read, sdn):
    new = PERSON.replace("<title>", "<eyeColour>green</eyeColour><title>")
    found = read(sdn(ENTRY.format(uid=1), ENTRY.format(uid=1), ENTRY.format(uid="x"), new))
    assert [problem.code for problem in found.problems] == ["duplicate", "uid", "unknown_field"]
    assert "eyeColour: green" in found.entities["ofac-2"].get("notes")
    assert len(found.parties) == 2


def test_the_consolidated_list_is_known_by_name_or_programmes(read, sdn):
    entry = ENTRY.format(uid=1).replace("RUSSIA-EO14024", "UKRAINE-EO13662")
    for name in ("consolidated.xml", "list.xml"):
        found = read(sdn(entry, name=name))
        assert found.set.source.id == "us_ofac_cons"
        assert found.entities["ofac-1-sanction"].get("provisions") == ["sectoral"]


def test_a_zip_of_one_file_is_the_file(read, sdn, tmp_path):
    path = tmp_path / "SDN_XML.ZIP"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.write(sdn(PERSON), "sdn.xml")
    assert [party.id for party in read(path).parties] == ["ofac-2"]


def test_a_large_list_is_read_whole(read, tmp_path):
    found = read(sdn_xml(tmp_path / "sdn.xml", 1500))
    assert len(found.parties) == 1500
    assert found.problems == []
    assert sum(entity.schema == "UnknownLink" for entity in found.entities.values()) > 400


@pytest.mark.shared
def test_the_same_list_in_csv_and_xml_hardly_differs(read, shared):
    """What differs are words that one of the two files alone prints."""
    folder = shared / "data/sanctions/ofac"
    before, after = read(folder / "cons-csv-2018-04"), read(folder / "consolidated-2018-04-06.xml")
    changes = diff(before.entities.values(), after.entities.values())
    assert len(before.parties) == len(after.parties) == 639
    assert {change.change for change in changes} == {"changed"}
    assert len(changes) <= 35
