"""Two names compared, by the code that answers for an index."""

from functools import lru_cache

from nostro.matching.content import compiled, kernel_arrays
from nostro.matching.listed import IndexedParty, ListedName
from nostro.matching.search import Search
from nostro.model.entities import Entity
from nostro.names import read_name

__all__ = ["compare"]


def compare(a: str, b: str, schema: str | None = None) -> float:
    """How alike two names are, in [0, 1]; 1 only where they are equal after normalisation.

    Symmetric. `schema` says what both are, where that is known.
    """
    queries = read_name(a)
    against = _search(b, schema or "Thing")
    if not queries or against is None:
        return 0.0
    names = range(len(read_name(b)))
    return round(max(against.pairs(query, name)[0] for query in queries for name in names), 4)


@lru_cache(maxsize=256)
def _search(name: str, schema: str) -> Search | None:
    party = IndexedParty(Entity(id="", schema=schema), name, [], [], [])
    read = [tuple(token.word for token in tokens) for tokens in read_name(name)]
    if not read:
        return None
    arrays = compiled([(party, [ListedName(name, False, words) for words in read])])
    return Search(kernel_arrays(arrays), arrays["word_hash"])
