"""How many parties a sentence speaks of, by class, in figures and words."""

import re
from typing import NamedTuple

__all__ = ["CLASS_OF", "CountMention", "class_of", "find_counts", "find_singles", "total_of"]

_SMALL = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen".split()
)
_TENS = {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70,
         "eighty": 80, "ninety": 90}  # fmt: skip
_CLASSES: dict[str, str] = {
    "entity": (
        "entity entities company companies firm firms organisation organisations organization "
        "organizations bank banks business businesses body bodies enterprise enterprises exchange "
        "exchanges institution institutions manufacturer manufacturers supplier suppliers outlet "
        "outlets subsidiary subsidiaries refinery refineries lender lenders group groups "
        "corporation corporations agency agencies shipowner shipowners operator operators "
        "shipyard shipyards airline airlines dealer dealers house houses factory factories "
        "foundation foundations charity charities exporter exporters importer importers unit units "
        "front fronts militia militias"
    ),
    "individual": (
        "individual individuals person persons people man men woman women official officials "
        "national nationals citizen citizens commander commanders officer officers executive "
        "executives businessman businessmen businesswoman businesswomen brother brothers sister "
        "sisters judge judges hacker hackers trader traders banker bankers broker brokers general "
        "generals minister ministers chief chiefs deputy deputies son sons daughter daughters wife "
        "ex-wife husband relative relatives leader leaders director directors smuggler smugglers "
        "financier financiers launderer launderers tycoon tycoons facilitator "
        "facilitators operative operatives name"
    ),
    "vessel": "vessel vessels ship ships tanker tankers carrier carriers freighter freighters "
    "yacht yachts boat boats",
    "total": "target targets sanction sanctions designation designations parties party listings "
    "names entries",
}
CLASS_OF = {word: name for name, words in _CLASSES.items() for word in words.split()}
_UNSPLIT = re.compile(
    r"(?:individuals|persons|people|men)(?: and| or|,) (?:legal )?(?:entities|organi[sz]ations|"
    r"companies|firms|groups|bodies)|entities and individuals|companies and (?:people|individuals)"
    r"|people and bodies"
)
_NUMBER = (
    rf"\d{{1,3}}(?:,\d{{3}})+|\d+|(?:{'|'.join(_TENS)})(?:-(?:{'|'.join(_SMALL[1:10])}))?"
    rf"|(?:a |one )?dozen|{'|'.join(reversed(_SMALL))}"
)
_COUNT = re.compile(
    rf"(?<![\w.,/$£€-])(?P<number>{_NUMBER})(?![\w%/]|[.,]\d)"
    r"(?P<between>(?: of (?:his|her|its|their))?"
    r"(?: (?!and\b|or\b|of\b|in\b|by\b|with\b|million\b|billion\b|tonnes\b|years?\b|"
    r"months?\b|days?\b|times?\b|weeks?\b)[\w'’.-]+){0,4}?) "
    rf"(?P<noun>{'|'.join(sorted(CLASS_OF, key=len, reverse=True))})\b",
    re.IGNORECASE,
)
_CLAUSE = re.compile(
    r"\b(?:that|which|who|whose|whom|for|over|accused|accusing|involved|because)\b|[:;]"
)
_PREPOSITION = re.compile(r"\s+(?:in|of|at|on|by|with|from|behind|through|to|based|near)\b")
_SINGLE = re.compile(
    r"(?:an?|the|his|her|its|their) (?:[\w'’-]+ ){0,3}?"
    r"(?P<noun>company|firm|bank|exchange|agency|refinery|lender|airline|shipyard|entity|group|"
    r"organi[sz]ation|foundation|individual|person|man|woman|official|national|citizen|commander|"
    r"executive|businessman|businesswoman|brother|sister|judge|hacker|banker|broker|chief|deputy|son|"
    r"daughter|wife|ex-wife|husband|leader|director|smuggler|financier|launderer|tycoon|trader|"
    r"vessel|ship|tanker|yacht)",
    re.IGNORECASE,
)
_SUBSET = re.compile(r"^(?: of (?:the|them|which|these|those|its|whom)\b)")


class CountMention(NamedTuple):
    """A number with its class: `entity`, `individual`, `vessel`, or `total` for an unsplit one."""

    span: tuple[int, int]
    number: int
    kind: str


def find_counts(sentence: str) -> list[CountMention]:
    """The numbers of parties in a sentence: "five entities and one individual".

    "Nine of the 14" is a part of a total and is left out.
    """
    found = []
    for match in _COUNT.finditer(sentence):
        kind = CLASS_OF[match["noun"].lower()]
        if _UNSPLIT.match(sentence, match.start("noun")):
            kind = "total"
        if match["between"].split()[-1:] == ["of"] or _SUBSET.match(match["between"]):
            continue
        found.append(CountMention(match.span(), _value(match["number"]), kind))
    return found


def find_singles(region: str, offset: int) -> list[CountMention]:
    """Single parties that a verb's own object or subject counts: "a prison chief, his deputy".

    `region` is the target position of a verb at `offset` in its sentence. What follows a relative
    pronoun or a preposition is no longer counted.
    """
    head = _CLAUSE.split(region, maxsplit=1)[0]
    found = []
    at = 0
    for part in re.split(r"(, and |, | and )", head):
        chunk = _PREPOSITION.split(part, maxsplit=1)[0]
        if match := _SINGLE.fullmatch(chunk.strip()):
            span = offset + at, offset + at + len(chunk)
            found.append(CountMention(span, 1, CLASS_OF[match["noun"].lower()]))
        at += len(part)
    return found


def class_of(schema: str) -> str:
    """The class that authorities count a schema in; None of them counts wallets."""
    return {"Person": "individual", "Vessel": "vessel", "CryptoWallet": ""}.get(schema, "entity")


def total_of(mentions: list[CountMention]) -> dict[str, int] | None:
    """The numbers of one sentence added up by class; None where it has none."""
    if not mentions:
        return None
    split = [mention for mention in mentions if mention.kind != "total"]
    totals = dict.fromkeys(("entity", "individual", "vessel"), 0) if split else {}
    for mention in split or mentions[:1]:
        totals[mention.kind] = totals.get(mention.kind, 0) + mention.number
    return totals


def _value(words: str) -> int:
    words = words.lower().replace(",", "")
    if words.isdecimal():
        return int(words[:9])
    if words.endswith("dozen"):
        return 12
    tens, _, ones = words.partition("-")
    if tens in _TENS:
        return _TENS[tens] + (_SMALL.index(ones) if ones else 0)
    return _SMALL.index(words)
