"""The index: listed names as tokens, and the names that a query may mean.

Which names are compared, and what they score, depends on the query and on each name alone, never
on the other entries: an index over some of the entries answers for them as one over all does.

Cost: each word of a query is looked up in the vocabulary once (under 1 ms for 20,000 words); then
the names that share telling words with the query are scored (about 100 µs each).
"""

import gc
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import msgspec

from nostro.matching.compare import Comparison, compare_tokens
from nostro.matching.content import Content, joins
from nostro.matching.features import weigh
from nostro.matching.identifiers import lookup_keys
from nostro.matching.listed import IndexedName, IndexedParty, parties_to_index
from nostro.matching.records import Evidence, FoundIdentifier, Match, Query, TextMatch, to_query
from nostro.matching.similarity import Alignment, bound
from nostro.matching.storage import read_file, write_file
from nostro.matching.text import TextFinder
from nostro.matching.vocabulary import Vocabulary
from nostro.model.entities import Entity, read_entities
from nostro.model.errors import WorkspaceError
from nostro.model.ids import content_hash
from nostro.names import Token, tokenise

__all__ = ["Index"]

_WEAK = 0.9
_EVIDENCE_WORDS = 12


class Index:
    """Listed parties, ready to be asked. Make one with `build` or `load`."""

    def __init__(self, content: Content) -> None:
        self._content = content
        self._parties = {party.entity.id: party for party in content.parties}
        self._vocabulary = Vocabulary(content.words)
        self._text: TextFinder | None = None

    @classmethod
    def build(cls, entities: Iterable[Entity | Mapping[str, Any] | Any] | Path | str) -> "Index":
        """An index over FollowTheMoney entities, or over a file of them.

        Parties that a `Sanction` names are indexed; where no entity is a Sanction, all that have
        a name. Raises ValueError for what is no entity, InputError for a file that holds others.
        """
        given = read_entities(Path(entities)) if isinstance(entities, str | Path) else entities
        parties = parties_to_index(Entity.from_any(entity) for entity in given)
        return cls(Content.of(parties))

    @classmethod
    def load(cls, path: Path) -> "Index":
        """Read an index file. Raises WorkspaceError where it is damaged or of another version."""
        try:
            return cls(_decode(read_file(path)))
        except msgspec.DecodeError as error:
            raise WorkspaceError(f"{path}: the index is damaged") from error

    def save(self, path: Path) -> None:
        """Write the index to one file, in one step."""
        write_file(path, self._encoded())

    @property
    def content_hash(self) -> str:
        """SHA-256 of what the index holds; equal entities give equal hashes."""
        return content_hash(self._encoded())

    def _encoded(self) -> bytes:
        return msgspec.msgpack.encode(self._content)

    def __len__(self) -> int:
        return len(self._parties)

    def party(self, entity_id: str) -> IndexedParty:
        """The indexed party of an id. Raises KeyError for an unknown one."""
        return self._parties[entity_id]

    def match(
        self,
        queries: Iterable[str | Mapping[str, Any] | Entity],
        limit: int | None = 5,
        threshold: float = 0.7,
        exclude: Collection[str | tuple[str, str]] | None = None,
    ) -> list[list[Match]]:
        """For each query, in order, the parties it may mean, best first.

        `limit` None gives all at or above the threshold; `exclude` are entity ids, or pairs of a
        query's name and an entity id, that are left out before the list is cut.
        """
        left_out = frozenset(exclude or ())
        return [self._answer(to_query(query), limit, threshold, left_out) for query in queries]

    def find_identifier(self, value: str) -> list[FoundIdentifier]:
        """The listed codes equal to this one after normalisation: BIC, BIK, IMO, wallet, ..."""
        found = {code for key in lookup_keys(value) for code in self._content.codes.get(key, ())}
        return sorted(found, key=lambda code: (code.entity_id, code.kind, code.value))

    def find_in_text(self, text: str, threshold: float = 0.9) -> list[TextMatch]:
        """Listed names and codes inside running text, in the order of the text."""
        if self._text is None:
            self._text = TextFinder(self._content.names, self.find_identifier)
        return [found for found in self._text.find(text) if found.score >= threshold]

    def _answer(
        self,
        query: Query,
        limit: int | None,
        threshold: float,
        left_out: frozenset[str | tuple[str, str]],
    ) -> list[Match]:
        best: dict[str, Match] = {}
        for match in self._scored(query, threshold):
            names = (match.entity_id, *((name, match.entity_id) for name in query.names))
            known = best.get(match.entity_id)
            if left_out.isdisjoint(names) and (known is None or match.score > known.score):
                best[match.entity_id] = match
        ranked = sorted(best.values(), key=lambda m: (-m.score, m.weak, m.entity_id))
        return [match for match in ranked if match.match][:limit]

    def _scored(self, query: Query, threshold: float) -> Iterator[Match]:
        codes = self._same_codes(query)
        for text in query.names:
            tokens = tokenise(text)
            for number in self._candidates(tokens, _least(query, threshold)):
                name = self._content.names[number]
                compared = compare_tokens(tokens, name.tokens)
                yield self._match(query, name, compared, codes, threshold)
        for entity_id in codes:
            name = self._parties[entity_id].primary()
            compared = Comparison([], [], Alignment(0.0, []))
            yield self._match(query, name, compared, codes, threshold)

    def _match(
        self,
        query: Query,
        name: IndexedName,
        compared: Comparison,
        codes: dict[str, list[Evidence]],
        threshold: float,
    ) -> Match:
        party = self._parties[name.entity_id]
        name_score = compared.alignment.score * (_WEAK if name.weak else 1.0)
        score, rows = weigh(name_score, query, party.entity, codes.get(name.entity_id, ()))
        rounded = round(score, 4)
        return Match(
            entity_id=name.entity_id,
            caption=party.caption,
            schema=party.entity.schema,
            datasets=party.datasets,
            score=rounded,
            match=rounded >= threshold,
            evidence=[*_name_rows(name, compared), *rows],
            name=name.text,
            weak=name.weak,
            programmes=party.programmes,
            query_span=_span(compared),
        )

    def _same_codes(self, query: Query) -> dict[str, list[Evidence]]:
        found: dict[str, list[Evidence]] = defaultdict(list)
        for value in query.identifiers:
            for code in self.find_identifier(value):
                row = Evidence(
                    feature="identifier", query=value, candidate=code.value, score=1.0, weight=1.0
                )
                found[code.entity_id].append(row)
        return found

    def _candidates(self, tokens: list[Token], least: float) -> Iterator[int]:
        """The names that could score at least so much, by the words that meet; in their order.

        A name reached through words that are written together or apart is one as well.
        """
        met: dict[int, float] = defaultdict(float)
        met_query: dict[int, float] = defaultdict(float)
        whole = sum(token.weight for token in tokens if len(token.form) > 1)
        for token in tokens:
            reached: set[int] = set()
            for word in self._vocabulary.near(token.forms):
                for number in self._content.postings.get(word, ()):
                    met[number] += self._content.names[number].weight_of(word)
                    reached.add(number)
            for number in reached:
                met_query[number] += token.weight
        found = {
            number
            for number, weight in met.items()
            if bound(whole, self._content.names[number].weight, met_query[number], weight) >= least
        }
        yield from sorted(found | self._written_together(tokens))

    def _written_together(self, tokens: list[Token]) -> set[int]:
        joined = [number for key in joins(tokens) for number in self._content.postings.get(key, ())]
        apart = [number for token in tokens for number in self._content.joined.get(token.form, ())]
        return {*joined, *apart}


def _decode(body: bytes) -> Content:
    """The content of a file's body; the collector of cycles, of which it has none, waits so long:
    it would look through every object several times, which takes longer than to read them.
    """
    collecting = gc.isenabled()
    gc.disable()
    try:
        return msgspec.msgpack.decode(body, type=Content)
    finally:
        if collecting:
            gc.enable()


def _least(query: Query, threshold: float) -> float:
    """What the words that meet must allow: birth dates and countries may lift a score."""
    return threshold - (0.5 if query.birth_dates or query.countries else 0.1)


def _name_rows(name: IndexedName, compared: Comparison) -> list[Evidence]:
    query, listed, alignment = compared
    if not alignment.pairs:
        return []
    whole = Evidence(
        feature="weak_name" if name.weak else "name",
        query=" ".join(token.form.strip("<>") for token in query),
        candidate=name.text,
        score=round(alignment.score, 4),
        weight=1.0,
    )
    words = [
        Evidence(
            feature=pair.rule,
            query=query[pair.query].form.strip("<>"),
            candidate=listed[pair.candidate].form.strip("<>"),
            score=round(pair.alike, 4),
            weight=round(listed[pair.candidate].weight, 2),
        )
        for pair in sorted(alignment.pairs)[:_EVIDENCE_WORDS]
    ]
    return [whole, *words]


def _span(compared: Comparison) -> tuple[int, int]:
    spans = [compared.query[pair.query].span for pair in compared.alignment.pairs]
    if not spans:
        return (0, 0)
    return min(start for start, _ in spans), max(end for _, end in spans)
