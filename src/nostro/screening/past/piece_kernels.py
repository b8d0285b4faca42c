"""Running text cut into pieces that can be read alone, whatever stands around them.

A piece is a run of letters and digits, with apostrophes and the dots of initials inside. Letters
beyond ASCII belong to pieces as they are; what in them is a word is left to the reader of words.
"""

import numba as nb
import numpy as np
import numpy.typing as npt

from nostro.matching.word_kernels import fnv_more, fnv_of, in_place, inside
from nostro.screening.past.string_kernels import code_of

__all__ = ["all_kinds", "all_plain", "cut_texts"]

Bytes = npt.NDArray[np.uint8]
Ints = npt.NDArray[np.int32]
Longs = npt.NDArray[np.int64]
Hashes = npt.NDArray[np.uint64]

# A text with so long a run of no white space may be cut within words by who looks for names.
_LONG_RUN = 700
_WORDS, _NUMBER, _REFERENCE = 0, 1, 2
# Words of names hold no so many digits; where one does, it is met by what is equal to it.
_MANY_DIGITS = 5
_LEAST_CODE = 7
# What is read of a name (`nostro.names.tokens`).
_MOST_WORDS, _MOST_BYTES = 40, 1_000
_HYPHEN, _BRACKET, _AND = ord("-"), ord("("), ord("&")
_DOT, _APOSTROPHE, _GRAVE = ord("."), ord("'"), ord("`")
_HASH = np.frombuffer(b"#", np.uint8)


@inside
def _is_digit(byte: int) -> bool:
    return 48 <= byte <= 57


@inside
def _is_plain(byte: int) -> bool:
    """A letter or digit of ASCII."""
    return _is_digit(byte) or 65 <= byte <= 90 or 97 <= byte <= 122


@inside
def _is_inner(byte: int) -> bool:
    return _is_plain(byte) or byte >= 128


@in_place
def _end_of_piece(data: Bytes, begin: int, end: int) -> tuple[int, bool]:
    """Where the piece ends that begins here, and whether it is of ASCII letters and digits alone.

    A dot belongs to it after a single letter or where other scripts stand, an apostrophe before a
    letter.
    """
    at, since, plain = begin, begin, True
    foreign = False
    while at < end:
        byte = data[at]
        if _is_plain(byte):
            at += 1
        elif _is_inner(byte):
            plain, foreign = False, foreign or byte >= 128
            at += 1
        elif byte == _DOT and (at - since == 1 or foreign):
            plain = False
            at += 1
            since = at
        elif byte in (_APOSTROPHE, _GRAVE) and at + 1 < end and _is_inner(data[at + 1]):
            plain = False
            at += 1
        else:
            break
    return at, plain


@in_place
def _cut(
    data: Bytes, begin: int, end: int, froms: Longs, tos: Longs, count: int
) -> tuple[int, bool]:
    """Cut one text; how many pieces there are then, and whether a run is long."""
    at, run, long = begin, begin, False
    while at < end:
        byte = data[at]
        if 9 <= byte <= 13 or byte == 32:
            run = at + 1
        long = long or at - run >= _LONG_RUN
        if not _is_inner(byte):
            at += 1
            continue
        after, plain = _end_of_piece(data, at, end)
        froms[count], tos[count] = at, after
        count += 1
        if not plain:
            count = _plain_runs(data, at, after, froms, tos, count)
        at = after
        long = long or at - run >= _LONG_RUN
    return count, long


@in_place
def _plain_runs(data: Bytes, begin: int, end: int, froms: Longs, tos: Longs, count: int) -> int:
    """The runs of ASCII letters and digits within a piece that are long enough for a code."""
    at = begin
    while at < end:
        after = at
        while after < end and _is_plain(data[after]):
            after += 1
        if after - at >= _LEAST_CODE:
            froms[count], tos[count] = at, after
            count += 1
        at = after + 1
    return count


@nb.njit(cache=True)
def cut_texts(data: Bytes, start: Longs) -> tuple[Longs, Longs, Longs, Bytes]:
    """Where the pieces of texts begin and end, where those of each text do among all, and which
    texts have a long run.
    """
    # A piece and what parts it from the next are two bytes at least, a code seven.
    room = 2 * int(start[-1] - start[0]) // 3 + len(start) + 2
    froms, tos = np.empty(room, np.int64), np.empty(room, np.int64)
    rows = np.zeros(len(start), np.int64)
    long = np.zeros(len(start) - 1, np.uint8)
    count = 0
    for row in range(len(start) - 1):
        count, is_long = _cut(data, start[row], start[row + 1], froms, tos, count)
        long[row] = is_long
        rows[row + 1] = count
    return froms[:count].copy(), tos[:count].copy(), rows, long


@nb.njit(cache=True)
def all_plain(data: Bytes, start: Longs, piece_start: Longs, alone: Ints) -> Bytes:
    """Which names are of pieces alone that are read alike in every name.

    `alone` has for each piece of each name its word, or -1. A single piece may be a legal form,
    hyphens, brackets and ampersands make other readings: such names are not among them.
    """
    out = np.zeros(len(start) - 1, np.uint8)
    for row in range(len(out)):
        pieces = piece_start[row + 1] - piece_start[row]
        plain = 1 < pieces <= _MOST_WORDS and start[row + 1] - start[row] <= _MOST_BYTES
        for at in range(piece_start[row], piece_start[row + 1]):
            plain = plain and alone[at] >= 0
        if plain:
            for byte in data[start[row] : start[row + 1]]:
                if byte in (_HYPHEN, _BRACKET, _AND) or byte >= 128:
                    plain = False
                    break
        out[row] = plain
    return out


@in_place
def _kind(piece: Bytes) -> int:
    """What a piece is: a number, a reference of mostly digits, or words to read."""
    digits = letters = changes = 0
    last = 0
    for byte in piece:
        if _is_digit(byte):
            digits += 1
            changes += byte != last
        elif _is_plain(byte):
            letters += 1
        else:
            return _WORDS
        last = byte
    if letters == 0:
        return _NUMBER
    return _REFERENCE if changes >= _MANY_DIGITS and digits >= letters else _WORDS


@nb.njit(cache=True)
def all_kinds(data: Bytes, start: Longs) -> tuple[Bytes, Hashes]:
    """What each piece is, and its hash as a code; of a number too short for one, that of `#` and
    its value.
    """
    room = np.empty(128, np.uint8)
    kinds = np.empty(len(start) - 1, np.uint8)
    codes = np.empty(len(start) - 1, np.uint64)
    for row in range(len(kinds)):
        piece = data[start[row] : start[row + 1]]
        kinds[row] = _kind(piece)
        codes[row] = code_of(piece, room)
        if kinds[row] == _NUMBER and len(piece) < _LEAST_CODE:
            at = 0
            while at + 1 < len(piece) and piece[at] == 48:
                at += 1
            codes[row] = fnv_more(fnv_of(_HASH), piece[at:])
    return kinds, codes
