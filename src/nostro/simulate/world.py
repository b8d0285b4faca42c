"""A synthetic world: invented customers, banks and payments, and the sample's case among them.

A world is a function of its seed and size. Nobody in it exists, but for the listed parties of the
case; the look-alikes are innocent and named so that careless matching would hit them.
"""

import random
import uuid
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import msgspec
from stdnum import iban

from nostro.model.payments import Payment
from nostro.payments.records import write_records
from nostro.simulate.case import case_payments, scheme_ids
from nostro.simulate.vocabulary import (
    BANK_WORDS,
    CITIES,
    COUNTRIES,
    FIRM_KINDS,
    FIRM_WORDS,
    FORMS,
    GIVEN,
    SURNAMES,
    TEXTS,
)

__all__ = ["Customer", "customers_of", "generate_payments", "write_world"]

_FIRST = datetime(2024, 6, 1, 6, tzinfo=UTC)
_SECONDS = 108 * 24 * 3600
_CUSTOMERS = 600
_LEAST_FOR_CASE = 500
_CULTURES = {
    **dict.fromkeys("DE FR NL ES IT GB CH US PL SE".split(), "west"),
    **dict.fromkeys("RU GE KZ".split(), "east"),
    **dict.fromkeys("MN KR JP SG CN".split(), "asia"),
    **dict.fromkeys(["TR", "AE"], "south"),
}
_BBAN_DIGITS = {"DE": 18, "FR": 23, "NL": 10, "ES": 20, "IT": 22, "GB": 14, "CH": 17, "PL": 24,
                "SE": 20, "TR": 22, "AE": 19, "GE": 16, "KZ": 16}  # fmt: skip
_BBAN_LETTERS = {"NL": "HRBR", "GB": "HRBR", "GE": "HB", "IT": "X"}
_LOOK_ALIKES = (
    ("Nikulina Design Studio", "DE", "Gartenweg 4, Bremen"),
    ("Timer Watches GmbH", "DE", "Uhrengasse 2, Ulm"),
    ("Stroytrest Plus OOO", "RU", "ul. Lenina 3, Perm"),
    ("Harbour MRB Consulting Ltd", "GB", "Dock Road 9, Bristol"),
    ("Baatar Noodle House LLC", "MN", "Pyongyang Street 4, Ulaanbaatar"),
)


class Customer(NamedTuple):
    """An invented customer with its account and bank."""

    id: str
    name: str
    country: str
    currency: str
    address: str
    account: str
    agent: str
    agent_name: str


def customers_of(seed: int) -> list[Customer]:
    """The customers of a world: people, firms, and innocent look-alikes of listed parties."""
    drawn = random.Random(f"customers-{seed}")  # noqa: S311  # a simulation, no secret
    banks = _banks(drawn)
    weights = [weight for _, _, weight in COUNTRIES]
    made = []
    for number in range(_CUSTOMERS):
        country, currency, _ = drawn.choices(COUNTRIES, weights)[0]
        name = _firm(drawn, country) if number % 2 else _person(drawn, country)
        street = f"{drawn.choice(FIRM_WORDS)} Street {drawn.randint(1, 180)}"
        address = f"{street}, {drawn.choice(CITIES[country])}"
        made.append(_customer(drawn, number, name, country, currency, address, banks))
    currencies = {country: currency for country, currency, _ in COUNTRIES}
    for number, (name, country, address) in enumerate(_LOOK_ALIKES, _CUSTOMERS):
        currency = currencies[country]
        made.append(_customer(drawn, number, name, country, currency, address, banks))
    return made


def _customer(  # noqa: PLR0917  # what a customer is made of
    drawn: random.Random,
    number: int,
    name: str,
    country: str,
    currency: str,
    address: str,
    banks: dict[str, list[tuple[str, str]]],
) -> Customer:
    code, bank = drawn.choice(banks[country])
    account = _account(drawn, country)
    return Customer(f"customer-{number:04}", name, country, currency, address, account, code, bank)


def _banks(drawn: random.Random) -> dict[str, list[tuple[str, str]]]:
    """Two invented banks a country: BIC and name."""
    banks: dict[str, list[tuple[str, str]]] = {}
    for country, _, _ in COUNTRIES:
        words = drawn.sample(BANK_WORDS, 2)
        banks[country] = [
            (f"Q{word[:3].upper()}{country}2{letter}", f"{word} Bank {CITIES[country][0]}")
            for word, letter in zip(words, "AB", strict=True)
        ]
    return banks


def _account(drawn: random.Random, country: str) -> str:
    """An IBAN with valid check digits, or a local number where the country has none."""
    digits = _BBAN_DIGITS.get(country)
    if digits is None:
        return f"{drawn.randrange(10**12):012}"
    letters = _BBAN_LETTERS.get(country, "")
    bban = letters + "".join(str(drawn.randrange(10)) for _ in range(digits))
    check = iban.calc_check_digits(f"{country}00{bban}")
    return f"{country}{check}{bban}"


def _person(drawn: random.Random, country: str) -> str:
    culture = _CULTURES[country]
    return f"{drawn.choice(GIVEN[culture])} {drawn.choice(SURNAMES[culture])}"


def _firm(drawn: random.Random, country: str) -> str:
    return f"{drawn.choice(FIRM_WORDS)} {drawn.choice(FIRM_KINDS)} {FORMS[country]}"


def generate_payments(seed: int, count: int) -> Iterator[Payment]:
    """Exactly `count` payments in the order of time; worlds of 500 and more hold the case."""
    drawn = random.Random(f"payments-{seed}")  # noqa: S311  # a simulation, no secret
    customers = customers_of(seed)
    case = case_payments() if count >= _LEAST_FOR_CASE else []
    chains = _supply_chain(customers) if count >= _LEAST_FOR_CASE else []
    plain = count - len(case) - len(chains)
    times = sorted(drawn.randrange(_SECONDS) for _ in range(plain))
    made = [_payment(drawn, customers, number, at) for number, at in enumerate(times, 1)]
    yield from sorted([*made, *case, *chains], key=lambda p: (p.booked_at, p.payment_id))


def _payment(drawn: random.Random, customers: list[Customer], number: int, at: int) -> Payment:
    payer, payee = drawn.sample(customers, 2)
    when = _FIRST + timedelta(seconds=at)
    text = drawn.choice(TEXTS).format(n=drawn.randint(1000, 99999), m=f"{when:%B %Y}")
    amount = int(min(10**9, drawn.lognormvariate(11.5, 1.6))) + 100
    return _between(f"pay-{number:06}", payer, payee, when, amount, text, drawn)


def _between(  # noqa: PLR0917  # what a payment is made of
    payment_id: str,
    payer: Customer,
    payee: Customer,
    when: datetime,
    amount: int,
    text: str,
    drawn: random.Random,
) -> Payment:
    return Payment(
        payment_id=payment_id,
        uetr=str(uuid.UUID(int=drawn.getrandbits(128), version=4)),
        message_type="pacs.008",
        booked_at=when,
        amount_minor=amount,
        currency=payer.currency,
        debtor_name=payer.name,
        debtor_account=payer.account,
        debtor_country=payer.country,
        debtor_address=payer.address,
        debtor_agent=payer.agent,
        debtor_agent_name=payer.agent_name,
        debtor_agent_country=payer.country,
        creditor_name=payee.name,
        creditor_account=payee.account,
        creditor_country=payee.country,
        creditor_address=payee.address,
        creditor_agent=payee.agent,
        creditor_agent_name=payee.agent_name,
        creditor_agent_country=payee.country,
        remittance=text,
    )


def _supply_chain(customers: list[Customer]) -> list[Payment]:
    """An honest chain of suppliers that keeps the amount nearly whole at each step."""
    drawn = random.Random("supply-chain")  # noqa: S311  # a simulation, no secret
    made: list[Payment] = []
    links = customers[1:9:2]
    for month in range(3):
        amount, when = 48_000_00 + 1_700_00 * month, _FIRST + timedelta(days=9 + 30 * month)
        for payer, payee in pairwise(links):
            name = f"chain-{len(made) + 1:03}"
            text = f"Delivery {2400 + month}"
            one = _between(name, payer, payee, when, amount, text, drawn)
            made.append(msgspec.structs.replace(one, currency="EUR"))
            amount, when = int(amount * 0.96), when + timedelta(days=2)
    return made


def write_world(seed: int, count: int, out: Path) -> None:
    """Write `payments.parquet`, `accounts.csv`, `labels.json` and a README into a folder."""
    from nostro.payments.table import write_table  # noqa: PLC0415  # polars takes its time

    out.mkdir(parents=True, exist_ok=True)
    write_table(generate_payments(seed, count), out / "payments.parquet")
    columns = (
        "account", "holder_id", "holder_name", "holder_country", "agent", "opened_on", "address",
        "phone",
    )  # fmt: skip
    rows = [
        {
            "account": customer.account, "holder_id": customer.id, "holder_name": customer.name,
            "holder_country": customer.country, "agent": customer.agent,
            "opened_on": f"20{10 + number % 13}-0{1 + number % 9}-15",
            "address": customer.address, "phone": "",
        }
        for number, customer in enumerate(customers_of(seed))
    ]  # fmt: skip
    write_records(rows, out / "accounts.csv", columns=columns)
    labels = {"scheme": scheme_ids() if count >= _LEAST_FOR_CASE else [], "seed": seed}
    labels["look_alikes"] = [name for name, _, _ in _LOOK_ALIKES]
    (out / "labels.json").write_bytes(
        msgspec.json.format(msgspec.json.encode(labels, order="sorted")) + b"\n"
    )
    (out / "README.txt").write_text(
        "A synthetic world: every payment, customer and bank in it is invented. The listed\n"
        "parties of the case are public; the payments that name them are not real.\n",
        encoding="utf-8",
    )
