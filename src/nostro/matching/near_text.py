"""Listed names in running text that are nearly there: one slip in one word, or two words glued, or
one split; every other word stands as it is listed.

A text is looked through by words that stand there exactly, each by its hash, so that a text without
any costs next to nothing. What the exact words tell is enough for a look-back to keep the text
(`nostro.matching.among`): at the scores given here, a name has to tell no more.
"""

from collections import defaultdict
from collections.abc import Iterator
from typing import Generic, NamedTuple, TypeVar

from nostro.names import Kind, Token

__all__ = ["NearMention", "NearPhrases", "is_one_slip"]

ONE_SLIP = 0.90
WRITTEN_OTHERWISE = 0.91
# A slip is looked for in words so long and so rare, and where it makes no word that is known; so
# are words that are glued.
_SLIP_LETTERS = 6
_SLIP_BITS = 12.0
_UNKNOWN_BITS = 16.0
# What the words beside a slip tell at the least, in bits.
_EXACT_BITS = 11.0
# Words that are glued, or a word that is split, have so many letters, and a part of one these.
_WHOLE_LETTERS = 8
_PART_LETTERS = 3
# No legal form fits between words that stand side by side.
_BETWEEN = 3
_TELLING_BITS = 8.0
_RARE_BITS = 16.0

N = TypeVar("N")


class NearMention(NamedTuple, Generic[N]):
    """A name that is nearly there: the tokens from `begin` up to `end`."""

    name: N
    begin: int
    end: int
    score: float


class _Phrase(NamedTuple, Generic[N]):
    """Words to stand around a place: `words[at]` there, and a near word at `slip`, or none."""

    words: tuple[str, ...]
    at: int
    slip: int
    name: N


class NearPhrases(Generic[N]):
    """Names as words, to be found where they are nearly so."""

    def __init__(self) -> None:
        self._beside_slip: dict[str, list[_Phrase[N]]] = defaultdict(list)
        self._glued: dict[str, list[_Phrase[N]]] = defaultdict(list)
        self._split: dict[str, list[_Phrase[N]]] = defaultdict(list)

    def add(self, tokens: list[Token], name: N) -> None:
        """Learn a name, whose words are these."""
        words = tuple(token.form for token in tokens)
        telling = [at for at, token in enumerate(tokens) if _tells(token)]
        if len(telling) > 1:
            self._add_slips(tokens, words, name)
            self._add_glued(tokens, words, name)
        if len(telling) > 1 or (len(tokens) == 1 and tokens[0].word.bits >= _RARE_BITS):
            for at in telling:
                if len(words[at]) >= _WHOLE_LETTERS:
                    self._split[words[at]].append(_Phrase(words, at, -1, name))

    def find(self, text: str, tokens: list[Token], words: list[str]) -> Iterator[NearMention[N]]:
        """The names that are nearly in a text of these tokens, whose forms `words` are."""
        for place, word in enumerate(words):
            for phrase in self._beside_slip.get(word, ()):
                if _slipped(phrase, tokens, words, place - phrase.at):
                    yield _mention(phrase, place, len(phrase.words), ONE_SLIP)
            for phrase in self._glued.get(word, ()):
                known = tokens[place].word.bits < _UNKNOWN_BITS
                if not known and _stands(phrase.words, words, place - phrase.at):
                    yield _mention(phrase, place, len(phrase.words), WRITTEN_OTHERWISE)
            if place and words[place - 1] + word in self._split:
                yield from self._find_split(text, tokens, words, place - 1)

    def _find_split(
        self, text: str, tokens: list[Token], words: list[str], place: int
    ) -> Iterator[NearMention[N]]:
        for phrase in self._split[words[place] + words[place + 1]]:
            begin = place - phrase.at
            if begin < 0 or not _are_parts(text, tokens[place], tokens[place + 1]):
                continue
            end = begin + len(phrase.words) + 1
            around = [*words[begin:place], phrase.words[phrase.at], *words[place + 2 : end]]
            if tuple(around) == phrase.words:
                yield _mention(phrase, place, len(phrase.words) + 1, WRITTEN_OTHERWISE)

    def _add_slips(self, tokens: list[Token], words: tuple[str, ...], name: N) -> None:
        """Each word that may be misspelt, by the rarest of the others."""
        bits = [token.word.bits if token.word.kind is Kind.NAME else 0.0 for token in tokens]
        for slip, word in enumerate(words):
            others = [at for at in range(len(words)) if at != slip]
            told = sum(bits[at] for at in others)
            if len(word) >= _SLIP_LETTERS and bits[slip] >= _SLIP_BITS and told >= _EXACT_BITS:
                at = max(others, key=bits.__getitem__)
                self._beside_slip[words[at]].append(_Phrase(words, at, slip, name))

    def _add_glued(self, tokens: list[Token], words: tuple[str, ...], name: N) -> None:
        for at in range(len(words) - 1):
            glued = words[at] + words[at + 1]
            if _may_be_glued(tokens[at], tokens[at + 1]) and len(glued) >= _WHOLE_LETTERS:
                around = (*words[:at], glued, *words[at + 2 :])
                self._glued[glued].append(_Phrase(around, at, -1, name))


def _mention(phrase: _Phrase[N], place: int, size: int, score: float) -> NearMention[N]:
    begin = place - phrase.at
    return NearMention(phrase.name, begin, begin + size, score)


def _tells(token: Token) -> bool:
    plain = token.form.isascii() and token.form.isalpha()
    return plain and token.word.kind is Kind.NAME and token.word.bits >= _TELLING_BITS


def _may_be_glued(first: Token, second: Token) -> bool:
    """Whether words stand side by side in the listed name, too: only such are known as one."""
    together = 0 <= second.span[0] - first.span[1] <= _BETWEEN
    long = min(len(first.form), len(second.form)) >= _PART_LETTERS
    return together and long and _tells(first) and _tells(second)


def _are_parts(text: str, first: Token, second: Token) -> bool:
    """Whether tokens may be a word written apart: over a space, a line break or a hyphen."""
    between = text[first.span[1] : second.span[0]]
    return not between.strip(" \r\n-") and min(len(first.form), len(second.form)) >= _PART_LETTERS


def _stands(phrase: tuple[str, ...], words: list[str], begin: int) -> bool:
    return begin >= 0 and tuple(words[begin : begin + len(phrase)]) == phrase


def _slipped(phrase: _Phrase[N], tokens: list[Token], words: list[str], begin: int) -> bool:
    """Whether a phrase stands there with one slip, which makes no other known word of it."""
    place = begin + phrase.slip
    if begin < 0 or begin + len(phrase.words) > len(words):
        return False
    if not is_one_slip(words[place], phrase.words[phrase.slip]):
        return False
    exact = (*words[begin:place], phrase.words[phrase.slip], *words[place + 1 :])
    return (
        exact[: len(phrase.words)] == phrase.words
        and tokens[place].word.kind is Kind.NAME
        and tokens[place].word.bits >= _UNKNOWN_BITS
    )


def is_one_slip(said: str, listed: str) -> bool:
    """Whether words differ by one letter more, less or other, or by two neighbours swapped."""
    if said == listed or abs(len(said) - len(listed)) > 1:
        return False
    same = 0
    while same < min(len(said), len(listed)) and said[same] == listed[same]:
        same += 1
    said, listed = said[same:], listed[same:]
    if len(said) != len(listed):
        return said[1:] == listed or said == listed[1:]
    swapped = said[:2] == listed[1::-1] and said[2:] == listed[2:]
    return said[1:] == listed[1:] or swapped
