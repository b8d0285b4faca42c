"""A name as tokens: Latin forms, weight, and where each stands in the text."""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from nostro.names.org_types import LEGAL_FORMS, LONGEST_FORM
from nostro.names.scripts import KOREAN_FAMILY_NAMES, romanise
from nostro.names.words import LEGAL_FORM_WEIGHT, weight_of

__all__ = ["MAX_NAME_CHARS", "MAX_TOKENS", "Token", "fold", "tokenise"]

MAX_NAME_CHARS = 1_000
MAX_TOKENS = 40
_KOREAN_NAME = 3
# A word: letters, digits and marks, with apostrophes inside; or letters with dots (S.A., A.O.).
_WORD = re.compile(
    r"(?:[^\W\d_]\.){2,}[^\W\d_]?(?!\w)|"
    r"[\w\u0300-\u036f]+(?:['\u2019\u02bc\u02bb\u2018`\u00b4\u05f3][\w\u0300-\u036f]+)*"
)
_INSIDE = re.compile(r"['\u2019\u02bc\u02bb\u2018`\u00b4\u05f3._]")
_LOOKALIKES = dict(zip("авекмнорстухіјѕԁɡ", "abekmhopctyxijsdg", strict=True))
_PLAIN = str.maketrans(
    {"ø": "o", "đ": "d", "ł": "l", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i"}
)


class Token(NamedTuple):
    """One token of a name.

    `forms` are its Latin forms, the plainest first; `span` is where it stands in the text given;
    a legal form of several words is one token, whose form is its class in brackets.
    """

    forms: tuple[str, ...]
    weight: float
    span: tuple[int, int]

    @property
    def form(self) -> str:
        """The plainest form."""
        return self.forms[0]


def tokenise(text: str) -> list[Token]:
    """The tokens of a name in their order; of its first 1,000 characters and 40 words at most."""
    words = _words(text[:MAX_NAME_CHARS])
    return list(_with_legal_forms(words))


@lru_cache(maxsize=100_000)
def fold(word: str) -> tuple[str, ...]:
    """The Latin forms of one word: lower case, without diacritics, look-alike letters undone."""
    lower = unicodedata.normalize("NFKC", _INSIDE.sub("", word)).casefold()
    plain = _without_lookalikes(lower)
    forms = tuple(_without_marks(form) for form in romanise(plain))
    return tuple(dict.fromkeys(form for form in forms if form))


def _words(text: str) -> list[tuple[tuple[str, ...], tuple[int, int]]]:
    found = []
    for word in _WORD.finditer(text):
        for start, end in _parts(word[0], word.start()):
            if forms := fold(text[start:end]):
                found.append((forms, (start, end)))
        if len(found) >= MAX_TOKENS:
            break
    return found[:MAX_TOKENS]


def _parts(word: str, start: int) -> list[tuple[int, int]]:
    """A Korean name in one word is a family name and two syllables: 김정은 is 김 and 정은."""
    end = start + len(word)
    if len(word) == _KOREAN_NAME and word[0] in KOREAN_FAMILY_NAMES:
        return [(start, start + 1), (start + 1, end)]
    return [(start, end)]


def _with_legal_forms(words: list[tuple[tuple[str, ...], tuple[int, int]]]) -> Iterator[Token]:
    place = 0
    while place < len(words):
        length, form = _legal_form_at(words, place)
        span = (words[place][1][0], words[place + length - 1][1][1])
        if form and length < len(words):
            yield Token((f"<{form}>",), LEGAL_FORM_WEIGHT, span)
        else:
            length = 1
            forms, span = words[place]
            yield Token(forms, weight_of(forms[0]), span)
        place += length


def _legal_form_at(
    words: list[tuple[tuple[str, ...], tuple[int, int]]], place: int
) -> tuple[int, str | None]:
    """The longest legal form that begins here, as its length in words and its class."""
    for length in range(min(LONGEST_FORM, len(words) - place), 0, -1):
        key = tuple(forms[0] for forms, _ in words[place : place + length])
        if key in LEGAL_FORMS:
            return length, LEGAL_FORMS[key]
    return 1, None


def _without_lookalikes(word: str) -> str:
    """Cyrillic letters inside a Latin word become the Latin ones they look like."""
    latin = sum("a" <= char <= "z" for char in word)
    alike = sum(char in _LOOKALIKES for char in word)
    if latin and alike and latin + alike == len(word):
        return "".join(_LOOKALIKES.get(char, char) for char in word)
    return word


def _without_marks(word: str) -> str:
    if word.isascii():
        return word
    decomposed = unicodedata.normalize("NFD", word.translate(_PLAIN))
    return "".join(char for char in decomposed if not unicodedata.combining(char))
