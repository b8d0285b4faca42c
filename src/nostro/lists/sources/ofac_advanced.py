"""OFAC's lists in the advanced XML of the UN's sanctions model: `SDN_ADVANCED.XML` and
`CONS_ADVANCED.XML`.

Everything is a number that another part of the file explains: places, documents and entries stand
apart from the parties, and kinds are reference values. The file is read twice: first all but the
parties is put into tables, then each party is put together. Schema:
https://ofac.treasury.gov/sdn-list-data-formats-data-schemas.
"""

import re
from calendar import monthrange
from collections import defaultdict
from collections.abc import Callable, Iterator
from datetime import date

from lxml import etree

from nostro.lists.sources.files import ListFile
from nostro.lists.sources.ofac_format import OfacFormat, sources_of
from nostro.lists.sources.ofac_party import (
    AliasKind,
    OfacAddress,
    OfacAlias,
    OfacEntry,
    add_feature,
    address_of_parts,
)
from nostro.lists.sources.ofac_remarks import remark
from nostro.lists.sources.xml_records import read_records, text_of
from nostro.model.problems import Problem

__all__ = ["SOURCES", "date_period"]

_REFERENCES = (
    "AliasType", "Country", "DetailReference", "FeatureType", "IDRegDocType", "IDRegDocDateType",
    "LegalBasis", "LocPartType", "NamePartType", "RelationType", "SanctionsType", "Script",
)  # fmt: skip
_ALIASES: dict[str, AliasKind] = {"A.K.A.": "aka", "F.K.A.": "fka", "N.K.A.": "nka"}
_KINDS = {"individual", "vessel", "aircraft"}
_DATE = re.compile(
    rb"<DateOfIssue[^>]*>\s*<Year>(\d+)</Year>\s*<Month>(\d+)</Month>\s*<Day>(\d+)</Day>"
)
_PROGRAMME = "Program"


class _Tables:
    """What the file says apart from the parties."""

    def __init__(self, file: ListFile) -> None:
        self.names: dict[tuple[str, str], str] = {}
        self._sub_types: dict[str, tuple[str, str]] = {}
        self.areas: dict[str, str] = {}
        self.places: dict[str, OfacAddress] = {}
        self.documents: dict[str, list[str]] = defaultdict(list)
        self.relations: dict[str, list[tuple[str, str]]] = defaultdict(list)
        self._party_types: dict[str, str] = {}
        self.readers: dict[str, Callable[[etree._Element], None]] = {
            **dict.fromkeys(_REFERENCES, self._reference),
            "PartySubType": self._party_sub_type,
            "PartyType": self._party_type,
            "AreaCode": self._area,
            "Location": self._location,
            "IDRegDocument": self._document,
            "ProfileRelationship": self._relation,
            "SanctionsEntry": self._entry,
        }
        self.measures: dict[str, tuple[list[str], list[str], list[str], list[str]]] = {}
        for element in read_records(file, "Sanctions", (*self.readers, "DistinctParty")):
            if read := self.readers.get(element.tag):
                read(element)

    def name(self, kind: str, number: str | None) -> str:
        """The words for a reference value; empty where there are none."""
        return self.names.get((kind, number or ""), "")

    def _reference(self, element: etree._Element) -> None:
        text = " ".join((element.text or "").split())
        self.names[element.tag, element.get("ID", "")] = text

    def _party_type(self, element: etree._Element) -> None:
        self._party_types[element.get("ID", "")] = " ".join((element.text or "").split()).lower()

    def _party_sub_type(self, element: etree._Element) -> None:
        text = " ".join((element.text or "").split()).lower()
        self._sub_types[element.get("ID", "")] = (text, element.get("PartyTypeID", ""))

    def kind(self, profile: etree._Element) -> str:
        """What a party is, in the words of `sdn.csv`: individual, vessel, aircraft or nothing."""
        sub_type, of_type = self._sub_types.get(profile.get("PartySubTypeID", ""), ("", ""))
        kind = self._party_types.get(of_type, "")
        return next((word for word in (kind, sub_type) if word in _KINDS), "")

    def _area(self, element: etree._Element) -> None:
        self.areas[element.get("ID", "")] = element.get("Description", "")

    def _location(self, element: etree._Element) -> None:
        parts = {}
        for part in element.iterfind("LocationPart"):
            kind = self.name("LocPartType", part.get("LocPartTypeID")).upper()
            parts[kind] = text_of(part, "LocationPartValue/Value")
        country = element.find("LocationCountry")
        area = element.find("LocationAreaCode")
        name = self.name("Country", country.get("CountryID")) if country is not None else ""
        if not name and area is not None:
            name = self.areas.get(area.get("AreaCodeID", ""), "")
        whole = parts.pop("UNKNOWN", "")
        place = address_of_parts(parts, name)
        self.places[element.get("ID", "")] = (
            OfacAddress("", "", whole) if whole and not parts else place
        )

    def _document(self, element: etree._Element) -> None:
        dates = {}
        for item in element.iterfind("DocumentDate"):
            kind = self.name("IDRegDocDateType", item.get("IDRegDocDateTypeID"))
            period = item.find("DatePeriod")
            dates[kind] = date_period(period) if period is not None else ""
        self.documents[element.get("IdentityID", "")].append(
            remark(
                self.name("IDRegDocType", element.get("IDRegDocTypeID")),
                text_of(element, "IDRegistrationNo"),
                country=self.name("Country", element.get("IssuedBy-CountryID")),
                issued=dates.get("Issue Date", ""),
                expires=dates.get("Expiration Date", ""),
            )
        )

    def _relation(self, element: etree._Element) -> None:
        role = self.name("RelationType", element.get("RelationTypeID"))
        if element.get("Former") == "true":
            role = f"Former: {role}"
        of_whom = self.relations[element.get("From-ProfileID", "")]
        of_whom.append((role, element.get("To-ProfileID", "")))

    def _entry(self, element: etree._Element) -> None:
        """Days, legal bases, programmes and other measures of a profile."""
        profile = element.get("ProfileID", "")
        days, bases, programmes, others = self.measures.setdefault(profile, ([], [], [], []))
        for event in element.iterfind("EntryEvent"):
            day = _day(event.find("Date"))
            days += [day.isoformat()] if day else []
            bases += [self.name("LegalBasis", event.get("LegalBasisID"))]
        for measure in element.iterfind("SanctionsMeasure"):
            kind = self.name("SanctionsType", measure.get("SanctionsTypeID"))
            comment = text_of(measure, "Comment")
            if kind == _PROGRAMME:
                programmes += [comment]
            else:
                others += [f"{kind}: {comment}" if comment else kind]


def _names(profile: etree._Element, tables: _Tables) -> Iterator[tuple[etree._Element, str, bool]]:
    """Each name with its Alias element, and whether it is in Latin letters; the primary first."""
    for identity in profile.iterfind("Identity"):
        kinds = {
            group.get("ID", ""): tables.name("NamePartType", group.get("NamePartTypeID"))
            for group in identity.iterfind("NamePartGroups/MasterNamePartGroup/NamePartGroup")
        }
        aliases = sorted(identity.iterfind("Alias"), key=lambda item: item.get("Primary") != "true")
        for alias in aliases:
            for name in alias.iterfind("DocumentedName"):
                values = list(name.iterfind("DocumentedNamePart/NamePartValue"))
                scripts = {tables.name("Script", value.get("ScriptID")) for value in values}
                latin = scripts <= {"Latin", ""}
                parts = [
                    (kinds.get(value.get("NamePartGroupID", ""), ""), value.text or "")
                    for value in values
                ]
                yield alias, _whole(parts, latin=latin), latin


def _whole(parts: list[tuple[str, str]], *, latin: bool) -> str:
    """`LAST, First Patronymic`, as the other formats print it."""
    last = " ".join(text for kind, text in parts if kind == "Last Name")
    rest = " ".join(text for kind, text in parts if kind != "Last Name")
    return ", ".join(part for part in (last.upper() if latin else last, rest) if part)


def _day(element: etree._Element | None) -> date | None:
    if element is None:
        return None
    try:
        return date(*(int(text_of(element, tag) or 1) for tag in ("Year", "Month", "Day")))
    except (ValueError, OverflowError):
        return None


def date_period(period: etree._Element) -> str:
    """A `DatePeriod` as the remarks print it: `12 Dec 1965`, `1962`, `1951 to 1953`, `circa 1960`.

    Empty where it holds no whole date.
    """
    first, last = _day(period.find("Start/From")), _day(period.find("End/To"))
    last = last or _day(period.find("Start/To")) or first
    if not first or not last:
        return ""
    start = period.find("Start")
    circa = "circa " if start is not None and start.get("Approximate") == "true" else ""
    return circa + _printed(first, last)


def _printed(first: date, last: date) -> str:
    if first == last:
        return f"{first:%d %b %Y}"
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
        same = first.year == last.year
        return f"{first.year}" if same else f"{first.year} to {last.year}"
    whole_month = first.day == 1 and last.day == monthrange(last.year, last.month)[1]
    if whole_month and (first.year, first.month) == (last.year, last.month):
        return f"{first:%b %Y}"
    return f"{first:%d %b %Y} to {last:%d %b %Y}"


def _entry(element: etree._Element, tables: _Tables, record: str) -> OfacEntry:
    """The entry of a party; one without a profile has no name."""
    profile = element.find("Profile")
    if profile is None:
        return OfacEntry(element.get("FixedRef", ""), "", "", [], record)
    number = element.get("FixedRef", "")
    days, bases, programmes, measures = tables.measures.get(profile.get("ID", ""), ([], [], [], []))
    entry = OfacEntry(
        number=number,
        name="",
        kind=tables.kind(profile),
        programmes=list(dict.fromkeys(programmes)),
        record=record,
        remarks=text_of(element, "Comment"),
        listed=days,
        legal_bases=bases,
        measures=measures,
        relations=[
            (role, other, "") for role, other in tables.relations.get(profile.get("ID", ""), ())
        ],
    )
    for alias, text, latin in _names(profile, tables):
        _add_name(entry, alias, text, tables, latin=latin)
    for feature in profile.iterfind("Feature"):
        _add_feature(entry, feature, tables)
    for identity in profile.iterfind("Identity"):
        entry.parts += tables.documents.get(identity.get("ID", ""), [])
    return entry


def _add_name(
    entry: OfacEntry, alias: etree._Element, text: str, tables: _Tables, *, latin: bool
) -> None:
    if alias.get("Primary") == "true":
        if latin and not entry.name:
            entry.name = text
        else:
            entry.originals.append(text)
        return
    kind = _ALIASES.get(tables.name("AliasType", alias.get("AliasTypeID")), "aka")
    entry.aliases.append(OfacAlias(kind, text, alias.get("LowQuality") == "true"))


def _add_feature(entry: OfacEntry, feature: etree._Element, tables: _Tables) -> None:
    kind = tables.name("FeatureType", feature.get("FeatureTypeID"))
    for version in feature.iterfind("FeatureVersion"):
        for item in version.iterfind("VersionLocation"):
            place = tables.places.get(item.get("LocationID", ""))
            if place and kind == "Location":
                entry.addresses.append(place)
            elif place:
                lines = (" ".join(line.split()) for line in (place.street, place.city))
                whole = ", ".join(part for part in (*lines, place.country) if part)
                add_feature(entry, kind, whole)
        for item in version.iterfind("VersionDetail"):
            text = " ".join((item.text or "").split())
            add_feature(
                entry, kind, text or tables.name("DetailReference", item.get("DetailReferenceID"))
            )
        for item in version.iterfind("DatePeriod"):
            add_feature(entry, kind, date_period(item))
        entry.notes += [text] if (text := text_of(version, "Comment")) else []


def _entries(file: ListFile, role: str) -> Iterator[OfacEntry | Problem]:
    tables = _Tables(file)
    # All parts are asked for, so that each is freed; those apart from the parties are known by now.
    records = read_records(file, "Sanctions", (*tables.readers, "DistinctParty"))
    parties = (element for element in records if element.tag == "DistinctParty")
    for position, element in enumerate(parties, 1):
        yield _entry(element, tables, f"{role} DistinctParty {position}")


def _is_consolidated(_: bytes, name: str) -> bool:
    return bool(re.search(r"cons|non.?sdn", name, re.IGNORECASE))


def _published(head: bytes) -> date | None:
    found = _DATE.search(head)
    try:
        return date(*(int(part) for part in found.groups())) if found else None
    except (ValueError, OverflowError):
        return None


SOURCES = sources_of(
    OfacFormat(
        sdn="sdn_advanced.xml",
        consolidated="cons_advanced.xml",
        root=re.compile(rb"<(?:\w+:)?Sanctions\b[^>]*sanctions/1\.0"),
        is_consolidated=_is_consolidated,
        published=_published,
        entries=_entries,
        max_bytes=2 << 30,
    )
)
