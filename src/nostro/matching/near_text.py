"""Listed names in running text as they are or nearly: letters slipped, words turned round, glued,
split or left out. They are scored as names are, and have to tell more than names do.

A phrase that stands alone between the words and marks that part names is asked as a name is. A name
among other words has to stand there whole and to tell much more, since what is left of a text may
be the rest of somebody else's name. What a mention tells at the least is also what lets a look-back
keep a text (`nostro.matching.among`).
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from nostro.matching.phrases import phrases
from nostro.matching.search import Search
from nostro.names import Kind, Token, Word, words_read

__all__ = ["LEAST_TOLD", "NearMention", "near_mentions"]

# What the words of a mention tell at the least, in bits, where it stands alone: whole; with a word
# left out; and a word alone, which is the name or one of several.
LEAST_TOLD = 7.0
_WITHOUT_A_WORD = 16.0
_ONE_WORD = 16.0
_ONE_OF_SEVERAL = 20.0
# The same wherever it stands: of several words or one.
_ANYWHERE = 18.0
_ONE_WORD_ANYWHERE = 20.0
# The words that are looked through at once, and how many of them again with those after them.
_RUN_WORDS, _AGAIN = 40, 14


class NearMention(NamedTuple):
    """A listed name, by its number, in one of the texts: the tokens from `begin` up to `end`."""

    text: int
    name: int
    begin: int
    end: int
    score: float


def near_mentions(
    texts: Sequence[tuple[str, list[Token]]], search: Search, threshold: float
) -> Iterator[NearMention]:
    """The strong names that are in texts, each given with its tokens, at or above a score."""
    yield from _alone(texts, search, threshold)
    yield from _anywhere(texts, search, threshold)


def _alone(
    texts: Sequence[tuple[str, list[Token]]], search: Search, threshold: float
) -> Iterator[NearMention]:
    places = [
        (number, part)
        for number, (text, tokens) in enumerate(texts)
        for part in phrases(text, tokens)
    ]
    asked = [_as_name(*texts[number], part) for number, part in places]
    for hit in search.find(asked, threshold):
        if not search.is_weak(hit.name) and _tells_alone(asked[hit.query], search, hit.name):
            number, part = places[hit.query]
            yield NearMention(number, hit.name, part.start, part.stop, hit.score)


def _anywhere(
    texts: Sequence[tuple[str, list[Token]]], search: Search, threshold: float
) -> Iterator[NearMention]:
    runs = [(number, run) for number, (_, tokens) in enumerate(texts) for run in _runs(tokens)]
    asked = [_words(texts[number][1], run) for number, run in runs]
    for found in search.find_within(asked, _ANYWHERE, threshold):
        words = asked[found.run][found.begin : found.end]
        number, run = runs[found.run]
        if _names_among(words) > 1 or search.told(words, found.name).bits >= _ONE_WORD_ANYWHERE:
            begin, end = run.start + found.begin, run.start + found.end
            yield NearMention(number, found.name, begin, end, found.score)


def _runs(tokens: list[Token]) -> Iterator[range]:
    """The words of a text to be looked through at once; none where there are no words of names."""
    named = [at for at, token in enumerate(tokens) if token.word.kind is Kind.NAME]
    if named:
        last = named[-1] + 1
        for begin in range(named[0], max(named[0] + 1, last - _AGAIN), _RUN_WORDS - _AGAIN):
            yield range(begin, min(begin + _RUN_WORDS, last))


def _words(tokens: list[Token], part: range) -> list[Word]:
    return [token.word for token in tokens[part.start : part.stop]]


def _as_name(text: str, tokens: list[Token], part: range) -> list[Word]:
    """The words of a phrase by itself: legal forms stand at its end, which may be no text's."""
    written = text[tokens[part.start].span[0] : tokens[part.stop - 1].span[1]]
    return next(iter(words_read(written)), [])


def _names_among(words: list[Word]) -> int:
    return sum(word.kind is Kind.NAME for word in words)


def _tells_alone(words: list[Word], search: Search, name: int) -> bool:
    """Whether a phrase tells enough of a name. One word of names with others that the listed name
    has, too (its legal form, its number), counts like several. A country is not whoever is called
    after it.
    """
    told = search.told(words, name)
    if told.left_out and _is_country(words):
        return False
    if _names_among(words) > 1 or 1 < len(words) == told.met:
        return told.bits >= (_WITHOUT_A_WORD if told.left_out else LEAST_TOLD)
    return told.bits >= (_ONE_OF_SEVERAL if told.left_out else _ONE_WORD)


def _is_country(words: list[Word]) -> bool:
    from nostro.places import country_code  # noqa: PLC0415  # its tables load on first use

    return country_code(" ".join(word.forms[0] for word in words)) is not None
