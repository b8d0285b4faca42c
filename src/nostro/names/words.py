"""One word of a name: what it is, its Latin forms, and how much it tells.

A word is read alone, so that the answer can be remembered: company words and people's names are
told apart by rarity, which comes from a frozen background, and never by the list of the day.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from enum import IntEnum
from functools import lru_cache

import msgspec

from nostro.names.background import rarity
from nostro.names.meanings import meanings, stem
from nostro.names.nicknames import NICKNAMES, VARIANTS
from nostro.names.parts import (
    ADDRESS_WORDS,
    NATIVE_PARTICLES,
    NATIVE_TITLES,
    NUMERALS,
    PARTICLES,
    PAYMENT_WORDS,
    TITLES,
    TITLES_OR_NAMES,
    WRITTEN_ALIKE,
)
from nostro.names.scripts import romanise, script_of
from nostro.names.transliteration import same_letters

__all__ = ["Kind", "Word", "as_noise", "joined", "legal_form", "phrase", "word_in"]


class Kind(IntEnum):
    """What a word does in a name."""

    NAME = 0
    LEGAL_FORM = 1
    NUMBER = 2
    PARTICLE = 3
    TITLE = 4
    INITIAL = 5
    NOISE = 6


class Word(msgspec.Struct, array_like=True, frozen=True, gc=False):
    """A word as it is compared.

    `key` is the word folded in its own script, `forms` its Latin spellings, the plainest first,
    then what it means (`=company`, `#44`), the names it is short for (`~alexander`) and their
    forms in other countries (`^john`); `costs` are what it costs to meet under each, in tenths of
    a bit. `bits` is how rare it is among names, `weight` what it counts in an alignment: 1 for a
    telling word, near 0 for a filler; `of_people` is by how many bits it is commoner in names of
    people than in others.

    The garbage collector passes over it: words hold nothing that could hold them.
    """

    key: str
    forms: tuple[str, ...]
    costs: tuple[int, ...]
    kind: Kind
    bits: float
    weight: float
    of_people: float = 0.0


# Apostrophes, dots, and the and of AT&T.
_INSIDE = re.compile(r"['\u2019\u02bc\u02bb\u2018`\u00b4\u05f3._]| ?& ?| and | AND ")
_LOOKALIKES = dict(zip("авекмнорстухіјѕԁɡ", "abekmhopctyxijsdg", strict=True))
_PLAIN = str.maketrans(
    {"ø": "o", "đ": "d", "ł": "l", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h"}
)
_SPELT_OUT = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe"})
_AS_LETTERS = str.maketrans("0135848", "oiesbab")
_OR_L = str.maketrans("1", "l")
# A nought inside a word, or before it, is an O.
_NOUGHT = re.compile("(?=(?:0*[a-z]){3})[0a-z]*[a-z]")
_ROMAN = frozenset("ii iii iv vi vii viii ix xii xiii xiv xv xvi xvii xviii xix xx".split())
# Letters and digits so long are a code, as that of a wallet: it is equal or another.
_LEAST_CODE = 20
_CODE = re.compile(f"(?=.*[0-9])(?=.*[a-z])[0-9a-z]{{{_LEAST_CODE},}}")
_CODE_BITS = 24.0
_ORDINAL = re.compile(r"[0-9]{1,3}(?:st|nd|rd|th)")
_ALIKE = frozenset((meaning,) for meaning in WRITTEN_ALIKE.values())
# Words of payments and addresses that are parts of companies' names as well.
_COMPANY_WORDS = frozenset("data estate for sales service services state goods support".split())
# And of people's: in Korea, in Burma.
_NAMES_TOO = frozenset("sok tin".split())
_NOISE = (PAYMENT_WORDS | ADDRESS_WORDS) - _COMPANY_WORDS - _NAMES_TOO
# What it costs, in tenths of a bit, to meet under another spelling, meaning or form of a name.
_OTHER_SPELLING, _SAME_MEANING, _NICKNAME, _VARIANT = 5, 10, 20, 60
# The first part of Abd al-Rahman, and Abdurrahman with the article as it is heard before r.
_ABD_ALONE = frozenset("abd abdul abdel abdal abdol abdoul abdool abdur abdus abdoel".split())
_ABD = re.compile(r"abd(?:[ueoa]|ou)(?:l|([rnszdtj])(?=\1))(?!lah?$)(.{3,})")
# What may make a word of letters another spelling: x, Abd, the ending of the Baltic.
_SPELT_OTHERWISE = re.compile("(?!^)x|^abd|s$")
_WEIGHTS = {
    Kind.LEGAL_FORM: 0.06, Kind.NUMBER: 0.6, Kind.PARTICLE: 0.05, Kind.TITLE: 0.05,
    Kind.INITIAL: 0.3, Kind.NOISE: 0.1,
}  # fmt: skip
_BITS = {
    Kind.LEGAL_FORM: 1.0, Kind.NUMBER: 5.0, Kind.PARTICLE: 1.0, Kind.TITLE: 2.0,
    Kind.INITIAL: 2.0, Kind.NOISE: 4.0,
}  # fmt: skip
# Latvian and Lithuanian give names from Russian their own ending: Lavrovs, Sergejs, Lavrovas.
_BALTIC = re.compile("(.+(?:[oe]v|[ei]j|sk[iy]))(?:s|as|us)")
# A word this rare tells all that a word can tell.
_TELLING_BITS = 16.0
_LEAST_WEIGHT = 0.3
# East Slavic and Central Asian names from the father's, as Latin letters have them.
_PATRONYMIC = re.compile(r"[a-z]{2}(?:[oeiy]v(?:ich|ych|itch|na)|ichna|inichna|kyzy|uulu|uly)$")
_OF_A_PATRONYMIC = 0.4
_NEVER_OF_PEOPLE = -8.0
# Each character of these scripts is one of a few hundred that names are made of.
_SYLLABIC = frozenset({"HANGUL", "CJK"})
_BITS_OF_A_SYLLABLE = 4.0
# In these a single letter is an initial.
_OF_LETTERS = frozenset({"LATIN", "CYRILLIC", "GREEK", "ARMENIAN", "GEORGIAN"})


@lru_cache(maxsize=200_000)
def word_in(raw: str) -> Word | None:
    """The word that a run of letters and digits stands for; none where nothing can be compared."""
    plain = raw.lower() if raw.isascii() and raw.isalpha() else _folded(raw)
    forms = _latin_forms(plain)
    if not forms:
        return None
    latin = plain.isascii() or script_of(plain) in {"LATIN", "NONE"}
    key = forms[0] if latin else plain
    return _word(key, forms, dotted="." in raw)


def _folded(raw: str) -> str:
    lower = same_letters(unicodedata.normalize("NFKC", _INSIDE.sub("", raw)).casefold())
    return _without_lookalikes(lower)


def legal_form(name: str) -> Word:
    """The word that stands for a legal form of some class, however it was written."""
    form = _filler(f"<{name}>", Kind.LEGAL_FORM)
    return msgspec.structs.replace(form, of_people=_NEVER_OF_PEOPLE)


def phrase(meaning: str, words: Sequence[Word]) -> Word:
    """Words that together mean what another word does: North Korea is DPRK."""
    bits = min(_TELLING_BITS, sum(word.bits for word in words))
    return Word(meaning, (meaning,), (0,), Kind.NAME, bits, _weight(bits))


def joined(words: Sequence[Word]) -> Word:
    """Words written together as one."""
    form = "".join(word.forms[0] for word in words)
    return _word(form, _latin_forms(form))


def as_noise(word: Word) -> Word:
    """A number that is likely of an invoice or a house. It says nothing of who is meant, yet may be
    the number of a name: 2 Victory, Hormuz, 22.
    """
    return _filler(f"{word.key}.", Kind.NOISE, (f"{word.key}.", word.key))


def _word(key: str, forms: tuple[str, ...], *, dotted: bool = False) -> Word:
    if len(key) >= _LEAST_CODE and _CODE.fullmatch(key):
        return Word(key, (key,), (0,), Kind.NUMBER, _CODE_BITS, 1.0)
    kind = _kind(key)
    if dotted and kind is Kind.PARTICLE:
        # A word is known by its key: Y. is another word than the particle y.
        key, kind = f"{key}.", Kind.INITIAL if len(key) == 1 else Kind.NAME
    if kind is Kind.NUMBER:
        return _filler(_number(key), kind)
    if kind is not Kind.NAME:
        return _filler(key, kind, forms)
    native = () if key.isascii() else _native_meanings(key)
    bits, of_people = min(rarity(word) for word in {key, forms[0], *native})
    if not key.isascii() and script_of(key) in _SYLLABIC:
        bits = min(bits, _BITS_OF_A_SYLLABLE * len(key))
    meant = [(mark, cost) for form in forms for mark, cost in _meanings(form)]
    meant += [(f"={meaning}", _SAME_MEANING) for meaning in native]
    return Word(
        key,
        (*forms, *(mark for mark, _ in meant)),
        (0, *(_OTHER_SPELLING for _ in forms[1:]), *(cost for _, cost in meant)),
        kind, bits, _weight_of_name(forms[0], bits), of_people,
    )  # fmt: skip


def _filler(key: str, kind: Kind, forms: tuple[str, ...] = ()) -> Word:
    spelt = forms or (key,)
    costs = (0, *(_OTHER_SPELLING for _ in spelt[1:]))
    return Word(key, spelt, costs, kind, _BITS[kind], _WEIGHTS[kind])


def _weight_of_name(form: str, bits: float) -> float:
    """What a word of a name weighs: a patronymic little, since most papers leave it out."""
    return round(_weight(bits) * (_OF_A_PATRONYMIC if _PATRONYMIC.search(form) else 1.0), 3)


def _weight(bits: float) -> float:
    return round(min(1.0, max(_LEAST_WEIGHT, bits / _TELLING_BITS)), 3)


def _number(key: str) -> str:
    return f"#{NUMERALS[key,] if (key,) in NUMERALS else int(key.rstrip('stndrh'))}"


def _native_meanings(key: str) -> tuple[str, ...]:
    """What a word of another script means in English, if that is known."""
    meaning = meanings().words.get(stem(key))
    return (meaning,) if meaning else ()


def _meanings(form: str) -> Iterator[tuple[str, int]]:
    """Under what else a word may be met, with the cost."""
    if (form,) in NUMERALS:
        yield f"#{NUMERALS[form,]}", _SAME_MEANING
    known = meanings()
    meaning = WRITTEN_ALIKE.get((form,)) or known.words.get(form, form)
    if meaning != form or (form,) in _ALIKE or form in known.english:
        yield f"={meaning}", _SAME_MEANING
    for group in NICKNAMES.get(form, ()):
        yield f"~{group}", _NICKNAME
    for group in VARIANTS.get(form, ()):
        yield f"^{group}", _VARIANT


def _kind(key: str) -> Kind:
    if (key.isascii() and key.isdigit()) or key in _ROMAN or _ORDINAL.fullmatch(key):
        return Kind.NUMBER
    if key in PARTICLES or key in NATIVE_PARTICLES:
        return Kind.PARTICLE
    if (key in TITLES and key not in TITLES_OR_NAMES) or key in NATIVE_TITLES:
        return Kind.TITLE
    if key in _NOISE:
        return Kind.NOISE
    return Kind.INITIAL if len(key) == 1 and script_of(key) in _OF_LETTERS else Kind.NAME


def _latin_forms(plain: str) -> tuple[str, ...]:
    """The Latin spellings of a lower-case word, the plainest first."""
    if plain.isascii() and plain.isalpha() and not _SPELT_OTHERWISE.search(plain):
        return (plain,)
    forms = [plain] if plain.isascii() else [_without_marks(form) for form in romanise(plain)]
    if not plain.isascii() and script_of(plain) == "LATIN":
        forms.append(_without_marks(plain.translate(_SPELT_OUT)))
    forms += [form.replace("x", "ks") for form in forms if "x" in form[1:]]
    forms += [f"abdul{found[2]}" for form in forms if (found := _ABD.fullmatch(form))]
    forms += ["abdul" for form in forms if form in _ABD_ALONE]
    forms += [found[1] for form in forms if (found := _BALTIC.fullmatch(form))]
    if not plain.isdigit() and any(char.isdigit() for char in plain):
        letters = sum(char.isalpha() for char in plain)
        if letters > len(plain) / 2:
            spelt = (forms[0], forms[0].translate(_OR_L))
            forms += [form.translate(_AS_LETTERS) for form in spelt]
    return tuple(dict.fromkeys(form for form in forms if form))


def _without_lookalikes(word: str) -> str:
    """Cyrillic letters inside a Latin word become the Latin ones they look like; a nought an O."""
    if word.isascii():
        return word.replace("0", "o") if "0" in word and _NOUGHT.fullmatch(word) else word
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
