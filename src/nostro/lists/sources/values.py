"""Several values in one cell: as lists number them (`1) Iraq 2) Syria`, `a) Mullah b) Haji`), or
parted by semicolons.
"""

import re

__all__ = ["split_listed", "split_numbered"]

_MARK = re.compile(r"(?:^|[\s,;.])\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[).]\)?\s*(?=\S)")
_FIRST = re.compile(r"\s*\(?(?:1|a|i)[).]")


def split_numbered(text: str) -> list[str]:
    """The values of a cell in their order; one where nothing is numbered, none of an empty one."""
    cleaned = " ".join(text.split())
    if not _FIRST.match(cleaned):
        return [cleaned] if cleaned else []
    return [part.strip(" ,;") for part in _MARK.split(cleaned) if part.strip(" ,;")]


def split_listed(text: str) -> list[str]:
    """The values between the semicolons of a cell, without the quotes around them."""
    return [value for part in text.split(";") if (value := part.strip(' "'))]
