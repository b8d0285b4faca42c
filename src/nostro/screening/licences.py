"""General licences: what an authority permits that its sanctions forbid, for whom and how long.

A licence is a record, not a judgement: whether a payment is within it, a person says. A payment
that bears its marks is looked at instead of blocked.
"""

import re
from collections.abc import Iterable
from datetime import date
from functools import cache
from pathlib import Path

import msgspec

from nostro.screening.yaml_rows import read_yaml

__all__ = ["SHIPPED", "Licence", "in_force", "read_licences"]

SHIPPED = Path(__file__).parent / "licences.yaml"


class Licence(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One general licence.

    It permits what `programmes` of `regime` forbid: with all their parties, or with `entities`
    (ids or names) alone; for any purpose, or where one of the words of `purposes` stands in the
    payment; in any currency, touching any country, or these. `effective` is its first day,
    `expires` its last.
    """

    id: str
    title: str
    authority: str
    regime: str
    programmes: tuple[str, ...]
    entities: tuple[str, ...] = ()
    purposes: tuple[str, ...] = ()
    currencies: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    effective: date
    expires: date | None = None
    source: str

    def in_force(self, day: date) -> bool:
        """True from its first day to its last."""
        return self.effective <= day and (self.expires is None or day <= self.expires)

    def covers_listing(
        self, regime: str | None, programmes: Iterable[str], party: Iterable[str]
    ) -> bool:
        """True where a listing rests on its programmes alone, and the party is one of its own, by
        its id or its name as the list writes it.
        """
        named = set(programmes)
        return (
            regime == self.regime
            and bool(named)
            and named <= set(self.programmes)
            and (not self.entities or not set(self.entities).isdisjoint(party))
        )

    def covers_payment(self, currency: str | None, countries: Iterable[str], text: str) -> bool:
        """True where a payment bears its marks."""
        return (
            (not self.currencies or currency in self.currencies)
            and (not self.countries or not set(self.countries).isdisjoint(countries))
            and (not self.purposes or bool(_words(self.purposes).search(text)))
        )


class _File(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    """The content of a file of licences."""

    licences: tuple[Licence, ...]


def read_licences(path: Path = SHIPPED) -> tuple[Licence, ...]:
    """The licences of a file. Raises InputError, with the line, where it is none."""
    return read_yaml(path, _File, "a file of licences").licences


def in_force(licences: Iterable[Licence], day: date) -> list[Licence]:
    """Those in force on a day, in the order of the file."""
    return [licence for licence in licences if licence.in_force(day)]


@cache
def _words(purposes: tuple[str, ...]) -> re.Pattern[str]:
    words = "|".join(r"\s+".join(map(re.escape, purpose.split())) for purpose in purposes)
    return re.compile(rf"\b(?:{words})", re.IGNORECASE)
