"""Invented customers with accounts whose check digits are right."""

from random import Random
from typing import NamedTuple

from nostro.simulate.countries import Country, countries

__all__ = ["LOOK_ALIKES", "Customer", "customers", "iban"]

_PEOPLE_SHARE = 0.55
# Innocent all of them, each near to something that a list or a programme names.
LOOK_ALIKES = (
    ("Nikulina Trading OOO", "RU", "ul. Lesnaya 14, 125009 Moscow"),
    ("Timer Watches GmbH", "DE", "Lindenstraße 3, 70173 Stuttgart"),
    ("Stroytrest AO", "RU", "prospekt Mira 88, 630099 Novosibirsk"),
    ("Stroytekhnika OOO", "RU", "ul. Sadovaya 5, 420111 Kazan"),
    ("Steppe Cashmere LLC", "MN", "Pyongyang Street 12, Ulaanbaatar 14200"),
    ("Havana Club Bar GmbH", "DE", "Gartenstraße 41, 50667 Köln"),
    ("Tehran Rug Gallery Ltd", "GB", "High Street 9, Bristol BS1"),
    ("Gori Settlement Archive LLC", "GE", "Vine Street 2, 1400 Gori"),
    ("Fortune Bakery Pte Ltd", "SG", "Jalan Kayu 77, Singapore 048616"),
    ("Dimitar Nikolov", "BG", "Morska Street 6, 9000 Varna"),
)


class Customer(NamedTuple):
    """Somebody with an account. `agent` is the bank's BIC; `opened_on` is ISO 8601."""

    holder_id: str
    name: str
    country: str
    currency: str
    address: str
    account: str
    agent: str
    agent_name: str
    person: bool
    opened_on: str
    phone: str


def customers(rng: Random, count: int) -> list[Customer]:
    """`count` customers, the look-alikes among them; names may repeat, accounts do not."""
    made = [_look_alike(rng, number) for number in range(min(count, len(LOOK_ALIKES)))]
    known = list(countries().values())
    lands = rng.choices(known, [land.weight for land in known], k=count - len(made))
    made += [_customer(rng, land, number) for number, land in enumerate(lands, len(made))]
    return made


def iban(country: str, bban: str) -> str:
    """The IBAN of a national account number: check digits by ISO 7064 mod 97-10 (ISO 13616)."""
    digits = "".join(str(int(char, 36)) for char in f"{bban}{country}00")
    return f"{country}{98 - int(digits) % 97:02d}{bban}"


def _customer(rng: Random, land: Country, number: int) -> Customer:
    person = rng.random() < _PEOPLE_SHARE
    name = f"{rng.choice(land.given)} {rng.choice(land.family)}" if person else _firm(rng, land)
    address = f"{rng.choice(land.streets)} {rng.randint(1, 120)}, {rng.choice(land.cities)}"
    return _with_account(rng, land, number, name, address, person=person)


def _firm(rng: Random, land: Country) -> str:
    return f"{rng.choice(land.family)} {rng.choice(land.trades)} {rng.choice(land.forms)}"


def _look_alike(rng: Random, number: int) -> Customer:
    name, code, address = LOOK_ALIKES[number]
    return _with_account(
        rng, countries()[code], number, name, address, person=len(name.split()) == 2
    )


def _with_account(
    rng: Random, land: Country, number: int, name: str, address: str, *, person: bool
) -> Customer:
    bic, bank = rng.choice(land.banks)
    year = rng.randint(2009, 2023)
    return Customer(
        holder_id=f"customer-{number:05d}",
        name=name,
        country=land.code,
        currency=land.currency,
        address=address,
        account=_account(rng, land, bic, number, person=person),
        agent=bic,
        agent_name=bank,
        person=person,
        opened_on=f"{year}-{rng.randint(1, 12):02d}-{rng.randint(1, 28):02d}",
        phone=f"+{rng.randint(10, 99)} {rng.randint(100, 999)} {rng.randint(100000, 999999)}",
    )


def _account(rng: Random, land: Country, bic: str, number: int, *, person: bool) -> str:
    """The customer's number stands in it, so no two are the same."""
    if land.iban:
        letters, digits = land.iban
        return iban(
            land.code,
            f"{bic[:letters]}{rng.randrange(10 ** (digits - 6)):0{digits - 6}}{number:06}",
        )
    if land.code == "RU":
        return f"{40817 if person else 40702}810{rng.randrange(10**6):06}{number:06}"
    return f"{rng.randrange(10**9, 10**10)}{number:06}"
