"""The bodies that impose sanctions, by their names and by what the press calls them."""

import re
from typing import NamedTuple

from nostro.places import find_places

__all__ = ["EU_COUNCIL", "AuthorityMention", "find_authorities", "is_official_body"]

OFAC = "US Department of the Treasury (OFAC)"
STATE = "US Department of State"
FCDO = "UK Foreign, Commonwealth & Development Office (FCDO)"
OFSI = "UK HM Treasury (OFSI)"
EU_COUNCIL = "Council of the European Union"

# The first alternative that matches wins, so the longer and more exact names stand first.
_NAMES: tuple[tuple[str, str], ...] = (
    (OFSI, r"Office of Financial Sanctions Implementation|OFSI|(?:HM|His Majesty's) Treasury"),
    (
        STATE,
        r"(?:(?:U\.S\.|US|United States) )?(?:Department of State|State Department)"
        r"|Secretary of State (?:Antony|Marco|Mike)",
    ),
    (
        OFAC,
        r"(?:(?:U\.S\.|US|United States) )?(?:Department of the Treasury|Treasury Department)"
        r"(?:(?:['’]s)? Office of Foreign Assets Control)?(?: \(OFAC\))?"
        r"|Office of Foreign Assets Control(?: \(OFAC\))?|OFAC|(?:(?:U\.S\.|US) )?Treasury",
    ),
    (
        "National Security and Defense Council of Ukraine (NSDC)",
        r"National Security and Defen[cs]e Council(?: of Ukraine)?|NSDC|President of Ukraine"
        r"|Head of State",
    ),
    (
        "UN ISIL (Da'esh) and Al-Qaida Sanctions Committee",
        r"(?:Security Council )?ISIL \(Da['’]esh\) and Al-Qaida Sanctions Committee",
    ),
    (
        "UN Security Council {number} Committee",
        r"(?:(?:United Nations|UN|U\.N\.) )?Security Council(?:['’]s)?(?:(?: \d{4})? Committee)?"
        r"|United Nations|U\.N\.|UN\b|\d{4} (?:Sanctions )?Committee",
    ),
    ("General Court of the European Union", r"(?:European Union['’]s |EU )?General Court"),
    (
        EU_COUNCIL,
        r"Council of the (?:European Union|EU)|European Council|EU Council|Foreign Affairs Council"
        r"|European Union|EU\b|Brussels|(?<=[Tt]he )bloc\b|(?<=[Tt]he )Council\b(?! of)",
    ),
    (
        FCDO,
        r"Foreign, Commonwealth (?:&|and) Development Office|Foreign Office|FCDO"
        r"|Foreign Secretary|United Kingdom|U\.K\.|UK\b|Britain|London|British government"
        r"|Downing Street",
    ),
    (
        "Global Affairs Canada",
        r"Global Affairs Canada|Canada|Ottawa|Canadian government",
    ),
    (
        "Australian Department of Foreign Affairs and Trade (DFAT)",
        r"Department of Foreign Affairs and Trade|DFAT|Australia\b|Canberra"
        r"|Australian [Gg]overnment",
    ),
    ("Ministry of Foreign Affairs of Japan", r"Japan(?:ese [Gg]overnment)?\b|Tokyo"),
    (
        "Ministry of Foreign Affairs of the Republic of Korea",
        r"South Korea\b|Seoul|Republic of Korea",
    ),
    (
        "State Secretariat for Economic Affairs (SECO)",
        r"State Secretariat for Economic Affairs|SECO\b|Federal Department of Economic Affairs"
        r"|EAER\b|Switzerland|Swiss Federal Council|Federal Council|Bern\b",
    ),
    (
        "Ministry of Foreign Affairs and Trade of New Zealand",
        r"New Zealand|Wellington",
    ),
    (
        "National Security and Defense Council of Ukraine (NSDC)",
        r"Kyiv|Kiev|Ukraine(?=(?: has| had|,)? (?:also )?(?:sanctioned|imposed|blacklisted))",
    ),
    ("Ministry of Foreign Affairs of Lithuania", r"Lithuania|Vilnius"),
    ("Ministry of Foreign Affairs of Latvia", r"Latvia\b|Riga\b"),
    ("Ministry of Foreign Affairs of Estonia", r"Estonia\b|Tallinn"),
    ("Ministry of Foreign Affairs of Norway", r"Norway|Oslo\b"),
    (
        OFAC,
        r"United States|U\.S\.|\bUS\b|Washington|White House|Biden administration"
        r"|Trump administration|Obama administration|Americans?\b|SDN List",
    ),
)
_PATTERN = re.compile(
    "|".join(rf"(?P<a{index}>\b(?:{pattern}))" for index, (_, pattern) in enumerate(_NAMES))
)
# Adjectives that name the authority where they stand before the measure itself.
_ADJECTIVES = re.compile(
    r"\b(?:(?P<us>U\.S\.|US|American)|(?P<uk>UK|British)|(?P<eu>EU|European Union)"
    r"|(?P<ca>Canadian)|(?P<au>Australian)|(?P<jp>Japanese)|(?P<un>UN|U\.N\.)|(?P<ua>Ukrainian))"
    r"(?=(?:['’]s)? (?:\w+ )?(?:sanctions?|blacklists?|asset freezes?|restrictions|designations?|"
    r"measures|notice|list|travel ban))"
)
_BY_ADJECTIVE = {
    "us": OFAC, "uk": FCDO, "eu": EU_COUNCIL, "ca": "Global Affairs Canada",
    "au": "Australian Department of Foreign Affairs and Trade (DFAT)",
    "jp": "Ministry of Foreign Affairs of Japan", "un": "UN Security Council {number} Committee",
    "ua": "National Security and Defense Council of Ukraine (NSDC)",
}  # fmt: skip
_OFFICIAL = re.compile(
    r"\b(?:Ministry|Ministries|Department of|Council|Commission|Government|Parliament|Congress|"
    r"Senate|Court|Police|Embassy|Nations|Cabinet|Committee|Secretariat|Treasury|White House|"
    r"Kremlin|Office of|Foreign Office|Directorate-General|Signals Directorate|"
    r"Security Service|Secretary)\b"
)
_COMMITTEE_NUMBER = re.compile(
    r"\b(\d{4}) (?:Sanctions )?Committee|established (?:pursuant to|under|by) resolutions? (\d{4})"
    r"|\bresolution (\d{4}) \(\d{4}\)"
)


class AuthorityMention(NamedTuple):
    """An authority named in the text. `is_exact` is False for metonyms such as "Brussels"."""

    span: tuple[int, int]
    authority: str
    is_exact: bool


def find_authorities(text: str) -> list[AuthorityMention]:
    """The sanctioning bodies that a text names, in order.

    Whether a metonym acts, or is only a place, is for the sentence around it to say.
    """
    number = _COMMITTEE_NUMBER.search(text)
    digits = next((group for group in number.groups() if group), "") if number else ""
    found = []
    for match in _PATTERN.finditer(text):
        name, _ = _NAMES[int((match.lastgroup or "a0")[1:])]
        name = " ".join(name.format(number=digits).split())
        found.append(AuthorityMention(match.span(), name, not find_places(match[0])))
    taken = {span for span, _, _ in found}
    for match in _ADJECTIVES.finditer(text):
        if match.span() not in taken:
            name = _BY_ADJECTIVE[match.lastgroup or "us"].format(number=digits)
            found.append(AuthorityMention(match.span(), " ".join(name.split()), False))
    return sorted(found)


def is_official_body(name: str) -> bool:
    """True for ministries, courts, parliaments and the like, which are no parties."""
    return bool(_OFFICIAL.search(name))
