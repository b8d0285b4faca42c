from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nostro.lists.sources.source import ListFile
from nostro.lists.sources.un_xml import SOURCE
from nostro.model.entities import listed_parties
from nostro.model.errors import InputError, NostroError
from nostro.sample import SAMPLE

PERSON = "<DATAID>7</DATAID><FIRST_NAME>RI</FIRST_NAME><UN_LIST_TYPE>DPRK</UN_LIST_TYPE>"
HEAD = '<?xml version="1.0"?>{doctype}<CONSOLIDATED_LIST><INDIVIDUALS><INDIVIDUAL>'
TAIL = "</INDIVIDUAL></INDIVIDUALS></CONSOLIDATED_LIST>"


def refusal(path: Path) -> str:
    with pytest.raises(InputError) as caught:
        list(SOURCE.read({"consolidated.xml": ListFile(path=path, given=path.name)}))
    assert "\n" not in str(caught.value)
    return str(caught.value)


def test_a_person_of_the_sample(read):
    person = read(SAMPLE / "lists" / "un").entities["un-110447"]
    assert person.schema == "Person"
    assert person.get("name") == ["MUHAMMAD TAHER ANWARI", "محمد طاهر أنوري"]
    assert person.get("firstName") == ["MUHAMMAD"]
    assert person.get("alias") == ["Mohammad Taher Anwari", "Muhammad Tahir Anwari"]
    assert person.get("weakAlias") == ["Haji Mudir"]
    assert person.get("title") == ["Mullah"]
    assert person.get("birthDate") == ["1961"]
    assert person.get("birthPlace") == ["Zurmat District, Paktia Province, Afghanistan"]
    assert person.get("birthCountry") == ["af"]
    assert person.get("nationality") == ["af"]
    assert person.get("modifiedAt") == ["2011-11-29"]


def test_an_organisation_and_its_listing(read):
    entities = read(SAMPLE / "lists" / "un").entities
    bank = entities["un-690752"]
    assert bank.schema == "Organization"
    assert bank.get("previousName") == ["CHANGGWANG CREDIT BANK", "KOREA CHANGGWANG CREDIT BANK"]
    assert bank.get("country") == ["kp"]
    sanction = entities["un-690752-sanction"]
    assert sanction.get("unscId") == ["KPe.003"]
    assert sanction.get("programId") == ["DPRK"]
    assert sanction.get("program") == ["DPRK", "Committee pursuant to resolution 1718 (2006)"]
    assert sanction.get("listingDate") == ["2009-04-24"]


def test_documents_ranges_and_several_aliases_in_one(read, un):
    inner = (
        PERSON
        + "<INDIVIDUAL_ALIAS><QUALITY>Good</QUALITY><ALIAS_NAME>A One; A Two</ALIAS_NAME>"
        + "</INDIVIDUAL_ALIAS><INDIVIDUAL_ALIAS><QUALITY>Good</QUALITY>"
        + "<ALIAS_NAME>Old Name</ALIAS_NAME><NOTE>previously listed as</NOTE></INDIVIDUAL_ALIAS>"
        + "<INDIVIDUAL_DATE_OF_BIRTH><TYPE_OF_DATE>BETWEEN</TYPE_OF_DATE>"
        + "<FROM_YEAR>1967</FROM_YEAR><TO_YEAR>1969</TO_YEAR></INDIVIDUAL_DATE_OF_BIRTH>"
        + "<INDIVIDUAL_DOCUMENT><TYPE_OF_DOCUMENT>Numéro de passeport</TYPE_OF_DOCUMENT>"
        + "<NUMBER>P1</NUMBER><COUNTRY_OF_ISSUE>Pakistan</COUNTRY_OF_ISSUE></INDIVIDUAL_DOCUMENT>"
        + "<INDIVIDUAL_DOCUMENT><TYPE_OF_DOCUMENT>National Identification Number"
        + "</TYPE_OF_DOCUMENT><NUMBER>N2</NUMBER></INDIVIDUAL_DOCUMENT>"
    )
    person = read(un([inner])).entities["un-7"]
    assert person.get("alias") == ["A One", "A Two"]
    assert person.get("previousName") == ["Old Name"]
    assert person.get("birthDate") == ["1967", "1968", "1969"]
    assert person.get("passportNumber") == ["P1"]
    assert person.get("country") == ["pk"]
    assert person.get("idNumber") == ["N2"]


@pytest.mark.parametrize(
    ("inner", "code"),
    [
        ("<FIRST_NAME>RI</FIRST_NAME>", "data_id"),
        (PERSON, "duplicate"),
        ("<DATAID>8</DATAID>", "name"),
    ],
)
def test_a_party_that_cannot_be_told_apart_is_a_problem(read, un, inner, code):
    found = read(un([PERSON, inner], ["<DATAID>9</DATAID><FIRST_NAME>ORG</FIRST_NAME>"]))
    assert [entity.id for entity in found.parties] == ["un-7", "un-9"]
    assert [(p.code, p.location) for p in found.problems] == [(code, "INDIVIDUAL 2")]


def test_the_day_of_publication_stands_inside(read, un):
    assert str(read(un([PERSON])).set.published()) == "2025-01-02"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (HEAD.format(doctype="") + PERSON, "not well-formed"),
        (HEAD.format(doctype="") + "a & b" + TAIL, "not well-formed"),
        (HEAD.format(doctype="<!DOCTYPE x>") + PERSON + TAIL, "DOCTYPE"),
        (
            HEAD.format(doctype='<!DOCTYPE x [<!ENTITY a "a"><!ENTITY b "&a;&a;&a;">]>')
            + "<DATAID>&b;</DATAID>" + TAIL,
            "DOCTYPE",
        ),
        (
            HEAD.format(doctype='<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>')
            + "<DATAID>&a;</DATAID>" + TAIL,
            "DOCTYPE",
        ),
        ("<OTHER><CONSOLIDATED_LIST/></OTHER>", "root element"),
        ("<CONSOLIDATED_LIST/>", "without a single party"),
        (HEAD.format(doctype="") + "<a>" * 500, "not well-formed"),
        (HEAD.format(doctype="") + "<a/>" * 600_000 + TAIL, "elements"),
    ],
)  # fmt: skip
def test_a_document_that_cannot_be_trusted_is_refused(tmp_path, text, words):
    path = tmp_path / "consolidated.xml"
    path.write_text(text, encoding="utf-8")
    assert words in refusal(path)


@given(st.binary(max_size=300), st.integers(0, 4000))
def test_any_bytes_give_entities_or_a_clear_error(tmp_path, data, at):
    good = (SAMPLE / "lists" / "un" / "consolidated.xml").read_bytes()[:4000]
    path = tmp_path / "fuzz.xml"
    path.write_bytes(good[:at] + data + good[at:])
    with pytest.raises(NostroError):  # it is cut off, whatever else it is
        list(SOURCE.read({"consolidated.xml": ListFile(path=path, given="fuzz.xml")}))


@pytest.mark.shared
def test_the_list_of_april_2025_is_read_whole(read, shared):
    found = read(shared / "data/sanctions/un/consolidated-2025-04-19.xml")
    schemata = [entity.schema for entity in found.parties]
    assert (schemata.count("Person"), schemata.count("Organization")) == (684, 193)
    assert found.problems == []
    for party in listed_parties(found.entities.values()):
        assert party.entity.get("name")
        assert party.programmes
        assert party.entity.record


@pytest.mark.shared
def test_the_broken_list_of_october_2024_is_refused(shared):
    line = refusal(shared / "data/sanctions/un/consolidated-2024-10-16.xml")
    assert line.startswith("consolidated-2024-10-16.xml: not well-formed XML")


@pytest.mark.shared
@pytest.mark.parametrize(
    ("day", "people", "organisations"),
    [
        ("2017-06-30", 653, 371),
        ("2018-06-07", 693, 405),
        ("2018-10-29", 703, 390),
        ("2020-12-01", 712, 294),
    ],
)
def test_older_lists_are_read(read, shared, day, people, organisations):
    found = read(shared / f"data/sanctions/un/consolidated-{day}.xml.gz")
    schemata = [entity.schema for entity in found.parties]
    assert (schemata.count("Person"), schemata.count("Organization")) == (people, organisations)
    assert str(found.set.published()) == day
