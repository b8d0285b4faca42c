"""Distinct strings numbered, and codes brought to one form: kernels over bytes."""

import numba as nb
import numpy as np
import numpy.typing as npt

from nostro.matching.word_kernels import fnv_of, in_place, inside

__all__ = ["all_codes", "all_foreign", "checksum", "code_of", "placed", "string_numbers"]

Bytes = npt.NDArray[np.uint8]
Ints = npt.NDArray[np.int32]
Longs = npt.NDArray[np.int64]
Hashes = npt.NDArray[np.uint64]

_MIXED = np.uint64(0x9E3779B97F4A7C15)
_OFFSET, _PRIME = np.uint64(0xCBF29CE484222325), np.uint64(0x100000001B3)
_SHORTEST, _LONGEST = 5, 128
_BIC, _HEAD, _BANK = 11, 8, 6


@inside
def _slot_of(value: np.uint64, slots: Ints) -> int:
    mixed = value * _MIXED
    return np.int64((mixed ^ (mixed >> np.uint64(32))) & np.uint64(len(slots) - 1))


@inside
def _same(one: Bytes, other: Bytes) -> bool:
    if len(one) != len(other):
        return False
    for at in range(len(one)):
        if one[at] != other[at]:
            return False
    return True


@in_place
def string_numbers(
    data: Bytes, start: Longs, held: Bytes, held_start: Longs, held_hash: Hashes, slots: Ints,
    count: int, out: Ints,
) -> int:  # fmt: skip
    """Number strings: equal ones alike, new ones from `count` on, which are added to those held.

    The arrays of what is held have room for all strings given. Returns how many are held then.
    """
    for row in range(len(start) - 1):
        text = data[start[row] : start[row + 1]]
        value = fnv_of(text)
        slot = _slot_of(value, slots)
        while True:
            number = slots[slot]
            if number < 0:
                slots[slot] = number = count
                begin = held_start[count]
                for at in range(len(text)):
                    held[begin + at] = text[at]
                held_start[count + 1] = begin + len(text)
                held_hash[count] = value
                count += 1
                break
            if held_hash[number] == value and _same(
                held[held_start[number] : held_start[number + 1]], text
            ):
                break
            slot = (slot + 1) & (len(slots) - 1)
        out[row] = number
    return count


@in_place
def placed(hashes: Hashes, count: int, slots: Ints) -> None:
    """Put strings of these hashes, which all differ, into empty slots."""
    for number in range(count):
        slot = _slot_of(hashes[number], slots)
        while slots[slot] >= 0:
            slot = (slot + 1) & (len(slots) - 1)
        slots[slot] = number


@inside
def _is_letter(byte: int) -> bool:
    return 97 <= byte <= 122


@inside
def _lower(byte: int) -> int:
    return byte + 32 if 65 <= byte <= 90 else byte


@inside
def _separates(byte: int) -> bool:
    """White space, `.`, `/`, `-` and `_`, which codes are written with and without."""
    return 9 <= byte <= 13 or 28 <= byte <= 32 or 45 <= byte <= 47 or byte == 95


@in_place
def code_of(text: Bytes, room: Bytes) -> np.uint64:
    """The hash of a text as a code, however it is written; 0 where it is too short or long.

    Without separators and in lower case; `IMO` before a number falls away, and a BIC of eleven
    characters counts as its first eight. `room` has 128 places.
    """
    size = 0
    for byte in text:
        if not _separates(byte):
            if size == _LONGEST:
                return np.uint64(0)
            room[size] = _lower(byte)
            size += 1
    if size < _SHORTEST:
        return np.uint64(0)
    if size == _BIC:
        letters = True
        for at in range(_BANK):
            letters = letters and _is_letter(room[at])
        if letters:
            size = _HEAD
    begin = 3 if room[0] == 105 and room[1] == 109 and room[2] == 111 else 0
    return fnv_of(room[begin:size])


@nb.njit(cache=True)
def all_codes(data: Bytes, start: Longs) -> Hashes:
    """The hash of each text as a code."""
    room = np.empty(_LONGEST, np.uint8)
    out = np.empty(len(start) - 1, np.uint64)
    for row in range(len(out)):
        out[row] = code_of(data[start[row] : start[row + 1]], room)
    return out


@nb.njit(cache=True)
def all_foreign(data: Bytes, start: Longs) -> Bytes:
    """Which texts hold more than ASCII."""
    out = np.zeros(len(start) - 1, np.uint8)
    for row in range(len(out)):
        for byte in data[start[row] : start[row + 1]]:
            if byte >= 128:
                out[row] = 1
                break
    return out


@nb.njit(cache=True, nogil=True)
def checksum(numbers: Hashes) -> np.uint64:
    """A sum of 64-bit numbers that tells whether any of them changed or changed places."""
    lanes = np.full(4, _OFFSET)
    whole = len(numbers) // 4 * 4
    for at in range(0, whole, 4):
        for lane in range(4):
            lanes[lane] = (lanes[lane] ^ numbers[at + lane]) * _PRIME
    for at in range(whole, len(numbers)):
        lanes[0] = (lanes[0] ^ numbers[at]) * _PRIME
    return ((lanes[0] * _PRIME ^ lanes[1]) * _PRIME ^ lanes[2]) * _PRIME ^ lanes[3]
