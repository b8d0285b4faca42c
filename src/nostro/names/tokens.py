"""A name as tokens: its words, and where each stands in the text."""

import re
from collections.abc import Callable, Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from nostro.names.fields import FIELD_BREAKS, holds_noise, name_part
from nostro.names.legal_forms import AMBIGUOUS, LEGAL_FORMS
from nostro.names.parts import NUMERALS, WRITTEN_ALIKE
from nostro.names.scripts import is_syllabic
from nostro.names.words import Kind, Word, as_noise, joined, legal_form, phrase, word_in

__all__ = [
    "MAX_NAME_CHARS",
    "MAX_TOKENS",
    "Token",
    "read_name",
    "tokenise",
    "words_of",
    "words_read",
]

MAX_NAME_CHARS = 1_000
MAX_TOKENS = 40
_EAST_ASIAN_NAME = range(2, 5)
_DOUBLE_FAMILY_NAMES = frozenset(
    "남궁 황보 제갈 선우 독고 사공 서문 欧阳 歐陽 司马 司馬 上官 诸葛 諸葛 司徒 尉迟 皇甫 慕容 "
    "令狐 夏侯".split()
)
_YEAR = len("2024")
_APART = frozenset(",;:./\\\n\r\t")
# Within so many words of a house number stands the word for street.
_STREET_NAME = 4
_SYLLABLE = 4
_ARABIC_ARTICLE = "ال"
_WITH_ARTICLE = 4
_HYPHENS = frozenset("-\u2010\u2011\u2013")
_ABD = frozenset("abd abdul abdel abdal abdol abdoul abdool abdur abdus abdoel".split())
_ARTICLES = frozenset("al el ul ol ar as ash an ad ud ur".split())
_DIN = frozenset("din deen dine".split())
_DIN_JOINED = frozenset("uddin eddin eddine addin aldin".split())
_PHRASES = {words: f"={meaning}" for words, meaning in WRITTEN_ALIKE.items() if len(words) > 1}
_PHRASES |= {words: f"#{number}" for words, number in NUMERALS.items() if len(words) > 1}
_PHRASE_STARTS = frozenset(words[0] for words in _PHRASES)
_LONGEST_PHRASE = max(map(len, _PHRASES))
_OPENING_FORMS = frozenset("pt ao at pao zao too tov nao".split())
# Words that may be read together with those after them; most names have none.
_OPENING = _ABD | _ARTICLES | _DIN_JOINED | _PHRASE_STARTS
# A word: letters, digits and marks, with apostrophes inside; or letters with dots (S.A., A.O.).
_WORD = re.compile(
    r"(?:[^\W\d_]\.){2,}[^\W\d_]?(?!\w)|"
    r"[\w\u0300-\u036f]+(?:['\u2019\u02bc\u02bb\u2018`\u00b4\u05f3][\w\u0300-\u036f]+)*"
)
# How many words the legal forms have that begin with a word, most first.
_FORM_LENGTHS = {
    start: sorted({len(form) for form in LEGAL_FORMS if form[0] == start}, reverse=True)
    for start in {form[0] for form in LEGAL_FORMS}
}


_form_word = cache(legal_form)


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
        if not raw.isascii() and len(raw) in _EAST_ASIAN_NAME and is_syllabic(raw):
            tokens += _parts(raw, found.start(), _family_name(raw))
        elif raw.startswith(_ARABIC_ARTICLE) and len(raw) > _WITH_ARTICLE:
            tokens += _parts(raw, found.start(), len(_ARABIC_ARTICLE))
        elif word := word_in(raw):
            tokens.append(Token(word, found.span()))
        if len(tokens) >= MAX_TOKENS:
            del tokens[MAX_TOKENS:]
            break
    if any(token.word.kind is Kind.NUMBER for token in tokens):
        _read_numbers(tokens, text)
    forms = [token.word.forms[0] for token in tokens]
    if _FORM_LENGTHS.keys().isdisjoint(forms):
        return tokens
    return [
        Token(_form_word(name), _span(tokens[part])) if name else tokens[part.start]
        for part, name in _legal_forms(forms)
    ]


def words_of(text: str) -> list[str]:
    """The words of a name as they are compared, without legal forms and numbers."""
    kinds = (Kind.LEGAL_FORM, Kind.NUMBER)
    return [token.key for token in tokenise(text) if token.word.kind not in kinds]


def _family_name(raw: str) -> int:
    """How many characters of a name in Hangul or Han are the family name."""
    return 2 if raw[:2] in _DOUBLE_FAMILY_NAMES and len(raw) > 2 else 1


def _parts(raw: str, start: int, cut: int) -> list[Token]:
    """A name in one word as two: 김정은 is 김 and 정은, القذافي is the article and قذافي."""
    spans = ((start, start + cut), (start + cut, start + len(raw)))
    parts = ((raw[a - start : b - start], (a, b)) for a, b in spans if b > a)
    return [Token(word, span) for part, span in parts if (word := word_in(part))]


def read_name(text: str) -> list[list[Token]]:
    """The ways to read a name: as it is written, with what belongs together written as one, and
    without an address or a reference beside it.

    Abd al-Rahman is Abdulrahman, Nizam ud-Din is Nizamuddin, Jong-un is Jongun. None where there
    is no word.
    """
    tokens = tokenise(text)
    if not tokens:
        return []
    named = _name_part(tokens, text)
    if len(named) < len(tokens):
        return [tokens, *_readings(named, text)]
    return _readings(tokens, text)


def _name_part(tokens: list[Token], text: str) -> list[Token]:
    """The tokens of the name in a field that holds others."""
    ends = [0, *(token.span[1] for token in tokens)]
    breaks = [
        not FIELD_BREAKS.isdisjoint(text[end : token.span[0]])
        for end, token in zip(ends, tokens, strict=False)
    ]
    part = name_part([token.word for token in tokens], breaks)
    return tokens[part.start : part.stop]


def _readings(tokens: list[Token], text: str) -> list[list[Token]]:
    if (
        text.isascii()
        and "-" not in text
        and _OPENING.isdisjoint([t.word.forms[0] for t in tokens])
    ):
        return [tokens]
    others = (
        _merged(tokens, lambda place: _together_at(tokens, place, text), _one),
        _merged(tokens, lambda place: _phrase_at(tokens, place), _meant),
        _by_syllable(tokens, text),
    )
    return [tokens, *(other for other in others if len(other) != len(tokens))]


def _by_syllable(tokens: list[Token], text: str) -> list[Token]:
    """Given names in Hangul and Han by their characters, as Latin letters often write them."""
    apart: list[Token] = []
    for token in tokens:
        raw = text[slice(*token.span)]
        if not raw.isascii() and len(raw) in _EAST_ASIAN_NAME and is_syllabic(raw):
            start = token.span[0]
            spans = ((start + at, start + at + 1) for at in range(len(raw)))
            words = ((word_in(text[slice(*span)]), span) for span in spans)
            apart += [Token(word, span) for word, span in words if word]
        else:
            apart.append(token)
    return apart[:MAX_TOKENS]


def words_read(text: str) -> list[list[Word]]:
    """The words of each reading of a name, as `read_name` has them; quicker, for plain names."""
    if text.isascii() and len(text) <= MAX_NAME_CHARS and "-" not in text:
        found = [_plainly(raw) for raw in _WORD.findall(text)]
        if (
            found
            and len(found) <= MAX_TOKENS
            and None not in found
            and not holds_noise(found)  # type: ignore[arg-type]  # none of them is None
        ):
            return [_plain_words(found)]  # type: ignore[arg-type]  # none of them is None
    return [[token.word for token in tokens] for tokens in read_name(text)]


@lru_cache(maxsize=200_000)
def _plainly(raw: str) -> Word | None:
    """The word of a run of letters, where what stands beside it matters for legal forms alone."""
    word = word_in(raw)
    if word is None or word.kind is Kind.NUMBER:
        return None
    return None if word.forms[0] in _OPENING else word


def _plain_words(words: list[Word]) -> list[Word]:
    """The words with legal forms as one."""
    forms = [word.forms[0] for word in words]
    if _FORM_LENGTHS.keys().isdisjoint(forms):
        return words
    return [_form_word(name) if name else words[part.start] for part, name in _legal_forms(forms)]


def _merged(
    tokens: list[Token], length_at: Callable[[int], int], one: Callable[[list[Token]], Token]
) -> list[Token]:
    """The tokens with the runs of which a length is given made one."""
    merged: list[Token] = []
    place = 0
    while place < len(tokens):
        part = tokens[place : place + length_at(place)]
        merged.append(part[0] if len(part) == 1 else one(part))
        place += len(part)
    return merged


def _phrase_at(tokens: list[Token], place: int) -> int:
    """How many words from here on mean together what one word may."""
    if tokens[place].form in _PHRASE_STARTS:
        for length in range(min(_LONGEST_PHRASE, len(tokens) - place), 1, -1):
            if tuple(token.form for token in tokens[place : place + length]) in _PHRASES:
                return length
    return 1


def _meant(part: list[Token]) -> Token:
    meaning = _PHRASES[tuple(token.form for token in part)]
    return Token(phrase(meaning, [token.word for token in part]), _span(part))


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
    return Token(word, _span(part))


def _span(part: list[Token]) -> tuple[int, int]:
    return part[0].span[0], part[-1].span[1]


def _read_numbers(tokens: list[Token], text: str) -> None:
    """A number names one of a series (Fund III, Brigade 44, Trust 2006-2) where it follows a word
    of a name. One that opens a name, follows a comma, stands beside a word such as invoice or
    street, or is longer than a year, does not; a Roman one always does.
    """
    for at, token in enumerate(tokens):
        if token.word.kind is Kind.NUMBER and text[token.span[0]].isdigit():
            before = tokens[at - 1] if at else None
            between = text[before.span[1] : token.span[0]] if before else ","
            beside = [*tokens[max(0, at - 1) : at], *tokens[at + 1 : at + _STREET_NAME]]
            noisy = any(other.word.kind is Kind.NOISE for other in beside)
            long = token.span[1] - token.span[0] > _YEAR
            if noisy or long or any(mark in _APART for mark in between):
                tokens[at] = Token(as_noise(token.word), token.span)


def _legal_forms(forms: list[str]) -> Iterator[tuple[slice, str | None]]:
    """The parts of a name: single words, and legal forms with the class of each."""
    place = 0
    while place < len(forms):
        length, name = _legal_form_at(forms, place)
        if length == len(forms):
            length, name = 1, None
        yield slice(place, place + length), name
        place += length


def _legal_form_at(forms: list[str], place: int) -> tuple[int, str | None]:
    """The longest legal form that begins here, as its length in words and its class."""
    for length in _FORM_LENGTHS.get(forms[place], ()):
        key = tuple(forms[place : place + length])
        if key in LEGAL_FORMS and not _otherwise_meant(key, place, forms):
            return len(key), LEGAL_FORMS[key]
    return 1, None


def _otherwise_meant(key: tuple[str, ...], place: int, forms: list[str]) -> bool:
    """Whether a form that is also a word stands where forms do not: As in As-Saadi."""
    if len(key) > 1 or key[0] not in AMBIGUOUS:
        return False
    last = all(form in _FORM_LENGTHS for form in forms[place + 1 :])
    return not last and (place > 0 or key[0] not in _OPENING_FORMS)
