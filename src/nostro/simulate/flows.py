"""Ordinary payments between invented customers: salaries, rents, invoices, trade, gifts, chains."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from random import Random
from typing import NamedTuple

from nostro.model.money import exponent
from nostro.model.payments import Payment
from nostro.simulate.customers import Customer

__all__ = ["FIRST_DAY", "LAST_DAY", "innocent_payments"]

FIRST_DAY = datetime(2024, 6, 1, tzinfo=UTC)
LAST_DAY = datetime(2024, 9, 17, tzinfo=UTC)
_DAYS = (LAST_DAY - FIRST_DAY).days
_TRADE_CURRENCIES = ("USD", "EUR", "EUR", "CNY")
# Units of a currency for one euro in 2024, in round figures: what an ordinary amount looks like.
_PER_EURO = {
    "KZT": 490, "RUB": 98, "MNT": 3650, "INR": 90, "TRY": 36, "UAH": 44, "CNY": 8, "AED": 4,
    "GEL": 3, "BGN": 2,
}  # fmt: skip
_GOODS = (
    "bearings", "printed cotton", "spare parts", "olive oil", "packaging", "steel profiles",
    "laboratory glass", "coffee beans", "solar panels", "school furniture", "pump sets",
)  # fmt: skip
_GIFTS = ("Happy birthday", "for the trip", "family support", "thank you", "school fees")
_LOOK_ALIKE_TEXTS = (
    "6 bottles Havana Club 7 Anos", "dinner at the Tehran Rug Gallery opening",
    "timer for kitchen oven", "books: Journey to Pyongyang, paperback", "Korea House restaurant",
    "Syria in the Bronze Age, museum tickets", "Crimean War letters, auction lot 44",
)  # fmt: skip


class _World(NamedTuple):
    """Customers by what they may do."""

    rng: Random
    people: dict[str, list[Customer]]
    firms: dict[str, list[Customer]]
    lands: list[str]
    all_firms: list[Customer]


class _Transfer(NamedTuple):
    """A payment before it has its id."""

    payer: Customer
    payee: Customer
    euros: float
    currency: str
    text: str
    at: datetime


def innocent_payments(rng: Random, known: list[Customer], count: int) -> list[Payment]:
    """`count` ordinary payments in the order of their booking, with ids by that order."""
    world = _world(rng, known)
    made: list[_Transfer] = []
    kinds = list(_KINDS)
    while len(made) < count:
        for kind in rng.choices(kinds, list(_KINDS.values()), k=256):
            made += kind(world)
    kept = sorted(made[:count], key=lambda transfer: transfer.at)
    return [_payment(transfer, number) for number, transfer in enumerate(kept, 1)]


def _world(rng: Random, known: list[Customer]) -> _World:
    people: dict[str, list[Customer]] = defaultdict(list)
    firms: dict[str, list[Customer]] = defaultdict(list)
    for customer in known:
        (people if customer.person else firms)[customer.country].append(customer)
    lands = [land for land in people if len(people[land]) > 1 and firms.get(land)]
    return _World(rng, people, firms, lands, [firm for some in firms.values() for firm in some])


def _time(rng: Random, day: int | None = None) -> datetime:
    start = FIRST_DAY + timedelta(days=rng.randrange(_DAYS) if day is None else day)
    return start + timedelta(seconds=rng.randrange(6 * 3600, 18 * 3600))


def _salaries(world: _World) -> Iterator[_Transfer]:
    land = world.rng.choice(world.lands)
    firm, person = world.rng.choice(world.firms[land]), world.rng.choice(world.people[land])
    month = world.rng.randrange(3)
    at = _time(world.rng, 24 + 31 * month + world.rng.randrange(5))
    euros = round(world.rng.lognormvariate(7.7, 0.4), -1)
    yield _Transfer(firm, person, euros, firm.currency, f"Salary {6 + month:02d}/2024", at)


def _rents(world: _World) -> Iterator[_Transfer]:
    land = world.rng.choice(world.lands)
    tenant, landlord = world.rng.sample(world.people[land], 2)
    euros = round(world.rng.lognormvariate(6.5, 0.35), -1)
    for month in range(world.rng.randint(1, 3)):
        at = _time(world.rng, 31 * month + world.rng.randrange(4))
        yield _Transfer(tenant, landlord, euros, tenant.currency, f"Rent {6 + month:02d}/2024", at)


def _invoices(world: _World) -> Iterator[_Transfer]:
    land = world.rng.choice(world.lands)
    payer, payee = world.rng.choice(world.firms[land]), world.rng.choice(world.firms[land])
    euros = round(world.rng.lognormvariate(8.2, 1.2), 2)
    text = f"Invoice {world.rng.randint(1000, 99999)} {world.rng.choice(_GOODS)}"
    yield _Transfer(payer, payee, euros, payer.currency, text, _time(world.rng))


def _trade(world: _World) -> Iterator[_Transfer]:
    payer, payee = world.rng.sample(world.all_firms, 2)
    euros = round(world.rng.lognormvariate(10.2, 1.1), 2)
    text = f"Contract {world.rng.randint(10, 999)}/24, {world.rng.choice(_GOODS)}"
    currency = world.rng.choice(_TRADE_CURRENCIES)
    yield _Transfer(payer, payee, euros, currency, text, _time(world.rng))


def _gifts(world: _World) -> Iterator[_Transfer]:
    here, there = world.rng.choice(world.lands), world.rng.choice(world.lands)
    payer, payee = world.rng.choice(world.people[here]), world.rng.choice(world.people[there])
    euros = float(round(world.rng.lognormvariate(5.0, 0.8)))
    text = world.rng.choice(_GIFTS if world.rng.random() < 0.95 else _LOOK_ALIKE_TEXTS)
    yield _Transfer(payer, payee, euros, payer.currency, text, _time(world.rng))


def _supply_chain(world: _World) -> Iterator[_Transfer]:
    """A shop pays an agent who pays the maker: nearly the same amount, days apart, all innocent."""
    shop, agent, maker = world.rng.sample(world.all_firms, 3)
    euros = round(world.rng.lognormvariate(9.5, 0.6), 2)
    order = world.rng.randint(1000, 9999)
    at = _time(world.rng, world.rng.randrange(_DAYS - 4))
    later = at + timedelta(hours=world.rng.randint(20, 70))
    fee = world.rng.uniform(0.95, 0.99)
    yield _Transfer(shop, agent, euros, "EUR", f"Order {order}", at)
    yield _Transfer(agent, maker, round(euros * fee, 2), "EUR", f"Order {order}, goods", later)


_KINDS: dict[Callable[[_World], Iterator[_Transfer]], int] = {
    _salaries: 30,
    _rents: 8,
    _invoices: 28,
    _trade: 16,
    _gifts: 14,
    _supply_chain: 2,
}


def _payment(transfer: _Transfer, number: int) -> Payment:
    payer, payee = transfer.payer, transfer.payee
    units = transfer.euros * _PER_EURO.get(transfer.currency, 1)
    return Payment(
        payment_id=f"sim-{number:07d}",
        booked_at=transfer.at,
        amount_minor=max(1, round(units * 10 ** exponent(transfer.currency))),
        currency=transfer.currency,
        message_type="pacs.008",
        debtor_name=payer.name,
        debtor_account=payer.account,
        debtor_country=payer.country,
        debtor_address=payer.address,
        debtor_agent=payer.agent,
        debtor_agent_name=payer.agent_name,
        debtor_agent_country=payer.country,
        creditor_agent=payee.agent,
        creditor_agent_name=payee.agent_name,
        creditor_agent_country=payee.country,
        creditor_name=payee.name,
        creditor_account=payee.account,
        creditor_country=payee.country,
        creditor_address=payee.address,
        remittance=transfer.text,
    )
