"""Plain twins of the kernels: what they compute, said in a few lines."""

import numpy as np

from nostro.matching.edit_kernels import (
    _AT_FIRST_LETTER,
    _OF_WOMEN,
    _TRANSPOSED,
    EDIT_COSTS,
    _letter_more,
)
from nostro.matching.word_kernels import CLASSES, LONGEST

__all__ = ["as_bytes", "edit_cost", "keys", "laid_out", "skeleton"]


def as_bytes(word):
    return np.frombuffer(word.encode(), np.uint8)


def laid_out(words):
    """Words one after another, and where each begins."""
    starts = np.array([0, *np.cumsum([len(word) for word in words])], np.int32)
    return as_bytes("".join(words)), starts


def edit_cost(one, other):
    """The least cost of letters for letters, letters more or fewer, and swapped neighbours."""
    a, b = as_bytes(one[:LONGEST]), as_bytes(other[:LONGEST])
    seen = {(0, 0): 0}
    for i in range(len(a) + 1):
        for j in range(len(b) + 1):
            if i == j == 0:
                continue
            ways = []
            if i:
                ways.append(seen[i - 1, j] + _letter_more(a, i - 1))
            if j:
                ways.append(seen[i, j - 1] + _letter_more(b, j - 1))
            if i and j:
                ways.append(seen[i - 1, j - 1] + _one_for_other(a, b, i, j))
            if i > 1 and j > 1 and a[i - 1] == b[j - 2] and a[i - 2] == b[j - 1]:
                ways.append(seen[i - 2, j - 2] + _TRANSPOSED)
            seen[i, j] = min(ways)
    return seen[len(a), len(b)]


def _one_for_other(a, b, i, j):
    cost = EDIT_COSTS[a[i - 1], b[j - 1]]
    if cost and i == j == 1:
        return cost + _AT_FIRST_LETTER
    if cost and i == len(a) and j == len(b) and ord("a") in (a[i - 1], b[j - 1]):
        return max(cost, _OF_WOMEN)
    return cost


def skeleton(word):
    """The consonants of a word by their sounds, none doubled; h does not come between."""
    found, last = [], 0
    for letter in word[:LONGEST].encode():
        sound = CLASSES[letter]
        if sound and sound != last:
            found.append(int(sound))
        if letter != ord("h") or sound:
            last = sound
    return found


def keys(word):
    """The consonants of a word by their sounds, and these without each one; the letters where there
    are few consonants.
    """
    sounds, letters = bytes(skeleton(word)), word.encode()
    found = {(1, sounds)} if sounds else set()
    if len(sounds) > 2:
        found |= {(1, sounds[:at] + sounds[at + 1 :]) for at in range(len(sounds))}
    if len(sounds) <= 3 and len(word) <= 9:
        found.add((0, letters))
        if len(word) > 2:
            found |= {(0, letters[:at] + letters[at + 1 :]) for at in range(len(word))}
    return found
