"""The rows of a CSV table found, a block of bytes at a time, where no doubt is about them."""

import numba as nb
import numpy as np
import numpy.typing as npt

from nostro.matching.word_kernels import in_place

__all__ = ["LONGEST_ROW", "cut_rows"]

Bytes = npt.NDArray[np.uint8]
Longs = npt.NDArray[np.int64]

LONGEST_ROW = 1_000_000
_COMMA, _QUOTE, _RETURN, _FEED = ord(","), ord('"'), ord("\r"), ord("\n")
_UNFINISHED, _NO_ROW = -1, -2


@in_place
def _after_quoted(data: Bytes, at: int, last: bool) -> tuple[int, int]:
    """Where a quoted cell ends that opens here, and how many lines it ends."""
    lines = 0
    at += 1
    while at < len(data):
        byte = data[at]
        known = at + 1 < len(data)
        if byte == _FEED or (byte == _RETURN and known and data[at + 1] != _FEED):
            lines += 1
        if byte == _QUOTE:
            if known and data[at + 1] == _QUOTE:
                at += 1
            elif known and data[at + 1] not in (_COMMA, _RETURN, _FEED):
                return _NO_ROW, lines
            elif known or last:
                return at + 1, lines
            else:
                return _UNFINISHED, lines
        at += 1
    return _NO_ROW if last else _UNFINISHED, lines


@in_place
def _end_of_row(data: Bytes, begin: int, last: bool) -> tuple[int, int, int, int]:
    """Where the text of a row ends, where the next row begins, its cells and its lines."""
    at, cells, lines = begin, 1, 1
    opens = True
    while at < len(data):
        byte = data[at]
        if byte == _QUOTE:
            if not opens:
                return _NO_ROW, 0, 0, 0
            at, more = _after_quoted(data, at, last)
            lines += more
            if at < 0:
                return at, 0, 0, 0
            opens = False
            continue
        if byte == _FEED:
            return at, at + 1, cells, lines
        if byte == _RETURN:
            if at + 1 == len(data):
                return _NO_ROW if last else _UNFINISHED, 0, 0, 0
            return (at, at + 2, cells, lines) if data[at + 1] == _FEED else (_NO_ROW, 0, 0, 0)
        cells += byte == _COMMA
        opens = byte == _COMMA
        at += 1
    return (at, at, cells, lines) if last else (_UNFINISHED, 0, 0, 0)


@nb.njit(cache=True)
def cut_rows(
    data: Bytes, last: bool, columns: int, out: Bytes, line: Longs
) -> tuple[int, int, int, int, bool, bool]:
    """Copy the whole rows of a block, each ended by a line feed, blank ones left out.

    `last` says that no more bytes follow; `line` gets the line on which each row ends, counted
    from 1. Returns how many bytes were used and how many copied, the rows and the lines that they
    are, whether all rows have as many cells as there are columns, and whether a row follows that
    only a reader of every character can tell.
    """
    used = size = rows = lines = 0
    even = True
    while used < len(data):
        end, after, cells, more = _end_of_row(data, used, last)
        if end == _UNFINISHED and len(data) - used <= LONGEST_ROW:
            break
        if end < 0 or end - used > LONGEST_ROW:
            return used, size, rows, lines, even, True
        lines += more
        if end > used:
            even = even and cells == columns
            out[size : size + end - used] = data[used:end]
            size += end - used
            out[size] = _FEED
            size += 1
            line[rows] = lines
            rows += 1
        used = after
    return used, size, rows, lines, even, False
