"""The names of parties in a sentence, with the kind of party they look like."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from nostro.announcements.lexicon import (
    BODY_NOUNS,
    COMPANY_WORDS,
    GENERIC_WORDS,
    GEOGRAPHY,
    LEGAL_FORMS,
    OPENING_WORDS,
    ORGANISATION_WORDS,
    PERSON_NOUNS,
    TITLES,
    TRAILING_WORDS,
    VESSEL_CUES,
    VESSEL_PREFIXES,
)
from nostro.announcements.runs import Token, find_runs, place_spans, plain
from nostro.announcements.sentences import Sentence
from nostro.places import country_code

__all__ = ["NameRun", "find_names"]

_LAST_WORD = re.compile(r"([^\W_]+(?:[-/][^\W_]+)*)[,:]?[\s“\"]+$")
_SURNAME_FIRST = re.compile(
    r"\s*(?:\d{1,3}[.)]\s+|[•*–-]\s+)?(?P<name>[^\W\d_a-z]{2,}(?:[-' ][^\W\d_a-z]{2,}){0,3}, "
    r"[A-ZÀ-Þ][\w'’-]+(?: [^\W\d_][\w'’-]+){0,3})(?=\s*$|\s*[(\n;.,])"
)
# The title of a licence or a law: four words and more in quotation marks.
_TITLE_IN_QUOTES = re.compile(
    r"(?:Licen[cs]e|Law|Order|Act)[^\"“”.]{0,40}[\"“](?:[^\s\"”]+ ){3,30}[^\s\"”]+[\"”]"
    r"|(?<=, )[\"“]Authoriz[^\"”]{0,200}[\"”]"
)
_WALLET = re.compile(
    r"\b(?:T[1-9A-HJ-NP-Za-km-z]{33}|0x[0-9a-fA-F]{40}|bc1[02-9ac-hj-np-z]{25,62}"
    r"|[13][1-9A-HJ-NP-Za-km-z]{25,34}|[48][1-9A-HJ-NP-Za-km-z]{94})\b"
)
_IMO_AFTER = re.compile(r"\s*\((?:[^()]{0,60}\b)?IMO\b|,? IMO(?: number)? \d")
_MODIFIER = re.compile(
    r".+-(?:based|registered|flagged|built|owned|backed|led|linked|born|headquartered|domiciled|"
    r"incorporated|designated|listed|controlled|run|held|aligned|made|sanctioned)",
    re.IGNORECASE,
)
# Web pages glue the end of a link to the title of a person: "VisitsPresident".
_GLUED_TITLE = re.compile(r"[A-Z][a-z]+(?:President|Minister|General|Chairman|Director)")
# Numbers of list entries ("KPi.033", "BEL0011") and single letters.
_CODE = re.compile(r"(?:[A-Z]{2,3}[a-z]?\.[\dX]+|[A-Z]{2,4}/?[\dX]{3,}\w*|[A-Z]\.?)")
_BODY_AFTER = re.compile(
    r"\W{0,2} (?:which\b|its\b|(?:is |was )?(?:an?|the) (?:[\w-]+ ){0,4}?(?:compan|firm|bank|"
    r"entity|exchange|manufacturer|supplier|trader|maker|producer|subsidiary|agency|carrier|"
    r"freight|front|joint venture|business|institute|enterprise|provider|insurer|brokerage|"
    r"shipyard))|, of [A-Z]|['’]s (?:chairman|director|board|owner|shareholder|founder|parent)"
)
_PERSON_AFTER = re.compile(
    r"\W{0,2} (?:who\b|whose\b|his\b|her\b|aged?\b|\d\d,|born\b|(?:is |was )?(?:an?|the) "
    r"(?:[\w-]+ ){0,4}?(?:national|citizen|businessman|businesswoman|official|director|trader|"
    r"broker|commander|officer|judge|chairman|chief|financier|founder|head|lawyer|owner|"
    r"investor|dealer|hacker|man|woman|member|leader|general)\b)|,? \d\d,"
)
_PATRONYMIC = ("ovich", "evich", "ovna", "evna", "ichna", "oglu", "dze", "shvili")
_FILIATION = frozenset({"bin", "ibn", "bint"})
_ARTICLES = frozenset({"the", "its", "a", "an"})
_LONGEST_CURRENCY = 3


class NameRun(NamedTuple):
    """A possible name: `source[span[0]:span[1]] == name`.

    `schema` is the FollowTheMoney schema it looks like, or None where the words do not tell;
    `lead` is the text of the sentence before it, for titles and roles.
    """

    name: str
    span: tuple[int, int]
    schema: str | None
    lead: str


def find_names(sentence: Sentence) -> list[NameRun]:
    """The possible names of parties in a sentence, in its order and without overlaps."""
    found = [*_surname_first(sentence), *_wallets(sentence)]
    taken = [run.span for run in found]
    taken += [
        (sentence.start + match.start(), sentence.start + match.end())
        for match in _TITLE_IN_QUOTES.finditer(sentence.text)
    ]
    for tokens in find_runs(sentence.text):
        begin, stop = sentence.start + tokens[0].start, sentence.start + tokens[-1].end
        if not any(begin < to and from_ < stop for from_, to in taken):
            run = _read_run(sentence, tokens)
            found += [run] if run else []
    return sorted(found, key=lambda run: run.span)


def _surname_first(sentence: Sentence) -> Iterator[NameRun]:
    """List entries that print the surname first: "KARPUSHEVICH, Siarhei Ivanavich"."""
    match = _SURNAME_FIRST.match(sentence.text)
    words = [plain(word.strip(",")) for word in match["name"].split()] if match else []
    if match and not any(word in COMPANY_WORDS | OPENING_WORDS for word in words):
        start, end = match.span("name")
        yield NameRun(match["name"], (sentence.start + start, sentence.start + end), "Person", "")


def _wallets(sentence: Sentence) -> Iterator[NameRun]:
    for match in _WALLET.finditer(sentence.text):
        span = sentence.start + match.start(), sentence.start + match.end()
        yield NameRun(match[0], span, "CryptoWallet", sentence.text[: match.start()])


def _read_run(sentence: Sentence, tokens: list[Token]) -> NameRun | None:
    """The name in a run without what only leads up to it, if a party may bear it."""
    text = sentence.text
    is_first = not text[: tokens[0].start].strip(" \"“'‘(•-–—*0123456789.")
    tokens = _without_label(text, tokens)
    tokens = _without_frame(tokens[_leading(tokens, is_first=is_first) :])
    if not tokens:
        return None
    begin, stop = tokens[0].start, tokens[-1].end
    name = text[begin:stop]
    if _is_no_party(name, tokens) or not any(char.isalpha() for char in name):
        return None
    schema = _schema(name, tokens, text[:begin], text[stop : stop + 80])
    return NameRun(name, (sentence.start + begin, sentence.start + stop), schema, text[:begin])


def _without_label(text: str, tokens: list[Token]) -> list[Token]:
    """The tokens of a run; the last words before a colon are a label ("Location:")."""
    if not text.startswith(":", tokens[-1].end):
        return tokens
    stops = [at for at, token in enumerate(tokens[:-1], 1) if token.text.endswith(".")]
    return tokens[: stops[-1]] if stops else []


def _leading(tokens: list[Token], *, is_first: bool) -> int:
    """How many tokens only lead up to the name: articles, titles, "Moscow-based"."""
    marked = [
        at
        for at, token in enumerate(tokens, 1)
        if _MODIFIER.fullmatch(token.text) or _GLUED_TITLE.fullmatch(token.text)
    ]
    skip = marked[-1] if marked else 0
    while skip < len(tokens) and _is_lead(tokens[skip:], is_first=is_first or skip > 0):
        skip += 1
    return skip


def _is_lead(tokens: list[Token], *, is_first: bool) -> bool:
    text = tokens[0].text
    word = plain(text)
    if word in OPENING_WORDS and (is_first or word in _ARTICLES):
        return True
    if word in VESSEL_CUES - VESSEL_PREFIXES:
        return True
    if word in TITLES and not any(plain(token.text) in COMPANY_WORDS for token in tokens):
        return True
    is_last = len(tokens) == 1
    return is_last and bool(_CODE.fullmatch(text) or (country_code(text) and not text.isupper()))


def _without_frame(tokens: list[Token]) -> list[Token]:
    """The name without the country before a person, and without the words of the next field."""
    for size in (2, 1):
        rest = tokens[size:]
        opening = " ".join(token.text for token in tokens[:size])
        words = [plain(token.text) for token in rest]
        if len(rest) > 1 and country_code(opening) and _looks_personal(words):
            return rest
    while tokens and plain(tokens[-1].text) in TRAILING_WORDS:
        tokens = tokens[:-1]
    return tokens


def _is_no_party(name: str, tokens: list[Token]) -> bool:
    words = [plain(token.text) for token in tokens]
    has_form = any(word in LEGAL_FORMS for word in words)
    if not has_form and any(word in GENERIC_WORDS for word in words):
        return True
    if len(words) == 1 and words[0] in COMPANY_WORDS | ORGANISATION_WORDS and not name.isupper():
        return True
    return _is_common(words) or _is_place(name, words)


def _is_common(words: list[str]) -> bool:
    """True for opening words, titles and numbers alone, and for amounts such as "CHF 21"."""
    is_amount = len(words) == 2 and words[-1].isdigit() and len(words[0]) <= _LONGEST_CURRENCY
    known = OPENING_WORDS | TITLES
    return is_amount or all(w in known or w.isdigit() for w in words)


def _is_place(name: str, words: list[str]) -> bool:
    """True for "Dubai", "Baltic Sea", "Stalin Street 20", "Syrian", "South Koreans"."""
    names_body = any(word in ORGANISATION_WORDS | COMPANY_WORDS for word in words)
    if words[-1] in GEOGRAPHY and not names_body:
        return True
    if any(word in {"street", "avenue", "road"} for word in words):
        return True
    if country_code(name) or country_code(name.removesuffix("s")):
        return True
    covered = sum(end - start for start, end in place_spans(name))
    rest = sum(len(word) for word in words if word not in GEOGRAPHY)
    return bool(covered) and covered >= rest


def _schema(name: str, tokens: list[Token], lead: str, after: str) -> str | None:
    words = [plain(token.text) for token in tokens]
    match = _LAST_WORD.search(lead[-60:])
    last = plain(match[1]) if match else ""
    if _IMO_AFTER.match(after) or words[0] in VESSEL_PREFIXES or last in VESSEL_CUES:
        return "Vessel"
    if any(word in LEGAL_FORMS for word in words):
        return "Company"
    if _looks_personal(words):
        return "Person"
    return _schema_by_words(words) or _schema_by_context(name, last, after)


def _schema_by_words(words: list[str]) -> str | None:
    if any(word in ORGANISATION_WORDS for word in words) and words[-1] not in COMPANY_WORDS:
        return "Organization"
    parts = [part for word in words for part in (word, *word.split("-"))]
    return "Company" if any(part in COMPANY_WORDS for part in parts) else None


def _schema_by_context(name: str, last: str, after: str) -> str | None:
    if _PERSON_AFTER.match(after) or last in PERSON_NOUNS | TITLES:
        return "Person"
    if last in BODY_NOUNS or _BODY_AFTER.match(after) or place_spans(name):
        return "Company"
    return None


def _looks_personal(words: list[str]) -> bool:
    return any(word.endswith(_PATRONYMIC) or word in _FILIATION for word in words)
