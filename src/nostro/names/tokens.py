"""A name as tokens: its words, and where each stands in the text."""

import re
from collections.abc import Callable, Iterator
from functools import cache, lru_cache
from itertools import pairwise
from typing import NamedTuple

import msgspec

from nostro.names.fields import FIELD_BREAKS, REST, holds_noise, name_part
from nostro.names.legal_forms import AMBIGUOUS, LEGAL_FORMS, MISSPELT, glued_form
from nostro.names.meanings import meanings, segments, stem
from nostro.names.parts import (
    ADDRESS_WORDS,
    ATTACHED,
    NUMERALS,
    PAYMENT_WORDS,
    WRITTEN_ALIKE,
)
from nostro.names.scripts import WORD_LETTERS, is_syllabic
from nostro.names.words import Kind, Word, as_noise, joined, legal_form, phrase, word_in

__all__ = [
    "MAX_NAME_CHARS",
    "MAX_TOKENS",
    "Token",
    "read_name",
    "tokenise",
    "word_alone",
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
_BRACKETS = re.compile(r"[(（][^()（）]*[)）]")
_APART = frozenset(",;:./\\\n\r\t")
# Within so many words of a house number stands the word for street.
_STREET_NAME = 4
_SYLLABLE = 4
_ARABIC_ARTICLE, _SERVANT, _FAITH = "ال", "عبد", "دين"
_FATHER = frozenset({"أبو", "ابو"})
# What follows Muhammad, Ghulam, Ahmad and such in Persian and Urdu, written together or apart.
_SECOND_NAMES = tuple("رضا علي حسين حسن باقر مهدي صادق تقي كاظم جواد".split())
_LEAST_FIRST_NAME = 3
_ARABIC_LETTERS = tuple(map(chr, range(0x621, 0x6D4)))
_WITH_ARTICLE = 4
_HYPHENS = frozenset("-\u2010\u2011\u2013")
_ABD = frozenset("abd abdul abdel abdal abdol abdoul abdool abdur abdus abdoel".split())
_ARTICLES = frozenset("al el ul ol ar as ash an ad ud ur".split())
_DIN = frozenset("din deen dine".split())
_DIN_JOINED = frozenset("uddin eddin eddine addin aldin".split())
_PHRASES = {words: f"={meaning}" for words, meaning in WRITTEN_ALIKE.items() if len(words) > 1}
_PHRASES |= {words: f"={meaning}" for words, meaning in meanings().phrases.items()}
_PHRASES |= {words: f"#{number}" for words, number in NUMERALS.items() if len(words) > 1}
_PHRASE_STARTS = frozenset(words[0] for words in _PHRASES)
_PHRASE_PAIRS = frozenset(words[:2] for words in _PHRASES)
_LONGEST_PHRASE = max(map(len, _PHRASES))
_OPENING_FORMS = frozenset("pt ao at pao zao too tov nao".split())
# What other readings of a name in ASCII letters come of: hyphens and brackets, numbers and dotted
# forms written together with a word, and the words that may be read together with those after them.
# Most names have none.
_MORE_WAYS = re.compile(r"[-(]|[A-Za-z]{2}(?:[0-9]{1,6}\b|\.[A-Z]\.)")
_DOTTED = re.compile(r"[A-Za-z]\.[A-Za-z]\.")
_INITIALS = re.compile(r"[^\W\d_]\.(?:[^\W\d_]\.?){1,2}")
# Legal forms whose letters are initials of people as often.
_INITIALS_TOO = frozenset("as ao ad ae ab ek es eg ev sd se dd kk ks pt ао ат ад ип".split())
_NUMBERED = re.compile("[A-Za-z]{2,}([0-9]{1,6})")
_OPENING = _ABD | _ARTICLES | _DIN_JOINED
# Legal forms that are written without a space after a name at times: SiemensAG.
_GLUED_FORMS = "AG|SE|SA|SAS|NV|BV|KG|LLC|LLP|PLC|LTD|Ltd|Inc|GmbH|JSC|PJSC|OOO|SARL|SRL|SpA"
# Letters with an and between them are one word: AT&T, H and M.
_AND = "(?: ?& ?| and | AND )"
# A word: letters, digits and marks, with apostrophes inside; or letters with dots (S.A., A.O.).
_WORD = re.compile(
    rf"(?<!\w)(?:[A-Z]{{1,2}}{_AND}[A-Z]|[A-Z]{_AND}[A-Z]{{2}})(?!\w)|"
    r"[A-Za-z]{2,}(?=[A-Z]\.[A-Z]\.)|"
    rf"[A-Z][a-z]{{2,}}(?=(?:{_GLUED_FORMS})\b)|"
    r"(?:[^\W\d_]\.){2,}[^\W\d_]?(?!\w)|"
    rf"[{WORD_LETTERS}]+(?:['\u2019\u02bc\u02bb\u2018`\u00b4\u05f3\u05f4][{WORD_LETTERS}]+)*"
)
# How many words the legal forms have that begin with a word, most first.
_FORM_LENGTHS = {
    start: sorted({len(form) for form in LEGAL_FORMS if form[0] == start}, reverse=True)
    for start in {form[0] for form in LEGAL_FORMS}
}


# Latin letters, with marks or without, and digits.
_LATIN = re.compile("[A-Za-z0-9\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u1e00-\u1eff]+")
# Words that are read by what stands beside them: in legal forms, phrases, addresses, payments.
_MATTERS_BESIDE = frozenset(
    {*_PHRASE_STARTS, *_FORM_LENGTHS, *MISSPELT, *PAYMENT_WORDS, *ADDRESS_WORDS}
)


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
    for found in _WORD.finditer(text[:MAX_NAME_CHARS].replace("_", " ")):
        raw = found[0]
        if not raw.isascii() and is_syllabic(raw):
            tokens += _of_syllables(raw, found.start())
        elif raw.startswith(_ARABIC_ARTICLE) and len(raw) > _WITH_ARTICLE:
            tokens += _parts(raw, found.start(), len(_ARABIC_ARTICLE))
        elif cut := glued_form(raw):
            tokens += _parts(raw, found.start(), cut)
        elif word := word_in(_with_dot(raw, text, found.end())):
            tokens.append(Token(word, found.span()))
        if len(tokens) >= MAX_TOKENS:
            del tokens[MAX_TOKENS:]
            break
    if any(token.word.kind is Kind.NUMBER for token in tokens):
        _read_numbers(tokens, text)
    forms = _spelt_right([_in_form(token) for token in tokens])
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


def _with_dot(raw: str, text: str, end: int) -> str:
    """A letter alone with the dot after it, which makes an initial of a particle: V. and E."""
    return f"{raw}." if len(raw) == 1 and text[end : end + 1] == "." else raw


def _of_syllables(raw: str, start: int) -> list[Token]:
    """Hangul, Han and kana: a person's name as two words, an organisation's as those it is of."""
    if len(raw) in _EAST_ASIAN_NAME and raw not in meanings().words:
        return _parts(raw, start, _family_name(raw))
    spans = ((start + a, start + b, raw[a:b]) for a, b in segments(raw))
    return [Token(word, (a, b)) for a, b, part in spans if (word := word_in(part))]


def _family_name(raw: str) -> int:
    """How many characters of a name in Hangul or Han are the family name."""
    return 2 if raw[:2] in _DOUBLE_FAMILY_NAMES and len(raw) > 2 else 1


def _parts(raw: str, start: int, cut: int) -> list[Token]:
    """A name in one word as two: 김정은 is 김 and 정은, القذافي is the article and قذافي."""
    spans = ((start, start + cut), (start + cut, start + len(raw)))
    parts = ((raw[a - start : b - start], (a, b)) for a, b in spans if b > a)
    return [Token(word, span) for part, span in parts if (word := word_in(part))]


def read_name(text: str, *, whole: bool = False) -> list[list[Token]]:
    """The ways to read a name: as it is written, with what belongs together written as one, and
    without an address or a reference beside it.

    Abd al-Rahman is Abdulrahman, Nizam ud-Din is Nizamuddin, Jong-un is Jongun. None where there
    is no word; with `whole`, none that leaves out what stands beside the name.
    """
    tokens = tokenise(text)
    if not tokens:
        return []
    named = [] if whole else _name_part(tokens, text)
    if not named:
        return _readings(tokens, text)
    rest = Token(REST, _span(tokens))
    return [tokens, *([*reading, rest] for reading in _readings(named, text))]


def _name_part(tokens: list[Token], text: str) -> list[Token]:
    """The tokens of the name in a field that holds others; none where it does not."""
    ends = [0, *(token.span[1] for token in tokens)]
    breaks = [
        not FIELD_BREAKS.isdisjoint(text[end : token.span[0]])
        for end, token in zip(ends, tokens, strict=False)
    ]
    part = name_part([token.word for token in tokens], breaks)
    return tokens[part.start : part.stop] if len(part) < len(tokens) else []


def _readings(tokens: list[Token], text: str) -> list[list[Token]]:
    words = [token.word for token in tokens]
    plain = text.isascii() and not _MORE_WAYS.search(text) and not _DOTTED.search(text)
    if plain and not _may_mean_more(words) and _OPENING.isdisjoint([w.forms[0] for w in words]):
        return [tokens]
    short = _without_repetition(tokens, text)
    bare = [token for token in short if token.key != _ARABIC_ARTICLE]
    others = (
        short,
        _merged(short, lambda place: _together_at(short, place, text), _one),
        _merged(bare, lambda place: _phrase_at(bare, place), _meant),
        _apart(short, text),
    )
    seen = {len(tokens): tokens}
    for other in others:
        seen.setdefault(len(other), other)
    return list(seen.values())


def _without_repetition(tokens: list[Token], text: str) -> list[Token]:
    """A name without what stands in brackets, where that is its short form or the name again."""
    inside = [any(a < token.span[0] < b for a, b in _in_brackets(text)) for token in tokens]
    if not any(inside) or all(inside):
        return tokens
    before = [token for token, within in zip(tokens, inside, strict=True) if not within]
    again = [token for token, within in zip(tokens, inside, strict=True) if within]
    said = {token.key for token in before}
    letters = [token.key[0] for token in before if token.word.kind is not Kind.LEGAL_FORM]
    new = [t for t in again if t.key not in said and t.word.kind is not Kind.LEGAL_FORM]
    return before if all(_is_short_for(token.key, letters) for token in new) else tokens


def _in_brackets(text: str) -> list[tuple[int, int]]:
    return [found.span() for found in _BRACKETS.finditer(text)]


def _is_short_for(key: str, letters: list[str]) -> bool:
    """Whether a word is of the first letters of words, in their order; some may be left out."""
    rest = iter(letters)
    return len(key) > 1 and all(char in rest for char in key)


def _apart(tokens: list[Token], text: str) -> list[Token]:
    """Given names as Latin letters often write them: those in Hangul and Han by their characters,
    Muhammad Rida and Ahmad Ali, written as one, as two; V.V. as V. and V., and Noor1 as Noor 1.
    """
    apart: list[Token] = []
    for token in tokens:
        raw, start = text[slice(*token.span)], token.span[0]
        cuts = _cuts(raw, token)
        spans = pairwise([0, *cuts, len(raw)]) if cuts else ()
        words = [(word_in(raw[a:b]), (start + a, start + b)) for a, b in spans]
        apart += [Token(word, span) for word, span in words if word] or [token]
    return apart[:MAX_TOKENS]


def _cuts(raw: str, token: Token) -> list[int]:
    """Where a word may be written as several."""
    if "." in raw:
        return list(range(2, len(raw), 2)) if _are_initials(raw) else []
    if token.word.kind is not Kind.NAME:
        return []
    if raw.isascii():
        numbered = _NUMBERED.fullmatch(raw)
        return [numbered.start(1)] if numbered else []
    if _is_name_of_syllables(raw):
        return [] if raw in meanings().words else list(range(1, len(raw)))
    if len(token.key) != len(raw):
        return []
    ends = [len(end) for end in _SECOND_NAMES if token.key.endswith(end)]
    cut = len(raw) - max(ends, default=len(raw))
    return [cut] if cut >= _LEAST_FIRST_NAME else []


def _are_initials(raw: str) -> bool:
    """Whether letters with dots may be those of given names: Kuznetsov V.V., and not Cimex S.A."""
    if "." not in raw:
        return False
    letters = raw.replace(".", "").lower()
    form = (letters,) in LEGAL_FORMS and letters not in _INITIALS_TOO
    return _INITIALS.fullmatch(raw) is not None and not form


def _is_name_of_syllables(raw: str) -> bool:
    return len(raw) in _EAST_ASIAN_NAME and is_syllabic(raw)


def words_read(text: str, *, whole: bool = False) -> list[list[Word]]:
    """The words of each reading of a name, as `read_name` has them; quicker, for plain names."""
    if len(text) <= MAX_NAME_CHARS:
        words = _each(_between_blanks, text.replace(",", " ").split())
        if not words and text.isascii() and not _MORE_WAYS.search(text):
            words = _each(_plainly, _WORD.findall(text.replace("_", " ")))
        if words and (read := _beside_each_other(words)):
            return [read]
    return [[token.word for token in tokens] for tokens in read_name(text, whole=whole)]


def _each(word_of: Callable[[str], Word | None], raws: list[str]) -> list[Word]:
    """The word of each run of letters; none where one has none, or where there are too many."""
    words: list[Word] = []
    for raw in raws[: MAX_TOKENS + 1]:
        word = word_of(raw)
        if word is None:
            return []
        words.append(word)
    return words if len(words) <= MAX_TOKENS else []


def _beside_each_other(words: list[Word]) -> list[Word]:
    """Words that were read alone as they are read in one name, with legal forms as one; none where
    there are other readings.
    """
    forms = [word.forms[0] for word in words]
    if _MATTERS_BESIDE.isdisjoint(forms):
        return words
    if holds_noise(words) or _may_mean_more(words):
        return []
    forms = _spelt_right(forms)
    return [_form_word(name) if name else words[part.start] for part, name in _legal_forms(forms)]


@lru_cache(maxsize=200_000)
def word_alone(raw: str) -> Word | None:
    """The word of a run of ASCII letters and digits that is read so whatever stands beside it; none
    where that matters.

    The words of a name of such runs, parted by neither hyphens nor brackets, are theirs; but where
    it is one run that is a legal form.
    """
    word = _between_blanks(raw) if raw.isascii() else None
    if word is None or word.kind is Kind.NOISE or word.forms[0] in _PHRASE_STARTS:
        return None
    form = word.forms[0]
    if form not in _FORM_LENGTHS:
        return None if form in MISSPELT else word
    alone = _FORM_LENGTHS[form] == [1] and form not in AMBIGUOUS
    return _form_word(LEGAL_FORMS[form,]) if alone else None


@lru_cache(maxsize=200_000)
def _between_blanks(raw: str) -> Word | None:
    """The word of a run of Latin letters and digits between blanks or commas, where what stands
    beside it matters for legal forms, phrases and addresses alone.
    """
    one = _LATIN.fullmatch(raw) and _WORD.findall(raw) == [raw]
    alike = one and not _MORE_WAYS.search(raw) and raw not in {"and", "AND"}
    word = _read_plainly(raw) if alike else None
    return word if word and word.key.isascii() else None


def _may_mean_more(words: list[Word]) -> bool:
    """Whether neighbours begin a phrase that has a meaning of its own."""
    forms = [word.forms[0] for word in words]
    return not _PHRASE_STARTS.isdisjoint(forms) and any(
        pair in _PHRASE_PAIRS for pair in pairwise(forms)
    )


def _read_plainly(raw: str) -> Word | None:
    """The word of a run of letters, where what stands beside it matters for legal forms alone."""
    word = None if glued_form(raw) or _are_initials(raw) else word_in(raw)
    if word is None or word.kind is Kind.NUMBER or (len(raw) == 1 and word.kind is Kind.PARTICLE):
        return None
    return None if word.forms[0] in _OPENING else word


# Runs of letters of which most stand with dots.
_plainly = lru_cache(maxsize=50_000)(_read_plainly)


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
    if _in_phrase(tokens[place]) in _PHRASE_STARTS:
        for length in range(min(_LONGEST_PHRASE, len(tokens) - place), 1, -1):
            if tuple(map(_in_phrase, tokens[place : place + length])) in _PHRASES:
                return length
    return 1


def _in_phrase(token: Token) -> str:
    """A word as phrases have it: Latin ones plainly, others by their stem."""
    return token.form if token.key.isascii() else stem(token.key)


def _meant(part: list[Token]) -> Token:
    meaning = _PHRASES[tuple(map(_in_phrase, part))]
    return Token(phrase(meaning, [token.word for token in part]), _span(part))


def _together_at(tokens: list[Token], place: int, text: str) -> int:
    """How many words from here on belong together."""
    if tokens[place].key.startswith(_ARABIC_LETTERS):
        return _attached_at(tokens, place)
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


def _attached_at(tokens: list[Token], place: int) -> int:
    """How many words in Arabic letters are one name: Abd, Allah, al-Din and such with the other;
    an article that may as well be the first letters of a name.
    """
    keys = [token.key for token in tokens[place : place + 3]]
    article = len(keys) > 2 and keys[1] == _ARABIC_ARTICLE
    if keys[0] == _SERVANT and len(keys) > 1:
        return 3 if article else 2
    if article and keys[2] == _FAITH:
        return 3
    if len(keys) > 1 and (keys[0] in _FATHER or keys[0] == _ARABIC_ARTICLE):
        return 2
    return 2 if len(keys) > 1 and keys[1] in ATTACHED else 1


def _one(part: list[Token]) -> Token:
    if not part[0].key.isascii() and (word := word_in("".join(token.key for token in part))):
        return Token(word, _span(part))
    forms = [token.form for token in part]
    if forms[0] in _ABD:
        first = "abdul"
        word = joined([msgspec.structs.replace(part[0].word, forms=(first,)), part[-1].word])
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
        if token.key[0] == "#" and text[token.span[0]].isdigit():
            before = tokens[at - 1] if at else None
            between = text[before.span[1] : token.span[0]] if before else ","
            beside = [*tokens[max(0, at - 1) : at], *tokens[at + 1 : at + _STREET_NAME]]
            noisy = any(other.word.kind is Kind.NOISE for other in beside)
            long = token.span[1] - token.span[0] > _YEAR
            if noisy or long or any(mark in _APART for mark in between):
                tokens[at] = Token(as_noise(token.word), token.span)


def _spelt_right(forms: list[str]) -> list[str]:
    """Words with those at the end that are misspelt words of legal forms as they are spelt."""
    for at in range(len(forms) - 1, 0, -1):
        if forms[at] in MISSPELT:
            forms[at] = MISSPELT[forms[at]]
        elif forms[at] not in _FORM_LENGTHS:
            break
    return forms


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


def _in_form(token: Token) -> str:
    """A word as legal forms have it: in Latin letters, or in its own."""
    return token.form if token.key.isascii() else token.key


def _otherwise_meant(key: tuple[str, ...], place: int, forms: list[str]) -> bool:
    """Whether a form that is also a word stands where forms do not: As in As-Saadi."""
    if len(key) > 1 or key[0] not in AMBIGUOUS:
        return False
    last = all(form in _FORM_LENGTHS for form in forms[place + 1 :])
    return not last and (place > 0 or key[0] not in _OPENING_FORMS)
