"""Text in SWIFT's character set X: Latin letters, digits and a few signs."""

import re
import unicodedata
from functools import lru_cache

from nostro.names.scripts import romanise

__all__ = ["to_set_x"]

_NOT_X = re.compile(r"[^A-Za-z0-9/\-?:().,'+ \n]")
_OTHER_SCRIPT = re.compile(r"[^\W\d_\u0000-\u024f\u1e00-\u1eff]+")
_PLAIN = str.maketrans(
    {"&": "+", "_": "-", ";": ",", "@": "(AT)", "ß": "ss", "æ": "ae", "ø": "o", "ł": "l",
     "đ": "d", "ı": "i", "Æ": "AE", "Ø": "O", "Ł": "L", "Đ": "D", "–": "-", "—": "-", "’": "'",
     '"': "'", "«": "'", "»": "'", "“": "'", "”": "'"}
)  # fmt: skip


@lru_cache(maxsize=4_096)
def to_set_x(text: str) -> str:
    """Other scripts in Latin capitals, accents off, the rest as full stops."""
    if not _NOT_X.search(text):
        return text
    romanised = _OTHER_SCRIPT.sub(_in_latin, text)
    decomposed = unicodedata.normalize("NFKD", romanised.translate(_PLAIN))
    kept = "".join(char for char in decomposed if not unicodedata.combining(char))
    return _NOT_X.sub(".", kept)


def _in_latin(word: re.Match[str]) -> str:
    return next(iter(romanise(word[0].lower())), "").upper() or word[0]
