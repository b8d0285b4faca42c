"""How alike two names are: words aligned one to one, each with its weight.

A word that only one side has is an omission and costs little: people leave out patronymics and
legal forms. Words that both sides have and that do not meet are a contradiction and cost much.
"""

from functools import lru_cache
from typing import NamedTuple

from rapidfuzz.distance import OSA, JaroWinkler

from nostro.names import Token
from nostro.names.words import NUMERALS, STEMS

__all__ = ["OMISSION", "Alignment", "Pair", "align", "bound", "similarity", "skeletons"]

# What a word counts that the other side lacks, and what one that contradicts counts.
OMISSION = 0.45
OMISSION_ALONE = 1.0
CONTRADICTION = 1.5
# No two words less alike than this count as one.
LEAST_ALIKE = 0.72
# Only names that are equal after normalisation score 1.
MOST = 0.99
_INITIAL = 0.8
_SAME_SKELETON = 0.9
_STRICT_BELOW = 1.2
# Names that share this much weight can do without a word; with less, each one missing costs more.
_ENOUGH = 2.0
# From this weight on a word that one side lacks is one more doubt, so that the others must be near.
_TELLING = 0.7
_SHORT = 3
_WINKLER = 0.92
_SAME_STEM = 0.95
# Words with the same consonants still share letters: not Teresa and Torres.
_SKELETON_EDITS = 0.55
_CONFUSED = (
    ("sh", "s"), ("ch", "s"), ("kh", "h"), ("gh", "g"), ("zh", "j"), ("dj", "j"), ("ts", "s"),
    ("th", "t"), ("dh", "d"), ("ph", "f"), ("ck", "k"), ("q", "k"), ("c", "k"), ("w", "v"),
    ("x", "ks"), ("z", "s"),
)  # fmt: skip


class Pair(NamedTuple):
    """Two tokens that met: their places, how alike they are, and by which rule."""

    query: int
    candidate: int
    alike: float
    rule: str


class Alignment(NamedTuple):
    """The score of two names and the pairs that gave it."""

    score: float
    pairs: list[Pair]


@lru_cache(maxsize=200_000)
def similarity(query: tuple[str, ...], candidate: tuple[str, ...]) -> tuple[float, str]:
    """How alike two tokens are in [0, 1], by the forms that are nearest, and the rule.

    Symmetric. Numbers and numerals must agree; words of up to three letters must be equal.
    """
    if query[0] == candidate[0] or set(query) & set(candidate):
        return 1.0, "token_equal"
    if query[0] in NUMERALS or candidate[0] in NUMERALS or _has_digit(query[0] + candidate[0]):
        same = NUMERALS.get(query[0], query[0]) == NUMERALS.get(candidate[0], candidate[0])
        return (1.0, "number_equal") if same else (0.0, "number_differs")
    if query[0][0] == "<" or candidate[0][0] == "<":
        return 0.0, "legal_form_differs"
    if len(query[0]) == 1 or len(candidate[0]) == 1:
        alike = query[0][0] == candidate[0][0]
        return (_INITIAL, "initial") if alike else (0.0, "initial_differs")
    return max(_of_words(query[0], candidate[0]), _of_alternatives(query, candidate))


def _of_words(query: str, candidate: str) -> tuple[float, str]:
    if query in STEMS and STEMS[query] == STEMS.get(candidate):
        return _SAME_STEM, "same_stem"
    if min(len(query), len(candidate)) < _SHORT:
        return 0.0, "short_token_differs"
    edits = alike = OSA.normalized_similarity(query, candidate)
    if abs(len(query) - len(candidate)) <= 1:
        alike = max(alike, _WINKLER * JaroWinkler.normalized_similarity(query, candidate))
    alike = min(0.97, 1 - 1.3 * (1 - alike))
    if alike < _SAME_SKELETON and edits >= _SKELETON_EDITS and _sound_alike(query, candidate):
        return _SAME_SKELETON, "same_consonants"
    return (alike, "token_similar") if alike >= LEAST_ALIKE else (0.0, "token_differs")


def _of_alternatives(query: tuple[str, ...], candidate: tuple[str, ...]) -> tuple[float, str]:
    """Words of scripts without vowels have only their consonants to compare."""
    if _without_vowels(query[0]) or _without_vowels(candidate[0]):
        shared = {_consonants(form) for form in query} & {_consonants(form) for form in candidate}
        if any(len(kept) > len("ab") or kept[0] == "a" < kept for kept in shared):
            return _SAME_SKELETON, "same_consonants"
    return 0.0, "token_differs"


def skeletons(word: str) -> list[str]:
    """The keys under which words that sound alike are found: equal words share one at least."""
    return sorted({_skeleton(word), _consonants(word)})


def _sound_alike(query: str, candidate: str) -> bool:
    return _skeleton(query) == _skeleton(candidate)


@lru_cache(maxsize=200_000)
def _skeleton(word: str) -> str:
    """The consonants of a word but h, and its first letter; itself where few are left."""
    bare = _bare(word, "aeiouyh")
    return bare if len(bare) >= _SHORT else word


@lru_cache(maxsize=200_000)
def _consonants(word: str) -> str:
    """The consonants as scripts without vowels write them: no y or w, a first vowel as a."""
    first = "a" if word[0] in "aeiou" else word[0]
    return _bare(first + word[1:], "aeiouyvw")


def _bare(word: str, dropped: str) -> str:
    """A word without letters, sounds that romanisations confuse folded together, none doubled."""
    for heard, kept in _CONFUSED:
        word = word.replace(heard, kept)
    left = [char for at, char in enumerate(word) if at == 0 or char not in dropped]
    return "".join(char for at, char in enumerate(left) if at == 0 or char != left[at - 1])


def _without_vowels(word: str) -> bool:
    return len(word) >= _SHORT and word.isascii() and not set(word[1:]) & set("aeiou")


def _has_digit(text: str) -> bool:
    return any(char.isdigit() for char in text)


def align(query: list[Token], candidate: list[Token]) -> Alignment:
    """Pair the tokens of two names, best pairs first, and score them. Symmetric."""
    if not query or not candidate:
        return Alignment(0.0, [])
    if _same_words(query, candidate):
        return Alignment(1.0, _equal_pairs(query, candidate))
    pairs = _best_pairs(query, candidate)
    met = [(query[p.query].weight + candidate[p.candidate].weight, p.alike) for p in pairs]
    paired = sum(weight for weight, _ in met)
    left_query = sum(t.weight for t in query) - sum(query[p.query].weight for p in pairs)
    left_candidate = sum(t.weight for t in candidate) - sum(
        candidate[p.candidate].weight for p in pairs
    )
    alone = paired / 2 < _STRICT_BELOW or len(pairs) == 1
    left_out = abs(left_query - left_candidate) >= _TELLING
    strict = alone or left_out or all(alike < 1 for _, alike in met)
    gained = sum(weight * (_strictly(alike) if strict else alike) for weight, alike in met)
    score = gained / _cost(paired, left_query, left_candidate, alone=alone) if paired else 0.0
    return Alignment(min(MOST, max(0.0, score)), pairs)


def bound(query: float, candidate: float, met_query: float, met_candidate: float) -> float:
    """The most that two names can score, from their weights and what of each met something."""
    paired = met_query + met_candidate
    if not paired:
        return 0.0
    return paired / _cost(paired, max(0.0, query - met_query), max(0.0, candidate - met_candidate))


def _cost(paired: float, left_query: float, left_candidate: float, *, alone: bool = False) -> float:
    """What the score is a share of; `alone` where one telling word is all that met."""
    contradiction = min(left_query, left_candidate)
    omission = max(left_query, left_candidate) - contradiction
    thin = 1.0 if alone else max(0.0, min(1.0, (_ENOUGH - paired / 2) / (_ENOUGH - _STRICT_BELOW)))
    rate = OMISSION + (OMISSION_ALONE - OMISSION) * thin
    return paired + rate * omission + 2 * CONTRADICTION * contradiction


def _strictly(alike: float) -> float:
    """Where one telling word is all there is, or no word is the same, little may differ."""
    return max(0.0, 1 - 1.7 * (1 - alike))


def _same_words(query: list[Token], candidate: list[Token]) -> bool:
    return sorted(t.form for t in query) == sorted(t.form for t in candidate)


def _equal_pairs(query: list[Token], candidate: list[Token]) -> list[Pair]:
    left = list(range(len(candidate)))
    pairs = []
    for place, token in enumerate(query):
        other = next(at for at in left if candidate[at].form == token.form)
        left.remove(other)
        pairs.append(Pair(place, other, 1.0, "token_equal"))
    return pairs


def _best_pairs(query: list[Token], candidate: list[Token]) -> list[Pair]:
    possible = []
    for at, token in enumerate(query):
        for other, listed in enumerate(candidate):
            alike, rule = similarity(token.forms, listed.forms)
            if alike > 0:
                weight = token.weight + listed.weight
                words = sorted((token.form, listed.form))
                rank = (-alike * weight, -alike, abs(at - other), words)
                possible.append((rank, at, other, alike, rule))
    possible.sort()
    pairs: list[Pair] = []
    used: tuple[set[int], set[int]] = (set(), set())
    for _, at, other, alike, rule in possible:
        if at not in used[0] and other not in used[1]:
            used[0].add(at)
            used[1].add(other)
            pairs.append(Pair(at, other, alike, rule))
    return pairs
