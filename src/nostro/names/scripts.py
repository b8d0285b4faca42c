"""Other scripts in Latin letters: fixed tables, one word in, its romanisations out.

Lists and passports differ in the standard they follow, so a word may have several forms; the
first is the plainest. Sources: BGN/PCGN and ICAO Doc 9303 (Cyrillic), ISO 843 (Greek), the
national system of Georgia, the Revised Romanization and McCune-Reischauer (Hangul), Hepburn
(kana); for Devanagari and Thai see `abugidas`. Arabic and Hebrew are written without vowels, so
their forms by the tables are consonants only; theirs and those of Han are learned.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator

from nostro.names.abugidas import devanagari, thai
from nostro.names.transliteration import spellings

__all__ = [
    "LETTERS", "WORD_LETTERS", "hangul_spellings", "is_syllabic", "jamo_spellings", "romanise",
    "script_of",
]  # fmt: skip

# What words are made of, as a class of a pattern. Marks are part of a word: accents, points of
# Hebrew and Arabic, vowels of Devanagari and Thai.
WORD_LETTERS = (
    r"\w\u0300-\u036f\u0591-\u05bd\u05bf-\u05c7\u0610-\u061a\u064b-\u065f\u0670"
    r"\u0900-\u0963\u0e31-\u0e3a\u0e47-\u0e4e"
)

_CYRILLIC = {
    "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "е": "e", "ё": "e", "ж": "zh", "з": "z",
    "и": "i", "й": "y", "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r",
    "с": "s", "т": "t", "у": "u", "ф": "f", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh",
    "щ": "shch", "ъ": "", "ы": "y", "ь": "", "э": "e", "ю": "yu", "я": "ya",
    "є": "ye", "і": "i", "ї": "yi", "ґ": "g", "ў": "u", "ђ": "dj", "ј": "j", "љ": "lj",
    "њ": "nj", "ћ": "c", "џ": "dz", "ә": "a", "ғ": "g", "қ": "k", "ң": "ng", "ө": "o", "ұ": "u",
    "ү": "u", "һ": "h", "ӯ": "u", "ҳ": "h", "ҷ": "j", "ӣ": "i",
}  # fmt: skip
_CYRILLIC_ALSO = {
    "х": "h", "ц": "c", "й": "i", "ю": "iu", "я": "ia", "ж": "j", "щ": "sch", "г": "h",
    "и": "y", "ы": "i", "ё": "yo", "є": "ie", "ї": "i", "в": "w", "э": "a",
}  # fmt: skip
# How passports and papers end and soften words, beside the letters: Дмитрий, Юрьевич, Евгений.
_CYRILLIC_AS_SAID = (
    (re.compile("[иы]й$"), "y"), (re.compile("[ьъ]е"), "ye"), (re.compile("[ьъ]и"), "yi"),
    (re.compile("(?:^|(?<=[аеиоуыэюя]))[её]"), "ye"), (re.compile("кс"), "x"),
)  # fmt: skip
# Korean names in Cyrillic follow the Kholodovich and Kontsevich systems: Чен Ын is Jong Un.
_KOREAN_IN_CYRILLIC = {
    "ч": "j", "е": "o", "ё": "yo", "ы": "u", "дж": "j", "х": "h", "э": "ae", "ц": "ch",
}  # fmt: skip
# Serbian, Bosnian and Montenegrin Latin as passports write it, without its marks. These letters
# tell the languages.
_SERBIAN = {"ч": "c", "ш": "s", "ж": "z", "х": "h", "ц": "c", "ј": "j", "џ": "dz", "ћ": "c"}
_SERBIAN_LETTERS = frozenset("ђјљњћџ")
_GREEK = {
    "α": "a", "β": "v", "γ": "g", "δ": "d", "ε": "e", "ζ": "z", "η": "i", "θ": "th", "ι": "i",
    "κ": "k", "λ": "l", "μ": "m", "ν": "n", "ξ": "x", "ο": "o", "π": "p", "ρ": "r", "σ": "s",
    "ς": "s", "τ": "t", "υ": "y", "φ": "f", "χ": "ch", "ψ": "ps", "ω": "o",
}  # fmt: skip
_GEORGIAN = dict(
    zip(
        "აბგდევზთიკლმნოპჟრსტუფქღყშჩცძწჭხჯჰ",
        "a b g d e v z t i k l m n o p zh r s t u p k gh q sh ch ts dz ts ch kh j h".split(),
        strict=True,
    )
)
_ARMENIAN = dict(
    zip(
        "աբգդեզէըթժիլխծկհձղճմյնշոչպջռսվտրցւփքօֆ",
        (
            "a b g d e z e y t zh i l kh ts k h dz gh ch m y n sh o ch p j r s v t r ts v p k o f"
        ).split(),
        strict=True,
    )
)
_ARABIC = {
    "ا": "a", "أ": "a", "إ": "i", "آ": "a", "ٱ": "a", "ب": "b", "ت": "t", "ث": "th", "ج": "j",
    "ح": "h", "خ": "kh", "د": "d", "ذ": "dh", "ر": "r", "ز": "z", "س": "s", "ش": "sh", "ص": "s",
    "ض": "d", "ط": "t", "ظ": "z", "ع": "a", "غ": "gh", "ف": "f", "ق": "q", "ك": "k", "ک": "k",
    "ل": "l", "م": "m", "ن": "n", "ه": "h", "ة": "a", "و": "w", "ؤ": "u", "ي": "y", "ی": "y",
    "ئ": "y", "ى": "a", "ء": "", "پ": "p", "چ": "ch", "ژ": "zh", "گ": "g",
}  # fmt: skip
# As Persian, Dari and Urdu say them.
_PERSIAN = {**_ARABIC, "ث": "s", "ذ": "z", "ض": "z", "و": "v", "ع": "a"}
_ENDINGS = {"الدين": "uddin", "الله": "ullah"}
_HEBREW = {
    "א": "a", "ב": "b", "ג": "g", "ד": "d", "ה": "h", "ו": "v", "ז": "z", "ח": "h", "ט": "t",
    "י": "y", "כ": "k", "ך": "k", "ל": "l", "מ": "m", "ם": "m", "נ": "n", "ן": "n", "ס": "s",
    "ע": "a", "פ": "p", "ף": "f", "צ": "ts", "ץ": "ts", "ק": "k", "ר": "r", "ש": "sh", "ת": "t",
}  # fmt: skip
_KANA_ROWS = {
    "アイウエオ": "a i u e o", "カキクケコ": "ka ki ku ke ko", "サシスセソ": "sa shi su se so",
    "タチツテト": "ta chi tsu te to", "ナニヌネノ": "na ni nu ne no",
    "ハヒフヘホ": "ha hi fu he ho", "マミムメモ": "ma mi mu me mo", "ヤユヨ": "ya yu yo",
    "ラリルレロ": "ra ri ru re ro", "ワヲン": "wa o n", "ガギグゲゴ": "ga gi gu ge go",
    "ザジズゼゾ": "za ji zu ze zo", "ダヂヅデド": "da ji zu de do",
    "バビブベボ": "ba bi bu be bo", "パピプペポ": "pa pi pu pe po", "ャュョ": "ya yu yo",
    "ァィゥェォ": "a i u e o", "ヴッー": "v  ",
}  # fmt: skip
_KANA = {
    kana: latin
    for row, sounds in _KANA_ROWS.items()
    for kana, latin in zip(row, [*sounds.split(), "", ""], strict=False)
}
_HANGUL = range(0xAC00, 0xD7A4)
_INITIALS = "g kk n d tt r m b pp s ss  j jj ch k t p h".split(" ")
_VOWELS = "a ae ya yae eo e yeo ye o wa wae oe yo u wo we wi yu eu ui i".split()
_FINALS = " k k k n n n t l k m l l l p l m p p t t ng t t k t p h".split(" ")
# As North Korea and older sources write them (McCune-Reischauer without its breves).
_INITIALS_MR = "k kk n t tt r m p pp s ss  ch tch ch k t p h".split(" ")
_VOWELS_MR = "a ae ya yae o e yo ye o wa wae oe yo u wo we wi yu u ui i".split()
_TABLES = {
    "CYRILLIC": (_CYRILLIC, {**_CYRILLIC, **_CYRILLIC_ALSO}),
    "GREEK": (_GREEK,),
    "GEORGIAN": (_GEORGIAN,),
    "ARMENIAN": (_ARMENIAN,),
    "ARABIC": (_ARABIC, _PERSIAN),
    "HEBREW": (_HEBREW,),
    "KATAKANA": (_KANA,),
    "HIRAGANA": (_KANA,),
}
# As North Korea spells its own names: Jong, Un, Kim.
_INITIALS_DPRK = "k kk n t tt r m p pp s ss  j jj ch k t p h".split(" ")
_MOST_KOREAN_LETTERS = 5
# Forms of a word in Han, which is read in four languages.
_MOST_READINGS = 8
# Scripts whose spellings are learned.
_LEARNED = frozenset({"CYRILLIC", "ARABIC", "HEBREW", "HANGUL", "KATAKANA", "HIRAGANA", "CJK"})
_WITHOUT_VOWELS = frozenset({"ARABIC", "HEBREW"})
# Letters with their spellings by published standards, where names of Wikidata hardly hold the
# letter or follow one standard only: KMU 2010 and BGN/PCGN for Ukrainian, Belarusian, Kazakh;
# Serbian and Macedonian Latin; for Hebrew the Academy's and the usual ones.
LETTERS: dict[str, dict[str, str]] = {
    "russian": {
        "і": "i y", "ї": "yi i ji", "є": "ye ie e je", "ґ": "g", "ў": "u w", "г": "h g", "и": "y i",
        "ђ": "dj d", "ј": "j y i", "љ": "lj l", "њ": "nj n", "ћ": "c ch", "џ": "dz dzh j",
        "ѕ": "dz", "ѓ": "gj g", "ќ": "kj k", "ә": "a e", "ғ": "g gh", "қ": "k q", "ң": "n ng",
        "ө": "o u",
        "ұ": "u", "ү": "u", "һ": "h", "ӯ": "u", "ҳ": "h", "ҷ": "j", "ӣ": "i", "щ": "sht shch",
        "ъ": "a", "'": "", "ж": "zh z j", "ц": "ts c tz", "ч": "ch c", "ш": "sh s", "х": "kh h ch",
        "й": "y i j", "ю": "yu iu ju", "я": "ya ia ja", "ы": "y i", "е": "e ye ie", "в": "v w",
    },
    # ALA-LC and UNGEGN for Arabic, Persian and Urdu, French and English habit.
    "arabic": {
        "ا": "a e o u i aa ", "أ": "a e u o", "إ": "i e", "آ": "a aa o", "ب": "b", "ت": "t",
        "ث": "th s", "ج": "j g dj", "ح": "h", "خ": "kh h", "د": "d", "ذ": "dh z d", "ر": "r",
        "ز": "z", "س": "s ss", "ش": "sh ch", "ص": "s", "ض": "d dh z", "ط": "t", "ظ": "z dh d",
        "ع": "a e i o u aa ", "غ": "gh g q", "ف": "f", "ق": "q k gh g c", "ك": "k c", "ل": "l",
        "م": "m", "ن": "n", "ه": "h eh e a", "ة": "a ah eh e at et t",
        "و": "w v u o ou oo au aw ow", "ي": "y i ee ei ai ay iy e ey ie a", "ئ": "i y e",
        "ؤ": "u o ou", "ء": " a", "پ": "p", "چ": "ch tch c", "ژ": "zh j", "گ": "g", "ڤ": "v f",
        "ٹ": "t", "ڈ": "d", "ڑ": "r", "ں": "n", "ځ": "dz z", "څ": "ts", "ښ": "kh sh x", "ږ": "g zh",
        "ټ": "t", "ډ": "d", "ړ": "r", "ڼ": "n",
        "ال": "al el ul ol ad ar as az ash an at ur ud us a u e l es ed er en et ez esh ech ess",
    },
    "hebrew": {
        "א": "a e i o u ", "ב": "b v", "ג": "g", "ד": "d", "ה": "h a e ah eh", "ו": "v w o u vo",
        "ז": "z", "ח": "h ch kh", "ט": "t", "י": "y i e ei ai j", "כ": "k kh ch c", "ך": "k kh ch",
        "ל": "l", "מ": "m", "ם": "m", "נ": "n", "ן": "n", "ס": "s", "ע": "a e i o u ",
        "פ": "p f ph", "ף": "f p ph", "צ": "ts tz z s c", "ץ": "ts tz z", "ק": "k q c", "ר": "r",
        "ש": "sh s", "ת": "t th",
    },
}  # fmt: skip


def jamo_spellings() -> Iterator[tuple[str, str]]:
    """Syllables of Hangul of one consonant or vowel each way, by all three systems."""
    for initials, vowels in (
        (_INITIALS, _VOWELS),
        (_INITIALS_MR, _VOWELS_MR),
        (_INITIALS_DPRK, _VOWELS_MR),
    ):
        for first in range(len(initials)):
            for vowel in range(len(vowels)):
                syllable = chr(_HANGUL.start + first * 588 + vowel * 28)
                yield syllable, initials[first] + vowels[vowel]


def script_of(word: str) -> str:
    """The script of a word by its first letter, in Unicode's name: LATIN, CYRILLIC, HANGUL, CJK."""
    for char in word:
        if char.isalpha():
            return unicodedata.name(char, "UNKNOWN").partition(" ")[0]
    return "NONE"


def is_syllabic(word: str) -> bool:
    """Whether a word is written in Hangul or Han throughout, a character for a syllable."""
    return all(ord(char) in _HANGUL or 0x3400 <= ord(char) < 0xA000 for char in word)


def romanise(word: str) -> tuple[str, ...]:
    """The Latin forms of a lower-case word, the plainest first; itself where it is Latin."""
    script = script_of(word)
    learned = spellings(word) if script in _LEARNED else ()
    if learned and script == "CJK":
        return spellings(word, _MOST_READINGS)
    standard = _by_standard(word, script)
    both = (learned, standard) if script in _WITHOUT_VOWELS else (standard, learned)
    return tuple(dict.fromkeys(form for forms in both for form in forms))


def _by_standard(word: str, script: str) -> tuple[str, ...]:
    """The Latin forms of a word by fixed tables."""
    if script in _BY_SYLLABLE:
        forms = list(_BY_SYLLABLE[script](word))
    elif script in _TABLES:
        if script == "GREEK":
            word = "".join(
                c for c in unicodedata.normalize("NFD", word) if not unicodedata.combining(c)
            )
        word = word.replace("ու", "u") if script == "ARMENIAN" else word
        forms = [_spell(word, table) for table in _TABLES[script]]
        if script == "CYRILLIC":
            forms.append(_as_said(word))
            forms += [_korean(word)] if len(word) <= _MOST_KOREAN_LETTERS else []
            if not _SERBIAN_LETTERS.isdisjoint(word):
                forms.append(_spell(word, {**_CYRILLIC, **_SERBIAN}))
        elif script in _WITHOUT_VOWELS:
            forms = [_consonants(word, table) for table in _TABLES[script]]
    else:
        forms = [word]
    return tuple(dict.fromkeys(form for form in forms if form)) or (word,)


def _spell(word: str, table: dict[str, str]) -> str:
    if table is _KANA:
        word = "".join(chr(ord(c) + 0x60) if "ぁ" <= c <= "ゖ" else c for c in word)
    return "".join(table.get(char, char if char.isascii() else "") for char in word)


def _consonants(word: str, table: dict[str, str]) -> str:
    """A word without its vowels, but for those of Allah and al-Din at its end."""
    ending = next((end for end in _ENDINGS if word.endswith(end) and word != end), "")
    form = _spell(word.removesuffix(ending), table)
    return form[:1] + form[1:].replace("a", "") + _ENDINGS.get(ending, "")


def _as_said(word: str) -> str:
    for pattern, latin in _CYRILLIC_AS_SAID:
        word = pattern.sub(latin, word)
    return _spell(word, _CYRILLIC)


def _korean(word: str) -> str:
    form = _spell(word, {**_CYRILLIC, **_KOREAN_IN_CYRILLIC})
    if word.endswith("н") and word[:-1].endswith(("е", "о", "ё", "а")):
        return f"{form}g"
    return f"{form[:-1]}l" if word.endswith("р") else form


def hangul_spellings(word: str) -> tuple[str, str, str]:
    """A word of Hangul by the Revised Romanization, McCune-Reischauer, and as the DPRK spells."""
    return (
        _hangul(word, _INITIALS, _VOWELS),
        _hangul(word, _INITIALS_MR, _VOWELS_MR),
        _hangul(word, _INITIALS_DPRK, _VOWELS_MR),
    )


def _hangul(word: str, initials: list[str], vowels: list[str]) -> str:
    latin = []
    for char in word:
        if ord(char) in _HANGUL:
            index = ord(char) - _HANGUL.start
            latin += [
                initials[index // 588], vowels[index % 588 // 28], _FINALS[index % 28]
            ]  # fmt: skip
        elif char.isascii():
            latin.append(char)
    return "".join(latin)


_BY_SYLLABLE: dict[str, Callable[[str], tuple[str, ...]]] = {
    "HANGUL": hangul_spellings,
    "DEVANAGARI": devanagari,
    "THAI": thai,
}
