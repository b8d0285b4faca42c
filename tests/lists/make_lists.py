"""Lists of any size in the publishers' formats, made up from a number."""

from collections.abc import Iterator
from pathlib import Path

SDN_NAMESPACES = (
    "http://tempuri.org/sdnList.xsd",
    "https://sanctionslistservice.ofac.treas.gov/api/PublicationPreview/exports/XML",
)
_FIRST = ("Ali", "Boris", "Carlos", "Dina", "Emil", "Fatima", "Grigory", "Hasan")
_LAST = ("PETROV", "GARCIA", "KIM", "HADDAD", "IVANOV", "LOPEZ", "RAHMAN", "SMITH")
_PROGRAMMES = ("SDGT", "RUSSIA-EO14024", "IRAN", "SDNTK")


def sdn_xml(path: Path, entries: int, namespace: str = SDN_NAMESPACES[1]) -> Path:
    """An SDN.XML of that many entries; 17,000 of them are the size of the real one."""
    with path.open("w", encoding="utf-8") as out:
        out.write(f'<?xml version="1.0" standalone="yes"?>\n<sdnList xmlns="{namespace}">\n')
        out.write("<publshInformation><Publish_Date>09/20/2024</Publish_Date>")
        out.write(f"<Record_Count>{entries}</Record_Count></publshInformation>\n")
        out.writelines(map(_sdn_entry, range(1, entries + 1)))
        out.write("</sdnList>\n")
    return path


def _sdn_entry(number: int) -> str:
    person = number % 3 != 0
    last, first = _LAST[number % 8], f"{_FIRST[number % 7]} {number}"
    name = f"<lastName>{last}</lastName>" if person else f"<lastName>{last} {number} LLC</lastName>"
    name = f"<firstName>{first}</firstName>{name}" if person else name
    return (
        f"  <sdnEntry>\n    <uid>{number}</uid>\n    {name}\n"
        f"    <sdnType>{'Individual' if person else 'Entity'}</sdnType>\n"
        f"    <remarks>(Linked To: {_LAST[(number + 1) % 8]} {number + 1} LLC)</remarks>\n"
        f"    <programList>\n      <program>{_PROGRAMMES[number % 4]}</program>\n"
        "    </programList>\n    <idList>\n" + "".join(_sdn_ids(number)) + "    </idList>\n"
        "    <akaList>\n" + "".join(_sdn_akas(number)) + "    </akaList>\n    <addressList>\n"
        f"      <address>\n        <uid>{number}</uid>\n"
        f"        <address1>{number} Main St</address1>\n        <city>Moscow</city>\n"
        "        <postalCode>127055</postalCode>\n"
        "        <country>Russia</country>\n      </address>\n    </addressList>\n"
        "    <dateOfBirthList>\n      <dateOfBirthItem>\n"
        f"        <uid>{number}</uid>\n"
        f"        <dateOfBirth>12 Jan {1930 + number % 70}</dateOfBirth>\n"
        "        <mainEntry>true</mainEntry>\n      </dateOfBirthItem>\n    </dateOfBirthList>\n"
        "  </sdnEntry>\n"
    )


def _sdn_ids(number: int) -> Iterator[str]:
    for kind, value, country in (
        ("Tax ID No.", f"77{number:08d}", "Russia"),
        ("Passport", f"P{number}", "Iran"),
        ("Registration Number", f"R-{number}", "Russia"),
    ):
        yield (
            f"      <id>\n        <uid>{number}</uid>\n        <idType>{kind}</idType>\n"
            f"        <idNumber>{value}</idNumber>\n        <idCountry>{country}</idCountry>\n"
            "      </id>\n"
        )


def _sdn_akas(number: int) -> Iterator[str]:
    for index, category in enumerate(("strong", "strong", "weak")):
        yield (
            f"      <aka>\n        <uid>{number}{index}</uid>\n        <type>a.k.a.</type>\n"
            f"        <category>{category}</category>\n"
            f"        <lastName>{_LAST[(number + index) % 8]} ALIAS {number}</lastName>\n"
            "      </aka>\n"
        )


UK_HEAD = "<?xml version='1.0' encoding='utf-8'?><Designations><DateGenerated>28/01/2026"


def uk_xml(path: Path, entries: int) -> Path:
    """A UK Sanctions List of that many designations, in its public XML."""
    with path.open("w", encoding="utf-8") as out:
        out.write(f"{UK_HEAD}</DateGenerated>")
        out.writelines(map(uk_designation, range(1, entries + 1)))
        out.write("</Designations>")
    return path


def uk_designation(number: int) -> str:
    """One designation: a company with names, an address, numbers and its owner."""
    return (
        "<Designation><LastUpdated>07/03/2025</LastUpdated><DateDesignated>24/02/2022"
        f"</DateDesignated><UniqueID>RUS{number:04d}</UniqueID>"
        f"<OFSIGroupID>{14000 + number}</OFSIGroupID><UNReferenceNumber/>"
        f"<Names><Name><Name6>TRADING {number} LIMITED</Name6><NameType>Primary Name</NameType>"
        f"</Name><Name><Name6>TRADE-{number}</Name6><NameType>Alias</NameType>"
        "<AliasStrength>Low quality a.k.a</AliasStrength></Name></Names>"
        f"<NonLatinNames><NonLatinName><NameNonLatinScript>ТРЕЙДИНГ {number}"
        "</NameNonLatinScript></NonLatinName></NonLatinNames>"
        "<RegimeName>The Russia (Sanctions) (EU Exit) Regulations 2019</RegimeName>"
        "<IndividualEntityShip>Entity</IndividualEntityShip>"
        "<DesignationSource>UK</DesignationSource>"
        "<SanctionsImposed>Asset freeze|Trust services sanctions</SanctionsImposed>"
        "<SanctionsImposedIndicators><AssetFreeze>true</AssetFreeze></SanctionsImposedIndicators>"
        "<UKStatementofReasons>Said to trade in oil.</UKStatementofReasons>"
        "<Addresses><Address><AddressLine1>1 Lenin St</AddressLine1><AddressLine6>Simferopol"
        "</AddressLine6><AddressPostalCode>295000</AddressPostalCode>"
        "<AddressCountry>Ukraine</AddressCountry></Address></Addresses>"
        "<EntityDetails><Entity><BusinessRegistrationNumbers><BusinessRegistrationNumber>"
        f"OGRN 10277{number:08d}</BusinessRegistrationNumber></BusinessRegistrationNumbers>"
        f"<ParentCompanies><ParentCompany>TRADING {number + 1} LIMITED</ParentCompany>"
        "</ParentCompanies></Entity></EntityDetails></Designation>"
    )


def sdn_advanced_xml(path: Path, parties: int) -> Path:
    """An SDN_ADVANCED.XML of that many parties, each with three names, a place and two documents;
    17,000 of them are about as many bytes as the real one.
    """
    with path.open("w", encoding="utf-8") as out:
        out.write(_ADVANCED_HEAD)
        for tag, part in _ADVANCED_PARTS:
            out.write(f"  <{tag}>\n")
            out.writelines(part(number) for number in range(1, parties + 1))
            out.write(f"  </{tag}>\n")
        out.write("</Sanctions>\n")
    return path


_ADVANCED_HEAD = (
    '<?xml version="1.0" encoding="utf-8" standalone="yes"?>\n'
    '<Sanctions xmlns="http://www.un.org/sanctions/1.0" Version="3">\n'
    '  <DateOfIssue CalendarTypeID="1"><Year>2024</Year><Month>9</Month><Day>20</Day></DateOfIssue>'
    "\n  <ReferenceValueSets>\n"
    '    <AliasTypeValues><AliasType ID="1400">A.K.A.</AliasType>'
    '<AliasType ID="1403">Name</AliasType></AliasTypeValues>\n'
    '    <CountryValues><Country ID="1">Russia</Country><Country ID="2">Iran</Country>'
    "</CountryValues>\n"
    '    <FeatureTypeValues><FeatureType ID="8">Birthdate</FeatureType>'
    '<FeatureType ID="25">Location</FeatureType></FeatureTypeValues>\n'
    '    <IDRegDocTypeValues><IDRegDocType ID="1571">Passport</IDRegDocType>'
    '<IDRegDocType ID="1608">Registration Number</IDRegDocType></IDRegDocTypeValues>\n'
    '    <LocPartTypeValues><LocPartType ID="1451">ADDRESS1</LocPartType>'
    '<LocPartType ID="1454">CITY</LocPartType></LocPartTypeValues>\n'
    '    <NamePartTypeValues><NamePartType ID="1520">Last Name</NamePartType>'
    '<NamePartType ID="1521">First Name</NamePartType></NamePartTypeValues>\n'
    '    <PartySubTypeValues><PartySubType ID="4" PartyTypeID="1">Unknown</PartySubType>'
    "</PartySubTypeValues>\n"
    '    <PartyTypeValues><PartyType ID="1">Individual</PartyType></PartyTypeValues>\n'
    '    <SanctionsTypeValues><SanctionsType ID="1">Program</SanctionsType></SanctionsTypeValues>\n'
    '    <ScriptValues><Script ID="215">Latin</Script></ScriptValues>\n'
    "  </ReferenceValueSets>\n"
)


def _advanced_location(number: int) -> str:
    parts = "".join(
        f'      <LocationPart LocPartTypeID="{kind}">\n'
        '        <LocationPartValue Primary="true" LocPartValueTypeID="1" '
        'LocPartValueStatusID="1">\n          <Comment />\n'
        f"          <Value>{text}</Value>\n        </LocationPartValue>\n      </LocationPart>\n"
        for kind, text in ((1451, f"{number} Main St"), (1454, "Moscow"))
    )
    return (
        f'    <Location ID="{number}">\n      <LocationAreaCode AreaCodeID="11" />\n'
        '      <LocationCountry CountryID="1" CountryRelevanceID="1413" />\n'
        f'{parts}      <FeatureVersionReference FeatureVersionID="{number}" />\n'
        "    </Location>\n"
    )


def _advanced_documents(number: int) -> str:
    return "".join(
        f'    <IDRegDocument ID="{number}{kind}" IDRegDocTypeID="{kind}" IdentityID="{number}" '
        'IssuedBy-CountryID="2" ValidityID="1">\n      <Comment />\n'
        f"      <IDRegistrationNo>{text}{number}</IDRegistrationNo>\n      <IssuingAuthority />\n"
        f'      <DocumentedNameReference DocumentedNameID="{number}0" />\n    </IDRegDocument>\n'
        for kind, text in ((1571, "P"), (1608, "R-"))
    )


def _advanced_party(number: int) -> str:
    last, first = _LAST[number % 8], f"{_FIRST[number % 7]} {number}"
    aliases = "".join(
        f'          <Alias FixedRef="{number}" AliasTypeID="{1400 if index else 1403}" '
        f'Primary="{"false" if index else "true"}" LowQuality="false">\n'
        f'            <DocumentedName ID="{number}{index}" FixedRef="{number}" '
        'DocNameStatusID="1">\n'
        + "".join(
            "              <DocumentedNamePart>\n"
            f'                <NamePartValue NamePartGroupID="{number}{group}" ScriptID="215" '
            f'ScriptStatusID="1" Acronym="false">{text}</NamePartValue>\n'
            "              </DocumentedNamePart>\n"
            for group, text in ((1, f"{last}{index or ''}"), (2, first))
        )
        + "            </DocumentedName>\n          </Alias>\n"
        for index in range(3)
    )
    groups = "".join(
        "            <MasterNamePartGroup>\n"
        f'              <NamePartGroup ID="{number}{group}" NamePartTypeID="{1519 + group}" />\n'
        "            </MasterNamePartGroup>\n"
        for group in (1, 2)
    )
    day = "".join(
        f"                <{tag}><Year>{1930 + number % 70}</Year><Month>1</Month><Day>12</Day>"
        f"</{tag}>\n"
        for tag in ("From", "To")
    )
    period = "".join(
        f'              <{tag} Approximate="false">\n{day}              </{tag}>\n'
        for tag in ("Start", "End")
    )
    return (
        f'    <DistinctParty FixedRef="{number}">\n      <Comment />\n'
        f'      <Profile ID="{number}" PartySubTypeID="4">\n'
        f'        <Identity ID="{number}" FixedRef="{number}" Primary="true" False="false">\n'
        f"{aliases}          <NamePartGroups>\n{groups}          </NamePartGroups>\n"
        "        </Identity>\n"
        f'        <Feature ID="{number}8" FeatureTypeID="8">\n'
        f'          <FeatureVersion ID="{number}8" ReliabilityID="1">\n            <Comment />\n'
        f'            <DatePeriod CalendarTypeID="1">\n{period}            </DatePeriod>\n'
        "          </FeatureVersion>\n        </Feature>\n"
        f'        <Feature ID="{number}25" FeatureTypeID="25">\n'
        f'          <FeatureVersion ID="{number}" ReliabilityID="1">\n            <Comment />\n'
        f'            <VersionLocation LocationID="{number}" />\n'
        "          </FeatureVersion>\n        </Feature>\n      </Profile>\n    </DistinctParty>\n"
    )


def _advanced_entry(number: int) -> str:
    return (
        f'    <SanctionsEntry ID="{number}" ProfileID="{number}" ListID="1550">\n'
        f'      <EntryEvent ID="{number}" EntryEventTypeID="1" LegalBasisID="1828">\n'
        '        <Comment />\n        <Date CalendarTypeID="1">\n          <Year>2015</Year>\n'
        "          <Month>9</Month>\n          <Day>29</Day>\n        </Date>\n"
        f'      </EntryEvent>\n      <SanctionsMeasure ID="{number}" SanctionsTypeID="1">\n'
        f"        <Comment>{_PROGRAMMES[number % 4]}</Comment>\n      </SanctionsMeasure>\n"
        "    </SanctionsEntry>\n"
    )


_ADVANCED_PARTS = (
    ("Locations", _advanced_location),
    ("IDRegDocuments", _advanced_documents),
    ("DistinctParties", _advanced_party),
    ("SanctionsEntries", _advanced_entry),
)
