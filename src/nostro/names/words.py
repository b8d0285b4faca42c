"""One word of a name: what it is, its Latin forms, and how much it tells.

A word is read alone, so that the answer can be remembered: company words and people's names are
told apart by rarity, which comes from a frozen background, and never by the list of the day.
"""

import re
import unicodedata
from collections.abc import Sequence
from enum import IntEnum
from functools import lru_cache
from typing import NamedTuple

from nostro.names.background import rarity
from nostro.names.scripts import romanise, script_of

__all__ = ["Kind", "Word", "as_noise", "legal_form", "joined", "word_in"]


class Kind(IntEnum):
    """What a word does in a name."""

    NAME = 0
    LEGAL_FORM = 1
    NUMBER = 2
    PARTICLE = 3
    TITLE = 4
    INITIAL = 5
    NOISE = 6


class Word(NamedTuple):
    """A word as it is compared.

    `key` is the word folded in its own script, `forms` its Latin spellings, the plainest first;
    `bits` is how rare it is among names, `weight` what it counts in an alignment: 1 for a telling
    word, near 0 for a filler; `of_people` is by how many bits it is commoner in names of people
    than in others.
    """

    key: str
    forms: tuple[str, ...]
    kind: Kind
    bits: float
    weight: float
    of_people: float = 0.0


_INSIDE = re.compile(r"['\u2019\u02bc\u02bb\u2018`\u00b4\u05f3._]")
_LOOKALIKES = dict(zip("авекмнорстухіјѕԁɡ", "abekmhopctyxijsdg", strict=True))
_PLAIN = str.maketrans(
    {"ø": "o", "đ": "d", "ł": "l", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h"}
)
_SPELT_OUT = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe"})
_AS_LETTERS = str.maketrans("0135848", "oiesbab")
_ROMAN = {
    "ii": "2", "iii": "3", "iv": "4", "vi": "6", "vii": "7", "viii": "8", "ix": "9",
    "xi": "11", "xii": "12", "xiii": "13", "xiv": "14", "xv": "15", "xvi": "16", "xx": "20",
}  # fmt: skip
_PARTICLES = frozenset(
    "al el ul as ash az an ad at ar bin ibn bint ben abu abou umm um bu ould ud ad de del della di "
    "da do dos das du des la le les los las y e und der die den von van zu af av the of and for in "
    "on to et i dit vda ap ter ten te bat ze".split()
)
_TITLES = frozenset(
    "mr mrs ms miss dr prof professor sir lord lady sheikh shaikh shaykh cheikh sheik hajji haji "
    "hajj haj alhaj alhajj mullah mulla maulavi mawlawi maulana molvi sayyid sayed qari hafiz "
    "ayatollah imam hon col gen capt lt cpt sgt maj colonel captain major lieutenant brigadier "
    "admiral marshal commander ing eng engineer lic phd md mba jr sr esq herr frau monsieur madame "
    "senor senora señor dona don mme mlle mevr dhr gospodin".split()
)
_NOISE = frozenset(
    "ref reference inv invoice invoices payment payments pmt paymt acct account acc beneficiary "
    "benef attn attention co care customer client order contract dated dtd no nr num number swift "
    "iban bic tel phone fax email passport tax inn kpp vat po box pobox street str st road rd "
    "avenue ave av blvd boulevard lane ln square sq floor fl suite ste apt apartment flat building "
    "bldg office room rm unit block blk house district region province oblast obl city town "
    "village postal postcode zip ul ulitsa ulica dom kv kvartira prospekt prosp pr pereulok per "
    "ploshad calle avenida rua via piazza rue strasse str platz weg sokak cadde mahalle mah naberezhnaya shosse korpus for from by "
    "on behalf in favour favor of transfer remittance salary rent fee fees goods services purchase "
    "sale loan repayment donation gift family support main".split()
)
# The first part of Abd al-Rahman, and Abdurrahman with the article as it is heard before r.
_ABD_ALONE = frozenset("abd abdul abdel abdal abdol abdoul abdool abdur abdus abdoel".split())
_ABD = re.compile(r"abd(?:[ueoa]|ou)(?:l|([rnszdtj])(?=\1))(?!lah?$)(.{3,})")
_WEIGHTS = {
    Kind.LEGAL_FORM: 0.06, Kind.NUMBER: 0.6, Kind.PARTICLE: 0.05, Kind.TITLE: 0.05,
    Kind.INITIAL: 0.3, Kind.NOISE: 0.1,
}  # fmt: skip
_BITS = {
    Kind.LEGAL_FORM: 1.0, Kind.NUMBER: 5.0, Kind.PARTICLE: 1.0, Kind.TITLE: 2.0,
    Kind.INITIAL: 2.0, Kind.NOISE: 4.0,
}  # fmt: skip
# A word this rare tells all that a word can tell.
_TELLING_BITS = 16.0
_LEAST_WEIGHT = 0.3
_NEVER_OF_PEOPLE = -8.0
# Each character of these scripts is one of a few hundred that names are made of.
_SYLLABIC = frozenset({"HANGUL", "CJK"})
_BITS_OF_A_SYLLABLE = 6.0


@lru_cache(maxsize=200_000)
def word_in(raw: str) -> Word | None:
    """The word that a run of letters and digits stands for; none where nothing can be compared."""
    lower = unicodedata.normalize("NFKC", _INSIDE.sub("", raw)).casefold()
    plain = _without_lookalikes(lower)
    forms = _latin_forms(plain)
    if not forms:
        return None
    key = forms[0] if script_of(plain) in {"LATIN", "NONE"} else plain
    return _word(key, forms)


def legal_form(name: str) -> Word:
    """The word that stands for a legal form of some class, however it was written."""
    key = f"<{name}>"
    kind = Kind.LEGAL_FORM
    return Word(key, (key,), kind, _BITS[kind], _WEIGHTS[kind], _NEVER_OF_PEOPLE)


def joined(words: Sequence[Word]) -> Word:
    """Words written together as one."""
    form = "".join(word.forms[0] for word in words)
    return _word(form, _latin_forms(form))


def as_noise(word: Word) -> Word:
    """A number that says nothing of who is meant: of an invoice, of a house."""
    kind = Kind.NOISE
    return word._replace(key=f"{word.key}.", kind=kind, bits=_BITS[kind], weight=_WEIGHTS[kind])


def _word(key: str, forms: tuple[str, ...]) -> Word:
    kind = _kind(key)
    if kind is Kind.NUMBER:
        number = _ROMAN.get(key, key.lstrip("0") or "0")
        return Word(f"#{number}", (f"#{number}",), kind, _BITS[kind], _WEIGHTS[kind])
    if kind is not Kind.NAME:
        return Word(key, forms, kind, _BITS[kind], _WEIGHTS[kind])
    bits, of_people = min(rarity(key), rarity(forms[0]))
    if script_of(key) in _SYLLABIC:
        bits = min(bits, _BITS_OF_A_SYLLABLE * len(key))
    weight = min(1.0, max(_LEAST_WEIGHT, bits / _TELLING_BITS))
    return Word(key, forms, kind, bits, round(weight, 3), of_people)


def _kind(key: str) -> Kind:
    if key.isdigit() or key in _ROMAN:
        return Kind.NUMBER
    if key in _PARTICLES:
        return Kind.PARTICLE
    if key in _TITLES:
        return Kind.TITLE
    if key in _NOISE:
        return Kind.NOISE
    return Kind.INITIAL if len(key) == 1 and key.isascii() else Kind.NAME


def _latin_forms(plain: str) -> tuple[str, ...]:
    """The Latin spellings of a lower-case word, the plainest first."""
    forms = [_without_marks(form) for form in romanise(plain)]
    if not plain.isascii() and script_of(plain) == "LATIN":
        forms.append(_without_marks(plain.translate(_SPELT_OUT)))
    forms += [form.replace("x", "ks") for form in forms if "x" in form[1:]]
    forms += [f"abdul{found[2]}" for form in forms if (found := _ABD.fullmatch(form))]
    forms += ["abdul" for form in forms if form in _ABD_ALONE]
    if not plain.isdigit() and any(char.isdigit() for char in plain):
        letters = sum(char.isalpha() for char in plain)
        if letters > len(plain) / 2:
            forms.append(forms[0].translate(_AS_LETTERS))
    return tuple(dict.fromkeys(form for form in forms if form))


def _without_lookalikes(word: str) -> str:
    """Cyrillic letters inside a Latin word become the Latin ones they look like."""
    if word.isascii():
        return word
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
