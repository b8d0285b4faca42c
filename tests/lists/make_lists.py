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
