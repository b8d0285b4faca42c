"""Two names compared, by the code that answers for an index."""

from functools import lru_cache

from nostro.matching.content import compiled, kernel_arrays
from nostro.matching.listed import IndexedParty, ListedName
from nostro.matching.scoring import PAIR
from nostro.matching.search import Search
from nostro.model.entities import Entity
from nostro.names import words_read

__all__ = ["compare"]


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
    search, names = against
    return round(max(search.pairs(one, name)[0] for one in asked for name in range(names)), 4)


@lru_cache(maxsize=256)
def _search(name: str, schema: str) -> tuple[Search, int] | None:
    read = [tuple(words) for words in words_read(name, whole=True)]
    if not read:
        return None
    party = IndexedParty(Entity(id="", schema=schema), "", [], [], [])
    arrays = compiled([(party, [ListedName("", False, words) for words in read])])
    return Search(*kernel_arrays(arrays), PAIR), len(read)
