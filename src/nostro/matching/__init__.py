"""Names to entities: is this name a listed party, and why?"""

from nostro.matching.cache import open_index
from nostro.matching.compare import compare
from nostro.matching.index import Index
from nostro.matching.records import Evidence, FoundIdentifier, Match, TextMatch

__all__ = [
    "Evidence",
    "FoundIdentifier",
    "Index",
    "Match",
    "TextMatch",
    "compare",
    "open_index",
]
