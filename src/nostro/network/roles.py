"""Who stands behind an account: its holder, its bank, and which of them a list names.

An account is looked at when a typology asks for it, and each distinct name is matched once, so a
scan of a million payments matches only the names around what it finds.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import zip_longest
from operator import attrgetter
from typing import Any, NamedTuple

import msgspec

from nostro.matching import Index
from nostro.model.entities import Entity, listed_parties
from nostro.model.payments import Payment
from nostro.network.flows import Flow, FlowGraph, account_key, is_cover
from nostro.places import Region, contested_region, country_name

__all__ = ["Account", "Origin", "Roles"]

# A name has to be all but equal to carry a finding.
_BAR = 0.9
# Comprehensive programmes in 2024 (31 CFR parts 510, 515, 542 and 560): value that comes from
# there is of interest even where no list names the holder.
_EMBARGOED = frozenset({"CU", "IR", "KP", "SY"})
_BANK_CODES = frozenset({"bic", "bik"})
_BIC = re.compile(r"[A-Z0-9]{4}([A-Z]{2})[A-Z0-9]{2}(?:[A-Z0-9]{3})?")
_ALPHA_2 = 2


class Origin(NamedTuple):
    """Why value that leaves an account matters: how strong the reason is (0 to 1), in words."""

    strength: float
    why: str


class Account(msgspec.Struct, kw_only=True):
    """What the payments and the accounts table say of one account.

    `listed` and `bank_listed` are entity ids; `region` is the contested region in which its bank,
    or its holder, stands. `country` is upper-case ISO alpha-2.
    """

    id: str
    holder: str = ""
    bank: str = ""
    country: str | None = None
    bank_country: str | None = None
    listed: str | None = None
    bank_listed: str | None = None
    region: Region | None = None

    @property
    def origin(self) -> Origin | None:
        """A listed holder, an account at a listed bank, or an embargoed country; else None."""
        if self.listed:
            return Origin(1.0, f"account of a listed party ({self.listed})")
        if self.bank_listed:
            return Origin(0.75, f"account at a listed bank ({self.bank_listed})")
        for country in (self.country, self.bank_country):
            if country in _EMBARGOED:
                return Origin(0.65, f"account of {country_name(country or '')}")
        return None


class _Said(NamedTuple):
    """What one payment says of one of its sides."""

    name: str | None
    country: str | None
    address: str | None
    bank: str | None
    code: str | None
    bank_country: str | None
    number: str | None = None


_Bank = tuple[str | None, str | None, str | None]
_SIDES = ("debtor", "creditor")
# Which columns speak of a side, by whether the payment is a cover. The party's id in a cover is
# that of the bank.
_SAID: dict[tuple[bool, str], Callable[[Payment], tuple[str | None, ...]]] = {
    (cover, side): attrgetter(
        *(f"{'underlying_' * cover}{side}_{part}" for part in ("name", "country", "address")),
        *(f"{side}_agent{part}" for part in ("_name", "", "_country")),
        *(() if cover else (f"{side}_id",)),
    )
    for cover in (False, True)
    for side in _SIDES
}
_BANK: dict[tuple[bool, str], Callable[[Payment], _Bank]] = {
    (cover, side): attrgetter(
        f"{side}_agent_name", f"{side}_agent", f"{'underlying_' * cover}{side}_address"
    )
    for cover in (False, True)
    for side in _SIDES
}


class Roles:
    """The accounts of a graph with what is known of them."""

    def __init__(
        self,
        graph: FlowGraph,
        entities: Iterable[Entity],
        accounts: Iterable[Mapping[str, Any]] | None,
    ) -> None:
        given = [Entity.from_any(entity) for entity in entities]
        self._graph = graph
        self._index = Index.build(given)
        self._listed_places = _places_of(given)
        self._listed_countries = {
            party.entity.id: _country_of(party.entity) for party in listed_parties(given)
        }
        self._rows = {account_key(str(row.get("account") or "")): row for row in accounts or ()}
        self._names: dict[str, str | None] = {}
        self._codes: dict[str, str | None] = {}
        self._regions: dict[_Bank, Region | None] = {}
        self._accounts: dict[str, Account] = {}

    def of(self, account: str) -> Account:
        """What is known of an account."""
        if account not in self._accounts:
            self._accounts[account] = self._look_at(account)
        return self._accounts[account]

    def contested_accounts(self) -> list[str]:
        """The accounts whose bank, or holder, stands in a contested region, in order."""
        found: set[str] = set()
        for payment, *nodes in self._graph.flows:
            cover = is_cover(payment)
            for side, node in zip(_SIDES, nodes, strict=True):
                if self._region(*_BANK[cover, side](payment)):
                    found.add(node)
        rows = (key for key, row in self._rows.items() if self._row_region(row))
        return sorted(found | {key for key in rows if self._graph.knows(key)})

    def passes(self, payment: Payment) -> Region | None:
        """The contested region in which an intermediary bank of a payment stands, or None."""
        if not (payment.intermediary_agents or payment.intermediary_agent_names):
            return None
        banks = zip_longest(payment.intermediary_agent_names, payment.intermediary_agents)
        found = (self._region(bank, code, None) for bank, code in banks)
        return next((region for region in found if region), None)

    def _look_at(self, account: str) -> Account:
        known = Account(id=account)
        sides = [_side(flow, "debtor") for flow in self._graph.out_of(account)]
        sides += [_side(flow, "creditor") for flow in self._graph.into(account)]
        for said in dict.fromkeys(sides):
            known.holder = known.holder or said.name or ""
            known.bank = known.bank or said.bank or said.code or ""
            known.country = known.country or _upper(said.country)
            known.bank_country = known.bank_country or _bank_country(said)
            known.listed = known.listed or self._coded(said.number) or self._named(said.name)
            known.bank_listed = known.bank_listed or self._bank(said.bank, said.code)
            known.region = known.region or self._region(said.bank, said.code, said.address)
        if account in self._rows:
            self._add_row(known, self._rows[account])
        known.holder = known.holder or account
        known.country = known.country or self._listed_countries.get(known.listed or "")
        return known

    def _add_row(self, known: Account, row: Mapping[str, Any]) -> None:
        name, agent = str(row.get("holder_name") or ""), str(row.get("agent") or "")
        known.holder = known.holder or name
        known.bank = known.bank or agent
        known.country = known.country or _upper(row.get("holder_country"))
        holder_id = str(row.get("holder_id") or "")
        known_id = holder_id if holder_id in self._listed_countries else None
        known.listed = known_id or known.listed or self._named(name)
        known.bank_listed = known.bank_listed or self._coded(agent)
        known.region = known.region or self._row_region(row)

    def _row_region(self, row: Mapping[str, Any]) -> Region | None:
        return self._region(None, row.get("agent") or None, row.get("address") or None)

    def _region(self, bank: str | None, code: str | None, address: str | None) -> Region | None:
        """By the bank's name, by the addresses of the listed bank that it is, by the address."""
        key = (bank, code, address)
        if key not in self._regions:
            listed = self._bank(bank, code)
            texts = (bank, address, *self._listed_places.get(listed or "", ()))
            found = (contested_region(text) for text in texts if text)
            self._regions[key] = next((region for region in found if region), None)
        return self._regions[key]

    def _bank(self, bank: str | None, code: str | None) -> str | None:
        return self._coded(code) or self._named(bank)

    def _named(self, name: str | None) -> str | None:
        if not name:
            return None
        if name not in self._names:
            found = self._index.match([name], limit=1, threshold=_BAR)[0]
            self._names[name] = next((m.entity_id for m in found if not m.weak), None)
        return self._names[name]

    def _coded(self, code: str | None) -> str | None:
        if not code:
            return None
        if code not in self._codes:
            found = self._index.find_identifier(code)
            kept = (item.entity_id for item in found if item.kind in _BANK_CODES)
            self._codes[code] = next(kept, None)
        return self._codes[code]


def _side(flow: Flow, side: str) -> _Said:
    return _Said(*_SAID[is_cover(flow.payment), side](flow.payment))


def _bank_country(said: _Said) -> str | None:
    """As the payment says, else the fifth and sixth letter of the BIC (ISO 9362)."""
    bic = _BIC.fullmatch((said.code or "").upper())
    return _upper(said.bank_country) or (bic[1] if bic else None)


def _country_of(party: Entity) -> str | None:
    codes = (code.upper() for prop in ("mainCountry", "country") for code in party.get(prop))
    return next((code for code in codes if len(code) == _ALPHA_2), None)


def _upper(country: Any) -> str | None:
    return str(country).upper() if country else None


def _places_of(entities: Iterable[Entity]) -> dict[str, list[str]]:
    """The addresses of each party as texts: its own, and those of its Address entities."""
    given = list(entities)
    addresses = {entity.id: entity for entity in given if entity.schema == "Address"}
    found: dict[str, list[str]] = defaultdict(list)
    for entity in given:
        found[entity.id] += entity.get("address")
        for key in entity.get("addressEntity"):
            found[entity.id] += _lines(addresses.get(key))
    return found


def _lines(address: Entity | None) -> Iterator[str]:
    for prop in ("full", "city", "region", "state") if address else ():
        yield from address.get(prop) if address else ()
