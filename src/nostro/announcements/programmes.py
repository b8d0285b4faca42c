"""Legal bases: executive orders, resolutions, regulations, decisions, licences."""

import re
from typing import NamedTuple

__all__ = ["ProgrammeMention", "find_programmes"]

_CAPITALISED = r"(?:[A-Z][\w'’&-]+|\([A-Z][\w' -]*\))"
_PATTERN = re.compile(
    r"\b(?:(?:Executive Orders?(?: \(E\.?O\.?\))?|E\.?O\.?s?) (?P<eo>\d{5})"
    r"|(?:UN Security Council Resolution|(?:UN)?S?CR|[Rr]esolutions?|UNSCR) "
    r"(?P<un>[12]\d{3})\b(?! \(EU\))"
    r"|(?:Council )?(?P<eukind>Implementing Regulation|Regulation|Decision|Common Position)"
    r"(?: \((?:EU|EC|CFSP)\))?(?: No\.?)? (?P<eu>\d{2,4}/\d{2,4}(?:/(?:CFSP|EU))?)"
    r"|(?P<licence>General Licen[cs]e(?: No\.?)? \d+[A-Z]?)\b"
    rf"|(?P<law>{_CAPITALISED}(?: (?:{_CAPITALISED}|and|of|on|for|the|in)){{0,12}}?"
    r" Regulations(?: \d{4})?)"
    r"|(?P<ordinance>Ordinance of \d{1,2} [A-Z][a-z]+ \d{4} on Measures against (?:[A-Z]\w+ ?)+)"
    r"|(?P<statute>Foreign Exchange and Foreign Trade (?:Act|Law)"
    r"|Global Magnitsky Human Rights Accountability Act|Law of Ukraine [\"“]On Sanctions[\"”])"
    r"|(?P<section>section [\dA-Za-z()]{4,} of (?:the )?[A-Z]\w+(?: [A-Z]\w+){0,6} Act))"
)
_MORE_ORDERS = re.compile(r"(?:,|,? and|,? or|,? as amended by) (?:E\.?O\.? )?(\d{5})\b")
_MORE_RESOLUTIONS = re.compile(r" \(\d{4}\)(?:,|,? and) ([12]\d{3})(?= \(\d{4}\))")


class ProgrammeMention(NamedTuple):
    """A legal basis in its short form (`E.O. 14024`, `UNSCR 1718`), and where it stands."""

    span: tuple[int, int]
    programme: str


def find_programmes(text: str, offset: int = 0) -> list[ProgrammeMention]:
    """The legal bases that a sentence at `offset` cites, in order; spans are those in the text."""
    return [
        ProgrammeMention((span[0] + offset, span[1] + offset), programme)
        for span, programme in _find(text)
    ]


def _find(text: str) -> list[ProgrammeMention]:
    found: list[ProgrammeMention] = []
    for match in _PATTERN.finditer(text):
        found.append(ProgrammeMention(match.span(), _name(match)))
        if match["eo"]:
            found += _more(text, match.end(), _MORE_ORDERS, "E.O.")
        if match["un"]:
            found += _more(text, match.end(), _MORE_RESOLUTIONS, "UNSCR")
    return found


def _name(match: re.Match[str]) -> str:
    if match["eo"]:
        return f"E.O. {match['eo']}"
    if match["un"]:
        return f"UNSCR {match['un']}"
    if match["eu"]:
        is_decision = "Decision" in match["eukind"]
        framework = "" if "/CFSP" in match["eu"] else " (CFSP)" if is_decision else " (EU)"
        return f"{match['eukind']}{framework} {match['eu']}"
    return match[0].strip()


def _more(text: str, at: int, pattern: re.Pattern[str], prefix: str) -> list[ProgrammeMention]:
    """Further numbers of an enumeration: "Executive Orders 13810 and 14024"."""
    found = []
    while match := pattern.match(text, at):
        found.append(ProgrammeMention(match.span(1), f"{prefix} {match[1]}"))
        at = match.end()
    return found
