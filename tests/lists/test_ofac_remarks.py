import pytest
from hypothesis import given
from hypothesis import strategies as st

from nostro.lists.sources.ofac_remarks import Fact, read_remarks


def only(text: str) -> Fact:
    (fact,) = read_remarks(text)
    return fact


@pytest.mark.parametrize(
    ("text", "kind", "values", "country"),
    [
        ("DOB 12 Jan 1965", "birthDate", ("1965-01-12",), None),
        ("alt. DOB Jan 1965.", "birthDate", ("1965-01",), None),
        ("POB Qom, Iran", "birthPlace", ("Qom, Iran",), "ir"),
        ("nationality Korea, North", "nationality", ("kp",), None),
        ("citizen Mexico.", "citizenship", ("mx",), None),
        ("Gender Female.", "gender", ("female",), None),
        ("Passport 290333974 (Korea, North)", "passportNumber", ("290333974",), "kp"),
        ("National ID No. 216040 (Yemen)", "idNumber", ("216040",), "ye"),
        ("Tax ID No. 7702070139 (Russia)", "taxNumber", ("7702070139",), "ru"),
        ("NIT # 800018928-0 (Colombia).", "taxNumber", ("800018928-0",), "co"),
        ("Registration ID 1157700005759 (Russia)", "registrationNumber", ("1157700005759",), "ru"),
        ("SWIFT/BIC FTBDKPPY", "swiftBic", ("FTBDKPPY",), None),
        ("alt. BIK (RU) 044525187", "bikCode", ("044525187",), None),
        ("Vessel Registration Identification IMO 9283746", "imoNumber", ("9283746",), None),
        ("MMSI 422303000", "mmsi", ("422303000",), None),
        ("Legal Entity Number 253400V1H6ART1UQ0N98", "leiCode", ("253400V1H6ART1UQ0N98",), None),
        ("Legal Entity Number 851683897", "registrationNumber", ("851683897",), None),
        ("Website www.abr.ru", "website", ("www.abr.ru",), None),
        ("Email Address bank@abr.ru", "email", ("bank@abr.ru",), None),
        ("Phone Number 982188526300", "phone", ("982188526300",), None),
        ("Organization Established Date 17 Oct 1990", "incorporationDate", ("1990-10-17",), None),
        ("Former Vessel Flag Malta", "pastFlags", ("mt",), None),
        ("Aircraft Model B.747-422", "model", ("B.747-422",), None),
        ("a.k.a. 'BNC'.", "weakAlias", ("BNC",), None),
        ("f.k.a. 'ANA I'", "previousName", ("ANA I",), None),
        ("Linked To: HIZBALLAH.", "Linked To", ("HIZBALLAH.",), None),
        ("alt. Digital Currency Address - XBT 1Kuf2Rd8m", "wallet", ("XBT", "1Kuf2Rd8m"), None),
        ("all offices worldwide.", "notes", ("all offices worldwide",), None),
        ("License to trade", "notes", ("License to trade",), None),
        ("nationality Atlantis", "notes", ("nationality Atlantis",), None),
    ],
)
def test_each_label_gives_its_fact(text, kind, values, country):
    fact = only(text)
    assert (fact.kind, fact.values, fact.country) == (kind, values, country)
    assert fact.exact


def test_what_the_values_do_not_say_is_marked():
    assert not only("DOB circa 1951").exact
    assert not only("DOB 1951 to 1953").exact
    assert not only("Passport 008827 (Iran) issued 1999").exact


def test_sanctions_provisions_are_their_own_kind():
    facts = [
        *read_remarks(
            "Secondary sanctions risk: North Korea Sanctions Regulations, sections 510.201; "
            "Executive Order 13662 Directive Determination - Subject to Directive 1."
        )
    ]
    assert [fact.kind for fact in facts] == ["provisions", "provisions"]


@given(st.text())
def test_any_remarks_are_kept_part_by_part(text):
    parts = [" ".join(part.split()) for part in text.split(";") if part.strip()]
    assert [fact.text for fact in read_remarks(text)] == parts
