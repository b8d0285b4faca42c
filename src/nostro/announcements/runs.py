"""Runs of capitalised words, as spans of a sentence."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from nostro.announcements.lexicon import (
    COMPANY_WORDS,
    LEGAL_FORMS,
    NAMED_AFTER_PLACES,
    ORGANISATION_WORDS,
    PARTICLES,
    TRADES,
)
from nostro.places import find_places

__all__ = ["Token", "find_runs", "place_spans", "plain", "tokens_of", "words_of"]

_TOKEN = re.compile(r"[^\W_]+(?:[-'’.&/+][^\W_]+)*")
_DOTTED = frozenset(
    {"ltd", "co", "inc", "corp", "pte", "pvt", "no", "st", "jr", "sr", "l.l.c", "d.o.o", "a.s"}
    | {"s.a", "s.r.l", "s.p.a", "n.v", "b.v", "o.o.o", "s.a.l", "m.v", "m.t", "dept", "w.l.l"}
)
_INITIALS = re.compile(r"(?:\w\.)+\w")
_NICKNAMED = re.compile(r" [\"“][^\"”\n]{1,30}[\"”] ")
# Datelines: "WASHINGTON, June 11 —", "SEOUL, Nov. 2 (Agency) --", "BRUSSELS, January 21. /Agency/."
_DATELINE = re.compile(
    r"[A-Z][A-Z.]{2,}[\w ,.()/]{0,60}?\s?(?:--|—|–|-)\s|[A-Z]{3,}, [\w ]{3,20}\. /\w+/\."
)
_ARTICLED = re.compile(r"(?:al|el|ul|ad|ar|as|an|az|ash|d|l)[-'’][A-Z]")
_JOINS_WITHIN = frozenset({"of", "for", "and", "the"})
_NUMBERED = frozenset({"No.", "Unit"})
_BODY_WORDS = COMPANY_WORDS | ORGANISATION_WORDS | TRADES
_LONGEST_RUN = 14
_LONGEST_NUMBER = 4


class Token(NamedTuple):
    """A word with its place in the sentence; a place of several words is one token."""

    text: str
    start: int
    end: int


def tokens_of(text: str) -> list[Token]:
    """The words of a text without possessive endings, with the stops of abbreviations."""
    places = [span for span in place_spans(text) if " " in text[slice(*span)]]
    tokens: list[Token] = []
    for match in _TOKEN.finditer(text):
        while places and places[0][1] <= match.start():
            places.pop(0)
        if places and places[0][0] <= match.start() and match.end() <= places[0][1] + 2:
            if places[0][0] == match.start():
                tokens.append(Token(text[slice(*places[0])], *places[0]))
            continue
        end = match.end() - 2 * match[0].endswith(("'s", "’s"))
        word = text[match.start() : end]
        is_short = word.lower() in _DOTTED or len(word) == 1 or bool(_INITIALS.fullmatch(word))
        # The stop that ends the sentence is not the name's.
        end += is_short and text.startswith(".", end) and end + 1 < len(text)
        tokens.append(Token(text[match.start() : end], match.start(), end))
    return tokens


@lru_cache(maxsize=2048)
def place_spans(text: str) -> tuple[tuple[int, int], ...]:
    """Where a text names places."""
    return tuple(mention.span for mention in find_places(text))


def words_of(name: str) -> list[str]:
    """The words of a name in lower case and without legal forms, as references repeat them."""
    words = [plain(token[0]) for token in _TOKEN.finditer(name)]
    return [word for word in words if word not in LEGAL_FORMS] or words


def plain(word: str) -> str:
    """A word in lower case without stops and possessive."""
    return word.lower().replace(".", "").removesuffix("'s").removesuffix("’s")


def find_runs(text: str) -> Iterator[list[Token]]:
    """The runs of capitalised words in a sentence, without its dateline."""
    tokens = tokens_of(text)
    dateline = _DATELINE.match(text)
    at = sum(token.end <= dateline.end() for token in tokens) if dateline else 0
    while at < len(tokens):
        if not _opens(tokens, at):
            at += 1
            continue
        size = 1
        while size < _LONGEST_RUN and (step := _extends(text, tokens, at, at + size)):
            size += step
        yield tokens[at : at + size]
        at += size


def _opens(tokens: list[Token], at: int) -> bool:
    """True for a capital, "al-X", and the number of a unit ("418 Liaison Bureau")."""
    word, _, end = tokens[at]
    if word[0].isupper() or _ARTICLED.match(word):
        return True
    ahead = tokens[at + 1 : at + 4]
    is_number = word.isdigit() and len(word) <= _LONGEST_NUMBER
    if not is_number or not ahead or ahead[0].start != end + 1 or not ahead[0].text[0].isupper():
        return False
    return any(plain(token.text) in _BODY_WORDS for token in ahead)


def _extends(text: str, tokens: list[Token], first: int, at: int) -> int:
    """How many tokens from `at` on still belong to the run that began at `first`."""
    if at >= len(tokens):
        return 0
    gap = text[tokens[at - 1].end : tokens[at].start]
    word, last = tokens[at].text, tokens[at - 1].text
    if gap in {", ", ","}:
        return int(plain(word) in LEGAL_FORMS and word[0].isupper())
    if gap in {' "', " “"}:
        return 2 if _NICKNAMED.match(text, tokens[at - 1].end) and at + 1 < len(tokens) else 0
    if gap == " & ":
        return int(word[0].isupper())
    is_over = last.endswith(".") and plain(last) in LEGAL_FORMS and plain(word) not in LEGAL_FORMS
    if gap != " " or is_over:
        return 0
    run = [token.text for token in tokens[first:at]]
    return 1 if _continues(word, run) else _joins(text, tokens, run, at)


def _continues(word: str, run: list[str]) -> bool:
    """True where a word after a space is part of the name by itself."""
    if word[0].isupper() or _ARTICLED.match(word):
        return True
    if word.isdigit():
        return run[-1].isupper() or run[-1] in _NUMBERED or len(word) < _LONGEST_NUMBER
    return plain(word) in LEGAL_FORMS and "." in word


def _joins(text: str, tokens: list[Token], run: list[str], at: int) -> int:
    """How many tokens a small word ties to the run: "van X", "of the X", "and Y Company"."""
    word = tokens[at].text
    is_join = word in PARTICLES or (word in _JOINS_WITHIN and _holds_body(run))
    if not is_join or at + 1 >= len(tokens):
        return 0
    if text[tokens[at].end : tokens[at + 1].start] != " ":
        return 0
    if word in {"for", "and"} and not _completes(tokens, at + 1):
        return 0
    step = 2 if word == "of" and tokens[at + 1].text == "the" and at + 2 < len(tokens) else 1
    name = tokens[at + step].text
    if word == "of" and plain(run[-1]) not in NAMED_AFTER_PLACES and place_spans(name):
        return 0
    return step + 1 if name[0].isupper() else 0


def _holds_body(run: list[str]) -> bool:
    return any(plain(word) in _BODY_WORDS for word in run)


def _completes(tokens: list[Token], at: int) -> bool:
    """True where only words for a trade or a body follow, so "and" stands within one name."""
    ahead: list[str] = []
    for token in tokens[at : at + 3]:
        if not token.text[0].isupper():
            break
        ahead.append(plain(token.text))
    return bool(ahead) and all(word in _BODY_WORDS for word in ahead)
