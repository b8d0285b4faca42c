"""Two names compared, by the code that answers for an index.

A score below the threshold has to rank as well. A word that no rule meets says as much against two
names whether it is another word or one misspelt twice; so names that are the same but for one word
are ranked by how much of that word they share, and stay well below the threshold.
"""

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from nostro.matching.content import compiled, kernel_arrays
from nostro.matching.listed import IndexedParty, ListedName
from nostro.matching.nations import nation_of
from nostro.matching.scoring import PAIR
from nostro.matching.search import Pair, Search
from nostro.model.entities import Entity
from nostro.names import Kind, Word, words_read

__all__ = ["compare"]

# What names score at the most that are the same but for one word: from there on a score says how
# likely names mean one party, and is left as it is.
_BUT_FOR_A_WORD = 0.3
# What two words share at the least, as a share of the longer one, to be one perhaps; and how alike
# those are at the most that met, and may be another word all the same.
_LEAST_SHARED, _HARDLY_ALIKE = 0.45, 0.7
# An unknown abbreviation at the end of a name is a legal form as likely as not.
_SHORT, _A_FORM_PERHAPS = 4, 0.5


class _Against(NamedTuple):
    """A name to compare others with, in each of its readings."""

    search: Search
    readings: list[tuple[Word, ...]]


def compare(a: str, b: str, schema: str | None = None) -> float:
    """How alike two names are, in [0, 1]; 1 only where they are equal after normalisation.

    Symmetric: the greater of what each scores as a query for the other, since a word that a query
    has and the listed name has not counts more than the reverse. `schema` says what both are,
    where that is known.
    """
    return max(_asked(a, b, schema or "Thing"), _asked(b, a, schema or "Thing"))


def _asked(query: str, listed: str, schema: str) -> float:
    """What a query scores against a list of one name."""
    asked, against = words_read(query), _search(listed, schema)
    if not asked or against is None:
        return 0.0
    names = range(len(against.readings))
    return round(max(_scored(one, against, name) for one in asked for name in names), 4)


@lru_cache(maxsize=256)
def _search(name: str, schema: str) -> _Against | None:
    read = [tuple(words) for words in words_read(name, whole=True)]
    if not read:
        return None
    party = IndexedParty(Entity(id="", schema=schema), "", [], [], [])
    arrays = compiled([(party, [ListedName("", False, words) for words in read])])
    return _Against(Search(*kernel_arrays(arrays), PAIR), read)


def _scored(query: Sequence[Word], against: _Against, name: int) -> float:
    score, pairs = against.search.pairs(query, name)
    if score >= _BUT_FOR_A_WORD:
        return score
    listed = against.readings[name]
    unlike = [
        (shared, -i, -j)
        for i in _unmet(len(query), [(pair.query, pair) for pair in pairs])
        for j in _unmet(len(listed), [(pair.listed, pair) for pair in pairs])
        if (shared := _shared(query, i, listed, j)) >= _LEAST_SHARED
    ]
    if not unlike:
        return score
    shared, i, j = max(unlike)
    same = [*query[:-i], listed[-j], *query[1 - i :]]
    return max(score, _BUT_FOR_A_WORD * shared * against.search.pairs(same, name)[0])


def _unmet(words: int, met: Sequence[tuple[range, Pair]]) -> list[int]:
    """The places of words that met none, or one that is hardly alike."""
    places = {at for span, pair in met if pair.alike >= _HARDLY_ALIKE for at in span}
    return [at for at in range(words) if at not in places]


def _shared(query: Sequence[Word], i: int, listed: Sequence[Word], j: int) -> float:
    """What two words share, in letters of the longer one: those at their beginning and their end.
    Words that name countries are no misspellings of each other.
    """
    kinds = {query[i].kind, listed[j].kind}
    if kinds == {Kind.NAME, Kind.LEGAL_FORM}:
        last = i == len(query) - 1 and j == len(listed) - 1
        word = query[i] if query[i].kind is Kind.NAME else listed[j]
        return _A_FORM_PERHAPS if last and len(word.key) <= _SHORT else 0.0
    if kinds != {Kind.NAME} or (nation_of(query[i]) and nation_of(listed[j])):
        return 0.0
    one, other = query[i].forms[0], listed[j].forms[0]
    begins = _same_letters(one, other)
    most = min(len(one), len(other)) - begins
    ends = min(most, _same_letters(one[::-1], other[::-1]))
    return (begins + ends) / max(len(one), len(other))


def _same_letters(one: str, other: str) -> int:
    """How many letters two words begin with alike."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (a, b) in pairs if a != b), min(len(one), len(other)))
