"""Lines of a message that were broken where they were full, within a word.

The narrative fields of SWIFT MT have lines of 35 or 50 characters (`4*35x`, `35*50x`), and programs
that fill them break words anywhere; `//` opens a line that goes on (field 72).
"""

import re
from typing import NamedTuple

__all__ = ["Unwrapped", "unwrapped"]

_WIDTHS = (35, 50)
_LINE = re.compile(r"(?m)^(.*\w)\n(?=(?P<goes_on>//)?\w)")


class Unwrapped(NamedTuple):
    """A text with full lines joined, and where each of its characters stood."""

    text: str
    stood: list[int]

    def crossing(self, span: tuple[int, int]) -> tuple[int, int] | None:
        """The span in the text as it was, if a break stood within; else None."""
        start, end = self.stood[span[0]], self.stood[span[1] - 1] + 1
        return (start, end) if end - start > span[1] - span[0] else None


def unwrapped(text: str) -> Unwrapped | None:
    """The text with each full line joined to the next; None where no line is full."""
    lines = _LINE.finditer(text) if "\n" in text else ()
    breaks = [line for line in lines if len(line[1]) in _WIDTHS]
    if not breaks:
        return None
    left_out = {
        at for line in breaks for at in range(line.end(1), line.end() + 2 * bool(line["goes_on"]))
    }
    stood = [at for at in range(len(text)) if at not in left_out]
    return Unwrapped("".join(text[at] for at in stood), stood)
