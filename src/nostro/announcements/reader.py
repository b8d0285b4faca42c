"""From a text to an `Announcement`: sentences, parties, frames, actions, relations."""

import re
from datetime import date

from nostro.announcements.actions import ActionDraft, read_actions
from nostro.announcements.authorities import is_official_body
from nostro.announcements.candidates import fill_targets
from nostro.announcements.mechanism import describe_mechanism
from nostro.announcements.parties import Party
from nostro.announcements.places import announced_places, contested_places, tie_places
from nostro.announcements.reading import Reading
from nostro.announcements.records import Action, Announcement, Span, Target
from nostro.announcements.relations import find_relations
from nostro.announcements.roles import find_targets

__all__ = ["read_announcement"]

_HEDGE = re.compile(
    r"\b(?:alleg(?:ed|edly|es|ing)|accus(?:ed|es|ing)(?: of)?|suspected|suspicion|reportedly|"
    r"believed|thought to|claims?(?= (?:that )?they)|so-called|reckon|(?:is|are) said to|"
    r"grounds to suspect|purported(?:ly)?|ostensibly)\b"
)
_ABOUT_THEM = re.compile(
    r"^(?:They|Their|He|She|It|The (?:\w+ )?(?:entities|entity|individuals?|compan\w+|firms?|"
    r"banks?|men|people|group|network|agency|ships|vessels|two|three|four|five|pair))\b"
    r"|\b(?:designat|sanction|listing)"
)
_ANOTHER_FACT = re.compile(
    r"\b(?:reportedly|believed|thought) (?:to have )?(?:deceased|dead|died|moved)"
)
_OFFICE = re.compile(
    r"\b(?:(?:Under ?)?[Ss]ecretary|Treasury|Commissioner|High Representative|Attorney General|"
    r"Foreign Minister|Minister for|Administration)\b[^.;!?\n]{0,100}$"
)
_SPEAKS = re.compile(r"\b(?:said|says|told|Secretary|Undersecretary)\b")
_NAMING = ("designate", "delist", "amend")


def read_announcement(text: str, published: date) -> Announcement:
    """What a press release or an article announces, recalls and says about whom.

    `published` dates words such as "today" and "on Thursday". Any text gives a record; one that
    announces nothing has a single action `none`. Names stand verbatim in the text at their spans.
    """
    reading = Reading(text, published)
    tie_places(reading)
    drafts = _with_targets(reading)
    named = {id(p) for d in drafts if d.verb in _NAMING for p in d.targets}
    bystanders = [p for p in reading.parties if id(p) not in named and not p.is_weak]
    places = announced_places(reading)
    return Announcement(
        published=published.isoformat(),
        actions=[_action(reading, draft) for draft in drafts],
        mentioned_not_designated=[p.name for p in bystanders if not _is_official(reading, p)],
        places=places,
        contested=contested_places(places),
        relations=find_relations(reading),
        mechanism=describe_mechanism(reading, drafts),
        spans=[span for draft in drafts for span in draft.spans] + _authority_spans(reading),
    )


def _with_targets(reading: Reading) -> list[ActionDraft]:
    """The actions of the text with all their targets; `none` where it announces nothing."""
    drafts = read_actions(reading)
    if not any(draft.scope in {"this", "hypothetical"} for draft in drafts):
        drafts.append(ActionDraft("none", "this", None, None))
    news = [d for d in drafts if d.scope == "this" and d.verb in _NAMING]
    main = min(news, key=lambda draft: _NAMING.index(draft.verb), default=None)
    if main:
        elsewhere = {id(party) for d in drafts if d is not main for party in d.targets}
        fill_targets(reading, main, elsewhere | _negated(reading))
    _name_delisted(drafts)
    return drafts


def _name_delisted(drafts: list[ActionDraft]) -> None:
    """A delisting that names nobody takes off those whose designation the text recalls."""
    recalled = [d for d in drafts if (d.verb, d.scope) == ("designate", "earlier") and d.targets]
    for draft in drafts:
        if (draft.verb, draft.scope) == ("delist", "this") and not draft.targets and recalled:
            draft.targets = list(recalled[0].targets)
            draft.programmes = draft.programmes or list(recalled[0].programmes)


def _negated(reading: Reading) -> set[int]:
    frames = [frame for frame in reading.frames if frame.is_negated]
    return {id(party) for frame in frames for party in find_targets(reading, frame)}


def _is_official(reading: Reading, party: Party) -> bool:
    """True for bodies of state, and for people who speak for an authority."""
    if is_official_body(party.name):
        return True
    for mention in party.mentions:
        before = reading.source[max(mention.span[0] - 120, 0) : mention.span[0]]
        if _OFFICE.search(before) and _SPEAKS.search(before):
            return True
    return False


def _action(reading: Reading, draft: ActionDraft) -> Action:
    return Action(
        verb=draft.verb,
        scope=draft.scope,
        authority=draft.authority,
        date=draft.day,
        programmes=draft.programmes,
        counts=draft.counts,
        hedged=draft.scope == "hypothetical" or _is_hedged(reading, draft),
        targets=[_target(party) for party in draft.targets],
    )


def _is_hedged(reading: Reading, draft: ActionDraft) -> bool:
    """True where the text marks the conduct of the targets as alleged.

    A hedge counts in the sentences of the action, and in those about its targets or "they".
    """
    targets = {id(party) for party in draft.targets}
    own = set(draft.sentences)
    for at, sentence in enumerate(reading.sentences):
        if not _HEDGE.search(sentence.text) or _ANOTHER_FACT.search(sentence.text):
            continue
        if at in own:
            return True
        named = {id(party) for party in reading.named_in(sentence)}
        is_about_them = not named and bool(_ABOUT_THEM.search(sentence.text))
        if draft.scope == "this" and (named & targets or is_about_them):
            return True
    return False


def _target(party: Party) -> Target:
    return Target(
        name=party.name,
        schema=party.schema,
        aliases=party.aliases,
        places=party.places,
        span=party.span,
    )


def _authority_spans(reading: Reading) -> list[Span]:
    return [
        Span(kind="authority", text=reading.source[slice(*mention.span)], span=mention.span)
        for mention in reading.authorities
        if mention.is_exact
    ]
