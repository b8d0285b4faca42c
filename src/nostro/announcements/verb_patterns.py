"""The words by which texts designate, delist, amend, license and threaten.

Each pattern is one way to say it; `find_frames` tries them in this order, so the more exact stand
first. Where a pattern's targets stand is its form: `active` after the verb, `passive` before it,
`inverted` after it ("Also designated is X"), `listing` after it, as the members of a list.
"""

import re
from typing import NamedTuple

from nostro.announcements.records import Verb

__all__ = ["THREAT", "VERB_PATTERNS", "VerbPattern"]


class VerbPattern(NamedTuple):
    """One way to tell an action, and where its targets stand."""

    verb: Verb
    form: str
    pattern: re.Pattern[str]


_BE = (
    r"\b(?:is|are|was|were|be|been|being|has been|have been|had been|got)"
    r"(?:(?: (?:also|likewise|now|today|itself|himself|herself|themselves|separately|first|being|"
    r"alongside|jointly|previously|already|subsequently|since|therefore|again|either|is|been))"
    r"{0,4})"
)
_MEASURES = (
    r"(?:sanctions?|measures|restrictions|asset freezes?|travel bans?|designations?|penalties|"
    r"bans?)"
)
_BEFORE_OBJECT = (
    r"(?= (?:[A-Z]|\d|an?\b|the\b|its\b|his\b|one\b|two\b|three\b|four\b|five\b|six\b|seven\b|"
    r"eight\b|nine\b|ten\b|eleven\b|twelve\b|more\b|several\b|only\b|over\b))"
)
_LISTED = (
    r"(?:[Tt]hey|(?:[Tt]he|[Tt]hese|[Tt]oday['’]s|[Ii]ts) (?:(?!of\b)[\w-]+ ){0,3}?(?:individuals?|"
    r"entit(?:y|ies)|compan(?:y|ies)|firms?|banks?|persons?|people|vessels?|targets?|ships?|package|"
    r"list|sanctions|men|man|woman|group)"
    r"(?: concerned)?|[Tt]hose (?:listed|sanctioned|designated|included)|[Aa]mong those included|"
    r"[Tt]oday['’]s list[\w ,&]{0,70})"
)
_WORDS: tuple[tuple[Verb, str, str], ...] = (
    ("delist", "passive", rf"{_BE} (?:removed|delisted|taken off|struck off|unblocked)\b"),
    (
        "delist",
        "active",
        r"\b(?:remov(?:ed|es?|ing)|delist(?:ed|s|ing)?|strikes? down sanctions|"
        r"lift(?:ed|s|ing)?(?= (?:the |its |all )?(?:\w+ )?sanctions)|"
        r"annul(?:led|s)(?: the)? sanctions|revok(?:ed|es|ing) the designations?)\b"
        r"(?: (?:the |its |all )?(?:\w+ )?sanctions(?: imposed)? (?:on|against))?",
    ),
    (
        "license",
        "active",
        r"\b(?:issu(?:ed|es|ing)|authoriz(?:ed|es|ing)|publish(?:ed|es|ing))\b"
        r"(?=[^.]{0,60}General Licen[cs]es?)",
    ),
    ("amend", "passive", rf"{_BE} (?:amended|corrected|altered|updated|varied)\b"),
    (
        "amend",
        "active",
        r"\b(?:amend(?:ed|s|ing)?|correct(?:ed|s|ing)|altered|prolong(?:ed|s|ing)?|"
        r"renew(?:ed|s|ing)|extend(?:ed|s|ing))(?= (?:the |its |one |two |three |\w+['’]s )?"
        r"(?:[\w-]+ ){0,4}(?:entry|entries|listings?|sanctions(?! database)|measures|embargo|"
        r"regime|framework)\b)",
    ),
    (
        "designate",
        "passive",
        rf"{_BE} (?:designated|sanctioned|blacklisted|listed(?! compan)|specified|targeted|"
        r"identified as|(?:added|put|included|placed|entered)(?= (?:to|on|in|under|by)\b|:)|"
        rf"(?:hit|slapped) with (?:[\w.]+ ){{0,2}}{_MEASURES}|"
        r"subject(?:ed)? to (?:[\w.]+ ){0,2}sanctions|"
        rf"placed under (?:[\w.]+ ){{0,2}}{_MEASURES}|"
        r"under [\w. ]{0,40}?(?:['’]s )?sanctions since)(?!\w)",
    ),
    (
        "designate",
        "passive",
        r"\b(?:appears? (?:in|on) the (?:\w+ )?(?:list|annex)|both under \w+ sanctions|"
        r"had their (?:\w+ )?assets frozen|(?:is|are) on the (?:\w+ )?list)\b",
    ),
    (
        "designate",
        "inverted",
        r"\b[Aa]lso (?:designated|sanctioned|listed|on the list|targeted)(?: today)?,? "
        r"(?:is|are|was|were)\b|\b[Aa]mong (?:them|those \w+|the (?:\w+ )?(?:targets|companies|"
        r"individuals|ships)) (?:is|are|was|were)\b",
    ),
    (
        "designate",
        "active",
        rf"\b(?:impos|slapp|announc|adopt|appl|tak|levi|unveil)\w* (?:[\w,-]+ ){{0,4}}{_MEASURES}"
        r"(?: package)? (?:on|against|to|targeting)\b"
        rf"|\b{_MEASURES} (?:have|has) been (?:applied|imposed) (?:to|on|against)\b"
        r"|\btak(?:e|es|ing|en) (?:[\w-]+ )?action against\b"
        r"|\b(?:provides? for|new) sanctions (?:against|on)\b"
        r"|\bsanctions imposed on\b"
        r"|\b(?:impos|announc)\w+ (?:further |new |additional |\d+ (?:new )?)?sanctions\b"
        r"|\bfr[eo]+z(?:e|es|ing|en)? the (?:\w+ )?assets of\b",
    ),
    (
        "designate",
        "active",
        r"\b(?:sanctioned|designated|blacklisted|designating|sanctioning|blacklisting|listing)\b"
        r"(?! (?:person|part|entit|compan|individual|nationals|of the|criteria))"
        rf"|\b(?:designates|sanctions|blacklists|lists|targets|hits|listed|targeting|targeted)\b"
        rf"{_BEFORE_OBJECT}"
        r"|\b(?:add(?:ed|s|ing)?|plac(?:e|es|ed|ing)|puts?|putting)\b(?=[^.;]{3,160}? "
        r"(?:to|on|under) (?:its|the|a|an|their|restrictive|Annex)\b)",
    ),
    (
        "designate",
        "active",
        r"\b(?:[Tt]he|[Tt]hese|[Tt]hose|[Tt]oday['’]s) (?:action|move|measures|sanctions|decision|"
        r"order|designations|restrictions)(?: by [\w ]{3,40}| (?:to)?day| on \w+){0,2} "
        r"(?:hit|hits|covers?|affects?|targets?|appl(?:y|ies) to|concerns?|names?|includes?)\b"
        r"|\b(?:decided|agreed|moved|voted) to (?:list|sanction|designate|blacklist|add|place|"
        r"target)\b|\b(?:named|identified) (?:the |those )(?:(?:\w+ )?(?:men|people|individuals|"
        r"persons|targets)|(?:sanctioned|blacklisted|designated) \w+) as\b"
        r"|\bhas banned\b|\bidentif(?:ied|ies|ying)(?=[^.]{0,60} as )"
        r"|\b(?:expanded|added) by\b|(?:(?<=['’]s )(?:\d{4} )?|\bthe )designation of\b",
    ),
    (
        "designate",
        "listing",
        rf"\b{_LISTED}(?: also)? (?:include|includes|are|is|contains|comprises|target)\b"
        r"(?! (?:being|based|accused|all|in|under|not|now|said|also|subject|described|believed|"
        r"alleged|located|\w+ed\b))",
    ),
)
VERB_PATTERNS = tuple(VerbPattern(verb, form, re.compile(words)) for verb, form, words in _WORDS)
THREAT = re.compile(
    r"\b(?:urg(?:ed?|es|ing)|push(?:ed|es|ing)?|call(?:ed|s|ing)? (?:on|for)|ask(?:ed|s|ing)?|"
    r"consider(?:ed|s|ing)?|weigh(?:ed|s|ing)?|threaten(?:ed|s|ing)?|propos(?:ed|es|ing)|"
    r"plan(?:s|ned|ning)?|mull(?:s|ed|ing)?|prepar(?:es|ed|ing))\b[^.;]{0,80}?"
    r"\b(?:sanction(?:s|ing)?|blacklist|designat\w+|measures|similar steps|bans?)\b"
    r"|[\"”“]considering[\"”“] measures"
    r"|\b(?:may|might|could|would|will) (?:also )?(?:list|sanction|designate|blacklist)\b"
    r"|\bbans? [^.]{0,60} (?:were|are) being prepared\b|\bpackage\b[^.]{0,40}\bmay be timed\b"
)
