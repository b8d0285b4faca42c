"""Names and texts that may mean a listed name, by what their words tell: a superset of those that
do. What a word tells, and what must be told, is as in `candidate_kernels`.

A text is a row of pieces, a piece a row of words (`nostro.matching.among`).
"""

import numba as nb
import numpy as np

from nostro.matching.arrays import Asked, Bytes, Floats, Hashes, Ints, Listed, Longs
from nostro.matching.near_kernels import form_number
from nostro.matching.pair_kernels import evidence_of
from nostro.matching.scoring import Weights
from nostro.matching.word_kernels import first_at, fnv_more, fnv_of, in_place, inside

__all__ = ["all_told", "holding", "parts_of_words", "pieces_told", "sounding", "telling"]

# What no word tells more than, in bits; a code tells everything.
_MOST_BITS = 30.0
_CODE = 1e6
# What a number tells (`nostro.names.words`).
_NUMBER_BITS = 5.0
_NAME, _NUMBER, _INITIAL = 0, 2, 5
_OPENS, _GOES_ON, _TELLS = 1, 2, 4
# What it costs at the most to meet a word that is spelt the same, in tenths of a bit.
_SAME_SPELLING = 5


@inside
def _told(asked: Asked, word: int, place: int, listed: Listed, weights: Weights) -> float:
    """What meeting a listed word tells at the most; the same spelling tells all of it."""
    bits, other = asked.bits[word], listed.word_bits[asked.near[place]]
    cost, rule = asked.near_cost[place], asked.near_rule[place]
    told = evidence_of(bits, other, cost, rule, weights)
    return max(told, min(bits, other)) if cost <= _SAME_SPELLING else told


@nb.njit(cache=True)
def all_told(asked: Asked, count: int, listed: Listed, weights: Weights) -> Floats:
    """What each of the words asked tells at the most of any listed name, in bits."""
    out = np.zeros(count, np.float64)
    for word in range(count):
        for place in range(asked.near_start[word], asked.near_start[word + 1]):
            out[word] = max(out[word], _told(asked, word, place, listed, weights))
        whole = fnv_of(asked.letters[asked.start[word] : asked.start[word + 1]])
        pair = first_at(listed.pair_hash, whole)
        if pair < len(listed.pair_hash) and listed.pair_hash[pair] == whole:
            out[word] = _MOST_BITS
    return out


@inside
def _holds(hashes: Hashes, value: np.uint64) -> bool:
    at = first_at(hashes, value)
    return at < len(hashes) and hashes[at] == value


@nb.njit(cache=True)
def parts_of_words(asked: Asked, count: int, opens: Hashes, goes_on: Hashes) -> Bytes:
    """Which words may open a listed word that is written apart, and which may go on with it."""
    out = np.zeros(count, np.uint8)
    for word in range(count):
        whole = fnv_of(asked.letters[asked.start[word] : asked.start[word + 1]])
        if _holds(opens, whole):
            out[word] |= _OPENS
        if _holds(goes_on, whole):
            out[word] |= _GOES_ON
    return out


@nb.njit(cache=True)
def pieces_told(
    piece_start: Longs, piece_word: Ints, piece_code: Hashes, told: Floats, parts: Bytes,
    numbers: Hashes, codes: Hashes,
) -> tuple[Floats, Bytes, Bytes]:  # fmt: skip
    """What each piece tells at the most, which are listed numbers, and which may open or go on
    with a listed word. `numbers` and `codes` are sorted; a piece that is one of the codes tells
    everything.
    """
    count = len(piece_code)
    out, number = np.zeros(count, np.float64), np.zeros(count, np.uint8)
    out_parts = np.zeros(count, np.uint8)
    for piece in range(count):
        for at in range(piece_start[piece], piece_start[piece + 1]):
            out[piece] += told[piece_word[at]]
            out_parts[piece] |= parts[piece_word[at]]
        if _holds(numbers, piece_code[piece]):
            number[piece] = 1
            out[piece] += _NUMBER_BITS
        if _holds(codes, piece_code[piece]):
            out[piece] = _CODE
    return out, number, out_parts


@nb.njit(cache=True)
def sounding(
    start: Longs, words: Ints, kinds: Bytes, sounds: Hashes, listed_sounds: Hashes, out: Ints
) -> int:
    """The names all of whose words sound like listed words, into `out`; how many they are.

    Numbers, initials and words of names count, as in `names_hash`; names of fillers are kept.
    """
    alike = np.zeros(len(kinds), np.uint8)
    for word in range(len(kinds)):
        considered = kinds[word] in (_NAME, _NUMBER, _INITIAL)
        alike[word] = not considered or _holds(listed_sounds, sounds[word])
    count = 0
    for name in range(len(start) - 1):
        all_alike = True
        for at in range(start[name], start[name + 1]):
            all_alike = all_alike and alike[words[at]] > 0
        if all_alike:
            out[count] = name
            count += 1
    return count


@nb.njit(cache=True)
def telling(
    text_start: Longs, text_piece: Ints, told: Floats, parts: Bytes, least: float, out: Ints
) -> int:
    """The texts whose pieces together tell at least so much, into `out`; how many they are."""
    # Most pieces tell nothing; to know it, one byte of each is read.
    mark = np.zeros(len(told), np.uint8)
    for piece in range(len(told)):
        mark[piece] = parts[piece] | _TELLS * (told[piece] > 0)
    count = 0
    for text in range(len(text_start) - 1):
        total = 0.0
        before = 0
        for at in range(text_start[text], text_start[text + 1]):
            piece = text_piece[at]
            if mark[piece] != 0:
                total += told[piece]
                if before & _OPENS and mark[piece] & _GOES_ON:
                    total += _MOST_BITS
            before = mark[piece]
        if total >= least:
            out[count] = text
            count += 1
    return count


@inside
def _add(scores: Floats, touched: Ints, count: int, name: int, told: float) -> int:
    if scores[name] == 0.0:
        touched[count] = name
        count += 1
    scores[name] += told
    return count


@inside
def _met(
    word: int, asked: Asked, listed: Listed, weights: Weights, scores: Floats, touched: Ints,
    count: int,
) -> int:  # fmt: skip
    """Add what a word tells to each listed name."""
    for place in range(asked.near_start[word], asked.near_start[word + 1]):
        told = _told(asked, word, place, listed, weights)
        other = asked.near[place]
        for at in range(listed.posted_start[other], listed.posted_start[other + 1]):
            count = _add(scores, touched, count, listed.posted[at], told)
    whole = fnv_of(asked.letters[asked.start[word] : asked.start[word + 1]])
    pair = first_at(listed.pair_hash, whole)
    while pair < len(listed.pair_hash) and listed.pair_hash[pair] == whole:
        count = _add(scores, touched, count, listed.pair_at[pair], _MOST_BITS)
        pair += 1
    return count


@inside
def _met_joined(
    words: Ints, at: int, asked: Asked, listed: Listed, scores: Floats, touched: Ints, count: int
) -> int:
    """Add what this word and the one or two after it tell when they are written as one."""
    word = words[at]
    value = fnv_of(asked.letters[asked.start[word] : asked.start[word + 1]])
    for more in range(at + 1, min(at + 3, len(words))):
        after = words[more]
        value = fnv_more(value, asked.letters[asked.start[after] : asked.start[after + 1]])
        form = form_number(listed.form_hash, listed.form_at, value)
        if form >= 0:
            for place in range(listed.form_word_start[form], listed.form_word_start[form + 1]):
                other = listed.form_word[place]
                for post in range(listed.posted_start[other], listed.posted_start[other + 1]):
                    count = _add(scores, touched, count, listed.posted[post], _MOST_BITS)
    return count


@in_place
def _holds_a_name(
    words: Ints, numbers: float, asked: Asked, listed: Listed, weights: Weights, need: Floats,
    scores: Floats, touched: Ints,
) -> bool:  # fmt: skip
    """Whether words tell as much of one listed name as that needs; its numbers told before."""
    count = 0
    for at in range(len(words)):
        count = _met(words[at], asked, listed, weights, scores, touched, count)
        count = _met_joined(words, at, asked, listed, scores, touched, count)
    found = False
    for at in range(count):
        name = touched[at]
        found = found or scores[name] + numbers >= need[name]
        scores[name] = 0.0
    return found


@nb.njit(cache=True)
def holding(
    texts: Ints, text_start: Longs, text_piece: Ints, told: Floats, number: Bytes,
    piece_start: Longs, piece_word: Ints, asked: Asked, listed: Listed, weights: Weights,
    need: Floats, least_by_numbers: float, kept: Ints,
) -> int:  # fmt: skip
    """Those of the texts that may hold one listed name, or hold a code, into `kept`; how many.

    `number` marks pieces that are a listed number, which no word is near.
    """
    scores = np.zeros(len(need), np.float64)
    touched = np.empty(len(need), np.int32)
    words = np.empty(1024, np.int32)
    count = 0
    for text in texts:
        size, numbers, code = 0, 0.0, False
        for at in range(text_start[text], text_start[text + 1]):
            piece = text_piece[at]
            code = code or told[piece] >= _CODE
            numbers += _NUMBER_BITS * number[piece]
            for place in range(piece_start[piece], piece_start[piece + 1]):
                if size == len(words):
                    words = np.append(words, np.empty(size, np.int32))
                words[size] = piece_word[place]
                size += 1
        if code or numbers >= least_by_numbers or _holds_a_name(
            words[:size], numbers, asked, listed, weights, need, scores, touched
        ):  # fmt: skip
            kept[count] = text
            count += 1
    return count
