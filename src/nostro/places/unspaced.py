"""Names in scripts that do not part words by spaces, found inside the run of letters."""

import re
from collections.abc import Iterable

__all__ = ["is_unspaced", "unspaced_pattern"]

# Devanagari, Thai, kana, Han, Hangul; the first two have vowels that no word pattern takes.
_UNSPACED = re.compile("[\u0900-\u097f\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_KATAKANA = re.compile("[\u30a1-\u30fc・]+")
_HANGUL = re.compile("[\uac00-\ud7af ]+")
_NEVER = re.compile("(?!)")


def is_unspaced(text: str) -> bool:
    """Whether a text has letters of such a script."""
    return bool(_UNSPACED.search(text))


def unspaced_pattern(names: Iterable[str]) -> re.Pattern[str]:
    """One pattern for all names, the longest first.

    A name in katakana is a word of its own (タイランド, Thailand, holds イラン, Iran), and one in
    Hangul begins a word; particles may follow it.
    """
    ordered = sorted(names, key=lambda name: (-len(name), name))
    return re.compile("|".join(map(_bounded, ordered))) if ordered else _NEVER


def _bounded(name: str) -> str:
    if _KATAKANA.fullmatch(name):
        return f"(?<![\u30a1-\u30fc]){name}(?![\u30a1-\u30fc])"
    if _HANGUL.fullmatch(name):
        return f"(?<![\uac00-\ud7af]){re.escape(name)}"
    return re.escape(name)
