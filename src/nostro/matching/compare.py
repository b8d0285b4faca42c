"""Two names compared, words written together or apart alike."""

from typing import NamedTuple

from nostro.matching.similarity import Alignment, align
from nostro.names import Token, tokenise

__all__ = ["Comparison", "compare", "compare_tokens"]

_MOST_GLUED = 4


class Comparison(NamedTuple):
    """The tokens that were compared, glued where one side writes them together, and the result."""

    query: list[Token]
    candidate: list[Token]
    alignment: Alignment


def compare(a: str, b: str, schema: str | None = None) -> float:  # noqa: ARG001  # for later use
    """How alike two names are, in [0, 1]; 1 only where they are equal after normalisation.

    Symmetric. `schema` says what both are, where that is known.
    """
    return round(compare_tokens(tokenise(a), tokenise(b)).alignment.score, 4)


def compare_tokens(query: list[Token], candidate: list[Token]) -> Comparison:
    """Compare two names that are tokens already."""
    asked, listed = _glue(query, candidate), _glue(candidate, query)
    return Comparison(asked, listed, align(asked, listed))


def _glue(tokens: list[Token], other: list[Token]) -> list[Token]:
    """`tokens` with neighbours joined where the joined word is one of the other side's."""
    words = {form for token in other for form in token.forms}
    glued: list[Token] = []
    place = 0
    while place < len(tokens):
        length = _glued_length(tokens, place, words)
        part = tokens[place : place + length]
        glued.append(part[0] if length == 1 else _joined(part))
        place += length
    return glued


def _glued_length(tokens: list[Token], place: int, words: set[str]) -> int:
    for length in range(min(_MOST_GLUED, len(tokens) - place), 1, -1):
        if "".join(token.form for token in tokens[place : place + length]) in words:
            return length
    return 1


def _joined(part: list[Token]) -> Token:
    weight = max(1.0, *(token.weight for token in part))
    return Token(
        ("".join(token.form for token in part),), weight, (part[0].span[0], part[-1].span[1])
    )
