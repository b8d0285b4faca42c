"""Other spellings of a place by rule: romanised by several standards, declined, with a prefix.

A town that a table has in Cyrillic is found as BGN/PCGN, the Ukrainian National system of 2010,
ISO 9 (its marks folded away), Duden's German, French and Polish writing spell it, and in the
cases in which Russian and Ukrainian name it after a preposition. In Arabic and Hebrew the
prepositions are letters before the word.
"""

import re
from collections.abc import Iterator
from itertools import product

from nostro.places.gazetteer import fold

__all__ = ["spellings_of"]

# A romanised word may be a word of another language: short ones are left to the tables.
_SHORTEST_ROMANISED = 5
_SHORTEST_PREFIXED = 4
_CYRILLIC = re.compile("[а-яёіїєґ' -]+")
# Said with a y before it, as Ukrainian's own letter for it always is.
_SOFT_E = re.compile("(?<![бвгджзйклмнпрстфхцчшщ])е")
_ARABIC = re.compile("[\u0600-\u06ff]+")
_HEBREW = re.compile("[\u0590-\u05ff]+")

_LATIN = dict(zip("абвгдежзийклмнопрстуфыэ", "abvgdežziiklmnoprstufye", strict=True)) | {
    "ё": "e", "і": "i", "ї": "i", "є": "e", "ґ": "g", "ъ": "", "ь": "", "'": "", " ": " ", "-": " ",
}  # fmt: skip
# What each standard writes otherwise. The soft sign is written by some as an apostrophe, which
# parts a word for the reader: `s ` is that of Donets'k.
_STANDARDS: dict[str, dict[str, str]] = {
    "BGN/PCGN Russian": {"ж": "zh", "й": "y", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh",
                         "щ": "shch", "ю": "yu", "я": "ya", "є": "ye", "ь": " "},
    "plain": {"ж": "zh", "й": "y", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch",
              "ю": "yu", "я": "ya"},
    "Ukrainian National": {"г": "h", "и": "y", "й": "i", "ж": "zh", "х": "kh", "ц": "ts", "ч": "ch",
                           "ш": "sh", "щ": "shch", "ю": "iu", "я": "ia", "є": "ie"},
    "BGN/PCGN Ukrainian": {"г": "h", "и": "y", "й": "y", "ї": "yi", "ж": "zh", "х": "kh",
                           "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ю": "yu", "я": "ya",
                           "є": "ye"},
    "ISO 9": {"ж": "z", "й": "j", "х": "h", "ц": "c", "ч": "c", "ш": "s", "щ": "s", "ю": "u",
              "я": "a"},
    "German": {"в": "w", "з": "s", "ж": "sch", "й": "i", "х": "ch", "ц": "z", "ч": "tsch",
               "ш": "sch", "щ": "schtsch", "ю": "ju", "я": "ja", "є": "je"},
    "German of Ukrainian": {"г": "h", "и": "y", "в": "w", "з": "s", "ж": "sch", "й": "j",
                            "х": "ch", "ц": "z", "ч": "tsch", "ш": "sch", "щ": "schtsch",
                            "ю": "ju", "я": "ja", "є": "je"},
    "French": {"ж": "j", "й": "i", "х": "kh", "ц": "ts", "ч": "tch", "ш": "ch", "щ": "chtch",
               "у": "ou", "ю": "iou", "я": "ia", "є": "ie"},
    "Polish": {"в": "w", "ж": "z", "й": "j", "х": "ch", "ц": "c", "ч": "cz", "ш": "sz",
               "щ": "szcz", "ю": "ju", "я": "ja", "є": "je"},
}  # fmt: skip
# The endings of the first case, and what stands in their place in the others.
_DECLINED = {
    "ск": "ска ску ске ском", "цк": "цка цку цке цком", "цьк": "цька цьку цьком",
    "ськ": "ська ську ськом", "поль": "поля полю поле полем полі",
    "піль": "поля полю полі", "чь": "чи чью", "ия": "ии ию ией", "ія": "ії ію",
    "ка": "ки ке ку кой",
    "ан": "ана ану ане аном ані", "ян": "яна яну яне яном", "на": "ны не ну ной",
    "та": "ты те ту той ті", "ым": "ыма ыму ыме ымом", "им": "иму имом", "ал": "ала алу але алом",
    "ум": "ума уму уме умом", "ба": "бы бе бу бой", "ль": "ля лю ле лем",
}  # fmt: skip


def spellings_of(name: str, *, local: bool) -> Iterator[str]:
    """The folded spellings of a name that the rules give, its own first; some may repeat.

    Only names of places that write Cyrillic themselves (`local`) are romanised: Bushehr in Cyrillic
    would become the French `Boucher`.
    """
    yield fold(name)
    lower = name.casefold()
    if _CYRILLIC.fullmatch(lower):
        if local:
            yield from map(fold, _romanised(lower))
        yield from map(fold, _declined(lower))
    elif " " not in name and len(name) >= _SHORTEST_PREFIXED:
        yield from map(fold, _prefixed(name))


def _romanised(name: str) -> Iterator[str]:
    name = _SOFT_E.sub("є", name)
    for standard in _STANDARDS.values():
        letters = _LATIN | standard
        latin = "".join(letters.get(letter, letter) for letter in name).strip()
        if len(latin) >= _SHORTEST_ROMANISED:
            yield " ".join(latin.split(" "))


def _declined(name: str) -> Iterator[str]:
    if " " in name:
        return
    for size in (4, 3, 2):
        if cases := _DECLINED.get(name[-size:]):
            yield from (name[:-size] + case for case in cases.split())
            return


def _prefixed(name: str) -> Iterator[str]:
    """With the prepositions that are written as one with the word: in, to, from, and."""
    if _ARABIC.fullmatch(name):
        bare = name.removeprefix("ال")
        article = ("ال",) if bare != name else ("",)
        yield from (letter + part + bare for letter, part in product("بلو", article))
        if bare != name:
            yield "لل" + bare
    elif _HEBREW.fullmatch(name):
        yield from (letter + name for letter in "בלמהו")
