"""Other names printed beside a name: in brackets, in apposition, in the fields of an entry."""

import re
from collections.abc import Iterator

__all__ = ["aliases_after", "field_aliases"]

_BRACKET = re.compile(r"[\"”»]?\s?[,;]?\s?\(([^()\n]{1,300}(?:\([^()\n]{1,60}\)[^()\n]{0,200})?)\)")
_LABEL = re.compile(
    r"(?:(?:good|low) quality )?(?:[afn]\s?[./]\s?k\s?[./]\s?a\.?|aka|fka|"
    r"also (?:known|spelled|written) as|formerly(?: known as)?|previously|alias(?:es)?|abbreviated|"
    r"so-called|known as|or|hereinafter|"
    r"in (?:Russian|Arabic|Persian|Korean|Chinese|Georgian|Ukrainian)|"
    r"(?:original|non-latin|cyrillic|arabic|native)(?: script)?|"
    r"(?:russian|persian|farsi|arabic|chinese|korean|georgian|ukrainian|belarusian|hebrew|burmese|"
    r"serbian|turkish|japanese|urdu|pashto|dari|cyrillic))\s*:?\s+",
    re.IGNORECASE,
)
_ABBREVIATION = re.compile(
    r"[\"“'‘]?(?:the )?([A-Z][A-Z0-9&.-]{1,9}|[A-Z]+[a-z]?[A-Z]+\w*)[\"”'’]?"
)
# `LLC "International Settlement Bank"`, or three words and more with capitals.
_BRACKETED_NAME = re.compile(
    r"(?:[A-Z]{2,5} )?[\"“«][^\"”»]{3,80}[\"”»]"
    r"|[A-Z][\w'’-]+(?: (?:[A-Z][\w'’-]+|of|for|the|and|&)){2,9}"
)
_NO_ALIAS = re.compile(
    r"\b(?:IMO|DOB|POB|USDT|XBT|ETH|EU|US|UK|UN|BIC|SWIFT|TIN|MMSI|LLC|OFAC|SDN|FCDO|CFSP|Exit|"
    r"CEO|E\.O)\b|\d{4,}"
)
_APPOSITION = re.compile(
    r",? ?(?:\(|—|–)?(?:(?:which|who) (?:is|are|was) |is |was )?"
    r"(?:(?:also|formerly|previously|better|widely|otherwise|once) )*"
    r"(?:known (?:online |simply |only |locally |variously )?(?:as|by)|formerly|doing business as|"
    r"trading as|operating as|(?:which|who) uses? the (?:handles?|alias(?:es)?|names?))"
    r" (?:the )?(?P<rest>[^.;()\n]{1,160})"
)
_NAME = r"[A-Z][\w&'’.-]*(?: (?:[A-Z0-9][\w&'’.-]*|&|of|the|de|al|bin)(?![\w]))*"
_NEXT_NAME = re.compile(
    rf"(?:,? and (?:also |before that )?(?:as )?(?:the )?|, )?({_NAME}|[^\x00-\u024f]+)"
)
_QUOTED = re.compile(r"[\"“«]([^\"”»\n]{1,80})[\"”»]")
_OTHER_SCRIPT = re.compile(r"[^\W\d_\u0000-\u024f\u1e00-\u1eff]")
_FIELD = re.compile(
    r"(?:(?:Good|Low) quality )?\b[AaFf]\.?k\.?a\.?\s*:\s*(?P<value>[^\n]{1,400}?)"
    r"(?=\.?\s+(?:[A-Z][\w/ ]{1,24}(?: \([^()]*\))?:|(?:Good|Low) quality|[\w ]{1,20}:)"
    r"|[.;]?\s*$|\.\s+[A-Z][a-z]+:)",
    re.MULTILINE,
)
_SCRIPT_FIELD = re.compile(
    r"(?:Name )?\((?:non-Latin|original) script\)\s*:\s*(?P<value>[^\n.;()]{1,120})", re.IGNORECASE
)
_SOON = 12
_MOST_BRACKETS = 3
_NUMBERED = re.compile(r"\s*(?:\(?\d+\)|\([a-z]\)|;)\s*")


def aliases_after(source: str, end: int) -> list[tuple[str, tuple[int, int]]]:
    """The aliases that follow a name ending at `end`, with their spans.

    Reads brackets ("(a.k.a. VKB)", an original script, an abbreviation) and appositions
    ("also known as CMRBank"; "known online as "saltfish" and "d0mra"").
    """
    found: list[tuple[str, tuple[int, int]]] = []
    at = end
    for _ in range(_MOST_BRACKETS):
        bracket = _BRACKET.match(source, at)
        if not bracket:
            break
        found += _in_bracket(bracket[1], bracket.start(1))
        at = bracket.end()
    apposition = _APPOSITION.match(source, at)
    if apposition:
        found += _listed(source, apposition.start("rest"), apposition.end("rest"))
    return found


def field_aliases(source: str, start: int, end: int) -> Iterator[tuple[str, tuple[int, int]]]:
    """The aliases in the fields of a list entry: "A.k.a.: (1) X (2) Y", "original script"."""
    for match in (
        *_FIELD.finditer(source, start, end),
        *_SCRIPT_FIELD.finditer(source, start, end),
    ):
        at = match.start("value")
        for piece in _NUMBERED.split(match["value"]):
            where = source.find(piece, at)
            at = where + len(piece)
            yield from _clean(piece, where)


def _in_bracket(content: str, start: int) -> Iterator[tuple[str, tuple[int, int]]]:
    labelled = False
    for piece in re.finditer(r"[^;,،]+", content):
        text = piece[0]
        lead = len(text) - len(text.lstrip(" \t*"))
        label = _LABEL.match(text.strip(" \t*"))
        if label:
            labelled = True
            cut = lead + label.end()
            yield from _clean(text[cut:], start + piece.start() + cut)
        elif _OTHER_SCRIPT.search(text) or (labelled and text.strip()[:1].isupper()):
            yield from _clean(text, start + piece.start())
        elif _BRACKETED_NAME.fullmatch(text.strip()) and not _NO_ALIAS.search(text[4:]):
            yield from _verbatim(text, start + piece.start())
        elif _ABBREVIATION.fullmatch(text.strip()) and not _NO_ALIAS.search(text):
            yield from _clean(text, start + piece.start())


def _verbatim(text: str, start: int) -> Iterator[tuple[str, tuple[int, int]]]:
    """A name with its own quotation marks: `LLC "International Settlement Bank"`."""
    stripped = text.strip()
    begin = start + text.index(stripped)
    yield stripped, (begin, begin + len(stripped))


def _clean(text: str, start: int) -> Iterator[tuple[str, tuple[int, int]]]:
    stripped = text.strip(" \t\"“”'‘*.:;")
    if "«" not in stripped or "»" not in stripped:
        stripped = stripped.strip("«»")
    if stripped.lower() in {"", "na", "n/a", "none"} or _NO_ALIAS.search(stripped):
        return
    begin = start + text.index(stripped)
    yield stripped, (begin, begin + len(stripped))


def _listed(source: str, start: int, end: int) -> Iterator[tuple[str, tuple[int, int]]]:
    """The quoted names of an apposition, or else the capitalised ones that open it."""
    quoted = list(_QUOTED.finditer(source, start, end))
    if quoted and quoted[0].start() - start < _SOON:
        for match in quoted:
            yield match[1], match.span(1)
        return
    at = start
    while at < end:
        following = _NEXT_NAME.match(source, at, end)
        is_list = " and " in source[at:end]
        if not following or (at != start and following[0].startswith(", ") and not is_list):
            return
        text = following[1].rstrip(" .,'’")
        if text:
            yield text, (following.start(1), following.start(1) + len(text))
        at = following.end()
