"""Verb frames: what a sentence says was done to whom, and whether now, before or not at all."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from nostro.announcements.records import Scope, Verb
from nostro.announcements.sentences import Sentence

__all__ = ["Frame", "find_frames"]

_ADVERBS = (
    r"(?:(?: (?:also|likewise|now|today|itself|himself|herself|themselves|separately|first|being|"
    r"alongside|jointly|previously|already|subsequently|since|therefore|again|either|is|been))*)"
)
_BE = rf"\b(?:is|are|was|were|be|been|being|has been|have been|had been|got){_ADVERBS}"
_MEASURES = r"(?:sanctions?|measures|restrictions|asset freezes?|travel bans?|designations?|penalties|bans?)"
# form: "active" takes its targets after the verb, "passive" before it, "inverted" after it.
_PATTERNS: tuple[tuple[Verb, str, str], ...] = (
    ("delist", "passive", rf"{_BE} (?:removed|delisted|taken off|struck off|unblocked)\b"),
    (
        "delist",
        "active",
        r"\b(?:remov(?:ed|es?|ing)|delist(?:ed|s|ing)?|lift(?:ed|s|ing)?(?= (?:the |its |all )?"
        r"(?:\w+ )?sanctions)|annul(?:led|s)(?: the)? sanctions|strikes? down sanctions|"
        r"revok(?:ed|es|ing) the designations?)\b(?: (?:the |its |all )?(?:\w+ )?sanctions"
        r"(?: imposed)? (?:on|against))?",
    ),
    (
        "license",
        "active",
        r"\b(?:issu(?:ed|es|ing)|authoriz(?:ed|es|ing)|publish(?:ed|es|ing))\b"
        r"(?=[^.]{0,60}General Licen[cs]es?)",
    ),
    (
        "amend",
        "passive",
        rf"{_BE} (?:amended|corrected|altered|updated|varied)\b",
    ),
    (
        "amend",
        "active",
        r"\b(?:amend(?:ed|s|ing)?|correct(?:ed|s|ing)|altered|prolong(?:ed|s|ing)?|renew(?:ed|s|ing)|"
        r"extend(?:ed|s|ing))(?= (?:the |its |one |two |three |\w+['’]s )?(?:[\w-]+ ){0,4}"
        r"(?:entry|entries|listings?|sanctions(?! database)|measures|embargo|regime|framework)\b)",
    ),
    (
        "designate",
        "passive",
        rf"{_BE} (?:designated|sanctioned|blacklisted|listed(?! compan)|specified|targeted|"
        r"identified as|(?:added|put|included|placed|entered)(?= (?:to|on|in|under|by)\b|:)|"
        rf"(?:hit|slapped) with (?:[\w.]+ ){{0,2}}{_MEASURES}|subject(?:ed)? to (?:[\w.]+ ){{0,2}}sanctions|"
        rf"placed under (?:[\w.]+ ){{0,2}}{_MEASURES}|under (?:[\w.]+ )?[\w. ]{{0,30}}['’]?s? ?sanctions since)\b",
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
        r"\b[Aa]lso (?:designated|sanctioned|listed|on the list|targeted)(?: today)?,? (?:is|are|was|"
        r"were)\b|\b[Aa]mong (?:them|those \w+|the (?:\w+ )?(?:targets|companies|individuals|ships))"
        r" (?:is|are|was|were)\b",
    ),
    (
        "designate",
        "active",
        rf"\b(?:impos|slapp|announc|adopt|appl|tak|levi|unveil)\w* (?:[\w,-]+ ){{0,4}}{_MEASURES}"
        r"(?: package)?(?: (?:on|against|to|targeting)\b)"
        rf"|\b{_MEASURES} (?:have|has) been (?:applied|imposed) (?:to|on|against)\b"
        r"|\btak(?:e|es|ing|en) (?:[\w-]+ )?action against\b"
        r"|\b(?:provides? for|(?<!evade )(?<!evading )(?<!of )(?<!under )sanctions imposed on|new) sanctions (?:against|on)\b"
        r"|\b(?:impos|announc)\w+ (?:further |new |additional |\d+ (?:new )?)?sanctions\b"
        r"|\bfr[eo]+z(?:e|es|ing|en)? the (?:\w+ )?assets of\b"
        r"|\b(?:sanctioned|designated|blacklisted|designating|sanctioning|blacklisting|listing)\b"
        r"(?! (?:person|part|entit|compan|individual|nationals|of the|criteria))"
        r"|\b(?:designates|sanctions|blacklists|lists|targets|hits|listed|targeting|targeted)\b"
        r"(?= (?:[A-Z]|\d|an?\b|the\b|its\b|his\b|one\b|two\b|three\b|four\b|five\b|six\b|seven\b|"
        r"eight\b|nine\b|ten\b|eleven\b|twelve\b|more\b|several\b|only\b|over\b))"
        r"|\b(?:add(?:ed|s|ing)?|plac(?:e|es|ed|ing)|puts?|putting)\b(?=[^.;]{3,160}? (?:to|on|under)"
        r" (?:its|the|a|an|their|restrictive|Annex)\b)"
        r"|\b(?:[Tt]he|[Tt]hese|[Tt]hose|[Tt]oday['’]s) (?:action|move|measures|sanctions|decision|order|designations|restrictions)"
        r"(?: by [\w ]{3,40}| (?:to)?day| on \w+){0,2} (?:hit|hits|cover|covers|affects?|targets?|appl(?:y|ies) to|concerns?|names?|includes?)\b|\bhas banned\b|\bidentif(?:ied|ies|ying)(?=[^.]{0,60} as )"
        r"|\b(?:expanded|added) by\b|(?<=['’]s )(?:\d{4} )?designation of\b|\bthe designation of\b",
    ),
    (
        "designate",
        "listing",
        r"\b(?:[Tt]hey|(?:[Tt]he|[Tt]oday['’]s|[Ii]ts) (?:[\w-]+ ){0,3}?(?:individuals|entities|companies|persons|people|"
        r"vessels|targets|ships|package|list|sanctions|men|group)(?: concerned)?|[Tt]hose (?:listed|"
        r"sanctioned|designated|included)|[Tt]oday['’]s list[\w ,&]{0,70}|[Aa]mong those included)(?: also)? "
        r"(?:include|includes|are|is|contains|comprises|target)\b(?! (?:being|based|accused|all|"
        r"in|under|not|now|said|also|subject|described|believed|alleged|located|\w+ed\b))",
    ),
)
_REGEXES = tuple((verb, form, re.compile(pattern)) for verb, form, pattern in _PATTERNS)
_THREAT = re.compile(
    r"\b(?:urg(?:ed?|es|ing)|push(?:ed|es|ing)?|call(?:ed|s|ing)? (?:on|for)|ask(?:ed|s|ing)?|"
    r"consider(?:ed|s|ing)?|weigh(?:ed|s|ing)?|threaten(?:ed|s|ing)?|propos(?:ed|es|ing)|"
    r"plan(?:s|ned|ning)?|mull(?:s|ed|ing)?|prepar(?:es|ed|ing))\b[^.;]{0,80}?\b(?:sanction(?:s|ing)?|"
    r"blacklist|designat\w+|measures|similar steps|bans?)\b"
    r"|[\"”“]considering[\"”“] measures"
    r"|\b(?:may|might|could|would|will) (?:also )?(?:list|sanction|designate|blacklist)\b"
    r"|\bbans? [^.]{0,60} (?:were|are) being prepared\b|\bpackage\b[^.]{0,40}\bmay be timed\b"
)
_NEGATION = re.compile(
    r"\b(?:not(?: (?:itself|been|being|yet|also))*|n['’]t|NOT|never|neither|nor|none|nobody|no one|"
    r"without being|rather than)\b[\w ,'’]{0,30}$",
    re.IGNORECASE,
)
_NEGATED_SENTENCE = re.compile(
    r"\b(?:(?:is|are|was|were|has|have|had)(?: also)? (?:not|NOT) (?:\w+ ){0,3}?(?:listed|sanctioned|"
    r"designated|named|subject|a subject|the subject|on (?:it|the list)|part of|mentioned|"
    r"blacklisted|been|have an entry)|does not have an entry|[Nn]either (?:\w+ )?(?:is|was|of)|"
    r"[Nn]one of |[Nn]either (?:relative|man|company|firm)|[Nn]obody is being|on nobody['’]s list)"
)
_EARLIER = re.compile(
    r"\b(?:previously|already|earlier|since(?! has\b)|had been|last (?:year|month|autumn|spring|summer"
    r"|winter|June|July|May|April|March|January|February|October|November|December|September|August)|"
    r"years? ago|follows? (?:the|OFAC['’]s)|back in|builds on|in force)\b"
)
_CUMULATIVE = re.compile(
    r"\b(?:bring(?:s|ing)? (?:the |its |to )?|takes? (?:to|its tally)|now (?:stands?|comprises?|listed|on|"
    r"has)|(?:in total|to date|altogether)|rises? to|the number of|including this (?:decision|action)|"
    r"has now|more than [\d,]+ (?:individuals|persons|entities)[^.]{0,60}\bsince|list (?:now|under)|"
    r"in all\b|are now)\b",
    re.IGNORECASE,
)


_NOBODY = re.compile(r" (?:nobody|no one|no (?:new|further|additional|other))\b")
# "Sanctioned a merger" is to approve it; a federation's sanctions are not an authority's.
_NO_SANCTION = re.compile(
    r" (?:an? (?:[\w-]+ )?(?:merger|deal|plan|lawyer|project|sale|use)|the (?:[\w-]+ )?(?:merger|deal|plan|sale|use)"
    r"|by the (?:national |football )?(?:federation|association|league|regulator|board|court|bar)"
    r"| ?database)\b"
)


@dataclass
class Frame:
    """One verb with its form and place. `region` is where its targets stand in the text."""

    verb: Verb
    form: str
    sentence: int
    span: tuple[int, int]
    region: tuple[int, int]
    scope: Scope
    is_negated: bool = False
    subject: tuple[int, int] = (0, 0)
    parties: list[int] = field(default_factory=list)


def find_frames(sentences: list[Sentence]) -> list[Frame]:
    """The frames of a text in order. Scope is what the words say; dates may still change it."""
    frames: list[Frame] = []
    for at, sentence in enumerate(sentences):
        frames += _frames_in(sentence, at)
    return frames


def _frames_in(sentence: Sentence, at: int) -> Iterator[Frame]:
    text, offset = sentence.text, sentence.start
    taken: list[tuple[int, int]] = []
    threat = _THREAT.search(text)
    for verb, form, pattern in _REGEXES:
        for match in pattern.finditer(text):
            start, end = match.span()
            if any(start < stop and begin < end for begin, stop in taken) or _quoted(text, start):
                continue
            taken.append((start, end))
            clause = _clause_start(text, start)
            if _NO_SANCTION.match(text, end):
                continue
            negated = (
                bool(_NOBODY.match(text, end))
                or bool(_NEGATION.search(text[clause:start]))
                or _negates(text, clause, end)
            )
            frame = Frame(
                verb, form, at, (offset + start, offset + end),
                _region(text, offset, form, clause, (start, end)),
                _scope(text, clause, start, end), negated, (offset + clause, offset + start),
            )  # fmt: skip
            if threat and threat.start() <= start:
                frame.verb, frame.scope = "threaten", "hypothetical"
            yield frame
    if threat and not any(threat.start() <= begin for begin, _ in taken):
        span = offset + threat.start(), offset + threat.end()
        yield Frame(
            "threaten", "active", at, span, (span[1], offset + len(text)), "hypothetical",
            subject=(offset, span[0]),
        )  # fmt: skip


def _negates(text: str, clause: int, end: int) -> bool:
    match = _NEGATED_SENTENCE.search(text, clause)
    return bool(match) and match.start() <= end if match else False


def _quoted(text: str, at: int) -> bool:
    """True inside a quotation, where someone only speaks about an action."""
    straight = text.count('"', 0, at) % 2 == 1
    return straight or text.rfind("“", 0, at) > text.rfind("”", 0, at)


def _clause_start(text: str, at: int) -> int:
    breaks = [
        match.end()
        for match in re.finditer(
            r"[;:]\s|(?:^|[ ,])(?:but|while|whereas|although|though|because|after|when|if|as)\s",
            text[:at],
        )
    ]
    return breaks[-1] if breaks else 0


def _region(
    text: str, offset: int, form: str, clause: int, span: tuple[int, int]
) -> tuple[int, int]:
    if form == "passive":
        return offset + clause, offset + span[0]
    tail = re.search(
        r"[ ,](?:because|after|when|while|alleging|accusing|pursuant to|under (?:the|E\.|Executive|"
        r"section|two|its|a)|over|for (?:the|their|its|his|having|being|allegedly|\w+ing)|in "
        r"(?:connection|response|view|addition|coordination|accordance)|but|whom)\b|;(?! and| his| her| the)",
        text[span[1] :],
    )
    end = span[1] + tail.start() if tail and form != "listing" else len(text)
    return offset + span[1], offset + end


def _scope(text: str, clause: int, start: int, end: int) -> Scope:
    around = text[clause : end + 60]
    if _CUMULATIVE.search(text[max(clause, start - 60) : end]) or re.search(
        r"^[^.;]{0,60}\b(?:to|at|now) \d+|^ to \d+", text[end:]
    ):
        return "cumulative"
    if _EARLIER.search(around):
        return "earlier"
    return "this"
