"""Legal forms: the many ways to write them, and the class each belongs to.

A form says little about who a company is, and the same firm is LLC here and OOO there, so forms
that correspond across languages share a class: OOO, GmbH, SARL and Sp. z o.o. are `llc`; AO, AG,
SA, SpA and PLC are `jsc`. Ltd, Co and Corp are classes of their own, since in English names from
abroad they stand for any form. Words such as bank, holding or foundation are no forms.

Sources: the table of organisation types of opensanctions/rigour (MIT) and the Entity Legal Forms
of ISO 20275 as GLEIF publishes them (CC0), of which the facts are used, with additions of our own.
`tools/make_legal_forms.py` writes the table and says what stays out.

Forms are also misspelt (LIMIETD, COMPENY) and written together with the name (SOLIDLTD), since
nobody reads them: what is left would otherwise count as a rare word of the name.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from pkgutil import get_data

__all__ = ["AMBIGUOUS", "LEGAL_FORMS", "MISSPELT", "glued_form"]


def _read() -> dict[tuple[str, ...], str]:
    text = get_data("nostro.names", "legal_forms.tsv") or b""
    lines = (line.split("\t") for line in text.decode().splitlines())
    return {tuple(form.split(" ")): name for form, name in lines}


# Keyed by words as they are compared: in small letters, without marks and dots; a form in another
# script stands both in its own letters and in Latin ones. Sp. z o.o. is (sp, z, oo), (sp, z, o, o)
# and (sp, zoo).
LEGAL_FORMS: dict[tuple[str, ...], str] = _read()
# Forms of one word that are also an article, a name, a syllable or an everyday word: As-Saadi,
# Spa, Sal, Zao, Nguyen Cao Ky, East (est) in French. At the end of a company's name, or at its
# beginning for those that stand there (PT, AO, AT, PAO, ZAO, TOO, TOV), they are forms; elsewhere
# and in names of people they are not.
AMBIGUOUS: frozenset[str] = frozenset(
    "ab ad ae ag ano ao as asa asc at ay bsc bt bv ca co coop cv dd doo eg ek est ev fop fz gk hb "
    "hf ike jsa kd kk ks ksc ky lc lp nao ngo ou oy pao pat psa pt pup rt rup ry sa saa sac sae "
    "sal sas sca sce sd se sf sha sia ska sl spa spc ssa sti too tov ug vos yk zao zat zs".split()
)
# Words of forms in which a slip is told from another word, and shorter ones in which only letters
# doubled or swapped are.
_LONG_WORDS = "limited company corporation incorporated limitada sociedad anonima gesellschaft"
_SHORT_WORDS = "ltd ltda corp gmbh llc inc plc sarl eood jsc"
_VOWELS = "aeiouy"
_SWAPPED_FROM = 4
_READ_AS = {"o": "0", "i": "1", "l": "1"}
# What else looks like a slip, and is a word.
_NO_SLIPS = frozenset({"crop"})
# No word of a language ends like these.
_GLUED = re.compile(
    "(?:.{3,}?(limited|ltda|ltd|gmbh|llc|plc|[po]?jsc|sarl)|.{4,}?(company|corporation|incorporated))",
    re.IGNORECASE,
)


def _slips(word: str) -> Iterator[str]:
    """A word with a letter doubled, two swapped, or one read as a digit."""
    for at, letter in enumerate(word):
        yield word[: at + 1] + word[at:]
        if letter in _READ_AS:
            yield word[:at] + _READ_AS[letter] + word[at + 1 :]
        if at > 0 and len(word) >= _SWAPPED_FROM:
            yield word[: at - 1] + letter + word[at - 1] + word[at + 1 :]


def _more_slips(word: str) -> Iterator[str]:
    """A word with a letter dropped, or one vowel for another."""
    for at, letter in enumerate(word):
        yield word[:at] + word[at + 1 :]
        if letter in _VOWELS:
            yield from (word[:at] + vowel + word[at + 1 :] for vowel in _VOWELS)


def _misspelt() -> dict[str, str]:
    long = {
        slip: word for word in _LONG_WORDS.split() for slip in (*_slips(word), *_more_slips(word))
    }
    short = {slip: word for word in _SHORT_WORDS.split() for slip in _slips(word)}
    return {
        slip: word
        for slip, word in {**short, **long}.items()
        if (slip,) not in LEGAL_FORMS and slip not in _NO_SLIPS
    }


# The words of forms by the slips that are made in them.
MISSPELT: dict[str, str] = _misspelt()


@lru_cache(maxsize=50_000)
def glued_form(raw: str) -> int:
    """How many letters of a word stand before a legal form that it ends with; 0 where none does."""
    found = _GLUED.fullmatch(raw) if raw.isascii() and (raw.lower(),) not in LEGAL_FORMS else None
    return len(raw) - len(found[1] or found[2]) if found else 0
