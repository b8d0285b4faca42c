"""The score that the US Treasury's Sanctions List Search would show for a name.

An analyst asks why a hit scores 92 here and 100 there; this says what the public search makes of
the same two names. It is a reading of the method that OFAC publishes (frequently asked questions
246 to 250, on Sanctions List Search), not its program:

- the whole name asked for is compared with the whole name listed by Jaro-Winkler;
- the name asked for falls into parts, each is compared with the parts listed by Jaro-Winkler and
  Soundex, and a composite is made of them;
- the greater of the two is the score.

What the answers do not say follows what the public search has been seen to do: the whole names
count only where they begin with the same letter, parts of one or two letters are left out of what
is asked while longer ones remain, Winkler's bonus for a common beginning is given to every pair
(Winkler 1990 gives it to similar ones only), and a part that is neither near nor sounds alike
counts nothing. Soundex is that of the US National Archives. Expect a point or two of difference.
"""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from rapidfuzz.distance import Jaro, Prefix

__all__ = ["entry_score", "soundex", "treasury_score"]

_MAX_CHARS = 1_000
_PREFIX = 4
_BONUS = 0.1
# Two parts less alike than this count nothing, unless they sound alike.
_LEAST_PART = 0.5
_SHORT_PART = 2
_SOUNDEX_CODES = {
    letter: code
    for code, letters in enumerate(("bfpv", "cgjkqsxz", "dt", "l", "mn", "r"), start=1)
    for letter in letters
}
_SOUNDEX_DIGITS = 3
_PASSED_OVER = frozenset("hw")
_NOT_A_WORD = re.compile(r"[\W_]+")
_INSIDE = re.compile(r"['’`.]")


def treasury_score(query: str, listed: str) -> int:
    """The score of a name asked for against one name listed, 0 to 100; not symmetric."""
    asked, known = _plain(query[:_MAX_CHARS]), _plain(listed[:_MAX_CHARS])
    if not asked or not known:
        return 0
    return int(100 * max(_whole(asked, known), _parts(asked, known)) + 0.5)


def entry_score(query: str, names: Iterable[str]) -> tuple[int, str]:
    """The score that an entry would show: that of the best of its names, and which it is.

    The search goes over all names of an entry, weak aliases too. Raises ValueError for none.
    """
    return max(((treasury_score(query, name), name) for name in names), key=lambda found: found[0])


@lru_cache(maxsize=10_000)
def soundex(word: str) -> str:
    """The Soundex code of a word by the rules of the US National Archives; empty without letters.

    Letters of one code count once where they stand side by side or have h or w between them.
    """
    letters = [char for char in _plain(word) if "a" <= char <= "z"]
    if not letters:
        return ""
    digits = []
    last = _SOUNDEX_CODES.get(letters[0], 0)
    for letter in letters[1:]:
        if letter in _PASSED_OVER:
            continue
        code = _SOUNDEX_CODES.get(letter, 0)
        if code and code != last:
            digits.append(str(code))
        last = code
    return letters[0].upper() + "".join(digits)[:_SOUNDEX_DIGITS].ljust(_SOUNDEX_DIGITS, "0")


def _whole(asked: str, known: str) -> float:
    return _jaro_winkler(asked, known) if asked[0] == known[0] else 0.0


def _parts(asked: str, known: str) -> float:
    """How well each part asked for is found among the parts listed, on average."""
    words = asked.split()
    words = [word for word in words if len(word) > _SHORT_PART] or words
    known_words = known.split()
    return sum(_best_part(word, known_words) for word in words) / len(words)


def _best_part(word: str, known: list[str]) -> float:
    return max(_part(word, other) for other in known)


def _part(word: str, other: str) -> float:
    likeness = _jaro_winkler(word, other)
    return likeness if likeness >= _LEAST_PART or _sound_alike(word, other) else 0.0


def _sound_alike(word: str, other: str) -> bool:
    code = soundex(word)
    return code != "" and code == soundex(other)


def _jaro_winkler(one: str, other: str) -> float:
    likeness = Jaro.similarity(one, other)
    shared = min(_PREFIX, Prefix.similarity(one, other))
    return likeness + shared * _BONUS * (1 - likeness) if likeness else 0.0


def _plain(name: str) -> str:
    """A name in small letters without marks, its words parted by one space."""
    decomposed = unicodedata.normalize("NFKD", _INSIDE.sub("", name)).casefold()
    bare = "".join(char for char in decomposed if not unicodedata.combining(char))
    return _NOT_A_WORD.sub(" ", bare).strip()
