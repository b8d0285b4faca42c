"""The parties that one field of a name names, where it names more than one.

Banks write who acts for whom, and joint holders of an account, into the one line that a message
has for a name: `A B/O C` (by order of), `A FFC B` (for further credit), `A T/A B` (trading as),
`MR A AND MRS B`. The abbreviations are those that correspondents use in fields 50 to 59 and 72;
each side is a party by itself.
"""

import re

__all__ = ["may_name_several", "named_parts"]

_LONGEST = 1_000
_MOST_PARTS = 8
# Two letters are a word of a name as often, so these need their slash or dot.
_SLASHED = r"[BCO]\s?/\s?O|[FT]\s?/\s?[AO]|[BA]\.O\.|C\.O\.|A\s?/\s?C(?: OF)?|[FO]\s?/\s?B\s?/\s?O"
_SLASHED_MORE = r"[DAF]\s?/\s?[BK]\s?/\s?A|F\s?/\s?F\s?/\s?C|V\s?/\s?F"
_LETTERS = "OBO|FBO|FFC|DBA|AKA|FKA|ITF"
_PHRASES = (
    "FOR (?:FURTHER|ONWARD|FINAL) CREDIT(?: TO| OF)?|(?:FURTHER|ONWARD) CREDIT(?: TO)?|"
    "(?:ACTING )?(?:ON|IN) BEHALF OF|BY (?:THE )?ORDER (?:AND FOR ACCOUNT )?OF|"
    "IN FAVOU?R OF|FOR THE (?:BENEFIT|ACCOUNT) OF|FOR ACCOUNT(?: OF)?|"
    "TRADING AS|DOING BUSINESS AS|(?:ALSO|FORMERLY|NOW) KNOWN AS|IN TRUST FOR|"
    "AS (?:AGENT|NOMINEE|TRUSTEE|CUSTODIAN)S? (?:OF|FOR)"
)
_TITLES = "MR|MRS|MS|MISS|DR|PROF|SIR|LADY|SR|SRA|HERR|FRAU|MME|MLLE|M\\."
_BETWEEN = re.compile(
    rf"(?<![\w/-])(?:{_SLASHED}|{_SLASHED_MORE}|{_LETTERS}|{_PHRASES})(?![\w/])[\s:.,]*|"
    rf"\s+(?:AND|OR|&|UND|ET|Y|E|/)\s+(?=(?:{_TITLES})\b)|\s+(?:AND/OR|//?|;)\s+|\s*;\s*",
    re.IGNORECASE,
)

# Each way of naming several has a slash, a semicolon or one of these words: most names have none.
_WORD = re.compile(r"\w+")
_TELLING = frozenset((
    "obo fbo ffc dba aka fka itf o credit behalf order favour favor benefit account as trust "
    "mr mrs ms miss dr prof sir lady sr sra herr frau mme mlle m"
).split())  # fmt: skip


def may_name_several(text: str) -> bool:
    """False for most names that name one party: a look at their words."""
    if "/" in text or ";" in text:
        return True
    return not _TELLING.isdisjoint(_WORD.findall(text.casefold()))


def named_parts(text: str) -> tuple[tuple[int, int], ...]:
    """Where the parties that a name names stand in it, half-open; none where it names one alone."""
    if not may_name_several(text):
        return ()
    parts, begin = [], 0
    for between in _BETWEEN.finditer(text[:_LONGEST]):
        parts.append((begin, between.start()))
        begin = between.end()
    if not parts:
        return ()
    parts.append((begin, len(text)))
    held = [(a, b) for a, b in parts if any(map(str.isalpha, text[a:b]))]
    return tuple(held[:_MOST_PARTS])
