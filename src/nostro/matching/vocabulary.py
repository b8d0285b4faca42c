"""The distinct words of an index, and which of them a word of a query may mean.

Cost: a word is compared with the words of about its length that share one of their first two
letters (rapidfuzz, about 50 ns each), once; the answer is remembered.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from itertools import product

import msgspec
from rapidfuzz import process
from rapidfuzz.distance import OSA, JaroWinkler

from nostro.matching.similarity import similarity, skeletons
from nostro.names.words import STEMS

__all__ = ["Vocabulary", "Words"]

_CACHED_WORDS = 50_000
# What two words need before `similarity` can let them pass as alike.
_LEAST_EDITS = 0.785
_LEAST_WINKLER = 0.85


class Words(msgspec.Struct, array_like=True):
    """Words by the ways in which they are looked up.

    `tokens` maps each form to the tokens that have it; `near` holds the words by a length, a
    place and the letter there (`7 0 k`), by consonants (`~kvns`) and by stem (`=bank`).
    """

    tokens: dict[str, list[tuple[str, ...]]]
    near: dict[str, list[str]]

    @classmethod
    def of(cls, tokens: Iterable[tuple[str, ...]]) -> "Words":
        """The words of tokens, each token given by its forms."""
        by_form: dict[str, list[tuple[str, ...]]] = defaultdict(list)
        near: dict[str, list[str]] = defaultdict(list)
        for forms in tokens:
            for form in forms:
                by_form[form].append(forms)
        for word in by_form:
            for place, letter in enumerate(word[:2]):
                near[_spelt(len(word), place, letter)].append(word)
            for key in _sounds(word):
                near[key].append(word)
        return cls(dict(by_form), dict(near))


class Vocabulary:
    """Answers which words of an index a word of a query may mean."""

    def __init__(self, words: Words) -> None:
        self._words = words
        self._answers: dict[tuple[str, ...], list[str]] = {}

    def near(self, forms: tuple[str, ...]) -> list[str]:
        """The plainest forms of the words that a token with these forms may mean."""
        if forms not in self._answers:
            if len(self._answers) >= _CACHED_WORDS:
                self._answers.clear()
            self._answers[forms] = self._look_up(forms)
        return self._answers[forms]

    def _look_up(self, forms: tuple[str, ...]) -> list[str]:
        words = {word for form in forms for word in self._possible(form)}
        tokens = {token for word in words for token in self._words.tokens[word]}
        return sorted({token[0] for token in tokens if similarity(forms, token)[0] > 0})

    def _possible(self, form: str) -> Iterator[str]:
        if form in self._words.tokens:
            yield form
        for key in _sounds(form):
            yield from self._words.near.get(key, ())
        size = len(form)
        for length in range(int(size * _LEAST_EDITS), int(size / _LEAST_EDITS) + 2):
            for place, letter in product((0, 1), dict.fromkeys(form[:2])):
                words = self._words.near.get(_spelt(length, place, letter), [])
                if abs(length - size) <= 1:
                    yield from _alike(
                        form, words, JaroWinkler.normalized_similarity, _LEAST_WINKLER
                    )
                else:
                    yield from _alike(form, words, OSA.normalized_similarity, _LEAST_EDITS)


def _spelt(length: int, place: int, letter: str) -> str:
    return f"{length} {place} {letter}"


def _sounds(word: str) -> list[str]:
    stem = [f"={STEMS[word]}"] if word in STEMS else []
    return [*(f"~{skeleton}" for skeleton in skeletons(word)), *stem]


def _alike(
    form: str, words: list[str], scorer: Callable[..., float], cutoff: float
) -> Iterator[str]:
    found = process.extract(form, words, scorer=scorer, score_cutoff=cutoff, limit=None)
    return (word for word, _, _ in found)
