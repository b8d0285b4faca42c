"""The index: listed parties as compiled arrays, and the answers to who a query may mean.

Which names are compared, and what they score, depends on the query and on each name alone, never
on the other entries: an index over some of the entries answers for them as one over all does.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

import msgspec
import numpy as np

from nostro.matching import storage
from nostro.matching.among import Among
from nostro.matching.asked import WordColumns
from nostro.matching.content import Array, Party, changed, compiled, kernel_arrays
from nostro.matching.explain import Case, evidence_of, verdict_of, verdict_of_code
from nostro.matching.features import liftable, weigh
from nostro.matching.identifiers import key_of, lookup_keys
from nostro.matching.listed import IndexedParty, indexed_names, parties_to_index
from nostro.matching.records import (
    Explain,
    FoundIdentifier,
    Match,
    Query,
    TextMatch,
    Verdict,
    to_query,
)
from nostro.matching.search import Search
from nostro.matching.text import TextFinder
from nostro.model.entities import Entity, read_entities
from nostro.names import Word, words_read
from nostro.names.background import fnv64

__all__ = ["Index", "least_with_birth_date"]

_BATCH = 2_000
# Scores are rounded to four places.
_HALF_A_STEP = 0.00005


class Index:
    """Listed parties, ready to be asked. Make one with `build` or `load`."""

    def __init__(self, arrays: dict[str, Array]) -> None:
        self._arrays = arrays
        self._search = Search(*kernel_arrays(arrays))
        self._text: TextFinder | None = None

    @classmethod
    def build(cls, entities: Iterable[Entity | Mapping[str, Any] | Any] | Path | str) -> "Index":
        """An index over FollowTheMoney entities, or over a file of them.

        Parties that a `Sanction` names are indexed; where no entity is a Sanction, all that have
        a name. Raises ValueError for what is no entity, InputError for a file that holds others.
        """
        given = read_entities(Path(entities)) if isinstance(entities, str | Path) else entities
        return cls(compiled(_read(given)))

    def updated(
        self,
        entities: Iterable[Entity | Mapping[str, Any] | Any],
        removed: Collection[str] = (),
    ) -> "Index":
        """An index without some parties and with these, which replace those of their ids: the one
        that would have been built afresh, without reading the other names again.
        """
        return Index(changed(self._arrays, removed, _read(entities)))

    @classmethod
    def load(cls, path: Path) -> "Index":
        """Read an index file. Raises WorkspaceError where it is damaged or of another version."""
        return cls(storage.read_file(path))

    def save(self, path: Path) -> None:
        """Write the index to one file, in one step."""
        storage.write_file(path, self._arrays)

    @property
    def content_hash(self) -> str:
        """SHA-256 of what the index holds; equal entities give equal hashes."""
        return storage.content_hash(self._arrays)

    def __len__(self) -> int:
        return len(self._arrays["record_start"]) - 1

    def party(self, entity_id: str) -> IndexedParty:
        """The indexed party of an id. Raises KeyError for an unknown one."""
        return self._party_at(self._numbers[entity_id])

    def match(
        self,
        queries: Iterable[str | Mapping[str, Any] | Entity | Query],
        limit: int | None = 5,
        threshold: float = 0.7,
        exclude: Collection[str | tuple[str, str]] | None = None,
    ) -> list[list[Match]]:
        """For each query, in order, the parties it may mean, best first.

        `limit` None gives all at or above the threshold; `exclude` are entity ids, or pairs of a
        query's name and an entity id, that are left out before the list is cut.
        """
        left_out = frozenset(exclude or ())
        given = list(queries)
        answers: list[list[Match]] = []
        for start in range(0, len(given), _BATCH):
            asked, which = _distinct(given[start : start + _BATCH])
            found = self._answers(asked, limit, threshold, left_out)
            answers += [list(found[number]) for number in which]
        return answers

    def find_identifier(self, value: str) -> list[FoundIdentifier]:
        """The listed codes equal to this one after normalisation: BIC, BIK, IMO, wallet, ..."""
        found = {code for key in lookup_keys(value) for code in self._codes_of(key)}
        return sorted(found, key=lambda code: (code.entity_id, code.kind, code.value))

    def find_in_text(self, text: str, threshold: float = 0.7) -> list[TextMatch]:
        """Listed names and codes inside running text, in the order of the text."""
        return self.find_in_texts([text], threshold)[0]

    def find_in_texts(self, texts: Sequence[str], threshold: float = 0.7) -> list[list[TextMatch]]:
        """The same for each of some texts: many at once cost less than each by itself."""
        if self._text is None:
            self._text = TextFinder(
                self.names(), self.find_identifier, self._search, self._listed_at
            )
        return self._text.find(texts, threshold)

    def among(self, read: WordColumns) -> Among:
        """Words read before, ready to be asked of this index in any number of names."""
        return Among(*kernel_arrays(self._arrays), self._search, read)

    def codes(self) -> Iterator[FoundIdentifier]:
        """All codes as they are listed."""
        for number in range(len(self)):
            yield from self._party_at(number).codes

    def _answers(
        self,
        queries: Sequence[Query],
        limit: int | None,
        threshold: float,
        left_out: frozenset[str | tuple[str, str]],
    ) -> list[list[Match]]:
        """One batch. A name that is asked for many times is looked up once."""
        least = [_least(query, threshold) for query in queries]
        found: dict[tuple[str, float], list[_Scored]] = self._looked_up(
            dict.fromkeys(
                (name, bar)
                for query, bar in zip(queries, least, strict=True)
                for name in query.names
            )
        )
        answers: list[list[Match]] = []
        for query, bar in zip(queries, least, strict=True):
            codes = self._same_codes(query) if query.identifiers else []
            hits = [hit for name in query.names for hit in found.get((name, bar), ())]
            if not hits and not codes:
                answers.append([])
            else:
                ranked = self._ranked(query, hits, codes, threshold, left_out)
                answers.append(ranked[:limit])
        return answers

    def _looked_up(self, asked: Iterable[tuple[str, float]]) -> dict[Any, list["_Scored"]]:
        """What each name means that means anything."""
        by_bar: dict[float, list[str]] = defaultdict(list)
        for name, bar in asked:
            by_bar[bar].append(name)
        found: dict[tuple[str, float], list[_Scored]] = defaultdict(list)
        for bar, names in by_bar.items():
            # Readings are not held but passed on, so that the collector has less to look through.
            whose: list[int] = []
            read = _readings(names, whose)
            for hit in self._search.find(read, bar - _HALF_A_STEP):
                number = whose[hit.query]
                reading = hit.query - bisect_left(whose, number)
                name = names[number]
                found[name, bar].append(_Scored(name, reading, hit.name, hit.score))
        return found

    def _ranked(
        self,
        query: Query,
        hits: Iterable["_Scored"],
        codes: list[str],
        threshold: float,
        left_out: frozenset[str | tuple[str, str]],
    ) -> list[Match]:
        best: dict[str, Match] = {}
        named = [self._match(query, hit, threshold) for hit in hits]
        for match in [*named, *self._by_code(query, codes, threshold)]:
            names = (match.entity_id, *((name, match.entity_id) for name in query.names))
            known = best.get(match.entity_id)
            if (
                match.match
                and left_out.isdisjoint(names)
                and (known is None or match.score > known.score)
            ):
                best[match.entity_id] = match
        return sorted(best.values(), key=lambda m: (-m.score, m.weak, m.entity_id))

    def _match(self, query: Query, hit: "_Scored", threshold: float) -> Match:
        party = self._party_at(int(self._arrays["name_party"][hit.name]))
        score, rows = weigh(hit.score, query, party)
        return _match_of(
            party, score, threshold, self._text_at(hit.name),
            weak=bool(self._arrays["name_weak"][hit.name]),
            explain=lambda: evidence_of(self._case(query, hit, party, threshold), rows),
            judge=lambda: verdict_of(self._case(query, hit, party, threshold)),
        )  # fmt: skip

    def _case(self, query: Query, hit: "_Scored", party: IndexedParty, threshold: float) -> Case:
        arrays = self._arrays
        number = int(arrays["name_party"][hit.name])
        # A view, since an array of int32 would be copied to look up a number of Python's in it.
        parties = arrays["name_party"].data
        names = range(bisect_left(parties, number), bisect_left(parties, number + 1))
        return Case(
            search=self._search, query=query, name=hit.text, reading=hit.reading, party=party,
            number=hit.name, listed=self._text_at(hit.name),
            words=int(arrays["name_start"][hit.name + 1] - arrays["name_start"][hit.name]),
            weak=bool(arrays["name_weak"][hit.name]), names=names,
            texts=lambda: [self._text_at(name) for name in names],
            name_score=hit.score, threshold=threshold,
        )  # fmt: skip

    def _by_code(self, query: Query, codes: list[str], threshold: float) -> Iterable[Match]:
        """The parties that a code of the query names, whatever their names."""
        for party in map(self.party, codes):
            yield _match_of_code(query, party, threshold)

    def _same_codes(self, query: Query) -> list[str]:
        """The ids of the parties that a code of the query names, each once."""
        found = (code for value in query.identifiers for code in self.find_identifier(value))
        return list(dict.fromkeys(code.entity_id for code in found))

    @cached_property
    def _ids(self) -> list[str]:
        return self._arrays["id"].tobytes().decode("utf-8", "surrogatepass").split("\0")[:-1]

    @cached_property
    def _numbers(self) -> dict[str, int]:
        return {key: number for number, key in enumerate(self._ids)}

    def _codes_of(self, key: str) -> Iterator[FoundIdentifier]:
        """The listed codes of a key."""
        value, hashes = fnv64(key), self._arrays["code_hash"].data
        for place in range(bisect_left(hashes, value), len(hashes)):
            if hashes[place] != value:
                return
            at = int(self._arrays["code_at"][place])
            party = int(np.searchsorted(self._arrays["code_start"], at, "right")) - 1
            codes = self._party_at(party).codes
            yield from (code for code in codes if key_of(code.kind, code.value) == key)

    def _party_at(self, number: int) -> IndexedParty:
        raw = self._slice("record", number)
        return msgspec.msgpack.decode(raw, type=IndexedParty)

    def _text_at(self, number: int) -> str:
        return bytes(self._slice("text", number)).decode("utf-8", "surrogatepass")

    def _listed_at(self, number: int) -> tuple[str, str]:
        """The id of the party of a name, and the name as it is listed."""
        return self._ids[int(self._arrays["name_party"][number])], self._text_at(number)

    def _slice(self, name: str, number: int) -> memoryview:
        starts = self._arrays[f"{name}_start"]
        return self._arrays[name][starts[number] : starts[number + 1]].data

    def names(self) -> Iterator[tuple[str, str, bool]]:
        """All names as they are listed: whose, the text, and whether it is weak."""
        ids = self._ids
        rows = zip(self._arrays["name_party"].tolist(), self._arrays["name_weak"], strict=True)
        yield from dict.fromkeys(
            (ids[party], self._text_at(number), bool(weak))
            for number, (party, weak) in enumerate(rows)
        )


def _read(entities: Iterable[Entity | Mapping[str, Any] | Any]) -> Iterator[Party]:
    for party in parties_to_index(Entity.from_any(entity) for entity in entities):
        yield IndexedParty.of(party), indexed_names(party)


def _readings(names: Sequence[str], whose: list[int]) -> Iterator[list[Word]]:
    """The words of each reading of some names; which name each is of is added to `whose`."""
    for number, name in enumerate(names):
        for words in words_read(name):
            whose.append(number)
            yield words


class _Scored(NamedTuple):
    """A reading of a query, and a listed name that it may mean, by its number, with its score."""

    text: str
    reading: int
    name: int
    score: float


def _match_of(
    party: IndexedParty, score: float, threshold: float, text: str, *, weak: bool,
    explain: Explain, judge: Verdict,
) -> Match:  # fmt: skip
    rounded = round(score, 4)
    return Match(
        entity_id=party.entity.id,
        caption=party.caption,
        schema=party.entity.schema,
        datasets=party.datasets,
        score=rounded,
        match=rounded >= threshold,
        name=text,
        weak=weak,
        programmes=party.programmes,
        explain=explain,
        judge=judge,
    )


def _match_of_code(query: Query, party: IndexedParty, threshold: float) -> Match:
    score, rows = weigh(0.0, query, party)
    return _match_of(
        party, score, threshold, party.caption, weak=False,
        explain=lambda: (rows, (0, 0)),
        judge=lambda: verdict_of_code(query, party, threshold),
    )  # fmt: skip


def _distinct(given: Sequence[Any]) -> tuple[list[Query], list[int]]:
    """The questions among some queries, a name that is asked again being none; and of each query
    the number of its question.
    """
    numbers: dict[str | int, int] = {}
    asked: list[Query] = []
    which = []
    for query in given:
        number = numbers.setdefault(query if isinstance(query, str) else id(query), len(asked))
        if number == len(asked):
            asked.append(to_query(query))
        which.append(number)
    return asked, which


def _least(query: Query, threshold: float) -> float:
    """What the name alone must reach, since what stands beside it may lift the score."""
    return _before_lifting(threshold, liftable(query))


def least_with_birth_date(threshold: float) -> float:
    """What a name alone must reach where nothing but a birth date stands beside it."""
    return _before_lifting(threshold, liftable(Query(names=[], birth_dates=["1970"])))


def _before_lifting(threshold: float, share: float) -> float:
    return (threshold - share) / (1.0 - share)
