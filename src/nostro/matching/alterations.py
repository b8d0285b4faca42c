"""Names altered by fixed rules, as people and machines do, and names with noise around them.

They test a screen: `nostro.matching.obfuscation` and the benchmark apply them to listed names and
count how many are still found. Each draws from a generator that is passed in.
"""

import math
import random
from collections.abc import Callable

__all__ = ["ALTERATIONS", "LOOKALIKES", "NOISE", "TWO_WORDS", "Change"]

# A change gives None for a name that it cannot be made to.
Change = Callable[[str, random.Random], str | None]

_VOWELS = {"a": "eo", "e": "ai", "i": "ey", "o": "ua", "u": "oy", "y": "ie"}
# Cyrillic letters that look like Latin ones, and digits that are typed or read for letters.
_CYRILLIC = str.maketrans("aceopxyABCEHKMOPTX", "асеорхуАВСЕНКМОРТХ")
_DIGITS = {"o": "0", "i": "1", "l": "1"}
_BETWEEN = ("  ", " - ", ", ", ". ", "_", "/")
_TITLES = (
    "MR",
    "Mr.",
    "MRS",
    "Ms",
    "Dr.",
    "DR",
    "Prof.",
    "Eng.",
    "Sheikh",
    "Haji",
    "H.E.",
    "Capt.",
)
_REFERENCES = (
    "{name} REF INV 2231",
    "PAYMENT FOR {name} CONTRACT 12/2024",
    "INVOICE 88123 {name}",
    "{name} SALARY OCTOBER",
    "TRANSFER TO {name} PO 4471-B",
    "{name} ACC 00217345 RENT",
    "F/O {name} RE SHIPMENT 19 MAY",
    "BENEFICIARY {name} LOAN REPAYMENT",
)
_ADDRESSES = (
    "{name}, 12 Main Street, Springfield",
    "{name}, Hauptstr. 7, 10115 Berlin, Germany",
    "{name}, PO Box 4410, Dubai, United Arab Emirates",
    "{name} 45 Rue de la Paix 75002 Paris France",
    "{name}, Flat 3, 221 Park Road, London NW1 6XE",
    "{name}, Calle Mayor 18, Madrid",
    "{name}, No. 8 Jinrong Avenue, Shanghai, China",
    "{name}, 9 Tverskaya ul., Moscow, 125009",
)


def _letters(change: Callable[[str, random.Random], str | None]) -> Change:
    """A change of the letters of one word, drawn from those with four letters or more."""

    def made(name: str, drawn: random.Random) -> str | None:
        words = name.split()
        places = [at for at, word in enumerate(words) if sum(map(str.isalpha, word)) >= 4]
        if not places:
            return None
        at = drawn.choice(places)
        word = change(words[at], drawn)
        if word is None or word == words[at]:
            return None
        return " ".join([*words[:at], word, *words[at + 1 :]])

    return made


def _swap(word: str, drawn: random.Random) -> str | None:
    places = [
        at
        for at in range(len(word) - 1)
        if word[at : at + 2].isalpha() and word[at].lower() != word[at + 1].lower()
    ]
    if not places:
        return None
    at = drawn.choice(places)
    return word[:at] + word[at + 1] + word[at] + word[at + 2 :]


def _a_letter(word: str, drawn: random.Random) -> int:
    return drawn.choice([at for at, char in enumerate(word) if char.isalpha()])


def _drop(word: str, drawn: random.Random) -> str:
    at = _a_letter(word, drawn)
    return word[:at] + word[at + 1 :]


def _double(word: str, drawn: random.Random) -> str:
    at = _a_letter(word, drawn)
    return word[: at + 1] + word[at:]


def _vowel(word: str, drawn: random.Random) -> str | None:
    places = [at for at, char in enumerate(word) if char.lower() in _VOWELS]
    if not places:
        return None
    at = drawn.choice(places)
    other = drawn.choice(_VOWELS[word[at].lower()])
    return word[:at] + (other.upper() if word[at].isupper() else other) + word[at + 1 :]


def _transposed(name: str, drawn: random.Random) -> str | None:
    words = name.split()
    if len(words) < 2:
        return None
    at = drawn.randrange(len(words) - 1)
    words[at], words[at + 1] = words[at + 1], words[at]
    return " ".join(words) if words != name.split() else None


def _missing(name: str, drawn: random.Random) -> str | None:
    words = name.split()
    if len(words) < 3:
        return None
    del words[drawn.randrange(len(words))]
    return " ".join(words)


def _one_of_two(name: str, drawn: random.Random) -> str | None:
    words = name.split()
    return drawn.choice(words) if len(words) == 2 else None


def _glued(name: str, drawn: random.Random) -> str | None:
    words = name.split()
    if len(words) < 2:
        return None
    at = drawn.randrange(len(words) - 1)
    return " ".join([*words[:at], words[at] + words[at + 1], *words[at + 2 :]])


def _titled(name: str, drawn: random.Random) -> str:
    return f"{drawn.choice(_TITLES)} {name}"


def _referenced(name: str, drawn: random.Random) -> str:
    return drawn.choice(_REFERENCES).format(name=name)


def _addressed(name: str, drawn: random.Random) -> str:
    return drawn.choice(_ADDRESSES).format(name=name)


def _cut(name: str, _: random.Random) -> str | None:
    """The first 70 % of the letters, as a field of fixed width does."""
    kept = name[: math.ceil(0.7 * len(name))].strip()
    return kept if kept != name else None


def _initial(name: str, _: random.Random) -> str | None:
    """The first word to its initial, in the scripts that have capitals."""
    words = name.split()
    if len(words) < 2 or len(words[0]) < 2 or words[0][0].lower() == words[0][0].upper():
        return None
    return " ".join([words[0][0] + ".", *words[1:]])


def _other_script(word: str, _: random.Random) -> str:
    return word.translate(_CYRILLIC)


def _digits(word: str, drawn: random.Random) -> str | None:
    places = [at for at, char in enumerate(word) if char.lower() in _DIGITS]
    if not places:
        return None
    at = drawn.choice(places)
    return word[:at] + _DIGITS[word[at].lower()] + word[at + 1 :]


def _marks(name: str, drawn: random.Random) -> str | None:
    return drawn.choice(_BETWEEN).join(name.split()) if " " in name else None


ALTERATIONS: dict[str, Change] = {
    "two letters swapped": _letters(_swap),
    "letter dropped": _letters(_drop),
    "letter doubled": _letters(_double),
    "vowel changed": _letters(_vowel),
    "words transposed": _transposed,
    "word missing (of 3 or more)": _missing,
    "words glued": _glued,
}
LOOKALIKES: dict[str, Change] = {
    "letters of another script": _letters(_other_script),
    "digits for letters": _letters(_digits),
    "spaces and marks": _marks,
}
TWO_WORDS: dict[str, Change] = {"word missing (of 2)": _one_of_two}
NOISE: dict[str, Change] = {
    "title": _titled,
    "payment reference": _referenced,
    "address line": _addressed,
    "cut to 70 %": _cut,
    "initial": _initial,
}
