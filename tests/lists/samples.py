"""One small list of each format, made up: what each says is the same wherever the format can."""

import io
import json

import openpyxl
from tests.lists.make_lists import UK_HEAD, uk_designation
from tests.lists.test_ofac_newer import ADVANCED, ENHANCED
from tests.lists.test_ofac_xml import END, ENTRY, PERSON, TEXT

SDN = TEXT.format("http://tempuri.org/sdnList.xsd") + END.format(ENTRY.format(uid=1) + PERSON)
EU_XML = """<?xml version="1.0" encoding="UTF-8"?>
<export xmlns="http://eu.europa.ec/fpi/fsd/export" generationDate="2022-03-18T14:52:26.947+01:00">
<sanctionEntity designationDate="2014-03-17" unitedNationId="" euReferenceNumber="EU.1.1"
logicalId="1"><remark>Supports the war.</remark><regulation numberTitle="2014/269 (OJ L78)"
programme="UKR" entryIntoForceDate="2014-03-17"><publicationUrl>http://eur-lex/1</publicationUrl>
</regulation><subjectType code="person" classificationCode="P"/>
<nameAlias firstName="Ivan" lastName="Petrov" wholeName="Ivan Petrov" function="Minister"
gender="M" strong="true"/><nameAlias wholeName="Vanya" strong="false"/>
<nameAlias wholeName="Иван Петров" strong="true"/>
<citizenship countryIso2Code="RU" countryDescription="RUSSIAN FEDERATION"/>
<birthdate circa="true" year="1965" city="Qom" countryIso2Code="IR" countryDescription="IRAN"
calendarType="GREGORIAN"/><birthdate circa="false" birthdate="1966-02-03" year="1966"
calendarType="GREGORIAN"/><address street="1 Lenin St" city="Simferopol" countryIso2Code="UA"
countryDescription="UKRAINE"><contactInfo key="EMAIL" value="i@p.ru"/></address>
<identification number="AB123" identificationTypeCode="passport" knownExpired="true"
identificationTypeDescription="National passport" countryIso2Code="RU"
countryDescription="RUSSIAN FEDERATION"/></sanctionEntity>
<sanctionEntity designationDate="" euReferenceNumber="EU.1.1" logicalId="1">
<regulation numberTitle="2022/1 (OJ L1)" programme="TERR"/><subjectType classificationCode="P"/>
<nameAlias wholeName="I. Petrov" strong="true"/></sanctionEntity></export>"""
EU_CSV = (
    "fileGenerationDate;Entity_LogicalId;Entity_EU_ReferenceNumber;Entity_UnitedNationId;"
    "Entity_DesignationDate;Entity_DesignationDetails;Entity_Remark;Entity_SubjectType;"
    "Entity_Regulation_NumberTitle;Entity_Regulation_Programme;NameAlias_LastName;"
    "NameAlias_FirstName;NameAlias_WholeName;NameAlias_Function;NameAlias_Strong;BirthDate_Year;"
    "BirthDate_CountryIso2Code;Identification_Number;Identification_TypeDescription;"
    "Citizenship_CountryIso2Code\r\n"
    "18/03/2022;1;EU.1.1;;2014-03-17;;Supports the war.;P;2014/269 (OJ L78);UKR;Petrov;Ivan;"
    "Ivan Petrov;Minister;true;;;;;\r\n"
    "18/03/2022;1;EU.1.1;;;;;P;;;;;Vanya;;false;1965;IR;;;\r\n"
    "18/03/2022;1;EU.1.1;;;;;P;;;;;;;;;;AB123;National passport;RU\r\n"
)
OFSI_CSV = (
    "Last Updated,13/04/2022\r\n"
    "Name 6,Name 1,Name 2,Name Non-Latin Script,Title,DOB,Town of Birth,Country of Birth,"
    "Nationality,Passport Number,Position,Address 1,Address 6,Post/Zip Code,Country,"
    "Other Information,Group Type,Alias Type,Alias Quality,Regime,Listed On,"
    "Last Updated,Group ID\r\n"
    'PETROV,Ivan,,Иван Петров,,00/05/1965,Qom,Iran,(1) Russia (2) Iran,AB123,Minister,"1 Lenin St",'
    "Simferopol,295000,Ukraine,UN Ref QDi.001. Wanted.,Individual,Primary Name,,Russia,"
    "17/03/2014,01/04/2022,14001\r\n"
    "VANYA,,,,,,,,,,,,,,,,Individual,AKA,Low,Russia,17/03/2014,01/04/2022,14001\r\n"
)
OFSI_XML = (
    '<ArrayOfFinancialSanctionsTarget xmlns="http://schemas.hmtreasury.gov.uk/ofsi/c">'
    "<FinancialSanctionsTarget><Name6>PETROV</Name6><name1>Ivan</name1>"
    "<Individual_DateOfBirth>00/05/1965</Individual_DateOfBirth>"
    "<GroupTypeDescription>Individual</GroupTypeDescription><AliasType>Primary Name</AliasType>"
    "<RegimeName>Russia</RegimeName><DateListed>17/03/2014</DateListed><GroupID>14001</GroupID>"
    "</FinancialSanctionsTarget></ArrayOfFinancialSanctionsTarget>"
)
UK_XML = f"{UK_HEAD}</DateGenerated>{uk_designation(1)}{uk_designation(2)}</Designations>"
UK_CSV = (
    "Report Date: 28-Jan-2026\r\n"
    "Last Updated,Unique ID,OFSI Group ID,UN Reference Number,Name 6,Name 1,Name 2,Name type,"
    "Alias strength,Regime Name,Designation Type,Sanctions Imposed,Date Designated,IMO number,"
    "Current believed flag of ship\r\n"
    "01/01/2026,RUS9001,,,SEA STAR,,,Primary Name,,Russia,Ship,Prohibition of port entry,"
    "17/05/2025,9283746,Panama\r\n"
)
CANADA = """<?xml version="1.0" encoding="UTF-8"?><data-set>
<record><Country>Russia / Russie</Country><LastName>Petrov</LastName><GivenName>Ivan</GivenName>
<Aliases>Иван Петров; Vanya</Aliases><DateOfBirth>1965-05</DateOfBirth><Schedule>1</Schedule>
<Item>7</Item></record><record><Country>Russia / Russie</Country><Entity>Acme LLC</Entity>
<Schedule>3</Schedule><Item>1</Item></record></data-set>"""
SECO = """<?xml version="1.0" encoding="UTF-8"?>
<swiss-sanctions-list list-type="full-list" date="2024-01-17">
<sanctions-program ssid="1"><program-key lang="eng">UKR</program-key>
<program-name lang="eng">Ukraine</program-name>
<sanctions-set ssid="11" lang="eng">Financial measures, annex 8</sanctions-set>
</sanctions-program><target ssid="100"><sanctions-set-id>11</sanctions-set-id>
<foreign-identifier>QDi.001</foreign-identifier><individual sex="male"><identity main="true">
<name name-type="primary-name" quality="good"><name-part order="2" name-part-type="family-name">
<value>Petrov</value><spelling-variant lang="rus" script="Cyrl">Петров</spelling-variant>
</name-part><name-part order="1" name-part-type="given-name"><value>Ivan</value></name-part></name>
<name name-type="alias" quality="low"><name-part name-part-type="whole-name"><value>Vanya</value>
</name-part></name><nationality><country iso-code="RU">Russia</country></nationality>
<day-month-year year="1965" month="5" calendar="Gregorian" quality="good"/>
<place-of-birth place-id="9"/><address place-id="9"><address-details>1 Lenin St</address-details>
</address><identification-document document-type="passport"><number>AB123</number>
<issuer code="RU">Russia</issuer></identification-document></identity>
<justification>Supports the war.</justification></individual>
<modification modification-type="listed" effective-date="2014-03-17"/></target>
<target ssid="101"><sanctions-set-id>11</sanctions-set-id><entity><identity main="true">
<name name-type="primary-name"><name-part order="1" name-part-type="whole-name"><value>Acme LLC
</value></name-part></name></identity><relation target-id="100" relation-type="owned-by"/>
</entity></target><target ssid="102"><individual><identity><name name-type="primary-name">
<name-part><value>Gone</value></name-part></name></identity></individual>
<modification modification-type="de-listed" publication-date="2023-01-01"/></target>
<place ssid="9"><location>Simferopol</location><country iso-code="UA">Ukraine</country></place>
</swiss-sanctions-list>"""
CSL = (
    "_id,source,entity_number,type,programs,name,title,addresses,federal_register_notice,"
    "start_date,end_date,vessel_flag,remarks,source_list_url,alt_names,citizenships,"
    "dates_of_birth,nationalities,places_of_birth,source_information_url,ids\r\n"
    "7,Specially Designated Nationals (SDN) - Treasury Department,7,Individual,SDGT,"
    '"PETROV, Ivan",Minister,"1 Lenin St, Simferopol, Crimea, UA",,2014-03-17,,,'
    '"Linked To: ACME LLC.",,"VANYA; IVAN, P.",,1965-05,RU,"Qom, Iran",,'
    '"RU, AB123, Passport; Male, Gender"\r\n'
    "x8,Entity List (EL) - Bureau of Industry and Security,,,,ACME LLC,,"
    '"1 Main St, Moscow, RU",85 FR 1,2020-12-23,,,,,,,,,,,\r\n'
)
CSL_OLD = CSL.replace('"RU, AB123, Passport; Male, Gender"', '"Passport, AB123, RU; Gender, Male"')
DPL = (
    '"Name"\t"Street_Address"\t"City"\t"State"\t"Country"\t"Postal_Code"\t"Effective_Date"\t'
    '"Expiration_Date"\t"Standard_Order"\t"Last_Update"\t"Action"\t"FR_Citation"\r\n'
    '"IVAN PETROV"\t"1 MAIN ST"\t"EL PASO"\t"TX"\t"US"\t"79905"\t"08/24/2022"\t"01/14/2026"\t"Y"\t'
    '"2022-08-29"\t"F.R. NOTICE ADDED"\t"87 F.R. 52741 8/29/2022"\r\n'
)
FTM = "\n".join(
    json.dumps(line)
    for line in (
        {
            "id": "NK-1", "schema": "Person", "target": True, "datasets": ["x"],
            "properties": {"name": ["Ivan Petrov"], "topics": ["sanction"]},
        },
        {"id": "NK-2", "schema": "PublicBody", "target": True, "properties": {"name": ["Body"]}},
        {"id": "s1", "schema": "Sanction", "properties": {"entity": ["NK-1"], "program": ["P"]}},
    )
)  # fmt: skip
NESTED = json.dumps(
    {
        "id": "NK-1", "schema": "Person", "target": True,
        "properties": {
            "name": ["Ivan Petrov"],
            "sanctions": [
                {"id": "s1", "schema": "Sanction",
                 "properties": {"entity": ["NK-1"], "program": ["P"]}},
            ],
        },
    }
)  # fmt: skip
DELTA = "\n".join(
    (json.dumps({"op": "ADD", "entity": json.loads(FTM.splitlines()[0])}),
     json.dumps({"op": "DEL", "entity": {"id": "NK-9"}}))
)  # fmt: skip
SIMPLE = (
    '"id","schema","name","aliases","birth_date","countries","addresses","identifiers",'
    '"sanctions","phones","emails","program_ids","dataset","first_seen","last_seen","last_change"'
    '\r\n"NK-1","Vessel","SEA STAR","Gold Sun;Star","","pa;ru","","IMO9283746","","","",'
    '"UA-WS","War","","","2026-02-05T14:54:48"\r\n'
)
SENZING = json.dumps(
    {
        "DATA_SOURCE": "OS", "RECORD_ID": "NK-1", "RECORD_TYPE": "PERSON",
        "NAMES": [{"NAME_TYPE": "PRIMARY", "NAME_FULL": "Ivan Petrov"},
                  {"NAME_TYPE": "ALIAS", "NAME_FULL": "Vanya"}],
        "DATES": [{"DATE_OF_BIRTH": "1965-05"}], "COUNTRIES": [{"NATIONALITY": "ru"}],
        "IDENTIFIERS": [{"PASSPORT_NUMBER": "AB123"}], "RISKS": [{"TOPIC": "sanction"}],
    }
)  # fmt: skip
JOURNAL = (
    "celex,recordId,programKey,annex,measure,startDate,reason,schema,name,alias,country,birthDate\n"
    "32014R0269,1,EU-UKR,I,Asset freeze,17.3.2014,Supports the war.,Person,Ivan Petrov,Vanya,,"
    "1965-05\n32014R0833,1,EU-RUS,III,Financial restrictions,,,LegalEntity,Acme Bank,,ru,\n"
)
FINCEN = (
    "Measure,Relationship,Type,Name,Alias,Country,Address,Registration number,Topics,Notes,"
    "Source URL\nAcme Bank,self,,Acme Bank,ACME; AB,Latvia,,,,,https://fincen.gov/1\n"
    "Acme Bank,owner,Person,Ivan Petrov,,,,,,,https://fincen.gov/1\n"
)


Sheets = dict[str, list[list[object]]]


def workbook(sheets: Sheets) -> bytes:
    """An Excel workbook of these sheets."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


UKRAINE: Sheets = {
    "Фізичні особи": [
        ["row", "№ указу", "Дата указу", "Дія щодо об'єкту санкцій", "п/н", "Тип обмеження",
         "Дата закінчення обмеження", "Назва укр.", "Назва ориг.", "Назва альт.",
         "Дата народження", "Громадянство", "Місце народження", "Зайнятість", "Додатково"],
        [0, "176-2018", "2018-06-21", "застосування", 7, "1) блокування активів", "2021-06-21",
         "Петров Іван", "Петров Иван", "Ivan Petrov", "1965-05-01", "RU", "Сімферополь", "міністр",
         "паспорт № 123456"],
    ],
    "Юридичні особи": [
        ["row", "№ указу", "п/н", "Тип обмеження", "Назва укр.", "Назва ориг.", "ОКПО/ЄДРПОУ",
         "ІПН", "Місце діяльності"],
        [0, "109-2021", 60, "заборона трансферту технологій", "ТОВ Акме", "ООО Акме",
         "ОДРН1047796349864", "ІПН7729507377", "Україна, м. Донецьк, вул. Артема, 1"],
    ],
}  # fmt: skip
AUSTRALIA: Sheets = {
    "Sheet1": [
        ["Reference", "Name of Individual or Entity", "Type", "Name Type", "Alias Strength",
         "Date of Birth", "Place of Birth", "Citizenship", "Address", "Additional Information",
         "Listing Information", "Committees", "Control Date"],
        [2, "Ivan Petrov", "Individual", "Primary Name", None, "a) 5 May. 1965 b) 1966",
         "a) Qom, Iran b) Moscow", "Russian", "1 Lenin St, Simferopol, Ukraine", "Minister",
         "Designated under the Autonomous Sanctions Regulations 2011 on 2 March 2012",
         "Autonomous (Russia)", "2012-03-02"],
        ["2a", "Vanya", "Individual", "aka", "Weak", *[None] * 8],
        ["2b", "Иван Петров", "Individual", "Original Script", None, *[None] * 8],
        ["3", "Acme LLC", "Entity", "Primary Name", *[None] * 9],
    ]
}  # fmt: skip
JAPAN: Sheets = {
    "1.テスト（個人）": [
        ["対象者（個人）"],
        ["告示日付", "告示\n番号", "日 本 語 表 記", "英 語 表 記", "別\u3000名", "役\u3000職",
         "生 年 月 日", "国\u3000 籍", "旅\u3000券\u3000番\u3000号", "そ の 他 の 情 報"],
        ["2022.3.1", "1", "イワン・ペトロフ", "Ivan PETROV", "ワーニャ（Vanya）", "大臣",
         "1965年5月", "ロシア", "AB1234567", "支援"],
        ["2022.4.1削除", "2"],
    ],
}  # fmt: skip

# By name of the file: what it holds, the list it is of, and the id of the party in it.
SAMPLES: dict[str, tuple[bytes, str, str]] = {
    name: (content if isinstance(content, bytes) else content.encode(), source, party)
    for name, content, source, party in (
        ("sdn.xml", SDN, "us_ofac_sdn", "ofac-2"),
        ("sdn_advanced.xml", ADVANCED, "us_ofac_sdn", "ofac-10"),
        ("sdn_enhanced.xml", ENHANCED, "us_ofac_sdn", "ofac-10"),
        ("eu.xml", EU_XML, "eu_fsf", "eu-1"),
        ("eu.csv", EU_CSV, "eu_fsf", "eu-1"),
        ("ConList.csv", OFSI_CSV, "gb_sanctions", "gb-14001"),
        ("ConList.xml", OFSI_XML, "gb_sanctions", "gb-14001"),
        ("UK_Sanctions_List.xml", UK_XML, "gb_sanctions", "gb-14001"),
        ("UK_Sanctions_List.csv", UK_CSV, "gb_sanctions", "gb-RUS9001"),
        ("sema-lmes.xml", CANADA, "ca_dfatd_sema_sanctions", ""),
        ("seco.xml", SECO, "ch_seco_sanctions", "ch-100"),
        ("nsdc.xlsx", workbook(UKRAINE), "ua_nsdc_sanctions", ""),
        ("dfat.xlsx", workbook(AUSTRALIA), "au_dfat_sanctions", "au-2"),
        ("mof.xlsx", workbook(JAPAN), "jp_mof_sanctions", "jp-1-1"),
        ("csl.csv", CSL, "us_trade_csl", "csl-sdn-7"),
        ("csl-old.csv", CSL_OLD, "us_trade_csl", "csl-sdn-7"),
        ("dpl.txt", DPL, "us_bis_denied", ""),
        ("entities.ftm.json", FTM, "opensanctions", "NK-1"),
        ("targets.nested.json", NESTED, "opensanctions", "NK-1"),
        ("entities.delta.json", DELTA, "opensanctions", "NK-1"),
        ("targets.simple.csv", SIMPLE, "opensanctions", "NK-1"),
        ("senzing.json", SENZING, "senzing", "NK-1"),
        ("32014R0269.csv", JOURNAL, "eu_journal_sanctions", ""),
        ("special_measures.csv", FINCEN, "us_fincen_special_measures", ""),
    )
}
