"""Which law binds: regimes and their lists, legal entities, blocking statutes, payment schemes.

A list is law for some and news for others. These rows of the policy say for whom: a regime binds
a legal entity by where it stands, or a payment of it by its currency; a blocking statute forbids
to go by a foreign regime; a scheme says what is not screened payment by payment.
"""

from datetime import date
from fnmatch import fnmatchcase

import msgspec

from nostro.lists.sources.programmes import Effect
from nostro.model.alerts import Decision

__all__ = ["LegalEntity", "PlaceProgramme", "PlaceRule", "Regime", "Scheme", "Statute"]


class Regime(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An authority's sanctions: the lists that it publishes. A pattern of a list ends in `*`."""

    lists: tuple[str, ...]

    def publishes(self, dataset: str) -> bool:
        """True where a dataset is one of its lists."""
        return any(fnmatchcase(dataset, pattern) for pattern in self.lists)


class LegalEntity(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Who screens: what binds it, and what a regime that does not bind it may lead to.

    `currencies` are regimes that bind its payments of a currency, by the banks that clear it.
    """

    binds: tuple[str, ...]
    currencies: dict[str, tuple[str, ...]] = {}
    unbound: Decision = "review"
    statutes: tuple[str, ...] = ()
    schemes: tuple[str, ...] = ()


class Statute(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A law that forbids to comply with a foreign regime: with which programmes of it, and in
    which countries. What rests on these alone may lead to `decision` and no more.
    """

    regime: str
    programmes: tuple[str, ...]
    countries: tuple[str, ...]
    decision: Decision
    source: str


class Scheme(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A way of payment that is not screened against some listings payment by payment.

    A payment is of the scheme by its currency and by one of its codes. `effects` are those of the
    regime's listings that are checked daily instead, `fields` those of payer and payee.
    """

    regime: str
    currency: str
    local_instruments: tuple[str, ...] = ()
    service_levels: tuple[str, ...] = ()
    clearing_systems: tuple[str, ...] = ()
    effects: tuple[Effect, ...]
    fields: tuple[str, ...]
    decision: Decision
    since: date = date.min
    source: str


class PlaceProgramme(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A programme against a country or region, on its days, the first and the last included.

    `agents` is its effect where a bank is there, if that is another.
    """

    regime: str
    effect: Effect
    agents: Effect | None = None
    since: date = date.min
    until: date = date.max
    source: str

    def covers(self, day: date) -> bool:
        """True where it is in force on a day."""
        return self.since <= day <= self.until


class PlaceRule(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The programmes against one place."""

    programmes: tuple[PlaceProgramme, ...]

    def covers(self, day: date) -> bool:
        """True where one of them is in force on a day."""
        return any(programme.covers(day) for programme in self.programmes)
