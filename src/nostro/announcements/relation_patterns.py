"""How texts put relations into words; `find_relations` looks for these between two names."""

import re
from typing import NamedTuple

__all__ = ["BETWEEN", "HEDGE", "POSSESSIVES", "RelationPattern"]


class RelationPattern(NamedTuple):
    """`is_swapped` where the second party is the subject: "X owns Y" is Y owned_by X."""

    kind: str
    is_swapped: bool
    pattern: re.Pattern[str]


_OFFICE = (
    r"(?:chief executive|(?:vice|deputy)[- ](?:president|chairman|head|director|chief)|president|"
    r"chairman|chairwoman|director(?:[- ]general)?|general director|managing director|head|ceo|"
    r"chief \w+|manager|editor-in-chief|editor|chief accountant|accountant|commander|boss|"
    r"finance chief|deputy commander|treasurer|secretary-general|leader)"
)
_KIN = (
    r"(?:(?:ex-)?(?:wife|husband|spouse)|son|daughter|(?:half-)?brother|sister|father|mother|"
    r"nephew|niece|cousin|uncle)"
)
_WHOSE = (
    r"\b(?P<whose>[Ii]ts|[Tt]heir|[Hh]is|[Hh]er|"
    r"[Tt]he (?:company|bank|firm|group|exchange|estate)['’]s)"
)
# The kind, `<` where the second party is the subject, and the words between the two names.
_WORDS_BETWEEN: tuple[tuple[str, str], ...] = (
    ("subsidiary_of", r"\b(?:subsidiary of|wholly owned by|outlet of|unit of|branch of)\b"),
    (
        "subsidiary_of <",
        r"\b(?:its|their) (?:[\w-]+ )?subsidiar(?:y|ies)\b|['’]s (?:wholly owned )?subsidiary\b",
    ),
    ("front_for", r"\b(?:front compan(?:y|ies) for|fronts? for|shell for|cut-?out for)\b"),
    ("controlled_by", r"\b(?:controlled by|operated by|managed by|under the control of)\b"),
    (
        "controlled_by <",
        r"\b(?:controls|(?:which|that) operates|operates the|operator of|manager of the vessel)\b",
    ),
    (
        "owned_by",
        r"\b(?:owned (?:\d+ percent )?by|belongs? to|belonged to|held by|shareholders? (?:is|are)|"
        r"property of|owner (?:is|was))\b",
    ),
    (
        "owned_by <",
        r"\b(?:owns|(?:registered |majority |sole )?owner of|shareholder (?:of|in)|"
        r"holds a \w+ stake in|(?:majority of the )?shares in|their \w+ company)\b",
    ),
    ("owned_by", r"(?:,| and) its (?:sole |majority |largest )?(?:owner|shareholder)\b"),
    (
        "officer_of",
        rf"\b{_OFFICE} (?:and [\w -]{{1,40}} )?(?:of|at)\b|\b(?:runs|heads|leads|chairs)\b",
    ),
    (
        "officer_of <",
        rf"(?:['’]s|\bits|\btheir) (?:[\w-]+ ){{0,3}}?{_OFFICE}\b"
        r"|\b(?:is |was )?(?:run|headed|led|chaired) by\b",
    ),
    (
        "holds_account_for",
        r"\b(?:opened|keeps|kept|holds|held|maintains|services?) (?:[\w-]+ ){0,4}accounts?\b",
    ),
    ("holds_account_for <", r"\baccounts? (?:with|at)\b"),
    (
        "sent_payment_to",
        r"\b(?:paid|pays|wired|sent (?:[\w$.,]+ ){0,6}(?:dollars|million|funds|money)|"
        r"transferred (?:[\w$.,]+ ){0,5}to)\b",
    ),
    (
        "supplied <",
        r"\b(?:supplied (?:with [\w ]{1,40} )?by|(?:bought|purchased) [\w ]{0,40}from)\b",
    ),
    (
        "supplied",
        r"\b(?:supplied|sold|delivered|shipped|shipping|consigned)\b[^.;]{0,60}\bto\b|\bsupplied\b",
    ),
    (
        "acted_for",
        r"\b(?:act(?:s|ed|ing)|work(?:s|ed|ing)?) (?:for|on behalf of)\b|\bon behalf of\b"
        r"|\brepresents?\b|\bmoved (?:[\w$.,]+ ){1,6}for\b",
    ),
    (
        "family_of",
        rf"(?:['’]s|\bhis|\bher|\btheir) (?:[\w-]+ ){{0,2}}?{_KIN}\b|\b{_KIN} of\b",
    ),
    (
        "linked_to",
        r"\b(?:founder of|founded|linked to|associate of|partner|associated with|tied to|"
        r"['’]s founder|worked with|sister company)\b",
    ),
)
# What stands before a name: "its <role>, X"; `<` where the one it belongs to is the subject.
_WORDS_BEFORE: tuple[tuple[str, str], ...] = (
    ("family_of", rf"{_WHOSE} (?:[\w-]+ ){{0,2}}?{_KIN},? (?:and \w+ )?$"),
    ("owned_by <", rf"{_WHOSE} (?:[\w-]+ ){{0,2}}?(?:owner|shareholder)(?: is)?,? $"),
    ("officer_of", rf"{_WHOSE} (?:[\w-]+ ){{0,3}}?{_OFFICE},? (?:[\w-]+ ){{0,2}}$"),
    ("subsidiary_of", rf"{_WHOSE} (?:[\w-]+ ){{0,2}}?subsidiar(?:y|ies),? $"),
    ("owned_by", rf"{_WHOSE} (?:[\w-]+ ){{0,3}}?(?:company|firm|business|agency|bank),? $"),
    ("linked_to", rf"{_WHOSE} (?:[\w-]+ ){{0,3}}?(?:partner|associate|founder|lawyer),? $"),
)


def _compiled(rows: tuple[tuple[str, str], ...], flags: int) -> tuple[RelationPattern, ...]:
    return tuple(
        RelationPattern(kind.removesuffix(" <"), kind.endswith("<"), re.compile(words, flags))
        for kind, words in rows
    )


BETWEEN = _compiled(_WORDS_BETWEEN, re.IGNORECASE)
POSSESSIVES = _compiled(_WORDS_BEFORE, 0)
HEDGE = re.compile(
    r"\b(?:alleged\w*|accused|suspect\w*|reported\w*|believed|thought|claims?|said to be)\b"
)
