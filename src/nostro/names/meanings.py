"""What words of organisations and places mean, across languages and scripts.

A ministry, a plant or a research institute is translated from list to list, not transliterated, so
no comparison of letters finds it. `meanings.tsv` has one meaning a line: its plain English word,
then other English words and those of other languages, in their own script, written by hand from
general knowledge of these languages. No name of anybody stands in it.

Languages bend words. Words in Cyrillic, Arabic and Hebrew are known by their stem: without the
usual endings, the article and the conjunctions that are written together with it.
"""

import re
import unicodedata
from functools import cache, lru_cache
from pkgutil import get_data
from typing import NamedTuple

from nostro.names.legal_forms import LEGAL_FORMS
from nostro.names.parts import WRITTEN_ALIKE
from nostro.names.transliteration import same_letters

__all__ = ["Meanings", "meanings", "segments", "stem"]

Words = tuple[str, ...]

_LEAST = 3
_CYRILLIC_ENDINGS = (
    "ого его ому ему ыми ими ями ами иями иях ией ий ый ой ей ая яя ое ее ые ие ию ия ии их ых ую "
    "юю ым им ом ем ам ям ах ях ов ев а я о е ы и у ю ь й "
    # Ukrainian, Belarusian
    "ої ій ою ьої ії ію єю ів їв і ї є ага яга аму яму ыя ія ыі аў яў ў"
).split()
_ARABIC_ENDINGS = "يه يات ات ون ين ها هاي های يي يا ي ه ا".split()
_ARABIC_OPENINGS = re.compile("^(?:وال|ولل|بال|كال|لل|ال)")
_ALIKE_IN_ARABIC = str.maketrans("أإآؤئةى", "اااويهي")
_CYRILLIC, _ARABIC, _HEBREW = (re.compile(found) for found in ("[а-ӿ]", "[ء-ۿ]", "[א-ת]"))
# Scripts that write names of organisations without blanks.
_UNBROKEN = re.compile("[\u3041-\u30ff\u3400-\u9fff\uac00-\ud7a3]+")
_LONGEST_NAME, _LONGEST_WORD = 4, 12


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """A lower-case word without what bends it; at least three letters are left."""
    if _CYRILLIC.match(word):
        return _without(word, _CYRILLIC_ENDINGS)
    if _ARABIC.match(word):
        plain = same_letters(word).translate(_ALIKE_IN_ARABIC)
        bare = _ARABIC_OPENINGS.sub("", plain)
        return _without(bare if len(bare) >= _LEAST else plain, _ARABIC_ENDINGS)
    if _HEBREW.match(word) and len(word) > _LEAST:
        return word.removeprefix("ה")
    return word


def _without(word: str, endings: list[str]) -> str:
    fitting = [end for end in endings if word.endswith(end) and len(word) - len(end) >= _LEAST]
    return word[: len(word) - max(map(len, fitting), default=0)]


class Meanings(NamedTuple):
    """The table: of one word, and of several; each key is of stems, each value plain English."""

    words: dict[str, str]
    phrases: dict[Words, str]
    english: frozenset[str]


@cache
def meanings() -> Meanings:
    """The table, read once. What `WRITTEN_ALIKE` has in Latin letters counts before it."""
    words: dict[str, str] = {}
    phrases: dict[Words, str] = {}
    for line in (get_data(__package__, "meanings.tsv") or b"").decode().splitlines():
        plain, _, written = line.partition("\t")
        head = tuple(plain.replace("'", "").split())
        meaning = WRITTEN_ALIKE.get(head, plain)
        phrases.setdefault(head, meaning)
        for way in written.split():
            key = tuple(stem(_folded(part)) for part in re.split("[_\u200c]", way))
            phrases.setdefault(key, meaning)
    words = {key[0]: meaning for key, meaning in phrases.items() if len(key) == 1}
    several = {key: meaning for key, meaning in phrases.items() if len(key) > 1}
    return Meanings(words, several, frozenset(phrases.values()))


def _folded(word: str) -> str:
    return unicodedata.normalize("NFKC", word.replace("'", "").replace('"', "")).casefold()


@lru_cache(maxsize=20_000)
def segments(raw: str) -> tuple[tuple[int, int], ...]:
    """The words of a name written without blanks, as half-open spans: those of the table and legal
    forms, the longest first, and what stands between them; the whole where it may be the name of a
    person.
    """
    if len(raw) <= _LONGEST_NAME or not _UNBROKEN.fullmatch(raw):
        return ((0, len(raw)),)
    cut: list[tuple[int, int]] = []
    at = start = 0
    while at < len(raw):
        length = _word_at(raw, at)
        if length:
            cut += [(start, at)] if start < at else []
            cut.append((at, at + length))
            start = at + length
        at += length or 1
    return (*cut, *([(start, at)] if start < at else []))


def _word_at(raw: str, at: int) -> int:
    """How long the longest known word is that begins here; 0 where there is none."""
    known = meanings().words
    for length in range(min(_LONGEST_WORD, len(raw) - at), 1, -1):
        word = raw[at : at + length]
        if word in known or (word,) in LEGAL_FORMS:
            return length
    return 0
