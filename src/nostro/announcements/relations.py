"""Links between named parties: ownership, office, kinship, supply, payment, agency."""

import re
from itertools import pairwise

import msgspec

from nostro.announcements.parties import Mention, Party
from nostro.announcements.reading import Reading
from nostro.announcements.records import Relation
from nostro.announcements.relation_patterns import BETWEEN, HEDGE, POSSESSIVES

__all__ = ["find_relations"]

_Named = tuple[Mention, Party]
# In characters: the most between two related names, and how far back a pronoun refers.
_FURTHEST = 160
_REACH = 1500
_ENDS = re.compile(r"[.!?]\s")
_AND_ALSO = re.compile(
    r"(?:,| and|, and)(?: (?:of|for|to|at|by|from|in|with))?(?: (?:the|its))?(?: [\w-]+){0,3} $"
)
_PRONOUN = re.compile(r"(?:He|She|His|Her|It|Its|The (?:company|bank|firm))\b")
_NOT_PEOPLE = frozenset(
    {"owned_by", "subsidiary_of", "controlled_by", "holds_account_for", "front_for"}
)


def find_relations(reading: Reading) -> list[Relation]:
    """The relations that the text states between named parties, each once.

    They are looked for between neighbours in a sentence, along a list ("accounts for X and Y"),
    and where a role stands before a name ("its deputy chairman, X").
    """
    found: dict[tuple[str, str, str], Relation] = {}
    for at in range(len(reading.sentences)):
        for relation in _relations_in(reading, at):
            found.setdefault((relation.subject, relation.kind, relation.object), relation)
    return list(found.values())


def _relations_in(reading: Reading, at: int) -> list[Relation]:
    sentence = reading.sentences[at]
    named = [
        item for item in reading.named.between(sentence.start, sentence.end) if not item[1].is_weak
    ]
    opener = _pronoun(reading, at) if named else None
    found: list[Relation] = []
    before: tuple[Relation, _Named, _Named] | None = None
    for left, right in pairwise([opener, *named] if opener else named):
        relation = _relate(reading, left, right) or _continued(reading, before, left, right)
        before = relation
        found += [relation[0]] if relation else []
    possessed = (_possessed(reading, mention, party) for mention, party in named)
    return found + [relation for relation in possessed if relation]


_Linked = tuple[Relation, _Named, _Named]


def _relate(reading: Reading, left: _Named, right: _Named) -> _Linked | None:
    """The relation in the words between two names."""
    between = reading.source[left[0].span[1] : right[0].span[0]]
    if left[1] is right[1] or len(between) > _FURTHEST or _ENDS.search(between):
        return None
    for kind, is_swapped, pattern in BETWEEN:
        subject, object_ = (right, left) if is_swapped else (left, right)
        if _fits(kind, subject[1], object_[1]) and pattern.search(between):
            span = left[0].span[0], right[0].span[1]
            return _relation(reading, kind, subject[1], object_[1], span), subject, object_
    return None


def _continued(
    reading: Reading, before: _Linked | None, left: _Named, right: _Named
) -> _Linked | None:
    """The relation before, for the next name of its list: "accounts for X and for Y"."""
    between = reading.source[left[0].span[1] : right[0].span[0]]
    if before is None or len(between) > _FURTHEST or not _AND_ALSO.search(between):
        return None
    relation, subject, object_ = before
    if object_ is left:
        object_ = right
    elif subject is left:
        subject = right
    if subject[1] is object_[1] or not _fits(relation.kind, subject[1], object_[1]):
        return None
    span = relation.span[0], right[0].span[1]
    more = msgspec.structs.replace(
        relation, subject=subject[1].name, object=object_[1].name, span=span
    )
    return more, subject, object_


def _possessed(reading: Reading, mention: Mention, party: Party) -> Relation | None:
    """What "its deputy chairman, X" or "his wife, X" says about the party named before."""
    start = reading.sentences[mention.sentence].start
    for kind, is_swapped, pattern in POSSESSIVES:
        match = pattern.search(mention.lead)
        if not match:
            continue
        is_person = match["whose"].lower() in {"his", "her", "their"} and kind != "officer_of"
        owner = _last_before(reading, start + match.start(), party, is_person=is_person)
        if owner is None:
            continue
        subject, object_ = (owner, party) if is_swapped else (party, owner)
        if _fits(kind, subject, object_):
            span = start + match.start(), mention.span[1]
            return _relation(reading, kind, subject, object_, span)
    return None


def _relation(
    reading: Reading, kind: str, subject: Party, object_: Party, span: tuple[int, int]
) -> Relation:
    sentence = reading.sentences[reading.sentence_at(span[1])]
    return Relation(
        subject=subject.name,
        kind=kind,
        object=object_.name,
        span=span,
        hedged=bool(HEDGE.search(sentence.text)),
    )


def _last_before(reading: Reading, place: int, party: Party, *, is_person: bool) -> Party | None:
    for _, other in reversed(reading.named.between(max(0, place - _REACH), place)):
        if other is not party and not other.is_weak and (other.schema == "Person") == is_person:
            return other
    return None


def _pronoun(reading: Reading, at: int) -> _Named | None:
    """The party that "He", "She" or "It" at the head of a sentence refers to.

    It is the one that opens the sentence before, or else the last one named.
    """
    sentence = reading.sentences[at]
    match = _PRONOUN.match(sentence.text)
    if not match or not at:
        return None
    is_person = match[0] in {"He", "She", "His", "Her"}
    earlier = [
        item
        for item in reading.named.between(max(0, sentence.start - _REACH), sentence.start)
        if (item[1].schema == "Person") == is_person and not item[1].is_weak
    ]
    if not earlier:
        return None
    before = reading.sentences[at - 1].start
    openers = [party for mention, party in earlier if mention.span[0] == before]
    end = sentence.start + (match.end() if match[0] in {"He", "She", "It"} else 0)
    return Mention((sentence.start, end), at, ""), openers[0] if openers else earlier[-1][1]


def _fits(kind: str, subject: Party, object_: Party) -> bool:
    """True where the two are of the kinds that a relation of this kind can hold between."""
    people = subject.schema == "Person", object_.schema == "Person"
    if kind == "officer_of":
        return people == (True, False)
    if kind == "family_of":
        return people == (True, True)
    if kind == "subsidiary_of":
        return people == (False, False)
    return not people[0] if kind in _NOT_PEOPLE else True
