"""Verb frames: what a sentence says was done to whom, and whether now, before or not at all."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from nostro.announcements.records import Scope, Verb
from nostro.announcements.sentences import Sentence
from nostro.announcements.verb_patterns import THREAT, VERB_PATTERNS

__all__ = ["Frame", "find_frames"]

_NEGATION = re.compile(
    r"\b(?:not(?: (?:itself|been|being|yet|also))*|n['’]t|NOT|never|neither|nor|none|nobody|no one|"
    r"without being|rather than)\b[\w ,'’]{0,30}$",
    re.IGNORECASE,
)
_NEGATED_CLAUSE = re.compile(
    r"\b(?:(?:is|are|was|were|has|have|had)(?: also)? (?:not|NOT) (?:\w+ ){0,3}?(?:listed|"
    r"sanctioned|designated|named|subject|a subject|the subject|on (?:it|the list)|part of|"
    r"mentioned|blacklisted|been|have an entry)|does not have an entry|"
    r"[Nn]either (?:\w+ )?(?:is|was|of|relative|man|company|firm)|[Nn]one of |"
    r"[Nn]obody is being|on nobody['’]s list)"
)
_NOBODY = re.compile(r" (?:nobody|no one|no (?:new|further|additional|other))\b")
# To sanction a merger is to approve it; a federation's sanctions are not an authority's.
_NO_SANCTION = re.compile(
    r" (?:(?:an?|the) (?:[\w-]+ )?(?:merger|deal|plan|lawyer|project|sale|use)|"
    r"by the (?:national |football )?(?:federation|association|league|regulator|board|court|bar)|"
    r"database)\b"
)
_EARLIER = re.compile(
    r"\b(?:previously|already|earlier|since(?! has\b)|had been|last (?:year|month|autumn|spring|"
    r"summer|winter|January|February|March|April|May|June|July|August|September|October|November|"
    r"December)|years? ago|follows? (?:the|OFAC['’]s)|back in|builds on|in force)\b"
)
_CUMULATIVE = re.compile(
    r"\b(?:bring(?:s|ing)? (?:the |its |to )?|takes? (?:to|its tally)|now (?:stands?|comprises?|"
    r"listed|on|has)|(?:in total|to date|altogether)|rises? to|the number of|"
    r"including this (?:decision|action)|has now|list (?:now|under)|in all\b|are now|"
    r"more than [\d,]+ (?:individuals|persons|entities)[^.]{0,60}\bsince)\b",
    re.IGNORECASE,
)
_NEW_TOTAL = re.compile(r"[^.;]{0,60}\b(?:to|at|now) \d+")
_BREAK = re.compile(
    r"[;:]\s(?![^()]*\))|(?:^|[ ,])(?:but|while|whereas|although|though|because|after|when|if|as)\s"
)
# What follows these tells why, when or under which law, no longer whom.
_OBJECT_END = re.compile(
    r"[ ,](?:as (?:an?|being|blocked|property|Specially|part)|because|after|when|while|alleging|"
    r"accusing|pursuant to|under (?:the|E\.|Executive|section|two|its|a)|over|"
    r"for (?:the|their|its|his|having|being|allegedly|\w+ing)|in "
    r"(?:connection|response|view|addition|coordination|accordance)|but|whom)\b"
    r"|;(?! and| his| her| the)"
)
_MOST_FRAMES = 12


class Frame(NamedTuple):
    """One verb, where it stands (`span`), and where its targets stand (`region`) in the text.

    `form` is that of its pattern; `sentence` is the index of its sentence. `scope` is what the
    words say; dates may still change it.
    """

    verb: Verb
    form: str
    sentence: int
    span: tuple[int, int]
    region: tuple[int, int]
    scope: Scope
    is_negated: bool = False


def find_frames(sentences: list[Sentence]) -> list[Frame]:
    """The frames of a text, sentence by sentence; at most 12 of each sentence are read."""
    return [
        frame
        for at, sentence in enumerate(sentences)
        for frame in list(_frames_in(sentence, at))[:_MOST_FRAMES]
    ]


def _frames_in(sentence: Sentence, at: int) -> Iterator[Frame]:
    text, offset = sentence.text, sentence.start
    threat = THREAT.search(text)
    spans: list[tuple[int, int]] = []
    for verb, form, start, end in _verbs(text):
        spans.append((start, end))
        clause = _clause_start(text, start)
        from_, to = _region(text, form, clause, (start, end))
        is_threat = bool(threat) and threat.start() <= start if threat else False
        yield Frame(
            "threaten" if is_threat else verb,
            form,
            at,
            (offset + start, offset + end),
            (offset + from_, offset + to),
            "hypothetical" if is_threat else _scope(text, clause, start, end),
            _is_negated(text, clause, start, end),
        )
    if threat and not any(threat.start() <= start for start, _ in spans):
        span = offset + threat.start(), offset + threat.end()
        yield Frame("threaten", "active", at, span, (span[1], sentence.end), "hypothetical")


def _verbs(text: str) -> Iterator[tuple[Verb, str, int, int]]:
    """The verbs of a sentence without overlaps and outside quotations."""
    taken: list[tuple[int, int]] = []
    for verb, form, pattern in VERB_PATTERNS:
        for match in pattern.finditer(text):
            start, end = match.span()
            is_taken = any(start < stop and begin < end for begin, stop in taken)
            if is_taken or _is_quoted(text, start) or _NO_SANCTION.match(text, end):
                continue
            taken.append((start, end))
            yield verb, form, start, end


def _is_negated(text: str, clause: int, start: int, end: int) -> bool:
    if _NEGATION.search(text, clause, start) or _NOBODY.match(text, end):
        return True
    negated = _NEGATED_CLAUSE.search(text, clause)
    return bool(negated) and negated.start() <= end if negated else False


def _is_quoted(text: str, at: int) -> bool:
    """True inside a quotation, where someone only speaks about an action."""
    straight = text.count('"', 0, at) % 2 == 1
    return straight or text.rfind("“", 0, at) > text.rfind("”", 0, at)


def _clause_start(text: str, at: int) -> int:
    return max((match.end() for match in _BREAK.finditer(text, 0, at)), default=0)


def _region(text: str, form: str, clause: int, span: tuple[int, int]) -> tuple[int, int]:
    if form == "passive":
        return clause, span[0]
    end = None if form == "listing" else _OBJECT_END.search(text, span[1])
    return span[1], end.start() if end else len(text)


def _scope(text: str, clause: int, start: int, end: int) -> Scope:
    around = text[max(clause, start - 60) : end]
    if _CUMULATIVE.search(around) or _NEW_TOTAL.match(text, end):
        return "cumulative"
    return "earlier" if _EARLIER.search(text, clause, min(end + 60, len(text))) else "this"
