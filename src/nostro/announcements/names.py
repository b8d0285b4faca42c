"""Runs of capitalised words that may name a party, with the kind of party they look like."""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from nostro.announcements.lexicon import (
    COMPANY_WORDS,
    GENERIC_WORDS,
    LEGAL_FORMS,
    OPENING_WORDS,
    ORGANISATION_WORDS,
    PARTICLES,
    PERSON_NOUNS,
    TITLES,
    VESSEL_CUES,
)
from nostro.announcements.sentences import Sentence
from nostro.places import country_code, find_places

__all__ = ["NameRun", "find_names", "plain", "words_of"]

_TOKEN = re.compile(r"[^\W_]+(?:[-'’.&/+][^\W_]+)*")
_DOTTED = frozenset(
    {"ltd", "co", "inc", "corp", "pte", "pvt", "no", "st", "jr", "sr", "l.l.c", "d.o.o", "a.s"}
    | {"s.a", "s.r.l", "s.p.a", "n.v", "b.v", "o.o.o", "s.a.l", "m.v", "m.t", "dept", "a.d", "w.l.l"}
)
_SURNAME_FIRST = re.compile(
    r"\s*(?:\d{1,3}[.)]\s+|[•*–-]\s+)?(?P<name>[^\W\d_a-z]{2,}(?:[-' ][^\W\d_a-z]{2,}){0,3}, "
    r"[^\W\d_][\w'’-]+(?: [^\W\d_][\w'’-]+){0,3})(?=\s*$|\s*[(\n;.,])"
)
_NICKNAMED = re.compile(r" [\"“](?P<nick>[^\"”\n]{1,30})[\"”] ")
_WALLET = re.compile(
    r"\b(?:T[1-9A-HJ-NP-Za-km-z]{33}|0x[0-9a-fA-F]{40}|bc1[02-9ac-hj-np-z]{25,62}"
    r"|[13][1-9A-HJ-NP-Za-km-z]{25,34}|[48][1-9A-HJ-NP-Za-km-z]{94})\b"
)
_IMO_AFTER = re.compile(r"\s*\((?:[^()]{0,60}\b)?IMO\b|,? IMO(?: number)? \d")
_JOINS_WITHIN = frozenset({"of", "for", "and", "the", "&"})
_LONGEST_RUN = 14


class NameRun(NamedTuple):
    """A possible name: `source[span[0]:span[1]] == name`.

    `schema` is the FollowTheMoney schema it looks like, or None where the words do not tell;
    `lead` is the text of the sentence before it, for titles and roles.
    """

    name: str
    span: tuple[int, int]
    schema: str | None
    lead: str


class _Token(NamedTuple):
    text: str
    start: int
    end: int


def find_names(sentence: Sentence) -> list[NameRun]:
    """The possible names of parties in a sentence, in its order and without overlaps."""
    taken = sorted([*_fixed(sentence), *_wallets(sentence)], key=lambda run: run.span)
    runs = list(taken)
    for start, end in _runs(sentence.text):
        span = sentence.start + start, sentence.start + end
        if not any(span[0] < run.span[1] and run.span[0] < span[1] for run in taken):
            runs += _read_run(sentence, start, end)
    return sorted(runs, key=lambda run: run.span)


def words_of(name: str) -> list[str]:
    """The words of a name in lower case and without legal forms, as references repeat them."""
    words = [plain(token[0]) for token in _TOKEN.finditer(name)]
    return [word for word in words if word not in LEGAL_FORMS] or words


def plain(word: str) -> str:
    """A word in lower case without stops and possessive."""
    return word.lower().replace(".", "").removesuffix("'s").removesuffix("’s")


def _fixed(sentence: Sentence) -> Iterator[NameRun]:
    """List entries that print the surname first: "KARPUSHEVICH, Siarhei Ivanavich"."""
    match = _SURNAME_FIRST.match(sentence.text)
    if match and not any(plain(word) in COMPANY_WORDS for word in match["name"].split()):
        start, end = match.span("name")
        yield NameRun(match["name"], (sentence.start + start, sentence.start + end), "Person", "")


def _wallets(sentence: Sentence) -> Iterator[NameRun]:
    for match in _WALLET.finditer(sentence.text):
        span = sentence.start + match.start(), sentence.start + match.end()
        yield NameRun(match[0], span, "CryptoWallet", sentence.text[: match.start()])


def _tokens(text: str) -> list[_Token]:
    tokens = []
    for match in _TOKEN.finditer(text):
        end = match.end()
        word = match[0]
        for ending in ("'s", "’s"):
            if word.endswith(ending):
                end -= 2
                word = word[:-2]
        lower = word.lower()
        if text[end : end + 1] == "." and (
            lower in _DOTTED or re.fullmatch(r"(?:\w\.)+\w", word) or len(word) == 1
        ):
            end += 1
        tokens.append(_Token(text[match.start() : end], match.start(), end))
    return tokens


def _runs(text: str) -> Iterator[tuple[int, int]]:
    tokens = _tokens(text)
    at = 0
    while at < len(tokens):
        if not _opens(tokens, at):
            at += 1
            continue
        size = 1
        while size < _LONGEST_RUN and (step := _extends(text, tokens, at, at + size)):
            size += step
        yield tokens[at].start, tokens[at + size - 1].end
        at += size


def _opens(tokens: list[_Token], at: int) -> bool:
    word = tokens[at].text
    if word[0].isupper():
        return True
    if re.match(r"(?:al|el|ad|ar|as|an|az|ash)-[A-Z]", word):
        return True
    follows = tokens[at + 1 : at + 2]
    return (
        word.isdigit() and bool(follows) and follows[0].text[0].isupper()
        and follows[0].start == tokens[at].end + 1 and len(word) <= 4  # noqa: PLR2004
        and any(plain(token.text) in ORGANISATION_WORDS | COMPANY_WORDS for token in tokens[at + 1 : at + 4])
    )


def _extends(text: str, tokens: list[_Token], first: int, at: int) -> int:
    """How many tokens from `at` on still belong to the run; 0 where it ends."""
    if at >= len(tokens):
        return 0
    gap = text[tokens[at - 1].end : tokens[at].start]
    word = tokens[at].text
    if gap in {", ", ",", " ("} and plain(word) in LEGAL_FORMS and word[0].isupper():
        return 1 if gap != " (" else 0
    if gap == " & ":
        return 1 if word[0].isupper() else 0
    if gap != " " or text[tokens[at - 1].start : tokens[at - 1].end].endswith(("'s", "’s")):
        return 0
    if word[0].isupper() or re.match(r"(?:al|el|ul|ad|ar|as|an|az|ash|d|l)[-'’][A-Z]", word):
        return 1
    run = [token.text for token in tokens[first:at]]
    if word.isdigit():
        return int(run[-1].isupper() or run[-1] in {"No.", "Unit"} or len(word) <= 3)
    if plain(word) in LEGAL_FORMS and "." in word:
        return 1
    joins = word in PARTICLES or (word in _JOINS_WITHIN and _holds_institution(run))
    if not joins or at + 1 >= len(tokens) or text[tokens[at].end : tokens[at + 1].start] != " ":
        return 0
    if word in {"for", "and"} and not _completes(tokens, at + 1):
        return 0
    following = tokens[at + 1].text
    if following == "the" and word == "of" and at + 2 < len(tokens):
        return 3 if tokens[at + 2].text[0].isupper() else 0
    return 2 if following[0].isupper() else 0


def _holds_institution(run: list[str]) -> bool:
    return any(plain(word) in ORGANISATION_WORDS | COMPANY_WORDS | {"office"} for word in run)


def _completes(tokens: list[_Token], at: int) -> bool:
    """True where "and X Y" ends in a word for a body, so "and" stands within one name."""
    ahead = [token.text for token in tokens[at : at + 4]]
    return any(plain(word) in ORGANISATION_WORDS - LEGAL_FORMS for word in ahead[:3])


def _read_run(sentence: Sentence, start: int, end: int) -> Iterator[NameRun]:
    """The name in a run without what only leads up to it, if a party may bear it."""
    tokens = _tokens(sentence.text[start:end])
    skip = _leading(tokens, is_first=not sentence.text[:start].strip(" \"“'‘(•-–—*0123456789."))
    tokens = tokens[skip:]
    if not tokens:
        return
    name_start, name_end = start + tokens[0].start, start + tokens[-1].end
    name = sentence.text[name_start:name_end]
    lead = sentence.text[:name_start]
    if _is_no_party(name, tokens) or not any(char.isalpha() for char in name):
        return
    schema = _schema(name, tokens, lead, sentence.text[name_end : name_end + 80])
    span = sentence.start + name_start, sentence.start + name_end
    yield NameRun(name, span, schema, lead)


def _leading(tokens: list[_Token], *, is_first: bool) -> int:
    skip = 0
    while skip < len(tokens):
        word = plain(tokens[skip].text)
        is_title = word in TITLES and not _holds_company([token.text for token in tokens[skip:]])
        opens = word in OPENING_WORDS and (is_first or skip or word in {"the", "its", "today's"})
        if word in VESSEL_CUES - {"m/v", "mv", "m/t", "mt"} or is_title or opens:
            skip += 1
        elif country_code(tokens[skip].text) and len(tokens) - skip == 1 and not word.isupper():
            skip += 1
        else:
            break
    return skip


def _holds_company(words: list[str]) -> bool:
    return any(plain(word) in COMPANY_WORDS for word in words)


@cache
def _place_spans(name: str) -> tuple[tuple[int, int], ...]:
    return tuple(mention.span for mention in find_places(name))


def _is_no_party(name: str, tokens: list[_Token]) -> bool:
    words = [plain(token.text) for token in tokens]
    if any(word in GENERIC_WORDS for word in words) and not _holds_legal_form(words):
        return True
    if all(word in OPENING_WORDS | TITLES or word.isdigit() for word in words):
        return True
    if len(tokens) > 1 and _is_place(name, tokens):
        return True
    return bool(_place_spans(name)) and _place_spans(name)[0] == (0, len(name))


def _is_place(name: str, tokens: list[_Token]) -> bool:
    """Places alone, such as "Dubai", "Moscow City" or "Chadian Abéché"."""
    covered = sum(end - start for start, end in _place_spans(name))
    rest = [
        word for token in tokens
        if (word := plain(token.text)) not in {"city", "state", "region", "province", "strait",
                                               "peninsula", "sea", "street", "oblast", "krai"}
    ]
    length = sum(len(word) for word in rest)
    return covered > 0 and covered >= length


def _holds_legal_form(words: list[str]) -> bool:
    return any(word in LEGAL_FORMS for word in words)


def _schema(name: str, tokens: list[_Token], lead: str, after: str) -> str | None:
    words = [plain(token.text) for token in tokens]
    before = [plain(match[0]) for match in _TOKEN.finditer(lead[-60:])]
    last = before[-1] if before and lead.endswith((" ", "“", '"')) else ""
    if _IMO_AFTER.match(after) or words[0] in {"m/v", "mv", "m/t", "mt"} or last in VESSEL_CUES:
        return "Vessel"
    if any(word in LEGAL_FORMS for word in words[1:]) or words[0] in LEGAL_FORMS:
        return "Company"
    if last in {"company", "firm", "outfit", "trader", "bank", "subsidiary", "maker", "agency"} and (
        len(words) < 2 or not _looks_personal(words)  # noqa: PLR2004
    ):
        return "Company"
    if any(word in ORGANISATION_WORDS for word in words) and not words[-1] in COMPANY_WORDS:
        return "Organization"
    if any(part in COMPANY_WORDS for word in words for part in (word, *word.split("-"))):
        return "Company"
    if last in PERSON_NOUNS | TITLES or _looks_personal(words):
        return "Person"
    return None


def _looks_personal(words: list[str]) -> bool:
    endings = ("ovich", "evich", "ievich", "ovna", "evna", "ichna", "oglu", "dze", "shvili")
    return any(word.endswith(endings) for word in words) or any(
        word in {"bin", "ibn", "bint"} for word in words
    )
