"""Ownership links as exact shares on a day."""

import re
from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from nostro.model.entities import Entity

__all__ = ["Share", "parse_share", "shares_on"]

_NUMBER = re.compile(r"\d{1,3}(?:[.,]\d{1,8})?")


class Share(NamedTuple):
    """What one owner holds of one asset, from 0 to 1.

    `written` are the percentages as the links write them, `record` where the first of them stands.
    """

    owner: str
    asset: str
    share: Fraction
    written: tuple[str, ...]
    record: str


def parse_share(text: str) -> Fraction | None:
    """A percentage as registers write it: `50`, `49.0 %`, `25-50`, `>50`, `25 to 50`, `75+`.

    A range counts with its lower bound: what is not shown to be held does not block. None where
    there is no number, or none up to 100.
    """
    numbers = [Fraction(found.replace(",", ".")) for found in _NUMBER.findall(text)]
    if not numbers or any(number > 100 for number in numbers) or "<" in text:
        return Fraction(0) if "<" in text and numbers else None
    return min(numbers) / 100


def shares_on(entities: Iterable[Entity], day: date) -> list[Share]:
    """The shares in force on a day; links without a readable percentage are left out.

    Several links between the same two are added up (classes of shares), but equal ones count
    once: they are one holding told by two sources.
    """
    found: dict[tuple[str, str], dict[Fraction, Share]] = defaultdict(dict)
    for link in entities:
        if link.schema == "Ownership" and _in_force(link, day):
            for owner in link.get("owner"):
                for asset in link.get("asset"):
                    held = _share(link, owner, asset)
                    if held and owner != asset:
                        found[owner, asset].setdefault(held.share, held)
    return [_together(list(found[pair].values())) for pair in sorted(found)]


def _share(link: Entity, owner: str, asset: str) -> Share | None:
    for text in link.get("percentage"):
        if share := parse_share(text):
            return Share(owner, asset, share, (text,), link.record or link.id)
    return None


def _together(links: list[Share]) -> Share:
    first = links[0]
    share = min(Fraction(1), sum((link.share for link in links), Fraction(0)))
    return first._replace(share=share, written=tuple(text for one in links for text in one.written))


def _in_force(link: Entity, day: date) -> bool:
    """Dates may be a year or a month; they compare as far as they go."""
    written = day.isoformat()
    starts = all(start <= written[: len(start)] for start in link.get("startDate"))
    return starts and all(end >= written[: len(end)] for end in link.get("endDate"))
