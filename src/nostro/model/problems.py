"""A Problem: what could not be read, said beside what could."""

import msgspec

__all__ = ["Problem"]


class Problem(msgspec.Struct, frozen=True, kw_only=True):
    """One thing in the input that was not understood.

    `source` is the file as the user named it, `location` where in it (`line 12`,
    `transaction 3`, `/Document/...`), `code` a stable word for programs, `message` a sentence.
    """

    source: str
    location: str
    code: str
    message: str
