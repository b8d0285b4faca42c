"""A name as tokens: its words, and where each stands in the text."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from nostro.names.org_types import LEGAL_FORMS, LONGEST_FORM
from nostro.names.scripts import KOREAN_FAMILY_NAMES
from nostro.names.words import Kind, Word, as_noise, joined, legal_form, word_in

__all__ = ["MAX_NAME_CHARS", "MAX_TOKENS", "Token", "read_name", "tokenise", "words_of"]

MAX_NAME_CHARS = 1_000
MAX_TOKENS = 40
_KOREAN_NAME = 3
_YEAR = len("2024")
_APART = frozenset(",;:./\\\n\r\t")
# Within so many words of a house number stands the word for street.
_STREET_NAME = 4
_SYLLABLE = 4
_HYPHENS = frozenset("-\u2010\u2011\u2013")
_ABD = frozenset("abd abdul abdel abdal abdol abdoul abdool abdur abdus abdoel".split())
_ARTICLES = frozenset("al el ul ol ar as ash an ad ud ur".split())
_DIN = frozenset("din deen dine".split())
_DIN_JOINED = frozenset("uddin eddin eddine addin aldin".split())
# A word: letters, digits and marks, with apostrophes inside; or letters with dots (S.A., A.O.).
_WORD = re.compile(
    r"(?:[^\W\d_]\.){2,}[^\W\d_]?(?!\w)|"
    r"[\w\u0300-\u036f]+(?:['\u2019\u02bc\u02bb\u2018`\u00b4\u05f3][\w\u0300-\u036f]+)*"
)
_FORM_STARTS = frozenset(form[0] for form in LEGAL_FORMS)


class Token(NamedTuple):
    """One word of a name, and its place in the text given, half-open."""

    word: Word
    span: tuple[int, int]

    @property
    def key(self) -> str:
        """The word folded in its own script; two names of the same keys are equal."""
        return self.word.key

    @property
    def form(self) -> str:
        """The plainest Latin form; a class in brackets for a legal form."""
        return self.word.forms[0]

    @property
    def weight(self) -> float:
        """What the word counts in an alignment."""
        return self.word.weight


def tokenise(text: str) -> list[Token]:
    """The tokens of a name in their order; of its first 1,000 characters and 40 words at most.

    A legal form of several words is one token.
    """
    tokens: list[Token] = []
    for found in _WORD.finditer(text[:MAX_NAME_CHARS]):
        raw = found[0]
        if len(raw) == _KOREAN_NAME and raw[0] in KOREAN_FAMILY_NAMES:
            tokens += _korean(raw, found.start())
        elif word := word_in(raw):
            tokens.append(Token(word, found.span()))
        if len(tokens) >= MAX_TOKENS:
            del tokens[MAX_TOKENS:]
            break
    if any(token.word.kind is Kind.NUMBER for token in tokens):
        _read_numbers(tokens, text)
    if any(token.word.forms[0] in _FORM_STARTS for token in tokens):
        return list(_with_legal_forms(tokens))
    return tokens


def words_of(text: str) -> list[str]:
    """The words of a name as they are compared, without legal forms and numbers."""
    kinds = (Kind.LEGAL_FORM, Kind.NUMBER)
    return [token.key for token in tokenise(text) if token.word.kind not in kinds]


def _korean(raw: str, start: int) -> list[Token]:
    """A Korean name in one word is a family name and two syllables: 김정은 is 김 and 정은."""
    end = start + len(raw)
    parts = ((raw[:1], (start, start + 1)), (raw[1:], (start + 1, end)))
    return [Token(word, span) for part, span in parts if (word := word_in(part))]


def read_name(text: str) -> list[list[Token]]:
    """The ways to read a name: as it is written, and with what belongs together written as one.

    Abd al-Rahman is Abdulrahman, Nizam ud-Din is Nizamuddin, Jong-un is Jongun. None where there
    is no word.
    """
    tokens = tokenise(text)
    if not tokens:
        return []
    together: list[Token] = []
    place = 0
    while place < len(tokens):
        length = _together_at(tokens, place, text)
        part = tokens[place : place + length]
        together.append(part[0] if length == 1 else _one(part))
        place += length
    return [tokens] if len(together) == len(tokens) else [tokens, together]


def _together_at(tokens: list[Token], place: int, text: str) -> int:
    """How many words from here on belong together."""
    forms = [token.form for token in tokens[place : place + 3]]
    if forms[0] in _ABD and len(forms) > 1:
        length = 3 if forms[1] in _ARTICLES and len(forms) > 2 else 2
        return length if tokens[place + length - 1].word.kind is Kind.NAME else 1
    if len(forms) > 2 and forms[1] in _ARTICLES and forms[2] in _DIN:
        return 3
    if len(forms) > 1 and forms[1] in _DIN_JOINED:
        return 2
    if len(forms) > 1 and max(map(len, forms[:2])) <= _SYLLABLE and min(map(len, forms[:2])) > 1:
        between = text[tokens[place].span[1] : tokens[place + 1].span[0]]
        return 2 if between in _HYPHENS else 1
    return 1


def _one(part: list[Token]) -> Token:
    forms = [token.form for token in part]
    if forms[0] in _ABD:
        first = "abdul"
        word = joined([part[0].word._replace(forms=(first,)), part[-1].word])
    else:
        word = joined([token.word for token in part])
    return Token(word, (part[0].span[0], part[-1].span[1]))


def _read_numbers(tokens: list[Token], text: str) -> None:
    """A number names one of a series (Fund III, Brigade 44, Trust 2006-2) where it follows a word
    of a name. One that opens a name, follows a comma, stands beside a word such as invoice or
    street, or is longer than a year, does not.
    """
    for at, token in enumerate(tokens):
        if token.word.kind is Kind.NUMBER:
            before = tokens[at - 1] if at else None
            between = text[before.span[1] : token.span[0]] if before else ","
            beside = [*tokens[max(0, at - 1) : at], *tokens[at + 1 : at + _STREET_NAME]]
            noisy = any(other.word.kind is Kind.NOISE for other in beside)
            long = token.span[1] - token.span[0] > _YEAR
            if noisy or long or any(mark in _APART for mark in between):
                tokens[at] = Token(as_noise(token.word), token.span)


def _with_legal_forms(tokens: list[Token]) -> Iterator[Token]:
    place = 0
    while place < len(tokens):
        length, form = _legal_form_at(tokens, place)
        if form and length < len(tokens):
            span = (tokens[place].span[0], tokens[place + length - 1].span[1])
            yield Token(legal_form(form), span)
        else:
            length = 1
            yield tokens[place]
        place += length


def _legal_form_at(tokens: list[Token], place: int) -> tuple[int, str | None]:
    """The longest legal form that begins here, as its length in words and its class."""
    for length in range(min(LONGEST_FORM, len(tokens) - place), 0, -1):
        key = tuple(token.word.forms[0] for token in tokens[place : place + length])
        if key in LEGAL_FORMS:
            return length, LEGAL_FORMS[key]
    return 1, None
