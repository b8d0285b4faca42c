"""Ownership links as exact shares on a day."""

import re
from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from nostro.model.entities import Entity

__all__ = ["LowerBound", "Share", "parse_share", "shares_on"]

# A number, and the words before it that make it an upper bound or one that is exceeded.
_BOUND = re.compile(
    r"(?:(?P<upper><=?|≤|\b(?:less than|under|below|up to|at most|(?:no|not) more than))|"
    r"(?P<above>>(?!=)|\b(?:more than|over|above|exceeding)))?"
    r"\s*(?P<number>\d+(?:[.,]\d+)?)",
    re.IGNORECASE,
)
# No percentage is longer, and Python refuses numbers of thousands of digits.
_LONGEST = 100
# Words for control without ownership, those of the UK's register of persons with significant
# control among them; voting rights are shares by another name, and come as percentages.
_CONTROL = re.compile(
    r"\bcontrol|right\W+to\W+appoint|appoint\W+(?:and|or)\W+remove|significant\W+influence"
    r"|\bveto\b|golden\W+share",
    re.IGNORECASE,
)
_DATE = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?")


class LowerBound(NamedTuple):
    """The least that a percentage says is held, 0 to 1; `above` where it says more than that."""

    share: Fraction
    above: bool = False


class Share(NamedTuple):
    """What one owner holds of one asset: at least `share` (0 to 1), more than that if `above`.

    `written` are the percentages as the links write them, `record` where the first of them stands;
    `control` are the words of the links that tell of control.
    """

    owner: str
    asset: str
    share: Fraction
    above: bool
    written: tuple[str, ...]
    record: str
    control: tuple[str, ...] = ()


def parse_share(text: str) -> LowerBound | None:
    """A percentage as registers write it: `50`, `49.0 %`, `25-50`, `25 to 50`, `75+`, `<25`,
    `more than 50 % but not more than 75 %` (the bands of the UK register).

    A range counts with its lower bound: what is not shown to be held does not block. None where
    there is no number, or one above 100.
    """
    found = [
        (Fraction(bound["number"].replace(",", ".")), bound)
        for bound in _BOUND.finditer(text[:_LONGEST])
    ]
    if not found or any(number > 100 for number, _ in found):
        return None
    least = [(number, bool(bound["above"])) for number, bound in found if not bound["upper"]]
    number, above = min(least, default=(Fraction(0), False))
    return LowerBound(number / 100, above)


def shares_on(entities: Iterable[Entity], day: date) -> list[Share]:
    """The shares in force on a day. A link without a readable percentage is a share of 0: that
    the owner is one is known, and is told.

    Several links between the same two are added up (classes of shares), but equal ones count
    once: they are one holding told by two sources.
    """
    found: dict[tuple[str, str], dict[Fraction, Share]] = defaultdict(dict)
    for link in entities:
        if link.schema == "Ownership" and _in_force(link, day):
            for owner in link.get("owner"):
                for asset in link.get("asset"):
                    if owner != asset:
                        held = _share(link, owner, asset)
                        found[owner, asset].setdefault(held.share, held)
    return [_together(list(found[pair].values())) for pair in sorted(found)]


def _share(link: Entity, owner: str, asset: str) -> Share:
    written = link.get("percentage")
    readable = [(bound, text) for text in written if (bound := parse_share(text))]
    unknown = (LowerBound(Fraction(0)), "; ".join(written))
    bound, text = readable[0] if readable else unknown
    words = [word for prop in ("role", "ownershipType", "legalBasis") for word in link.get(prop)]
    return Share(
        owner, asset, bound.share, bound.above, (text,), link.record or link.id,
        control=tuple(word for word in words if _CONTROL.search(word)),
    )  # fmt: skip


def _together(links: list[Share]) -> Share:
    return links[0]._replace(
        share=min(Fraction(1), sum((link.share for link in links), Fraction(0))),
        above=any(link.above for link in links),
        written=tuple(text for one in links for text in one.written if text),
        control=tuple(dict.fromkeys(word for one in links for word in one.control)),
    )


def _in_force(link: Entity, day: date) -> bool:
    """Dates may be a year or a month; they compare as far as they go. What is no date is no
    limit.
    """
    written = day.isoformat()
    starts = all(start <= written[: len(start)] for start in _dates(link, "startDate"))
    return starts and all(end >= written[: len(end)] for end in _dates(link, "endDate"))


def _dates(link: Entity, prop: str) -> list[str]:
    found = (_DATE.match(text) for text in link.get(prop))
    return [match[0] for match in found if match]
