"""What a listing does: the effect of each programme, by list, from the publisher's own words.

`freeze` blocks property; `sectoral` forbids some dealings, as in debt or securities; `reject`
forbids a transaction or an account and blocks nothing; `export` is about goods; `advisory` is
information alone. Only a freeze may stop and hold a payment. `programmes.tsv` names the public
source of each.
"""

import re
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import Literal

__all__ = ["EFFECTS", "Effect", "effect_of", "effects_of_listing", "effects_of_measures"]

Effect = Literal["freeze", "sectoral", "reject", "export", "advisory"]
EFFECTS: tuple[Effect, ...] = ("freeze", "sectoral", "reject", "export", "advisory")

# Measures as lists print them, in English, Ukrainian and German, strongest first.
_MEASURES: tuple[tuple[Effect, re.Pattern[str]], ...] = (
    (
        "freeze",
        re.compile(
            r"asset freeze|freez|financial sanctions|financial measures|блокування активів"
            r"|finanzsanktionen|sanctions financières",
            re.IGNORECASE,
        ),
    ),
    (
        "sectoral",
        re.compile(
            r"sectoral|investment|capital market|\bloan|securities|correspondent bank|trust service"
            r"|\bcharter|\bship|\bport\b|\bcrew|aviation|aircraft|технічне регулювання"
            r"|обмеження торговельних операцій|зупинення виконання економічних"
            r"|запобігання виведенню",
            re.IGNORECASE,
        ),
    ),
    ("export", re.compile(r"export|arms|goods|трансферту технологій|військового", re.IGNORECASE)),
    ("advisory", re.compile(r"travel|entry|deport|visa|reise|віз|disqualif", re.IGNORECASE)),
)


@cache
def _table() -> dict[tuple[str, str], Effect]:
    text = files(__package__).joinpath("programmes.tsv").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in text.splitlines()[1:]]
    known: dict[str, Effect] = {effect: effect for effect in EFFECTS}
    return {(row[0], row[1]): known[row[2]] for row in rows}


def effect_of(source: str, programme: str) -> Effect:
    """The effect of a programme on a list; that of the list where the programme has none.

    A list that the table does not know advises and no more.
    """
    return _known(source, programme) or "advisory"


def effects_of_listing(
    source: str, programmes: Iterable[str], provisions: Iterable[str]
) -> list[Effect]:
    """The effects of a listing: those that its provisions name, else those of its programmes;
    empty where neither the listing nor the table says.
    """
    named = set(provisions)
    found = {_known(source, programme) for programme in list(programmes) or ["*"]}
    return [effect for effect in EFFECTS if effect in named] or [
        effect for effect in EFFECTS if effect in found
    ]


def _known(source: str, programme: str) -> Effect | None:
    table = _table()
    return table.get((source, programme)) or table.get((source, "*"))


def effects_of_measures(text: str) -> list[Effect]:
    """The effects of measures named in words, strongest first; empty where none is understood."""
    return [effect for effect, pattern in _MEASURES if pattern.search(text)]
