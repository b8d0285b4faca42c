"""Listed names and codes inside running text, across line breaks.

In running text a common word means nothing, so the bar is far stricter than in a name field. A name
that stands there word for word, after normalisation, counts with two telling words at least, or
with one rare and long one that it consists of; names that nearly do are in `near_text`.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from nostro.matching.identifiers import codes_in_text
from nostro.matching.near_text import NearMention, near_mentions
from nostro.matching.records import FoundIdentifier, TextMatch
from nostro.matching.search import Search
from nostro.names import Token, tokenise

__all__ = ["TextFinder"]

_MAX_TEXT_CHARS = 20_000
_WINDOW_CHARS = 1_000
_LONGEST_NAME = 12
_TELLING = 1.3
_RARE_BITS = 20.0
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
    """Finds names in text, by their first word and then word by word; and nearly, by `search`.

    Names are given as the id of their party, the text, and whether they are weak; `listed` gives
    the party's id and the text of a name by its number in `search`.
    """

    def __init__(
        self,
        names: Iterable[tuple[str, str, bool]],
        find_identifier: Callable[[str], list[FoundIdentifier]],
        search: Search,
        listed: Callable[[int], tuple[str, str]],
    ) -> None:
        self._find_identifier = find_identifier
        self._search = search
        self._listed = listed
        self._by_first: dict[str, list[tuple[tuple[str, ...], float, _Name]]] = defaultdict(list)
        for entity_id, text, weak in names:
            name = _Name(entity_id, text, weak, tokenise(text))
            for words, score in _phrases(name):
                self._by_first[words[0]].append((words, score, name))

    def find(self, texts: Sequence[str], threshold: float) -> list[list[TextMatch]]:
        """For each text all listed names and codes in it, at or above a score, in the order of the
        text; for each party its best mention at a place.
        """
        read = [(cut, _tokens_of(cut)) for cut in (text[:_MAX_TEXT_CHARS] for text in texts)]
        found = [[*self._exact(tokens), *self._codes(text)] for text, tokens in read]
        for near in near_mentions(read, self._search, threshold):
            found[near.text].append(self._near(near, read[near.text][1]))
        return [
            sorted(
                _best_of_each([match for match in matches if match.score >= threshold]),
                key=lambda match: (match.span, match.entity_id),
            )
            for matches in found
        ]

    def _exact(self, tokens: list[Token]) -> Iterator[TextMatch]:
        words = [token.form for token in tokens]
        for place, word in enumerate(words):
            for phrase, score, name in self._by_first.get(word, ()):
                if tuple(words[place : place + len(phrase)]) == phrase:
                    yield TextMatch(
                        entity_id=name.entity_id, name=name.text, score=score, weak=name.weak,
                        span=_span(tokens[place : place + len(phrase)]),
                    )  # fmt: skip

    def _near(self, near: NearMention, tokens: list[Token]) -> TextMatch:
        entity_id, name = self._listed(near.name)
        span = _span(tokens[near.begin : near.end])
        score = round(near.score, 4)
        return TextMatch(entity_id=entity_id, name=name, span=span, score=score, weak=False)

    def _codes(self, text: str) -> Iterator[TextMatch]:
        for word, span in codes_in_text(text):
            for code in self._find_identifier(word):
                if code.kind in _KINDS:
                    yield TextMatch(
                        entity_id=code.entity_id, name=code.value, span=span, score=1.0, weak=False
                    )


def _span(tokens: list[Token]) -> tuple[int, int]:
    return tokens[0].span[0], tokens[-1].span[1]


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
        return not name.weak and word.word.bits >= _RARE_BITS and len(word.form) >= _TELLING_LETTERS
    return sum(token.weight for token in words) >= _TELLING


def _best_of_each(matches: list[TextMatch]) -> Iterator[TextMatch]:
    """For each party its mentions that overlap no better one of it: of a higher score, longer."""
    kept: dict[str, list[TextMatch]] = defaultdict(list)
    for match in sorted(matches, key=lambda m: (-m.score, m.span[0] - m.span[1], m.span, m.name)):
        others = kept[match.entity_id]
        if all(match.span[1] <= o.span[0] or o.span[1] <= match.span[0] for o in others):
            others.append(match)
            yield match
