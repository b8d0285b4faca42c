"""A month of a bank's ordinary payments, most of which look like others of the same month.

Payrolls of equal and of graded pay, weekly and monthly rents, subscriptions, invoices, instalments
of one invoice, bills paid twice by mistake, payments said again with a typing error mended, covers
beside their MT103, and round transfers between banks. Nobody hides anything in it.
"""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any, NamedTuple

import msgspec

from nostro.model.payments import Payment
from nostro.simulate.customers import Customer, customers

__all__ = ["Draft", "ordinary_payments"]

FIRST_DAY = datetime(2024, 6, 3, tzinfo=UTC)
DAYS = 28
CUSTOMERS = 6_000
SUBSCRIPTIONS = (999, 1_299, 1_799, 2_990, 4_999)
PAYMENT_TYPES = ("pacs.008", "pacs.008", "MT103", "pain.001")


class Draft(NamedTuple):
    """A payment that has no id yet; `kind` is the flow that it is of."""

    kind: str
    payment: Payment


class _Bank:
    """The customers, by what they may do, and the numbers that it has given out."""

    def __init__(self, rng: Random) -> None:
        self.rng = rng
        known = customers(rng, CUSTOMERS)
        self.people = [one for one in known if one.person]
        self.firms = [one for one in known if not one.person]
        self._number = 1_000

    def number(self) -> int:
        self._number += self.rng.randrange(1, 40)
        return self._number

    def message(self) -> str:
        """The id of a message of many transactions, as the payments of it begin."""
        return f"PAY{self.number()}/" if self.rng.random() < 0.5 else ""

    def time(self, day: int | None = None) -> datetime:
        start = FIRST_DAY + timedelta(days=self.rng.randrange(DAYS) if day is None else day)
        return start + timedelta(seconds=self.rng.randrange(6 * 3600, 18 * 3600))

    def pays(self, payer: Customer, payee: Customer, minor: int, **more: Any) -> Payment:
        usual = {"payment_id": "", "booked_at": self.time(),
                 "message_type": self.rng.choice(PAYMENT_TYPES)}  # fmt: skip
        return Payment(
            amount_minor=minor, currency=payer.currency, **{**usual, **more},
            debtor_name=payer.name, debtor_account=payer.account, debtor_country=payer.country,
            debtor_address=payer.address, debtor_agent=payer.agent,
            creditor_name=payee.name, creditor_account=payee.account,
            creditor_country=payee.country, creditor_address=payee.address,
            creditor_agent=payee.agent,
        )  # fmt: skip


def ordinary_payments(rng: Random, count: int) -> Iterator[Draft]:
    """`count` payments in the order of their booking, each with an id of its own."""
    bank = _Bank(rng)
    made: list[Draft] = []
    kinds = list(_FLOWS)
    while len(made) < count:
        flow = rng.choices(kinds, [_FLOWS[kind] for kind in kinds])[0]
        made += [Draft(flow.__name__, payment) for payment in flow(bank)]
    for number, draft in enumerate(sorted(made[:count], key=lambda it: it.payment.booked_at)):
        given = draft.payment.payment_id
        if not given or given.endswith("/"):
            given += f"{rng.randrange(16**8):08X}{number:07d}"
        yield draft._replace(payment=msgspec.structs.replace(draft.payment, payment_id=given))


def equal_payroll(bank: _Bank) -> Iterator[Payment]:
    """A bonus or a minimum wage: everybody gets the same with one text, in one message or not."""
    firm, minor = bank.rng.choice(bank.firms), bank.rng.randrange(40_000, 300_000)
    if bank.rng.random() < 0.5:
        minor = minor // 10_000 * 10_000
    at, message = bank.time(), bank.message()
    for person in bank.rng.sample(bank.people, bank.rng.randrange(40, 300)):
        yield bank.pays(firm, person, minor, booked_at=at, message_type="pain.001",
                        payment_id=message, remittance="BONUS JUNE 2024")  # fmt: skip


def payroll(bank: _Bank) -> Iterator[Payment]:
    firm, at, message = bank.rng.choice(bank.firms), bank.time(), bank.message()
    for person in bank.rng.sample(bank.people, bank.rng.randrange(10, 120)):
        minor = bank.rng.randrange(150_000, 700_000)
        yield bank.pays(firm, person, minor, booked_at=at, message_type="pain.001",
                        payment_id=message,
                        remittance=f"SALARY 06/2024 {person.holder_id[-5:]}")  # fmt: skip


def weekly_rent(bank: _Bank) -> Iterator[Payment]:
    tenant, landlord = bank.rng.sample(bank.people, 2)
    minor, flat = bank.rng.randrange(15_000, 60_000), bank.rng.randrange(1, 90)
    for week in range(4):
        yield bank.pays(tenant, landlord, minor, booked_at=bank.time(7 * week),
                        remittance=f"RENT FLAT {flat}")  # fmt: skip


def monthly_rent(bank: _Bank) -> Iterator[Payment]:
    tenant, landlord = bank.rng.sample(bank.people, 2)
    yield bank.pays(tenant, landlord, bank.rng.randrange(40, 250) * 1_000, remittance="RENT JUNE")


def subscriptions(bank: _Bank) -> Iterator[Payment]:
    """Many pay one firm the same, each under a number of their own."""
    firm, minor = bank.rng.choice(bank.firms), bank.rng.choice(SUBSCRIPTIONS)
    for person in bank.rng.sample(bank.people, bank.rng.randrange(5, 60)):
        yield bank.pays(person, firm, minor, remittance=f"SUBSCRIPTION {bank.number()}")


def invoice(bank: _Bank) -> Iterator[Payment]:
    payer, payee = bank.rng.sample(bank.firms, 2)
    minor = int(bank.rng.lognormvariate(12.8, 1.3))
    more = {"ultimate_creditor_name": bank.rng.choice(bank.firms).name}
    yield bank.pays(payer, payee, minor, remittance=f"INVOICE {bank.number()}",
                    **(more if bank.rng.random() < 0.15 else {}))  # fmt: skip


def monthly_invoices(bank: _Bank) -> Iterator[Payment]:
    """Deliveries of a supplier, some of one price, each with an invoice of its own."""
    payer, payee = bank.rng.sample(bank.firms, 2)
    price = int(bank.rng.lognormvariate(12.5, 1.0))
    for day in sorted(bank.rng.sample(range(DAYS), bank.rng.randrange(2, 7))):
        minor = price if bank.rng.random() < 0.4 else int(price * bank.rng.uniform(0.8, 1.2))
        yield bank.pays(payer, payee, minor, booked_at=bank.time(day),
                        remittance=f"INVOICE {bank.number()}")  # fmt: skip


def instalments(bank: _Bank) -> Iterator[Payment]:
    """One invoice in equal parts within days."""
    payer, payee = bank.rng.sample(bank.firms, 2)
    minor, paid_for = int(bank.rng.lognormvariate(12.5, 1.0)), bank.number()
    first = bank.rng.randrange(DAYS - 8)
    for part in range(3):
        yield bank.pays(payer, payee, minor, booked_at=bank.time(first + 3 * part),
                        remittance=f"INVOICE {paid_for} PART {part + 1} OF 3")  # fmt: skip


def paid_twice(bank: _Bank) -> Iterator[Payment]:
    payment = next(invoice(bank))
    yield payment
    yield _later(payment, bank.rng.randrange(1, 72))


def mended(bank: _Bank) -> Iterator[Payment]:
    """Sent back for an account or a name that was mistyped, and sent again as it should be."""
    payment = next(invoice(bank))
    name, account = payment.creditor_name or "", payment.creditor_account or ""
    at = bank.rng.randrange(1, len(name) - 1)
    wrong: dict[str, Any] = bank.rng.choice(
        [{"creditor_name": name[:at] + name[at + 1 :]}, {"creditor_account": account[:-1] + "0"},
         {"creditor_address": None}]
    )  # fmt: skip
    yield msgspec.structs.replace(payment, **wrong)
    yield _later(payment, bank.rng.randrange(3, 72))


def covered(bank: _Bank) -> Iterator[Payment]:
    """An MT103 straight to the payee's bank, and the MT202COV that brings the money."""
    reference = f"TRN{bank.number()}"
    direct = msgspec.structs.replace(
        next(invoice(bank)), message_type="MT103", payment_id=reference
    )
    yield direct
    yield msgspec.structs.replace(
        direct, payment_id=f"COV{bank.number()}", message_type="MT202COV", remittance=None,
        booked_at=direct.booked_at + timedelta(minutes=20), other={"21": reference},
        underlying_debtor_name=direct.debtor_name, underlying_creditor_name=direct.creditor_name,
        underlying_debtor_account=direct.debtor_account,
        underlying_creditor_account=direct.creditor_account,
        debtor_name=None, debtor_account=None, debtor_address=None, debtor_country=None,
        debtor_id=direct.debtor_agent, creditor_id=direct.creditor_agent,
        creditor_name=None, creditor_account=None, creditor_address=None, creditor_country=None,
    )  # fmt: skip


def between_banks(bank: _Bank) -> Iterator[Payment]:
    """Round sums from bank to bank, several on a day."""
    one, other = bank.rng.sample(bank.firms, 2)
    minor, at = bank.rng.randrange(1, 40) * 50_000_000, bank.rng.randrange(DAYS)
    for _ in range(bank.rng.randrange(1, 5)):
        yield Payment(
            payment_id=f"FX{bank.number()}", booked_at=bank.time(at), amount_minor=minor,
            currency=one.currency, message_type="MT202", debtor_agent=one.agent,
            creditor_agent=other.agent, debtor_id=one.agent, creditor_id=other.agent,
            other={"21": f"DEAL{bank.number()}"},
        )  # fmt: skip


def family_support(bank: _Bank) -> Iterator[Payment]:
    payer, payee = bank.rng.sample(bank.people, 2)
    minor = bank.rng.choice([5_000, 10_000, 20_000, 15_050])
    for day in sorted(bank.rng.sample(range(DAYS), bank.rng.randrange(1, 5))):
        yield bank.pays(payer, payee, minor, booked_at=bank.time(day), remittance="family support")


def _later(payment: Payment, hours: int) -> Payment:
    return msgspec.structs.replace(payment, booked_at=payment.booked_at + timedelta(hours=hours))


_FLOWS: dict[Callable[[_Bank], Iterator[Payment]], int] = {
    equal_payroll: 6, payroll: 12, subscriptions: 30, weekly_rent: 60, monthly_rent: 100,
    invoice: 900, monthly_invoices: 200, instalments: 20, paid_twice: 10, mended: 10,
    covered: 60, between_banks: 40, family_support: 150,
}  # fmt: skip
