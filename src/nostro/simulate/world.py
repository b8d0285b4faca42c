"""A world of invented payments: the case among thousands of ordinary ones."""

from collections.abc import Iterator
from heapq import merge
from pathlib import Path
from random import Random

import msgspec

from nostro.model.payments import Payment
from nostro.payments.records import write_records
from nostro.simulate.case import CASE_ACCOUNTS, CaseAccount, scheme_ids, simulate_case
from nostro.simulate.customers import Customer, customers
from nostro.simulate.flows import innocent_payments

__all__ = ["generate_payments", "write_world"]

_MOST_CUSTOMERS = 50_000
_PAYMENTS_A_CUSTOMER = 30
_FEWEST_CUSTOMERS = 400
_ACCOUNT_COLUMNS = (
    "account", "holder_id", "holder_name", "holder_country", "agent", "opened_on", "address",
    "phone",
)  # fmt: skip
_NOTES = (
    "All people, firms, accounts and payments here are invented by `nostro simulate`. Parties and "
    "banks of the labelled scheme bear the names of really listed ones; no payment took place."
)


def generate_payments(seed: int, count: int, *, case: bool = True) -> Iterator[Payment]:
    """`count` payments of the summer of 2024 in the order of their booking.

    The same seed and count give the same payments. With `case` the scheme of the sample case is
    among them (as much of it as fits); without it all are innocent.
    """
    scheme = simulate_case()[:count] if case else []
    rng = Random(seed)  # noqa: S311  # invented payments, no secrets
    ordinary = innocent_payments(rng, _people(rng, count), count - len(scheme))
    yield from merge(scheme, ordinary, key=lambda payment: payment.booked_at)


def write_world(seed: int, count: int, out: Path) -> None:
    """Write payments.parquet, accounts.csv, labels.json and NOTES.txt into a folder."""
    from nostro.payments.table import write_table  # noqa: PLC0415  # polars loads slowly

    out.mkdir(parents=True, exist_ok=True)
    write_table(generate_payments(seed, count), out / "payments.parquet")
    known = _people(Random(seed), count)  # noqa: S311  # as above
    rows = [_row(customer) for customer in known] + [_case_row(each) for each in CASE_ACCOUNTS]
    write_records(rows, out / "accounts.csv", columns=_ACCOUNT_COLUMNS)
    labels = msgspec.json.encode({"scheme": scheme_ids(), "notes": _NOTES})
    (out / "labels.json").write_bytes(msgspec.json.format(labels) + b"\n")
    (out / "NOTES.txt").write_text(f"{_NOTES}\n", encoding="utf-8")


def _people(rng: Random, count: int) -> list[Customer]:
    wanted = max(_FEWEST_CUSTOMERS, count // _PAYMENTS_A_CUSTOMER)
    return customers(rng, min(_MOST_CUSTOMERS, wanted))


def _row(customer: Customer) -> dict[str, str]:
    return {
        "account": customer.account,
        "holder_id": customer.holder_id,
        "holder_name": customer.name,
        "holder_country": customer.country,
        "agent": customer.agent,
        "opened_on": customer.opened_on,
        "address": customer.address,
        "phone": customer.phone,
    }


def _case_row(account: CaseAccount) -> dict[str, str]:
    return {
        "account": account.account,
        "holder_id": f"case-{account.account}",
        "holder_name": account.name,
        "holder_country": account.country,
        "agent": account.agent or "",
        "opened_on": "2023-11-20",
        "address": account.address,
        "phone": "",
    }
