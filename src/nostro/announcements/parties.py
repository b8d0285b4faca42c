"""The parties that a text names: mentions joined by name, alias and shortened name."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice

from nostro.announcements.aliases import aliases_after, field_aliases
from nostro.announcements.authorities import find_authorities, is_official_body
from nostro.announcements.lexicon import COMPANY_WORDS, ORGANISATION_WORDS
from nostro.announcements.names import NameRun, find_names
from nostro.announcements.runs import words_of
from nostro.announcements.sentences import Sentence

__all__ = ["Mention", "Party", "PartyIndex", "collect_parties"]

_CUES = re.compile(
    r"\b(?:movement|group|gang|company|firm|bank|vessel|tanker|ship|yacht|wife|husband|son|daughter|"
    r"brother|sister|software developer|exchange|exchange house|outfit|platform|subsidiar(?:y|ies)|"
    r"militia|front company|trader|maker|by|and|including|include|are|names?:?|shipyard|called)"
    r" [\"“‘«(]?$",
    re.IGNORECASE,
)
_LISTING = re.compile(r"(?: \([^()]*\))?(?:, (?:and )?|;? and )")
_NUMBERED = re.compile(
    r"1: ([^\n:]{1,60}) 2: ([^\n:]{1,60}) 3: ([^\n:]{1,60}) 4: ([^\n:]{1,60})(?=\s|$)"
)
_NICKNAME = re.compile(r"[\"“]([^\"”]{1,30})[\"”]")
_MOSTLY = 0.6
_MOST_NUMBERED = 200
# A word that this many names share refers to none of them.
_MOST_SHARED = 40


@dataclass(eq=False)
class Mention:
    """One place where a party is named; `sentence` is an index into the sentences."""

    span: tuple[int, int]
    sentence: int
    lead: str


@dataclass(eq=False)
class Party:
    """A named party. `is_weak` marks a single word that only its sentence can make a name."""

    name: str
    span: tuple[int, int]
    schema: str
    aliases: list[str] = field(default_factory=list)
    mentions: list[Mention] = field(default_factory=list)
    places: list[str] = field(default_factory=list)
    is_weak: bool = False


def collect_parties(source: str, sentences: list[Sentence]) -> list[Party]:
    """The parties of a text in the order of their first mention."""
    official = _Spans(m.span for m in find_authorities(source) if m.is_exact)
    runs = [
        (run, at)
        for at, sentence in enumerate(sentences)
        for run in find_names(sentence)
        if not official.overlap(run.span) and not is_official_body(run.name)
    ]
    aliases = {run.span: aliases_after(source, run.span[1]) for run, _ in runs}
    inside = _Spans(span for found in aliases.values() for _, span in found)
    runs = [(run, at) for run, at in runs if not inside.overlap(run.span)]
    runs = [*_neighbourly(runs, source), *_numbered_names(source, sentences)]
    parties = _join(runs, aliases, sentences)
    _read_fields(source, sentences, parties)
    return sorted(parties, key=lambda party: party.mentions[0].span)


def _neighbourly(runs: list[tuple[NameRun, int]], source: str) -> list[tuple[NameRun, int]]:
    """Runs whose words do not tell their kind take that of the name they are listed with."""
    found = list(runs)
    for step in (1, -1):
        for at in range(len(found)) if step == 1 else reversed(range(len(found))):
            run, sentence = found[at]
            other = found[at - step][0] if 0 <= at - step < len(found) else run
            first, second = sorted((run.span, other.span))
            gap = source[first[1] : second[0]]
            if run.schema is None and other.schema and _LISTING.fullmatch(gap):
                found[at] = run._replace(schema=other.schema), sentence
    return found


def _numbered_names(source: str, sentences: list[Sentence]) -> Iterator[tuple[NameRun, int]]:
    """Names that a UN list prints in numbered parts, as the running text prints them."""
    numbered = ((at, m) for at, s in enumerate(sentences) for m in _NUMBERED.finditer(s.text))
    for at, match in islice(numbered, _MOST_NUMBERED):
        parts = [part for part in match.groups() if part and part.strip().lower() != "na"]
        words = r"\s+".join(re.escape(part.strip()) for part in parts)
        if found := re.search(words, source, re.IGNORECASE):
            yield NameRun(found[0], found.span(), "Person", "Name: "), at


class _Spans:
    """Spans that can be asked quickly whether they touch another one."""

    def __init__(self, spans: Iterable[tuple[int, int]]) -> None:
        self._spans = sorted(set(spans))
        self._starts = [start for start, _ in self._spans]
        self._longest = max((end - start for start, end in self._spans), default=0)

    def overlap(self, span: tuple[int, int]) -> bool:
        first = bisect_left(self._starts, span[0] - self._longest)
        last = bisect_right(self._starts, span[1])
        return any(span[0] < end and start < span[1] for start, end in self._spans[first:last])


def _is_title_case(sentence: Sentence) -> bool:
    """True for headlines, where capitals tell nothing."""
    if sentence.kind != "heading":
        return False
    words = [word for word in sentence.text.split() if word[0].isalpha() and len(word) > 3]
    return sum(word[0].isupper() for word in words) > _MOSTLY * len(words)


def _join(
    runs: list[tuple[NameRun, int]],
    aliases: dict[tuple[int, int], list[tuple[str, tuple[int, int]]]],
    sentences: list[Sentence],
) -> list[Party]:
    """One party for all runs that name it: longer names first, so that short ones find theirs."""
    parties: list[Party] = []
    index: dict[str, list[tuple[tuple[str, ...], Party]]] = {}
    order = sorted(runs, key=lambda item: (-len(words_of(item[0].name)), item[0].span))
    headline = {at for at, sentence in enumerate(sentences) if _is_title_case(sentence)}
    for run, at in order:
        words = tuple(words_of(run.name))
        party = _known(words, index)
        if party is None and at in headline:
            continue
        if party is None:
            party = Party(run.name, run.span, run.schema or "", is_weak=_is_weak(run, words))
            parties.append(party)
            _enter(party, words, index)
        party.mentions.append(Mention(run.span, at, run.lead))
        _learn(party, run, words, aliases.get(run.span, []), index)
    for party in parties:
        _settle(party)
    return parties


def _known(
    words: tuple[str, ...], index: dict[str, list[tuple[tuple[str, ...], Party]]]
) -> Party | None:
    """The party whose name holds these words in a row."""
    best: Party | None = None
    for known, party in index.get(words[0], []) if words else ():
        if known == words:
            return party
        if best is None and _holds(known, words):
            best = party
    return best


def _holds(known: tuple[str, ...], words: tuple[str, ...]) -> bool:
    size = len(words)
    if size == 1 and words[0] in COMPANY_WORDS | ORGANISATION_WORDS:
        return False
    return any(known[at : at + size] == words for at in range(len(known) - size + 1))


def _learn(
    party: Party,
    run: NameRun,
    words: tuple[str, ...],
    aliases: list[tuple[str, tuple[int, int]]],
    index: dict[str, list[tuple[tuple[str, ...], Party]]],
) -> None:
    if run.schema and party.schema in {"", "Organization"}:
        party.schema = run.schema
    if _is_fuller(run.name, party.name) and words == tuple(words_of(party.name)):
        party.name, party.span = run.name, run.span
    nickname = _NICKNAME.search(run.name)
    for alias in [alias for alias, _ in aliases] + ([nickname[1]] if nickname else []):
        if alias not in party.aliases and alias != party.name:
            party.aliases.append(alias)
            _enter(party, tuple(words_of(alias)), index)


def _enter(
    party: Party, words: tuple[str, ...], index: dict[str, list[tuple[tuple[str, ...], Party]]]
) -> None:
    for word in set(words):
        known = index.setdefault(word, [])
        if len(known) < _MOST_SHARED:
            known.append((words, party))


def _is_fuller(name: str, other: str) -> bool:
    return len(name) > len(other)


def _is_weak(run: NameRun, words: tuple[str, ...]) -> bool:
    if len(words) > 1 or run.schema in {"Vessel", "CryptoWallet", "Company"}:
        return False
    return not (run.schema and _CUES.search(run.lead)) and not _CUES.search(run.lead[-40:])


def _settle(party: Party) -> None:
    party.mentions.sort(key=lambda mention: mention.span)
    same = [m.span for m in party.mentions if m.span[1] - m.span[0] == len(party.name)]
    party.span = min(same, default=party.span)
    if not party.schema:
        party.schema = "Person" if len(words_of(party.name)) in {2, 3, 4} else "Organization"


def _read_fields(source: str, sentences: list[Sentence], parties: list[Party]) -> None:
    """Give the aliases in the fields of a list entry to the party that opens it."""
    first: dict[int, tuple[tuple[int, int], Party]] = {}
    for party in parties:
        for mention in party.mentions:
            known = first.setdefault(mention.sentence, (mention.span, party))
            if mention.span < known[0]:
                first[mention.sentence] = mention.span, party
    current: Party | None = None
    taken: list[tuple[int, int]] = []
    for at, sentence in enumerate(sentences):
        if sentence.kind == "item" and at in first:
            current = first[at][1]
        for alias, span in field_aliases(source, sentence.start, sentence.end):
            taken.append(span)
            if current and alias not in current.aliases and alias != current.name:
                current.aliases.append(alias)
    _drop_aliases(parties, taken)


def _drop_aliases(parties: list[Party], taken: list[tuple[int, int]]) -> None:
    """An alias read from a field is no party of its own."""
    spans = _Spans(taken)
    parties[:] = [
        party
        for party in parties
        if not all(spans.overlap(mention.span) for mention in party.mentions)
    ]


class PartyIndex:
    """The parties of a text, and which of them are named where."""

    def __init__(self, parties: list[Party]) -> None:
        self.parties = parties
        named = [(mention, party) for party in parties for mention in party.mentions]
        self._named = sorted(named, key=lambda item: item[0].span)
        self._starts = [mention.span[0] for mention, _ in self._named]

    def between(self, start: int, end: int) -> list[tuple[Mention, Party]]:
        """The mentions between two places of the text, in its order."""
        first, last = bisect_left(self._starts, start), bisect_left(self._starts, end)
        return [item for item in self._named[first:last] if item[0].span[1] <= end]
