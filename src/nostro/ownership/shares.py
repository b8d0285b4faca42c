"""Ownership links as exact shares on a day."""

import re
from collections.abc import Iterable
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from nostro.model.entities import Entity

__all__ = ["Share", "parse_share", "shares_on"]

_NUMBER = re.compile(r"\d{1,3}(?:[.,]\d{1,8})?")


class Share(NamedTuple):
    """What one owner holds of one asset, from 0 to 1."""

    owner: str
    asset: str
    share: Fraction


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
    """The shares in force on a day; links without a readable percentage are left out."""
    found: dict[tuple[str, str], Fraction] = {}
    for link in entities:
        if link.schema == "Ownership" and _in_force(link, day):
            share = next((s for text in link.get("percentage") if (s := parse_share(text))), None)
            for owner in link.get("owner"):
                for asset in link.get("asset"):
                    if share and owner != asset:
                        held = found.get((owner, asset), Fraction(0)) + share
                        found[owner, asset] = min(Fraction(1), held)
    return [Share(owner, asset, share) for (owner, asset), share in sorted(found.items())]


def _in_force(link: Entity, day: date) -> bool:
    """Dates may be a year or a month; they compare as far as they go."""
    written = day.isoformat()
    starts = all(start <= written[: len(start)] for start in link.get("startDate"))
    return starts and all(end >= written[: len(end)] for end in link.get("endDate"))
