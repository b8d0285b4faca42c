"""Listed names inside running text: word for word after normalisation, across line breaks.

In running text a common word means nothing, so the bar is far stricter than in a name field: a
name counts with two telling words at least, or with one rare and long one that it consists of.
Names misspelt by a slip, or with words glued or split, are in `near_text`.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from nostro.matching.identifiers import codes_in_text
from nostro.matching.near_text import NearPhrases
from nostro.matching.records import FoundIdentifier, TextMatch
from nostro.names import Token, tokenise

__all__ = ["TextFinder"]

_MAX_TEXT_CHARS = 20_000
_WINDOW_CHARS = 1_000
_LONGEST_NAME = 12
_TELLING = 1.3
_TELLING_LETTERS = 6
_PART_OF_NAME = 0.92
_KINDS = frozenset({"bic", "imo", "wallet", "lei", "bik"})


class _Name(NamedTuple):
    """A listed name as tokens."""

    entity_id: str
    text: str
    weak: bool
    tokens: list[Token]


class TextFinder:
    """Finds names in text, by their first word and then word by word. Names are given as the id of
    their party, the text, and whether they are weak.
    """

    def __init__(
        self,
        names: Iterable[tuple[str, str, bool]],
        find_identifier: Callable[[str], list[FoundIdentifier]],
    ) -> None:
        self._find_identifier = find_identifier
        self._by_first: dict[str, list[tuple[tuple[str, ...], float, _Name]]] = defaultdict(list)
        self._near: NearPhrases[_Name] = NearPhrases()
        for entity_id, text, weak in names:
            name = _Name(entity_id, text, weak, tokenise(text))
            for words, score in _phrases(name):
                self._by_first[words[0]].append((words, score, name))
            if not name.weak:
                for order in _whole_orders(name):
                    self._near.add(order, name)

    def find(self, text: str) -> list[TextMatch]:
        """All listed names and codes in a text; for each party its longest mention at a place."""
        text = text[:_MAX_TEXT_CHARS]
        found: dict[tuple[str, int], TextMatch] = {}
        for match in [*self._names(text), *self._codes(text)]:
            key = (match.entity_id, match.span[0])
            if key not in found or _rank(match) > _rank(found[key]):
                found[key] = match
        return _without_inner(sorted(found.values(), key=lambda m: (m.span, m.entity_id)))

    def _names(self, text: str) -> Iterator[TextMatch]:
        tokens = _tokens_of(text)
        words = [token.form for token in tokens]
        for place, word in enumerate(words):
            for phrase, score, name in self._by_first.get(word, ()):
                if tuple(words[place : place + len(phrase)]) == phrase:
                    yield _mention(name, tokens[place : place + len(phrase)], score)
        for near in self._near.find(text, tokens, words):
            yield _mention(near.name, tokens[near.begin : near.end], near.score)

    def _codes(self, text: str) -> Iterator[TextMatch]:
        for word, span in codes_in_text(text):
            for code in self._find_identifier(word):
                if code.kind in _KINDS:
                    yield TextMatch(
                        entity_id=code.entity_id, name=code.value, span=span, score=1.0, weak=False
                    )


def _mention(name: _Name, tokens: list[Token], score: float) -> TextMatch:
    return TextMatch(
        entity_id=name.entity_id,
        name=name.text,
        span=(tokens[0].span[0], tokens[-1].span[1]),
        score=score,
        weak=name.weak,
    )


def _tokens_of(text: str) -> list[Token]:
    """The tokens of a long text, a window at a time, each with its place in the whole."""
    tokens: list[Token] = []
    start = 0
    for part in _windows(text):
        read = tokenise(part)
        tokens += [_moved(token, start) for token in read] if start else read
        start += len(part)
    return tokens


def _moved(token: Token, by: int) -> Token:
    return token._replace(span=(token.span[0] + by, token.span[1] + by))


def _windows(text: str) -> Iterator[str]:
    """Pieces of a few words each, cut between words, so that none exceeds what a name may be."""
    while text:
        cut = min(len(text), 200)
        while cut < min(len(text), _WINDOW_CHARS) and not text[cut - 1].isspace():
            cut += 1
        yield text[:cut]
        text = text[cut:]


def _phrases(name: _Name) -> Iterator[tuple[tuple[str, ...], float]]:
    """The word sequences under which a name is looked for, each with what finding it scores."""
    words = [token for token in name.tokens if token.form[0] != "<"]
    if not words or len(words) > _LONGEST_NAME:
        return
    if _tells(words, name):
        yield tuple(token.form for token in name.tokens), 1.0
        if len(words) < len(name.tokens):
            yield tuple(token.form for token in words), 0.97
    if "," in name.text and len(words) > 1 and len(words) == len(name.tokens):
        yield from _person_orders(name, words)


def _whole_orders(name: _Name) -> Iterator[list[Token]]:
    """The words of a name but its legal form, in the orders in which texts write all of them."""
    words = [token for token in name.tokens if token.form[0] != "<"]
    if not words or len(words) > _LONGEST_NAME or not _tells(words, name):
        return
    yield words
    comma = name.text.find(",")
    last = [token for token in words if token.span[0] < comma]
    given = [token for token in words if token.span[0] > comma]
    if last and given and len(words) == len(name.tokens):
        yield given + last


def _person_orders(name: _Name, words: list[Token]) -> Iterator[tuple[tuple[str, ...], float]]:
    """`NIKULIN, Dmitry Yuryevich` as texts write it: given names first, patronymic or not."""
    comma = name.text.index(",")
    last = [token.form for token in words if token.span[0] < comma]
    given = [token.form for token in words if token.span[0] > comma]
    if not last or not given or sum(token.weight for token in words) < _TELLING:
        return
    yield (*given, *last), 1.0
    if len(given) > 1 and len(given[0]) > 2 and len(last[0]) > 3:
        yield (given[0], *last), _PART_OF_NAME
        yield (*last, given[0]), _PART_OF_NAME


def _tells(words: list[Token], name: _Name) -> bool:
    if len(words) == 1:
        (word,) = words
        return not name.weak and word.weight >= 1 and len(word.form) >= _TELLING_LETTERS
    return sum(token.weight for token in words) >= _TELLING


def _rank(match: TextMatch) -> tuple[int, float]:
    return match.span[1] - match.span[0], match.score


def _without_inner(matches: list[TextMatch]) -> list[TextMatch]:
    """Drop a mention that lies inside a longer one of the same party."""
    return [
        match
        for match in matches
        if not any(
            other is not match
            and other.entity_id == match.entity_id
            and other.span[0] <= match.span[0]
            and match.span[1] <= other.span[1]
            and _rank(other) > _rank(match)
            for other in matches
        )
    ]
