"""Which parties of a sentence a verb frame is about."""

import re

from nostro.announcements.counts import CLASS_OF, class_of
from nostro.announcements.frames import Frame
from nostro.announcements.parties import Mention, Party
from nostro.announcements.reading import Reading
from nostro.announcements.sentences import Sentence

__all__ = ["find_targets", "is_bystander_role"]

# A name after one of these is the object of a preposition or of another verb.
_OBLIQUE = re.compile(
    r"\b(?:of|for|by|from|with|to|through|at|in|via|behind|under|against|between|into|"
    r"belongs to|owns|owned|controls?|named after|on behalf of|than|sold|served|called|about)"
    r" (?:the |its |his |her |their |an? )?(?:[\w’'-]+ ){0,3}$"
)
_LISTED_WHOLE = re.compile(r"\b(?:network|designation|leadership|package|assets|list) of ")
_CITIZEN = re.compile(r"\b(?:national|citizen)s? of (?:the )?(?:[A-Z]\w+ ?)+$")
_RELATIVE = re.compile(r"\b(?:that|which|whom|who)(?: (?:\w+|the \w+(?: \w+)?))?\W*$")
_RELATIVE_INSIDE = re.compile(r"\b(?:who|which|that|whose|whom)\b")
_LAST_ITEM = re.compile(r"[,;:]\s|\band\b")
_POSSESSIVE = re.compile(r"['’]s\b (?!and\b)|[- ](?:linked|backed|based|owned|affiliated)\b")
_NOUN_THEN_NAME = re.compile(r" [a-z]+s? [A-Z]")
_MODIFIES = re.compile(
    r" (?:address|wallet|officer|agent|national|tanker|compan|firm|official|bank|vessel|account|"
    r"general|militia|operative|hacker|member|leader|gang)"
)
_AFTER_PASSIVE = re.compile(
    r"[^.;:]{0,60}?(?:(?:together|along|alongside) with (?:\w+ of its \w+, )?|: )"
)
_ALONG_WITH = re.compile(r"[^.;:]{0,160}?\b(?:together|along|alongside) with ")
_BOTH = re.compile(r"\b[Bb]oth (?:men|women|people|individuals|brothers)\b")
_PERSON_PRONOUN = re.compile(r"(?:^|[,;] )\s*(?:and )?(?:[Hh]e|[Ss]he)\b[^,]{0,20}$")
_BODY_PRONOUN = re.compile(
    r"(?:^|[,;] )\s*(?:and )?(?:[Ii]t|[Tt]he (?:company|bank|firm|exchange|ship|vessel))\b"
    r"[^,]{0,20}$| and the (?:company|firm|bank) $"
)
_CLASS_REFERENCE = re.compile(
    r"\b(?:[Tt]he|[Aa]ll|[Tt]hese|[Tt]hose)"
    r"(?: (?P<number>two|three|four|five|six|seven|eight|nine|ten))? (?:\w+ )?"
    r"(?P<noun>vessels|ships|tankers|compan(?:y|ies)|firms|entities|banks|subsidiaries|"
    r"individuals|men|people)\b"
)
_NUMBERS = {
    word: number
    for number, word in enumerate(
        ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"), 2
    )
}
_BAD_ROLE = re.compile(
    r"\b(?:lawyer|barrister|spokes\w+|minister|secretary|senator|economist|analyst|ambassador|"
    r"correspondent|reporter|campaigner)(?: to the \w+)?,? (?:[\w-]+ )?$",
    re.IGNORECASE,
)
_SAYS = re.compile(r"[\"”]?,? (?:said|says|told|added|noted|wrote|stressed|argued|explained)\b")
_SAID = re.compile(r"\b(?:said|says|according to|told)(?: [\w.]+){0,3} $")
# In characters: how far back a pronoun refers, and how much decides the role of a name.
_REACH = 3000
_PHRASE = 200


def find_targets(reading: Reading, frame: Frame) -> list[Party]:
    """The parties that stand in the target position of a frame, each once."""
    if antecedent := _antecedent(reading, frame):
        return [antecedent]
    found = [
        party
        for mention, party in reading.named.between(*frame.region)
        if _is_strong(reading, mention, party, frame) and _is_direct(reading, mention, frame)
    ]
    if frame.form == "passive":
        found += _referred_to(reading, frame)
    if frame.form != "listing":
        found += _joined_after(reading, frame)
    return list({id(party): party for party in found}.values())


def _is_strong(reading: Reading, mention: Mention, party: Party, frame: Frame) -> bool:
    """A single unknown word counts as a subject only where it is all of it."""
    if party.is_weak and _MODIFIES.match(reading.source, mention.span[1]):
        return False
    if not party.is_weak or frame.form != "passive":
        return True
    before = reading.source[frame.region[0] : mention.span[0]]
    return not before.strip() or not mention.lead.strip()


def _antecedent(reading: Reading, frame: Frame) -> Party | None:
    """The party before "that OFAC designated" or "who was blacklisted"."""
    start = reading.sentences[frame.sentence].start
    relative = _RELATIVE.search(reading.source[start : frame.span[0]])
    named = reading.named.between(start, start + relative.start()) if relative else []
    return named[-1][1] if named else None


def _is_direct(reading: Reading, mention: Mention, frame: Frame) -> bool:
    """True where the name itself is the verb's object or subject, not a word within one."""
    source, (start, end) = reading.source, mention.span
    whole = source[max(frame.region[0], start - _PHRASE) : start]
    before = _CITIZEN.sub("", _LAST_ITEM.split(whole)[-1])
    if _OBLIQUE.search(f" {before}") and not _LISTED_WHOLE.search(before):
        return False
    if _POSSESSIVE.match(source, end) or _BAD_ROLE.search(source[max(start - 50, 0) : start]):
        return False
    if source[start:end].isupper() and _NOUN_THEN_NAME.match(source, end):
        return False
    return not _in_relative_clause(whole)


def _in_relative_clause(before: str) -> bool:
    """True where a relative clause opened before the name and no comma has ended it."""
    opened = [match.start() for match in _RELATIVE_INSIDE.finditer(before)]
    return bool(opened) and "," not in before[opened[-1] :] and " and " not in before[opened[-1] :]


def _joined_after(reading: Reading, frame: Frame) -> list[Party]:
    """The parties joined to the target: "was added together with X", "two are added: X"."""
    end = reading.sentences[frame.sentence].end
    pattern = _AFTER_PASSIVE if frame.form == "passive" else _ALONG_WITH
    match = pattern.match(reading.source, frame.span[1], end)
    if not match:
        return []
    after = Frame(frame.verb, "active", frame.sentence, frame.span, (match.end(), end), "this")
    return [
        party
        for mention, party in reading.named.between(*after.region)
        if _is_direct(reading, mention, after)
    ]


def _referred_to(reading: Reading, frame: Frame) -> list[Party]:
    """The parties that "he", "it", "both men" or "the three vessels" refer to."""
    sentence: Sentence = reading.sentences[frame.sentence]
    subject = reading.source[max(sentence.start, frame.region[0]) : frame.region[1]] + " "
    start = frame.region[0]
    earlier = [party for _, party in reversed(reading.named.between(max(0, start - _REACH), start))]
    people = [party for party in earlier if party.schema == "Person"]
    bodies = [party for party in earlier if party.schema in {"Company", "Organization"}]
    found: list[Party] = []
    if _BOTH.search(subject):
        found += list(dict.fromkeys(people))[:2]
    elif _PERSON_PRONOUN.search(subject):
        found += people[:1]
    if _BODY_PRONOUN.search(subject):
        found += bodies[:1]
    return found + _class_members(subject, earlier)


def _class_members(subject: str, earlier: list[Party]) -> list[Party]:
    """The parties that "the three vessels" refers to: the last ones of that class."""
    match = _CLASS_REFERENCE.search(subject)
    if not match or not (match["number"] or match["noun"] in {"vessels", "ships", "tankers"}):
        return []
    kind = CLASS_OF[match["noun"]]
    members = [p for p in earlier if class_of(p.schema) == kind and not p.is_weak]
    return list(dict.fromkeys(members))[: _NUMBERS.get(match["number"] or "")]


def is_bystander_role(source: str, mention: Mention) -> bool:
    """True where a party speaks, or stands in a role that is never a target's."""
    start, end = mention.span
    before = source[max(start - 60, 0) : start]
    return bool(_BAD_ROLE.search(before) or _SAYS.match(source, end) or _SAID.search(before))
