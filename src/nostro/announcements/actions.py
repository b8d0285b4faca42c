"""Actions: verb frames with their authority, date, counts, legal bases and targets."""

import re
from dataclasses import dataclass, field
from datetime import timedelta

from nostro.announcements.counts import class_of, find_singles, total_of
from nostro.announcements.dates import DateMention
from nostro.announcements.frames import Frame
from nostro.announcements.parties import Party
from nostro.announcements.reading import Reading, within
from nostro.announcements.records import Scope, Span, Verb
from nostro.announcements.roles import find_targets

__all__ = ["ActionDraft", "read_actions"]

_RECENT = timedelta(days=5)
_ANNOUNCED = {"designate", "delist", "amend", "license"}
# How far, in characters, a date or an agent may stand from its verb.
_NEAR = 60
_AGENT_REACH = 80
_OPENING = 1200
_STATE = re.compile(r"(?:is|are|has been|have been) (?:also |already |likewise )*(?!being)")
_RELATIVE = re.compile(r"\b(?:which|who|whose|that|when|where)\b")
_AGENT = re.compile(r"\bby (?:the )?$")
_RECALLED_COUNT = re.compile(r"\b(?:builds on|when OFAC|follow\w*|last year|brings?)\b")
_NO_BASIS = re.compile(
    r"\b(?:violations?|penalt\w+|inadmissible|indict\w*|nuclear test|in violation of|resolutions)\b"
)
_THIS_ACTION = re.compile(
    r"\b(?:[Tt]his|[Tt]hese|[Tt]oday['’]s) (?:\w+ )?(?:action|designation|sanction)s?\b"
)
_NOT_AN_ACTOR = ("in ", "to ", "against ", "from ", "of ")


@dataclass(eq=False)
class ActionDraft:
    """An action while it is put together. `sentences` are the indexes of those that tell it."""

    verb: Verb
    scope: Scope
    authority: str | None
    day: str | None
    counts: dict[str, int] | None = None
    programmes: list[str] = field(default_factory=list)
    targets: list[Party] = field(default_factory=list)
    spans: list[Span] = field(default_factory=list)
    sentences: list[int] = field(default_factory=list)


def read_actions(reading: Reading) -> list[ActionDraft]:
    """The actions of a text in the order it tells them; none where it names no authority."""
    main = _main_authority(reading)
    if main is None:
        return []
    drafts: dict[tuple[str, ...], ActionDraft] = {}
    for frame in reading.frames:
        if not frame.is_negated:
            _add_frame(reading, frame, main, drafts)
    _settle(reading, list(drafts.values()))
    return [draft for draft in drafts.values() if _says_something(draft, list(drafts.values()))]


def _add_frame(
    reading: Reading, frame: Frame, main: str, drafts: dict[tuple[str, ...], ActionDraft]
) -> None:
    """Put what a frame says into the action it belongs to, or open a new one."""
    dates = _dates_of(reading, frame)
    authority = _authority_of(reading, frame) or main
    scope = _scope(reading, frame, dates, is_other=authority != main)
    day = _day_of(reading, scope, dates)
    key = (frame.verb, scope, authority, (day or "") if scope == "earlier" else "")
    draft = drafts.setdefault(key, ActionDraft(frame.verb, scope, authority, day))
    draft.day = draft.day or day
    draft.sentences.append(frame.sentence)
    text = reading.source[slice(*frame.span)]
    draft.spans.append(Span(kind=frame.verb, text=text, span=frame.span))
    _take_counts(reading, frame, draft)
    known = {id(party) for party in draft.targets}
    draft.targets += [p for p in find_targets(reading, frame) if id(p) not in known]


def _main_authority(reading: Reading) -> str | None:
    """The body that speaks: a full name in the opening, or else the first actor named."""
    exact = [m.authority for m in reading.authorities if m.is_exact and m.span[0] < _OPENING]
    if exact:
        return exact[0]
    actors = (_authority_of(reading, frame) for frame in reading.frames)
    first = next((m.authority for m in reading.authorities), None)
    return next((authority for authority in actors if authority), first)


def _authority_of(reading: Reading, frame: Frame) -> str | None:
    """The actor of a frame: "by X" after it, or the nearest authority before it."""
    sentence = reading.sentences[frame.sentence]
    start, end = frame.span
    for mention in within(reading.authorities, end, min(end + _AGENT_REACH, sentence.end)):
        if _AGENT.search(reading.source[end : mention.span[0]]):
            return mention.authority
    own = within(reading.authorities, start, end)
    if frame.form == "passive" and (own or frame.scope == "this"):
        return own[0].authority if own else None
    before = [
        mention
        for mention in within(reading.authorities, sentence.start, start)
        if not reading.source[: mention.span[0]].endswith(_NOT_AN_ACTOR, sentence.start)
    ]
    return before[-1].authority if before else own[0].authority if own else None


def _dates_of(reading: Reading, frame: Frame) -> list[DateMention]:
    """The dates of the sentence, the nearest first."""
    sentence = reading.sentences[frame.sentence]
    inside = within(reading.dates, sentence.start, sentence.end)
    return sorted(inside, key=lambda mention: _distance(mention, frame))


def _distance(mention: DateMention, frame: Frame) -> int:
    return min(abs(mention.span[0] - frame.span[1]), abs(mention.span[1] - frame.span[0]))


def _is_old(mention: DateMention, reading: Reading) -> bool:
    published = reading.published
    if mention.day:
        return published - mention.day > _RECENT
    year = mention.year or published.year
    if mention.month:
        return (year, mention.month) != (published.year, published.month)
    return year < published.year or not mention.is_recent


def _scope(reading: Reading, frame: Frame, dates: list[DateMention], *, is_other: bool) -> Scope:
    """What the words say, or `earlier` where the nearest date beside the verb is old.

    "Is also listed by the EU" tells what stands, where another authority (`is_other`) speaks.
    """
    if frame.scope != "this":
        return frame.scope
    if is_other and _STATE.match(reading.source[slice(*frame.span)]):
        return "earlier"
    near = [m for m in dates if _distance(m, frame) < _NEAR and not _is_apart(reading, frame, m)]
    return "earlier" if near and _is_old(near[0], reading) else "this"


def _is_apart(reading: Reading, frame: Frame, mention: DateMention) -> bool:
    """True where a relative clause stands between: "the company is X, which he founded in 2015"."""
    return bool(_RELATIVE.search(reading.source, frame.span[1], mention.span[0]))


def _day_of(reading: Reading, scope: Scope, dates: list[DateMention]) -> str | None:
    if scope == "earlier":
        days = [m.day for m in dates if _is_old(m, reading)][:1]
    elif scope == "this":
        days = [
            m.day for m in dates if m.day and timedelta(0) <= reading.published - m.day <= _RECENT
        ]
    else:
        return None
    return days[0].isoformat() if days and days[0] else None


def _take_counts(reading: Reading, frame: Frame, draft: ActionDraft) -> None:
    """The numbers of the sentence, where they say more than those of the sentences before it."""
    sentence = reading.sentences[frame.sentence]
    mentions = reading.counts[frame.sentence]
    if draft.scope == "this":
        mentions = [
            mention
            for mention in mentions
            if not _RECALLED_COUNT.search(sentence.text[: mention.span[0]])
        ]
        if frame.form != "listing":
            offset = frame.region[0] - sentence.start
            region = reading.source[slice(*frame.region)]
            mentions = mentions + find_singles(region, offset)
    counts = total_of(mentions)
    merged = _merge(draft, counts, is_listing=frame.form == "listing")
    if merged != draft.counts:
        draft.counts = merged
        draft.spans += [
            Span(
                kind="count",
                text=sentence.text[slice(*mention.span)],
                span=(sentence.start + mention.span[0], sentence.start + mention.span[1]),
            )
            for mention in mentions
        ]


def _merge(
    draft: ActionDraft, counts: dict[str, int] | None, *, is_listing: bool
) -> dict[str, int] | None:
    """The first number of each class stands; split numbers say more than an unsplit one."""
    known = draft.counts
    if counts is None or known is None:
        return counts or known
    if draft.scope == "this" and "total" not in known and "total" not in counts:
        return {kind: known[kind] or number for kind, number in counts.items()}
    return counts if not is_listing and "total" in known and "total" not in counts else known


def _settle(reading: Reading, drafts: list[ActionDraft]) -> None:
    """Date the announced actions, keep recalled parties out of them, and share legal bases."""
    announced = [draft for draft in drafts if draft.scope == "this"]
    recalled = {
        (draft.authority, id(party))
        for draft in drafts
        if (draft.verb, draft.scope) == ("designate", "earlier")
        for party in draft.targets
    }
    day = next((draft.day for draft in announced if draft.day), None) or _opening_day(reading)
    for draft in announced:
        draft.day = draft.day or day
        if draft.verb == "designate":
            draft.targets = [
                party for party in draft.targets if (draft.authority, id(party)) not in recalled
            ]
    _share_programmes(reading, drafts)
    for draft in announced:
        _count_the_named(draft)


def _opening_day(reading: Reading) -> str:
    days = [
        mention.day
        for mention in within(reading.dates, 0, _OPENING)
        if mention.day and timedelta(0) <= reading.published - mention.day <= _RECENT
    ]
    return (days[0] if days else reading.published).isoformat()


def _count_the_named(draft: ActionDraft) -> None:
    """Count what the text enumerates by name beside the numbers: "17 tankers and their manager X".

    A text that states numbers for two classes or more has stated them all.
    """
    named = dict.fromkeys(("entity", "individual", "vessel"), 0)
    for party in draft.targets:
        if kind := class_of(party.schema):
            named[kind] += 1
    if draft.counts is None:
        draft.counts = named if draft.targets else None
    elif "total" not in draft.counts and sum(map(bool, draft.counts.values())) == 1:
        draft.counts = {kind: number or named[kind] for kind, number in draft.counts.items()}


def _share_programmes(reading: Reading, drafts: list[ActionDraft]) -> None:
    """A legal basis belongs to the action whose sentence cites it, or else to the text's own."""
    announced = [d for d in drafts if d.scope == "this" and d.verb in _ANNOUNCED]
    by_sentence: dict[int, list[ActionDraft]] = {}
    for draft in drafts:
        for at in set(draft.sentences):
            by_sentence.setdefault(at, []).append(draft)
    for mention in reading.programmes:
        at = reading.sentence_at(mention.span[0])
        text = reading.sentences[at].text
        owners = by_sentence.get(at, [] if _NO_BASIS.search(text) else announced)
        for draft in announced if _THIS_ACTION.search(text) else owners:
            if mention.programme not in draft.programmes:
                draft.programmes.append(mention.programme)
                cited = reading.source[slice(*mention.span)]
                draft.spans.append(Span(kind="programme", text=cited, span=mention.span))


def _says_something(draft: ActionDraft, drafts: list[ActionDraft]) -> bool:
    """True for an action with targets or counts, and for the news where nothing else has them."""
    if draft.targets or draft.counts:
        return True
    is_only = not any(d.targets or d.counts for d in drafts if d.scope == "this")
    return draft.scope == "hypothetical" or (
        draft.scope == "this" and (is_only or draft.verb != "designate")
    )
