"""The listed words near words that are asked: by keys, spellings and meanings, and across scripts.

What is found for a word is remembered (`nostro.matching.asked`), so that names are compared without
reading letters again. All new words of a batch are looked up in one call.
"""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from nostro.matching.across_kernels import (
    Latin,
    Native,
    Spelt,
    cost_as_listed,
    cost_as_native,
    latin_ready,
    native_ready,
)
from nostro.matching.edit_kernels import Compared, near_forms, place_of
from nostro.matching.word_kernels import LONGEST, first_at, fnv_of, in_place, inside

__all__ = [
    "APART", "CUT_OFF", "EQUAL", "INITIAL", "MOST_SPLITS", "NICKNAME", "SAME_MEANING", "SIMILAR",
    "SPELLING_UNITS", "TOGETHER", "TRANSLITERATED", "VARIANT", "Desk", "Near",
    "Sought", "Words", "all_near", "all_splits", "form_number",
]  # fmt: skip

Bytes = npt.NDArray[np.uint8]
Ints = npt.NDArray[np.int32]
Floats = npt.NDArray[np.float64]
Hashes = npt.NDArray[np.uint64]

# By which rule words meet.
EQUAL, SIMILAR, SAME_MEANING, NICKNAME, VARIANT, TRANSLITERATED = range(6)
INITIAL, CUT_OFF, TOGETHER, APART = range(6, 10)
# What a bit of an unlikely spelling costs, in tenths of a bit of a slip in a Latin word.
SPELLING_UNITS = 12.5
_OTHER_SPELLING = 5
# Words that differ by more than this, in tenths of a bit for each letter, are not alike.
_MOST_DIFFERENT = 16
# A cost that no word has.
FAR = 99_999
MOST_SPLITS = 8
_MEANS, _COUNTS, _SHORT_FOR, _ELSEWHERE = (ord(mark) for mark in "=#~^")
_NAME = 0


class Words(NamedTuple):
    """The words of an index as arrays: spellings (`form`) of letters, keys to find them by, and
    for words of other scripts (`native`) the options of their chunks.

    `word_nation` is the number of the country that a word names, 0 for none; `nation` the table of
    all words that name one, by their hashes.
    """

    letters: Bytes
    letter_more: Bytes
    form_start: Ints
    form_hash: Hashes
    form_at: Ints
    form_word_start: Ints
    form_word: Ints
    form_extra: Bytes
    word_form: Ints
    word_kind: Bytes
    word_hash: Hashes
    word_native: Bytes
    word_nation: Bytes
    nation_hash: Hashes
    nation: Bytes
    native_start: Ints
    native_options: Ints
    native_base: Floats
    key: Hashes
    key_form: Ints


class Sought(NamedTuple):
    """Words to look up: spellings of letters, what meeting under each costs, and the words'
    `symbols` of another script, none for Latin ones, with what their likeliest spelling costs.
    """

    letters: Bytes
    form_start: Ints
    word_form: Ints
    extra: Ints
    kind: Bytes
    hash: Hashes
    native: Bytes
    nation: Bytes
    options: Ints
    symbol_start: Ints
    base: Floats


class Desk(NamedTuple):
    """Space to look a word up: marks of the listed words met, 64 in one number, what meeting each
    costs (FAR where not met), and by which rule.
    """

    met: Hashes
    cost: Ints
    rule: Bytes
    compared: Compared
    latin: Latin
    other: Native

    @classmethod
    def for_words(cls, words: Words) -> "Desk":
        """Space to look up words in an index of these."""
        count = len(words.word_kind)
        return cls(
            np.zeros(count // 64 + 1, np.uint64), np.full(count, FAR, np.int32),
            np.zeros(count, np.uint8), Compared.with_room(len(words.form_start) - 1),
            Latin.empty(), Native.empty(),
        )  # fmt: skip


class Near(NamedTuple):
    """The listed words near each word, by number, with costs in tenths of a bit and rules."""

    start: Ints
    word: Ints
    cost: Ints
    rule: Bytes


@inside
def form_number(hashes: Hashes, numbers: Ints, value: np.uint64) -> int:
    """The listed spelling of a hash; -1 where there is none."""
    at = first_at(hashes, value)
    return numbers[at] if at < len(hashes) and hashes[at] == value else -1


@inside
def _rule_of(form: Bytes) -> int:
    """By which rule words meet under a spelling."""
    if len(form) == 0:
        return SIMILAR
    if form[0] in (_MEANS, _COUNTS):
        return SAME_MEANING
    if form[0] == _SHORT_FOR:
        return NICKNAME
    return VARIANT if form[0] == _ELSEWHERE else SIMILAR


@in_place
def _spelt_size(sought: Sought, word: int) -> int:
    """The letters of the longest spelling in letters and digits alone; 0 where there is none."""
    most = 0
    for number in range(sought.word_form[word], sought.word_form[word + 1]):
        form = sought.letters[sought.form_start[number] : sought.form_start[number + 1]]
        plain = True
        for byte in form:
            plain = plain and (97 <= byte <= 122 or 48 <= byte <= 57)
        if plain:
            most = max(most, len(form))
    return most


@inside
def _across(sought: Sought, word: int, words: Words, other: int, spelt: Spelt, desk: Desk) -> int:
    """What a Latin word costs as a spelling of one of another script, in tenths of a bit."""
    if sought.symbol_start[word + 1] > sought.symbol_start[word]:
        form = words.word_form[other]
        letters = words.letters[words.form_start[form] : words.form_start[form + 1]]
        symbols = sought.symbol_start[word + 1] - sought.symbol_start[word]
        bits = cost_as_listed(letters, symbols, spelt, desk.other) - sought.base[word]
    else:
        form = sought.word_form[word]
        letters = sought.letters[sought.form_start[form] : sought.form_start[form + 1]]
        start, end = words.native_start[other], words.native_start[other + 1]
        bits = cost_as_native(letters, words.native_options[4 * start : 4 * end], spelt, desk.latin)
        bits -= words.native_base[other]
    return max(_OTHER_SPELLING, int(SPELLING_UNITS * bits))


@inside
def _meet(other: int, cost: int, rule: int, desk: Desk) -> None:
    """Keep the least that meeting a listed word costs, and the rule."""
    if cost < desk.cost[other]:
        desk.met[other >> 6] |= np.uint64(1) << np.uint64(other & 63)
        desk.cost[other] = cost
        desk.rule[other] = rule


@inside
def _are_nations(one: int, other: int) -> bool:
    """Whether two words name two countries."""
    return one > 0 and other > 0 and one != other


@in_place
def _meet_forms(
    count: int, number: int, word: int, sought: Sought, words: Words, spelt: Spelt, desk: Desk
) -> None:
    """Meet the listed words whose spellings are near one of a word's."""
    rule = _rule_of(sought.letters[sought.form_start[number] : sought.form_start[number + 1]])
    other_script = sought.symbol_start[word + 1] > sought.symbol_start[word]
    for at in range(count):
        form, differs = desk.compared.found[at], desk.compared.cost[at]
        for place in range(words.form_word_start[form], words.form_word_start[form + 1]):
            other = words.form_word[place]
            if differs > 0 and words.word_kind[other] != _NAME:
                continue
            if differs > 0 and _are_nations(sought.nation[word], words.word_nation[other]):
                continue
            cost = differs + max(sought.extra[number], words.form_extra[place])
            native = words.native_start[other + 1] > words.native_start[other]
            if rule == SIMILAR and native != other_script:
                if differs > 0 and desk.cost[other] != FAR and desk.rule[other] == SIMILAR:
                    continue
                across = _across(sought, word, words, other, spelt, desk)
                cost = across if differs > 0 else min(cost, across)
            _meet(other, cost, rule, desk)


@in_place
def _pass_met(count: int, words: Words, desk: Desk) -> None:
    """Pass over Latin spellings found of which nothing more is to be learned: what their words cost
    a word of another script does not depend on the spelling of it that they are near.
    """
    for at in range(count):
        form = desk.compared.found[at]
        learned = True
        for place in range(words.form_word_start[form], words.form_word_start[form + 1]):
            other = words.form_word[place]
            latin = words.native_start[other + 1] == words.native_start[other]
            met = latin and desk.cost[other] != FAR and desk.rule[other] == SIMILAR
            learned = learned and (met or words.word_kind[other] != _NAME)
        if learned:
            desk.compared.passed[form >> 6] |= np.uint64(1) << np.uint64(form & 63)


@in_place
def _look_up(word: int, sought: Sought, words: Words, spelt: Spelt, desk: Desk) -> None:
    """Meet all listed words that are near a word."""
    first, last = sought.word_form[word], sought.word_form[word + 1]
    symbols = sought.options[4 * sought.symbol_start[word] : 4 * sought.symbol_start[word + 1]]
    if len(symbols) > 0:
        native_ready(symbols, spelt, desk.other)
    elif len(words.native_options) > 0:
        latin_ready(
            sought.letters[sought.form_start[first] : sought.form_start[first + 1]], desk.latin
        )
    size = _spelt_size(sought, word)
    similar = sought.kind[word] == _NAME and 0 < size <= LONGEST
    bound = _MOST_DIFFERENT * (size + 2) * (2 if len(symbols) > 0 else 1)
    for number in range(first, last):
        form = sought.letters[sought.form_start[number] : sought.form_start[number + 1]]
        count = 0
        if similar and _rule_of(form) == SIMILAR:
            count = near_forms(
                form, bound, words.letters, words.letter_more, words.form_start, words.key,
                words.key_form, desk.compared,
            )  # fmt: skip
        exact = form_number(words.form_hash, words.form_at, fnv_of(form))
        if exact >= 0:
            desk.compared.found[count] = exact
            desk.compared.cost[count] = 0
            count += 1
        _meet_forms(count, number, word, sought, words, spelt, desk)
        if len(symbols) > 0 and number + 1 < last:
            _pass_met(count, words, desk)
    if len(symbols) > 0:
        desk.compared.passed[:] = 0


@in_place
def _keep(
    word: int, other: int, at: int, sought: Sought, words: Words, desk: Desk, near: Near
) -> int:
    """Write a listed word that was met, where it is near enough; how many are written then."""
    cost, rule = max(desk.cost[other], _OTHER_SPELLING), desk.rule[other]
    desk.cost[other] = FAR
    both = words.word_native[other] > 0 and sought.native[word] > 0
    if (both and cost <= _OTHER_SPELLING) or words.word_native[other] != sought.native[word]:
        rule = TRANSLITERATED
    same = words.word_hash[other] == sought.hash[word]
    form, own = words.word_form[other], sought.word_form[word]
    longer = max(
        words.form_start[form + 1] - words.form_start[form],
        sought.form_start[own + 1] - sought.form_start[own],
    )
    if not same and rule <= SIMILAR and cost > _MOST_DIFFERENT * (longer + 1):
        return at
    near.word[at] = other
    near.cost[at] = 0 if same else cost
    near.rule[at] = EQUAL if same else rule
    return at + 1


@in_place
def all_near(sought: Sought, begin: int, words: Words, spelt: Spelt, desk: Desk, near: Near) -> int:
    """The listed words near each word from `begin` on, by number, into `near`.

    `near.start` has a place more than words; its place `begin` says where to go on. Returns the
    first word that was not looked up, because `near` might not have held all of its.
    """
    at = near.start[begin]
    for word in range(begin, len(sought.kind)):
        if at + len(words.word_kind) > len(near.word):
            return word
        _look_up(word, sought, words, spelt, desk)
        for block in range(len(desk.met)):
            marks = desk.met[block]
            desk.met[block] = 0
            while marks != 0:
                low = marks & (~marks + np.uint64(1))
                marks ^= low
                at = _keep(word, 64 * block + place_of(low), at, sought, words, desk, near)
        near.start[word + 1] = at
    return len(sought.kind)


@in_place
def _splits_of(word: Bytes, words: Words, out: Ints, at: int) -> int:
    for cut in range(2, len(word) - 1):
        left = form_number(words.form_hash, words.form_at, fnv_of(word[:cut]))
        right = form_number(words.form_hash, words.form_at, fnv_of(word[cut:])) if left >= 0 else -1
        if left >= 0 and right >= 0:
            out[2 * at] = words.form_word[words.form_word_start[left]]
            out[2 * at + 1] = words.form_word[words.form_word_start[right]]
            at += 1
            if 2 * at == len(out):
                break
    return at


@in_place
def all_splits(sought: Sought, words: Words, start: Ints, out: Ints) -> None:
    """The pairs of listed words that each word is when written together, into `out`, which has
    room for MOST_SPLITS pairs a word.
    """
    start[0] = at = 0
    for word in range(len(sought.kind)):
        own = sought.word_form[word]
        form = sought.letters[sought.form_start[own] : sought.form_start[own + 1]]
        plain = sought.kind[word] == _NAME
        for byte in form:
            plain = plain and byte < 128
        if plain:
            at = _splits_of(form, words, out[: 2 * (at + MOST_SPLITS)], at)
        start[word + 1] = at
