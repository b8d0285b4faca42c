"""Which texts may hold initials that readers of names join or part, so that pieces do not tell."""

import numba as nb
import numpy as np
import numpy.typing as npt

from nostro.matching.word_kernels import in_place, inside

__all__ = ["all_joined"]

Bytes = npt.NDArray[np.uint8]
Longs = npt.NDArray[np.int64]

_SPACE, _AMPERSAND, _DOT, _LOW_LINE = ord(" "), ord("&"), ord("."), ord("_")
_AND, _UPPER_AND = np.frombuffer(b" and ", np.uint8), np.frombuffer(b" AND ", np.uint8)
_MOST = 2


@inside
def _is_upper(byte: int) -> bool:
    return 65 <= byte <= 90


@inside
def _is_letter(byte: int) -> bool:
    return 65 <= byte <= 90 or 97 <= byte <= 122


@inside
def _in_word(byte: int) -> bool:
    return _is_letter(byte) or 48 <= byte <= 57 or byte == _LOW_LINE


@in_place
def _ends_with_initials(text: Bytes, end: int) -> bool:
    """Whether one or two capitals, and no more of a word, stand before a place."""
    at = end
    while at > 0 and end - at < _MOST and _is_upper(text[at - 1]):
        at -= 1
    return at < end and (at == 0 or not _in_word(text[at - 1]))


@in_place
def _begins_with_initials(text: Bytes, begin: int) -> bool:
    """Whether one or two capitals, and no more of a word, stand after a place."""
    at = begin
    while at < len(text) and at - begin < _MOST and _is_upper(text[at]):
        at += 1
    return at > begin and (at == len(text) or not _in_word(text[at]))


@in_place
def _stands(text: Bytes, at: int, words: Bytes) -> bool:
    if at + len(words) > len(text):
        return False
    for place in range(len(words)):
        if text[at + place] != words[place]:
            return False
    return True


@in_place
def _joins(text: Bytes, at: int) -> bool:
    """Initials joined here by an ampersand or an and, as in `AT&T` and `A and B`."""
    if text[at] == _AMPERSAND:
        end = at - 1 if at > 0 and text[at - 1] == _SPACE else at
        begin = at + 2 if at + 1 < len(text) and text[at + 1] == _SPACE else at + 1
    elif text[at] == _SPACE and (_stands(text, at, _AND) or _stands(text, at, _UPPER_AND)):
        end, begin = at, at + len(_AND)
    else:
        return False
    return _ends_with_initials(text, end) and _begins_with_initials(text, begin)


@in_place
def _parts(text: Bytes, at: int) -> bool:
    """Initials that stand here after a word with a dot between, as in `IvanovA.B.`."""
    return (
        text[at] == _DOT
        and 2 <= at < len(text) - 2
        and _is_letter(text[at - 1]) and _is_letter(text[at - 2])
        and _is_upper(text[at + 1]) and text[at + 2] == _DOT
    )  # fmt: skip


@nb.njit(cache=True)
def all_joined(data: Bytes, start: Longs) -> Bytes:
    """Which texts hold initials joined as in `AT&T` or parted as in `IvanovA.B.`."""
    out = np.zeros(len(start) - 1, np.uint8)
    for row in range(len(out)):
        text = data[start[row] : start[row + 1]]
        for at in range(len(text)):
            if _joins(text, at) or _parts(text, at):
                out[row] = 1
                break
    return out
