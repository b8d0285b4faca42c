"""Devanagari and Thai in Latin letters: their consonants hold a vowel unless another is written.

Devanagari follows the Hunterian system, in which the vowel a is dropped where it is not heard, and
ISO 15919 without its marks, in which it stays. Thai follows the Royal Thai General System (RTGS),
which writes sounds: a consonant that ends a syllable has another letter than one that opens it.
"""

import re
import unicodedata
from typing import NamedTuple

__all__ = ["devanagari", "thai"]

_HUNTERIAN = dict(
    zip(
        "कखगघङचछजझञटठडढणतथदधनपफबभमयरलळवशषसह",
        (
            "k kh g gh n ch chh j jh n t th d dh n t th d dh n p ph b bh m y r l l v sh sh s h"
        ).split(),
        strict=True,
    )
)
_ISO = {**_HUNTERIAN, "च": "c", "छ": "ch", "श": "s", "ष": "s"}
_DOTTED = {"क": "q", "ज": "z", "ड": "r", "ढ": "rh", "फ": "f"}
_SIGNS = dict(zip("ािीुूृेैोौॅॉ्", [*"a i i u u ri e ai o au e o".split(), ""], strict=True))
_ALONE = dict(zip("अआइईउऊऋएऐओऔऑ", "a a i i u u ri e ai o au o".split(), strict=True))
_DOUBLED = {"ी": "ee", "ू": "oo"}
_NUKTA, _NASALS, _LIPS = "़", "ंँ", "पफबभम"


class _Syllable(NamedTuple):
    """Consonant, vowel, nasal; the vowel is None where it is held and not written."""

    onset: str
    vowel: str | None
    nasal: str = ""


def devanagari(word: str) -> tuple[str, ...]:
    """A word by Hunterian; with w for v, with long vowels doubled; by ISO 15919 without marks."""
    word = unicodedata.normalize("NFD", word)
    spelt = _joined(_as_heard(_syllables(word, _HUNTERIAN, _SIGNS))).replace("jn", "gy")
    doubled = _joined(_as_heard(_syllables(word, _HUNTERIAN, {**_SIGNS, **_DOUBLED})))
    iso = _joined(_syllables(word, _ISO, _SIGNS))
    return spelt, spelt.replace("v", "w"), doubled, iso


def _syllables(word: str, letters: dict[str, str], signs: dict[str, str]) -> list[_Syllable]:
    found: list[_Syllable] = []
    for at, char in enumerate(word):
        if char in letters:
            found.append(_Syllable(letters[char], None))
        elif char in _ALONE:
            found.append(_Syllable("", _ALONE[char]))
        elif found and char in signs:
            found[-1] = found[-1]._replace(vowel=signs[char])
        elif found and char == _NUKTA:
            found[-1] = found[-1]._replace(onset=_DOTTED.get(word[at - 1], found[-1].onset))
        elif found and char in _NASALS:
            lips = word[at + 1 : at + 2] in set(_LIPS)
            found[-1] = found[-1]._replace(nasal="m" if lips else "n")
    return found


def _as_heard(syllables: list[_Syllable]) -> list[_Syllable]:
    """Without the held vowels that are not heard: the last one, and one between two that are."""
    heard = list(syllables)
    for at in range(len(heard) - 1, 0, -1):
        own, before = heard[at], heard[at - 1]
        after = heard[at + 1] if at + 1 < len(heard) else None
        last = after is None and before.vowel != ""
        between = after is not None and after.onset and after.vowel != "" and before.vowel != ""
        if own.vowel is None and not own.nasal and (last or between):
            heard[at] = own._replace(vowel="")
    return heard


def _joined(syllables: list[_Syllable]) -> str:
    return "".join(
        one.onset + ("a" if one.vowel is None else one.vowel) + one.nasal for one in syllables
    )


_OPENING = {
    letter: latin
    for letters, latin in (
        ("ก", "k"), ("ขฃคฅฆ", "kh"), ("ง", "ng"), ("จ", "ch"), ("ฉชฌ", "ch"), ("ซศษส", "s"),
        ("ญย", "y"), ("ฎด", "d"), ("ฏต", "t"), ("ฐฑฒถทธ", "th"), ("ณน", "n"), ("บ", "b"),
        ("ป", "p"), ("ผพภ", "ph"), ("ฝฟ", "f"), ("ม", "m"), ("ร", "r"), ("ลฬ", "l"), ("ว", "w"),
        ("หฮ", "h"), ("อ", ""), ("ฤ", "rue"), ("ฦ", "lue"),
    )
    for letter in letters
}  # fmt: skip
_CLOSING = {
    letter: latin
    for letters, latin in (
        ("กขคฆ", "k"), ("งฃฅ", "ng"), ("จฉชซฌฎฏฐฑฒดตถทธศษส", "t"), ("ญณนรลฬ", "n"),
        ("บปผฝพฟภ", "p"), ("ม", "m"), ("ย", "i"), ("ว", "o"),
    )
    for letter in letters
}  # fmt: skip
# Tone marks, and a letter that is written and not heard, with its mark.
_UNHEARD = re.compile("[ก-ฮ][ัิีึืุู]?์|[็-๎ฯๆ]")
_ONSET = "(?P<onset>ห[งญนมยรลว]|[กขคตปผพ][รลว](?=[ะ-ู])|[ก-ฮ])"
# A consonant closes a syllable where no vowel of its own follows.
_END = "(?P<end>[ก-ฆงจ-ษสบ-มยรลวฬ](?![ะ-ูำ]|รร))"
# The shapes of a syllable, `C` for what opens it and `F` for what closes it, with the vowel.
_SHAPES = tuple(
    (re.compile(shape.replace("C", _ONSET).replace("F", _END)), vowel)
    for shape, vowel in (
        ("เCียF?", "ia"), ("เCือF?", "uea"), ("CัวF?", "ua"), ("เCาะ", "o"), ("เCา", "ao"),
        ("เCอF?", "oe"), ("เCิF", "oe"), ("เCย(?![ะ-ู])", "oei"), ("เCะ", "e"), ("เCF?", "e"),
        ("แCะ?F?", "ae"), ("โCะ?F?", "o"), ("[ไใ]Cย?(?![ะ-ู])", "ai"), ("CัF", "a"), ("Cะ", "a"),
        ("CาF?", "a"), ("Cำ", "am"), ("C[ิี](?:F(?![ก-ฮ]$))?", "i"), ("C[ึื]อ?F?", "ue"),
        ("C[ุู]F?", "u"), ("CวF", "ua"), ("CอF?(?![ะ-ู])", "o"), ("CรรF", "a"), ("Cรร", "an"),
        ("CF", "o"), ("C", "a"),
    )
)  # fmt: skip


def thai(word: str) -> tuple[str, ...]:
    """A word by RTGS, syllable by syllable."""
    word = _UNHEARD.sub("", unicodedata.normalize("NFKC", word).replace("ํา", "ำ"))
    latin, at = [], 0
    # One consonant left at the end, after a syllable, is of the Indic spelling and not heard.
    while at < len(word) and not (at and at + 1 == len(word)):
        spelt, at = _syllable(word, at)
        latin.append(spelt)
    return ("".join(latin),)


def _syllable(word: str, at: int) -> tuple[str, int]:
    """The Latin letters of the syllable that begins here, and where the next one does."""
    for shape, vowel in _SHAPES:
        if found := shape.match(word, at):
            parts = found.groupdict()
            onset = "".join(_OPENING[char] for char in parts["onset"].lstrip("ห") or "ห")
            return onset + vowel + _CLOSING.get(parts.get("end") or "", ""), found.end()
    return word[at] if word[at].isascii() else "", at + 1
