"""Write the table of legal forms from two public sources and our own additions.

usage: python tools/make_legal_forms.py --org-types org_types.yml --elf elf-codes-1.4.1.csv
           --out src/nostro/names/legal_forms.tsv

org_types.yml is the table of opensanctions/rigour (MIT); the ELF codes are ISO 20275 as GLEIF
publishes them (CC0). Of both only facts are taken: how a form is written and which class it is of.
Forms misspelt, forms of nine words and more, and single words of the language (bank, fund, school)
stay out. What the sources leave open, or read otherwise than we do, is decided by
tools/legal_forms_own.txt. The same sources give the same bytes.
"""

import argparse
import csv
import re
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path

import yaml

from nostro.names.scripts import WORD_LETTERS, romanise, script_of
from nostro.names.transliteration import same_letters

OWN = Path(__file__).with_name("legal_forms_own.txt")
# The classes of the source that are legal forms; the others (military, religious, banks) say what
# an organisation does.
CLASSES = {
    "LLC": "llc", "JSC": "jsc", "LP": "lp", "LLP": "llp", "GP": "gp", "COOP": "coop",
    "SOE": "state", "SP": "sole", "NGO": "npo", "JV": "jv",
}  # fmt: skip
# Scripts that are read letter by letter; forms in the others are known by their own letters.
_ALPHABETS = frozenset({"LATIN", "CYRILLIC", "GREEK", "GEORGIAN", "ARMENIAN"})
LONGEST = 8
_CLEAR = 4
_SPELT_OUT = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe"})
_PLAIN = str.maketrans(
    {"ø": "o", "đ": "d", "ł": "l", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h"}
)
_LETTERS = re.compile(rf"(?:[^\W\d_]\.\s?)+[^\W\d_]?(?![\w])|[{WORD_LETTERS}]+")
# Schools, trade unions, ministries and hospitals: what these forms say tells who is meant.
_WHAT_IT_DOES = re.compile(
    "образоват|профсоюз|школ|детск|управлени|министер|здравоохр|научн|информац|concern|nauchno|obrazovan|protivopozh",
    re.IGNORECASE,
)
_INSIDE = re.compile("['’ʼʻ‘`´׳\"]")

Key = tuple[str, ...]


def main() -> None:
    """Read the sources, write the table."""
    options = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    options.add_argument("--org-types", type=Path, required=True)
    options.add_argument("--elf", type=Path, required=True)
    options.add_argument("--out", type=Path, required=True)
    given = options.parse_args()
    table = table_of(given.org_types, given.elf)
    lines = sorted(f"{' '.join(key)}\t{name}\n" for key, name in table.items())
    given.out.write_text("".join(lines), encoding="utf-8")
    print(f"{len(lines)} forms, {given.out.stat().st_size} bytes")


def table_of(org_types: Path, elf: Path) -> dict[Key, str]:
    """Every form, as words, with its class; our own word counts before that of the sources, and a
    form in another script does not stand where its letters in Latin are a form of another class.
    """
    own, dropped = _own()
    table = dict(own)
    for alias, name in _rigour(org_types):
        _add(table, alias, name)
    for alias, name in _elf(elf, dict(table)):
        _add(table, alias, name)
    _drop_misspellings(table, set(own))
    return {
        key: name
        for key, name in table.items()
        if key not in dropped
        and not _mixed(key)
        and (key in own or latin_of(key) not in dropped)
        and table.get(latin_of(key), name) == name
    }


def _own() -> tuple[dict[Key, str], set[Key]]:
    table: dict[Key, str] = {}
    dropped: set[Key] = set()
    for line in OWN.read_text("utf-8").splitlines():
        name, _, forms = line.partition(":")
        if not forms or line.startswith("#"):
            continue
        for alias in forms.split("|"):
            if name == "drop":
                dropped.update(_folded(alias.split()))
            else:
                for key in keys_of(alias.strip()):
                    if not _initials(key) or alias.split() == list(key):
                        table.setdefault(key, name)
    return table, dropped


def _add(table: dict[Key, str], alias: str, name: str) -> None:
    for key in keys_of(alias):
        if 0 < len(key) <= LONGEST and len("".join(key)) > 1 and not _initials(key):
            table.setdefault(key, name)


def _initials(key: Key) -> bool:
    """Two letters apart are as often the initials of a person: only our own list has such."""
    return len(key) < len("abc") and all(len(word) == 1 for word in key)


def _rigour(path: Path) -> Iterator[tuple[str, str]]:
    for kind in yaml.safe_load(path.read_text("utf-8"))["types"]:
        name = CLASSES.get(kind.get("generic") or "")
        aliases = [kind.get("display"), kind.get("compare"), *(kind.get("aliases") or ())]
        aliases = [alias for alias in aliases if alias]
        if name is None or any(_WHAT_IT_DOES.search(alias) for alias in aliases):
            continue
        for alias in aliases:
            if name != "npo" or " " not in alias:
                yield alias, name


def _elf(path: Path, known: dict[Key, str]) -> Iterator[tuple[str, str]]:
    """The abbreviations of a form whose name is known, and the names that begin as known ones."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    for row in rows:
        names = [row["Entity Legal Form name Local name"]]
        names.append(row["Entity Legal Form name Transliterated name (per ISO 01-140-10)"])
        name = next((found for text in names if (found := _class_of(text, known))), None)
        if name is None or name in {"co", "corp"}:
            continue
        short = f"{row['Abbreviations Local language']};{row['Abbreviations transliterated']}"
        for alias in (*names, *re.split(r"[;,]| or ", short)):
            yield alias, name


def _class_of(text: str, known: dict[Key, str]) -> str | None:
    for key in keys_of(text):
        if len("".join(key)) > _CLEAR and key in known:
            return known[key]
    return None


def keys_of(alias: str) -> set[Key]:
    """The ways a form may fall into words: letters with dots together, apart, and as one."""
    alias = re.sub(r"(?<=.)\(.*?\)", " ", alias)
    text = unicodedata.normalize("NFKC", _INSIDE.sub("", alias)).casefold().replace("&", " ")
    pieces = _LETTERS.findall(text)
    if not pieces or any(char.isdigit() for char in text):
        return set()
    together = [re.sub(r"[\W_]", "", piece) for piece in pieces]
    apart = [
        part
        for piece, whole in zip(pieces, together, strict=True)
        for part in (whole if "." in piece and len(whole) > 1 else [whole])
    ]
    spellings = [together, apart]
    if len(apart) > 1 and max(map(len, apart)) < _CLEAR and min(map(len, apart)) == 1:
        spellings.append(["".join(apart)])
    return {key for words in spellings for key in _folded(words)}


def _folded(words: list[str]) -> Iterator[Key]:
    """In its own script, in Latin letters as names are compared, and with umlauts spelt out."""
    if all(script_of(word) == "LATIN" for word in words):
        yield tuple(_without_marks(word) for word in words)
        yield tuple(_without_marks(word.translate(_SPELT_OUT)) for word in words)
        return
    # Greek in capitals goes without accents, and each way has its Latin letters.
    for written in {tuple(words), tuple(_without_accents(word) for word in words)}:
        yield tuple(same_letters(word) for word in written)
        latin = latin_of(written)
        if all(script_of(word) in _ALPHABETS for word in written) and "".join(latin).isalpha():
            yield latin


def _without_accents(word: str) -> str:
    return _without_marks(word).replace("ς", "σ") if script_of(word) == "GREEK" else word


def latin_of(words: Iterable[str]) -> Key:
    """Words in Latin letters, the plainest way; as they are where they have no such form."""
    return tuple(_without_marks(romanise(word)[0]) for word in words)


def _mixed(key: Key) -> bool:
    """Latin and other letters in one form: a slip of the keyboard."""
    return len({char.isascii() for word in key for char in word}) > 1


def _without_marks(word: str) -> str:
    decomposed = unicodedata.normalize("NFD", word.translate(_PLAIN))
    return "".join(char for char in decomposed if not unicodedata.combining(char))


def _drop_misspellings(table: dict[Key, str], kept: Iterable[Key]) -> None:
    """Cyrillic forms of three words and more that differ by a letter or two from one of our own:
    registers hold a hundred misspellings of one form, and none of them tells more.
    """
    right = [key for key in kept if len(key) > len("ab")]
    for key in list(table):
        near = (own for own in right if abs(len(own) - len(key)) < len("ab") and own != key)
        if any(script_of(word) == "CYRILLIC" for word in key) and any(
            _near(" ".join(key), " ".join(own)) for own in near
        ):
            del table[key]
            if latin_of(key) not in kept:
                table.pop(latin_of(key), None)


def _near(one: str, other: str) -> bool:
    """Whether two forms are the same but for one stretch of at most three letters."""
    if abs(len(one) - len(other)) > len("abc"):
        return False
    start = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), None)
    if start is None:
        return True
    pairs = zip(reversed(one), reversed(other), strict=False)
    end = next((i for i, (a, b) in enumerate(pairs) if a != b), 0)
    return max(len(one), len(other)) - start - end <= len("abc")


if __name__ == "__main__":
    main()
