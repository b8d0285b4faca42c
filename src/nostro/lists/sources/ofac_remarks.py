"""The remarks of an OFAC entry: one line of facts with labels, parted by semicolons.

`DOB 12 Jan 1965; alt. Passport A123 (Iran) expires 2015; Linked To: HIZBALLAH.` The labels are
those of OFAC's reference values (https://ofac.treasury.gov/specially-designated-nationals-list-
data-formats-data-schemas). What no label explains stays as a note.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from nostro.lists.sources.countries import entity_country
from nostro.lists.sources.dates import list_dates

__all__ = [
    "LINKED_TO",
    "OPERATOR",
    "PROVISIONS",
    "WALLET",
    "Fact",
    "read_part",
    "read_remarks",
    "remark",
]

# What a remark may say beside a property of the party itself.
LINKED_TO = "Linked To"
OPERATOR = "Aircraft Operator"
PROVISIONS = "provisions"
WALLET = "wallet"


@dataclass(frozen=True)
class Fact:
    """One part of the remarks.

    `kind` is a property of the party or one of the words above. `text` is the part as printed;
    it is kept as a note where `exact` is false, because the values do not say all of it.
    `country` is the one named in brackets behind an identifier.
    """

    kind: str
    values: tuple[str, ...]
    text: str
    exact: bool = True
    country: str | None = None

    @property
    def note(self) -> str:
        """The text without the full stop that ends a line, or the brackets of SDN.XML."""
        return _note(self.text)


def read_remarks(remarks: str) -> Iterator[Fact]:
    """Every part of the remarks as a fact, in order; `notes` for what is not understood."""
    for part in remarks.split(";"):
        if text := " ".join(part.split()):
            yield read_part(text)


def remark(
    label: str, value: str, *, country: str = "", issued: str = "", expires: str = ""
) -> str:
    """One fact in the words of the remarks: `Passport A1 (Iran) issued 2007 expires 2012`."""
    parts = [label, value]
    parts += [f"({country})"] if country else []
    parts += [f"issued {issued}"] if issued else []
    parts += [f"expires {expires}"] if expires else []
    return " ".join(part for part in parts if part)


def read_part(text: str) -> Fact:
    """One part of the remarks as a fact; `text` has its white space made even."""
    plain = _bare(text).removeprefix("alt. ")
    for pattern, read in _FORMS:
        if (found := pattern.match(plain)) and (fact := read(text, *found.groups())):
            return fact
    if (found := _LABEL.match(plain)) and (fact := _labelled(text, found[1], found[2])):
        return fact
    return Fact("notes", (_note(text),), text)


def _bare(text: str) -> str:
    """The text out of the brackets that SDN.XML puts around a line of links."""
    bare = text.removeprefix("(")
    return bare.removesuffix(")") if bare.count(")") > bare.count("(") else bare


def _note(text: str) -> str:
    return _bare(text).removesuffix(".") or text


def _alias(text: str, letter: str, name: str) -> Fact:
    """A quoted alias is a weak one (OFAC FAQ 122 to 124); a former name is a strong one."""
    return Fact("previousName" if letter == "f" else "weakAlias", (name,), text)


def _provision(text: str) -> Fact:
    return Fact(PROVISIONS, (text.rstrip("."),), text)


def _link(text: str, name: str) -> Fact:
    return Fact(LINKED_TO, (name.strip(),), text)


def _role(text: str, role: str, name: str) -> Fact:
    """A link that names what the party is to the other: its values are role and name."""
    return Fact(LINKED_TO, (role.strip(), name.strip()), text)


def _wallet(text: str, currency: str, address: str) -> Fact:
    return Fact(WALLET, (currency, address.rstrip(".")), text)


_FORMS: tuple[tuple[re.Pattern[str], Callable[..., Fact | None]], ...] = (
    (re.compile(r"([afn])\.k\.a\.,? '(.+?)'?\.?$"), _alias),
    (re.compile(r"Linked To: (.+)"), _link),
    (
        re.compile(
            r"((?:Majority-)?Owned(?:,? (?:or|and) controlled)? by|Controlled by|Subsidiary of"
            r"|Branch of|Parent company|Acting for(?: or on behalf of)?|Acting on behalf of"
            r"|Leader or official of|Family member of|Associate of)"
            r":? (.+)",
            re.IGNORECASE,
        ),
        _role,
    ),
    (re.compile(r"Digital Currency Address - (\w+):? (\S+)"), _wallet),
    (
        re.compile(
            r"(?:Secondary sanctions risk|Additional Sanctions Information"
            r"|Transactions Prohibited|Purchase/Sales For Divestment Date|Executive Order \d+"
            r"|CAATSA Section|IFCA Determination"
            r"|(?:Listing|Effective) Date \(|For more information on directives)"
        ),
        _provision,
    ),
)


def _identifier(prop: str, value: str, text: str) -> Fact | None:
    number = _AFTER_NUMBER.split(value, maxsplit=1)[0].strip(" .,:()")
    if not any(character.isdigit() for character in number):
        return None
    brackets = _BRACKETS.search(value)
    country = entity_country(brackets[1]) if brackets else None
    rest = value.replace(number, "", 1)
    said = rest.replace(brackets[0], "", 1) if brackets and country else rest
    return Fact(prop, (number,), text, exact=not said.strip(" .,:()"), country=country)


def _bic(prop: str, value: str, text: str) -> Fact | None:
    code = value.strip(" .")
    return Fact(prop, (code,), text) if re.fullmatch(r"[A-Z0-9]{8}(?:[A-Z0-9]{3})?", code) else None


def _lei(_: str, value: str, text: str) -> Fact | None:
    fact = _identifier("leiCode", value, text)
    if fact and not re.fullmatch(r"[A-Z0-9]{20}", fact.values[0]):
        return _identifier("registrationNumber", value, text)
    return fact


def _date(prop: str, value: str, text: str) -> Fact | None:
    dates = list_dates(value)
    exact = len(dates) == 1 and not value.startswith("circa")
    return Fact(prop, tuple(dates), text, exact=exact) if dates else None


def _country(prop: str, value: str, text: str) -> Fact | None:
    code = entity_country(value.strip(" ."))
    return Fact(prop, (code,), text) if code else None


def _place(prop: str, value: str, text: str) -> Fact | None:
    place = value.strip(" .")
    return Fact(prop, (place,), text, country=entity_country(place.rpartition(",")[2].strip()))


def _plain(prop: str, value: str, text: str) -> Fact | None:
    return Fact(prop, (value.strip(" ."),), text) if value.strip(" .") else None


def _gender(prop: str, value: str, text: str) -> Fact | None:
    gender = value.strip(" .").lower()
    return Fact(prop, (gender,), text) if gender in {"male", "female"} else None


_AFTER_NUMBER = re.compile(r"(?<=\S)\s*\(|,\s|\s(?:issued|expires|expired|at)\b", re.IGNORECASE)
_BRACKETS = re.compile(r"\(([^()]+)\)")

_Reader = Callable[[str, str, str], Fact | None]
# Labels by property, without "No.", "Number" and "#", which may follow any of them.
_LABELS: tuple[tuple[_Reader, str, str], ...] = (
    (_date, "birthDate", "DOB"),
    (_place, "birthPlace", "POB"),
    (_country, "nationality", "nationality"),
    (_country, "citizenship", "citizen"),
    (_gender, "gender", "Gender"),
    (
        _identifier,
        "passportNumber",
        "Passport|Diplomatic Passport|Stateless Person Passport|British National Overseas Passport",
    ),
    (
        _identifier,
        "idNumber",
        (
            "National ID|National Foreign ID|Identification|Turkish Identification|Kenyan ID"
            "|Bosnian Personal ID|Moroccan Personal ID|Personal ID|Personal ID Card|Cedula"
            "|Cedula de Ciudadania|Cedula de Residencia|Tarjeta de Identidad|Numero de Identidad"
            "|D.N.I.|C.U.R.P.|C.U.I.|N.I.E.|LE|SSN|Electoral Registry|Credencial electoral"
            "|Birth Certificate|Driver's License|Citizen's Card|Residency|Tazkira National ID Card"
            "|Travel Document|Refugee ID Card|Stateless Person ID Card|VisaNumberID"
            "|Cartilla de Servicio Militar Nacional|Military Registration"
        ),
    ),
    (
        _identifier,
        "taxNumber",
        (
            "Tax ID|R.F.C.|NIT|RUC|RIF|Italian Fiscal Code|Fiscal Code|US FEIN|C.U.I.T.|C.U.I.L."
            "|C.N.P.J.|RTN|Romanian Tax Registration|Romanian C.R.|RFC|C.I.F.|SRL"
            "|Paraguayan tax identification|Numero Unico de Identificacao Tributaria (NUIT)"
        ),
    ),
    (_identifier, "vatCode", "V.A.T."),
    (
        _identifier,
        "registrationNumber",
        (
            "Registration|Registration ID|Company|UK Company|Business|Business Registration"
            "|Business Registration Document|Commercial Registry|C.R.|Folio Mercantil"
            "|Matricula Mercantil|Enterprise|Public Registration|Certificate of Incorporation"
            "|Chamber of Commerce|Istanbul Chamber of Comm.|Dubai Chamber of Commerce Membership"
            "|Central Registration System|Economic Register|Economic Register Number (CBLS)"
            "|Unified Social Credit Code (USCC)|United Social Credit Code Certificate (USCCC)"
            "|Registered Charity|File|Branch Unit|Organization Code|MSB Registration"
            "|Government Gazette|Aircraft Tail|Previous Aircraft Tail"
        ),
    ),
    (
        _identifier,
        "licenseNumber",
        (
            "License|Trade License|Tourism License|Pilot License|Permit|SRE Permit"
            "|Afghan Money Service Provider License"
        ),
    ),
    (_lei, "leiCode", "Legal Entity"),
    (_identifier, "dunsCode", "D-U-N-S"),
    (_bic, "swiftBic", "SWIFT/BIC"),
    (_identifier, "bikCode", "BIK (RU)"),
    (
        _identifier,
        "imoNumber",
        "Vessel Registration Identification IMO|International Maritime Organization|IMO",
    ),
    (_identifier, "mmsi", "MMSI"),
    (_plain, "callSign", "Other Vessel Call Sign|Vessel Call Sign"),
    (_plain, "type", "Other Vessel Type|Vessel Type"),
    (_country, "flag", "Other Vessel Flag|Vessel Flag"),
    (_country, "pastFlags", "Former Vessel Flag"),
    (_date, "buildDate", "Vessel Year of Build|Aircraft Manufacture Date"),
    (_plain, "model", "Aircraft Model"),
    (
        _identifier,
        "serialNumber",
        (
            "Aircraft Manufacturer's Serial Number (MSN)"
            "|Aircraft Construction Number (also called L/N or S/N or F/N)"
        ),
    ),
    (_identifier, "icaoCode", "Aircraft Mode S Transponder Code"),
    (_plain, OPERATOR, "Aircraft Operator"),
    (_date, "incorporationDate", "Organization Established Date"),
    (_country, "jurisdiction", "Nationality of Registration"),
    (_plain, "sector", "Organization Type|Target Type"),
    (_plain, "alias", "Issuer Name"),
    (_plain, "ticker", "Equity Ticker"),
    (_identifier, "isinCode", "ISIN"),
    (_plain, "website", "Website"),
    (_plain, "email", "Email Address|Email"),
    (_plain, "phone", "Phone|Telephone"),
)
_BY_LABEL = {label: (read, prop) for read, prop, labels in _LABELS for label in labels.split("|")}
_LABEL = re.compile(
    f"({'|'.join(re.escape(label) for label in sorted(_BY_LABEL, key=len, reverse=True))})"
    r"(?:\s*(?:No\.?|Number|#))?:?\s+(\S.*)"
)


def _labelled(text: str, label: str, value: str) -> Fact | None:
    read, prop = _BY_LABEL[label]
    return read(prop, value, text)
