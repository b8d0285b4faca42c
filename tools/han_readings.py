"""How Han characters are read, in Latin letters, from Unicode's Unihan_Readings.txt.

Mandarin in pinyin and as Wade and Giles wrote it; Cantonese, given in Jyutping, as names are
written in Hong Kong; Korean in the spellings of both states; Japanese, the readings from Chinese
and the first of its own.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from nostro.names.scripts import hangul_spellings
from nostro.names.transliteration import letters_of

__all__ = ["hong_kong", "readings", "wade_giles"]

# A reading counts as if so many words of names showed it.
_MANDARIN, _ELSEWHERE = 3.0, 1.0
_MOST_LETTERS = 6
# The characters of names: all of a set, or those before its rarer half.
_SETS = {"gb2312": b"\xff", "big5": b"\xc9", "euc_kr": b"\xff", "shift_jis": b"\x98\x9f"}
_HANGUL = re.compile("[가-힣]")

Fields = dict[str, str]


def readings(path: Path) -> Iterator[tuple[str, str, float]]:
    """Each character that names are written with, a reading, and how much it counts."""
    for char, fields in sorted(_fields(path).items()):
        sets = {name for name in _SETS if _is_of(char, name)}
        mandarin = dict.fromkeys(_mandarin(fields)) if sets & {"gb2312", "big5"} else {}
        elsewhere = dict.fromkeys(_elsewhere(fields, sets))
        yield from ((char, spelt, _MANDARIN) for spelt in mandarin)
        for spelt in elsewhere:
            if spelt not in mandarin and 0 < len(spelt) <= _MOST_LETTERS:
                yield char, spelt, _ELSEWHERE


def _fields(path: Path) -> dict[str, Fields]:
    found: dict[str, Fields] = defaultdict(dict)
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("U+"):
            code, field, value = line.split("\t")
            found[chr(int(f"0x{code[2:]}", 0))][field] = value
    return found


def _is_of(char: str, name: str) -> bool:
    encoded = char.encode(name, "ignore")
    return b"" != encoded < _SETS[name]


def _mandarin(fields: Fields) -> Iterator[str]:
    spoken = re.sub(r"\(\d+\)", "", fields.get("kHanyuPinlu", "")).split()
    for reading in [*fields.get("kMandarin", "").split()[:1], *spoken[:2]]:
        pinyin = letters_of(reading)
        yield from (pinyin, wade_giles(pinyin))


def _elsewhere(fields: Fields, sets: set[str]) -> Iterator[str]:
    if "big5" in sets:
        for jyutping in fields.get("kCantonese", "").split()[:2]:
            yield from hong_kong(jyutping)
    if "euc_kr" in sets:
        for syllable in _HANGUL.findall(fields.get("kHangul", ""))[:2]:
            yield from hangul_spellings(syllable)
    if "shift_jis" in sets:
        own = fields.get("kJapaneseKun", "").split()[:1]
        for reading in (*fields.get("kJapaneseOn", "").split()[:2], *own):
            yield re.sub("(?<=[ou])u", "", letters_of(reading))


_WADE_INITIALS = (
    ("zh", "ch"), ("ch", "ch"), ("sh", "sh"), ("b", "p"), ("p", "p"), ("d", "t"), ("t", "t"),
    ("g", "k"), ("k", "k"), ("j", "ch"), ("q", "ch"), ("x", "hs"), ("z", "ts"), ("c", "ts"),
    ("r", "j"),
)  # fmt: skip
_WADE_FINALS = {"ong": "ung", "ian": "ien", "ie": "ieh", "ue": "ueh"}
_WADE_SYLLABLES = {
    "ge": "ko", "ke": "ko", "he": "ho", "e": "o", "gui": "kuei", "kui": "kuei", "zi": "tzu",
    "ci": "tzu", "si": "ssu", "yi": "i", "you": "yu", "er": "erh", "yan": "yen", "ye": "yeh",
    "zhi": "chih", "chi": "chih", "shi": "shih", "ri": "jih",
}  # fmt: skip


def wade_giles(pinyin: str) -> str:
    """A syllable of pinyin as Wade and Giles write it, without its apostrophes and marks."""
    if pinyin in _WADE_SYLLABLES:
        return _WADE_SYLLABLES[pinyin]
    for initial, written in _WADE_INITIALS:
        if pinyin.startswith(initial):
            final = pinyin.removeprefix(initial)
            return written + _WADE_FINALS.get(final, final)
    return _WADE_FINALS.get(pinyin, pinyin)


_CANTONESE_INITIALS = (
    ("gw", ("kw",)), ("kw", ("kw",)), ("ng", ("ng",)), ("b", ("p",)), ("d", ("t",)), ("g", ("k",)),
    ("z", ("ch", "ts")), ("c", ("ch", "ts")), ("s", ("s", "sh")), ("j", ("y",)),
)  # fmt: skip
_CANTONESE_FINALS = {
    "aa": ("a", "ah"), "aai": ("ai",), "aau": ("au",), "aam": ("am",), "aan": ("an",),
    "aang": ("ang",), "aap": ("ap",), "aat": ("at",), "aak": ("ak",), "au": ("au", "ow"),
    "am": ("am", "um"), "an": ("an", "un"), "ap": ("ap", "up"), "at": ("at", "ut"),
    "oeng": ("eung",), "oek": ("euk",), "oe": ("eu",), "eoi": ("ui",), "eon": ("un",),
    "eot": ("ut",), "yu": ("u", "ue"), "yun": ("uen", "un"), "yut": ("uet", "ut"),
    "ou": ("o",), "ei": ("ei", "ee"), "i": ("i", "ee"), "iu": ("iu",),
}  # fmt: skip
_TONE = re.compile(r"\d")


def hong_kong(jyutping: str) -> tuple[str, ...]:
    """A syllable of Jyutping in the spellings usual in Hong Kong, which follow no one rule."""
    syllable = _TONE.sub("", jyutping)
    initial, written = next(
        (pair for pair in _CANTONESE_INITIALS if syllable.startswith(pair[0])), ("", ("",))
    )
    final = syllable.removeprefix(initial)
    if not final:
        return (syllable,)
    if initial == "" and final[0] not in "aeiou":
        initial, written, final = final[0], (final[0],), final[1:]
    return tuple(one + end for one in written for end in _CANTONESE_FINALS.get(final, (final,)))
