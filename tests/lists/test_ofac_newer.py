"""OFAC's advanced and enhanced XML: everything by number, all scripts, relations."""

import pytest
from tests.lists.make_lists import sdn_advanced_xml

ADVANCED = """<?xml version="1.0"?><Sanctions xmlns="http://www.un.org/sanctions/1.0">
<DateOfIssue CalendarTypeID="1"><Year>2024</Year><Month>2</Month><Day>23</Day></DateOfIssue>
<ReferenceValueSets>
<AliasTypeValues><AliasType ID="1400">A.K.A.</AliasType><AliasType ID="1403">Name</AliasType>
</AliasTypeValues><CountryValues><Country ID="5" ISO2="IR">Iran</Country></CountryValues>
<FeatureTypeValues><FeatureType ID="8">Birthdate</FeatureType><FeatureType ID="25">Location
</FeatureType><FeatureType ID="26">Title</FeatureType></FeatureTypeValues>
<IDRegDocTypeValues><IDRegDocType ID="1571">Passport</IDRegDocType></IDRegDocTypeValues>
<LegalBasisValues><LegalBasis ID="1828">Executive Order 13224</LegalBasis></LegalBasisValues>
<LocPartTypeValues><LocPartType ID="1454">CITY</LocPartType></LocPartTypeValues>
<NamePartTypeValues><NamePartType ID="1520">Last Name</NamePartType><NamePartType ID="1521">First
Name</NamePartType><NamePartType ID="1525">Entity Name</NamePartType></NamePartTypeValues>
<PartySubTypeValues><PartySubType ID="3" PartyTypeID="2">Unknown</PartySubType>
<PartySubType ID="4" PartyTypeID="1">Unknown</PartySubType></PartySubTypeValues>
<PartyTypeValues><PartyType ID="1">Individual</PartyType><PartyType ID="2">Entity</PartyType>
</PartyTypeValues><RelationTypeValues><RelationType ID="15003">Owned or Controlled By
</RelationType></RelationTypeValues><SanctionsTypeValues><SanctionsType ID="1">Program
</SanctionsType><SanctionsType ID="1705">Block</SanctionsType></SanctionsTypeValues>
<ScriptValues><Script ID="215">Latin</Script><Script ID="220">Cyrillic</Script></ScriptValues>
</ReferenceValueSets>
<Locations><Location ID="7"><LocationCountry CountryID="5"/><LocationPart LocPartTypeID="1454">
<LocationPartValue Primary="true"><Value>Qom</Value></LocationPartValue></LocationPart></Location>
</Locations>
<IDRegDocuments><IDRegDocument ID="1" IDRegDocTypeID="1571" IdentityID="41"
IssuedBy-CountryID="5"><IDRegistrationNo>A123</IDRegistrationNo></IDRegDocument></IDRegDocuments>
<DistinctParties><DistinctParty FixedRef="10"><Comment/><Profile ID="10" PartySubTypeID="4">
<Identity ID="41"><Alias AliasTypeID="1403" Primary="true" LowQuality="false"><DocumentedName>
<DocumentedNamePart><NamePartValue NamePartGroupID="1" ScriptID="215">Markov</NamePartValue>
</DocumentedNamePart><DocumentedNamePart><NamePartValue NamePartGroupID="2" ScriptID="215">Ilya
</NamePartValue></DocumentedNamePart></DocumentedName><DocumentedName><DocumentedNamePart>
<NamePartValue NamePartGroupID="3" ScriptID="220">Марков</NamePartValue></DocumentedNamePart>
</DocumentedName></Alias><Alias AliasTypeID="1400" Primary="false" LowQuality="true">
<DocumentedName><DocumentedNamePart><NamePartValue NamePartGroupID="1" ScriptID="215">Ilyusha
</NamePartValue></DocumentedNamePart></DocumentedName></Alias><NamePartGroups>
<MasterNamePartGroup><NamePartGroup ID="1" NamePartTypeID="1520"/></MasterNamePartGroup>
<MasterNamePartGroup><NamePartGroup ID="2" NamePartTypeID="1521"/></MasterNamePartGroup>
<MasterNamePartGroup><NamePartGroup ID="3" NamePartTypeID="1520"/></MasterNamePartGroup>
</NamePartGroups></Identity><Feature ID="1" FeatureTypeID="8"><FeatureVersion><DatePeriod><Start
Approximate="false"><From><Year>1962</Year><Month>1</Month><Day>1</Day></From></Start><End><To>
<Year>1962</Year><Month>12</Month><Day>31</Day></To></End></DatePeriod></FeatureVersion></Feature>
<Feature ID="2" FeatureTypeID="25"><FeatureVersion><VersionLocation LocationID="7"/>
</FeatureVersion></Feature></Profile></DistinctParty>
<DistinctParty FixedRef="11"><Profile ID="11" PartySubTypeID="3"><Identity ID="42">
<Alias AliasTypeID="1403" Primary="true"><DocumentedName><DocumentedNamePart>
<NamePartValue NamePartGroupID="9" ScriptID="215">ACME LLC</NamePartValue></DocumentedNamePart>
</DocumentedName></Alias><NamePartGroups><MasterNamePartGroup><NamePartGroup ID="9"
NamePartTypeID="1525"/></MasterNamePartGroup></NamePartGroups></Identity></Profile>
</DistinctParty></DistinctParties>
<ProfileRelationships><ProfileRelationship From-ProfileID="11" To-ProfileID="10"
RelationTypeID="15003" Former="false"/></ProfileRelationships>
<SanctionsEntries><SanctionsEntry ID="10" ProfileID="10" ListID="1550"><EntryEvent
LegalBasisID="1828"><Date><Year>2015</Year><Month>9</Month><Day>29</Day></Date></EntryEvent>
<SanctionsMeasure SanctionsTypeID="1705"/><SanctionsMeasure SanctionsTypeID="1"><Comment>SDGT
</Comment></SanctionsMeasure></SanctionsEntry></SanctionsEntries></Sanctions>"""

ENHANCED = """<?xml version="1.0"?><sanctionsData xmlns="https://x/ENHANCED_XML">
<publicationInfo><dataAsOf>2025-01-10T00:00:00</dataAsOf><filters><sanctionsLists>
<sanctionsList refId="1">SDN List</sanctionsList></sanctionsLists></filters></publicationInfo>
<entities><entity id="10"><generalInfo><entityType>Individual</entityType></generalInfo>
<sanctionsLists><sanctionsList datePublished="2015-09-29">SDN List</sanctionsList></sanctionsLists>
<sanctionsPrograms><sanctionsProgram>SDGT</sanctionsProgram></sanctionsPrograms>
<sanctionsTypes><sanctionsType>Block</sanctionsType></sanctionsTypes>
<legalAuthorities><legalAuthority>Executive Order 13224</legalAuthority></legalAuthorities>
<names><name><isPrimary>true</isPrimary><isLowQuality>false</isLowQuality><translations>
<translation><script>Latin</script><formattedFullName>MARKOV, Ilya</formattedFullName>
</translation><translation><script>Cyrillic</script><formattedFullName>Марков</formattedFullName>
</translation></translations></name><name><isPrimary>false</isPrimary><aliasType>A.K.A.
</aliasType><isLowQuality>true</isLowQuality><translations><translation><script>Latin</script>
<formattedFullName>ILYUSHA</formattedFullName></translation></translations></name></names>
<addresses><address><country>Iran</country><translations><translation><script>Latin</script>
<addressParts><addressPart><type>CITY</type><value>Qom</value></addressPart></addressParts>
</translation></translations></address></addresses>
<features><feature><type>Birthdate</type><value>1962</value></feature></features>
<identityDocuments><identityDocument><type>Passport</type><documentNumber>A123</documentNumber>
<issuingCountry>Iran</issuingCountry></identityDocument></identityDocuments></entity>
<entity id="11"><generalInfo><entityType>Entity</entityType></generalInfo><names><name>
<isPrimary>true</isPrimary><translations><translation><script>Latin</script>
<formattedFullName>ACME LLC</formattedFullName></translation></translations></name></names>
<relationships><relationship><type>Owned or Controlled By</type>
<relatedEntity entityId="10">MARKOV</relatedEntity></relationship><relationship>
<type>Acting for or on behalf of</type><relatedEntity entityId="99">ELSEWHERE</relatedEntity>
</relationship></relationships></entity></entities></sanctionsData>"""


@pytest.mark.parametrize(
    ("name", "text", "day"),
    [("sdn_advanced.xml", ADVANCED, "2024-02-23"), ("SDN_ENHANCED.XML", ENHANCED, "2025-01-10")],
)
def test_a_party_put_together(read, tmp_path, name, text, day):
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    found = read(path)
    assert found.set.source.id == "us_ofac_sdn"
    assert str(found.set.published()) == day
    assert found.problems == []
    markov = found.entities["ofac-10"]
    assert markov.schema == "Person"
    assert markov.get("name") == ["MARKOV, Ilya", "Марков"]
    assert [alias.upper() for alias in markov.get("weakAlias")] == ["ILYUSHA"]
    assert markov.get("birthDate") == ["1962"]
    assert markov.get("passportNumber") == ["A123"]
    assert markov.get("address") == ["Qom, Iran"]
    assert markov.get("country") == ["ir"]
    sanction = found.entities["ofac-10-sanction"]
    assert sanction.get("programId") == ["SDGT"]
    assert sanction.get("listingDate") == ["2015-09-29"]
    assert sanction.get("reason") == ["Executive Order 13224"]
    assert sanction.get("provisions") == ["freeze", "Block"]
    ownership = found.entities["ofac-11-ownership-ofac-10"]
    assert ownership.get("owner") == ["ofac-10"]
    assert ownership.get("asset") == ["ofac-11"]


def test_a_relation_to_another_list_is_a_note(read, tmp_path):
    path = tmp_path / "SDN_ENHANCED.XML"
    path.write_text(ENHANCED, encoding="utf-8")
    notes = read(path).entities["ofac-11"].get("notes")
    assert notes == ["Acting for or on behalf of: ELSEWHERE"]


def test_a_large_file_has_megabytes_before_its_parties(read, tmp_path):
    found = read(sdn_advanced_xml(tmp_path / "sdn_advanced.xml", 2_500))
    parties = [entity for entity in found.entities.values() if entity.target]
    assert len(parties) == 2_500
    assert parties[0].get("passportNumber") == ["P1"]
    assert parties[0].get("address") == ["1 Main St, Moscow, Russia"]
    assert not found.problems
