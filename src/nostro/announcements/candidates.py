"""Targets that no verb names outright: parties that a release describes one after the other.

A release says in one sentence how many it designates and then introduces them. So where the stated
counts leave room, the parties that the text introduces like targets fill it, best first.
"""

import re
from itertools import pairwise

from nostro.announcements.actions import ActionDraft
from nostro.announcements.counts import class_of
from nostro.announcements.parties import Mention, Party
from nostro.announcements.reading import Reading
from nostro.announcements.roles import is_bystander_role
from nostro.announcements.sentences import ITEM

__all__ = ["fill_targets"]

# What a party's score must reach: always, where no count is stated, where the counts have room.
_CERTAIN = 3.0
_UNCOUNTED = 2.0
_ENOUGH = 1.0
_TELLING = 4
_LONGEST_LEAD = 4
_NEGATION_REACH = 60
_NEGATED = re.compile(
    r"\b(?:not|NOT|never|neither|nor|none|nobody|without)\b[^.;]{0,50}\b(?:list|listed|sanctioned|"
    r"designated|subject|on it|charged|named|part|target|mentioned|measures|entry|breached)",
)
_INTRODUCED = re.compile(
    r"\W{0,3}\(|, (?:an?|the|also|of|which|who|born|located|based|headquartered|formerly|chair|"
    r"director|head|general|deputy|chief|owner|first)\b|,? (?:is|was) (?:an?|the) |, \d\d|-based|"
    r", [A-Z]\w+ian\b"
)
_INNOCENT = re.compile(
    r"\b(?:victim|deceived|unaware|closed the accounts?|customer|shareholder|reported the|"
    r"breached no|thought they|helped|cooperat\w+|indicted|without knowing)\b",
    re.IGNORECASE,
)
_LISTING_SECTION = re.compile(
    r"\b(?:individuals?|entit(?:y|ies)|persons?|vessels?|annex|additions|companies|targets|names|"
    r"include|designat\w+|sanction\w+|following)\b",
    re.IGNORECASE,
)
_OTHER_SECTION = re.compile(
    r"\b(?:background|further information|quick facts|notes?|related|reference|deletions|"
    r"contact)\b",
    re.IGNORECASE,
)
_LISTED_WITH = re.compile(
    r"(?: \([^()]{0,80}\))?(?:, (?:and )?|;? and |; )(?:the )?"
    r"(?:[A-Z]\w+(?:-based|-registered)? )?(?:[a-z]+ )?"
)
_DEFINITE = re.compile(r"\b[Tt]he (?:\w+ )?(?P<noun>[a-z]{4,})(?:,| —| –|:| are| is)? $")
_ACCUSED = re.compile(r"[^.;]{0,80}\b(?:is|are|was|were) (?:accused|alleged|suspected)\b")
_PLACED = re.compile(r"(?:['’]s|-based|-registered|-flagged)\s*$")
_WITHIN_PHRASE = re.compile(r"\b(?:of|for|with|at|by) (?:the )?$")
_ENTRY_MARK = re.compile(r"^[\W\d_]*(?:[A-Z]{2,3}[a-z]\.[\dX]+\.?\s*)?(?:Name: ?)?")
_NOT_OPENING = re.compile(r"[.;,]|\b(?:by|of|for|to|from|with|at|in|says?)\b")


class _Seats:
    """How many parties of each class the stated counts still have room for."""

    def __init__(self, action: ActionDraft) -> None:
        self.stated = sum((action.counts or {}).values())
        self.is_counted = bool(action.counts)
        self._open = dict(action.counts or {})
        for party in action.targets:
            self.take(party)

    def take(self, party: Party) -> None:
        kind = class_of(party.schema)
        self._open[kind] = self._open.get(kind, 0) - 1

    def has_room(self, party: Party) -> bool:
        if not self.is_counted:
            return True
        return self._open.get(class_of(party.schema), 0) > 0 or self._open.get("total", 0) > 0


def fill_targets(reading: Reading, action: ActionDraft, excluded: set[int]) -> None:
    """Add to an action the parties that the text introduces as its targets.

    A delisting or an amendment gains only the entries of a list.
    `excluded` holds the ids of parties that other actions or negations already account for.
    """
    seats = _Seats(action)
    closed = excluded | {id(party) for party in action.targets}
    rest = [party for party in reading.parties if id(party) not in closed]
    # Where the counts are far beyond what the text names, they do not tell whom it means.
    is_telling = action.verb == "designate" and 0 < seats.stated <= _TELLING * max(
        len(reading.parties), 1
    )
    enough = _ENOUGH if is_telling else _UNCOUNTED
    scored = sorted(((_score(reading, party, action), party) for party in rest), key=_best_first)
    for score, party in scored:
        wanted = (
            score >= enough
            and action.verb == "designate"
            and seats.has_room(party)
            and not party.is_weak
        )
        if score >= _CERTAIN or wanted:
            action.targets.append(party)
            seats.take(party)
    if action.verb == "designate":
        _add_siblings(reading, action, excluded, seats)
    action.targets.sort(key=lambda party: party.mentions[0].span)


def _best_first(scored: tuple[float, Party]) -> tuple[float, tuple[int, int]]:
    return -scored[0], scored[1].mentions[0].span


def _add_siblings(reading: Reading, action: ActionDraft, excluded: set[int], seats: _Seats) -> None:
    """What is listed with a target is one too, as far as the counts leave room."""
    targets = {id(party) for party in action.targets}
    for sentence in reading.sentences:
        named = reading.named.between(sentence.start, sentence.end)
        for (left, first), (right, second) in pairwise(named):
            if id(first) not in targets or id(second) in targets | excluded:
                continue
            is_listed = _LISTED_WITH.fullmatch(reading.source, left.span[1], right.span[0])
            if (
                is_listed
                and not second.is_weak
                and seats.has_room(second)
                and not _is_cleared(reading, second)
            ):
                action.targets.append(second)
                targets.add(id(second))
                seats.take(second)


def _score(reading: Reading, party: Party, action: ActionDraft) -> float:
    """How much the text treats a party like a target: 3 is certain, below 1 is a bystander."""
    if any(is_bystander_role(reading.source, mention) for mention in party.mentions):
        return -_CERTAIN
    if _is_cleared(reading, party):
        return -_CERTAIN
    first = party.mentions[0]
    score = max(_standing(reading, mention) for mention in party.mentions)
    score += 0.25 * min(len(party.mentions) - 1, 3)
    if party.schema == "CryptoWallet":
        score += _CERTAIN
    if any(_refers_back(reading, mention, action) for mention in party.mentions):
        score += _CERTAIN
    if _ACCUSED.match(reading.source, first.span[1]):
        score += 1.5
    if _INTRODUCED.match(reading.source, first.span[1]):
        score += 0.5
    if _PLACED.search(first.lead):
        score += 0.5
    if _INNOCENT.search(reading.sentences[first.sentence].text):
        score -= 1.5
    if _WITHIN_PHRASE.search(first.lead):
        score -= 0.75
    return score


def _standing(reading: Reading, mention: Mention) -> float:
    """3 for the entry of a list, 1 for the first words of a sentence."""
    sentence = reading.sentences[mention.sentence]
    if not _opens(reading, mention):
        return 0.0
    if sentence.kind == "item":
        is_entry = bool(ITEM.match(sentence.text)) or "Name:" in sentence.text
        return (_CERTAIN if _is_listing(sentence.section) else 1.5) if is_entry else 0.0
    return 1.0 if sentence.kind == "prose" else 0.0


def _refers_back(reading: Reading, mention: Mention, action: ActionDraft) -> bool:
    """True for "the broker, X" where the sentence that designates speaks of a broker."""
    match = _DEFINITE.search(mention.lead)
    if not match:
        return False
    noun = re.compile(rf"\b{re.escape(match['noun'])}\b")
    before = {at for at in action.sentences if at < mention.sentence}
    return any(noun.search(reading.sentences[at].text) for at in sorted(before)[:20])


def _opens(reading: Reading, mention: Mention) -> bool:
    """True where only a mark, an article, a modifier or a short role stands before the name."""
    sentence = reading.sentences[mention.sentence]
    lead = reading.source[sentence.start : mention.span[0]]
    plain = _ENTRY_MARK.sub("", lead)
    return plain.count(" ") <= _LONGEST_LEAD and not _NOT_OPENING.search(plain)


def _is_listing(section: str) -> bool:
    return bool(_LISTING_SECTION.search(section)) and not _OTHER_SECTION.search(section)


def _is_cleared(reading: Reading, party: Party) -> bool:
    """True where a sentence says that the party is not listed."""
    for mention in party.mentions:
        sentence = reading.sentences[mention.sentence]
        negated = _NEGATED.search(sentence.text)
        at = mention.span[0] - sentence.start
        if not negated or at >= negated.end() + _NEGATION_REACH:
            continue
        if ";" not in sentence.text[at : negated.start()]:
            return True
    return False
