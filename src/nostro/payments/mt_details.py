"""What field 86 of a statement tells of an entry: who the other side is, and what it was for.

Banks write it in three ways: by numbers after a transaction code (`166?00CREDIT?20TEXT?32NAME`, the
German DFÜ agreement, used in Austria, Poland and Hungary too), by code words
(`/BENM//NAME/JOHN DOE/REMI/RENT`, the Dutch and SEPA form), or as plain text.
"""

import re
from typing import NamedTuple

from nostro.payments.mt_fields import valid_bic

__all__ = ["Details", "details_of", "parts_of_details"]

# The sign after the three digits parts all the rest: mostly `?`, but banks use others.
_NUMBERED = re.compile(r"\s*(\d{3})([^\w\s])(?=\d\d)")
_WORD = re.compile(r"/([A-Z]{3,4}|OP|OI)/")
_PURPOSE = re.compile(
    r"(?:\A|\s|(?<=[a-z0-9]))(EREF|KREF|MREF|CRED|DEBT|SVWZ|ABWA|ABWE|IBAN|BIC)\+"
)
_TEXTS = frozenset([*(f"{number}" for number in range(20, 30)), "60", "61", "62", "63", "00"])
_ACCOUNTS, _NAMES = ("38", "31"), ("32", "33")
_SIDES = frozenset({"ORDP", "BENM"})
_TEXT_WORDS = frozenset({"REMI", "USTD", "STRD", "SVWZ", "RTRN", "PURP"})


class Details(NamedTuple):
    """The other side of an entry, and the words that go with it."""

    name: str | None = None
    account: str | None = None
    agent: str | None = None
    ultimate_debtor: str | None = None
    ultimate_creditor: str | None = None
    text: str | None = None
    rest: tuple[tuple[str, str], ...] = ()


def parts_of_details(value: str) -> list[tuple[str, str]] | None:
    """The parts of field 86, each a code (`?20`, `/NAME/`) and its text; None of plain text.

    Lines are cut anywhere, also within a word, where there are numbers.
    """
    found = _NUMBERED.match(value)
    if found:
        pieces = value[found.end() :].replace("\n", "").split(found[2])
        return [("?", found[1]), *((f"?{piece[:2]}", piece[2:]) for piece in pieces if piece)]
    if value.startswith("/") and _WORD.match(value):
        pieces = _WORD.split(value.replace("\n", ""))
        return [(f"/{code}/", text) for code, text in zip(pieces[1::2], pieces[2::2], strict=True)]
    return None


def details_of(value: str) -> Details:
    """What a field 86 tells, as far as it is written in one of the known ways."""
    parts = parts_of_details(value)
    if parts is None:
        return Details(text=_spaced(value))
    if parts and parts[0][0].startswith("?"):
        return _by_numbers(parts)
    return _by_words(parts)


def _by_numbers(parts: list[tuple[str, str]]) -> Details:
    said: dict[str, str] = {}
    for code, text in parts:
        said[code[1:]] = said.get(code[1:], "") + text
    purpose = "".join(said[code] for code in sorted(said) if code in _TEXTS and code != "00")
    tags = _tags(purpose)
    account = next((said[code].strip() for code in _ACCOUNTS if said.get(code, "").strip()), None)
    rest = tuple((f"?{code}", said[code]) for code in said
                 if code not in {*_TEXTS, *_NAMES, "30", "31", "38"} or
                 (code == "31" and account != said[code].strip()))  # fmt: skip
    return Details(
        name=_spaced("".join(said.get(code, "") for code in _NAMES)),
        account=account or tags.get("IBAN"),
        agent=(said.get("30") or "").strip() or tags.get("BIC"),
        ultimate_debtor=tags.get("ABWA"),
        ultimate_creditor=tags.get("ABWE"),
        text=_spaced("\n".join(filter(None, (said.get("00"), purpose)))),
        rest=rest,
    )


def _tags(purpose: str) -> dict[str, str]:
    """The tags of SEPA within the lines of purpose: `EREF+`, `SVWZ+`, `ABWA+` and so on."""
    pieces = _PURPOSE.split(purpose)
    tags = zip(pieces[1::2], pieces[2::2], strict=True)
    return {tag: shown for tag, text in tags if (shown := text.strip())}


def _by_words(parts: list[tuple[str, str]]) -> Details:
    """Code words: BENM and ORDP open the parts of a side, CNTP has account, BIC and name in one."""
    said: dict[str, str] = {}
    for code, text in parts:
        word, shown = code.strip("/"), text.strip().strip("/").strip()
        if shown and word not in said:
            said[word] = shown
    account, agent, name = said.get("IBAN"), said.get("BIC"), said.get("NAME")
    if contra := said.get("CNTP"):
        account, agent, name = (*(part.strip() for part in contra.split("/")), "", "", "")[:3]
    name = name or next((said[side] for side in sorted(_SIDES) if said.get(side)), None)
    agent = agent if agent and valid_bic(agent) else None
    return Details(
        name=name or None, account=account or None, agent=agent,
        text="\n".join(
            f"/{word}/{text}" for word, text in said.items() if text not in {name, account, agent}
        ) or None,
    )  # fmt: skip


def _spaced(text: str) -> str | None:
    """Lines without the blanks that fill them up."""
    lines = (" ".join(line.split()) for line in text.split("\n"))
    return "\n".join(line for line in lines if line) or None
