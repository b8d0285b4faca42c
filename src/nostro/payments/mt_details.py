"""What field 86 of a statement tells of an entry: who the other side is, and what it was for.

Banks write it in three ways: by numbers after a transaction code (`166?00CREDIT?20TEXT?32NAME`, the
German DFÜ agreement, used in Austria, Poland and Hungary too), by code words
(`/BENM//NAME/JOHN DOE/REMI/RENT`, the Dutch and SEPA form), or as plain text.
"""

import re
from typing import NamedTuple

__all__ = ["Details", "details_of", "parts_of_details"]

# The sign after the three digits parts all the rest: mostly `?`, but banks use others.
_NUMBERED = re.compile(r"\s*(\d{3})([?>@#|<+*&$%~^!=;])(?=\d\d)")
_LONGEST = 10_000  # characters; what is longer is no field 86
_SUBFIELD = 27  # characters; one that is full goes on in the next, be it within a word
_PURPOSES = tuple(f"{number}" for number in (*range(20, 30), *range(60, 64)))
_ACCOUNTS, _NAMES, _BANK, _KIND = ("38", "31"), ("32", "33"), "30", "00"
_TAG = re.compile(r"(?:\A|(?<=[\s]))(EREF|KREF|MREF|CRED|DEBT|SVWZ|ABWA|ABWE|IBAN|BIC)\+")
_CODE_WORDS = (
    "ABD ADDR BENM BIC CHGS CHGT CNTP CREF CSID EDI EREF EXCH IBAN ID IREF ISDT KREF MARF MREF NAME"
    " NRTX OCMT OI OP ORDP PREF PURP REF REMI RREF RTRN SVCL SVWZ TRCD TRTP ULTB ULTC ULTD"
)
_WORD = re.compile(f"/({'|'.join(_CODE_WORDS.split())})/")
_SIDES = {"ORDP": "debtor", "BENM": "creditor", "ULTD": "ultimate_debtor",
          "ULTC": "ultimate_creditor", "ULTB": "ultimate_creditor"}  # fmt: skip

_HELD = ("IBAN", "BIC", "ultimate_debtor", "ultimate_creditor", "debtor", "creditor")


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
    if len(value) > _LONGEST:
        return None
    if found := _NUMBERED.match(value):
        pieces = value[found.end() :].replace("\n", "").split(found[2])
        return [("?", found[1]), *((f"?{piece[:2]}", piece[2:]) for piece in pieces if piece)]
    if value.startswith("/") and _WORD.match(value):
        pieces = _WORD.split(value.replace("\n", ""))
        return [(f"/{code}/", text) for code, text in zip(pieces[1::2], pieces[2::2], strict=True)]
    return None


def details_of(value: str, contra: str) -> Details:
    """What a field 86 tells, as far as it is written in one of the known ways; `contra` is the
    other side, `debtor` or `creditor`.
    """
    parts = parts_of_details(value)
    if parts is None:
        return Details(text=_spaced(value))
    return _by_numbers(parts) if parts[0][0] == "?" else _by_words(parts, contra)


def _by_numbers(parts: list[tuple[str, str]]) -> Details:
    said: dict[str, str] = {}
    for code, text in parts:
        said[code[1:]] = said.get(code[1:], "") + text
    purpose = _run_on([said[code] for code in sorted(said) if code in _PURPOSES])
    tags = _tags(purpose)
    account = next((code for code in _ACCOUNTS if said.get(code, "").strip()), "")
    used = {*_PURPOSES, *_NAMES, _BANK, _KIND, account}
    return Details(
        name=_spaced(_run_on([said[code] for code in _NAMES if code in said]).replace("\n", " ")),
        account=said.get(account, "").strip() or tags.get("IBAN"),
        agent=said.get(_BANK, "").strip() or tags.get("BIC"),
        ultimate_debtor=tags.get("ABWA"),
        ultimate_creditor=tags.get("ABWE"),
        text=_spaced(f"{said.get(_KIND, '')}\n{purpose}"),
        rest=tuple(
            (f"?{code}", text) for code, text in said.items() if code not in used and text.strip()
        ),
    )


def _run_on(pieces: list[str]) -> str:
    """Subfields in lines: a full one goes on in the next, unless a tag opens that."""
    text = ""
    for before, piece in zip(["", *pieces], pieces, strict=False):
        goes_on = len(before) >= _SUBFIELD and not _TAG.match(piece)
        text += piece if goes_on or not text else f"\n{piece}"
    return text


def _tags(purpose: str) -> dict[str, str]:
    """The tags of SEPA within the lines of purpose: `EREF+`, `SVWZ+`, `ABWA+` and so on."""
    pieces = _TAG.split(purpose)
    tags = zip(pieces[1::2], pieces[2::2], strict=True)
    return {tag: shown for tag, text in tags if (shown := " ".join(text.split()))}


def _by_words(parts: list[tuple[str, str]], contra: str) -> Details:
    """Code words: some open the parts of a side, CNTP has account, BIC and name in one."""
    said: dict[str, str] = {}
    lines: list[str] = []
    side = contra
    for code, text in parts:
        word, shown = code.strip("/"), text.strip().strip("/").strip()
        side = _SIDES.get(word, side)
        place = side if word == "NAME" or word in _SIDES else word
        if word == "CNTP":
            account, bank, name, *town = (*(part.strip() for part in text.split("/")), "", "", "")
            given = (("IBAN", account), ("BIC", bank), (contra, name))
            said |= {key: value for key, value in given if value}
            lines += filter(None, town)
        elif place in _HELD and shown and place not in said:
            said[place] = shown
        elif shown:
            lines.append(code + shown)
    own = said.get("creditor" if contra == "debtor" else "debtor")
    return Details(
        name=said.get(contra),
        account=said.get("IBAN"),
        agent=said.get("BIC"),
        ultimate_debtor=said.get("ultimate_debtor"),
        ultimate_creditor=said.get("ultimate_creditor"),
        text="\n".join([*lines, *([own] if own else [])]) or None,
    )


def _spaced(text: str) -> str | None:
    """Lines without the blanks that fill them up."""
    lines = (" ".join(line.split()) for line in text.split("\n"))
    return "\n".join(line for line in lines if line) or None
