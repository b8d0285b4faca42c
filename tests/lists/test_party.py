"""What all sources share: identifiers by their kind, links by their role, effects, values."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nostro.lists.sources.dates import numeric_date
from nostro.lists.sources.party import add_identifier, link, new_party, new_sanction
from nostro.lists.sources.programmes import EFFECTS, effect_of, effects_of_measures
from nostro.lists.sources.values import split_numbered
from nostro.model.entities import Entity, listed_parties


def party(schema="Company", number=1):
    return new_party(f"x-{number}", schema, "ACME", source="us_ofac_cons", record="line 1")


@pytest.mark.parametrize(
    ("kind", "number", "prop"),
    [
        ("SWIFT BIC", "ACMERUMM", "swiftBic"),
        ("National passport", "A1", "passportNumber"),
        ("IMO number", "9283746", "imoNumber"),
        ("Tax identification", "77", "taxNumber"),
        ("Registration Number", "R1", "registrationNumber"),
        ("Driving licence", "D1", "idNumber"),
        ("", "X1", "idNumber"),
    ],
)
def test_an_identifier_goes_where_its_kind_says(kind, number, prop):
    person = party("Person" if prop in {"passportNumber", "idNumber"} else "Company")
    add_identifier(person, kind, number, country="Russia", detail="expired")
    assert person.get(prop) == [number]
    assert person.get("country") == ["ru"]
    assert person.get("notes") == [f"{kind or 'Identifier'} {number}: expired"]


@pytest.mark.parametrize(
    ("role", "ours", "theirs", "schema"),
    [
        ("Owned or Controlled By", "Company", "Person", "Ownership"),
        ("subsidiary of", "Company", "Company", "Ownership"),
        ("owned or operated by", "Vessel", "Company", "Ownership"),
        ("Owned or Controlled By", "Organization", "Person", "UnknownLink"),
        ("Leader or official of", "Person", "Organization", "Directorship"),
        ("Acting for or on behalf of", "Person", "Company", "Representation"),
        ("Family member of", "Person", "Person", "Family"),
        ("Family member of", "Person", "Company", "UnknownLink"),
        ("Associate Of", "Person", "Person", "Associate"),
        ("Linked To", "Company", "Person", "UnknownLink"),
        ("Providing support to", "Person", "Organization", "UnknownLink"),
    ],
)
def test_a_link_is_what_its_role_says_where_the_ends_allow(role, ours, theirs, schema):
    found = link(party(ours), "x-2", theirs, role)
    assert found.schema == schema
    ends = {value for values in found.properties.values() for value in values}
    assert {"x-1", "x-2", role} <= ends


@pytest.mark.parametrize(
    ("source", "programme", "effect"),
    [
        ("us_ofac_sdn", "SDGT", "freeze"),
        ("us_ofac_cons", "UKRAINE-EO13662", "sectoral"),
        ("us_ofac_cons", "CMIC-EO13959", "sectoral"),
        ("us_ofac_cons", "561-Related", "reject"),
        ("us_ofac_cons", "NS-PLC", "reject"),
        ("us_bis_denied", "", "export"),
        ("us_fincen_special_measures", "Acme Bank", "reject"),
        ("un_sc_sanctions", "DPRK", "freeze"),
        ("unheard_of", "X", "advisory"),
    ],
)
def test_each_programme_has_its_effect(source, programme, effect):
    assert effect_of(source, programme) == effect


def test_a_sanction_carries_the_effects_of_its_programmes():
    sanction = new_sanction(
        party(), authority="OFAC", country="us", programmes=["CMIC-EO13959", "NS-PLC"]
    )
    assert sanction.get("provisions") == ["sectoral", "reject"]
    given_ones = new_sanction(
        party(), authority="OFAC", country="us", programmes=[], effects=["export"]
    )
    assert given_ones.get("provisions") == ["export"]


@pytest.mark.parametrize(
    ("text", "effects"),
    [
        ("Asset freeze|Travel Ban", ["freeze", "advisory"]),
        ("Travel ban, annex 1", ["advisory"]),
        ("Financial measures, annex 2", ["freeze"]),
        ("1) блокування активів; 2) обмеження торговельних операцій", ["freeze", "sectoral"]),
        ("Prohibition of port entry", ["sectoral", "advisory"]),
        ("", []),
    ],
)
def test_measures_in_words(text, effects):
    assert effects_of_measures(text) == effects
    assert set(effects) <= set(EFFECTS)


@pytest.mark.parametrize(
    ("text", "month_first", "expected"),
    [
        ("13/04/2018", False, "2018-04-13"),
        ("00/05/1972", False, "1972-05"),
        ("00/00/1980", False, "1980"),
        ("dd/mm/1966", False, "1966"),
        ("08/24/2022", True, "2022-08-24"),
        ("2022-08-24", False, "2022-08-24"),
        ("31/02/2020", False, None),
        ("00/13/2020", False, None),
        ("soon", False, None),
    ],
)
def test_dates_of_numbers(text, month_first, expected):
    assert numeric_date(text, month_first=month_first) == expected


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("1) Saudi Arabia 2) Qatar", ["Saudi Arabia", "Qatar"]),
        ("(1) Iraq (2) Syria", ["Iraq", "Syria"]),
        ("a) Mullah b) Haji", ["Mullah", "Haji"]),
        ("(a)1958年\n(b)1959年", ["1958年", "1959年"]),
        ("Moscow (Russia)", ["Moscow (Russia)"]),
        ("", []),
    ],
)
def test_numbered_values(text, values):
    assert split_numbered(text) == values


@given(st.text())
def test_no_text_is_lost_where_nothing_is_numbered(text):
    parts = split_numbered(text)
    assert bool(parts) == bool(text.split()) or not any(c.isalnum() for c in text) or len(text) < 9


def test_one_party_on_two_lists_is_one_with_what_both_say():
    def listing(dataset, name):
        return [
            Entity(id="ofac-1", schema="Company", datasets=[dataset], properties={"name": [name]}),
            Entity(id="s", schema="Sanction", properties={"entity": ["ofac-1"]}),
        ]

    both = [*listing("us_ofac_sdn", "VTB"), *listing("us_ofac_cons", "VTB BANK")]
    (found,) = listed_parties(both)
    assert found.entity.datasets == ["us_ofac_sdn", "us_ofac_cons"]
    assert found.entity.get("name") == ["VTB", "VTB BANK"]
    assert both[0].datasets == ["us_ofac_sdn"]
