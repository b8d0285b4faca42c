"""Runs of capitalised words that may name a party, with the kind of party they look like."""

import re
from collections.abc import Iterator
from functools import lru_cache
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
    | {
        "s.a",
        "s.r.l",
        "s.p.a",
        "n.v",
        "b.v",
        "o.o.o",
        "s.a.l",
        "m.v",
        "m.t",
        "dept",
        "a.d",
        "w.l.l",
    }
)
_SURNAME_FIRST = re.compile(
    r"\s*(?:\d{1,3}[.)]\s+|[•*–-]\s+)?(?P<name>[^\W\d_a-z]{2,}(?:[-' ][^\W\d_a-z]{2,}){0,3}, "
    r"[A-ZÀ-Þ][\w'’-]+(?: [^\W\d_][\w'’-]+){0,3})(?=\s*$|\s*[(\n;.,])"
)
_NICKNAMED = re.compile(r" [\"“](?P<nick>[^\"”\n]{1,30})[\"”] ")
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
_CODE = re.compile(r"(?:[A-Z]{2,3}[a-z]?\.[\dX]+|[A-Z]{2,4}/?[\dX]{3,}\w*|[A-Z]\.?)")
_DATELINE = re.compile(
    r"(?:[A-Z][A-Z.]{2,}[\w ,.()/]{0,60}?\s?(?:--|—|–|-)\s|[A-Z]{3,}, [\w ]{3,20}\. /\w+/\.|Dubai: )"
)
_GEOGRAPHY = frozenset(
    {"sea", "ocean", "strait", "gulf", "bay", "street", "avenue", "road", "region", "district"}
    | {
        "province",
        "oblast",
        "peninsula",
        "bridge",
        "town",
        "village",
        "island",
        "islands",
        "airport",
    }
    | {"koreans", "market", "county", "canal", "krai", "prefecture", "city", "state"}
)
_NAMED_AFTER_PLACES = frozenset(
    {"bank", "university", "exchange", "company", "movement", "army", "institute", "chamber"}
    | {"republic", "party", "council", "club", "church", "front", "state", "port", "corporation"}
)
_TRAILING = frozenset(
    {"other", "good", "low", "the", "a", "in", "on", "at", "by", "january", "february"}
)
_TRADES = frozenset(
    {"remittance", "remittances", "bakery", "bread", "research", "production", "science", "office"}
    | {"scientific", "technical", "education", "power", "water", "agriculture", "trust", "repair"}
    | {"metallurgical", "automotive", "electrical", "optical", "affairs", "customs", "steelworks"}
)
_BODY_NOUNS = frozenset(
    {"company", "firm", "outfit", "bank", "subsidiary", "maker", "agency", "holding", "outlet"}
    | {"producer", "manufacturer", "supplier", "carrier", "insurer", "lender", "host", "exchange"}
    | {"dealer", "importer", "exporter", "haulier", "retailer", "airline", "refiner", "refinery"}
    | {"studio", "fund", "charterer", "group", "miner", "shipbuilder", "forwarder", "platform"}
    | {"subsidiaries", "companies", "firms", "outlets", "banks", "estate", "house", "entity"}
)
_BODY_AFTER = re.compile(
    r"\W{0,2} (?:which\b|its\b|(?:is |was )?(?:an?|the) (?:[\w-]+ ){0,4}?(?:compan|firm|bank|entity|"
    r"exchange|manufacturer|supplier|trader|maker|producer|subsidiary|agency|carrier|freight|front|"
    r"joint venture|business|institute|enterprise|provider|insurer|broker(?:age)|shipyard))"
    r"|, of [A-Z]|'s (?:chairman|director|board|owner|shareholder|founder|parent)"
)
_PERSON_AFTER = re.compile(
    r"\W{0,2} (?:who\b|whose\b|his\b|her\b|aged?\b|\d\d,|born\b|(?:is |was )?(?:an?|the) "
    r"(?:[\w-]+ ){0,4}?(?:national|citizen|businessman|businesswoman|official|director|trader|"
    r"broker|commander|officer|judge|chairman|chief|financier|founder|head|lawyer|owner|"
    r"investor|dealer|hacker|man|woman|member|leader|general)\b)|,? \d\d,"
)
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
    titles = [match.span() for match in _TITLE_IN_QUOTES.finditer(sentence.text)]
    for start, end in _runs(sentence.text):
        if any(begin <= start and end <= stop for begin, stop in titles):
            continue
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
    words = [plain(word.strip(",")) for word in match["name"].split()] if match else []
    if match and not any(word in COMPANY_WORDS | OPENING_WORDS for word in words):
        start, end = match.span("name")
        yield NameRun(match["name"], (sentence.start + start, sentence.start + end), "Person", "")


def _wallets(sentence: Sentence) -> Iterator[NameRun]:
    for match in _WALLET.finditer(sentence.text):
        span = sentence.start + match.start(), sentence.start + match.end()
        yield NameRun(match[0], span, "CryptoWallet", sentence.text[: match.start()])


def _tokens(text: str) -> list[_Token]:
    tokens: list[_Token] = []
    places = [span for span in _place_spans(text) if " " in text[slice(*span)]]
    for match in _TOKEN.finditer(text):
        end = match.end()
        word = match[0]
        while places and places[0][1] <= match.start():
            places.pop(0)
        if places and places[0][0] <= match.start() and match.end() <= places[0][1] + 2:
            if places[0][0] == match.start():
                tokens.append(_Token(text[slice(*places[0])], *places[0]))
            continue
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
    dateline = _DATELINE.match(text)
    at = sum(token.end <= dateline.end() for token in tokens) if dateline else 0
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
        word.isdigit()
        and bool(follows)
        and follows[0].text[0].isupper()
        and follows[0].start == tokens[at].end + 1
        and len(word) <= 4  # noqa: PLR2004
        and any(
            plain(token.text) in ORGANISATION_WORDS | COMPANY_WORDS
            for token in tokens[at + 1 : at + 4]
        )
    )


def _extends(text: str, tokens: list[_Token], first: int, at: int) -> int:
    """How many tokens from `at` on still belong to the run; 0 where it ends."""
    if at >= len(tokens):
        return 0
    gap = text[tokens[at - 1].end : tokens[at].start]
    word = tokens[at].text
    if gap in {", ", ",", " ("} and plain(word) in LEGAL_FORMS and word[0].isupper():
        return 1 if gap != " (" else 0
    if gap in {' "', " “"} and _NICKNAMED.match(text, tokens[at - 1].end) and at + 1 < len(tokens):
        return 2
    if gap == " & ":
        return 1 if word[0].isupper() else 0
    if gap != " " or text[tokens[at - 1].start : tokens[at - 1].end].endswith(("'s", "’s")):
        return 0
    last = tokens[at - 1].text
    if last.endswith(".") and plain(last) in LEGAL_FORMS and plain(word) not in LEGAL_FORMS:
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
    if word == "of" and plain(run[-1]) not in _NAMED_AFTER_PLACES and _place_spans(following):
        return 0
    if following == "the" and word == "of" and at + 2 < len(tokens):
        if plain(run[-1]) not in _NAMED_AFTER_PLACES and _place_spans(tokens[at + 2].text):
            return 0
        return 3 if tokens[at + 2].text[0].isupper() else 0
    return 2 if following[0].isupper() else 0


def _holds_institution(run: list[str]) -> bool:
    known = ORGANISATION_WORDS | COMPANY_WORDS | _TRADES
    return any(plain(word) in known for word in run)


def _completes(tokens: list[_Token], at: int) -> bool:
    """True where "and X Y" ends in a word for a body, so "and" stands within one name."""
    ahead = []
    for token in tokens[at : at + 3]:
        if not token.text[0].isupper():
            break
        ahead.append(plain(token.text))
    return bool(ahead) and all(
        word in ORGANISATION_WORDS | COMPANY_WORDS | _TRADES for word in ahead
    )


def _read_run(sentence: Sentence, start: int, end: int) -> Iterator[NameRun]:
    """The name in a run without what only leads up to it, if a party may bear it."""
    text = sentence.text
    tokens = _without_label(text, start, end)
    skip = _leading(tokens, is_first=not text[:start].strip(" \"“'‘(•-–—*0123456789."))
    tokens = _without_place(tokens[skip:])
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


def _without_label(text: str, start: int, end: int) -> list[_Token]:
    """The tokens of a run; the last words before a colon are a label ("Location:")."""
    tokens = _tokens(text[start:end])
    if not text.startswith(":", end):
        return tokens
    stops = [at for at, token in enumerate(tokens[:-1], 1) if token.text.endswith(".")]
    return tokens[: stops[-1]] if stops else []


def _without_place(tokens: list[_Token]) -> list[_Token]:
    """A personal name without the country before it: "the Russian Federation Rinat Valitov"."""
    for size in (2, 1):
        rest = tokens[size:]
        opening = " ".join(token.text for token in tokens[:size])
        if (
            len(rest) > 1
            and country_code(opening)
            and _looks_personal([plain(t.text) for t in rest])
        ):
            return rest
    while tokens and plain(tokens[-1].text) in _TRAILING:
        tokens = tokens[:-1]
    return tokens


def _leading(tokens: list[_Token], *, is_first: bool) -> int:
    skip = 0
    while skip < len(tokens):
        word = plain(tokens[skip].text)
        marked = [
            at
            for at, token in enumerate(tokens)
            if _MODIFIER.fullmatch(token.text) or _GLUED_TITLE.fullmatch(token.text)
        ]
        if marked and marked[-1] >= skip:
            skip = marked[-1] + 1
            continue
        is_title = word in TITLES and not _holds_company([token.text for token in tokens[skip:]])
        opens = word in OPENING_WORDS and (is_first or skip or word in {"the", "its", "a", "an"})
        is_cue = word in VESSEL_CUES - {"m/v", "mv", "m/t", "mt"}
        is_code = _CODE.fullmatch(tokens[skip].text) and skip + 1 == len(tokens)
        if is_cue or is_title or opens or is_code:
            skip += 1
        elif country_code(tokens[skip].text) and len(tokens) - skip == 1 and not word.isupper():
            skip += 1
        else:
            break
    return skip


def _holds_company(words: list[str]) -> bool:
    return any(plain(word) in COMPANY_WORDS for word in words)


@lru_cache(maxsize=2048)
def _place_spans(name: str) -> tuple[tuple[int, int], ...]:
    return tuple(mention.span for mention in find_places(name))


def _is_no_party(name: str, tokens: list[_Token]) -> bool:
    words = [plain(token.text) for token in tokens]
    if any(word in GENERIC_WORDS for word in words) and not _holds_legal_form(words):
        return True
    known = OPENING_WORDS | TITLES
    if all(word in known or word.isdigit() for word in words) or words[-1] in _GEOGRAPHY:
        return True
    if len(words) == 2 and words[1].isdigit() and len(words[0]) <= 3:  # noqa: PLR2004
        return True  # an amount of money: "CHF 21"
    if any(word in {"street", "avenue", "road"} for word in words):
        return True
    if len(words) == 1 and words[0] in COMPANY_WORDS | ORGANISATION_WORDS and not name.isupper():
        return True
    if country_code(name) or country_code(name.removesuffix("s")):
        return True
    if len(tokens) > 1 and _is_place(name, tokens):
        return True
    return bool(_place_spans(name)) and _place_spans(name)[0] == (0, len(name))


def _is_place(name: str, tokens: list[_Token]) -> bool:
    """Places alone, such as "Dubai", "Moscow City" or "Chadian Abéché"."""
    covered = sum(end - start for start, end in _place_spans(name))
    rest = [
        word
        for token in tokens
        if (word := plain(token.text))
        not in {
            "city",
            "state",
            "region",
            "province",
            "strait",
            "peninsula",
            "sea",
            "street",
            "oblast",
            "krai",
        }
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
    if _looks_personal(words):
        return "Person"
    if any(word in ORGANISATION_WORDS for word in words) and words[-1] not in COMPANY_WORDS:
        return "Organization"
    if any(part in COMPANY_WORDS for word in words for part in (word, *word.split("-"))):
        return "Company"
    if _PERSON_AFTER.match(after) or last in PERSON_NOUNS | TITLES:
        return "Person"
    if last in _BODY_NOUNS or _BODY_AFTER.match(after) or _place_spans(name):
        return "Company"
    return None


def _looks_personal(words: list[str]) -> bool:
    endings = ("ovich", "evich", "ievich", "ovna", "evna", "ichna", "oglu", "dze", "shvili")
    return any(word.endswith(endings) for word in words) or any(
        word in {"bin", "ibn", "bint"} for word in words
    )
